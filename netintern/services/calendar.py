"""Days without work: holidays and quiet ranges of the book."""

from datetime import date, timedelta
from typing import Any

from netintern.domain.dates import weekday_day
from netintern.domain.errors import FieldError
from netintern.services.queries.settings import rules
from netintern.services.receipt import Receipt
from netintern.services.records import store_setting
from netintern.services.turns import verb
from netintern.storage.database import unit_of_work
from netintern.storage.probe import Book

LONGEST = 3 * 366
"""Days of one range."""


@verb
def add_holiday(
    book: Book, day: date, *, last: date | None = None, today: date, origin: str = "cli"
) -> Receipt:
    """Make a day, or every day up to `last`, a holiday.

    Raises FieldError if all of them are holidays already, or `last` lies before `day`.
    """
    days = _days(day, last)
    known = set(rules(book).holidays)
    if days <= known:
        raise FieldError("day", f"{_span(day, last, today)} is a holiday already.")
    label = f"Calendar: {_span(day, last, today)} is a holiday"
    return _store(book, "holidays", sorted(known | days), label, origin)


@verb
def remove_holiday(
    book: Book, day: date, *, last: date | None = None, today: date, origin: str = "cli"
) -> Receipt:
    """Make a holiday, or all up to `last`, ordinary days again. Raises FieldError if none is."""
    days = _days(day, last)
    known = set(rules(book).holidays)
    if not days & known:
        raise FieldError("day", f"{_span(day, last, today)} is no holiday.")
    label = f"Calendar: {_span(day, last, today)} is no holiday"
    return _store(book, "holidays", sorted(known - days), label, origin)


@verb
def add_quiet(book: Book, first: date, last: date, *, today: date, origin: str = "cli") -> Receipt:
    """Make all days from `first` to `last` days without work, such as a week of exams.

    Raises FieldError if `last` lies before `first`, or the range is recorded already.
    """
    _days(first, last)
    known = rules(book).quiet
    new = (first.isoformat(), last.isoformat())
    if new in known:
        raise FieldError("first", f"{_span(first, last, today)} is quiet already.")
    label = f"Calendar: {_span(first, last, today)} is quiet"
    return _store(book, "quiet", sorted({*known, new}), label, origin)


@verb
def remove_quiet(
    book: Book, first: date, last: date, *, today: date, origin: str = "cli"
) -> Receipt:
    """Take a quiet range back. Raises FieldError if no such range is recorded."""
    known = rules(book).quiet
    gone = (first.isoformat(), last.isoformat())
    if gone not in known:
        raise FieldError("first", f"{_span(first, last, today)} is not a quiet range.")
    label = f"Calendar: {_span(first, last, today)} is no longer quiet"
    return _store(book, "quiet", [one for one in known if one != gone], label, origin)


def _days(first: date, last: date | None) -> set[str]:
    """The days of a range as stored."""
    length = 0 if last is None else (last - first).days
    if length < 0:
        raise FieldError("last", "The last day lies before the first.", "Turn them round.")
    if length > LONGEST:
        raise FieldError("last", "A range is three years at most.", "Give a nearer last day.")
    return {(first + timedelta(days=n)).isoformat() for n in range(length + 1)}


def _span(first: date, last: date | None, today: date) -> str:
    if last is None or last == first:
        return weekday_day(first, today)
    return f"{weekday_day(first, today)} to {weekday_day(last, today)}"


def _store(book: Book, key: str, value: list[Any], label: str, origin: str) -> Receipt:
    with unit_of_work(book, label, origin=origin) as work:
        store_setting(key, value, default=[])
    return Receipt(work.action_id, label)
