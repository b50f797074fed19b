"""What every logged talk or message writes and settles, whichever verb logs it."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from netintern.domain.dates import weekday_day
from netintern.domain.vocabulary import CONVERSATIONS, MEETINGS, InteractionKind
from netintern.domain.warmth import weight
from netintern.domain.week import week_start
from netintern.services.queries.settings import rules
from netintern.storage.models import Block, Interaction, Obligation, Participant, Person, insert_row
from netintern.storage.probe import Book
from netintern.storage.reads import facts
from netintern.storage.reads.facts import PersonFacts

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


class Effects(NamedTuple):
    """Rows that an entry settles."""

    closes: tuple[int, ...] = ()
    """Obligations that are done with it."""
    blocks: tuple[int, ...] = ()
    """Planned blocks that it uses up."""
    forgets: tuple[int, ...] = ()
    """People whose follow-up date it ends."""


def effects_of(book: Book, entry: Entry, today: date) -> Effects:
    """What the entry settles (domain rules 2.0, 2.3, and 2.10)."""
    return Effects(_closed(book, entry), _consumed(book, entry), _forgotten(book, entry, today))


def write_entry(entry: Entry, effects: Effects) -> int:
    """Write the entry with its people and what it settles; the id of the interaction."""
    interaction = insert_row(
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
    if entry.people:
        rows = [
            {"interaction": interaction, "person": person, "on_day": entry.on}
            for person in entry.ids
        ]
        Participant.insert_many(rows).execute()
    if effects.closes:
        Obligation.update(done_on=entry.on).where(Obligation.id.in_(effects.closes)).execute()
    if effects.blocks:
        Block.update(interaction=interaction).where(Block.id.in_(effects.blocks)).execute()
    if entry.next_on is not None:
        Person.update(next_on=entry.next_on).where(Person.id.in_(entry.ids)).execute()
    elif effects.forgets:
        Person.update(next_on=None).where(Person.id.in_(effects.forgets)).execute()
    return interaction


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


def _forgotten(book: Book, entry: Entry, today: date) -> tuple[int, ...]:
    """Whose follow-up date ends: all with one, unless they were contacted later than this."""
    floor = rules(book).contact_weight
    if entry.next_on is not None or weight(entry.kind, entry.outcome) < floor:
        return ()
    waiting = [person.id for person in entry.people if person.next_on is not None]
    if not waiting or entry.on == today:
        return tuple(waiting)
    rows = facts.later(book.connection, waiting, entry.on.isoformat(), today.isoformat())
    contacted = {person for person, kind, outcome in rows if weight(kind, outcome) >= floor}
    return tuple(person for person in waiting if person not in contacted)
