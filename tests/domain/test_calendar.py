"""Workdays: counting, rolling and adding agree with each other."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintern.domain.calendar import Calendar, later, of_rules
from netintern.domain.settings import Rules
from tests.domain.calendars import AMERICAN, PLAIN, calendars, day, days


@pytest.mark.parametrize(
    ("on", "works"),
    [
        ("2026-06-29", True),
        ("2026-06-27", False),
        ("2026-07-03", False),
        ("2026-07-13", False),
        ("2026-07-17", False),
        ("2026-07-20", True),
    ],
)
def test_a_workday_is_no_weekend_holiday_or_quiet_day(on: str, works: bool) -> None:
    assert AMERICAN.is_workday(day(on)) is works


@pytest.mark.parametrize(
    ("on", "rolled"),
    [("2026-06-19", "2026-06-22"), ("2026-07-11", "2026-07-20"), ("2026-06-29", "2026-06-29")],
)
def test_roll_finds_the_first_workday_on_or_after(on: str, rolled: str) -> None:
    assert AMERICAN.roll(day(on)) == day(rolled)


@given(calendars(), days, days)
def test_between_counts_the_workdays_one_by_one(
    calendar: Calendar, first: date, last: date
) -> None:
    span = range(1, (last - first).days + 1)
    expected = sum(calendar.is_workday(first + timedelta(days=n)) for n in span)
    assert calendar.between(first, last) == expected


@given(calendars(), days)
def test_next_workday_is_later_and_roll_changes_no_workday(calendar: Calendar, on: date) -> None:
    assert calendar.next_workday(on) > on
    rolled = calendar.roll(on)
    assert rolled >= on
    if calendar.is_workday(rolled):
        assert calendar.roll(rolled) == rolled


@given(days, st.integers(1, 60))
def test_adding_workdays_is_the_inverse_of_counting_them(on: date, count: int) -> None:
    assert AMERICAN.between(on, AMERICAN.add_workdays(on, count)) == count


def test_a_calendar_without_workdays_gives_up_and_does_not_hang() -> None:
    never = Calendar(workdays=frozenset())
    on = day("2026-06-29")
    assert never.roll(on) == on
    assert never.next_workday(on) == day("2026-06-30")
    assert never.between(on, day("2036-06-29")) == 0
    long = Calendar(quiet=((day("2026-01-01"), day("2028-01-01")),))
    assert long.roll(on) == on
    assert long.add_workdays(on, 3) == day("2026-07-02")


def test_a_quiet_range_that_ends_before_it_starts_is_empty() -> None:
    calendar = Calendar(quiet=((day("2026-07-17"), day("2026-07-13")),))
    assert calendar.between(day("2026-07-01"), day("2026-07-31")) == PLAIN.between(
        day("2026-07-01"), day("2026-07-31")
    )


def test_the_ends_of_time_are_no_error() -> None:
    assert later(date.max, 1) == date.max
    assert later(date.min, -1) == date.min
    assert PLAIN.next_workday(date.max) == date.max


def test_the_calendar_comes_from_the_settings() -> None:
    rules = Rules(workdays=(7, 1), holidays=("2026-06-29",), quiet=(("2026-07-01", "2026-07-02"),))
    calendar = of_rules(rules)
    assert calendar.is_workday(day("2026-06-28"))
    assert not calendar.is_workday(day("2026-06-29"))
    assert calendar.quiet == ((day("2026-07-01"), day("2026-07-02")),)
