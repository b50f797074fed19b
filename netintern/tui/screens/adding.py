"""Adding a person, in a line or by the form: what each is given, and what comes after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netintern.services.receipt import Receipt
from netintern.tui.screens.lookups import names_of, person_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from netintern.domain.sentence import PersonReading
    from netintern.services.queries.people import PersonRef
    from netintern.tui.dialogs.add_person import PersonDraft
    from netintern.tui.screens.place import Place
    from netintern.tui.session import Session


def add_line(place: Place) -> None:
    """The line for a person."""
    from netintern.tui.dialogs.add_line import AddLine

    session = place.session

    def submit(reading: PersonReading, is_new: bool) -> Receipt:
        from netintern.services import sentences

        return session.write(
            lambda book: sentences.add_read(book, reading, is_new=is_new, **session.stamp)
        )

    form = AddLine(
        today=session.today,
        read=lambda text: _read_person(session, text),
        names=names_of(place),
        complete=lambda text, cursor: (),
        submit=submit,
        known=lambda person: _open_page(place, person),
        form=lambda reading: _to_form(place, reading, form.draft_key),
    )
    place.app.push_screen(form, lambda receipt: _added(place, receipt))


def add_form(
    place: Place,
    begun: PersonDraft | None = None,
    via: PersonRef | None = None,
    *,
    unclear: Sequence[str] = (),
    line: Hashable = None,
) -> None:
    """The form for a person; `begun` is what is known already, `via` who suggested them.

    `unclear` is what the line said that is not in the form; `line` is its draft key: what was saved
    is not kept there any longer.
    """
    from netintern.tui.dialogs.add_person import AddPerson
    from netintern.tui.dialogs.form import forget

    session = place.session

    def submit(draft: PersonDraft) -> Receipt:
        from netintern.services import people

        values = draft._asdict()
        name = values.pop("name")
        return session.write(lambda book: people.add_person(book, name, **values, **session.stamp))

    form = AddPerson(
        today=session.today,
        names=names_of(place),
        submit=submit,
        begun=begun,
        via=via,
        known=lambda person: _open_page(place, person),
        unclear=unclear,
    )

    def finished(receipt: Receipt | None) -> None:
        if receipt is not None:
            forget(place.app, line)
        _added(place, receipt)

    place.app.push_screen(form, finished)


def _added(place: Place, receipt: Receipt | None) -> None:
    """Somebody was added, or the form was left: whoever is new is selected in the queue."""
    place.added(receipt)
    if receipt is not None and receipt.ids:
        # The queue reads the book again before this is called.
        place.call_after_refresh(_select, place, receipt.ids[0])


def _open_page(place: Place, person_id: int) -> None:
    """Open somebody's page."""
    from netintern.tui.messages import PersonChosen

    place.post_message(PersonChosen(person_id))


def _select(place: Place, person_id: int) -> None:
    from netintern.tui.panes.queue.pane import QueuePane

    for queue in place.query(QueuePane):
        queue.select_person(person_id)


def _to_form(place: Place, reading: PersonReading, line: Hashable) -> None:
    from netintern.domain.dates import weekday_day
    from netintern.tui.dialogs.add_line import certain_name
    from netintern.tui.dialogs.add_person import PersonDraft

    begun = PersonDraft(
        name=reading.name,
        circle=reading.circle,
        org=reading.organisation,
        role=reading.role,
        email=reading.emails,
        phone=reading.phones,
        tags=reading.tags,
        tier=None,
        wish=reading.wish,
        via=None,
        knows=None,
        notes=reading.notes,
        next_on=reading.next_on,
    )
    unclear = [f"'{doubt.text}': {doubt.why}" for doubt in certain_name(reading).unsure]
    if reading.met_on:
        met = weekday_day(reading.met_on, place.session.today)
        unclear.append(f"met {met}: a talk is not in this form, log it when they are added")

    def to_form() -> None:
        via = reading.via and person_of(place.session, reading.via.id)
        add_form(place, begun, via, unclear=unclear, line=line)

    place.attempt(to_form)


def _read_person(session: Session, text: str) -> PersonReading:
    from netintern.services.queries import sentences

    if session.book is not None:
        return sentences.read_person_line(session.book, text, today=session.today)
    from netintern.domain.calendar import of_rules
    from netintern.domain.sentence import read_person
    from netintern.domain.settings import DEFAULT_RULES

    calendar = of_rules(DEFAULT_RULES)
    return read_person(text, today=session.today, calendar=calendar, names=lambda name: ())
