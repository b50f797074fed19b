"""What can be read of a damaged book is saved, and what cannot is named."""

import stat
from pathlib import Path

import pytest

from netintern.domain.errors import BadDataError, CannotCreateError
from netintern.storage.database import close_writer, unit_of_work
from netintern.storage.journal import undo_last
from netintern.storage.models import Handle, Interaction, Participant, Person, Setting
from netintern.storage.probe import Book, open_book, quick_check
from netintern.storage.salvage import SalvageReport, TableReport, salvage
from netintern.storage.schema import fingerprint, fresh_fingerprint
from tests.storage.helpers import add_person, content, execute, overwrite, sha256

PEOPLE = 300


@pytest.fixture
def filled(book: Book, book_path: Path) -> Path:
    """A closed book of many pages."""
    with unit_of_work(book, "import"):
        for number in range(PEOPLE):
            person = Person.create(name=f"P{number}", notes=f"{number} " * 150)
            Handle.create(person=person, kind="email", value=f"p{number}@example.org")
            talk = Interaction.create(kind="call", on_day="2026-06-29", notes="n" * 300)
            Participant.create(interaction=talk, person=person, on_day="2026-06-29")
        Setting.create(key="wait_days", value="9")
    add_person(book, "Last")
    book.close()
    close_writer()
    return book_path


def _by_name(report: SalvageReport) -> dict[str, TableReport]:
    return {table.table: table for table in report.tables}


def test_a_sound_book_is_saved_whole(filled: Path) -> None:
    target = filled.with_name("saved.db")
    report = salvage(str(filled), str(target))
    assert report.complete
    assert report.path == str(target)
    assert report.rows == PEOPLE * 4 + 2
    with open_book(str(filled)) as old, open_book(str(target)) as new:
        assert content(new) == content(old)
        assert fingerprint(new.connection) == fresh_fingerprint()
        assert undo_last(new).label == "add Last"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def _leaves(path: Path, table: str) -> list[int]:
    """Pages that hold rows of a table, found by their text."""
    marks = {"person": b"150 150 150", "interaction": b"nnnnnnnnnn"}
    data = path.read_bytes()
    return [
        number
        for number in range(len(data) // 4096)
        if data[number * 4096] == 13 and marks[table] in data[number * 4096 : number * 4096 + 4096]
    ]


def test_rows_beside_damaged_pages_are_saved(filled: Path) -> None:
    for page in _leaves(filled, "interaction")[2:12:3]:
        overwrite(filled, page * 4096, b"\x55" * 4096)
    with open_book(str(filled)) as damaged:
        assert quick_check(damaged)
    before = sha256(filled)
    target = filled.with_name("saved.db")
    report = salvage(str(filled), str(target))
    assert sha256(filled) == before
    tables = _by_name(report)
    assert not report.complete
    assert tables["person"].rows == PEOPLE + 1
    lost = sum(last - first + 1 for first, last in tables["interaction"].gaps)
    assert 0 < lost < 100
    assert tables["interaction"].rows == PEOPLE - lost
    assert tables["participant"].rows == PEOPLE - lost
    assert tables["participant"].refused == lost
    with open_book(str(target)) as saved:
        assert quick_check(saved) == ()
        assert saved.connection.execute("PRAGMA foreign_key_check").fetchall() == []
        rows = saved.connection.execute("SELECT id, action_id FROM undo_state").fetchall()
        assert rows == [(1, None)]
        add_person(saved, "New")


def test_references_to_lost_rows_are_cut(filled: Path) -> None:
    execute(filled, "PRAGMA foreign_keys = 0", "DELETE FROM person WHERE id = 7")
    execute(filled, "PRAGMA foreign_keys = 0", "UPDATE person SET via = 7 WHERE id = 8")
    report = _by_name(salvage(str(filled), str(filled.with_name("saved.db"))))
    assert report["handle"].refused == 1
    assert report["participant"].refused == 1
    assert report["person"].refused == 0
    with open_book(str(filled.with_name("saved.db"))) as saved:
        query = "SELECT via FROM person WHERE id = 8"
        assert saved.connection.execute(query).fetchone() == (None,)


def test_nothing_to_be_read(filled: Path) -> None:
    overwrite(filled, 0, bytes(8192))
    with pytest.raises(BadDataError, match="Restore a backup"):
        salvage(str(filled), str(filled.with_name("saved.db")))
    assert not filled.with_name("saved.db").exists()


def test_a_file_in_the_way(filled: Path) -> None:
    target = filled.with_name("saved.db")
    target.write_text("mine")
    with pytest.raises(CannotCreateError, match="exists already"):
        salvage(str(filled), str(target))
    assert target.read_text() == "mine"


def test_report_ranges(filled: Path) -> None:
    report = SalvageReport("x", (TableReport("person", 3, ((4, 5),)), TableReport("action", 9)))
    assert report.rows == 3
    assert not report.complete
