"""Somebody meant by an id or a name that was typed; found exactly or not at all."""

from typing import NamedTuple

from netintern.domain.errors import AmbiguousNameError, NothingFoundError
from netintern.domain.people import has_beginnings
from netintern.domain.text import fold
from netintern.storage.probe import Book
from netintern.storage.reads import people as reads

MOST_CANDIDATES = 10
"""Candidates that are named when a name fits several people."""
_LARGEST_ID = 2**63 - 1


class PersonRef(NamedTuple):
    """Somebody, named."""

    id: int
    name: str
    org: str


def find_person(book: Book, text: str) -> PersonRef:
    """The person meant by an id ("12", "#12") or a name; never a guess.

    An exact name wins, then a name that starts with the text or has words that start with all of
    its words; archived people only count where nobody else fits. Raises NothingFoundError, or
    AmbiguousNameError with the candidates.
    """
    sought = text.strip()
    number = sought.removeprefix("#")
    if number.isdecimal():
        return _by_id(book, int(number), text)
    name = fold(sought)
    words = name.split()
    if not words:
        raise nobody(text)
    held = reads.holding(book.connection, words)
    for archived in (False, True):
        people = [(row[0], row[1], row[2] or "") for row in held if bool(row[3]) is archived]
        fitting = _fitting(people, words)
        if len(fitting) == 1:
            return PersonRef._make(fitting[0])
        if fitting:
            raise AmbiguousNameError(sought, tuple(fitting[:MOST_CANDIDATES]))
    raise nobody(text)


def nobody(text: str) -> NothingFoundError:
    """The error for a person who is not in the book."""
    hint = "Look with: netintern search."
    return NothingFoundError(f"There is no such person: '{text.strip()}'.", hint)


def _by_id(book: Book, number: int, text: str) -> PersonRef:
    row = reads.by_id(book.connection, number) if number <= _LARGEST_ID else None
    if row is None:
        raise nobody(text)
    return PersonRef(row[0], row[1], row[2] or "")


def _fitting(people: list[tuple[int, str, str]], words: list[str]) -> list[tuple[int, str, str]]:
    """Those with exactly this name; if there are none, those whose name has these beginnings."""
    folded = [(person, fold(person[1]).split()) for person in people]
    exact = [person for person, parts in folded if parts == words]
    if exact:
        return exact
    start = " ".join(words)
    return [
        person
        for person, parts in folded
        if " ".join(parts).startswith(start) or has_beginnings(parts, words)
    ]
