"""What every full screen has: the toast line, the hint row, and the verbs that work anywhere."""

from collections import deque
from collections.abc import Callable, Iterable
from typing import ClassVar, Final, NamedTuple
from weakref import WeakKeyDictionary

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widget import Widget

from netintern.domain.dates import Moment
from netintern.domain.errors import NetinternError
from netintern.services.queries.book import Book
from netintern.services.receipt import Receipt
from netintern.tui import commands, messages
from netintern.tui.keymap import bindings
from netintern.tui.messages import BookChanged, Said
from netintern.tui.session import Session
from netintern.tui.widgets.hint_row import HintRow, Hints
from netintern.tui.widgets.toast import Toast

MOST_KEPT: Final = 100
"""Sentences that are kept to be read again."""


class Sentence(NamedTuple):
    """What the toast line said."""

    at: Moment
    text: str
    tone: messages.Tone
    hint: str


_said: WeakKeyDictionary[Session, deque[Sentence]] = WeakKeyDictionary()


def sentences(session: Session) -> tuple[Sentence, ...]:
    """What the toast line said in this run, newest first."""
    return tuple(_said.get(session, ()))


class Place(Screen[None]):
    """A full screen on the book. Subclasses compose a body and read it again when told."""

    BINDINGS = bindings("anywhere")
    HERE: ClassVar[commands.Place] = "page"
    """Where the keyboard is, for the hints and the help."""

    def __init__(self, session: Session, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.session = session
        self.stale = False
        """True if the book was changed while another screen was in front."""
        self.touched: frozenset[int] | None = None
        """The only people that the last change was about; None if it may be anybody."""

    @property
    def here(self) -> commands.Place:
        """Where the keyboard is now."""
        return self.HERE

    def compose_body(self) -> Iterable[Widget]:
        """Everything above the toast line."""
        raise NotImplementedError

    def reread(self) -> None:
        """Read the book again and show it; the selection stays."""

    def compose(self) -> ComposeResult:
        """The body, the toast, the hints."""
        yield from self.compose_body()
        yield Toast(id="toast", ascii_only=self.session.ascii_only)
        yield HintRow(id="hints")

    def say(self, text: str, tone: messages.Tone = "note", hint: str = "") -> None:
        """Show a sentence in the toast line, and keep it; hints name keys here, not commands."""
        hint = commands.hint_on_screen(hint, self.session.keymap)
        kept = _said.setdefault(self.session, deque(maxlen=MOST_KEPT))
        kept.appendleft(Sentence(self.session.moment, text, tone, hint))
        self.query_one("#toast", Toast).say(text, tone, hint)

    def show_hints(self) -> None:
        """Show the keys of the pane that has the keyboard."""
        self._hint(commands.hints(self.here, self.session.keymap))

    def refresh_if_stale(self, people: frozenset[int] | None = None) -> None:
        """Read again what was changed, only for these people if it was about nobody else.

        What cannot be read is told.
        """
        self.touched, self.stale = None if self.stale else people, False
        try:
            self.reread()
        except NetinternError as error:
            self.say(error.sentence, "refused", error.hint)

    def finished(self, receipt: Receipt | None) -> None:
        """A dialog wrote, or was left."""
        if receipt is not None:
            self.say(receipt.label, "done", self.session.undo_hint)
            self.post_message(BookChanged())

    def attempt(self, open_form: Callable[[], None]) -> None:
        """Open a form; what stands in its way is told in the toast line."""
        try:
            open_form()
        except NetinternError as error:
            self.say(error.sentence, "refused", error.hint)

    def on_screen_resume(self) -> None:
        """Back in front: show what happened meanwhile."""
        self.show_hints()
        if self.stale:
            self.refresh_if_stale()

    def on_screen_suspend(self) -> None:
        """What was said does not stay under what is opened, nor keys that do nothing there."""
        self.query_one("#toast", Toast).clear()
        self._hint(())

    def on_descendant_focus(self) -> None:
        """Other panes have other keys."""
        self.show_hints()

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text is only for fields."""
        event.stop()
        key = commands.key_of("any.add", self.session.keymap)
        self.say("Pasted text is not read here.", "note", f"{key} adds a person")

    def on_said(self, message: Said) -> None:
        """A pane has something to say."""
        message.stop()
        self.say(message.text, message.tone, message.hint)

    def on_choosing_started(self, message: messages.ChoosingStarted) -> None:
        """The hint row shows the second letters."""
        message.stop()
        leave = (*message.letters, ("Esc", "leave"))
        self.query_one("#hints", HintRow).hint(leave, message.title)

    def on_choosing_ended(self, message: messages.ChoosingEnded) -> None:
        """The hint row shows the keys again."""
        message.stop()
        self.show_hints()

    def action_undo(self) -> None:
        """Take the last step back."""
        self._walk("undone", "any.redo", "redo")

    def action_redo(self) -> None:
        """Do again what was undone."""
        self._walk("redone", "any.undo", "undo")

    def found(self, person_id: int) -> None:
        """Somebody was found by name: open the page."""
        self.post_message(messages.PersonChosen(person_id))

    def action_back(self) -> None:
        """Back to the screen below."""
        if len(self.app.screen_stack) > 1:
            self.dismiss(None)

    def action_leave(self) -> None:
        """Back to the screen below, or out of the program."""
        self.action_back()

    def action_suspend(self) -> None:
        """Let the shell have the terminal."""
        self.app.action_suspend_process()

    def steps_of(self, book: Book, word: str) -> tuple[int, str]:
        """How many steps the next undo or redo is about, and what they are called together."""
        return 1, ""

    def _hint(self, hints: Hints) -> None:
        """Show these keys, or none while something else is in front and has the keyboard."""
        self.query_one("#hints", HintRow).hint(hints if self.is_current else ())

    def _walk(self, word: str, other: str, label: str) -> None:
        if self.session.book is None:
            return
        from netintern.services import journal

        move = journal.undo if word == "undone" else journal.redo
        key = commands.key_of(other, self.session.keymap)

        def verb(book: Book) -> Receipt:
            count, name = self.steps_of(book, word)
            steps = move(book, count)
            return Receipt(0, f"{word}: {name or ', '.join(step.label for step in steps)}")

        try:
            receipt = self.session.write(verb)
        except NetinternError as error:
            self.say(error.sentence, "refused", error.hint)
            # Of several steps those before the refused one are taken back all the same.
            self.post_message(BookChanged())
            return
        self.say(receipt.label, "done", f"({key} {label})")
        self.post_message(BookChanged())
