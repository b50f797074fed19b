"""Tables of talks: the occasion, who took part, what was asked and given."""

from peewee import SQL, Check, CompositeKey, ForeignKeyField, IntegerField, TextField

from netintern.domain.vocabulary import (
    ASK_KINDS,
    EVENT_KINDS,
    GIVE_KINDS,
    INTERACTION_KINDS,
    OUTCOMES,
    PURPOSES,
)
from netintern.storage.models.base import Entity, Table, choice, day, flag, text
from netintern.storage.models.people import Person


class Event(Entity):
    """A meeting, training, or association evening at which people can be met."""

    kind = choice(EVENT_KINDS, "other")
    title = text()
    on_day = day()
    minutes = IntegerField(null=True, constraints=[Check("minutes >= 0")])
    place = text()


class EventPerson(Table):
    """Somebody who is expected, or hoped for, at an event."""

    event = ForeignKeyField(Event, column_name="event", on_delete="CASCADE", index=False)
    person = ForeignKeyField(Person, column_name="person", on_delete="CASCADE")
    hoped = flag()

    class Meta:
        table_name = "event_person"
        primary_key = CompositeKey("event", "person")
        without_rowid = True


class Interaction(Entity):
    """A talk, message, or event that happened (or failed to)."""

    kind = choice(INTERACTION_KINDS)
    purpose = choice(PURPOSES, null=True)
    outcome = choice(OUTCOMES, "done")
    on_day = day(null=False)
    minutes = IntegerField(
        default=0, constraints=[SQL("DEFAULT 0"), Check("minutes BETWEEN 0 AND 1440")]
    )
    on_clock = flag(1)
    learned = text()
    notes = text()
    listening = IntegerField(null=True, constraints=[Check("listening BETWEEN 1 AND 5")])
    who_else = flag(None)
    event = ForeignKeyField(Event, null=True, column_name="event", on_delete="SET NULL")


Interaction.add_index(
    SQL(
        'CREATE INDEX "int_week" ON "interaction" ("on_day", "minutes", "kind", "on_clock")'
        " WHERE deleted_ms IS NULL"
    )
)


class Participant(Table):
    """Somebody in an interaction; the day is copied, so a timeline is one range of an index."""

    interaction = ForeignKeyField(
        Interaction, column_name="interaction", on_delete="CASCADE", index=False
    )
    person = ForeignKeyField(Person, column_name="person", on_delete="CASCADE", index=False)
    on_day = day(null=False)

    class Meta:
        primary_key = CompositeKey("interaction", "person")
        without_rowid = True
        indexes = ((("person", "on_day", "interaction"), False),)


_KNOWN_KIND = (
    f"(direction = 'asked' AND kind IN {ASK_KINDS})"
    f" OR (direction = 'gave' AND kind IN {GIVE_KINDS})"
)


class ExchangeItem(Entity):
    """Something asked of somebody, or given to them."""

    interaction = ForeignKeyField(Interaction, column_name="interaction", on_delete="CASCADE")
    direction = choice(("asked", "gave"))
    kind = TextField()

    class Meta:
        table_name = "exchange_item"
        constraints = (Check(_KNOWN_KIND),)


class QuestionAsked(Entity):
    """A question of the starter library that was put to somebody."""

    person = ForeignKeyField(Person, column_name="person", on_delete="CASCADE")
    question_key = TextField()
    on_day = day()

    class Meta:
        table_name = "question_asked"
