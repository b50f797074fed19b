"""What was already asked of a person, and how many people were written to for the first time."""

import sqlite3

from netintern.storage.reads.kinds import TALK

_ASKED = "SELECT question_key FROM question_asked WHERE person = ? AND deleted_ms IS NULL"
_ASKED_ON = """
SELECT question_key, min(on_day) FROM question_asked
WHERE person = ? AND deleted_ms IS NULL GROUP BY question_key ORDER BY min(id)
"""
_FIRST_CONTACTS = """
SELECT count(DISTINCT x.person)
FROM interaction AS i INDEXED BY int_week
CROSS JOIN participant AS x ON x.interaction = i.id
WHERE i.deleted_ms IS NULL AND i.on_day > ?1 AND i.on_day <= ?2
  AND i.kind = 'outbound' AND i.purpose IN ('message', 'ask')
  AND i.outcome IN ('done', 'no_answer') AND x.person <> ?3
  AND NOT EXISTS (
    SELECT 1 FROM participant AS y CROSS JOIN interaction AS j ON j.id = y.interaction
    WHERE y.person = x.person AND j.deleted_ms IS NULL
      AND (y.on_day < i.on_day OR y.on_day = i.on_day AND j.id < i.id))
"""
_RECENT = f"""
SELECT p.name, max(i.on_day), max(i.id)
FROM interaction AS i INDEXED BY int_week
CROSS JOIN participant AS x ON x.interaction = i.id
CROSS JOIN person AS p ON p.id = x.person
WHERE i.deleted_ms IS NULL AND i.on_day > ?1 AND i.on_day <= ?2 AND {TALK}
  AND p.deleted_ms IS NULL AND p.id <> ?3
GROUP BY p.id ORDER BY 2 DESC, 3 DESC LIMIT ?4
"""
_OCCASION = """
SELECT i.kind, i.on_day, e.title
FROM participant AS x CROSS JOIN interaction AS i ON i.id = x.interaction
LEFT JOIN event AS e ON e.id = i.event AND e.deleted_ms IS NULL
WHERE x.person = ? AND x.on_day <= ? AND i.deleted_ms IS NULL AND i.outcome = 'done'
  AND i.kind <> 'outbound'
ORDER BY x.on_day DESC, i.id DESC
"""
_OWED = """
SELECT o.kind, EXISTS (SELECT 1 FROM participant AS x
                       WHERE x.interaction = o.interaction AND x.person = o.person)
FROM obligation AS o WHERE o.id = ? AND o.deleted_ms IS NULL
"""


def asked(connection: sqlite3.Connection, person: int) -> frozenset[str]:
    """Keys of the questions that were asked of a person."""
    return frozenset(key for (key,) in connection.execute(_ASKED, (person,)))


def asked_on(connection: sqlite3.Connection, person: int) -> dict[str, str | None]:
    """The day on which each question was asked of a person, the first one."""
    return dict(connection.execute(_ASKED_ON, (person,)).fetchall())


def first_contacts(connection: sqlite3.Connection, after: str, until: str, besides: int) -> int:
    """People but for `besides` to whom the first message of all was written on these days."""
    (count,) = connection.execute(_FIRST_CONTACTS, (after, until, besides)).fetchone()
    return int(count)


def talked_with(
    connection: sqlite3.Connection, after: str, until: str, besides: int, most: int
) -> list[str]:
    """Names of people with whom there was a conversation on these days, the latest first."""
    rows = connection.execute(_RECENT, (after, until, besides, most))
    return [name for name, _, _ in rows]


def occasions(
    connection: sqlite3.Connection, person: int, today: str
) -> list[tuple[str, str, str | None]]:
    """Kind, day, and title of the event of what happened with a person, the latest first."""
    return connection.execute(_OCCASION, (person, today)).fetchall()


def owed(connection: sqlite3.Connection, obligation: int) -> tuple[str, bool] | None:
    """Kind of something owed, and whether it came from something that the person took part in."""
    row = connection.execute(_OWED, (obligation,)).fetchone()
    return None if row is None else (str(row[0]), bool(row[1]))
