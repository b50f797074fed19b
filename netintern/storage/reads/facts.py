"""What a verb must know before it writes: the rows that it checks, closes, or consumes."""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from netintern.domain.vocabulary import Circle, Direction, InteractionKind, ObligationKind, Outcome
from netintern.storage.reads.ids import batch
from netintern.storage.reads.kinds import MEETING


class PersonFacts(NamedTuple):
    """A person as stored."""

    id: int
    name: str
    org: str
    role: str
    circle: Circle | None
    tier: int
    cadence_days: int | None
    tracked: int
    wish: int
    do_not_ask: int
    met_on: str | None
    leaves_on: str | None
    via: int | None
    snoozed_until: str | None
    snoozed_on: str | None
    next_on: str | None
    trust: int
    senior: int
    novel: int
    notes: str
    birthday: str | None
    tz: str
    archived_on: str | None


class ObligationFacts(NamedTuple):
    """Something owed, with the name of the other side."""

    id: int
    person: int | None
    name: str | None
    kind: ObligationKind
    direction: Direction
    text: str
    due: str
    done_on: str | None
    dropped_on: str | None


class BlockFacts(NamedTuple):
    """A block as stored, with the name of its person or the title of its event."""

    id: int
    person: int | None
    event: int | None
    name: str
    on_day: str
    minutes: int
    purpose: str
    interaction: int | None
    dropped_on: str | None


_PEOPLE = f"""
SELECT {", ".join("p." + column for column in PersonFacts._fields)}
FROM json_each(?) AS wanted CROSS JOIN person AS p ON p.id = wanted.value
WHERE p.deleted_ms IS NULL
"""
_NAMES = "SELECT id, name, org, sort_name FROM person WHERE deleted_ms IS NULL ORDER BY id"
_HOLDING = """
SELECT id, name, org FROM person WHERE deleted_ms IS NULL AND instr(folded, ?) > 0 ORDER BY id
"""
_HANDLES = """
SELECT id, person, kind, value, norm, lasting, label FROM handle
WHERE person = ? AND deleted_ms IS NULL ORDER BY id
"""
_TAGS = """
SELECT g.id, g.name FROM person_tag AS m JOIN tag AS g ON g.id = m.tag
WHERE m.person = ? ORDER BY g.name
"""
_HANDLE_VALUES = """
SELECT h.person, h.value FROM json_each(?) AS wanted CROSS JOIN handle AS h
ON h.person = wanted.value WHERE h.deleted_ms IS NULL ORDER BY h.id
"""
_TAGS_BY_PERSON = """
SELECT m.person, g.id, g.name FROM json_each(?) AS wanted
CROSS JOIN person_tag AS m ON m.person = wanted.value
CROSS JOIN tag AS g ON g.id = m.tag ORDER BY g.name
"""
_ALL_TAGS = "SELECT id, name FROM tag"
_REFERRERS = """
WITH RECURSIVE above(person) AS (
  SELECT ?
  UNION
  SELECT p.via FROM above CROSS JOIN person AS p ON p.id = above.person WHERE p.via IS NOT NULL
)
SELECT person FROM above
"""
_MET = f"""
SELECT p.id FROM json_each(?1) AS wanted CROSS JOIN person AS p ON p.id = wanted.value
WHERE p.met_on <= ?2 OR EXISTS (
  SELECT 1 FROM participant AS x JOIN interaction AS i ON i.id = x.interaction
  WHERE x.person = p.id AND x.on_day <= ?2 AND i.deleted_ms IS NULL AND {MEETING})
"""
_LATER = """
SELECT x.person, i.kind, i.outcome
FROM json_each(?) AS wanted
CROSS JOIN participant AS x ON x.person = wanted.value AND x.on_day > ? AND x.on_day <= ?
CROSS JOIN interaction AS i ON i.id = x.interaction
WHERE i.deleted_ms IS NULL
"""
_THANKED = """
SELECT o.person
FROM json_each(?) AS wanted
CROSS JOIN participant AS x ON x.person = wanted.value AND x.on_day = ?
CROSS JOIN obligation AS o ON o.interaction = x.interaction AND o.person = x.person
CROSS JOIN interaction AS i ON i.id = x.interaction
WHERE o.kind = 'thanks' AND o.deleted_ms IS NULL AND i.deleted_ms IS NULL
"""
_OPEN = """
SELECT o.id, o.kind
FROM json_each(?) AS wanted
CROSS JOIN obligation AS o INDEXED BY open_owe ON o.person = wanted.value
LEFT JOIN interaction AS i ON i.id = o.interaction
WHERE o.done_on IS NULL AND o.dropped_on IS NULL AND o.direction = 'mine'
  AND o.deleted_ms IS NULL AND (i.on_day IS NULL OR i.on_day <= ?)
"""
_OBLIGATION = """
SELECT o.id, o.person, p.name, o.kind, o.direction, o.text, o.due, o.done_on, o.dropped_on
FROM obligation AS o LEFT JOIN person AS p ON p.id = o.person
WHERE o.id = ? AND o.deleted_ms IS NULL AND p.deleted_ms IS NULL
"""
_BLOCK = """
SELECT b.id, b.person, b.event, coalesce(p.name, e.title, ''), b.on_day, b.minutes, b.purpose,
       b.interaction, b.dropped_on
FROM block AS b
LEFT JOIN person AS p ON p.id = b.person
LEFT JOIN event AS e ON e.id = b.event
WHERE b.deleted_ms IS NULL AND {condition}
ORDER BY b.on_day, b.id
"""
_ONE_BLOCK = _BLOCK.format(condition="b.id = ?")
_OPEN_BLOCKS = _BLOCK.format(
    condition="b.on_day BETWEEN ? AND ? AND b.interaction IS NULL AND b.dropped_on IS NULL"
)
_MESSAGED = """
SELECT EXISTS (
  SELECT 1 FROM participant AS x JOIN interaction AS i ON i.id = x.interaction
  WHERE x.person = ? AND x.on_day = ? AND i.kind = 'outbound' AND i.deleted_ms IS NULL
    AND i.purpose IN ('message', 'ask') AND i.outcome IN ('done', 'no_answer'))
"""
_WRITTEN = """
SELECT DISTINCT i.kind, i.purpose
FROM participant AS x JOIN interaction AS i ON i.id = x.interaction
WHERE x.person = ? AND x.on_day = ? AND i.kind IN ('exchange', 'outbound')
  AND i.deleted_ms IS NULL AND i.outcome IN ('done', 'no_answer')
"""
_TALK = """
SELECT i.kind, i.on_day,
       (SELECT group_concat(p.name, char(10)) FROM participant AS x
        JOIN person AS p ON p.id = x.person WHERE x.interaction = i.id)
FROM interaction AS i WHERE i.id = ? AND i.deleted_ms IS NULL
"""
_TIE = "SELECT id, level, kind, deleted_ms IS NOT NULL FROM tie WHERE a = ? AND b = ?"
_REFERRAL = """
SELECT id, may_mention FROM referral WHERE person = ? AND "by" = ? AND deleted_ms IS NULL
"""
_EVENT = "SELECT title FROM event WHERE id = ? AND deleted_ms IS NULL"
_EVENT_MINUTES = """
SELECT event, sum(minutes) FROM interaction
WHERE event IS NOT NULL AND outcome = 'done' AND deleted_ms IS NULL AND (?1 IS NULL OR event = ?1)
GROUP BY event
"""
_OBJECTIVE = "SELECT id, text, state FROM objective WHERE id = ? AND deleted_ms IS NULL"
_CHECKIN_DUES = """
SELECT id FROM obligation WHERE kind = 'checkin' AND done_on IS NULL AND dropped_on IS NULL
  AND deleted_ms IS NULL
"""
_SETTING = "SELECT value FROM setting WHERE key = ?"


