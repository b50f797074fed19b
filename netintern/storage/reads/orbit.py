"""The people of the graph and what is between them: all rows that one picture needs."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator

from netintern.domain.vocabulary import Circle
from netintern.storage.reads.ids import batch
from netintern.storage.reads.kinds import MEETING
from netintern.storage.reads.network import ties_of

PersonRow = tuple[int, str, Circle | None, str, int, int | None, str | None, int | None, int]
"""id, name, circle, organisation, tier, cadence, met on, suggested by, do not ask"""
TouchRow = tuple[int, str, str]
"""person, day, and the kind, or "no_answer" where the outcome is that"""
TieRow = tuple[int, int, int]
"""two people, and how well they know each other"""

_COLUMNS = (
    "SELECT p.id, p.name, p.circle, p.org, p.tier, p.cadence_days, p.met_on, p.via, p.do_not_ask"
)
_LIVING = "p.deleted_ms IS NULL AND p.archived_on IS NULL"
_TRACKED = f"FROM person AS p INDEXED BY tracked WHERE p.tracked = 1 AND {_LIVING}"
_DRAWN = f"{_COLUMNS} {_TRACKED} ORDER BY p.id"
_NAMES = f"SELECT p.id, p.name {_TRACKED}"
_OTHERS = f"""
{_COLUMNS}
FROM json_each(?) AS wanted CROSS JOIN person AS p ON p.id = wanted.value
WHERE {_LIVING} ORDER BY p.id
"""
_TOUCHES = """
SELECT x.person, x.on_day, iif(i.outcome = 'done', i.kind, i.outcome)
FROM json_each(?) AS wanted
CROSS JOIN participant AS x ON x.person = wanted.value AND x.on_day <= ?
CROSS JOIN interaction AS i ON i.id = x.interaction
WHERE i.deleted_ms IS NULL AND i.outcome IN ('done', 'no_answer')
"""
_UNMET = f"""
SELECT p.id {_TRACKED} AND p.circle = ? AND p.met_on IS NULL AND NOT EXISTS (
  SELECT 1 FROM participant AS x CROSS JOIN interaction AS i ON i.id = x.interaction
  WHERE x.person = p.id AND x.on_day <= ? AND i.deleted_ms IS NULL AND {MEETING})
ORDER BY p.id
"""
_LAST_TIE = "SELECT coalesce(max(id), 0) FROM tie"
_ALL_TIES = "SELECT a, b, level FROM tie WHERE deleted_ms IS NULL"
_WORTH_A_SCAN = 8
"""Ties per person up to which reading every tie costs less than looking for those of people."""


def drawn(connection: sqlite3.Connection) -> list[PersonRow]:
    """The tracked people who are neither archived nor deleted, by id."""
    return connection.execute(_DRAWN).fetchall()


def names(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """Id and name of the tracked people."""
    return connection.execute(_NAMES).fetchall()


def unmet(connection: sqlite3.Connection, circle: str, today: str) -> list[int]:
    """The tracked people of a circle whom the user has not met by that day."""
    return [person for (person,) in connection.execute(_UNMET, (circle, today))]


def others(connection: sqlite3.Connection, ids: Collection[int]) -> list[PersonRow]:
    """Those of these people who are neither archived nor deleted, by id."""
    return connection.execute(_OTHERS, (batch(ids),)).fetchall()


def touches(connection: sqlite3.Connection, ids: Iterable[int], today: str) -> Iterator[TouchRow]:
    """Interactions that warm a tie, up to `today`: person by person, oldest first.

    Row by row: a big book has too many of them to keep.
    """
    return connection.execute(_TOUCHES, (batch(ids), today))


def ties_around(connection: sqlite3.Connection, people: Collection[int]) -> list[TieRow]:
    """Ties of these people and of those whom they know, each once, and perhaps more."""
    (last,) = connection.execute(_LAST_TIE).fetchone()
    if last <= _WORTH_A_SCAN * len(people):
        return connection.execute(_ALL_TIES).fetchall()
    own = ties_of(connection, people)
    near = {other for _, other, _ in own if other not in people}
    found = [tie for tie in own if tie[0] < tie[1] or tie[1] not in people]
    for tie in ties_of(connection, near):
        if tie[1] not in people and (tie[0] < tie[1] or tie[1] not in near):
            found.append(tie)
    return found
