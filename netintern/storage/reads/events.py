"""Events, and who was or should be met there."""

import sqlite3

_EVENTS = """
SELECT id, title, kind, on_day, minutes, place FROM event
WHERE deleted_ms IS NULL ORDER BY on_day DESC, id DESC
"""
_PEOPLE = """
SELECT e.id, p.name, 0 FROM event AS e
JOIN interaction AS i ON i.event = e.id AND i.deleted_ms IS NULL
JOIN participant AS x ON x.interaction = i.id
JOIN person AS p ON p.id = x.person AND p.deleted_ms IS NULL
WHERE e.deleted_ms IS NULL
UNION
SELECT e.event, p.name, 1 FROM event_person AS e
JOIN person AS p ON p.id = e.person AND p.deleted_ms IS NULL
ORDER BY 2
"""


def events(
    connection: sqlite3.Connection,
) -> list[tuple[int, str, str, str, int, str | None]]:
    """Id, title, kind, day, minutes and place, newest first."""
    return connection.execute(_EVENTS).fetchall()


def event_people(connection: sqlite3.Connection) -> list[tuple[int, str, int]]:
    """Event, name, and 0 if they were met there, 1 if that was expected or hoped."""
    return connection.execute(_PEOPLE).fetchall()
