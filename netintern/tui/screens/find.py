"""Finding people and notes: results come as one types, also for names that are misspelt."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from netintern.domain.errors import NetinternError
from netintern.domain.text import fold
from netintern.services.queries.search import Hit, search
from netintern.tui.session import Session
from netintern.tui.text import Line, Run, cut, safe, width
from netintern.tui.themes import circle_glyph
from netintern.tui.widgets.empty_state import empty_state
from netintern.tui.widgets.line_list import LineList

_HINT: Final = "Type a part of a name, a company, a tag, or words from a note."
_MOST_NAME: Final = 28
_NARROW: Final = 44
"""Cells below which a row is only the name."""
_HEIGHTS: Final[list[tuple[int, str]]] = [(0, "-low"), (10, "-high")]


class HitList(LineList, can_focus=False):
    """What was found. The line above has the keyboard, and moves the cursor here."""

    def __init__(self, *, ascii_only: bool) -> None:
        super().__init__(id="hits")
        self._ascii = ascii_only
        self._rows: list[Hit | Line] = []
        self._words: list[str] = []
        """The folded words that are looked for."""
        self._sentence = ""
        """What stands there instead of rows."""
        self._name_cells = 0

    @property
    def hit(self) -> Hit | None:
        """The one under the cursor."""
        row = None if self.cursor is None else self._rows[self.cursor]
        return row if isinstance(row, Hit) else None

    def show_hits(self, hits: Sequence[Hit], term: str) -> None:
        """Show what was found for a term, people before notes; the cursor goes to the first."""
        self._sentence = ""
        self._words = fold(term).split()
        self._name_cells = min(_MOST_NAME, max((cell_len(hit.name) for hit in hits), default=0))
        rows: list[Hit | Line] = []
        for where, title in (("person", "PEOPLE"), ("note", "NOTES")):
            found = [hit for hit in hits if hit.where == where]
            if found:
                rows += [(Run(f" {title}", "bold"), Run(f" {len(found)}", "dim")), *found]
        self._show(rows)

    def show_words(self, sentence: str) -> None:
        """Say why there are no rows."""
        self._sentence = sentence
        self._show(list(empty_state(sentence, cells=self.size.width)))

    def on_resize(self) -> None:
        """Another width wraps a sentence otherwise."""
        if self._sentence:
            self.show_words(self._sentence)

    def line(self, index: int, cells: int, *, here: bool) -> Line:
        """A heading, or somebody who was found."""
        row = self._rows[index]
        return self._hit_line(row, cells, here=here) if isinstance(row, Hit) else row

    def _show(self, rows: list[Hit | Line]) -> None:
        # Every list of results begins anew at its first row.
        self._cursor = None
        self._rows = rows
        # The same person may be found by name and by several notes.
        keys = [
            f"{index}" if isinstance(row, Hit) else None for index, row in enumerate(self._rows)
        ]
        self.show_rows(keys)

    def _styles_of(self, here: bool) -> Mapping[str, Style]:
        return self.palette.cursor if here else self.palette.plain

    def _hit_line(self, hit: Hit, cells: int, *, here: bool) -> Line:
        glyph = circle_glyph(hit.circle, met=hit.met, ascii_only=self._ascii)
        room = cells - 5 if cells < _NARROW else min(self._name_cells, cells - 5)
        name = cut(hit.name, room)
        runs: list[Run] = [
            Run(">" if here else " ", "accent"),
            Run(f" {glyph} ", hit.circle or "faint"),
            *marked(name, self._words, "ink", "strong"),
        ]
        if cells < _NARROW:
            return tuple(runs)
        runs.append(Run(" " * (room - cell_len(name) + 2)))
        state = "" if hit.met else "to meet" if hit.tracked else "not tracked"
        about = hit.organisation if hit.where == "person" else hit.excerpt
        left = cells - width(runs) - len(state) - 2
        about = cut(about, max(0, left))
        runs += marked(about, self._words, "dim" if hit.where == "note" else "faint", "bold")
        runs += [Run(" " * max(0, left - cell_len(about) + 1)), Run(state, "faint")]
        return tuple(runs)


def _warm_up() -> None:
    """Load the library that compares names, so that no key waits for it."""
    import_module("rapidfuzz.process")


class Term(Input):
    """What is looked for."""

    def __init__(self) -> None:
        super().__init__(id="term", compact=True, select_on_focus=False)
        self.cursor_blink = False

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text is cleaned, and in one line."""
        event.prevent_default()
        event.stop()
        self.insert_text_at_cursor(safe(" ".join(event.text.split())))


