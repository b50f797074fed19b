"""What hangs on two people who shall become one."""

import sqlite3
from typing import Any, NamedTuple

from netintern.domain.vocabulary import IntroductionState
from netintern.storage.reads.facts import PersonFacts

_COLUMNS = (*PersonFacts._fields, "vcard_uid")
_PEOPLE = f"SELECT {', '.join(_COLUMNS)} FROM person WHERE id IN (?, ?) AND deleted_ms IS NULL"
_COUNTS = """
SELECT
  (SELECT count(*) FROM participant AS x JOIN interaction AS i ON i.id = x.interaction
   WHERE x.person = ?1 AND i.deleted_ms IS NULL),
  (SELECT count(*) FROM obligation WHERE person = ?1 AND deleted_ms IS NULL),
  (SELECT count(*) FROM handle WHERE person = ?1 AND deleted_ms IS NULL),
  (SELECT count(*) FROM person_tag WHERE person = ?1),
  (SELECT count(*) FROM tie WHERE ?1 IN (a, b) AND deleted_ms IS NULL),
  (SELECT count(*) FROM person WHERE via = ?1 AND deleted_ms IS NULL),
  (SELECT count(*) FROM introduction WHERE ?1 IN (target, via) AND deleted_ms IS NULL),
  (SELECT count(*) FROM block WHERE person = ?1 AND deleted_ms IS NULL),
  (SELECT count(*) FROM event_person WHERE person = ?1),
  (SELECT count(*) FROM question_asked WHERE person = ?1 AND deleted_ms IS NULL),
  (SELECT count(*) FROM card WHERE person = ?1 AND deleted_ms IS NULL),
  (SELECT count(*) FROM supervisor WHERE person = ?1)
"""
_HANDLES = """
SELECT id, person, kind, norm, value, lasting FROM handle
WHERE person IN (?, ?) AND deleted_ms IS NULL ORDER BY id
"""
_TAGS = """
SELECT m.person, g.name FROM person_tag AS m JOIN tag AS g ON g.id = m.tag
WHERE m.person IN (?, ?) ORDER BY g.name
"""
_TIES = """
SELECT id, a, b, level, kind, deleted_ms IS NOT NULL FROM tie
WHERE a IN (?1, ?2) OR b IN (?1, ?2) ORDER BY id
"""
_OWED = """
SELECT id, person, kind, direction, text, interaction FROM obligation
WHERE person IN (?, ?) AND interaction IS NOT NULL AND deleted_ms IS NULL
  AND done_on IS NULL AND dropped_on IS NULL ORDER BY id
"""
_REFERRALS = """
SELECT id, person, "by", may_mention FROM referral
WHERE (person IN (?1, ?2) OR "by" IN (?1, ?2)) AND deleted_ms IS NULL ORDER BY id
"""
_INTRODUCTIONS = """
SELECT n.id, n.target, n.via, n.state, n.closed_on, t.name, v.name FROM introduction AS n
JOIN person AS t ON t.id = n.target
JOIN person AS v ON v.id = n.via
WHERE (n.target IN (?1, ?2) OR n.via IN (?1, ?2)) AND n.deleted_ms IS NULL ORDER BY n.id
"""
_ABOVE = """
WITH RECURSIVE above(person) AS (
  SELECT id FROM person WHERE id IN (?, ?)
  UNION
  SELECT p.via FROM above CROSS JOIN person AS p ON p.id = above.person WHERE p.via IS NOT NULL
)
SELECT p.id, p.name, p.via, coalesce(
  (SELECT max(r.id) FROM referral AS r
   WHERE r.person = p.id AND r."by" = p.via AND r.deleted_ms IS NULL), 0)
FROM above JOIN person AS p ON p.id = above.person
"""


class Counts(NamedTuple):
    """How much hangs on a person."""

    talks: int
    promises: int
    handles: int
    tags: int
    ties: int
    brought: int
    introductions: int
    blocks: int
    events: int
    questions: int
    cards: int
    experiences: int


class HandleRow(NamedTuple):
    """A way to reach somebody."""

    id: int
    person: int
    kind: str
    norm: str
    value: str
    lasting: int


class TieRow(NamedTuple):
    """A tie, also one that was taken back."""

    id: int
    a: int
    b: int
    level: int
    kind: str | None
    deleted: int


class OwedRow(NamedTuple):
    """Something owed because of a talk, still open."""

    id: int
    person: int
    kind: str
    direction: str
    text: str
    interaction: int


class ReferralRow(NamedTuple):
    """Who suggested whom."""

    id: int
    person: int
    by: int
    may_mention: int


class IntroductionRow(NamedTuple):
    """An introduction."""

    id: int
    target: int
    via: int
    state: IntroductionState
    closed_on: str | None
    target_name: str
    via_name: str


class AboveRow(NamedTuple):
    """Somebody above one of the two in the snowball."""

    id: int
    name: str
    via: int | None
    referral: int
    """Id of the record of it, 0 if there is none."""


def people(connection: sqlite3.Connection, a: int, b: int) -> dict[int, dict[str, Any]]:
    """The two rows by id; who is unknown or deleted is missing."""
    rows = connection.execute(_PEOPLE, (a, b))
    return {row[0]: dict(zip(_COLUMNS, row, strict=True)) for row in rows}


def counts(connection: sqlite3.Connection, person: int) -> Counts:
    """How much hangs on a person."""
    return Counts._make(connection.execute(_COUNTS, (person,)).fetchone())


def handles(connection: sqlite3.Connection, a: int, b: int) -> list[HandleRow]:
    """How to reach the two."""
    return [HandleRow._make(row) for row in connection.execute(_HANDLES, (a, b))]


def tags(connection: sqlite3.Connection, a: int, b: int) -> list[tuple[int, str]]:
    """Person and tag."""
    return connection.execute(_TAGS, (a, b)).fetchall()


def ties(connection: sqlite3.Connection, a: int, b: int) -> list[TieRow]:
    """Every tie of the two."""
    return [TieRow._make(row) for row in connection.execute(_TIES, (a, b))]


def owed(connection: sqlite3.Connection, a: int, b: int) -> list[OwedRow]:
    """What talks make open with the two."""
    return [OwedRow._make(row) for row in connection.execute(_OWED, (a, b))]


def referrals(connection: sqlite3.Connection, a: int, b: int) -> list[ReferralRow]:
    """Suggestions of and by the two."""
    return [ReferralRow._make(row) for row in connection.execute(_REFERRALS, (a, b))]


def introductions(connection: sqlite3.Connection, a: int, b: int) -> list[IntroductionRow]:
    """Introductions to and through the two."""
    return [IntroductionRow._make(row) for row in connection.execute(_INTRODUCTIONS, (a, b))]


def above(connection: sqlite3.Connection, a: int, b: int) -> dict[int, AboveRow]:
    """The two, and everybody through whom they came."""
    return {row[0]: AboveRow._make(row) for row in connection.execute(_ABOVE, (a, b))}
