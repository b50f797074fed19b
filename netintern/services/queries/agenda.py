"""The blocks with a time of day, for calendars: a block itself has only a day and a length."""

from collections.abc import Collection
from datetime import date, datetime, time
from itertools import groupby
from typing import Final, Literal, NamedTuple

from netintern.domain.calendar import later
from netintern.domain.planning import start_minutes
from netintern.domain.workgate import minute_of
from netintern.services.queries.experiences import current
from netintern.services.queries.plans import focus_spans
from netintern.services.queries.settings import rules, rules_and_calendar
from netintern.storage.probe import Book
from netintern.storage.reads.blocks import CalendarRow, calendar_rows
from netintern.storage.reads.tasks import TaskRow, task_rows

SETTLED_DAYS: Final = 28
"""Days for which what was done or dropped is told to a calendar that may show it as open."""
AHEAD_DAYS: Final = 366
"""Days for which holidays are taken out of what comes every week, without an end."""


class TimedBlock(NamedTuple):
    """A block at its time."""

    uid: str
    """Of the block, 32 hexadecimal digits; the same for ever."""
    starts: datetime
    """Local time, without a zone."""
    minutes: int
    name: str
    """The person, the event's title, or empty."""
    purpose: str
    place: str
    is_off: bool
    """True if it was dropped, or the talk was held on another day."""


class DueTask(NamedTuple):
    """Something owed, or work, that is due on a day."""

    uid: str
    """Of its own, 32 hexadecimal digits; the same for ever."""
    due: date
    title: str
    """ "Thank Ana Silva" and the like."""
    state: Literal["open", "done", "dropped"]


class FocusTime(NamedTuple):
    """A time of focus, which comes again every week."""

    uid: str
    """Made from its place among the times, so that another hour moves it."""
    starts: datetime
    """The first one, local time without a zone."""
    minutes: int
    weekdays: tuple[int, ...]
    """ISO weekdays, 1 = Monday."""
    until: date | None
    """The last day of the experience; None without one."""
    free: tuple[date, ...]
    """Days without work on which it would fall."""


def due_tasks(
    book: Book, *, today: date, only: Collection[int] | None = None
) -> tuple[DueTask, ...]:
    """What is owed and due, and work, in one statement; what was settled lately is among it.

    `only` keeps what is owed to the people with these ids.
    """
    since = later(today, -SETTLED_DAYS).isoformat()
    return tuple(
        DueTask(row.uid, date.fromisoformat(row.due), _title(row), _state(row))
        for row in task_rows(book.connection, since)
        if only is None or row.person in only
    )


def focus_times(book: Book, *, today: date) -> tuple[FocusTime, ...]:
    """The times of focus from `today` on, each once as what comes again on every workday."""
    numbers, calendar = rules_and_calendar(book)
    line = current(book, today)
    until = line.ends if line is not None and line.ends is not None and line.ends >= today else None
    first = calendar.roll(today)
    last = later(today, AHEAD_DAYS) if until is None else until
    days = (later(first, ahead) for ahead in range((last - first).days + 1))
    free = tuple(
        day
        for day in days
        if day.isoweekday() in calendar.workdays and not calendar.is_workday(day)
    )
    return tuple(
        FocusTime(
            f"focus:{at}",
            datetime.combine(first, time(begin // 60, begin % 60)),
            end - begin,
            tuple(sorted(calendar.workdays)),
            until,
            free,
        )
        for at, (begin, end) in enumerate(focus_spans(numbers), 1)
    )


def timed_blocks(
    book: Book, *, today: date, only: Collection[int] | None = None
) -> tuple[TimedBlock, ...]:
    """The blocks from `today` on, those that are off by now included, in one statement.

    `only` keeps those for the people with these ids. The times are the same whoever is kept.
    """
    numbers = rules(book)
    hours = minute_of(numbers.work_start), minute_of(numbers.work_end)
    focus, kept = round(numbers.focus_hours * 60), focus_spans(numbers)
    found: list[TimedBlock] = []
    rows = calendar_rows(book.connection, today.isoformat())
    for day, group in groupby(rows, lambda row: row.on_day):
        booked = list(group)
        # What is off keeps no minute of the day; it begins where the others begin.
        on = [row for row in booked if not _is_off(row, today)]
        times = start_minutes([row.minutes for row in on], hours, focus, kept)
        begin = {row.uid: minute for row, minute in zip(on, times, strict=True)}
        first = start_minutes([0], hours, focus, kept)[0]
        found += [
            _timed(row, date.fromisoformat(day), begin.get(row.uid, first), today)
            for row in booked
            if only is None or row.person in only
        ]
    return tuple(found)


def _title(row: TaskRow) -> str:
    if row.kind == "work" or not row.name:
        return row.text or row.kind.capitalize()
    to = {
        "thanks": f"Thank {row.name}",
        "reply": f"Reply to {row.name}",
        "report": f"Tell {row.name} what came of the advice",
    }.get(row.kind, f"Promised to {row.name}")
    return f"{to}: {row.text}" if row.text and row.kind == "promise" else to


def _state(row: TaskRow) -> Literal["open", "done", "dropped"]:
    if row.done_on is not None:
        return "done"
    return "open" if row.dropped_on is None else "dropped"


def _timed(row: CalendarRow, day: date, minute: int, today: date) -> TimedBlock:
    starts = datetime.combine(day, time(minute // 60, minute % 60))
    return TimedBlock(
        row.uid, starts, row.minutes, row.name, row.purpose, row.place, _is_off(row, today)
    )


def _is_off(row: CalendarRow, today: date) -> bool:
    """Whether nothing takes place; a talk that was logged today was held as it was booked."""
    return bool(row.dropped) or bool(row.used and row.on_day > today.isoformat())
