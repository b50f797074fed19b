"""Finds the row of a table that names its columns, and what the names mean."""

import csv
import io
import re
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from netintern.domain.text import clean, fold
from netintern.interop.words import MEANINGS

TableFormat = Literal["linkedin", "google", "outlook", "csv"]

HEADER_ROWS: Final = 20
"""The heading is looked for in so many first lines; exports put notes before it."""
_DELIMITERS: Final = ",;\t"
_HEADINGS: Final = {
    heading: meaning for meaning, listed in MEANINGS.items() for heading in listed.split("|")
}
_NUMBERED: Final = (
    (re.compile(r"e ?mail (\d+)( value| address)?"), "email"),
    (re.compile(r"phone (\d+)( value)?"), "phone"),
    (re.compile(r"(?:website|url) (\d+)( value)?"), "url"),
    (re.compile(r"relation (\d+) value"), "relation"),
    (re.compile(r"relation (\d+) (label|type)"), "relation label"),
    (re.compile(r"organization (\d+) name"), "org"),
    (re.compile(r"organization (\d+) title"), "role"),
)
_NAMES: Final = frozenset({"name", "given", "family", "short"})


class Heading(NamedTuple):
    """The row that names the columns."""

    line: int
    """Index of its line, from 0."""
    delimiter: str
    columns: tuple[str, ...]
    """The meaning of each column, empty if it is not known."""
    labels: tuple[str, ...]
    """The headings themselves, folded."""

    @property
    def format(self) -> TableFormat:
        """Whose export it looks like."""
        known = set(self.labels)
        if "met on" in self.columns and "circle" not in self.columns:
            return "linkedin"
        if {"file as", "yomi name", "group membership", "e mail 1 value"} & known:
            return "google"
        if {"e mail address", "e mail 2 address"} & known and {"job title", "company"} & known:
            return "outlook"
        return "csv"


def find_heading(text: str) -> Heading | None:
    """The first of the first 20 lines that names at least three columns we know.

    Two are enough if one is a name and one an e-mail address.
    """
    for number, line in enumerate(_first_lines(text)):
        best = max((_heading(number, line, mark) for mark in _DELIMITERS), key=_known)
        meanings = set(best.columns) - {""}
        if _known(best) >= 3 and meanings & (_NAMES | {"email", "org", "nickname", "file as"}):
            return best
        if _known(best) == 2 and meanings & _NAMES and "email" in meanings:
            return best
    return None


def _first_lines(text: str) -> list[str]:
    lines = io.StringIO(text, newline=None)
    return [line.rstrip("\n") for _, line in zip(range(HEADER_ROWS), lines, strict=False)]


def _known(heading: Heading) -> int:
    """Different columns that are known, as a sentence may hold the same word twice."""
    pairs = zip(heading.columns, heading.labels, strict=True)
    return len({label for meaning, label in pairs if meaning})


def _heading(number: int, line: str, delimiter: str) -> Heading:
    cells = _cells(line, delimiter)
    labels = tuple(_folded_heading(cell) for cell in cells)
    return Heading(number, delimiter, _meanings(labels), labels)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line[:20000]], delimiter=delimiter), [])
    except csv.Error:
        return []


def _folded_heading(cell: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(clean(cell))))


def _meanings(labels: Sequence[str]) -> tuple[str, ...]:
    found = [_meaning(label) for label in labels]
    known = set(found)
    # Title is the job, unless another column is; Nombre or Nom is the whole name or its half.
    title = "prefix" if "role" in known else "role"
    short = "name"
    if "given" in known and "family" not in known:
        short = "family"
    elif "family" in known and "given" not in known:
        short = "given"
    turned = {"title": title, "short": short}
    if short == "family" and "short" not in known:
        turned["name"] = "family"
    return tuple(turned.get(meaning, meaning) for meaning in found)


def _meaning(label: str) -> str:
    exact = _HEADINGS.get(label)
    if exact:
        return exact
    return next((meaning for shape, meaning in _NUMBERED if shape.fullmatch(label)), "")
