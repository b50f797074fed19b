"""The queue: five lanes, one row a person, one reason a row, one total order."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintern.domain.queue import (
    HiddenItem,
    Owed,
    Queue,
    QueueContext,
    QueueItem,
    QueuePerson,
    build_queue,
    classify,
    gap,
    gaps,
    order,
)
from netintern.domain.vocabulary import CIRCLES, LANES, OBLIGATION_KINDS, Circle
from tests.domain.calendars import AMERICAN, day

TODAY = day("2026-07-01")
GAPS: dict[Circle, float] = {"field": 0.0, "adjacent": 0.0, "leaders": 0.2, "culture": 0.0}
CONTEXT = QueueContext(TODAY, AMERICAN, GAPS, "middle")
FINAL = CONTEXT._replace(today=day("2026-08-10"), phase="final", days_left=11)


def person(number: int = 1, name: str = "Ana", **facts: Any) -> QueuePerson:
    """Somebody of the own field, tier 2, met on 20 May and due on 22 June, unless said."""
    last = facts.pop("last", "2026-05-20")
    values: dict[str, Any] = {
        "circle": "field",
        "tier": 2,
        "cadence": 30,
        "contact_days": (day(last),) if last else (),
        "due": day("2026-06-22") if last else None,
        "met": last is not None,
    }
    for name_of, value in facts.items():
        values[name_of] = day(value) if isinstance(value, str) and value[:2] == "20" else value
    return QueuePerson(number, name, **values)


def unmet(number: int = 5, name: str = "Eve", **facts: Any) -> QueuePerson:
    """Somebody to meet, among the leaders."""
    facts = {"circle": "leaders", "tier": 3, "cadence": 122, "path_score": 0.36} | facts
    return person(number, name, last=None, **facts)


def owes(kind: str, due: str, text: str = "", number: int = 12) -> tuple[Owed, ...]:
    """One obligation."""
    return (Owed(number, kind, day(due), text),)  # type: ignore[arg-type]


def row(one: QueuePerson, context: QueueContext = CONTEXT) -> QueueItem:
    """The row of a person who must have one."""
    found = classify(one, context)
    assert isinstance(found, QueueItem)
    return found


def hidden(one: QueuePerson, context: QueueContext = CONTEXT) -> HiddenItem:
    """Why a person who must be hidden is."""
    found = classify(one, context)
    assert isinstance(found, HiddenItem)
    return found


def people_of_the_worked_case() -> list[QueuePerson]:
    """Twelve people who between them meet every rule."""
    return [
        person(1, "Ana"),
        person(2, "Ben", last="2026-02-20", circle="leaders", tier=3, cadence=122),
        person(
            3,
            "Cai",
            last="2026-06-30",
            circle="adjacent",
            tier=1,
            due="2026-07-20",
            owed=owes("thanks", "2026-07-01"),
        ),
        person(
            4,
            "Dee",
            last="2026-06-24",
            due="2026-07-24",
            owed=owes("promise", "2026-06-26", "slides", 40),
        ),
        unmet(5, "Eve"),
        unmet(6, "Fay", circle="culture", cadence=91, path_score=0.5),
        person(
            7,
            "Gil",
            last="2025-06-20",
            tier=3,
            cadence=91,
            due="2025-09-19",
            trust=True,
            novel=True,
        ),
        person(8, "Hal", last="2026-05-01", due="2026-06-01", snoozed_until="2026-07-06"),
        person(
            9,
            "Ivy",
            last="2026-05-01",
            due="2026-06-01",
            unanswered=1,
            last_unanswered="2026-06-29",
        ),
        person(
            10,
            "Jan",
            last="2026-05-01",
            due="2026-06-01",
            unanswered=2,
            last_unanswered="2026-06-15",
        ),
        person(11, "Kim", last="2026-06-29", due="2026-07-29"),
        person(
            12,
            "Lee",
            last="2023-06-01",
            tier=3,
            cadence=91,
            due="2023-08-31",
            trust=True,
            senior=True,
            novel=True,
        ),
    ]


def test_the_worked_case() -> None:
    queue = build_queue(people_of_the_worked_case(), CONTEXT)
    assert [(item.person, item.lane, item.kind, item.reason) for item in queue.items] == [
        ("Dee", "owe", "promise", "promise: slides, 3 working days late"),
        ("Cai", "owe", "thanks", "thank-you, due today"),
        ("Ana", "due", "due", "9 days past a 30-day rhythm"),
        ("Ben", "due", "due", "9 days past a 122-day rhythm"),
        ("Eve", "grow", "grow", "never met; leaders are thin"),
        ("Fay", "grow", "grow", "never met"),
        ("Lee", "reconnect", "dormant", "silent 1126 days; trusted, senior, fresh view"),
        ("Gil", "reconnect", "lapsed", "silent 376 days; trusted, fresh view"),
    ]
    assert [item.urgency for item in queue.items] == pytest.approx(
        [3, 0, 0.3, 9 / 122 + 0.2, 0.56, 0.5, 1, 2 / 3]
    )
    assert [(item.person, item.why, item.until, item.reason) for item in queue.hidden] == [
        ("Hal", "snoozed", day("2026-07-06"), "snoozed until 6 Jul"),
        ("Ivy", "waiting", day("2026-07-06"), "wrote 2 days ago, no answer yet"),
        (
            "Jan",
            "let_go",
            day("2026-12-14"),
            "2 messages without an answer; let go until 14 Dec",
        ),
    ]


def test_ids_and_minutes_of_the_worked_case() -> None:
    queue = build_queue(people_of_the_worked_case(), CONTEXT)
    assert [item.id for item in queue.items] == ["o40", "o12", "p1", "p2", "p5", "p6", "p12", "p7"]
    assert [item.minutes for item in queue.items] == [5, 5, 15, 10, 10, 10, 10, 10]
    assert queue.items[0].due == day("2026-06-26")
    assert queue.items[2].due == day("2026-06-22")
    assert queue.items[2].last_contact == day("2026-05-20")


def test_two_weeks_before_the_end() -> None:
    people = [one._replace(snoozed_until=None) for one in people_of_the_worked_case()]
    queue = build_queue(people, FINAL)
    closing = [(item.person, item.reason) for item in queue.items if item.lane == "closing"]
    assert closing == [
        ("Eve", "11 days left, never met"),
        ("Hal", "11 days left, silent 101 days"),
        ("Ivy", "11 days left, silent 101 days"),
        ("Ana", "11 days left, silent 82 days"),
        ("Kim", "11 days left, silent 42 days"),
        ("Fay", "11 days left, never met"),
    ]


@pytest.mark.parametrize(
    ("kind", "due", "text", "reason"),
    [
        ("thanks", "2026-06-29", "", "thank-you, 2 working days late"),
        ("thanks", "2026-06-30", "", "thank-you, 1 working day late"),
        ("reply", "2026-07-01", "", "reply, due today"),
        ("promise", "2026-07-06", "slides", "promise: slides, by Mon 6 Jul"),
        ("report", "2026-07-15", "what came of it", "report: what came of it, by Wed 15 Jul"),
        ("checkin", "2026-06-30", "", "check-in with the boss, 1 working day late"),
    ],
)
def test_reasons_of_what_is_owed(kind: str, due: str, text: str, reason: str) -> None:
    found = row(person(owed=owes(kind, due, text)))
    assert (found.lane, found.kind, found.reason) == ("owe", kind, reason)


def test_an_obligation_of_friday_is_not_late_on_saturday() -> None:
    saturday = CONTEXT._replace(today=day("2026-06-27"))
    found = row(person(owed=owes("thanks", "2026-06-26")), saturday)
    assert (found.urgency, found.reason) == (0, "thank-you, due since Fri 26 Jun")


def test_one_row_a_person_with_the_most_urgent_obligation() -> None:
    owed = owes("thanks", "2026-07-01", number=1) + owes("promise", "2026-06-25", "x", 2)
    assert row(person(owed=owed)).id == "o2"
    assert row(person(owed=owed[:1])).id == "o1"


@pytest.mark.parametrize(
    ("due", "lane"), [("2026-07-08", "due"), ("2026-07-09", "due"), ("2026-07-07", "owe")]
)
def test_a_promise_enters_five_workdays_before_its_date(due: str, lane: str) -> None:
    """Counted from Monday 29 June, with a holiday on the Friday."""
    context = CONTEXT._replace(today=day("2026-06-29"))
    assert row(person(owed=owes("promise", due)), context).lane == lane


def test_a_far_promise_is_hidden_only_if_nothing_else_is_to_be_done() -> None:
    owed = owes("promise", "2026-09-12", "slides")
    assert row(person(owed=owed)).lane == "due"
    found = hidden(person(due="2026-07-29", owed=owed))
    assert (found.why, found.reason) == ("promised", "promised for 12 Sep")
    assert found.until is not None
    assert AMERICAN.between(found.until, day("2026-09-12")) == 5


def test_on_the_day_a_promise_is_hidden_until_it_enters() -> None:
    owed = owes("promise", "2026-09-12", "slides")
    until = hidden(person(due="2026-07-29", owed=owed)).until
    assert until is not None
    before = CONTEXT._replace(today=until - timedelta(days=1))
    assert classify(person(due="2026-12-29", owed=owed), before) is not None
    assert hidden(person(due="2026-12-29", owed=owed), before).why == "promised"
    assert row(person(due="2026-12-29", owed=owed), CONTEXT._replace(today=until)).lane == "owe"


def test_a_snooze_hides_what_is_owed_and_says_so() -> None:
    found = hidden(person(snoozed_until="2026-07-06", owed=owes("reply", "2026-07-01")))
    assert found.reason == "snoozed until 6 Jul, with the reply you owe"
    assert row(person(snoozed_until="2026-07-01")).lane == "due"


@pytest.mark.parametrize(
    ("number", "sent", "why"),
    [
        (1, "2026-06-25", "waiting"),
        (1, "2026-06-24", None),
        (2, "2026-06-24", "let_go"),
        (3, "2026-01-01", "let_go"),
        (2, "2025-12-31", None),
    ],
)
def test_unanswered_messages(number: int, sent: str, why: str | None) -> None:
    found = classify(person(unanswered=number, last_unanswered=sent), CONTEXT)
    assert (found.why if isinstance(found, HiddenItem) else None) == why


def test_waiting_gives_way_to_what_is_owed_but_letting_go_does_not() -> None:
    owed = owes("promise", "2026-06-30")
    assert row(person(unanswered=1, last_unanswered="2026-06-30", owed=owed)).lane == "owe"
    assert hidden(person(unanswered=2, last_unanswered="2026-06-30", owed=owed)).why == "let_go"


def test_an_open_introduction_hides_its_target_for_a_week() -> None:
    asked = unmet(asked_via="Ana", asked_on="2026-06-28")
    found = hidden(asked)
    assert (found.why, found.until, found.reason) == (
        "waiting",
        day("2026-07-05"),
        "asked Ana 3 days ago",
    )
    again = unmet(asked_via="Ana", asked_on="2026-06-24", way_in="ask Ana again, or let it rest")
    assert row(again).reason == "ask Ana again, or let it rest; leaders are thin"


def test_the_longer_wait_wins() -> None:
    both = unmet(asked_via="Ana", asked_on="2026-06-26", unanswered=1, last_unanswered="2026-06-30")
    assert hidden(both).reason == "wrote yesterday, no answer yet"


def test_reason_of_a_way_in() -> None:
    assert row(unmet(way_in="Ana can introduce")).reason == "Ana can introduce; leaders are thin"
    assert row(unmet(circle=None)).reason == "never met"


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"leaves_on": "2026-07-06"}, "leaves in 5 days, silent 42 days"),
        ({"leaves_on": "2026-07-02", "last": None}, "leaves in 1 day, never met"),
        ({"leaves_on": "2026-07-01", "last": None}, "leaves today, never met"),
        ({"leaves_on": "2026-07-14", "last": None}, "leaves in 13 days, never met"),
    ],
)
def test_somebody_who_leaves_is_in_the_closing_lane(facts: dict[str, Any], reason: str) -> None:
    found = row(person(**facts))
    assert (found.lane, found.reason) == ("closing", reason)


@pytest.mark.parametrize(
    "facts",
    [
        {"leaves_on": "2026-07-15"},
        {"leaves_on": "2026-06-30"},
        {"leaves_on": "2026-07-06", "tier": 3},
        {"leaves_on": "2026-07-06", "last": "2026-06-25"},
    ],
)
def test_who_is_not_in_the_closing_lane(facts: dict[str, Any]) -> None:
    found = classify(person(**facts), CONTEXT)
    assert found is None or found.lane == "due"  # type: ignore[union-attr]


def test_the_last_day_and_the_nearer_end() -> None:
    last_day = FINAL._replace(days_left=0)
    assert row(unmet(), last_day).reason == "last day, never met"
    assert row(unmet(), FINAL._replace(days_left=1)).reason == "1 day left, never met"
    leaver = unmet(leaves_on="2026-08-12")
    assert row(leaver, FINAL).reason == "leaves in 2 days, never met"
    assert row(leaver, FINAL).urgency == pytest.approx(12.2)
    met_long_ago = person(last=None, met=True)
    assert row(met_long_ago, FINAL).reason == "11 days left, no talk yet"


def test_due_today_and_urgency_that_stops_growing() -> None:
    assert row(person(due="2026-07-01")).reason == "due today in a 30-day rhythm"
    assert row(person(due="2026-06-30")).reason == "1 day past a 30-day rhythm"
    assert row(person(due="2026-04-22")).urgency == 1


def test_who_is_neither_shown_nor_hidden() -> None:
    assert classify(person(due="2026-07-02"), CONTEXT) is None


def test_somebody_met_but_never_spoken_to_is_there_to_begin_with() -> None:
    found = row(person(last=None, met=True, circle="leaders"))
    assert (found.lane, found.kind, found.reason) == (
        "grow",
        "grow",
        "no talk yet; leaders are thin",
    )
    assert classify(person(last=None, met=True, due="2026-07-30"), CONTEXT) is None


def test_further_obligations_are_counted() -> None:
    owed = (
        Owed(1, "thanks", date(2026, 7, 1), ""),
        Owed(2, "promise", date(2026, 7, 3), "slides"),
        Owed(3, "promise", date(2026, 9, 3), "far away"),
    )
    found = row(person(owed=owed))
    assert (found.id, found.more) == ("o1", 1)
    assert row(person(owed=owed[:1])).more == 0


def test_a_follow_up_date_brings_back_somebody_never_contacted() -> None:
    assert row(person(last=None, met=True, due="2026-06-30")).lane == "due"
    assert row(unmet(due="2026-06-30")).lane == "due"
    assert row(unmet(due="2026-07-30")).lane == "grow"


def test_somebody_never_met_does_not_lapse_but_grows() -> None:
    found = row(person(met=False, last="2025-01-01", due="2025-01-31"))
    assert (found.lane, found.reason) == ("grow", "never met")


@pytest.mark.parametrize(
    ("gate", "free", "permitted"),
    [
        ("open", 120, [True, True, True]),
        ("open", 10, [True, False, True]),
        ("tight", 120, [True, False, True]),
        ("tight", 5, [True, False, False]),
        ("blocked", 120, [True, False, False]),
    ],
)
def test_the_gate_dims_rows_and_hides_none(gate: Any, free: int, permitted: list[bool]) -> None:
    people = [
        person(1, owed=owes("thanks", "2026-07-01")),
        person(2),
        unmet(3),
    ]
    queue = build_queue(people, CONTEXT._replace(gate=gate, free_minutes=free))
    assert [item.permitted for item in queue.items] == permitted


def test_a_checkin_joins_the_row_of_the_boss() -> None:
    checkin = Owed(0, "checkin", day("2026-06-30"))
    queue = build_queue([person(7, "Kim")], CONTEXT, checkin=checkin, checkin_person=(7, "Kim"))
    assert [(item.id, item.kind, item.person_id) for item in queue.items] == [("o0", "checkin", 7)]


def test_a_checkin_without_a_person_in_the_queue_is_a_row_of_its_own() -> None:
    checkin = Owed(0, "checkin", TODAY)
    (alone,) = build_queue([], CONTEXT, checkin=checkin).items
    assert (alone.person_id, alone.person, alone.lane) == (None, None, "owe")
    assert alone.reason == "check-in with the boss, due today"
    (named,) = build_queue([], CONTEXT, checkin=checkin, checkin_person=(7, "Kim")).items
    assert (named.person_id, named.person) == (7, "Kim")


@pytest.mark.parametrize(
    ("circle", "expected"),
    [("field", 0.0), ("leaders", 0.2), ("adjacent", 0.0), (None, 0.0)],
)
def test_gap(circle: Circle | None, expected: float) -> None:
    counts: dict[Circle, float] = {"field": 4, "adjacent": 2, "leaders": 0, "culture": 2}
    targets: dict[Circle, float] = dict(zip(CIRCLES, (0.4, 0.2, 0.2, 0.2), strict=True))
    assert gap(circle, counts, targets) == pytest.approx(expected)


def test_gaps_without_any_conversation_are_the_targets() -> None:
    assert gaps({}) == {"field": 0.4, "adjacent": 0.2, "leaders": 0.2, "culture": 0.2}


offsets = st.integers(-1200, 60).map(lambda n: TODAY + timedelta(days=n))
past = st.integers(-1200, 0).map(lambda n: TODAY + timedelta(days=n))


@st.composite
def anybody(draw: st.DrawFn) -> QueuePerson:
    """Any person the book could hold."""
    contacts = tuple(draw(st.lists(past, max_size=4)))
    owed = draw(
        st.lists(
            st.builds(Owed, st.integers(1, 99), st.sampled_from(OBLIGATION_KINDS), offsets),
            max_size=2,
        )
    )
    return QueuePerson(
        draw(st.integers(1, 999)),
        draw(st.sampled_from(["Ana", "ana", "Ben", "Ömer", ""])),
        draw(st.sampled_from([*CIRCLES, None])),
        draw(st.integers(1, 4)),
        draw(st.integers(1, 182)),
        contacts,
        draw(st.none() | offsets) if contacts else None,
        draw(st.booleans()),
        tuple(owed),
        draw(st.none() | offsets),
        draw(st.integers(0, 3)),
        draw(past),
        draw(st.floats(0, 1)),
        leaves_on=draw(st.none() | offsets),
    )


@given(st.lists(anybody(), max_size=12, unique_by=lambda one: one.id), st.randoms())
def test_laws_of_the_queue(people: list[QueuePerson], chance: Any) -> None:
    queue = build_queue(people, CONTEXT)
    shown = [item.person_id for item in queue.items] + [item.person_id for item in queue.hidden]
    assert len(shown) == len(set(shown)) <= len(people)
    assert list(queue.items) == sorted(queue.items, key=order)
    assert all(item.reason and item.minutes > 0 for item in queue.items)
    assert all(item.until is None or item.until > TODAY for item in queue.hidden)
    assert [LANES.index(item.lane) for item in queue.items] == sorted(
        LANES.index(item.lane) for item in queue.items
    )
    shuffled = list(people)
    chance.shuffle(shuffled)
    assert build_queue(shuffled, CONTEXT) == queue


@given(anybody())
def test_what_is_owed_and_near_is_never_lost(one: QueuePerson) -> None:
    """A person with something due is in the first lane, or hidden with a reason."""
    late = one._replace(owed=(Owed(1, "reply", TODAY - timedelta(days=3)),))
    found = classify(late, CONTEXT)
    if isinstance(found, QueueItem):
        assert found.lane == "owe"
    else:
        assert found is not None
        assert found.why in ("snoozed", "let_go")


def test_an_empty_book_has_an_empty_queue() -> None:
    assert build_queue([], CONTEXT) == Queue((), ())


def test_ties_are_broken_by_due_date_last_contact_name_and_id() -> None:
    same: dict[str, Any] = {"due": "2026-06-22", "last": "2026-05-20"}
    people = [
        person(4, "ben", **same),
        person(3, "Ben", **same),
        person(2, "ana", **same),
        person(1, "Zoe", due="2026-06-22", last="2026-05-19"),
    ]
    assert [item.person_id for item in build_queue(people, CONTEXT).items] == [1, 2, 3, 4]


def test_contact_days_may_come_in_any_order() -> None:
    dates = tuple(date(2026, month, 1) for month in (3, 5, 1, 4))
    one = person(contact_days=dates)
    assert row(one).last_contact == date(2026, 5, 1)
