"""Acting on a row of the queue."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from netintern.domain.calendar import Calendar
from netintern.domain.errors import AmbiguousNameError, NothingFoundError, UsageError
from netintern.services.experiences import add_experience
from netintern.services.followups import (
    Deed,
    act_on_rows,
    done,
    drop,
    resolve_item,
    skip,
    snooze,
    snooze_day,
    unsnooze,
    wait,
)
from netintern.services.interactions import PromiseDraft, log_talk
from netintern.services.introductions import ask
from netintern.services.journal import undo
from netintern.services.people import archive_person, edit_person
from netintern.services.queries.book import Book
from netintern.services.queries.people import person_page
from netintern.services.queries.queue import queue_for
from netintern.services.queries.weeks import week_for
from netintern.services.receipt import Receipt
from netintern.services.settings import set_rule
from tests.services.helpers import TODAY, dump, one, owed, person, refused, rows, steps, talk

MAY = date(2026, 5, 20)


@pytest.fixture
def tom(book: Book) -> int:
    """Tom, tier 2: every 30 days, last talked to forty days ago."""
    row = person(book, "Tom Okafor", tier=2, circle="field")
    talk(book, row, on=MAY, thanks=False)
    return row


@pytest.fixture
def ben(book: Book) -> int:
    """Ben, never met."""
    return person(book, "Ben Roy", wish=True)


def lanes(book: Book, today: date = TODAY) -> dict[str | None, str]:
    """The lane of each person in the queue."""
    return {item.person: item.lane for item in queue_for(book, today=today).items}


def hidden(book: Book, today: date = TODAY) -> dict[str, str]:
    """Why each hidden person is hidden."""
    return {item.person: item.why for item in queue_for(book, today=today).hidden}


def last_talk(book: Book) -> tuple[Any, ...]:
    """Kind, purpose, minutes, and day of the newest interaction."""
    query = "SELECT kind, purpose, minutes, on_day FROM interaction ORDER BY id DESC LIMIT 1"
    return rows(book, query)[0]


class TestDone:
    """A row is done."""

    def test_somebody_who_is_due(self, book: Book, tom: int) -> None:
        assert lanes(book) == {"Tom Okafor": "due"}
        before = dump(book)
        receipt = done(book, f"p{tom}", today=TODAY)
        assert receipt.label == "Tom Okafor: done, next Wed 29 Jul"
        assert last_talk(book) == ("exchange", None, 15, "2026-06-29")
        assert week_for(book, today=TODAY).spent == 15
        assert lanes(book) == {}
        assert len(steps(book)) == 3
        undo(book)
        assert dump(book) == before

    def test_the_label_tells_the_workday_of_the_next_contact(self, book: Book, tom: int) -> None:
        set_rule(book, "holidays", "2027-01-01", today=TODAY)
        edit_person(book, tom, cadence=14, today=TODAY)
        receipt = done(book, "Tom", today=date(2026, 12, 18))
        assert receipt.label == "Tom Okafor: done, next Mon 4 Jan 2027"

    @pytest.mark.parametrize(
        ("fields", "lane_kind", "logged"),
        [
            ({}, "thanks", ("outbound", "thanks", 5, "2026-06-29")),
            ({"kind": "inbound"}, "reply", ("exchange", None, 5, "2026-06-29")),
            (
                {"thanks": False, "promised": [PromiseDraft("slides", date(2026, 6, 30))]},
                "promise",
                ("outbound", "promise", 5, "2026-06-29"),
            ),
            (
                {"thanks": False, "asked": ["advice"]},
                "report",
                ("outbound", "report", 5, "2026-06-29"),
            ),
        ],
    )
    def test_something_owed(
        self, book: Book, tom: int, fields: dict[str, Any], lane_kind: str, logged: tuple[Any, ...]
    ) -> None:
        talk(book, tom, on=date(2026, 6, 15), **fields)
        item = resolve_item(book, "Tom Okafor", TODAY)
        assert (item.lane, item.kind) == ("owe", lane_kind)
        receipt = done(book, item.id, today=TODAY)
        assert owed(book, tom)[0][2] == "2026-06-29"
        assert last_talk(book) == logged
        assert receipt.label.startswith("Tom Okafor: ")
        assert week_for(book, today=TODAY).spent == 5
        assert "Tom Okafor" not in lanes(book)

    def test_the_next_thing_owed_takes_the_row(self, book: Book, tom: int) -> None:
        talk(book, tom, on=date(2026, 6, 26), promised=[PromiseDraft("slides", TODAY)])
        talk(book, tom, kind="inbound", on=date(2026, 6, 26))
        kinds = []
        for _ in range(3):
            item = resolve_item(book, str(tom), TODAY)
            kinds.append(item.kind)
            done(book, item.id, today=TODAY)
        assert sorted(kinds) == ["promise", "reply", "thanks"]
        assert [closed for _, _, closed in owed(book, tom)] == ["2026-06-29"] * 3

    def test_thanks_and_promises_never_count_as_unanswered(self, book: Book, tom: int) -> None:
        talk(book, tom, on=date(2026, 6, 26), promised=[PromiseDraft("slides", TODAY)])
        for _ in range(2):
            done(book, "Tom Okafor", today=TODAY)
        assert hidden(book) == {}

    @pytest.mark.parametrize(
        ("verb", "words"), [(done, "done"), (drop, "dropped")], ids=["done", "drop"]
    )
    def test_two_talks_are_one_thank_you(
        self, book: Book, tom: int, verb: Callable[..., Receipt], words: str
    ) -> None:
        talk(book, tom, on=date(2026, 6, 25))
        talk(book, tom, on=date(2026, 6, 26), promised=[PromiseDraft("slides", TODAY)])
        (row,) = queue_for(book, today=TODAY).items
        assert (row.reason, row.more) == ("thank-you, 1 working day late", 1)
        before = dump(book)
        receipt = verb(book, row.id, today=TODAY)
        assert receipt.label == f"Tom Okafor: thank-you {words} for both talks"
        (row,) = queue_for(book, today=TODAY).items
        assert row.kind == "promise"
        undo(book)
        assert dump(book) == before

    def test_thanks_for_an_introduction_stay(self, book: Book, tom: int, ben: int) -> None:
        ask(book, ben, tom, today=date(2026, 6, 24))
        talk(book, ben, on=date(2026, 6, 25), thanks=False)
        talk(book, tom, on=date(2026, 6, 26))
        assert len([kind for kind, _, _ in owed(book, tom) if kind == "thanks"]) == 2
        assert done(book, "Tom Okafor", today=TODAY).label == "Tom Okafor: thank-you done"
        (row,) = [item for item in queue_for(book, today=TODAY).items if item.person_id == tom]
        assert row.kind == "thanks"

    def test_somebody_never_met_is_waited_for(self, book: Book, ben: int) -> None:
        assert lanes(book) == {"Ben Roy": "grow"}
        receipt = done(book, f"p{ben}", today=TODAY)
        assert receipt.label == "Ben Roy: asked, waiting for an answer"
        assert last_talk(book) == ("outbound", "ask", 10, "2026-06-29")
        assert hidden(book) == {"Ben Roy": "waiting"}
        again = TODAY + timedelta(days=8)
        assert lanes(book, again) == {"Ben Roy": "grow"}
        done(book, "Ben Roy", today=again)
        assert hidden(book, again) == {"Ben Roy": "let_go"}

    def test_who_is_waited_for_has_answered_when_it_is_done(self, book: Book, ben: int) -> None:
        tomorrow = TODAY + timedelta(days=1)
        done(book, "Ben Roy", today=TODAY)
        assert done(book, "Ben Roy", today=tomorrow).label.startswith("Ben Roy: done, next")
        assert last_talk(book)[:2] == ("exchange", None)
        assert hidden(book, tomorrow) == {}

    def test_a_second_question_of_one_day_is_a_slip(self, book: Book, ben: int) -> None:
        done(book, "Ben Roy", today=TODAY)
        error = refused(book, "item_id", lambda: done(book, f"p{ben}", today=TODAY))
        assert error.sentence == "A message to Ben Roy is logged today already."

    def test_a_question_after_a_message_of_that_day_too(self, book: Book, ben: int) -> None:
        wait(book, "Ben Roy", today=TODAY)
        done(book, "Ben Roy", today=TODAY)
        refused(book, "item_id", lambda: done(book, "Ben Roy", today=TODAY))

    def test_messages_of_one_day_are_done_once(self, book: Book, ben: int, tom: int) -> None:
        add_experience(book, org="Acme", start=date(2026, 6, 1), end=date(2026, 7, 3), today=TODAY)
        for row in (ben, tom):
            done(book, f"p{row}", today=TODAY)
            error = refused(book, "item_id", partial(done, book, f"p{row}", today=TODAY))
            assert error.sentence.endswith(": done today already.")
        done(book, f"p{tom}", today=TODAY + timedelta(days=1))

    @pytest.mark.parametrize("how", ["snoozed", "untracked"])
    def test_of_who_is_hidden_what_is_owed_is_done(self, book: Book, tom: int, how: str) -> None:
        talk(book, tom, on=date(2026, 6, 26), promised=[PromiseDraft("slides", TODAY)])
        talk(book, tom, kind="inbound", on=date(2026, 6, 25))
        if how == "snoozed":
            snooze(book, "Tom", date(2026, 7, 6), today=TODAY)
        else:
            edit_person(book, tom, tracked=False, today=TODAY)
        kinds = []
        for text in ("Tom", f"p{tom}", f"#{tom}"):
            item = resolve_item(book, text, TODAY)
            kinds.append(item.kind)
            assert item.lane == "owe"
            done(book, text, today=TODAY)
        assert sorted(kinds) == ["promise", "reply", "thanks"]
        assert [closed for _, _, closed in owed(book, tom)] == ["2026-06-29"] * 3

    def test_who_was_let_go_has_answered_too(self, book: Book, ben: int) -> None:
        for days in (0, 8):
            done(book, "Ben Roy", today=TODAY + timedelta(days=days))
        last = TODAY + timedelta(days=20)
        assert hidden(book, last) == {"Ben Roy": "let_go"}
        done(book, "Ben Roy", today=last)
        assert last_talk(book)[:2] == ("exchange", None)
        assert hidden(book, last) == {}

    def test_somebody_who_is_not_due_can_be_done_too(self, book: Book, tom: int) -> None:
        talk(book, tom, on=date(2026, 6, 20), thanks=False)
        assert lanes(book) == {}
        item = resolve_item(book, "tom", TODAY)
        assert (item.id, item.kind, item.minutes) == (f"p{tom}", "due", 15)
        assert (item.circle, item.last_contact) == ("field", date(2026, 6, 20))
        done(book, "tom", today=TODAY)
        assert last_talk(book) == ("exchange", None, 15, "2026-06-29")

    def test_a_closing_row_is_an_exchange(self, book: Book, ben: int) -> None:
        add_experience(book, org="Acme", start=date(2026, 6, 1), end=date(2026, 7, 3), today=TODAY)
        assert lanes(book)["Ben Roy"] == "closing"
        done(book, "Ben Roy", today=TODAY)
        assert last_talk(book) == ("exchange", None, 10, "2026-06-29")

    def test_their_promise_is_only_closed(self, book: Book, tom: int) -> None:
        talk(book, tom, thanks=False, promised=[PromiseDraft("paper", TODAY, direction="theirs")])
        row = one(book, "SELECT id FROM obligation")
        assert done(book, f"o{row}", today=TODAY).label == "Tom Okafor: their promise kept"
        assert owed(book, tom) == [("promise", "2026-06-29", "2026-06-29")]
        assert one(book, "SELECT count(*) FROM interaction") == 2

    def test_a_promise_that_is_still_hidden_can_be_done(self, book: Book, tom: int) -> None:
        talk(book, tom, thanks=False, promised=[PromiseDraft("slides", date(2026, 8, 31))])
        row = one(book, "SELECT id FROM obligation")
        done(book, f"O{row}", today=TODAY)
        assert owed(book, tom)[0][2] == "2026-06-29"

    @pytest.mark.parametrize("with_boss", [True, False])
    def test_a_check_in_is_recorded_and_not_done(self, book: Book, with_boss: bool) -> None:
        boss = [person(book, "Ada Boss")] if with_boss else []
        for someone in boss:
            talk(book, someone, on=date(2026, 6, 28), thanks=False)
        add_experience(book, org="Acme", start=date(2026, 6, 1), supervisor=boss, today=TODAY)
        (item,) = queue_for(book, today=TODAY).items
        assert item.kind == "checkin"
        error = refused(book, "item_id", lambda: done(book, item.id, today=TODAY))
        assert "checkin --agreed" in error.hint
        refused(book, "item_id", lambda: drop(book, item.id, today=TODAY))
        if with_boss:
            receipt = snooze(book, item.id, date(2026, 7, 1), today=TODAY)
            assert receipt.label == "Ada Boss: snoozed to Wed 1 Jul, the check-in too"
            unsnooze(book, boss[0], today=TODAY)
            refused(book, "item_id", lambda: done(book, "Ada Boss", today=TODAY))
            refused(book, "item_id", lambda: drop(book, f"p{boss[0]}", today=TODAY))
        else:
            refused(book, "item_id", lambda: snooze(book, item.id, date(2026, 7, 1), today=TODAY))
            refused(book, "item_id", lambda: wait(book, item.id, today=TODAY))

    def test_rows_that_are_gone(self, book: Book, tom: int) -> None:
        talk(book, tom)
        done(book, "o1", today=TODAY)
        for item in ("o1", "o99", "o0"):
            with pytest.raises(NothingFoundError):
                done(book, item, today=TODAY)
        with pytest.raises(NothingFoundError):
            done(book, "Nobody", today=TODAY)
        person(book, "Tom Adeyemi")
        with pytest.raises(AmbiguousNameError):
            done(book, "Tom", today=TODAY)
        with pytest.raises(NothingFoundError):
            done(book, "p99", today=TODAY)
        archive_person(book, tom, today=TODAY)
        error = refused(book, "item_id", lambda: done(book, f"p{tom}", today=TODAY))
        assert "netintern archive PERSON --restore" in error.hint


class TestWait:
    """A message was sent."""

    def test_it_takes_no_time_and_hides(self, book: Book, tom: int) -> None:
        receipt = wait(book, f"p{tom}", today=TODAY)
        assert receipt.label == "Tom Okafor: waiting for an answer"
        assert last_talk(book) == ("outbound", "message", 0, "2026-06-29")
        assert hidden(book) == {"Tom Okafor": "waiting"}

    def test_once_a_day(self, book: Book, tom: int, ben: int) -> None:
        wait(book, "Tom", today=TODAY)
        error = refused(book, "item_id", lambda: wait(book, "Tom", today=TODAY))
        assert error.sentence == "A message to Tom Okafor is logged today already."
        done(book, f"p{ben}", today=TODAY)
        refused(book, "item_id", lambda: wait(book, "Ben Roy", today=TODAY))
        wait(book, "Tom", today=TODAY + timedelta(days=1))
        assert hidden(book, TODAY + timedelta(days=1))["Tom Okafor"] == "let_go"

    def test_a_thank_you_of_today_does_not_stand_in_its_way(self, book: Book, tom: int) -> None:
        talk(book, tom)
        done(book, "Tom", today=TODAY)
        wait(book, "Tom", today=TODAY)

    def test_writing_back_answers_their_message(self, book: Book, tom: int) -> None:
        talk(book, tom, kind="inbound", on=date(2026, 6, 26))
        wait(book, "Tom", today=TODAY)
        assert owed(book, tom) == [("reply", "2026-06-29", "2026-06-29")]


class TestSnooze:
    """Rows are put off."""

    def test_always_onto_a_workday(self, book: Book, tom: int) -> None:
        receipt = snooze(book, f"p{tom}", date(2026, 7, 4), today=TODAY)
        assert receipt.label == "Tom Okafor: snoozed to Mon 6 Jul"
        assert rows(book, "SELECT snoozed_until, snoozed_on FROM person") == [
            ("2026-07-06", "2026-06-29")
        ]
        assert hidden(book) == {"Tom Okafor": "snoozed"}
        assert lanes(book, date(2026, 7, 6)) == {"Tom Okafor": "due"}
        assert person_page(book, tom, today=TODAY).summary.last_contact == MAY
        unsnooze(book, tom, today=TODAY)
        assert unsnooze(book, tom, today=TODAY).action_id == 0
        assert lanes(book) == {"Tom Okafor": "due"}

    def test_of_something_owed_it_hides_the_person_and_says_so(self, book: Book, tom: int) -> None:
        talk(book, tom, on=date(2026, 6, 26))
        receipt = snooze(book, "o1", date(2026, 7, 6), today=TODAY)
        assert receipt.label == "Tom Okafor: snoozed to Mon 6 Jul, the thank-you too"
        assert hidden(book) == {"Tom Okafor": "snoozed"}

    def test_after_a_talk_of_the_same_day(self, book: Book, tom: int) -> None:
        talk(book, tom)
        snooze(book, "Tom", date(2026, 7, 6), today=TODAY)
        assert hidden(book) == {"Tom Okafor": "snoozed"}
        assert hidden(book, date(2026, 7, 3)) == {"Tom Okafor": "snoozed"}
        assert lanes(book, date(2026, 7, 6)) == {"Tom Okafor": "owe"}
        skip(book, "Tom", today=TODAY)
        assert hidden(book) == {"Tom Okafor": "snoozed"}
        talk(book, tom)
        assert lanes(book) == {"Tom Okafor": "owe"}

    @pytest.mark.parametrize("days", [0, -1, -400])
    def test_not_into_the_past(self, book: Book, tom: int, days: int) -> None:
        until = TODAY + timedelta(days=days)
        refused(book, "until", lambda: snooze(book, "Tom", until, today=TODAY))

    def test_skip_is_until_the_next_workday(self, book: Book, tom: int) -> None:
        set_rule(book, "holidays", "2026-07-03", today=TODAY)
        receipt = skip(book, "Tom", today=date(2026, 7, 2))
        assert receipt.label == "Tom Okafor: skipped to Mon 6 Jul"

    def test_the_same_snooze_again_leaves_no_step(self, book: Book, tom: int) -> None:
        skip(book, "Tom", today=TODAY)
        assert skip(book, "Tom", today=TODAY).action_id == 0

    @pytest.mark.parametrize(
        ("until", "remark"),
        [
            (date(2026, 7, 6), "You promised something for Thu 2 Jul."),
            (date(2026, 7, 2), ""),
        ],
    )
    def test_a_promise_that_falls_due_meanwhile_is_named(
        self, book: Book, tom: int, until: date, remark: str
    ) -> None:
        drafts = [PromiseDraft("slides", date(2026, 7, day)) for day in (3, 2)]
        theirs = PromiseDraft("paper", date(2026, 6, 30), direction="theirs")
        talk(book, tom, on=MAY, thanks=False, promised=[*drafts, theirs])
        receipt = snooze(book, f"p{tom}", until, today=TODAY)
        assert receipt.remark == remark
        assert hidden(book) == {"Tom Okafor": "snoozed"}
        batch = act_on_rows(book, "snooze", [f"p{tom}"], until=until, today=TODAY)
        assert batch.receipt.remark == remark

    def test_several_are_named_together(self, book: Book, tom: int, ben: int) -> None:
        for someone, day in ((tom, 3), (ben, 2)):
            drafts = [PromiseDraft("slides", date(2026, 7, day))]
            talk(book, someone, on=MAY, thanks=False, promised=drafts)
        items = [f"p{tom}", f"p{ben}"]
        batch = act_on_rows(book, "snooze", items, until=date(2026, 7, 6), today=TODAY)
        assert batch.receipt.remark == "You promised 2 of them something, first for Thu 2 Jul."

    def test_a_kept_promise_is_not_named(self, book: Book, tom: int) -> None:
        talk(book, tom, on=MAY, promised=[PromiseDraft("slides", date(2026, 7, 2))])
        for _ in range(2):
            done(book, "Tom Okafor", today=TODAY)
        assert snooze(book, f"p{tom}", date(2026, 7, 20), today=TODAY).remark == ""


class TestDrop:
    """Rows are let go."""

    def test_something_owed_is_dropped(self, book: Book, tom: int) -> None:
        talk(book, tom)
        assert drop(book, "Tom", today=TODAY).label == "Tom Okafor: thank-you dropped"
        assert rows(book, "SELECT dropped_on, done_on FROM obligation") == [("2026-06-29", None)]
        assert one(book, "SELECT tracked FROM person") == 1

    def test_in_the_other_lanes_the_person_is_untracked(self, book: Book, tom: int) -> None:
        assert drop(book, "Tom", today=TODAY).label == "Tom Okafor: out of the queue"
        assert lanes(book) == {}
        assert drop(book, "Tom", today=TODAY).action_id == 0
        undo(book)
        assert lanes(book) == {"Tom Okafor": "due"}


class TestSnoozeDay:
    """The day that a letter or a phrase means."""

    CALENDAR = Calendar(holidays=frozenset({date(2026, 7, 3)}))

    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("", date(2026, 7, 2)),
            ("d", date(2026, 7, 2)),
            ("t", date(2026, 6, 30)),
            ("m", date(2026, 7, 6)),
            ("W", date(2026, 7, 6)),
            ("f", date(2026, 7, 13)),
            ("o", date(2026, 7, 29)),
            ("q", date(2026, 9, 29)),
            ("e", date(2026, 8, 24)),
            ("4d", date(2026, 7, 6)),
            ("1w", date(2026, 7, 6)),
            ("2026-07-03", date(2026, 7, 6)),
            ("next fri", date(2026, 7, 10)),
        ],
    )
    def test_days(self, text: str, day: date) -> None:
        assert snooze_day(text, TODAY, self.CALENDAR, ends=date(2026, 8, 21)) == day

    def test_after_the_end_needs_an_end(self) -> None:
        for ends in (None, date(2026, 6, 1)):
            with pytest.raises(UsageError):
                snooze_day("e", TODAY, self.CALENDAR, ends=ends)
        with pytest.raises(UsageError):
            snooze_day("whenever", TODAY, self.CALENDAR)

    def test_a_month_from_the_last_of_january(self) -> None:
        assert snooze_day("o", date(2028, 1, 31), Calendar()) == date(2028, 2, 29)


def test_every_row_of_the_queue_is_found_by_id_and_by_person(book: Book, tom: int) -> None:
    person(book, "Ben Roy")
    talk(book, person(book, "Cai Wu"))
    for item in queue_for(book, today=TODAY).items:
        assert item.person_id is not None
        for text in (item.id, item.id.upper(), f"#{item.person_id}", str(item.person)):
            assert resolve_item(book, text, TODAY) == item


def _to_answer(book: Book, who: int) -> int:
    """The reply that is owed to somebody who wrote."""
    talk(book, who, kind="inbound")
    return int(one(book, "SELECT max(id) FROM obligation WHERE kind = 'reply'"))


class TestSeveralRows:
    """One verb on several rows is one step."""

    def test_each_row_does_what_it_does_alone(self, book: Book, tom: int, ben: int) -> None:
        dee = person(book, "Dee Park")
        owe = _to_answer(book, dee)
        before = steps(book)
        batch = act_on_rows(book, "done", (f"p{tom}", f"p{ben}", f"o{owe}"), today=TODAY)
        assert steps(book) == [*before, batch.receipt.label]
        assert batch.receipt.label == "done: 3 people (Tom Okafor, Ben Roy and Dee Park)"
        assert batch.people == {tom, ben, dee}
        assert batch.items == (f"p{tom}", f"p{ben}", f"o{owe}")
        assert batch.refused == ()
        logged = rows(
            book,
            "SELECT x.person, i.kind, i.purpose FROM interaction AS i"
            " JOIN participant AS x ON x.interaction = i.id"
            " WHERE i.on_day = ? AND i.kind <> 'inbound' ORDER BY 1",
            TODAY.isoformat(),
        )
        assert logged == [
            (tom, "exchange", None),
            (ben, "outbound", "ask"),
            (dee, "exchange", None),
        ]
        assert one(book, "SELECT done_on FROM obligation WHERE id = ?", owe) == TODAY.isoformat()

    @pytest.mark.parametrize("deed", ["done", "wait", "snooze", "drop"])
    def test_one_undo_takes_all_of_it_back(
        self, book: Book, tom: int, ben: int, deed: Deed
    ) -> None:
        before = dump(book)
        until = TODAY + timedelta(days=7) if deed == "snooze" else None
        act_on_rows(book, deed, (f"p{tom}", f"p{ben}"), until=until, today=TODAY)
        assert dump(book) != before
        undo(book)
        assert dump(book) == before

    def test_what_is_refused_is_told_and_the_rest_is_done(
        self, book: Book, tom: int, ben: int
    ) -> None:
        wait(book, f"p{tom}", today=TODAY)
        batch = act_on_rows(book, "wait", (f"p{tom}", f"p{ben}"), today=TODAY)
        assert batch.refused == ("A message to Tom Okafor is logged today already.",)
        assert batch.receipt.label == "Ben Roy: waiting for an answer"
        assert batch.people == {ben}

    def test_nothing_is_written_if_all_are_refused(self, book: Book, tom: int) -> None:
        wait(book, f"p{tom}", today=TODAY)
        before = steps(book)
        act = partial(act_on_rows, book, today=TODAY)
        told = refused(book, "item_id", lambda: act("wait", (f"p{tom}",))).sentence
        assert told == "A message to Tom Okafor is logged today already."
        refused(book, "item_ids", lambda: act("done", ()))
        refused(book, "until", lambda: act("snooze", (f"p{tom}",)))
        refused(book, "until", lambda: act("snooze", (f"p{tom}",), until=TODAY))
        assert steps(book) == before

    def test_somebody_is_acted_on_once(self, book: Book, tom: int) -> None:
        owe = _to_answer(book, tom)
        batch = act_on_rows(book, "done", (f"o{owe}", f"p{tom}", f"o{owe}"), today=TODAY)
        assert batch.items == (f"o{owe}",)
        assert batch.refused == ("Tom Okafor is among them already.",)

    def test_a_snooze_says_whose_promises_it_hides(self, book: Book, tom: int, ben: int) -> None:
        owe = _to_answer(book, tom)
        until = TODAY + timedelta(days=7)
        batch = act_on_rows(book, "snooze", (f"o{owe}", f"p{ben}"), until=until, today=TODAY)
        assert batch.receipt.label.endswith(
            ": 2 people (Tom Okafor and Ben Roy), what is owed to 1 too"
        )
        assert set(hidden(book)) == {"Tom Okafor", "Ben Roy"}
        woken = act_on_rows(book, "wake", (f"p{tom}", f"p{ben}"), today=TODAY)
        assert woken.receipt.label == "no longer snoozed: 2 people (Tom Okafor and Ben Roy)"
        assert hidden(book) == {}


class TestFirstContacts:
    """More than five first contacts in seven days are warned of, and done all the same."""

    @pytest.fixture
    def five(self, book: Book) -> None:
        for number in range(5):
            row = person(book, f"Person {number}", wish=True)
            assert done(book, f"p{row}", today=TODAY - timedelta(days=2)).remark == ""

    def test_the_sixth_is_told(self, book: Book, ben: int, five: None) -> None:
        receipt = done(book, f"p{ben}", today=TODAY)
        assert receipt.remark == "First contact 6 in 7 days; over 5 is a lot."
        assert receipt.action_id
        assert "First" not in receipt.label

    def test_waiting_and_a_logged_message_tell_it_too(
        self, book: Book, ben: int, five: None
    ) -> None:
        assert wait(book, f"p{ben}", today=TODAY).remark.startswith("First contact 6 ")
        dee = person(book, "Dee Park")
        logged = log_talk(book, [dee], on=TODAY, kind="outbound", today=TODAY)
        assert logged.remark.startswith("First contact 7 ")

    def test_who_is_known_is_no_first_contact(self, book: Book, tom: int, five: None) -> None:
        assert wait(book, f"p{tom}", today=TODAY).remark == ""

    def test_a_talk_is_no_first_contact(self, book: Book, ben: int, five: None) -> None:
        assert log_talk(book, [ben], on=TODAY, today=TODAY).remark == ""

    def test_after_seven_days_they_count_no_longer(self, book: Book, ben: int, five: None) -> None:
        assert done(book, f"p{ben}", today=TODAY + timedelta(days=5)).remark == ""

    def test_a_batch_is_counted_together(self, book: Book, ben: int) -> None:
        wished = [person(book, f"Person {number}", wish=True) for number in range(5)]
        items = [f"p{row}" for row in (*wished, ben)]
        batch = act_on_rows(book, "done", items, today=TODAY)
        assert batch.receipt.remark == "First contact 6 in 7 days; over 5 is a lot."

    def test_the_number_is_a_setting(self, book: Book, ben: int) -> None:
        set_rule(book, "first_contacts_week", "1", today=TODAY)
        assert done(book, f"p{ben}", today=TODAY).remark == ""
        dee = person(book, "Dee Park", wish=True)
        assert done(book, f"p{dee}", today=TODAY).remark == (
            "First contact 2 in 7 days; over 1 is a lot."
        )
