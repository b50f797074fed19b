"""A small program to show one dialog in, as the desk would."""

from collections.abc import Callable
from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Static

from netintern.services.queries.people import PersonRef
from netintern.services.queries.search import Hit
from netintern.services.receipt import Receipt
from netintern.tui.dialogs.rows import Row
from netintern.tui.screens.type_ahead import TypeAhead
from netintern.tui.themes import THEMES

HOSTILE = (
    "A [red]B[/red]",
    "x [/nope] y",
    "see [/",
    "[true, false]",
    "Ann [she/her] Lee",
    "田中 👩‍🚀 \x1b]0;x\x07\x1b[2Jé",
)
"""Texts that are markup, look like it, or would steer the terminal."""
ANA = PersonRef(1, "Ana Ruiz", "Acme")
KNOWN = (
    (1, "Ana Ruiz", "Acme"),
    (2, "Jon Bell", "Beta"),
    (3, "Ana Silva", "Ärzte"),
    *((number, name, name) for number, name in enumerate(HOSTILE, 4)),
)


class Host(TypeAhead):
    """Shows a dialog and keeps what it answered."""

    def __init__(self, make: Callable[[], Screen[Any]], theme: str = "dark") -> None:
        super().__init__()
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme
        self._make = make
        self.answers: list[Any] = []

    def compose(self) -> ComposeResult:
        yield Static("behind")

    def on_mount(self) -> None:
        self.push_screen(self._make(), self.answers.append)

    @property
    def text(self) -> str:
        """What is on the screen."""
        lines = self.screen._compositor.render_strips()
        return "\n".join("".join(part.text for part in line).rstrip() for line in lines)

    @property
    def problems(self) -> list[str]:
        """What is shown as wrong beside fields."""
        return [row.problem for row in self.screen.query(Row) if row.problem]


class Writer:
    """Stands for a verb: keeps what it was given, and can refuse it."""

    def __init__(self, *refusals: Exception) -> None:
        self.drafts: list[Any] = []
        self._refusals = list(refusals)

    def __call__(self, *draft: Any) -> Receipt:
        self.drafts.append(draft[0] if len(draft) == 1 else draft)
        if self._refusals:
            raise self._refusals.pop(0)
        return Receipt(1, "written")


def names(text: str) -> tuple[Hit, ...]:
    """Who is found by a part of the name."""
    wanted = text.lower()
    return tuple(
        Hit(number, name, org, "field", "person", "", True, True)
        for number, name, org in KNOWN
        if wanted in name.lower()
    )


async def type_at_once(pilot: Pilot[None], *keys: str) -> None:
    """Send keys and texts faster than anything can be acted on."""
    named = ("enter", "tab", "backspace", "escape", "up", "down", "ctrl+s", "ctrl+n")
    for key in keys:
        if key in named:
            pilot.app.post_message(events.Key(key, None))
            continue
        for letter in key:
            pilot.app.post_message(events.Key(letter, letter))
    await pilot.pause()
    await pilot.pause()


async def type_text(pilot: Pilot[None], text: str) -> None:
    """Put a text where the keyboard is, as a paste does."""
    assert pilot.app.focused is not None
    pilot.app.focused.post_message(events.Paste(text))
    await pilot.pause()
