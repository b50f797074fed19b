"""Exports: everybody, nothing lost on the way out and in again, and files for one owner."""

import os
import stat
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from netintern.domain.errors import CannotCreateError, NoPermissionError, UsageError
from netintern.interop import exporting, vcard, vcard_writer
from netintern.interop.contentlines import read_cards
from netintern.interop.exporting import export, export_file
from netintern.interop.preview import apply_import, preview_import, read_bytes, read_file
from netintern.services import book as books
from netintern.services.people import add_person, archive_person, edit_person
from netintern.services.queries.book import Book
from netintern.services.ties import tie_people, untie
from tests.outside import outside

FIXTURES = Path(__file__).parent.parent / "fixtures" / "interop"
OUTSIDE_CARDS = "data/interop/vcard"


@pytest.fixture
def full(book: Book, today: date) -> Book:
    """People from two files and one typed in, some of them tied."""
    apply_import(book, read_file(str(FIXTURES / "team_v3.vcf")), today=today)
    apply_import(book, read_file(str(FIXTURES / "outlook.csv")), today=today)
    add_person(
        book,
        "Zoë =Quinn",
        circle="leaders",
        org="+Globex",
        email=["zoe@example.com", "zoe@home.example"],
        phone=["+1 415 555 0199"],
        tags=["a", "b"],
        tier=1,
        wish=True,
        via=2,
        notes="-1\nline",
        today=today,
    )
    return book


@pytest.fixture
def other(tmp_path: Path) -> Any:
    """Another, empty book."""
    made = books.create_book(str(tmp_path / "other.db"))
    yield made
    books.close_book(made)


def facts(book: Book) -> list[tuple[Any, ...]]:
    """What two books with the same people agree about."""
    statements = (
        "SELECT name, org, role, circle, tier, wish, met_on, birthday, notes"
        " FROM person ORDER BY name",
        "SELECT p.name, kind, norm FROM handle JOIN person p ON p.id = person ORDER BY 1, 2, 3",
        "SELECT p.name, tag.name FROM person_tag JOIN person p ON p.id = person"
        " JOIN tag ON tag.id = tag ORDER BY 1, 2",
        "SELECT min(x.name, y.name), max(x.name, y.name), level FROM tie"
        " JOIN person x ON x.id = a JOIN person y ON y.id = b ORDER BY 1, 2",
        "SELECT p.name, q.name FROM person p JOIN person q ON q.id = p.via ORDER BY 1",
    )
    return [row for statement in statements for row in book.connection.execute(statement)]


@pytest.mark.parametrize("version", ["3.0", "4.0"])
def test_cards_come_back(
    full: Book, other: Book, today: date, version: vcard_writer.Version
) -> None:
    made = export(full, format="vcard", today=today, version=version)
    assert made.people == 5
    again = preview_import(full, read_bytes(made.data), today=today)
    assert (again.new, again.updated) == (0, 0)
    apply_import(other, read_bytes(made.data), today=today)
    assert facts(other) == facts(full)
    assert export(other, format="vcard", today=today).data == made.data


def test_a_table_comes_back(full: Book, other: Book, today: date) -> None:
    made = export(full, format="csv", today=today, bom=True)
    assert made.data.startswith(b"\xef\xbb\xbfName,Organization")
    assert b"\r\n" in made.data
    assert b",'+Globex," in made.data
    again = preview_import(full, read_bytes(made.data), today=today)
    assert (again.new, again.updated) == (0, 0)
    apply_import(other, read_bytes(made.data), today=today)
    people = "SELECT name, org, role, circle, birthday, notes FROM person ORDER BY name"
    assert other.connection.execute(people).fetchall() == full.connection.execute(people).fetchall()
    assert other.connection.execute("SELECT count(*) FROM tie").fetchone() == (3,)


def test_raw_cells_are_as_they_are(full: Book, today: date) -> None:
    data = export(full, format="csv", today=today, raw=True).data
    assert b",+Globex," in data
    assert b"'+Globex" not in data


def test_lines_of_imported_cards_are_kept(full: Book, today: date) -> None:
    made = export(full, format="vcard", today=today).data
    before = read_cards((FIXTURES / "team_v3.vcf").read_bytes())
    after = read_cards(made)
    for old, new in zip(before, after, strict=False):
        assert [line.text for line in new.lines] == [line.text for line in old.lines]


