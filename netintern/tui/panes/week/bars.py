"""The week in bars: the budget, and the days with what was done and what is booked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netintern.domain.dates import WEEKDAYS
from netintern.domain.people import short_name
from netintern.tui.text import Line, Run, cut, fit, fit_right, safe, width
from netintern.tui.widgets.bar import bar, spark

if TYPE_CHECKING:
    from netintern.services.queries.weeks import DayLine, WeekView

_DAY_BAR = 8


def budget_lines(week: WeekView, today: date, cells: int, *, ascii_only: bool) -> list[Line]:
    """The budget in words and as a bar, and what is left of it."""
    words, _, why = week.header.partition(" (")
    is_past = week.ends < today
    left = (
        Run(f"over by {week.over} min" + ("" if is_past else " - work first"), "late")
        if week.over
        else Run(f"{week.remaining} min {'not used' if is_past else 'left'}", "accent")
    )
    head: Line = (Run(f" {words}", "bold"),)
    gap = cells - width(head) - width((left,)) - 1
    line: Line = (*head, Run(" " * max(1, gap)), left)
    lines: list[Line] = [line]
    lines.append(
        (
            Run(" "),
            *bar(max(4, cells - 2), week.spent, week.planned, week.budget, ascii_only=ascii_only),
        )
    )
    notes = [why.rstrip(")")] if why else []
    if week.planned:
        notes.append(f"{week.planned} min booked")
    lines.append((Run(f" {cut(' · '.join(notes), cells - 2)}", "dim"),))
    return lines


def day_lines(
    week: WeekView, today: date, cells: int, *, ascii_only: bool, dense: bool = False
) -> list[Line]:
    """A line a day; a free day without anything is left out, and if `dense` any but today."""
    top = max([30, *(day.spent + day.planned for day in week.days)])
    shown = [day for day in week.days if _is_shown(day, today, dense=dense)]
    return [_day(day, today, top, cells, ascii_only) for day in shown]


def own_time_line(week: WeekView) -> list[Line]:
    """Own time, which never counts."""
    if not week.own_time:
        return []
    return [(Run(f" own time {week.own_time} min", "dim"), Run(", not on the budget", "faint"))]


def history_lines(week: WeekView, cells: int, *, ascii_only: bool) -> list[Line]:
    """The last weeks as one line of small bars."""
    spent = tuple(minutes for _, minutes, _ in week.history)
    if not any(spent):
        return []
    mean = round(sum(spent) / len(spent))
    words = f"  last {len(spent)} weeks, mean {mean} min"
    drawn = spark(spent, ascii_only=ascii_only)
    return [(Run(f" {drawn}", "accent"), Run(cut(words, cells - len(drawn) - 2), "faint"))]


def _is_shown(day: DayLine, today: date, *, dense: bool) -> bool:
    usual = day.day == today if dense else day.workday
    return usual or bool(day.spent or day.planned or day.own_time or day.events or day.note)


def _day(day: DayLine, today: date, top: int, cells: int, ascii_only: bool) -> Line:
    here = day.day == today
    name = f"{'>' if here else ' '}{WEEKDAYS[day.day.weekday()]} "
    minutes = day.spent + day.planned
    drawn = bar(_DAY_BAR, day.spent, day.planned, top, ascii_only=ascii_only)
    blocks = tuple(run for run in drawn if run.role == "accent")
    left: Line = (
        Run(name, "bold" if here else "dim" if day.workday else "faint"),
        *blocks,
        Run(" " * (_DAY_BAR - width(blocks))),
        Run(fit_right(str(minutes) if minutes else "", 4), "ink" if day.spent else "dim"),
        Run("  "),
    )
    return (*left, *_what(day, max(0, cells - width(left) - 1)))


def _what(day: DayLine, room: int) -> Line:
    """Whom or what the day was for, or why it is empty."""
    names = ", ".join((*(short_name(name) for name in day.names), *map(safe, day.events)))
    words = ", ".join(part for part in (names, day.note) if part)
    if day.planned and not day.spent:
        words = f"booked: {names}" if names else "booked"
    if not words and day.own_time:
        words = f"own time {day.own_time} min"
    return (Run(fit(words, room), "ink" if names else "faint"),)
