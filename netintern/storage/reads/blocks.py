"""The blocks from a day on, as a calendar of another program wants to know them."""

import sqlite3
from typing import NamedTuple

_BLOCKS = """
SELECT lower(hex(b.uid)), b.on_day, b.minutes, b.purpose, b.person,
       coalesce(p.name, e.title, ''), coalesce(e.place, ''),
       b.interaction IS NOT NULL, b.dropped_on IS NOT NULL
FROM block AS b
LEFT JOIN person AS p ON p.id = b.person
LEFT JOIN event AS e ON e.id = b.event
WHERE b.deleted_ms IS NULL AND b.on_day >= ?
ORDER BY b.on_day, b.id
"""


class CalendarRow(NamedTuple):
    """A block, what became of it included."""

    uid: str
    on_day: str
    minutes: int
    purpose: str
    person: int | None
    name: str
    place: str
    used: int
    """A talk was logged for it."""
    dropped: int


def calendar_rows(connection: sqlite3.Connection, first: str) -> list[CalendarRow]:
    """Blocks from a day on, by day; those that were dropped or used up are among them."""
    return [CalendarRow._make(row) for row in connection.execute(_BLOCKS, (first,))]
