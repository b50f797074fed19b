"""What supervisors and others say about the work, kept with who said it."""

from datetime import date

from netintern.domain.dates import weekday_day
from netintern.domain.errors import FieldError
from netintern.domain.text import clean_note, cut
from netintern.services.checks import past_day, person_of
from netintern.services.queries.experiences import (
    ExperienceLine,
    current,
    experiences,
    feedback_prompt,
)
from netintern.services.receipt import Receipt
from netintern.services.turns import verb
from netintern.storage.database import unit_of_work
from netintern.storage.models import Reflection, insert_row, now_ms
from netintern.storage.probe import Book
from netintern.storage.reads import experiences as reads


@verb
def add_feedback(
    book: Book,
    text: str,
    *,
    said_by: int | None = None,
    on: date | None = None,
    experience_id: int | None = None,
    today: date,
    origin: str = "cli",
) -> Receipt:
    """Keep what somebody said about the work, by default the first supervisor.

    Without an id it belongs to the experience that counts today. Raises FieldError for a missing
    text, an unknown person, a day to come, and if there is neither a person nor a supervisor.
    """
    words = clean_note(text).strip()
    if not words:
        raise FieldError("text", "The feedback is missing.", "Say it in a sentence.")
    day = past_day(today if on is None else on, today)
    line = _experience(book, experience_id, today)
    who = said_by_of(book, line, said_by)
    if who is None:
        raise FieldError(
            "said_by",
            f"Nobody supervises {line.organisation} in the book, and nobody was named.",
            "Say from whom it is.",
        )
    when = "" if day == today else f" on {weekday_day(day, today)}"
    label = f"{who[1]}: feedback{when}: {cut(words, 40)}"
    with unit_of_work(book, label, origin=origin) as work:
        row = keep_feedback(line.id, who[0], words, day)
    return Receipt(work.action_id, label, (row,))


@verb
def remove_feedback(book: Book, feedback_id: int, *, today: date, origin: str = "cli") -> Receipt:
    """Take a piece of feedback out of the book. Raises FieldError if there is none."""
    found = reads.one_feedback(book.connection, feedback_id)
    if found is None:
        raise FieldError("feedback_id", f"There is no feedback {feedback_id}.")
    label = f"Feedback removed: {cut(found, 40)}"
    with unit_of_work(book, label, origin=origin) as work:
        gone = Reflection.update(deleted_ms=now_ms())
        gone.where(Reflection.id == feedback_id).execute()
    return Receipt(work.action_id, label)


def said_by_of(book: Book, line: ExperienceLine, said_by: int | None) -> tuple[int, str] | None:
    """Id and name of whose feedback it is: who was named, else the first supervisor, if any.

    Raises FieldError for an unknown person.
    """
    if said_by is not None:
        person = person_of(book, said_by, "said_by")
        return person.id, person.name
    boss = next(iter(line.supervisors), None)
    return None if boss is None else (boss.id, boss.name)


def keep_feedback(experience: int, person: int, words: str, day: date) -> int:
    """Write it; to be called inside a unit of work."""
    return insert_row(
        Reflection,
        on_day=day,
        experience=experience,
        prompt=feedback_prompt(person),
        text=words,
    )


def _experience(book: Book, experience_id: int | None, today: date) -> ExperienceLine:
    if experience_id is None:
        found = current(book, today)
    else:
        found = next((one for one in experiences(book) if one.id == experience_id), None)
    if found is None:
        raise FieldError(
            "experience_id",
            "Feedback belongs to an internship, and none is recorded."
            if experience_id is None
            else f"There is no experience {experience_id}.",
            "Record it first: netintern experience add."
            if experience_id is None
            else "See: experience show --all.",
        )
    return found
