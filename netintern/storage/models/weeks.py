"""Tables of time: what the boss agreed to, what is planned, and the work that comes first."""

from peewee import SQL, Check, FloatField, ForeignKeyField, IntegerField

from netintern.storage.models.base import Entity, day, text
from netintern.storage.models.experiences import Experience
from netintern.storage.models.interactions import Event, Interaction
from netintern.storage.models.people import Person


class Checkin(Entity):
    """A talk with the boss about networking time; the only home of the weekly cap."""

    experience = ForeignKeyField(
        Experience, null=True, column_name="experience", on_delete="CASCADE"
    )
    on_day = day(null=False)
    agreed_minutes = IntegerField(null=True, constraints=[Check("agreed_minutes >= 0")])
    note = text()
    feedback = text()

    class Meta:
        indexes = ((("on_day",), False),)


class Block(Entity):
    """Time set aside for a person or an event."""

    person = ForeignKeyField(Person, null=True, column_name="person", on_delete="CASCADE")
    event = ForeignKeyField(Event, null=True, column_name="event", on_delete="CASCADE")
    on_day = day(null=False)
    minutes = IntegerField(
        default=30, constraints=[SQL("DEFAULT 30"), Check("minutes BETWEEN 1 AND 1440")]
    )
    purpose = text("talk")
    interaction = ForeignKeyField(
        Interaction, null=True, column_name="interaction", on_delete="SET NULL"
    )
    dropped_on = day()

    class Meta:
        indexes = ((("on_day",), False),)


class Commitment(Entity):
    """Work that was promised for a day."""

    name = text()
    due = day(null=False)
    hours_left = FloatField(null=True, constraints=[Check("hours_left >= 0")])
    done_on = day()


Commitment.add_index(SQL('CREATE INDEX "open_work" ON "commitment" ("due") WHERE done_on IS NULL'))


class Override(Entity):
    """Networking although work came first, with the reason."""

    on_day = day(null=False)
    person = ForeignKeyField(Person, null=True, column_name="person", on_delete="SET NULL")
    reason = text()

    class Meta:
        indexes = ((("on_day",), False),)
