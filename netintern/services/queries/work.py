"""Work commitments, and whether work comes first now."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from netintern.domain.calendar import Calendar
from netintern.domain.dates import Moment
from netintern.domain.settings import Rules
from netintern.domain.workgate import (
    Commitment,
    GateState,
    focus_until,
    hours_left,
    in_focus,
    work_gate,
)
from netintern.services.queries.settings import rules_and_calendar
from netintern.storage.probe import Book
from netintern.storage.reads import work as reads


class CommitmentLine(NamedTuple):
    """A work commitment."""

    id: int
    name: str
    due: date
    hours_left: float | None
    """None if nobody estimated it."""
    done_on: date | None


def work_list(book: Book, *, finished: bool = False) -> tuple[CommitmentLine, ...]:
    """Open commitments by date; with `finished` also those that are done."""
    return commitment_lines(reads.commitments(book.connection, finished))


def commitment_lines(rows: Iterable[reads.CommitmentRow]) -> tuple[CommitmentLine, ...]:
    """Commitments that were already read."""
    return tuple(
        CommitmentLine(
            number,
            name,
            date.fromisoformat(due),
            hours,
            None if done_on is None else date.fromisoformat(done_on),
        )
        for number, name, due, hours, done_on in rows
    )


def gate_for(book: Book, *, today: date, minute: int | None = None) -> GateState:
    """The work gate (domain rule 2.11) at a day and, if known, a minute of it."""
    rules, calendar = rules_and_calendar(book)
    return gate_of(work_list(book), Moment(today, minute), calendar, rules)


def focus_for(book: Book, moment: Moment) -> str | None:
    """The end, HH:MM, of the focus time in which a moment lies; None outside of it."""
    rules, calendar = rules_and_calendar(book)
    return focus_until(moment, calendar, rules)


def gate_of(
    lines: Iterable[CommitmentLine], moment: Moment, calendar: Calendar, rules: Rules
) -> GateState:
    """The work gate of commitments that were already read; done ones do not count.

    In focus time it is shut, whatever is due.
    """
    until = focus_until(moment, calendar, rules)
    if until is not None:
        return in_focus(until)
    open_work = [
        Commitment(line.name, line.due, line.hours_left) for line in lines if line.done_on is None
    ]
    left = hours_left(moment, calendar, rules)
    return work_gate(open_work, moment.day, left, calendar, rules)
