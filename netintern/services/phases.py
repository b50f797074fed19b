"""Ticking off what a phase asks for, and saying goodbye."""

from datetime import date

from netintern.domain.checklists import TASKS, Task, counts
from netintern.domain.errors import FieldError
from netintern.services.checks import person_of
from netintern.services.entries import Entry, effects_of, with_changes, write_entry
from netintern.services.queries.contacts import day_of
from netintern.services.queries.experiences import ExperienceLine, current
from netintern.services.queries.settings import rules
from netintern.services.receipt import Receipt
from netintern.services.turns import verb
from netintern.storage.database import unit_of_work
from netintern.storage.models import ChecklistTick, insert_row, now_ms
from netintern.storage.probe import Book
from netintern.storage.reads import phases as reads


@verb
def tick(book: Book, key: str, *, today: date, origin: str = "cli") -> Receipt:
    """Tick a line of the checklist off, for the experience that counts today.

    A line that comes again is ticked for its week, month, or year. The action is 0 if its tick
    still counts. Raises FieldError for an unknown line, or without an experience.
    """
    task, line = _task(key), _experience(book, today)
    label = f"{task.text}: ticked off"
    if _stands(book, task, line, today):
        return Receipt(0, label)
    with unit_of_work(book, label, origin=origin) as work:
        row = insert_row(ChecklistTick, experience=line.id, key=key, on_day=today)
    return Receipt(work.action_id, label, (row,))


@verb
def untick(book: Book, key: str, *, today: date, origin: str = "cli") -> Receipt:
    """Take the ticks of a line away. The action is 0 if there is none.

    Raises FieldError as `tick` does.
    """
    task, line = _task(key), _experience(book, today)
    label = f"{task.text}: open again"
    rows = reads.tick_rows(book.connection, line.id, key)
    if not rows:
        return Receipt(0, label)
    with unit_of_work(book, label, origin=origin) as work:
        gone = ChecklistTick.update(deleted_ms=now_ms())
        gone.where(ChecklistTick.id.in_(rows)).execute()
    return Receipt(work.action_id, label)


@verb
def say_goodbye(book: Book, person_id: int, *, today: date, origin: str = "cli") -> Receipt:
    """Note that a goodbye note went to somebody: no answer to it is waited for.

    Raises FieldError for an unknown person, or if one went out today already.
    """
    person = person_of(book, person_id)
    if reads.said_goodbye(book.connection, person_id, today.isoformat()):
        raise FieldError("person_id", f"A goodbye note to {person.name} is logged today already.")
    minutes = rules(book).minutes_obligation
    entry = Entry((person,), "outbound", today, minutes, purpose="goodbye")
    effects = effects_of(book, entry, today)
    label = with_changes(f"{person.name}: goodbye note", entry.people, effects)
    with unit_of_work(book, label, origin=origin) as work:
        row = write_entry(entry, effects)
    return Receipt(work.action_id, label, (row,))


def _task(key: str) -> Task:
    task = TASKS.get(key)
    if task is None:
        raise FieldError("key", f"No checklist has a line '{key}'.", "See the list: phase.")
    return task


def _experience(book: Book, today: date) -> ExperienceLine:
    line = current(book, today)
    if line is None:
        raise FieldError(
            "key",
            "A checklist belongs to an internship, and none is recorded.",
            "Record it first: netintern experience add.",
        )
    return line


def _stands(book: Book, task: Task, line: ExperienceLine, today: date) -> bool:
    on = day_of(reads.ticks(book.connection, line.id).get(task.key))
    first_day = rules(book).first_day
    return on is not None and counts(task.every, on, today, ends=line.ends, first_day=first_day)
