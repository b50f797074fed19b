"""Meetings, trainings and associations at which people are met."""

from datetime import date
from typing import NamedTuple, cast

from netintern.domain.vocabulary import EventKind
from netintern.storage.probe import Book
from netintern.storage.reads import events as reads


class EventLine(NamedTuple):
    """One event."""

    id: int
    title: str
    kind: EventKind
    on: date | None
    minutes: int | None
    place: str
    met: tuple[str, ...]
    """People recorded as met there."""
    hoped: tuple[str, ...]
    """People who are expected or hoped for there, without those who were met."""


def events(book: Book) -> tuple[EventLine, ...]:
    """All events, newest first."""
    people: dict[int, tuple[list[str], list[str]]] = {}
    for event, name, absent in reads.event_people(book.connection):
        people.setdefault(event, ([], []))[absent].append(name)
    lines = []
    for number, title, kind, day, minutes, place in reads.events(book.connection):
        met, expected = people.get(number, ([], []))
        on = None if day is None else date.fromisoformat(day)
        still = tuple(name for name in expected if name not in met)
        lines.append(
            EventLine(
                number, title, cast(EventKind, kind), on, minutes, place or "", tuple(met), still
            )
        )
    return tuple(lines)
