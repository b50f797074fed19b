"""What every logged talk or message writes and settles, whichever verb logs it."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from peewee import fn

from netintern.domain.cadence import thanks_due
from netintern.domain.dates import weekday_day
from netintern.domain.interactions import HOW_IT_WENT
from netintern.domain.vocabulary import CONVERSATIONS, MEETINGS, InteractionKind
from netintern.domain.warmth import weight
from netintern.domain.week import week_start
from netintern.services.queries.settings import calendar, rules
from netintern.storage.models import (
    Block,
    Interaction,
    Introduction,
    Obligation,
    Participant,
    Person,
    insert_row,
)
from netintern.storage.probe import Book
from netintern.storage.reads import facts
from netintern.storage.reads import introductions as introduction_reads
from netintern.storage.reads.facts import PersonFacts

RESTORE: Final = "Bring them back first: netintern archive PERSON --restore."
"""What to do about somebody who is archived."""
DEFAULT_MINUTES: Final[dict[InteractionKind, int]] = {
    "one_on_one": 30,
    "call": 20,
    "small_group": 30,
    "exchange": 10,
    "group_event": 60,
    "inbound": 0,
    "outbound": 10,
}
"""Minutes of a talk or message whose length nobody gave (domain rule 2.5)."""
KIND_WORDS: Final[dict[InteractionKind, str]] = {
    "one_on_one": "talk",
    "call": "call",
    "small_group": "group talk",
    "exchange": "messages",
    "group_event": "event",
    "inbound": "message from them",
    "outbound": "message",
}
MESSAGE_BLOCKS: Final = frozenset({"message", "introduction"})
"""Purposes of blocks that a written message uses up."""

_OUTCOME_WORDS: Final = {
    "no_answer": "no answer",
    "declined": "declined",
    "cancelled": "cancelled",
}
_ANSWERING: Final = frozenset({"message", "ask", "reply", None})
"""Purposes of an outbound message that answer what somebody wrote."""


class Entry(NamedTuple):
    """A checked talk or message."""

    people: tuple[PersonFacts, ...]
    kind: InteractionKind
    on: date
    minutes: int
    on_clock: bool = True
    outcome: str = "done"
    purpose: str | None = None
    learned: str = ""
    notes: str = ""
    listening: int | None = None
    who_else: bool | None = None
    event: int | None = None
    next_on: date | None = None

    @property
    def ids(self) -> tuple[int, ...]:
        """Who took part."""
        return tuple(person.id for person in self.people)


class FirstTalk(NamedTuple):
    """An introduction that leads to a talk."""

    introduction: int
    target_name: str
    via: int
    via_name: str
    due: date
    """When the introducer is to be thanked."""


class Effects(NamedTuple):
    """Rows that an entry settles."""

    closes: tuple[int, ...] = ()
    """Obligations that are done with it."""
    blocks: tuple[int, ...] = ()
    """Planned blocks that it uses up."""
    forgets: tuple[int, ...] = ()
    """People whose follow-up date it ends."""
    sets: tuple[int, ...] = ()
    """People who get its follow-up date."""
    met: tuple[FirstTalk, ...] = ()
    """Introductions that lead to it."""
    thanked: tuple[int, ...] = ()
    """Introductions that are over with it, because the introducer is thanked."""
    kept: tuple[str, ...] = ()
    """Names of people whose follow-up date stays, although it has another."""
    wakes: tuple[int, ...] = ()
    """People whose snooze it ends."""
    back: tuple[PersonFacts, ...] = ()
    """People whom it brings back from the archive."""


def effects_of(book: Book, entry: Entry, today: date) -> Effects:
    """What the entry settles (domain rules 2.0, 2.3, and 2.10).

    People who are not in the book yet have negative ids in the entry; nothing hangs on them.
    """
    met = _first_talks(book, entry)
    replies = [talk.introduction for talk in met]
    owed = introduction_reads.open_replies(book.connection, replies) if replies else ()
    contact = weight(entry.kind, entry.outcome) >= rules(book).contact_weight
    agreed = [person.id for person in entry.people if person.next_on is not None]
    settles = entry.next_on is not None or contact
    overtaken = overtaken_of(book, agreed, entry.on, today) if settles else frozenset()
    dated = entry.next_on is not None
    return Effects(
        tuple({*_closed(book, entry), *owed}),
        _consumed(book, entry),
        tuple(person for person in agreed if person not in overtaken and contact and not dated),
        tuple(person for person in entry.ids if person not in overtaken and dated),
        met,
        _thanked(book, entry),
        tuple(person.name for person in entry.people if person.id in overtaken and dated),
        tuple(
            person.id
            for person in entry.people
            if contact and _ends_snooze(person, entry.on, today)
        ),
        tuple(person for person in entry.people if person.archived_on is not None),
    )


def overtaken_of(book: Book, people: Collection[int], on: date, today: date) -> frozenset[int]:
    """Those of the people who were contacted after a day; what is of that day comes too late."""
    if not people or on >= today:
        return frozenset()
    floor = rules(book).contact_weight
    rows = facts.later(book.connection, people, on.isoformat(), today.isoformat())
    return frozenset(person for person, kind, outcome in rows if weight(kind, outcome) >= floor)


def with_changes(label: str, people: Sequence[PersonFacts], effects: Effects) -> str:
    """The label with what the entry does not do, or does besides, to the people in it."""
    told = (
        (effects.kept, "follow-up date kept", "follow-up date of {} kept"),
        (
            [person.name for person in effects.back],
            "back from the archive",
            "{} back from the archive",
        ),
    )
    for names, of_all, of_some in told:
        if names:
            words = of_all if len(names) == len(people) else of_some.format(names_of(names))
            label += f", {words}"
    return label


def with_new_ids(entry: Entry, effects: Effects, ids: Mapping[int, int]) -> tuple[Entry, Effects]:
    """The same once the new people have rows; `ids` are theirs by the negative ones."""
    if not ids:
        return entry, effects
    people = tuple(person._replace(id=ids.get(person.id, person.id)) for person in entry.people)
    sets = tuple(ids.get(person, person) for person in effects.sets)
    return entry._replace(people=people), effects._replace(sets=sets)


def write_entry(entry: Entry, effects: Effects, *, into: int | None = None) -> int:
    """Write the entry with its people and what it settles; the id of the interaction.

    With `into` its people join an interaction that is there already.
    """
    interaction = _insert(entry) if into is None else into
    rows = [
        {"interaction": interaction, "person": person, "on_day": entry.on} for person in entry.ids
    ]
    if len(rows) == 1:
        # Most talks are with one person, for whom the statement need not be made anew.
        insert_row(Participant, **rows[0])
    elif rows:
        Participant.insert_many(rows).execute()
    if effects.closes:
        Obligation.update(done_on=entry.on).where(Obligation.id.in_(effects.closes)).execute()
    if effects.blocks:
        Block.update(interaction=interaction).where(Block.id.in_(effects.blocks)).execute()
    if effects.sets:
        Person.update(next_on=entry.next_on).where(Person.id.in_(effects.sets)).execute()
    if effects.forgets:
        Person.update(next_on=None).where(Person.id.in_(effects.forgets)).execute()
    if effects.wakes:
        awake = Person.update(snoozed_until=None, snoozed_on=None)
        awake.where(Person.id.in_(effects.wakes)).execute()
    if effects.back:
        back = [person.id for person in effects.back]
        Person.update(archived_on=None).where(Person.id.in_(back)).execute()
    _write_introductions(entry, effects, interaction)
    return interaction


def thanked_with(book: Book, person: int, text: str, on: date) -> tuple[int, ...]:
    """The introductions by a person that are over when a thank-you of this text is done.

    The text names whom one met; if that name was changed since, the oldest introduction is meant.
    """
    if not text.startswith(HOW_IT_WENT):
        return ()
    rows = introduction_reads.met_through(book.connection, (person,), on.isoformat())
    named = [row.id for row in rows if text == HOW_IT_WENT + row.target_name]
    return tuple(named or [row.id for row in rows[:1]])


def _insert(entry: Entry) -> int:
    return insert_row(
        Interaction,
        kind=entry.kind,
        purpose=entry.purpose,
        outcome=entry.outcome,
        on_day=entry.on,
        minutes=entry.minutes,
        on_clock=int(entry.on_clock),
        learned=entry.learned,
        notes=entry.notes,
        listening=entry.listening,
        who_else=None if entry.who_else is None else int(entry.who_else),
        event=entry.event,
    )


def _write_introductions(entry: Entry, effects: Effects, interaction: int) -> None:
    """What the entry makes of introductions; each introducer is owed to hear how it went."""
    if effects.met:
        # A talk that is recorded late shows that the introduction had been made by then.
        made = fn.MIN(Introduction.made_on, entry.on.isoformat())
        Introduction.update(state="met", met_on=entry.on, made_on=made).where(
            Introduction.id.in_([talk.introduction for talk in effects.met])
        ).execute()
    for talk in effects.met:
        insert_row(
            Obligation,
            person=talk.via,
            kind="thanks",
            due=talk.due,
            text=HOW_IT_WENT + talk.target_name,
            interaction=interaction,
        )
    if effects.thanked:
        Introduction.update(state="thanked", closed_on=entry.on).where(
            Introduction.id.in_(effects.thanked)
        ).execute()


def label_of(entry: Entry, title: str, today: date) -> str:
    """The entry in words: "Ana Ruiz: talk, 30 min"; `title` names an event without people."""
    words = KIND_WORDS[entry.kind]
    if entry.on != today:
        words += f" on {weekday_day(entry.on, today)}"
    if entry.outcome != "done":
        words += f", {_OUTCOME_WORDS[entry.outcome]}"
    if entry.minutes:
        words += f", {entry.minutes} min"
    return f"{names_of([person.name for person in entry.people]) or title}: {words}"


def names_of(names: Sequence[str]) -> str:
    """Up to three names, or the first two and how many more."""
    if len(names) > 3:
        return f"{', '.join(names[:2])} and {len(names) - 2} more"
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _first_talks(book: Book, entry: Entry) -> tuple[FirstTalk, ...]:
    """Introductions to people of the entry, asked for before it, if one meets them in it."""
    if entry.outcome != "done" or entry.kind not in MEETINGS:
        return ()
    rows = introduction_reads.to_meet(book.connection, entry.ids, entry.on.isoformat())
    if not rows:
        return ()
    due = thanks_due(entry.on, calendar(book))
    return tuple(FirstTalk(row.id, row.target_name, row.via, row.via_name, due) for row in rows)


def _thanked(book: Book, entry: Entry) -> tuple[int, ...]:
    if entry.kind != "outbound" or entry.purpose != "thanks" or entry.outcome != "done":
        return ()
    rows = introduction_reads.met_through(book.connection, entry.ids, entry.on.isoformat())
    return tuple(row.id for row in rows)


def _ends_snooze(person: PersonFacts, on: date, today: date) -> bool:
    """Whether a contact of that day, recorded now, ends the snooze (domain rule 2.3)."""
    if person.snoozed_until is None:
        return False
    return on == today or person.snoozed_on is None or on.isoformat() >= person.snoozed_on


def _closed(book: Book, entry: Entry) -> tuple[int, ...]:
    kinds = _closing_kinds(entry)
    if not kinds:
        return ()
    owed = facts.open_obligations(book.connection, entry.ids, entry.on.isoformat())
    return tuple(row for row, kind in owed if kind in kinds)


def _closing_kinds(entry: Entry) -> Collection[str]:
    """Which obligations are settled by the entry itself."""
    if entry.outcome != "done":
        return ()
    if entry.kind in CONVERSATIONS or entry.kind == "exchange":
        return ("reply",)
    if entry.kind != "outbound":
        return ()
    if entry.purpose in _ANSWERING:
        return ("reply",)
    return (entry.purpose,) if entry.purpose in ("thanks", "report") else ()


def _consumed(book: Book, entry: Entry) -> tuple[int, ...]:
    """One open block of that week for each person, and one for the event."""
    if entry.outcome != "done" or entry.kind == "inbound":
        return ()
    first = week_start(entry.on, rules(book).first_day)
    last = first + timedelta(days=6)
    wanted = {("person", person) for person in entry.ids}
    if entry.event is not None:
        wanted.add(("event", entry.event))
    used: list[int] = []
    for block in facts.open_blocks(book.connection, first.isoformat(), last.isoformat()):
        keys = wanted & {("person", block.person), ("event", block.event)}
        if keys and (entry.kind in MEETINGS or block.purpose in MESSAGE_BLOCKS):
            wanted -= keys
            used.append(block.id)
    return tuple(used)
