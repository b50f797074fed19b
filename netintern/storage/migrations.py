"""Brings an older book up to date: numbered steps, all in one transaction, after a backup."""

import os
import sqlite3
from collections.abc import Callable
from typing import Final

from netintern.domain.errors import BadDataError, CannotCreateError, NetinternError
from netintern.storage import probe
from netintern.storage.backup import copy_special
from netintern.storage.files import os_error
from netintern.storage.lock import BookLock
from netintern.storage.recording import rebuild_triggers

Migration = Callable[[sqlite3.Connection], None]
Steps = tuple[tuple[int, Migration], ...]

MIGRATIONS: Final[Steps] = ()
"""(version that the step makes, step). A step carries its own SQL and never uses the models,
which may have changed again since; it adds rather than rebuilds; triggers are made anew after it.
"""

_ROOM: Final = 2
"""Free space that must be there, in sizes of the book: the backup, and the log of the change."""


def upgrade(path: str, steps: Steps = MIGRATIONS, target: int = probe.SCHEMA_VERSION) -> str:
    """Bring the book to version `target`; returns the backup made before, "" if none was needed.

    Raises BadDataError (a newer book, no way from its version, or a step that failed),
    CannotCreateError, NoPermissionError, BookBusyError; then the book is as it was.
    """
    path = os.path.abspath(path)
    found = probe.look(path)
    if found.kind not in ("book", "older", "newer"):
        raise probe.refusal(path, found)
    try:
        with BookLock(path, wait=30.0):
            return _upgrade_locked(path, steps, target)
    except OSError as error:
        raise os_error(error, path) from error
    except sqlite3.Error as error:
        raise probe.translate(error, path) from error


def version_of(connection: sqlite3.Connection) -> int:
    """The version of the book's schema."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def _upgrade_locked(path: str, steps: Steps, target: int) -> str:
    connection = sqlite3.connect(
        probe.file_uri(path, "mode=rw"),
        uri=True,
        timeout=probe.BUSY_SECONDS,
        isolation_level=None,
    )
    try:
        version = version_of(connection)
        if version == target:
            return ""
        todo = _way(path, version, steps, target)
        _require_room(path)
        saved = copy_special(path, connection, f"v{target}")
        try:
            _apply(connection, todo, target)
        except (sqlite3.Error, NetinternError) as error:
            raise BadDataError(
                f"{path} could not be brought up to date and was left as it is: {error}.",
                f"A copy is at {saved}.",
            ) from error
        return saved
    finally:
        connection.close()


def _way(path: str, version: int, steps: Steps, target: int) -> list[Migration]:
    if version > target:
        raise probe.refusal(path, probe.Probe("newer", version))
    todo = [(made, step) for made, step in steps if version < made <= target]
    if [made for made, _ in todo] != list(range(version + 1, target + 1)):
        raise BadDataError(
            f"{path} is of version {version}, from which there is no way to version {target}.",
            "Restore a backup.",
        )
    return [step for _, step in todo]


def _apply(connection: sqlite3.Connection, todo: list[Migration], target: int) -> None:
    # A rebuilt table is dropped and made again; with foreign keys on, its children would go.
    connection.execute("PRAGMA foreign_keys = 0")
    connection.execute("PRAGMA synchronous = 2")
    connection.execute("BEGIN EXCLUSIVE")
    try:
        if version_of(connection) != target - len(todo):
            raise sqlite3.OperationalError("another program changed the book")
        _drop_triggers(connection)
        for step in todo:
            step(connection)
        rebuild_triggers(connection)
        if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise sqlite3.IntegrityError("a row would refer to one that is not there")
        connection.execute(f"PRAGMA user_version = {target}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _drop_triggers(connection: sqlite3.Connection) -> None:
    """The steps of a migration are not steps of the user."""
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in names:
        connection.execute(f'DROP TRIGGER "{name}"')


def _require_room(path: str) -> None:
    import shutil

    free = shutil.disk_usage(os.path.dirname(path)).free
    if free < _ROOM * os.path.getsize(path):
        raise CannotCreateError(
            f"There is not enough room to bring {path} up to date.", "Free some space first."
        )
