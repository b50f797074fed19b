"""Logging a talk with everything that comes of it, as one step."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple, TypedDict

from peewee import Case

from netintern.domain.dates import weekday_day
from netintern.domain.errors import FieldError
from netintern.domain.interactions import NewObligation, arising
from netintern.domain.queue import OWED_WORDS
from netintern.domain.text import clean, clean_note, fold
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
    refuse_oneself,
    within,
)
from netintern.services.entries import (
    DEFAULT_MINUTES,
    KIND_WORDS,
    Effects,
    Entry,
    effects_of,
    label_of,
    names_of,
    with_changes,
    with_new_ids,
    write_entry,
)
from netintern.services.first_contacts import remark_on
from netintern.services.queries.settings import calendar, rules
from netintern.services.receipt import Receipt
from netintern.services.suggestions import (
    Company,
    Guest,
    Newcomer,
    Suggestion,
    named_people,
    taking_part,
    write_named,
)
from netintern.services.turns import verb
from netintern.storage.database import unit_of_work
from netintern.storage.models import (
    Block,
    ExchangeItem,
    Interaction,
    Introduction,
    Obligation,
    QuestionAsked,
    insert_row,
    now_ms,
)
from netintern.storage.probe import Book
from netintern.storage.reads import facts
from netintern.storage.reads import introductions as introduction_reads

__all__ = [
    "PROMISE_DAYS",
    "SMALL_GROUP",
    "Newcomer",
    "PromiseDraft",
    "Suggestion",
    "log_talk",
    "remove_talk",
]

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
    person: int


class PromiseDraft(NamedTuple):
    """Something promised in a talk."""

    text: str
    by: date | None = None
    """The day; None means a week after the talk."""
    direction: str = "mine"
    """ "mine" or "theirs"."""
    person: int | str | None = None
    """Id or name of somebody who takes part; None means the first of them."""


@verb
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
    newcomers: Sequence[Newcomer] = (),
    organisation: str = "",
    tags: Sequence[str] = (),
    today: date,
    origin: str = "cli",
) -> Receipt:
    """Record a talk or message and all that comes of it (domain rule 2.0, journey J3).

    Those who took part are `with_ids` and `newcomers`, who are looked up by name and are new if
    nobody is like them. `organisation` and `tags` are added to all of them; a circle among the
    tags becomes that of those who have none. A meeting with somebody to whom one was to be
    introduced moves the introduction on, and the introducer is to be told how it went; a thank-you
    to the introducer ends it. A talk before the question moves nothing.

    A talk that was done makes its obligations (thanks, reply, report), uses up the block that was
    planned for the person in that week, answers what was to be answered, and ends or sets the
    follow-up date. Suggested people come into the book as people to meet, through the first of
    `with_ids`. With several people a one-on-one becomes a group talk. `kind` None is a one-on-one,
    `minutes` None the usual length of the kind, `purpose` of an outbound message "message".

    The receipt's ids are the interaction and the new people, newcomers before suggested ones.
    Raises FieldError, and ResemblesError for a name that is like somebody's; then nothing was
    written.
    """
    company = _company(book, with_ids, newcomers, organisation, tags)
    entry, title = _entry(
        book,
        Entry(
            company.people,
            _kind_of(kind, len(company.people)),
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
    names = named_people(book, entry.people, entry.on, suggested, today)
    promises = _promises(book, entry, promised)
    effects = effects_of(book, entry, today)
    owed = _owed(book, entry, asks, thanks, effects) if entry.outcome == "done" else ()
    label = label_of(entry, title, today)
    if company.arrivals:
        label += f", new: {names_of(company.new_names)}"
    if names:
        label += f", suggested {names_of([person.name for person in names])}"
    label = with_changes(label, entry.people, effects)
    label += _to_do(owed, promises, effects, today)
    remark = remark_on(book, [entry], today)
    with unit_of_work(book, label, origin=origin) as work:
        ids = company.write(book)
        entry, effects = with_new_ids(entry, effects, ids)
        interaction = write_entry(entry, effects)
        for person, obligation in owed:
            _owe(interaction, ids.get(person, person), obligation)
        for direction, kinds in (("asked", asks), ("gave", gifts)):
            for item in kinds:
                insert_row(ExchangeItem, interaction=interaction, direction=direction, kind=item)
        for promise in promises:
            who = ids.get(promise["person"], promise["person"])
            insert_row(Obligation, interaction=interaction, **promise | {"person": who})
        for key in keys:
            for person in entry.ids:
                insert_row(QuestionAsked, person=person, question_key=key, on_day=entry.on)
        written = [write_named(book, entry.ids[0], interaction, known) for known in names]
    new = [row for row, known in zip(written, names, strict=True) if known.known is None]
    return Receipt(work.action_id, label, (interaction, *ids.values(), *new), remark)


@verb
def remove_talk(book: Book, interaction_id: int, *, today: date, origin: str = "cli") -> Receipt:
    """Take a talk back: its open obligations go, and a block that it used up is planned again.

    An introduction that led to it is as far as before, unless the introducer was thanked. People
    who were suggested in it stay. Raises FieldError for an unknown talk.
    """
    found = facts.talk(book.connection, interaction_id)
    if found is None:
        raise FieldError("interaction_id", f"There is no talk {interaction_id}.")
    kind, on, names = found
    day = weekday_day(date.fromisoformat(on), today)
    who = names_of((names or "Event").split("\n"))
    label = f"{who}: {KIND_WORDS[kind]} on {day} removed"
    back = [row.id for row in introduction_reads.met_in(book.connection, interaction_id)]
    stamp = now_ms()
    with unit_of_work(book, label, origin=origin) as work:
        if back:
            state = Case(None, [(Introduction.made_on.is_null(), "asked")], "made")
            Introduction.update(state=state, met_on=None).where(Introduction.id.in_(back)).execute()
        Interaction.update(deleted_ms=stamp).where(Interaction.id == interaction_id).execute()
        Block.update(interaction=None).where(Block.interaction == interaction_id).execute()
        Obligation.update(deleted_ms=stamp).where(
            (Obligation.interaction == interaction_id) & Obligation.done_on.is_null()
        ).execute()
    return Receipt(work.action_id, label, (interaction_id,))


def _company(
    book: Book,
    with_ids: Sequence[int],
    newcomers: Sequence[Newcomer],
    organisation: str,
    tags: Sequence[str],
) -> Company:
    """Everybody who took part."""
    guests = [
        *(Guest(person) for person in with_ids),
        *(Guest(None, *newcomer) for newcomer in newcomers),
    ]
    return taking_part(book, guests, organisation=organisation, tags=tags)


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
    """Checked minutes; messages may take none, and what was declined or cancelled took none."""
    happened = entry.outcome == "done"
    if minutes is None:
        return DEFAULT_MINUTES[entry.kind] if happened else 0
    short = not happened or entry.kind in ("inbound", "outbound")
    length = minutes_of(minutes, low=0 if short else 1)
    return 0 if entry.outcome in ("declined", "cancelled") else length


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
        rows.append(
            {
                "kind": "promise",
                "direction": draft.direction,
                "text": text,
                "due": due,
                "person": _promiser(entry, draft.person),
            }
        )
    return tuple(rows)


def _promiser(entry: Entry, person: int | str | None) -> int:
    """With whom a promise is: somebody who takes part, who may be new."""
    if person is None:
        return entry.ids[0]
    name = fold(person) if isinstance(person, str) else None
    for someone in entry.people:
        if person == someone.id or name == fold(someone.name):
            return someone.id
    raise FieldError(
        "promised",
        f"{person} does not take part in the talk." if name else "A promise needs somebody there.",
        "Name somebody who was there.",
    )


def _owed(
    book: Book, entry: Entry, asks: Sequence[str], thanks: bool, effects: Effects
) -> tuple[tuple[int, NewObligation], ...]:
    """What the talk makes the user owe to each person; one thank-you a person and day.

    An introducer who took part is thanked once: for the introduction.
    """
    new = arising(entry.kind, entry.on, asks, calendar(book), rules(book), thanks)
    thanked: set[int] = set()
    if any(obligation.kind == "thanks" for obligation in new):
        thanked = facts.thanked(book.connection, entry.ids, entry.on.isoformat())
        thanked |= {talk.via for talk in effects.met}
    return tuple(
        (person, obligation)
        for person in entry.ids
        for obligation in new
        if not (obligation.kind == "thanks" and person in thanked)
    )


def _to_do(
    owed: Sequence[tuple[int, NewObligation]],
    promises: Sequence[PromiseRow],
    effects: Effects,
    today: date,
) -> str:
    """What the user owes after the talk, in words; each thing once, whoever gets it."""
    dues = {OWED_WORDS[new.kind]: new.due for _, new in owed}
    dues |= {row["text"]: row["due"] for row in promises if row["direction"] == "mine"}
    dues |= {f"tell {talk.via_name} how it went": talk.due for talk in effects.met}
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
