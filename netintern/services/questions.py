"""Ticking off the questions of a talk, so that none is put to the same person twice."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from netintern.domain.errors import FieldError
from netintern.domain.library import QUESTION_OF, Question
from netintern.domain.text import cut
from netintern.services.checks import people_of
from netintern.services.receipt import Receipt
from netintern.services.turns import verb
from netintern.storage.database import unit_of_work
from netintern.storage.models import QuestionAsked, insert_row, now_ms
from netintern.storage.probe import Book
from netintern.storage.reads import questions as reads

_SHOWN: Final = 48
"""Cells of a question in the history."""


@verb
def mark_asked(
    book: Book, person_id: int, keys: Sequence[str], *, today: date, origin: str = "cli"
) -> Receipt:
    """Note that questions of the bank were put to somebody; they are never proposed again.

    The ids are those of the new notes; the action is 0 if all were noted before. Raises FieldError
    for an unknown question or person, and if no question is named.
    """
    name, wanted = _subject(book, person_id, keys)
    new = [one for one in wanted if one.id not in reads.asked(book.connection, person_id)]
    label = f"{name}: asked {_told(new or wanted)}"
    if not new:
        return Receipt(0, label, ())
    with unit_of_work(book, label, origin=origin) as work:
        ids = [
            insert_row(QuestionAsked, person=person_id, question_key=one.id, on_day=today)
            for one in new
        ]
    return Receipt(work.action_id, label, tuple(ids))


@verb
def unmark_asked(
    book: Book, person_id: int, keys: Sequence[str], *, today: date, origin: str = "cli"
) -> Receipt:
    """Note that questions were not put to somebody after all; they may be proposed again.

    The action is 0 if none was noted. Raises FieldError as `mark_asked` does.
    """
    name, wanted = _subject(book, person_id, keys)
    label = f"{name}: not asked {_told(wanted)}"
    with unit_of_work(book, label, origin=origin) as work:
        QuestionAsked.update(deleted_ms=now_ms()).where(
            (QuestionAsked.person == person_id)
            & QuestionAsked.question_key.in_([one.id for one in wanted])
            & QuestionAsked.deleted_ms.is_null()
        ).execute()
    return Receipt(work.action_id if work.changed else 0, label, ())


def _subject(book: Book, person_id: int, keys: Sequence[str]) -> tuple[str, list[Question]]:
    """The person's name, and the questions, each once."""
    (person,) = people_of(book, (person_id,), "person_id")
    found: dict[str, Question] = {}
    for key in keys:
        question = QUESTION_OF.get(key.strip().upper())
        if question is None:
            raise FieldError(
                "keys", f"There is no question '{key}'.", "They are called F01 to X10."
            )
        found[question.id] = question
    if not found:
        raise FieldError("keys", "No question is named.", "They are called F01 to X10.")
    return person.name, list(found.values())


def _told(questions: Sequence[Question]) -> str:
    """One question in its words, several by their number."""
    if len(questions) > 1:
        return f"{len(questions)} questions"
    return f"'{cut(questions[0].text, _SHOWN)}'"
