"""What is owed with a day, as a calendar of another program wants to know it."""

import sqlite3
from typing import NamedTuple

_TASKS = """
SELECT lower(hex(o.uid)), o.kind, o.due, o.text, o.person, coalesce(p.name, ''),
       o.done_on, o.dropped_on
FROM obligation AS o LEFT JOIN person AS p ON p.id = o.person
WHERE o.deleted_ms IS NULL AND p.deleted_ms IS NULL AND o.direction = 'mine'
  AND o.due IS NOT NULL AND o.kind <> 'checkin'
  AND coalesce(o.done_on, o.dropped_on, ?1) >= ?1
UNION ALL
SELECT lower(hex(uid)), 'work', due, name, NULL, '', done_on, NULL FROM commitment
WHERE deleted_ms IS NULL AND coalesce(done_on, ?1) >= ?1
ORDER BY 3, 2, 1
"""


class TaskRow(NamedTuple):
    """Something owed, or work that is due."""

    uid: str
    kind: str
    """Of what is owed, or "work"."""
    due: str
    text: str
    person: int | None
    name: str
    done_on: str | None
    dropped_on: str | None


def task_rows(connection: sqlite3.Connection, since: str) -> list[TaskRow]:
    """What is open, and what was done or dropped from a day on, by the day it is due."""
    return [TaskRow._make(row) for row in connection.execute(_TASKS, (since,))]