def marked(text: str, words: Sequence[str], role: str, mark: str) -> list[Run]:
    """The text in one role, and the words that were looked for in another."""
    text = safe(text)
    folded = fold(text)
    if len(folded) != len(text):
        # Folding made some letter into two, so that places in the one are not those in the other.
        return [Run(text, role)]
    inside = [False] * len(text)
    for word in words:
        start = folded.find(word)
        while start >= 0:
            inside[start : start + len(word)] = [True] * len(word)
            start = folded.find(word, start + len(word))
    runs: list[Run] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or inside[end] != inside[start]:
            runs.append(Run(text[start:end], mark if inside[start] else role))
            start = end
    return runs


class FindScreen(ModalScreen[int | None]):
    """A line to type in, and below it who was found; the answer is an id of a person."""

    CSS_PATH = "../styles/find.tcss"
    AUTO_FOCUS = "#term"
    VERTICAL_BREAKPOINTS = _HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("down,ctrl+n", "move('cursor_down')", show=False),
        Binding("up,ctrl+p", "move('cursor_up')", show=False),
        Binding("pagedown", "move('half_down')", show=False),
        Binding("pageup", "move('half_up')", show=False),
        Binding("tab,shift+tab", "nothing", show=False, priority=True),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        """The line and the list."""
        with Container(id="find") as frame:
            frame.border_title = "Find"
            yield Term()
            yield HitList(ascii_only=self.session.ascii_only)

    def on_mount(self) -> None:
        """Nothing is typed yet; what finds misspelt names is loaded meanwhile."""
        self._find("")
        self.run_worker(_warm_up, thread=True, exit_on_error=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for what is typed now."""
        event.stop()
        self._find(event.value.strip())

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The one under the cursor was meant."""
        event.stop()
        self._choose()

    def on_line_list_chosen(self) -> None:
        """A second click chooses."""
        self._choose()

    def action_move(self, how: str) -> None:
        """Move the cursor of the list."""
        getattr(self._hits, f"action_{how}")()

    def action_nothing(self) -> None:
        """The line keeps the keyboard."""

    def action_leave(self) -> None:
        """Back, with nobody chosen."""
        self.dismiss(None)

    @property
    def _hits(self) -> HitList:
        return self.query_one(HitList)

    def _choose(self) -> None:
        hit = self._hits.hit
        if hit is not None:
            self.dismiss(hit.person_id)

    def _find(self, term: str) -> None:
        book = self.session.book
        if not term or book is None:
            self._hits.show_words(_HINT if book else "Nobody is in the book yet.")
            self._count(0)
            return
        try:
            hits = search(book, term)
        except NetinternError as error:
            self._hits.show_words(str(error))
            return
        if hits:
            self._hits.show_hits(hits, term)
        else:
            self._hits.show_words(f"Nobody is called “{safe(term)}”, and no note has it.")
        self._count(len(hits))

    def _count(self, found: int) -> None:
        words = f"{found} found" if found else ""
        keys = "↑↓ move  Enter open  Esc back"
        if self.session.ascii_only:
            keys = "up down move  Enter open  Esc back"
        shown = " · ".join(filter(None, (words, keys)))
        self.query_one("#find").border_subtitle = Content(shown)
