"""The week: what was agreed, spent and planned, and how broad and regular the networking is."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from typing import NamedTuple
from weakref import WeakKeyDictionary

from netintern.domain.balance import breadth
from netintern.domain.budget import open_days
from netintern.domain.calendar import Calendar, later
from netintern.domain.consistency import Consistency, consistency, unit_of
from netintern.domain.dates import WEEKDAYS, Moment
from netintern.domain.experience import agreement_stale, days_left
from netintern.domain.listening import SHARE_OF_KEY, Listening, listening
from netintern.domain.settings import Rules
from netintern.domain.snowball import Snowball, SnowPerson, snowball
from netintern.domain.statistics import garwood
from netintern.domain.vocabulary import CIRCLES, Circle, Phase
from netintern.domain.week import week_label, week_start
from netintern.domain.workgate import GateState
from netintern.services.queries.contacts import day_of
from netintern.services.queries.experiences import ExperienceLine, current_of, experience_lines
from netintern.services.queries.ledger import WEEK, Block, Ledger, WeekMinutes, ledger_of
from netintern.services.queries.queue import circle_to_invite
from netintern.services.queries.settings import known_version, rules_and_calendar
from netintern.services.queries.work import CommitmentLine, commitment_lines, gate_of
from netintern.storage.probe import Book
from netintern.storage.reads import weeks as reads
from netintern.storage.reads.week_page import StandingRows, WeekRows, standing_rows, week_rows

WEEKS_BACK = 6
"""Weeks of the history, the one shown included."""


class DayLine(NamedTuple):
    """One day of the week."""

    day: date
    workday: bool
    spent: int
    """Minutes on the clock that were done."""
    planned: int
    """Minutes of blocks that are still to come."""
    own_time: int
    """Minutes of lunch and evening; they never count toward the cap."""
    names: tuple[str, ...]
    """People of that day: talks first, then blocks."""
    note: str
    """ "holiday", "quiet", "missed: Ana Silva" and the like, or empty."""
    events: tuple[str, ...] = ()
    """Titles of the events that are to come on that day, in booked or in own time."""


class BlockLine(NamedTuple):
    """A planned block of the week."""

    id: int
    on: date
    minutes: int
    purpose: str
    person_id: int | None
    name: str
    """The person, the event's title, or empty."""
    state: str
    """ "planned", "done" or "missed"."""


class OverrideLine(NamedTuple):
    """A day on which the user worked anyway, with the reason."""

    on: date
    reason: str
    person: str | None


class WeekView(NamedTuple):
    """One week; minutes are integers, minutes on the clock unless said."""

    week: str | None
    """ "2026-W27", or None if the week does not start on a Monday."""
    starts: date
    ends: date
    budget: int
    """min(own, cap), for the workdays of this week."""
    own: int
    cap: int | None
    """Agreed with the boss, or the provisional cap; None outside an experience."""
    agreed_on: date | None
    spent: int
    planned: int
    remaining: int
    """budget - spent - planned; may be negative."""
    free: int
    """max(0, remaining)."""
    own_time: int
    over: int
    gate: GateState
    counts: dict[Circle, int]
    """Conversations of the last 28 days per circle."""
    iqv: float | None
    """Evenness over the circles, 0-1; None without a conversation."""
    next_circle: Circle
    snowball: Snowball
    listening: Listening
    talks: int
    """Conversations of this week."""
    streak: int
    consistency: Consistency
    phase: Phase | None
    days_left: int | None
    checkin_due: date | None
    checkin_reason: str
    days: tuple[DayLine, ...]
    blocks: tuple[BlockLine, ...]
    overrides: tuple[OverrideLine, ...]
    commitments: tuple[CommitmentLine, ...]
    """Open work commitments, by date."""
    history: tuple[tuple[date, int, int], ...]
    """The last six weeks, oldest first: (start, minutes spent, budget)."""
    experience: ExperienceLine | None
    missing_addresses: int
    """Met and tracked people without a lasting handle."""
    header: str
    """ "0 of 72 min (90 agreed, Fri holiday)"."""
    open_days: int = 0
    """Workdays of the week, within the experience."""
    nominal_days: int = 0
    """Workdays of a week without holidays."""
    heard: tuple[tuple[int, float | None], ...] = ()
    """Conversations of the week: minutes, and the share of them in which they spoke if known."""
    monthly: bool = False
    """True if the streak is counted in months."""
    stale: bool = False
    """The agreement of an internship that runs is so old that it should be asked for again."""


