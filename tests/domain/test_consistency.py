"""The habit: weeks in a row, and what does not break them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintern.domain.consistency import consistency
from tests.domain.calendars import AMERICAN, PLAIN, day


@pytest.mark.parametrize(
    ("acted", "on", "first_use", "expected"),
    [
        (
            ["2026-06-02", "2026-06-09", "2026-06-17", "2026-06-23"],
            "2026-06-25",
            None,
            (4, 3, 9, 0.25),
        ),
        (["2026-06-02", "2026-06-09", "2026-06-17"], "2026-06-23", None, (3, 3, 9, 0.25)),
        (["2026-06-30", "2026-07-08", "2026-07-21"], "2026-07-22", None, (3, 2, 9, 2 / 11)),
        (["2026-06-02", "2026-06-17"], "2026-06-18", None, (1, 1, 11, 1 / 12)),
        ([], "2026-06-18", None, (0, 0, 12, 0.0)),
        (["2026-06-02", "2026-06-09"], "2026-06-11", "2026-06-01", (2, 1, 0, 1.0)),
        (["2026-06-09", "2026-07-09"], "2026-06-11", "2026-06-09", (1, 0, 0, None)),
    ],
)
def test_consistency(
    acted: list[str],
    on: str,
    first_use: str | None,
    expected: tuple[int, int, int, float | None],
) -> None:
    found = consistency(map(day, acted), day(on), AMERICAN, day(first_use) if first_use else None)
    assert found == pytest.approx(expected)


def test_after_the_internship_the_unit_is_the_month() -> None:
    acted = map(day, ("2026-12-30", "2027-01-04", "2026-11-11"))
    found = consistency(acted, day("2027-02-19"), PLAIN, day("2026-10-05"), unit="month")
    assert (found.streak, found.kept, found.missed) == (3, 3, 1)


@given(st.sets(st.integers(0, 200)), st.integers(0, 200), st.integers(1, 7))
def test_acting_today_never_shortens_a_streak(acted: set[int], on: int, first_day: int) -> None:
    start = date(2026, 1, 1)
    history = [start + timedelta(days=n) for n in acted]
    today = start + timedelta(days=on)
    before = consistency(history, today, AMERICAN, None, first_day)
    after = consistency([*history, today], today, AMERICAN, None, first_day)
    assert before.streak <= after.streak <= before.streak + 1
    assert (after.kept, after.missed) == (before.kept, before.missed)
