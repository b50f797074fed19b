"""Introductions: asking for one, noting one, who was suggested, and the ways to somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netintern.domain.dates import weekday_day
from netintern.domain.errors import NothingFoundError
from netintern.domain.text import clean, fold
from netintern.services.queries.introductions import (
    Opening,
    open_asks_to,
    open_introductions,
)
from netintern.services.queries.network import no_way_reason
from netintern.services.queries.network import ways_in as ways_to
from netintern.services.queries.people import PersonPage, PersonRef, person_page
from netintern.services.queries.search import Hit, search
from netintern.tui.commands import key_of

if TYPE_CHECKING:
    from datetime import date

    from netintern.domain.vocabulary import IntroductionState
    from netintern.services.queries.book import Book
    from netintern.services.receipt import Receipt
    from netintern.tui.dialogs.ask_introduction import AskDraft, Letter
    from netintern.tui.dialogs.names_suggested import NamesDraft
    from netintern.tui.dialogs.people_field import Names
    from netintern.tui.dialogs.record_introduction import IntroductionDraft
    from netintern.tui.dialogs.ways_in import OpenLine, WayLine, WaysPage
    from netintern.tui.screens.place import Place
    from netintern.tui.session import Session

_KNOWS: Final = ("", "has heard of", "works with", "is close to")
_FOUND: Final = 8
_OFFERED: Final = 4
"""People offered beside what was typed as a new name."""


def ask(place: Place, person_id: int) -> None:
    """Ask for an introduction: to the person if they are still to be met, else through them."""
    page = _page(place.session, person_id)
    person = _ref(page)
    if page.summary.met:
        _ask(place, target=None, via=person)
    else:
        _ask(place, target=person, via=None)


def record(place: Place, person_id: int) -> None:
    """Note that the person introduced one to somebody."""
    from netintern.tui.dialogs.record_introduction import RecordIntroduction

    session = place.session

    def submit(draft: IntroductionDraft) -> Receipt:
        from netintern.services import introductions

        values = draft._asdict()
        target = values.pop("target")
        return session.write(
            lambda book: introductions.record(book, person_id, target, **values, **session.stamp)
        )

    form = RecordIntroduction(
        via=_ref(_page(session, person_id)), names=_people_or_new(place, person_id), submit=submit
    )
    place.app.push_screen(form, place.finished)


def suggested(place: Place, person_id: int) -> None:
    """Note whom the person suggested."""
    from netintern.tui.dialogs.names_suggested import NamesSuggested

    session = place.session

    def submit(draft: NamesDraft) -> Receipt:
        from netintern.services import introductions
        from netintern.services.suggestions import Suggestion

        names = [Suggestion(*name) for name in draft.suggested]
        return session.write(
            lambda book: introductions.suggest(book, person_id, names, **session.stamp)
        )

    form = NamesSuggested(by=_ref(_page(session, person_id)), submit=submit)
    place.app.push_screen(form, place.finished)


def ways_in(place: Place, person_id: int) -> None:
    """Show the ways to the person, or, if they were met, the doors that they open."""
    from netintern.tui.dialogs.ways_in import WaysIn

    session = place.session
    page = _page(session, person_id)
    intro = key_of("person.intro", session.keymap)

    def read() -> WaysPage:
        book = _book(session)
        now = person_page(book, person_id, today=session.today)
        if page.summary.met:
            return _doors(book, session, now)
        found = _ways(book, session, _ref(now))
        by_name = f"{found.nothing} Ask anybody by name: {intro} a, the name, Enter."
        return found._replace(nothing=by_name if found.nothing else "")

    def advance(introduction: int, state: IntroductionState) -> Receipt:
        from netintern.services import introductions

        receipt = session.write(
            lambda book: introductions.advance(book, introduction, state, **session.stamp)
        )
        place.finished(receipt)
        return receipt

    def chosen(way: WayLine | None) -> None:
        if way is not None:
            _ask(place, target=way.target, via=way.via)

    name = page.summary.name
    form = WaysIn(
        title=f"Doors that {name} opens" if page.summary.met else f"Ways to {name}",
        heading="To meet through them" if page.summary.met else "Who can introduce you",
        read=read,
        advance=advance,
        ascii_only=session.ascii_only,
    )
    place.app.push_screen(form, chosen)


def _ask(place: Place, *, target: PersonRef | None, via: PersonRef | None) -> None:
    """Open the form; with both known it begins with the message."""
    from netintern.tui.dialogs.ask_introduction import AskIntroduction

    session = place.session
    added: list[int] = []
    """Steps that wrote somebody new, who is only kept if they are asked about."""

    def submit(draft: AskDraft) -> Receipt:
        from netintern.services import introductions

        return session.write(
            lambda book: introductions.ask(book, draft.target, draft.via, **session.stamp)
        )

    def add(name: str) -> PersonRef:
        from netintern.services import people

        receipt = session.write(
            lambda book: people.add_person(book, name, wish=True, **session.stamp)
        )
        added.append(receipt.action_id)
        place.finished(receipt)
        return PersonRef(receipt.ids[0], name, "")

    def finished(receipt: Receipt | None) -> None:
        if receipt is None and added:
            place.attempt(lambda: _take_back(place, added))
        place.finished(receipt)

    form = AskIntroduction(
        target=target,
        via=via,
        people=_people_or_new(place, None if via is None else via.id, unmet=True),
        connectors=_people(place, None if target is None else target.id),
        ways=lambda wanted: _ways(_book(session), session, wanted),
        letter=lambda asked, wanted: _letter(_book(session), session.today, asked, wanted),
        add=add,
        copy=lambda text: _copied(place, text),
        submit=submit,
        ascii_only=session.ascii_only,
    )
    place.app.push_screen(form, finished)


def _take_back(place: Place, steps: list[int]) -> None:
    """Undo these steps, newest first, as long as nothing else was written since."""
    from netintern.services import journal
    from netintern.services.queries.journal import history
    from netintern.services.receipt import Receipt
    from netintern.tui.messages import BookChanged

    def last(book: Book) -> int:
        return next((step.id for step in history(book) if not step.undone), 0)

    while steps and last(_book(place.session)) == steps[-1]:
        steps.pop()
        place.session.write(
            lambda book: Receipt(0, ", ".join(step.label for step in journal.undo(book)))
        )
        place.say("Nobody was asked, so nobody was added.")
        place.post_message(BookChanged())


def _copied(place: Place, text: str) -> str:
    from netintern.tui.screens.drafting import copied

    return copied(place, text, "The message")


def _next_hop(book: Book, today: date, via: PersonRef, target: PersonRef) -> int:
    """Whom the connector is asked to introduce: on a longer way somebody whom they know."""
    for way in ways_to(book, target.id, today=today):
        if way.hop_ids[0] == via.id and len(way.hop_ids) > 2:
            return way.hop_ids[1]
    return target.id


def _letter(book: Book, today: date, via: PersonRef, target: PersonRef) -> Letter:
    """The message to who is asked, with what speaks against asking now."""
    from netintern.services.queries.drafting import draft
    from netintern.tui.dialogs.ask_introduction import Letter

    next_hop = _next_hop(book, today, via, target)
    filled = draft(book, "T01", via.id, today=today, target=next_hop)
    open_asks = [
        f"{via.name} was asked to introduce you to {one.target.name} {_days_ago(one.days)}; "
        "that is still open."
        for one in open_asks_to(book, via.id, today=today)
    ]
    parts = (filled.subject, filled.body, filled.blurb)
    text = "\n\n".join(part for part in parts if part)
    return Letter(text, (*open_asks, *filled.warnings))


def _ways(book: Book, session: Session, target: PersonRef) -> WaysPage:
    """The ways to somebody still to meet, and what is under way."""
    from netintern.tui.dialogs.ways_in import WayLine, WaysPage

    found = ways_to(book, target.id, today=session.today)
    ways = tuple(
        WayLine(PersonRef(way.hop_ids[0], way.hops[0], ""), target, way.reason, way.score)
        for way in found
        if len(way.hops) > 1
    )
    nothing = ""
    if not ways:
        nothing = no_way_reason(book, target.id, today=session.today)
    return WaysPage(_openings(book, session.today, target.id), ways, nothing)


def _doors(book: Book, session: Session, page: PersonPage) -> WaysPage:
    """People to meet whom somebody knows, who was met."""
    from netintern.tui.dialogs.ways_in import WayLine, WaysPage

    person = _ref(page)
    ways = tuple(
        WayLine(
            person,
            PersonRef(tie.id, tie.name, ""),
            f"{tie.name}, whom {person.name} {_KNOWS[tie.level]}",
            tie.level / (len(_KNOWS) - 1),
        )
        for tie in page.ties
        if not tie.met
    )
    nothing = "" if ways else f"Nobody to meet is recorded whom {person.name} knows."
    return WaysPage(_openings(book, session.today, person.id), ways, nothing)


def _openings(book: Book, today: date, person_id: int) -> tuple[OpenLine, ...]:
    from netintern.tui.dialogs.ways_in import OpenLine

    found = open_introductions(book, today=today, person=person_id)
    return tuple(OpenLine(one.id, one.state, _state_words(one, today)) for one in found)


def _state_words(one: Opening, today: date) -> str:
    """How far an introduction has come."""
    via, target = one.via.name, one.target.name
    if one.state == "asked":
        return f"asked {via} about {target} {_days_ago(one.days)}"
    if one.state == "made":
        day = "" if one.made_on is None else f" on {weekday_day(one.made_on, today)}"
        return f"{via} introduced you to {target}{day}; now talk"
    day = "" if one.met_on is None else f" on {weekday_day(one.met_on, today)}"
    return f"met {target}{day}; tell {via} how it went"


def _days_ago(days: int) -> str:
    return {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")


def _book(session: Session) -> Book:
    if session.book is None:
        raise NothingFoundError("Nobody is in the book yet.")
    return session.book


def _page(session: Session, person_id: int) -> PersonPage:
    """The page of somebody. Raises NothingFoundError, also without a book."""
    return person_page(_book(session), person_id, today=session.today)


def _ref(page: PersonPage) -> PersonRef:
    return PersonRef(page.summary.id, page.summary.name, page.summary.organisation)


def _people(place: Place, without: int | None) -> Names:
    """Who is found by a name, people who were met first."""

    def names(text: str) -> tuple[Hit, ...]:
        hits = [hit for hit in _hits(place.session, text) if hit.person_id != without]
        return tuple(sorted(hits, key=lambda hit: not hit.met))

    return names


def _people_or_new(place: Place, without: int | None, *, unmet: bool = False) -> Names:
    """Who is found by a name, and below them the name itself as that of somebody new, id 0.

    `unmet` leaves out people who were met.
    """

    def names(text: str) -> tuple[Hit, ...]:
        found = _hits(place.session, text)
        hits = [hit for hit in found if hit.person_id != without and not (unmet and hit.met)][
            :_OFFERED
        ]
        name = clean(text)
        if name and all(fold(hit.name) != fold(name) for hit in found):
            hits.append(Hit(0, name, "somebody new", None, "person", "", False, False))
        return tuple(hits)

    return names


def _hits(session: Session, text: str) -> tuple[Hit, ...]:
    return () if session.book is None else search(session.book, text, limit=_FOUND, notes=False)
