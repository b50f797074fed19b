"""Whether the habit holds: weeks in a row, and the share of weeks in which something was done."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final, Literal, NamedTuple

from netintern.domain.calendar import Calendar, later
from netintern.domain.vocabulary import Phase
from netintern.domain.week import week_start

UNITS_BACK: Final = 12
"""Complete weeks or months that the ratio looks back on."""

Unit = Literal["week", "month"]


def unit_of(phase: Phase | None, *, repeats: bool = False) -> Unit:
    """In what the habit is counted: after an internship in calendar months (rule 2.13).

    Between two terms of what `repeats` the end is not the last one, and weeks go on.
    """
    over = phase is not None and phase.startswith("after") and not repeats
    return "month" if over else "week"


class Consistency(NamedTuple):
    """The habit on one day, counted in weeks or months."""

    streak: int
    """Units in a row; the present one never breaks it, one without workdays is skipped."""
    kept: int
    missed: int
    ratio: float | None
    """kept / (kept + missed), 0-1; None where nothing can be counted yet."""


def consistency(
    action_dates: Iterable[date],
    on: date,
    calendar: Calendar,
    first_use: date | None = None,
    first_day: int = 1,
    unit: Unit = "week",
) -> Consistency:
    """Streak and consistency from the days of conversations, answers, thanks (rule 2.13).

    The unit is the week, after an internship the calendar month. Units before the first use do
    not count.
    """

    def start_of(day: date) -> date:
        return week_start(day, first_day) if unit == "week" else day.replace(day=1)

    acted = {start_of(day) for day in action_dates if day <= on}
    since = date.min if first_use is None else start_of(first_use)
    current = start_of(on)
    kept = missed = 0
    begin = current
    for _ in range(UNITS_BACK):
        end = later(begin, -1)
        begin = start_of(end)
        if begin < since or not _has_workday(begin, end, calendar):
            continue
        if begin in acted:
            kept += 1
        else:
            missed += 1
    counted = kept + missed
    ratio = kept / counted if counted else None
    return Consistency(_streak(acted, current, calendar, start_of), kept, missed, ratio)


def _streak(
    acted: set[date], current: date, calendar: Calendar, start_of: Callable[[date], date]
) -> int:
    if not acted:
        return 0
    earliest = min(acted)
    streak = 1 if current in acted else 0
    begin = current
    while begin > earliest:
        end = later(begin, -1)
        begin = start_of(end)
        if not _has_workday(begin, end, calendar):
            continue
        if begin not in acted:
            break
        streak += 1
    return streak


def _has_workday(first: date, last: date, calendar: Calendar) -> bool:
    return calendar.between(later(first, -1), last) > 0
