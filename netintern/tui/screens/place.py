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
        self._undone = 0
        """The step that was undone here last."""

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

    def say(
        self, text: str, tone: messages.Tone = "note", hint: str = "", remark: str = ""
    ) -> None:
        """Show a sentence in the toast line, and keep it; hints name keys here, not commands.

        Undo is offered only behind what it would take back, and not where the sentence is read
        again later.
        """
        hint = commands.hint_on_screen(hint, self.session.keymap)
        of_step = hint in (self.session.undo_hint, self._redo_hint)
        if hint == self.session.undo_hint and not self.session.last_step:
            hint = ""
        kept = _said.setdefault(self.session, deque(maxlen=MOST_KEPT))
        told = f"{text}  {remark}".rstrip()
        kept.appendleft(Sentence(self.session.moment, told, tone, "" if of_step else hint))
        self.query_one("#toast", Toast).say(text, tone, hint, remark)

    def show_hints(self) -> None:
        """Show the keys of the pane that has the keyboard."""
        self._hint(commands.hints(self.here, self.session.keymap))

    def refresh_if_stale(self, people: frozenset[int] | None = None) -> None:
        """Read again what was changed, only for these people if it was about nobody else.

        What cannot be read is told.
        """
        self.touched, self.stale = None if self.stale else people, False
        if self.touched is None:
            self._check_hint()
        try:
            self.reread()
        except NetinternError as error:
            self.say(error.sentence, "refused", error.hint)

    def finished(self, receipt: Receipt | None) -> None:
        """A dialog wrote, or was left."""
        if receipt is not None:
            self.say(receipt.label, "done", self.session.undo_hint, receipt.remark)
            self.post_message(BookChanged())

    def added(self, receipt: Receipt | None) -> None:
        """A form for a new person wrote, or was left."""
        self.finished(receipt)

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
        self.say(message.text, message.tone, message.hint, message.remark)

    def on_choosing_started(self, message: messages.ChoosingStarted) -> None:
        """The hint row shows the second letters, and the row above it too where they are many."""
        message.stop()
        leave = (*message.letters, ("Esc", "leave"))
        above = self.query_one("#hints", HintRow).hint(leave, message.title)
        self.query_one("#toast", Toast).instead(above)

    def on_choosing_ended(self, message: messages.ChoosingEnded) -> None:
        """The hint row shows the keys again."""
        message.stop()
        self.show_hints()

    def action_undo(self) -> None:
        """Take the last step back."""
        self._walk("undone")

    def action_redo(self) -> None:
        """Do again what was undone."""
        self._walk("redone")

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

    def walked(self, word: str) -> None:
        """A step was just "undone" or "redone"; the book is read again after this."""

    @property
    def _redo_hint(self) -> str:
        return f"({commands.key_of('any.redo', self.session.keymap)} redo)"

    def _check_hint(self) -> None:
        """Take the offer of undo or redo away if it would be about something else by now."""
        from netintern.services.queries.journal import next_redo

        toast, book = self.query_one("#toast", Toast), self.session.book
        if book is None:
            return
        undo, redo = self.session.undo_hint, self._redo_hint
        if toast.hint == undo and self._other_step() is not None:
            toast.drop_hint()
        if toast.hint == redo and next_redo(book) != self._undone:
            toast.drop_hint()

    def _other_step(self) -> str | None:
        """What undo would take back, if that is not what was done here last; None if it is."""
        from netintern.services.queries.journal import next_undo

        book = self.session.book
        step = None if book is None else next_undo(book)
        if step is None:
            return ""
        number, label = step
        return None if number == self.session.last_step else label

    def _hint(self, hints: Hints) -> None:
        """Show these keys, or none while something else is in front and has the keyboard."""
        self.query_one("#toast", Toast).instead(None)
        self.query_one("#hints", HintRow).hint(hints if self.app.screen is self else ())

    def _walk(self, word: str) -> None:
        if self.session.book is None or (word == "undone" and self._is_refused()):
            return
        from netintern.services import journal

        move = journal.undo if word == "undone" else journal.redo

        def verb(book: Book) -> Receipt:
            (step,) = move(book)
            self._undone = step.action_id if word == "undone" else 0
            return Receipt(0 if word == "undone" else step.action_id, f"{word}: {step.label}")

        try:
            receipt = self.session.write(verb)
        except NetinternError as error:
            self.say(error.sentence, "refused", error.hint)
            return
        hint = self._redo_hint if word == "undone" else self.session.undo_hint
        self.say(receipt.label, "done", hint)
        self.walked(word)
        self.post_message(BookChanged())

    def _is_refused(self) -> bool:
        """Whether undo would take back something else than the toast names; then that is told."""
        if self.query_one("#toast", Toast).hint != self.session.undo_hint:
            return False
        label = self._other_step()
        if label is None:
            return False
        key = commands.key_of("any.undo", self.session.keymap)
        then = f"{key} undoes: {label}" if label else "nothing is left to undo"
        self.say(f"Changed elsewhere meanwhile; {then}", "refused")
        self.post_message(BookChanged())
        return True
