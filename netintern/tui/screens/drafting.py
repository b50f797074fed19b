"""Messages that one sends oneself, and copying what one needs elsewhere."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from netintern.domain.drafts import check_draft
from netintern.domain.errors import NothingFoundError
from netintern.domain.templates import TEMPLATE_OF, TEMPLATES
from netintern.domain.text import clean_note
from netintern.services.queries.drafting import (
    NOBODY,
    NOTE,
    Draft,
    draft,
    fitting_template,
    note_to_boss,
)
from netintern.services.queries.people import PersonPage, person_page
from netintern.services.queries.settings import rules
from netintern.tui import clipboard
from netintern.tui.commands import key_of
from netintern.tui.session import Session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from netintern.services.queries.book import Book
    from netintern.services.receipt import Receipt
    from netintern.tui.dialogs.message import Message
    from netintern.tui.screens.place import Place

_CHECKIN: Final = "o0"
"""The row of a check-in with the boss, which only its form ends."""
_FORWARDED: Final = "T02"
"""Is no message of its own."""
_GOODBYE: Final = "T10"
"""Waits for no answer."""
_NOUNS: Final[Mapping[str, str]] = {
    "e": "e-mail address",
    "p": "phone number",
    "l": "link",
    "n": "name",
    "m": "message",
    "c": "card",
}
_LONG: Final = ("m", "c")
"""Letters that copy several lines, which the toast does not repeat."""
_HANDLES: Final[Mapping[str, str]] = {"e": "email", "p": "phone", "l": "url"}
_FLAGS: Final[Mapping[str, str]] = {
    "too_long": "It is long; people read up to {limit} words.",
    "too_much_me": "Much of it is I, me, or my.",
    "no_question": "There is no question in it.",
    "job_ask": "There are words about jobs in it; leave them out of a first message.",
}


_KEPT: WeakKeyDictionary[Session, dict[tuple[int, str], Message]] = WeakKeyDictionary()
"""Per run what was left, by the person and the row of the queue."""


def message(place: Place, person_id: int | None, item_id: str) -> None:
    """Open the message that fits the row of the queue; what was left before comes first.

    Without a person it is the note to a boss who is not in the book.
    """
    from netintern.tui.dialogs.message import MessageForm, TemplateLine

    session = place.session
    book = _book(session)
    name, key = _name(book, session, person_id), (person_id or 0, item_id)
    kept = _KEPT.setdefault(session, {})
    filled: dict[str, Draft] = {}

    def fill(template: str) -> Draft:
        if template not in filled:
            filled[template] = _draft(book, session, template, person_id)
        return filled[template]

    def submit(sent: Message) -> Receipt:
        receipt = session.write(
            lambda book: _note_sent(book, session, person_id, item_id, sent.template)
        )
        kept.pop(key, None)
        return receipt

    def keep(left: Message) -> None:
        # An untouched one is filled in anew the next time, with what is known then.
        kept.pop(key, None)
        if left != _message(fill(left.template)):
            kept[key] = left

    form = MessageForm(
        name=name,
        message=_first(book, session, person_id, item_id),
        templates=[
            TemplateLine(one.id, f"{one.id} {one.purpose}")
            for one in TEMPLATES
            if (one.id != _FORWARDED if person_id is not None else one.id == NOTE)
        ],
        draft=lambda template: _message(fill(template)),
        judge=lambda written: _warnings(book, fill(written.template), written),
        keep=keep,
        copy=lambda text: copied(
            place, fill(form.message.template).with_blurb(text), "The message"
        ),
        edit=lambda text: _edited(place, text),
        mail=lambda written: _mailed(
            place,
            person_id,
            written._replace(body=fill(written.template).with_blurb(written.body)),
        ),
        submit=submit,
    )
    place.app.push_screen(form, lambda receipt: _closed(place, receipt))


def _closed(place: Place, receipt: Receipt | None) -> None:
    """Tell what was noted; of a note to nobody in the book, how its answer is."""
    if receipt is None or receipt.action_id:
        place.finished(receipt)
    else:
        key = key_of("week.checkin", place.session.keymap)
        place.say(receipt.label, "done", f"{key} records what is agreed")


def copy(place: Place, person_id: int, letter: str) -> None:
    """Copy something of somebody: e-mail, phone, link, name, message, or the card."""
    session = place.session
    book = _book(session)
    page = person_page(book, person_id, today=session.today)
    name = page.summary.name
    text = _value(book, session, page, letter)
    if text:
        shown = f"The {_NOUNS[letter]} of {name}" if letter in _LONG else text
        place.say(copied(place, text, shown), "done")
        return
    edit = key_of("person.edit", session.keymap)
    place.say(f"No {_NOUNS[letter]} of {name} is recorded.", "note", f"{edit} adds one")


def copied(place: Place, text: str, what: str) -> str:
    """Copy a text; the sentence says which way it went."""
    return f"{what}: copied through {' and '.join(clipboard.copy(place.app, text))}"


def _edited(place: Place, text: str) -> str:
    """The text as it comes from the user's editor. Raises NetinternError."""
    from textual.app import SuspendNotSupported

    from netintern.domain.errors import UsageError
    from netintern.interop.handing import edit, editor_command

    editor_command(os.environ)
    try:
        with place.app.suspend():
            return edit(text)
    except SuspendNotSupported as error:
        raise UsageError("No editor can be shown here.", "Change the text in place.") from error


