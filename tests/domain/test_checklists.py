"""The lines of the checklists: their order, how long a tick counts, and the year's review."""

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given

from netintern.domain.calendar import Calendar
from netintern.domain.checklists import (
    CHECKLISTS,
    EVERY_WORDS,
    TASKS,
    Every,
    checklist,
    counts,
    goodbyes_from,
    review_due,
)
from netintern.domain.vocabulary import Phase
from tests.domain.calendars import AMERICAN, PLAIN, day, days

END = day("2026-08-21")


def test_every_phase_has_a_list_with_keys_of_its_own() -> None:
    assert set(CHECKLISTS) == set(get_args(Phase))
    for phase, tasks in CHECKLISTS.items():
        assert 5 <= len(tasks) <= 7
        assert {task.key.partition(".")[0] for task in tasks} == {phase.partition(":")[0]}
    assert len({task.text for task in TASKS.values()}) == len(TASKS)
    assert {task.every for task in TASKS.values()} <= set(EVERY_WORDS) == set(get_args(Every))
    assert checklist(None) == ()


def test_work_is_handed_over_before_anybody_says_goodbye() -> None:
    keys = [task.key for task in checklist("final")]
    assert keys[0] == "final.handover"
    assert keys.index("final.handover") < keys.index("final.goodbyes")


@pytest.mark.parametrize(
    ("every", "ticked", "today", "expected"),
    [
        ("once", "2026-06-01", "2027-06-01", True),
        ("once", "2026-06-02", "2026-06-01", False),
        ("week", "2026-06-29", "2026-07-05", True),
        ("week", "2026-06-28", "2026-06-29", False),
        ("fortnight", "2026-06-29", "2026-07-12", True),
        ("fortnight", "2026-06-29", "2026-07-13", False),
        ("month", "2027-02-01", "2027-02-28", True),
        ("month", "2027-01-31", "2027-02-01", False),
        ("month", "2026-02-19", "2027-02-19", False),
        ("year", "2027-08-21", "2028-08-20", True),
        ("year", "2027-08-21", "2028-08-21", False),
    ],
)
def test_how_long_a_tick_counts(every: Every, ticked: str, today: str, expected: bool) -> None:
    assert counts(every, day(ticked), day(today), ends=END, first_day=1) is expected


@pytest.mark.parametrize(
    ("ticked", "today", "due"),
    [
        (None, "2026-08-21", None),
        (None, "2026-08-22", "2027-08-21"),
        (None, "2027-02-19", "2027-08-21"),
        (None, "2027-08-21", "2027-08-21"),
        (None, "2028-03-01", "2027-08-21"),
        ("2027-08-25", "2028-03-01", "2028-08-21"),
        ("2026-09-01", "2027-08-21", "2027-08-21"),
    ],
)
def test_the_year_is_looked_back_upon(ticked: str | None, today: str, due: str | None) -> None:
    found = review_due(END, day(ticked) if ticked else None, day(today))
    assert found == (day(due) if due else None)


def test_an_end_on_29_february_has_its_anniversary_on_the_28th() -> None:
    end = day("2028-02-29")
    assert review_due(end, None, day("2028-03-01")) == day("2029-02-28")
    assert review_due(end, day("2031-03-01"), day("2031-12-01")) == day("2032-02-29")
    assert review_due(None, None, END) is None


@given(days)
def test_goodbyes_are_for_the_last_three_workdays(end: date) -> None:
    first = goodbyes_from(end, AMERICAN)
    assert AMERICAN.between(first - timedelta(days=1), end) <= 3
    assert (end - first).days <= 14


def test_goodbyes_begin_on_a_wednesday_and_never_without_workdays() -> None:
    assert goodbyes_from(END, PLAIN) == day("2026-08-19")
    assert goodbyes_from(day("2026-07-05"), AMERICAN) == day("2026-06-30")
    never = Calendar(workdays=frozenset())
    assert goodbyes_from(END, never) == day("2026-08-07")
