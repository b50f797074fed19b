"""Orbit: the network around you, where the place of everybody says something.

The bearing is the circle, the distance how long nothing was heard, and the outermost ring is
whom you want to meet. Nothing is simulated: adding a person moves nobody.
"""

from collections.abc import Collection, Iterable, Sequence
from math import sqrt
from typing import Final
from zlib import crc32

from netintern.domain.layout.bearings import Bearings, spread
from netintern.domain.layout.claims import Claims, Place
from netintern.domain.layout.detail import OTHERS, Bubble, Cell, budget, cells, divided
from netintern.domain.layout.geometry import (
    BANDS,
    SPANS,
    Canvas,
    axes,
    band_of,
    canvas,
    centre,
    moved,
    point,
    reach_of,
)
from netintern.domain.layout.naming import NAME, labels
from netintern.domain.layout.values import (
    Band,
    Direction,
    Dot,
    Frame,
    Label,
    Layout,
    Mark,
    Side,
)
from netintern.domain.layout.walking import nearest
from netintern.domain.people import short_name
from netintern.domain.text import cell_width
from netintern.domain.vocabulary import CIRCLES, Circle

__all__ = [
    "BANDS",
    "SPANS",
    "Band",
    "Direction",
    "Dot",
    "Frame",
    "Label",
    "Layout",
    "Mark",
    "Side",
    "axes",
    "band_of",
    "budget",
    "centre",
    "labels",
    "moved",
    "nearest",
    "orbit",
    "point",
    "short_name",
]

_ROOM: Final = 0.20
_MOST_ROOM: Final = 0.30
"""Share of the canvas that the names of the first people of the book may keep for themselves."""
_FIRST: Final = 50
"""People who keep it even if that is more than the usual share, but not more than the most."""
_LEAST_BUBBLE: Final = 5
"""People of a bubble that is worth a name."""


def orbit(
    dots: Sequence[Dot],
    frame: Frame,
    *,
    always: Collection[int] = (),
    sticky: Collection[int] = (),
) -> Layout:
    """Where everybody stands.

    `dots` come in the order of insertion: within `budget(frame)` a later person moves nobody.
    With more people some are drawn in bubbles, never those of `always`, and rather not those of
    `sticky`, who were drawn alone before; given in the order of the marks they keep their places.
    """
    frame = moved(frame, frame.zoom, frame.cx, frame.cy)
    by_cell = cells(dots)
    counts = _counts(by_cell)
    drawn = sum(len(cell.dots) for cell in by_cell)
    bubbles: list[Bubble] = []
    if drawn <= budget(frame):
        people: Iterable[Dot] = [dot for dot in dots if dot[2] is not None]
    else:
        order = {person: place for place, person in enumerate(_in_order(sticky))}
        alone, bubbles = divided(by_cell, frame, frozenset(always), order)
        people = sorted(alone, key=lambda dot: (order.get(dot[0], len(order)), dot[0]))
    scene = canvas(frame)
    marks: list[Mark] = []
    claims = Claims(scene)
    _put_people(marks, claims, scene, Bearings({dot[0]: dot for dot in dots}), people)
    for bubble in bubbles:
        _put_bubble(marks, claims, scene, bubble)
    at = {person: index for index, mark in enumerate(marks) for person in mark[2]}
    return Layout(frame, tuple(marks), at, counts, len(dots) - drawn)


def _in_order(people: Collection[int]) -> Iterable[int]:
    """People in the order given, if it means something."""
    return people if isinstance(people, Sequence) else sorted(people)


def _counts(by_cell: Iterable[Cell]) -> dict[Circle, tuple[int, int]]:
    counts = dict.fromkeys(CIRCLES, (0, 0))
    for cell in by_cell:
        met, unmet = counts[cell.circle]
        if cell.band == 3:
            counts[cell.circle] = met, unmet + len(cell.dots)
        else:
            counts[cell.circle] = met + len(cell.dots), unmet
    return counts


def _put_people(
    marks: list[Mark],
    claims: Claims,
    scene: Canvas,
    bearings: Bearings,
    people: Iterable[Dot],
) -> None:
    right, down = scene.shift
    names = scene.width * scene.height / NAME
    room = min(max(_FIRST, _ROOM * names), _MOST_ROOM * names)
    angle_of, place = bearings.angle, claims.place
    for number, dot in enumerate(people):
        person, name, circle, _, met, silence, _, strength, introductions, way = dot
        if circle is None:
            continue
        band = band_of(met, silence)
        # By number, not by how many there are: who comes later takes no room from the first.
        wanted = cell_width(short_name(name)) if number < room else 0
        found = place(circle, band, reach_of(person, band, silence), angle_of(dot), wanted)
        if found is None:
            continue
        x, y, side = found
        priority = strength * 1.2 + introductions * 1.4 + (4.0 if way > 0 and not met else 0.0)
        at = x + right, y + down
        marks.append(Mark(*at, (person,), circle, band, met, name, priority, side))


def _put_bubble(marks: list[Mark], claims: Claims, scene: Canvas, bubble: Bubble) -> None:
    circle, band, company, ids = bubble
    start, end = SPANS[circle]
    share = spread(crc32(company.encode("utf-8", "replace")), band)
    reach = (BANDS[band] + BANDS[band + 1]) / 2
    found: Place | None = claims.place(circle, band, reach, start + (end - start) * share, 0)
    if found is None:
        return
    named = company and len(ids) >= _LEAST_BUBBLE
    priority = 6 + sqrt(len(ids)) if named else -1.0
    label = f"{company or OTHERS} ·{len(ids)}"
    at = found[0] + scene.shift[0], found[1] + scene.shift[1]
    marks.append(Mark(*at, ids, circle, band, band != 3, label, priority))
