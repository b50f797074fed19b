"""The week: its minutes, its breadth, its habits, and its header."""

from datetime import date, timedelta
from random import Random

import pytest

from netintern.domain.snowball import Snowball, SnowPerson, snowball
from netintern.services.queries.queue import queue_for
from netintern.services.queries.weeks import WeekView, snowball_for, week_for
from netintern.storage.probe import Book
from tests.services.queries.seeding import Seed, statements

TODAY = date(2026, 6, 29)


def fixture(seed: Seed) -> int:
    """The internship of the worked examples, 90 minutes agreed."""
    seed.rule("holidays", ["2026-06-19", "2026-07-03"])
    experience = seed.internship()
    seed.agreed(experience, "2026-06-22", 90)
    return experience


def account(view: WeekView) -> tuple[int, int, int, int, int, int]:
    return view.budget, view.spent, view.planned, view.remaining, view.free, view.own_time


def test_monday_of_the_first_journey(book: Book, seed: Seed) -> None:
    fixture(seed)
    view = week_for(book, today=TODAY)
    assert view.week == "2026-W27"
    assert (view.starts, view.ends) == (TODAY, date(2026, 7, 5))
    assert view.header == "0 of 72 min (90 agreed, Fri holiday)"
    assert (view.own, view.cap, view.agreed_on) == (120, 90, date(2026, 6, 22))
    assert (view.phase, view.days_left) == ("middle", 53)
    assert view.experience is not None
    assert view.experience.organisation == "Acme"
    assert (view.checkin_due, view.checkin_reason) == (date(2026, 7, 6), "")


def test_minutes_of_the_week(book: Book, seed: Seed) -> None:
    fixture(seed)
    ana = seed.person("Ana")
    seed.talk(ana, "2026-06-29", minutes=20)
    seed.talk(ana, "2026-06-29", "outbound", minutes=5, outcome="no_answer")
    seed.talk(ana, "2026-06-29", minutes=30, on_clock=0)
    seed.talk(ana, "2026-06-29", minutes=30, outcome="cancelled")
    seed.talk(ana, "2026-06-30", minutes=30)
    seed.talk(ana, "2026-06-28", minutes=30)
    seed.insert("block", person=ana, on_day="2026-07-01", minutes=15)
    seed.insert("block", person=ana, on_day="2026-07-02", minutes=15, dropped_on="2026-06-29")
    consumed = seed.talk(ana, "2026-06-29", minutes=10)
    seed.insert("block", person=ana, on_day="2026-06-29", minutes=60, interaction=consumed)
    assert account(week_for(book, today=TODAY)) == (72, 35, 15, 22, 22, 30)
    # Two days later the block was missed, and the talk of Tuesday is there.
    later = week_for(book, today=date(2026, 7, 2))
    assert account(later) == (72, 65, 0, 7, 7, 30)
    assert [(block.name, block.state) for block in later.blocks] == [
        ("Ana", "done"),
        ("Ana", "missed"),
    ]
    assert [day.note for day in later.days] == ["", "", "missed: Ana", "", "holiday", "", ""]
    assert [day.spent for day in later.days] == [35, 30, 0, 0, 0, 0, 0]
    assert later.days[0].names == ("Ana",)
    assert [day.workday for day in later.days] == [True] * 4 + [False] * 3


def test_over_the_budget(book: Book, seed: Seed) -> None:
    fixture(seed)
    seed.talk(seed.person("Ana"), "2026-06-29", minutes=100)
    view = week_for(book, today=TODAY)
    assert (view.remaining, view.free, view.over) == (-28, 0, 28)


def test_cap_is_the_last_agreement_on_or_before_the_week(book: Book, seed: Seed) -> None:
    experience = fixture(seed)
    seed.agreed(experience, "2026-07-10", 60)
    day = date(2026, 7, 10)
    assert week_for(book, today=day, on=date(2026, 7, 13)).budget == 60
    assert week_for(book, today=day, on=date(2026, 6, 22)).cap == 90
    assert week_for(book, today=day, on=date(2026, 6, 8)).cap == 60
    before = week_for(book, today=day, on=date(2026, 6, 8))
    assert before.agreed_on is None
    assert before.header == "0 of 60 min (60 until agreed)"
    # What is agreed later is not known yet.
    assert week_for(book, today=TODAY, on=date(2026, 7, 13)).budget == 90


