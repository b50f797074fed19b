"""What an import finds in the book and what it is going to change there, as plain values."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from netintern.domain.vocabulary import HandleKind


class Known(NamedTuple):
    """Somebody who is in the book."""

    id: int
    uid: str
    """The book's own UID, 32 hexadecimal digits."""
    name: str
    org: str
    role: str
    birthday: str
    notes: str
    met_on: date | None
    tracked: bool
    archived: bool
    vcard_uid: str
    """UID of the card they came from, empty if there was none."""
    via: int | None
    handles: tuple[tuple[HandleKind, str], ...] = ()
    """Kind and value."""
    tags: tuple[str, ...] = ()


class KeptCard(NamedTuple):
    """A card as it came, which the book keeps beside the person."""

    id: int
    person: int
    source: str
    """The format it came in: vcard, linkedin, google ..."""
    body: str
    """Unfolded content lines, separated by newlines."""


class Snapshot(NamedTuple):
    """All that an import has to know about the book."""

    people: Mapping[int, Known]
    cards: tuple[KeptCard, ...]
    ties: frozenset[tuple[int, int]]
    """Pairs of ids, the smaller one first."""


class NewHandle(NamedTuple):
    """A way to reach somebody, to be written."""

    kind: HandleKind
    value: str
    label: str
    preferred: bool


class NewCard(NamedTuple):
    """A card to keep; `replaces` is the id of an older one of the same source."""

    source: str
    body: str
    replaces: int | None = None


class PersonChange(NamedTuple):
    """A new person, or additions to one in the book."""

    ref: int
    """Id of the person; negative for a new one, unique within the plan."""
    fields: Mapping[str, object]
    """Columns of the person and their new values; `name` is among them for a new one."""
    handles: tuple[NewHandle, ...] = ()
    tags: tuple[str, ...] = ()
    cards: tuple[NewCard, ...] = ()
    via: int | None = None
    """Ref of who suggested them."""


class NewTie(NamedTuple):
    """Two refs of people who know each other."""

    a: int
    b: int
    level: int
    """1-3."""
    kind: str
    """What the file calls it, may be empty."""


class ImportPlan(NamedTuple):
    """Everything that one import writes."""

    label: str
    changes: tuple[PersonChange, ...]
    ties: tuple[NewTie, ...]
