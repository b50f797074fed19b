"""Into which week a row of the queue fits; the budget plans, it never moves a due date."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from netintern.domain.vocabulary import LANES, Lane
from netintern.domain.week import week_start


class PlanItem(NamedTuple):
    """One row to place."""

    key: str
    lane: int
    """1 owe to 5 reconnect."""
    minutes: int
    due: date | None = None


class Plan(NamedTuple):
    """Where every row went."""

    week_index: dict[str, int | None]
    """Number of weeks after the first; None if the row fits into no week."""
    free_after: list[int]
    """Free minutes of each week after planning; below 0 where obligations overdraw it."""


def lane_number(lane: Lane) -> int:
    """The place of a lane in the fixed order, 1-5."""
    return LANES.index(lane) + 1


def plan(
    items: Iterable[PlanItem],
    free_by_week: Sequence[int],
    today: date,
    first_week: date | None = None,
    first_day: int = 1,
) -> Plan:
    """Places rows, in queue order, into the first week with enough free minutes (rule 2.5).

    `first_week` is the start of the first of the weeks, by default the week of `today`. What is
    owed is always placed in the present week, even below zero.
    """
    free = list(free_by_week)
    start = week_start(today, first_day) if first_week is None else first_week
    now = _index(today, start, first_day)
    placed: dict[str, int | None] = {}
    for item in items:
        if item.lane == 1:
            found = now if now < len(free) else None
        else:
            opens = today if item.due is None or item.due < today else item.due
            found = _first_fit(free, item.minutes, _index(opens, start, first_day))
        placed[item.key] = found
        if found is not None:
            free[found] -= item.minutes
    return Plan(placed, free)


def _index(day: date, first_week: date, first_day: int) -> int:
    return max(0, (week_start(day, first_day) - first_week).days // 7)


def _first_fit(free: Sequence[int], minutes: int, start: int) -> int | None:
    for index in range(start, len(free)):
        if free[index] >= minutes:
            return index
    return None
