"""Copies of the book that are complete, checked, and private; which to keep; how to go back."""

import os
import re
import sqlite3
import time
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Final, NamedTuple

from netintern.domain.errors import BadDataError
from netintern.storage import probe
from netintern.storage.files import (
    make_folder,
    os_error,
    private_file,
    remove_database,
    sync_file,
)
from netintern.storage.lock import BookLock
from netintern.storage.paths import backups_of, places
from netintern.storage.settings import load

KEEP_SPECIAL: Final = 5
"""Newest copies kept of those made before an upgrade or a restore."""


class Kept(NamedTuple):
    """How many automatic backups stay."""

    daily: int = 7
    weekly: int = 4
    monthly: int = 12


KEPT: Final = Kept()


class Backup(NamedTuple):
    """An automatic backup."""

    day: date
    path: str


def local_day(seconds: float) -> date:
    """The day in local time of a moment in seconds since 1970."""
    return date.fromtimestamp(seconds)


def thin(days: Iterable[date], kept: Kept = KEPT) -> frozenset[date]:
    """The days whose backup stays: the newest days, and the newest of each week and month."""
    ordered = sorted(set(days), reverse=True)
    return (
        _newest_of(ordered, kept.daily, lambda day: day)
        | _newest_of(ordered, kept.weekly, lambda day: day.isocalendar()[:2])
        | _newest_of(ordered, kept.monthly, lambda day: (day.year, day.month))
    )


def backups(book: str) -> tuple[Backup, ...]:
    """The automatic backups of a book, newest first."""
    pattern = re.compile(re.escape(_stem(book)) + r"-(\d{4}-\d\d-\d\d)\.db")
    found = []
    for name in _names(backups_of(book)):
        fits = pattern.fullmatch(name)
        if fits:
            day = date.fromisoformat(fits[1])
            found.append(Backup(day, os.path.join(backups_of(book), name)))
    return tuple(sorted(found, reverse=True))


def ensure_daily(book: str, connection: sqlite3.Connection, day: date) -> bool:
    """Make the backup of `day` unless there is one or nothing was done on an earlier day.

    Call it under the lock, before the first write. True if a backup was made; then the older
    ones were thinned. Raises CannotCreateError, NoPermissionError, BadDataError.
    """
    midnight = int(datetime(day.year, day.month, day.day).timestamp() * 1000)
    query = "SELECT 1 FROM action WHERE at_ms < ? LIMIT 1"
    if connection.execute(query, (midnight,)).fetchone() is None:
        return False
    target = os.path.join(backups_of(book), f"{_stem(book)}-{day.isoformat()}.db")
    if os.path.exists(target):
        return False
    copy_verified(connection, target)
    _thin_folder(book)
    return True


def backup_to(book: probe.Book, path: str) -> str:
    """A verified copy at `path`, which must not exist; returns the absolute path.

    Raises CannotCreateError, NoPermissionError, or BadDataError if the book is damaged.
    """
    path = os.path.abspath(path)
    copy_verified(book.connection, path)
    return path


def copy_special(book: str, connection: sqlite3.Connection, why: str) -> str:
    """A verified copy before something that cannot be undone; returns its path."""
    prefix = f"{_stem(book)}-before-"
    folder = backups_of(book)
    target = os.path.join(folder, f"{prefix}{why}-{_stamp()}.db")
    copy_verified(connection, target)
    special = sorted(
        (name for name in _names(folder) if name.startswith(prefix)),
        key=lambda name: name[-len(_stamp() + ".db") :],
    )
    for name in special[:-KEEP_SPECIAL]:
        os.unlink(os.path.join(folder, name))
    return target


def copy_verified(connection: sqlite3.Connection, target: str) -> None:
    """Copy the book of `connection` to `target`: whole, on the disk, checked, or not at all."""
    with whole_file(target) as beside:
        # SQLite would make the file readable for everybody; it accepts one that is empty.
        private_file(beside)
        connection.execute("VACUUM INTO ?", (beside,))


@contextmanager
def whole_file(target: str) -> Iterator[str]:
    """The path of a file to fill, which becomes `target` when it is checked and on the disk.

    Raises CannotCreateError if `target` exists or the disk is full, NoPermissionError, or
    BadDataError if what was filled in is not a sound book; nothing is left behind then.
    """
    beside = f"{target}.new-{os.getpid()}"
    try:
        make_folder(os.path.dirname(target))
        if os.path.lexists(target):
            raise FileExistsError(target)
        remove_database(beside)
        yield beside
        verify(beside)
        sync_file(beside)
        os.rename(beside, target)
        sync_file(os.path.dirname(target))
    except OSError as error:
        raise os_error(error, target) from error
    except sqlite3.Error as error:
        raise probe.translate(error, target) from error
    finally:
        remove_database(beside)