def people(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, PersonFacts]:
    """The people with these ids; unknown and deleted ones are missing."""
    rows = map(PersonFacts._make, connection.execute(_PEOPLE, (batch(ids),)))
    return {row.id: row for row in rows}


def names(connection: sqlite3.Connection) -> list[tuple[int, str, str, str]]:
    """Id, name, organisation, and sort name of everybody, archived people too."""
    return connection.execute(_NAMES).fetchall()


def holding(connection: sqlite3.Connection, folded: str) -> list[tuple[int, str, str]]:
    """Id, name, and organisation of the people whose searched text holds this text."""
    return connection.execute(_HOLDING, (folded,)).fetchall()


def handles(
    connection: sqlite3.Connection, person: int
) -> list[tuple[int, int, str, str, str, int, str]]:
    """Id, person, kind, value, norm, lasting, and label of the ways to reach somebody."""
    return connection.execute(_HANDLES, (person,)).fetchall()


def tags(connection: sqlite3.Connection, person: int) -> list[tuple[int, str]]:
    """Id and name of a person's tags."""
    return connection.execute(_TAGS, (person,)).fetchall()


def handle_values(connection: sqlite3.Connection, ids: Iterable[int]) -> dict[int, list[str]]:
    """How to reach these people."""
    found: dict[int, list[str]] = {}
    for person, value in connection.execute(_HANDLE_VALUES, (batch(ids),)):
        found.setdefault(person, []).append(value)
    return found


def tags_by_person(
    connection: sqlite3.Connection, ids: Iterable[int]
) -> dict[int, list[tuple[int, str]]]:
    """Id and name of the tags of these people."""
    found: dict[int, list[tuple[int, str]]] = {}
    for person, tag, name in connection.execute(_TAGS_BY_PERSON, (batch(ids),)):
        found.setdefault(person, []).append((tag, name))
    return found


