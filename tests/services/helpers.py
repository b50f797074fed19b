"""Short ways to fill a book in the tests of the services, and to look into it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from netintern.domain.errors import FieldError, NetinternError
from netintern.services.interactions import log_talk
from netintern.services.people import add_person
from netintern.services.queries.book import Book

TODAY = date(2026, 6, 29)
"""A Monday."""

_ITSELF = frozenset({"action", "journal", "undo_state"})


def person(book: Book, name: str, **fields: Any) -> int:
    """The id of a new person, whatever names are in the book."""
    return add_person(book, name, **{"today": TODAY, "is_new": True, **fields}).ids[0]


def talk(book: Book, *people: int, on: date = TODAY, **fields: Any) -> int:
    """The id of a new talk."""
    return log_talk(book, people, on=on, **{"today": TODAY, **fields}).ids[0]


def rows(book: Book, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """What a query finds."""
    return book.connection.execute(sql, values).fetchall()


def one(book: Book, sql: str, *values: object) -> Any:
    """The only value that a query finds."""
    ((value,),) = rows(book, sql, *values)
    return value


def steps(book: Book) -> list[str]:
    """Labels of the steps in the history, oldest first."""
    return [label for (label,) in rows(book, "SELECT label FROM action ORDER BY id")]


def owed(book: Book, person_id: int) -> list[tuple[Any, ...]]:
    """Kind, due, and done of what is owed to a person and was not dropped."""
    return rows(
        book,
        "SELECT kind, due, done_on FROM obligation"
        " WHERE person = ? AND dropped_on IS NULL AND deleted_ms IS NULL ORDER BY id",
        person_id,
    )


def dump(book: Book) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table but the journal's own."""
    tables = [
        name
        for (name,) in rows(book, "SELECT name FROM sqlite_master WHERE type = 'table'")
        if not name.startswith("sqlite_") and name not in _ITSELF
    ]
    return {name: sorted(rows(book, f'SELECT * FROM "{name}"'), key=repr) for name in tables}


def refused(book: Book, field: str, verb: Callable[[], object]) -> NetinternError:
    """The error of a verb that must name this field and write nothing."""
    before, known = dump(book), steps(book)
    with pytest.raises(FieldError) as caught:
        verb()
    assert caught.value.field == field
    assert caught.value.sentence.endswith(".")
    assert (dump(book), steps(book)) == (before, known)
    return caught.value
