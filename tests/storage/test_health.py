"""The doctor sees what is wrong, says what to do, and touches nothing."""

import os
import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from netintern.storage import database, health, probe
from netintern.storage.backup import backup_to
from netintern.storage.database import close_writer, unit_of_work
from netintern.storage.health import (
    Finding,
    cloud_folder,
    examine,
    has_reset_fault,
    network_mount,
    sqlite_finding,
    worst,
)
from netintern.storage.models import Interaction, Participant
from netintern.storage.probe import Book
from tests.storage.helpers import add_person, execute, overwrite, page_of_table, sha256


@pytest.fixture
def filled(book: Book, book_path: Path) -> Path:
    """A closed book in a private folder."""
    os.chmod(book_path.parent, 0o700)
    tom = add_person(book, "Tom", notes="x" * 5000)
    with unit_of_work(book, "talk"):
        talk = Interaction.create(kind="call", on_day="2026-06-29")
        Participant.create(interaction=talk, person=tom, on_day="2026-06-29")
    book.close()
    close_writer()
    return book_path


def _bad(path: Path) -> dict[str, Finding]:
    return {one.check: one for one in examine(str(path)) if one.level != "ok"}


def test_all_is_well(filled: Path) -> None:
    before = sha256(filled)
    findings = examine(str(filled))
    assert worst(findings) == "ok", findings
    assert sha256(filled) == before
    names = [finding.check for finding in findings]
    assert {"file", "pages", "references", "tables", "steps", "days", "SQLite"} <= set(names)
    assert {"privacy", "backups"} <= set(names)


def test_damaged_pages(filled: Path) -> None:
    overwrite(filled, (page_of_table(filled, "handle") - 1) * 4096, b"\x55" * 4096)
    found = _bad(filled)
    assert found["pages"].level == "error"
    assert "salvage" in found["pages"].hint


def test_damaged_header_and_missing_file(filled: Path, tmp_path: Path) -> None:
    overwrite(filled, 0, bytes(100))
    assert "salvage" in _bad(filled)["file"].hint
    assert "no book" in _bad(tmp_path / "none.db")["file"].sentence


def test_references(filled: Path) -> None:
    execute(filled, "PRAGMA foreign_keys = 0", "UPDATE participant SET person = 77")
    assert "participant" in _bad(filled)["references"].sentence


def test_changed_schema(filled: Path) -> None:
    execute(filled, "DROP TRIGGER journal_person_update")
    assert "journal_person_update" in _bad(filled)["tables"].sentence


def test_open_step(filled: Path) -> None:
    execute(filled, "UPDATE undo_state SET action_id = 1")
    assert _bad(filled)["steps"].level == "error"


def test_days_that_differ(filled: Path) -> None:
    execute(filled, "UPDATE participant SET on_day = '2026-06-28'")
    assert "1 people" in _bad(filled)["days"].sentence


def test_older_book(filled: Path) -> None:
    execute(filled, "PRAGMA user_version = 0", "PRAGMA wal_checkpoint(TRUNCATE)")
    assert _bad(filled)["file"].level == "warning"


def test_book_that_cannot_be_opened(filled: Path) -> None:
    overwrite(filled, 100, b"\xff" * 3000)
    assert _bad(filled)["opening"].level == "error"


@pytest.mark.skipif(os.name == "nt", reason="no modes there")
def test_modes(filled: Path) -> None:
    filled.chmod(0o644)
    found = _bad(filled)["privacy"]
    assert str(filled) in found.sentence
    assert found.hint.startswith(f"Run: chmod go= {filled}")


def test_backups(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_last_backup", {})
    now = time.time() + 3 * 86_400
    monkeypatch.setattr(time, "time", lambda: now)
    with probe.open_book(str(filled)) as book:
        add_person(book, "Ana")
    close_writer()
    day = date.fromtimestamp(now)
    findings = {one.check: one for one in examine(str(filled), day)}
    assert findings["backups"] == Finding("ok", "backups", f"1 backups, the newest of {day}.")
    later = {one.check: one for one in examine(str(filled), day + timedelta(days=31))}
    assert later["backups"].level == "warning"
    (made,) = (filled.parent / "backups").iterdir()
    overwrite(made, (page_of_table(made, "person") - 1) * 4096, b"\x55" * 4096)
    assert _bad(filled)["backups"].level == "error"


@pytest.mark.parametrize(
    ("version", "fault"),
    [
        ((3, 6, 23), False),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((4, 0, 0), False),
    ],
)
def test_versions_with_the_fault_of_the_log(version: tuple[int, int, int], fault: bool) -> None:
    assert has_reset_fault(version) is fault


def test_sqlite_finding() -> None:
    assert sqlite_finding((3, 34, 0)).level == "error"
    assert "fault" in sqlite_finding((3, 40, 1)).sentence
    assert sqlite_finding((3, 53, 4)).sentence == "SQLite 3.53.4."


@pytest.mark.parametrize(
    ("path", "cloud"),
    [
        ("/home/a/Dropbox/n/book.db", "/home/a/Dropbox"),
        ("/home/a/OneDrive - Acme/book.db", "/home/a/OneDrive - Acme"),
        ("/Users/a/Library/Mobile Documents/x/book.db", "/Users/a/Library/Mobile Documents"),
        ("/home/a/.local/share/netintern/book.db", ""),
        ("/home/a/dropbox-notes/book.db", ""),
    ],
)
def test_cloud_folders_by_name(path: str, cloud: str) -> None:
    assert cloud_folder(path) == cloud


def test_cloud_folder_by_marker(filled: Path) -> None:
    (filled.parent / ".stfolder").mkdir()
    assert str(filled.parent) in _bad(filled)["place"].sentence


def test_network_file_systems(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    folder = os.path.realpath(tmp_path)
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nserver:/home {folder} nfs4 rw 0 0\n")
    assert network_mount(str(tmp_path / "x" / "book.db"), str(mounts)) == "nfs4"
    assert network_mount("/book.db", str(mounts)) == ""
    assert network_mount("/book.db", str(tmp_path / "none")) == ""
    monkeypatch.setattr(health, "network_mount", lambda path: "cifs")
    assert "cifs" in _bad(tmp_path / "none.db")["place"].sentence


def test_a_copy_in_the_cloud_is_fine(book: Book, tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    add_person(book, "Tom")
    backup_to(book, str(tmp_path / "Dropbox" / "copy.db"))
    assert "place" not in {one.check for one in examine(book.path)}
