"""People as the faces show them: found by a name, in a list, and on a page of their own."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, cast

from netintern.domain.asking import AskBalance, AskEvent, ask_balance
from netintern.domain.cadence import cadence_days, tie_state
from netintern.domain.calendar import Calendar
from netintern.domain.settings import Rules
from netintern.domain.vocabulary import (
    MEETINGS,
    AskKind,
    Band,
    Circle,
    Direction,
    GiveKind,
    HandleKind,
    InteractionKind,
    IntroductionState,
    ObligationKind,
    Outcome,
    Purpose,
    TieState,
)
from netintern.domain.warmth import Warmth, explain, warmth
from netintern.services.queries.contacts import (
    NOTHING,
    Contacts,
    agenda,
    contacts_of,
    day_of,
    sum_up,
)
from netintern.services.queries.names import PersonRef, find_person, nobody
from netintern.services.queries.settings import rules_and_calendar
from netintern.storage.probe import Book
from netintern.storage.reads import pages
from netintern.storage.reads import people as reads

__all__ = [
    "Handle",
    "IntroductionLine",
    "PersonPage",
    "PersonRef",
    "PersonSummary",
    "PromiseLine",
    "Talk",
    "TieLine",
    "find_person",
    "list_people",
    "person_page",
]

_GIVEN_BY_PURPOSE: dict[str, GiveKind] = {"thanks": "thanks", "report": "update"}
"""What a message gives by its purpose alone (domain rule 2.12)."""


class PersonSummary(NamedTuple):
    """One line of a list, and the head of a page."""

    id: int
    name: str
    circle: Circle | None
    organisation: str
    role: str
    tier: int
    """Closeness that the user gave, 1 mentor to 4 light."""
    cadence: int
    """Days between contacts."""
    tracked: bool
    wish: bool
    met: bool
    last_contact: date | None
    warmth: int | None
    """0-100, or None if there never was a contact."""
    band: Band
    state: TieState
    due: date | None
    """The cadence's due date, never an obligation's; None for untracked people and wishes."""
    generation: int
    """Steps of the snowball to somebody whom nobody suggested."""
    via: str | None
    """Name of the person who suggested them."""
    via_id: int | None
    emails: tuple[str, ...]
    phones: tuple[str, ...]
    tags: tuple[str, ...]
    archived: bool
    talked: bool = False
    """A meeting took place; somebody who is met without one is connected, as an import says."""


class Handle(NamedTuple):
    """A way to reach somebody."""

    kind: HandleKind
    value: str
    label: str
    lasting: bool
    """True if it outlives the job."""
    outlasts: bool | None = None
    """The same as far as anything tells: False if it ends with the job, None if unknown."""


class Talk(NamedTuple):
    """One interaction on a person's page."""

    id: int
    on: date
    kind: InteractionKind
    outcome: Outcome
    purpose: Purpose | None
    minutes: int
    on_clock: bool
    learned: str
    notes: str
    with_names: tuple[str, ...]
    """The others who took part."""
    listening: int | None
    """1 I talked to 5 they talked."""
    event: str = ""
    """Title of the event at which it was."""


class TieLine(NamedTuple):
    """Somebody whom this person knows."""

    id: int
    name: str
    level: int
    """1 heard of, 2 works with, 3 close."""
    kind: str
    met: bool


class PromiseLine(NamedTuple):
    """An obligation, open or closed, mine or theirs."""

    id: int
    kind: ObligationKind
    direction: Direction
    text: str
    due: date | None
    done_on: date | None


class IntroductionLine(NamedTuple):
    """An introduction that was asked for, to or through this person."""

    id: int
    target: PersonRef
    via: PersonRef
    state: IntroductionState
    asked_on: date | None


