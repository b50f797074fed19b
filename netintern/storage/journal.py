"""Undo and redo: replays what the journal recorded, and never over a change that it did not."""

import sqlite3
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import peewee

from netintern.domain.errors import NothingFoundError, UndoConflictError
from netintern.storage.database import locked_transaction
from netintern.storage.probe import Book
from netintern.storage.recording import (
    Column,
    columns_of,
    key_columns,
    row_json,
)

Row = dict[str, Any]
_UNTOUCHED: Final = "Nothing was changed."
_DONE: Final = "SELECT id, label FROM action WHERE undone = 0 ORDER BY id DESC LIMIT ?"
_UNDONE: Final = "SELECT id, label FROM action WHERE undone = 1 ORDER BY id LIMIT ?"
_CALLED: Final = ("name", "title", "text", "value")
"""Columns by which a row is told from others, the best first."""


class Step(NamedTuple):
    """A step that was undone or redone."""

    action_id: int
    label: str


class _Change(NamedTuple):
    table: str
    key: str
    before: Row | None
    after: Row | None


class Walk(NamedTuple):
    """Steps that were undone or redone, in that order, and why it ended early, if it did."""

    steps: tuple[Step, ...]
    refusal: UndoConflictError | None = None


def undo_last(book: Book) -> Step:
    """Undo the newest step that was not undone yet.

    Raises NothingFoundError if there is none, UndoConflictError if a row is no longer as the step
    left it, and what `unit_of_work` raises; then nothing was changed.
    """
    return _only(walk(book, 1, back=True), "undo")


def redo_last(book: Book) -> Step:
    """Redo the step that was undone last; errors as of `undo_last`.

    A step that was undone before something else was done cannot be redone.
    """
    return _only(walk(book, 1, back=False), "redo")


def walk(book: Book, most: int, *, back: bool) -> Walk:
    """Undo (`back`) or redo up to `most` steps as one write; none if there are none.

    A step that is refused ends it; the steps before it stay. Raises what `unit_of_work` raises.
    """
    try:
        with locked_transaction(book) as connection:
            return _walk(connection, most, back=back)
    except (sqlite3.IntegrityError, peewee.IntegrityError) as error:
        # Only the end of the write tells that a row depends on what went: which step it was is
        # found by going one by one.
        if most == 1:
            word = "undone" if back else "redone"
            refusal = f"The step cannot be {word}: other rows now depend on it."
            raise UndoConflictError(refusal, _UNTOUCHED) from error
    return _one_by_one(book, most, back=back)


def _only(walked: Walk, word: str) -> Step:
    if walked.refusal is not None:
        raise walked.refusal
    if not walked.steps:
        raise NothingFoundError(f"There is nothing to {word}.")
    return walked.steps[0]


def _one_by_one(book: Book, most: int, *, back: bool) -> Walk:
    steps: list[Step] = []
    for _ in range(most):
        try:
            walked = walk(book, 1, back=back)
        except UndoConflictError as error:
            return Walk(tuple(steps), error)
        steps += walked.steps
        if walked.refusal is not None or not walked.steps:
            return Walk(tuple(steps), walked.refusal)
    return Walk(tuple(steps))


def _walk(connection: sqlite3.Connection, most: int, *, back: bool) -> Walk:
    steps: list[Step] = []
    tables: dict[str, _TableRows] = {}
    for row in connection.execute(_DONE if back else _UNDONE, (most,)).fetchall():
        step = Step(*row)
        connection.execute("SAVEPOINT step")
        try:
            _Replay(connection, step, tables, back=back).run()
        except UndoConflictError as error:
            connection.execute("ROLLBACK TO step")
            return Walk(tuple(steps), error)
        finally:
            connection.execute("RELEASE step")
        steps.append(step)
    return Walk(tuple(steps))


