"""The plan of a week: which rows it books on which day, and what it says of the others."""

from datetime import date

from netintern.services.queries.plans import WeekPlan, week_plan
from netintern.services.queries.queue import queue_for
from netintern.storage.probe import Book
from tests.services.queries.seeding import Seed, statements

TODAY = date(2026, 6, 29)
FRIDAY = date(2026, 7, 3)


def _due(seed: Seed, name: str, tier: int = 3, last: str = "2026-02-02", **values: object) -> int:
    person = seed.person(name, tier=tier, **values)
    seed.talk(person, last)
    return person


def _told(plan: WeekPlan, *off: str) -> dict[str, date | str | None]:
    return {one.row.person: one.day or one.words for one in plan.placed(frozenset(off))}


def test_the_queue_is_laid_into_the_days(book: Book, seed: Seed) -> None:
    ana = _due(seed, "Ana", last="2026-06-26")
    seed.owe(ana, "thanks", "2026-06-26")
    _due(seed, "Ben", tier=1, last="2026-05-29")
    _due(seed, "Cai", tier=1, last="2026-05-28")
    seed.person("Lee", wish=1)
    plan = week_plan(book, today=TODAY, minute=600)
    assert (plan.budget, plan.free, plan.starts, plan.is_next) == (60, 60, TODAY, False)
    told = _told(plan)
    assert told == {
        "Ana": TODAY,
        "Cai": date(2026, 6, 30),
        "Ben": "fits next week",
        "Lee": date(2026, 7, 1),
    }
    rows = {one.row.person: one.row for one in plan.placed()}
    assert (rows["Cai"].minutes, rows["Cai"].preparation, rows["Cai"].purpose) == (40, 10, "talk")
    assert (rows["Ana"].minutes, rows["Ana"].purpose) == (5, "message")
    assert (rows["Lee"].minutes, rows["Lee"].purpose) == (10, "introduction")
    # The queue says the same of the week into which a talk fits.
    weeks = {item.person: item.planned_week for item in queue_for(book, today=TODAY).items}
    assert weeks["Ben"] == date(2026, 7, 6)
    assert weeks["Cai"] == TODAY


def test_what_is_taken_off_leaves_room(book: Book, seed: Seed) -> None:
    _due(seed, "Ben", tier=1, last="2026-05-29")
    _due(seed, "Cai", tier=1, last="2026-05-28")
    plan = week_plan(book, today=TODAY)
    cai = next(one.row.key for one in plan.placed() if one.row.person == "Cai")
    assert _told(plan, cai) == {"Cai": "taken off", "Ben": TODAY}


def test_what_is_booked_is_not_booked_again(book: Book, seed: Seed) -> None:
    ben = _due(seed, "Ben", tier=1, last="2026-05-29")
    cai = _due(seed, "Cai", last="2026-06-26")
    seed.owe(cai, "thanks", "2026-06-26")
    seed.insert("block", person=ben, on_day="2026-07-01", minutes=30, purpose="talk")
    seed.insert("block", person=cai, on_day="2026-07-02", minutes=30, purpose="talk")
    plan = week_plan(book, today=TODAY)
    # A talk with somebody is no thank-you.
    assert _told(plan) == {"Ben": "booked for Wed 1 Jul", "Cai": TODAY}
    seed.insert("block", person=cai, on_day="2026-07-02", minutes=5, purpose="message")
    assert _told(week_plan(book, today=TODAY))["Cai"] == "booked for Thu 2 Jul"


def test_work_comes_first(book: Book, seed: Seed) -> None:
    ana = _due(seed, "Ana", last="2026-06-26")
    seed.owe(ana, "thanks", "2026-06-26")
    _due(seed, "Ben")
    seed.insert("commitment", name="Demo", due="2026-06-30", hours_left=9)
    told = _told(week_plan(book, today=TODAY, minute=15 * 60))
    assert told == {"Ana": TODAY, "Ben": date(2026, 7, 1)}
    seed.insert("commitment", name="Report", due="2026-07-03", hours_left=60)
    told = _told(week_plan(book, today=TODAY, minute=15 * 60))
    assert told["Ana"] == TODAY
    assert str(told["Ben"]).startswith("not now: Demo")
    # A reason to network anyway opens today, and no other day.
    seed.insert("override", on_day="2026-06-29", reason="lunch")
    assert _told(week_plan(book, today=TODAY, minute=15 * 60))["Ben"] == TODAY


def test_focus_hours_and_the_end_of_the_day_are_kept_free(book: Book, seed: Seed) -> None:
    _due(seed, "Ben")
    seed.rule("focus_hours", 8)
    assert _told(week_plan(book, today=TODAY)) == {"Ben": "fits next week"}
    seed.rule("focus_hours", 6)
    late = week_plan(book, today=TODAY, minute=16 * 60 + 55)
    assert [one.minutes for one in late.days] == [5, 120, 120, 120, 120]
    assert _told(late) == {"Ben": date(2026, 6, 30)}
    over = week_plan(book, today=TODAY, minute=17 * 60)
    assert over.days[0].day == date(2026, 6, 30)


def test_a_week_that_is_over_makes_room_for_the_next(book: Book, seed: Seed) -> None:
    ana = _due(seed, "Ana", last="2026-07-03")
    seed.owe(ana, "thanks", "2026-07-03")
    plan = week_plan(book, today=date(2026, 7, 4))
    assert (plan.is_next, plan.starts) == (True, date(2026, 7, 6))
    assert _told(plan) == {"Ana": date(2026, 7, 6)}
    evening = week_plan(book, today=FRIDAY, minute=18 * 60)
    assert evening.is_next


def test_holidays_and_the_end_of_the_internship(book: Book, seed: Seed) -> None:
    seed.rule("holidays", ["2026-07-03"])
    seed.internship("2026-06-01", "2026-07-01")
    plan = week_plan(book, today=TODAY)
    assert [one.day.day for one in plan.days] == [29, 30, 1]
    seed.rule("quiet", [["2026-06-01", "2026-12-31"]])
    assert week_plan(book, today=TODAY).days == ()


def test_a_talk_with_the_boss_is_work(book: Book, seed: Seed) -> None:
    seed.internship()
    plan = week_plan(book, today=TODAY)
    assert _told(plan) == {"": "is work, so nothing is booked"}


def test_an_empty_book(book: Book) -> None:
    plan = week_plan(book, today=TODAY)
    assert (plan.rows, plan.placed()) == ((), ())


def test_the_number_of_statements_does_not_grow(book: Book, seed: Seed) -> None:
    _due(seed, "Ana")
    week_plan(book, today=TODAY)
    few = len(statements(book, lambda: week_plan(book, today=TODAY)))
    for number in range(30):
        _due(seed, f"Person {number}")
    week_plan(book, today=TODAY)
    assert len(statements(book, lambda: week_plan(book, today=TODAY))) == few


def test_focus_time_shuts_hours_and_not_the_day(book: Book, seed: Seed) -> None:
    _due(seed, "Ben")
    seed.rule("focus_time", [["09:00", "11:00"]])
    plan = week_plan(book, today=TODAY, minute=9 * 60 + 30)
    assert plan.gate.reason == "Not now: focus time until 11"
    assert _told(plan) == {"Ben": TODAY}
    seed.rule("focus_time", [["09:00", "16:55"]])
    plan = week_plan(book, today=TODAY, minute=9 * 60 + 30)
    assert {one.minutes for one in plan.days} == {5}
    assert _told(plan) == {"Ben": "fits next week"}
