"""Work commitments: what is due, how many hours are left, what is finished."""

from datetime import date
from typing import Any, Final

from netintern.domain.commitment_line import read_commitment
from netintern.domain.dates import short_day, weekday_day
from netintern.domain.errors import AmbiguousNameError, FieldError, NothingFoundError
from netintern.domain.text import clean, fold
from netintern.services.checks import name_of
from netintern.services.queries.work import CommitmentLine, work_list
from netintern.services.receipt import Receipt
from netintern.services.turns import verb
from netintern.storage.database import unit_of_work
from netintern.storage.models import Commitment, insert_row, now_ms
from netintern.storage.probe import Book

MOST_HOURS: Final = 1000
"""Hours of one commitment."""


@verb
def add_commitment(
    book: Book,
    name: str,
    *,
    due: date,
    hours: float | None = None,
    today: date,
    origin: str = "cli",
) -> Receipt:
    """Add work that is due on a day, with the hours that it still takes, if somebody knows.

    A day in the past is allowed: overdue work blocks networking. Raises FieldError for a name
    that an open commitment has already, and hours outside 0-1000.
    """
    name = name_of(name)
    for line in work_list(book):
        if fold(line.name) == fold(name):
            raise FieldError(
                "name",
                f"{line.name} is open already, due {short_day(line.due, today)}.",
                "Change its hours, or choose another name.",
            )
    left = None if hours is None else _hours(hours)
    label = f"{name}: due {weekday_day(due, today)}" + ("" if left is None else f", {left:g} h")
    with unit_of_work(book, label, origin=origin) as work:
        row = insert_row(Commitment, name=name, due=due, hours_left=left)
    return Receipt(work.action_id, label, (row,))


@verb
def add_commitment_line(
    book: Book, text: str, *, hours: float | None = None, today: date, origin: str = "cli"
) -> Receipt:
    """Add work that is due, in one line: "Demo fri 9h"; `hours` go before those of the line.

    Raises FieldError without a name or a day, and what `add_commitment` raises.
    """
    read = read_commitment(clean(text), today)
    if read.due is None:
        raise FieldError("due", "The line names no day.", "Write it as: Demo fri 9h.")
    left = read.hours if hours is None else hours
    return add_commitment(book, read.name, due=read.due, hours=left, today=today, origin=origin)


@verb
def set_hours_left(
    book: Book, commitment: int | str, hours: float, *, today: date, origin: str = "cli"
) -> Receipt:
    """Say how many hours a commitment (its id or name) still takes, 0-1000."""
    line = find_commitment(book, commitment)
    left = _hours(hours)
    return _change(book, line, f"{left:g} h left", origin, hours_left=left)


@verb
def move_commitment(
    book: Book, commitment: int | str, due: date, *, today: date, origin: str = "cli"
) -> Receipt:
    """Give a commitment (its id or name) another day."""
    line = find_commitment(book, commitment)
    return _change(book, line, f"due {weekday_day(due, today)}", origin, due=due)


@verb
def finish_commitment(
    book: Book, commitment: int | str, *, today: date, origin: str = "cli"
) -> Receipt:
    """A commitment (its id or name) is done."""
    return _change(book, find_commitment(book, commitment), "done", origin, done_on=today)


@verb
def remove_commitment(
    book: Book, commitment: int | str, *, today: date, origin: str = "cli"
) -> Receipt:
    """Take a commitment (its id or name) out of the book, as if it had never been one."""
    return _change(book, find_commitment(book, commitment), "removed", origin, deleted_ms=now_ms())


def find_commitment(book: Book, wanted: int | str) -> CommitmentLine:
    """The open commitment of an id, or of a name or its beginning, without accents or case.

    Raises NothingFoundError, and AmbiguousNameError with the candidates.
    """
    lines = work_list(book)
    text = clean(str(wanted))
    number = int(text.lstrip("#")) if text.lstrip("#").isdecimal() else None
    folded = fold(text)
    named = [line for line in lines if fold(line.name) == folded] if isinstance(wanted, str) else []
    found = (
        named
        or [line for line in lines if line.id == number]
        or [line for line in lines if folded and fold(line.name).startswith(folded)]
    )
    if not found:
        raise NothingFoundError(f"No open work is called '{text}'.", "See the list: work list.")
    if len(found) > 1:
        candidates = tuple((line.id, line.name, f"due {line.due}") for line in found)
        raise AmbiguousNameError(text, candidates)
    return found[0]


def _hours(hours: float) -> float:
    # A comparison with something that is not a number is never true.
    if not 0 <= hours <= MOST_HOURS:
        raise FieldError("hours", f"The hours must be 0 to {MOST_HOURS}, not {hours:g}.")
    return float(hours)


def _change(book: Book, line: CommitmentLine, words: str, origin: str, **columns: Any) -> Receipt:
    label = f"{line.name}: {words}"
    with unit_of_work(book, label, origin=origin) as work:
        Commitment.update(**columns).where(Commitment.id == line.id).execute()
    return Receipt(work.action_id if work.changed else 0, label, (line.id,))