class PersonPage(NamedTuple):
    """All that the book knows of one person."""

    summary: PersonSummary
    warmth_explained: str
    cadence_from: str
    """Where the cadence comes from: "tier 2, field" or "set by hand"."""
    notes: str
    handles: tuple[Handle, ...]
    birthday: str
    """As it was given: a date, or a date without a year."""
    interactions: tuple[Talk, ...]
    """Newest first."""
    ties: tuple[TieLine, ...]
    promises: tuple[PromiseLine, ...]
    """Open ones first, by date."""
    introductions: tuple[IntroductionLine, ...]
    suggested: tuple[PersonRef, ...]
    """People whom they suggested."""
    questions_asked: tuple[str, ...]
    """Keys of the question bank."""
    ask_balance: AskBalance
    snoozed_until: date | None
    """Only while the snooze is in force."""
    next_on: date | None
    do_not_ask: bool
    leaves_on: date | None
    connected_on: date | None = None
    """Since when they are connected, as an import gives it; None once they talked or met."""
    supervises: tuple[str, ...] = ()
    """Experiences under this person: "internship at Acme"."""

    @property
    def first_meeting(self) -> Talk | None:
        """The first time that they were met, if that is recorded."""
        met = (talk for talk in reversed(self.interactions) if talk.outcome == "done")
        return next((talk for talk in met if talk.kind in MEETINGS), None)

    @property
    def introductions_open(self) -> tuple[IntroductionLine, ...]:
        """Introductions to this person that somebody was asked for, or made, and no talk yet."""
        return tuple(
            line
            for line in self.introductions
            if line.target.id == self.summary.id and line.state in ("asked", "made")
        )


def list_people(
    book: Book,
    *,
    today: date,
    circle: Circle | None = None,
    tag: str | None = None,
    wish: bool | None = None,
    untracked: bool = False,
) -> tuple[PersonSummary, ...]:
    """Tracked people (or, with `untracked`, the others) by sort name; archived ones never."""
    rules, calendar = rules_and_calendar(book)
    rows = reads.listed(book.connection, untracked=untracked, circle=circle, tag=tag, wish=wish)
    ids = [row.id for row in rows]
    contacts = contacts_of(book, ids, today, rules)
    handles = _handles_by_person(reads.handles(book.connection, ids))
    generations = reads.generations(book.connection, ids)
    return tuple(
        _summary(
            row,
            contacts.get(row.id, NOTHING),
            handles.get(row.id, []),
            generations.get(row.id, 0),
            _Rule(today, rules, calendar),
        )[0]
        for row in rows
    )


def person_page(book: Book, person_id: int, *, today: date) -> PersonPage:
    """The page of one person, in at most ten statements. Raises NothingFoundError."""
    rules, calendar = rules_and_calendar(book)
    connection = book.connection
    row = reads.person(connection, person_id)
    if row is None:
        raise nobody(str(person_id))
    talks = pages.talks(connection, person_id, today.isoformat())
    contacts = sum_up(
        ((person_id, *talk[1:5]) for talk in reversed(talks)),
        rules.contact_weight,
    )
    handles = reads.handles(connection, [person_id])
    generation = reads.generations(connection, [person_id]).get(person_id, 0)
    summary, warm = _summary(row, contacts, handles, generation, _Rule(today, rules, calendar))
    days = agenda(row.next_on, row.snoozed_until, row.snoozed_on)
    related = pages.related(connection, person_id)
    introductions = tuple(map(_introduction, pages.introductions(connection, person_id)))
    return PersonPage(
        summary=summary,
        warmth_explained=explain(warm, contacts.last_kind, today),
        cadence_from=_cadence_from(row),
        notes=row.notes or "",
        handles=tuple(_handle(handle, row.org or "") for handle in handles if handle[1] != "tag"),
        birthday=row.birthday or "",
        interactions=tuple(map(_talk, talks)),
        ties=tuple(
            TieLine(other, name, level, kind or "", bool(met))
            for other, name, level, kind, met in pages.ties(
                connection, person_id, today.isoformat()
            )
        ),
        promises=tuple(map(_promise, pages.promises(connection, person_id))),
        introductions=introductions,
        suggested=tuple(
            PersonRef(other, name, org or "")
            for what, other, name, org in related
            if what == "suggested"
        ),
        questions_asked=tuple(key for what, _, key, _ in related if what == "asked"),
        ask_balance=ask_balance(_ask_events(talks), today, rules=rules),
        snoozed_until=days.snooze_in_force(contacts.last, today),
        next_on=days.next_on,
        do_not_ask=bool(row.do_not_ask),
        leaves_on=day_of(row.leaves_on),
        connected_on=_connected_on(row, contacts, introductions),
        supervises=tuple(
            f"{kind.replace('_', ' ')} at {org}"
            for what, _, kind, org in related
            if what == "supervises"
        ),
    )


class _Rule(NamedTuple):
    """What a summary is computed by."""

    today: date
    rules: Rules
    calendar: Calendar


