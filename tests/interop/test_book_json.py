"""The whole book as JSON: equal books give equal bytes, and damaged ones are refused."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from netintern.domain.errors import BadDataError
from netintern.interop import book_json
from netintern.interop.exporting import export
from netintern.interop.preview import apply_import, preview_import, read_bytes, read_file
from netintern.services import book as books
from netintern.services.interactions import log_talk
from netintern.services.journal import undo
from netintern.services.queries.book import Book
from netintern.services.settings import set_rule

FIXTURES = Path(__file__).parent.parent / "fixtures" / "interop"


@pytest.fixture
def full(book: Book, today: date) -> Book:
    """A book with people, a talk, a setting, and an imported card."""
    apply_import(book, read_file(str(FIXTURES / "team_v3.vcf")), track=True, today=today)
    log_talk(book, [1], on=today, minutes=30, learned="one\ntwo", today=today)
    set_rule(book, "own_budget", "75", today=today)
    return book


@pytest.fixture
def other(tmp_path: Path) -> Any:
    """Another, empty book."""
    made = books.create_book(str(tmp_path / "other.db"))
    yield made
    books.close_book(made)


def as_json(book: Book, today: date) -> bytes:
    """The book as it is exported."""
    return export(book, format="json", today=today).data


def test_a_book_comes_back_equal(full: Book, other: Book, today: date) -> None:
    data = as_json(full, today)
    incoming = read_bytes(data)
    assert incoming.format == "netintern"
    told = preview_import(other, incoming)
    assert (told.new, told.updated, told.same, told.cards) == (2, 0, 0, 2)
    assert (told.emails, told.phones, told.ties, told.photos) == (2, 1, 1, 1)
    receipt = apply_import(other, incoming, today=today)
    assert receipt.ids == (1, 2)
    assert as_json(other, today) == data
    again = preview_import(other, incoming)
    assert (again.new, again.updated, again.same) == (0, 0, 2)
    assert apply_import(other, incoming, today=today).action_id == 0
    undo(other)
    assert json.loads(as_json(other, today))["tables"]["person"] == []


def test_history_and_moment_are_not_in_it(full: Book, today: date) -> None:
    found = json.loads(as_json(full, today))
    assert sorted(found) == ["format", "schema", "tables", "version"]
    assert not {"action", "journal", "undo_state"} & set(found["tables"])
    assert as_json(full, today) == as_json(full, date(2030, 1, 1))
    assert len(found["tables"]["person"][0]["uid"]) == 32


def test_a_book_goes_only_into_an_empty_one(full: Book, other: Book, today: date) -> None:
    data = as_json(full, today)
    apply_import(other, read_file(str(FIXTURES / "linkedin.csv")), today=today)
    before = as_json(other, today)
    with pytest.raises(BadDataError, match="has people") as caught:
        apply_import(other, read_bytes(data), today=today)
    assert "--book" in caught.value.hint
    assert as_json(other, today) == before


def test_settings_of_the_file_replace_those_of_the_book(
    full: Book, other: Book, today: date
) -> None:
    set_rule(other, "own_budget", "30", today=today)
    apply_import(other, read_bytes(as_json(full, today)), today=today)
    assert as_json(other, today) == as_json(full, today)


def test_a_changed_person_is_told(full: Book, today: date) -> None:
    document = json.loads(as_json(full, today))
    document["tables"]["person"][0]["role"] = "else"
    told = preview_import(full, read_bytes(json.dumps(document).encode()))
    assert (told.new, told.updated, told.same) == (0, 1, 1)


Damage = Callable[[dict[str, Any]], object]
DAMAGES: dict[str, Damage] = {
    "name missing": lambda t: t["person"][0].update(name=""),
    "name no text": lambda t: t["person"][0].update(name=None),
    "column missing": lambda t: t["person"][0].pop("tier"),
    "column unknown": lambda t: t["person"][0].update(x=1),
    "table unknown": lambda t: t.update(other=[]),
    "journal": lambda t: t.update(journal=[]),
    "wrong tier": lambda t: t["person"][0].update(tier=9),
    "wrong day": lambda t: t["person"][0].update(met_on="2026-02-30"),
    "wrong uid": lambda t: t["person"][0].update(uid="zz"),
    "short uid": lambda t: t["person"][0].update(uid="00"),
    "wrong id": lambda t: t["person"][0].update(id=-1),
    "huge id": lambda t: t["person"][0].update(id=2**63 - 1),
    "huge number": lambda t: t["person"][0].update(created_ms=2**70),
    "text as id": lambda t: t["person"][0].update(id="x"),
    "twice": lambda t: t["person"].append(t["person"][0]),
    "nobody": lambda t: t["handle"][0].update(person=99),
    "circle": lambda t: [row.update(via=3 - row["id"]) for row in t["person"]],
    "endless": lambda t: t["interaction"][0].update(minutes=1e999),
}


@pytest.mark.parametrize("name", sorted(DAMAGES))
def test_damaged_books_are_refused_and_change_nothing(
    name: str, full: Book, other: Book, today: date
) -> None:
    document = json.loads(as_json(full, today))
    DAMAGES[name](document["tables"])
    before = as_json(other, today)
    with pytest.raises(BadDataError):
        apply_import(other, read_bytes(json.dumps(document).encode()), today=today)
    assert as_json(other, today) == before


@pytest.mark.parametrize(
    "data",
    [
        b"{",
        b"{}",
        b"[]",
        b"[" * 100_000,
        b'{"format": "netintern"}',
        b'{"format": "netintern", "version": 2, "schema": 1, "tables": {}}',
        b'{"format": "netintern", "version": 1, "schema": "x", "tables": {}}',
        b'{"format": "netintern", "version": 1, "schema": 1, "tables": []}',
        b'{"format": "netintern", "version": 1, "schema": 1, "tables": {"person": [1]}}',
        b'{"format": "netintern", "version": 1, "schema": 1, "tables": {"person": [{"id": []}]}}',
        b'{"format": "netintern", "version": 1, "schema": NaN, "tables": {}}',
        b'{"a": "\xff"}',
    ],
)
def test_what_is_no_book(data: bytes) -> None:
    with pytest.raises(BadDataError):
        book_json.parse(data)


def test_text_of_a_strange_book_is_cleaned(full: Book, other: Book, today: date) -> None:
    document = json.loads(as_json(full, today))
    document["tables"]["person"][0].update(name="A\x1b[31m\nB\ud800", notes="x\x07\ny")
    apply_import(other, read_bytes(json.dumps(document).encode()), today=today)
    found = other.connection.execute("SELECT name, notes FROM person WHERE id = 1").fetchone()
    assert found == ("A B", "x\ny")


def test_a_book_of_another_version_is_refused(full: Book, other: Book, today: date) -> None:
    document = json.loads(as_json(full, today))
    document["schema"] += 1
    with pytest.raises(BadDataError, match="version"):
        apply_import(other, read_bytes(json.dumps(document).encode()), today=today)
