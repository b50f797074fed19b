"""People: found by name, listed, and everything on one of them."""

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from netintern.storage.reads.ids import batch
from netintern.storage.reads.kinds import MEETING


class PersonRow(NamedTuple):
    """A person as stored, with the name of who suggested them."""

    id: int
    name: str
    circle: str | None
    org: str | None
    role: str | None
    tier: int
    cadence_days: int | None
    tracked: int
    wish: int
    met_on: str | None
    via: int | None
    via_name: str | None
    snoozed_until: str | None
    snoozed_on: str | None
    next_on: str | None
    archived_on: str | None
    do_not_ask: int
    leaves_on: str | None
    notes: str | None
    birthday: str | None


HandleRow = tuple[int, str, str, str | None, int]
"""person, kind, value, label, lasting"""

_PERSON = """
SELECT p.id, p.name, p.circle, p.org, p.role, p.tier, p.cadence_days, p.tracked, p.wish,
       p.met_on, v.id, v.name, p.snoozed_until, p.snoozed_on, p.next_on, p.archived_on,
       p.do_not_ask, p.leaves_on, {rest}
FROM person AS p {hint}
LEFT JOIN person AS v ON v.id = p.via AND v.deleted_ms IS NULL
WHERE {condition}
"""
_ONE = _PERSON.format(
    rest="p.notes, p.birthday", hint="", condition="p.id = ? AND p.deleted_ms IS NULL"
)
_LIVING = "p.deleted_ms IS NULL AND p.archived_on IS NULL"
_LISTED = """
  AND (?1 IS NULL OR p.circle = ?1) AND (?2 IS NULL OR p.wish = ?2)
  AND (?3 IS NULL OR EXISTS (SELECT 1 FROM person_tag AS m JOIN tag AS g ON g.id = m.tag
                             WHERE m.person = p.id AND g.name = ?3 COLLATE NOCASE))
ORDER BY p.sort_name COLLATE NOCASE, p.id
"""
_TRACKED_LIST = (
    _PERSON.format(
        rest="NULL, NULL", hint="INDEXED BY tracked", condition=f"p.tracked = 1 AND {_LIVING}"
    )
    + _LISTED
)
_UNTRACKED_LIST = (
    _PERSON.format(rest="NULL, NULL", hint="", condition=f"p.tracked = 0 AND {_LIVING}") + _LISTED
)
_NAMED = """
SELECT id, name, org, archived_on IS NOT NULL FROM person
WHERE deleted_ms IS NULL {conditions} ORDER BY id
"""
_BY_ID = "SELECT id, name, org FROM person WHERE id = ? AND deleted_ms IS NULL"
_HANDLES = """
SELECT person, kind, value, label, lasting FROM (
SELECT h.person, h.kind, h.value, h.label, h.lasting, h.pref, h.id
FROM json_each(?1) AS wanted CROSS JOIN handle AS h ON h.person = wanted.value
WHERE h.deleted_ms IS NULL
UNION ALL
SELECT m.person, 'tag', g.name, NULL, 0, 0, g.id
FROM json_each(?1) AS wanted CROSS JOIN person_tag AS m ON m.person = wanted.value
CROSS JOIN tag AS g ON g.id = m.tag AND g.deleted_ms IS NULL
) ORDER BY person, pref = 0, pref, id
"""
_GENERATIONS = """
WITH RECURSIVE above(person, at, depth) AS (
  SELECT p.id, p.via, 0 FROM json_each(?) AS wanted CROSS JOIN person AS p ON p.id = wanted.value
  UNION ALL
  SELECT above.person, p.via, above.depth + 1
  FROM above CROSS JOIN person AS p ON p.id = above.at
  WHERE p.deleted_ms IS NULL AND above.depth < 1000
)
SELECT person, max(depth) FROM above GROUP BY person
"""

MISSING_ADDRESSES = f"""
SELECT count(*) FROM person AS p INDEXED BY tracked
WHERE p.tracked = 1 AND p.deleted_ms IS NULL AND p.archived_on IS NULL
  AND NOT EXISTS (SELECT 1 FROM handle AS h
                  WHERE h.person = p.id AND h.lasting = 1 AND h.deleted_ms IS NULL)
  AND (p.met_on IS NOT NULL OR EXISTS (
    SELECT 1 FROM participant AS x CROSS JOIN interaction AS i ON i.id = x.interaction
    WHERE x.person = p.id AND x.on_day <= ? AND i.deleted_ms IS NULL AND {MEETING}))
"""


def person(connection: sqlite3.Connection, person_id: int) -> PersonRow | None:
    """One person, archived or not."""
    row = connection.execute(_ONE, (person_id,)).fetchone()
    return None if row is None else PersonRow._make(row)


def listed(
    connection: sqlite3.Connection,
    *,
    untracked: bool,
    circle: str | None,
    tag: str | None,
    wish: bool | None,
) -> list[PersonRow]:
    """People who are not archived, by sort name."""
    statement = _UNTRACKED_LIST if untracked else _TRACKED_LIST
    rows = connection.execute(statement, (circle, wish, tag))
    return [PersonRow._make(row) for row in rows]


def by_id(connection: sqlite3.Connection, person_id: int) -> tuple[int, str, str | None] | None:
    """Id, name and organisation."""
    row: tuple[int, str, str | None] | None = connection.execute(_BY_ID, (person_id,)).fetchone()
    return row


def holding(
    connection: sqlite3.Connection, words: Sequence[str]
) -> list[tuple[int, str, str | None, int]]:
    """Id, name, organisation, archived of people whose folded text holds every word."""
    conditions = " AND instr(folded, ?) > 0" * len(words)
    return connection.execute(_NAMED.format(conditions=conditions), tuple(words)).fetchall()


def handles(connection: sqlite3.Connection, ids: Iterable[int]) -> list[HandleRow]:
    """Handles, the preferred first; a tag comes as a handle of kind "tag"."""
    return connection.execute(_HANDLES, (batch(ids),)).fetchall()


def generations(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, int]:
    """Steps to somebody whom nobody suggested."""
    return dict(connection.execute(_GENERATIONS, (batch(ids),)).fetchall())


def missing_addresses(connection: sqlite3.Connection, today: str) -> int:
    """Tracked people who were met and have no lasting handle."""
    (count,) = connection.execute(MISSING_ADDRESSES, (today,)).fetchone()
    return int(count)
