"""Writing what a sentence says, as one step."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from netintern.domain.errors import UsageError
from netintern.domain.sentence import (
    Doubt,
    PersonReading,
    Reading,
    SuggestedPerson,
)
from netintern.domain.sentence.words import EVENT_SORTS
from netintern.domain.text import clean, clean_note, fold
from netintern.domain.vocabulary import EventKind
from netintern.services.checks import minutes_of, past_day
from netintern.services.entries import (
    DEFAULT_MINUTES,
    Effects,
    Entry,
    label_of,
    names_of,
    write_entry,
)
from netintern.services.interactions import Newcomer, PromiseDraft, Suggestion, log_talk
from netintern.services.people import add_person
from netintern.services.queries.events import event_list
from netintern.services.receipt import Receipt
from netintern.services.search import refuse_known
from netintern.services.suggestions import strangers, write_wish
from netintern.services.turns import verb
from netintern.storage.database import unit_of_work
from netintern.storage.models import Event, ExchangeItem, insert_row
from netintern.storage.probe import Book

WORKS_WITH: Final = 2
"""How well two people know each other if nothing is said."""


@verb
def log_sentence(
    book: Book,
    reading: Reading,
    *,
    who_else: bool | None = None,
    more: Sequence[Suggestion] = (),
    may_mention: bool = False,
    decided: Mapping[str, int | None] | None = None,
    thanks: bool = True,
    today: date,
    origin: str = "cli",
) -> Receipt:
    """Log what a reading says, with all that comes of it, as one step.

    `who_else` says whether the user asked whom else to meet, where the line did not; `more` are
    people who were suggested beside those of the line; `decided` says for a doubted name whose id
    it is, or None for somebody new. Raises UsageError for a reading that is unsure, ResemblesError
    for a new name that is like somebody's, and FieldError; then nothing was written.
    """
    choices = {} if decided is None else decided
    refuse_unsure(reading.unsure, choices)
    if reading.event_title and not (reading.people or reading.newcomers or choices or more):
        return _log_event(book, reading, today=today, origin=origin)
    newcomers = [
        Newcomer(name, reading.circle, same_as=choices.get(name), is_new=_is_new(choices, name))
        for name in reading.newcomers
    ]
    suggested = [_suggestion(one, may_mention, choices) for one in reading.suggested]
    written = {*reading.newcomers, *(one.name for one in reading.suggested)}
    doubted = {doubt.text for doubt in reading.unsure} - written
    others = [person for name, person in choices.items() if person and name in doubted]
    newcomers += [
        Newcomer(name, reading.circle, is_new=True)
        for name, person in choices.items()
        if person is None and name in doubted
    ]
    return log_talk(
        book,
        [*(person.id for person in reading.people), *others],
        on=reading.on,
        kind=reading.kind,
        minutes=reading.minutes,
        own_time=reading.own_time,
        outcome=reading.outcome,
        purpose=reading.purpose,
        learned=reading.learned or "",
        notes="; ".join(filter(None, (reading.event_title, reading.notes))),
        gave=reading.gave,
        asked=reading.asked,
        suggested=[*suggested, *more],
        who_else=reading.who_else if who_else is None else who_else,
        promised=_promised(reading, choices),
        listening=reading.listening,
        next_on=reading.next_on,
        thanks=thanks,
        newcomers=newcomers,
        organisation=reading.organisation or "",
        tags=reading.tags,
        today=today,
        origin=origin,
    )


def _log_event(book: Book, reading: Reading, *, today: date, origin: str) -> Receipt:
    """Log an event at which nobody is named; one that was recorded for that day is meant by it.

    The receipt's ids are the interaction and the event.
    """
    title = clean(reading.event_title or "")
    known = next(
        (
            event.id
            for event in event_list(book, today=today)
            if event.on == reading.on and not event.logged and fold(event.title) == fold(title)
        ),
        None,
    )
    if known is not None:
        return _log_recorded(book, reading, known, today=today, origin=origin)
    entry = Entry(
        (),
        "group_event",
        past_day(reading.on, today),
        minutes_of(usual_minutes(reading)),
        on_clock=not reading.own_time,
        learned=clean_note(reading.learned or ""),
        notes=clean_note(_event_notes(reading, "")),
        listening=reading.listening,
        who_else=reading.who_else,
    )
    wanted = [_suggestion(one, False, {}) for one in reading.suggested]
    wishes = strangers(book, wanted, today)
    label = label_of(entry, title, today)
    if wishes:
        label += f", to meet: {names_of([wish.name for wish in wishes])}"
    place = clean(reading.organisation or "")
    with unit_of_work(book, label, origin=origin) as work:
        event = insert_row(
            Event,
            kind=_sort_of(title),
            title=title,
            on_day=entry.on,
            minutes=entry.minutes,
            place=place,
        )
        interaction = write_entry(entry._replace(event=event), Effects())
        for direction, kinds in (("asked", reading.asked), ("gave", reading.gave)):
            for item in kinds:
                insert_row(ExchangeItem, interaction=interaction, direction=direction, kind=item)
        made = [write_wish(book, wish) for wish in wishes]
    return Receipt(work.action_id, label, (interaction, event, *made))


def _log_recorded(book: Book, reading: Reading, event: int, *, today: date, origin: str) -> Receipt:
    """Log an event that is in the book."""
    logged = log_talk(
        book,
        (),
        on=reading.on,
        kind="group_event",
        minutes=reading.minutes,
        own_time=reading.own_time,
        learned=reading.learned or "",
        notes=_event_notes(reading, f"@{reading.organisation}" if reading.organisation else ""),
        gave=reading.gave,
        asked=reading.asked,
        who_else=reading.who_else,
        listening=reading.listening,
        event=event,
        today=today,
        origin=origin,
    )
    return Receipt(logged.action_id, logged.label, (*logged.ids, event))


def _event_notes(reading: Reading, place: str) -> str:
    """What is kept as text where nobody takes part to whom it could be added."""
    return "; ".join(filter(None, (place, reading.notes, *(f"#{tag}" for tag in reading.tags))))


def _sort_of(title: str) -> EventKind:
    """The sort of an event, by the words of its title."""
    words = fold(title).replace(":", " ").split()
    return next((EVENT_SORTS[word] for word in words if word in EVENT_SORTS), "other")


@verb
def add_read(
    book: Book,
    reading: PersonReading,
    *,
    is_new: bool = False,
    today: date,
    origin: str = "cli",
) -> Receipt:
    """Add the person of a reading; somebody who was met is added by logging that talk.

    The first id of the receipt is the person. Raises UsageError for a reading that is unsure,
    ResemblesError for a name that is or resembles somebody's unless `is_new`, and FieldError.
    """
    refuse_unsure(reading.unsure, {})
    if not is_new:
        refuse_known(book, reading.name)
    if reading.met_on is not None:
        return _met(book, reading, reading.met_on, today=today, origin=origin)
    return add_person(
        book,
        reading.name,
        circle=reading.circle,
        org=reading.organisation,
        role=reading.role,
        email=reading.emails,
        phone=reading.phones,
        tags=reading.tags,
        wish=reading.wish,
        via=None if reading.via is None else reading.via.id,
        notes=reading.notes,
        next_on=reading.next_on,
        is_new=True,
        today=today,
        origin=origin,
    )


def usual_minutes(reading: Reading) -> int:
    """The minutes that a reading is logged with: those of the line, or the usual ones."""
    if reading.minutes is not None:
        return reading.minutes
    return DEFAULT_MINUTES[reading.kind] if reading.outcome == "done" else 0


def refuse_unsure(unsure: Sequence[Doubt], decided: Mapping[str, int | None]) -> None:
    """Refuse what is not certain and was not decided; the error names the first doubt."""
    for doubt in unsure:
        if doubt.candidates and doubt.text in decided:
            continue
        fitting = f" ({', '.join(doubt.candidates)})" if doubt.candidates else ""
        what = f"'{doubt.text}'" if doubt.text else "The line"
        why = doubt.why.rstrip(".")
        raise UsageError(f"{what} is not certain: {why}{fitting}.", "Nothing was saved.")


def _met(book: Book, reading: PersonReading, on: date, *, today: date, origin: str) -> Receipt:
    """Log the talk in which a new person was met; the person is the first id of the receipt."""
    newcomer = Newcomer(
        reading.name,
        reading.circle,
        reading.organisation,
        reading.tags,
        is_new=True,
        role=reading.role,
        emails=reading.emails,
        phones=reading.phones,
        via=None if reading.via is None else reading.via.id,
    )
    logged = log_talk(
        book,
        (),
        on=on,
        notes=reading.notes,
        next_on=reading.next_on,
        newcomers=(newcomer,),
        today=today,
        origin=origin,
    )
    talk, *new = logged.ids
    return Receipt(logged.action_id, logged.label, (*new, talk))


def _is_new(decided: Mapping[str, int | None], name: str) -> bool:
    return name in decided and decided[name] is None


def _suggestion(
    one: SuggestedPerson, may_mention: bool, decided: Mapping[str, int | None]
) -> Suggestion:
    return Suggestion(
        one.name,
        one.circle,
        WORKS_WITH if one.knows is None else one.knows,
        may_mention,
        one.same_as if one.same_as is not None else decided.get(one.name),
        _is_new(decided, one.name),
    )


def _promised(reading: Reading, decided: Mapping[str, int | None]) -> list[PromiseDraft]:
    """What was promised, each thing with who promised it."""
    return [
        *(PromiseDraft(one.text, one.by) for one in reading.promised),
        *(
            PromiseDraft(one.text, one.by, "theirs", _promiser(reading, one.who, decided))
            for one in reading.they_promised
        ),
    ]


def _promiser(reading: Reading, who: str, decided: Mapping[str, int | None]) -> int | str | None:
    """Who promised: somebody of the book by id, a newcomer by name; None if nobody is said."""
    known = next((one.id for one in reading.people if one.name == who), None)
    return known or decided.get(who) or who or None
