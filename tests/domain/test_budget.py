"""Minutes of a week: the cap, the proportion of workdays, and the ledger."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintern.domain.budget import account, effective_cap, half_up, own_budget, week_budget
from netintern.domain.calendar import Calendar
from netintern.domain.settings import Rules
from netintern.domain.vocabulary import Phase
from netintern.domain.week import week_start
from tests.domain.calendars import AMERICAN, PLAIN, calendars, day, days


@pytest.mark.parametrize(
    ("value", "rounded"), [(0.5, 1), (1.5, 2), (2.5, 3), (-0.5, 0), (2.49, 2), (7, 7)]
)
def test_halves_are_rounded_upwards(value: float, rounded: int) -> None:
    assert half_up(value) == rounded


@pytest.mark.parametrize(
    ("agreed", "phase", "cap"),
    [
        (None, "middle", 60),
        (90, "onboarding", 90),
        (0, "final", 0),
        (None, "before", None),
        (120, "after:alumni", None),
        (120, None, None),
    ],
)
def test_effective_cap(agreed: int | None, phase: Phase | None, cap: int | None) -> None:
    assert effective_cap(agreed, phase) == cap


def test_own_budget_depends_on_an_experience_unless_it_is_set() -> None:
    assert own_budget(Rules(), has_experience=True) == 120
    assert own_budget(Rules(), has_experience=False) == 60
    assert own_budget(Rules(own_budget=0), has_experience=True) == 0


@pytest.mark.parametrize(
    ("own", "cap", "start", "first", "last", "minutes"),
    [
        (120, None, "2026-06-01", None, None, 120),
        (120, 90, "2026-06-01", None, None, 90),
        (120, None, "2026-06-15", None, None, 96),
        (120, 90, "2026-06-29", None, None, 72),
        (120, None, "2026-07-13", None, None, 0),
        (90, None, "2026-06-01", "2026-06-03", None, 54),
        (75, None, "2026-06-29", None, "2026-07-01", 45),
        (120, 0, "2026-06-01", None, None, 0),
        (120, None, "2026-06-01", "2026-07-01", None, 0),
    ],
)
def test_week_budget(
    own: int, cap: int | None, start: str, first: str | None, last: str | None, minutes: int
) -> None:
    found = week_budget(
        own,
        cap,
        day(start),
        AMERICAN,
        day(first) if first else None,
        day(last) if last else None,
    )
    assert found == minutes


@given(st.integers(0, 600), st.none() | st.integers(0, 600), days, calendars())
def test_a_week_never_holds_more_than_the_cap(
    own: int, cap: int | None, on: date, calendar: Calendar
) -> None:
    minutes = week_budget(own, cap, week_start(on), calendar)
    assert 0 <= minutes <= (own if cap is None else min(own, cap))


def test_a_calendar_without_workdays_has_no_budget() -> None:
    assert week_budget(120, None, day("2026-06-29"), Calendar(workdays=frozenset())) == 0
    assert week_budget(-5, None, day("2026-06-29"), PLAIN) == 0


@pytest.mark.parametrize(
    ("budget", "items", "expected"),
    [
        (
            120,
            [("done", 30, True), ("done", 5, True), ("planned", 45, True)],
            (120, 35, 45, 40, 40, 0, 0),
        ),
        (60, [("done", 45, True), ("planned", 30, True)], (60, 45, 30, -15, 0, 0, 15)),
        (60, [("done", 60, False), ("planned", 20, True)], (60, 0, 20, 40, 40, 60, 0)),
        (60, [("planned", 20, False)], (60, 0, 0, 60, 60, 0, 0)),
        (0, [], (0, 0, 0, 0, 0, 0, 0)),
    ],
)
def test_account(
    budget: int, items: list[tuple[str, int, bool]], expected: tuple[int, ...]
) -> None:
    assert account(budget, items) == expected


@given(
    st.integers(0, 600),
    st.lists(st.tuples(st.sampled_from(["done", "planned"]), st.integers(0, 240), st.booleans())),
)
def test_the_ledger_adds_up(budget: int, items: list[tuple[str, int, bool]]) -> None:
    found = account(budget, items)
    assert found.budget == found.spent + found.planned + found.remaining
    assert found.free - found.over == found.remaining
    assert found.free == 0 or found.over == 0
