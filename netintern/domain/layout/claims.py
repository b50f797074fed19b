"""Which cell belongs to whom: first come, first served, so that later people move nobody."""

from collections.abc import Iterator
from math import atan2, cos, hypot, pi, sin
from typing import Final

from netintern.domain.layout.geometry import BANDS, SPANS, Canvas
from netintern.domain.layout.values import Band
from netintern.domain.vocabulary import Circle

_YOU: Final = 4
"""Cells on both sides of the middle that are yours."""
_FARTHEST: Final = 28
"""Steps along the arc; whoever finds nothing there looks around the place cell by cell."""
_STEP: Final = 4
"""Dots of a step along the arc."""
_DEARER: Final = 220
"""Steps along the arc that another reach is worth, per share of the ellipse."""
_NEARBY: Final = 8.0
"""The dearest place at which somebody keeps clear of the rooms for names."""
_CROWDED: Final = 20.0
"""The dearest place for which somebody passes by a free cell beside another sign."""
_PATIENCE: Final = 3
"""People of a band without room for their name, after whom no other name is tried there."""
_INITIALS: Final = 2
"""Cells for which room is kept where there is none for the name."""
_BOUND: Final = 0.012
_SHIFTS: Final = (0.0, 0.022, -0.022, 0.044, -0.044, 0.066, -0.066)
_TRIES: Final = tuple(
    sorted(
        (
            (step + _DEARER * abs(shift), turn * step, shift)
            for step in range(_FARTHEST + 1)
            for turn in ((1, -1) if step else (1,))
            for shift in _SHIFTS
        ),
        key=lambda one: one[0],
    )
)
"""Cost, steps along the arc, change of reach: from the cheapest to the dearest."""

Place = tuple[int, int, int]
"""A cell, and on which side room for the name was kept: 1 right, -1 left, 0 nowhere."""


