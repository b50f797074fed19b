"""How to reach somebody: addresses and numbers, one by one or as whole lists, and tags."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from netintern.domain.errors import FieldError
from netintern.domain.handles import WORK, outlasts
from netintern.domain.people import sort_name
from netintern.domain.text import clean, fold
from netintern.domain.vocabulary import HandleKind
from netintern.services.checks import handle_kind_of, person_of
from netintern.services.fields import FIELDS
from netintern.services.receipt import Receipt
from netintern.services.records import (
    HandleDraft,
    folded_text,
    handle_drafts,
    insert_handles,
    set_referral,
    set_tags,
    tag_names,
)
from netintern.services.turns import verb
from netintern.storage.database import unit_of_work
from netintern.storage.models import Handle, Person, now_ms
from netintern.storage.probe import Book
from netintern.storage.reads import facts
from netintern.storage.reads.facts import PersonFacts

LISTED: Final[tuple[HandleKind, ...]] = ("email", "phone", "url")
"""Kinds of handles that are given as whole lists."""
_SEARCHED: Final = frozenset({"name", "org", "role"})
"""Columns that the searched text is made of."""

_KIND_WORDS: Final[dict[HandleKind, str]] = {"url": "link"}

HandleRow = tuple[int, int, str, str, str, int, str]
"""id, person, kind, value, norm, lasting, label"""


class Reach(NamedTuple):
    """A way to reach somebody as it was typed."""

    kind: HandleKind
    value: str
    lasting: bool | None = None
    """Whether it outlives the job; None keeps what is recorded, or goes by the address."""
    field: str = ""
    """What an error calls it; empty: its kind."""


class Edit(NamedTuple):
    """What an edit says of a person."""

    fields: Mapping[str, Any]
    """Named as in `services.people.edit_person`."""
    kinds: Sequence[HandleKind] = ()
    """Kinds of handles of which `reach` has all."""
    reach: Sequence[Reach] = ()
    tags: Sequence[str] | None = None
    """All of them; None keeps those that are there."""


class ListChanges(NamedTuple):
    """Checked changes of addresses, numbers, and tags."""

    said: str = ""
    add: tuple[HandleDraft, ...] = ()
    remove: tuple[int, ...] = ()
    """Ids of handles."""
    respell: tuple[tuple[int, str], ...] = ()
    """Ids of handles and their new spelling."""
    lasting: tuple[tuple[int, bool, str], ...] = ()
    """Ids of handles, whether they outlive the job now, and the label that says so."""
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
        for row, lasting, label in self.lasting:
            Handle.update(lasting=int(lasting), label=label).where(Handle.id == row).execute()
        insert_handles(person, self.add)
        if self.tags != tuple(name for _, name in self.present):
            set_tags(person, self.tags, self.present)


@verb
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
    draft = _marked(draft, lasting)
    present = facts.handles(book.connection, person_id)
    if any((row[2], row[4]) == (kind, draft.norm) for row in present):
        raise FieldError("value", f"{person.name} has {draft.value} already.")
    changes = ListChanges(("lasting " if draft.lasting else "") + kind, add=(draft,))
    return _write_handles(
        book, person, changes, [*(row[3] for row in present), draft.value], origin
    )


@verb
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


@verb
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
    marks = tuple((row[0], lasting, label_of(row[6], lasting)) for row in found)
    with unit_of_work(book, label, origin=origin) as work:
        ListChanges(lasting=marks).write(person_id)
    return Receipt(work.action_id if work.changed else 0, label, (person_id,))


@verb
def edit_page(
    book: Book,
    person_id: int,
    *,
    fields: Mapping[str, Any],
    reach: Sequence[Reach] | None = None,
    tags: Sequence[str] | None = None,
    today: date,
    origin: str = "cli",
) -> Receipt:
    """Change fields of a person, how to reach them, and their tags, all as one step.

    `fields` are named as in `services.people.edit_person`; `reach` and `tags` are whole new
    lists, None keeps those that are there. The receipt's action is 0 if nothing was different.
    Raises FieldError, of an address with the field that its Reach names.
    """
    kinds = () if reach is None else LISTED
    return write_edit(book, person_id, Edit(fields, kinds, reach or (), tags), today, origin)


def write_edit(book: Book, person_id: int, edit: Edit, today: date, origin: str) -> Receipt:
    """The one step of an edit, however it was given.

    The receipt's action is 0 if nothing was different. Raises FieldError.
    """
    person = person_of(book, person_id)
    judged = [FIELDS[field](book, person, value, today) for field, value in edit.fields.items()]
    changed = [field for field in judged if getattr(person, field.column) != field.value]
    columns = {field.column: field.value for field in changed}
    searched = bool(edit.kinds or edit.tags is not None or columns.keys() & _SEARCHED)
    contacts = _changes(book, person, edit) if searched else ListChanges()
    words = [field.words for field in changed] + contacts.words
    label = f"{person.name}: {', '.join(words) or 'nothing to change'}"
    if searched:
        columns |= _found_by(person, columns, contacts)
    with unit_of_work(book, label, origin=origin) as work:
        contacts.write(person_id)
        if columns:
            Person.update(**columns).where(Person.id == person_id).execute()
        if columns.get("via") is not None:
            set_referral(book, person_id, columns["via"])
    return Receipt(work.action_id if work.changed else 0, label, (person_id,))


def label_of(label: str, lasting: bool) -> str:
    """The label of a handle after it was said whether it outlives the job."""
    if lasting:
        return "" if label == WORK else label
    return label or WORK


def _marked(draft: HandleDraft, lasting: bool | None) -> HandleDraft:
    """The handle with what was said of it; None says nothing."""
    if lasting is None:
        return draft
    return draft._replace(lasting=lasting, label=label_of(draft.label, lasting))


def _changes(book: Book, person: PersonFacts, edit: Edit) -> ListChanges:
    """What becomes of handles and tags; handles of other kinds stay."""
    handles = facts.handles(book.connection, person.id)
    tags = tuple(facts.tags(book.connection, person.id))
    changes = [
        _handle_changes(
            kind,
            person.org,
            [one for one in edit.reach if one.kind == kind],
            [row for row in handles if row[2] == kind],
        )
        for kind in edit.kinds
    ]
    said = [change.said for change in changes if change.said]
    names = tuple(name for _, name in tags)
    wanted = names if edit.tags is None else tag_names(edit.tags)
    if {fold(name) for name in wanted} == {fold(name) for name in names}:
        wanted = names
    else:
        said.append(" ".join(f"#{name}" for name in wanted) or "no tags")
    untouched = [row[3] for row in handles if row[2] not in edit.kinds]
    return ListChanges(
        said=", ".join(said),
        add=tuple(draft for change in changes for draft in change.add),
        remove=tuple(row for change in changes for row in change.remove),
        respell=tuple(one for change in changes for one in change.respell),
        lasting=tuple(one for change in changes for one in change.lasting),
        handles=(*untouched, *(value for change in changes for value in change.handles)),
        tags=wanted,
        present=tags,
    )


def _handle_changes(
    kind: HandleKind, org: str, reach: Iterable[Reach], present: Sequence[HandleRow]
) -> ListChanges:
    """The changes that make `reach` the handles of one kind; equal ones keep their rows."""
    drafts: dict[str, HandleDraft] = {}
    marks: dict[str, bool] = {}
    for one in reach:
        (draft,) = handle_drafts(kind, (one.value,), one.field or kind)
        if one.lasting is not None:
            marks.setdefault(draft.norm, one.lasting)
        drafts.setdefault(draft.norm, _marked(draft, one.lasting))
    known = {row[4]: row for row in present}
    both = [(known[norm], draft) for norm, draft in drafts.items() if norm in known]
    respell = tuple((row[0], draft.value) for row, draft in both if row[3] != draft.value)
    marked = [
        (row, draft)
        for row, draft in both
        if draft.norm in marks and marks[draft.norm] != _known(kind, org, row)
    ]
    shown = tuple(draft.value for draft in drafts.values())
    said = [f"{draft.value} {'lasts' if draft.lasting else 'does not last'}" for _, draft in marked]
    if respell or drafts.keys() != known.keys():
        said.insert(0, ", ".join(shown) or f"no {_KIND_WORDS.get(kind, kind)}")
    return ListChanges(
        said=", ".join(said),
        add=tuple(draft for norm, draft in drafts.items() if norm not in known),
        remove=tuple(row[0] for row in present if row[4] not in drafts),
        respell=respell,
        lasting=tuple(
            (row[0], draft.lasting, label_of(row[6], draft.lasting)) for row, draft in marked
        ),
        handles=shown,
    )


def _known(kind: HandleKind, org: str, row: HandleRow) -> bool | None:
    """Whether a handle outlives the job, as far as the book knows."""
    return outlasts(kind, row[3], org, lasting=bool(row[5]), label=row[6])


def _found_by(
    person: PersonFacts, columns: Mapping[str, Any], contacts: ListChanges
) -> dict[str, str]:
    """The texts by which a changed person is found and sorted."""
    name = columns.get("name", person.name)
    org, role = columns.get("org", person.org), columns.get("role", person.role)
    folded = folded_text(name, org, role, contacts.tags, contacts.handles)
    return {"sort_name": sort_name(name), "folded": folded}


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
