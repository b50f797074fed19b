"""The book as a file: making, opening, closing, copying, restoring, checking, and rescuing it."""

import os
from datetime import date, datetime
from importlib import import_module
from typing import Final

from netintern.domain.errors import NoSuchFileError
from netintern.storage import database, health
from netintern.storage.backup import backup_to, restore_from
from netintern.storage.database import backup_problem, create_book, empty_book, open_or_create
from netintern.storage.health import Finding, worst
from netintern.storage.models import now_ms
from netintern.storage.paths import backups_of
from netintern.storage.probe import Book
from netintern.storage.salvage import SalvageReport, salvage

__all__ = [
    "Book",
    "Finding",
    "SalvageReport",
    "backup",
    "backup_problem",
    "close_book",
    "create_book",
    "doctor",
    "empty_book",
    "open_or_create",
    "preload_verbs",
    "restore",
    "salvage",
    "worst",
]

VERB_MODULES: Final = (
    "calendar",
    "experiences",
    "followups",
    "interactions",
    "journal",
    "people",
    "search",
    "settings",
    "ties",
    "weeks",
    "work",
)
"""Modules of the verbs that a key press can run."""


def close_book(book: Book) -> None:
    """Close the book: the reader first and the writer last, so that one file stays behind.

    Only the thread that wrote can close its writer, so this is called by that thread.
    """
    book.close()
    if book.path and database.writer_path() == book.path:
        database.close_writer()


def backup(book: Book, path: str | None = None) -> str:
    """Copy the book to a new file, by default among the backups; returns the path of the copy.

    The copy is checked and private. Raises NoSuchFileError if there is no book yet,
    CannotCreateError if the file exists or the disk is full, NoPermissionError, BadDataError.
    """
    if not book.path:
        raise NoSuchFileError("There is no book yet.", "Start by adding somebody.")
    if path is None:
        stem = os.path.splitext(os.path.basename(book.path))[0]
        stamp = datetime.fromtimestamp(now_ms() / 1000).strftime("%Y%m%d-%H%M%S")
        path = os.path.join(backups_of(book.path), f"{stem}-by-hand-{stamp}.db")
    return backup_to(book, path)


def restore(book: Book | str, source: str) -> str:
    """Go back to the copy `source`; returns the path of a safety copy of what was there before.

    `book` is an open book, which then shows what was restored, or the path of one that may be
    damaged or missing (then the path returned is that of the damaged file, or ""). Raises
    NoSuchFileError, BadDataError for a source that is no sound book, CannotCreateError,
    NoPermissionError, BookBusyError.
    """
    return restore_from(book if isinstance(book, str) else book.path, source)


def doctor(path: str, *, today: date | None = None) -> tuple[Finding, ...]:
    """Everything that was looked at in the book at `path`, good and bad; nothing is changed."""
    return health.examine(path, today)


def preload_verbs(book: Book) -> None:
    """Import what writing needs and make the backup of the day, so that a first key press is fast.

    Meant for a thread beside the screen: it leaves no connection behind, because each thread has
    its own.
    """
    for module in VERB_MODULES:
        import_module(f"netintern.services.{module}")
    database.preload(book)
