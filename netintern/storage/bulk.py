"""Fills a book that was just made with very many rows, which nobody will want to undo."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from netintern.storage import recording
from netintern.storage.database import database, write_lock
from netintern.storage.probe import Book


@contextmanager
def unrecorded(book: Book) -> Iterator[sqlite3.Connection]:
    """One transaction that the journal does not see; raises what `write_lock` raises.

    Only for a book without a history: a step recorded before could not be undone any more.
    """
    with write_lock(book) as connection, database.transaction():
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        yield connection
        recording.rebuild_triggers(connection)
