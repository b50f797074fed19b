"""What a sentence about a talk says, as values."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from netintern.domain.vocabulary import AskKind, Circle, GiveKind, InteractionKind


class Known(NamedTuple):
    """Somebody in the book."""

    id: int
    name: str


Names = Callable[[str], tuple[Known, ...]]
"""Everybody whom a name of one or more whole words fits; one for a clear name, none for a new one.
"""


class Doubt(NamedTuple):
    """Something that was typed and is not certain."""

    text: str
    """As it was typed."""
    why: str
    """What is not certain, and what to type instead."""
    candidates: tuple[str, ...] = ()
    """Names of the people who may be meant, where the doubt is about a name."""


class SuggestedPerson(NamedTuple):
    """Somebody whom the other person named."""

    name: str
    circle: Circle | None = None
    knows: int | None = None
    """How well they know each other, 1-3; None where nothing was said."""
    same_as: int | None = None
    """Id of the person in the book with an equal name."""


class Promised(NamedTuple):
    """Something promised in the talk."""

    text: str
    by: date | None = None
    who: str = ""
    """The name of who promised it, where the line says it."""


class Reading(NamedTuple):
    """All that a sentence says; certain only if nothing is `unsure`."""

    people: tuple[Known, ...]
    newcomers: tuple[str, ...]
    """Names of people who are not in the book yet."""
    on: date
    kind: InteractionKind
    purpose: str | None = None
    outcome: str = "done"
    minutes: int | None = None
    """None means the usual length of the kind."""
    own_time: bool = False
    organisation: str | None = None
    tags: tuple[str, ...] = ()
    """A circle's name stays among them."""
    circle: Circle | None = None
    """Of newcomers."""
    suggested: tuple[SuggestedPerson, ...] = ()
    promised: tuple[Promised, ...] = ()
    they_promised: tuple[Promised, ...] = ()
    learned: str | None = None
    notes: str | None = None
    gave: tuple[GiveKind, ...] = ()
    asked: tuple[AskKind, ...] = ()
    who_else: bool | None = None
    """Whether the user asked whom else to meet; None where nothing was said."""
    listening: int | None = None
    """1 I talked to 5 they talked."""
    next_on: date | None = None
    event_title: str | None = None
    """Of an event at which nobody is named it is at least its kind: "training"."""
    unsure: tuple[Doubt, ...] = ()


class PersonReading(NamedTuple):
    """All that a sentence about a new person says."""

    name: str
    circle: Circle | None = None
    organisation: str = ""
    role: str = ""
    tags: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    wish: bool = False
    """True: somebody to meet."""
    via: Known | None = None
    """Who suggested them."""
    met_on: date | None = None
    notes: str = ""
    next_on: date | None = None
    unsure: tuple[Doubt, ...] = ()
