"""Writing what a sentence says, as one step."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from netintern.domain.errors import FieldError, UsageError
from netintern.domain.sentence import Doubt, PersonReading, Reading, SuggestedPerson
from netintern.services.entries import DEFAULT_MINUTES
from netintern.services.interactions import Newcomer, PromiseDraft, Suggestion, log_talk
from netintern.services.people import add_person, edit_person
from netintern.services.receipt import Receipt
from netintern.services.search import refuse_known
from netintern.storage.probe import Book

WORKS_WITH: Final = 2
"""How well two people know each other if nothing is said."""


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
        promised=_promised(reading),
        listening=reading.listening,
        next_on=reading.next_on,
        thanks=thanks,
        newcomers=newcomers,
        organisation=reading.organisation or "",
        tags=reading.tags,
        today=today,
        origin=origin,
    )


def add_read(
    book: Book,
    reading: PersonReading,
    *,
    is_new: bool = False,
    today: date,
    origin: str = "cli",
) -> Receipt:
    """Add the person of a reading; somebody who was met is added by logging that talk.

    The first id of the receipt is the person. One step, but where the person was met and has
    addresses, a role, or a referrer too, or is to be followed up without having been met: then
    two. Raises UsageError for a reading that is unsure, and ResemblesError for a name that is or
    resembles somebody's unless `is_new`.
    """
    refuse_unsure(reading.unsure, {})
    if not is_new:
        refuse_known(book, reading.name)
    if reading.met_on is not None and reading.next_on is not None and reading.next_on < today:
        raise FieldError("next_on", "The next follow-up has passed.", "Give a day from today.")
    plain = not (reading.role or reading.emails or reading.phones or reading.via)
    if reading.met_on is not None and plain:
        return _met(book, reading, None, today=today, origin=origin)
    added = add_person(
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
        notes="" if reading.met_on is not None else reading.notes,
        is_new=True,
        today=today,
        origin=origin,
    )
    person = added.ids[0]
    if reading.met_on is not None:
        return _met(book, reading, person, today=today, origin=origin)
    if reading.next_on is not None:
        changed = edit_person(book, person, next_on=reading.next_on, today=today, origin=origin)
        return Receipt(changed.action_id, added.label, (person,))
    return added


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
        raise UsageError(f"{what} is not certain: {doubt.why}{fitting}.", "Nothing was saved.")


def _met(
    book: Book, reading: PersonReading, person: int | None, *, today: date, origin: str
) -> Receipt:
    """Log the talk in which a new person was met; the person is the first id of the receipt."""
    newcomer = Newcomer(
        reading.name, reading.circle, reading.organisation, reading.tags, is_new=True
    )
    logged = log_talk(
        book,
        () if person is None else (person,),
        on=reading.met_on or today,
        notes=reading.notes,
        next_on=reading.next_on,
        newcomers=() if person is not None else (newcomer,),
        today=today,
        origin=origin,
    )
    talk, *new = logged.ids
    return Receipt(logged.action_id, logged.label, (*(new or (person or 0,)), talk))


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


def _promised(reading: Reading) -> list[PromiseDraft]:
    return [
        *(PromiseDraft(one.text, one.by) for one in reading.promised),
        *(PromiseDraft(one.text, one.by, "theirs") for one in reading.they_promised),
    ]
