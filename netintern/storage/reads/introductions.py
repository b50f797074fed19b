"""Introductions with the names of both sides, and what is owed because of them."""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from netintern.domain.vocabulary import IntroductionState
from netintern.storage.reads.ids import batch


class IntroductionRow(NamedTuple):
    """An introduction as stored, with who is at both ends."""

    id: int
    target: int
    target_name: str
    target_org: str
    via: int
    via_name: str
    via_org: str
    state: IntroductionState
    asked_on: str | None
    made_on: str | None
    met_on: str | None
    closed_on: str | None


_ROWS = """
SELECT n.id, n.target, t.name, t.org, n.via, v.name, v.org, n.state, n.asked_on, n.made_on,
       n.met_on, n.closed_on
FROM {source}
JOIN person AS t ON t.id = n.target AND t.deleted_ms IS NULL
JOIN person AS v ON v.id = n.via AND v.deleted_ms IS NULL
WHERE n.deleted_ms IS NULL AND {condition}
"""
_OPEN = "n.state IN ('asked', 'made', 'met') AND n.closed_on IS NULL"
_BY_STEP = "ORDER BY coalesce(n.met_on, n.made_on, n.asked_on), n.id"
_ONE = _ROWS.format(source="introduction AS n", condition="n.id = ?")
_ALL_OPEN = _ROWS.format(source="introduction AS n", condition=_OPEN) + _BY_STEP
_OPEN_OF = (
    _ROWS.format(source="introduction AS n", condition=f"{_OPEN} AND ?1 IN (n.target, n.via)")
    + _BY_STEP
)
_TO_MEET = _ROWS.format(
    source="json_each(?1) AS wanted CROSS JOIN introduction AS n ON n.target = wanted.value",
    condition="n.state IN ('asked', 'made') AND (n.asked_on IS NULL OR n.asked_on <= ?2)",
)
_MET_THROUGH = (
    _ROWS.format(
        source="json_each(?1) AS wanted CROSS JOIN introduction AS n ON n.via = wanted.value",
        condition="n.state = 'met' AND (n.met_on IS NULL OR n.met_on <= ?2)",
    )
    + "ORDER BY n.met_on, n.id"
)
_MET_IN = _ROWS.format(
    source="participant AS x CROSS JOIN introduction AS n ON n.target = x.person",
    condition="""x.interaction = ?1 AND n.state = 'met' AND n.met_on = x.on_day AND EXISTS (
  SELECT 1 FROM obligation AS o WHERE o.interaction = ?1 AND o.person = n.via
  AND o.kind = 'thanks' AND o.done_on IS NULL AND o.dropped_on IS NULL
  AND o.deleted_ms IS NULL)""",
)
_REPLIES = """
SELECT o.id FROM json_each(?) AS wanted
CROSS JOIN introduction AS n ON n.id = wanted.value
CROSS JOIN obligation AS o INDEXED BY open_owe ON o.person = n.target
CROSS JOIN participant AS x ON x.interaction = o.interaction AND x.person = n.via
WHERE o.kind = 'reply' AND o.done_on IS NULL AND o.dropped_on IS NULL AND o.direction = 'mine'
  AND o.deleted_ms IS NULL
"""
_OPEN_THANKS = """
SELECT id, text FROM obligation INDEXED BY open_owe
WHERE person = ? AND kind = 'thanks' AND done_on IS NULL AND dropped_on IS NULL
  AND direction = 'mine' AND deleted_ms IS NULL ORDER BY id
"""


def introduction(connection: sqlite3.Connection, number: int) -> IntroductionRow | None:
    """One introduction, whatever became of it."""
    row = connection.execute(_ONE, (number,)).fetchone()
    return None if row is None else IntroductionRow._make(row)


def open_introductions(
    connection: sqlite3.Connection, person: int | None = None
) -> list[IntroductionRow]:
    """Introductions that still go on, all or to and through a person; the oldest step first."""
    if person is None:
        return _rows(connection.execute(_ALL_OPEN))
    return _rows(connection.execute(_OPEN_OF, (person,)))


def to_meet(
    connection: sqlite3.Connection, targets: Iterable[int], on: str
) -> list[IntroductionRow]:
    """Introductions to these people that were asked for by that day and did not lead to a talk."""
    return _rows(connection.execute(_TO_MEET, (batch(targets), on)))


def met_through(
    connection: sqlite3.Connection, introducers: Iterable[int], until: str
) -> list[IntroductionRow]:
    """Introductions by these people that led to a talk by that day, without thanks so far."""
    return _rows(connection.execute(_MET_THROUGH, (batch(introducers), until)))


def met_in(connection: sqlite3.Connection, interaction: int) -> list[IntroductionRow]:
    """Introductions that led to this talk, and whose introducers were not thanked yet."""
    return _rows(connection.execute(_MET_IN, (interaction,)))


def open_replies(connection: sqlite3.Connection, introductions: Iterable[int]) -> list[int]:
    """Replies that are owed because these introductions were made."""
    return [row for (row,) in connection.execute(_REPLIES, (batch(introductions),))]


def open_thanks(connection: sqlite3.Connection, person: int) -> list[tuple[int, str]]:
    """Id and text of the thank-yous that are owed to a person."""
    return connection.execute(_OPEN_THANKS, (person,)).fetchall()


def _rows(found: Iterable[tuple[object, ...]]) -> list[IntroductionRow]:
    return [IntroductionRow._make(row) for row in found]
