"""The tables of the book, in an order in which each one only refers to earlier ones."""

from netintern.storage.models.base import (
    Entity,
    Table,
    database,
    insert_row,
    new_uid,
    now_ms,
)
from netintern.storage.models.experiences import (
    ChecklistTick,
    Experience,
    Objective,
    Reflection,
    Supervisor,
    Template,
)
from netintern.storage.models.followups import Obligation
from netintern.storage.models.interactions import (
    Event,
    EventPerson,
    ExchangeItem,
    Interaction,
    Participant,
    QuestionAsked,
)
from netintern.storage.models.introductions import Introduction, Referral
from netintern.storage.models.journal import Action, Journal, Setting, UndoState
from netintern.storage.models.people import Card, Handle, Person, PersonTag, Tag, Tie
from netintern.storage.models.weeks import Block, Checkin, Commitment, Override

MODELS: tuple[type[Table], ...] = (
    Person,
    Handle,
    Tag,
    PersonTag,
    Tie,
    Card,
    Event,
    EventPerson,
    Interaction,
    Participant,
    ExchangeItem,
    QuestionAsked,
    Referral,
    Introduction,
    Obligation,
    Experience,
    Supervisor,
    Objective,
    Reflection,
    Template,
    ChecklistTick,
    Checkin,
    Block,
    Commitment,
    Override,
    Setting,
    Action,
    Journal,
    UndoState,
)
"""Every table."""

UNRECORDED = frozenset({"action", "journal", "undo_state"})
"""Tables about the journal itself, which it does not record."""

__all__ = [
    "MODELS",
    "UNRECORDED",
    "Action",
    "Block",
    "Card",
    "Checkin",
    "ChecklistTick",
    "Commitment",
    "Entity",
    "Event",
    "EventPerson",
    "ExchangeItem",
    "Experience",
    "Handle",
    "Interaction",
    "Introduction",
    "Journal",
    "Objective",
    "Obligation",
    "Override",
    "Participant",
    "Person",
    "PersonTag",
    "QuestionAsked",
    "Referral",
    "Reflection",
    "Setting",
    "Supervisor",
    "Table",
    "Tag",
    "Template",
    "Tie",
    "UndoState",
    "database",
    "insert_row",
    "new_uid",
    "now_ms",
]
