"""A canvas of cells: braille dots with priorities below, signs and names above, and what changed.

Pure Python. A frame is two flat lists, what stands in each cell and in which ink; an ink is an
index into a table of styles, and ink 0 is a blank that looks like whatever stands before it.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple
from unicodedata import category

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from netintern.domain.text import printable

BLANK: Final = 0
"""The ink of cells in which nothing stands."""
GAP: Final = 6
"""Equal cells between two changes up to which they are one span: moving there is not shorter."""

_DOTS: Final = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of a dot by its row and column within the cell."""
BRAILLE: Final = (" ", *(chr(0x2800 + bits) for bits in range(1, 256)))
PERIODS: Final = (" ", *("." for _ in range(255)))
"""What stands for dots where only plain characters may be drawn."""

_LONG: Final = 48
"""Dots from which a curve that leaves the canvas is drawn in two parts."""

Point = tuple[float, float]
"""In dots: two to the right and four down in every cell."""


class Span(NamedTuple):
    """Cells of a row: from `start` up to, not including, `end`."""

    y: int
    start: int
    end: int


class Raster:
    """Dots, each cell with one ink. The higher priority has the cell, equal ones share it."""

    __slots__ = ("bits", "height", "inks", "prio", "touched", "width")

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.bits = bytearray(width * height)
        self.prio = bytearray(width * height)
        self.inks = [BLANK] * (width * height)
        self.touched: set[int] = set()
        """Cells that were drawn in since the raster was made or copied."""

    def copy(self) -> "Raster":
        """The same dots, to draw more above them."""
        twin = Raster.__new__(Raster)
        twin.width, twin.height = self.width, self.height
        twin.bits, twin.prio, twin.inks = self.bits[:], self.prio[:], self.inks[:]
        twin.touched = set()
        return twin

    def dot(self, x: float, y: float, priority: int, ink: int) -> None:
        """One dot; nothing outside the canvas."""
        column, row = int(x), int(y)
        if x >= 0 and y >= 0 and column < self.width * 2 and row < self.height * 4:
            self._mark((row >> 2) * self.width + (column >> 1), row & 3, column & 1, priority, ink)

    def curve(
        self, start: Point, end: Point, bend: Point, *, priority: int, ink: int, every: int = 1
    ) -> None:
        """A quadratic Bezier curve, about one sample a dot; dotted if `every` is more than 1."""
        (x, y), (x1, y1), (bend_x, bend_y) = start, end, bend
        if not self._sees(start, end, bend):
            return
        length = max(abs(bend_x - x) + abs(x1 - bend_x), abs(bend_y - y) + abs(y1 - bend_y))
        if length > _LONG and not self._holds(start, end, bend):
            # Of a nearer picture most of a curve lies outside.
            one = ((x + bend_x) / 2, (y + bend_y) / 2)
            other = ((bend_x + x1) / 2, (bend_y + y1) / 2)
            middle = ((one[0] + other[0]) / 2, (one[1] + other[1]) / 2)
            self.curve(start, middle, one, priority=priority, ink=ink, every=every)
            self.curve(middle, end, other, priority=priority, ink=ink, every=every)
            return
        steps = max(1, int(length / every))
        # Forward differences: two additions a sample instead of a polynomial.
        t = 1.0 / steps
        bow_x, bow_y = (x - 2 * bend_x + x1) * t * t, (y - 2 * bend_y + y1) * t * t
        step_x, step_y = 2 * (bend_x - x) * t + bow_x, 2 * (bend_y - y) * t + bow_y
        bow_x, bow_y = bow_x * 2, bow_y * 2
        width, right, bottom = self.width, self.width * 2, self.height * 4
        bits, prio, inks, dots, add = self.bits, self.prio, self.inks, _DOTS, self.touched.add
        for _ in range(steps + 1):
            if 0 <= x < right and 0 <= y < bottom:
                column, row = int(x), int(y)
                cell = (row >> 2) * width + (column >> 1)
                held = prio[cell]
                if held == priority:
                    bits[cell] |= dots[row & 3][column & 1]
                elif held < priority:
                    prio[cell] = priority
                    bits[cell] = dots[row & 3][column & 1]
                    inks[cell] = ink
                    add(cell)
            x += step_x
            y += step_y
            step_x += bow_x
            step_y += bow_y

    def _sees(self, *points: Point) -> bool:
        """Whether anything between the points can lie on the canvas."""
        across = [point[0] for point in points]
        down = [point[1] for point in points]
        return (
            max(across) >= 0
            and min(across) < self.width * 2
            and max(down) >= 0
            and min(down) < self.height * 4
        )

    def _holds(self, *points: Point) -> bool:
        """Whether everything between the points lies on the canvas."""
        right, bottom = self.width * 2, self.height * 4
        return all(0 <= x < right and 0 <= y < bottom for x, y in points)

    def _mark(self, cell: int, row: int, column: int, priority: int, ink: int) -> None:
        held = self.prio[cell]
        if held == priority:
            self.bits[cell] |= _DOTS[row][column]
        elif held < priority:
            self.prio[cell] = priority
            self.bits[cell] = _DOTS[row][column]
            self.inks[cell] = ink
            self.touched.add(cell)


