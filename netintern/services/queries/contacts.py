"""What the interactions with a person come to: last contact, met or not, and who is silent."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from netintern.domain.cadence import due_date, standing
from netintern.domain.calendar import Calendar
from netintern.domain.interactions import awaits_answer
from netintern.domain.settings import Rules
from netintern.domain.vocabulary import MEETINGS
from netintern.domain.warmth import weight
from netintern.storage.probe import Book
from netintern.storage.reads import contacts as reads


class Contacts(NamedTuple):
    """The interactions with one person up to a day, summed up."""

    weights: tuple[tuple[date, float], ...] = ()
    """Every day and weight that warmth counts, oldest first."""
    days: tuple[date, ...] = ()
    """Days with contact, each once, oldest first."""
    last: date | None = None
    last_kind: str = ""
    met: bool = False
    """A meeting took place; the day of meeting of the person's own row is not in here."""
    unanswered: int = 0
    last_unanswered: date | None = None


NOTHING = Contacts()
"""Nobody has written or talked yet."""


def contacts_of(book: Book, ids: Iterable[int], today: date, rules: Rules) -> dict[int, Contacts]:
    """Contacts of these people in one statement; who has none is missing."""
    rows = reads.contacts(book.connection, ids, today.isoformat())
    enough = rules.contact_weight
    return {person: sum_up(group, enough) for person, group in groupby(rows, itemgetter(0))}


def sum_up(rows: Iterable[reads.ContactRow], enough: float) -> Contacts:
    """The contacts of one person from rows that come oldest first; `enough` makes a contact."""
    weights: list[tuple[date, float]] = []
    days: list[date] = []
    unanswered, silent = 0, None
    last, last_kind, met = None, "", False
    for _, text, kind, outcome, purpose in rows:
        day = date.fromisoformat(text)
        amount = weight(kind, outcome)
        weights.append((day, amount))
        if amount >= enough:
            # Whatever was sent up to a contact is answered by it (domain rule 2.0).
            unanswered, silent, last_kind = 0, None, kind
            if day != last:
                last = day
                days.append(day)
            met = met or kind in MEETINGS
        elif day not in (last, silent) and awaits_answer(kind, purpose, outcome):
            # Several messages of one day are one attempt.
            unanswered, silent = unanswered + 1, day
    return Contacts(tuple(weights), tuple(days), last, last_kind, met, unanswered, silent)


class Agenda(NamedTuple):
    """The days that the user set for a person."""

    next_on: date | None
    snoozed_until: date | None
    snoozed_on: date | None

    def due(self, last: date | None, cadence: int, calendar: Calendar) -> date | None:
        """When the next contact is due after the last one (domain rule 2.3)."""
        # A date that contact has overtaken was kept.
        explicit = self.next_on
        if explicit is not None and last is not None and last >= explicit:
            explicit = None
        snooze = standing(self.snoozed_until, self.snoozed_on, last)
        return due_date(last, cadence, calendar, explicit, snooze)

    def snooze_in_force(self, last: date | None, today: date) -> date | None:
        """Until when the person is hidden; None if the snooze is over or contact ended it."""
        until = standing(self.snoozed_until, self.snoozed_on, last)
        return until if until is not None and until > today else None


def agenda(next_on: str | None, snoozed_until: str | None, snoozed_on: str | None) -> Agenda:
    """The days as they are stored."""
    return Agenda(day_of(next_on), day_of(snoozed_until), day_of(snoozed_on))


def day_of(text: str | None) -> date | None:
    """A stored day."""
    return None if text is None else date.fromisoformat(text)
