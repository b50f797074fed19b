"""Events: recorded with the people hoped for, and logged with everybody who was met there."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from peewee import SQL

from netintern.domain.dates import weekday_day
from netintern.domain.errors import FieldError, NothingFoundError
from netintern.domain.text import clean
from netintern.domain.vocabulary import EVENT_KINDS
from netintern.services.checks import (
    coming_day,
    minutes_of,
    name_of,
    one_of,
    past_day,
    people_of,
    refuse_oneself,
)
from netintern.services.entries import (
    DEFAULT_MINUTES,
    Effects,
    Entry,
    effects_of,
    names_of,
    overtaken_of,
    with_changes,
    with_new_ids,
    write_entry,
)
from netintern.services.queries.events import Met
from netintern.services.receipt import Receipt
from netintern.services.suggestions import Company, Guest, taking_part
from netintern.services.turns import verb
from netintern.storage.database import unit_of_work
from netintern.storage.models import (
    Block,
    Event,
    EventPerson,
    Interaction,
    Person,
    insert_row,
)
from netintern.storage.probe import Book
from netintern.storage.reads import events as reads
from netintern.storage.reads.facts import PersonFacts

__all__ = ["Met", "add_event", "log_event"]


class _Plan(NamedTuple):
    """A checked event as it is to be recorded."""

    title: str
    kind: str
    minutes: int
    on: date
    event: int | None
    """None for one that is made too."""
    logged: reads.LoggedRow | None
    """What is recorded of it already."""


@verb
def add_event(
    book: Book,
    title: str,
    *,
    kind: str,
    on: date,
    minutes: int | None = None,
    place: str = "",
    hoped: Sequence[int] = (),
    own_time: bool = False,
    today: date,
    origin: str = "cli",
) -> Receipt:
    """Record an event, past or to come, and whom one hopes to meet there.

    For one to come its length (`minutes`, else 60) is booked on its day, which logging it uses
    up; in `own_time` nothing is. The receipt's id is the event. Raises FieldError.
    """
    title = name_of(title, "title", "The title")
    one_of(kind, EVENT_KINDS, "kind", "a kind of event")
    length = None if minutes is None else minutes_of(minutes)
    people = people_of(book, hoped, "hoped")
    refuse_oneself(book, [person.name for person in people], "hoped")
    label = f"{title}: event on {weekday_day(on, today)}"
    booked = 0 if own_time or on < today else length or DEFAULT_MINUTES["group_event"]
    if booked:
        label += f", {booked} min booked"
    if people:
        label += f", hoping for {names_of([person.name for person in people])}"
    with unit_of_work(book, label, origin=origin) as work:
        event = insert_row(
            Event, kind=kind, title=title, on_day=on, minutes=length, place=clean(place)
        )
        if booked:
            insert_row(Block, event=event, on_day=on, minutes=booked, purpose="event")
        for person in people:
            insert_row(EventPerson, event=event, person=person.id, hoped=1)
    return Receipt(work.action_id, label, (event,))


@verb
def log_event(
    book: Book,
    event: int | None,
    people: Sequence[Met],
    *,
    title: str = "",
    kind: str = "other",
    on: date | None = None,
    minutes: int | None = None,
    own_time: bool = False,
    today: date,
    origin: str = "cli",
) -> Receipt:
    """Record whom one met at an event, all as one step; without `event` it is made too.

    Everybody takes part in one group event; a note is kept with whom it is about, new people come
    into the book, and each may have a day to be in touch again. `on` None is the day of the
    event (else today), `minutes` None its length (else 60). Whoever is recorded later joins what
    is recorded, without further minutes. The receipt's ids are the interaction, the event, and
    the new people. Raises FieldError, and ResemblesError; then nothing was written.
    """
    plan = _planned(book, event, title, kind, on, minutes, today)
    guests = [
        Guest(met.person, met.name, met.circle, met.organisation, (), met.same_as, met.is_new)
        for met in people
    ]
    company = taking_part(book, guests, field="people")
    refuse_oneself(book, [person.name for person in company.people], "people")
    notes, dates = _said(company, people, today)
    late = overtaken_of(
        book,
        [person.id for person in company.people if person.id in dates and person.next_on],
        plan.on,
        today,
    )
    kept = tuple(person.name for person in company.people if person.id in late)
    dates = {person: day for person, day in dates.items() if person not in late}
    entry = Entry(
        _joining(book, plan, company),
        "group_event",
        plan.on,
        plan.minutes,
        on_clock=not own_time,
        event=plan.event,
    )
    effects = _without_dated(effects_of(book, entry, today), company, people)._replace(kept=kept)
    label = _label(plan, company, entry, effects, today)
    with unit_of_work(book, label, origin=origin) as work:
        number = plan.event or insert_row(
            Event, kind=plan.kind, title=plan.title, on_day=plan.on, minutes=plan.minutes
        )
        ids = company.write(book)
        entry, effects = with_new_ids(entry._replace(event=number), effects, ids)
        interaction = _write(plan, entry, effects, minutes)
        for person, note in notes.items():
            _add_note(ids.get(person, person), f"{plan.title}: {note}")
        for day in sorted(set(dates.values())):
            who = [ids.get(person, person) for person, when in dates.items() if when == day]
            Person.update(next_on=day).where(Person.id.in_(who)).execute()
    return Receipt(work.action_id, label, (interaction, number, *ids.values()))


def _planned(
    book: Book,
    event: int | None,
    title: str,
    kind: str,
    on: date | None,
    minutes: int | None,
    today: date,
) -> _Plan:
    """The event with its day and length; FieldError for what cannot be."""
    length = None if minutes is None else minutes_of(minutes)
    usual = DEFAULT_MINUTES["group_event"]
    if event is None:
        name = name_of(title, "title", "The title")
        one_of(kind, EVENT_KINDS, "kind", "a kind of event")
        return _Plan(name, kind, length or usual, past_day(on or today, today), None, None)
    row = reads.event(book.connection, event)
    if row is None:
        raise NothingFoundError(f"There is no event {event}.", "See them: netintern event list.")
    logged = reads.logged(book.connection, event)
    stored = row.on_day if logged is None else logged.on_day
    day = date.fromisoformat(stored) if stored and (on is None or logged) else on or today
    if logged is not None and on not in (None, day):
        raise FieldError(
            "on", f"{row.title} is recorded on {weekday_day(day, today)}.", "Leave the day out."
        )
    past_day(day, today)
    return _Plan(row.title, row.kind, length or row.minutes or usual, day, event, logged)


def _joining(book: Book, plan: _Plan, company: Company) -> tuple[PersonFacts, ...]:
    """Those who are not recorded at the event yet."""
    if plan.logged is None:
        return company.people
    there = reads.attending(book.connection, plan.logged.id)
    joining = tuple(person for person in company.people if person.id not in there)
    if not joining:
        raise FieldError(
            "people", f"Nobody is new at {plan.title}: it is recorded already.", "Name the others."
        )
    return joining


def _said(
    company: Company, people: Sequence[Met], today: date
) -> tuple[dict[int, str], dict[int, date]]:
    """Per person the note, and the follow-up date that is wanted."""
    notes: dict[int, str] = {}
    dates: dict[int, date] = {}
    for number, met in zip(company.places, people, strict=True):
        note = clean(met.note)
        if note:
            notes[number] = note
        if met.next_on is not None:
            dates[number] = coming_day(met.next_on, today, "next_on")
    return notes, dates


def _add_note(person: int, line: str) -> None:
    """Put a line below what is noted of somebody."""
    below = SQL("ltrim(coalesce(notes, '') || char(10) || ?, char(10))", (line,))
    Person.update(notes=below).where(Person.id == person).execute()


def _without_dated(effects: Effects, company: Company, people: Sequence[Met]) -> Effects:
    """The effects, where nobody loses a follow-up date who was given another."""
    dated = {one for one, met in zip(company.places, people, strict=True) if met.next_on}
    return effects._replace(forgets=tuple(one for one in effects.forgets if one not in dated))


def _write(plan: _Plan, entry: Entry, effects: Effects, minutes: int | None) -> int:
    """Write the entry, or have its people join what is recorded of the event."""
    if plan.logged is None:
        return write_entry(entry, effects)
    if minutes is not None:
        Interaction.update(minutes=minutes).where(Interaction.id == plan.logged.id).execute()
    return write_entry(entry, effects, into=plan.logged.id)


def _label(plan: _Plan, company: Company, entry: Entry, effects: Effects, today: date) -> str:
    """The event in words."""
    if plan.logged is None:
        day = "" if plan.on == today else f" on {weekday_day(plan.on, today)}"
        label = f"{plan.title}: event{day}, {plan.minutes} min"
    else:
        label = f"{plan.title}: more people"
    if entry.people:
        label += f", met {names_of([person.name for person in entry.people])}"
    if company.arrivals:
        label += f", new: {names_of(company.new_names)}"
    label = with_changes(label, (), effects)
    told = {talk.via_name: talk.due for talk in effects.met}
    words = [f"tell {name} how it went by {weekday_day(due, today)}" for name, due in told.items()]
    return f"{label}; to do: {', '.join(words)}" if words else label
