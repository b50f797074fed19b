"""Work first: open, tight or blocked, with the numbers that say why."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintern.domain.calendar import Calendar
from netintern.domain.dates import Moment
from netintern.domain.settings import DEFAULT_RULES, Rules
from netintern.domain.vocabulary import Gate
from netintern.domain.workgate import (
    Commitment,
    focus_until,
    hours_left,
    in_focus,
    minute_of,
    permitted,
    work_gate,
)
from tests.domain.calendars import AMERICAN, PLAIN, day

TODAY = day("2026-06-03")


@pytest.mark.parametrize(
    ("minute", "hours"),
    [(None, 6), (0, 6), (9 * 60, 6), (12 * 60, 5), (15 * 60, 2), (16 * 60 + 30, 0.5), (1439, 0)],
)
def test_hours_left_of_a_workday(minute: int | None, hours: float) -> None:
    assert hours_left(Moment(TODAY, minute), PLAIN) == hours


def test_a_day_off_has_no_hours() -> None:
    assert hours_left(Moment(day("2026-06-06")), PLAIN) == 0
    assert hours_left(Moment(day("2026-06-19"), 600), AMERICAN) == 0


def test_hours_left_follow_the_settings() -> None:
    rules = Rules(work_start="08:30", work_end="12:30", focus_hours=3.5)
    assert hours_left(Moment(TODAY, 8 * 60), PLAIN, rules) == 3.5
    assert hours_left(Moment(TODAY, 11 * 60), PLAIN, rules) == 1.5


@pytest.mark.parametrize(
    ("work", "left", "state", "reason"),
    [
        ([("Demo", "2026-06-04", 9.0)], 2, "blocked", "Not now: Demo needs 9 h, 8 h left"),
        ([("Demo", "2026-06-04", 7.0)], 2, "tight", "Tight: Demo needs 7 h, 8 h left"),
        ([("Demo", "2026-06-04", 6.0)], 2, "open", "Work fits"),
        ([], 2, "open", ""),
        ([("Late", "2026-06-01", 1.0)], 6, "blocked", "Not now: Late is overdue, 1 h to do"),
        (
            [("A", "2026-06-04", 6.0), ("B", "2026-06-04", 8.0)],
            6,
            "blocked",
            "Not now: A and B need 14 h, 12 h left",
        ),
        ([("X", "2026-06-04", None)], 1, "open", "Work fits"),
        ([("Done", "2026-06-01", 0.0)], 1, "open", "Work fits"),
        ([("Demo", "2026-06-04", 8.02)], 2, "blocked", "Not now: Demo needs 8.1 h, 8 h left"),
    ],
)
def test_work_gate(
    work: list[tuple[str, str, float | None]], left: float, state: Gate, reason: str
) -> None:
    commitments = [Commitment(name, day(due), hours) for name, due, hours in work]
    found = work_gate(commitments, TODAY, left, PLAIN)
    assert (found.state, found.reason) == (state, reason)


def test_the_worst_day_decides_and_many_names_are_counted() -> None:
    work = [Commitment(name, day("2026-06-05"), 5.0) for name in "CABD"]
    found = work_gate([*work, Commitment("Soon", TODAY, 1.0)], TODAY, 6, PLAIN)
    assert found.state == "blocked"
    assert found.reason == "Not now: Soon, A and 3 more need 21 h, 18 h left"
    assert (found.need, found.capacity) == (21, 18)


@given(
    st.lists(
        st.tuples(st.integers(1, 28), st.floats(0.5, 20)).map(
            lambda pair: Commitment("x", day(f"2026-06-{pair[0]:02d}"), pair[1])
        ),
        max_size=6,
    ),
    st.floats(0, 6),
)
def test_more_work_never_opens_the_gate(work: list[Commitment], left: float) -> None:
    order = ("open", "tight", "blocked")
    before = work_gate(work, TODAY, left, PLAIN).state
    after = work_gate([*work, Commitment("y", day("2026-06-10"), 3.0)], TODAY, left, PLAIN).state
    assert order.index(after) >= order.index(before)


@pytest.mark.parametrize(
    ("lane", "minutes", "gate", "free", "allowed"),
    [
        (1, 5, "blocked", 0, True),
        (1, 30, "blocked", 120, False),
        (3, 10, "blocked", 120, False),
        (3, 10, "tight", 120, True),
        (3, 30, "tight", 120, False),
        (3, 10, "tight", 5, False),
        (1, 30, "tight", 0, True),
        (3, 30, "open", 20, False),
        (1, 30, "open", 0, True),
    ],
)
def test_permitted(lane: int, minutes: int, gate: Gate, free: int, allowed: bool) -> None:
    assert permitted(lane, minutes, gate, free) is allowed
    assert permitted("owe" if lane == 1 else "due", minutes, gate, free) is allowed


FOCUS = DEFAULT_RULES._replace(
    focus_time=(("09:00", "10:00"), ("10:00", "11:00"), ("13:00", "14:30"))
)


@pytest.mark.parametrize(
    ("clock", "until"),
    [
        ("08:59", None),
        ("09:00", "11:00"),
        ("10:59", "11:00"),
        ("11:00", None),
        ("14:29", "14:30"),
        ("14:30", None),
    ],
)
def test_focus_time(clock: str, until: str | None) -> None:
    monday = date(2026, 6, 29)
    assert focus_until(Moment(monday, minute_of(clock)), Calendar(), FOCUS) == until


def test_no_focus_time_without_a_clock_or_on_a_day_off() -> None:
    monday, saturday = date(2026, 6, 29), date(2026, 7, 4)
    holiday = Calendar(holidays=frozenset({monday}))
    assert focus_until(Moment(monday), Calendar(), FOCUS) is None
    assert focus_until(Moment(saturday, 600), Calendar(), FOCUS) is None
    assert focus_until(Moment(monday, 600), holiday, FOCUS) is None
    assert focus_until(Moment(monday, 600), Calendar(), DEFAULT_RULES) is None


def test_the_gate_in_focus_time() -> None:
    assert in_focus("11:00").reason == "Not now: focus time until 11"
    assert in_focus("09:30").reason == "Not now: focus time until 9:30"
    assert in_focus("11:00").is_focus
    assert not in_focus("11:00")._replace(state="open").is_focus
