"""Finding people and notes: results come as one types, also for names that are misspelt."""

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Horizontal
from textual.geometry import Region, Size
from textual.screen import ModalScreen
from textual.strip import Strip
from textual.widgets import Input

from netintern.domain.errors import NetinternError
from netintern.domain.text import fold
from netintern.services.queries.book import Book
from netintern.services.queries.search import Hit, search
from netintern.services.receipt import Receipt
from netintern.tui import commands, messages
from netintern.tui.keymap import bindings
from netintern.tui.panes.verbs import PersonVerbs, Subject, perform
from netintern.tui.session import Session
from netintern.tui.text import Line, Run, cut, safe, strip, width
from netintern.tui.themes import circle_glyph
from netintern.tui.widgets.empty_state import empty_state
from netintern.tui.widgets.hint_row import HintRow
from netintern.tui.widgets.line_list import LineList
from netintern.tui.widgets.lines import Lines
from netintern.tui.widgets.toast import Toast

_HINT: Final = "Type a part of a name, a company, a tag, or words from a note."
_MOST_NAME: Final = 28
_NARROW: Final = 44
"""Cells below which a row is only the name."""
_MOST_ROWS: Final = 64
"""More than the rows that a search can give, headings included."""
_HEIGHTS: Final[list[tuple[int, str]]] = [(0, "-low"), (10, "-short"), (16, "-high")]


