"""Whole tables: what an import compares a file with, and what an export writes."""

import sqlite3
from collections.abc import Iterator
from typing import Any, Final

UNEXPORTED: Final = frozenset({"action", "journal", "undo_state"})
"""Tables about the history of the book, which stays in the book."""

_PEOPLE: Final = """
    SELECT id, lower(hex(uid)), name, org, role, coalesce(birthday, ''), notes, met_on, tracked,
           archived_on IS NOT NULL, coalesce(vcard_uid, ''), via
    FROM person WHERE deleted_ms IS NULL ORDER BY id
"""
_HANDLES: Final = """
    SELECT person, kind, value, label, pref FROM handle WHERE deleted_ms IS NULL
    ORDER BY person, kind, pref DESC, id
"""
_TAGS: Final = """
    SELECT person_tag.person, tag.name FROM person_tag JOIN tag ON tag.id = person_tag.tag
    WHERE tag.deleted_ms IS NULL ORDER BY person_tag.person, tag.name
"""
_CARDS: Final = """
    SELECT card.id, card.person, card.kind, card.body
    FROM card JOIN person ON person.id = card.person
    WHERE card.deleted_ms IS NULL AND person.deleted_ms IS NULL ORDER BY card.id
"""
_TIES: Final = """
    SELECT tie.a, tie.b, tie.level, coalesce(tie.kind, '') FROM tie
    JOIN person AS one ON one.id = tie.a AND one.deleted_ms IS NULL
    JOIN person AS other ON other.id = tie.b AND other.deleted_ms IS NULL
    WHERE tie.deleted_ms IS NULL ORDER BY tie.a, tie.b
"""
_RULES: Final = """
    SELECT id, circle, tier, cadence_days, wish, do_not_ask FROM person
    WHERE deleted_ms IS NULL ORDER BY id
"""


def people(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
    """Id, UID, name, organisation, role, birthday, notes, met on, tracked, archived, card, via."""
    return connection.execute(_PEOPLE).fetchall()


def rules(connection: sqlite3.Connection) -> dict[int, tuple[Any, ...]]:
    """Circle, tier, cadence, wish, and do-not-ask by person."""
    return {row[0]: row[1:] for row in connection.execute(_RULES)}


def handles(connection: sqlite3.Connection) -> list[tuple[int, Any, str, str, int]]:
    """Person, kind (email, phone, url, im), value, label, preferred."""
    return connection.execute(_HANDLES).fetchall()


def tags(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """Person and tag."""
    return connection.execute(_TAGS).fetchall()


def cards(connection: sqlite3.Connection) -> list[tuple[int, int, str, str]]:
    """Id, person, source, and lines of the imported cards, oldest first."""
    return connection.execute(_CARDS).fetchall()


def ties(connection: sqlite3.Connection) -> list[tuple[int, int, int, str]]:
    """The two people, the smaller id first, their level, and what the tie is called."""
    return connection.execute(_TIES).fetchall()


def exported_tables(connection: sqlite3.Connection) -> list[str]:
    """Every table but those of the history, by name."""
    statement = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
    return sorted({name for (name,) in connection.execute(statement)} - UNEXPORTED)


def rows(connection: sqlite3.Connection, table: str) -> Iterator[dict[str, Any]]:
    """All rows of a table in the order of its key."""
    info = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    columns = [row[1] for row in info]
    key = [name for _, name in sorted((row[5], row[1]) for row in info if row[5])]
    listed = ", ".join(f'"{column}"' for column in columns)
    order = ", ".join(f'"{column}"' for column in key)
    for row in connection.execute(f'SELECT {listed} FROM "{table}" ORDER BY {order}'):
        yield dict(zip(columns, row, strict=True))


def holds_rows(connection: sqlite3.Connection, table: str) -> bool:
    """Whether a table holds anything, deleted rows included."""
    found = connection.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")').fetchone()
    return bool(found[0])


def highest_id(connection: sqlite3.Connection, table: str) -> int:
    """The largest id of a table, 0 if it has no row."""
    found = connection.execute(f'SELECT coalesce(max(id), 0) FROM "{table}"').fetchone()
    return int(found[0])


def removed_ties(connection: sqlite3.Connection) -> dict[tuple[int, int], int]:
    """Ids of the ties that were taken away, by the two people."""
    rows = connection.execute("SELECT a, b, id FROM tie WHERE deleted_ms IS NOT NULL")
    return {(a, b): row for a, b, row in rows}


def broken_link(connection: sqlite3.Connection) -> tuple[str, str] | None:
    """A table with a row that refers to a missing one, and the table of the missing row."""
    found = connection.execute("PRAGMA foreign_key_check").fetchone()
    return (found[0], found[2]) if found else None


def introducers(connection: sqlite3.Connection) -> dict[int, int]:
    """Who suggested whom, by the id of the person suggested."""
    return dict(connection.execute("SELECT id, via FROM person WHERE via IS NOT NULL"))
