"""Tables of an internship or other experience, and of what it taught."""

from peewee import Check, CompositeKey, ForeignKeyField, TextField

from netintern.domain.vocabulary import EXPERIENCE_KINDS
from netintern.storage.models.base import Entity, Table, choice, day, text
from netintern.storage.models.people import Person


class Experience(Entity):
    """An internship, co-op, or the like, with its first and last day."""

    kind = choice(EXPERIENCE_KINDS, "internship")
    org = text()
    title = text()
    starts = day(null=False)
    ends = day()
    criteria = TextField(null=True, constraints=[Check("criteria IS NULL OR json_valid(criteria)")])

    class Meta:
        constraints = (Check("ends >= starts"),)


class Supervisor(Table):
    """Somebody who supervises an experience."""

    experience = ForeignKeyField(
        Experience, column_name="experience", on_delete="CASCADE", index=False
    )
    person = ForeignKeyField(Person, column_name="person", on_delete="CASCADE")

    class Meta:
        primary_key = CompositeKey("experience", "person")
        without_rowid = True


class Objective(Entity):
    """What the user wants to reach in an experience."""

    experience = ForeignKeyField(Experience, column_name="experience", on_delete="CASCADE")
    text = text()
    state = choice(("open", "done", "dropped"), "open")


class Reflection(Entity):
    """An answer to one prompt of the Friday review."""

    on_day = day(null=False)
    experience = ForeignKeyField(
        Experience, null=True, column_name="experience", on_delete="SET NULL"
    )
    prompt = text()
    text = text()


class Template(Entity):
    """A draft of the user's own."""

    name = TextField(unique=True, constraints=[Check("name <> ''")])
    body = text()


class ChecklistTick(Entity):
    """A ticked line of a checklist."""

    experience = ForeignKeyField(
        Experience, null=True, column_name="experience", on_delete="CASCADE"
    )
    key = TextField()
    on_day = day()

    class Meta:
        table_name = "checklist_tick"