def test_without_an_experience(book: Book, seed: Seed) -> None:
    view = week_for(book, today=TODAY)
    assert (view.budget, view.own, view.cap, view.phase) == (60, 60, None, None)
    assert (view.days_left, view.checkin_due, view.experience) == (None, None, None)
    assert view.header == "0 of 60 min (60 own)"
    seed.rule("own_budget", 30)
    assert week_for(book, today=TODAY).budget == 30


def test_weeks_are_cut_by_start_and_end(book: Book, seed: Seed) -> None:
    experience = seed.internship("2026-06-03", "2026-06-23")
    seed.agreed(experience, "2026-06-03", 90)
    assert week_for(book, today=TODAY, on=date(2026, 6, 3)).budget == 54
    assert week_for(book, today=TODAY, on=date(2026, 6, 3)).header == (
        "0 of 54 min (90 agreed, from Wed)"
    )
    last = week_for(book, today=date(2026, 6, 22))
    assert (last.budget, last.header) == (36, "0 of 36 min (90 agreed, until Tue)")
    after = week_for(book, today=TODAY)
    assert (after.budget, after.cap, after.phase) == (120, None, "after:wrap")
    assert after.checkin_due is None


def test_quiet_days_are_told_as_a_range(book: Book, seed: Seed) -> None:
    seed.rule("quiet", [["2026-07-13", "2026-07-17"]])
    view = week_for(book, today=date(2026, 7, 13))
    assert view.header == "0 of 0 min (60 own, Mon-Fri quiet)"


def test_a_week_that_starts_on_sunday_has_no_iso_name(book: Book, seed: Seed) -> None:
    seed.rule("first_day", 7)
    view = week_for(book, today=TODAY)
    assert (view.week, view.starts) == (None, date(2026, 6, 28))


def test_checkin_in_words(book: Book, seed: Seed) -> None:
    experience = seed.internship()
    assert week_for(book, today=date(2026, 6, 8)).checkin_reason == (
        "boss check-in due: the first one"
    )
    seed.agreed(experience, "2026-06-26", 90)
    view = week_for(book, today=date(2026, 7, 10))
    assert (view.checkin_due, view.checkin_reason) == (
        date(2026, 7, 10),
        "boss check-in due: 14 days",
    )


def test_breadth_counts_people_of_conversations_of_four_weeks(book: Book, seed: Seed) -> None:
    people = {
        circle: seed.person(circle, circle=circle, tracked=number % 2)
        for number, circle in enumerate(("field", "adjacent", "leaders", "culture"))
    }
    nobody = seed.person("none")
    for _ in range(4):
        seed.talk(people["field"], "2026-06-29", "call")
    seed.talk([people["adjacent"], people["culture"], nobody], "2026-06-10", "small_group")
    seed.talk([people["adjacent"], people["culture"]], "2026-06-02")
    view = week_for(book, today=TODAY)
    assert view.counts == {"field": 4, "adjacent": 2, "leaders": 0, "culture": 2}
    assert view.iqv == pytest.approx(0.8333, abs=1e-4)
    assert view.next_circle == "leaders"
    seed.talk(people["leaders"], "2026-06-01")
    seed.talk(people["leaders"], "2026-06-29", "exchange")
    seed.talk(people["leaders"], "2026-06-29", outcome="no_answer")
    seed.talk(people["leaders"], "2026-06-30")
    assert week_for(book, today=TODAY).counts["leaders"] == 0


def test_listening_and_learning_of_the_week(book: Book, seed: Seed) -> None:
    ana, ben = seed.person("Ana"), seed.person("Ben")
    seed.talk([ana, ben], "2026-06-29", listening=3, learned="x")
    seed.talk(ana, "2026-06-30", listening=4)
    seed.talk(ana, "2026-06-30", "exchange", listening=1)
    seed.talk(ana, "2026-06-22", listening=1)
    view = week_for(book, today=date(2026, 7, 3))
    assert view.talks == 2
    assert view.listening.share == pytest.approx(0.6)
    assert view.listening.learning == 0.5
    assert week_for(book, today=TODAY, on=date(2026, 7, 13)).listening.share is None