def _summary(
    row: reads.PersonRow,
    contacts: Contacts,
    handles: Iterable[reads.HandleRow],
    generation: int,
    by: _Rule,
) -> tuple[PersonSummary, Warmth]:
    circle = cast("Circle | None", row.circle)
    cadence = cadence_days(row.tier, circle, row.cadence_days, by.rules)
    warm = warmth(contacts.weights, by.today, by.rules)
    met = contacts.met or row.met_on is not None
    days = agenda(row.next_on, row.snoozed_until, row.snoozed_on)
    due = days.due(contacts.last, cadence, by.calendar) if row.tracked else None
    state = tie_state(contacts.last, due, contacts.days, cadence, by.today, by.rules, met=met)
    reachable = list(handles)
    summary = PersonSummary(
        id=row.id,
        name=row.name,
        circle=circle,
        organisation=row.org or "",
        role=row.role or "",
        tier=row.tier,
        cadence=cadence,
        tracked=bool(row.tracked),
        wish=bool(row.wish),
        met=met,
        last_contact=contacts.last,
        warmth=warm.shown,
        band=warm.band,
        state=state,
        due=due,
        generation=generation,
        via=row.via_name,
        via_id=row.via,
        emails=tuple(handle[2] for handle in reachable if handle[1] == "email"),
        phones=tuple(handle[2] for handle in reachable if handle[1] == "phone"),
        tags=tuple(handle[2] for handle in reachable if handle[1] == "tag"),
        archived=row.archived_on is not None,
        talked=contacts.met,
    )
    return summary, warm


def _connected_on(
    row: reads.PersonRow, contacts: Contacts, introductions: Iterable[IntroductionLine]
) -> date | None:
    if contacts.met or any(
        line.target.id == row.id and line.state in ("met", "thanked") for line in introductions
    ):
        return None
    return day_of(row.met_on)


def _cadence_from(row: reads.PersonRow) -> str:
    if row.cadence_days is not None:
        return "set by hand"
    return f"tier {row.tier}, {row.circle or 'no circle, as in the field'}"


def _handles_by_person(rows: list[reads.HandleRow]) -> dict[int, list[reads.HandleRow]]:
    found: dict[int, list[reads.HandleRow]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(row)
    return found


def _handle(row: reads.HandleRow, organisation: str) -> Handle:
    from netintern.domain.handles import outlasts

    _, word, value, label, lasting = row
    kind = cast(HandleKind, word)
    known = outlasts(kind, value, organisation, lasting=bool(lasting), label=label or "")
    return Handle(kind, value, label or "", bool(lasting), known)


def _talk(row: pages.TalkRow) -> Talk:
    number, day, kind, outcome, purpose, minutes, on_clock, learned, notes, key, names = row[:11]
    return Talk(
        id=number,
        on=date.fromisoformat(day),
        kind=cast(InteractionKind, kind),
        outcome=cast(Outcome, outcome),
        purpose=cast(Purpose | None, purpose),
        minutes=minutes,
        on_clock=bool(on_clock),
        learned=learned or "",
        notes=notes or "",
        with_names=tuple(names.split("\n")) if names else (),
        listening=key,
        event=row[12] or "",
    )


def _promise(row: pages.PromiseRow) -> PromiseLine:
    number, kind, direction, text, due, done_on = row
    return PromiseLine(
        number,
        cast(ObligationKind, kind),
        cast(Direction, direction),
        text,
        day_of(due),
        day_of(done_on),
    )


def _introduction(row: pages.IntroductionRow) -> IntroductionLine:
    number, target, target_name, target_org, via, via_name, via_org, state, asked_on = row
    return IntroductionLine(
        number,
        PersonRef(target, target_name, target_org or ""),
        PersonRef(via, via_name, via_org or ""),
        cast(IntroductionState, state),
        day_of(asked_on),
    )


def _ask_events(talks: Iterable[pages.TalkRow]) -> list[AskEvent]:
    """What was asked of the person and given to them, also by a message's purpose alone."""
    events: list[AskEvent] = []
    for talk in talks:
        day, outcome, purpose, items = date.fromisoformat(talk[1]), talk[3], talk[4], talk[11]
        for item in (items or "").splitlines():
            direction, kind = item.split(" ", 1)
            if direction == "asked":
                events.append((day, "ask", cast(AskKind, kind)))
            else:
                events.append((day, "give", cast(GiveKind, kind)))
        given = _GIVEN_BY_PURPOSE.get(purpose or "")
        if given is not None and outcome == "done" and not items:
            events.append((day, "give", given))
    return events
