"""Into which week and on which day a row of the queue fits; no due date is moved by it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from netintern.domain.calendar import Calendar
from netintern.domain.settings import DEFAULT_RULES, Rules
from netintern.domain.vocabulary import LANES, Gate, Lane
from netintern.domain.week import week_start
from netintern.domain.workgate import Commitment, permitted, work_gate

PREPARATION_MINUTES: Final = 10
"""Minutes before a talk, to read one's notes and choose questions."""
_LAST_MINUTE: Final = 24 * 60 - 1
WORST_FIRST: Final[tuple[Gate, ...]] = ("blocked", "tight", "open")


Span = tuple[int, int]
"""From one minute of the day to another."""


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


class DayRoom(NamedTuple):
    """A day of the week on which something may be planned."""

    day: date
    minutes: int
    """Minutes that are left of what the focus hours leave; may be below 0."""
    gate: Gate = "open"
    """What work allows on that day."""


class DayPlan(NamedTuple):
    """Where every row went: on a day of the present week, or into a later one."""

    days: dict[str, date]
    """The day of each row that has its place in the present week."""
    week_index: dict[str, int | None]
    """Number of weeks after the present one of every other row; None if it fits into none."""
    free_after: list[int]
    """Free minutes of each week after planning; below 0 where obligations overdraw it."""


def preparation(lane: int, minutes: int, rules: Rules = DEFAULT_RULES) -> int:
    """Minutes to prepare a row of the lanes closing and due that is long enough to be a talk.

    Domain rule 2.5: a talk takes its 30 minutes, and 10 before it.
    """
    return PREPARATION_MINUTES if lane in (2, 3) and minutes >= rules.minutes_by_tier[0] else 0


def plan_days(
    items: Iterable[PlanItem],
    free_by_week: Sequence[int],
    days: Sequence[DayRoom],
    rules: Rules = DEFAULT_RULES,
) -> DayPlan:
    """Lays rows, in queue order, on the days that are left of the present week (rule 2.5).

    What is owed has its place on the first of `days`, whatever room there is. Another row goes
    where the most room is left, the earlier day first, if the week has the minutes free, the day
    has room beside the focus hours, and the gate allows it there; else into the first later week
    with enough free minutes. Without `days` nothing has a place in the present week.
    """
    free = list(free_by_week)
    room = {one.day: one.minutes for one in days}
    placed: dict[str, date] = {}
    weeks: dict[str, int | None] = {}
    for item in items:
        day = _day_for(item, free[0] if free else 0, days, room, rules)
        if day is None:
            found = weeks[item.key] = _first_fit(free, item.minutes, 1)
            if found is not None:
                free[found] -= item.minutes
            continue
        placed[item.key] = day
        room[day] -= item.minutes
        free[0] -= item.minutes
    return DayPlan(placed, weeks, free)


def _day_for(
    item: PlanItem,
    free: int,
    days: Sequence[DayRoom],
    room: Mapping[date, int],
    rules: Rules,
) -> date | None:
    fitting = [one for one in days if permitted(item.lane, item.minutes, one.gate, free, rules)]
    if item.lane == 1:
        return fitting[0].day if fitting else None
    fitting = [
        one
        for one in fitting
        if room[one.day] >= item.minutes and (item.due is None or one.day >= item.due)
    ]
    # The first of several days with as much room is the earliest.
    return max(fitting, key=lambda one: room[one.day]).day if fitting else None


def gates_by_day(
    commitments: Iterable[Commitment],
    days: Iterable[date],
    now: tuple[date, float],
    calendar: Calendar,
    rules: Rules = DEFAULT_RULES,
) -> dict[date, Gate]:
    """What work allows on coming days, as it is judged today (domain rule 2.11).

    `now` is today with the hours left of it. What is due on a day closes that day and those before
    it, not those after it: by then it is done. What is overdue closes every day.
    """
    work = list(commitments)
    today, left = now
    states: dict[date, Gate] = {}
    for due in sorted({one.due for one in work}):
        until = [one._replace(due=due) for one in work if one.due <= due]
        states[due] = work_gate(until, today, left, calendar, rules).state
    return {
        day: min(
            (state for due, state in states.items() if due >= day or due < today),
            key=WORST_FIRST.index,
            default="open",
        )
        for day in days
    }


def start_minutes(
    lengths: Sequence[int],
    day: Span,
    focus_minutes: int,
    kept: Sequence[Span] = (),
) -> list[int]:
    """When the blocks of a day begin, one after the other; all in minutes of the day.

    `day` is the working day, `kept` are the times of focus: no block lies in them that has room
    elsewhere. Without them the hours of focus are taken to be the first of the day; then blocks
    begin earlier only where they would not be over by its end.
    """
    opens, closes = day
    at = opens if kept else max(opens, min(opens + focus_minutes, closes - sum(lengths)))
    found = []
    for length in lengths:
        begin = _beside(at, length, kept)
        if begin + length > closes:
            begin = at
        found.append(min(begin, _LAST_MINUTE))
        at = begin + length
    return found


def open_minutes(day: Span, kept: Sequence[Span]) -> int:
    """Minutes of a working day, or what is left of it, that lie in no time of focus."""
    opens, closes = day
    at, found = opens, 0
    for first, last in sorted(kept):
        found += max(0, min(first, closes) - at)
        at = max(at, last)
    return found + max(0, closes - at)


def _beside(at: int, length: int, kept: Sequence[Span]) -> int:
    """The first minute from which so many minutes lie in no time of focus."""
    for first, last in sorted(kept):
        if at < last and at + length > first:
            at = last
    return at