def test_streak_counts_conversations_answers_and_thanks(book: Book, seed: Seed) -> None:
    ana = seed.person("Ana")
    seed.talk(ana, "2026-06-03", "one_on_one")
    seed.talk(ana, "2026-06-10", "exchange")
    seed.talk(ana, "2026-06-17", "outbound", purpose="thanks")
    seed.talk(ana, "2026-06-24", "inbound")
    view = week_for(book, today=TODAY)
    assert (view.streak, view.consistency.kept, view.consistency.missed) == (4, 4, 0)
    seed.talk(ana, "2026-05-20", "outbound", purpose="message")
    seed.talk(ana, "2026-05-27", "group_event")
    view = week_for(book, today=TODAY)
    assert (view.streak, view.consistency.kept, view.consistency.missed) == (4, 4, 2)
    seed.talk(ana, "2026-06-30")
    assert week_for(book, today=TODAY).streak == 4


def test_after_the_internship_the_streak_is_in_months(book: Book, seed: Seed) -> None:
    seed.internship()
    ana = seed.person("Ana")
    for day in ("2026-08-03", "2026-09-30", "2026-10-01"):
        seed.talk(ana, day)
    assert week_for(book, today=date(2026, 11, 3)).streak == 3


def test_snowball_of_all_time(book: Book, seed: Seed) -> None:
    ana = seed.person("Ana", tracked=0)
    ben, cai = seed.person("Ben", via=ana), seed.person("Cai", via=ana)
    dee = seed.person("Dee", via=ben)
    eli = seed.person("Eli", via=ben)
    fay = seed.person("Fay")
    seed.person("Gus", via=dee)
    seed.talk(ana, "2026-06-02", who_else=1)
    seed.talk(ana, "2026-06-20", who_else=1)
    seed.talk(ben, "2026-06-10", who_else=1)
    seed.talk(cai, "2026-06-25", who_else=0)
    seed.talk(dee, "2026-07-01", who_else=1)
    seed.talk(fay, "2026-06-04", "call", who_else=1)
    seed.talk(eli, "2026-06-04", "exchange", who_else=1)
    found = week_for(book, today=date(2026, 7, 10)).snowball
    assert (found.conversations, found.asked, found.referrals, found.met) == (6, 5, 5, 3)
    assert (found.parents, found.reproduction, found.generations) == (3, 1.0, 3)


def test_commitments_gate_overrides_and_addresses(book: Book, seed: Seed) -> None:
    seed.insert("commitment", name="Demo", due="2026-06-30", hours_left=9)
    seed.insert("commitment", name="Old", due="2026-06-20", done_on="2026-06-19")
    ana = seed.person("Ana", met_on="2026-01-01")
    seed.insert("override", on_day="2026-06-29", person=ana, reason="visitor")
    seed.insert("override", on_day="2026-07-06", reason="later")
    ben = seed.person("Ben", met_on="2026-01-01")
    seed.insert("handle", person=ben, kind="email", value="b@x.example", lasting=1)
    seed.person("Wish", wish=1)
    view = week_for(book, today=TODAY, minute=15 * 60)
    assert [(line.name, line.hours_left) for line in view.commitments] == [("Demo", 9.0)]
    assert view.gate.state == "blocked"
    assert [tuple(line) for line in view.overrides] == [(TODAY, "visitor", "Ana")]
    assert view.missing_addresses == 1


def test_history_of_six_weeks(book: Book, seed: Seed) -> None:
    fixture(seed)
    ana = seed.person("Ana")
    seed.talk(ana, "2026-06-16", minutes=25)
    seed.talk(ana, "2026-06-29", minutes=5)
    assert week_for(book, today=TODAY).history == (
        (date(2026, 5, 25), 0, 120),
        (date(2026, 6, 1), 0, 60),
        (date(2026, 6, 8), 0, 60),
        (date(2026, 6, 15), 25, 48),
        (date(2026, 6, 22), 0, 90),
        (date(2026, 6, 29), 5, 72),
    )


def test_action_days_step_through_the_index(book: Book, seed: Seed) -> None:
    ana = seed.person("Ana")
    for _ in range(50):
        seed.talk(ana, "2026-06-24")
        seed.talk(ana, "2026-06-25", "outbound", purpose="message")
    assert week_for(book, today=TODAY).streak == 1


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31)])
def test_the_ends_of_time_do_no_harm(book: Book, seed: Seed, day: date) -> None:
    fixture(seed)
    seed.talk(seed.person("Ana"), "2026-06-29")
    assert week_for(book, today=day).starts <= day
    assert week_for(book, today=TODAY, on=day).spent == 0
    assert queue_for(book, today=day).today == day


