"""Everything at once: what an import compares with, and what an export writes."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from netintern.domain.importing import KeptCard, Known, Snapshot
from netintern.domain.vocabulary import HandleKind
from netintern.storage.probe import SCHEMA_VERSION, Book
from netintern.storage.reads import transfer as reads


class TransferHandle(NamedTuple):
    """A way to reach somebody, as it is exported."""

    kind: HandleKind
    value: str
    label: str
    preferred: bool


class TransferTie(NamedTuple):
    """A recorded tie, by the ids of the two people."""

    a: int
    b: int
    level: int
    kind: str


class TransferPerson(NamedTuple):
    """Somebody as an export needs them."""

    known: Known
    circle: str
    tier: int
    cadence: int | None
    wish: bool
    do_not_ask: bool
    handles: tuple[TransferHandle, ...]
    cards: tuple[KeptCard, ...]


class Directory(NamedTuple):
    """All people of the book and their ties."""

    people: tuple[TransferPerson, ...]
    """By id."""
    ties: tuple[TransferTie, ...]
    untied: frozenset[tuple[int, int]]
    """Pairs whose tie the user took away, the smaller id first."""


class Dump(NamedTuple):
    """The whole book as rows."""

    schema: int
    tables: dict[str, list[dict[str, Any]]]
    """Rows by table, in the order of their keys; a UID is 32 hexadecimal digits."""


def snapshot(book: Book) -> Snapshot:
    """What an import compares a file with: everybody who is not deleted, in five statements."""
    people = {person.id: person for person in _known(book)}
    cards = tuple(KeptCard(*row) for row in reads.cards(book.connection))
    ties = frozenset((a, b) for a, b, _, _ in reads.ties(book.connection))
    return Snapshot(people, cards, ties)


def directory(book: Book) -> Directory:
    """Everybody who is not deleted, archived people too, with all that a card can hold."""
    connection = book.connection
    handles: dict[int, list[TransferHandle]] = defaultdict(list)
    for person, kind, value, label, preferred in reads.handles(connection):
        handles[person].append(TransferHandle(kind, value, label, bool(preferred)))
    cards: dict[int, list[KeptCard]] = defaultdict(list)
    for row in reads.cards(connection):
        cards[row[1]].append(KeptCard(*row))
    rules = reads.rules(connection)
    people = []
    for known in _known(book):
        circle, tier, cadence, wish, do_not_ask = rules[known.id]
        found = TransferPerson(
            known,
            circle or "",
            tier,
            cadence,
            bool(wish),
            bool(do_not_ask),
            tuple(handles[known.id]),
            tuple(cards[known.id]),
        )
        people.append(found)
    ties = tuple(TransferTie(*row) for row in reads.ties(connection))
    return Directory(tuple(people), ties, frozenset(reads.removed_ties(connection)))


def dump(book: Book) -> Dump:
    """The whole book but for its history, deleted rows included, so that a copy can be equal."""
    connection = book.connection
    tables = {
        table: [_plain(row) for row in reads.rows(connection, table)]
        for table in reads.exported_tables(connection)
    }
    return Dump(SCHEMA_VERSION, tables)


def is_empty(book: Book) -> bool:
    """Whether the book holds nothing but settings, so that another may be put into it."""
    tables = set(reads.exported_tables(book.connection)) - {"setting"}
    return not any(reads.holds_rows(book.connection, table) for table in sorted(tables))


def _known(book: Book) -> Iterator[Known]:
    connection = book.connection
    handles: dict[int, list[Any]] = defaultdict(list)
    for person, kind, value, _, _ in reads.handles(connection):
        handles[person].append((kind, value))
    tags: dict[int, list[str]] = defaultdict(list)
    for person, name in reads.tags(connection):
        tags[person].append(name)
    for row in reads.people(connection):
        person, uid, name, org, role, birthday, notes, met_on, tracked, archived, card, via = row
        yield Known(
            person,
            uid,
            name,
            org,
            role,
            birthday,
            notes,
            date.fromisoformat(met_on) if met_on else None,
            bool(tracked),
            bool(archived),
            card,
            via,
            tuple(handles[person]),
            tuple(tags[person]),
        )


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """A row as JSON can hold it."""
    return {
        column: value.hex() if isinstance(value, bytes) else value for column, value in row.items()
    }
