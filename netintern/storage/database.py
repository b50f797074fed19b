"""The one writing connection of a process: opening it, one action at a time, putting it away."""

import os
import sqlite3
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from typing import Final

import peewee

from netintern.domain.errors import (
    CannotCreateError,
    NetinternError,
    NoPermissionError,
)
from netintern.storage import backup, probe, recording, schema
from netintern.storage.files import (
    make_folder,
    os_error,
    private_file,
    remove_database,
    sync_file,
)
from netintern.storage.lock import BookLock
from netintern.storage.models import database as database
from netintern.storage.probe import Book, open_book

WAL_LIMIT: Final = 4_000_000
"""Bytes of the write-ahead log above which a write puts them into the book at once."""

_FULL: Final = 2
_PRAGMAS: Final[dict[str, int | str]] = {
    "journal_mode": "wal",
    "synchronous": _FULL,
    "foreign_keys": 1,
    # REPLACE deletes rows; only with this do they reach the journal.
    "recursive_triggers": 1,
    # Checkpoints are ours, under the lock file.
    "wal_autocheckpoint": 0,
}
_MAC_PRAGMAS: Final[dict[str, int | str]] = {"fullfsync": 1, "checkpoint_fullfsync": 1}
_state = threading.local()
_last_backup: dict[str, date] = {}
_backup_problems: dict[str, str] = {}
_to_prune: set[str] = set()


class _NothingChangedError(Exception):
    """Rolls a step back that turned out to be none."""


class UnitOfWork:
    """The step that is being written."""

    def __init__(self, action_id: int, label: str) -> None:
        self.action_id = action_id
        self.label = label
        """What the step is called; may be changed until the block ends."""
        self.changed = False
        """Whether the step changed a row; known after the block."""


def create_book(path: str) -> Book:
    """A new empty book at `path`, opened for reading.

    The file appears complete or not at all. Raises CannotCreateError if something is there
    already or the disk is full, and NoPermissionError.
    """
    path = os.path.abspath(path)
    found = probe.look(path)
    if found.kind in ("book", "older"):
        raise CannotCreateError(f"{path} is a book already.", "Open it, or name another file.")
    if found.kind != "missing":
        raise probe.refusal(path, found)
    make_book_file(path)
    return open_book(path)


def open_or_create(path: str) -> Book:
    """The book at `path`; made if it is missing, brought up to date if it is older."""
    path = os.path.abspath(path)
    found = probe.probe(path)
    if found.kind == "missing":
        make_book_file(path)
    elif found.kind == "older":
        from netintern.storage.migrations import upgrade

        upgrade(path)
    return open_book(path)


def empty_book() -> Book:
    """A book in memory without any row, to answer questions while no file exists."""
    connection = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    schema.build(connection)
    connection.execute("PRAGMA query_only = 1")
    return Book("", connection, writable=False)


def make_book_file(path: str) -> None:
    """Put an empty book at `path` unless another process was faster."""
    probe.require_sqlite()
    try:
        make_folder(os.path.dirname(path))
        with BookLock(path):
            if probe.look(path).kind == "missing":
                _build_beside(path)
    except OSError as error:
        raise os_error(error, path) from error
    except sqlite3.Error as error:
        raise probe.translate(error, path) from error


@contextmanager
def unit_of_work(book: Book, label: str, *, origin: str = "cli") -> Iterator[UnitOfWork]:
    """One action: one transaction, one undo step, one wait for the disk.

    A block that changes no row leaves no step. Raises NoPermissionError, BookBusyError,
    CannotCreateError (disk full), or BadDataError; then nothing was written.
    """
    with suppress(_NothingChangedError), locked_transaction(book) as connection:
        work = UnitOfWork(recording.begin_action(connection, label, origin), label)
        yield work
        work.changed = recording.finish_action(connection, work.action_id, work.label)
        if not work.changed:
            raise _NothingChangedError


@contextmanager
def locked_transaction(book: Book) -> Iterator[sqlite3.Connection]:
    """One IMMEDIATE transaction under the lock, on the disk at the end of the block."""
    with write_lock(book) as connection, _one_sync(connection, book.path), database.transaction():
        _forget_old_steps(connection, book.path)
        yield connection


@contextmanager
def _one_sync(connection: sqlite3.Connection, path: str) -> Iterator[None]:
    """Wait for the disk once where SQLite would wait twice: for the first write to an empty log.

    SQLite syncs the header of a log by itself before the frames, so that frames from before a
    restart of the log cannot be taken for new ones. An empty log has no such frames, so one sync
    after the commit says the same: until it returns the step is not acknowledged, and what is
    left of it after a power cut fails its checksums. (The log was made when the book was opened
    for reading; its name reaches the disk with its content on every file system in common use,
    and SQLite syncs the folder itself with the next write.)
    """
    if _wal_size(path):
        yield
        return
    connection.execute("PRAGMA synchronous = 0")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA synchronous = {_FULL}")
    if not _wal_size(path):
        return
    try:
        sync_file(path + "-wal")
    except OSError as error:
        raise os_error(error, path) from error


@contextmanager
def turn(book: Book) -> Iterator[None]:
    """Keep the lock of the book for the block, so that what is read in it stays true in it.

    A turn inside a turn is part of it. Raises BookBusyError or NoPermissionError; a book that
    cannot be written is left to whoever tries to write it.
    """
    if not book.writable or getattr(_state, "turn", "") == book.path:
        yield
        return
    with BookLock(book.path):
        _state.turn = book.path
        try:
            yield
        finally:
            _state.turn = ""


