"""Weeks: every day is in exactly one, whatever day they start on."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintern.domain.week import iso_label, long_iso_years, week_label, week_start
from tests.domain.calendars import day, days


@pytest.mark.parametrize(
    ("on", "first_day", "start"),
    [
        ("2026-11-23", 1, "2026-11-23"),
        ("2026-11-22", 1, "2026-11-16"),
        ("2026-11-22", 7, "2026-11-22"),
        ("2026-11-27", 6, "2026-11-21"),
        ("2027-01-01", 1, "2026-12-28"),
    ],
)
def test_week_start(on: str, first_day: int, start: str) -> None:
    assert week_start(day(on), first_day) == day(start)


@given(st.integers(2000, 2060), st.integers(1, 7))
def test_weeks_partition_the_year(year: int, first_day: int) -> None:
    whole = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    weeks: dict[date, list[date]] = {}
    for on in whole:
        weeks.setdefault(week_start(on, first_day), []).append(on)
    for start, inside in weeks.items():
        assert start.isoweekday() == first_day
        assert all(0 <= (on - start).days < 7 for on in inside)
    starts = sorted(weeks)
    assert all(after - before == timedelta(7) for before, after in pairwise(starts))
    assert sum(map(len, weeks.values())) == len(whole)


def test_labels_only_where_weeks_start_on_monday() -> None:
    assert week_label(day("2026-06-29"), 1) == "2026-W27"
    assert week_label(day("2026-12-28"), 1) == "2026-W53"
    assert week_label(day("2026-06-28"), 7) is None


@pytest.mark.parametrize(
    ("on", "label"),
    [
        ("2026-12-28", "2026-W53-1"),
        ("2027-01-03", "2026-W53-7"),
        ("2006-01-01", "2005-W52-7"),
        ("2024-12-30", "2025-W01-1"),
    ],
)
def test_iso_label(on: str, label: str) -> None:
    assert iso_label(day(on)) == label


@given(days)
def test_iso_label_reads_back(on: date) -> None:
    assert date.fromisoformat(iso_label(on)) == on


def test_years_of_fifty_three_weeks() -> None:
    assert long_iso_years(2020, 2032) == [2020, 2026, 2032]
