"""The line for a talk: how it is read, and which verb or form it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netintern.services.queries.people import PersonRef
from netintern.services.receipt import Receipt
from netintern.tui.screens import adding, forms
from netintern.tui.screens.lookups import person_of

if TYPE_CHECKING:
    from netintern.domain.sentence import Reading
    from netintern.services.queries.sentences import Completion
    from netintern.tui.dialogs.log_line import LineDraft
    from netintern.tui.dialogs.log_talk import TalkBegun
    from netintern.tui.screens.place import Place
    from netintern.tui.session import Session


def log_line(place: Place, person_id: int | None) -> None:
    """The line for a talk, with somebody if they need not be named."""
    from netintern.tui.dialogs.log_line import LogLine

    session = place.session

    def submit(draft: LineDraft) -> Receipt:
        from netintern.services import sentences
        from netintern.services.interactions import Suggestion

        return session.write(
            lambda book: sentences.log_sentence(
                book,
                draft.reading,
                who_else=draft.who_else,
                more=[Suggestion(*name) for name in draft.more],
                may_mention=draft.may_mention,
                decided=draft.decided,
                **session.stamp,
            )
        )

    form = LogLine(
        today=session.today,
        person=None if person_id is None else person_of(session, person_id),
        read=lambda text: _read(session, text, person_id),
        complete=lambda text, cursor: _complete(session, text, cursor),
        submit=submit,
        form=lambda reading: place.attempt(lambda: to_form(reading)),
        called=lambda name: _called(session, name),
    )

    def to_form(reading: Reading) -> None:
        if not form.text:
            forms.log_talk(place, person_id)
            return
        begun = talk_begun(session, reading, form.text)
        forms.log_talk(place, person_id, begun, of_line=True)

    place.app.push_screen(form, place.finished)


def log_form(place: Place, person_id: int | None) -> None:
    """The form for a talk, as it was left; else with what was left in the line."""
    from netintern.tui.dialogs.form import left_for
    from netintern.tui.dialogs.log_line import kept_line
    from netintern.tui.dialogs.log_talk import plain_form, talk_with

    session = place.session
    person = None if person_id is None else person_of(session, person_id)
    drafts = left_for(place.app, talk_with(person))
    text = kept_line(drafts)
    if not text or plain_form(person) in drafts:
        forms.log_talk(place, person_id)
        return
    begun = talk_begun(session, _read(session, text, person_id), text)
    forms.log_talk(place, person_id, begun, of_line=True, as_left=True)


def add_line(place: Place) -> None:
    """The line for a person."""
    adding.add_line(place)


def talk_begun(session: Session, reading: Reading, text: str = "") -> TalkBegun:
    """What a line says, as the form for a talk begins with it; `text` is the line.

    What is not certain goes into its field as it was typed, so that it cannot be overlooked there;
    for what has no field the form tells it.
    """
    from netintern.tui.dialogs.log_talk import TalkBegun
    from netintern.tui.dialogs.promises import PromisedThing
    from netintern.tui.dialogs.suggestions import SuggestedName
    from netintern.tui.screens.doubts import doubts_in

    doubts = doubts_in(reading, text, session.today)
    return TalkBegun(
        people=tuple(person_of(session, person.id) for person in reading.people),
        newcomers=reading.newcomers,
        on=reading.on,
        kind=reading.kind,
        outcome=reading.outcome,
        minutes=reading.minutes,
        own_time=reading.own_time,
        learned=reading.learned or "",
        notes="; ".join(filter(None, (reading.event_title, reading.notes))),
        gave=reading.gave,
        asked=reading.asked,
        suggested=tuple(
            SuggestedName(one.name, one.circle, one.knows or 2, same_as=one.same_as)
            for one in reading.suggested
        ),
        who_else=True if reading.suggested else reading.who_else,
        promised=(
            *(PromisedThing(one.text, one.by) for one in reading.promised),
            *(PromisedThing(one.text, one.by, "theirs") for one in reading.they_promised),
        ),
        listening=reading.listening,
        next_on=reading.next_on,
        organisation=reading.organisation or "",
        tags=reading.tags,
        **doubts._asdict(),
    )


def _read(session: Session, text: str, person_id: int | None) -> Reading:
    from netintern.services.queries.sentences import read_line

    if session.book is not None:
        return read_line(session.book, text, today=session.today, selected=person_id)
    from netintern.domain.calendar import of_rules
    from netintern.domain.sentence import read_sentence
    from netintern.domain.settings import DEFAULT_RULES

    calendar = of_rules(DEFAULT_RULES)
    return read_sentence(text, today=session.today, calendar=calendar, names=lambda name: ())


def _called(session: Session, name: str) -> list[PersonRef]:
    """Everybody of exactly this name."""
    from netintern.services.search import named

    return [] if session.book is None else [PersonRef(*one) for one in named(session.book, name)]


def _complete(session: Session, text: str, cursor: int) -> tuple[Completion, ...]:
    from netintern.services.queries.sentences import completions

    if session.book is None:
        return ()
    return completions(session.book, text, cursor, today=session.today)
