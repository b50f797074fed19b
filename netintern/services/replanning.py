"""Fewer minutes agreed with the boss: booked talks that no longer fit go to a later week."""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from netintern.domain.calendar import later
from netintern.domain.dates import weekday_day
from netintern.domain.replanning import Booked, Replanned, replan
from netintern.domain.week import week_start
from netintern.services.queries.ledger import WEEK, Agreed, Ledger, read_ledger
from netintern.services.queries.settings import rules
from netintern.storage.models import Block
from netintern.storage.probe import Book
from netintern.storage.reads import facts
from netintern.storage.reads.facts import BlockFacts

WEEKS: Final = 12
"""Weeks after the present one into which a block may move."""
MOST_NAMED: Final = 2
"""Blocks that are named; of more the number is told."""


class Shift(NamedTuple):
    """The blocks that move, and a sentence about them."""

    moves: tuple[tuple[int, date], ...]
    remark: str
    """Empty if nothing moves."""


NO_SHIFT: Final = Shift((), "")
_UNCHANGED: Final = "no due date changed."


class Replanner:
    """What moves for fewer minutes; the book is read once, and each number is arithmetic then.

    What is booked for today stays, and so do events, whose day cannot be chosen.
    """

    def __init__(self, book: Book, *, experience: int, today: date) -> None:
        first = week_start(today, rules(book).first_day)
        self._starts = [later(first, number * WEEK) for number in range(WEEKS + 1)]
        end = later(self._starts[-1], WEEK - 1)
        self._experience, self._today = experience, today
        self._before = read_ledger(book, today, first, end)
        self._blocks = facts.open_blocks(book.connection, today.isoformat(), end.isoformat())

    def found(self, minutes: int, on: date) -> Replanned | None:
        """What becomes of the blocks with so many minutes a week; None if they are not fewer."""
        before = self._before
        new = Agreed(self._experience, on, minutes)
        agreed = sorted((*before.agreed, new), key=lambda one: one.on)
        after = before._replace(agreed=tuple(agreed))
        if all(_budget(after, start) >= _budget(before, start) for start in self._starts):
            return None
        span = after.current()
        return replan(
            [_booked(block, self._today) for block in self._blocks],
            {one: _budget(after, one) - after.week(one).account.spent for one in self._starts},
            after.calendar,
            None if span is None else span.ends,
            after.rules.first_day,
        )

    def shift(self, minutes: int, on: date) -> Shift:
        """The moves, and what is told of them once they are written."""
        found = self.found(minutes, on)
        if found is None:
            return NO_SHIFT
        return Shift(found.moves, _remark(found, self._blocks, self._today))

    def preview(self, minutes: int, on: date) -> str:
        """What would move: "60 agreed: 2 blocks move to next week"; empty if not fewer."""
        found = self.found(minutes, on)
        if found is None:
            return ""
        words = []
        if found.moves:
            first_day = self._before.rules.first_day
            weeks = {week_start(day, first_day) for _, day in found.moves}
            where = "later weeks" if len(weeks) > 1 else "a later week"
            if weeks == {self._starts[1]}:
                where = "next week"
            words.append(f"{_blocks(len(found.moves), 'move')} to {where}")
        if found.homeless:
            words.append(f"{_blocks(len(found.homeless), 'fit')} into no week")
        return f"{minutes} agreed: {' and '.join(words) or 'all that is booked still fits'}"


def shift_for(book: Book, minutes: int, *, on: date, experience: int, today: date) -> Shift:
    """What moves if the boss agrees to so many minutes on a day; nothing if they are not fewer."""
    return Replanner(book, experience=experience, today=today).shift(minutes, on)


def move_blocks(moves: tuple[tuple[int, date], ...]) -> None:
    """Write the moves; to be called inside a unit of work."""
    for block, day in moves:
        Block.update(on_day=day).where(Block.id == block).execute()


def _booked(block: BlockFacts, today: date) -> Booked:
    day = date.fromisoformat(block.on_day)
    return Booked(block.id, day, block.minutes, block.event is not None or day == today)


def _blocks(count: int, verb: str) -> str:
    return f"1 block {verb}s" if count == 1 else f"{count} blocks {verb}"


def _budget(ledger: Ledger, start: date) -> int:
    return ledger.week(start).account.budget


def _remark(found: Replanned, blocks: Iterable[BlockFacts], today: date) -> str:
    """What moved, in one sentence or two."""
    names = {block.id: block.name or block.purpose for block in blocks}
    parts = [f"{names[block]} to {weekday_day(day, today)}" for block, day in found.moves]
    words = []
    if len(parts) > MOST_NAMED:
        words = [f"{len(parts)} talks moved to later weeks, the first is {parts[0]}; ", _UNCHANGED]
    elif parts:
        words = [f"Moved: {' and '.join(parts)}; ", _UNCHANGED]
    if found.homeless:
        rest = ", ".join(names[block] for block in found.homeless[:MOST_NAMED])
        words.append(f" No week has room for {rest}.")
    return "".join(words).strip()
