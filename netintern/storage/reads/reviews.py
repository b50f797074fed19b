"""The answers of past reflections, and what the book knows about the prompts of a week."""

import sqlite3
from typing import NamedTuple

AnswerRow = tuple[int, str, str, str]
"""Id, day, key of the prompt, text."""

# What was learnt for an objective, and what somebody said about the work, are kept beside the
# answers, under the key of the objective or the person.
_ANSWER = "deleted_ms IS NULL AND prompt NOT LIKE 'objective:%' AND prompt NOT LIKE 'feedback:%'"
_COLUMNS = f"SELECT id, on_day, prompt, text FROM reflection WHERE {_ANSWER}"
ANSWERS = f"{_COLUMNS} AND on_day BETWEEN ? AND ? ORDER BY on_day, id"
ANSWERED_DAYS = f"SELECT DISTINCT on_day FROM reflection WHERE {_ANSWER} ORDER BY on_day"
KEPT = f"{_COLUMNS} ORDER BY on_day DESC, id LIMIT ?"
_NAME = """
(SELECT p.name FROM participant AS x JOIN person AS p ON p.id = x.person
 WHERE x.interaction = i.id AND p.deleted_ms IS NULL ORDER BY p.id LIMIT 1)
"""
MATTERS = f"""
SELECT * FROM (
  SELECT 'surprise', coalesce({_NAME}, ''), i.learned, i.on_day
  FROM interaction AS i INDEXED BY int_week
  WHERE i.deleted_ms IS NULL AND i.on_day BETWEEN ? AND ? AND i.learned <> ''
  ORDER BY i.on_day, i.id LIMIT -1)
UNION ALL
SELECT * FROM (
  SELECT 'help', coalesce({_NAME}, ''), g.kind, i.on_day
  FROM interaction AS i INDEXED BY int_week
  JOIN exchange_item AS g ON g.interaction = i.id AND g.deleted_ms IS NULL
  WHERE i.deleted_ms IS NULL AND i.on_day BETWEEN ? AND ? AND g.direction = 'gave'
  ORDER BY i.on_day, g.id LIMIT -1)
UNION ALL
SELECT * FROM (
  SELECT 'promise', coalesce(p.name, ''), coalesce(nullif(o.text, ''), o.kind), o.due
  FROM obligation AS o LEFT JOIN person AS p ON p.id = o.person
  WHERE o.deleted_ms IS NULL AND o.done_on IS NULL AND o.dropped_on IS NULL
    AND o.direction = 'mine' AND o.kind = 'promise' AND p.deleted_ms IS NULL
  ORDER BY o.due IS NULL, o.due, o.id LIMIT -1)
"""


class MatterRow(NamedTuple):
    """Something that belongs to a prompt."""

    prompt: str
    name: str
    """Of a person, or empty."""
    text: str
    day: str | None


def answers(connection: sqlite3.Connection, first: str, last: str) -> list[AnswerRow]:
    """What was answered from one day to another, in the order of the days."""
    return connection.execute(ANSWERS, (first, last)).fetchall()


def answered_days(connection: sqlite3.Connection) -> list[str]:
    """Every day with an answer, the earliest first."""
    return [day for (day,) in connection.execute(ANSWERED_DAYS)]


def kept(connection: sqlite3.Connection, most: int) -> list[AnswerRow]:
    """The last answers, the newest day first."""
    return connection.execute(KEPT, (most,)).fetchall()


def matters(connection: sqlite3.Connection, first: str, last: str) -> list[MatterRow]:
    """What was learned and given from one day to another, and what is promised now."""
    rows = connection.execute(MATTERS, (first, last, first, last))
    return [MatterRow._make(row) for row in rows]
