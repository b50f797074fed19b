"""The blocks with a time of day, for calendars: a block itself has only a day and a length."""

from collections.abc import Collection
from datetime import date, datetime, time
from itertools import groupby
from typing import NamedTuple

from netintern.domain.planning import start_minutes
from netintern.domain.workgate import minute_of
from netintern.services.queries.plans import focus_spans
from netintern.services.queries.settings import rules
from netintern.storage.probe import Book
from netintern.storage.reads.blocks import CalendarRow, calendar_rows


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


def _timed(row: CalendarRow, day: date, minute: int, today: date) -> TimedBlock:
    starts = datetime.combine(day, time(minute // 60, minute % 60))
    return TimedBlock(
        row.uid, starts, row.minutes, row.name, row.purpose, row.place, _is_off(row, today)
    )


def _is_off(row: CalendarRow, today: date) -> bool:
    """Whether nothing takes place; a talk that was logged today was held as it was booked."""
    return bool(row.dropped) or bool(row.used and row.on_day > today.isoformat())
