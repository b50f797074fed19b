"""Events, and who was or should be met there."""

import sqlite3
from typing import NamedTuple

from netintern.domain.vocabulary import EventKind


class EventRow(NamedTuple):
    """An event as stored, and whether it was recorded who was met there."""

    id: int
    title: str
    kind: EventKind
    on_day: str | None
    minutes: int | None
    place: str
    logged: int


class LoggedRow(NamedTuple):
    """What was recorded of an event."""

    id: int
    on_day: str
    minutes: int
    notes: str


_EVENT = """
SELECT e.id, e.title, e.kind, e.on_day, e.minutes, e.place, EXISTS (
  SELECT 1 FROM interaction AS i
  WHERE i.event = e.id AND i.outcome = 'done' AND i.deleted_ms IS NULL)
FROM event AS e WHERE e.deleted_ms IS NULL {condition}
"""
_EVENTS = _EVENT.format(condition="ORDER BY e.on_day DESC, e.id DESC")
_ONE = _EVENT.format(condition="AND e.id = ?")
_PEOPLE = """
SELECT e.id, p.id, p.name, p.org, 0 FROM event AS e
JOIN interaction AS i ON i.event = e.id AND i.outcome = 'done' AND i.deleted_ms IS NULL
JOIN participant AS x ON x.interaction = i.id
JOIN person AS p ON p.id = x.person AND p.deleted_ms IS NULL
WHERE e.deleted_ms IS NULL AND (?1 IS NULL OR e.id = ?1)
UNION
SELECT e.event, p.id, p.name, p.org, 1 FROM event_person AS e
JOIN person AS p ON p.id = e.person AND p.deleted_ms IS NULL
WHERE ?1 IS NULL OR e.event = ?1
ORDER BY 3, 2
"""
_LOGGED = """
SELECT id, on_day, minutes, notes FROM interaction
WHERE event = ? AND outcome = 'done' AND deleted_ms IS NULL ORDER BY id LIMIT 1
"""
UNBOOKED = """
SELECT e.on_day, e.title FROM event AS e
WHERE e.deleted_ms IS NULL AND e.on_day BETWEEN ? AND ?
  AND NOT EXISTS (
    SELECT 1 FROM block AS b
    WHERE b.event = e.id AND b.dropped_on IS NULL AND b.deleted_ms IS NULL)
  AND NOT EXISTS (
    SELECT 1 FROM interaction AS i
    WHERE i.event = e.id AND i.outcome = 'done' AND i.deleted_ms IS NULL)
ORDER BY e.on_day, e.id
"""
_AT = "SELECT person FROM participant WHERE interaction = ?"

EventPersonRow = tuple[int, int, str, str, int]
"""event, person, name, organisation, and 0 if they were met there, 1 if that is hoped for"""


def events(connection: sqlite3.Connection) -> list[EventRow]:
    """All events, newest first."""
    return [EventRow._make(row) for row in connection.execute(_EVENTS)]


def event(connection: sqlite3.Connection, number: int) -> EventRow | None:
    """One event."""
    row = connection.execute(_ONE, (number,)).fetchone()
    return None if row is None else EventRow._make(row)


def event_people(connection: sqlite3.Connection, number: int | None = None) -> list[EventPersonRow]:
    """Who was met or is hoped for at every event, or at one, by name."""
    return connection.execute(_PEOPLE, (number,)).fetchall()


def logged(connection: sqlite3.Connection, number: int) -> LoggedRow | None:
    """What was recorded of an event that took place."""
    row = connection.execute(_LOGGED, (number,)).fetchone()
    return None if row is None else LoggedRow._make(row)


def unbooked(connection: sqlite3.Connection, first: str, last: str) -> list[tuple[str, str]]:
    """Day and title of the events of these days that take no booked time and are not logged."""
    return connection.execute(UNBOOKED, (first, last)).fetchall()


def attending(connection: sqlite3.Connection, interaction: int) -> set[int]:
    """Who took part in an interaction."""
    return {person for (person,) in connection.execute(_AT, (interaction,))}
