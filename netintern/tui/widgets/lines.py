"""A block of lines that repaints only what changed."""

from collections.abc import Sequence

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from netintern.tui.text import Line, strip, width
from netintern.tui.themes import Palette, palette


class Lines(Widget):
    """Shows lines made elsewhere; what does not fit below or at the right is cut off."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: tuple[Line, ...] = ()

    def show(self, lines: Sequence[Line]) -> None:
        """Replace the lines; rows that are equal are not painted again."""
        before, self._lines = self._lines, tuple(lines)
        rows = range(min(self.size.height, max(len(before), len(self._lines))))
        changed = [
            region
            for row in rows
            if (region := _changed(self._line(before, row), self._line(self._lines, row), row))
        ]
        if changed:
            self.refresh(*changed)

    @property
    def shown(self) -> tuple[Line, ...]:
        """The lines as they were given."""
        return self._lines

    @property
    def palette(self) -> Palette:
        """The styles of the present theme."""
        return palette(self.app.theme)

    def render_line(self, y: int) -> Strip:
        """One line, in the styles of the theme."""
        return strip(self._line(self._lines, y), self.palette.plain, self.size.width)

    @staticmethod
    def _line(lines: Sequence[Line], row: int) -> Line:
        return lines[row] if row < len(lines) else ()


def _changed(before: Line, after: Line, row: int) -> Region | None:
    """The part of a row that has to be painted again."""
    same = 0
    while same < len(before) and same < len(after) and before[same] == after[same]:
        same += 1
    if same == len(before) == len(after):
        return None
    first = width(before[:same])
    last = max(width(before), width(after))
    return Region(first, row, max(1, last - first), 1)
