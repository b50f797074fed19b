"""Whole files: what is told before an import, what is written, and that twice is once."""

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from netintern.domain.errors import BadDataError, NoSuchFileError
from netintern.interop.preview import apply_import, preview_import, read_bytes, read_file
from netintern.services import book as books
from netintern.services.journal import undo
from netintern.services.queries.book import Book
from tests.outside import OUTSIDE, outside

FIXTURES = Path(__file__).parent.parent / "fixtures" / "interop"
KEYS = {
    "cards": "cards",
    "emails": "emails",
    "tels": "phones",
    "orgs": "organisations",
    "rels": "ties",
    "photos": "photos",
    "first": "first",
    "last": "last",
}
"""Keys of the optional table of counts, and those of the preview."""


def expected() -> dict[str, dict[str, Any]]:
    """Counts of the optional outside files; empty if they are not there."""
    path = OUTSIDE / "data" / "interop" / "EXPECTED.json"
    if not path.exists():
        return {}
    counts: dict[str, dict[str, Any]] = json.loads(path.read_text("utf-8"))
    return {name: found for name, found in counts.items() if name.startswith(("csv/", "vcard/"))}


def rows(book: Book, statement: str) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    return book.connection.execute(statement).fetchall()


def test_counts_of_all_outside_files(today: date) -> None:
    outside("data/interop/EXPECTED.json")
    empty = books.empty_book()
    wrong = {}
    for name, counts in expected().items():
        found = preview_import(empty, read_file(str(outside(f"data/interop/{name}"))), today=today)
        told = found.as_json()
        off = {
            key: told[mine]
            for key, mine in KEYS.items()
            if counts.get(key, told[mine]) != told[mine]
        }
        if (
            off
            or found.unreadable
            or found.duplicates
            or found.updated > (name.endswith("rfc.vcf"))
        ):
            wrong[name] = off
    assert not wrong


@pytest.mark.parametrize("name", sorted(expected()) or ["csv/google_new.csv"])
def test_outside_files_twice(name: str, book: Book, today: date) -> None:
    path = str(outside(f"data/interop/{name}"))
    apply_import(book, read_file(path), today=today)
    again = preview_import(book, read_file(path), today=today)
    assert (again.new, again.updated, again.same) == (0, 0, again.cards)
    assert apply_import(book, read_file(path), today=today).action_id == 0


@pytest.mark.parametrize("name", sorted(entry.name for entry in FIXTURES.iterdir()))
def test_the_same_file_twice_is_once_and_undo_takes_it_back(
    name: str, book: Book, today: date
) -> None:
    incoming = read_file(str(FIXTURES / name))
    first = preview_import(book, incoming, today=today)
    assert (first.new, first.updated, first.same) == (first.cards, 0, 0)
    receipt = apply_import(book, incoming, today=today)
    assert len(receipt.ids) == first.cards
    assert rows(book, "SELECT count(*) FROM person WHERE tracked = 0") == [(first.cards,)]
    again = preview_import(book, incoming, today=today)
    assert (again.new, again.updated, again.same) == (0, 0, first.cards)
    assert apply_import(book, incoming, today=today).action_id == 0
    undo(book)
    for table in ("person", "handle", "tag", "person_tag", "tie", "card", "referral"):
        assert rows(book, f'SELECT count(*) FROM "{table}"') == [(0,)]


def test_the_preview_has_the_promised_keys(today: date) -> None:
    incoming = read_file(str(FIXTURES / "phone_v21.vcf"))
    told = preview_import(books.empty_book(), incoming, today=today).as_json()
    assert json.loads(json.dumps(told)) == {
        "format": "vcard",
        "cards": 2,
        "new": 2,
        "updated": 0,
        "same": 0,
        "duplicates": [],
        "unreadable": [{"line": 22, "why": "the card has no END:VCARD"}],
        "emails": 0,
        "phones": 2,
        "organisations": 1,
        "ties": 0,
        "photos": 1,
        "first": "Quentin Sato",
        "last": "Kofi Iyer",
    }


def test_a_preview_writes_nothing(book: Book, book_path: Path, today: date) -> None:
    before = book_path.read_bytes()
    preview_import(book, read_file(str(FIXTURES / "linkedin.csv")), today=today)
    assert book_path.read_bytes() == before


def test_repeats_count_once_and_are_listed() -> None:
    row = "Ana,a@example.com,Acme\n"
    incoming = read_bytes(f"Name,E-mail,Company\n{row}Tom,,\n{row}".encode())
    assert [card.name for card in incoming.cards] == ["Ana", "Tom"]
    assert [tuple(repeat) for repeat in incoming.duplicates] == [(4, "Ana")]
    one = "BEGIN:VCARD\nFN:Ana\nEND:VCARD\n"
    assert [tuple(repeat) for repeat in read_bytes(one.encode() * 2).duplicates] == [(4, "Ana")]