def _mailed(place: Place, person_id: int | None, written: Message) -> str:
    """Open the message in the mail program; where there is none, copy the link that would."""
    from netintern.domain.drafts import mailto
    from netintern.interop.handing import open_mail

    address = ""
    if person_id is not None:
        page = person_page(_book(place.session), person_id, today=place.session.today)
        address = next(iter(page.summary.emails), "")
    link = mailto(address, written.subject, written.body)
    program = open_mail(link)
    if program:
        return f"Opened in the mail program by {program}; there you send it."
    return copied(place, link, "No mail program is here; the link for one")


def _name(book: Book, session: Session, person_id: int | None) -> str:
    if person_id is None:
        return NOBODY
    return person_page(book, person_id, today=session.today).summary.name


def _draft(book: Book, session: Session, template: str, person_id: int | None) -> Draft:
    if person_id is None:
        return note_to_boss(book, today=session.today)
    return draft(book, template, person_id, today=session.today)


def _first(book: Book, session: Session, person_id: int | None, item_id: str) -> Message:
    """What was left before, or what fits the row of the queue."""
    left = _KEPT.get(session, {}).get((person_id or 0, item_id))
    if left is not None:
        return left
    if person_id is None:
        return _message(note_to_boss(book, today=session.today))
    fitting = fitting_template(book, person_id, item_id, today=session.today)
    return _message(draft(book, fitting, person_id, today=session.today))


def _message(filled: Draft) -> Message:
    from netintern.tui.dialogs.message import Message

    return Message(filled.template, filled.subject, clean_note(filled.body))


def _warnings(book: Book, filled: Draft, written: Message) -> tuple[str, ...]:
    """What speaks against sending the text as it is now."""
    by = rules(book)
    template = TEMPLATE_OF[filled.template]

    def flags(text: str) -> tuple[str, ...]:
        found = check_draft(text, template.first_contact, template.wants_answer, by).flags
        return tuple(_FLAGS[flag].format(limit=by.draft_words) for flag in found)

    # What the draft says of its own text comes first; the rest is about the person.
    about_person = filled.warnings[len(flags(filled.body)) :]
    unknown: tuple[str, ...] = ()
    if filled.missing and written.body == clean_note(filled.body):
        unknown = (f"Left out, because the book does not say it: {', '.join(filled.missing)}.",)
    return (*flags(written.body), *about_person, *unknown)


def _note_sent(
    book: Book, session: Session, person_id: int | None, item_id: str, template: str
) -> Receipt:
    """What is owed is done, a goodbye is said; any other message is waited for."""
    from netintern.services import followups
    from netintern.services.receipt import Receipt

    if person_id is None:
        # Nobody is there with whom it could be logged; the answer is what counts.
        return Receipt(0, "The note went out; nobody is recorded as your supervisor")

    stamp, row = session.stamp, item_id or f"p{person_id}"
    if template == _GOODBYE and not _is_owed(row):
        from netintern.services.phases import say_goodbye

        return say_goodbye(book, person_id, **stamp)
    if not _is_owed(row):
        fitting = fitting_template(book, person_id, row, today=session.today)
        found = followups.resolve_item(book, row, session.today).id
        if _is_owed(found) and template == fitting:
            row = found
    verb = followups.done if _is_owed(row) else followups.wait
    return verb(book, row, **stamp)


def _is_owed(item_id: str) -> bool:
    return item_id.startswith("o") and item_id != _CHECKIN


def _value(book: Book, session: Session, page: PersonPage, letter: str) -> str:
    """What a letter of the chooser copies; empty if there is none."""
    if letter == "n":
        return page.summary.name
    if letter == "m":
        person = page.summary.id
        left = [one for key, one in _KEPT.get(session, {}).items() if key[0] == person]
        written = left[-1] if left else _first(book, session, person, f"p{person}")
        return f"Subject: {written.subject}\n\n{written.body}"
    if letter == "c":
        return _card(page)
    wanted = _HANDLES[letter]
    return next((handle.value for handle in page.handles if handle.kind == wanted), "")


def _card(page: PersonPage) -> str:
    """Name, what they do and where, and how to reach them, a line each."""
    who = page.summary
    work = ", ".join(part for part in (who.role, who.organisation) if part)
    return "\n".join(
        part for part in (who.name, work, *(one.value for one in page.handles)) if part
    )


def _book(session: Session) -> Book:
    if session.book is None:
        raise NothingFoundError("Nobody is in the book yet.")
    return session.book
