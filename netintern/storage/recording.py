"""Writes the journal: triggers that record each changed row, and the steps that rows belong to."""

import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

KEEP_DAYS: Final = 90
"""Days for which a step can be undone."""
KEEP_ACTIONS: Final = 5_000
"""Steps that can be undone, at most."""
KEEP_ALWAYS: Final = 50
"""Newest steps that are kept whatever the clock says."""
UNRECORDED: Final = frozenset({"action", "journal", "undo_state"})
"""Tables about the journal itself."""

_DAY_MS: Final = 86_400_000


class Column(NamedTuple):
    """A column as the file declares it."""

    name: str
    type: str
    key: int
    """Position in the primary key from 1, or 0."""


def columns_of(connection: sqlite3.Connection, table: str) -> tuple[Column, ...]:
    """The columns of a table, in order."""
    rows = connection.execute(f'SELECT name, type, pk FROM pragma_table_info("{table}")')
    return tuple(Column(*row) for row in rows)


def recorded_tables(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Every table whose changes are recorded."""
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " ORDER BY name"
    )
    return tuple(name for (name,) in rows if name not in UNRECORDED)


def row_json(columns: Sequence[Column], row: str = "") -> str:
    """SQL of a row as JSON: bytes as hexadecimal digits, real numbers as text of 17 digits.

    `row` is `OLD.` or `NEW.` in a trigger, or nothing.
    """
    parts = ", ".join(f"'{column.name}', {_shown(column, row)}" for column in columns)
    return f"json_object({parts})"


def key_sql(columns: Sequence[Column], row: str = "") -> str:
    """SQL of the primary key as one text."""
    keys = ", ".join(f'{row}"{column.name}"' for column in key_columns(columns))
    return f"json_array({keys})"


def key_columns(columns: Iterable[Column]) -> tuple[Column, ...]:
    """The columns of the primary key, in their order."""
    return tuple(sorted((column for column in columns if column.key), key=lambda part: part.key))


def trigger_sql(connection: sqlite3.Connection) -> Iterator[str]:
    """`CREATE TRIGGER` for every recorded table, made from the columns that it has now."""
    for table in recorded_tables(connection):
        columns = columns_of(connection, table)
        old, new = row_json(columns, "OLD."), row_json(columns, "NEW.")
        insert = _entry(table, "i", key_sql(columns, "NEW."), "NULL", new)
        update = _entry(table, "u", key_sql(columns, "NEW."), old, new)
        delete = _entry(table, "d", key_sql(columns, "OLD."), old, "NULL")
        yield _trigger(table, "insert", "INSERT", insert)
        yield _trigger(table, "delete", "DELETE", delete)
        moved = _moved(columns)
        yield _trigger(table, "update", "UPDATE", update, moved and f"NOT ({moved})")
        if moved:
            # A row that gets another key is, to whoever replays it, one row gone and one new.
            yield _trigger(table, "move", "UPDATE", delete + insert, moved)


def rebuild_triggers(connection: sqlite3.Connection) -> None:
    """Replace all journal triggers by those that fit the tables as they are."""
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    for statement in list(trigger_sql(connection)):
        connection.execute(statement)


def begin_action(connection: sqlite3.Connection, label: str, origin: str) -> int:
    """Start a step inside the open transaction; what was undone before it cannot be redone."""
    connection.execute("UPDATE action SET undone = 2 WHERE undone = 1")
    made = connection.execute(
        "INSERT INTO action (at_ms, label, origin) VALUES (?, ?, ?)",
        (time.time_ns() // 1_000_000, label, origin),
    )
    action_id = made.lastrowid or 0
    connection.execute("UPDATE undo_state SET action_id = ?", (action_id,))
    return action_id


def finish_action(connection: sqlite3.Connection, action_id: int, label: str) -> bool:
    """End the step; False if it changed no row, and then it should be rolled back."""
    connection.execute("UPDATE undo_state SET action_id = NULL")
    connection.execute(
        "UPDATE action SET label = ? WHERE id = ? AND label <> ?", (label, action_id, label)
    )
    # That no column changed is found here once: as a condition of each trigger it would be read
    # and parsed whenever anybody opens the book.
    connection.execute(
        "DELETE FROM journal WHERE action_id = ? AND op = 'u' AND before = after", (action_id,)
    )
    query = "SELECT 1 FROM journal WHERE action_id = ? LIMIT 1"
    return connection.execute(query, (action_id,)).fetchone() is not None


def prune(connection: sqlite3.Connection, at_ms: int) -> int:
    """Forget steps older than `KEEP_DAYS` or beyond `KEEP_ACTIONS`; returns how many.

    Only the oldest go, in order, and never the newest few, so that a wrong clock costs little.
    Changes that belong to no step go with them.
    """
    (newest,) = connection.execute("SELECT coalesce(max(id), 0) FROM action").fetchone()
    (first_young,) = connection.execute(
        "SELECT coalesce(min(id), ?) FROM action WHERE at_ms >= ?",
        (newest + 1, at_ms - KEEP_DAYS * _DAY_MS),
    ).fetchone()
    bound = min(max(first_young, newest - KEEP_ACTIONS + 1), newest - KEEP_ALWAYS + 1)
    row = connection.execute("SELECT min(seq) FROM journal WHERE action_id >= ?", (bound,))
    (first_kept,) = row.fetchone()
    gone = connection.execute("DELETE FROM action WHERE id < ?", (bound,)).rowcount
    if gone and first_kept is not None:
        connection.execute("DELETE FROM journal WHERE action_id IS NULL AND seq < ?", (first_kept,))
    return gone


def _shown(column: Column, row: str) -> str:
    value = f'{row}"{column.name}"'
    if column.type == "BLOB":
        return f"CASE WHEN {value} IS NOT NULL THEN hex({value}) END"
    if column.type == "REAL":
        return f"CASE WHEN {value} IS NOT NULL THEN printf('%!.17g', {value}) END"
    return value


def _moved(columns: Sequence[Column]) -> str:
    """SQL that is true when a row gets another key; "" if the key is an id, which never changes."""
    keys = key_columns(columns)
    if len(keys) == 1 and keys[0].type == "INTEGER":
        return ""
    return " OR ".join(f'OLD."{key.name}" IS NOT NEW."{key.name}"' for key in keys)


def _entry(table: str, op: str, key: str, old: str, new: str) -> str:
    return (
        " INSERT INTO journal (action_id, tbl, op, pk, before, after)"
        f" VALUES ((SELECT action_id FROM undo_state), '{table}', '{op}', {key}, {old}, {new});"
    )


def _trigger(table: str, name: str, event: str, body: str, when: str = "") -> str:
    condition = f" WHEN {when}" if when else ""
    return (
        f'CREATE TRIGGER "journal_{table}_{name}"'
        f' AFTER {event} ON "{table}"{condition} BEGIN{body} END'
    )
