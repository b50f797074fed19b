"""The rows of the queue: tracked people and what is open with them, whatever the book's size."""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from netintern.storage.reads.ids import batch


class TrackedRow(NamedTuple):
    """A tracked person as stored."""

    id: int
    name: str
    circle: str | None
    tier: int
    cadence_days: int | None
    met_on: str | None
    leaves_on: str | None
    via: int | None
    snoozed_until: str | None
    snoozed_on: str | None
    next_on: str | None
    trust: int
    senior: int
    novel: int
    do_not_ask: int


_TRACKED = """
SELECT p.id, p.name, p.circle, p.tier, p.cadence_days, p.met_on, p.leaves_on, p.via,
       p.snoozed_until, p.snoozed_on, p.next_on, p.trust, p.senior, p.novel, p.do_not_ask
FROM {source}
WHERE p.tracked = 1 AND p.deleted_ms IS NULL AND p.archived_on IS NULL
"""
ALL_TRACKED = _TRACKED.format(source="person AS p INDEXED BY tracked")
SOME_TRACKED = _TRACKED.format(
    source="json_each(?) AS wanted CROSS JOIN person AS p ON p.id = wanted.value"
)

OWED = """
SELECT o.person, o.id, o.kind, o.due, o.text
FROM json_each(?) AS wanted
CROSS JOIN obligation AS o INDEXED BY open_owe ON o.person = wanted.value
WHERE o.done_on IS NULL AND o.dropped_on IS NULL AND o.direction = 'mine'
  AND o.deleted_ms IS NULL
"""

_REFERRERS = """
SELECT p.id, v.name
FROM json_each(?) AS wanted
CROSS JOIN person AS p ON p.id = wanted.value
CROSS JOIN person AS v ON v.id = p.via
WHERE v.deleted_ms IS NULL
"""
INTRODUCTIONS = """
SELECT n.target, n.via, v.name, n.state, n.asked_on
FROM json_each(?) AS wanted
CROSS JOIN introduction AS n ON n.target = wanted.value
JOIN person AS v ON v.id = n.via
WHERE n.deleted_ms IS NULL AND n.state IN ('asked', 'made', 'declined', 'silent')
  AND (n.asked_on IS NULL OR n.asked_on <= ?)
ORDER BY n.asked_on, n.id
"""

_UNTRACKED_OWED = """
SELECT p.id, p.name, count(*) FROM obligation AS o INDEXED BY open_owe
CROSS JOIN person AS p ON p.id = o.person
WHERE o.done_on IS NULL AND o.dropped_on IS NULL AND o.direction = 'mine'
  AND o.deleted_ms IS NULL
  AND p.tracked = 0 AND p.deleted_ms IS NULL AND p.archived_on IS NULL
GROUP BY p.id ORDER BY p.name COLLATE NOCASE, p.id
"""

OwedRow = tuple[int, int, str, str | None, str]
"""person, id, kind, due, text"""

IntroductionRow = tuple[int, int, str, str, str | None]
"""target, introducer, introducer's name, state, asked on"""


def tracked(connection: sqlite3.Connection, ids: Iterable[int] | None = None) -> list[TrackedRow]:
    """Tracked people who are neither archived nor deleted: all of them, or those among `ids`."""
    if ids is None:
        return [TrackedRow._make(row) for row in connection.execute(ALL_TRACKED)]
    return [TrackedRow._make(row) for row in connection.execute(SOME_TRACKED, (batch(ids),))]


def owed(connection: sqlite3.Connection, ids: Iterable[int]) -> list[OwedRow]:
    """What the user still owes to these people."""
    return connection.execute(OWED, (batch(ids),)).fetchall()


def referrers(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, str]:
    """Names of those who suggested these people."""
    return dict(connection.execute(_REFERRERS, (batch(ids),)).fetchall())


def introductions(
    connection: sqlite3.Connection, targets: Iterable[int], today: str
) -> list[IntroductionRow]:
    """Introductions to these people that are asked, made, declined, or silent; the oldest first."""
    return connection.execute(INTRODUCTIONS, (batch(targets), today)).fetchall()


def untracked_owed(connection: sqlite3.Connection) -> list[tuple[int, str, int]]:
    """Id and name of people who are not tracked, and how much the user owes them."""
    return connection.execute(_UNTRACKED_OWED).fetchall()
