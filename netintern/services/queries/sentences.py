"""Reading a sentence against the book while it is typed, and completing names in it."""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple
from weakref import WeakKeyDictionary

from netintern.domain.cadence import cadence_days
from netintern.domain.sentence import (
    Doubt,
    Known,
    NameIndex,
    PersonReading,
    Reading,
    read_person,
    read_sentence,
)
from netintern.domain.text import fold
from netintern.services.queries.contacts import NOTHING, agenda, contacts_of
from netintern.services.queries.names import PersonRef
from netintern.services.queries.settings import calendar, rules
from netintern.services.search import resembling
from netintern.storage.probe import Book
from netintern.storage.reads import facts, pages, queue
from netintern.storage.reads import search as reads

RANKED: Final = 60
"""People whose contacts are looked at to rank them; more would cost more than a key press."""
MONTH: Final = 30
"""Days since the last contact within which somebody is likely."""
_LONGEST_SPAN: Final = 4
"""Words before the cursor that may belong to the name."""


class Completion(NamedTuple):
    """Somebody whose name may be meant, and the part of the line that it replaces."""

    ref: PersonRef
    start: int
    """The first character of what was typed of the name."""
    end: int
    """The character after it."""


class _Names(NamedTuple):
    """Everybody's names, those of the living first, and what else a line may name."""

    living: NameIndex
    archived: NameIndex
    orgs: dict[int, str]
    organisations: dict[str, str]
    """As they are written, by their folded names."""
    tracked: frozenset[int]
    own: str
    """The user's folded name, "" if the settings do not tell it."""
    alike: dict[str, tuple[str, ...]]
    """Names that resemble a new name, once looked for."""

    def find(self, text: str) -> tuple[Known, ...]:
        """Everybody whom the name fits; archived people where nobody else does."""
        return self.living.find(text) or self.archived.find(text)

    def organisation(self, text: str) -> str:
        """The organisation of that name, or ""."""
        return self.organisations.get(fold(text), "")


_read: WeakKeyDictionary[Book, tuple[int, _Names]] = WeakKeyDictionary()


def read_line(
    book: Book,
    text: str,
    *,
    today: date,
    selected: int | None = None,
    doubt_alike: bool = False,
) -> Reading:
    """What a line says, with the people of the book; what is not certain is `unsure`.

    `selected` is the id of the person meant where the line names nobody. With `doubt_alike` a new
    name that resembles somebody's is doubted too; else it is left to the verb, which refuses it.
    """
    names = _names(book)
    chosen = None
    if selected is not None:
        person = facts.people(book.connection, (selected,)).get(selected)
        chosen = None if person is None else Known(person.id, person.name)
    reading = read_sentence(
        text,
        today=today,
        calendar=calendar(book),
        names=names.find,
        selected=chosen,
        organisations=names.organisation,
    )
    new = [*reading.newcomers, *(one.name for one in reading.suggested if one.same_as is None)]
    alike = _doubts(book, names, new, reading.unsure) if doubt_alike else ()
    doubts = (*reading.unsure, *alike)
    own = [name for name in _named(reading) if names.own and fold(name) == names.own]
    doubts += tuple(Doubt(name, "that is you; name the other person") for name in own)
    return reading._replace(unsure=doubts)


def read_person_line(book: Book, text: str, *, today: date) -> PersonReading:
    """What a line about a new person says; names of others in it are those of the book."""
    names = _names(book)
    return read_person(text, today=today, calendar=calendar(book), names=names.find)


def completions(
    book: Book, text: str, cursor: int, *, today: date, limit: int = 6
) -> tuple[Completion, ...]:
    """People whose name is being typed at the cursor, the likeliest first.

    Likely is who took part in talks with those whom the line names, then who is due, then who was
    in contact within a month, then who is tracked. Who is named in the line is left out.
    """
    names = _names(book)
    before = text[:cursor]
    for start in _starts(before):
        typed = before[start:]
        found = [known for known in names.living.with_prefix(typed) if known.name not in text]
        if found:
            ranked = _ranked(book, found, names.tracked, today)
            others = _companions(book, names, before[:start], today)
            ranked = sorted(ranked, key=lambda known: known.name not in others)[:limit]
            return tuple(
                Completion(PersonRef(one.id, one.name, names.orgs.get(one.id, "")), start, cursor)
                for one in ranked
            )
    return ()


