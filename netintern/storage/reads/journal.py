"""The steps that were taken in the book."""

import sqlite3

_HISTORY = """
SELECT id, at_ms, label, origin, undone FROM action WHERE id < ? ORDER BY id DESC LIMIT ?
"""
_STATES = "SELECT id, undone FROM action ORDER BY id DESC"
_NEWEST = "SELECT id, label FROM action WHERE undone = 0 ORDER BY id DESC LIMIT 1"
_REDONE_NEXT = "SELECT min(id) FROM action WHERE undone = 1"
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


def newest(connection: sqlite3.Connection) -> tuple[int, str] | None:
    """Id and label of the step that undo would take back."""
    row: tuple[int, str] | None = connection.execute(_NEWEST).fetchone()
    return row


def first_undone(connection: sqlite3.Connection) -> int | None:
    """Id of the step that redo would do again."""
    (step,) = connection.execute(_REDONE_NEXT).fetchone()
    return None if step is None else int(step)
