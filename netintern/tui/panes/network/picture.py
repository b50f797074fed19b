"""The picture of Orbit: rings, lines, signs and names of a layout, and what is in focus."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len

from netintern.domain import layout as lay
from netintern.domain.vocabulary import CIRCLES
from netintern.tui.panes.network.canvas import BRAILLE, PERIODS, Frame, Point, Raster, Sheet
from netintern.tui.panes.network.canvas import finished as finish
from netintern.tui.panes.network.inks import Inks, Tones, inks
from netintern.tui.panes.network.margin import (
    Look,
    captions,
    missing,
    place_at,
    write_titles,
)
from netintern.tui.panes.network.routes import Obstacles, clear_bend
from netintern.tui.themes import circle_glyph

if TYPE_CHECKING:
    from netintern.tui.panes.network.bonds import Bonds

YOU: Final = " you "
_RING, _EDGE, _TIE, _PATH = 1, 3, 5, 9
"""Priorities of dots."""
_PULL: Final = 0.42
"""How far a line is drawn towards the middle: lines that go one way run together."""
_RING_STEP: Final = 3.6
_BORDER_STEP: Final = 5.0
"""Dots between two dots of a ring, of a border between circles."""
_DOTTED: Final = 3
_BROAD: Final = (0.0, -1.0)
"""The way in is drawn twice, so many dots beside itself."""
_LANTERN: Final = (20, 9)
"""Half-axes, in cells, of where names stay around the selection."""
_NEAR: Final = 0.36
"""Share of the lantern's area in which names are brighter."""
_FEW: Final = 90
"""Signs up to which all names stay."""
_MOST_TIES: Final = 30


_STARS: Final = (" ", *"*" * 255)


class Focus(NamedTuple):
    """What is selected, and what belongs to it."""

    mark: int
    neighbours: tuple[tuple[int, bool], ...] = ()
    """Marks, and whether one suggested the other."""
    path: tuple[int, ...] = ()
    """Marks from the first to be asked to the target."""
    dimmed: bool = True
    """Everything else steps back; else only the name of the selection is shown."""


class _Base(NamedTuple):
    """What stays while the selection moves."""

    raster: Raster
    sheet: Sheet
    remarks: tuple[tuple[int, int, str, int], ...]
    """Place, words, and ink of what is written only where nothing else stands."""


