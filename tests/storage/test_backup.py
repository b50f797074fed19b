"""Backups are whole, checked, private, thinned by a pure rule, and a way back."""

import os
import sqlite3
import stat
import time
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from netintern.domain.errors import BadDataError, CannotCreateError, NetinternError
from netintern.storage import backup, database
from netintern.storage.backup import Kept, backup_to, backups, restore_from, set_aside, thin
from netintern.storage.database import close_writer, create_book, unit_of_work
from netintern.storage.probe import Book, look, open_book
from netintern.storage.recording import KEEP_ACTIONS
from tests.storage.helpers import (
    add_person,
    content,
    execute,
    overwrite,
    page_of_table,
    sha256,
)

MONDAY = date(2026, 6, 29)


@pytest.fixture(autouse=True)
def _forget_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "_last_backup", {})


def _at(monkeypatch: pytest.MonkeyPatch, day: date, hour: int = 12) -> None:
    moment = datetime(day.year, day.month, day.day, hour).timestamp()
    monkeypatch.setattr(time, "time", lambda: moment)
    monkeypatch.setattr(time, "time_ns", lambda: int(moment * 1e9))


def _days(count: int, step: int = 1) -> list[date]:
    return [MONDAY - timedelta(days=step * number) for number in range(count)]


def test_thin_keeps_all_of_a_week() -> None:
    assert thin(_days(7)) == frozenset(_days(7))


def test_thin_a_year_of_days() -> None:
    kept = thin(_days(400))
    assert set(_days(7)) <= kept
    weeks = {MONDAY, date(2026, 6, 28), date(2026, 6, 21), date(2026, 6, 14)}
    months = {
        date(2026, 5, 31),
        date(2026, 4, 30),
        date(2026, 3, 31),
        date(2026, 2, 28),
        date(2026, 1, 31),
        date(2025, 12, 31),
        date(2025, 11, 30),
        date(2025, 10, 31),
        date(2025, 9, 30),
        date(2025, 8, 31),
        date(2025, 7, 31),
    }
    assert kept == set(_days(7)) | weeks | months


def test_thin_counts_days_with_a_backup_not_days() -> None:
    rare = _days(10, step=45)
    assert thin(rare) == frozenset(rare)


def test_thin_by_wish() -> None:
    assert thin(_days(30), Kept(0, 0, 0)) == frozenset()
    assert thin(_days(30), Kept(2, 0, 0)) == frozenset(_days(2))
    assert thin([]) == frozenset()


@given(some.sets(some.dates(date(2020, 1, 1), date(2030, 1, 1)), max_size=80))
def test_thin_is_stable_bounded_and_keeps_the_newest(days: set[date]) -> None:
    kept = thin(days)
    assert kept <= days
    assert len(kept) <= 7 + 4 + 12
    assert thin(kept) == kept
    assert not days or max(days) in kept


@settings(max_examples=20, deadline=None)
@given(some.integers(1, 500))
def test_thinning_daily_loses_nothing_against_thinning_once(count: int) -> None:
    there: frozenset[date] = frozenset()
    for number in range(count):
        there = thin(there | {date(2024, 1, 1) + timedelta(days=number)})
    assert there == thin(date(2024, 1, 1) + timedelta(days=number) for number in range(count))


