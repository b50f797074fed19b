"""A look at a file changes nothing and says what is there."""

import os
import shutil
import sqlite3
import stat
from pathlib import Path

import pytest

from netintern.domain.errors import (
    BadDataError,
    BookBusyError,
    CannotCreateError,
    NetinternError,
    NoPermissionError,
    NoSuchFileError,
)
from netintern.storage import probe
from netintern.storage.database import close_writer, create_book, open_or_create
from netintern.storage.probe import Book, Probe, look, open_book
from tests.storage.helpers import (
    add_person,
    execute,
    overwrite,
    page_of_table,
    run_python,
    sha256,
    start_python,
)


def _foreign(path: Path) -> None:
    execute(path, "CREATE TABLE letters (body TEXT)")


def _newer(path: Path) -> None:
    create_book(str(path)).close()
    execute(path, "PRAGMA user_version = 7", "PRAGMA wal_checkpoint(TRUNCATE)")


def _torn(path: Path) -> None:
    create_book(str(path)).close()
    overwrite(path, 0, bytes(100))


def _short(path: Path) -> None:
    create_book(str(path)).close()
    os.truncate(path, 8192)


def _link(path: Path) -> None:
    target = path.with_name("real.db")
    create_book(str(target)).close()
    path.symlink_to(target)


_CASES = {
    "foreign": (_foreign, BadDataError, "another program"),
    "newer": (_newer, BadDataError, "newer netintern"),
    "damaged": (_torn, BadDataError, "damaged"),
    "not_sqlite": (lambda path: path.write_bytes(b"name,email\nTom,t@x\n" * 20), BadDataError, ""),
    "empty": (lambda path: path.touch(), BadDataError, "empty"),
    "directory": (lambda path: path.mkdir(), BadDataError, "folder"),
    "symlink": (_link, BadDataError, "symbolic link"),
    "special": (lambda path: os.mkfifo(path), BadDataError, "regular"),
}


@pytest.mark.parametrize("kind", _CASES)
def test_refuses_with_a_sentence_and_changes_nothing(kind: str, tmp_path: Path) -> None:
    make, error, words = _CASES[kind]
    path = tmp_path / "thing.db"
    make(path)
    before = sha256(path) if path.is_file() else ""
    there = sorted(os.listdir(tmp_path))
    assert look(str(path)).kind == kind
    for attempt in (probe.probe, open_book, open_or_create, create_book):
        with pytest.raises(error) as caught:
            attempt(str(path))
        assert words in caught.value.sentence
        assert str(path) in caught.value.sentence
    assert (sha256(path) if path.is_file() else "") == before
    assert sorted(os.listdir(tmp_path)) == there


def test_missing(tmp_path: Path) -> None:
    path = str(tmp_path / "none.db")
    assert probe.probe(path) == Probe("missing")
    with pytest.raises(NoSuchFileError):
        open_book(path)
    assert not os.listdir(tmp_path)


