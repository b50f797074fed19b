"""Days without work: holidays and quiet ranges of the book."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from netintern.domain.dates import parse_day, parse_iso, weekday_day
from netintern.domain.errors import FieldError, NetinternError
from netintern.domain.settings import DEFAULT_RULES
from netintern.domain.text import clean
from netintern.services.queries.settings import rules
from netintern.services.receipt import Receipt
from netintern.services.records import store_setting
from netintern.services.rule_values import fits_the_others, read_value, said
from netintern.services.turns import verb
from netintern.storage.database import unit_of_work
from netintern.storage.probe import Book

LONGEST = 3 * 366
"""Days of one range."""
WORKING_TIME: Final = (
    "work_start",
    "work_end",
    "workdays",
    "focus_hours",
    "focus_time",
    "holidays",
    "quiet",
)
"""The settings that say when work is done, in the order in which they are asked."""


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


@verb
def set_working_time(
    book: Book, values: Mapping[str, str], *, today: date, origin: str = "cli"
) -> Receipt:
    """Change when work is done, in one step: the texts of some of `WORKING_TIME`.

    Days may be written as people do ("3 jul", "13 jul..19 jul"), divided by commas. The action is
    0 if nothing was different. Raises FieldError that names the setting.
    """
    old = new = rules(book)
    for name, text in values.items():
        if name not in WORKING_TIME:
            raise FieldError(name, f"{name} is not about working time.")
        try:
            typed = _iso_days(text, today) if name in ("holidays", "quiet") else clean(text)
            new = new._replace(**{name: read_value(name, typed, name.replace("_", " "))})
        except NetinternError as error:
            raise FieldError(name, error.sentence, error.hint) from error
    try:
        fits_the_others(new)
    except FieldError as error:
        raise FieldError("work_start", error.sentence) from error
    changed = [name for name in WORKING_TIME if getattr(new, name) != getattr(old, name)]
    words = ", ".join(f"{name.replace('_', ' ')} {said(getattr(new, name))}" for name in changed)
    label = f"Working time: {words or 'as it was'}"
    if not changed:
        return Receipt(0, label)
    with unit_of_work(book, label, origin=origin) as work:
        for name in changed:
            store_setting(name, getattr(new, name), default=getattr(DEFAULT_RULES, name))
    return Receipt(work.action_id, label)


def _iso_days(text: str, today: date) -> str:
    """Days and ranges as people write them, as the settings are written."""
    parts = [part.strip() for part in text.replace(";", ",").split(",")]
    return ", ".join(_iso_range(part, today) for part in parts if part)


def _iso_range(part: str, today: date) -> str:
    first, dots, last = part.partition("..")
    days = (first, last) if dots else (first,)
    return "..".join(_day_of(day, today).isoformat() for day in days)


def _day_of(text: str, today: date) -> date:
    """A strict day may be any; in words it is the next one of that name."""
    try:
        return parse_iso(text, "day")
    except FieldError:
        return parse_day(text, today, prefer="future")


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
