"""The deferred database and the kinds of columns that every table of the book is made of."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from peewee import (
    SQL,
    AutoField,
    BlobField,
    Check,
    Field,
    IntegerField,
    Model,
    SqliteDatabase,
    TextField,
)

if TYPE_CHECKING:
    _DayField = Field[date | None]
    _FlagField = IntegerField[int]
    _ChoiceField = TextField[str]
else:  # Peewee's fields are generic only in its stubs
    _DayField = Field
    _FlagField = IntegerField
    _ChoiceField = TextField

database = SqliteDatabase(None, autoconnect=False, lock_type="IMMEDIATE")
"""One deferred database; `storage.database` gives it a path and opens it."""


def now_ms() -> int:
    """Milliseconds since 1970 in UTC; only for stamps, never for a rule."""
    return time.time_ns() // 1_000_000


def new_uid() -> bytes:
    """A UUID of version 7: 48 bits of time, then random bits, so that new rows are neighbours."""
    raw = bytearray(now_ms().to_bytes(6, "big") + os.urandom(10))
    raw[6] = 0x70 | (raw[6] & 0x0F)
    raw[8] = 0x80 | (raw[8] & 0x3F)
    return bytes(raw)


def literal(value: str | int) -> SQL:
    """`DEFAULT` as a literal, so that a row written by plain SQL is complete too."""
    shown = str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"
    return SQL(f"DEFAULT {shown}")


class Day(_DayField):
    """A calendar day, stored as `YYYY-MM-DD` and checked by the file itself."""

    field_type = "TEXT"

    def bind(self, model: Any, name: str, set_attribute: Any = True) -> None:
        """Add the check as soon as the name of the column is known."""
        super().bind(model, name, set_attribute)
        column = f'"{self.column_name}"'
        # IS, not =: a comparison with an impossible date is NULL, and NULL passes a CHECK.
        # '+0 days': only with a modifier does date() turn 30 February into another day.
        check = Check(f"{column} IS NULL OR {column} IS date({column}, '+0 days')")
        self.constraints = [*(self.constraints or []), check]

    def db_value(self, value: Any) -> str | None:
        """The text that is stored."""
        return value.isoformat() if isinstance(value, date) else value

    def python_value(self, value: Any) -> date | None:
        """The day that was stored."""
        return date.fromisoformat(value) if isinstance(value, str) else value


class Flag(_FlagField):
    """0 or 1; with `null=True` also unknown."""

    def bind(self, model: Any, name: str, set_attribute: Any = True) -> None:
        """Add the check as soon as the name of the column is known."""
        super().bind(model, name, set_attribute)
        self.constraints = [*(self.constraints or []), Check(f'"{self.column_name}" IN (0, 1)')]


class Choice(_ChoiceField):
    """One word of a closed list."""

    words: tuple[str, ...] = ()

    def bind(self, model: Any, name: str, set_attribute: Any = True) -> None:
        """Add the check as soon as the name of the column is known."""
        super().bind(model, name, set_attribute)
        listed = ", ".join(f"'{word}'" for word in self.words)
        check = Check(f'"{self.column_name}" IN ({listed})')
        self.constraints = [*(self.constraints or []), check]


def text(default: str = "") -> TextField[str]:
    """Free text that is never missing, only empty."""
    return TextField(default=default, constraints=[literal(default)])


def number(default: int) -> IntegerField[int]:
    """A whole number with a default."""
    return IntegerField(default=default, constraints=[literal(default)])


def flag(default: int | None = 0) -> Flag:
    """0 or 1, or with None a flag that may be unknown."""
    if default is None:
        return Flag(null=True)
    return Flag(default=default, constraints=[literal(default)])


def choice(words: Sequence[str], default: str | None = None, *, null: bool = False) -> Choice:
    """One of `words`; without a default it must be given, or with `null` may be missing."""
    options: dict[str, Any] = {"null": null}
    if default is not None:
        options = {"default": default, "constraints": [literal(default)]}
    field = Choice(**options)
    field.words = tuple(words)
    return field


def day(*, null: bool = True) -> Day:
    """A calendar day, by default one that may be missing."""
    return Day(null=null)


class Table(Model):
    """A table of the book."""

    class Meta:
        database = database
        legacy_table_names = False
        strict_tables = True


class Entity(Table):
    """A table whose rows have a small id for people and a global one for other machines."""

    id: AutoField = AutoField()
    uid: BlobField[bytes] = BlobField(
        default=new_uid,
        unique=True,
        constraints=[SQL("DEFAULT (randomblob(16))"), Check("length(uid) = 16")],
    )
    created_ms: IntegerField[int] = IntegerField(default=now_ms, constraints=[literal(0)])
    deleted_ms: IntegerField[int | None] = IntegerField(null=True)


_Shape = tuple[type[Table], tuple[str, ...]]
_statements: dict[_Shape, tuple[str, tuple[Field[Any], ...]]] = {}


def insert_row(model: type[Table], **columns: Any) -> int:
    """The id of a new row; columns that are not given have the default that the file declares.

    Peewee's own insert writes its SQL anew for each row, which costs several times the row; so the
    statement of each shape of row is made once, from what Peewee knows about the table.
    """
    if issubclass(model, Entity):
        columns = {"uid": new_uid(), "created_ms": now_ms(), **columns}
    shape = model, tuple(columns)
    if shape not in _statements:
        _statements[shape] = _insert_statement(*shape)
    sql, fields = _statements[shape]
    values = [field.db_value(value) for field, value in zip(fields, columns.values(), strict=True)]
    row: int = database.execute_sql(sql, values).lastrowid
    return row


def _insert_statement(
    model: type[Table], names: tuple[str, ...]
) -> tuple[str, tuple[Field[Any], ...]]:
    fields = tuple(model._meta.fields[name] for name in names)
    listed = ", ".join(f'"{field.column_name}"' for field in fields)
    marks = ", ".join("?" * len(fields))
    return f'INSERT INTO "{model._meta.table_name}" ({listed}) VALUES ({marks})', fields
