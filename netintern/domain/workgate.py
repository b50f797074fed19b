"""Work first: whether what is promised at work leaves room for the network today."""

from collections.abc import Iterable
from datetime import date
from math import ceil, floor
from typing import Final, NamedTuple

from netintern.domain.calendar import Calendar
from netintern.domain.dates import Moment
from netintern.domain.settings import DEFAULT_RULES, Rules
from netintern.domain.vocabulary import Gate, Lane

WORK_FIRST: Final = "Work first: "
"""How it is told that the gate, and not the minutes of the week, speaks against a row."""
_WORST = {"blocked": 0, "tight": 1, "open": 2}


class Commitment(NamedTuple):
    """A piece of work that is not finished."""

    name: str
    due: date
    hours: float | None = None
    """Hours of work left; None if nobody estimated them."""


class GateState(NamedTuple):
    """The gate on one day, with the two numbers that explain it."""

    state: Gate
    reason: str
    """A sentence; empty where there is no work to speak of."""
    need: float | None = None
    """Hours of work due by the day that decides."""
    capacity: float | None = None
    """Hours there are until that day."""
    name: str | None = None
    """The commitments that decide, in words."""
    until: str | None = None
    """In focus time, the end of it, HH:MM: until then nothing at all is proposed."""

    @property
    def is_focus(self) -> bool:
        """Whether it is shut because of focus time."""
        return self.state == "blocked" and self.until is not None


def hours_left(moment: Moment, calendar: Calendar, rules: Rules = DEFAULT_RULES) -> float:
    """Hours of real work left on that day; all of them without a time (domain rule 2.11)."""
    if not calendar.is_workday(moment.day):
        return 0.0
    if moment.minute is None:
        return rules.focus_hours
    start, end = minute_of(rules.work_start), minute_of(rules.work_end)
    rest = (end - max(moment.minute, start)) / 60
    return min(rules.focus_hours, max(0.0, rest))


def focus_until(moment: Moment, calendar: Calendar, rules: Rules = DEFAULT_RULES) -> str | None:
    """The end, HH:MM, of the focus time in which the moment lies; None outside of it.

    Focus times that touch or overlap are one. Without a time on the clock there is none.
    """
    if moment.minute is None or not rules.focus_time or not calendar.is_workday(moment.day):
        return None
    until, found = moment.minute, None
    for start, end in sorted(rules.focus_time):
        if minute_of(start) <= until < minute_of(end):
            until, found = minute_of(end), end
    return found


def in_focus(until: str) -> GateState:
    """The gate in focus time: "Not now: focus time until 11"."""
    words = f"Not now: focus time until {until.removesuffix(':00').lstrip('0')}"
    return GateState("blocked", words, until=until)


def minute_of(clock: str) -> int:
    """The minute of the day of "HH:MM"."""
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def work_gate(
    commitments: Iterable[Commitment],
    today: date,
    hours_left_today: float,
    calendar: Calendar,
    rules: Rules = DEFAULT_RULES,
) -> GateState:
    """Open, tight or blocked by earliest-due-date feasibility (domain rule 2.11)."""
    work = sorted(
        (
            Commitment(name, due, rules.commitment_hours if hours is None else hours)
            for name, due, hours in commitments
        ),
        key=lambda item: (item.due, item.name),
    )
    if not work:
        return GateState("open", "")
    states = [
        _state_by(work, due, today, hours_left_today, calendar, rules)
        for due in sorted({item.due for item in work})
    ]
    return min(states, key=lambda state: _WORST[state.state])


def permitted(
    lane: Lane | int,
    minutes: int,
    gate: Gate,
    free_minutes: int,
    rules: Rules = DEFAULT_RULES,
) -> bool:
    """Whether the gate and the free minutes allow a row now (domain rule 2.11)."""
    owed = lane in (1, "owe")
    if gate == "blocked":
        return owed and minutes <= rules.blocked_minutes
    if owed:
        return True
    return minutes <= free_minutes and (gate == "open" or minutes <= rules.tight_minutes)


def work_first(gate: GateState, minutes_left: int) -> str:
    """What is told about a row that is not permitted: "Work first: Demo needs 9 h, 8 h left".

    `minutes_left` are those of the week; they decide where no work does (domain rule 2.11).
    """
    if gate.state == "open":
        return f"Only {max(0, minutes_left)} min are left this week"
    return WORK_FIRST + gate.reason.partition(": ")[2]


def _state_by(
    work: list[Commitment],
    due: date,
    today: date,
    hours_left_today: float,
    calendar: Calendar,
    rules: Rules,
) -> GateState:
    """The gate as far as it depends on what is due by one day."""
    part = [item for item in work if item.due <= due and item.hours]
    need = sum(item.hours or 0.0 for item in part)
    name = _names(part)
    verb = "needs" if len(part) == 1 else "need"
    if due < today:
        if not part:
            return GateState("open", "Work fits", need, 0.0, None)
        late = "is" if len(part) == 1 else "are"
        reason = f"Not now: {name} {late} overdue, {_up(need)} h to do"
        return GateState("blocked", reason, need, 0.0, name)
    capacity = hours_left_today + rules.focus_hours * calendar.between(today, due)
    slack = capacity - need
    numbers = f"{name} {verb} {_up(need)} h, {_down(capacity)} h left"
    if slack < 0:
        return GateState("blocked", f"Not now: {numbers}", need, capacity, name)
    if slack < rules.tight_slack * need:
        return GateState("tight", f"Tight: {numbers}", need, capacity, name)
    return GateState("open", "Work fits", need, capacity, name or None)


def _names(part: list[Commitment]) -> str:
    names = [item.name for item in part]
    if len(names) > 2:
        return f"{names[0]}, {names[1]} and {len(names) - 2} more"
    return " and ".join(names)


def _up(hours: float) -> str:
    """Hours for the eye, rounded up, so that a need never looks smaller than it is."""
    return f"{ceil(round(hours * 10, 6)) / 10:g}"


def _down(hours: float) -> str:
    """Hours for the eye, rounded down, so that what is left never looks larger than it is."""
    return f"{floor(round(hours * 10, 6)) / 10:g}"
