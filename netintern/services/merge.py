"""Making one person of two rows that mean the same one."""

from datetime import date
from typing import Final

from peewee import ForeignKeyField, fn

from netintern.services.queries.experiences import feedback_prompt
from netintern.services.queries.merge import MergePlan, plan_of
from netintern.services.receipt import Receipt
from netintern.services.records import folded_text
from netintern.services.turns import verb
from netintern.storage.database import unit_of_work
from netintern.storage.models import (
    Block,
    Card,
    Entity,
    EventPerson,
    Handle,
    Introduction,
    Obligation,
    Override,
    Participant,
    Person,
    PersonTag,
    QuestionAsked,
    Referral,
    Reflection,
    Supervisor,
    Table,
    Tie,
    now_ms,
)
from netintern.storage.probe import Book
from netintern.storage.reads import merge as reads

MOVED: Final[tuple[tuple[type[Entity], str], ...]] = (
    (Handle, "person"),
    (Card, "person"),
    (QuestionAsked, "person"),
    (Referral, "person"),
    (Referral, "by"),
    (Introduction, "target"),
    (Introduction, "via"),
    (Obligation, "person"),
    (Block, "person"),
    (Override, "person"),
)
"""Columns with a person, of which every row that is not deleted moves."""
LINKED: Final[tuple[tuple[type[Table], str], ...]] = (
    (PersonTag, "tag"),
    (EventPerson, "event"),
    (Participant, "interaction"),
    (Supervisor, "experience"),
)
"""Tables of pairs, with the other side: somebody stands there once."""
ELSEWHERE: Final = (("tie", "a"), ("tie", "b"), ("person", "via"))
"""Columns with a person that have rules of their own."""


@verb
def merge_people(book: Book, keep: int, other: int, *, today: date, origin: str = "cli") -> Receipt:
    """Two people become one (domain rule 2.0); the older row wins, whichever is given first.

    Its empty fields are filled, everything that hangs on the other moves over, a tie to oneself
    goes, the later snooze stays. `services.queries.merge.merge_preview` tells all that before. The
    receipt's id is who stays. Raises FieldError.
    """
    plan = plan_of(book, keep, other)
    first, second = plan.keep["id"], plan.other["id"]
    label = f"{plan.keep['name']}: merged with {plan.other['name']}"
    columns = plan.columns | {"folded": _folded(book, plan)}
    stamp = now_ms()
    with unit_of_work(book, label, origin=origin) as work:
        _drop(plan, stamp)
        if plan.owed_void:
            void = Obligation.update(dropped_on=today)
            void.where(Obligation.id.in_(plan.owed_void)).execute()
        _move(first, second)
        _move_ties(plan, stamp)
        Person.update(via=first).where((Person.via == second) & (Person.id != first)).execute()
        if plan.untied is not None:
            Person.update(via=None).where(Person.id == plan.untied).execute()
        Person.update(**columns).where(Person.id == first).execute()
        Person.update(deleted_ms=stamp, via=None).where(Person.id == second).execute()
    return Receipt(work.action_id, label, (first,))


def _drop(plan: MergePlan, stamp: int) -> None:
    """Take away what would stand there twice, or point to itself."""
    gone: tuple[tuple[type[Entity], tuple[int, ...]], ...] = (
        (Handle, plan.handles_gone),
        (Obligation, plan.owed_gone),
        (Referral, plan.referrals_gone),
        (Introduction, plan.introductions_gone),
    )
    for model, ids in gone:
        if ids:
            model.update(deleted_ms=stamp).where(model.id.in_(ids)).execute()
    if plan.handles_lasting:
        Handle.update(lasting=1).where(Handle.id.in_(plan.handles_lasting)).execute()
    if plan.referrals_mention:
        Referral.update(may_mention=1).where(Referral.id.in_(plan.referrals_mention)).execute()


def _move(first: int, second: int) -> None:
    """Let everything that points to the other point to the one who stays."""
    for model, name in MOVED:
        field = _field(model, name)
        model.update({field: first}).where((field == second) & model.deleted_ms.is_null()).execute()
    for pairs, name in LINKED:
        person, partner = _field(pairs, "person"), _field(pairs, name)
        there = pairs.select(partner).where(person == first)
        pairs.update({person: first}).where((person == second) & partner.not_in(there)).execute()
        pairs.delete().where(person == second).execute()
    said = Reflection.update(prompt=feedback_prompt(first))
    said.where(Reflection.prompt == feedback_prompt(second)).execute()


def _move_ties(plan: MergePlan, stamp: int) -> None:
    """Of two ties to one person the stronger level stays."""
    first, second = plan.keep["id"], plan.other["id"]
    ties = plan.ties
    if ties.gone:
        Tie.update(deleted_ms=stamp).where(Tie.id.in_(ties.gone)).execute()
    for row, level, kind in ties.raised:
        Tie.update(level=level, kind=kind, deleted_ms=None).where(Tie.id == row).execute()
    if ties.moved:
        known = Tie.a + Tie.b - second
        Tie.update(a=fn.MIN(known, first), b=fn.MAX(known, first)).where(
            Tie.id.in_(ties.moved)
        ).execute()


def _field(model: type[Table], name: str) -> ForeignKeyField:
    field: ForeignKeyField = model._meta.fields[name]
    return field


def _folded(book: Book, plan: MergePlan) -> str:
    """The text by which the one who stays is found."""
    ids = plan.keep["id"], plan.other["id"]
    after = plan.keep | plan.columns
    tags = dict.fromkeys(name for _, name in reads.tags(book.connection, *ids))
    handles = [
        row.value for row in reads.handles(book.connection, *ids) if row.id not in plan.handles_gone
    ]
    return folded_text(after["name"], after["org"], after["role"], tags, handles)