def all_tags(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """Id and name of every tag."""
    return connection.execute(_ALL_TAGS).fetchall()


def referrers(connection: sqlite3.Connection, person: int) -> set[int]:
    """The person, who suggested them, who suggested those, and so on."""
    return {row for (row,) in connection.execute(_REFERRERS, (person,))}


def met(connection: sqlite3.Connection, ids: Iterable[int], until: str) -> set[int]:
    """Those of the people whom the user had met by that day."""
    return {row for (row,) in connection.execute(_MET, (batch(ids), until))}


def later(
    connection: sqlite3.Connection, ids: Iterable[int], after: str, until: str
) -> list[tuple[int, InteractionKind, Outcome]]:
    """Person, kind, and outcome of the interactions after one day until another."""
    return connection.execute(_LATER, (batch(ids), after, until)).fetchall()


def thanked(connection: sqlite3.Connection, ids: Iterable[int], on: str) -> set[int]:
    """Those of the people to whom a talk of that day has made a thank-you already."""
    return {row for (row,) in connection.execute(_THANKED, (batch(ids), on))}


def open_obligations(
    connection: sqlite3.Connection, ids: Iterable[int], on: str
) -> list[tuple[int, str]]:
    """Id and kind of what was owed to these people on that day and still is."""
    return connection.execute(_OPEN, (batch(ids), on)).fetchall()


def obligation(connection: sqlite3.Connection, obligation_id: int) -> ObligationFacts | None:
    """One obligation, open or closed."""
    row = connection.execute(_OBLIGATION, (obligation_id,)).fetchone()
    return None if row is None else ObligationFacts._make(row)


def block(connection: sqlite3.Connection, block_id: int) -> BlockFacts | None:
    """One block, whatever became of it."""
    row = connection.execute(_ONE_BLOCK, (block_id,)).fetchone()
    return None if row is None else BlockFacts._make(row)


def open_blocks(connection: sqlite3.Connection, first: str, last: str) -> list[BlockFacts]:
    """Blocks of these days that were neither used nor dropped."""
    return [BlockFacts._make(row) for row in connection.execute(_OPEN_BLOCKS, (first, last))]


def messaged(connection: sqlite3.Connection, person: int, on: str) -> bool:
    """Whether a message that hopes for an answer was sent to the person on that day."""
    (found,) = connection.execute(_MESSAGED, (person, on)).fetchone()
    return bool(found)


def written(
    connection: sqlite3.Connection, person: int, on: str
) -> set[tuple[InteractionKind, str | None]]:
    """Kind and purpose of the messages that were written to the person on that day."""
    return set(connection.execute(_WRITTEN, (person, on)))


def talk(
    connection: sqlite3.Connection, interaction: int
) -> tuple[InteractionKind, str, str | None] | None:
    """Kind, day, and names (by line) of an interaction."""
    row: tuple[InteractionKind, str, str | None] | None
    row = connection.execute(_TALK, (interaction,)).fetchone()
    return row


def tie(connection: sqlite3.Connection, a: int, b: int) -> tuple[int, int, str | None, int] | None:
    """Id, level, kind, and whether it was deleted, of the tie between two people, a < b."""
    row: tuple[int, int, str | None, int] | None = connection.execute(_TIE, (a, b)).fetchone()
    return row


def referral(connection: sqlite3.Connection, person: int, by: int) -> tuple[int, int] | None:
    """Id and may-mention of the record that one suggested the other."""
    row: tuple[int, int] | None = connection.execute(_REFERRAL, (person, by)).fetchone()
    return row


def event_title(connection: sqlite3.Connection, event: int) -> str | None:
    """Title of an event."""
    row = connection.execute(_EVENT, (event,)).fetchone()
    return None if row is None else str(row[0])


def event_minutes(connection: sqlite3.Connection, event: int | None = None) -> dict[int, int]:
    """Minutes that are logged of every event, or of one; those without a record are missing."""
    return dict(connection.execute(_EVENT_MINUTES, (event,)).fetchall())


def objective(connection: sqlite3.Connection, objective_id: int) -> tuple[int, str, str] | None:
    """Id, text, and state of an objective."""
    row: tuple[int, str, str] | None = connection.execute(_OBJECTIVE, (objective_id,)).fetchone()
    return row


def open_checkins(connection: sqlite3.Connection) -> list[int]:
    """Recorded check-ins with the boss that are still owed."""
    return [row for (row,) in connection.execute(_CHECKIN_DUES)]


def setting(connection: sqlite3.Connection, key: str) -> str | None:
    """JSON text of a changed setting."""
    row = connection.execute(_SETTING, (key,)).fetchone()
    return None if row is None else str(row[0])
