"""Undo and redo, several steps at a time."""

from collections.abc import Callable

from netintern.domain.errors import NothingFoundError, UndoConflictError
from netintern.services.checks import within
from netintern.storage.journal import Step, redo_last, undo_last
from netintern.storage.probe import Book

__all__ = ["Step", "redo", "undo"]

MOST_STEPS = 5_000
"""Steps that can be asked for at once."""


def undo(book: Book, n: int = 1) -> tuple[Step, ...]:
    """Undo the newest `n` steps that were not undone yet, or as many as there are; newest first.

    Raises FieldError for a number that cannot be, NothingFoundError if there is no step at all,
    and UndoConflictError if a step's rows were changed by something else; steps before that one
    stay undone, and the hint says how many.
    """
    return _repeat(book, n, undo_last, "undone")


def redo(book: Book, n: int = 1) -> tuple[Step, ...]:
    """Do the last `n` undone steps again, or as many as there are, in the order of their doing.

    Raises as `undo` does.
    """
    return _repeat(book, n, redo_last, "redone")


def _repeat(book: Book, n: int, step: Callable[[Book], Step], word: str) -> tuple[Step, ...]:
    within(n, 1, MOST_STEPS, "n", "The number of steps")
    steps: list[Step] = []
    for _ in range(n):
        try:
            steps.append(step(book))
        except NothingFoundError:
            if not steps:
                raise
            break
        except UndoConflictError as error:
            hint = f"Steps {word} before it: {len(steps)}." if steps else error.hint
            raise UndoConflictError(error.sentence, hint) from error
    return tuple(steps)