def verify(path: str) -> None:
    """BadDataError unless the file at rest is a book whose pages are in order."""
    connection = sqlite3.connect(probe.file_uri(path, "mode=ro&immutable=1"), uri=True)
    try:
        rows = connection.execute("PRAGMA quick_check(1)").fetchall()
        (ours,) = connection.execute("PRAGMA application_id").fetchone()
    except sqlite3.DatabaseError as error:
        raise BadDataError(f"{path} is damaged.", "Use another backup.") from error
    finally:
        connection.close()
    if rows != [("ok",)] or ours != probe.APPLICATION_ID:
        raise BadDataError(f"{path} is damaged.", "Use another backup.")


def restore_from(book: str, source: str) -> str:
    """Make the book what the file `source` holds; returns the path of the copy of what was there.

    The copy is a backup, or the damaged file itself moved aside; "" if there was no book. Open
    connections go on and see the restored book. Raises BadDataError for a source that is not a
    sound book, CannotCreateError, NoPermissionError, BookBusyError.
    """
    book, source = os.path.abspath(book), os.path.abspath(source)
    found = probe.look(source)
    if found.kind not in ("book", "older"):
        raise probe.refusal(source, found)
    try:
        make_folder(os.path.dirname(book))
        with BookLock(book):
            return _restore(book, source)
    except OSError as error:
        raise os_error(error, book) from error
    except sqlite3.Error as error:
        raise probe.translate(error, book) from error


def _restore(book: str, source: str) -> str:
    found = probe.look(book)
    if found.kind not in ("book", "older", "missing", "damaged", "empty", "not_sqlite"):
        raise probe.refusal(book, found)
    fresh = f"{book}.restored-{os.getpid()}"
    try:
        with _opened(probe.file_uri(source, "mode=ro")) as origin:
            copy_verified(origin, fresh)
        if found.kind in ("book", "older"):
            saved = _copy_of_old(book)
            if saved:
                _overwrite(book, fresh)
                return saved
        saved = set_aside(book)
        _put_in_place(fresh, book)
        return saved
    finally:
        remove_database(fresh)


def _copy_of_old(book: str) -> str:
    """A backup of what is there now, or "" if that is too damaged to be copied."""
    try:
        with _opened(probe.file_uri(book, "mode=rw")) as connection:
            return copy_special(book, connection, "restore")
    except BadDataError:
        return ""


def _overwrite(book: str, fresh: str) -> None:
    """Replace the content in one transaction, so that whoever has the book open sees it."""
    with (
        _opened(probe.file_uri(fresh, "mode=ro")) as origin,
        _opened(probe.file_uri(book, "mode=rw")) as target,
    ):
        target.execute("PRAGMA synchronous = 2")
        origin.backup(target)
        target.execute("PRAGMA journal_mode = wal")
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _put_in_place(fresh: str, book: str) -> None:
    with _opened(probe.file_uri(fresh, "mode=rw")) as connection:
        connection.execute("PRAGMA journal_mode = wal")
    sync_file(fresh)
    os.rename(fresh, book)
    sync_file(os.path.dirname(book))


def set_aside(path: str) -> str:
    """Move a file that is no good, and what SQLite keeps beside it, out of the way.

    Returns its new path, or "" if there was none. A log without its book would be taken for the
    log of the next one, so it goes too.
    """
    aside = f"{path}.aside-{_stamp()}"
    for suffix in ("-shm", "-wal", ""):
        if os.path.lexists(path + suffix):
            os.rename(path + suffix, aside + suffix)
    return aside if os.path.lexists(aside) else ""


@contextmanager
def _opened(uri: str) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(uri, uri=True, timeout=probe.BUSY_SECONDS, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def _thin_folder(book: str) -> None:
    settings, _ = load(places(book).settings)
    kept = Kept(settings.backups_daily, settings.backups_weekly, settings.backups_monthly)
    found = backups(book)
    stays = thin((one.day for one in found), kept) | {found[0].day}
    for one in found:
        if one.day not in stays:
            os.unlink(one.path)


def _newest_of(
    days: Iterable[date], count: int, bucket: Callable[[date], Hashable]
) -> frozenset[date]:
    newest: dict[Hashable, date] = {}
    for day in days:
        newest.setdefault(bucket(day), day)
    return frozenset(list(newest.values())[:count])


def _stamp() -> str:
    """The local time, always of the same length and in the order of time."""
    return datetime.fromtimestamp(time.time()).strftime("%Y%m%d-%H%M%S-%f")


def _stem(book: str) -> str:
    return os.path.splitext(os.path.basename(book))[0]


def _names(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []
