"""Acting on a row of the queue: done, wait, snooze, skip, drop."""

from datetime import date, timedelta
from typing import Any, Final

from netintern.domain.cadence import cadence_days, due_date
from netintern.domain.calendar import Calendar
from netintern.domain.dates import parse_day, weekday_day
from netintern.domain.errors import FieldError, UsageError
from netintern.domain.vocabulary import InteractionKind
from netintern.services.checks import coming_day, person_of
from netintern.services.entries import (
    Entry,
    effects_of,
    thanked_with,
    with_changes,
    write_entry,
)
from netintern.services.queries.contacts import NOTHING, contacts_of
from netintern.services.queries.settings import calendar, rules
from netintern.services.receipt import Receipt
from netintern.services.rows import OWED_WORDS, Row, resolve_item, row_of
from netintern.services.turns import verb
from netintern.storage.database import unit_of_work
from netintern.storage.models import Introduction, Obligation, Person
from netintern.storage.probe import Book
from netintern.storage.reads import facts
from netintern.storage.reads.facts import PersonFacts

__all__ = ["done", "drop", "resolve_item", "skip", "snooze", "snooze_day", "unsnooze", "wait"]

_CHECKIN_HINT: Final = "Record what was agreed: netintern checkin --agreed MINUTES."


@verb
def done(book: Book, item_id: str, *, today: date, origin: str = "cli") -> Receipt:
    """The row is done: its obligation is closed, and what was done is logged (domain rule 2.0).

    A promise, thank-you, or report logs an outbound message of that purpose; a reply, and a row
    of the lanes closing, due, and reconnect, messages both ways; a row of the lane grow an
    outbound question, after which one waits. An introduction for which the thank-you was owed is
    over. The minutes of the row count on the clock. Something
    owed to me is only closed. Raises FieldError for a check-in, for a row without anything owed
    that was done today already, and what `resolve_item` raises.
    """
    row = row_of(book, item_id, today)
    if row.kind == "checkin" or row.person is None:
        raise FieldError("item_id", "A check-in is done by recording it.", _CHECKIN_HINT)
    kind, purpose = _logged_as(row)
    if kind is None:
        return _close(book, row, today, origin)
    if row.obligation is None:
        _refuse_again(book, row.person, kind, today)
    entry = Entry((row.person,), kind, today, row.minutes, purpose=purpose)
    effects = effects_of(book, entry, today)
    if row.obligation is not None:
        thanked = thanked_with(book, row.person.id, row.obligation.text, today)
        effects = effects._replace(closes=(row.obligation.id,), thanked=thanked)
    words = f"{row.name}: {_done_words(book, row, today)}"
    label = with_changes(words, entry.people, effects)
    with unit_of_work(book, label, origin=origin) as work:
        interaction = write_entry(entry, effects)
    return Receipt(work.action_id, label, (interaction,))


@verb
def wait(book: Book, item_id: str, *, today: date, origin: str = "cli") -> Receipt:
    """A message was sent to the row's person, who is now waited for (domain rule 2.0).

    It takes no minutes. Raises FieldError if a message of today is logged already.
    """
    row = row_of(book, item_id, today)
    if row.person is None:
        raise FieldError("item_id", "Nobody is known to wait for.", "Record your supervisor first.")
    if facts.messaged(book.connection, row.person.id, today.isoformat()):
        raise FieldError("item_id", f"A message to {row.name} is logged today already.")
    entry = Entry((row.person,), "outbound", today, 0, purpose="message")
    effects = effects_of(book, entry, today)
    label = with_changes(f"{row.name}: waiting for an answer", entry.people, effects)
    with unit_of_work(book, label, origin=origin) as work:
        interaction = write_entry(entry, effects)
    return Receipt(work.action_id, label, (interaction,))


@verb
def snooze(book: Book, item_id: str, until: date, *, today: date, origin: str = "cli") -> Receipt:
    """Hide the row's person until a day, moved to a workday; the label tells that day.

    What is owed to the person is hidden with them, and the label says so. Raises FieldError for a
    day that is not after today.
    """
    row = row_of(book, item_id, today)
    day = _snoozed_to(book, until, today)
    words = f"snoozed to {weekday_day(day, today)}"
    return _snooze(book, row, day, words, today, origin)


@verb
def skip(book: Book, item_id: str, *, today: date, origin: str = "cli") -> Receipt:
    """Hide the row's person until the next workday."""
    row = row_of(book, item_id, today)
    day = calendar(book).next_workday(today)
    words = f"skipped to {weekday_day(day, today)}"
    return _snooze(book, row, day, words, today, origin)


@verb
def unsnooze(book: Book, person_id: int, *, today: date, origin: str = "cli") -> Receipt:
    """End a snooze; the action is 0 if there was none."""
    person = person_of(book, person_id)
    label = f"{person.name}: no longer snoozed"
    with unit_of_work(book, label, origin=origin) as work:
        Person.update(snoozed_until=None, snoozed_on=None).where(Person.id == person_id).execute()
    return Receipt(work.action_id if work.changed else 0, label, (person_id,))


