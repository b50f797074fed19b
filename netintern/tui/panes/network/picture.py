"""The picture of Orbit: rings, lines, signs and names of a layout, and what is in focus."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len

from netintern.domain import layout as lay
from netintern.domain.vocabulary import CIRCLES, Circle
from netintern.tui.panes.network.canvas import BRAILLE, PERIODS, Frame, Point, Raster, Sheet
from netintern.tui.panes.network.canvas import finished as finish
from netintern.tui.panes.network.inks import Inks, Tones, inks
from netintern.tui.themes import circle_glyph

if TYPE_CHECKING:
    from netintern.tui.panes.network.bonds import Bonds

CAPTIONS: Final = ("fresh", "due soon", "overdue", "to meet")
"""The bands, from the innermost outwards."""
YOU: Final = " you "
_THIN: Final = "thin"
_TOP: Final[tuple[Circle, ...]] = ("adjacent", "leaders", "field")
"""Circles with the title in the first row, from left to right."""

_RING, _EDGE, _TIE, _PATH = 1, 3, 5, 9
"""Priorities of dots."""
_PULL: Final = 0.42
"""How far a line is drawn towards the middle: lines that go one way run together."""
_RING_STEP: Final = 3.6
_BORDER_STEP: Final = 5.0
"""Dots between two dots of a ring, of a border between circles."""
_DOTTED: Final = 3
_LANTERN: Final = (20, 9)
"""Half-axes, in cells, of where names stay around the selection."""
_NEAR: Final = 0.36
"""Share of the lantern's area in which names are brighter."""
_FEW: Final = 90
"""Signs up to which all names stay."""
_MOST_TIES: Final = 30


_STARS: Final = (" ", *"*" * 255)
_CAPTION_PLACES: Final = tuple(
    (angle, share)
    for angle in (*lay.SPANS["leaders"][::-1], *lay.SPANS["culture"])
    for share in (0.55, 0.4, 0.7, 0.25, 0.85)
)
"""Where a caption may stand: angle, share of the band."""


