"""Six times sixty lines as strangers typed them who had read the grammar, but not the code.

Of each sixty at least 57 are understood exactly as they were meant; none is read wrongly without
a doubt.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from netintern.domain.sentence import Reading
from netintern.domain.text import fold
from netintern.services.queries.book import Book
from netintern.services.queries.sentences import read_line
from tests.services.helpers import person

TODAY = date(2026, 11, 23)
LEAST = 57
PEOPLE = (
    *("Ana Silva", "Ana Ruiz", "Ben Okafor", "May Lin", "April Jones", "Jan de Vries"),
    *("Dr. Leila Haddad", "Mei Tanaka 田中", "Jean-Luc O'Neil", "Priya Natarajan", "Tom Baker"),
    *("Zoë Ångström", "Kofi Lindqvist", "Sun Li"),
)
FILES = sorted((Path(__file__).parents[2] / "fixtures").glob("phrases_*.json"))


@pytest.fixture
def known(book: Book) -> Book:
    """The book of whoever wrote the phrases."""
    for name in PEOPLE:
        person(book, name)
    return book


def understood(reading: Reading) -> dict[str, Any]:
    """A reading in the terms in which the meaning was written down."""
    return {
        "with": sorted(one.name for one in reading.people),
        "new": sorted(reading.newcomers),
        "on": reading.on.isoformat(),
        "minutes": reading.minutes,
        "kind": reading.kind,
        "own_time": reading.own_time,
        "organisation": _text(reading.organisation),
        "tags": sorted(map(fold, reading.tags)),
        "suggested": [[one.name, one.circle] for one in reading.suggested],
        "promised": [[_text(one.text), _day(one.by)] for one in reading.promised],
        "they_promised": [[_text(one.text), _day(one.by)] for one in reading.they_promised],
        "learned": _text(reading.learned),
        "next": _day(reading.next_on),
    }


def meant(written: dict[str, Any]) -> dict[str, Any]:
    """What was written down, in one spelling."""
    promised = {
        key: [[_text(one["text"]), one["by"]] for one in written[key]]
        for key in ("promised", "they_promised")
    }
    return {
        **written,
        **promised,
        "with": sorted(written["with"]),
        "new": sorted(written["new"]),
        "organisation": _text(written["organisation"]),
        "tags": sorted(map(fold, written["tags"])),
        "suggested": [[one["name"], one["circle"]] for one in written["suggested"]],
        "learned": _text(written["learned"]),
    }


def verdict(book: Book, phrase: dict[str, Any]) -> str:
    """Empty if the phrase is understood; "asks" if it is doubted; else what is wrong."""
    reading = read_line(book, phrase["text"], today=TODAY, doubt_alike=True)
    if phrase["unsure"]:
        return "" if reading.unsure else "was not doubted"
    if reading.unsure:
        return "asks"
    found, wanted = understood(reading), meant(phrase["reading"])
    wrong = {key: (found[key], wanted[key]) for key in found if found[key] != wanted[key]}
    return str(wrong) if wrong else ""


def test_six_strangers_typed() -> None:
    assert len(FILES) == 6


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_a_stranger_types_is_understood(known: Book, file: Path) -> None:
    phrases = json.loads(file.read_text(encoding="utf-8"))
    said = {phrase["text"]: verdict(known, phrase) for phrase in phrases}
    assert len(said) == 60
    wrong = {text: what for text, what in said.items() if what not in ("", "asks")}
    assert wrong == {}
    assert sum(what == "" for what in said.values()) >= LEAST


def _text(text: str | None) -> str | None:
    return fold(text).strip(" .") if text else None


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