@pytest.mark.parametrize("seed_number", range(6))
def test_the_summed_snowball_is_that_of_all_people(
    book: Book, seed: Seed, seed_number: int
) -> None:
    chance = Random(seed_number)
    people = [seed.person(f"P{number}") for number in range(30)]
    for person in people[5:]:
        if chance.random() < 0.6:
            via = chance.choice(people[: person - 1])
            seed.connection.execute("UPDATE person SET via = ? WHERE id = ?", (via, person))
    for _ in range(60):
        day = TODAY - timedelta(days=chance.randrange(-3, 60))
        kind = chance.choice(["one_on_one", "call", "group_event", "outbound"])
        outcome = chance.choice(["done", "done", "no_answer", "cancelled"])
        company = chance.sample(people, chance.choice([1, 1, 2]))
        number = seed.talk(
            company,
            day.isoformat(),
            kind,
            outcome=outcome,
            who_else=chance.choice([None, 0, 1]),
        )
        if chance.random() < 0.1:
            seed.connection.execute("UPDATE interaction SET deleted_ms = 1 WHERE id = ?", (number,))
    for person in chance.sample(people, 3):
        seed.connection.execute("UPDATE person SET deleted_ms = 1 WHERE id = ?", (person,))
    assert snowball_for(book, today=TODAY) == _plain_snowball(book)


def _plain_snowball(book: Book) -> Snowball:
    """The figures from every person, by the rule alone."""
    via = dict(
        book.connection.execute(
            "SELECT id, via FROM person WHERE via IS NOT NULL AND deleted_ms IS NULL"
        ).fetchall()
    )
    talks: dict[int, list[tuple[date, int]]] = {}
    for person, day, asked in book.connection.execute(
        "SELECT x.person, i.on_day, coalesce(i.who_else, 0)"
        " FROM interaction AS i JOIN participant AS x ON x.interaction = i.id"
        " WHERE i.deleted_ms IS NULL AND i.outcome = 'done' AND i.kind IN ('one_on_one', 'call')"
        " AND i.on_day <= ?",
        (TODAY.isoformat(),),
    ):
        talks.setdefault(person, []).append((date.fromisoformat(day), asked))
    return snowball(
        (
            SnowPerson(
                person,
                via.get(person),
                min((day for day, _ in talks.get(person, ())), default=None),
                len(talks.get(person, ())),
                sum(asked for _, asked in talks.get(person, ())),
            )
            for person in {*via, *via.values(), *talks}
        ),
        TODAY,
    )


def test_opening_the_week_costs_three_statements_and_leafing_two(book: Book, seed: Seed) -> None:
    experience = fixture(seed)
    ana = seed.person("Ana")
    seed.talk(ana, "2026-06-29")
    queue_for(book, today=TODAY)
    opened = statements(book, lambda: week_for(book, today=TODAY))
    leafed = statements(book, lambda: week_for(book, today=TODAY, on=date(2026, 6, 22)))
    for _ in range(30):
        person = seed.person("Somebody", via=ana)
        seed.talk(person, "2026-06-24")
        seed.agreed(experience, "2026-06-24", 80)
        seed.insert("block", on_day="2026-07-01", minutes=15)
    queue_for(book, today=TODAY)
    many = statements(book, lambda: week_for(book, today=TODAY))
    assert len(opened) == len(many) == 3
    assert len(leafed) == 2


def test_a_write_and_a_night_renew_what_is_kept(book: Book, seed: Seed) -> None:
    fixture(seed)
    ana = seed.person("Ana", circle="field")
    assert week_for(book, today=TODAY).counts["field"] == 0
    seed.talk(ana, "2026-06-29")
    seed.talk(ana, "2026-06-30")
    view = week_for(book, today=TODAY)
    assert (view.counts["field"], view.snowball.conversations, view.streak) == (1, 1, 1)
    assert view.missing_addresses == 1
    tomorrow = week_for(book, today=date(2026, 6, 30))
    assert (tomorrow.counts["field"], tomorrow.snowball.conversations) == (2, 2)
    assert week_for(book, today=TODAY).counts["field"] == 1