def _starts(before: str) -> list[int]:
    """Where the name at the end of a text may begin, the longest first."""
    if not before or before[-1].isspace():
        return []
    found: list[int] = []
    start = len(before)
    while start and len(found) < _LONGEST_SPAN:
        start -= 1
        first = start == 0 or before[start - 1] in " \t;,(+&:"
        if before[start] in ";,(&:":
            break
        if first and before[start] not in " +@#!<>*":
            found.append(start)
    return found[::-1]


def _companions(book: Book, names: _Names, before: str, today: date) -> frozenset[str]:
    """Names of those who took part in talks with the person named last in a text."""
    words = before.rstrip(" ,&+").removesuffix(" and").split()[-_LONGEST_SPAN:]
    for start in range(len(words)):
        found = names.living.find(" ".join(words[start:]))
        if len(found) == 1:
            talks = pages.talks(book.connection, found[0].id, today.isoformat())
            return frozenset(name for talk in talks for name in (talk[10] or "").split("\n"))
    return frozenset()


def _ranked(book: Book, people: list[Known], tracked: frozenset[int], today: date) -> list[Known]:
    """The people, the likeliest first; of many only some are looked at closely."""
    if len(people) == 1:
        return people
    people = sorted(people, key=lambda known: (known.id not in tracked, known.name.casefold()))
    close = people[:RANKED]
    order = _order(book, [known.id for known in close], today)
    return sorted(close, key=lambda known: (order[known.id], known.name.casefold()))


def _order(book: Book, ids: list[int], today: date) -> dict[int, tuple[int, int]]:
    """A number for each person by which they are sorted: due, recent, tracked, others."""
    settings, days = rules(book), calendar(book)
    contacts = contacts_of(book, ids, today, settings)
    order: dict[int, tuple[int, int]] = {}
    for person in facts.people(book.connection, ids).values():
        last = contacts.get(person.id, NOTHING).last
        silent = (today - last).days if last else MONTH * 1000
        cadence = cadence_days(person.tier, person.circle, person.cadence_days, settings)
        plan = agenda(person.next_on, person.snoozed_until, person.snoozed_on)
        due = plan.due(last, cadence, days) if person.tracked else None
        if due is not None and due <= today:
            order[person.id] = (0, (due - today).days)
        else:
            order[person.id] = (1 if silent <= MONTH else 3 - person.tracked, silent)
    return {person: order.get(person, (9, 0)) for person in ids}


def _named(reading: Reading) -> Iterable[str]:
    yield from (person.name for person in reading.people)
    yield from reading.newcomers
    yield from (person.name for person in reading.suggested)


def _doubts(
    book: Book, names: _Names, new: Iterable[str], doubts: tuple[Doubt, ...]
) -> tuple[Doubt, ...]:
    """A doubt for every new name that resembles somebody's and is not doubted yet."""
    doubted = {doubt.text for doubt in doubts if doubt.candidates}
    found: list[Doubt] = []
    for name in new:
        if name in doubted:
            continue
        alike = _alike(book, names, name)
        if alike:
            why = "the name resembles one in the book; write that one, or add the new person first"
            found.append(Doubt(name, why, alike))
    return tuple(found)


def _alike(book: Book, names: _Names, name: str) -> tuple[str, ...]:
    if name not in names.alike:
        names.alike[name] = tuple(person[1] for person in resembling(book, name))
    return names.alike[name]


def _names(book: Book) -> _Names:
    """Everybody's names, read again only after a write."""
    version = book.data_version()
    known = _read.get(book)
    if known is None or known[0] != version:
        known = version, _read_names(book)
        _read[book] = known
    return known[1]


def _read_names(book: Book) -> _Names:
    from json import loads

    living = dict(reads.names(book.connection))
    rows = facts.names(book.connection)
    own = facts.setting(book.connection, "my_name")
    orgs = {row[0]: row[2] for row in rows if row[2]}
    return _Names(
        NameIndex(living.items()),
        NameIndex((row[0], row[1]) for row in rows if row[0] not in living),
        orgs,
        {fold(org): org for org in dict.fromkeys(orgs.values())},
        frozenset(row.id for row in queue.tracked(book.connection)),
        "" if own is None else fold(str(loads(own))),
        {},
    )
