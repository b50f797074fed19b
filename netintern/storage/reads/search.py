"""People by the words in their texts, and notes by the words in them."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from netintern.storage.reads.ids import batch
from netintern.storage.reads.kinds import MEETING

FoundRow = tuple[int, str, str | None, str | None, int, int]
"""id, name, organisation, circle, tracked, met"""

NoteRow = tuple[int, str, str | None, str | None, int, int, str]
"""the person as above, and the note"""

_MET = f"""
  (p.met_on IS NOT NULL OR EXISTS (
     SELECT 1 FROM participant AS x CROSS JOIN interaction AS i ON i.id = x.interaction
     WHERE x.person = p.id AND i.deleted_ms IS NULL AND {MEETING}))
"""
_SELECT = f"SELECT p.id, p.name, p.org, p.circle, p.tracked, {_MET}"
_BY_IDS = f"""
{_SELECT} FROM json_each(?) AS wanted CROSS JOIN person AS p ON p.id = wanted.value
WHERE p.deleted_ms IS NULL AND p.archived_on IS NULL
"""
_LIVING = "deleted_ms IS NULL AND archived_on IS NULL"
_FOLDED = f"""
SELECT group_concat(replace(folded, char(10), ' '), char(10)), group_concat(id) FROM (
  SELECT id, folded FROM person INDEXED BY tracked WHERE tracked = 1 AND {_LIVING}
  UNION ALL
  SELECT id, folded FROM person WHERE tracked = 0 AND {_LIVING}
)
"""
_NAMES = f"SELECT id, name FROM person WHERE {_LIVING}"

_ON_PEOPLE = f"""
{_SELECT}, p.text FROM (
  SELECT *, notes AS text FROM person
  WHERE notes <> '' AND deleted_ms IS NULL AND archived_on IS NULL
) AS p
WHERE ({{conditions}}) OR length(text) <> length(CAST(text AS BLOB))
"""
_OF_TALKS = f"""
{_SELECT}, n.text FROM (
  SELECT id, learned || ' ' || notes AS text FROM interaction INDEXED BY int_week
  WHERE deleted_ms IS NULL ORDER BY on_day DESC LIMIT ?1
) AS n
CROSS JOIN person AS p ON p.id = (SELECT min(x.person) FROM participant AS x
                                  WHERE x.interaction = n.id)
WHERE (({{conditions}}) OR length(text) <> length(CAST(text AS BLOB)))
  AND p.deleted_ms IS NULL AND p.archived_on IS NULL
"""


def folded(connection: sqlite3.Connection) -> tuple[str, str]:
    """The folded texts of everybody, one a line, and their ids with commas; tracked people first.

    One text for all costs half of what a row for each does.
    """
    texts, ids = connection.execute(_FOLDED).fetchone()
    return texts or "", ids or ""


def by_ids(connection: sqlite3.Connection, ids: Iterable[int]) -> list[FoundRow]:
    """These people, in any order."""
    return connection.execute(_BY_IDS, (batch(ids),)).fetchall()


def names(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """Id and name of everybody who is not archived."""
    return connection.execute(_NAMES).fetchall()


def notes(connection: sqlite3.Connection, words: Sequence[str], newest: int) -> Iterator[NoteRow]:
    """Notes that may hold every word: those on people, then those of talks, newest first.

    A note with letters beyond ASCII always comes: only the caller can fold it. Of the talks the
    `newest` are looked through.
    """
    patterns = [f"%{word}%" for word in words]
    for statement in (_ON_PEOPLE, _OF_TALKS):
        conditions = " AND ".join(f"text LIKE ?{n}" for n in range(2, len(words) + 2))
        yield from connection.execute(statement.format(conditions=conditions), (newest, *patterns))
