"""Writes what an import decided: people by the thousand, or a whole book, each as one step."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from math import isfinite
from typing import Any, Final

from peewee import PeeweeException, chunked

from netintern.domain.cards import handle_norm
from netintern.domain.errors import BadDataError
from netintern.domain.importing import ImportPlan, PersonChange
from netintern.domain.people import sort_name
from netintern.domain.text import clean, clean_note, fold
from netintern.services.queries.transfer import snapshot
from netintern.services.receipt import Receipt
from netintern.services.records import LASTING_HOSTS, folded_text, set_referral
from netintern.services.turns import verb
from netintern.storage.database import unit_of_work
from netintern.storage.models import (
    MODELS,
    UNRECORDED,
    Card,
    Handle,
    Person,
    PersonTag,
    Setting,
    Table,
    Tag,
    Tie,
    database,
)
from netintern.storage.probe import Book
from netintern.storage.reads import facts
from netintern.storage.reads import transfer as reads

_BATCH: Final = 200
"""Rows of one statement: far below SQLite's limit of bound values, and no slower than more."""
_IDS: Final = 2**48
"""Above every id that a book can reach by counting."""
_ONE_LINE: Final = frozenset({"name", "org", "role", "title", "place", "label"})
_AS_IT_IS: Final = frozenset({("card", "body")})
"""Columns that are never shown, and must stay as they came."""
_DAMAGED: Final = "The book in the file is damaged"
_AGAIN: Final = "Nothing was changed. Export it again, or restore a backup."

Row = dict[str, Any]


@verb
def apply_plan(book: Book, plan: ImportPlan, *, origin: str = "cli") -> Receipt:
    """Write a plan that was made for this book, as one step that one undo takes back.

    The receipt names the new people; its action is 0 if there was nothing to write. Raises what
    `unit_of_work` raises.
    """
    if not plan.changes and not plan.ties:
        return Receipt(0, plan.label)
    with unit_of_work(book, plan.label, origin=origin) as work:
        new = _Writer(book, plan).write()
    return Receipt(work.action_id if work.changed else 0, plan.label, new)


@verb
def restore_tables(
    book: Book, tables: Mapping[str, Sequence[Mapping[str, Any]]], *, origin: str = "cli"
) -> Receipt:
    """Put the rows of a whole book into an empty one, ids and all, as one step.

    `tables` is as `queries.transfer.dump` gives it. Settings in the book are replaced. Raises
    BadDataError, and then nothing was written, if the rows do not make a book.
    """
    models = {model._meta.table_name: model for model in MODELS}
    unknown = sorted(set(tables) - (set(models) - UNRECORDED))
    if unknown:
        raise BadDataError(f"{_DAMAGED}: there is no table '{clean(unknown[0])}'.", _AGAIN)
    people = tables.get("person", ())
    label = f"a whole book put in, {len(people)} people"
    try:
        with unit_of_work(book, label, origin=origin) as work:
            # A person may have been introduced by one who stands further down.
            connection = _writing_connection()
            connection.execute("PRAGMA defer_foreign_keys = ON")
            Setting.delete().execute()
            for name, model in models.items():
                _insert(model, [_checked_row(model, name, row) for row in tables.get(name, ())])
            _refuse_broken_links(connection)
    except (PeeweeException, ValueError, TypeError, OverflowError) as error:
        raise BadDataError(f"{_DAMAGED}: {clean(str(error))[:100]}.", _AGAIN) from error
    return Receipt(work.action_id if work.changed else 0, label, _ids(people))


