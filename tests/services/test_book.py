"""The book as a file."""

import os
import stat
import sys
import threading
from pathlib import Path

import pytest

from netintern.domain.errors import BadDataError, CannotCreateError, NoSuchFileError
from netintern.services import book as books
from netintern.services.queries.book import Book, open_book, statistics
from netintern.services.queries.people import list_people
from netintern.storage.database import writer_path
from netintern.storage.probe import look
from tests.services.helpers import TODAY, person, rows


def names(book: Book) -> list[str]:
    return [line.name for line in list_people(book, today=TODAY)]


def test_one_file_stays_behind(tmp_path: Path) -> None:
    book = books.create_book(str(tmp_path / "data" / "book.db"))
    person(book, "Ana Ruiz")
    books.close_book(book)
    left = sorted(path.name for path in (tmp_path / "data").iterdir())
    assert [name for name in left if not name.endswith(".lock")] == ["book.db"]
    assert stat.S_IMODE((tmp_path / "data" / "book.db").stat().st_mode) == 0o600
    with pytest.raises(CannotCreateError):
        books.create_book(str(tmp_path / "data" / "book.db"))


def test_open_or_create(tmp_path: Path) -> None:
    path = str(tmp_path / "book.db")
    book = books.open_or_create(path)
    person(book, "Ana Ruiz")
    books.close_book(book)
    book = books.open_or_create(path)
    assert names(book) == ["Ana Ruiz"]
    books.close_book(book)


def test_an_empty_book_answers_and_makes_no_file(tmp_path: Path) -> None:
    book = books.empty_book()
    assert statistics(book).people == 0
    with pytest.raises(NoSuchFileError):
        books.backup(book)
    books.close_book(book)
    assert list(tmp_path.iterdir()) == []


def test_closing_one_book_leaves_the_writer_of_another(book: Book, tmp_path: Path) -> None:
    person(book, "Ana Ruiz")
    books.close_book(books.empty_book())
    reader = open_book(book.path)
    other = books.create_book(str(tmp_path / "other.db"))
    books.close_book(other)
    assert writer_path() == book.path
    reader.close()


def test_backup_and_restore(book: Book, tmp_path: Path) -> None:
    person(book, "Ana Ruiz")
    target = str(tmp_path / "copy.db")
    assert books.backup(book, target) == target
    with pytest.raises(CannotCreateError):
        books.backup(book, target)
    among_backups = books.backup(book)
    assert os.path.dirname(among_backups) != os.path.dirname(target)
    person(book, "Ben Roy")
    safety = books.restore(book, target)
    assert names(book) == ["Ana Ruiz"]
    assert look(safety).kind == "book"
    person(book, "Cai Wu")
    books.restore(book, safety)
    assert sorted(names(book)) == ["Ana Ruiz", "Ben Roy"]


def test_restoring_what_is_no_book_changes_nothing(book: Book, tmp_path: Path) -> None:
    person(book, "Ana Ruiz")
    note = tmp_path / "note.txt"
    note.write_text("hello")
    with pytest.raises(BadDataError):
        books.restore(book, str(note))
    with pytest.raises(NoSuchFileError):
        books.restore(book, str(tmp_path / "missing.db"))
    assert names(book) == ["Ana Ruiz"]


def test_restoring_over_a_damaged_book(book: Book, tmp_path: Path) -> None:
    person(book, "Ana Ruiz")
    copy = books.backup(book)
    books.close_book(book)
    with open(book.path, "r+b") as file:
        file.write(bytes(200))
    aside = books.restore(book.path, copy)
    assert aside.startswith(book.path)
    again = open_book(book.path)
    assert names(again) == ["Ana Ruiz"]
    books.close_book(again)


def test_the_doctor_and_the_rescue(book: Book, tmp_path: Path) -> None:
    person(book, "Ana Ruiz")
    findings = books.doctor(book.path, today=TODAY)
    assert {finding.level for finding in findings} <= {"ok", "warning"}
    assert books.worst(findings) in ("ok", "warning")
    missing = books.doctor(str(tmp_path / "missing.db"), today=TODAY)
    assert books.worst(missing) == "error"
    report = books.salvage(book.path, str(tmp_path / "saved.db"))
    assert report.complete
    saved = open_book(report.path)
    assert names(saved) == ["Ana Ruiz"]
    books.close_book(saved)


def test_preloading_in_a_thread_leaves_the_first_write_to_the_screen(book: Book) -> None:
    worker = threading.Thread(target=books.preload_verbs, args=(book,))
    worker.start()
    worker.join()
    assert all(f"netintern.services.{name}" in sys.modules for name in books.VERB_MODULES)
    assert writer_path() == ""
    person(book, "Ana Ruiz")
    assert rows(book, "SELECT count(*) FROM action") == [(1,)]
