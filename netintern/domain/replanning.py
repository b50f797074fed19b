"""Which booked talks move to a later week when a week holds fewer minutes than before."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from netintern.domain.calendar import Calendar, later
from netintern.domain.week import week_start


class Booked(NamedTuple):
    """A block that is still to come."""

    id: int
    on: date
    minutes: int
    is_fixed: bool = False
    """Whether its day cannot be chosen: an event, or what takes place today."""


class Replanned(NamedTuple):
    """What becomes of the blocks."""

    moves: tuple[tuple[int, date], ...]
    """Id and new day of each block that moves, by its old day."""
    homeless: tuple[int, ...]
    """Blocks that fit into no week; they stay where they are."""


def replan(
    blocks: Iterable[Booked],
    room: Mapping[date, int],
    calendar: Calendar,
    last_day: date | None = None,
    first_day: int = 1,
) -> Replanned:
    """The blocks that no longer fit, each moved to the first later week with room.

    `room` holds the minutes of each week that are not spent, by its start; weeks are looked for
    among these alone. What is booked for a week already goes before what moves into it, and within
    a week the earlier day goes first, after what is fixed. The weekday is kept where that is a
    workday not after `last_day`. Due dates have no part in this (domain rule 2.10).
    """
    by_week: dict[date, list[Booked]] = {start: [] for start in sorted(room)}
    for block in sorted(blocks, key=lambda one: (not one.is_fixed, one.on, one.id)):
        by_week.get(week_start(block.on, first_day), []).append(block)
    free = dict(room)
    leaving: list[Booked] = []
    for start, booked in by_week.items():
        for block in booked:
            if block.is_fixed or block.minutes <= free[start]:
                free[start] -= block.minutes
            else:
                leaving.append(block)
    moves: list[tuple[int, date]] = []
    homeless: list[int] = []
    for block in sorted(leaving, key=lambda one: (one.on, one.id)):
        day = _later_day(block, list(by_week), free, calendar, last_day, first_day)
        if day is None:
            homeless.append(block.id)
        else:
            free[week_start(day, first_day)] -= block.minutes
            moves.append((block.id, day))
    return Replanned(tuple(moves), tuple(homeless))


def _later_day(
    block: Booked,
    weeks: Sequence[date],
    free: Mapping[date, int],
    calendar: Calendar,
    last_day: date | None,
    first_day: int,
) -> date | None:
    """The day in the first later week with room; None if there is none."""
    here = week_start(block.on, first_day)
    weekday = (block.on - here).days
    for start in weeks:
        if start <= here or free[start] < block.minutes:
            continue
        # The same weekday first, then those after it, then those before it.
        for offset in (*range(weekday, 7), *range(weekday - 1, -1, -1)):
            day = later(start, offset)
            if calendar.is_workday(day) and (last_day is None or day <= last_day):
                return day
    return None
