"""People for the forms: by id, and by what is typed."""

from collections.abc import Callable

from netintern.domain.errors import NothingFoundError
from netintern.services.queries.people import PersonRef, person_page
from netintern.services.queries.search import Hit, search
from netintern.tui.screens.place import Place
from netintern.tui.session import Session


def person_of(session: Session, person_id: int) -> PersonRef:
    """Somebody by id. Raises NothingFoundError, also without a book."""
    if session.book is None:
        raise NothingFoundError("Nobody is in the book yet.")
    summary = person_page(session.book, person_id, today=session.today).summary
    return PersonRef(summary.id, summary.name, summary.organisation)


def names_of(place: Place) -> Callable[[str], tuple[Hit, ...]]:
    """Who is found by what is typed."""

    def names(text: str) -> tuple[Hit, ...]:
        book = place.session.book
        return () if book is None else search(book, text, limit=8, notes=False)

    return names