def test_names_of_controls_only_are_unreadable(book: Book, today: date) -> None:
    incoming = read_bytes(b"Name,E-mail,Company\n\x1b[31m,a@example.com,Acme\nTom,,\n")
    assert [card.name for card in incoming.cards] == ["Tom"]
    assert [entry.line for entry in incoming.unreadable] == [2]
    with pytest.raises(BadDataError, match="no people"):
        read_bytes(b"BEGIN:VCARD\nFN:\x1b]0;x\x07\nEND:VCARD\n")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b" \r\n\t",
        b"\xef\xbb\xbf",
        b"Name,E-mail,Company\n",
        b"Date,Amount\n1,2\n",
        b"BEGIN:VCARD\nEND:VCARD\n",
        b"{}",
        b"[1]",
        b'{"format": "netintern"',
        b"\x00" * 100,
        b"PK\x03\x04nothing",
        bytes(range(256)),
    ],
)
def test_files_without_people_are_refused(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(BadDataError):
        read_file(str(path))


def test_a_missing_file() -> None:
    with pytest.raises(NoSuchFileError):
        read_file("/no/such/file.csv")


def test_a_card_in_the_middle_of_a_mail() -> None:
    incoming = read_bytes(b"Dear all,\n\nmy card:\nBEGIN:VCARD\nFN:Ana\nEND:VCARD\nBye\n")
    assert [card.name for card in incoming.cards] == ["Ana"]


def test_everything_arrives(book: Book, today: date) -> None:
    apply_import(book, read_file(str(FIXTURES / "team_v3.vcf")), today=today)
    (ana,) = rows(book, "SELECT * FROM person WHERE id = 1")
    names = [row[1] for row in rows(book, "PRAGMA table_info(person)")]
    person = dict(zip(names, ana, strict=True))
    assert person["name"] == "Ana Maria Silva"
    assert person["sort_name"] == "silva ana maria"
    assert (person["org"], person["role"]) == ("Acme, Inc.", "Engineer")
    assert (person["birthday"], person["tracked"]) == ("1990-04-15", 0)
    assert person["notes"] == "first line\nsecond line, with comma"
    assert person["vcard_uid"] == "11111111-2222-4333-8444-555555555501"
    for word in ("ana maria silva", "acme, inc.", "engineer", "mentor", "ana@example.com", "415"):
        assert word in person["folded"]
    handles = rows(book, "SELECT kind, value, norm, label, pref, lasting FROM handle ORDER BY id")
    assert handles[:3] == [
        ("email", "ana@example.com", "ana@example.com", "old school", 1, 0),
        ("phone", "+1 415 555 0101", "4155550101", "cell", 0, 0),
        ("url", "https://www.linkedin.com/in/ana-silva-1", "linkedin.com/in/ana-silva-1", "", 0, 1),
    ]
    tags = rows(book, "SELECT name FROM tag JOIN person_tag ON tag = tag.id ORDER BY name")
    assert tags == [("alumni",), ("mentor",)]
    assert rows(book, "SELECT a, b, level, kind FROM tie") == [(1, 2, 2, "manager")]
    (body,) = rows(book, "SELECT body FROM card WHERE person = 1")[0]
    assert 'X-SECRET;X-P="a;b:c":keep me' in body
    assert "item3.X-ABRELATEDNAMES:Nobody Known" in body


def test_met_on_and_tracking(book: Book, today: date) -> None:
    incoming = read_file(str(FIXTURES / "linkedin.csv"))
    apply_import(book, incoming, track=True, today=today)
    assert rows(book, "SELECT met_on, tracked FROM person ORDER BY id")[0] == ("2024-03-05", 1)


def test_a_file_that_changed_updates(book: Book, today: date) -> None:
    data = (FIXTURES / "linkedin.csv").read_bytes()
    apply_import(book, read_bytes(data), today=today)
    newer = read_bytes(
        data.replace(b"Globex", b"Initech").replace(b"tom-okafor,", b"tom-okafor,t@x.org")
    )
    found = preview_import(book, newer, today=today)
    assert (found.new, found.updated, found.same) == (0, 1, 2)
    apply_import(book, newer, today=today)
    assert rows(book, "SELECT org FROM person WHERE id = 2") == [("Initech",)]
    assert "initech" in rows(book, "SELECT folded FROM person WHERE id = 2")[0][0]
    assert rows(book, "SELECT count(*) FROM card") == [(3,)]
    undo(book)
    assert rows(book, "SELECT org FROM person WHERE id = 2") == [("Globex",)]


def test_an_import_meets_people_who_are_there(book: Book, today: date, tmp_path: Path) -> None:
    from netintern.services.people import add_person

    add_person(book, "Ana Silva", email=["ana@example.com"], tags=["Mentor"], today=today)
    path = tmp_path / "more.csv"
    path.write_text("Name,E-mail,Company,Tags\nAna Silva,ANA@example.com,Acme,mentor\n")
    receipt = apply_import(book, read_file(str(path)), today=today)
    assert receipt.label == "more.csv: 1 person updated"
    assert rows(book, "SELECT name, org, tracked FROM person") == [("Ana Silva", "Acme", 1)]
    assert rows(book, "SELECT count(*) FROM handle") == [(1,)]
    assert rows(book, "SELECT name FROM tag") == [("Mentor",)]


def test_ten_thousand_rows(book: Book, today: date) -> None:
    lines = ["First Name,Last Name,URL,Email Address,Company,Position,Connected On"]
    lines += [
        f"Ana{n},Silva,https://www.linkedin.com/in/{n},a{n}@b.org,Acme {n % 99},,05 Mar 2024"
        for n in range(10_000)
    ]
    begun = os.times()
    receipt = apply_import(book, read_bytes("\n".join(lines).encode()), today=today)
    ended = os.times()
    assert len(receipt.ids) == 10_000
    assert ended.user + ended.system - begun.user - begun.system < 15


def test_formats_are_told_apart() -> None:
    formats = {
        "linkedin.csv": "linkedin",
        "google.csv": "google",
        "outlook.csv": "outlook",
        "semicolon.csv": "csv",
        "team_v3.vcf": "vcard",
    }
    assert {name: read_file(str(FIXTURES / name)).format for name in formats} == formats
