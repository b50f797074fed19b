"""Walking the picture by arrows: always to the nearest mark in that direction."""

from typing import Final

from netintern.domain.layout.geometry import centre
from netintern.domain.layout.values import Direction, Layout

_CONE: Final = 1.75
"""How far aside somebody may be, per dot of the way."""
_ASIDE: Final = 2.2
"""What a dot aside costs, in dots of the way."""
_WAYS: Final[dict[Direction, tuple[int, int]]] = {
    "left": (-1, 0),
    "right": (1, 0),
    "up": (0, -1),
    "down": (0, 1),
}


def nearest(layout: Layout, here: int | None, direction: Direction) -> int | None:
    """Index of the nearest mark in a direction, from a mark or from you; None if none is there."""
    right, down = _WAYS[direction]
    if here is None:
        x, y = centre(layout.frame)
    else:
        x, y = layout.marks[here].x * 2.0 + 1, layout.marks[here].y * 4.0 + 2
    found, least = None, 0.0
    for index, mark in enumerate(layout.marks):
        across, upright = mark[0] * 2 + 1 - x, mark[1] * 4 + 2 - y
        along = across * right + upright * down
        aside = abs(across * down) + abs(upright * right)
        if along >= 1 and aside <= _CONE * along:
            cost = along + _ASIDE * aside
            if (found is None or cost < least) and index != here:
                found, least = index, cost
    return found