def test_backup_before_the_first_write_of_a_day(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    _at(monkeypatch, MONDAY)
    add_person(book, "Tom")
    add_person(book, "Ana")
    assert backups(book.path) == ()
    _at(monkeypatch, MONDAY + timedelta(days=1), hour=1)
    before = content(book)
    add_person(book, "Eva")
    add_person(book, "Uma")
    (made,) = backups(book.path)
    assert made.day == MONDAY + timedelta(days=1)
    assert stat.S_IMODE(os.stat(made.path).st_mode) == 0o600
    assert stat.S_IMODE(os.stat(os.path.dirname(made.path)).st_mode) == 0o700
    with open_book(made.path) as copy:
        assert content(copy) == before
    monkeypatch.setattr(database, "_last_backup", {})
    add_person(book, "Leo")
    assert len(backups(book.path)) == 1


def test_an_empty_book_is_not_backed_up(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        _at(monkeypatch, MONDAY + timedelta(days=number))
        with unit_of_work(book, "nothing"):
            pass
    assert not os.path.exists(os.path.join(os.path.dirname(book.path), "backups"))


def test_a_month_of_days_is_thinned_and_old_steps_are_forgotten(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("netintern.storage.recording.KEEP_ALWAYS", 3)
    for number in range(0, 200, 8):
        _at(monkeypatch, MONDAY + timedelta(days=number))
        add_person(book, f"P{number}")
    days = [one.day for one in backups(book.path)]
    assert days == sorted(days, reverse=True)
    assert len(days) <= 7 + 4 + 12
    assert days[0] == MONDAY + timedelta(days=192)
    (oldest,) = book.connection.execute("SELECT min(at_ms) FROM action").fetchone()
    assert date.fromtimestamp(oldest / 1000) >= MONDAY + timedelta(days=192 - 90)
    assert KEEP_ACTIONS == 5000


def test_the_settings_say_how_many_are_kept(
    book: Book, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "data").mkdir()
    text = "backups_daily = 2\nbackups_weekly = 0\nbackups_monthly = 0\n"
    (tmp_path / "data" / "settings.toml").write_text(text)
    for number in range(6):
        _at(monkeypatch, MONDAY + timedelta(days=number))
        add_person(book, f"P{number}")
    assert len(backups(book.path)) == 2


def test_a_backup_that_fails_does_not_stop_the_write(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    _at(monkeypatch, MONDAY)
    add_person(book, "Tom")
    Path(book.path).with_name("backups").touch()
    _at(monkeypatch, MONDAY + timedelta(days=1))
    add_person(book, "Ana")
    assert book.connection.execute("SELECT count(*) FROM person").fetchone() == (2,)
    assert "backups" in database.backup_problem(book.path)


def test_backup_to_a_file(book: Book, tmp_path: Path) -> None:
    add_person(book, "Tom")
    target = tmp_path / "out" / "copy.db"
    assert backup_to(book, str(target)) == str(target)
    assert os.listdir(target.parent) == ["copy.db"]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert look(str(target)).kind == "book"
    with pytest.raises(CannotCreateError, match="exists already"):
        backup_to(book, str(target))


def test_a_book_in_a_folder_that_may_not_be_written_can_be_backed_up(
    book: Book, tmp_path: Path
) -> None:
    add_person(book, "Tom")
    book.writable = False
    backup_to(book, str(tmp_path / "copy.db"))
    assert look(str(tmp_path / "copy.db")).kind == "book"


def test_a_damaged_book_makes_no_backup(book: Book, book_path: Path, tmp_path: Path) -> None:
    for number in range(40):
        add_person(book, f"P{number}", notes="x" * 900)
    book.close()
    close_writer()
    overwrite(book_path, (page_of_table(book_path, "person") - 1) * 4096, b"\x55" * 4096)
    with open_book(str(book_path)) as damaged, pytest.raises(BadDataError, match="damaged"):
        backup_to(damaged, str(tmp_path / "copy.db"))
    assert not list(tmp_path.glob("copy.db*"))


def test_restore_in_place_is_seen_by_open_books(book: Book, tmp_path: Path) -> None:
    add_person(book, "Tom")
    monday = content(book)
    copy = backup_to(book, str(tmp_path / "monday.db"))
    add_person(book, "Ana")
    tuesday = content(book)
    source = sha256(tmp_path / "monday.db")
    safety = restore_from(book.path, copy)
    assert content(book) == monday
    assert sha256(tmp_path / "monday.db") == source
    with open_book(safety) as saved:
        assert content(saved) == tuesday
    add_person(book, "Eva")
    names = book.connection.execute("SELECT name FROM person ORDER BY id").fetchall()
    assert names == [("Tom",), ("Eva",)]
    again = restore_from(book.path, safety)
    assert content(book) == tuesday
    assert again != safety


def test_restore_where_no_book_is(book: Book, tmp_path: Path) -> None:
    add_person(book, "Tom")
    copy = backup_to(book, str(tmp_path / "copy.db"))
    target = tmp_path / "new" / "book.db"
    assert restore_from(str(target), copy) == ""
    with open_book(str(target)) as fresh:
        assert content(fresh) == content(book)
        add_person(fresh, "Ana")


@pytest.mark.parametrize("damage", [b"", bytes(4096), b"name,email\n" * 500])
def test_restore_moves_a_damaged_book_aside(book: Book, book_path: Path, damage: bytes) -> None:
    add_person(book, "Tom")
    copy = backup_to(book, str(book_path.with_name("copy.db")))
    monday = content(book)
    book.close()
    close_writer()
    book_path.write_bytes(damage)
    saved = restore_from(str(book_path), copy)
    assert Path(saved).read_bytes() == damage
    with open_book(str(book_path)) as fresh:
        assert content(fresh) == monday


def test_restore_over_damaged_pages(book: Book, book_path: Path) -> None:
    for number in range(40):
        add_person(book, f"P{number}", notes="x" * 900)
    copy = backup_to(book, str(book_path.with_name("copy.db")))
    monday = content(book)
    book.close()
    close_writer()
    overwrite(book_path, (page_of_table(book_path, "person") - 1) * 4096, b"\x55" * 4096)
    damaged = sha256(book_path)
    saved = restore_from(str(book_path), copy)
    assert sha256(Path(saved)) == damaged
    with open_book(str(book_path)) as fresh:
        assert content(fresh) == monday


def test_restore_refuses_what_is_no_backup(book: Book, book_path: Path, tmp_path: Path) -> None:
    add_person(book, "Tom")
    before = content(book)
    foreign = tmp_path / "letters.db"
    execute(foreign, "CREATE TABLE letters (body TEXT)")
    with pytest.raises(BadDataError, match="another program"):
        restore_from(book.path, str(foreign))
    with pytest.raises(NetinternError, match="no book"):
        restore_from(book.path, str(tmp_path / "none.db"))
    assert content(book) == before
    execute(book_path, "PRAGMA wal_checkpoint(TRUNCATE)")
    copy = backup_to(book, str(tmp_path / "copy.db"))
    with pytest.raises(BadDataError, match="another program"):
        restore_from(str(foreign), copy)


def test_restore_refuses_a_damaged_backup(book: Book, tmp_path: Path) -> None:
    for number in range(40):
        add_person(book, f"P{number}", notes="x" * 900)
    before = content(book)
    copy = backup_to(book, str(tmp_path / "copy.db"))
    overwrite(Path(copy), (page_of_table(Path(copy), "person") - 1) * 4096, b"\x55" * 4096)
    with pytest.raises(BadDataError, match="damaged"):
        restore_from(book.path, copy)
    assert content(book) == before
    assert not [name for name in os.listdir(tmp_path) if "restored" in name or "new-" in name]


def test_special_copies_are_thinned_too(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    add_person(book, "Tom")
    connection = sqlite3.connect(book.path, isolation_level=None)
    for hour in range(9):
        _at(monkeypatch, MONDAY, hour)
        backup.copy_special(book.path, connection, "restore" if hour % 2 else "v2")
    connection.close()
    names = sorted(os.listdir(os.path.join(os.path.dirname(book.path), "backups")))
    assert len(names) == backup.KEEP_SPECIAL
    assert names[0] == "book-before-restore-20260629-050000-000000.db"
    assert backups(book.path) == ()


def test_set_aside_of_nothing(tmp_path: Path) -> None:
    assert set_aside(str(tmp_path / "none.db")) == ""


def test_backups_of_two_books_in_one_folder(tmp_path: Path) -> None:
    for name in ("a.db", "a-b.db"):
        create_book(str(tmp_path / name)).close()
    folder = tmp_path / "backups"
    folder.mkdir()
    for name in ("a-2026-01-01.db", "a-b-2026-01-02.db", "a-2026-01-03.db.new-7", "notes.txt"):
        (folder / name).touch()
    assert [one.day for one in backups(str(tmp_path / "a.db"))] == [date(2026, 1, 1)]
    assert [one.day for one in backups(str(tmp_path / "a-b.db"))] == [date(2026, 1, 2)]