class Claims:
    """The cells of a canvas that are taken."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        # One column more on both sides, so that nobody's neighbour is in another row.
        self._stride = canvas.width + 2
        self._taken = bytearray(self._stride * canvas.height)
        """By a sign or by the room for a name."""
        self._signs = bytearray(self._stride * canvas.height)
        self._inside: dict[tuple[Circle, Band], list[int]] = {}
        """Free cells of the bands that are nearly full."""
        self._beyond: dict[tuple[Circle, Band], Iterator[int]] = {}
        """The cells to take when such a band is full."""
        self._nameless: dict[tuple[Circle, Band], int] = {}
        """How many names found no room."""
        x, y = int(canvas.middle[0] / 2), int(canvas.middle[1] / 4)
        for column in range(max(0, x - _YOU), min(canvas.width, x + _YOU + 1)):
            self._taken[y * self._stride + column + 1] = 1
            self._signs[y * self._stride + column + 1] = 1

    def place(
        self, circle: Circle, band: Band, reach: float, angle: float, name: int
    ) -> Place | None:
        """Take the best cell near a place; None if there is no free cell at all.

        `name` is the cells of a name for which room is wanted, 0 for none.
        """
        key = circle, band
        if name and self._nameless.get(key, 0) >= _PATIENCE:
            name = 0
        found = None
        if self._inside.get(key, True):
            found = self._along_the_arc(circle, band, reach, angle, name)
        if found is None:
            found = self._left_over(circle, band, reach, angle)
        if found is not None:
            x, y, side = found
            cell = y * self._stride + x + 1
            kept = name if side and self._room(cell, x, name) == side else _INITIALS
            self._signs[cell] = self._taken[cell] = 1
            if name and (not side or kept < name):
                self._nameless[key] = self._nameless.get(key, 0) + 1
            if side:
                # A blank behind the name is theirs too, lest it seem to belong to the next sign.
                start = cell if side > 0 else max(0, cell - kept - 2)
                end = cell + kept + 3 if side > 0 else cell
                self._taken[start:end] = b"\x01" * (end - start)
        return found

    def _along_the_arc(
        self, circle: Circle, band: Band, reach: float, angle: float, name: int
    ) -> Place | None:
        taken, signs, stride = self._taken, self._signs, self._stride
        little: Place | None = None
        near: Place | None = None
        tight: Place | None = None
        for cost, x, y in self._tries(circle, band, reach, angle):
            cell = y * stride + x + 1
            if name:
                side = self._room(cell, x, name)
                if side:
                    return x, y, side
                if little is None and cost <= _CROWDED:
                    side = self._room(cell, x, _INITIALS)
                    if side:
                        little = x, y, side
            elif taken.find(1, cell - 1, cell + 2) < 0:
                return x, y, 0
            elif cost > _CROWDED or (near is not None and cost > _NEARBY):
                break
            tight = tight or (x, y, 0)
            if near is None and signs.find(1, cell - 1, cell + 2) < 0:
                near = x, y, 0
        return little or near or tight

    def _tries(
        self, circle: Circle, band: Band, reach: float, angle: float
    ) -> Iterator[tuple[float, int, int]]:
        """Cells without a sign around a place, within its band and sector; the cheapest first."""
        width, _, top, bottom, (mid_x, mid_y), (across, down), _ = self._canvas
        signs, stride = self._signs, self._stride
        inner, outer = BANDS[band] + _BOUND, BANDS[band + 1] - _BOUND
        first, last = SPANS[circle]
        turn = _STEP / max(1.0, reach * hypot(across * sin(angle), down * cos(angle)))
        for cost, steps, shift in _TRIES:
            far = reach + shift
            there = angle + steps * turn
            if inner <= far <= outer and first < there < last:
                x = int((mid_x + across * far * cos(there)) / 2)
                y = int((mid_y + down * far * sin(there)) / 4)
                if top <= y <= bottom and 0 <= x < width and not signs[y * stride + x + 1]:
                    yield cost, x, y

    def _room(self, cell: int, x: int, name: int) -> int:
        """On which side of a cell a name finds room: rather away from the middle; 0 on neither."""
        taken, width = self._taken, self._canvas.width
        out = 1 if 2 * x + 1 >= self._canvas.middle[0] else -1
        for side in (out, -out):
            if side > 0:
                if x + name + 2 <= width and taken.find(1, cell - 1, cell + name + 4) < 0:
                    return 1
            elif x - name - 1 >= 0 and taken.find(1, max(0, cell - name - 3), cell + 2) < 0:
                return -1
        return 0

    def _left_over(self, circle: Circle, band: Band, reach: float, angle: float) -> Place | None:
        """The nearest free cell of the band, else one of the sector, else one of the canvas."""
        key, stride = (circle, band), self._stride
        if key not in self._inside:
            bounds = BANDS[band], BANDS[band + 1]
            self._inside[key] = [cell for _, cell in self._cells(circle, *bounds)]
            self._beyond[key] = self._outwards(circle, band)
        signs = self._signs
        free = self._inside[key] = [cell for cell in self._inside[key] if not signs[cell]]
        if free:
            (mid_x, mid_y), (across, down) = self._canvas.middle, self._canvas.axes
            x = (mid_x + across * reach * cos(angle)) / 2 + 0.5
            y = (mid_y + down * reach * sin(angle)) / 4 - 0.5
            chosen = min(
                free,
                key=lambda cell: abs(cell % stride - x) + 2 * abs(cell // stride - y),
            )
        else:
            # What is taken stays taken, so the search goes on where it ended for the one before.
            chosen = next((cell for cell in self._beyond[key] if not signs[cell]), -1)
        return None if chosen < 0 else (chosen % stride - 1, chosen // stride, 0)

    def _outwards(self, circle: Circle, band: Band) -> Iterator[int]:
        """The cells of a sector by their distance from a band, and then all the others."""
        middle = (BANDS[band] + BANDS[band + 1]) / 2
        for _, cell in sorted((abs(far - middle), cell) for far, cell in self._cells(circle)):
            yield cell
        canvas = self._canvas
        for y in range(canvas.top, canvas.bottom + 1):
            start = y * self._stride + 1
            yield from range(start, start + canvas.width)

    def _cells(
        self, circle: Circle, inner: float = 0.0, outer: float = BANDS[-1]
    ) -> Iterator[tuple[float, int]]:
        """The reach and the index of the cells of a sector, between two reaches."""
        width, _, top, bottom, (mid_x, mid_y), (across, down), _ = self._canvas
        first, last = SPANS[circle]
        for y in range(top, bottom + 1):
            upright = (y * 4 + 2 - mid_y) / down
            for x in range(width):
                aside = (x * 2 + 1 - mid_x) / across
                far = hypot(aside, upright)
                if inner <= far <= outer:
                    turned = (atan2(upright, aside) - first) % (2 * pi)
                    if turned < last - first:
                        yield far, y * self._stride + x + 1
