"""Looks before it opens: tells a book from everything else without changing a byte, then reads it.

Opening a file with the usual pragmas rewrites the header of files that are newer or not ours, so
the first look is at the raw bytes, and everything that only reads uses a read-only connection.
"""

import os
import sqlite3
import stat
from typing import Final, Literal, NamedTuple

from netintern.domain.errors import (
    BadDataError,
    BookBusyError,
    CannotCreateError,
    NetinternError,
    NoPermissionError,
    NoSuchFileError,
)

APPLICATION_ID: Final = 0x4E455449
"""`NETI`, written in the header of every book."""
SCHEMA_VERSION: Final = 1
"""The version of the schema that this program writes."""
OLDEST_SQLITE: Final = (3, 37, 0)
"""The first SQLite with STRICT tables."""
CACHE_KB: Final = 16_000
"""Kilobytes of the book that a reader may keep in memory."""
BUSY_SECONDS: Final = 1.0
"""How long a statement waits for another process."""

Kind = Literal[
    "book",
    "older",
    "newer",
    "foreign",
    "not_sqlite",
    "damaged",
    "empty",
    "missing",
    "directory",
    "symlink",
    "special",
    "unreadable",
]

_MAGIC: Final = b"SQLite format 3\x00"
_DOCTOR: Final = "Run `netintern doctor` to see what can be saved."


class Probe(NamedTuple):
    """What a path is."""

    kind: Kind
    version: int = 0
    """Schema version of a book, else 0."""


class Book:
    """An open book, for reading; the writer is a second connection of `storage.database`."""

    def __init__(self, path: str, connection: sqlite3.Connection, *, writable: bool) -> None:
        self.path = path
        """The file, or "" for an empty book in memory."""
        self.connection = connection
        self.writable = writable
        """Whether this process may write the file and the folder that it is in."""

    def data_version(self) -> int:
        """A number that changes whenever any connection has written the book."""
        version: int = self.connection.execute("PRAGMA data_version").fetchone()[0]
        return version

    def close(self) -> None:
        """Close the read-only connection; more than once is allowed."""
        self.connection.close()

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def look(path: str) -> Probe:
    """What `path` is; reads a hundred bytes, changes nothing, raises nothing."""
    try:
        entry = os.lstat(path)
    except FileNotFoundError:
        return Probe("missing")
    except OSError:
        return Probe("unreadable")
    kind = _kind_of_entry(entry)
    if kind is not None:
        return Probe(kind)
    try:
        ours, version = _numbers(path)
    except sqlite3.DatabaseError:
        return _why_not(path)
    return _of_version(version) if ours == APPLICATION_ID else Probe("foreign")


def probe(path: str) -> Probe:
    """The kind of `path` if it is `book`, `older`, or `missing`.

    Everything else raises the error that says what is there instead: BadDataError, or
    NoPermissionError for a file that may not be read.
    """
    found = look(path)
    if found.kind not in ("book", "older", "missing"):
        raise refusal(path, found)
    return found


def refusal(path: str, found: Probe) -> NetinternError:
    """The error for a path that cannot be opened as a book of this version."""
    sentence, hint = _REFUSALS[found.kind]
    kinds: dict[str, type[NetinternError]] = {
        "unreadable": NoPermissionError,
        "missing": NoSuchFileError,
    }
    return kinds.get(found.kind, BadDataError)(sentence.format(path=path, v=found.version), hint)


def open_book(path: str) -> Book:
    """The book at `path`, opened for reading only; nothing is written.

    In a folder that may not be written it is opened as an unchanging file. Raises
    NoSuchFileError, BadDataError (not a book, damaged, or of another version),
    NoPermissionError, or BookBusyError.
    """
    path = os.path.abspath(path)
    require_sqlite()
    found = look(path)
    if found.kind != "book":
        raise refusal(path, found)
    folder = os.path.dirname(path)
    writable = os.access(path, os.W_OK) and os.access(folder, os.W_OK)
    # Beside a log that is not in the book yet only SQLite's own files tell what is valid.
    still = not os.access(folder, os.W_OK) and not _size(path + "-wal")
    try:
        connection = _connect(path, "mode=ro&immutable=1" if still else "mode=ro")
    except sqlite3.Error as error:
        raise translate(error, path) from error
    return Book(path, connection, writable=writable)


def quick_check(book: Book) -> tuple[str, ...]:
    """What SQLite finds wrong with the pages of the book; empty if nothing."""
    try:
        rows = book.connection.execute("PRAGMA quick_check(20)").fetchall()
    except sqlite3.DatabaseError as error:
        return (str(error),)
    return tuple(str(row[0]) for row in rows if row[0] != "ok")


def require_sqlite() -> None:
    """Refuse a SQLite that does not know STRICT tables."""
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise NetinternError(
            f"Python was built with SQLite {sqlite3.sqlite_version}; netintern needs 3.37.",
            "Use a newer Python.",
        )


def file_uri(path: str, options: str) -> str:
    """The `file:` address of an absolute path."""
    quoted = path.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
    if os.sep == "\\":
        quoted = "/" + quoted.replace("\\", "/")
    return f"file:{quoted}?{options}"


def translate(error: BaseException, path: str) -> NetinternError:
    """The error that a user understands for one of SQLite's.

    When SQLite has rolled back by itself, the error that arrives is about the second rollback;
    so the whole chain of causes is searched for the first reason.
    """
    known = known_cause(error, path)
    return known or BadDataError(f"{path} cannot be used: {error}.", _DOCTOR)


