"""The queue laid into the days of a week: what a plan would book, and why the rest is not in it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from netintern.domain.calendar import later
from netintern.domain.dates import Moment, short_day, weekday_day
from netintern.domain.planning import (
    DayPlan,
    DayRoom,
    PlanItem,
    Span,
    gates_by_day,
    lane_number,
    open_minutes,
    plan_days,
    preparation,
)
from netintern.domain.queue import QueueItem
from netintern.domain.settings import Rules
from netintern.domain.vocabulary import Gate, Lane
from netintern.domain.workgate import Commitment, GateState, hours_left, minute_of
from netintern.services.queries.ledger import WEEK
from netintern.services.queries.queue import (
    Situation,
    booked_day,
    queue_people,
    situation_for,
)
from netintern.services.queries.work import work_list
from netintern.storage.probe import Book


class PlanRow(NamedTuple):
    """A row of the queue as the plan sees it."""

    key: str
    """ "o12" or "p7", as in the queue."""
    lane: Lane
    person_id: int | None
    person: str
    reason: str
    minutes: int
    """Minutes to book, those before a talk included."""
    preparation: int
    """Of these, to prepare."""
    purpose: str
    """What the block is for, as booking time calls it."""
    due: date | None
    booked_on: date | None
    """A day of the week that is booked for it already."""
    is_work: bool = False
    """A check-in with the boss, which takes no minutes for people."""


class PlacedRow(NamedTuple):
    """A row and where the plan puts it."""

    row: PlanRow
    day: date | None
    """The day to book; None if nothing is booked for it."""
    week: date | None
    """Start of the later week into which it fits."""
    words: str
    """Why nothing is booked: "fits next week"; empty otherwise."""


class WeekPlan(NamedTuple):
    """What there is to plan, and the room for it; minutes on the clock."""

    today: date
    starts: date
    """The first day of the week that is planned."""
    is_next: bool
    """True if the week of today has no workday left, so that the next one is planned."""
    budget: int
    spent: int
    planned: int
    free: int
    gate: GateState
    rows: tuple[PlanRow, ...]
    """In the order of the queue."""
    days: tuple[DayRoom, ...]
    """Workdays that are left of the week."""
    free_by_week: tuple[int, ...]
    """Of the planned week and those after it."""
    rules: Rules

    def placed(self, without: frozenset[str] = frozenset()) -> tuple[PlacedRow, ...]:
        """Where each row goes if those with the keys in `without` are taken off the plan."""
        open_rows = [
            row
            for row in self.rows
            if row.key not in without and row.booked_on is None and not row.is_work
        ]
        items = [
            PlanItem(row.key, lane_number(row.lane), row.minutes, row.due) for row in open_rows
        ]
        found = plan_days(items, self.free_by_week, self.days, self.rules)
        return tuple(self._placed(row, found, row.key in without) for row in self.rows)

    def _placed(self, row: PlanRow, found: DayPlan, is_off: bool) -> PlacedRow:
        if is_off:
            return PlacedRow(row, None, None, "taken off")
        if row.is_work:
            return PlacedRow(row, None, None, "is work, so nothing is booked")
        if row.booked_on is not None:
            words = f"booked for {weekday_day(row.booked_on, self.today)}"
            return PlacedRow(row, None, None, words)
        day = found.days.get(row.key)
        if day is not None:
            return PlacedRow(row, day, None, "")
        index = found.week_index[row.key]
        week = None if index is None else later(self.starts, index * WEEK)
        return PlacedRow(row, None, week, self._why(week))

    def _why(self, week: date | None) -> str:
        if self.days and all(one.gate == "blocked" for one in self.days):
            return self.gate.reason[:1].lower() + self.gate.reason[1:]
        if week is None:
            return "fits into no week"
        if week == later(self.starts, WEEK) and not self.is_next:
            return "fits next week"
        return f"fits the week of {short_day(week, self.today)}"


def week_plan(book: Book, *, today: date, minute: int | None = None) -> WeekPlan:
    """The plan of this week; of the next one if no workday is left of this one.

    `minute` is the minute of the day, None if the clock has no time. The number of statements does
    not depend on what the book holds.
    """
    people = queue_people(book, today=today)
    situation = situation_for(book, today=today, minute=minute)
    items = situation.queue(people.values()).items
    moment = Moment(today, minute)
    rooms, number = _rooms(situation, moment), 0
    if not rooms:
        number = 1
        rooms = _rooms(situation, moment, ahead=number)
    starts = later(situation.first_week, number * WEEK)
    gates = _gates(book, situation, moment, rooms)
    account = situation.ledger.week(starts).account
    booked = situation.booked(number)
    rules = situation.context.rules
    return WeekPlan(
        today=today,
        starts=starts,
        is_next=bool(number),
        budget=account.budget,
        spent=account.spent,
        planned=account.planned,
        free=account.free,
        gate=situation.gate,
        rows=tuple(_row(item, booked_day(item, booked), rules) for item in items),
        days=tuple(DayRoom(day, minutes, gates[day]) for day, minutes in rooms.items()),
        free_by_week=tuple(situation.free_by_week()[number:]),
        rules=rules,
    )


def _row(item: QueueItem, booked: date | None, rules: Rules) -> PlanRow:
    before = preparation(lane_number(item.lane), item.minutes, rules)
    return PlanRow(
        item.id,
        item.lane,
        item.person_id,
        item.person or "",
        item.reason,
        item.minutes + before,
        before,
        "talk" if before else "introduction" if item.lane == "grow" else "message",
        item.due,
        booked,
        item.kind == "checkin",
    )


def _rooms(situation: Situation, moment: Moment, ahead: int = 0) -> dict[date, int]:
    """The workdays that are left of a week, with the minutes that focus hours and plans leave."""
    rules, ledger = situation.context.rules, situation.ledger
    starts = later(situation.first_week, ahead * WEEK)
    opens, closes = minute_of(rules.work_start), minute_of(rules.work_end)
    kept = focus_spans(rules)
    most = closes - opens - round(rules.focus_hours * 60)
    found = {}
    for number in range(WEEK):
        day = later(starts, number)
        now = moment.minute if day == moment.day and moment.minute is not None else opens
        if day < moment.day or now >= closes or not _is_open(situation, day):
            continue
        taken = ledger.done.get(day, (0, 0))[0]
        taken += sum(
            block.minutes
            for block in ledger.blocks
            if block.on == day and block.state(moment.day) == "planned"
        )
        found[day] = min(most - taken, open_minutes((max(now, opens), closes), kept))
    return found


def focus_spans(rules: Rules) -> tuple[Span, ...]:
    """The times of focus, in minutes of the day."""
    return tuple((minute_of(first), minute_of(last)) for first, last in rules.focus_time)


def _is_open(situation: Situation, day: date) -> bool:
    """Whether it is a workday, of the experience if one lies in that week."""
    ledger = situation.ledger
    if not ledger.calendar.is_workday(day):
        return False
    span = ledger.week(later(day, -((day - situation.first_week).days % WEEK))).span
    return span is None or span.covers(day, day)


def _gates(
    book: Book, situation: Situation, moment: Moment, days: Iterable[date]
) -> Mapping[date, Gate]:
    """What work allows on these days; today also what a reason to network anyway allows."""
    rules, calendar = situation.context.rules, situation.ledger.calendar
    work = [
        Commitment(line.name, line.due, line.hours_left)
        for line in work_list(book)
        if line.done_on is None
    ]
    left = hours_left(moment, calendar, rules)
    gates = gates_by_day(work, days, (moment.day, left), calendar, rules)
    if moment.day in gates and not situation.gate.is_focus:
        # Focus time shuts an hour, not the day.
        gates[moment.day] = situation.gate.state
    return gates
