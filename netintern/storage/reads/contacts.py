"""What happened between the user and people: the rows from which warmth and dates are computed."""

import sqlite3
from collections.abc import Iterable

from netintern.storage.reads.ids import batch

ContactRow = tuple[int, str, str, str, str | None]
"""person, day, kind, outcome, purpose"""

_CONTACTS = """
SELECT p.person, p.on_day, i.kind, i.outcome, i.purpose
FROM json_each(?) AS wanted
CROSS JOIN participant AS p ON p.person = wanted.value AND p.on_day <= ?
CROSS JOIN interaction AS i ON i.id = p.interaction
WHERE i.deleted_ms IS NULL AND i.outcome IN ('done', 'no_answer')
"""


def contacts(connection: sqlite3.Connection, ids: Iterable[int], today: str) -> list[ContactRow]:
    """Interactions that warm a tie, up to `today`: person by person, oldest first."""
    return connection.execute(_CONTACTS, (batch(ids), today)).fetchall()
