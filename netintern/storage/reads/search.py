"""People by the words in their texts, and notes by the words in them."""

import sqlite3
from collections.abc import Iterable

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
WHERE p.deleted_ms IS NULL
"""
_LIVING = "deleted_ms IS NULL AND archived_on IS NULL"
_FOLDED = f"""
SELECT group_concat(replace(folded, char(10), ' '), char(10)), group_concat(id) FROM (
  SELECT id, folded FROM person INDEXED BY tracked WHERE tracked = 1 AND {_LIVING}
  UNION ALL
  SELECT id, folded FROM person WHERE tracked = 0 AND {_LIVING}
)
"""
_ARCHIVED = """
SELECT group_concat(replace(folded, char(10), ' '), char(10)), group_concat(id) FROM (
  SELECT id, folded FROM person WHERE archived_on IS NOT NULL AND deleted_ms IS NULL ORDER BY id
)
"""
_NAMES = f"SELECT id, name FROM person WHERE {_LIVING}"

_ON_PEOPLE = f"""
SELECT group_concat(replace(notes, char(10), ' '), char(10)), group_concat(id)
FROM person WHERE notes <> '' AND {_LIVING}
"""
_OF_TALKS = """
SELECT group_concat(replace(text, char(10), ' '), char(10)), group_concat(id) FROM (
  SELECT id, learned || ' ' || notes AS text FROM interaction INDEXED BY int_week
  WHERE deleted_ms IS NULL AND (learned <> '' OR notes <> '') ORDER BY on_day DESC LIMIT ?
)
"""
_PEOPLE_BY_IDS = f"""
{_SELECT}, p.notes FROM json_each(?) AS wanted CROSS JOIN person AS p ON p.id = wanted.value
WHERE p.deleted_ms IS NULL AND p.archived_on IS NULL ORDER BY wanted.key
"""
_TALKS_BY_IDS = f"""
{_SELECT}, n.learned || ' ' || n.notes FROM json_each(?) AS wanted
CROSS JOIN interaction AS n ON n.id = wanted.value
CROSS JOIN person AS p ON p.id = (SELECT min(x.person) FROM participant AS x
                                  WHERE x.interaction = n.id)
WHERE p.deleted_ms IS NULL AND p.archived_on IS NULL ORDER BY wanted.key
"""


def folded(connection: sqlite3.Connection) -> tuple[str, str]:
    """The folded texts of everybody, one a line, and their ids with commas; tracked people first.

    One text for all costs half of what a row for each does.
    """
    texts, ids = connection.execute(_FOLDED).fetchone()
    return texts or "", ids or ""


def archived(connection: sqlite3.Connection) -> tuple[str, str]:
    """The folded texts and ids of archived people, as `folded` gives them."""
    texts, ids = connection.execute(_ARCHIVED).fetchone()
    return texts or "", ids or ""


def by_ids(connection: sqlite3.Connection, ids: Iterable[int]) -> list[FoundRow]:
    """These people, in any order, archived ones too."""
    return connection.execute(_BY_IDS, (batch(ids),)).fetchall()


def names(connection: sqlite3.Connection) -> list[tuple[int, str]]:
    """Id and name of everybody who is not archived."""
    return connection.execute(_NAMES).fetchall()


def noted(connection: sqlite3.Connection, newest: int) -> tuple[tuple[str, str], tuple[str, str]]:
    """Notes on people, and the `newest` notes of talks, newest first; each as `folded` gives them.

    They are as they were typed: only the caller can fold them.
    """
    on_people = connection.execute(_ON_PEOPLE).fetchone()
    of_talks = connection.execute(_OF_TALKS, (newest,)).fetchone()
    return (on_people[0] or "", on_people[1] or ""), (of_talks[0] or "", of_talks[1] or "")


def notes_on_people(connection: sqlite3.Connection, ids: Iterable[int]) -> list[NoteRow]:
    """The notes on these people, in this order; archived people are left out."""
    return connection.execute(_PEOPLE_BY_IDS, (batch(ids),)).fetchall()


def notes_of_talks(connection: sqlite3.Connection, ids: Iterable[int]) -> list[NoteRow]:
    """The notes of these talks with the first of their people, in this order."""
    return connection.execute(_TALKS_BY_IDS, (batch(ids),)).fetchall()
