"""How the way in runs: clear of other people's signs, and of their names, where it can."""

from collections.abc import Container, Iterator
from typing import Final, NamedTuple

from netintern.tui.panes.network.canvas import Point

_SHIFTS: Final = (0.0, 0.14, -0.14, 0.28, -0.28, 0.42, -0.42, 0.56, -0.56)
"""How far to the side a curve may bow, in shares of the distance between its ends."""
_SIGN: Final = 8
"""A sign on the way weighs so much more than a cell of a name."""
_BOW: Final = 6.0
"""Weight of a bow: of two clear curves the straighter one is better."""
_STEPS: Final = 80
"""Samples of a curve at most."""


class Obstacles(NamedTuple):
    """Cells, by their place in the sheet, over which the way should not run."""

    width: int
    height: int
    """Of the sheet, in cells."""
    signs: Container[int]
    names: Container[int]


def clear_bend(start: Point, end: Point, bend: Point, around: Obstacles) -> Point:
    """The control point nearest to `bend` of a curve that runs over as little as can be."""
    across, down = end[0] - start[0], end[1] - start[1]
    best, least = bend, float("inf")
    for shift in _SHIFTS:
        found = (bend[0] - down * shift, bend[1] + across * shift)
        cost = _cost(start, end, found, around) + _BOW * abs(shift)
        if cost < least:
            best, least = found, cost
        if least <= _BOW * abs(shift):
            break
    return best


def _cost(start: Point, end: Point, bend: Point, around: Obstacles) -> int:
    """What a curve runs over, each cell counted once."""
    cost, ends = 0, (_cell(start, around.width), _cell(end, around.width))
    for cell in dict.fromkeys(_cells(start, end, bend, around)):
        if cell in ends:
            continue
        if cell < 0 or cell in around.signs:
            cost += _SIGN
        elif cell in around.names:
            cost += 1
    return cost


def _cells(start: Point, end: Point, bend: Point, around: Obstacles) -> Iterator[int]:
    """The cells of a curve; -1 stands for all of those outside the picture."""
    width, rows = around.width, around.height - 2
    length = abs(end[0] - start[0]) / 2 + abs(end[1] - start[1]) / 4
    steps = max(4, min(_STEPS, int(length * 1.5)))
    for step in range(steps + 1):
        t = step / steps
        one, two, three = (1 - t) * (1 - t), 2 * t * (1 - t), t * t
        x = one * start[0] + two * bend[0] + three * end[0]
        y = one * start[1] + two * bend[1] + three * end[1]
        inside = 0 <= x < width * 2 and 4 <= y < rows * 4
        yield _cell((x, y), width) if inside else -1


def _cell(point: Point, width: int) -> int:
    return (int(point[1]) >> 2) * width + (int(point[0]) >> 1)
