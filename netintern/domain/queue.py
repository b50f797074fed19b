"""Whom to answer, meet or write to next, in five fixed lanes, with one reason a row."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple

from netintern.domain.cadence import quiet_state
from netintern.domain.calendar import Calendar, later
from netintern.domain.dates import short_day, weekday_day
from netintern.domain.settings import DEFAULT_RULES, Rules
from netintern.domain.vocabulary import (
    CIRCLES,
    LANES,
    Circle,
    Gate,
    HiddenWhy,
    Lane,
    ObligationKind,
    Phase,
    RowKind,
)
from netintern.domain.workgate import permitted

NO_LIMIT: Final = 7 * 24 * 60
"""Free minutes where nobody counts them."""

_PLACE: Final[dict[Lane, int]] = {lane: place for place, lane in enumerate(LANES, 1)}
OWED_WORDS: Final[dict[ObligationKind, str]] = {
    "thanks": "thank-you",
    "reply": "reply",
    "promise": "promise",
    "report": "report",
    "checkin": "check-in with the boss",
}
"""What an obligation is called in a sentence."""
_THIN: Final[dict[Circle, str]] = {
    "field": "your field is thin",
    "adjacent": "adjacent fields are thin",
    "leaders": "leaders are thin",
    "culture": "culture is thin",
}


class Owed(NamedTuple):
    """Something that the user owes somebody."""

    id: int
    kind: ObligationKind
    due: date
    text: str = ""
    """What was promised; empty where the kind says it all."""


class QueuePerson(NamedTuple):
    """What the queue knows of one tracked person; nothing in it is later than today."""

    id: int
    name: str
    circle: Circle | None
    tier: int
    """1 mentor to 4 light."""
    cadence: int
    """Days between contacts."""
    contact_days: tuple[date, ...]
    """Days with real contact, in any order."""
    due: date | None
    """Due date of the cadence or of an explicit follow-up, never of an obligation."""
    met: bool
    owed: tuple[Owed, ...] = ()
    snoozed_until: date | None = None
    """Only a snooze that is in force."""
    unanswered: int = 0
    """Messages since the last contact without an answer."""
    last_unanswered: date | None = None
    path_score: float = 0.0
    """Best way of introduction, 0-1."""
    way_in: str = ""
    """The way in words: "Ana can introduce", "Ana suggested"."""
    asked_via: str = ""
    """Who was asked to introduce, while that is open."""
    asked_on: date | None = None
    trust: bool = False
    senior: bool = False
    novel: bool = False
    leaves_on: date | None = None
    """When the person leaves the place, if known."""


class QueueContext(NamedTuple):
    """The day and the state of the week that all rows share."""

    today: date
    calendar: Calendar
    gaps: Mapping[Circle, float]
    """Missing share of conversations a circle, 0-1."""
    phase: Phase | None = None
    days_left: int | None = None
    """Days until the end of the experience."""
    gate: Gate = "open"
    free_minutes: int = NO_LIMIT
    """Minutes left in this week."""
    rules: Rules = DEFAULT_RULES
    bosses: frozenset[int] = frozenset()
    """Who supervises the experience that runs now: seen every day, so never to be met first."""


class QueueItem(NamedTuple):
    """One row of the queue."""

    id: str
    """An obligation is "o12", a person "p7"."""
    lane: Lane
    kind: RowKind
    person_id: int | None
    """None only for a check-in without a recorded supervisor."""
    person: str | None
    circle: Circle | None
    due: date | None
    minutes: int
    urgency: float
    """Comparable inside a lane only."""
    reason: str
    permitted: bool
    """Whether the work gate and the free minutes allow it now."""
    planned_week: date | None
    """Start of the week into which the row fits; filled in after planning."""
    last_contact: date | None
    more: int = 0
    """Further obligations to the person that are due near; they take the row one by one.

    Thanks for another talk are not among them: one message thanks for both.
    """


class HiddenItem(NamedTuple):
    """Somebody who is left in peace for now."""

    person_id: int
    person: str
    why: HiddenWhy
    until: date | None
    """The day on which the person comes back."""
    reason: str


class Queue(NamedTuple):
    """All rows in order, and who is hidden."""

    items: tuple[QueueItem, ...]
    hidden: tuple[HiddenItem, ...]


def gap(
    circle: Circle | None, counts: Mapping[Circle, float], targets: Mapping[Circle, float]
) -> float:
    """How far a circle is below its target share of conversations, 0-1 (domain rule 2.5)."""
    if circle is None:
        return 0.0
    total = sum(counts.values())
    share = counts.get(circle, 0) / total if total else 0.0
    return max(0.0, targets.get(circle, 0.0) - share)


def gaps(counts: Mapping[Circle, float], rules: Rules = DEFAULT_RULES) -> dict[Circle, float]:
    """The gap of every circle, from the conversations of the last 28 days."""
    targets = dict(zip(CIRCLES, rules.targets, strict=True))
    return {circle: gap(circle, counts, targets) for circle in CIRCLES}


def build_queue(
    people: Iterable[QueuePerson],
    context: QueueContext,
    *,
    checkin: Owed | None = None,
    checkin_person: tuple[int, str] | None = None,
) -> Queue:
    """The rows of all people in their total order, one a person (domain rules 2.0 and 2.5).

    A due check-in with the boss is an obligation to `checkin_person`, or a row without a person.
    """
    items: list[QueueItem] = []
    hidden: list[HiddenItem] = []
    boss = checkin_person[0] if checkin is not None and checkin_person else None
    placed = checkin is None
    for person in people:
        if checkin is not None and person.id == boss:
            person = person._replace(owed=(*person.owed, checkin))
            placed = True
        found = classify(person, context)
        if isinstance(found, QueueItem):
            items.append(found)
        elif found is not None:
            hidden.append(found)
    if checkin is not None and not placed:
        items.append(_checkin_row(checkin, checkin_person, context))
    items.sort(key=order)
    hidden.sort(key=lambda item: (item.person.casefold(), item.person_id))
    return Queue(tuple(items), tuple(hidden))


def order(item: QueueItem) -> tuple[int, float, date, date, str, int]:
    """The total order of rows: lane, urgency, due date, last contact, name, id (rule 2.5)."""
    return (
        _PLACE[item.lane],
        -round(item.urgency, 6),
        item.due or date.max,
        item.last_contact or date.min,
        (item.person or "").casefold(),
        item.person_id or 0,
    )


def classify(person: QueuePerson, context: QueueContext) -> QueueItem | HiddenItem | None:
    """The one row of a person, or why there is none now; None if nothing is to be done.

    Hidden first, then the first lane that applies, in it the most urgent obligation (rule 2.0).
    """
    hidden = _snoozed_or_let_go(person, context)
    if hidden is not None:
        return hidden
    last = max(person.contact_days, default=None)
    if person.owed:
        near = _near_owed(person.owed, context)
        if near:
            return _owe_row(person, near, last, context)
    if person.unanswered or person.asked_on is not None:
        hidden = _waiting(person, context)
        if hidden is not None:
            return hidden
    row = _closing_row(person, last, context) or _rhythm_row(person, last, context)
    if row is None and person.owed:
        return _promised(person, context)
    return row


def _snoozed_or_let_go(person: QueuePerson, context: QueueContext) -> HiddenItem | None:
    today, rules = context.today, context.rules
    until = person.snoozed_until
    if until is not None and until > today:
        reason = f"snoozed until {short_day(until, today)}"
        if person.owed:
            reason += f", with the {OWED_WORDS[person.owed[0].kind]} you owe"
        return HiddenItem(person.id, person.name, "snoozed", until, reason)
    if person.unanswered < rules.let_go_after or person.last_unanswered is None:
        return None
    until = later(person.last_unanswered, rules.let_go_days)
    if until <= today:
        return None
    reason = f"{person.unanswered} messages without an answer; let go until "
    reason += short_day(until, today)
    return HiddenItem(person.id, person.name, "let_go", until, reason)


def _waiting(person: QueuePerson, context: QueueContext) -> HiddenItem | None:
    """Somebody who was written to, or whom somebody was asked to introduce, a few days ago."""
    today, wait = context.today, context.rules.wait_days
    found: list[tuple[date, str]] = []
    written = person.last_unanswered
    if person.unanswered < context.rules.let_go_after and written is not None:
        found.append((later(written, wait), f"wrote {_days_ago(written, today)}, no answer yet"))
    asked = person.asked_on
    if asked is not None:
        whom = f"asked {person.asked_via}" if person.asked_via else "asked for an introduction"
        found.append((later(asked, wait), f"{whom} {_days_ago(asked, today)}"))
    until, reason = max(found, default=(today, ""))
    if until <= today:
        return None
    return HiddenItem(person.id, person.name, "waiting", until, reason)


def _promised(person: QueuePerson, context: QueueContext) -> HiddenItem:
    """A promise that is not near yet; nothing else is to be done for the person."""
    due = min(person.owed, key=_by_due).due
    reason = f"promised for {short_day(due, context.today)}"
    return HiddenItem(person.id, person.name, "promised", _lead_start(due, context), reason)


def _lead_start(due: date, context: QueueContext) -> date:
    """The first day on which a promise is near enough for the first lane."""
    day = due
    while day > context.today and _is_near(later(day, -1), due, context):
        day = later(day, -1)
    return day


def _is_near(today: date, due: date, context: QueueContext) -> bool:
    return context.calendar.between(today, due) <= context.rules.promise_lead


def _by_due(owed: Owed) -> tuple[date, int]:
    return owed.due, owed.id


def _near_owed(owed: tuple[Owed, ...], context: QueueContext) -> list[Owed]:
    """What is owed now, the latest by its date first; promises count only when they are near."""
    near = [
        one for one in owed if one.kind != "promise" or _is_near(context.today, one.due, context)
    ]
    return sorted(near, key=_by_due)


def _owe_row(
    person: QueuePerson, near: list[Owed], last: date | None, context: QueueContext
) -> QueueItem:
    owed = near[0]
    late, reason = _owed_reason(owed, context)
    minutes = context.rules.minutes_obligation
    return QueueItem(
        f"o{owed.id}",
        "owe",
        owed.kind,
        person.id,
        person.name,
        person.circle,
        owed.due,
        minutes,
        float(late),
        reason,
        permitted("owe", minutes, context.gate, context.free_minutes, context.rules),
        None,
        last,
        sum(not (_is_plain_thanks(owed) and _is_plain_thanks(other)) for other in near[1:]),
    )


def _is_plain_thanks(owed: Owed) -> bool:
    return owed.kind == "thanks" and not owed.text


def _owed_reason(owed: Owed, context: QueueContext) -> tuple[int, str]:
    """Working days late, and the reason in words."""
    today, due = context.today, owed.due
    what = OWED_WORDS[owed.kind]
    if owed.text:
        what = f"{what}: {owed.text}"
    late = context.calendar.between(due, today)
    if late:
        return late, f"{what}, {_count(late, 'working day')} late"
    if due == today:
        return 0, f"{what}, due today"
    return 0, f"{what}, {'by' if due > today else 'due since'} {weekday_day(due, today)}"


def _closing_row(person: QueuePerson, last: date | None, context: QueueContext) -> QueueItem | None:
    """A row before the chance is over: the experience ends, or the person leaves."""
    if context.phase != "final" and person.leaves_on is None:
        return None
    left, words = _closing_days(person, context)
    if left is None:
        return None
    if not person.met:
        why = "never met"
    elif person.tier > 2:
        return None
    elif last is None:
        why = "no talk yet"
    else:
        silence = (context.today - last).days
        if silence < context.rules.closing_silence:
            return None
        why = f"silent {_count(silence, 'day')}"
    urgency = context.rules.closing_days + 1 - left + _gap_of(person, context)
    minutes = context.rules.minutes_by_tier[person.tier - 1]
    return _row(person, "closing", "closing", minutes, urgency, f"{words}, {why}", last, context)


def _closing_days(person: QueuePerson, context: QueueContext) -> tuple[int | None, str]:
    """Days until the end or until the person leaves, whichever is nearer, and that in words."""
    left = context.days_left if context.phase == "final" else None
    words = "" if left is None else f"{_count(left, 'day')} left" if left else "last day"
    if person.leaves_on is not None:
        leaves = (person.leaves_on - context.today).days
        if 0 <= leaves <= context.rules.closing_days and (left is None or leaves < left):
            return leaves, f"leaves in {_count(leaves, 'day')}" if leaves else "leaves today"
    return left, words


def _rhythm_row(person: QueuePerson, last: date | None, context: QueueContext) -> QueueItem | None:
    """A row of the lanes that know no closing date: due, grow, reconnect."""
    today, rules, due = context.today, context.rules, person.due
    quiet = quiet_state(last, person.contact_days, person.cadence, today, rules)
    if quiet is None and due is not None and due <= today:
        return _due_row(person, (today - due).days, last, context)
    if last is None and person.id in context.bosses:
        return None
    if not person.met:
        urgency = person.path_score + _gap_of(person, context)
        reason = _grow_reason(person, context)
        return _row(person, "grow", "grow", rules.minutes_grow, urgency, reason, last, context)
    if last is None and due is None:
        # Met long ago, as an imported contact is: tracked, so there is something to begin.
        reason = _with_thin_circle("no talk yet", person, context)
        gap = _gap_of(person, context)
        return _row(person, "grow", "grow", rules.minutes_grow, gap, reason, last, context)
    if quiet is None or last is None:
        return None
    kind: RowKind = "dormant" if quiet == "dormant" else "lapsed"
    urgency = (person.trust + person.senior + person.novel) / 3
    reason = _reconnect_reason(person, (today - last).days)
    return _row(person, "reconnect", kind, rules.minutes_grow, urgency, reason, last, context)


def _due_row(person: QueuePerson, past: int, last: date | None, context: QueueContext) -> QueueItem:
    urgency = min(1.0, past / max(1, person.cadence)) + _gap_of(person, context)
    reason = f"{_count(past, 'day')} past a {person.cadence}-day rhythm"
    if not past:
        reason = f"due today in a {person.cadence}-day rhythm"
    minutes = context.rules.minutes_by_tier[person.tier - 1]
    return _row(person, "due", "due", minutes, urgency, reason, last, context)


def _grow_reason(person: QueuePerson, context: QueueContext) -> str:
    return _with_thin_circle(person.way_in or "never met", person, context)


def _with_thin_circle(reason: str, person: QueuePerson, context: QueueContext) -> str:
    if person.circle is not None and _gap_of(person, context) > 0:
        reason = f"{reason}; {_THIN[person.circle]}"
    return reason


def _reconnect_reason(person: QueuePerson, silence: int) -> str:
    signals = [
        word
        for word, present in (
            ("trusted", person.trust),
            ("senior", person.senior),
            ("fresh view", person.novel),
        )
        if present
    ]
    reason = f"silent {_count(silence, 'day')}"
    return f"{reason}; {', '.join(signals)}" if signals else reason


def _gap_of(person: QueuePerson, context: QueueContext) -> float:
    return context.gaps.get(person.circle, 0.0) if person.circle is not None else 0.0


def _row(
    person: QueuePerson,
    lane: Lane,
    kind: RowKind,
    minutes: int,
    urgency: float,
    reason: str,
    last: date | None,
    context: QueueContext,
) -> QueueItem:
    """A row that belongs to the person as a whole."""
    return QueueItem(
        f"p{person.id}",
        lane,
        kind,
        person.id,
        person.name,
        person.circle,
        person.due,
        minutes,
        urgency,
        reason,
        permitted(lane, minutes, context.gate, context.free_minutes, context.rules),
        None,
        last,
    )


def _checkin_row(checkin: Owed, boss: tuple[int, str] | None, context: QueueContext) -> QueueItem:
    """A check-in with somebody who is not among the people of the queue, or with nobody named."""
    late, reason = _owed_reason(checkin, context)
    minutes = context.rules.minutes_obligation
    return QueueItem(
        f"o{checkin.id}",
        "owe",
        checkin.kind,
        boss[0] if boss else None,
        boss[1] if boss else None,
        None,
        checkin.due,
        minutes,
        float(late),
        reason,
        permitted("owe", minutes, context.gate, context.free_minutes, context.rules),
        None,
        None,
    )


def _days_ago(day: date, today: date) -> str:
    days = (today - day).days
    if days <= 1:
        return "yesterday" if days == 1 else "today"
    return f"{days} days ago"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
