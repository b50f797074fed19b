"""The minutes of weeks: what was agreed for them, what was done in them, what is planned."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, cast

from netintern.domain.budget import Account, account, effective_cap, own_budget, week_budget
from netintern.domain.calendar import Calendar, later
from netintern.domain.experience import CAMPAIGN_DAYS, checkin_due, phase
from netintern.domain.placements import PLACEMENTS
from netintern.domain.settings import Rules
from netintern.domain.vocabulary import ExperienceKind, Phase
from netintern.domain.week import week_start
from netintern.services.queries.settings import rules_and_calendar
from netintern.storage.probe import Book
from netintern.storage.reads import experiences as experience_reads
from netintern.storage.reads import weeks as reads

WEEK = 7
"""Days."""


class Span(NamedTuple):
    """An experience as far as time is concerned."""

    id: int
    starts: date
    ends: date | None
    bosses: tuple[tuple[int, str], ...]
    """Id and name of the supervisors."""
    kind: ExperienceKind = "internship"

    def phase(self, on: date) -> Phase:
        """In which phase of it a day lies."""
        return phase(self.starts, self.ends, on, PLACEMENTS[self.kind].edge_days)

    def covers(self, first: date, last: date) -> bool:
        """Whether any of these days lies in it."""
        return self.starts <= last and (self.ends is None or first <= self.ends)


class Agreed(NamedTuple):
    """A check-in with the boss."""

    experience: int | None
    on: date
    minutes: int | None


class Block(NamedTuple):
    """A planned block that was not dropped."""

    id: int
    on: date
    minutes: int
    purpose: str
    person_id: int | None
    name: str
    """Of the person, else the title of the event, else empty."""
    consumed: bool
    """A talk was logged for it."""

    def state(self, today: date) -> str:
        """ "done", "planned" or, if its day is over, "missed"."""
        if self.consumed:
            return "done"
        return "planned" if self.on >= today else "missed"


class WeekMinutes(NamedTuple):
    """One week of the ledger."""

    start: date
    own: int
    cap: int | None
    agreed_on: date | None
    span: Span | None
    """The experience of which a day lies in the week."""
    account: Account


class Ledger(NamedTuple):
    """Everything about minutes that was read; weeks outside the range read look empty."""

    rules: Rules
    calendar: Calendar
    today: date
    spans: tuple[Span, ...]
    agreed: tuple[Agreed, ...]
    done: dict[date, tuple[int, int]]
    """Minutes on the clock, minutes of own time."""
    blocks: tuple[Block, ...]

    def week(self, start: date) -> WeekMinutes:
        """Budget and account of the week (domain rule 2.10)."""
        last = later(start, 6)
        span = next((one for one in reversed(self.spans) if one.covers(start, last)), None)
        own = own_budget(self.rules, bool(self.spans))
        if span is None:
            budget = week_budget(own, None, start, self.calendar)
            return WeekMinutes(start, own, None, None, None, self._account(budget, start, last))
        inside = max(start, span.starts)
        agreed = self._agreed(span, last)
        minutes = None if agreed is None else agreed.minutes
        asked = minutes is not None or PLACEMENTS[span.kind].cap_asked
        cap = effective_cap(minutes, span.phase(inside), self.rules) if asked else None
        budget = week_budget(own, cap, start, self.calendar, span.starts, span.ends)
        agreed_on = None if agreed is None else agreed.on
        return WeekMinutes(start, own, cap, agreed_on, span, self._account(budget, start, last))

    def current(self) -> Span | None:
        """The experience that the rules go by today: see `current_span`."""
        return current_span(self.spans, self.today)

    def phase(self) -> Phase | None:
        """The phase of today; None without an experience in the book."""
        span = self.current()
        return None if span is None else span.phase(self.today)

    def checkin_due(self) -> date | None:
        """When to talk with the boss next; None while no experience runs."""
        span = self.current()
        if span is None or not span.covers(self.today, self.today):
            return None
        if not PLACEMENTS[span.kind].cap_asked:
            return None
        last = self._last_checkin(span)
        return checkin_due(
            span.starts, last, self.is_heavy(), self.today, self.calendar, self.rules
        )

    def checkin_reason(self) -> str:
        """Why the check-in is due, in words; empty while it is not."""
        due, span = self.checkin_due(), self.current()
        if due is None or span is None or due > self.today:
            return ""
        last = self._last_checkin(span)
        if last is None:
            return "boss check-in due: the first one"
        days = (self.today - last).days
        if self.is_heavy() and days < self.rules.checkin_every:
            share = round(self.rules.heavy_share * 100)
            return f"boss check-in due: two weeks above {share} % of the cap"
        return f"boss check-in due: {days} days"

    def is_heavy(self) -> bool:
        """Whether this week and the one before both used most of the cap."""
        start = week_start(self.today, self.rules.first_day)
        return all(map(self._is_heavy, (self.week(later(start, -WEEK)), self.week(start))))

    def _is_heavy(self, week: WeekMinutes) -> bool:
        if week.cap is None:
            return False
        used = week.account.spent + week.account.planned
        return used > self.rules.heavy_share * week.cap

    def _agreed(self, span: Span, last: date) -> Agreed | None:
        """The last agreement on or before a week; one made within the week holds for it."""
        fitting = [
            one
            for one in self.agreed
            if one.minutes is not None and one.on <= last and one.experience in (span.id, None)
        ]
        return fitting[-1] if fitting else None

    def _last_checkin(self, span: Span) -> date | None:
        days = [one.on for one in self.agreed if one.experience in (span.id, None)]
        return days[-1] if days else None

    def _account(self, budget: int, first: date, last: date) -> Account:
        items = [
            entry
            for day, (on_clock, own) in self.done.items()
            if first <= day <= last
            for entry in (("done", on_clock, True), ("done", own, False))
        ]
        items += [
            ("planned", block.minutes, True)
            for block in self.blocks
            if first <= block.on <= last and block.state(self.today) == "planned"
        ]
        return account(budget, items)


def current_span(spans: tuple[Span, ...], today: date) -> Span | None:
    """The running experience; else the last that ended, until the next one is nearer.

    While the last one is at most as old as its campaign, it is the one to follow up; later the
    next planned one is.
    """
    running = [span for span in spans if span.covers(today, today)]
    if running:
        return running[-1]
    ended = max(
        (span for span in spans if span.ends is not None and span.ends < today),
        key=lambda span: span.ends or today,
        default=None,
    )
    coming = next((span for span in spans if span.starts > today), None)
    if ended is None or ended.ends is None:
        return coming
    fresh = (today - ended.ends).days <= CAMPAIGN_DAYS
    return ended if fresh or coming is None else coming


def read_ledger(book: Book, today: date, first: date, last: date) -> Ledger:
    """The ledger of the weeks from `first` to `last`, in four statements."""
    rules, calendar = rules_and_calendar(book)
    connection = book.connection
    until = min(last, today).isoformat()
    return ledger_of(
        (rules, calendar, today),
        experience_reads.experiences(connection),
        experience_reads.checkins(connection, today.isoformat()),
        reads.done_by_day(connection, first.isoformat(), until),
        reads.blocks(connection, first.isoformat(), last.isoformat()),
    )


def ledger_of(
    when: tuple[Rules, Calendar, date],
    experiences: Iterable[experience_reads.ExperienceRow],
    checkins: Iterable[experience_reads.CheckinRow],
    done: Iterable[reads.DoneRow],
    blocks: Iterable[reads.BlockRow],
) -> Ledger:
    """The ledger of rows that were already read; `when` are the rules, the calendar, and today."""
    rules, calendar, today = when
    return Ledger(
        rules,
        calendar,
        today,
        _spans(experiences),
        tuple(
            Agreed(experience, date.fromisoformat(day), minutes)
            for experience, day, minutes in checkins
        ),
        {date.fromisoformat(day): (on_clock, own) for day, on_clock, own in done},
        tuple(
            Block(
                row.id,
                date.fromisoformat(row.on_day),
                row.minutes,
                row.purpose or "",
                row.person,
                row.name,
                row.interaction is not None,
            )
            for row in blocks
        ),
    )


def _spans(rows: Iterable[experience_reads.ExperienceRow]) -> tuple[Span, ...]:
    found: dict[int, Span] = {}
    for number, kind, _, _, starts, ends, boss, name, _ in rows:
        if number not in found:
            until = None if ends is None else date.fromisoformat(ends)
            found[number] = Span(
                number, date.fromisoformat(starts), until, (), cast(ExperienceKind, kind)
            )
        if boss is not None and name is not None:
            span = found[number]
            found[number] = span._replace(bosses=(*span.bosses, (boss, name)))
    return tuple(found.values())
