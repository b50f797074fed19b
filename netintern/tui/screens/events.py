"""Events: one to come, and everybody who was met at one that was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netintern.services.queries.events import EventLine, event_list
from netintern.services.queries.people import PersonRef, list_people
from netintern.services.queries.search import Hit, search

if TYPE_CHECKING:
    from datetime import date

    from netintern.services.queries.book import Book
    from netintern.services.queries.people import PersonSummary
    from netintern.services.receipt import Receipt
    from netintern.tui.dialogs.after_event import AfterDraft
    from netintern.tui.dialogs.event import EventDraft
    from netintern.tui.dialogs.people_field import Names
    from netintern.tui.screens.place import Place

_EVENTS: Final = 12
"""Events to choose from."""
_LIKELY: Final = 40
"""People shown before anybody is looked for."""


def add_event(place: Place) -> None:
    """The form for an event to come."""
    from netintern.tui.dialogs.event import EventForm

    session = place.session

    def submit(draft: EventDraft) -> Receipt:
        from netintern.services import events

        values = draft._asdict()
        title = values.pop("title")
        return session.write(lambda book: events.add_event(book, title, **values, **session.stamp))

    form = EventForm(today=session.today, names=_names(place), submit=submit)
    place.app.push_screen(form, place.finished)


def log_event(place: Place) -> None:
    """The form for everybody who was met at an event."""
    from netintern.tui.dialogs.after_event import AfterEvent

    session, book = place.session, place.session.book

    def submit(draft: AfterDraft) -> Receipt:
        from netintern.services import events

        values = draft._asdict()
        event, met = values.pop("event"), values.pop("people")
        return session.write(
            lambda book: events.log_event(book, event, met, **values, **session.stamp)
        )

    form = AfterEvent(
        today=session.today,
        happened=() if book is None else _happened(book, session.today),
        likely=lambda: () if book is None else _likely(book, session.today),
        names=_names(place),
        submit=submit,
    )
    place.app.push_screen(form, place.finished)


def _happened(book: Book, today: date) -> tuple[EventLine, ...]:
    """Events up to today, those without a log first, then the newest."""
    lines = [line for line in event_list(book, today=today) if line.on is None or line.on <= today]
    lines.sort(key=lambda line: line.on.toordinal() if line.on else 0, reverse=True)
    lines.sort(key=lambda line: line.logged)
    return tuple(lines[:_EVENTS])


def _likely(book: Book, today: date) -> tuple[PersonRef, ...]:
    """Tracked people who may have been there: seen lately first, then those to meet."""
    people = sorted(list_people(book, today=today), key=_unlikely)
    return tuple(PersonRef(one.id, one.name, one.organisation) for one in people[:_LIKELY])


def _unlikely(one: PersonSummary) -> tuple[int, bool, str]:
    seen = 0 if one.last_contact is None else one.last_contact.toordinal()
    return -seen, not one.wish, one.name.casefold()


def _names(place: Place) -> Names:
    def names(text: str) -> tuple[Hit, ...]:
        book = place.session.book
        return () if book is None else search(book, text, limit=8, notes=False)

    return names