def test_dangling_link_is_refused_and_not_followed(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    path.symlink_to(tmp_path / "elsewhere.db")
    with pytest.raises(BadDataError, match="symbolic link"):
        open_or_create(str(path))
    assert os.listdir(tmp_path) == ["book.db"]


def test_short_file_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    _short(path)
    with pytest.raises(BadDataError, match="doctor"):
        open_book(str(path))


def test_first_page_of_text_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    create_book(str(path)).close()
    overwrite(path, 100, b"\xff" * 3000)
    with pytest.raises(BadDataError, match="damaged"):
        open_book(str(path))


def test_older_book_is_named_and_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    create_book(str(path)).close()
    execute(path, "PRAGMA user_version = 0", "PRAGMA wal_checkpoint(TRUNCATE)")
    assert probe.probe(str(path)) == Probe("older", 0)
    with pytest.raises(BadDataError, match="older"):
        open_book(str(path))


def test_newer_version_in_the_log_only_is_seen(book_path: Path) -> None:
    writer = sqlite3.connect(book_path, isolation_level=None)
    writer.execute("PRAGMA wal_autocheckpoint = 0")
    writer.execute("PRAGMA user_version = 9")
    try:
        assert look(str(book_path)).kind == "book"
        with pytest.raises(BadDataError, match="newer"):
            open_book(str(book_path))
    finally:
        writer.close()


def test_open_book_reads_and_cannot_write(book: Book) -> None:
    assert book.writable
    assert book.connection.execute("SELECT count(*) FROM person").fetchone() == (0,)
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        book.connection.execute("DELETE FROM person")


def test_data_version_ticks_for_own_writes(book: Book) -> None:
    before = book.data_version()
    add_person(book, "Tom")
    assert book.data_version() != before
    again = book.data_version()
    assert book.data_version() == again


def test_names_with_signs_of_an_address(tmp_path: Path) -> None:
    path = tmp_path / "50% of #1? ü.db"
    with create_book(str(path)) as book:
        assert book.connection.execute("SELECT count(*) FROM person").fetchone() == (0,)


def test_quick_check(book: Book, book_path: Path) -> None:
    for number in range(30):
        add_person(book, f"Person {number}", notes="x" * 500)
    assert probe.quick_check(book) == ()
    book.close()
    close_writer()
    overwrite(book_path, (page_of_table(book_path, "person") - 1) * 4096, bytes(4096))
    with open_book(str(book_path)) as damaged:
        assert probe.quick_check(damaged)


_AS_NOBODY = """
import os, sys
from netintern.storage import database, health, probe
from netintern.storage.models import Person
from netintern.domain.errors import NoPermissionError
import platformdirs
os.setgid(65534); os.setuid(65534)
book = probe.open_book(sys.argv[1])
print(book.writable, book.connection.execute("SELECT name FROM person").fetchall())
try:
    with database.unit_of_work(book, "x"):
        pass
except NoPermissionError as error:
    print("refused:", error.sentence)
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs another user")
@pytest.mark.parametrize("file_mode", [0o644, 0o444])
def test_read_only_folder(tmp_path: Path, file_mode: int) -> None:
    folder = Path(os.path.realpath("/tmp")) / f"netintern-read-only-{os.getpid()}-{file_mode}"
    folder.mkdir()
    try:
        path = folder / "book.db"
        with create_book(str(path)) as book:
            add_person(book, "Tom")
        close_writer()
        path.chmod(file_mode)
        folder.chmod(0o555)
        before = sha256(path)
        out = run_python(_AS_NOBODY, path)
        assert out.startswith("False [('Tom',)]\n")
        assert f"refused: {path} may not be written." in out
        assert sha256(path) == before
    finally:
        shutil.rmtree(folder)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs another user")
def test_read_only_folder_with_a_log() -> None:
    """Either what the log holds is read, or the sentence says that the book cannot be opened."""
    folder = Path(os.path.realpath("/tmp")) / f"netintern-read-only-log-{os.getpid()}"
    folder.mkdir()
    try:
        path = folder / "book.db"
        with create_book(str(path)) as book:
            add_person(book, "Tom")
            for entry in folder.iterdir():
                entry.chmod(0o644)
            folder.chmod(0o555)
            assert Path(f"{path}-wal").stat().st_size
            out = run_python(_AS_NOBODY, path)
        assert out.startswith("False [('Tom',)]\n")
        folder.chmod(0o755)
        Path(f"{path}-shm").unlink()
        folder.chmod(0o555)
        process = start_python(_AS_NOBODY, path)
        _, err = process.communicate(timeout=60)
        assert "NoPermissionError" in err
        folder.chmod(0o755)
    finally:
        close_writer()
        shutil.rmtree(folder)


def test_private_files(tmp_path: Path) -> None:
    for umask in (0o000, 0o022, 0o077):
        old = os.umask(umask)
        try:
            path = tmp_path / f"{umask}" / "book.db"
            with create_book(str(path)) as book:
                add_person(book, "Tom")
                modes = {stat.S_IMODE(entry.stat().st_mode) for entry in path.parent.iterdir()}
                names = {entry.name for entry in path.parent.iterdir()}
            close_writer()
        finally:
            os.umask(old)
        assert modes == {0o600}
        assert {"book.db", "book.db-wal", "book.db-shm", "book.db.lock"} <= names
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_one_file_at_rest(tmp_path: Path) -> None:
    path = tmp_path / "home" / "book.db"
    with create_book(str(path)) as book:
        add_person(book, "Tom")
    close_writer()
    assert sorted(os.listdir(path.parent)) == ["book.db", "book.db.lock"]


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("database or disk is full", CannotCreateError),
        ("disk I/O error", CannotCreateError),
        ("database is locked", BookBusyError),
        ("attempt to write a readonly database", NoPermissionError),
        ("unable to open database file", NoPermissionError),
        ("database disk image is malformed", BadDataError),
        ("file is not a database", BadDataError),
        ("something nobody has seen", BadDataError),
    ],
)
def test_translate(message: str, kind: type[NetinternError]) -> None:
    assert type(probe.translate(sqlite3.OperationalError(message), "book.db")) is kind


def test_translate_finds_the_first_reason_behind_a_failed_rollback() -> None:
    error: Exception
    try:
        try:
            raise sqlite3.OperationalError("database or disk is full")
        except sqlite3.OperationalError:
            raise sqlite3.OperationalError("cannot rollback - no transaction is active")  # noqa: B904
    except sqlite3.OperationalError as caught:
        error = caught
    assert isinstance(probe.translate(error, "book.db"), CannotCreateError)


def test_old_sqlite_is_refused(monkeypatch: pytest.MonkeyPatch, book_path: Path) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    with pytest.raises(NetinternError, match=r"3\.37"):
        open_book(str(book_path))


def test_look_is_light() -> None:
    out = run_python(
        "import sys, netintern.storage.probe, netintern.storage.paths, netintern.storage.settings;"
        "print(*sorted({'peewee', 'playhouse', 'json', 'pathlib', 'dataclasses', 'inspect',"
        " 'platformdirs', 'tomllib', 'logging', 'enum'} & set(sys.modules)))"
    )
    assert "peewee" not in out
    assert "platformdirs" not in out
    assert "dataclasses" not in out
