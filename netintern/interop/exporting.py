"""The book as a file for other programs: cards, a table, or the whole book as JSON."""

import errno
import os
from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Final, Literal, NamedTuple
from uuid import UUID

from netintern.domain.cards import Card, Labelled, Relation, uid_key
from netintern.domain.errors import (
    CannotCreateError,
    NetinternError,
    NoPermissionError,
    UsageError,
)
from netintern.domain.text import fold
from netintern.domain.vocabulary import HandleKind
from netintern.interop import book_json, table, vcard, vcard_writer
from netintern.services.queries.book import Book
from netintern.services.queries.transfer import (
    Directory,
    TransferPerson,
    TransferTie,
    directory,
)

ExportFormat = Literal["vcard", "csv", "json"]

CSV_COLUMNS: Final = (
    "Name",
    "Organization",
    "Role",
    "Circle",
    "E-mail",
    "Phone",
    "URL",
    "Birthday",
    "Tags",
    "Met On",
    "Knows",
    "Notes",
    "UID",
)
_JOINT: Final = " ::: "
"""Between several values of one cell, as Google writes them."""
_BOM: Final = b"\xef\xbb\xbf"
_USUAL_TIER: Final = 3


class Export(NamedTuple):
    """The content of a file and how many people are in it."""

    data: bytes
    people: int


def export_file(
    book: Book,
    path: str,
    *,
    format: ExportFormat,
    overwrite: bool = False,
    only: Collection[int] | None = None,
    today: date,
    version: vcard_writer.Version = "3.0",
    bom: bool = False,
    raw: bool = False,
) -> int:
    """Write everybody (or the people with the ids in `only`) and return how many they are.

    The file is readable for its owner alone. The other options are those of `export`. Raises
    CannotCreateError if the file exists and `overwrite` is not set, or the disk is full,
    NoPermissionError, and UsageError for a part of the book as JSON.
    """
    refuse_book(book, path)
    made = export(book, format=format, only=only, today=today, version=version, bom=bom, raw=raw)
    write_private(path, made.data, overwrite=overwrite)
    return made.people


def refuse_book(book: Book, path: str) -> None:
    """Raise CannotCreateError if the file to be written is the book itself."""
    if book.path and _is_same(path, book.path):
        raise CannotCreateError(f"'{path}' is the book itself.", "Name another file.")


def export(
    book: Book,
    *,
    format: ExportFormat,
    only: Collection[int] | None = None,
    today: date,
    version: vcard_writer.Version = "3.0",
    bom: bool = False,
    raw: bool = False,
) -> Export:
    """The content of an export.

    A card that was imported keeps its version and each line that is still true; `version` is for
    the others. `bom` puts a byte order mark before a CSV file, for old spreadsheets; `raw` leaves
    cells as they are that a spreadsheet would run as formulas. Raises UsageError for a part of the
    book as JSON.
    """
    if format == "json":
        if only is not None:
            raise UsageError("JSON is always the whole book.", "Export vcard or csv instead.")
        return Export(book_json.write(book), len(directory(book).people))
    everybody = _Everybody(directory(book))
    people = [person for person in everybody.people if only is None or person.known.id in only]
    if format == "csv":
        rows = [CSV_COLUMNS, *(everybody.row(person) for person in people)]
        text = table.write(rows, guarded=not raw)
        return Export((_BOM if bom else b"") + text.encode("utf-8", "replace"), len(people))
    cards = [everybody.card(person) for person in people]
    return Export(vcard_writer.write(cards, version, today), len(people))


def write_private(path: str, data: bytes, *, overwrite: bool = False) -> None:
    """A file that only its owner may read, complete or not at all.

    Raises CannotCreateError and NoPermissionError.
    """
    target = f"{path}.{os.getpid()}.part" if overwrite else path
    if overwrite and os.path.lexists(path) and not os.path.isfile(path):
        raise CannotCreateError(f"'{path}' is no file.", "Name another file.")
    try:
        _write_new(target, data)
        if overwrite:
            os.replace(target, path)
    except (OSError, ValueError) as error:
        raise _refusal(path, error) from error


def _write_new(path: str, data: bytes) -> None:
    flags = os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_NOFOLLOW", 0)
    flags |= getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        os.unlink(path)
        raise


def _refusal(path: str, error: Exception) -> NetinternError:
    if isinstance(error, FileExistsError):
        return CannotCreateError(f"'{path}' exists already.", "Name another file, or overwrite it.")
    if isinstance(error, PermissionError):
        return NoPermissionError(f"'{path}' may not be written.", "Name another folder.")
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return CannotCreateError(f"The disk is full; '{path}' was not written.", "Free some space.")
    return CannotCreateError(f"'{path}' cannot be written.", "Check that its folder is there.")


def _is_same(path: str, other: str) -> bool:
    try:
        return os.path.samefile(path, other)
    except (OSError, ValueError):
        return False


