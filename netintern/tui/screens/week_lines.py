"""The lines of the week's own screen: days with their blocks, figures, and the weeks before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from netintern.domain.dates import WEEKDAYS, short_day, weekday_day
from netintern.tui.text import Line, Run, cut, fit, fit_right, safe, width, wrap
from netintern.tui.themes import circle_glyph
from netintern.tui.widgets.bar import bar, spark

if TYPE_CHECKING:
    from netintern.services.queries.figures import Figure
    from netintern.services.queries.weeks import BlockLine, DayLine, WeekView

LABEL: Final = 12
_VALUE: Final = 18
_DAY: Final = 12
_MINUTES: Final = 8
_SIGNS: Final = {"done": ("✓", "v"), "planned": ("╍", "="), "missed": ("!", "!")}
_USED_BY: Final = {"message": "a message or talk", "introduction": "a message or talk"}
_STEPS: Final = " ▁▂▃▄▅▆▇█"
_LOWEST: Final = 2
"""Rows of bars below which there is no chart."""
_CHART_AROUND: Final = 4
"""Lines of the chart beside its bars: a blank one, the title, the minutes, the weeks."""
_COLUMN: Final = 4
_WIDEST: Final = 9
_HIGHEST: Final = 12
LONG_HISTORY: Final = 12
SHORT_HISTORY: Final = 6


def title_line(week: WeekView, today: date, cells: int) -> Line:
    """Which week it is, and how far from the present one."""
    span = f"{short_day(week.starts, week.starts)} - {short_day(week.ends, week.starts)}"
    if week.starts.year != today.year:
        span += f" {week.ends.year}"
    weeks = (week.starts - today).days // 7 + (1 if (week.starts - today).days % 7 else 0)
    near = {0: "this week", -1: "last week", 1: "next week"}
    far = f"in {weeks} weeks" if weeks > 0 else f"{-weeks} weeks ago"
    left: Line = (
        Run(" Week", "strong"),
        Run(f" {week.week}" if week.week else "", "strong"),
        Run(f"  {span}", "ink"),
        Run(f"  {near.get(weeks, far)}", "faint"),
    )
    if week.phase is None:
        return left
    phase = week.phase.replace("after:", "after, ")
    if week.days_left is not None and week.days_left >= 0:
        phase += f", {week.days_left} days left" if week.days_left != 1 else ", 1 day left"
    gap = cells - width(left) - len(phase) - 1
    return (*left, Run(" " * gap), Run(phase, "dim")) if gap > 1 else left


def day_line(
    day: DayLine, week: WeekView, today: date, cells: int, *, here: bool, ascii_only: bool
) -> Line:
    """A day: its minutes as a bar, whom it was for, or why it is empty."""
    top = max([30, *(one.spent + one.planned for one in week.days)])
    is_today = day.day == today
    room = 24 if cells >= 100 else 12 if cells >= 60 else 8
    drawn = bar(room, day.spent, day.planned, top, ascii_only=ascii_only)
    blocks = tuple(run for run in drawn if run.role == "accent")
    minutes = day.spent + day.planned
    name = f"{WEEKDAYS[day.day.weekday()]} {short_day(day.day, day.day)}"
    ink = "bold" if is_today or here else "dim" if day.workday else "faint"
    left: Line = (
        Run("> " if here else "  ", "accent"),
        Run(fit(name, _DAY - 1), ink),
        *blocks,
        Run(" " * (room - width(blocks))),
        Run(fit_right(str(minutes) if minutes else "", 4), "ink" if day.spent else "dim"),
        Run("  "),
    )
    words = day_words(day, week)
    if is_today:
        words = f"today  {words}".rstrip()
    return (*left, Run(cut(words, max(0, cells - width(left) - 1)), "ink" if words else "faint"))


def day_words(day: DayLine, week: WeekView) -> str:
    """What is not told by the blocks of the day: who was talked with, events, why it is free."""
    blocks = {one.name for one in week.blocks if one.on == day.day and one.state == "planned"}
    talked = [name for name in day.names if day.spent or day.own_time or name not in blocks]
    talked = [name for name in talked if not day.planned or name not in blocks]
    events = [title for title in day.events if title not in blocks]
    own = f"own time {day.own_time} min" if day.own_time else ""
    note = "" if day.note.startswith("missed") else day.note
    return ", ".join(part for part in (*map(safe, (*talked, *events)), own, note) if part)


def block_line(block: BlockLine, cells: int, *, here: bool, ascii_only: bool) -> Line:
    """A block: what became of it, for whom, what for, how long."""
    sign = _SIGNS[block.state][1 if ascii_only else 0]
    ink = {"planned": "ink", "missed": "late"}.get(block.state, "dim")
    name = block.name or ("your boss" if block.purpose == "talk" else block.purpose)
    what = {"planned": block.purpose, "done": "done", "missed": "missed"}[block.state]
    purpose = 14 if cells >= 48 else 8
    room = max(6, cells - 4 - purpose - _MINUTES - 2)
    return (
        Run("> " if here else "  ", "accent"),
        Run(f"  {sign} ", "late" if block.state == "missed" else "accent"),
        Run(fit(name, room - 2), "bold" if here else ink),
        Run("  "),
        Run(fit(what if what != name else "", purpose), "faint"),
        Run(fit_right(f"{block.minutes} min", _MINUTES - 1), ink),
    )


def figure_line(
    figure: Figure, week: WeekView, cells: int, *, here: bool, ascii_only: bool
) -> Line:
    """A figure: its name, its value, what it means now."""
    value = _value(figure, week, ascii_only)
    left: Line = (
        Run("> " if here else "  ", "accent"),
        Run(fit(figure.label, LABEL), "bold" if here else "dim"),
        *value,
    )
    for note in _shorter(figure.note):
        for gap in (max(2, _VALUE - width(value)), 2):
            if width(left) + gap + len(note) < cells:
                return (*left, Run(" " * gap), Run(note, "late" if figure.is_late else "faint"))
    return left


def _shorter(note: str) -> Sequence[str]:
    """A note, and what can stand for it where there is little room."""
    return [note, note.partition(" (")[0], note.partition(", ")[0]] if note else []


def _value(figure: Figure, week: WeekView, ascii_only: bool) -> Line:
    """The value; the balance with the signs of the circles, the weeks as small bars."""
    if figure.key == "balance":
        return tuple(
            run
            for circle, count in week.counts.items()
            for run in (
                Run(circle_glyph(circle, met=True, ascii_only=ascii_only), circle),
                Run(f"{count} ", "ink"),
            )
        )
    if figure.key == "next":
        return (Run(figure.value, week.next_circle),)
    if figure.key == "weeks":
        spent = tuple(minutes for _, minutes, _ in week.history[-SHORT_HISTORY:])
        return (Run(spark(spent, ascii_only=ascii_only), "accent"), Run(f" {figure.value}", "ink"))
    if figure.key == "work":
        role = {"open": "ink", "tight": "strong", "blocked": "late"}[figure.value]
        return (Run(figure.value, role),)
    return (Run(figure.value, "late" if figure.is_late else "ink"),)


def told_lines(title: str, tells: Sequence[str], cells: int, most: int) -> list[Line]:
    """What stands below both lists: a heading, and sentences."""
    lines: list[Line] = [(Run(f" {cut(title, cells - 2)}", "bold"),)]
    for tell in tells:
        lines += [(Run(f" {part}", "dim"),) for part in wrap(tell, cells - 2, 3)]
    return lines[:most]


def day_tells(day: DayLine, week: WeekView, today: date) -> tuple[str, tuple[str, ...]]:
    """A day in full."""
    blocks = [one for one in week.blocks if one.on == day.day]
    parts = [f"{day.spent} min done", f"{day.planned} min booked"]
    if day.own_time:
        parts.append(f"{day.own_time} min of own time")
    tells = [", ".join(parts) + "."]
    if day.names:
        tells.append(f"With {', '.join(map(safe, day.names))}.")
    if day.events:
        tells.append(f"Events: {', '.join(map(safe, day.events))}.")
    missed = [safe(one.name or one.purpose) for one in blocks if one.state == "missed"]
    if missed:
        tells.append(f"Missed: {', '.join(missed)}; move it to a day to come, or drop it.")
    if not day.workday:
        tells.append("No workday: it brings no minutes." if not day.note else f"{day.note}.")
    return weekday_day(day.day, today), tuple(tells)


def block_tells(block: BlockLine, today: date) -> tuple[str, tuple[str, ...]]:
    """A block in full, and what can be done with it."""
    name = safe(block.name) or block.purpose
    title = f"{name}  {weekday_day(block.on, today)}, {block.minutes} min"
    state = {
        "planned": f"Booked as {block.purpose}; {_USED_BY.get(block.purpose, 'a talk')} that is "
        "logged this week uses it up.",
        "done": "Used up by what was logged.",
        "missed": "Its day has passed, so its minutes no longer count.",
    }[block.state]
    keys = "Left and right: another workday. + and -: 5 minutes. D drops it, o opens the page."
    return title, (state,) if block.state == "done" else (state, keys)


def chart_lines(week: WeekView, cells: int, height: int, *, ascii_only: bool) -> list[Line]:
    """The minutes of the weeks before as columns, with their mean; empty where it has no room.

    Twelve weeks where they fit, else six.
    """
    rows = min(_HIGHEST, height // 2, height - _CHART_AROUND)
    count = LONG_HISTORY if cells >= LONG_HISTORY * _COLUMN + 2 else SHORT_HISTORY
    weeks = _begun(week.history[-count:])
    top = max((spent for _, spent, _ in weeks), default=0)
    if rows < _LOWEST or not top:
        return []
    column = min(_WIDEST, (cells - 2) // len(weeks))
    mean = sum(spent for _, spent, _ in weeks) / len(weeks)
    at = round(mean / top * rows * 8)
    lines: list[Line] = [
        (),
        (Run(f"  Minutes of {len(weeks)} weeks", "dim"), Run(f", mean {mean:.0f}", "faint")),
    ]
    for row in range(rows - 1, -1, -1):
        is_mean = row * 8 < at <= (row + 1) * 8
        lines.append(_chart_row(weeks, row, (top, rows, column), is_mean, ascii_only))
    lines.append(_chart_labels([str(spent) for _, spent, _ in weeks], column, "ink"))
    lines.append(
        _chart_labels(_week_names(week, [start for start, _, _ in weeks]), column, "faint")
    )
    return lines


def _begun(weeks: Sequence[tuple[date, int, int]]) -> Sequence[tuple[date, int, int]]:
    """The weeks without those at the beginning in which nothing was done; six are always shown."""
    first = next((at for at, (_, spent, _) in enumerate(weeks) if spent), 0)
    return weeks[min(first, max(0, len(weeks) - SHORT_HISTORY)) :]


def _chart_row(
    weeks: Sequence[tuple[date, int, int]],
    row: int,
    shape: tuple[int, int, int],
    is_mean: bool,
    ascii_only: bool,
) -> Line:
    top, rows, column = shape
    runs = [Run("  ")]
    for _, spent, budget in weeks:
        eighths = min(8, max(0, round(spent / top * rows * 8) - row * 8))
        step = _STEPS[eighths] if not ascii_only else "#" if eighths >= 4 else " "
        blank = ("-" if ascii_only else "┄") if is_mean else " "
        role = "late" if spent > budget else "accent"
        body = Run(step * (column - 1), role) if step != " " else Run(blank * (column - 1), "line")
        runs += [body, Run(blank, "line")]
    return tuple(runs)


def _chart_labels(words: Sequence[str], column: int, role: str) -> Line:
    return (Run("  "), *(Run(fit(word.center(column - 1), column), role) for word in words))


def _week_names(week: WeekView, starts: Sequence[date]) -> list[str]:
    """Numbers of the weeks; where weeks have none, the day on which they start."""
    if week.week is None:
        return [str(start.day) for start in starts]
    return [str(start.isocalendar().week) for start in starts]
