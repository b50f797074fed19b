"""Everything that the page of a week shows: what it says itself, and how things stand that day.

Two statements, whatever the book holds. Their parts are the statements that others ask alone, each
row with the name of its part in front.
"""

import sqlite3
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

from netintern.storage.reads import events, experiences, people, weeks, work


class _Part(NamedTuple):
    """One statement of several."""

    name: str
    sql: str
    columns: int


class WeekRows(NamedTuple):
    """What is planned, agreed and done in some weeks, and whatever is needed to judge it."""

    experiences: list[experiences.ExperienceRow]
    objectives: list[experiences.ObjectiveRow]
    checkins: list[experiences.CheckinRow]
    done: list[weeks.DoneRow]
    blocks: list[weeks.BlockRow]
    talks: list[weeks.TalkRow]
    unbooked: list[tuple[str, str]]
    """Day and title of events that take no booked time."""
    overrides: list[weeks.OverrideRow]
    commitments: list[work.CommitmentRow]


class StandingRows(NamedTuple):
    """How things stand on a day; which week is looked at does not matter."""

    circles: dict[str, int]
    """Conversations of the last weeks per circle."""
    acted: list[str]
    """Days with a conversation, an answered message, or a thank-you."""
    first_use: str | None
    """Day of the first interaction."""
    sums: tuple[int, int, int]
    referred: list[weeks.ReferredRow]
    """Both as `weeks.snowball` gives them."""
    missing_addresses: int


def _together(parts: Iterable[_Part]) -> str:
    """One statement of several; each keeps its order, which its limit protects."""
    parts = tuple(parts)
    most = max(part.columns for part in parts)
    return "\nUNION ALL\n".join(
        f"SELECT '{name}', part.*{', NULL' * (most - columns)} FROM ({sql} LIMIT -1) AS part"
        for name, sql, columns in parts
    )


_WEEK: Final = (
    _Part("experience", experiences.EXPERIENCES, 9),
    _Part("objective", experiences.OBJECTIVES, 4),
    _Part("checkin", experiences.CHECKINS, 3),
    _Part("done", weeks.DONE_BY_DAY, 3),
    _Part("block", weeks.BLOCKS, 7),
    _Part("talk", weeks.TALKS, 7),
    _Part("event", events.UNBOOKED, 2),
    _Part("override", weeks.OVERRIDES, 3),
    _Part("commitment", work.COMMITMENTS, 5),
)
_STANDING: Final = (
    _Part("circle", weeks.CIRCLES, 2),
    _Part("acted", weeks.ACTION_DAYS, 1),
    _Part("snowball", weeks.SNOWBALL, 4),
    _Part("missing", people.MISSING_ADDRESSES, 1),
)
_WEEK_SQL: Final = _together(_WEEK)
_STANDING_SQL: Final = _together(_STANDING)


def week_rows(
    connection: sqlite3.Connection,
    today: str,
    minutes: tuple[str, str, str],
    days: tuple[str, str, str],
) -> WeekRows:
    """The rows of a week.

    `minutes` are the first day of which minutes are counted, the last one that is done, and the
    last one for which something may be planned; `days` are the first day of the week, the last one
    of which talks are counted, and the last one.
    """
    first, until, last = minutes
    starts, heard, ends = days
    found = _rows(
        connection,
        _WEEK_SQL,
        _WEEK,
        (today, first, until, first, last, starts, heard, starts, ends, starts, ends, False),
    )
    return WeekRows(
        found["experience"],
        found["objective"],
        found["checkin"],
        found["done"],
        [weeks.BlockRow._make(row) for row in found["block"]],
        [weeks.TalkRow._make(row) for row in found["talk"]],
        found["event"],
        found["override"],
        found["commitment"],
    )


def standing_rows(
    connection: sqlite3.Connection, today: str, broad: str, mature: str
) -> StandingRows:
    """The rows of a day: conversations per circle count after the day `broad`.

    `mature` is the day as in `weeks.snowball`.
    """
    found = _rows(
        connection,
        _STANDING_SQL,
        _STANDING,
        (broad, today, today, *weeks.snowball_days(today, mature), today),
    )
    *acted, first = (day for (day,) in found["acted"])
    sums, referred = weeks.snowball_of(found["snowball"])
    ((missing,),) = found["missing"]
    return StandingRows(dict(found["circle"]), acted, first, sums, referred, missing)


def _rows(
    connection: sqlite3.Connection, sql: str, parts: Iterable[_Part], values: tuple[Any, ...]
) -> dict[str, list[Any]]:
    """The rows of every part."""
    found: dict[str, list[Any]] = {part.name: [] for part in parts}
    columns = {part.name: part.columns + 1 for part in parts}
    for row in connection.execute(sql, values):
        name = row[0]
        found[name].append(row[1 : columns[name]])
    return found
