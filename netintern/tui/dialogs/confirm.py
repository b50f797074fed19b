"""A question before what cannot be undone: y does it, everything else does not."""

from collections.abc import Iterable

from textual import events
from textual.widget import Widget

from netintern.tui.dialogs.form import Dialog, SaveLine
from netintern.tui.dialogs.rows import Words


class Confirm(Dialog[bool]):
    """True only for the letter y; Enter and every other key mean no."""

    KEEPS = False

    def __init__(self, *, question: str) -> None:
        super().__init__("Sure?", save="", hints=(("y", "yes"), ("any other key", "no")))
        self._question = question

    def rows(self) -> Iterable[Widget]:
        """The question."""
        yield Words(self._question, "ink", most=6, classes="question")

    def begin(self) -> None:
        """Nothing has the keyboard, so that every key comes here."""
        self.query_one(SaveLine).can_focus = False
        self.set_focus(None)

    def on_key(self, event: events.Key) -> None:
        """Answer."""
        event.stop()
        event.prevent_default()
        if not self._finished:
            self._finished = True
            self.dismiss(event.character == "y")
