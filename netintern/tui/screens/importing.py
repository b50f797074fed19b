"""Bringing people in from a file: its name, what it would change, and y; then a thread does it."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from netintern.domain.errors import FieldError, NetinternError
from netintern.services.receipt import Receipt
from netintern.tui.session import Session

if TYPE_CHECKING:
    from netintern.interop.preview import Incoming, Preview
    from netintern.tui.screens.place import Place

_FILE_KINDS = "A vCard or CSV file, LinkedIn's Connections.csv, or a netintern export."


def bring_in(place: Place) -> None:
    """Ask for a file, tell what is in it, and after a y write it as one step."""
    from netintern.tui.dialogs.one_line import OneLine

    read: list[Incoming] = []

    def submit(text: str) -> Receipt:
        from netintern.interop.preview import read_file

        if not text.strip():
            raise FieldError("line", "The name of the file is missing.", "~/Downloads/x.csv")
        path = os.path.expanduser(text.strip())
        read[:] = [read_file(path, beside=place.session.book)]
        return Receipt(0, "")

    def chosen(receipt: Receipt | None) -> None:
        if receipt is not None:
            _confirm(place, read[0])

    form = OneLine(title="Bring people in", label=_FILE_KINDS, submit=submit)
    place.app.push_screen(form, chosen)


def _confirm(place: Place, incoming: Incoming) -> None:
    """Tell what the file would change; only y goes on."""
    from netintern.tui.dialogs.confirm import Confirm

    try:
        question = preview_words(_preview(place.session, incoming))
    except NetinternError as error:
        place.say(error.sentence, "refused", error.hint)
        return

    def answered(yes: bool | None) -> None:
        if yes:
            place.say("Bringing them in…")
            work = partial(_write, place, incoming)
            place.run_worker(work, thread=True, exit_on_error=False, group="import")

    place.app.push_screen(Confirm(question=question), answered)


def _preview(session: Session, incoming: Incoming) -> Preview:
    from netintern.interop.preview import preview_import
    from netintern.services.book import empty_book

    book = session.book or empty_book()
    return preview_import(book, incoming, today=session.today)


def preview_words(preview: Preview) -> str:
    """What an import would do, in a sentence or two: "214 people: 200 new, 14 the same ..."."""
    people = "1 person" if preview.cards == 1 else f"{preview.cards} people"
    counted = (
        (preview.new, "new"),
        (preview.updated, "with something new"),
        (preview.same, "known as they are"),
        (len(preview.duplicates), "twice in the file"),
        (len(preview.unreadable), "not readable"),
    )
    counts = ", ".join(f"{number} {words}" for number, words in counted if number)
    names = preview.first if preview.cards == 1 else f"{preview.first} to {preview.last}"
    return (
        f"{people}, {names}: {counts}. They will be remembered, not tracked; one undo takes all "
        f"of it back. Bring them in?"
    )


def _write(place: Place, incoming: Incoming) -> None:
    """In a thread, with a connection of its own, so that the screen stays alive."""
    from netintern.interop.preview import apply_import
    from netintern.services.book import close_book, open_or_create

    session = place.session
    try:
        book = open_or_create(session.path)
        try:
            receipt = apply_import(book, incoming, today=session.today, origin="tui")
        finally:
            close_book(book)
    except NetinternError as error:
        place.app.call_from_thread(place.say, error.sentence, "refused", error.hint)
        return
    place.app.call_from_thread(_written, place, receipt)


def _written(place: Place, receipt: Receipt) -> None:
    if place.session.book is None:
        place.session.open()
    place.session.changed()
    place.finished(receipt)
