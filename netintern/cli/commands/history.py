"""What was done to the book, and taking it back."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from netintern.cli.command import Command
from netintern.cli.parser import nothing, whole
from netintern.cli.session import Session
from netintern.domain.errors import NothingFoundError

if TYPE_CHECKING:
    from collections.abc import Sequence


def _history(session: Session, _: argparse.Namespace) -> int:
    from netintern.services.queries.journal import history

    lines = history(session.read(), limit=None)
    if session.json:
        session.out.json(
            [
                {
                    "id": line.id,
                    "at": line.at,
                    "label": line.label,
                    "origin": line.origin,
                    "undone": line.undone,
                }
                for line in lines
            ]
        )
    elif lines:
        session.out.table(
            [
                (
                    str(line.id),
                    line.at.replace("T", " ")[:16],
                    line.label,
                    "undone" if line.undone else "",
                )
                for line in lines
            ],
            right=(0,),
            stretch=2,
        )
    else:
        session.out.line("Nothing was done yet.")
    return 0


def _steps_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "steps",
        nargs="?",
        type=whole("the number of steps", 1, 5_000),
        default=1,
        metavar="N",
        help="how many steps; 1 if not said",
    )


def _undo(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.journal import undo

    _need_book(session)
    return _tell(session, "undone", undo(session.write(), given.steps))


def _redo(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.journal import redo

    _need_book(session)
    return _tell(session, "done again", redo(session.write(), given.steps))


def _need_book(session: Session) -> None:
    """Raise if there is no book, rather than make one that has no steps."""
    if not session.exists:
        raise NothingFoundError("Nothing was done yet.", "There is no book to take back from.")


def _tell(session: Session, what: str, steps: Sequence[tuple[int, str]]) -> int:
    """Write the (id, label) of steps."""
    if session.json:
        session.out.json([{"id": number, "label": label} for number, label in steps])
        return 0
    for _, label in steps:
        session.out.line(f"{what}: {label}")
    return 0


COMMANDS = {
    "history": Command(
        nothing, _history, "Every step, newest first, undone ones included.", ("history --json",)
    ),
    "undo": Command(
        _steps_arguments, _undo, "Take the last steps back, newest first.", ("undo", "undo 3")
    ),
    "redo": Command(_steps_arguments, _redo, "Do the last undone steps again.", ("redo", "redo 3")),
}
