"""What triage shows and counts beside the queue: the last talk, and what was logged on the way."""

import sqlite3
from collections.abc import Iterable

from netintern.storage.reads.ids import batch

_TALK = """
SELECT i.on_day, i.kind, i.minutes, i.learned, i.notes
FROM participant AS x CROSS JOIN interaction AS i ON i.id = x.interaction
WHERE x.person = ?1 AND x.on_day <= ?2 AND i.deleted_ms IS NULL AND i.outcome = 'done'
  AND {only}
ORDER BY x.on_day DESC, i.id DESC LIMIT 1
"""
_CONTACT = _TALK.format(only="i.kind <> 'outbound'")
_LEARNED = _TALK.format(only="i.learned <> ''")
LAST_TALKS = f"SELECT * FROM ({_CONTACT}) UNION ALL SELECT * FROM ({_LEARNED})"
_MINUTES = """
SELECT coalesce(sum(i.minutes), 0) FROM json_each(?) AS wanted
CROSS JOIN interaction AS i ON i.id = wanted.value WHERE i.deleted_ms IS NULL
"""
_UNDONE = """
SELECT a.id FROM json_each(?) AS wanted CROSS JOIN action AS a ON a.id = wanted.value
WHERE a.undone <> 0
"""

TalkRow = tuple[str, str, int, str | None, str | None]
"""day, kind, minutes, learned, notes"""


def last_talks(connection: sqlite3.Connection, person_id: int, today: str) -> list[TalkRow]:
    """The last contact with a person, and the last one from which something was learned."""
    return connection.execute(LAST_TALKS, (person_id, today)).fetchall()


def minutes_of(connection: sqlite3.Connection, interactions: Iterable[int]) -> int:
    """Minutes of these interactions, without those that are gone."""
    (minutes,) = connection.execute(_MINUTES, (batch(interactions),)).fetchone()
    return int(minutes)


def undone_of(connection: sqlite3.Connection, actions: Iterable[int]) -> frozenset[int]:
    """Which of these steps are undone."""
    return frozenset(number for (number,) in connection.execute(_UNDONE, (batch(actions),)))