@contextmanager
def write_lock(book: Book) -> Iterator[sqlite3.Connection]:
    """Hold the lock of the book and give the writing connection; what every write begins with."""
    if not book.writable:
        raise NoPermissionError(
            f"{book.path} may not be written." if book.path else "There is no book yet.",
            "Check who owns the file and its folder." if book.path else "Make one first.",
        )
    if getattr(_state, "busy", False):
        raise RuntimeError("a unit of work inside a unit of work")
    _state.busy = True
    try:
        with turn(book):
            connection = _writer(book.path)
            _back_up(book.path, connection)
            yield connection
            if _wal_size(book.path) > WAL_LIMIT:
                _checkpoint(connection)
    except (sqlite3.DatabaseError, peewee.DatabaseError) as error:
        known = probe.known_cause(error, book.path)
        if known is None:
            raise
        raise known from error
    finally:
        _state.busy = False


def preload(book: Book) -> None:
    """Do now what the first action of the day would have to do before it can start.

    Called by a thread of its own it also closes the connection that it opened: each thread has
    its own, and a thread that ends must not leave one behind.
    """
    if not book.writable:
        return
    try:
        # What stands in the way is said when something is to be written.
        with suppress(NetinternError), write_lock(book):
            return
    finally:
        if threading.current_thread() is not threading.main_thread():
            database.close()


def backup_problem(path: str) -> str:
    """Why the last automatic backup of this process failed, or ""."""
    return _backup_problems.get(path, "")


def idle_checkpoint() -> bool:
    """Put the write-ahead log of this thread's book into the book; False if that must wait."""
    path = writer_path()
    if not path:
        return True
    if not _wal_size(path):
        return True
    try:
        with BookLock(path, wait=0):
            return _checkpoint(_connection())
    except NetinternError:
        return False


def close_writer() -> None:
    """Put everything into the book and close this thread's writing connection, if it has one.

    Close the readers first: only the last connection can take `-wal` and `-shm` away.
    """
    path = writer_path()
    if not path:
        return
    try:
        with BookLock(path):
            _checkpoint(_connection())
            database.close()
    except NetinternError:
        # The log stays beside the book; the next to open it reads both.
        database.close()


def writer_path() -> str:
    """The book that this thread's writing connection belongs to, or ""."""
    return "" if database.is_closed() else str(database.database)


def _writer(path: str) -> sqlite3.Connection:
    if writer_path() != path:
        close_writer()
        _open_writer(path)
    elif _identity(path) != _state.identity:
        # Another file has taken the place of the one that is open; what is written to that one
        # would be lost.
        database.close()
        _open_writer(path)
    connection = _connection()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version != probe.SCHEMA_VERSION:
        database.close()
        raise probe.refusal(path, probe.Probe("newer", version))
    return connection


def _connection() -> sqlite3.Connection:
    connection: sqlite3.Connection = database.connection()
    return connection


def _open_writer(path: str) -> None:
    found = probe.look(path)
    if found.kind != "book":
        raise probe.refusal(path, found)
    pragmas = {**_PRAGMAS, **(_MAC_PRAGMAS if sys.platform == "darwin" else {})}
    if database.database != path:
        database.init(path, pragmas=pragmas, timeout=int(probe.BUSY_SECONDS))
    _state.identity = _identity(path)
    try:
        database.connect()
    except peewee.PeeweeException as error:
        raise probe.translate(error, path) from error


def _back_up(path: str, connection: sqlite3.Connection) -> None:
    """The backup before the first write of a day; a backup that fails never stops the write."""
    day = backup.local_day(time.time())
    if _last_backup.get(path) == day:
        return
    try:
        if backup.ensure_daily(path, connection, day):
            _to_prune.add(path)
        _backup_problems.pop(path, None)
    except NetinternError as error:
        _backup_problems[path] = error.sentence
    _last_backup[path] = day


def _forget_old_steps(connection: sqlite3.Connection, path: str) -> None:
    """Once a day, in the transaction that is open anyway, so that it costs no wait of its own."""
    if path in _to_prune:
        _to_prune.discard(path)
        recording.prune(connection, time.time_ns() // 1_000_000)


def _checkpoint(connection: sqlite3.Connection) -> bool:
    """Whether the whole log is in the book and cut to nothing; a reader may make that wait."""
    try:
        connection.execute("PRAGMA busy_timeout = 50")
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.DatabaseError:
        return False
    finally:
        connection.execute(f"PRAGMA busy_timeout = {int(probe.BUSY_SECONDS * 1000)}")
    return not busy


def _identity(path: str) -> tuple[int, int]:
    try:
        found = os.stat(path)
    except OSError:
        return (0, 0)
    return (found.st_dev, found.st_ino)


def _wal_size(path: str) -> int:
    try:
        return os.stat(path + "-wal").st_size
    except OSError:
        return 0


def _build_beside(path: str) -> None:
    # The log of a book that was removed would be taken for the log of the new one.
    backup.set_aside(path)
    beside = f"{path}.new-{os.getpid()}"
    try:
        remove_database(beside)
        build_file(beside)
        os.rename(beside, path)
        sync_file(os.path.dirname(path))
    finally:
        remove_database(beside)


def build_file(path: str) -> None:
    """An empty book in a new private file, safely on the disk."""
    private_file(path)
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        # Nobody knows the file yet: one wait at the end is enough.
        connection.execute("PRAGMA synchronous = 0")
        schema.build(connection)
        connection.execute("PRAGMA journal_mode = wal")
    finally:
        connection.close()
    sync_file(path)
