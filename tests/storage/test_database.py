"""One action is one transaction, one step, and one wait for the disk."""

import os
import sqlite3
import threading
from contextlib import suppress
from pathlib import Path

import peewee
import pytest

from netintern.domain.errors import (
    BadDataError,
    BookBusyError,
    CannotCreateError,
    NoPermissionError,
)
from netintern.storage import database, files
from netintern.storage.database import (
    close_writer,
    create_book,
    empty_book,
    idle_checkpoint,
    open_or_create,
    preload,
    unit_of_work,
    writer_path,
)
from netintern.storage.lock import BookLock
from netintern.storage.models import Person
from netintern.storage.probe import Book, open_book
from netintern.storage.schema import fingerprint, fresh_fingerprint
from tests.storage.helpers import add_person, content, execute, overwrite, page_of_table


def test_an_action_is_one_step(book: Book) -> None:
    with unit_of_work(book, "add two", origin="cli") as work:
        Person.create(name="Tom")
        Person.create(name="Ana")
        assert book.connection.execute("SELECT count(*) FROM person").fetchone() == (0,)
    assert work.changed
    actions = book.connection.execute("SELECT id, label, origin, undone FROM action").fetchall()
    assert actions == [(work.action_id, "add two", "cli", 0)]
    rows = book.connection.execute("SELECT action_id, tbl, op, pk FROM journal").fetchall()
    assert rows == [(1, "person", "i", "[1]"), (1, "person", "i", "[2]")]
    assert book.connection.execute("SELECT id, action_id FROM undo_state").fetchall() == [(1, None)]


def test_the_label_may_be_found_on_the_way(book: Book) -> None:
    with unit_of_work(book, "add") as work:
        Person.create(name="Tom")
        work.label = "Tom Okafor: added"
    labels = book.connection.execute("SELECT label FROM action").fetchall()
    assert labels == [("Tom Okafor: added",)]


def test_a_block_that_fails_leaves_nothing(book: Book) -> None:
    before = content(book)
    with suppress(ZeroDivisionError), unit_of_work(book, "add"):
        Person.create(name="Tom")
        raise ZeroDivisionError
    assert content(book) == before
    assert book.connection.execute("SELECT count(*) FROM action").fetchone() == (0,)
    add_person(book, "Ana")


def test_a_block_without_a_change_leaves_no_step(book: Book) -> None:
    add_person(book, "Tom")
    version = book.data_version()
    with unit_of_work(book, "nothing") as work:
        assert Person.select().count() == 1
    assert not work.changed
    with unit_of_work(book, "the same again") as work:
        Person.update(name="Tom").where(Person.id == 1).execute()
    assert not work.changed
    assert book.connection.execute("SELECT count(*) FROM action").fetchone() == (1,)
    assert book.data_version() == version


def test_a_savepoint_inside(book: Book) -> None:
    with unit_of_work(book, "add"):
        Person.create(name="Tom")
        with suppress(ZeroDivisionError), database.database.atomic():
            Person.create(name="Ana")
            raise ZeroDivisionError
    assert book.connection.execute("SELECT name FROM person").fetchall() == [("Tom",)]


def test_nested_units_are_a_mistake(book: Book) -> None:
    with unit_of_work(book, "outer"):
        with pytest.raises(RuntimeError), unit_of_work(book, "inner"):
            pass
        Person.create(name="Tom")
    add_person(book, "Ana")


def test_settings_of_the_writing_connection(book: Book) -> None:
    add_person(book, "Tom")
    connection = database.database.connection()
    for pragma, value in {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 1000,
        "wal_autocheckpoint": 0,
        "recursive_triggers": 1,
    }.items():
        assert connection.execute(f"PRAGMA {pragma}").fetchone() == (value,), pragma


def test_the_connection_is_kept_and_follows_the_book(book: Book, tmp_path: Path) -> None:
    add_person(book, "Tom")
    first = database.database.connection()
    add_person(book, "Ana")
    assert database.database.connection() is first
    with create_book(str(tmp_path / "other.db")) as other:
        add_person(other, "Uma")
        assert writer_path() == other.path
        assert other.connection.execute("SELECT name FROM person").fetchall() == [("Uma",)]
    add_person(book, "Eva")
    assert book.connection.execute("SELECT count(*) FROM person").fetchone() == (3,)


