"""Tables of the snowball: who suggested whom, and which introductions were asked for."""

from peewee import Check, ForeignKeyField

from netintern.domain.vocabulary import INTRODUCTION_STATES
from netintern.storage.models.base import Entity, choice, day, flag
from netintern.storage.models.interactions import Interaction
from netintern.storage.models.people import Person


class Referral(Entity):
    """`by` suggested `person`; the first such row also sets `person.via`."""

    person = ForeignKeyField(Person, column_name="person", on_delete="CASCADE")
    by = ForeignKeyField(Person, column_name="by", on_delete="CASCADE")
    interaction = ForeignKeyField(
        Interaction, null=True, column_name="interaction", on_delete="SET NULL"
    )
    may_mention = flag()

    class Meta:
        constraints = (Check('"person" <> "by"'),)


class Introduction(Entity):
    """An introduction to `target` that `via` was asked for."""

    target = ForeignKeyField(Person, column_name="target", on_delete="CASCADE")
    via = ForeignKeyField(Person, column_name="via", on_delete="CASCADE")
    state = choice(INTRODUCTION_STATES, "asked")
    asked_on = day()
    made_on = day()
    met_on = day()
    closed_on = day()

    class Meta:
        constraints = (Check('"target" <> "via"'),)
