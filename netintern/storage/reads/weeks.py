"""The minutes of weeks, and the conversations that breadth and the snowball count."""

import sqlite3
from collections.abc import Iterable
from typing import Any, NamedTuple

from netintern.storage.reads.kinds import TALK

DONE_BY_DAY = """
SELECT i.on_day, sum(i.minutes * i.on_clock), sum(i.minutes * (1 - i.on_clock))
FROM interaction AS i INDEXED BY int_week
WHERE i.deleted_ms IS NULL AND i.on_day BETWEEN ? AND ? AND i.outcome IN ('done', 'no_answer')
GROUP BY i.on_day
"""
BLOCKS = """
SELECT b.id, b.on_day, b.minutes, b.purpose, b.person, coalesce(p.name, e.title, ''),
       b.interaction
FROM block AS b
LEFT JOIN person AS p ON p.id = b.person
LEFT JOIN event AS e ON e.id = b.event
WHERE b.deleted_ms IS NULL AND b.dropped_on IS NULL AND b.on_day BETWEEN ? AND ?
ORDER BY b.on_day, b.id
"""
CIRCLES = f"""
SELECT p.circle, count(*)
FROM interaction AS i INDEXED BY int_week
CROSS JOIN participant AS x ON x.interaction = i.id
CROSS JOIN person AS p ON p.id = x.person
WHERE i.deleted_ms IS NULL AND i.on_day > ? AND i.on_day <= ? AND {TALK}
  AND p.circle IS NOT NULL AND p.deleted_ms IS NULL
GROUP BY p.circle
"""
TALKS = f"""
SELECT i.id, i.on_day, i.minutes, ({TALK}), i.listening, i.learned <> '', p.name
FROM interaction AS i INDEXED BY int_week
LEFT JOIN participant AS x ON x.interaction = i.id
LEFT JOIN person AS p ON p.id = x.person AND p.deleted_ms IS NULL
WHERE i.deleted_ms IS NULL AND i.on_day BETWEEN ? AND ? AND i.outcome IN ('done', 'no_answer')
ORDER BY i.on_day, i.id, p.name
"""
_ACTED = f"""
i.deleted_ms IS NULL AND (({TALK})
  OR i.kind IN ('exchange', 'inbound') AND i.outcome = 'done'
  OR i.kind = 'outbound' AND i.purpose = 'thanks' AND i.outcome = 'done')
"""
# Steps from day to day through the index: thousands of interactions cost as much as their days.
ACTION_DAYS = f"""
WITH RECURSIVE acted(on_day) AS (
  SELECT (SELECT i.on_day FROM interaction AS i INDEXED BY int_week
          WHERE i.on_day <= ? AND {_ACTED} ORDER BY i.on_day DESC LIMIT 1)
  UNION ALL
  SELECT (SELECT i.on_day FROM interaction AS i INDEXED BY int_week
          WHERE i.on_day < acted.on_day AND {_ACTED} ORDER BY i.on_day DESC LIMIT 1)
  FROM acted WHERE acted.on_day IS NOT NULL
)
SELECT on_day FROM acted WHERE on_day IS NOT NULL
UNION ALL
SELECT min(on_day) FROM interaction INDEXED BY int_week WHERE deleted_ms IS NULL
"""
# Talks are read once, in the order in which they and their people are stored, and nothing is
# sorted or grouped by person: of thousands of people only lists of ids are handed over.
SNOWBALL = f"""
SELECT count(*), coalesce(sum(i.who_else), 0),
       group_concat(DISTINCT iif(i.on_day <= ?, x.person, NULL)),
       group_concat(DISTINCT iif(i.on_day > ?, x.person, NULL))
FROM interaction AS i NOT INDEXED
CROSS JOIN participant AS x ON x.interaction = i.id
WHERE i.deleted_ms IS NULL AND i.on_day <= ? AND {TALK}
UNION ALL
SELECT p.id, p.via, NULL, NULL
FROM person AS p INDEXED BY person_via
WHERE p.via > 0 AND p.deleted_ms IS NULL
"""
OVERRIDES = """
SELECT o.on_day, o.reason, p.name FROM "override" AS o
LEFT JOIN person AS p ON p.id = o.person
WHERE o.deleted_ms IS NULL AND o.on_day BETWEEN ? AND ? ORDER BY o.on_day, o.id
"""


OverrideRow = tuple[str, str, str | None]
"""Day, reason, and person."""

DoneRow = tuple[str, int, int]
"""Day, minutes on the clock, minutes of own time."""

ReferredRow = tuple[int, int, int, int]
"""Person, who suggested them, whether there was a conversation, and whether one with the other
was long enough ago."""


class BlockRow(NamedTuple):
    """A planned block as stored."""

    id: int
    on_day: str
    minutes: int
    purpose: str | None
    person: int | None
    name: str
    interaction: int | None


class TalkRow(NamedTuple):
    """One person of one interaction of a week; `name` is None if nobody is recorded."""

    id: int
    on_day: str
    minutes: int
    conversation: int
    listening: int | None
    learned: int | None
    name: str | None


def done_by_day(connection: sqlite3.Connection, first: str, last: str) -> list[DoneRow]:
    """What was done on each day. A message without an answer took time too."""
    return connection.execute(DONE_BY_DAY, (first, last)).fetchall()


def blocks(connection: sqlite3.Connection, first: str, last: str) -> list[BlockRow]:
    """Blocks of these days that were not dropped."""
    return [BlockRow._make(row) for row in connection.execute(BLOCKS, (first, last))]


def circles(connection: sqlite3.Connection, after: str, until: str) -> dict[str, int]:
    """Conversations per circle, one for each person in it, after one day until another."""
    return dict(connection.execute(CIRCLES, (after, until)).fetchall())


def talks(connection: sqlite3.Connection, first: str, last: str) -> list[TalkRow]:
    """Interactions of these days with the names, one row a person."""
    return [TalkRow._make(row) for row in connection.execute(TALKS, (first, last))]


def action_days(connection: sqlite3.Connection, today: str) -> tuple[list[str], str | None]:
    """Days with a conversation, an answered message, or a thank-you, and the day of first use.

    The newest day stands first; first use is None without any interaction.
    """
    *days, first = connection.execute(ACTION_DAYS, (today,))
    return [day for (day,) in days], first[0]


def snowball_days(today: str, mature: str) -> tuple[str, str, str]:
    """The values of `SNOWBALL`, in their order."""
    return mature, mature, today


def snowball(
    connection: sqlite3.Connection, today: str, mature: str
) -> tuple[tuple[int, int, int], list[ReferredRow]]:
    """Sums over everybody, and the people whom somebody suggested.

    The sums are conversations, how often "who else?" was asked, and people with whom the first
    conversation was up to the day `mature`.
    """
    return snowball_of(connection.execute(SNOWBALL, snowball_days(today, mature)))


def snowball_of(
    rows: Iterable[tuple[Any, ...]],
) -> tuple[tuple[int, int, int], list[ReferredRow]]:
    """What `snowball` returns, of the rows of its statement."""
    (talks, asked, early, late), *referred = rows
    # As text: a list of ids is taken apart faster than each of them is made a number.
    parents = frozenset(early.split(",") if early else ())
    talked = parents.union(late.split(",") if late else ())
    return (talks, asked, len(parents)), [
        (person, via, int(str(person) in talked), int(str(via) in parents))
        for person, via, _, _ in referred
    ]


def overrides(connection: sqlite3.Connection, first: str, last: str) -> list[OverrideRow]:
    """Day, reason, and person of the times when the user worked anyway."""
    return connection.execute(OVERRIDES, (first, last)).fetchall()
