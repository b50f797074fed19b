"""Recording who knows whom."""

from datetime import date

from netintern.domain.errors import FieldError
from netintern.domain.text import clean
from netintern.services.checks import level_of, people_of
from netintern.services.receipt import Receipt
from netintern.services.records import set_tie
from netintern.services.turns import verb
from netintern.storage.database import unit_of_work
from netintern.storage.models import Person, Tie, now_ms
from netintern.storage.probe import Book
from netintern.storage.reads import facts

LEVEL_WORDS = {1: "heard of each other", 2: "work together", 3: "are close"}
"""How well two people know each other, in words."""


@verb
def tie_people(
    book: Book,
    a: int,
    b: int,
    *,
    level: int = 2,
    kind: str = "",
    today: date,
    origin: str = "cli",
) -> Receipt:
    """Record that two people know each other, or how well they do; one tie a pair.

    `level` is 1 heard of, 2 works with, 3 close. An empty `kind` keeps the recorded one. Whoever
    is archived comes back. Raises FieldError for unknown people, for a tie to oneself, and for
    another level.
    """
    level_of(level)
    if a == b:
        raise FieldError("b", "Nobody is tied to themselves.", "Name two people.")
    first, second = people_of(book, (a, b), "b")
    label = f"{first.name} and {second.name}: {LEVEL_WORDS[level]}"
    archived = [person for person in (first, second) if person.archived_on is not None]
    if archived:
        label += f", {' and '.join(person.name for person in archived)} back from the archive"
    with unit_of_work(book, label, origin=origin) as work:
        if archived:
            back = [person.id for person in archived]
            Person.update(archived_on=None).where(Person.id.in_(back)).execute()
        row = set_tie(book, a, b, level, kind=clean(kind) or None)
    return Receipt(work.action_id if work.changed else 0, label, (row,))


@verb
def untie(book: Book, a: int, b: int, *, today: date, origin: str = "cli") -> Receipt:
    """Take back that two people know each other. Raises FieldError if no tie is recorded."""
    if a == b:
        raise FieldError("b", "Nobody is tied to themselves.", "Name two people.")
    first, second = people_of(book, (a, b), "b")
    known = facts.tie(book.connection, *sorted((a, b)))
    if known is None or known[3]:
        raise FieldError("b", f"No tie between {first.name} and {second.name} is recorded.")
    label = f"{first.name} and {second.name}: tie removed"
    with unit_of_work(book, label, origin=origin) as work:
        Tie.update(deleted_ms=now_ms()).where(Tie.id == known[0]).execute()
    return Receipt(work.action_id, label, (known[0],))