def known_cause(error: BaseException, path: str) -> NetinternError | None:
    """As `translate`, but None for what is nobody's fault but ours."""
    said = " / ".join(str(part) for part in _chain(error))
    for fragment, kind, sentence, hint in _CAUSES:
        if fragment in said:
            return kind(sentence.format(path=path), hint)
    return None


def _chain(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting:
        part = waiting.pop()
        if part is not None and part not in found:
            found.append(part)
            waiting += [part.__cause__, part.__context__]
    return found


def _connect(path: str, options: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        file_uri(path, options),
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        # A commit that has not reached the file yet may have changed what its header says.
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        # A big book's queue touches more pages than the 2 MB that are usual.
        connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")
    except sqlite3.Error:
        connection.close()
        raise
    if version != SCHEMA_VERSION:
        connection.close()
        raise refusal(path, _of_version(version))
    return connection


def _kind_of_entry(entry: os.stat_result) -> Kind | None:
    if stat.S_ISLNK(entry.st_mode):
        return "symlink"
    if stat.S_ISDIR(entry.st_mode):
        return "directory"
    if not stat.S_ISREG(entry.st_mode):
        return "special"
    return None if entry.st_size else "empty"


def _numbers(path: str) -> tuple[int, int]:
    """The application and the version in the header, read by SQLite.

    Closing a file drops every lock that this process holds on it, so a book that is open must
    not be opened and closed behind SQLite's back: another process would take itself for the last
    one and remove the log. Immutable: no lock, and nothing is made beside the file.
    """
    connection = sqlite3.connect(file_uri(os.path.abspath(path), "mode=ro&immutable=1"), uri=True)
    try:
        ours: int = connection.execute("PRAGMA application_id").fetchone()[0]
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    finally:
        connection.close()
    return ours, version


def _why_not(path: str) -> Probe:
    """What a file is whose header SQLite refuses; nobody can have it open as a book."""
    try:
        header, size = _header(path)
    except OSError:
        return Probe("unreadable")
    if header[:16] != _MAGIC or len(header) < 100:
        return Probe("damaged" if _looks_torn(header) else "not_sqlite")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        return Probe("foreign")
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    if size < pages * (65536 if page == 1 else page) and _size(path + "-wal"):
        # Cut short, but a checkpoint that was interrupted has the rest in the log.
        return _of_version(int.from_bytes(header[60:64], "big"))
    return Probe("damaged")


def _header(path: str) -> tuple[bytes, int]:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    handle = os.open(path, flags | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0))
    try:
        return os.read(handle, 100), os.fstat(handle).st_size
    finally:
        os.close(handle)


def _looks_torn(header: bytes) -> bool:
    """A file whose name promises a book but whose first bytes are gone."""
    return not header.strip(b"\x00") or header[:6] == _MAGIC[:6]


def _of_version(version: int) -> Probe:
    if version == SCHEMA_VERSION:
        return Probe("book", version)
    return Probe("older" if version < SCHEMA_VERSION else "newer", version)


def _size(path: str) -> int:
    try:
        return os.stat(path).st_size
    except OSError:
        return 0


_REFUSALS: Final[dict[str, tuple[str, str]]] = {
    "older": (
        "{path} was written by an older netintern (version {v} of the book).",
        "Start netintern once to bring it up to date; a backup is made first.",
    ),
    "newer": (
        "{path} was last written by a newer netintern (version {v} of the book).",
        "Install that version, or restore the backup that was made before the upgrade.",
    ),
    "foreign": (
        "{path} is a SQLite file of another program.",
        "Name another file with --book.",
    ),
    "not_sqlite": ("{path} is not a book of netintern.", "Name another file with --book."),
    "damaged": ("{path} is damaged.", _DOCTOR),
    "empty": (
        "{path} is an empty file, not a book.",
        "Remove it to start a new book, or restore a backup.",
    ),
    "missing": ("There is no book at {path}.", "Start netintern to make one."),
    "directory": ("{path} is a folder, not a book.", "Name a file inside it with --book."),
    "symlink": (
        "{path} is a symbolic link; a book must be a file of its own.",
        "Name the file that the link points to.",
    ),
    "special": ("{path} is not a regular file.", "Name another file with --book."),
    "unreadable": ("{path} may not be read.", "Check who owns the file and its folder."),
}

_NO_SPACE: Final = "Free some space and try again; nothing was saved."
_CAUSES: Final[tuple[tuple[str, type[NetinternError], str, str], ...]] = (
    ("disk is full", CannotCreateError, "The disk is full; {path} was not changed.", _NO_SPACE),
    ("No space left", CannotCreateError, "The disk is full; {path} was not changed.", _NO_SPACE),
    (
        "disk I/O error",
        CannotCreateError,
        "{path} could not be written: the disk refused.",
        "Check that the disk is not full, and try again; nothing was saved.",
    ),
    ("malformed", BadDataError, "{path} is damaged.", _DOCTOR),
    ("not a database", BadDataError, "{path} is damaged.", _DOCTOR),
    (
        "is locked",
        BookBusyError,
        "Another program is writing {path}.",
        "Try again in a moment; nothing was saved.",
    ),
    (
        "readonly database",
        NoPermissionError,
        "{path} may not be written.",
        "Check who owns the file and its folder.",
    ),
    (
        "unable to open",
        NoPermissionError,
        "{path} may not be opened.",
        "Check who owns the file and its folder.",
    ),
)
"""Part of SQLite's message, and what it means; the first that fits wins."""
