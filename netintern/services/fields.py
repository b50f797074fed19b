"""Judging what an edit says of a person, one function a field."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

from netintern.domain.dates import parse_iso, short_day, weekday_day
from netintern.domain.errors import FieldError
from netintern.domain.text import clean, clean_note
from netintern.services.checks import (
    LONGEST_CADENCE,
    circle_of,
    coming_day,
    name_of,
    past_day,
    person_of,
    refuse_oneself,
    tier_of,
    within,
)
from netintern.services.records import referrers_of
from netintern.storage.probe import Book
from netintern.storage.reads.facts import PersonFacts


class Field(NamedTuple):
    """A checked change of one column."""

    column: str
    value: Any
    words: str
    """What the label says."""


Judge = Callable[[Book, PersonFacts, Any, date], Field]
"""Judges a value for a person, as of today."""


def _flag(column: str, yes: str, no: str) -> Judge:
    return lambda book, person, value, today: Field(column, int(value), yes if value else no)


def _line(column: str) -> Judge:
    return lambda book, person, value, today: Field(
        column, clean(value), clean(value) or f"no {column}"
    )


def _name(book: Book, person: PersonFacts, value: str, today: date) -> Field:
    name = name_of(value)
    refuse_oneself(book, (name,), "name")
    return Field("name", name, f"now {name}")


def _circle(book: Book, person: PersonFacts, value: str | None, today: date) -> Field:
    circle = circle_of(value)
    return Field("circle", circle, circle or "no circle")


def _tier(book: Book, person: PersonFacts, value: int, today: date) -> Field:
    return Field("tier", tier_of(value), f"tier {value}")


def _cadence(book: Book, person: PersonFacts, value: int | None, today: date) -> Field:
    if value is None:
        return Field("cadence_days", None, "rhythm of the tier")
    days = within(value, 1, LONGEST_CADENCE, "cadence", "The rhythm", "days")
    return Field("cadence_days", days, f"every {days} days")


def _notes(book: Book, person: PersonFacts, value: str, today: date) -> Field:
    return Field("notes", clean_note(value), "note" if value.strip() else "no note")


def _met_on(book: Book, person: PersonFacts, value: date | None, today: date) -> Field:
    if value is None:
        return Field("met_on", None, "not met")
    past_day(value, today, "met_on")
    return Field("met_on", value.isoformat(), f"met {short_day(value, today)}")


def _leaves_on(book: Book, person: PersonFacts, value: date | None, today: date) -> Field:
    if value is None:
        return Field("leaves_on", None, "stays")
    return Field("leaves_on", value.isoformat(), f"leaves {short_day(value, today)}")


def _next_on(book: Book, person: PersonFacts, value: date | None, today: date) -> Field:
    if value is None:
        return Field("next_on", None, "next by rhythm")
    coming_day(value, today, "next_on")
    return Field("next_on", value.isoformat(), f"next {weekday_day(value, today)}")


def _via(book: Book, person: PersonFacts, value: int | None, today: date) -> Field:
    if value is None:
        return Field("via", None, "suggested by nobody")
    referrer = person_of(book, value, "via")
    if person.id in referrers_of(book, value):
        raise FieldError(
            "via",
            f"{referrer.name} came through {person.name}, so it cannot be the other way round."
            if value != person.id
            else f"{person.name} cannot have suggested themselves.",
            "Name somebody else.",
        )
    return Field("via", value, f"suggested by {referrer.name}")


def _birthday(book: Book, person: PersonFacts, value: str | None, today: date) -> Field:
    day = clean(value or "")
    if not day:
        return Field("birthday", None, "no birthday")
    # 2000 was a leap year, so that --02-29 is a day.
    parse_iso(f"2000{day[1:]}" if day.startswith("--") else day, "birthday")
    return Field("birthday", day, f"birthday {day}")


FIELDS: Final[Mapping[str, Judge]] = {
    "name": _name,
    "circle": _circle,
    "org": _line("org"),
    "role": _line("role"),
    "tier": _tier,
    "cadence": _cadence,
    "tracked": _flag("tracked", "tracked", "not tracked"),
    "wish": _flag("wish", "to meet", "not on the list to meet"),
    "do_not_ask": _flag("do_not_ask", "not to be asked", "may be asked"),
    "trust": _flag("trust", "trusted", "not trusted"),
    "senior": _flag("senior", "senior", "not senior"),
    "novel": _flag("novel", "fresh view", "no fresh view"),
    "met_on": _met_on,
    "leaves_on": _leaves_on,
    "next_on": _next_on,
    "via": _via,
    "notes": _notes,
    "birthday": _birthday,
    "tz": _line("tz"),
}
"""How each field of `services.people.edit_person` is judged."""
