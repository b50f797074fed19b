"""The page of one person: talks, ties, promises, introductions, and what came of them."""

import sqlite3
from typing import Literal

from netintern.storage.reads.kinds import MEETING

_TALKS = """
SELECT i.id, i.on_day, i.kind, i.outcome, i.purpose, i.minutes, i.on_clock, i.learned, i.notes,
       i.listening,
       (SELECT group_concat(q.name, char(10)) FROM participant AS y JOIN person AS q
        ON q.id = y.person AND q.deleted_ms IS NULL
        WHERE y.interaction = i.id AND y.person <> x.person),
       (SELECT group_concat(e.direction || ' ' || e.kind, char(10)) FROM exchange_item AS e
        WHERE e.interaction = i.id AND e.deleted_ms IS NULL),
       (SELECT v.title FROM event AS v WHERE v.id = i.event AND v.deleted_ms IS NULL)
FROM participant AS x CROSS JOIN interaction AS i ON i.id = x.interaction
WHERE x.person = ? AND x.on_day <= ? AND i.deleted_ms IS NULL
ORDER BY x.on_day DESC, i.id DESC
"""
_TIES = f"""
SELECT q.id, q.name, t.level, t.kind,
       q.met_on IS NOT NULL OR EXISTS (
         SELECT 1 FROM participant AS x JOIN interaction AS i ON i.id = x.interaction
         WHERE x.person = q.id AND x.on_day <= ?2 AND i.deleted_ms IS NULL AND {MEETING})
FROM (SELECT b AS other, level, kind FROM tie WHERE a = ?1 AND deleted_ms IS NULL
      UNION ALL
      SELECT a, level, kind FROM tie WHERE b = ?1 AND deleted_ms IS NULL) AS t
JOIN person AS q ON q.id = t.other AND q.deleted_ms IS NULL
ORDER BY t.level DESC, q.name COLLATE NOCASE, q.id
"""
_PROMISES = """
SELECT id, kind, direction, text, due, done_on FROM obligation
WHERE person = ? AND dropped_on IS NULL AND deleted_ms IS NULL
ORDER BY done_on IS NOT NULL, due, id
"""
_INTRODUCTIONS = """
SELECT n.id, t.id, t.name, t.org, v.id, v.name, v.org, n.state, n.asked_on
FROM introduction AS n JOIN person AS t ON t.id = n.target JOIN person AS v ON v.id = n.via
WHERE (n.target = ?1 OR n.via = ?1) AND n.deleted_ms IS NULL
  AND t.deleted_ms IS NULL AND v.deleted_ms IS NULL
ORDER BY n.id DESC
"""
_RELATED = """
SELECT 'suggested', id, name, org FROM person WHERE via = ?1 AND deleted_ms IS NULL
UNION ALL
SELECT 'asked', 0, question_key, NULL FROM question_asked
WHERE person = ?1 AND deleted_ms IS NULL
UNION ALL
SELECT 'supervises', e.id, e.kind, e.org
FROM supervisor AS s CROSS JOIN experience AS e ON e.id = s.experience
WHERE s.person = ?1 AND e.deleted_ms IS NULL
"""

TalkRow = tuple[
    int,
    str,
    str,
    str,
    str | None,
    int,
    int,
    str | None,
    str | None,
    int | None,
    str | None,
    str | None,
    str | None,
]
"""id, day, kind, outcome, purpose, minutes, on clock, learned, notes, listening, others, items,
event"""

PromiseRow = tuple[int, str, str, str, str | None, str | None]
"""id, kind, direction, text, due, done on"""

RelatedRow = tuple[Literal["suggested", "asked", "supervises"], int, str, str | None]
"""what it is, id, name or key or kind, organisation"""

IntroductionRow = tuple[int, int, str, str | None, int, str, str | None, str, str | None]
"""id, target (id, name, org), introducer (id, name, org), state, asked on"""


def talks(connection: sqlite3.Connection, person_id: int, today: str) -> list[TalkRow]:
    """Interactions with this person up to `today`, newest first; lists are joined by newlines."""
    return connection.execute(_TALKS, (person_id, today)).fetchall()


def ties(
    connection: sqlite3.Connection, person_id: int, today: str
) -> list[tuple[int, str, int, str | None, int]]:
    """Id, name, level, kind, and met of everybody whom this person knows."""
    return connection.execute(_TIES, (person_id, today)).fetchall()


def promises(connection: sqlite3.Connection, person_id: int) -> list[PromiseRow]:
    """Obligations that were not dropped; open ones first, by date."""
    return connection.execute(_PROMISES, (person_id,)).fetchall()


def introductions(connection: sqlite3.Connection, person_id: int) -> list[IntroductionRow]:
    """Introductions to or through this person, the newest first."""
    return connection.execute(_INTRODUCTIONS, (person_id,)).fetchall()


def related(connection: sqlite3.Connection, person_id: int) -> list[RelatedRow]:
    """People whom they suggested, questions that they were asked, experiences under them."""
    return connection.execute(_RELATED, (person_id,)).fetchall()
