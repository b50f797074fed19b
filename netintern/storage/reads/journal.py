"""The steps that were taken in the book."""

import sqlite3

_HISTORY = "SELECT id, at_ms, label, origin, undone FROM action ORDER BY id DESC LIMIT ?"


def actions(connection: sqlite3.Connection, limit: int) -> list[tuple[int, int, str, str, int]]:
    """Id, milliseconds since the epoch, label, origin, undone; newest first, -1 for all."""
    return connection.execute(_HISTORY, (limit,)).fetchall()