def test_changes_of_the_user_are_in_the_card(full: Book, today: date) -> None:
    edit_person(full, 1, role="Head", email=["new@example.com"], circle="field", today=today)
    text = export(full, format="vcard", today=today).data.decode()
    assert "TITLE:Head\r\n" in text
    assert "item1.EMAIL;type=INTERNET;type=pref:new@example.com\r\n" in text
    assert "X-NETINTERN-CIRCLE:field\r\n" in text
    assert 'X-SECRET;X-P="a;b:c":keep me\r\n' in text
    assert "REV:20260629\r\n" in text
    assert "ana@example.com" not in text


def test_ties_are_written_once_and_go_when_they_are_taken_away(full: Book, today: date) -> None:
    tie_people(full, 1, 5, level=3, today=today)
    text = export(full, format="vcard", today=today).data.decode()
    assert text.count("X-ABRELATEDNAMES;type=pref:Tom Okafor") == 1
    assert text.count("Ana Maria Silva") == 2
    untie(full, 1, 2, today=today)
    text = export(full, format="vcard", today=today).data.decode()
    assert "X-ABRELATEDNAMES;type=pref:Tom Okafor" not in text
    assert "X-ABRELATEDNAMES:Nobody Known" in text


def test_archived_people_are_exported_and_only_some_if_asked(full: Book, today: date) -> None:
    archive_person(full, 2, today=today)
    assert export(full, format="vcard", today=today).people == 5
    some = export(full, format="vcard", only={2, 99}, today=today)
    assert (some.people, b"Tom Okafor" in some.data) == (1, True)
    with pytest.raises(UsageError):
        export(full, format="json", only={1}, today=today)


def test_lines_of_all_outside_cards(book: Book, today: date) -> None:
    kept = lines = 0
    for path in sorted(outside(OUTSIDE_CARDS).rglob("*.vcf")):
        cards = vcard.read(path.read_bytes()).cards
        again = vcard.read(vcard_writer.write(cards, "3.0", today)).cards
        for before, after in zip(cards, again, strict=True):
            lines += len(before.lines)
            kept += sum(line in after.lines for line in before.lines)
            assert after._replace(lines=(), line=0, given="", family="") == before._replace(
                lines=(), line=0, given="", family=""
            )
    assert kept / lines > 0.99


@pytest.mark.parametrize("format", ["vcard", "csv", "json"])
def test_files_are_for_their_owner(
    full: Book, tmp_path: Path, today: date, format: exporting.ExportFormat
) -> None:
    path = tmp_path / "out"
    assert export_file(full, str(path), format=format, today=today) == 5
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    first = path.read_bytes()
    with pytest.raises(CannotCreateError, match="exists"):
        export_file(full, str(path), format=format, today=today)
    path.write_text("x")
    path.chmod(0o644)
    export_file(full, str(path), format=format, overwrite=True, today=today)
    assert path.read_bytes() == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [entry.name for entry in tmp_path.glob("out*")] == ["out"]


def test_files_that_cannot_be(full: Book, book_path: Path, tmp_path: Path, today: date) -> None:
    for path in (tmp_path / "none" / "out", "a\0b"):
        with pytest.raises(CannotCreateError):
            export_file(full, str(path), format="csv", today=today)
    for path in (tmp_path, book_path):
        with pytest.raises(CannotCreateError):
            export_file(full, str(path), format="csv", overwrite=True, today=today)
    (tmp_path / "link").symlink_to(tmp_path / "target")
    with pytest.raises(CannotCreateError):
        export_file(full, str(tmp_path / "link"), format="csv", today=today)
    assert not (tmp_path / "target").exists()


def test_a_full_disk_leaves_nothing(
    full: Book, tmp_path: Path, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(CannotCreateError, match="full"):
        export_file(full, str(tmp_path / "out"), format="csv", today=today)
    assert not (tmp_path / "out").exists()


def test_a_folder_that_may_not_be_written(
    full: Book, tmp_path: Path, today: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(NoPermissionError):
        export_file(full, str(tmp_path / "out"), format="csv", today=today)


def test_an_empty_book(book: Book, today: date) -> None:
    assert export(book, format="vcard", today=today) == (b"", 0)
    assert export(book, format="csv", today=today).data.count(b"\r\n") == 1
