"""Longer answers of triage line by line: a message to send, a way in, the tags."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from netintern.domain.errors import FieldError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netintern.cli.session import Session
    from netintern.domain.queue import QueueItem
    from netintern.services.queries.names import PersonRef
    from netintern.services.receipt import Receipt

_GOODBYE: Final = "T10"
"""Waits for no answer."""
_WAYS: Final = 3
"""Ways in that are told; the others are told by 'netintern path'."""


class Way(NamedTuple):
    """Somebody who can introduce one."""

    via: int
    words: str
    """Who, over whom, and why."""


def person_in(item: QueueItem) -> int:
    """The person of a row. Raises FieldError for a boss who is not recorded."""
    if item.person_id is None:
        raise FieldError(
            "person", "No supervisor is recorded yet.", "Type: netintern experience edit --help."
        )
    return item.person_id


def show_message(session: Session, item: QueueItem, wanted: str) -> str:
    """Print the message that fits the row, or another one by its id; the id of it."""
    from netintern.cli.commands.draft import show_draft
    from netintern.services.queries.drafting import draft, fitting_template, template_of

    book, person, today = session.read(), person_in(item), session.today
    fitting = template_of(wanted).id if wanted else ""
    template = fitting or fitting_template(book, person, item.id, today=today)
    written = draft(book, template, person, today=today)
    show_draft(session, written)
    return written.template


def note_sent(session: Session, item: QueueItem, template: str) -> Receipt:
    """What is owed is done with the message, a goodbye is said; any other one is waited for."""
    from netintern.services import followups
    from netintern.services.phases import say_goodbye

    book, today = session.write(), session.today
    if item.lane == "owe":
        return followups.done(book, item.id, today=today)
    if template == _GOODBYE:
        return say_goodbye(book, person_in(item), today=today)
    return followups.wait(book, item.id, today=today)


def ways_to(session: Session, item: QueueItem) -> tuple[Way, ...]:
    """The best ways to be introduced to the person of a row."""
    from netintern.services.queries.network import ways_in

    arrow = " → " if session.out.unicode else " > "
    found = ways_in(session.read(), person_in(item), today=session.today)[:_WAYS]
    return tuple(Way(way.hop_ids[0], f"{arrow.join(way.hops)}: {way.reason}") for way in found)


def no_way(session: Session, item: QueueItem) -> str:
    """Why nobody can introduce one."""
    from netintern.services.queries.network import no_way_reason

    return no_way_reason(session.read(), person_in(item), today=session.today)


def connector(session: Session, text: str, ways: tuple[Way, ...]) -> PersonRef:
    """Who was asked: the number of a way that was told, or a name. Raises what a name does."""
    if text.isdecimal() and 1 <= int(text) <= len(ways):
        return session.person(str(ways[int(text) - 1].via))
    if text.isdecimal():
        raise FieldError("via", f"There is no way {text} here.", "Give a name.")
    return session.person(text)


def against_asking(session: Session, item: QueueItem, via: PersonRef) -> Iterator[str]:
    """What speaks against asking somebody for this introduction, a sentence each."""
    from netintern.services.queries.introductions import doubts, open_asks_to

    book, today = session.read(), session.today
    target = session.person(str(person_in(item)))
    yield from doubts(book, target, via, today=today)
    for opening in open_asks_to(book, via.id, today=today):
        if opening.target.id != target.id:
            yield f"You already wait for {via.name}'s introduction to {opening.target.name}."


def note_asked(session: Session, item: QueueItem, via: PersonRef) -> Receipt:
    """Record that somebody was asked to introduce one to the person of a row."""
    from netintern.services.introductions import ask

    return ask(session.write(), person_in(item), via.id, today=session.today)


def tags_of(session: Session, item: QueueItem) -> tuple[str, ...]:
    """The tags of the person of a row."""
    from netintern.services.queries.people import person_page

    return person_page(session.read(), person_in(item), today=session.today).summary.tags


def tag(session: Session, item: QueueItem, text: str) -> Receipt:
    """Give the person of a row these tags, divided by commas, and no others."""
    from netintern.services.people import edit_person

    tags = [word.strip() for word in text.replace("#", ",").split(",") if word.strip()]
    return edit_person(session.write(), person_in(item), tags=tags, today=session.today)
