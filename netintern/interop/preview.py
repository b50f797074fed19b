"""What a file would change in the book, told before anything is written."""

import os
from collections.abc import Hashable, Iterable
from datetime import date
from typing import Any, Literal, NamedTuple

from netintern.domain.cards import Card
from netintern.domain.errors import BadDataError
from netintern.domain.importing import Snapshot
from netintern.interop import book_json, sniff, table, vcard
from netintern.interop.headings import find_heading
from netintern.interop.planning import Planned, plan_import
from netintern.services.queries.book import Book
from netintern.services.queries.transfer import snapshot
from netintern.services.receipt import Receipt

IncomingFormat = Literal["vcard", "linkedin", "google", "outlook", "csv", "netintern"]


class Unreadable(NamedTuple):
    """A part of the file that was left out, or needs a look."""

    line: int
    """From 1."""
    why: str


class Repeat(NamedTuple):
    """A card or row that is in the file before, letter by letter."""

    line: int
    """From 1."""
    name: str


class Incoming(NamedTuple):
    """A file that was read; nothing is compared with the book yet."""

    format: IncomingFormat
    cards: tuple[Card, ...]
    """Without repeats and without what could not be read."""
    unreadable: tuple[Unreadable, ...] = ()
    duplicates: tuple[Repeat, ...] = ()
    document: book_json.Document | None = None
    """The whole book, if the file is one."""
    file: str = ""
    """Name of the file, without its folders."""


class Preview(NamedTuple):
    """What an import would do. The counts are of the file, before anything is merged."""

    format: IncomingFormat
    cards: int
    new: int
    updated: int
    same: int
    duplicates: tuple[Repeat, ...]
    unreadable: tuple[Unreadable, ...]
    emails: int
    phones: int
    organisations: int
    ties: int
    photos: int
    first: str
    last: str

    def as_json(self) -> dict[str, Any]:
        """The value of `import --dry-run --json`."""
        found = self._asdict()
        found["duplicates"] = [repeat._asdict() for repeat in self.duplicates]
        found["unreadable"] = [entry._asdict() for entry in self.unreadable]
        return found


def read_file(path: str, *, beside: Book | None = None) -> Incoming:
    """The people of a file in any known format, told apart by content.

    `beside` is the book that is open meanwhile. Raises NoSuchFileError, NoPermissionError, and
    BadDataError for a file without people.
    """
    # Closing any other handle of an open book would take SQLite's locks from it.
    if beside is not None and os.path.exists(path) and os.path.samefile(path, beside.path):
        raise BadDataError("That is the book itself.", "Name the file of another program.")
    data = sniff.to_utf8(sniff.unpack(sniff.read_bytes(path)))
    return read_bytes(data, os.path.basename(path))


def read_bytes(data: bytes, file: str = "") -> Incoming:
    """As `read_file`, from what is in the file; raises BadDataError."""
    if not data.strip():
        raise BadDataError("The file is empty.", "Export it again from where it came from.")
    if sniff.starts_as_json(data):
        document = book_json.parse(data)
        cards = book_json.cards_of(document)
        incoming = Incoming("netintern", cards, document=document)
    elif sniff.starts_as_card(data):
        incoming = _from_cards(data)
    else:
        incoming = _from_table(data)
    if not incoming.cards:
        raise BadDataError(
            "There are no people in the file.",
            _first_complaint(incoming) or "It can be a vCard file, a CSV table, or a JSON book.",
        )
    return incoming._replace(file=file)


def preview_import(book: Book, incoming: Incoming, *, today: date | None = None) -> Preview:
    """What applying the file would do to the book; writes nothing.

    `today` decides which dates of meeting are past; without it all are taken.
    """
    if incoming.document is not None:
        counts = book_json.compare(book, incoming.document)
    else:
        planned = _plan(snapshot(book), incoming, track=False, today=today or date.max)
        fates = planned.fates
        counts = (fates.count("new"), fates.count("updated"), fates.count("same"))
    return _preview(incoming, counts)


def apply_import(
    book: Book, incoming: Incoming, *, track: bool = False, today: date, origin: str = "cli"
) -> Receipt:
    """Write what is new in one step; the receipt's action is 0 if nothing was.

    People are not tracked unless `track`. A whole book goes only into an empty one: otherwise
    BadDataError is raised, and nothing written.
    """
    from netintern.services import transfer

    if incoming.document is not None:
        return book_json.restore(book, incoming.document, origin=origin)
    planned = _plan(snapshot(book), incoming, track=track, today=today)
    plan = planned.plan
    if incoming.file:
        plan = plan._replace(label=f"{incoming.file}: {plan.label}")
    return transfer.apply_plan(book, plan, origin=origin)


def _plan(known: Snapshot, incoming: Incoming, *, track: bool, today: date) -> Planned:
    return plan_import(incoming.cards, known, incoming.format, track=track, today=today)


def _from_cards(data: bytes) -> Incoming:
    found = vcard.read(data)
    cards, repeats = _without_repeats(found.cards, (card.lines for card in found.cards))
    return Incoming("vcard", cards, _unreadable(found.complaints), repeats)


def _from_table(data: bytes) -> Incoming:
    text = sniff.decode(data)
    heading = find_heading(text)
    if heading is not None:
        found = table.read(text, heading)
        cards, repeats = _without_repeats(found.cards, found.rows)
        return Incoming(found.format, cards, _unreadable(found.complaints), repeats)
    if sniff.holds_cards(data):
        return _from_cards(data)
    raise BadDataError(
        "The file is neither a vCard file nor a table of people.",
        "A table needs a first row that names its columns, such as Name, E-mail, Company.",
    )


def _without_repeats(
    cards: Iterable[Card], sources: Iterable[Hashable]
) -> tuple[tuple[Card, ...], tuple[Repeat, ...]]:
    seen: set[Hashable] = set()
    kept: list[Card] = []
    repeats: list[Repeat] = []
    for card, source in zip(cards, sources, strict=True):
        if source in seen:
            repeats.append(Repeat(card.line, card.name))
        else:
            seen.add(source)
            kept.append(card)
    return tuple(kept), tuple(repeats)


def _unreadable(complaints: Iterable[vcard.Unnamed]) -> tuple[Unreadable, ...]:
    return tuple(sorted(Unreadable(complaint.line, complaint.why) for complaint in complaints))


def _first_complaint(incoming: Incoming) -> str:
    return next((f"Line {line}: {why}." for line, why in incoming.unreadable), "")


def _preview(incoming: Incoming, counts: tuple[int, int, int]) -> Preview:
    cards = incoming.cards
    new, updated, same = counts
    return Preview(
        incoming.format,
        len(cards),
        new,
        updated,
        same,
        incoming.duplicates,
        incoming.unreadable,
        sum(len(card.emails) for card in cards),
        sum(len(card.phones) for card in cards),
        sum(len(card.orgs) for card in cards),
        sum(len(card.relations) for card in cards),
        sum(card.photos for card in cards),
        cards[0].name,
        cards[-1].name,
    )
