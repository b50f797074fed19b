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


LearntRow = tuple[int, str, str, str]
"""id, day, prompt, text"""

FeedbackRow = tuple[int | None, str, str, int | None, str | None, str | None, int | None]
"""experience, day, feedback, id of who said it, name, organisation, id of the feedback; without
who said it, it stands with a check-in and has no id of its own"""

TalkRow = tuple[int, str, str]
"""id, day, names of those who took part, a line each"""

LEARNT = """
SELECT id, on_day, prompt, text FROM reflection
WHERE deleted_ms IS NULL AND prompt LIKE 'objective:%' ORDER BY on_day, id
"""
FEEDBACK = """
SELECT experience, on_day AS day, feedback, NULL, NULL, NULL, NULL, 0 AS kind, id AS number
FROM checkin WHERE deleted_ms IS NULL AND feedback <> '' AND on_day <= ?1
UNION ALL
SELECT r.experience, r.on_day, r.text, p.id, p.name, p.org, r.id, 1, r.id FROM reflection AS r
LEFT JOIN person AS p ON p.id = CAST(substr(r.prompt, 10) AS INTEGER) AND p.deleted_ms IS NULL
WHERE r.deleted_ms IS NULL AND r.prompt LIKE 'feedback:%' AND r.on_day <= ?1
ORDER BY day, kind, number
"""
_FEEDBACK_TEXT = """
SELECT text FROM reflection WHERE id = ? AND deleted_ms IS NULL AND prompt LIKE 'feedback:%'
"""
CRITERIA = "SELECT criteria FROM experience WHERE id = ?"
_NAMES = """
(SELECT group_concat(p.name, char(10)) FROM participant AS x JOIN person AS p ON p.id = x.person
 WHERE x.interaction = i.id AND p.deleted_ms IS NULL)
"""
_TALKS = f"""
SELECT i.id, i.on_day, coalesce({_NAMES}, '') FROM interaction AS i
WHERE i.deleted_ms IS NULL AND i.id IN (SELECT value FROM json_each(?))
"""
_RECENT = f"""
SELECT i.id, i.on_day, coalesce({_NAMES}, '') FROM interaction AS i INDEXED BY int_week
WHERE i.deleted_ms IS NULL AND i.on_day <= ? AND i.outcome = 'done'
  AND i.kind IN ('one_on_one', 'call', 'small_group', 'group_event')
ORDER BY i.on_day DESC, i.id DESC LIMIT ?
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


def learnt(connection: sqlite3.Connection) -> list[LearntRow]:
    """What was learnt for the objectives, oldest first; the prompt names objective and talk."""
    return connection.execute(LEARNT).fetchall()


def feedback(connection: sqlite3.Connection, today: str) -> list[FeedbackRow]:
    """What was said about the work, oldest first."""
    return [row[:7] for row in connection.execute(FEEDBACK, (today,))]


def one_feedback(connection: sqlite3.Connection, number: int) -> str | None:
    """The text of a piece of feedback; None if there is none."""
    row = connection.execute(_FEEDBACK_TEXT, (number,)).fetchone()
    return None if row is None else row[0]


def criteria(connection: sqlite3.Connection, experience: int) -> str | None:
    """The criteria of an experience as JSON."""
    row = connection.execute(CRITERIA, (experience,)).fetchone()
    return None if row is None else row[0]


def talks(connection: sqlite3.Connection, ids: str) -> list[TalkRow]:
    """Talks by their ids, which are a list in JSON."""
    return connection.execute(_TALKS, (ids,)).fetchall()


def recent_talks(connection: sqlite3.Connection, today: str, most: int) -> list[TalkRow]:
    """The last meetings, newest first."""
    return connection.execute(_RECENT, (today, most)).fetchall()