@verb
def drop(book: Book, item_id: str, *, today: date, origin: str = "cli") -> Receipt:
    """Let the row go: an obligation is dropped; in the other lanes the person is untracked.

    An introduction for which the thank-you was owed is over, without thanks.
    """
    row = row_of(book, item_id, today)
    if row.obligation is not None:
        return _close(book, row, today, origin, dropped=True)
    if row.person is None or row.kind == "checkin":
        raise FieldError("item_id", "A check-in with the boss cannot be dropped.", _CHECKIN_HINT)
    label = f"{row.name}: out of the queue"
    with unit_of_work(book, label, origin=origin) as work:
        Person.update(tracked=0).where(Person.id == row.person.id).execute()
    return Receipt(work.action_id if work.changed else 0, label, (row.person.id,))


def snooze_day(text: str, today: date, calendar: Calendar, *, ends: date | None = None) -> date:
    """The workday to which a row is snoozed, by a letter or a phrase.

    d three days (also nothing), t tomorrow, m Monday, w a week, f a fortnight, o a month, q a
    quarter, e the day after the experience `ends`; else what `parse_day` understands. Raises
    UsageError.
    """
    wanted = text.strip().casefold()
    if wanted == "e":
        if ends is None or ends < today:
            raise UsageError("No end of an internship lies ahead.", "Give a day, or 2w.")
        return calendar.roll(ends + timedelta(days=1))
    return calendar.roll(_lettered(wanted, today) or parse_day(text, today, calendar=calendar))


def _lettered(letter: str, today: date) -> date | None:
    days = {"": 3, "d": 3, "t": 1, "m": 8 - today.isoweekday(), "w": 7, "f": 14}
    if letter in days:
        return today + timedelta(days=days[letter])
    if letter not in ("o", "q"):
        return None
    from dateutil.relativedelta import relativedelta

    return today + relativedelta(months=1 if letter == "o" else 3)


def _logged_as(row: Row) -> tuple[InteractionKind | None, Any]:
    """Kind and purpose of what done logs; no kind where nothing is logged."""
    if row.obligation is not None:
        if row.obligation.direction == "theirs":
            return None, None
        return ("exchange", None) if row.kind == "reply" else ("outbound", row.kind)
    return ("outbound", "ask") if row.kind == "grow" else ("exchange", None)


def _refuse_again(book: Book, person: PersonFacts, kind: InteractionKind, today: date) -> None:
    """Refuse what the same key has logged today: twice a day it is a slip of the finger."""
    written = facts.written(book.connection, person.id, today.isoformat())
    asked = ("outbound", "ask") in written
    if asked or (kind == "outbound" and ("outbound", "message") in written):
        raise FieldError(
            "item_id",
            f"A message to {person.name} is logged today already.",
            "If there was an answer, log that.",
        )
    if kind == "exchange" and any(known == "exchange" for known, _ in written):
        raise FieldError(
            "item_id", f"{person.name}: done today already.", "If there was more, log that."
        )


def _done_words(book: Book, row: Row, today: date) -> str:
    if row.obligation is not None and row.kind != "reply":
        return f"{OWED_WORDS[row.obligation.kind]} done"
    if row.kind == "grow":
        return "asked, waiting for an answer"
    words = "reply done" if row.kind == "reply" else "done"
    person = row.person
    if person is None or not person.tracked:
        return words
    cadence = cadence_days(person.tier, person.circle, person.cadence_days, rules(book))
    due = due_date(today, cadence, calendar(book))
    return f"{words}, next {weekday_day(due, today)}" if due else words


def _close(book: Book, row: Row, today: date, origin: str, *, dropped: bool = False) -> Receipt:
    """Close an obligation without logging anything."""
    owed = row.obligation
    if owed is None:
        raise FieldError("item_id", "This row has nothing to close.")
    whose = (
        f"{row.name}: their promise"
        if owed.direction == "theirs"
        else f"{row.name}: " + (OWED_WORDS[owed.kind])
    )
    label = f"{whose} {'dropped' if dropped else 'kept'}"
    over = thanked_with(book, owed.person, owed.text, today) if dropped and owed.person else ()
    with unit_of_work(book, label, origin=origin) as work:
        changes = {"dropped_on" if dropped else "done_on": today}
        Obligation.update(**changes).where(Obligation.id == owed.id).execute()
        if over:
            Introduction.update(closed_on=today).where(Introduction.id.in_(over)).execute()
    return Receipt(work.action_id, label, (owed.id,))


def _snoozed_to(book: Book, until: date, today: date) -> date:
    if until <= today:
        coming_day(until, today, "until")
        raise FieldError("until", "A snooze lasts at least until tomorrow.", "Give a later day.")
    return calendar(book).roll(until)


def _snooze(book: Book, row: Row, until: date, words: str, today: date, origin: str) -> Receipt:
    if row.person is None:
        raise FieldError("item_id", "A check-in with the boss cannot be put off.", _CHECKIN_HINT)
    label = f"{row.name}: {words}"
    if row.kind in OWED_WORDS:
        label += f", the {OWED_WORDS[row.kind]} too"
    # A contact on or after the day of the snooze ends it; what was logged today came before it.
    known = contacts_of(book, (row.person.id,), today, rules(book))
    talked = known.get(row.person.id, NOTHING).last == today
    since = today + timedelta(days=1) if talked else today
    with unit_of_work(book, label, origin=origin) as work:
        Person.update(snoozed_until=until, snoozed_on=since).where(
            Person.id == row.person.id
        ).execute()
    return Receipt(work.action_id if work.changed else 0, label, (row.person.id,))
