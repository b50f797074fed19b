"""What the doctor looks at: the file, its pages and rows, its schema, its folder, its backups."""

import os
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Final, Literal, NamedTuple

from netintern.domain.errors import NetinternError
from netintern.storage import backup, probe
from netintern.storage.paths import backups_of

Level = Literal["ok", "warning", "error"]
STALE_BACKUP_DAYS: Final = 30
"""Days after which the newest backup is called old."""

_CLOUD_FOLDERS: Final = (
    "dropbox",
    "onedrive",
    "google drive",
    "googledrive",
    "my drive",
    "icloud",
    "icloud drive",
    "mobile documents",
    "cloudstorage",
    "nextcloud",
    "owncloud",
    "pcloud",
    "megasync",
    "syncthing",
)
_CLOUD_MARKERS: Final = (".stfolder", ".dropbox", ".sync", ".owncloudsync.log")
_NETWORK: Final = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afpfs"})


class Finding(NamedTuple):
    """One thing that was looked at."""

    level: Level
    check: str
    """Short name of what was looked at."""
    sentence: str
    hint: str = ""


def examine(path: str, today: date | None = None) -> tuple[Finding, ...]:
    """Everything about the book at `path`, good and bad; nothing is changed, nothing raised.

    `today` is only used for the age of the backups; by default it is the day of the clock.
    """
    path = os.path.abspath(path)
    day = today or backup.local_day(time.time())
    return (
        *_file(path),
        *_content(path),
        sqlite_finding(),
        *_modes(path),
        *_place(path),
        *_backups(path, day),
    )


def worst(findings: tuple[Finding, ...]) -> Level:
    """The worst level among the findings."""
    levels = {finding.level for finding in findings}
    return "error" if "error" in levels else "warning" if "warning" in levels else "ok"


def sqlite_finding(version: tuple[int, int, int] | None = None) -> Finding:
    """Which SQLite is used, and whether its log-reset fault is kept away by the lock file."""
    used = version or sqlite3.sqlite_version_info
    name = ".".join(str(part) for part in used)
    if used < probe.OLDEST_SQLITE:
        return Finding("error", "SQLite", f"SQLite {name} is too old.", "Use a newer Python.")
    if has_reset_fault(used):
        return Finding(
            "ok",
            "SQLite",
            f"SQLite {name}; its known fault in resetting the log cannot happen under our lock.",
            "Do not write the book with other programs while netintern runs.",
        )
    return Finding("ok", "SQLite", f"SQLite {name}.")


def has_reset_fault(version: tuple[int, int, int]) -> bool:
    """Whether this SQLite can lose a commit when two connections checkpoint at once.

    3.7.0 to 3.51.2, repaired in 3.44.6, 3.50.7, and 3.51.3 (sqlite.org/wal.html#walresetbug).
    """
    if version[:2] in ((3, 44), (3, 50)):
        return version[2] < {44: 6, 50: 7}[version[1]]
    return (3, 7, 0) <= version < (3, 51, 3)


def cloud_folder(path: str) -> str:
    """The synchronised folder that the book lies in, or ""."""
    folder = os.path.dirname(os.path.abspath(path))
    while True:
        name = os.path.basename(folder).lower()
        plain = name.split(" - ")[0].split("(")[0].strip()
        if plain in _CLOUD_FOLDERS or any(
            os.path.lexists(os.path.join(folder, marker)) for marker in _CLOUD_MARKERS
        ):
            return folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return ""
        folder = parent


def network_mount(path: str, mounts: str = "/proc/mounts") -> str:
    """The kind of network file system that the book lies on, or "" (known on Linux only)."""
    try:
        with open(mounts, encoding="utf-8", errors="replace") as file:
            rows = [line.split()[1:3] for line in file]
    except OSError:
        return ""
    folder = os.path.realpath(os.path.dirname(path))
    fits = [
        (len(where), kind)
        for where, kind in rows
        if folder == where or folder.startswith(where.rstrip("/") + "/")
    ]
    kind = max(fits, default=(0, ""))[1]
    return kind if kind in _NETWORK else ""


def _file(path: str) -> Iterator[Finding]:
    found = probe.look(path)
    if found.kind == "book":
        size = os.path.getsize(path) / 1e6
        yield Finding("ok", "file", f"{path} is a book, {size:.1f} MB.")
    elif found.kind == "older":
        error = probe.refusal(path, found)
        yield Finding("warning", "file", error.sentence, error.hint)
    else:
        error = probe.refusal(path, found)
        hint = "Restore a backup, or save what can be read with `netintern doctor --salvage`."
        yield Finding("error", "file", error.sentence, hint if found.kind == "damaged" else "")


def _content(path: str) -> Iterator[Finding]:
    if probe.look(path).kind != "book":
        return
    try:
        book = probe.open_book(path)
    except NetinternError as error:
        yield Finding("error", "opening", error.sentence, error.hint)
        return
    with book:
        for name, check in _CHECKS:
            try:
                problem = check(book.connection)
            except sqlite3.DatabaseError as error:
                problem = str(error)
            if problem:
                yield Finding("error", name, problem, _HINTS[name])
            else:
                yield Finding("ok", name, f"The {name} are in order.")


