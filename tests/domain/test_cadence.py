"""Due dates fall on workdays; ties lapse by their own rhythm."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintern.domain.cadence import (
    cadence_days,
    due_date,
    lapse_limit,
    reply_due,
    report_due,
    standing,
    sustainable_load,
    thanks_due,
    tie_state,
    workdays_late,
)
from netintern.domain.calendar import Calendar
from netintern.domain.vocabulary import Circle, TieState
from tests.domain.calendars import AMERICAN, SUNDAY_TO_THURSDAY, calendars, day, days


@pytest.mark.parametrize(
    ("tier", "circle", "override", "expected"),
    [
        (1, "field", None, 14),
        (2, "leaders", None, 45),
        (3, "leaders", None, 122),
        (3, None, None, 91),
        (4, "field", 60, 60),
    ],
)
def test_cadence(tier: int, circle: Circle | None, override: int | None, expected: int) -> None:
    assert cadence_days(tier, circle, override) == expected


@pytest.mark.parametrize(
    ("last", "cadence", "explicit", "snooze", "expected"),
    [
        ("2026-06-01", 14, None, None, "2026-06-15"),
        ("2026-06-05", 14, None, None, "2026-06-22"),
        ("2026-06-03", 30, None, None, "2026-07-06"),
        ("2026-06-13", 30, None, None, "2026-07-20"),
        ("2026-06-01", 14, None, "2026-06-17", "2026-06-17"),
        ("2026-06-01", 14, None, "2026-06-10", "2026-06-15"),
        ("2026-06-01", 14, "2026-06-04", None, "2026-06-04"),
        (None, 14, "2026-06-06", None, "2026-06-08"),
        (None, 14, None, "2026-06-10", None),
    ],
)
def test_due_date(
    last: str | None, cadence: int, explicit: str | None, snooze: str | None, expected: str | None
) -> None:
    found = due_date(
        day(last) if last else None,
        cadence,
        AMERICAN,
        day(explicit) if explicit else None,
        day(snooze) if snooze else None,
    )
    assert found == (day(expected) if expected else None)


def test_due_date_in_another_working_week() -> None:
    assert due_date(day("2026-06-05"), 14, SUNDAY_TO_THURSDAY) == day("2026-06-21")


@given(calendars(), days, st.integers(1, 400), st.none() | days)
def test_due_dates_are_workdays_and_never_before_the_rhythm(
    calendar: Calendar, last: date, cadence: int, snooze: date | None
) -> None:
    due = due_date(last, cadence, calendar, None, snooze)
    assert due is not None
    assert due >= max(last + timedelta(days=cadence), snooze or last)
    if any(calendar.is_workday(due + timedelta(days=n)) for n in range(367)):
        assert calendar.is_workday(due)


@given(days, st.integers(1, 400), days, st.integers(0, 300))
def test_a_later_snooze_never_gives_an_earlier_due_date(
    last: date, cadence: int, snooze: date, more: int
) -> None:
    due = due_date(last, cadence, AMERICAN, None, snooze)
    later = due_date(last, cadence, AMERICAN, None, snooze + timedelta(days=more))
    assert due is not None
    assert later is not None
    assert later >= due


@pytest.mark.parametrize(
    ("last", "stands"),
    [(None, True), ("2026-06-09", True), ("2026-06-10", False), ("2026-06-11", False)],
)
def test_contact_ends_a_snooze_that_was_set_before_it(last: str | None, stands: bool) -> None:
    until = day("2026-07-01")
    found = standing(until, day("2026-06-10"), day(last) if last else None)
    assert found == (until if stands else None)


@pytest.mark.parametrize(
    ("met", "due"),
    [
        ("2026-06-02", "2026-06-03"),
        ("2026-06-05", "2026-06-05"),
        ("2026-06-06", "2026-06-08"),
        ("2026-06-18", "2026-06-18"),
        ("2026-06-07", "2026-06-08"),
    ],
)
def test_thank_you_within_a_day(met: str, due: str) -> None:
    assert thanks_due(day(met), AMERICAN) == day(due)


def test_reply_and_report() -> None:
    assert reply_due(day("2026-07-02"), AMERICAN) == day("2026-07-06")
    assert report_due(day("2026-07-02")) == day("2026-07-16")


@pytest.mark.parametrize(
    ("due", "today", "late"),
    [
        ("2026-06-03", "2026-06-03", 0),
        ("2026-06-05", "2026-06-08", 1),
        ("2026-06-17", "2026-06-22", 2),
        ("2026-06-17", "2026-06-01", 0),
    ],
)
def test_workdays_late(due: str, today: str, late: int) -> None:
    assert workdays_late(day(due), day(today), AMERICAN) == late


@pytest.mark.parametrize(
    ("contacts", "cadence", "limit"),
    [
        ([], 30, 240),
        (["2026-06-01"], 14, 112),
        (["2026-06-01"], 10, 90),
        (["2026-06-01", "2026-06-01", "2026-07-01"], 14, 112),
        (["2026-06-01", "2026-07-01", "2026-07-31"], 91, 240),
        (["2026-06-01", "2026-06-11", "2026-07-01", "2026-07-31"], 91, 160),
        (["2026-06-01", "2026-12-18", "2027-07-06"], 30, 365),
    ],
)
def test_lapse_limit(contacts: list[str], cadence: int, limit: float) -> None:
    assert lapse_limit(map(day, contacts), cadence) == limit


@pytest.mark.parametrize(
    ("silence", "state"),
    [
        (10, "on_time"),
        (30, "due"),
        (31, "overdue"),
        (240, "overdue"),
        (241, "lapsed"),
        (366, "lapsed"),
        (1094, "lapsed"),
        (1095, "dormant"),
    ],
)
def test_state_of_a_tie_with_a_rhythm_of_thirty_days(silence: int, state: TieState) -> None:
    last = day("2023-06-01")
    today = last + timedelta(days=silence)
    due = last + timedelta(days=30)
    assert tie_state(last, due, [last], 30, today) == state


def test_never_met_and_met_without_recorded_contact() -> None:
    today = day("2026-06-29")
    assert tie_state(None, None, [], 30, today) == "never_met"
    assert tie_state(None, None, [], 30, today, met=True) == "on_time"
    assert tie_state(None, today, [], 30, today, met=True) == "due"


def test_sustainable_load_of_a_full_address_book() -> None:
    people = [(14, 30)] * 5 + [(30, 15)] * 10 + [(91, 10)] * 35 + [(182, 5)] * 100
    assert sustainable_load(people) == pytest.approx(156.153846)
    assert sustainable_load([]) == 0