def week_for(
    book: Book,
    *,
    today: date,
    minute: int | None = None,
    on: date | None = None,
    back: int = WEEKS_BACK,
) -> WeekView:
    """The week of `on` (default: of today) seen from `today`; its history has `back` weeks."""
    rules, calendar = rules_and_calendar(book)
    starts = week_start(today if on is None else on, rules.first_day)
    ends = later(starts, WEEK - 1)
    standing = _standing(book, today, rules)
    rows = _rows(book, today, (starts, later(starts, -(back - 1) * WEEK)), rules)
    ledger = ledger_of(
        (rules, calendar, today), rows.experiences, rows.checkins, rows.done, rows.blocks
    )
    week = ledger.week(starts)
    account = week.account
    heard, conversations = _listening(rows.talks)
    counts = {circle: standing.rows.circles.get(circle, 0) for circle in CIRCLES}
    work = commitment_lines(rows.commitments)
    phase, span = ledger.phase(), ledger.current()
    habit = _consistency(standing.rows, today, rules, calendar, phase)
    lines = experience_lines(rows.experiences, rows.objectives)
    return WeekView(
        week=week_label(starts, rules.first_day),
        starts=starts,
        ends=ends,
        budget=account.budget,
        own=week.own,
        cap=week.cap,
        agreed_on=week.agreed_on,
        spent=account.spent,
        planned=account.planned,
        remaining=account.remaining,
        free=account.free,
        own_time=account.own_time,
        over=account.over,
        gate=gate_of(work, Moment(today, minute), calendar, rules),
        counts=counts,
        iqv=breadth({str(circle): count for circle, count in counts.items()}).iqv,
        next_circle=circle_to_invite(counts, rules),
        snowball=standing.snowball,
        listening=heard,
        talks=conversations,
        streak=habit.streak,
        consistency=habit,
        phase=phase,
        days_left=None if span is None else days_left(span.ends, today),
        checkin_due=ledger.checkin_due(),
        checkin_reason=ledger.checkin_reason(),
        days=tuple(_days(ledger, starts, rows.talks, rows.unbooked)),
        blocks=tuple(_block(block, today) for block in _blocks_of(ledger, starts, ends)),
        overrides=tuple(
            OverrideLine(date.fromisoformat(day), reason, person)
            for day, reason, person in rows.overrides
        ),
        commitments=work,
        history=tuple(_history(ledger, starts, back)),
        experience=current_of(lines, today),
        missing_addresses=standing.rows.missing_addresses,
        header=header(week, calendar),
        open_days=_open_days(week, calendar),
        nominal_days=len(calendar.workdays),
        heard=tuple(
            (row.minutes, SHARE_OF_KEY.get(row.listening or 0)) for row in _once(rows.talks)
        ),
        monthly=unit_of(phase) == "month",
        stale=ledger.checkin_due() is not None and agreement_stale(week.agreed_on, today, rules),
    )


def _open_days(week: WeekMinutes, calendar: Calendar) -> int:
    span = week.span
    if span is None:
        return open_days(week.start, calendar)
    return open_days(week.start, calendar, span.starts, span.ends)


def snowball_for(book: Book, *, today: date) -> Snowball:
    """The figures of the snowball, all time (domain rule 2.7), in one statement."""
    rules, _ = rules_and_calendar(book)
    mature = later(today, -rules.mature_days).isoformat()
    return _snowball(*reads.snowball(book.connection, today.isoformat(), mature), today, rules)


def _snowball(
    sums: tuple[int, int, int], referred: list[reads.ReferredRow], today: date, rules: Rules
) -> Snowball:
    """The figures, of which those over everybody are summed where the people are stored."""
    talks, asked, parents = sums
    people: dict[int, SnowPerson] = {}
    for person, via, talked, _ in referred:
        # A referrer counts even if nobody referred them and they were never talked with.
        if via not in people:
            people[via] = SnowPerson(via, None, None, 0, 0)
        people[person] = SnowPerson(person, via, today if talked else None, 0, 0)
    everybody = SnowPerson(0, None, None, talks, asked)
    found = snowball([*people.values(), everybody], today, rules)
    if not parents:
        return found
    offspring = sum(1 for _, _, talked, of_parent in referred if talked and of_parent)
    low, high = garwood(offspring)
    return found._replace(
        parents=parents,
        offspring=offspring,
        reproduction=offspring / parents,
        interval=(low / parents, high / parents),
    )


def header(week: WeekMinutes, calendar: Calendar) -> str:
    """The week in a line: "0 of 72 min (90 agreed, Fri holiday)"."""
    account = week.account
    notes = [_whose_minutes(week)]
    days = [later(week.start, number) for number in range(WEEK)]
    span = week.span
    if span is not None and week.start < span.starts:
        notes.append(f"from {WEEKDAYS[span.starts.weekday()]}")
    if span is not None and span.ends is not None and span.ends < days[-1]:
        notes.append(f"until {WEEKDAYS[span.ends.weekday()]}")
    notes += _free_days(days, calendar)
    return f"{account.spent} of {account.budget} min ({', '.join(notes)})"


def _whose_minutes(week: WeekMinutes) -> str:
    if week.cap is None or week.own < week.cap:
        return f"{week.own} own"
    if week.agreed_on is None:
        return f"{week.cap} until agreed"
    return f"{week.cap} agreed"


