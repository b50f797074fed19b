"""The first screen, while nobody is in the book: some ways to begin, each of them reversible."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterable
from typing import ClassVar, Final
from weakref import WeakKeyDictionary

from textual.containers import Container
from textual.widget import Widget

from netintern.domain.errors import NetinternError
from netintern.domain.settings import DEFAULT_RULES
from netintern.domain.vocabulary import Circle
from netintern.services.queries.book import statistics
from netintern.services.receipt import Receipt
from netintern.tui import commands
from netintern.tui.keymap import bindings
from netintern.tui.messages import BookChanged
from netintern.tui.screens.importing import bring_in
from netintern.tui.screens.place import Place
from netintern.tui.session import Session
from netintern.tui.text import Line, Run, fit, width
from netintern.tui.themes import circle_glyph
from netintern.tui.widgets.lines import Lines
from netintern.tui.widgets.reading import paragraphs

MEASURE: Final = 70
"""Cells of the text where there is room."""
_KEY: Final = 6
_LABEL: Final = 18
_CIRCLES: Final[tuple[tuple[Circle, str], ...]] = (
    ("field", "your field"),
    ("adjacent", "next to it"),
    ("leaders", "leaders"),
    ("culture", "the place and its people"),
)
_WAYS: Final = (
    ("any.add", "add a person", "somebody you met, or would like to meet"),
    ("welcome.log", "log a talk", "in one line; whom it names comes into the book"),
    ("welcome.experience", "the internship", "where, from when to when, and with which boss"),
    (
        "welcome.import",
        "bring people in",
        "CSV, vCard, LinkedIn; seen first, u undoes it",
    ),
    ("welcome.demo", "look round", "invented people; nothing is kept, q comes back"),
)


_OWN: WeakKeyDictionary[Session, str] = WeakKeyDictionary()
"""While somebody looks round: the file of their own book."""


class WelcomeScreen(Place):
    """Shown above the desk until somebody is in the book."""

    BINDINGS = bindings("welcome")
    CSS_PATH = "../styles/welcome.tcss"
    AUTO_FOCUS = ""
    HERE: ClassVar[commands.Place] = "welcome"

    def compose_body(self) -> Iterable[Widget]:
        """A few lines in the middle."""
        yield Container(Lines(id="welcome"), id="middle")

    def on_mount(self) -> None:
        """Show the keys, which follow the focus elsewhere."""
        self.show_hints()

    def on_resize(self) -> None:
        """The text is as wide as there is room, and as high as it gets."""
        room = min(MEASURE, self.size.width - 4)
        lines = welcome_lines(self.session, room, self.size.height - 2)
        welcome = self.query_one("#welcome", Lines)
        welcome.styles.width = room
        welcome.styles.height = len(lines)
        welcome.show(lines)

    def reread(self) -> None:
        """Make way for the desk once somebody is in the book."""
        if self._has_people and self.is_current:
            self.dismiss(None)

    @property
    def _has_people(self) -> bool:
        book = self.session.book
        return book is not None and bool(statistics(book).people)

    def finished(self, receipt: Receipt | None) -> None:
        """With people in the book this screen goes, so the desk tells it; else it is told here."""
        below = self._below
        if below is not None:
            below.finished(receipt)
        else:
            super().finished(receipt)

    def added(self, receipt: Receipt | None) -> None:
        """Somebody was added; the desk selects them."""
        below = self._below
        if below is not None:
            below.added(receipt)
        else:
            super().added(receipt)

    @property
    def _below(self) -> Place | None:
        """The screen that stays when this one goes, once somebody is in the book."""
        stack = self.app.screen_stack
        below = stack[stack.index(self) - 1] if self in stack[1:] else None
        return below if isinstance(below, Place) and self._has_people else None

    def action_bring_in(self) -> None:
        """Ask for a file."""
        bring_in(self)

    def action_demo(self) -> None:
        """Look round in a book of invented people."""
        try:
            open_demo(self.session)
        except (NetinternError, OSError) as error:
            self.say(str(error), "refused")
            return
        self.post_message(BookChanged())

    def action_leave(self) -> None:
        """Out of the program: below there is only an empty desk."""
        self.app.exit()


def open_demo(session: Session) -> None:
    """Open a book of invented people in a temporary place, which goes with the program.

    Raises NetinternError or OSError.
    """
    from netintern.services.sample import create_sample

    folder = tempfile.mkdtemp(prefix="netintern-demo-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = os.path.join(folder, "book.db")
    create_sample(path, today=session.today)
    session.close()
    _OWN[session] = session.path
    session.path = path
    session.demo = True
    session.open()


def leave_demo(session: Session) -> bool:
    """Go back to the book from which the look round began; False if there is none.

    Raises NetinternError or OSError.
    """
    own = _OWN.pop(session, None)
    if own is None:
        return False
    session.close()
    session.path = own
    session.demo = False
    session.last_step = 0
    session.open()
    return True


def welcome_lines(session: Session, cells: int, height: int) -> list[Line]:
    """What is said to somebody new, with less air where there is little room."""
    minutes = DEFAULT_RULES.provisional_cap
    parts: list[list[Line]] = [
        [(Run("netintern", "strong"),)],
        _words("Nobody is here yet. Whom would you like to meet, or did you meet?", cells, "ink"),
        [line for way in _WAYS for line in _way(session, way, cells)],
        [
            *_circles(cells, ascii_only=session.ascii_only),
            *_words(f"{minutes} minutes a week, until your boss has agreed to more.", cells),
            *_words(f"One file keeps everything: {_home(session.path)}", cells),
        ],
    ]
    lines: list[Line] = [line for part in parts for line in (*part, ())][:-1]
    return lines if len(lines) <= height else [line for line in lines if line]


def _words(text: str, cells: int, role: str = "faint") -> list[Line]:
    return [(Run(part, role),) for part in paragraphs(text, cells)]


def _way(session: Session, way: tuple[str, str, str], cells: int) -> list[Line]:
    """A key, what it begins, and more about that where there is room."""
    command, label, about = way
    key = Run(fit(f"  {commands.key_of(command, session.keymap)}", _KEY), "key")
    room = cells - _KEY - _LABEL
    if room < 24:
        return [(key, Run(label, "ink"))]
    return [
        (Run(" " * (_KEY + _LABEL)), Run(part, "dim"))
        if row
        else (key, Run(fit(label, _LABEL), "bold"), Run(part, "dim"))
        for row, part in enumerate(paragraphs(about, room))
    ]


def _circles(cells: int, *, ascii_only: bool) -> list[Line]:
    """The four circles and their signs, which are met everywhere later."""
    runs: list[Run] = []
    for circle, label in _CIRCLES:
        glyph = circle_glyph(circle, met=True, ascii_only=ascii_only)
        runs += [Run(f"{'   ' if runs else ''}{glyph} ", circle), Run(label, "dim")]
    return [tuple(runs), ()] if width(runs) <= cells else []


def _home(path: str) -> str:
    """A path as people write it."""
    home = os.path.expanduser("~")
    return path.replace(home, "~", 1) if path.startswith(home + os.sep) else path
