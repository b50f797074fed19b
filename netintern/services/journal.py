"""Undo and redo, several steps at a time."""

from netintern.domain.errors import NothingFoundError, UndoConflictError
from netintern.services.checks import within
from netintern.services.queries.journal import all_steps
from netintern.storage.journal import Step, walk
from netintern.storage.probe import Book

__all__ = ["Step", "go_to", "redo", "undo"]

MOST_STEPS = 5_000
"""Steps that can be asked for at once."""


def undo(book: Book, n: int = 1) -> tuple[Step, ...]:
    """Undo the newest `n` steps that were not undone yet, or as many as there are; newest first.

    Raises FieldError for a number that cannot be, NothingFoundError if there is no step at all,
    and UndoConflictError if a step's rows were changed by something else; steps before that one
    stay undone, and the hint says how many.
    """
    within(n, 1, MOST_STEPS, "n", "The number of steps")
    return _walked(book, n, back=True)


def redo(book: Book, n: int = 1) -> tuple[Step, ...]:
    """Do the last `n` undone steps again, or as many as there are, in the order of their doing.

    Raises as `undo` does.
    """
    within(n, 1, MOST_STEPS, "n", "The number of steps")
    return _walked(book, n, back=False)


def go_to(book: Book, action_id: int) -> tuple[Step, ...]:
    """Make the book what it was right after a step: undo what was done later, or redo up to it.

    Empty if the book is so already. Raises NothingFoundError for a step that is not kept,
    UndoConflictError for one that was replaced, and otherwise as `undo` does.
    """
    steps = all_steps(book)
    if action_id not in steps.ids:
        raise NothingFoundError("That step is not kept any more.", "See the list: history.")
    at = steps.ids.index(action_id)
    if steps.undone[at] == 2:
        raise UndoConflictError(
            "That step was undone, and other things were done since.", "It cannot be redone."
        )
    back = steps.undone[at] == 0
    n = steps.above(at) if back else steps.until(at)
    return _walked(book, n, back=back) if n else ()


def _walked(book: Book, n: int, *, back: bool) -> tuple[Step, ...]:
    steps, refusal = walk(book, n, back=back)
    if refusal is not None:
        word = "undone" if back else "redone"
        hint = f"Steps {word} before it: {len(steps)}." if steps else refusal.hint
        raise UndoConflictError(refusal.sentence, hint) from refusal
    if not steps:
        raise NothingFoundError(f"There is nothing to {'undo' if back else 'redo'}.")
    return steps
