"""What makes a function a verb: nobody else writes between what it reads and what it writes."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from netintern.storage.database import turn
from netintern.storage.probe import Book

Given = ParamSpec("Given")
Result = TypeVar("Result")


def verb(
    function: Callable[Concatenate[Book, Given], Result],
) -> Callable[Concatenate[Book, Given], Result]:
    """Have the function hold the lock of the book from its first question to its last write.

    What it was told about the book before may be out of date by then, so it asks again. A verb may
    use other verbs. Raises BookBusyError if another program keeps the book for itself.
    """

    @wraps(function)
    def run(book: Book, /, *args: Given.args, **kwargs: Given.kwargs) -> Result:
        with turn(book):
            return function(book, *args, **kwargs)

    return run
