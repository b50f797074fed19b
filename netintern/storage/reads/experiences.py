"""Experiences with their supervisors, objectives, check-ins, and ticked checklists."""

import sqlite3

ExperienceRow = tuple[int, str, str, str, str, str | None, int | None, str | None, str | None]
"""id, kind, org, title, starts, ends, supervisor's id, name, org; one row a supervisor"""

ObjectiveRow = tuple[int, int, str, str]
"""id, experience, text, state"""

CheckinRow = tuple[int | None, str, int | None]
"""experience, day, agreed minutes"""

EXPERIENCES = """
SELECT e.id, e.kind, e.org, e.title, e.starts, e.ends, p.id, p.name, p.org
FROM experience AS e
LEFT JOIN supervisor AS s ON s.experience = e.id
LEFT JOIN person AS p ON p.id = s.person AND p.deleted_ms IS NULL
WHERE e.deleted_ms IS NULL
ORDER BY e.starts, e.id, p.id
"""
OBJECTIVES = """
SELECT id, experience, text, state FROM objective WHERE deleted_ms IS NULL ORDER BY id
"""
CHECKINS = """
SELECT experience, on_day, agreed_minutes FROM checkin
WHERE deleted_ms IS NULL AND on_day <= ? ORDER BY on_day, id
"""
_TICKS = """
SELECT DISTINCT key FROM checklist_tick
WHERE (experience IS ? OR experience IS NULL) AND deleted_ms IS NULL ORDER BY key
"""


def experiences(connection: sqlite3.Connection) -> list[ExperienceRow]:
    """All experiences by start, one row for each supervisor or one without."""
    return connection.execute(EXPERIENCES).fetchall()


def objectives(connection: sqlite3.Connection) -> list[ObjectiveRow]:
    """Id, experience, text and state of every objective."""
    return connection.execute(OBJECTIVES).fetchall()


def checkins(connection: sqlite3.Connection, today: str) -> list[CheckinRow]:
    """What was agreed with the boss up to `today`, oldest first."""
    return connection.execute(CHECKINS, (today,)).fetchall()


def ticks(connection: sqlite3.Connection, experience: int | None) -> list[str]:
    """Keys of the checklist items that are done, in the experience or outside of any."""
    return [key for (key,) in connection.execute(_TICKS, (experience,))]
