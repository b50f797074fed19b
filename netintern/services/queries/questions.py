"""Questions for a talk with somebody, picked from the bank by what was asked already."""

from collections.abc import Collection
from datetime import date
from typing import cast

from netintern.domain.errors import NothingFoundError
from netintern.domain.library import QUESTION_OF, Question, pick
from netintern.domain.vocabulary import Circle, Phase
from netintern.services.queries.experiences import ExperienceLine, current, phase_of
from netintern.services.queries.names import nobody
from netintern.storage.probe import Book
from netintern.storage.reads import people as people_reads
from netintern.storage.reads import questions as reads

__all__ = ["Question", "picked", "picked_for", "question_text", "worth_asking"]


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
    return picked(book, row, current(book, today), today=today, minutes=minutes)


def picked(
    book: Book,
    row: people_reads.PersonRow,
    experience: ExperienceLine | None,
    *,
    today: date,
    minutes: int = 30,
) -> tuple[Question, ...]:
    """The same for somebody who was read already, in the experience that the rules go by."""
    return picked_for(
        row.id,
        cast("Circle | None", row.circle),
        None if experience is None else phase_of(experience, today),
        reads.asked(book.connection, row.id),
        today,
        minutes,
    )


def picked_for(
    person_id: int,
    circle: Circle | None,
    phase: Phase | None,
    asked: Collection[str],
    today: date,
    minutes: int,
) -> tuple[Question, ...]:
    """The same once everything was read; `asked` are the questions that must not come again."""
    seed = f"{person_id} {today.isoformat()}"
    return pick(circle, phase, asked, minutes=minutes, seed=seed)


def question_text(key: str) -> str:
    """The words of a question of the bank. Raises NothingFoundError."""
    found = QUESTION_OF.get(key.strip().upper())
    if found is None:
        raise NothingFoundError(f"There is no question '{key}'.", "They are called F01 to X10.")
    return found.text