class _Replay:
    """One step, backwards or forwards, inside the open transaction."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        step: Step,
        tables: dict[str, "_TableRows"],
        *,
        back: bool,
    ) -> None:
        self._connection = connection
        self._step = step
        self._back = back
        self._tables = tables

    def run(self) -> None:
        changes = self._changes()
        expected, wanted = _ends(changes)
        for (table, key), row in expected.items():
            self._require(table, key, row)
        self._connection.execute("PRAGMA defer_foreign_keys = 1")
        mark = self._newest_entry()
        for change in changes:
            self._table(change.table).put(change.key, change.after)
        for (table, key), row in wanted.items():
            self._require(table, key, row)
        self._require_nothing_else(mark, expected)
        self._connection.execute("DELETE FROM journal WHERE seq > ?", (mark,))
        self._connection.execute(
            "UPDATE action SET undone = ? WHERE id = ?", (int(self._back), self._step.action_id)
        )

    def _changes(self) -> list[_Change]:
        """The changes to make, each with the row that is expected and the row that is wanted."""
        import json

        rows = self._connection.execute(
            "SELECT tbl, pk, before, after FROM journal WHERE action_id = ? ORDER BY seq",
            (self._step.action_id,),
        )
        found = [
            _Change(table, key, *(part and json.loads(part) for part in parts))
            for table, key, *parts in rows
        ]
        if self._back:
            return [c._replace(before=c.after, after=c.before) for c in reversed(found)]
        return found

    def _newest_entry(self) -> int:
        (newest,) = self._connection.execute("SELECT coalesce(max(seq), 0) FROM journal").fetchone()
        return int(newest)

    def _require(self, table: str, key: str, row: Row | None) -> None:
        if not _same(row, self._table(table).get(key)):
            self._refuse(table, key, row)

    def _require_nothing_else(self, mark: int, known: Iterable[tuple[str, str]]) -> None:
        """The triggers recorded the replay too, cascades included: that is its own audit."""
        touched = self._connection.execute(
            "SELECT DISTINCT tbl, pk FROM journal WHERE seq > ?", (mark,)
        ).fetchall()
        for table, key in set(touched) - set(known):
            self._refuse(table, key)

    def _refuse(self, table: str, key: str, known: Row | None = None) -> None:
        word = "undone" if self._back else "redone"
        row = f"{table.replace('_', ' ')} {key.strip('[]')}"
        called = next((known[name] for name in _CALLED if known.get(name)), "") if known else ""
        row += f" ({called})" if called else ""
        raise UndoConflictError(
            f"'{self._step.label}' cannot be {word}: {row} was changed since.", _UNTOUCHED
        )

    def _table(self, name: str) -> "_TableRows":
        if name not in self._tables:
            self._tables[name] = _TableRows(self._connection, name)
        return self._tables[name]


class _TableRows:
    """Reads and writes rows of one table in the form of the journal."""

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        self._connection = connection
        self._columns = {column.name: column for column in columns_of(connection, table)}
        self._name = f'"{table}"'
        columns = tuple(self._columns.values())
        where = " AND ".join(f'"{column.name}" = ?' for column in key_columns(columns))
        self._select = f"SELECT {row_json(columns)} FROM {self._name} WHERE {where}"
        self._delete = f"DELETE FROM {self._name} WHERE {where}"
        self._update = f"UPDATE {self._name} SET {{}} WHERE {where}"
        self._insert = f"INSERT INTO {self._name} ({{}}) VALUES ({{}})"

    def get(self, key: str) -> Row | None:
        """The row now, or None."""
        import json

        found = self._connection.execute(self._select, json.loads(key)).fetchone()
        return None if found is None else json.loads(found[0])

    def put(self, key: str, row: Row | None) -> None:
        """Make the row what is wanted, or nothing; a cascade may have been faster."""
        import json

        keys = json.loads(key)
        if row is None:
            self._connection.execute(self._delete, keys)
            return
        names = [name for name in row if name in self._columns]
        values = [_value(self._columns[name], row[name]) for name in names]
        assignments = ", ".join(f'"{name}" = ?' for name in names)
        done = self._connection.execute(self._update.format(assignments), [*values, *keys])
        if not done.rowcount:
            quoted = ", ".join(f'"{name}"' for name in names)
            marks = ", ".join("?" * len(names))
            self._connection.execute(self._insert.format(quoted, marks), values)


def _ends(
    changes: Iterable[_Change],
) -> tuple[dict[tuple[str, str], Row | None], dict[tuple[str, str], Row | None]]:
    """For each row that is touched: how it must be before, and how it must be after."""
    first: dict[tuple[str, str], Row | None] = {}
    last: dict[tuple[str, str], Row | None] = {}
    for change in changes:
        first.setdefault((change.table, change.key), change.before)
        last[change.table, change.key] = change.after
    return first, last


def _same(recorded: Row | None, now: Row | None) -> bool:
    """Equal in the columns that both know: a column that was added later is no change."""
    if recorded is None or now is None:
        return recorded is now
    return all(now[name] == value for name, value in recorded.items() if name in now)


def _value(column: Column, recorded: Any) -> Any:
    if recorded is None:
        return None
    if column.type == "BLOB":
        return bytes.fromhex(recorded)
    return float(recorded) if column.type == "REAL" else recorded
