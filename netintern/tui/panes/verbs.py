"""What can be done with a person or a follow-up, wherever one is under the cursor."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final, NamedTuple

from textual import events
from textual.message import Message
from textual.widget import Widget

from netintern.domain.errors import NetinternError
from netintern.domain.workgate import WORK_FIRST
from netintern.services.queries.book import Book
from netintern.services.receipt import Receipt
from netintern.tui.commands import COPY_LETTERS, INTRO_LETTERS, SNOOZE_LETTERS, key_of
from netintern.tui.messages import (
    BlockRequested,
    BookChanged,
    CheckinRequested,
    ChoosingEnded,
    ChoosingStarted,
    FieldRequested,
    Form,
    FormRequested,
    LogRequested,
    PersonChosen,
    Said,
    SnoozeDayRequested,
)
from netintern.tui.session import Session

_BEGINNING: Final[frozenset[Form]] = frozenset({"message", "intro_ask"})
"""Forms with which one begins what takes time; the others tell what has happened."""
_LABEL: Final = 50
"""Cells that are kept for what was done, beside a warning."""

Letters = tuple[tuple[str, str], ...]

_INTRO_FORMS: Final[dict[str, Form]] = {
    "a": "intro_ask",
    "r": "intro_record",
    "s": "intro_suggested",
    "o": "ways_in",
}
_COPY_FORMS: Final[dict[str, Form]] = {
    "e": "copy_email",
    "p": "copy_phone",
    "l": "copy_link",
    "n": "copy_name",
    "m": "copy_message",
    "c": "copy_card",
}


class Subject(NamedTuple):
    """Whom a verb is about."""

    person_id: int | None
    """None only for a check-in without a recorded supervisor."""
    name: str
    item_id: str
    """ "o12" or "p7"."""
    is_checkin: bool = False
    reason: str = ""
    """Why they are in the queue, or why not."""
    caution: str = ""
    """Why the row had better wait: "Work first: Demo needs 9 h, 8 h left"; empty if it need not."""


def request(node: Widget, message: Message) -> None:
    """Have the app open what is asked for at once: what is typed on must find it in front."""
    answer = getattr(node.app, message.handler_name, None)
    if answer is None:
        node.post_message(message)
    else:
        answer(message)


def perform(
    node: Widget, session: Session, verb: Callable[[Book], Receipt], person_id: int | None = None
) -> bool:
    """Write, and tell the screen what came of it; True if it was written.

    `person_id` is the only person that it is about, if it is about one.
    """
    try:
        receipt = session.write(verb)
    except NetinternError as error:
        node.post_message(Said(error.sentence, "refused", error.hint))
        return False
    node.post_message(Said(receipt.label, "done", session.undo_hint, receipt.remark))
    node.post_message(BookChanged(None if person_id is None else frozenset({person_id})))
    return True


class PersonVerbs(Widget):
    """The verbs of a pane or a page; it says whom they are about in `subject`."""

    session: Session
    _then: Callable[[str], None] | None = None
    _letters: Letters = ()

    def subject(self) -> Subject | None:
        """Whom the verbs are about now; None if nobody is there."""
        raise NotImplementedError

    def act(self, who: Subject, verb: Callable[[Book], Receipt]) -> bool:
        """Act on a row, and tell the screen what came of it; True if it was written."""
        return perform(self, self.session, verb, who.person_id)

    def choose(self, title: str, letters: Letters, then: Callable[[str], None]) -> None:
        """Let the next key be the second letter of a verb; any other key leaves."""
        self._letters, self._then = letters, then
        self.post_message(ChoosingStarted(title, letters))

    def on_key(self, event: events.Key) -> None:
        """Take the second letter before it can be a command."""
        then, letters, self._then = self._then, dict(self._letters), None
        if then is None:
            return
        event.stop()
        event.prevent_default()
        self.post_message(ChoosingEnded())
        if event.character in letters:
            then(event.character)

    def on_blur(self) -> None:
        """A verb that waits for its letter is left with the pane."""
        if self._then is not None:
            self._then = None
            self.post_message(ChoosingEnded())

    def action_done(self) -> None:
        """Close what is owed, or note a contact."""
        if (who := self._who()) is None:
            return
        if who.is_checkin:
            request(self, CheckinRequested())
            return
        from netintern.services import followups

        stamp = self.session.stamp
        self.act(
            who, lambda book: self._with_caution(who, followups.done(book, who.item_id, **stamp))
        )

    def action_wait(self) -> None:
        """A message went out."""
        if (who := self._row()) is not None:
            from netintern.services import followups

            stamp = self.session.stamp
            self.act(
                who,
                lambda book: self._with_caution(who, followups.wait(book, who.item_id, **stamp)),
            )

    def action_drop(self) -> None:
        """Drop the row."""
        if (who := self._row()) is not None:
            from netintern.services import followups

            self.act(who, lambda book: followups.drop(book, who.item_id, **self.session.stamp))

    def action_snooze(self) -> None:
        """Ask for how long."""
        if (who := self._row()) is not None:
            self.choose("snooze", SNOOZE_LETTERS, lambda letter: self._snooze(who, letter))

    def action_log(self) -> None:
        """Open the line for a talk."""
        who = self.subject()
        request(self, LogRequested(None if who is None else who.person_id))

    def action_log_form(self) -> None:
        """Open the form for a talk."""
        self._form("log_form")

    def action_intro(self) -> None:
        """Ask what about an introduction."""
        if self._somebody() is not None:
            self.choose(
                "introduction", INTRO_LETTERS, lambda letter: self._form(_INTRO_FORMS[letter])
            )

    def action_path(self) -> None:
        """Show who can introduce one."""
        self._form("ways_in")

    def action_prepare(self) -> None:
        """Open the page before a talk."""
        self._form("prepare")

    def action_message(self) -> None:
        """Open the draft of a message."""
        self._form("message")

    def action_copy(self) -> None:
        """Ask what to copy."""
        if self._somebody() is not None:
            self.choose("copy", COPY_LETTERS, lambda letter: self._form(_COPY_FORMS[letter]))

    def action_edit(self) -> None:
        """Open the form for everything about a person."""
        self._form("edit")

    def action_merge(self) -> None:
        """Ask who is the same person."""
        self._form("merge")

    def action_archive(self) -> None:
        """Put the person away."""
        self._form("archive")

    def action_book(self) -> None:
        """Open the form for a block of time."""
        if (who := self._somebody()) is not None:
            request(self, BlockRequested(who))
            self._warn()

    def action_open(self) -> None:
        """Open the page."""
        if (who := self._somebody()) is not None:
            request(self, PersonChosen(who))

    def action_note(self) -> None:
        """Ask for a line."""
        if (who := self._somebody()) is not None:
            request(self, FieldRequested(who, "note"))

    def action_tag(self) -> None:
        """Ask for the tags."""
        if (who := self._somebody()) is not None:
            request(self, FieldRequested(who, "tags"))

    def action_cadence(self) -> None:
        """Ask for the days."""
        if (who := self._somebody()) is not None:
            request(self, FieldRequested(who, "cadence"))

    def action_wish(self) -> None:
        """On or off the list of people to meet."""
        book, person = self.session.book, self._somebody()
        if book is None or person is None:
            return
        from netintern.services import people
        from netintern.services.queries.people import person_page

        wish = person_page(book, person, today=self.session.today).summary.wish
        stamp = self.session.stamp
        perform(
            self,
            self.session,
            lambda book: people.edit_person(book, person, wish=not wish, **stamp),
            person,
        )

    def _form(self, form: Form) -> None:
        """Open something for whom a verb is about."""
        who = self._somebody()
        row = self.subject()
        if who is not None and row is not None:
            request(self, FormRequested(form, who, row.item_id))
            if form in _BEGINNING:
                self._warn()

    def cautions(self, who: Iterable[Subject], *, beside: int = _LABEL) -> str:
        """That work comes first, once, with the key that opens the day where there is room.

        `beside` are the cells of what stands in the same line.
        """
        caution = next((one.caution for one in who if one.caution), "")
        if not caution.startswith(WORK_FIRST):
            return caution
        whole = f"{caution}; {key_of('any.override', self.session.keymap)} opens it today"
        return whole if len(whole) + beside < self.app.size.width else caution

    def _with_caution(self, who: Subject, receipt: Receipt) -> Receipt:
        """What has happened is written, and work is named beside it."""
        remark = "  ".join(filter(None, (receipt.remark, self.cautions((who,)))))
        return receipt._replace(remark=remark)

    def _warn(self) -> None:
        """Say under a form that begins something that work comes first; it opens all the same."""
        row = self.subject()
        if row is not None and (caution := self.cautions((row,), beside=2)):
            # With a sign, because it is read below a form that takes the light away.
            self.post_message(Said(f"{caution}.", "refused"))

    def _who(self) -> Subject | None:
        who = self.subject()
        if who is None:
            self.post_message(Said("Nobody is selected here."))
        return who

    def _row(self) -> Subject | None:
        """Whom a verb is about, if their row is not the check-in, which only its form ends."""
        who = self._who()
        if who is None or not who.is_checkin:
            return who
        self.post_message(Said("The check-in with the boss waits.", hint=self._checkin_hint))
        return None

    @property
    def _checkin_hint(self) -> str:
        return f"{key_of('person.done', self.session.keymap)} records it"

    def _somebody(self) -> int | None:
        """The id of whom a verb is about, if it is a person."""
        if (who := self._who()) is None:
            return None
        if who.person_id is None:
            self.post_message(Said("No supervisor is recorded yet.", hint=self._checkin_hint))
        return who.person_id

    def _snooze(self, who: Subject, letter: str) -> None:
        if letter == "/":
            request(self, SnoozeDayRequested(who.item_id, who.name))
            return
        self.act(who, lambda book: snooze_by(book, self.session, who.item_id, letter))


def snooze_by(book: Book, session: Session, item_id: str, text: str) -> Receipt:
    """Snooze a row by a second letter or a typed day. Raises what the verb raises."""
    from netintern.services import followups

    until = snooze_until(book, session, text)
    return followups.snooze(book, item_id, until, **session.stamp)


def snooze_until(book: Book, session: Session, text: str) -> date:
    """The workday that a second letter or a typed day means. Raises UsageError."""
    from netintern.services import followups
    from netintern.services.queries.experiences import current
    from netintern.services.queries.settings import calendar

    running = current(book, session.today)
    wanted = "d" if text == "s" else text
    ends = None if running is None else running.ends
    return followups.snooze_day(wanted, session.today, calendar(book), ends=ends)
