"""The list of the queue, of the snowball, and of find: a cursor on lines that are made when seen.

A key repaints two rows. At the edge the list scrolls by half its height, so that most keys move
nothing else.
"""

from collections.abc import Mapping, Sequence

from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import var
from textual.scroll_view import ScrollView
from textual.strip import Strip

from netintern.tui.keymap import bindings
from netintern.tui.text import Line, strip
from netintern.tui.themes import Palette, palette


class LineList(ScrollView, can_focus=True, inherit_bindings=False):
    """A list of rows, one line each. Subclasses say in `line` what a row looks like.

    Every row has a key, which stays with the row when the list is read again; a row without a
    key (a heading) is never under the cursor.
    """

    BINDINGS = bindings("move")

    at: var[str | None] = var(None, init=False)
    """Key of the row under the cursor; whoever follows the cursor watches it, in the same frame."""

    class Chosen(Message):
        """A row was clicked although the cursor was there already."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._keys: tuple[str | None, ...] = ()
        self._cursor: int | None = None
        self._drawn: dict[tuple[int, bool], Strip] = {}

    @property
    def cursor(self) -> int | None:
        """Index of the row under the cursor, None in a list without rows."""
        return self._cursor

    @property
    def cursor_key(self) -> str | None:
        """Key of the row under the cursor."""
        return None if self._cursor is None else self._keys[self._cursor]

    @property
    def palette(self) -> Palette:
        """The styles of the present theme."""
        return palette(self.app.theme)

    def line(self, index: int, cells: int, *, here: bool) -> Line:
        """What row `index` looks like in so many cells; `here`: the cursor is on it."""
        raise NotImplementedError

    def show_rows(self, keys: Sequence[str | None], *, prefer: str | None = None) -> None:
        """Show other rows. The cursor stays with its key.

        If that key is gone, the cursor goes to `prefer`, or to the next row that is still there.
        """
        wanted = self._heirs(prefer)
        self._keys = tuple(keys)
        places = {key: index for index, key in enumerate(self._keys) if key is not None}
        self._cursor = next((places[key] for key in wanted if key in places), None)
        if self._cursor is None and places:
            self._cursor = next(iter(places.values()))
        self.virtual_size = Size(0, len(self._keys))
        self.redraw()
        self._scroll_to_cursor()
        self.at = self.cursor_key

    def redraw_row(self, index: int) -> None:
        """Make one row anew, if it is seen."""
        for here in (False, True):
            self._drawn.pop((index, here), None)
        self._repaint(index)

    def redraw(self) -> None:
        """Make all visible rows anew."""
        self._drawn.clear()
        self.refresh()

    def select(self, key: str) -> bool:
        """Put the cursor on the row with this key; False if there is none."""
        if key not in self._keys:
            return False
        self._move(self._keys.index(key))
        return True

    def render_line(self, y: int) -> Strip:
        """One visible row, or a blank line below the last one."""
        index = y + self.scroll_offset.y
        cells = self.scrollable_content_region.width
        if index >= len(self._keys):
            return strip((), self.palette.plain, cells)
        here = index == self._cursor
        drawn = self._drawn.get((index, here))
        if drawn is None or drawn.cell_length != cells:
            drawn = strip(self.line(index, cells, here=here), self._styles_of(here), cells)
            self._drawn[index, here] = drawn
        return drawn

    def on_focus(self) -> None:
        """The cursor shows whether the keyboard is here."""
        self._repaint_cursor()

    def on_blur(self) -> None:
        """The cursor shows whether the keyboard is here."""
        self._repaint_cursor()

    def on_resize(self) -> None:
        """Other widths need other lines; the cursor stays in sight."""
        self._drawn.clear()
        self._scroll_to_cursor()

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor, a click on the cursor opens."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        index = offset.y + self.scroll_offset.y
        if index >= len(self._keys) or self._keys[index] is None:
            return
        if index == self._cursor:
            self.post_message(self.Chosen())
        else:
            self._move(index)

    def action_cursor_down(self) -> None:
        """To the next row."""
        self._step(1)

    def action_cursor_up(self) -> None:
        """To the row before."""
        self._step(-1)

    def action_cursor_first(self) -> None:
        """To the first row."""
        self._step(-len(self._keys))

    def action_cursor_last(self) -> None:
        """To the last row."""
        self._step(len(self._keys))

    def action_half_down(self) -> None:
        """Half a page down."""
        self._step(max(1, self.size.height // 2))

    def action_half_up(self) -> None:
        """Half a page up."""
        self._step(-max(1, self.size.height // 2))

    def _step(self, rows: int) -> None:
        """Move the cursor by some rows, over headings, and stop at the ends."""
        if self._cursor is None:
            return
        target = min(max(self._cursor + rows, 0), len(self._keys) - 1)
        direction = 1 if rows > 0 else -1
        for step in (direction, -direction):
            index = target
            while 0 <= index < len(self._keys) and self._keys[index] is None:
                index += step
            if 0 <= index < len(self._keys):
                break
        self._move(index)

    def _move(self, index: int) -> None:
        before = self._cursor
        if index == before:
            return
        self._cursor = index
        for row in (before, index):
            if row is not None:
                self._repaint(row)
        self._scroll_to_cursor()
        self.at = self.cursor_key

    def _heirs(self, prefer: str | None) -> list[str]:
        """Keys that the cursor may go to, best first."""
        if self._cursor is None:
            return [prefer] if prefer else []
        after = self._keys[self._cursor + 1 :]
        before = self._keys[: self._cursor]
        order = [prefer, self._keys[self._cursor], *after, *reversed(before)]
        return [key for key in order if key]

    def _styles_of(self, here: bool) -> Mapping[str, Style]:
        if not here:
            return self.palette.plain
        return self.palette.cursor if self.has_focus else self.palette.rest

    def _repaint_cursor(self) -> None:
        if self._cursor is not None:
            self._drawn.pop((self._cursor, True), None)
            self._repaint(self._cursor)

    def _repaint(self, row: int) -> None:
        y = row - self.scroll_offset.y
        if 0 <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def _scroll_to_cursor(self) -> None:
        """Bring the cursor into sight, by half a page where it just left it."""
        height = self.scrollable_content_region.height
        if self._cursor is None or height <= 0:
            return
        top = self.scroll_offset.y
        first = self._first_with(self._cursor)
        if first < top:
            top = 0 if first == 0 else min(first, self._cursor - height // 2)
        elif self._cursor >= top + height:
            top = self._cursor - height // 2
        top = max(0, min(top, len(self._keys) - height))
        if top != self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True, immediate=True)

    def _first_with(self, row: int) -> int:
        """The first row to show with a row: the headings just above it belong to it."""
        while row > 0 and self._keys[row - 1] is None:
            row -= 1
        return row