class _Everybody:
    """The people of the book as cards that refer to each other."""

    def __init__(self, found: Directory) -> None:
        self.people = found.people
        self._by_id = {person.known.id: person for person in found.people}
        self._untied = found.untied
        self._ties: dict[int, list[TransferTie]] = defaultdict(list)
        for tie in found.ties:
            self._ties[tie.a].append(tie)
            self._ties[tie.b].append(tie)
        self._by_uid = {uid_key(_uid(person)): person.known.id for person in found.people}
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._said: dict[int, tuple[Relation, ...]] = {}
        for person in found.people:
            self._by_name[fold(person.known.name)].append(person.known.id)
            self._said[person.known.id] = _said_relations(person)

    def card(self, person: TransferPerson) -> Card:
        """Somebody with all that the book knows about them, on top of the lines that came."""
        known = person.known
        return Card(
            name=known.name,
            orgs=(known.org,) if known.org else (),
            role=known.role,
            emails=_handles(person, "email"),
            phones=_handles(person, "phone"),
            urls=_handles(person, "url"),
            ims=_handles(person, "im"),
            birthday=known.birthday,
            notes=known.notes,
            tags=known.tags,
            uid=_uid(person),
            relations=self._relations(person),
            met_on=known.met_on,
            own=self._own(person),
            lines=_lines(person),
        )

    def row(self, person: TransferPerson) -> tuple[str, ...]:
        """Somebody as cells below CSV_COLUMNS."""
        known = person.known
        others = (self._by_id[_other(tie, known.id)] for tie in self._ties[known.id])
        return (
            known.name,
            known.org,
            known.role,
            person.circle,
            _joined(person, "email"),
            _joined(person, "phone"),
            _joined(person, "url"),
            known.birthday,
            _JOINT.join(known.tags),
            known.met_on.isoformat() if known.met_on else "",
            _JOINT.join(other.known.name for other in others),
            known.notes,
            _uid(person),
        )

    def _relations(self, person: TransferPerson) -> tuple[Relation, ...]:
        """Ties that the person's own card says, or that nobody's card says; and what is open."""
        known = person.known
        found: list[Relation] = []
        for tie in self._ties[known.id]:
            other = self._by_id[_other(tie, known.id)]
            if self._says(person, other) or self._writes(person, other):
                found.append(Relation(tie.kind, other.known.name, _uid(other), tie.level))
        found += [said for said in self._said[known.id] if self._is_open(said, person)]
        return tuple(found)

    def _writes(self, person: TransferPerson, other: TransferPerson) -> bool:
        """Whether a tie that no card says goes into this one; rather not into one that came."""
        if self._says(other, person):
            return False
        order = ((bool(_lines(one)), one.known.id) for one in (person, other))
        return next(order) < next(order)

    def _says(self, person: TransferPerson, other: TransferPerson) -> bool:
        uids = {uid_key(_uid(other)), other.known.uid}
        return any(
            uid_key(said.uid) in uids if said.uid else fold(said.text) == fold(other.known.name)
            for said in self._said[person.known.id]
        )

    def _is_open(self, said: Relation, person: TransferPerson) -> bool:
        """Whether a line about somebody is neither a tie nor one that the user took away."""
        named = self._by_name.get(fold(said.text), []) if said.text else []
        by_uid = self._by_uid.get(uid_key(said.uid)) if said.uid else None
        meant = {by_uid} if by_uid else set(named)
        partners = {_other(tie, person.known.id) for tie in self._ties[person.known.id]}
        if meant & partners:
            return False
        pairs = {tuple(sorted((person.known.id, ref))) for ref in meant}
        return not pairs & self._untied

    def _own(self, person: TransferPerson) -> tuple[tuple[str, str], ...]:
        """What a vCard has no word for, where it is not the usual."""
        introducer = self._by_id.get(person.known.via) if person.known.via else None
        values = {
            "circle": person.circle,
            "tier": str(person.tier) if person.tier != _USUAL_TIER else "",
            "cadence": str(person.cadence) if person.cadence else "",
            "wish": "1" if person.wish else "",
            "do-not-ask": "1" if person.do_not_ask else "",
            "introduced-by": f"{_uid(introducer)} {introducer.known.name}" if introducer else "",
        }
        return tuple((key, value) for key, value in values.items() if value)


def _uid(person: TransferPerson) -> str:
    """Theirs, if they came with a card, as a UID is for ever; else our own."""
    return person.known.vcard_uid or f"urn:uuid:{UUID(person.known.uid)}"


def _lines(person: TransferPerson) -> tuple[str, ...]:
    """The lines of the card that came; of more than one, those of the first and what others add."""
    bodies = [card.body.split("\n") for card in person.cards if card.source == "vcard"]
    if not bodies:
        return ()
    lines = bodies[0]
    for other in bodies[1:]:
        lines += [text for text in vcard.unmapped(other) if text not in lines]
    return tuple(lines)


def _said_relations(person: TransferPerson) -> tuple[Relation, ...]:
    views = (vcard.view_of_body(card.body) for card in person.cards)
    said = (relation for view in views if view for relation in view.relations)
    return tuple(dict.fromkeys(said))


def _handles(person: TransferPerson, kind: HandleKind) -> tuple[Labelled, ...]:
    return tuple(
        Labelled(handle.value, handle.label, handle.preferred)
        for handle in person.handles
        if handle.kind == kind
    )


def _joined(person: TransferPerson, kind: HandleKind) -> str:
    return _JOINT.join(handle.value for handle in _handles(person, kind))


def _other(tie: TransferTie, person: int) -> int:
    return tie.b if tie.a == person else tie.a