class Sheet:
    """A frame in the making: cells and inks, dots below and text above."""

    __slots__ = ("cells", "height", "inks", "solid", "width")

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self.cells = [" "] * (width * height)
        self.inks = [BLANK] * (width * height)
        self.solid = bytearray(width * height)
        """1 where text stands, which no dot may cover."""

    def copy(self) -> "Sheet":
        """The same frame, to draw more on it."""
        twin = Sheet.__new__(Sheet)
        twin.width, twin.height = self.width, self.height
        twin.cells, twin.inks, twin.solid = self.cells[:], self.inks[:], self.solid[:]
        return twin

    def lay(self, raster: Raster, cells: Collection[int], signs: Sequence[str]) -> None:
        """Take over some cells of a raster, but for those in which text stands."""
        bits, inks, solid = raster.bits, raster.inks, self.solid
        for cell in cells:
            if not solid[cell] and bits[cell]:
                self.cells[cell] = signs[bits[cell]]
                self.inks[cell] = inks[cell]

    def free(self, x: int, y: int, cells: int) -> bool:
        """Whether no text stands in these cells, and all of them are on the sheet."""
        if not 0 <= y < self.height or x < 0 or x + cells > self.width:
            return False
        start = y * self.width + x
        return not any(self.solid[start : start + cells])

    def written(self, x: int, y: int) -> bool:
        """Whether a letter or a sign stands in a cell; blanks around a text do not count."""
        if not (0 <= x < self.width and 0 <= y < self.height):
            return False
        cell = y * self.width + x
        return bool(self.solid[cell]) and self.cells[cell] != " "

    def put(self, x: int, y: int, text: str, ink: int) -> None:
        """Write text over whatever stands there; what is outside the sheet is left out."""
        if not 0 <= y < self.height or x >= self.width:
            return
        parts = cells_of(text)
        if x < 0:
            parts, x = parts[-x:], 0
        parts = parts[: self.width - x]
        if not parts:
            return
        start = y * self.width + x
        end = start + len(parts)
        self._sever(start, end)
        whole = list(parts)
        # Half of a wide sign cannot be shown.
        if not whole[0]:
            whole[0] = " "
        if len(parts) < len(cells_of(text)) and cell_len(whole[-1]) > 1:
            whole[-1] = " "
        self.cells[start:end] = whole
        self.inks[start:end] = [ink] * len(whole)
        self.solid[start:end] = b"\x01" * len(whole)

    def _sever(self, start: int, end: int) -> None:
        """No half of a wide sign may stay beside what is written over the other half."""
        if not self.cells[start]:
            self.cells[start - 1] = " "
        if end % self.width and not self.cells[end]:
            self.cells[end] = " "


class Frame(NamedTuple):
    """A finished frame: what stands in each cell, and in which ink."""

    cells: list[str]
    inks: list[int]
    width: int

    def row(self, y: int) -> slice:
        """Where a row is in the lists."""
        return slice(y * self.width, (y + 1) * self.width)


def finished(sheet: Sheet) -> Frame:
    """The frame of a sheet on which nothing more is drawn."""
    return Frame(sheet.cells, sheet.inks, sheet.width)


def changes(before: Frame, after: Frame) -> Iterator[Span]:
    """The spans in which two frames of one size differ, from the top, left before right."""
    for y in range(len(after.cells) // max(1, after.width)):
        row = after.row(y)
        was, now = before.cells[row], after.cells[row]
        was_ink, now_ink = before.inks[row], after.inks[row]
        if was == now and was_ink == now_ink:
            continue
        other = [x for x in range(after.width) if was[x] != now[x] or was_ink[x] != now_ink[x]]
        start = last = other[0]
        for x in other:
            if x - last > GAP:
                yield _whole(now, y, start, last + 1)
                start = x
            last = x
        yield _whole(now, y, start, last + 1)


def _whole(cells: Sequence[str], y: int, start: int, end: int) -> Span:
    """A span that cuts no wide sign in two."""
    while not cells[start]:
        start -= 1
    while end < len(cells) and not cells[end]:
        end += 1
    return Span(y, start, end)


def strip_of(frame: Frame, y: int, styles: Sequence[Style], blocks: Collection[int]) -> Strip:
    """A row of a frame by runs of one ink.

    Blanks join the run before them, or at the left edge the one after; but not runs of inks in
    `blocks`, whose blanks are seen.
    """
    row = frame.row(y)
    cells, inks = frame.cells[row], frame.inks[row]
    segments: list[Segment] = []
    start, ink = 0, BLANK
    for x, found in enumerate(inks):
        own = ink if found == BLANK and ink not in blocks else found
        if own == ink:
            continue
        if x > start and (start or ink != BLANK or own in blocks):
            segments.append(Segment("".join(cells[start:x]), styles[ink]))
            start = x
        ink = own
    segments.append(Segment("".join(cells[start:]), styles[ink]))
    return Strip(segments, frame.width)


@lru_cache(4096)
def cells_of(text: str) -> tuple[str, ...]:
    """The cleaned text cell by cell; a sign that takes two is followed by an empty one."""
    text = printable(text)
    if text.isascii():
        return tuple(text)
    found: list[str] = []
    wide = 0
    for end, letter in enumerate(text, 1):
        grown = cell_len(text[:end]) - wide
        wide += max(0, grown)
        if found and (grown <= 0 or category(letter) in ("Mn", "Me", "Cf")):
            at = max(index for index, part in enumerate(found) if part)
            found[at] += letter
            found += [""] * grown
        elif grown > 0:
            found += [letter, *[""] * (grown - 1)]
    return tuple(found)