_WITH_NOBODY = """
SELECT (SELECT count(*) FROM person AS p CROSS JOIN participant AS t ON t.person = p.id
        JOIN interaction AS i ON i.id = t.interaction
        WHERE p.deleted_ms IS NOT NULL AND i.deleted_ms IS NULL)
     + (SELECT count(*) FROM person AS p CROSS JOIN obligation AS o ON o.person = p.id
        WHERE p.deleted_ms IS NOT NULL AND o.deleted_ms IS NULL)
     + (SELECT count(*) FROM tie AS t WHERE t.deleted_ms IS NULL AND EXISTS
        (SELECT 1 FROM person AS p WHERE p.id IN (t.a, t.b) AND p.deleted_ms IS NOT NULL))
"""


def _pages(connection: sqlite3.Connection) -> str:
    rows = connection.execute("PRAGMA integrity_check(3)").fetchall()
    said = "; ".join(str(row[0]).replace("\n", " ") for row in rows)
    return "" if said == "ok" else f"Pages are damaged: {said}."


def _references(connection: sqlite3.Connection) -> str:
    rows = connection.execute("PRAGMA foreign_key_check").fetchall()
    tables = sorted({str(row[0]) for row in rows})
    if rows:
        return f"{len(rows)} rows refer to rows that are gone: {', '.join(tables)}."
    (lost,) = connection.execute(_WITH_NOBODY).fetchone()
    return f"{lost} rows belong to people who were merged into others." if lost else ""


def _tables(connection: sqlite3.Connection) -> str:
    from netintern.storage.schema import fingerprint, fresh_fingerprint

    now, fresh = fingerprint(connection), fresh_fingerprint()
    wrong = sorted(name for name in now.keys() | fresh.keys() if now.get(name) != fresh.get(name))
    return f"Not as netintern makes them: {', '.join(wrong[:5])}." if wrong else ""


def _steps(connection: sqlite3.Connection) -> str:
    rows = connection.execute("SELECT id, action_id FROM undo_state").fetchall()
    return "" if rows == [(1, None)] else "A step was left open, so undo would go wrong."


def _days(connection: sqlite3.Connection) -> str:
    (wrong,) = connection.execute(
        "SELECT count(*) FROM participant AS part JOIN interaction AS talk"
        " ON talk.id = part.interaction WHERE part.on_day <> talk.on_day"
    ).fetchone()
    return f"{wrong} people stand in a talk under another day than its own." if wrong else ""


_CHECKS: Final[tuple[tuple[str, Callable[[sqlite3.Connection], str]], ...]] = (
    ("pages", _pages),
    ("references", _references),
    ("tables", _tables),
    ("steps", _steps),
    ("days", _days),
)
_SAVE: Final = "Restore a backup, or save what can be read with `netintern doctor --salvage`."
_HINTS: Final = {
    "pages": _SAVE,
    "references": _SAVE,
    "tables": "Save the rows into a new book with `netintern doctor --salvage`.",
    "steps": "Save the rows into a new book with `netintern doctor --salvage`.",
    "days": "Log these talks again; the queue may count them on the wrong day.",
}


def _modes(path: str) -> Iterator[Finding]:
    if os.name == "nt":
        return
    shared = [
        entry
        for entry in (path, path + "-wal", path + "-shm", os.path.dirname(path), backups_of(path))
        if _others_may_read(entry)
    ]
    if shared:
        yield Finding(
            "warning",
            "privacy",
            f"Others on this computer may read {', '.join(shared)}.",
            f"Run: chmod go= {' '.join(shared)}",
        )
    elif os.path.exists(path):
        yield Finding("ok", "privacy", "Only you may read the book and its backups.")


def _others_may_read(path: str) -> bool:
    try:
        return bool(stat.S_IMODE(os.stat(path).st_mode) & 0o077)
    except OSError:
        return False


def _place(path: str) -> Iterator[Finding]:
    cloud, network = cloud_folder(path), network_mount(path)
    if cloud:
        yield Finding(
            "warning",
            "place",
            f"The book lies in {cloud}, which another program copies while it is written.",
            "Move the book out of it; only backups may lie there.",
        )
    if network:
        yield Finding(
            "warning",
            "place",
            f"The book lies on a network file system ({network}), where locks may not hold.",
            "Keep the book on a disk of this computer.",
        )


def _backups(path: str, today: date) -> Iterator[Finding]:
    found = backup.backups(path)
    if not found:
        words = "No backup yet; the first is made before the first change on another day."
        yield Finding("ok", "backups", words)
        return
    newest = found[0]
    try:
        backup.verify(newest.path)
    except NetinternError as error:
        yield Finding("error", "backups", error.sentence, "Make one now: `netintern backup`.")
        return
    age = (today - newest.day).days
    level: Level = "warning" if age > STALE_BACKUP_DAYS else "ok"
    yield Finding(level, "backups", f"{len(found)} backups, the newest of {newest.day}.")
