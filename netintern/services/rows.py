"""The row of the queue that a verb acts on, by its id or by its person."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple, cast

from netintern.domain.cadence import cadence_days
from netintern.domain.errors import FieldError, NothingFoundError
from netintern.domain.experience import days_left
from netintern.domain.queue import (
    Owed,
    Queue,
    QueueContext,
    QueueItem,
    QueuePerson,
    build_queue,
)
from netintern.domain.vocabulary import ObligationKind, RowKind
from netintern.services.checks import person_of
from netintern.services.entries import RESTORE
from netintern.services.queries.contacts import NOTHING, Contacts, contacts_of
from netintern.services.queries.experiences import current, phase_of
from netintern.services.queries.people import find_person
from netintern.services.queries.queue import queue_for, queue_people, situation_for
from netintern.services.queries.settings import calendar, rules
from netintern.storage.probe import Book
from netintern.storage.reads import facts
from netintern.storage.reads import queue as queue_reads
from netintern.storage.reads.facts import ObligationFacts, PersonFacts

OWED_WORDS: Final[dict[ObligationKind, str]] = {
    "thanks": "thank-you",
    "reply": "reply",
    "promise": "promise",
    "report": "report",
    "checkin": "check-in",
}


class Row(NamedTuple):
    """What a verb acts on."""

    kind: RowKind
    minutes: int
    person: PersonFacts | None
    obligation: ObligationFacts | None = None

    @property
    def name(self) -> str:
        """Who it is about."""
        return self.person.name if self.person else OWED_WORDS["checkin"]


def resolve_item(book: Book, text: str, today: date) -> QueueItem:
    """The row that is meant by its id ("o12", "p7"), or by a person's id or name.

    Somebody who is not in the queue today, or hidden from it, gets the row that they would have.
    Raises NothingFoundError, or AmbiguousNameError for a name that fits several.
    """
    found = _in_queue(book, text, today)
    if found is not None:
        return found
    row = row_of(book, text, today)
    person, owed = row.person, row.obligation
    last = _contacts(book, person.id, today).last if person else None
    return QueueItem(
        id=f"o{owed.id}" if owed else f"p{person.id if person else 0}",
        lane="owe" if owed else "grow" if row.kind == "grow" else "due",
        kind=row.kind,
        person_id=person.id if person else None,
        person=person.name if person else None,
        circle=person.circle if person else None,
        due=date.fromisoformat(owed.due) if owed else None,
        minutes=row.minutes,
        urgency=0.0,
        reason="not in the queue today",
        permitted=True,
        planned_week=None,
        last_contact=last,
    )


def row_of(book: Book, text: str, today: date) -> Row:
    """The row to act on, also one that is not in the queue today; only its person is read."""
    obligation = _number(text.strip().casefold(), "o")
    if obligation == 0:
        return _checkin_row(book, today)
    if obligation is not None:
        return _owed_row(book, obligation)
    return _person_row(book, _person_id(book, text), today)


def _in_queue(book: Book, text: str, today: date) -> QueueItem | None:
    wanted = text.strip().casefold()
    items = queue_for(book, today=today, hidden=False).items
    found = next((item for item in items if item.id == wanted), None)
    if found is not None or _number(wanted, "o") is not None:
        return found
    person = _person_id(book, text)
    return next((item for item in items if item.person_id == person), None)


def _person_id(book: Book, text: str) -> int:
    number = _number(text.strip().casefold(), "p")
    return find_person(book, text).id if number is None else number


def _checkin_row(book: Book, today: date) -> Row:
    queue = situation_for(book, today=today).queue(())
    if not queue.items:
        raise NothingFoundError("No check-in with the boss is due.", "See the list: next.")
    (item,) = queue.items
    person = person_of(book, item.person_id, "item_id") if item.person_id else None
    return Row("checkin", item.minutes, person)


def _person_row(book: Book, person_id: int, today: date) -> Row:
    """The row that the queue has for a person, or would have; what is owed to them comes first.

    Whoever is waited for, or was let go, has answered when something is done with them.
    """
    person = facts.people(book.connection, (person_id,)).get(person_id)
    if person is None:
        raise NothingFoundError(f"There is no person {person_id}.", "Look them up with search.")
    if person.archived_on is not None:
        raise FieldError("item_id", f"{person.name} is archived.", RESTORE)
    people = queue_people(book, today=today, ids=(person_id,), ways=False)
    queue = _queue_of(book, person_id, people.values(), today)
    item = next((item for item in queue.items if item.person_id == person_id), None)
    if item is None:
        known = _in_sight(book, person, people, today)
        behind = _queue_of(book, person_id, (known,), today).items
        owe = [row for row in behind if row.person_id == person_id and row.lane == "owe"]
        item = next(iter(owe), None)
    if item is not None:
        owed = _number(item.id, "o")
        return _owed_row(book, owed) if owed else Row(item.kind, item.minutes, person)
    answered = any(hidden.why in ("waiting", "let_go") for hidden in queue.hidden)
    talked = person.met_on is not None or _contacts(book, person_id, today).last is not None
    if answered or talked:
        return Row("due", rules(book).minutes_by_tier[person.tier - 1], person)
    return Row("grow", rules(book).minutes_grow, person)


def _in_sight(
    book: Book, person: PersonFacts, people: Mapping[int, QueuePerson], today: date
) -> QueuePerson:
    """The person as the queue would know them if nothing hid them: what is owed still is."""
    if person.id in people:
        known = people[person.id]
        return known._replace(snoozed_until=None, unanswered=0, last_unanswered=None)
    owed = tuple(
        Owed(number, cast(ObligationKind, kind), date.fromisoformat(due) if due else today, text)
        for _, number, kind, due, text in queue_reads.owed(book.connection, (person.id,))
    )
    return QueuePerson(
        id=person.id,
        name=person.name,
        circle=person.circle,
        tier=person.tier,
        cadence=cadence_days(person.tier, person.circle, person.cadence_days, rules(book)),
        contact_days=(),
        due=None,
        met=person.met_on is not None,
        owed=owed,
    )


def _queue_of(book: Book, person_id: int, people: Iterable[QueuePerson], today: date) -> Queue:
    """The queue of one person; the week is only read for the boss, who may be due a check-in."""
    experience = current(book, today)
    if experience is None:
        context = QueueContext(today, calendar(book), {}, rules=rules(book))
        return build_queue(people, context)
    if any(boss.id == person_id for boss in experience.supervisors):
        return situation_for(book, today=today).queue(people)
    now = phase_of(experience, today)
    left = days_left(experience.ends, today)
    return build_queue(
        people, QueueContext(today, calendar(book), {}, now, left, rules=rules(book))
    )


def _contacts(book: Book, person_id: int, today: date) -> Contacts:
    return contacts_of(book, (person_id,), today, rules(book)).get(person_id, NOTHING)


def _owed_row(book: Book, obligation_id: int) -> Row:
    owed = facts.obligation(book.connection, obligation_id)
    if owed is None:
        raise NothingFoundError(f"There is no row o{obligation_id}.", "See the list: next.")
    if owed.done_on is not None or owed.dropped_on is not None:
        closed = "done" if owed.done_on else "dropped"
        raise NothingFoundError(f"Row o{obligation_id} is {closed} already.", "See the list: next.")
    person = person_of(book, owed.person, "item_id") if owed.person else None
    return Row(owed.kind, rules(book).minutes_obligation, person, owed)


def _number(text: str, letter: str) -> int | None:
    """The number of an id like "o12"."""
    digits = text[1:]
    return int(digits) if text[:1] == letter and digits.isdecimal() else None