class Picture:
    """The frames of one layout. What does not depend on the selection is drawn once."""

    def __init__(self, layout: lay.Layout, bonds: Bonds, look: Look) -> None:
        self.layout, self.look = layout, look
        self._bonds = bonds
        self.inks: Inks = inks(look.theme)
        self._signs = PERIODS if look.ascii_only else BRAILLE
        frame = layout.frame
        self._centre: Point = lay.centre(frame)
        self._axes: Point = lay.axes(frame)
        self._you = (int(self._centre[0] / 2) - len(YOU) // 2, int(self._centre[1] / 4))
        self.names = lay.labels(layout, width_of=cell_len)
        self._bases: dict[bool, _Base] = {}
        self._places = frozenset(mark.y * frame.width + mark.x for mark in layout.marks)
        """Cells in which signs stand, those outside the canvas too."""

    def frame(self, focus: Focus | None = None) -> Frame:
        """The picture with what is in focus."""
        if focus is None or not focus.dimmed:
            return finish(self._bright(focus))
        return finish(self._focused(focus))

    # --- What stays -------------------------------------------------------------------------

    def _base(self, *, dim: bool) -> _Base:
        if dim not in self._bases:
            raster = Raster(self.layout.frame.width, self.layout.frame.height)
            self._rings(raster, dim=dim)
            if self._has_edges(dim=dim):
                self._edges(raster, dim=dim)
            sheet = Sheet(raster.width, raster.height)
            sheet.lay(raster, raster.touched, self._signs)
            self._glyphs(sheet, dim=dim)
            self._write_you(sheet)
            named = sheet.copy()
            self._names(named)
            self._bases[dim] = _Base(raster, sheet, tuple(self._remarks(named)))
        return self._bases[dim]

    def _has_edges(self, *, dim: bool) -> bool:
        """Whether lines are drawn between all people; not where they cannot be made weak enough."""
        if self.look.ascii_only or (dim and not self.inks.coloured):
            return False
        return self.look.edges

    def _remarks(self, sheet: Sheet) -> Iterator[tuple[int, int, str, int]]:
        """Captions, and what is missing, where the names of everybody leave room."""
        yield from (
            (*place, self.inks.caption) for place in captions(sheet, self.layout, self.look)
        )
        yield from ((*place, self.inks.faint) for place in missing(sheet, self.layout))

    def _write_remarks(self, sheet: Sheet, base: _Base, way: Collection[int] = ()) -> None:
        """What is written only where nothing else stands, the way in least of all."""
        for x, y, words, ink in base.remarks:
            start = y * sheet.width + x
            crossed = way and any(cell in way for cell in range(start, start + len(words)))
            if not crossed and sheet.free(x, y, len(words)):
                sheet.put(x, y, words, ink)

    def _rings(self, raster: Raster, *, dim: bool) -> None:
        for circle in CIRCLES:
            tones = self.inks.circles[circle]
            rings = (tones.ring_dim,) * len(tones.rings) if dim else tones.rings
            start, end = lay.SPANS[circle]
            for reach, ink in zip(lay.BANDS[1:], rings, strict=True):
                self._arc(raster, reach, (start, end), ink)
            self._border(raster, start, self.inks.border_dim if dim else self.inks.border)

    def _arc(self, raster: Raster, reach: float, span: tuple[float, float], ink: int) -> None:
        """A part of a ring, its dots equally far from each other."""
        (x, y), across, down = self._centre, self._axes[0] * reach, self._axes[1] * reach
        angle, end = span
        step = _RING_STEP * (3 if self.look.ascii_only else 1)
        while angle < end:
            right, below = math.cos(angle), math.sin(angle)
            raster.dot(x + across * right, y + down * below, _RING, ink)
            angle += step / max(1.0, math.hypot(across * below, down * right))

    def _border(self, raster: Raster, angle: float, ink: int) -> None:
        first, last = place_at(self.layout, lay.BANDS[0], angle), place_at(self.layout, 1.0, angle)
        steps = max(2, int(math.dist(first, last) / _BORDER_STEP))
        for step in range(steps):
            share = step / steps
            x = first[0] + (last[0] - first[0]) * share
            raster.dot(x, first[1] + (last[1] - first[1]) * share, _RING, ink)

    def _edges(self, raster: Raster, *, dim: bool) -> None:
        """Who suggested whom, drawn towards the middle; of bubbles it would be a tangle."""
        at, marks = self.layout.at, self.layout.marks
        for by, person in self._bonds.suggestions:
            first, last = at.get(by), at.get(person)
            if first is None or last is None or first == last:
                continue
            if len(marks[first].ids) > 1 or len(marks[last].ids) > 1:
                continue
            tones = self.inks.circles[marks[last].circle]
            ink = self.inks.border_dim if dim else tones.edge
            every = 1 if self.inks.coloured else _DOTTED
            self._line(raster, first, last, priority=_EDGE, ink=ink, every=every)

    def _glyphs(self, sheet: Sheet, *, dim: bool) -> None:
        for mark in self.layout.marks:
            tones = self.inks.circles[mark.circle]
            ink = tones.sign_dim if dim else self._sign_ink(mark, tones)
            self._sign(sheet, mark, ink)

    def _names(self, sheet: Sheet, but: int | None = None) -> None:
        """Everybody's name; of the mark `but` it is written already, in full."""
        for name in self.names:
            if name.mark != but and self._fits(sheet, name):
                tones = self.inks.circles[self.layout.marks[name.mark].circle]
                _write_name(sheet, name, tones.name)

    # --- What is in focus -------------------------------------------------------------------

    def _bright(self, focus: Focus | None) -> Sheet:
        """Everything in full colour; a selection elsewhere is only named."""
        base = self._base(dim=False)
        sheet = base.sheet.copy()
        if focus is not None:
            for label in self._special(focus._replace(path=()), ()):
                self._write_pill(sheet, label)
            self._sign(sheet, self.layout.marks[focus.mark], self.inks.chosen)
        self._names(sheet, None if focus is None else focus.mark)
        self._write_remarks(sheet, base)
        write_titles(sheet, self.layout, self.look, self.inks)
        return sheet

    def _focused(self, focus: Focus) -> Sheet:
        base = self._base(dim=True)
        raster, sheet = base.raster.copy(), base.sheet.copy()
        self._ties(raster, focus)
        self._path(raster, focus)
        way = frozenset(cell for cell in raster.touched if raster.inks[cell] == self.inks.path)
        sheet.lay(raster, raster.touched, self._signs)
        if self.look.ascii_only:
            # Periods alone would not tell the way in from a ring.
            sheet.lay(raster, way, _STARS)
        marks = self.layout.marks
        for near, _ in focus.neighbours:
            mark = marks[near]
            ink = self._sign_ink(mark, self.inks.circles[mark.circle])
            self._sign(sheet, mark, ink)
        for hop in focus.path:
            self._sign(sheet, marks[hop], self.inks.path)
        self._sign(sheet, marks[focus.mark], self.inks.chosen)
        self._focused_names(sheet, focus, way)
        self._write_remarks(sheet, base, way)
        write_titles(sheet, self.layout, self.look, self.inks)
        return sheet

    def _ties(self, raster: Raster, focus: Focus) -> None:
        path = set(zip(focus.path, focus.path[1:], strict=False))
        for near, suggested in focus.neighbours[:_MOST_TIES]:
            if (near, focus.mark) in path or (focus.mark, near) in path:
                continue
            ink = self.inks.circles[self.layout.marks[near].circle].tie
            every = 1 if suggested else _DOTTED
            self._line(raster, near, focus.mark, priority=_TIE, ink=ink, every=every)

    def _path(self, raster: Raster, focus: Focus) -> None:
        """From you to the first to be asked, and on to the target; clear of others if it can be."""
        if not focus.path:
            return
        around = self._obstacles(focus.path)
        stops = [self._centre, *map(self._dots, focus.path)]
        for number, (start, end) in enumerate(pairwise(stops)):
            pull = _PULL if number else 0.0
            bend = clear_bend(start, end, self._bend(start, end, pull), around)
            for shift in _BROAD:
                raster.curve(
                    *(_beside(point, shift, start, end) for point in (start, end, bend)),
                    priority=_PATH,
                    ink=self.inks.path,
                )

    def _obstacles(self, path: Sequence[int]) -> Obstacles:
        """Over what the way should not run: signs, and names but of those whom it leads to."""
        width, height = self.layout.frame.width, self.layout.frame.height
        names: set[int] = set()
        for name in self.names:
            if name.mark not in path:
                names.update(_cells_of(name, width))
        return Obstacles(width, height, self._places, names)

    def _focused_names(self, sheet: Sheet, focus: Focus, way: Collection[int]) -> None:
        """First the names that belong to the selection, then those in the light of the lantern.

        None of the latter covers a cell of the way.
        """
        path = frozenset(focus.path)
        marks = self.layout.marks
        near = [
            mark for mark, _ in focus.neighbours if mark not in path and marks[mark].priority >= 0
        ]
        special = self._special(focus, near, way)
        for label in special:
            if label.mark == focus.mark:
                self._write_pill(sheet, label)
            else:
                ink = self.inks.path if label.mark in path else self.inks.neighbour
                sheet.put(label.x, label.y, label.text, ink)
        done = {label.mark for label in special}
        for hop in focus.path:
            if hop not in done:
                self._squeeze(sheet, hop)
                done.add(hop)
        everywhere = len(self.layout.marks) <= _FEW
        here = self.layout.marks[focus.mark]
        for name in self.names:
            ink = self._lantern(name.x - here.x, name.y - here.y, everywhere=everywhere)
            if not ink or name.mark in done:
                continue
            covered = any(cell in way for cell in _cells_of(name, sheet.width)) if way else False
            if not covered and self._fits(sheet, name):
                _write_name(sheet, name, ink)

    def _squeeze(self, sheet: Sheet, hop: int) -> None:
        """The name of somebody on the way in, over as little as can be where there is no room."""
        mark = self.layout.marks[hop]
        if not (0 <= mark.x < sheet.width and 0 < mark.y < sheet.height - 2):
            return
        cells = cell_len(mark.label)
        slots = [
            (x, mark.y + down)
            for down in (0, -1, 1)
            for x in (mark.x + 2, mark.x - 1 - cells, mark.x - cells // 2)
            if (down or x != mark.x - cells // 2) and 0 <= x <= sheet.width - cells
            if 0 < mark.y + down < sheet.height - 2
        ]
        if slots:
            x, y = min(slots, key=lambda slot: self._cost(sheet, slot, cells))
            sheet.put(x, y, mark.label, self.inks.path)

    def _cost(self, sheet: Sheet, slot: tuple[int, int], cells: int) -> int:
        """What a name would cover: signs are cheap, names in focus dear."""
        start = slot[1] * sheet.width + slot[0]
        dear = (self.inks.pill, self.inks.you, self.inks.path, self.inks.neighbour)
        inks = sheet.inks[start : start + cells]
        return sum(sheet.solid[start : start + cells]) + 20 * sum(ink in dear for ink in inks)

    def _fits(self, sheet: Sheet, name: lay.Label) -> bool:
        """Whether a name covers nothing, and no text touches it."""
        cells = cell_len(name.text)
        return sheet.free(name.x, name.y, cells) and not (
            sheet.written(name.x - 1, name.y) or sheet.written(name.x + cells, name.y)
        )

    def _lantern(self, across: int, down: int, *, everywhere: bool) -> int:
        """The ink of a name so many cells from the selection; 0 if it is dark there."""
        far = (across / _LANTERN[0]) ** 2 + (down / _LANTERN[1]) ** 2
        if far <= _NEAR:
            return self.inks.near
        if far <= 1:
            return self.inks.far
        return self.inks.away if everywhere else 0

    def _special(
        self, focus: Focus, near: Sequence[int], way: Collection[int] = ()
    ) -> tuple[lay.Label, ...]:
        """Places for the name of the selection, the names on the way in, and those around."""
        important = [other for other in (*focus.path, *near) if other != focus.mark]
        found = lay.labels(
            _in_short(self.layout, near),
            width_of=cell_len,
            selected=focus.mark,
            important=important,
            cap=len(important) + 1,
            avoid=way,
        )
        wanted = {focus.mark, *important}
        return tuple(label for label in found if label.mark in wanted)

    def _write_pill(self, sheet: Sheet, label: lay.Label) -> None:
        sheet.put(label.x - 1, label.y, f" {label.text} ", self.inks.pill)

    # --- Small things -----------------------------------------------------------------------

    def _write_you(self, sheet: Sheet) -> None:
        x, y = self._you
        sheet.put(x, y, YOU, self.inks.you)

    def _sign(self, sheet: Sheet, mark: lay.Mark, ink: int) -> None:
        """The sign of a mark; not in the rows of the titles, where it would be taken for one."""
        if mark.x >= 0 and 0 < mark.y < sheet.height - 2:
            sheet.put(mark.x, mark.y, self._glyph(mark), ink)

    def _glyph(self, mark: lay.Mark) -> str:
        if len(mark.ids) > 1:
            many = len(mark.ids) >= 10
            return ("@" if many else "%") if self.look.ascii_only else ("◉" if many else "◎")
        return circle_glyph(mark.circle, met=mark.met, ascii_only=self.look.ascii_only)

    def _sign_ink(self, mark: lay.Mark, tones: Tones) -> int:
        if len(mark.ids) > 1:
            return tones.bubble
        return tones.met if mark.met else tones.unmet

    def _dots(self, mark: int) -> Point:
        found = self.layout.marks[mark]
        return found.x * 2 + 1.0, found.y * 4 + 2.0

    def _line(
        self, raster: Raster, one: int, other: int, *, priority: int, ink: int, every: int = 1
    ) -> None:
        start, end = self._dots(one), self._dots(other)
        bend = self._bend(start, end, _PULL)
        raster.curve(start, end, bend, priority=priority, ink=ink, every=every)

    def _bend(self, start: Point, end: Point, pull: float) -> Point:
        """The control point of a curve that is drawn towards the middle."""
        half = (1 - pull) / 2
        return (
            (start[0] + end[0]) * half + self._centre[0] * pull,
            (start[1] + end[1]) * half + self._centre[1] * pull,
        )


def _in_short(layout: lay.Layout, people: Sequence[int]) -> lay.Layout:
    """The layout with short names for some marks."""
    marks = list(layout.marks)
    for index in people:
        mark = marks[index]
        if len(mark.ids) == 1:
            marks[index] = mark._replace(label=lay.short_name(mark.label))
    return layout._replace(marks=tuple(marks))


def _cells_of(name: lay.Label, width: int) -> range:
    """The cells of a name on a sheet of this width, with the one before and the one behind."""
    start = name.y * width + name.x
    return range(start - 1, start + cell_len(name.text) + 1)


def _write_name(sheet: Sheet, name: lay.Label, ink: int) -> None:
    """A name, where nothing else stands beside it with a blank on both sides: no dot touches it."""
    if sheet.free(name.x - 1, name.y, cell_len(name.text) + 2):
        sheet.put(name.x - 1, name.y, f" {name.text} ", ink)
    else:
        sheet.put(name.x, name.y, name.text, ink)


def _beside(point: Point, shift: float, start: Point, end: Point) -> Point:
    """A point moved aside from a line, down where it is flat and to the right where it is steep."""
    if abs(end[0] - start[0]) > abs(end[1] - start[1]):
        return point[0], point[1] + shift
    return point[0] + shift, point[1]
