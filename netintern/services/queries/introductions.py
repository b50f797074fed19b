"""Introductions that are under way, and who is being waited for."""

from datetime import date
from typing import NamedTuple

from netintern.domain.vocabulary import IntroductionState
from netintern.services.queries.contacts import day_of
from netintern.services.queries.names import PersonRef
from netintern.storage.probe import Book
from netintern.storage.reads import facts
from netintern.storage.reads import introductions as reads
from netintern.storage.reads.introductions import IntroductionRow


class Opening(NamedTuple):
    """An introduction that still goes on."""

    id: int
    target: PersonRef
    via: PersonRef
    state: IntroductionState
    """asked, made, or met."""
    asked_on: date | None
    made_on: date | None
    met_on: date | None
    days: int
    """Since its last step; 0 if that is not known."""


def open_introductions(
    book: Book, *, today: date, person: int | None = None
) -> tuple[Opening, ...]:
    """Introductions to or through a person, or all, that are asked for, made, or led to a talk.

    The one that has waited longest is first.
    """
    rows = reads.open_introductions(book.connection, person)
    return tuple(_opening(row, today) for row in rows)


def open_asks_to(book: Book, via: int, *, today: date | None = None) -> tuple[Opening, ...]:
    """Introductions for which `via` was asked and that they have neither made nor declined.

    Without `today` the days are 0.
    """
    rows = reads.open_introductions(book.connection, via)
    return tuple(_opening(row, today) for row in rows if row.via == via and row.state == "asked")


def doubts(book: Book, target: PersonRef, via: PersonRef, *, today: date) -> tuple[str, ...]:
    """What speaks against asking `via` for an introduction to `target`, a sentence each."""
    met = facts.met(book.connection, (target.id, via.id), today.isoformat())
    found: list[str] = []
    if via.id not in met:
        found.append(f"You have never met {via.name}; people introduce those whom they know.")
    if target.id in met:
        found.append(f"You have met {target.name} already; write to them yourself.")
    return tuple(found)


def _opening(row: IntroductionRow, today: date | None) -> Opening:
    last = day_of(row.met_on or row.made_on or row.asked_on)
    return Opening(
        row.id,
        PersonRef(row.target, row.target_name, row.target_org),
        PersonRef(row.via, row.via_name, row.via_org),
        row.state,
        day_of(row.asked_on),
        day_of(row.made_on),
        day_of(row.met_on),
        0 if last is None or today is None else max(0, (today - last).days),
    )
