"""What the end of an experience asks for: addresses, goodbyes, and who was written to after it."""

import sqlite3
from typing import NamedTuple

from netintern.storage.reads.kinds import MEETING, TALK

_TICKS = """
SELECT key, max(on_day) FROM checklist_tick
WHERE (experience IS ? OR experience IS NULL) AND deleted_ms IS NULL AND on_day IS NOT NULL
GROUP BY key
"""
_TICK = """
SELECT id FROM checklist_tick
WHERE experience IS ? AND key = ? AND deleted_ms IS NULL
"""
_MISSING = f"""
SELECT p.id, p.name, p.circle, p.org,
       (SELECT h.value FROM handle AS h
        WHERE h.person = p.id AND h.deleted_ms IS NULL AND h.kind IN ('email', 'phone')
        ORDER BY h.kind, h.pref = 0, h.pref, h.id LIMIT 1)
FROM person AS p INDEXED BY tracked
WHERE p.tracked = 1 AND p.deleted_ms IS NULL AND p.archived_on IS NULL
  AND NOT EXISTS (SELECT 1 FROM handle AS h
                  WHERE h.person = p.id AND h.lasting = 1 AND h.deleted_ms IS NULL)
  AND (p.met_on IS NOT NULL OR EXISTS (
    SELECT 1 FROM participant AS x CROSS JOIN interaction AS i ON i.id = x.interaction
    WHERE x.person = p.id AND x.on_day <= ? AND i.deleted_ms IS NULL AND {MEETING}))
ORDER BY p.tier, p.sort_name COLLATE NOCASE, p.id
"""
_GOODBYES = f"""
WITH seen(person, last) AS MATERIALIZED (
  SELECT x.person, max(x.on_day)
  FROM interaction AS i INDEXED BY int_week
  CROSS JOIN participant AS x ON x.interaction = i.id
  WHERE i.deleted_ms IS NULL AND i.on_day BETWEEN ?1 AND ?2 AND {TALK}
  GROUP BY x.person
  UNION
  SELECT s.person, NULL FROM supervisor AS s WHERE s.experience = ?3
)
SELECT p.id, p.name, p.circle, p.tier, max(seen.last),
       (SELECT max(x.on_day) FROM participant AS x CROSS JOIN interaction AS i
          ON i.id = x.interaction
        WHERE x.person = p.id AND i.purpose = 'goodbye' AND i.deleted_ms IS NULL
          AND x.on_day BETWEEN ?1 AND ?2)
FROM seen CROSS JOIN person AS p ON p.id = seen.person
WHERE p.deleted_ms IS NULL AND p.archived_on IS NULL AND (p.tracked = 1 OR seen.last IS NULL)
GROUP BY p.id
ORDER BY p.tier, p.sort_name COLLATE NOCASE, p.id
"""
# A message that was written after the end, to somebody not met until then.
_WRITTEN = f"""
WITH sent(person, first, last) AS MATERIALIZED (
  SELECT x.person, min(x.on_day), max(x.on_day)
  FROM interaction AS i INDEXED BY int_week
  CROSS JOIN participant AS x ON x.interaction = i.id
  WHERE i.deleted_ms IS NULL AND i.on_day > ?1 AND i.on_day <= ?2
    AND i.kind = 'outbound' AND i.purpose IN ('ask', 'message')
  GROUP BY x.person
)
SELECT p.id, p.name, p.circle, sent.first, sent.last,
       (SELECT min(x.on_day) FROM participant AS x CROSS JOIN interaction AS i
          ON i.id = x.interaction
        WHERE x.person = p.id AND x.on_day <= ?2 AND i.deleted_ms IS NULL AND {MEETING}) AS met
FROM sent CROSS JOIN person AS p ON p.id = sent.person
WHERE p.deleted_ms IS NULL AND p.archived_on IS NULL
  AND (p.met_on IS NULL OR p.met_on > ?1) AND (met IS NULL OR met > ?1)
ORDER BY sent.first, p.sort_name COLLATE NOCASE, p.id
"""
_IN_TOUCH = """
SELECT x.person, max(x.on_day) FROM interaction AS i INDEXED BY int_week
CROSS JOIN participant AS x ON x.interaction = i.id
CROSS JOIN person AS p ON p.id = x.person
WHERE i.deleted_ms IS NULL AND i.on_day BETWEEN ? AND ? AND i.outcome = 'done'
  AND i.kind <> 'outbound' AND p.deleted_ms IS NULL AND p.tracked = 1
GROUP BY x.person
"""

_SAID = """
SELECT 1 FROM participant AS x CROSS JOIN interaction AS i ON i.id = x.interaction
WHERE x.person = ? AND x.on_day = ? AND i.purpose = 'goodbye' AND i.deleted_ms IS NULL
"""


class MissingRow(NamedTuple):
    """Somebody who was met and has no address that lasts."""

    id: int
    name: str
    circle: str | None
    org: str | None
    has: str | None
    """An address or number that goes with the work, if there is one."""


class GoodbyeRow(NamedTuple):
    """Somebody with whom there was a talk in the experience, or who supervises it."""

    id: int
    name: str
    circle: str | None
    tier: int
    last: str | None
    said: str | None
    """Day of the goodbye note."""


class WrittenRow(NamedTuple):
    """Somebody never met until the end, who was written to after it."""

    id: int
    name: str
    circle: str | None
    first: str
    """Days of the first and of the last message."""
    last: str
    met: str | None


def ticks(connection: sqlite3.Connection, experience: int | None) -> dict[str, str]:
    """The day of the last tick of each line, in the experience or outside of any."""
    return dict(connection.execute(_TICKS, (experience,)).fetchall())


def tick_rows(connection: sqlite3.Connection, experience: int | None, key: str) -> list[int]:
    """Ids of the ticks of a line."""
    return [number for (number,) in connection.execute(_TICK, (experience, key))]


def missing(connection: sqlite3.Connection, today: str) -> list[MissingRow]:
    """Tracked people who were met and have no lasting handle, the closest first."""
    return [MissingRow._make(row) for row in connection.execute(_MISSING, (today,))]


def goodbyes(
    connection: sqlite3.Connection, experience: int, first: str, last: str
) -> list[GoodbyeRow]:
    """With whom one talked between two days of an experience, the closest first."""
    rows = connection.execute(_GOODBYES, (first, last, experience))
    return [GoodbyeRow._make(row) for row in rows]


def written_after(connection: sqlite3.Connection, end: str, today: str) -> list[WrittenRow]:
    """Who was first written to after the end and had not been met, by day."""
    return [WrittenRow._make(row) for row in connection.execute(_WRITTEN, (end, today))]


def in_touch(connection: sqlite3.Connection, first: str, last: str) -> list[tuple[int, str]]:
    """Tracked people with a talk or an answer between two days, and the day of the last."""
    return connection.execute(_IN_TOUCH, (first, last)).fetchall()


def said_goodbye(connection: sqlite3.Connection, person: int, on: str) -> bool:
    """Whether a goodbye note to somebody is logged on that day."""
    return connection.execute(_SAID, (person, on)).fetchone() is not None
