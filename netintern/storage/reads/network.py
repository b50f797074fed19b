"""Ties, introducers, and referrals."""

import sqlite3
from collections.abc import Iterable, Mapping

from netintern.domain.vocabulary import Circle
from netintern.storage.reads.ids import batch
from netintern.storage.reads.kinds import MEETING

TieRow = tuple[int, int, int]
"""one of the people asked for, somebody whom they know, and how well they know each other"""

SnowballRow = tuple[
    int,
    str,
    Circle | None,
    str | None,
    int,
    int | None,
    str | None,
    int,
    int | None,
    str | None,
]
"""id, name, circle, org, tier, cadence, met on, had a meeting, suggested by, last contact"""

IntroducerRow = tuple[int, str, str | None, int]
"""id, name, met on, do not ask"""

TIES_OF = """
SELECT t.a, t.b, t.level FROM json_each(?1) AS wanted CROSS JOIN tie AS t ON t.a = wanted.value
WHERE t.deleted_ms IS NULL
UNION ALL
SELECT t.b, t.a, t.level FROM json_each(?1) AS wanted CROSS JOIN tie AS t ON t.b = wanted.value
WHERE t.deleted_ms IS NULL
"""
LEADING = """
WITH middle(person, least) AS MATERIALIZED (
  SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?1)
), known(person, least, other, level, factor) AS (
  SELECT m.person, m.least, t.b, t.level, CASE t.level WHEN 1 THEN ?3 WHEN 2 THEN ?4 ELSE ?5 END
  FROM middle AS m CROSS JOIN tie AS t ON t.a = m.person WHERE t.deleted_ms IS NULL
  UNION ALL
  SELECT m.person, m.least, t.a, t.level, CASE t.level WHEN 1 THEN ?3 WHEN 2 THEN ?4 ELSE ?5 END
  FROM middle AS m CROSS JOIN tie AS t ON t.b = m.person WHERE t.deleted_ms IS NULL
)
SELECT person, other, level FROM known
WHERE least <= ?2 * factor
  OR least <= factor AND EXISTS (SELECT 1 FROM participant AS x WHERE x.person = known.other)
"""
INTRODUCERS = """
SELECT p.id, p.name, p.met_on, p.do_not_ask
FROM json_each(?) AS wanted CROSS JOIN person AS p ON p.id = wanted.value
WHERE p.deleted_ms IS NULL AND p.archived_on IS NULL
"""
_ALIVE_AND_MET = f"""
SELECT p.id, p.org, p.met_on IS NOT NULL OR EXISTS (
    SELECT 1 FROM participant AS x CROSS JOIN interaction AS i ON i.id = x.interaction
    WHERE x.person = p.id AND x.on_day <= ?2 AND i.deleted_ms IS NULL AND {MEETING})
FROM json_each(?1) AS wanted CROSS JOIN person AS p ON p.id = wanted.value
WHERE p.deleted_ms IS NULL AND p.archived_on IS NULL
"""
ASKS = """
SELECT n.via, count(*) FROM introduction AS n
WHERE n.deleted_ms IS NULL AND n.asked_on > ? AND n.asked_on <= ?
GROUP BY n.via
"""
_DEPENDENTS = """
SELECT p.id FROM json_each(?1) AS wanted CROSS JOIN person AS p ON p.via = wanted.value
UNION
SELECT n.target FROM json_each(?1) AS wanted CROSS JOIN introduction AS n ON n.via = wanted.value
"""
_SNOWBALL = """
SELECT p.id, p.name, p.circle, p.org, p.tier, p.cadence_days, p.met_on,
       EXISTS (SELECT 1 FROM participant AS x CROSS JOIN interaction AS i ON i.id = x.interaction
               WHERE x.person = p.id AND x.on_day <= ?1 AND i.deleted_ms IS NULL
                 AND (i.outcome = 'done' OR ?4 AND i.outcome = 'no_answer')
                 AND instr(?3, i.kind)),
       p.via,
       (SELECT x.on_day FROM participant AS x CROSS JOIN interaction AS i ON i.id = x.interaction
        WHERE x.person = p.id AND x.on_day <= ?1 AND i.deleted_ms IS NULL
          AND (i.outcome = 'done' AND instr(?2, i.kind) OR ?4 AND i.outcome = 'no_answer')
        ORDER BY x.on_day DESC LIMIT 1)
FROM person AS p INDEXED BY tracked
WHERE p.tracked = 1 AND p.deleted_ms IS NULL AND p.archived_on IS NULL
ORDER BY p.id
"""
_UNTRACKED = """
SELECT count(*) - (SELECT count(*) FROM person
                   WHERE tracked = 1 AND deleted_ms IS NULL AND archived_on IS NULL)
FROM person WHERE deleted_ms IS NULL AND archived_on IS NULL
"""


def ties_of(connection: sqlite3.Connection, ids: Iterable[int]) -> list[TieRow]:
    """Ties seen from these people; one between two of them comes twice, from either side."""
    return connection.execute(TIES_OF, (batch(ids),)).fetchall()


def leading_ties(
    connection: sqlite3.Connection,
    middle: Mapping[int, float],
    cold: float,
    factors: tuple[float, float, float],
) -> list[TieRow]:
    """Ties of these people over which a better way may lead.

    Each of them comes with the least product of first hop and tie; `factors` are those of ties by
    level. The first hop to somebody without any interaction is at most `cold`, else at most 1.
    """
    pairs = ",".join(f"[{person},{least:.12g}]" for person, least in middle.items())
    return connection.execute(LEADING, (f"[{pairs}]", cold, *factors)).fetchall()


def introducers(connection: sqlite3.Connection, ids: Iterable[int]) -> list[IntroducerRow]:
    """Those of the people who are neither archived nor deleted."""
    return connection.execute(INTRODUCERS, (batch(ids),)).fetchall()


def asks(connection: sqlite3.Connection, after: str, until: str) -> dict[int, int]:
    """How often each person was asked for an introduction after one day until another."""
    return dict(connection.execute(ASKS, (after, until)).fetchall())


def untracked_count(connection: sqlite3.Connection) -> int:
    """People in the book who are not tracked."""
    (count,) = connection.execute(_UNTRACKED).fetchone()
    return int(count)


def snowball(
    connection: sqlite3.Connection,
    today: str,
    contacts: Iterable[str],
    meetings: Iterable[str],
    silence: bool,
) -> list[SnowballRow]:
    """The tracked people by id, with their last contact: an interaction of the kinds `contacts`.

    `meetings` are those kinds after which two people have met; with `silence`, messages without
    an answer count as well.
    """
    # No kind is part of another, so a list of them may be searched as a text.
    listed = ",".join(contacts), ",".join(meetings)
    return connection.execute(_SNOWBALL, (today, *listed, silence)).fetchall()


def dependents(connection: sqlite3.Connection, ids: Iterable[int]) -> list[int]:
    """People whom these suggested, or to whom these were asked to introduce."""
    return [person for (person,) in connection.execute(_DEPENDENTS, (batch(ids),))]


def alive_and_met(
    connection: sqlite3.Connection, ids: Iterable[int], today: str
) -> dict[int, tuple[bool, str]]:
    """Met, and organisation, of those who are neither archived nor deleted."""
    rows = connection.execute(_ALIVE_AND_MET, (batch(ids), today))
    return {person: (bool(met), org) for person, org, met in rows}