class _Writer:
    """One plan on its way into the tables."""

    def __init__(self, book: Book, plan: ImportPlan) -> None:
        self._book = book
        self._plan = plan
        self._ids = self._numbered(plan.changes)
        self._snapshot = snapshot(book).people

    def write(self) -> tuple[int, ...]:
        """Ids of the new people, in the order of the file."""
        changes = self._plan.changes
        new = [change for change in changes if change.ref < 0]
        _insert(Person, [self._new_person(change) for change in new])
        for change in changes:
            if change.ref > 0:
                self._change_person(change)
        _insert(Handle, [row for change in changes for row in self._handles(change)])
        self._write_tags(changes)
        self._write_cards(changes)
        self._write_ties()
        for change in new:
            if change.via is not None:
                person, via = self._ids[change.ref], self._id(change.via)
                Person.update(via=via).where(Person.id == person).execute()
                set_referral(self._book, person, via, is_new=True)
        return tuple(self._ids[change.ref] for change in new)

    def _numbered(self, changes: Iterable[PersonChange]) -> dict[int, int]:
        """Ids for new people, chosen here so that all their rows can be written at once."""
        free = 1 + reads.highest_id(self._book.connection, "person")
        new = sorted((change.ref for change in changes if change.ref < 0), reverse=True)
        return {ref: free + place for place, ref in enumerate(new)}

    def _id(self, ref: int) -> int:
        return self._ids.get(ref, ref)

    def _new_person(self, change: PersonChange) -> Row:
        # Every row of one statement needs the same columns.
        blank: Row = dict.fromkeys(("circle", "cadence_days", "met_on", "birthday", "vcard_uid"))
        blank |= dict.fromkeys(("org", "role", "notes"), "")
        blank |= dict.fromkeys(("tracked", "wish", "do_not_ask"), 0)
        name = str(change.fields["name"])
        row = {"id": self._ids[change.ref], "tier": 3, **blank, **_columns(change.fields)}
        values = [handle.value for handle in change.handles]
        row["sort_name"] = sort_name(name)
        row["folded"] = folded_text(name, row["org"], row["role"], change.tags, values)
        return row

    def _change_person(self, change: PersonChange) -> None:
        columns = _columns(change.fields)
        known = self._snapshot[change.ref]
        if "name" in columns:
            columns["sort_name"] = sort_name(columns["name"])
        if change.handles or change.tags or columns.keys() & {"name", "org", "role"}:
            columns["folded"] = folded_text(
                columns.get("name", known.name),
                columns.get("org", known.org),
                columns.get("role", known.role),
                (*known.tags, *change.tags),
                [value for _, value in known.handles] + [new.value for new in change.handles],
            )
        if columns:
            Person.update(**columns).where(Person.id == change.ref).execute()

    def _handles(self, change: PersonChange) -> Iterator[Row]:
        for handle in change.handles:
            host = handle.value.rpartition("@")[2].casefold()
            linkedin = handle.kind == "url" and "linkedin.com/" in handle.value
            yield {
                "person": self._id(change.ref),
                "kind": handle.kind,
                "value": handle.value,
                "norm": handle_norm(handle.kind, handle.value),
                "label": handle.label,
                "pref": int(handle.preferred),
                "lasting": int(linkedin or (handle.kind == "email" and host in LASTING_HOSTS)),
            }

    def _write_tags(self, changes: Sequence[PersonChange]) -> None:
        known = {fold(name): row for row, name in facts.all_tags(self._book.connection)}
        spelled = {fold(tag): tag for change in reversed(changes) for tag in change.tags}
        missing = [tag for key, tag in sorted(spelled.items()) if key not in known]
        free = 1 + reads.highest_id(self._book.connection, "tag")
        _insert(Tag, [{"id": free + place, "name": tag} for place, tag in enumerate(missing)])
        known |= {fold(tag): free + place for place, tag in enumerate(missing)}
        tagged = [
            {"person": self._id(change.ref), "tag": known[fold(tag)]}
            for change in changes
            for tag in change.tags
        ]
        _insert(PersonTag, tagged)

    def _write_cards(self, changes: Sequence[PersonChange]) -> None:
        added: list[Row] = []
        for change in changes:
            for card in change.cards:
                if card.replaces is None:
                    person = self._id(change.ref)
                    added.append({"person": person, "kind": card.source, "body": card.body})
                else:
                    Card.update(body=card.body).where(Card.id == card.replaces).execute()
        _insert(Card, added)

    def _write_ties(self) -> None:
        gone = reads.removed_ties(self._book.connection)
        rows: list[Row] = []
        for tie in self._plan.ties:
            a, b = sorted((self._id(tie.a), self._id(tie.b)))
            kind = tie.kind or None
            if (a, b) in gone:
                # A pair has one row for ever, so a tie that was removed comes back in it.
                back = Tie.update(level=tie.level, kind=kind, deleted_ms=None)
                back.where(Tie.id == gone[a, b]).execute()
            else:
                rows.append({"a": a, "b": b, "level": tie.level, "kind": kind})
        _insert(Tie, rows)


def _writing_connection() -> sqlite3.Connection:
    connection: sqlite3.Connection = database.connection()
    return connection


def _columns(fields: Mapping[str, object]) -> Row:
    """Columns as they are stored: flags as numbers, a missing birthday as none."""
    stored = {
        key: int(value) if isinstance(value, bool) else value for key, value in fields.items()
    }
    if stored.get("birthday") == "":
        stored["birthday"] = None
    return stored


def _insert(model: type[Table], rows: Sequence[Row]) -> None:
    for batch in chunked(rows, _BATCH):
        model.insert_many(batch).execute()


def _checked_row(model: type[Table], table: str, row: Mapping[str, Any]) -> Row:
    """A row with the names of the model's fields; ValueError for what cannot be one."""
    columns = model._meta.columns
    if set(row) != set(columns):
        odd = sorted(set(row) ^ set(columns))[0]
        raise ValueError(f"a row of {table} has a wrong column '{odd}'")
    return {columns[name].name: _checked(table, name, value) for name, value in row.items()}


def _checked(table: str, column: str, value: object) -> object:
    if column == "id" and not (isinstance(value, int) and 0 < value < _IDS):
        raise ValueError(f"{table} has a row with a wrong id")
    if value is None or isinstance(value, int) or (isinstance(value, float) and isfinite(value)):
        return value
    if not isinstance(value, str):
        raise ValueError(f"{table}.{column} is neither text nor a number")
    if column == "uid":
        return bytes.fromhex(value)
    if (table, column) in _AS_IT_IS:
        return value.encode("utf-8", "replace").decode("utf-8").replace("\0", "")
    return clean(value) if column in _ONE_LINE else clean_note(value)


def _refuse_broken_links(connection: sqlite3.Connection) -> None:
    broken = reads.broken_link(connection)
    if broken is not None:
        raise ValueError(f"a row of {broken[0]} refers to one of {broken[1]} that is missing")
    via = reads.introducers(connection)
    sound: set[int] = set()
    for start in via:
        path: set[int] = set()
        person = start
        while person in via and person not in sound:
            if person in path:
                raise ValueError("somebody was introduced by way of themselves")
            path.add(person)
            person = via[person]
        sound |= path


def _ids(people: Iterable[Mapping[str, Any]]) -> tuple[int, ...]:
    return tuple(row["id"] for row in islice(people, 1000) if isinstance(row.get("id"), int))
