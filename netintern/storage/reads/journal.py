"""The steps that were taken in the book."""

import sqlite3

_HISTORY = """
SELECT id, at_ms, label, origin, undone FROM action WHERE id < ? ORDER BY id DESC LIMIT ?
"""
_STATES = "SELECT id, undone FROM action ORDER BY id DESC"
_LARGEST = 2**63 - 1


def actions(
    connection: sqlite3.Connection, limit: int, before: int | None = None
) -> list[tuple[int, int, str, str, int]]:
    """Id, milliseconds since the epoch, label, origin, undone; newest first, -1 for all.

    With `before` only those with a smaller id.
    """
    end = _LARGEST if before is None else before
    return connection.execute(_HISTORY, (end, limit)).fetchall()


def states(connection: sqlite3.Connection) -> list[tuple[int, int]]:
    """Id of every step, and whether it was undone (1) or replaced (2); newest first."""
    return connection.execute(_STATES).fetchall()
