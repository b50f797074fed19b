"""First contacts: more of them in a week than one can answer for are warned of, never refused."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from netintern.domain.calendar import later
from netintern.services.entries import Entry
from netintern.services.queries.settings import rules
from netintern.storage.probe import Book
from netintern.storage.reads import first_contacts as firsts
from netintern.storage.reads import questions as reads

DAYS: Final = 7
"""Days within which first contacts are counted (domain rule 2.0)."""
_FIRST: Final = frozenset({"message", "ask"})
_TRIED: Final = frozenset({"done", "no_answer"})
_NOBODY: Final = 0


def remark_on(book: Book, entries: Iterable[Entry], today: date) -> str:
    """A sentence if these entries, not written yet, make the first contacts of a week too many.

    Empty if none of them is a first contact. People who are not in the book yet have negative ids.
    """
    since = later(today, -DAYS)
    people = {
        person
        for entry in entries
        if entry.kind == "outbound" and entry.purpose in _FIRST and entry.outcome in _TRIED
        if since < entry.on <= today
        for person in entry.ids
    }
    new = people - firsts.known(book.connection, people)
    if not new:
        return ""
    count = len(new) + reads.first_contacts(
        book.connection, since.isoformat(), today.isoformat(), _NOBODY
    )
    most = rules(book).first_contacts_week
    if count <= most:
        return ""
    return f"First contact {count} in {DAYS} days; over {most} is a lot."