def _free_days(days: list[date], calendar: Calendar) -> list[str]:
    """Weekdays without work and why, neighbours of one kind as a range."""
    kinds = [(WEEKDAYS[day.weekday()], _why_free(day, calendar)) for day in days]
    working = [
        entry
        for day, entry in zip(days, kinds, strict=True)
        if day.isoweekday() in calendar.workdays
    ]
    found = []
    for why, group in groupby(working, lambda entry: entry[1]):
        names = [name for name, _ in group]
        if why:
            found.append(f"{names[0] if len(names) == 1 else f'{names[0]}-{names[-1]}'} {why}")
    return found


def _why_free(day: date, calendar: Calendar) -> str:
    if day in calendar.holidays:
        return "holiday"
    quiet = any(first <= day <= last for first, last in calendar.quiet)
    return "quiet" if quiet else ""


def _rows(book: Book, today: date, weeks: tuple[date, date], rules: Rules) -> WeekRows:
    """A week with those of the history and, for the check-in, this one and the one before.

    `weeks` are the start of the week and that of the first one of its history.
    """
    starts, oldest = weeks
    present = week_start(today, rules.first_day)
    first = min(oldest, later(present, -WEEK))
    last, ends = later(max(starts, present), WEEK - 1), later(starts, WEEK - 1)
    return week_rows(
        book.connection,
        today.isoformat(),
        (first.isoformat(), min(last, today).isoformat(), last.isoformat()),
        (starts.isoformat(), min(ends, today).isoformat(), ends.isoformat()),
    )


class _Standing(NamedTuple):
    """How things stand on a day, whichever week is looked at."""

    version: int
    """Of the book that was read."""
    today: date
    rows: StandingRows
    snowball: Snowball


_stood: WeakKeyDictionary[Book, _Standing] = WeakKeyDictionary()


def _standing(book: Book, today: date, rules: Rules) -> _Standing:
    """How things stand, over everybody and all time; read again only after a write or a night.

    So it costs nothing to leaf from week to week.
    """
    version = known_version(book)
    known = _stood.get(book)
    if known is not None and (known.version, known.today) == (version, today):
        return known
    rows = standing_rows(
        book.connection,
        today.isoformat(),
        later(today, -rules.breadth_days).isoformat(),
        later(today, -rules.mature_days).isoformat(),
    )
    snow = _snowball(rows.sums, rows.referred, today, rules)
    known = _stood[book] = _Standing(version, today, rows, snow)
    return known


def _history(ledger: Ledger, starts: date, back: int) -> Iterable[tuple[date, int, int]]:
    for number in range(back - 1, -1, -1):
        week = ledger.week(later(starts, -number * WEEK))
        yield week.start, week.account.spent, week.account.budget


def _listening(talks: list[reads.TalkRow]) -> tuple[Listening, int]:
    """Listening of the conversations, each once however many took part, and their number."""
    once = _once(talks)
    figures = listening(
        (row.minutes, SHARE_OF_KEY.get(row.listening or 0), int(bool(row.learned))) for row in once
    )
    return figures, len(once)


def _once(talks: list[reads.TalkRow]) -> list[reads.TalkRow]:
    """The conversations, each once."""
    return list({row.id: row for row in talks if row.conversation}.values())


def _consistency(
    standing: StandingRows, today: date, rules: Rules, calendar: Calendar, phase: Phase | None
) -> Consistency:
    """The streak; after an experience it is counted in months (domain rule 2.13)."""
    days, first_use = map(date.fromisoformat, standing.acted), day_of(standing.first_use)
    first = first_use or today
    return consistency(days, today, calendar, first, rules.first_day, unit_of(phase))


def _days(
    ledger: Ledger, starts: date, talks: list[reads.TalkRow], unbooked: list[tuple[str, str]]
) -> Iterable[DayLine]:
    for number in range(WEEK):
        day = later(starts, number)
        spent, own_time = ledger.done.get(day, (0, 0))
        blocks = [block for block in ledger.blocks if block.on == day]
        planned = [block for block in blocks if block.state(ledger.today) == "planned"]
        names = [row.name for row in talks if row.name and row.on_day == day.isoformat()]
        names += [block.name for block in planned if block.person_id is not None]
        events = [block.name for block in planned if block.person_id is None and block.name]
        events += [title for on_day, title in unbooked if on_day == day.isoformat()]
        missed = [b.name or b.purpose for b in blocks if b.state(ledger.today) == "missed"]
        why = _why_free(day, ledger.calendar)
        yield DayLine(
            day,
            ledger.calendar.is_workday(day),
            spent,
            sum(block.minutes for block in planned),
            own_time,
            tuple(dict.fromkeys(names)),
            f"missed: {', '.join(missed)}" if missed else why,
            tuple(events),
        )


def _blocks_of(ledger: Ledger, first: date, last: date) -> list[Block]:
    return [block for block in ledger.blocks if first <= block.on <= last]


def _block(block: Block, today: date) -> BlockLine:
    return BlockLine(
        block.id,
        block.on,
        block.minutes,
        block.purpose,
        block.person_id,
        block.name,
        block.state(today),
    )