class Look(NamedTuple):
    """How the picture is drawn."""

    theme: str
    ascii_only: bool = False
    edges: bool = True
    thin: Circle | None = None
    """The circle to which the next new person should belong."""
    untracked: int = 0


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
        yield from ((*place, self.inks.caption) for place in self._captions(sheet))
        yield from ((*place, self.inks.faint) for place in self._missing(sheet))

    def _write_remarks(self, sheet: Sheet, base: _Base) -> None:
        for x, y, words, ink in base.remarks:
            if sheet.free(x, y, len(words)):
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
        first, last = self._at(lay.BANDS[0], angle), self._at(1.0, angle)
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
                sheet.put(name.x, name.y, name.text, tones.name)

    def _captions(self, sheet: Sheet) -> Iterator[tuple[int, int, str]]:
        """The words for the bands, on a border between two circles where there is room."""
        for inner, outer, caption in zip(lay.BANDS, lay.BANDS[1:], CAPTIONS, strict=False):
            cells = len(caption)
            for angle, share in _CAPTION_PLACES:
                x, y = self._at(inner + (outer - inner) * share, angle)
                column, row = int(x / 2) - cells // 2, int(y / 4)
                if sheet.free(column - 1, row, cells + 2):
                    yield column, row, caption
                    break

    def _missing(self, sheet: Sheet) -> Iterator[tuple[int, int, str]]:
        """A line in every circle in which nobody was met yet."""
        for circle in CIRCLES:
            met, unmet = self.layout.counts.get(circle, (0, 0))
            if met:
                continue
            words = f"no {circle} yet" + (f" - {unmet} on your list" if unmet else "")
            start, end = lay.SPANS[circle]
            x, y = self._at(0.58, (start + end) / 2)
            column = int(x / 2) - len(words) // 2
            column = max(1, min(column, sheet.width - len(words) - 1))
            for row in (int(y / 4) + shift for shift in (0, 1, -1, 2, -2)):
                if sheet.free(column - 1, row, len(words) + 2):
                    yield column, row, words
                    break

    def _titles(self, sheet: Sheet) -> None:
        """The circles, with how many were met and how many are on the list."""
        bottom = sheet.height - 2
        long = _fits_in_full(self.layout, self.look.thin, sheet.width)
        for circle in CIRCLES:
            y = 0 if circle in _TOP else bottom
            head, tail = _title(self.layout, circle, thin=self.look.thin, long=long)
            glyph = circle_glyph(circle, met=True, ascii_only=self.look.ascii_only)
            head = f"{glyph} {head}"
            cells = len(head) + len(tail)
            x = {"adjacent": 1, "field": sheet.width - cells - 1}.get(
                circle, (sheet.width - cells) // 2
            )
            sheet.put(x - 1, y, " ", self.inks.faint)
            sheet.put(x, y, head, self.inks.circles[circle].title)
            sheet.put(x + len(head), y, f"{tail} ", self.inks.faint)
            if circle == self.look.thin:
                sheet.put(x + cells - len(_THIN), y, _THIN, self.inks.path)
        outside = _outside(self.layout.outside, self.look.untracked)
        if outside and sheet.free(0, bottom, len(outside) + 3):
            sheet.put(1, bottom, outside, self.inks.caption)

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
        self._titles(sheet)
        return sheet

    def _focused(self, focus: Focus) -> Sheet:
        base = self._base(dim=True)
        raster, sheet = base.raster.copy(), base.sheet.copy()
        self._ties(raster, focus)
        self._path(raster, focus)
        sheet.lay(raster, raster.touched, self._signs)
        if self.look.ascii_only:
            # Periods alone would not tell the way in from a ring.
            way = [cell for cell in raster.touched if raster.inks[cell] == self.inks.path]
            sheet.lay(raster, way, _STARS)
        marks = self.layout.marks
        for near, _ in focus.neighbours:
            mark = marks[near]
            ink = self._sign_ink(mark, self.inks.circles[mark.circle])
            self._sign(sheet, mark, ink)
        for hop in focus.path:
            self._sign(sheet, marks[hop], self.inks.path)
        self._sign(sheet, marks[focus.mark], self.inks.chosen)
        self._focused_names(sheet, focus)
        self._write_remarks(sheet, base)
        self._titles(sheet)
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
        """From you to the first to be asked, and on to the target."""
        if not focus.path:
            return
        first = self._dots(focus.path[0])
        middle = ((first[0] + self._centre[0]) / 2, (first[1] + self._centre[1]) / 2)
        raster.curve(self._centre, first, middle, priority=_PATH, ink=self.inks.path)
        for one, other in zip(focus.path, focus.path[1:], strict=False):
            self._line(raster, one, other, priority=_PATH, ink=self.inks.path)

    def _focused_names(self, sheet: Sheet, focus: Focus) -> None:
        """First the names that belong to the selection, then those in the light of the lantern."""
        path = frozenset(focus.path)
        marks = self.layout.marks
        near = [
            mark for mark, _ in focus.neighbours if mark not in path and marks[mark].priority >= 0
        ]
        special = self._special(focus, near)
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
            if self._fits(sheet, name):
                sheet.put(name.x, name.y, name.text, ink)

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
        """Whether a name covers nothing."""
        return sheet.free(name.x, name.y, cell_len(name.text))

    def _lantern(self, across: int, down: int, *, everywhere: bool) -> int:
        """The ink of a name so many cells from the selection; 0 if it is dark there."""
        far = (across / _LANTERN[0]) ** 2 + (down / _LANTERN[1]) ** 2
        if far <= _NEAR:
            return self.inks.near
        if far <= 1:
            return self.inks.far
        return self.inks.away if everywhere else 0

    def _special(self, focus: Focus, near: Sequence[int]) -> tuple[lay.Label, ...]:
        """Places for the name of the selection, the names on the way in, and those around."""
        important = [other for other in (*focus.path, *near) if other != focus.mark]
        found = lay.labels(
            _in_short(self.layout, near),
            width_of=cell_len,
            selected=focus.mark,
            important=important,
            cap=len(important) + 1,
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

    def _at(self, reach: float, angle: float) -> Point:
        """Dots of a place given by its share of the ellipse and its angle."""
        ax, ay = self._axes
        return (
            self._centre[0] + ax * reach * math.cos(angle),
            self._centre[1] + ay * reach * math.sin(angle),
        )

    def _dots(self, mark: int) -> Point:
        found = self.layout.marks[mark]
        return found.x * 2 + 1.0, found.y * 4 + 2.0

    def _line(
        self, raster: Raster, one: int, other: int, *, priority: int, ink: int, every: int = 1
    ) -> None:
        start, end = self._dots(one), self._dots(other)
        half = (1 - _PULL) / 2
        bend = (
            (start[0] + end[0]) * half + self._centre[0] * _PULL,
            (start[1] + end[1]) * half + self._centre[1] * _PULL,
        )
        raster.curve(start, end, bend, priority=priority, ink=ink, every=every)


def _in_short(layout: lay.Layout, people: Sequence[int]) -> lay.Layout:
    """The layout with short names for some marks."""
    marks = list(layout.marks)
    for index in people:
        mark = marks[index]
        if len(mark.ids) == 1:
            marks[index] = mark._replace(label=lay.short_name(mark.label))
    return layout._replace(marks=tuple(marks))


def _fits_in_full(layout: lay.Layout, thin: Circle | None, width: int) -> bool:
    """Whether the three titles of the first row have room with everything that they may say."""
    left, middle, right = (
        3 + sum(map(len, _title(layout, circle, thin=thin, long=True))) for circle in _TOP
    )
    return max(left, right) + 2 <= (width - middle) // 2


def _title(
    layout: lay.Layout, circle: Circle, *, thin: Circle | None, long: bool
) -> tuple[str, str]:
    """The title of a circle, and what is said behind it."""
    met, unmet = layout.counts.get(circle, (0, 0))
    tail = f" · {_THIN}" if circle == thin else ""
    if long and unmet:
        tail = f" · {unmet} to meet" + tail
    return f"{circle.upper()} {met}", tail


def _outside(without: int, untracked: int) -> str:
    """Who is not drawn."""
    words = []
    if without:
        words.append(f"{without:,} without a circle")
    if untracked:
        words.append(f"+{untracked:,} imported")
    return " · ".join(words)
