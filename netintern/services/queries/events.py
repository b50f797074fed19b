"""Meetings, trainings and associations at which people are met."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from netintern.domain.errors import NothingFoundError
from netintern.domain.vocabulary import EventKind
from netintern.services.queries.contacts import day_of
from netintern.services.queries.names import PersonRef
from netintern.storage.probe import Book
from netintern.storage.reads import events as reads
from netintern.storage.reads import facts


class EventLine(NamedTuple):
    """One event."""

    id: int
    title: str
    kind: EventKind
    on: date | None
    minutes: int | None
    """Those that were logged, before that the planned ones."""
    place: str
    hoped: tuple[PersonRef, ...] = ()
    """People who are hoped for there, without those who were met."""
    logged: bool = False
    """Whether it is recorded who was met there."""
    met: tuple[PersonRef, ...] = ()
    """People recorded as met there."""


class Met(NamedTuple):
    """Somebody met at an event: a person of the book, or a name that is looked up in it."""

    person: int | None = None
    name: str = ""
    circle: str | None = None
    """Given to them if they have none; so is the organisation."""
    organisation: str = ""
    note: str = ""
    """One line, kept with the event."""
    next_on: date | None = None
    """The day to be in touch again."""
    same_as: int | None = None
    """Id of the person in the book who is meant by the name."""
    is_new: bool = False
    """True: a new person although the name is or resembles somebody's."""


def event_list(book: Book, *, today: date) -> tuple[EventLine, ...]:
    """All events, those to come too; the newest first."""
    people: dict[int, list[reads.EventPersonRow]] = {}
    for row in reads.event_people(book.connection):
        people.setdefault(row[0], []).append(row)
    logged = facts.event_minutes(book.connection)
    rows = reads.events(book.connection)
    return tuple(_line(row, people.get(row.id, ()), logged) for row in rows)


def event_page(book: Book, event: int) -> EventLine:
    """One event. Raises NothingFoundError."""
    row = reads.event(book.connection, event)
    if row is None:
        raise NothingFoundError(f"There is no event {event}.", "See them: netintern event list.")
    logged = facts.event_minutes(book.connection, event)
    return _line(row, reads.event_people(book.connection, event), logged)


def _line(
    row: reads.EventRow, people: Iterable[reads.EventPersonRow], minutes_of: Mapping[int, int]
) -> EventLine:
    met: list[PersonRef] = []
    hoped: list[PersonRef] = []
    for _, person, name, org, absent in people:
        (hoped if absent else met).append(PersonRef(person, name, org))
    still = tuple(person for person in hoped if person not in met)
    number, title, kind, on, planned, place, logged = row
    minutes = minutes_of.get(number, planned)
    return EventLine(
        number, title, kind, day_of(on), minutes, place, still, bool(logged), tuple(met)
    )
