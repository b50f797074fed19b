"""Every figure of a week says what it is, and comes out with the numbers of the day."""

from datetime import date

import pytest

from netintern.services.queries.figures import FIGURES, Figure, FigureKey, figures
from netintern.services.queries.settings import rules
from netintern.services.queries.weeks import WEEKS_BACK, week_for
from netintern.storage.probe import Book
from tests.services.queries.seeding import Seed, statements

TODAY = date(2026, 6, 29)


def told(book: Book, today: date = TODAY, minute: int | None = None) -> dict[FigureKey, Figure]:
    week = week_for(book, today=today, minute=minute)
    return {one.key: one for one in figures(week, rules(book), today=today)}


def test_each_has_a_value_and_says_how_it_is_reckoned(book: Book, seed: Seed) -> None:
    found = told(book)
    assert tuple(found) == FIGURES
    for one in found.values():
        assert one.value
        assert 2 <= len(one.tells) <= 3
        assert all(tell.endswith((".", "?")) for tell in one.tells)
    assert found["snowball"].value == found["listening"].value == found["boss"].value == "-"
    assert found["balance"].tells[-1] == "No talk counts yet."


def test_the_numbers_of_the_first_journey(book: Book, seed: Seed) -> None:
    seed.rule("holidays", ["2026-06-19", "2026-07-03"])
    seed.agreed(seed.internship(), "2026-06-22", 90)
    people = {}
    for circle, talks in (("field", 4), ("adjacent", 2), ("culture", 2)):
        people[circle] = seed.person(circle, circle=circle)
        for _ in range(talks):
            seed.talk(people[circle], "2026-06-17")
    seed.talk(people["field"], "2026-06-29", "outbound", minutes=5, purpose="thanks")
    seed.insert("block", person=people["field"], on_day="2026-07-01", minutes=30)
    found = told(book)
    assert found["budget"].value == "72 min"
    assert found["budget"].note == "90 agreed, Fri holiday"
    assert found["budget"].tells[1] == "Own 120, agreed 90: 90 x 4 of 5 workdays = 72."
    assert found["spent"].tells[1] == "Mon 5 = 5."
    assert found["booked"].tells[1] == "Wed 30 = 30."
    assert found["left"].value == "37 min"
    assert found["left"].tells[1] == "72 budget - 5 spent - 30 booked = 37."
    assert (found["balance"].value, found["balance"].note) == ("4/2/0/2", "even .833")
    assert found["balance"].tells[1] == "4/3 x (1 - (.50² + .25² + .25²)) = .833."
    assert found["next"].value == "leaders"
    assert "leaders 0.2 x 9 - 0 = 1.8" in found["next"].tells[1]
    assert "90 min agreed on Mon 22 Jun, 7 days ago" in found["boss"].tells[1]


def test_the_snowball_with_its_interval(book: Book, seed: Seed) -> None:
    parents = [seed.person(f"Parent {number}") for number in range(3)]
    for number, parent in enumerate(parents):
        seed.talk(parent, "2026-06-01", who_else=1)
        child = seed.person(f"Child {number}", via=parent)
        seed.talk(child, "2026-06-25")
    for name in ("One", "Two"):
        seed.person(name, via=parents[0])
    found = told(book)
    assert found["snowball"].value == "1.00 (0.21-2.92)"
    assert "too early" in found["snowball"].note
    assert found["snowball"].tells[1].startswith("3 met / 3 = 1.00; between 0.21 and 2.92")
    assert (found["asked"].value, found["asked"].note) == ("in 3 of 6", "5 names, 3 met")
    assert found["asked"].tells[2].startswith("3 of 5 suggested people were met: 60% (23% to 88%")


def test_listening_is_weighted_by_minutes(book: Book, seed: Seed) -> None:
    ana = seed.person("Ana")
    seed.talk(ana, "2026-06-29", minutes=30, listening=3)
    seed.talk(ana, "2026-06-29", minutes=30, listening=4, learned="x")
    found = told(book)["listening"]
    assert (found.value, found.note) == ("they 60%", "")
    assert found.tells[1] == "(30 x .50 + 30 x .70) / 60 min = .60."
    assert found.tells[2] == "Something was learned in 50% of them."


def test_over_the_budget_and_work_that_blocks_stand_out(book: Book, seed: Seed) -> None:
    seed.talk(seed.person("Ana"), "2026-06-29", minutes=90)
    seed.insert("commitment", name="Demo", due="2026-06-30", hours_left=9)
    seed.insert("override", on_day="2026-06-29", reason="the coffee was fixed")
    found = told(book, minute=15 * 60)
    assert (found["left"].value, found["left"].is_late) == ("over by 30 min", True)
    assert (found["work"].value, found["work"].is_late) == ("blocked", True)
    assert found["work"].tells[1] == "Demo: 9 h needed, 8 h there are."
    assert found["work"].tells[2].endswith("Anyway this week: the coffee was fixed.")


def test_the_mean_is_of_six_weeks_however_many_are_read(book: Book, seed: Seed) -> None:
    ana = seed.person("Ana")
    for day in ("2026-04-15", "2026-06-01", "2026-06-29"):
        seed.talk(ana, day, minutes=30)
    short, long = week_for(book, today=TODAY), week_for(book, today=TODAY, back=12)
    assert (len(short.history), len(long.history)) == (WEEKS_BACK, 12)
    assert long.history[-WEEKS_BACK:] == short.history
    assert long.history[1][:2] == (date(2026, 4, 20), 0)
    assert long.history[0][:2] == (date(2026, 4, 13), 30)
    numbers = rules(book)
    for week in (short, long):
        (mean,) = (one for one in figures(week, numbers, today=TODAY) if one.key == "weeks")
        assert (mean.label, mean.value) == ("6 weeks", "mean 10 min")


def test_after_the_end_the_streak_is_counted_in_months(book: Book, seed: Seed) -> None:
    seed.internship("2026-03-02", "2026-05-01")
    seed.talk(seed.person("Ana"), "2026-06-10")
    assert told(book)["streak"].value == "1 month"
    assert told(book)["boss"].tells[1] == "Nothing is due: no internship runs."


@pytest.mark.parametrize("back", [6, 12])
def test_a_week_takes_three_statements(book: Book, seed: Seed, back: int) -> None:
    seed.talk(seed.person("Ana"), "2026-06-10")
    rules(book)
    assert len(statements(book, lambda: week_for(book, today=TODAY, back=back))) <= 3
