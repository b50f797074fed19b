"""The settings rows of the book."""

import sqlite3


def settings(connection: sqlite3.Connection) -> list[tuple[str, str]]:
    """Key and JSON text of every changed setting."""
    return connection.execute("SELECT key, value FROM setting").fetchall()
