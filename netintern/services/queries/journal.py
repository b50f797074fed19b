"""What was done to the book, step by step."""

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


def history(book: Book, limit: int | None = 50) -> tuple[HistoryLine, ...]:
    """The steps, newest first, undone ones included; `limit` None gives all."""
    rows = reads.actions(book.connection, -1 if limit is None else limit)
    return tuple(
        HistoryLine(
            number,
            datetime.fromtimestamp(at_ms / 1000).astimezone().isoformat(timespec="seconds"),
            label,
            origin,
            bool(undone),
        )
        for number, at_ms, label, origin, undone in rows
    )