class HitList(LineList, PersonVerbs):
    """What was found. The line above moves the cursor here; with the keyboard, verbs work."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("person"),
        Binding("u", "screen.walk('undo')", show=False, id="any.undo"),
        Binding("U", "screen.walk('redo')", show=False, id="any.redo"),
        Binding("slash,tab,shift+tab", "screen.type_on", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__(id="hits")
        self.session = session
        self._ascii = session.ascii_only
        self._rows: list[Hit | Line] = []
        self._words: list[str] = []
        """The folded words that are looked for."""
        self._sentence = ""
        """What stands there instead of rows."""
        self._name_cells = 0
        self._painted: dict[int, Strip] = {}
        """What stands on the visible rows, as it was last painted."""

    def validate_virtual_size(self, _: Size) -> Size:
        """The same for every number of rows: another size lays out the whole screen again."""
        return Size(0, _MOST_ROWS)

    @property
    def max_scroll_y(self) -> int:
        """Down to the last row that there is."""
        return max(0, len(self._keys) - self.scrollable_content_region.height)

    def redraw(self) -> None:
        """Repaint the rows that look different now: of the keys of a word most change little."""
        self._drawn.clear()
        for y in range(self.size.height):
            if self._strip_at(y) != self._painted.get(y):
                self.refresh(Region(0, y, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """One visible row, and note what stands there."""
        drawn = self._painted[y] = self._strip_at(y)
        return drawn

    @property
    def hit(self) -> Hit | None:
        """The one under the cursor."""
        row = None if self.cursor is None else self._rows[self.cursor]
        return row if isinstance(row, Hit) else None

    def subject(self) -> Subject | None:
        """Whoever is under the cursor."""
        hit = self.hit
        return None if hit is None else Subject(hit.person_id, hit.name, f"p{hit.person_id}")

    def action_open(self) -> None:
        """The one under the cursor was meant."""
        self.post_message(self.Chosen())

    def show_hits(self, hits: Sequence[Hit], term: str, *, stay: bool = False) -> None:
        """Show what was found for a term, people before notes; the cursor goes to the first.

        `stay`: the same was looked for again, and the cursor stays on its row.
        """
        self._sentence = ""
        self._words = fold(term).split()
        self._name_cells = min(_MOST_NAME, max((cell_len(hit.name) for hit in hits), default=0))
        rows: list[Hit | Line] = []
        for where, title in (("person", "PEOPLE"), ("note", "NOTES")):
            found = [hit for hit in hits if hit.where == where]
            if found:
                rows += [(Run(f" {title}", "bold"), Run(f" {len(found)}", "dim")), *found]
        self._show(rows, stay=stay)

    def show_words(self, sentence: str) -> None:
        """Say why there are no rows."""
        self._sentence = sentence
        self._show(list(empty_state(sentence, cells=self.size.width)))

    def on_resize(self) -> None:
        """Another width wraps a sentence otherwise."""
        self._painted.clear()
        if self._sentence:
            self.show_words(self._sentence)

    def line(self, index: int, cells: int, *, here: bool) -> Line:
        """A heading, or somebody who was found."""
        row = self._rows[index]
        return self._hit_line(row, cells, here=here) if isinstance(row, Hit) else row

    def _show(self, rows: list[Hit | Line], *, stay: bool = False) -> None:
        if not stay:
            # Every list of results begins anew at its first row.
            self._cursor = None
        self._rows = rows
        # The same person may be found by name and by several notes.
        keys = [
            f"{index}" if isinstance(row, Hit) else None for index, row in enumerate(self._rows)
        ]
        self.show_rows(keys)

    def _strip_at(self, y: int) -> Strip:
        """A row, with the bar in the last cell, which every line leaves blank."""
        drawn = super().render_line(y)
        if y not in self._bar():
            return drawn
        last = drawn.cell_length - 1
        sign = strip((Run("|" if self._ascii else "┃", "faint"),), self.palette.plain, 1)
        return Strip.join([drawn.crop(0, last), sign])

    def _bar(self) -> range:
        """The visible rows beside which the bar stands; none while everything is in sight."""
        height, rows = self.size.height, len(self._keys)
        if not 0 < height < rows:
            return range(0)
        top = self.scroll_offset.y * height // rows
        return range(top, top + max(1, -(-height * height // rows)))

    def _styles_of(self, here: bool) -> Mapping[str, Style]:
        # While one types, too, the row that Enter would open is the one that stands out.
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
        left = cells - width(runs) - len(state) - 3
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
        Binding("tab,shift+tab", "act", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._counted = ""

    def compose(self) -> ComposeResult:
        """The line and the list."""
        with Container(id="find") as frame:
            frame.border_title = "Find"
            with Horizontal(id="find-line"):
                yield Term()
                yield Lines(id="found-count")
            yield HitList(self.session)
            yield Toast(id="found-toast", ascii_only=self.session.ascii_only)
            yield HintRow(id="found-hints")

    def on_mount(self) -> None:
        """Nothing is typed yet; what finds misspelt names is loaded meanwhile."""
        self._find("")
        # Not by the message of the line: that comes after the frame in which the letter is shown,
        # and what was found would wait for another one.
        self.watch(self._term, "value", self._typed, init=False)
        self.run_worker(_warm_up, thread=True, exit_on_error=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """The one under the cursor was meant."""
        event.stop()
        self._choose()

    def on_line_list_chosen(self) -> None:
        """A second click chooses, and so does the key that opens."""
        self._choose()

    def on_descendant_focus(self) -> None:
        """The list has other keys than the line."""
        self._show_keys()

    def on_screen_resume(self) -> None:
        """Back from a form: whoever was changed there is shown so."""
        self._find(self._term.value.strip(), stay=True)

    def on_book_changed(self) -> None:
        """A verb was written: show what became of it. The screens behind are told as well."""
        self._find(self._term.value.strip(), stay=True)

    def on_said(self, message: messages.Said) -> None:
        """A verb tells what it did."""
        message.stop()
        self.query_one(Toast).say(message.text, message.tone, message.hint)

    def on_choosing_started(self, message: messages.ChoosingStarted) -> None:
        """The hint row shows the second letters."""
        message.stop()
        self.query_one(HintRow).hint((*message.letters, ("Esc", "leave")), message.title)

    def on_choosing_ended(self, message: messages.ChoosingEnded) -> None:
        """The hint row shows the keys again."""
        message.stop()
        self._show_keys()

    def action_move(self, how: str) -> None:
        """Move the cursor of the list."""
        getattr(self._hits, f"action_{how}")()

    def action_act(self) -> None:
        """From the line to the list, where letters are verbs."""
        if self._hits.hit is not None:
            self.set_focus(self._hits)

    def action_type_on(self) -> None:
        """From the list back to the line."""
        self.set_focus(self._term)

    def action_walk(self, word: str) -> None:
        """Take the last step back, or do it again."""
        from netintern.services import journal

        move = journal.undo if word == "undo" else journal.redo

        def verb(book: Book) -> Receipt:
            labels = ", ".join(step.label for step in move(book))
            return Receipt(0, f"{'undone' if word == 'undo' else 'redone'}: {labels}")

        perform(self._hits, self.session, verb)

    def action_leave(self) -> None:
        """Back, with nobody chosen."""
        self.dismiss(None)

    @property
    def _hits(self) -> HitList:
        return self.query_one(HitList)

    @property
    def _term(self) -> Term:
        return self.query_one(Term)

    def _choose(self) -> None:
        hit = self._hits.hit
        if hit is not None:
            self.dismiss(hit.person_id)

    def _typed(self, value: str) -> None:
        """Look for what is typed now."""
        self._find(value.strip())

    def _find(self, term: str, *, stay: bool = False) -> None:
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
            self._hits.show_hits(hits, term, stay=stay)
        else:
            self._hits.show_words(f"Nobody is called “{safe(term)}”, and no note has it.")
        self._count(len(hits))

    def _count(self, found: int) -> None:
        words = f"{found} found" if found else ""
        if words != self._counted:
            self._counted = words
            count = self.query_one("#found-count", Lines)
            count.show([(Run(words.rjust(count.size.width), "faint"),)])

    def _show_keys(self) -> None:
        """The keys of the line, or of the list."""
        arrows = "up down" if self.session.ascii_only else "↑↓"
        if self._hits.has_focus:
            verbs = [
                (commands.key_of(command.id, self.session.keymap), command.label)
                for command in commands.COMMANDS
                if command.where == "person" and "page" in command.hint
            ]
            hints = [*verbs, ("/", "type on"), ("Esc", "back")]
        else:
            hints = [(arrows, "move"), ("Enter", "open"), ("Tab", "act on them"), ("Esc", "back")]
        self.query_one(HintRow).hint(hints)
