"""Tables of people: who they are, how to reach them, who knows whom."""

from peewee import (
    SQL,
    Check,
    CompositeKey,
    ForeignKeyField,
    IntegerField,
    TextField,
)

from netintern.domain.vocabulary import CIRCLES, HANDLE_KINDS
from netintern.storage.models.base import Entity, Table, choice, day, flag, number, text

# A birthday may lack its year, as on a card: --02-03 (2000 is a leap year, so --02-29 is a day).
_BIRTHDAY = (
    "birthday IS date(birthday, '+0 days') OR (birthday GLOB '--??-??'"
    " AND '2000' || substr(birthday, 2) IS date('2000' || substr(birthday, 2), '+0 days'))"
)


class Person(Entity):
    """Somebody; nothing that can be computed from talks is stored here."""

    name = TextField(constraints=[Check("name <> ''")])
    sort_name = text()
    org = text()
    role = text()
    circle = choice(CIRCLES, null=True)
    tier = IntegerField(default=3, constraints=[SQL("DEFAULT 3"), Check("tier BETWEEN 1 AND 4")])
    cadence_days = IntegerField(null=True, constraints=[Check("cadence_days >= 1")])
    tracked = flag(1)
    wish = flag()
    do_not_ask = flag()
    met_on = day()
    leaves_on = day()
    via = ForeignKeyField("self", null=True, column_name="via", on_delete="SET NULL")
    snoozed_until = day()
    snoozed_on = day()
    next_on = day()
    trust = flag()
    senior = flag()
    novel = flag()
    notes = text()
    birthday = TextField(null=True, constraints=[Check(_BIRTHDAY)])
    tz = text()
    vcard_uid = TextField(null=True, index=True)
    archived_on = day()
    folded = text()


Person.add_index(
    SQL(
        'CREATE INDEX "tracked" ON "person" ("id")'
        " WHERE tracked = 1 AND deleted_ms IS NULL AND archived_on IS NULL"
    )
)


class Handle(Entity):
    """An address or number; a lasting one outlives the employer."""

    person = ForeignKeyField(Person, column_name="person", on_delete="CASCADE")
    kind = choice(HANDLE_KINDS)
    value = TextField(constraints=[Check("value <> ''")])
    norm = TextField(default="", index=True, constraints=[SQL("DEFAULT ''")])
    label = text()
    pref = number(0)
    lasting = flag()


class Tag(Entity):
    """A word of the user's own."""

    name = TextField(unique=True, constraints=[Check("name <> ''")])


class PersonTag(Table):
    """A tag on a person."""

    person = ForeignKeyField(Person, column_name="person", on_delete="CASCADE", index=False)
    tag = ForeignKeyField(Tag, column_name="tag", on_delete="CASCADE")

    class Meta:
        table_name = "person_tag"
        primary_key = CompositeKey("person", "tag")
        without_rowid = True


class Tie(Entity):
    """Two people who know each other; one row a pair, used in both directions."""

    a = ForeignKeyField(Person, column_name="a", on_delete="CASCADE", index=False)
    b = ForeignKeyField(Person, column_name="b", on_delete="CASCADE", index=False)
    level = IntegerField(default=2, constraints=[SQL("DEFAULT 2"), Check("level BETWEEN 1 AND 3")])
    kind = TextField(null=True)

    class Meta:
        constraints = (Check("a < b"),)
        # The last two hold all that the search for a way reads, from either end.
        indexes = (
            (("a", "b"), True),
            (("a", "b", "level", "deleted_ms"), False),
            (("b", "a", "level", "deleted_ms"), False),
        )


class Card(Entity):
    """An imported card as it came, so that an export loses nothing."""

    person = ForeignKeyField(Person, column_name="person", on_delete="CASCADE")
    kind = text("vcard")
    body = text()
