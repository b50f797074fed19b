"""Booking the plan of a week: all its blocks in one step."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from netintern.domain.dates import weekday_day
from netintern.domain.errors import FieldError
from netintern.services.checks import coming_day, minutes_of, one_of, people_of
from netintern.services.queries.plans import PlacedRow
from netintern.services.receipt import Receipt
from netintern.services.turns import verb
from netintern.services.weeks import BLOCK_MINUTES
from netintern.storage.database import unit_of_work
from netintern.storage.models import Block, insert_row
from netintern.storage.probe import Book


class Booking(NamedTuple):
    """A block to be booked."""

    person_id: int | None
    on: date
    minutes: int
    purpose: str


def bookings(placed: Sequence[PlacedRow]) -> tuple[Booking, ...]:
    """What a plan books: the rows that have a day."""
    return tuple(
        Booking(one.row.person_id, one.day, one.row.minutes, one.row.purpose)
        for one in placed
        if one.day is not None
    )


@verb
def book_week(
    book: Book, wanted: Sequence[Booking], *, today: date, origin: str = "cli"
) -> Receipt:
    """Book all blocks of a plan as one step; the receipt's ids are the blocks.

    Raises FieldError for no block at all, a day before today, minutes outside 1-1440, an unknown
    purpose or person; then nothing is booked.
    """
    if not wanted:
        raise FieldError("wanted", "Nothing is left to book.", "The queue says what fits when.")
    for one in wanted:
        one_of(one.purpose, tuple(BLOCK_MINUTES), "purpose", "something that time is booked for")
        minutes_of(one.minutes)
        coming_day(one.on, today)
    people_of(book, [one.person_id for one in wanted if one.person_id is not None], "person_id")
    first, last = min(one.on for one in wanted), max(one.on for one in wanted)
    span = weekday_day(first, today)
    if last != first:
        span += f" to {weekday_day(last, today)}"
    blocks = "1 block" if len(wanted) == 1 else f"{len(wanted)} blocks"
    total = sum(one.minutes for one in wanted)
    label = f"Week planned: {blocks}, {total} min, {span}"
    with unit_of_work(book, label, origin=origin) as work:
        ids = tuple(
            insert_row(
                Block,
                person=one.person_id,
                on_day=one.on,
                minutes=one.minutes,
                purpose=one.purpose,
            )
            for one in wanted
        )
    return Receipt(work.action_id, label, ids)
