"""Tables of the book about itself: its settings, its steps, and what each step changed."""

from __future__ import annotations

from peewee import SQL, AutoField, Check, ForeignKeyField, IntegerField, TextField

from netintern.storage.models.base import Table, choice, number, text


class Setting(Table):
    """A changed number of the rules; the value is JSON."""

    key = TextField(primary_key=True)
    value = TextField()


class Action(Table):
    """One step that can be undone."""

    id: AutoField = AutoField()
    at_ms = number(0)
    label = text()
    origin = text()
    # 1: undone, can be redone. 2: undone, and something else was done since.
    undone = IntegerField(default=0, constraints=[SQL("DEFAULT 0"), Check("undone IN (0, 1, 2)")])


class Journal(Table):
    """A row before and after a change, written by triggers; without an action for plain SQL."""

    seq: AutoField = AutoField()
    action = ForeignKeyField(Action, null=True, column_name="action_id", on_delete="CASCADE")
    tbl = TextField()
    op = choice(("i", "u", "d"))
    pk = TextField()
    before = TextField(null=True)
    after = TextField(null=True)


class UndoState(Table):
    """One row: the action that is being written now, or nothing."""

    id = IntegerField(primary_key=True, constraints=[Check("id = 1")])
    action_id: IntegerField[int | None] = IntegerField(null=True)

    class Meta:
        table_name = "undo_state"
