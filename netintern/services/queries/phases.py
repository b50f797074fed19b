"""Where in an experience one is, what is to be done there, and how it goes on after the end."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple, cast

from netintern.domain.calendar import later
from netintern.domain.campaign import Waiting, lay_out
from netintern.domain.checklists import Every, checklist, counts, goodbyes_from, review_due
from netintern.domain.consistency import Unit, consistency, unit_of
from netintern.domain.experience import days_left, proposals
from netintern.domain.placements import PLACEMENTS, After, after_of
from netintern.domain.queue import HiddenItem, QueueItem, QueuePerson
from netintern.domain.stages import Stage, stages
from netintern.domain.vocabulary import Circle, Phase
from netintern.services.queries.contacts import day_of
from netintern.services.queries.experiences import (
    ExperienceLine,
    current,
    current_of,
    experiences,
    phase_of,
)
from netintern.services.queries.names import PersonRef
from netintern.services.queries.phase_notes import Known, notes_of
from netintern.services.queries.queue import Situation, queue_people, situation_for
from netintern.services.queries.settings import rules_and_calendar
from netintern.services.queries.ways import survey
from netintern.storage.probe import Book
from netintern.storage.reads import phases as reads
from netintern.storage.reads import weeks as week_reads

CampaignState = Literal["planned", "written", "nudge", "answered", "met", "parked"]


class TaskLine(NamedTuple):
    """A line of the checklist."""

    key: str
    text: str
    every: Every
    note: str
    """What the book knows about it: "3 of 10 on the list"."""
    done_on: date | None
    """Day of the tick, if it still counts."""


class MissingLine(NamedTuple):
    """Somebody who was met and has no address that lasts."""

    person_id: int
    person: str
    circle: Circle | None
    organisation: str
    has: str
    """The address or number at work, if there is one."""


class ClosingLine(NamedTuple):
    """Somebody for whom the time runs out: to meet now, by an introduction, or after the end."""

    person_id: int
    person: str
    circle: Circle | None
    met: bool
    reason: str
    """Of the row of the queue: "11 days left, never met"."""
    minutes: int
    permitted: bool
    via: PersonRef | None
    """Whom to ask for an introduction, if that is the best way."""
    way: str
    """The best way with its reason; empty for somebody who was met."""


class GoodbyeLine(NamedTuple):
    """Somebody to say goodbye to."""

    person_id: int
    person: str
    circle: Circle | None
    tier: int
    last: date | None
    """Day of the last talk in the experience; None for a supervisor without one."""
    said_on: date | None


class CampaignLine(NamedTuple):
    """A message of the campaign after the end."""

    on: date
    """When to write, or when it was written."""
    person_id: int
    person: str
    circle: Circle | None
    state: CampaignState
    note: str
    """"no answer since 1 Sep; one reminder" and the like; empty while it is planned."""


class Rhythm(NamedTuple):
    """The habit, counted in weeks, after the end in calendar months."""

    unit: Unit
    streak: int
    kept: int
    missed: int
    in_touch: int
    """People with a talk or an answer in this week or month."""
    due: int
    """People who are due now."""
    reconnect: PersonRef | None
    """Who comes first of those out of touch for long."""
    reason: str


class PhasePage(NamedTuple):
    """Everything about the phase of a day."""

    today: date
    phase: Phase | None
    """None without an experience in the book."""
    days_left: int | None
    experience: ExperienceLine | None
    stages: tuple[Stage, ...]
    checklist: tuple[TaskLine, ...]
    proposals: tuple[str, ...]
    missing: tuple[MissingLine, ...]
    closing: tuple[ClosingLine, ...]
    postponed: int
    """People who were put off until after the end."""
    goodbyes: tuple[GoodbyeLine, ...]
    goodbyes_from: date | None
    campaign: tuple[CampaignLine, ...]
    rhythm: Rhythm
    review_on: date | None
    """When to look back on the year; None before the end, and where it was not the last one."""
    after: After = "campaign"
    """What comes after the experience, by its kind."""
    follows: ExperienceLine | None = None
    """The experience that is recorded to begin next."""
    unmet: int = 0
    """People who were never met."""

    @property
    def goes_on(self) -> bool:
        """Whether it ends, or has ended, and another one of its kind usually follows."""
        return (
            self.after == "next"
            and self.phase is not None
            and (self.phase == "final" or self.phase.startswith("after"))
        )


class _Read(NamedTuple):
    """What the parts of the page share."""

    book: Book
    today: date
    experience: ExperienceLine | None
    phase: Phase | None
    situation: Situation
    people: Mapping[int, QueuePerson]
    items: tuple[QueueItem, ...]
    hidden: tuple[HiddenItem, ...]
    follows: ExperienceLine | None

    @property
    def after(self) -> After:
        """What comes after the experience, by its kind."""
        return "campaign" if self.experience is None else after_of(self.experience.kind)


def phase_page(book: Book, *, today: date, minute: int | None = None) -> PhasePage:
    """The phase of today with its checklist and its people (domain rule 2.14).

    `minute` is that of the day for the work gate. The number of statements does not grow with
    the book.
    """
    known = _read(book, today, minute)
    line, phase = known.experience, known.phase
    over = phase is not None and phase.startswith("after")
    ends, calendar = None if line is None else line.ends, known.situation.context.calendar
    after = known.after
    parts = after != "next"
    closing = _closing(known) if phase == "final" else ()
    goodbyes = _goodbyes(known) if phase == "final" and parts else ()
    campaign = _campaign(known) if ends is not None and (over or phase == "final") else ()
    unmet = _unmet(known)
    missing = _missing(book, today)
    ticked = _ticks(book, line)
    rhythm = _rhythm(known)
    review = review_due(ends, day_of(ticked.get("after.review")), today) if parts else None
    notes = notes_of(
        book,
        Known(
            today=today,
            experience=line,
            situation=known.situation,
            items=known.items,
            unmet=[person.id for person in unmet],
            missing=len(missing),
            goodbyes=(sum(one.said_on is not None for one in goodbyes), len(goodbyes)),
            campaign=[(one.on, one.person, one.state) for one in campaign],
            reconnect="" if rhythm.reconnect is None else rhythm.reconnect.name,
            review=review,
            follows=known.follows,
        ),
    )
    return PhasePage(
        today=today,
        phase=phase,
        days_left=days_left(ends, today),
        experience=line,
        stages=() if line is None else stages(line.starts, ends, lambda day: phase_of(line, day)),
        checklist=_tasks(known, ticked, notes),
        proposals=proposals(phase, after),
        missing=missing,
        closing=closing,
        postponed=_postponed(known) if phase == "final" else 0,
        goodbyes=goodbyes,
        goodbyes_from=goodbyes_from(ends, calendar) if ends is not None and parts else None,
        campaign=campaign,
        rhythm=rhythm,
        review_on=review,
        after=after,
        follows=known.follows,
        unmet=len(unmet),
    )


def campaign_for(book: Book, *, today: date, anyway: bool = False) -> tuple[CampaignLine, ...]:
    """The campaign after the end: people never met, three a week (domain rule 2.14).

    Whom one wrote to stands at the day of the first message, the others in the order of ways in
    and gaps. Empty without an experience that has an end. After one of a kind that another one
    follows nobody is to be written to, as the list goes along, except `anyway`.
    """
    known = _read(book, today, None)
    if known.experience is None or known.experience.ends is None:
        return ()
    return _campaign(known, anyway=anyway)


def comes_after(book: Book, *, today: date) -> After:
    """What comes after the experience that counts today, by its kind."""
    line = current(book, today)
    return "campaign" if line is None else after_of(line.kind)


def _read(book: Book, today: date, minute: int | None) -> _Read:
    lines = experiences(book)
    line = current_of(lines, today)
    situation = situation_for(book, today=today, minute=minute)
    people = queue_people(book, today=today)
    queue = situation.queue(people.values())
    phase = None if line is None else phase_of(line, today)
    follows = _follows(lines, line, today)
    return _Read(book, today, line, phase, situation, people, queue.items, queue.hidden, follows)


def _unmet(known: _Read) -> list[QueuePerson]:
    """Who was never met, in the order of the lane grow; whom one works for is no stranger."""
    context = known.situation.context

    def order(person: QueuePerson) -> tuple[float, str, int]:
        gap = 0.0 if person.circle is None else context.gaps.get(person.circle, 0.0)
        return -round(person.path_score + gap, 6), person.name.casefold(), person.id

    unmet = (one for one in known.people.values() if not one.met and one.id not in context.bosses)
    return sorted(unmet, key=order)


def _ticks(book: Book, line: ExperienceLine | None) -> dict[str, str]:
    return reads.ticks(book.connection, None if line is None else line.id)


def _tasks(
    known: _Read, ticked: Mapping[str, str], notes: Mapping[str, str]
) -> tuple[TaskLine, ...]:
    line, first_day = known.experience, known.situation.context.rules.first_day
    ends = None if line is None else line.ends
    found = []
    for task in checklist(known.phase, known.after):
        on = day_of(ticked.get(task.key))
        if on is not None and not counts(
            task.every, on, known.today, ends=ends, first_day=first_day
        ):
            on = None
        note = notes.get(task.key, "")
        found.append(TaskLine(task.key, task.text, task.every, note, on))
    return tuple(found)


def _missing(book: Book, today: date) -> tuple[MissingLine, ...]:
    return tuple(
        MissingLine(row.id, row.name, _circle(row.circle), row.org or "", row.has or "")
        for row in reads.missing(book.connection, today.isoformat())
    )


def _closing(known: _Read) -> tuple[ClosingLine, ...]:
    """The rows of the closing lane, each with the best way to whoever was never met."""
    rows = [item for item in known.items if item.lane == "closing"]
    unmet = [
        item.person_id
        for item in rows
        if item.person_id is not None and not known.people[item.person_id].met
    ]
    ways = _ways(known.book, unmet, known.today)
    found = []
    for item in rows:
        if item.person_id is None or item.person is None:
            continue
        via, words = ways.get(item.person_id, (None, ""))
        met = known.people[item.person_id].met
        if not met and not words:
            words = "nobody leads to them yet; write to them yourself"
        found.append(
            ClosingLine(
                item.person_id,
                item.person,
                item.circle,
                met,
                item.reason,
                item.minutes,
                item.permitted,
                via,
                words,
            )
        )
    return tuple(found)


def _ways(
    book: Book, targets: Sequence[int], today: date
) -> dict[int, tuple[PersonRef | None, str]]:
    """Per target whom to ask, and the best way in words; read for all of them at once."""
    rules, _ = rules_and_calendar(book)
    ground = survey(book, targets, today, rules, {})
    levels = {(one, other): level for one, other, level in ground.ties}
    found: dict[int, tuple[PersonRef | None, str]] = {}
    for target, way in ground.best(targets, rules).items():
        first = way.hops[0]
        via = None if len(way.hops) < 2 else PersonRef(first, ground.names[first], "")
        found[target] = via, ground.reason(way, levels)
    for target, (name, on) in ground.open_asks.items():
        found[target] = None, f"{name} was asked" + ("" if on is None else f" on {on:%d %b}")
    for target, name in ground.made.items():
        found[target] = None, f"{name} introduced you; propose a day"
    return found


def _postponed(known: _Read) -> int:
    ends = None if known.experience is None else known.experience.ends
    return sum(
        1
        for one in known.hidden
        if one.why == "snoozed" and ends is not None and one.until and one.until > ends
    )


def _goodbyes(known: _Read) -> tuple[GoodbyeLine, ...]:
    line = known.experience
    if line is None or line.ends is None:
        return ()
    last = min(line.ends, known.today)
    rows = reads.goodbyes(known.book.connection, line.id, line.starts.isoformat(), last.isoformat())
    return tuple(
        GoodbyeLine(
            row.id,
            row.name,
            _circle(row.circle),
            row.tier,
            day_of(row.last),
            day_of(row.said),
        )
        for row in rows
    )


def _follows(
    lines: Iterable[ExperienceLine], line: ExperienceLine | None, today: date
) -> ExperienceLine | None:
    """The next experience that is recorded and has not begun."""
    if line is None:
        return None
    ahead = (one for one in lines if one.id != line.id and one.starts > today)
    return min(ahead, key=lambda one: (one.starts, one.id), default=None)


def _campaign(known: _Read, *, anyway: bool = False) -> tuple[CampaignLine, ...]:
    line, context = known.experience, known.situation.context
    if line is None or line.ends is None:
        return ()
    end = line.ends.isoformat()
    rows = reads.written_after(known.book.connection, end, known.today.isoformat())
    found = [_written(row, known) for row in rows]
    open_again = {one.person_id for one in found if one.state == "planned"}
    begun = {one.person_id for one in found} - open_again
    # Where the next one follows, or one stays, only what was begun is gone through with.
    ahead_too = anyway or known.after == "campaign"
    unmet = {one.id: one for one in _unmet(known) if ahead_too and one.id not in begun}
    hidden = {one.person_id: one.until for one in known.hidden}
    waiting = [Waiting(number, hidden.get(number)) for number in unmet]
    days = [date.fromisoformat(row.first) for row in rows if row.id not in open_again]
    plan = lay_out(line.ends, waiting, days, known.today, context.calendar, context.rules)
    ahead = [
        CampaignLine(on, number, unmet[number].name, unmet[number].circle, "planned", "")
        for number, on in plan
    ]
    return (*(one for one in found if one.person_id in begun), *ahead)


def _written(row: reads.WrittenRow, known: _Read) -> CampaignLine:
    """How it stands with somebody who was written to: one reminder, then peace."""
    from netintern.domain.dates import short_day

    today, rules = known.today, known.situation.context.rules
    on, last = date.fromisoformat(row.first), date.fromisoformat(row.last)
    person = known.people.get(row.id)

    def told(state: CampaignState, note: str) -> CampaignLine:
        return CampaignLine(on, row.id, row.name, _circle(row.circle), state, note)

    if row.met is not None:
        return told("met", f"met {short_day(date.fromisoformat(row.met), today)}")
    if person is None:
        return told("parked", "no longer tracked")
    if not person.unanswered:
        contacted = max(person.contact_days, default=None)
        when = "" if contacted is None else f" {short_day(contacted, today)}"
        return told("answered", f"answered{when}")
    if person.unanswered >= rules.let_go_after:
        until = later(last, rules.let_go_days)
        if until <= today:
            return told("planned", "")
        return told("parked", f"{person.unanswered} messages; let go until "
                    f"{short_day(until, today)}")  # fmt: skip
    nudge = later(last, rules.wait_days)
    if nudge > today:
        return told("written", f"wrote {short_day(last, today)}; wait until "
                    f"{short_day(nudge, today)}")  # fmt: skip
    return told("nudge", f"no answer since {short_day(last, today)}; one reminder")


def _rhythm(known: _Read) -> Rhythm:
    """The habit, and who comes next in it."""
    from netintern.domain.week import week_start

    context, today = known.situation.context, known.today
    line = known.experience
    repeats = line is not None and PLACEMENTS[line.kind].repeats
    unit = unit_of(known.phase, repeats=repeats)
    days, first = week_reads.action_days(known.book.connection, today.isoformat())
    habit = consistency(
        map(date.fromisoformat, days),
        today,
        context.calendar,
        day_of(first) or today,
        context.rules.first_day,
        unit,
    )
    first_day = context.rules.first_day
    begin = today.replace(day=1) if unit == "month" else week_start(today, first_day)
    touched = reads.in_touch(known.book.connection, begin.isoformat(), today.isoformat())
    old = next((item for item in known.items if item.lane == "reconnect"), None)
    who = None
    if old is not None and old.person_id is not None and old.person is not None:
        who = PersonRef(old.person_id, old.person, "")
    return Rhythm(
        unit,
        habit.streak,
        habit.kept,
        habit.missed,
        len(touched),
        _of_lane(known.items, "due"),
        who,
        "" if old is None else old.reason,
    )


def _of_lane(items: Iterable[QueueItem], lane: str) -> int:
    return sum(1 for item in items if item.lane == lane)


def _circle(word: str | None) -> Circle | None:
    return cast("Circle | None", word)
