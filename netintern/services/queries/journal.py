"""What was done to the book, step by step."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from netintern.storage.probe import Book
from netintern.storage.reads import journal as reads


class HistoryLine(NamedTuple):
    """One step that can be undone or was."""

    id: int
    at: str
    """Local time, ISO 8601 to the second."""
    label: str
    origin: str
    """ "cli", "tui" or "import" and the like."""
    undone: bool
    redoable: bool = False
    """Undone, and nothing else was done since."""


class Steps(NamedTuple):
    """All steps by their ids, newest first, and where undo and redo stand among them."""

    ids: tuple[int, ...]
    undone: tuple[int, ...]
    """0 done, 1 undone, 2 undone and replaced by what was done since."""

    @property
    def next_undo(self) -> int | None:
        """Index of the step that undo would take back."""
        return self.undone.index(0) if 0 in self.undone else None

    @property
    def next_redo(self) -> int | None:
        """Index of the step that redo would do again: the oldest of the undone."""
        return next((at for at in reversed(range(len(self.ids))) if self.undone[at] == 1), None)

    def above(self, at: int) -> int:
        """Steps that stand in the book and were done after the one at this index."""
        return self.undone[:at].count(0)

    def until(self, at: int) -> int:
        """Undone steps that redo would do again until the one at this index was done, too."""
        return self.undone[at:].count(1)


def history(
    book: Book, limit: int | None = 50, *, before: int | None = None
) -> tuple[HistoryLine, ...]:
    """The steps, newest first, undone ones included; `limit` None gives all.

    With `before` only the steps older than the one with this id.
    """
    rows = reads.actions(book.connection, -1 if limit is None else limit, before)
    return tuple(
        HistoryLine(
            number,
            datetime.fromtimestamp(at_ms / 1000).astimezone().isoformat(timespec="seconds"),
            label,
            origin,
            bool(undone),
            undone == 1,
        )
        for number, at_ms, label, origin, undone in rows
    )


def all_steps(book: Book) -> Steps:
    """Where undo and redo stand, in one statement."""
    rows: Sequence[tuple[int, int]] = reads.states(book.connection)
    return Steps(tuple(row[0] for row in rows), tuple(row[1] for row in rows))


def next_undo(book: Book) -> tuple[int, str] | None:
    """Id and label of the step that undo would take back; None if there is none."""
    return reads.newest(book.connection)


def next_redo(book: Book) -> int | None:
    """Id of the step that redo would do again; None if there is none."""
    return reads.first_undone(book.connection)
