"""The table of what is owed, by me and to me."""

from peewee import SQL, ForeignKeyField

from netintern.domain.vocabulary import DIRECTIONS, OBLIGATION_KINDS
from netintern.storage.models.base import Entity, choice, day, text
from netintern.storage.models.interactions import Interaction
from netintern.storage.models.people import Person


class Obligation(Entity):
    """A thank-you, reply, promise, report, or check-in that is open until done or dropped."""

    person = ForeignKeyField(Person, null=True, column_name="person", on_delete="CASCADE")
    kind = choice(OBLIGATION_KINDS)
    direction = choice(DIRECTIONS, "mine")
    text = text()
    due = day()
    interaction = ForeignKeyField(
        Interaction, null=True, column_name="interaction", on_delete="SET NULL"
    )
    done_on = day()
    dropped_on = day()


Obligation.add_index(
    SQL(
        'CREATE INDEX "open_owe" ON "obligation" ("person", "due")'
        " WHERE done_on IS NULL AND dropped_on IS NULL AND direction = 'mine'"
    )
)
