"""Questions for a talk with somebody, picked from the bank by what was asked already."""

from datetime import date
from typing import cast

from netintern.domain.errors import NothingFoundError
from netintern.domain.experience import phase
from netintern.domain.library import QUESTION_OF, Question, pick
from netintern.domain.vocabulary import Circle
from netintern.services.queries.experiences import current
from netintern.services.queries.names import nobody
from netintern.storage.probe import Book
from netintern.storage.reads import people as people_reads
from netintern.storage.reads import questions as reads

__all__ = ["Question", "question_text", "worth_asking"]


def worth_asking(
    book: Book, person_id: int, *, today: date, minutes: int = 30
) -> tuple[Question, ...]:
    """Questions for a talk of so many minutes today, to open it, to dig, and to close it.

    They fit the person's circle and the phase of the experience, and none was asked of them
    before; the same person on the same day gets the same ones. Raises NothingFoundError.
    """
    row = people_reads.person(book.connection, person_id)
    if row is None:
        raise nobody(str(person_id))
    experience = current(book, today)
    return pick(
        cast("Circle | None", row.circle),
        None if experience is None else phase(experience.starts, experience.ends, today),
        reads.asked(book.connection, person_id),
        minutes=minutes,
        seed=f"{person_id} {today.isoformat()}",
    )


def question_text(key: str) -> str:
    """The words of a question of the bank. Raises NothingFoundError."""
    found = QUESTION_OF.get(key.strip().upper())
    if found is None:
        raise NothingFoundError(f"There is no question '{key}'.", "They are called F01 to X10.")
    return found.text
