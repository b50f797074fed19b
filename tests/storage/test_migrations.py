"""An older book is brought up to date in one transaction, after a backup, once."""

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from netintern.domain.errors import BadDataError, CannotCreateError, NoSuchFileError
from netintern.storage import migrations
from netintern.storage.database import close_writer
from netintern.storage.journal import undo_last
from netintern.storage.migrations import MIGRATIONS, Steps, upgrade
from netintern.storage.probe import APPLICATION_ID, SCHEMA_VERSION, Book, look, open_book
from netintern.storage.recording import recorded_tables
from netintern.storage.schema import fingerprint
from tests.storage.helpers import add_person, content, execute, sha256, start_python


def _pronouns(connection: sqlite3.Connection) -> None:
    connection.execute("ALTER TABLE person ADD COLUMN pronouns TEXT NOT NULL DEFAULT ''")
    connection.execute(
        "CREATE TABLE letter (id INTEGER NOT NULL PRIMARY KEY, person INTEGER NOT NULL,"
        " FOREIGN KEY (person) REFERENCES person (id) ON DELETE CASCADE) STRICT"
    )


def _rebuild(connection: sqlite3.Connection) -> None:
    (sql,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'handle'").fetchone()
    connection.execute(sql.replace('"handle"', '"handle_new"', 1))
    connection.execute("INSERT INTO handle_new SELECT * FROM handle")
    connection.execute("DROP TABLE handle")
    connection.execute("ALTER TABLE handle_new RENAME TO handle")


def _lose_people(connection: sqlite3.Connection) -> None:
    connection.execute("DELETE FROM person")


def _fail(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE half (id INTEGER PRIMARY KEY) STRICT")
    connection.execute("SELECT nothing FROM nowhere")


STEPS: Steps = ((2, _pronouns), (3, _rebuild))


@pytest.fixture
def filled(book: Book, book_path: Path) -> Path:
    """A closed book with some rows."""
    for name in ("Tom", "Ana"):
        add_person(book, name)
    execute(book_path, "INSERT INTO handle (person, kind, value) VALUES (1, 'email', 'a@b')")
    book.close()
    close_writer()
    return book_path


def _version(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


def test_this_version_has_a_way_to_itself() -> None:
    assert [made for made, _ in MIGRATIONS] == list(range(2, SCHEMA_VERSION + 1))


def test_steps_run_once_and_the_backup_is_the_old_book(filled: Path) -> None:
    with open_book(str(filled)) as book:
        before = content(book)
    saved = upgrade(str(filled), STEPS, 3)
    assert _version(filled) == 3
    assert os.path.basename(saved).startswith("book-before-v3-")
    with open_book(saved) as copy:
        assert content(copy) == before
    connection = sqlite3.connect(filled)
    assert connection.execute("SELECT name, pronouns FROM person").fetchall() == [
        ("Tom", ""),
        ("Ana", ""),
    ]
    assert connection.execute("SELECT value FROM handle").fetchall() == [("a@b",)]
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("SELECT strict FROM pragma_table_list('handle')").fetchone() == (1,)
    connection.close()
    assert upgrade(str(filled), STEPS, 3) == ""


def test_triggers_are_made_for_the_new_tables_and_columns(filled: Path) -> None:
    upgrade(str(filled), STEPS, 3)
    connection = sqlite3.connect(filled, isolation_level=None)
    triggers = fingerprint(connection)
    for table in (*recorded_tables(connection), "letter"):
        assert f"trigger journal_{table}_insert" in triggers
    connection.execute("DELETE FROM journal")
    connection.execute("INSERT INTO person (name, pronouns) VALUES ('Eva', 'she')")
    assert '"pronouns":"she"' in connection.execute("SELECT after FROM journal").fetchone()[0]
    connection.close()


def test_steps_before_the_upgrade_can_be_undone_after_it(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upgrade(str(filled), STEPS, 3)
    monkeypatch.setattr("netintern.storage.probe.SCHEMA_VERSION", 3)
    with open_book(str(filled)) as book:
        assert undo_last(book).label == "add Ana"


@pytest.mark.parametrize("bad", [_fail, _lose_people])
def test_a_step_that_fails_changes_nothing(filled: Path, bad: migrations.Migration) -> None:
    before = sha256(filled)
    with pytest.raises(BadDataError, match=r"left as it is.*before-v3"):
        upgrade(str(filled), ((2, _pronouns), (3, bad)), 3)
    assert sha256(filled) == before
    assert _version(filled) == 1
    with open_book(str(filled)) as book:
        add_person(book, "Eva")


def test_newer_foreign_and_missing_are_refused(filled: Path, tmp_path: Path) -> None:
    execute(filled, "PRAGMA user_version = 9", "PRAGMA wal_checkpoint(TRUNCATE)")
    before = sha256(filled)
    with pytest.raises(BadDataError, match="newer"):
        upgrade(str(filled), STEPS, 3)
    assert sha256(filled) == before
    foreign = tmp_path / "f.db"
    execute(foreign, "CREATE TABLE t (x)")
    with pytest.raises(BadDataError, match="another program"):
        upgrade(str(foreign), STEPS, 3)
    with pytest.raises(NoSuchFileError):
        upgrade(str(tmp_path / "none.db"), STEPS, 3)


def test_a_version_without_a_way_is_refused(filled: Path) -> None:
    with pytest.raises(BadDataError, match="no way"):
        upgrade(str(filled), ((3, _rebuild),), 3)
    assert not filled.with_name("backups").exists()


def test_room_is_asked_for_first(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil._ntuple_diskusage(10, 10, 1000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    with pytest.raises(CannotCreateError, match="room"):
        upgrade(str(filled), STEPS, 3)


_UPGRADE = """
import sys
from netintern.storage.migrations import upgrade
from tests.storage.test_migrations import STEPS
print(bool(upgrade(sys.argv[1], STEPS, 3)))
"""


def test_many_at_once_upgrade_once(filled: Path) -> None:
    processes = [start_python(_UPGRADE, filled) for _ in range(4)]
    answers = [process.communicate(timeout=60) for process in processes]
    assert sorted(out for out, _ in answers) == ["False\n"] * 3 + ["True\n"], answers
    assert _version(filled) == 3


def test_an_older_book_is_brought_up_to_date_on_opening(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from netintern.storage import database

    for name in ("probe.SCHEMA_VERSION", "database.probe.SCHEMA_VERSION"):
        monkeypatch.setattr(f"netintern.storage.{name}", 3)
    seen: list[str] = []
    monkeypatch.setattr(migrations, "upgrade", lambda path: seen.append(upgrade(path, STEPS, 3)))
    assert look(str(filled)).kind == "older"
    with database.open_or_create(str(filled)) as book:
        assert book.connection.execute("SELECT pronouns FROM person LIMIT 1").fetchone() == ("",)
        add_person(book, "Eva")
    assert len(seen) == 1