@pytest.mark.parametrize("count", [3])
def test_one_wait_for_the_disk_an_action(
    book: Book, count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[str] = []
    monkeypatch.setattr(database, "sync_file", lambda path: synced.append(path))
    levels: list[int] = []
    for number in range(count):
        with unit_of_work(book, "add"):
            Person.create(name=str(number))
            connection = database.database.connection()
            levels.append(connection.execute("PRAGMA synchronous").fetchone()[0])
    # The first write to an empty log is synced by us, the others by SQLite.
    assert levels == [0, 2, 2]
    assert synced == [f"{book.path}-wal"]
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)


def test_a_failed_first_write_does_not_lower_the_safety(book: Book) -> None:
    with pytest.raises(ZeroDivisionError), unit_of_work(book, "add"):
        raise ZeroDivisionError
    connection = database.database.connection()
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)


def test_another_file_in_the_place_of_the_book(book: Book, book_path: Path) -> None:
    add_person(book, "Tom")
    other = book_path.with_name("other.db")
    create_book(str(other)).close()
    for suffix in ("-wal", "-shm"):
        Path(f"{book_path}{suffix}").unlink()
    other.rename(book_path)
    with open_book(str(book_path)) as fresh:
        add_person(fresh, "Ana")
        assert fresh.connection.execute("SELECT name FROM person").fetchall() == [("Ana",)]


