"""Saves what can be read of a damaged book, row by row, into a new one, and says what is lost."""

import os
import sqlite3
from collections.abc import Iterator
from typing import Final, NamedTuple

from netintern.domain.errors import BadDataError
from netintern.storage import probe
from netintern.storage.backup import whole_file
from netintern.storage.database import build_file
from netintern.storage.models import MODELS
from netintern.storage.recording import columns_of, key_columns, rebuild_triggers

CHUNK: Final = 512
"""Ids that are read at once while nothing is wrong."""
_EMPTY_CHUNKS: Final = 40
"""Chunks without a row after which a table whose end is unknown is taken to be over."""


class TableReport(NamedTuple):
    """What was saved of a table."""

    table: str
    rows: int
    gaps: tuple[tuple[int, int], ...] = ()
    """Inclusive ranges of ids that could not be read; some may never have held a row."""
    refused: int = 0
    """Rows that were read but make no sense, or refer to a row that is lost."""


class SalvageReport(NamedTuple):
    """What was saved, and where."""

    path: str
    tables: tuple[TableReport, ...]

    @property
    def rows(self) -> int:
        """Rows in the new book, those of the history left out."""
        history = ("action", "journal", "undo_state")
        return sum(table.rows for table in self.tables if table.table not in history)

    @property
    def complete(self) -> bool:
        """Whether nothing is known to be lost."""
        return not any(table.gaps or table.refused for table in self.tables)


def salvage(source: str, target: str) -> SalvageReport:
    """Save what can be read of the book `source` into a new book `target`; `source` is only read.

    Raises BadDataError if not even the list of tables can be read, CannotCreateError if `target`
    exists or the disk is full.
    """
    source, target = os.path.abspath(source), os.path.abspath(target)
    with whole_file(target) as beside:
        reader = _reader(source)
        try:
            build_file(beside)
            tables = _fill(beside, reader)
        finally:
            reader.close()
    return SalvageReport(target, tables)


def _reader(source: str) -> sqlite3.Connection:
    """A connection that can at least list the tables, with the log of the book if that works."""
    for options in ("mode=ro", "mode=ro&immutable=1"):
        connection = sqlite3.connect(
            probe.file_uri(source, options), uri=True, isolation_level=None
        )
        connection.text_factory = _text
        try:
            if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                return connection
        except sqlite3.DatabaseError:
            connection.close()
            continue
        connection.close()
    raise BadDataError(f"Nothing in {source} can be read.", "Restore a backup.")


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace")


def _fill(path: str, reader: sqlite3.Connection) -> tuple[TableReport, ...]:
    writer = sqlite3.connect(path, isolation_level=None)
    try:
        writer.execute("PRAGMA foreign_keys = 0")
        writer.execute("BEGIN IMMEDIATE")
        for (name,) in writer.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            writer.execute(f'DROP TRIGGER "{name}"')
        writer.execute("DELETE FROM undo_state")
        names = [str(model._meta.table_name) for model in MODELS]
        copied = [_copy_table(reader, writer, name) for name in names]
        tables = [_drop_orphans(writer, report) for report in copied]
        writer.execute("INSERT OR REPLACE INTO undo_state (id, action_id) VALUES (1, NULL)")
        rebuild_triggers(writer)
        writer.execute("COMMIT")
        writer.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return tuple(tables)
    finally:
        writer.close()


def _copy_table(reader: sqlite3.Connection, writer: sqlite3.Connection, table: str) -> TableReport:
    wanted = columns_of(writer, table)
    try:
        there = {column.name for column in columns_of(reader, table)}
    except sqlite3.DatabaseError:
        there = set()
    names = [column.name for column in wanted if column.name in there]
    key = key_columns(wanted)[0]
    if key.name not in names:
        return TableReport(table, 0, refused=0)
    scan = _Scan(reader, table, names, key.name, numbered=key.type == "INTEGER")
    quoted = ", ".join(f'"{name}"' for name in names)
    insert = f'INSERT INTO "{table}" ({quoted}) VALUES ({", ".join("?" * len(names))})'
    rows = refused = 0
    for row in scan.rows():
        try:
            writer.execute(insert, row)
            rows += 1
        except (sqlite3.IntegrityError, sqlite3.InterfaceError):
            refused += 1
    return TableReport(table, rows, _ranges(scan.lost), refused)


class _Scan:
    """Reads a table in ranges of its first key, which are halved around what cannot be read."""

    def __init__(
        self,
        reader: sqlite3.Connection,
        table: str,
        names: list[str],
        key: str,
        *,
        numbered: bool,
    ) -> None:
        self._reader = reader
        self._key = key
        self._table = table
        self._numbered = numbered
        quoted = ", ".join(f'"{name}"' for name in names)
        self._all = f'SELECT {quoted} FROM "{table}"'
        self._some = f'{self._all} WHERE "{key}" BETWEEN ? AND ?'
        self.lost: list[int] = []

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Every row that can be read."""
        if not self._numbered:
            yield from self._until_damage()
            return
        last = self._last()
        start, empty = 1, 0
        while start <= last if last is not None else empty < _EMPTY_CHUNKS:
            found = self._range(start, start + CHUNK - 1)
            empty = 0 if found else empty + 1
            yield from found
            start += CHUNK

    def _until_damage(self) -> Iterator[tuple[object, ...]]:
        cursor = self._reader.execute(self._all)
        while True:
            try:
                row = cursor.fetchone()
            except sqlite3.DatabaseError:
                self.lost.append(0)
                return
            if row is None:
                return
            yield row

    def _last(self) -> int | None:
        query = f'SELECT max("{self._key}") FROM "{self._table}"'
        try:
            return int(self._reader.execute(query).fetchone()[0] or 0)
        except sqlite3.DatabaseError:
            return None

    def _range(self, first: int, last: int) -> list[tuple[object, ...]]:
        try:
            return self._reader.execute(self._some, (first, last)).fetchall()
        except sqlite3.DatabaseError:
            if first == last:
                self.lost.append(first)
                return []
        middle = (first + last) // 2
        return self._range(first, middle) + self._range(middle + 1, last)


def _drop_orphans(writer: sqlite3.Connection, report: TableReport) -> TableReport:
    """Cut references to rows that are lost; a row that cannot be without goes."""
    gone = 0
    keys = writer.execute(
        'SELECT "from", "table", "to", "notnull" FROM pragma_foreign_key_list(?1) AS link'
        ' JOIN pragma_table_info(?1) AS info ON info.name = link."from"',
        (report.table,),
    ).fetchall()
    for column, parent, parent_key, required in keys:
        lost = (
            f'"{column}" IS NOT NULL AND "{column}" NOT IN (SELECT "{parent_key}" FROM "{parent}")'
        )
        if required:
            gone += writer.execute(f'DELETE FROM "{report.table}" WHERE {lost}').rowcount
        else:
            writer.execute(f'UPDATE "{report.table}" SET "{column}" = NULL WHERE {lost}')
    return report._replace(rows=report.rows - gone, refused=report.refused + gone)


def _ranges(ids: list[int]) -> tuple[tuple[int, int], ...]:
    ranges: list[tuple[int, int]] = []
    for one in sorted(ids):
        if ranges and ranges[-1][1] == one - 1:
            ranges[-1] = (ranges[-1][0], one)
        else:
            ranges.append((one, one))
    return tuple(ranges)
