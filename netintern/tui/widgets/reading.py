"""A text of lines to read: the keys that move a cursor elsewhere scroll here."""

from collections.abc import Callable, Sequence

from rich.cells import cell_len, split_graphemes
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from netintern.domain.text import printable
from netintern.tui.keymap import bindings
from netintern.tui.text import Line, strip
from netintern.tui.themes import palette

LinesFor = Callable[[int], Sequence[Line]]
"""The lines in so many cells."""


class Reading(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows lines that are made anew for every width; what does not fit below is scrolled to."""

    BINDINGS = bindings("move")
    DEFAULT_CSS = """
    Reading {
        background: $ni-ground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size-vertical: 1;
        scrollbar-color: $ni-line;
        scrollbar-color-hover: $ni-faint;
        scrollbar-color-active: $ni-faint;
        scrollbar-background: $ni-ground;
        scrollbar-background-hover: $ni-ground;
        scrollbar-background-active: $ni-ground;
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._make: LinesFor = lambda cells: ()
        self._lines: Sequence[Line] = ()
        self._cells = 0

    @property
    def lines(self) -> Sequence[Line]:
        """What is shown, also what is scrolled out of sight."""
        return self._lines

    def read(self, make: LinesFor) -> None:
        """Show other lines; the place in the text stays."""
        self._make = make
        self._cells = 0
        self._lay_out()
        self.refresh()

    def on_resize(self) -> None:
        """Another width needs other lines."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """One visible line."""
        row = y + self.scroll_offset.y
        line = self._lines[row] if row < len(self._lines) else ()
        return strip(line, palette(self.app.theme).plain, self.size.width)

    def action_cursor_down(self) -> None:
        """A line down."""
        self._scroll(1)

    def action_cursor_up(self) -> None:
        """A line up."""
        self._scroll(-1)

    def action_cursor_first(self) -> None:
        """To the top."""
        self._scroll(-len(self._lines))

    def action_cursor_last(self) -> None:
        """To the end."""
        self._scroll(len(self._lines))

    def action_half_down(self) -> None:
        """Half a page down."""
        self._scroll(max(1, self.size.height // 2))

    def action_half_up(self) -> None:
        """Half a page up."""
        self._scroll(-max(1, self.size.height // 2))

    def _scroll(self, lines: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, force=True, immediate=True)

    def _lay_out(self) -> None:
        # The column of the scrollbar stays free, so that its coming does not move the text.
        cells = self.size.width - 1
        if cells > 0 and cells != self._cells:
            self._cells = cells
            self._lines = tuple(self._make(cells))
        self.virtual_size = Size(self.size.width, len(self._lines))


def paragraphs(text: str, cells: int) -> list[str]:
    """All of a text in lines of at most so many cells; its own line breaks stay."""
    return [line for part in text.split("\n") for line in _wrapped(printable(part), max(1, cells))]


def _wrapped(text: str, cells: int) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in text.split():
        for piece in _pieces(word, cells):
            if line and cell_len(line) + 1 + cell_len(piece) <= cells:
                line += f" {piece}"
            else:
                lines += [line] if line else []
                line = piece
    return [*lines, line] if line else lines


def _pieces(word: str, cells: int) -> list[str]:
    """A word that is too long for a line in pieces that are not."""
    if cell_len(word) <= cells:
        return [word]
    pieces, piece = [], ""
    for start, end, _ in split_graphemes(word)[0]:
        letter = word[start:end]
        if piece and cell_len(piece) + cell_len(letter) > cells:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]
