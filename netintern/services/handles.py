"""How to reach somebody: addresses and numbers, one by one or as whole lists, and tags."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from netintern.domain.errors import FieldError
from netintern.domain.text import clean, fold
from netintern.domain.vocabulary import HandleKind
from netintern.services.checks import handle_kind_of, person_of
from netintern.services.receipt import Receipt
from netintern.services.records import (
    HandleDraft,
    folded_text,
    handle_drafts,
    insert_handles,
    set_tags,
    tag_names,
)
from netintern.storage.database import unit_of_work
from netintern.storage.models import Handle, Person, now_ms
from netintern.storage.probe import Book
from netintern.storage.reads import facts
from netintern.storage.reads.facts import PersonFacts

_LISTED: Final[tuple[HandleKind, ...]] = ("email", "phone")
"""Kinds of handles that are given as whole lists."""


class ListChanges(NamedTuple):
    """Checked changes of addresses, numbers, and tags."""

    said: str = ""
    add: tuple[HandleDraft, ...] = ()
    remove: tuple[int, ...] = ()
    """Ids of handles."""
    respell: tuple[tuple[int, str], ...] = ()
    """Ids of handles and their new spelling."""
    handles: tuple[str, ...] = ()
    """The values after the change."""
    tags: tuple[str, ...] = ()
    """The tags after the change."""
    present: tuple[tuple[int, str], ...] = ()
    """Id and name of the tags before it."""

    @property
    def words(self) -> list[str]:
        """What the label says; nothing where nothing changes."""
        return self.said.split(", ") if self.said else []

    def write(self, person: int) -> None:
        """Write the rows."""
        if self.remove:
            Handle.update(deleted_ms=now_ms()).where(Handle.id.in_(self.remove)).execute()
        for row, value in self.respell:
            Handle.update(value=value).where(Handle.id == row).execute()
        insert_handles(person, self.add)
        if self.tags != tuple(name for _, name in self.present):
            set_tags(person, self.tags, self.present)


def add_handle(
    book: Book,
    person_id: int,
    kind: str,
    value: str,
    *,
    lasting: bool | None = None,
    today: date,
    origin: str = "cli",
) -> Receipt:
    """Add an address or number beside the others; a lasting one outlives the employer.

    With `lasting` None, private mail and LinkedIn are lasting. The receipt's first id is the
    person. Raises FieldError.
    """
    person = person_of(book, person_id)
    known = handle_kind_of(kind)
    (draft,) = handle_drafts(known, (value,), "value")
    if lasting is not None:
        draft = draft._replace(lasting=lasting)
    present = facts.handles(book.connection, person_id)
    if any((row[2], row[4]) == (kind, draft.norm) for row in present):
        raise FieldError("value", f"{person.name} has {draft.value} already.")
    changes = ListChanges(("lasting " if draft.lasting else "") + kind, add=(draft,))
    return _write_handles(
        book, person, changes, [*(row[3] for row in present), draft.value], origin
    )


def remove_handle(
    book: Book, person_id: int, value: str, *, today: date, origin: str = "cli"
) -> Receipt:
    """Take an address or number away from a person. Raises FieldError if they have no such."""
    person = person_of(book, person_id)
    present = facts.handles(book.connection, person_id)
    gone = [row[0] for row in present if row[3] == clean(value)]
    if not gone:
        raise FieldError("value", f"{person.name} has no {clean(value)}.")
    kept = [row[3] for row in present if row[0] not in gone]
    changes = ListChanges(f"without {clean(value)}", remove=tuple(gone))
    return _write_handles(book, person, changes, kept, origin)


def set_lasting(
    book: Book,
    person_id: int,
    value: str,
    *,
    lasting: bool = True,
    today: date,
    origin: str = "cli",
) -> Receipt:
    """Say whether an address or number outlives the employer. Raises FieldError."""
    person = person_of(book, person_id)
    found = [row for row in facts.handles(book.connection, person_id) if row[3] == clean(value)]
    if not found:
        raise FieldError("value", f"{person.name} has no {clean(value)}.")
    label = f"{person.name}: {found[0][3]} {'lasts' if lasting else 'does not last'}"
    with unit_of_work(book, label, origin=origin) as work:
        ids = [row[0] for row in found]
        Handle.update(lasting=int(lasting)).where(Handle.id.in_(ids)).execute()
    return Receipt(work.action_id if work.changed else 0, label, (person_id,))


def list_changes(book: Book, person_id: int, given: Mapping[str, Sequence[str]]) -> ListChanges:
    """The changes that make the given lists; what is not given stays."""
    handles = facts.handles(book.connection, person_id)
    tags = tuple(facts.tags(book.connection, person_id))
    changes = [
        _handle_changes(kind, given[kind], [row for row in handles if row[2] == kind])
        for kind in _LISTED
        if kind in given
    ]
    said = [change.said for change in changes if change.said]
    names = tuple(name for _, name in tags)
    wanted = tag_names(given["tags"]) if "tags" in given else names
    if {fold(name) for name in wanted} == {fold(name) for name in names}:
        wanted = names
    else:
        said.append(" ".join(f"#{name}" for name in wanted) or "no tags")
    untouched = [row[3] for row in handles if row[2] not in given]
    return ListChanges(
        said=", ".join(said),
        add=tuple(draft for change in changes for draft in change.add),
        remove=tuple(row for change in changes for row in change.remove),
        respell=tuple(one for change in changes for one in change.respell),
        handles=(*untouched, *(value for change in changes for value in change.handles)),
        tags=wanted,
        present=tags,
    )


def _handle_changes(
    kind: HandleKind, values: Sequence[str], present: Sequence[tuple[int, int, str, str, str, int]]
) -> ListChanges:
    """The changes that make `values` the handles of one kind; equal ones keep their rows."""
    drafts = {draft.norm: draft for draft in handle_drafts(kind, values, kind)}
    known = {row[4]: (row[0], row[3]) for row in present}
    respell = tuple(
        (known[norm][0], draft.value)
        for norm, draft in drafts.items()
        if norm in known and known[norm][1] != draft.value
    )
    shown = tuple(draft.value for draft in drafts.values())
    changed = respell or drafts.keys() != known.keys()
    return ListChanges(
        said=(", ".join(shown) or f"no {kind}") if changed else "",
        add=tuple(draft for norm, draft in drafts.items() if norm not in known),
        remove=tuple(row[0] for row in present if row[4] not in drafts),
        respell=respell,
        handles=shown,
    )


def _write_handles(
    book: Book, person: PersonFacts, changes: ListChanges, handles: Sequence[str], origin: str
) -> Receipt:
    tags = [name for _, name in facts.tags(book.connection, person.id)]
    label = f"{person.name}: {changes.said}"
    with unit_of_work(book, label, origin=origin) as work:
        changes.write(person.id)
        folded = folded_text(person.name, person.org, person.role, tags, handles)
        Person.update(folded=folded).where(Person.id == person.id).execute()
    return Receipt(work.action_id, label, (person.id,))
