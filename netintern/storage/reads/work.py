"""The work commitments."""

import sqlite3

CommitmentRow = tuple[int, str, str, float | None, str | None]
"""id, name, due, hours left, done on"""

COMMITMENTS = """
SELECT id, name, due, hours_left, done_on FROM commitment
WHERE deleted_ms IS NULL AND (done_on IS NULL OR ?)
ORDER BY done_on IS NOT NULL, due, id
"""


def commitments(connection: sqlite3.Connection, finished: bool) -> list[CommitmentRow]:
    """Open commitments by date, then, if wanted, those that are done."""
    return connection.execute(COMMITMENTS, (finished,)).fetchall()