def test_busy(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netintern.storage.database.BookLock", lambda path: BookLock(path, 0.05))
    ready, done = threading.Event(), threading.Event()

    def hold() -> None:
        with BookLock(book.path):
            ready.set()
            done.wait(5)

    holder = threading.Thread(target=hold)
    holder.start()
    ready.wait(5)
    with pytest.raises(BookBusyError, match="Another program"):
        add_person(book, "Tom")
    done.set()
    holder.join()
    add_person(book, "Tom")


def test_a_lock_of_sqlite_itself_is_busy_too(book: Book, book_path: Path) -> None:
    other = sqlite3.connect(book_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(BookBusyError):
            add_person(book, "Tom")
    finally:
        other.close()
    add_person(book, "Tom")


def test_a_book_made_newer_meanwhile_is_not_written(book: Book, book_path: Path) -> None:
    add_person(book, "Tom")
    execute(book_path, "PRAGMA user_version = 5")
    with pytest.raises(BadDataError, match="newer"):
        add_person(book, "Ana")


def test_a_mistake_of_ours_is_not_called_a_damaged_book(book: Book) -> None:
    with pytest.raises(peewee.OperationalError, match="syntax error"), unit_of_work(book, "x"):
        Person.update(name="Tom").where(peewee.SQL("nothing = 1")).execute()
    with pytest.raises(peewee.IntegrityError), unit_of_work(book, "x"):
        Person.create(name="")
    add_person(book, "Tom")


def test_damage_is_found_when_writing(book: Book, book_path: Path) -> None:
    for number in range(20):
        add_person(book, f"P{number}", notes="x" * 900)
    book.close()
    close_writer()
    for table in ("person", "action"):
        overwrite(book_path, (page_of_table(book_path, table) - 1) * 4096, b"\x55" * 4096)
    with open_book(str(book_path)) as damaged:
        with pytest.raises(BadDataError, match="doctor"):
            add_person(damaged, "Tom")
        preload(damaged)


def test_book_in_memory() -> None:
    with empty_book() as book:
        assert book.connection.execute("SELECT count(*) FROM person").fetchone() == (0,)
        assert fingerprint(book.connection) == fresh_fingerprint()
        with pytest.raises(NoPermissionError, match="no book yet"), unit_of_work(book, "x"):
            pass
        with pytest.raises(sqlite3.OperationalError):
            book.connection.execute("DELETE FROM person")


def test_create_refuses_a_book(book_path: Path) -> None:
    with pytest.raises(CannotCreateError, match="already"):
        create_book(str(book_path))


def test_open_or_create(tmp_path: Path) -> None:
    path = str(tmp_path / "deep" / "er" / "book.db")
    with open_or_create(path) as book:
        add_person(book, "Tom")
    with open_or_create(path) as book:
        assert book.connection.execute("SELECT count(*) FROM person").fetchone() == (1,)


def test_create_where_nothing_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises((NoPermissionError, CannotCreateError)):
        create_book(str(tmp_path / "file" / "book.db"))


def test_the_log_of_a_removed_book_is_not_taken_for_the_new_ones(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    book = create_book(str(path))
    add_person(book, "Tom")
    log = Path(f"{path}-wal").read_bytes()
    book.close()
    close_writer()
    path.unlink()
    Path(f"{path}-wal").write_bytes(log)
    with create_book(str(path)) as fresh:
        assert fresh.connection.execute("SELECT count(*) FROM person").fetchone() == (0,)
    assert [name for name in os.listdir(tmp_path) if "aside" in name]


def test_checkpoints(book: Book, book_path: Path) -> None:
    assert idle_checkpoint()
    add_person(book, "Tom")
    log = Path(f"{book_path}-wal")
    assert log.stat().st_size > 0
    assert idle_checkpoint()
    assert log.stat().st_size == 0
    assert idle_checkpoint()
    add_person(book, "Ana")
    with BookLock(book.path):
        assert not idle_checkpoint()
    reader = sqlite3.connect(book_path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM person").fetchone()
    add_person(book, "Eva")
    assert not idle_checkpoint()
    reader.close()
    assert idle_checkpoint()


def test_a_long_log_is_put_away_at_once(
    book: Book, book_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "WAL_LIMIT", 100_000)
    for number in range(12):
        add_person(book, f"P{number}", notes="x" * 10_000)
    assert Path(f"{book_path}-wal").stat().st_size < 200_000


def test_close_writer_leaves_the_log_if_another_holds_the_lock(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_person(book, "Tom")
    monkeypatch.setattr("netintern.storage.database.BookLock", lambda path: BookLock(path, 0.0))
    with BookLock(book.path):
        close_writer()
    assert writer_path() == ""
    assert book.connection.execute("SELECT count(*) FROM person").fetchone() == (1,)


def test_preload_in_a_thread_leaves_no_connection(book: Book) -> None:
    seen: list[str] = []

    def work() -> None:
        preload(book)
        seen.append(writer_path())

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [""]
    preload(book)
    assert writer_path() == book.path
    assert book.connection.execute("SELECT count(*) FROM action").fetchone() == (0,)


def test_worker_threads_write_with_connections_of_their_own(book: Book) -> None:
    add_person(book, "Tom")
    open_files: list[int] = []

    def work() -> None:
        add_person(book, "Ana")
        close_writer()

    for _ in range(8):
        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        if os.path.isdir("/proc/self/fd"):
            open_files.append(len(os.listdir("/proc/self/fd")))
    add_person(book, "Eva")
    assert book.connection.execute("SELECT count(*) FROM person").fetchone() == (10,)
    # SQLite keeps one closed file for later, while the process has a lock on it.
    assert len(set(open_files[1:])) <= 1


def test_replace_reaches_the_journal(book: Book) -> None:
    with unit_of_work(book, "set"):
        Person.insert(id=1, name="Tom").execute()
    with unit_of_work(book, "replace"):
        Person.insert(id=1, name="Tim").on_conflict_replace().execute()
    rows = book.connection.execute("SELECT op FROM journal WHERE action_id = 2").fetchall()
    assert rows == [("d",), ("i",)]


def test_rows_written_by_others_are_recorded_without_a_step(book: Book, book_path: Path) -> None:
    execute(book_path, "INSERT INTO person (name) VALUES ('Tom')")
    assert book.connection.execute("SELECT action_id, tbl FROM journal").fetchall() == [
        (None, "person")
    ]


def test_sync_file_of_a_folder(tmp_path: Path) -> None:
    files.sync_file(str(tmp_path))
