"""Logging a talk with everything that comes of it, as one step."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple, TypedDict

from netintern.domain.dates import weekday_day
from netintern.domain.errors import FieldError
from netintern.domain.interactions import NewObligation, arising
from netintern.domain.queue import OWED_WORDS
from netintern.domain.text import clean, clean_note
from netintern.domain.vocabulary import (
    ASK_KINDS,
    DIRECTIONS,
    GIVE_KINDS,
    INTERACTION_KINDS,
    OUTCOMES,
    PURPOSES,
    InteractionKind,
)
from netintern.services.checks import (
    all_of,
    coming_day,
    minutes_of,
    name_of,
    one_of,
    past_day,
    people_of,
    refuse_oneself,
    within,
)
from netintern.services.entries import (
    DEFAULT_MINUTES,
    KIND_WORDS,
    Entry,
    effects_of,
    label_of,
    names_of,
    write_entry,
)
from netintern.services.queries.settings import calendar, rules
from netintern.services.receipt import Receipt
from netintern.services.suggestions import Suggestion, named_people, write_named
from netintern.storage.database import unit_of_work
from netintern.storage.models import (
    Block,
    ExchangeItem,
    Interaction,
    Obligation,
    QuestionAsked,
    insert_row,
    now_ms,
)
from netintern.storage.probe import Book
from netintern.storage.reads import facts

__all__ = ["PROMISE_DAYS", "SMALL_GROUP", "PromiseDraft", "Suggestion", "log_talk", "remove_talk"]

SMALL_GROUP: Final = 4
"""Most people of a small group, without the user."""
PROMISE_DAYS: Final = 7
"""Days until a promise without a date is due."""


class PromiseRow(TypedDict):
    """A promise as it is written."""

    kind: str
    direction: str
    text: str
    due: date


class PromiseDraft(NamedTuple):
    """Something promised in a talk."""

    text: str
    by: date | None = None
    """The day; None means a week after the talk."""
    direction: str = "mine"
    """ "mine" or "theirs"."""


def log_talk(
    book: Book,
    with_ids: Sequence[int],
    *,
    on: date,
    kind: str | None = None,
    minutes: int | None = None,
    own_time: bool = False,
    outcome: str = "done",
    purpose: str | None = None,
    learned: str = "",
    notes: str = "",
    gave: Sequence[str] = (),
    asked: Sequence[str] = (),
    suggested: Sequence[Suggestion] = (),
    who_else: bool | None = None,
    promised: Sequence[PromiseDraft] = (),
    questions: Sequence[str] = (),
    listening: int | None = None,
    next_on: date | None = None,
    thanks: bool = True,
    event: int | None = None,
    today: date,
    origin: str = "cli",
) -> Receipt:
    """Record a talk or message and all that comes of it (domain rule 2.0, journey J3).

    A talk that was done makes its obligations (thanks, reply, report), uses up the block that was
    planned for the person in that week, answers what was to be answered, and ends or sets the
    follow-up date. Suggested people come into the book as people to meet, through the first of
    `with_ids`. With several people a one-on-one becomes a group talk. `kind` None is a one-on-one,
    `minutes` None the usual length of the kind, `purpose` of an outbound message "message".

    The receipt's ids are the interaction and the new people. Raises FieldError, and ResemblesError
    for a suggested name that is like somebody's; then nothing was written.
    """
    entry, title = _entry(
        book,
        Entry(
            people_of(book, with_ids),
            _kind_of(kind, len(set(with_ids))),
            past_day(on, today),
            minutes=0,
            on_clock=not own_time,
            outcome=one_of(outcome, OUTCOMES, "outcome", "an outcome"),
            purpose=purpose,
            learned=clean_note(learned),
            notes=clean_note(notes),
            listening=listening,
            who_else=True if who_else is None and (suggested or "names" in asked) else who_else,
            event=event,
            next_on=next_on,
        ),
        minutes,
        today,
    )
    asks = all_of(asked, ASK_KINDS, "asked", "something that one asks for")
    gifts = all_of(gave, GIVE_KINDS, "gave", "something that one gives")
    keys = tuple(name_of(key, "questions", "The question") for key in questions)
    names = named_people(book, entry, suggested, today)
    promises = _promises(book, entry, promised)
    owed = _owed(book, entry, asks, thanks) if entry.outcome == "done" else ()
    effects = effects_of(book, entry, today)
    label = label_of(entry, title, today)
    if names:
        label += f", suggested {names_of([person.name for person in names])}"
    label += _to_do(owed, promises, today)
    with unit_of_work(book, label, origin=origin) as work:
        interaction = write_entry(entry, effects)
        for person, obligation in owed:
            _owe(interaction, person, obligation)
        for direction, kinds in (("asked", asks), ("gave", gifts)):
            for item in kinds:
                insert_row(ExchangeItem, interaction=interaction, direction=direction, kind=item)
        for promise in promises:
            insert_row(Obligation, person=entry.ids[0], interaction=interaction, **promise)
        for key in keys:
            for person in entry.ids:
                insert_row(QuestionAsked, person=person, question_key=key, on_day=entry.on)
        made = [write_named(book, entry.ids[0], interaction, known) for known in names]
    return Receipt(work.action_id, label, (interaction, *(row for row in made if row)))


def remove_talk(book: Book, interaction_id: int, *, today: date, origin: str = "cli") -> Receipt:
    """Take a talk back: its open obligations go, and a block that it used up is planned again.

    People who were suggested in it stay. Raises FieldError for an unknown talk.
    """
    found = facts.talk(book.connection, interaction_id)
    if found is None:
        raise FieldError("interaction_id", f"There is no talk {interaction_id}.")
    kind, on, names = found
    day = weekday_day(date.fromisoformat(on), today)
    who = names_of((names or "Event").split("\n"))
    label = f"{who}: {KIND_WORDS[kind]} on {day} removed"
    stamp = now_ms()
    with unit_of_work(book, label, origin=origin) as work:
        Interaction.update(deleted_ms=stamp).where(Interaction.id == interaction_id).execute()
        Block.update(interaction=None).where(Block.interaction == interaction_id).execute()
        Obligation.update(deleted_ms=stamp).where(
            (Obligation.interaction == interaction_id) & Obligation.done_on.is_null()
        ).execute()
    return Receipt(work.action_id, label, (interaction_id,))


def _kind_of(kind: str | None, people: int) -> InteractionKind:
    """The kind, made to fit the number of people."""
    if kind is not None:
        one_of(kind, INTERACTION_KINDS, "kind", "a kind of talk")
    if kind in (None, "one_on_one") and people > 1:
        return "small_group" if people <= SMALL_GROUP else "group_event"
    if kind == "small_group" and people > SMALL_GROUP:
        raise FieldError(
            "kind", f"A small group is up to {SMALL_GROUP} people.", "Use group_event for more."
        )
    return next((known for known in INTERACTION_KINDS if known == kind), "one_on_one")


def _entry(book: Book, entry: Entry, minutes: int | None, today: date) -> tuple[Entry, str]:
    """The entry with its defaults, and the title of its event; FieldError for what cannot be."""
    title = ""
    if entry.event is not None:
        title = facts.event_title(book.connection, entry.event) or ""
        if not title:
            raise FieldError("event", f"There is no event {entry.event}.")
    elif not entry.people:
        raise FieldError("with_ids", "A talk is with somebody.", "Name at least one person.")
    refuse_oneself(book, [person.name for person in entry.people], "with_ids")
    if entry.listening is not None:
        within(entry.listening, 1, 5, "listening", "Listening")
    if entry.next_on is not None:
        coming_day(entry.next_on, today, "next_on")
    purpose = entry.purpose or ("message" if entry.kind == "outbound" else None)
    if purpose is not None:
        one_of(purpose, PURPOSES, "purpose", "a purpose")
    return entry._replace(purpose=purpose, minutes=_minutes(entry, minutes)), title


def _minutes(entry: Entry, minutes: int | None) -> int:
    """Checked minutes; messages, and talks that did not happen, may take none."""
    happened = entry.outcome == "done"
    if minutes is None:
        return DEFAULT_MINUTES[entry.kind] if happened else 0
    short = not happened or entry.kind in ("inbound", "outbound")
    return minutes_of(minutes, low=0 if short else 1)


def _promises(book: Book, entry: Entry, drafts: Sequence[PromiseDraft]) -> tuple[PromiseRow, ...]:
    if drafts and not entry.people:
        raise FieldError("promised", "A promise needs somebody to whom it is made.")
    rows: list[PromiseRow] = []
    for draft in drafts:
        text = clean(draft.text)
        if not text:
            raise FieldError("promised", "What was promised is missing.", "Say it in a word.")
        if draft.by is not None and draft.by < entry.on:
            raise FieldError(
                "promised",
                f"'{text}' cannot be promised for a day before the talk.",
                "Give a later day.",
            )
        due = draft.by or calendar(book).roll(entry.on + timedelta(days=PROMISE_DAYS))
        one_of(draft.direction, DIRECTIONS, "promised", "a direction")
        direction = draft.direction
        rows.append({"kind": "promise", "direction": direction, "text": text, "due": due})
    return tuple(rows)


def _owed(
    book: Book, entry: Entry, asks: Sequence[str], thanks: bool
) -> tuple[tuple[int, NewObligation], ...]:
    """What the talk makes the user owe to each person; one thank-you a person and day."""
    new = arising(entry.kind, entry.on, asks, calendar(book), rules(book), thanks)
    thanked: set[int] = set()
    if any(obligation.kind == "thanks" for obligation in new):
        thanked = facts.thanked(book.connection, entry.ids, entry.on.isoformat())
    return tuple(
        (person, obligation)
        for person in entry.ids
        for obligation in new
        if not (obligation.kind == "thanks" and person in thanked)
    )


def _to_do(
    owed: Sequence[tuple[int, NewObligation]], promises: Sequence[PromiseRow], today: date
) -> str:
    """What the user owes after the talk, in words; each thing once, whoever gets it."""
    dues = {OWED_WORDS[new.kind]: new.due for _, new in owed}
    dues |= {row["text"]: row["due"] for row in promises if row["direction"] == "mine"}
    words = [f"{what} by {weekday_day(due, today)}" for what, due in dues.items()]
    return f"; to do: {', '.join(words)}" if words else ""


def _owe(interaction: int, person: int, new: NewObligation) -> None:
    insert_row(
        Obligation,
        person=person,
        kind=new.kind,
        due=new.due,
        text=new.text,
        interaction=interaction,
    )
