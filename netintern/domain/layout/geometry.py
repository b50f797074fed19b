"""The fixed parts of Orbit: the ellipse, its bands by silence and its sectors by circle.

Places are given as a reach (share of the ellipse, 0 is you) and an angle (0 right, growing
clockwise as seen, because rows count downwards). A cell is two dots wide and four high.
"""

from math import ceil, cos, isfinite, pi, sin
from typing import Final, NamedTuple

from netintern.domain.layout.values import Band, Frame
from netintern.domain.vocabulary import Circle

BANDS: Final = (0.14, 0.48, 0.68, 0.84, 1.0)
"""Bounds of the bands, from the innermost outwards."""
_HALF: Final = 0.66
SPANS: Final[dict[Circle, tuple[float, float]]] = {
    "field": (_HALF - pi / 2, pi / 2 - _HALF),
    "adjacent": (pi / 2 + _HALF, 3 * pi / 2 - _HALF),
    "leaders": (-pi / 2 - _HALF, _HALF - pi / 2),
    "culture": (pi / 2 - _HALF, pi / 2 + _HALF),
}
"""From where to where a circle reaches; fixed, so that an empty one is seen as such."""
MAX_ZOOM: Final = 12.0

_FRESH: Final = 1 / 3
_LATEST: Final = 3.0
_INSIDE: Final = 0.025
"""How far people keep from the bounds of their band."""
_SPREAD: Final = 0.7548776662466927
"""Spreads people to meet over their band; it has nothing in common with the golden ratio."""


class Canvas(NamedTuple):
    """All cells that a frame could show when it is moved, in cells of its own."""

    width: int
    height: int
    top: int
    bottom: int
    """The first and the last row for people."""
    middle: tuple[float, float]
    axes: tuple[float, float]
    """In dots."""
    shift: tuple[int, int]
    """Cells from this canvas to the frame."""


def axes(frame: Frame) -> tuple[float, float]:
    """The half-axes of the ellipse, in dots."""
    margin = 12 if frame.width >= 100 else 8
    across = max(1, frame.width - margin) * frame.zoom
    return across, max(1, 2 * (frame.height - 2) - 3) * frame.zoom


def centre(frame: Frame) -> tuple[float, float]:
    """Where you are, in dots of the frame. A moved frame is moved by whole cells."""
    across, down = axes(frame)
    x = frame.width // 2 * 2 + 1 - 2 * round(frame.cx * across / 2)
    y = max(0, frame.height - 1) // 2 * 4 + 2 - 4 * round(frame.cy * down / 4)
    return float(x), float(y)


def moved(frame: Frame, zoom: float, cx: float, cy: float) -> Frame:
    """The frame with another zoom and middle, held so that no half of it is empty."""
    zoom = min(MAX_ZOOM, max(1.0, zoom)) if isfinite(zoom) else 1.0
    most = max(0.0, 1.02 - 1 / zoom) if zoom > 1 else 0.0
    return Frame(max(1, frame.width), max(1, frame.height), zoom, _held(cx, most), _held(cy, most))


def point(frame: Frame, reach: float, angle: float) -> tuple[float, float]:
    """A place of the ellipse in dots of the frame."""
    (x, y), (across, down) = centre(frame), axes(frame)
    return x + across * reach * cos(angle), y + down * reach * sin(angle)


def canvas(frame: Frame) -> Canvas:
    """Everything that can be shown by moving the frame."""
    width, height = frame.width, frame.height
    right, below = ceil((frame.zoom - 1) * width / 2), ceil((frame.zoom - 1) * height / 2)
    still = frame._replace(cx=0.0, cy=0.0)
    x, y = centre(still)
    now_x, now_y = centre(frame)
    titled = height >= 6
    return Canvas(
        width + 2 * right,
        height + 2 * below,
        1 if titled else 0,
        height + 2 * below - (3 if titled else 1),
        (x + 2 * right, y + 4 * below),
        axes(frame),
        (round((now_x - x) / 2) - right, round((now_y - y) / 4) - below),
    )


def rows(frame: Frame) -> tuple[int, int]:
    """The first and the last row of a frame that belong to people and their names."""
    return (1, frame.height - 3) if frame.height >= 6 else (0, frame.height - 1)


def band_of(met: bool, silence: float | None) -> Band:
    """The band of a person. Whose cadence has run out is overdue, as in the queue."""
    if not met:
        return 3
    if silence is None or silence >= 1:
        return 2
    return 1 if silence >= _FRESH else 0


def reach_of(person: int, band: Band, silence: float | None) -> float:
    """How far from you somebody stands: the longer the silence, the farther."""
    if band == 3:
        return 0.86 + 0.10 * (person * _SPREAD % 1)
    inner, outer = BANDS[band] + _INSIDE, BANDS[band + 1] - _INSIDE
    if silence is None or silence != silence:
        return outer
    first, last = ((0.0, _FRESH), (_FRESH, 1.0), (1.0, _LATEST))[band]
    share = (min(max(silence, first), last) - first) / (last - first)
    return inner + (outer - inner) * share


def _held(value: float, most: float) -> float:
    return max(-most, min(most, value)) if isfinite(value) else 0.0
