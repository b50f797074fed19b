"""Judging what a verb is given, before anything is written: one sentence for every wrong value."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from netintern.domain.dates import weekday_day
from netintern.domain.errors import FieldError
from netintern.domain.text import clean, fold
from netintern.domain.vocabulary import CIRCLES, HANDLE_KINDS, Circle, HandleKind
from netintern.storage.probe import Book
from netintern.storage.reads import facts
from netintern.storage.reads.facts import PersonFacts

DAY_MINUTES: Final = 24 * 60
WEEK_MINUTES: Final = 40 * 60
"""Of a working week: nobody agrees to more than that."""
ONESELF: Final = frozenset({"i", "me", "myself"})
"""Words for oneself, which are nobody's name."""
LONGEST_CADENCE: Final = 3650
"""Days; ten years."""


def name_of(text: str, field: str = "name", what: str = "A name") -> str:
    """Cleaned text of one line that is not empty."""
    cleaned = clean(text)
    if not cleaned:
        raise FieldError(field, f"{what} is missing.", "Type at least one letter.")
    return cleaned


def one_of(value: str, words: Sequence[str], field: str, what: str) -> str:
    """The value, if it is one of a closed list."""
    if value not in words:
        raise FieldError(
            field, f"'{clean(value)}' is not {what}.", f"Choose one of {', '.join(words)}."
        )
    return value


def all_of(values: Iterable[str], words: Sequence[str], field: str, what: str) -> tuple[str, ...]:
    """The values, each once and each of a closed list."""
    return tuple(dict.fromkeys(one_of(value, words, field, what) for value in values))


def circle_of(value: str | None, field: str = "circle") -> Circle | None:
    """One of the four circles, or None for no circle."""
    if not value:
        return None
    one_of(value, CIRCLES, field, "a circle")
    return next(circle for circle in CIRCLES if circle == value)


def handle_kind_of(value: str, field: str = "kind") -> HandleKind:
    """One of the kinds of addresses and numbers."""
    one_of(value, HANDLE_KINDS, field, "a kind of address")
    return next(kind for kind in HANDLE_KINDS if kind == value)


def within(value: int, low: int, high: int, field: str, what: str, unit: str = "") -> int:
    """The value, if it lies in the range; `unit` is the plural of what is counted."""
    if isinstance(value, bool) or not low <= value <= high:
        counted = f" {unit}" if unit else ""
        raise FieldError(field, f"{what} must be {low} to {high}{counted}, not {value}.")
    return int(value)


def tier_of(value: int, field: str = "tier") -> int:
    """A closeness tier, 1 mentor to 4 light."""
    return within(value, 1, 4, field, "The tier")


def level_of(value: int, field: str = "level") -> int:
    """How well two people know each other: 1 heard of, 2 works with, 3 close."""
    return within(value, 1, 3, field, "How well they know each other")


def minutes_of(value: int, field: str = "minutes", *, low: int = 1) -> int:
    """Minutes of one talk or block."""
    return within(value, low, DAY_MINUTES, field, "The length", "minutes")


def past_day(day: date, today: date, field: str = "on") -> date:
    """A day that is not after today."""
    if day > today:
        raise FieldError(
            field,
            f"{weekday_day(day, today)} is still to come.",
            "Give a day up to today, or book time for it instead.",
        )
    return day


def coming_day(day: date, today: date, field: str = "on") -> date:
    """A day that is not before today."""
    if day < today:
        raise FieldError(field, f"{weekday_day(day, today)} has passed.", "Give a day from today.")
    return day


def person_of(book: Book, person_id: int, field: str = "person_id") -> PersonFacts:
    """The person as stored; FieldError for an unknown or deleted one."""
    return people_of(book, (person_id,), field)[0]


def people_of(book: Book, ids: Sequence[int], field: str = "with_ids") -> tuple[PersonFacts, ...]:
    """The people as stored, in the given order, each once."""
    found = facts.people(book.connection, ids)
    for person_id in ids:
        if person_id not in found:
            raise FieldError(field, f"There is no person {person_id}.", "Look them up with search.")
    return tuple(found[person_id] for person_id in dict.fromkeys(ids))


def refuse_oneself(book: Book, names: Iterable[str], field: str) -> None:
    """Refuse the user's own name, if the setting `my_name` tells it, and the words for oneself."""
    own = set(ONESELF)
    stored = facts.setting(book.connection, "my_name")
    if stored is not None:
        import json

        own.add(fold(str(json.loads(stored))))
    for name in names:
        if fold(name) in own:
            raise FieldError(field, f"{name} is you.", "Name the other person.")
