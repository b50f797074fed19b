"""Planning blocks, recording what the boss agreed, and working anyway with a reason."""

from datetime import date
from typing import Final

from netintern.domain.dates import weekday_day
from netintern.domain.errors import FieldError
from netintern.domain.text import clean, clean_note
from netintern.services.checks import (
    WEEK_MINUTES,
    coming_day,
    minutes_of,
    name_of,
    one_of,
    past_day,
    person_of,
    within,
)
from netintern.services.feedback import keep_feedback, said_by_of
from netintern.services.queries.experiences import current
from netintern.services.receipt import Receipt
from netintern.services.replanning import move_blocks, shift_for
from netintern.services.turns import verb
from netintern.storage.database import unit_of_work
from netintern.storage.models import Block, Checkin, Obligation, Override, insert_row
from netintern.storage.probe import Book
from netintern.storage.reads import facts
from netintern.storage.reads.facts import BlockFacts

BLOCK_MINUTES: Final[dict[str, int]] = {
    "talk": 30,
    "call": 20,
    "message": 10,
    "introduction": 10,
    "event": 60,
    "reflection": 15,
}
"""What a block can be for, and its usual minutes (domain rule 2.5)."""


@verb
def plan_block(
    book: Book,
    person_id: int | None,
    *,
    on: date,
    minutes: int | None = None,
    purpose: str = "talk",
    today: date,
    origin: str = "cli",
) -> Receipt:
    """Set minutes of a day aside, for a person or a purpose of one's own.

    Without `minutes` the usual length of the purpose. An event that is added books its time
    itself. Raises FieldError for a day before today, minutes outside 1-1440, an unknown purpose
    or person.
    """
    one_of(purpose, tuple(BLOCK_MINUTES), "purpose", "something that time is booked for")
    length = minutes_of(BLOCK_MINUTES[purpose] if minutes is None else minutes)
    coming_day(on, today)
    name = purpose.capitalize()
    if person_id is not None:
        name = person_of(book, person_id).name
    label = f"{name}: {length} min booked for {weekday_day(on, today)}"
    with unit_of_work(book, label, origin=origin) as work:
        block = insert_row(Block, person=person_id, on_day=on, minutes=length, purpose=purpose)
    return Receipt(work.action_id, label, (block,))


@verb
def move_block(
    book: Book,
    block_id: int,
    *,
    on: date | None = None,
    minutes: int | None = None,
    today: date,
    origin: str = "cli",
) -> Receipt:
    """Move a block to another day, or change its length. Raises FieldError for one that is over.

    A missed block may be moved to a coming day. The action is 0 if nothing was different.
    """
    block = _open_block(book, block_id)
    day = date.fromisoformat(block.on_day) if on is None else coming_day(on, today)
    length = block.minutes if minutes is None else minutes_of(minutes)
    label = f"{_what(block)}: {length} min on {weekday_day(day, today)}"
    with unit_of_work(book, label, origin=origin) as work:
        Block.update(on_day=day, minutes=length).where(Block.id == block_id).execute()
    return Receipt(work.action_id if work.changed else 0, label, (block_id,))


@verb
def drop_block(book: Book, block_id: int, *, today: date, origin: str = "cli") -> Receipt:
    """Give the minutes of a block free again. Raises FieldError for one that is over."""
    block = _open_block(book, block_id)
    label = f"{_what(block)}: {block.minutes} min no longer booked"
    with unit_of_work(book, label, origin=origin) as work:
        Block.update(dropped_on=today).where(Block.id == block_id).execute()
    return Receipt(work.action_id, label, (block_id,))


@verb
def checkin(
    book: Book,
    *,
    agreed: int,
    on: date | None = None,
    note: str = "",
    feedback: str = "",
    said_by: int | None = None,
    today: date,
    origin: str = "cli",
) -> Receipt:
    """Record the minutes a week that the boss agreed to: the cap from the week of that day on.

    `said_by` is whose feedback it is, by default the first supervisor's.
    If they are fewer than before, booked talks that no longer fit move to a later week, which the
    remark tells; no due date moves.
    Raises FieldError for minutes outside 0-2400, a day to come, or a book without an experience.
    """
    within(agreed, 0, WEEK_MINUTES, "agreed", "The agreement", "minutes a week")
    day = past_day(today if on is None else on, today)
    experience = current(book, day)
    if experience is None:
        raise FieldError(
            "agreed",
            "A check-in belongs to an internship, and none is recorded.",
            "Record it first: netintern experience add.",
        )
    owed = facts.open_checkins(book.connection)
    label = f"Check-in: {agreed} min a week agreed"
    if day != today:
        label += f" on {weekday_day(day, today)}"
    shift = shift_for(book, agreed, on=day, experience=experience.id, today=today)
    told = clean_note(feedback)
    who = said_by_of(book, experience, said_by)
    with unit_of_work(book, label, origin=origin) as work:
        move_blocks(shift.moves)
        row = insert_row(
            Checkin,
            experience=experience.id,
            on_day=day,
            agreed_minutes=agreed,
            note=clean_note(note),
            feedback=told if who is None else "",
        )
        if told and who is not None:
            keep_feedback(experience.id, who[0], told, day)
        if owed:
            Obligation.update(done_on=day).where(Obligation.id.in_(owed)).execute()
    return Receipt(work.action_id, label, (row,), shift.remark)


@verb
def override(
    book: Book,
    reason: str,
    *,
    person: int | None = None,
    on: date | None = None,
    today: date,
    origin: str = "cli",
) -> Receipt:
    """Record that networking goes on although work comes first, with the reason.

    The reason appears in the Friday reflection. Raises FieldError if it is missing.
    """
    reason = name_of(reason, "reason", "The reason")
    day = today if on is None else on
    name = None if person is None else person_of(book, person, "person").name
    label = f"Anyway{f' for {name}' if name else ''}: {clean(reason)}"
    with unit_of_work(book, label, origin=origin) as work:
        row = insert_row(Override, on_day=day, person=person, reason=reason)
    return Receipt(work.action_id, label, (row,))


def _open_block(book: Book, block_id: int) -> BlockFacts:
    block = facts.block(book.connection, block_id)
    if block is None:
        raise FieldError("block_id", f"There is no block {block_id}.", "See the week.")
    if block.interaction is not None or block.dropped_on is not None:
        over = "is used up" if block.interaction is not None else "was dropped"
        raise FieldError("block_id", f"The block of {_what(block)} {over}.", "Book a new one.")
    return block


def _what(block: BlockFacts) -> str:
    return block.name or block.purpose.capitalize()
