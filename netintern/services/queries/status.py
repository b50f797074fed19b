"""One line for a status bar: as little as possible is read for it."""

from datetime import date
from typing import NamedTuple

from netintern.domain.vocabulary import CIRCLES, Circle, Gate
from netintern.services.queries.queue import circle_to_invite, queue_people, situation_for
from netintern.storage.probe import Book


class Status(NamedTuple):
    """The numbers of the status line."""

    due: int
    """Rows of the lane due."""
    owe: int
    """Rows of the lane owe."""
    spent: int
    """Minutes on the clock this week."""
    budget: int
    """Minutes of this week."""
    gate: Gate
    mix: str
    """Conversations of the last 28 days per circle, "4/2/0/2"."""
    next_circle: Circle


def status(book: Book, *, today: date, minute: int | None = None) -> Status:
    """The status of today, without ways of introduction and without a plan of the weeks."""
    situation = situation_for(book, today=today, minute=minute)
    queue = situation.queue(queue_people(book, today=today, ways=False).values())
    lanes = [item.lane for item in queue.items]
    account = situation.ledger.week(situation.first_week).account
    return Status(
        due=lanes.count("due"),
        owe=lanes.count("owe"),
        spent=account.spent,
        budget=account.budget,
        gate=situation.gate.state,
        mix="/".join(str(situation.counts[circle]) for circle in CIRCLES),
        next_circle=circle_to_invite(situation.counts, situation.context.rules),
    )
