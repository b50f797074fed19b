"""The follow-up queue as it stands today, read in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, cast

from netintern.domain.balance import next_circle
from netintern.domain.cadence import cadence_days, due_date
from netintern.domain.calendar import Calendar, later
from netintern.domain.dates import Moment
from netintern.domain.experience import days_left
from netintern.domain.planning import PlanItem, lane_number, plan, preparation
from netintern.domain.queue import (
    HiddenItem,
    Owed,
    Queue,
    QueueContext,
    QueueItem,
    QueuePerson,
    build_queue,
    gaps,
)
from netintern.domain.settings import Rules
from netintern.domain.vocabulary import CIRCLES, LANES, Circle, Lane, ObligationKind
from netintern.domain.week import week_start
from netintern.domain.workgate import GateState
from netintern.services.queries.contacts import NOTHING, Contacts, agenda, contacts_of, day_of
from netintern.services.queries.ledger import WEEK, Block, Ledger, read_ledger
from netintern.services.queries.settings import rules_and_calendar
from netintern.services.queries.ways import NO_GROUND, Ground, call_name, survey
from netintern.services.queries.work import gate_of, work_list
from netintern.storage.probe import Book
from netintern.storage.reads import network as network_reads
from netintern.storage.reads import queue as reads
from netintern.storage.reads import weeks as week_reads

WEEKS_AHEAD = 8
"""Weeks after this one into which rows are planned."""


class QueueView(NamedTuple):
    """The queue, what is hidden from it, and what it was judged by."""

    items: tuple[QueueItem, ...]
    hidden: tuple[HiddenItem, ...]
    """Under "not now", with the reason."""
    counts: dict[Lane, int]
    """Rows per lane, before the minutes filter."""
    gate: GateState
    free_minutes: int
    """Minutes of this week that are neither spent nor planned."""
    today: date


class Situation(NamedTuple):
    """What all rows share: the day, the week, and the state of the work."""

    context: QueueContext
    ledger: Ledger
    gate: GateState
    counts: dict[Circle, int]
    """Conversations of the last 28 days per circle."""
    first_week: date

    def free_by_week(self) -> list[int]:
        """Minutes that are neither spent nor planned, of this week and of those after it."""
        return [
            self.ledger.week(later(self.first_week, ahead * WEEK)).account.free
            for ahead in range(WEEKS_AHEAD + 1)
        ]

    def booked(self, ahead: int = 0) -> dict[int | None, list[Block]]:
        """What is still to come of this week, or of one so many weeks after it, by person."""
        first = later(self.first_week, ahead * WEEK)
        last = later(first, WEEK - 1)
        found: dict[int | None, list[Block]] = defaultdict(list)
        for block in self.ledger.blocks:
            if first <= block.on <= last and block.state(self.context.today) == "planned":
                found[block.person_id].append(block)
        return dict(found)

    def queue(self, people: Iterable[QueuePerson]) -> Queue:
        """The rows of these people and, if it is due, the check-in with the boss."""
        due = self.ledger.checkin_due()
        if due is None or due > self.context.today:
            return build_queue(people, self.context)
        span = self.ledger.current()
        boss = span.bosses[0] if span is not None and span.bosses else None
        return build_queue(
            people, self.context, checkin=Owed(0, "checkin", due), checkin_person=boss
        )


def queue_for(
    book: Book,
    *,
    today: date,
    minute: int | None = None,
    minutes: int | None = None,
    hidden: bool = True,
    people: Mapping[int, QueuePerson] | None = None,
) -> QueueView:
    """The queue of `today` in its total order (domain rule 2.5), weeks planned.

    `minute` is the minute of the day for the work gate, None if the clock has no time;
    `minutes` keeps the rows that fit into so many minutes. `people` are those of
    `queue_people` or `refreshed`, if the caller has them; without it they are read.
    """
    if people is None:
        people = queue_people(book, today=today)
    situation = situation_for(book, today=today, minute=minute)
    queue = situation.queue(people.values())
    items = _planned(queue.items, situation)
    counts: dict[Lane, int] = dict.fromkeys(LANES, 0)
    for item in items:
        counts[item.lane] += 1
    return QueueView(
        tuple(item for item in items if minutes is None or item.minutes <= minutes),
        (*queue.hidden, *_untracked(book)) if hidden else (),
        counts,
        situation.gate,
        situation.context.free_minutes,
        today,
    )


def queue_people(
    book: Book, *, today: date, ids: Iterable[int] | None = None, ways: bool = True
) -> dict[int, QueuePerson]:
    """What the queue knows of the tracked people, or of those among `ids`.

    Without `ways` nobody's introducers are looked for, which only the lane grow needs.
    """
    rules, calendar = rules_and_calendar(book)
    rows = reads.tracked(book.connection, ids)
    contacts = dict.fromkeys((row.id for row in rows), NOTHING)
    contacts |= contacts_of(book, contacts, today, rules)
    owed = _owed_by_person(book, contacts, today)
    ground, into = NO_GROUND, {}
    if ways:
        unmet = [row for row in rows if row.met_on is None and not contacts[row.id].met]
        ground = survey(book, (row.id for row in unmet), today, rules, contacts)
        into = _ways_in_words(book, unmet, ground, rules)
    return {
        row.id: _queue_person(
            row,
            contacts[row.id],
            owed.get(row.id, ()),
            into.get(row.id, _NO_WAY),
            ground.open_asks.get(row.id, _NOBODY_ASKED),
            today,
            rules,
            calendar,
        )
        for row in rows
    }


def refreshed(
    book: Book, people: Mapping[int, QueuePerson], ids: Iterable[int], *, today: date
) -> dict[int, QueuePerson]:
    """`people` after a write to the persons `ids`: they and whoever depends on them are read.

    Somebody depends on them whose way in may lead through them, or whom they suggested.
    """
    changed = set(ids)
    near = _known_by(book, changed) | changed
    touched = _known_by(book, near) | near
    touched.update(network_reads.dependents(book.connection, changed))
    # Of the people around only those can change who have never been met.
    again = {
        person
        for person in touched
        if person in changed or (person in people and not people[person].met)
    }
    kept = {person: known for person, known in people.items() if person not in again}
    return kept | queue_people(book, today=today, ids=again)


def situation_for(book: Book, *, today: date, minute: int | None = None) -> Situation:
    """The day, the week and the work, by which the rows are judged."""
    rules, calendar = rules_and_calendar(book)
    first_week = week_start(today, rules.first_day)
    last_day = later(first_week, (WEEKS_AHEAD + 1) * WEEK - 1)
    ledger = read_ledger(book, today, later(first_week, -WEEK), last_day)
    gate = _gate(book, Moment(today, minute), calendar, rules)
    counts = circle_counts(book, today, rules)
    span = ledger.current()
    context = QueueContext(
        today=today,
        calendar=calendar,
        gaps=gaps(cast(Mapping[Circle, float], counts), rules),
        phase=ledger.phase(),
        days_left=None if span is None else days_left(span.ends, today),
        gate=gate.state,
        free_minutes=ledger.week(first_week).account.free,
        # In focus time not even a thank-you is proposed.
        rules=rules._replace(blocked_minutes=0) if gate.is_focus else rules,
        bosses=frozenset() if span is None else frozenset(boss for boss, _ in span.bosses),
    )
    return Situation(context, ledger, gate, counts, first_week)


def _gate(book: Book, moment: Moment, calendar: Calendar, rules: Rules) -> GateState:
    """The gate, which stands open on a day on which the user networks anyway, with a reason."""
    gate = gate_of(work_list(book), moment, calendar, rules)
    if gate.state == "open":
        return gate
    day = moment.day.isoformat()
    said = [reason for _, reason, who in week_reads.overrides(book.connection, day, day) if not who]
    return gate._replace(state="open", reason=f"Anyway today: {said[-1]}") if said else gate


def circle_counts(book: Book, today: date, rules: Rules) -> dict[Circle, int]:
    """Conversations of the last 28 days per circle, one for each person in it (rule 2.0)."""
    after = later(today, -rules.breadth_days)
    found = week_reads.circles(book.connection, after.isoformat(), today.isoformat())
    return {circle: found.get(circle, 0) for circle in CIRCLES}


def circle_to_invite(counts: dict[Circle, int], rules: Rules) -> Circle:
    """The circle of which the next conversation is missed most (domain rule 2.6)."""
    targets: dict[str, float] = dict(zip(CIRCLES, rules.targets, strict=True))
    return next_circle({str(circle): count for circle, count in counts.items()}, targets)


def _planned(items: Sequence[QueueItem], situation: Situation) -> list[QueueItem]:
    """The rows with the week into which each fits; one that is booked takes nothing more."""
    first, booked = situation.first_week, situation.booked()
    rows = [
        PlanItem(
            item.id,
            lane_number(item.lane),
            minutes_with_preparation(item, situation),
            _not_before(item),
        )
        for item in items
        if booked_day(item, booked) is None
    ]
    today, first_day = situation.context.today, situation.context.rules.first_day
    placed = plan(rows, situation.free_by_week(), today, first, first_day).week_index
    found = []
    for item in items:
        index = placed.get(item.id, 0)
        week = None if index is None else later(first, index * WEEK)
        found.append(item._replace(planned_week=week))
    return found


def minutes_with_preparation(item: QueueItem, situation: Situation) -> int:
    """What a row takes of a week: a talk needs some minutes before it."""
    before = preparation(lane_number(item.lane), item.minutes, situation.context.rules)
    return item.minutes + before


def booked_day(item: QueueItem, booked: Mapping[int | None, Sequence[Block]]) -> date | None:
    """The day of this week that is booked for what a row wants; None if there is none.

    What is owed is covered by time for a message alone, anything else by whatever is booked.
    """
    blocks = booked.get(item.person_id, ()) if item.person_id is not None else ()
    if item.lane == "owe":
        blocks = [block for block in blocks if block.purpose == "message"]
    return min((block.on for block in blocks), default=None)


def _not_before(item: QueueItem) -> date | None:
    """When a row is due; before a chance is over the rhythm, which may end later, says nothing."""
    return None if item.lane == "closing" else item.due


_NO_WAY: tuple[float, str] = (0.0, "")
_NOBODY_ASKED: tuple[str, date | None] = ("", None)


def _ways_in_words(
    book: Book, unmet: list[reads.TrackedRow], ground: Ground, rules: Rules
) -> dict[int, tuple[float, str]]:
    """Score and words of the best way to each of these people."""
    ids = [row.id for row in unmet]
    best = ground.best(ids, rules)
    referrers = reads.referrers(book.connection, ids)
    found: dict[int, tuple[float, str]] = {}
    for row in unmet:
        way = best.get(row.id)
        words = "" if way is None else ground.words(way)
        if row.id in referrers and (way is None or way.hops[0] == row.via):
            words = f"{call_name(referrers[row.id])} suggested"
        if row.id in ground.made:
            words = f"{ground.made[row.id]} introduced you; propose a day"
        if row.id in ground.open_asks:
            words = f"ask {ground.open_asks[row.id][0]} again, or let it rest"
        found[row.id] = (0.0 if way is None else way.score), words
    return found


def _queue_person(
    row: reads.TrackedRow,
    contacts: Contacts,
    owed: tuple[Owed, ...],
    way: tuple[float, str],
    asked: tuple[str, date | None],
    today: date,
    rules: Rules,
    calendar: Calendar,
) -> QueuePerson:
    circle = cast("Circle | None", row.circle)
    cadence = cadence_days(row.tier, circle, row.cadence_days, rules)
    if row.next_on is None and row.snoozed_until is None:
        due, snooze = due_date(contacts.last, cadence, calendar), None
    else:
        days = agenda(row.next_on, row.snoozed_until, row.snoozed_on)
        due = days.due(contacts.last, cadence, calendar)
        snooze = days.snooze_in_force(contacts.last, today)
    return QueuePerson(
        id=row.id,
        name=row.name,
        circle=circle,
        tier=row.tier,
        cadence=cadence,
        contact_days=contacts.days,
        due=due,
        met=contacts.met or row.met_on is not None,
        owed=owed,
        snoozed_until=snooze,
        unanswered=contacts.unanswered,
        last_unanswered=contacts.last_unanswered,
        path_score=way[0],
        way_in=way[1],
        asked_via=asked[0],
        asked_on=asked[1],
        trust=bool(row.trust),
        senior=bool(row.senior),
        novel=bool(row.novel),
        leaves_on=day_of(row.leaves_on),
    )


def _owed_by_person(book: Book, ids: Iterable[int], today: date) -> dict[int, tuple[Owed, ...]]:
    found: dict[int, tuple[Owed, ...]] = {}
    for person, number, kind, due, text in reads.owed(book.connection, ids):
        # What has no date is due now: it would never be seen otherwise.
        when = today if due is None else date.fromisoformat(due)
        one = Owed(number, cast(ObligationKind, kind), when, text)
        found[person] = (*found.get(person, ()), one)
    return found


def _untracked(book: Book) -> tuple[HiddenItem, ...]:
    """People to whom something is owed, but who are not tracked and so never come up."""
    return tuple(
        HiddenItem(person, name, "untracked", None, f"not tracked; you owe: {count}")
        for person, name, count in reads.untracked_owed(book.connection)
    )


def _known_by(book: Book, people: Iterable[int]) -> set[int]:
    return {other for _, other, _ in network_reads.ties_of(book.connection, people)}
