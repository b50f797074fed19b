"""The words of Orbit that name no person: circles, bands, what is missing, what the signs mean."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len

from netintern.domain import layout as lay
from netintern.domain.vocabulary import CIRCLES, Circle
from netintern.tui.themes import circle_glyph

if TYPE_CHECKING:
    from netintern.tui.panes.network.canvas import Point, Sheet
    from netintern.tui.panes.network.inks import Inks

LEAST: Final = (60, 18)
"""Cells and lines below which there are words instead of a picture."""
CAPTIONS: Final = ("fresh", "due soon", "overdue", "to meet")
"""The bands, from the innermost outwards."""
_RINGS: Final = ("⠒⠒", "..")
"""A piece of a ring on both sides of a caption: it is no name. The second in plain letters."""
_THIN: Final = "thin"
_TOP: Final[tuple[Circle, ...]] = ("adjacent", "leaders", "field")
"""Circles with the title in the first row, from left to right."""
_CAPTION_PLACES: Final = tuple(
    (angle, share)
    for angle in (*lay.SPANS["leaders"][::-1], *lay.SPANS["culture"])
    for share in (0.55, 0.4, 0.7, 0.25, 0.85)
)
"""Where a caption may stand: angle, share of the band."""
_GAP: Final = 3
"""Cells between two texts of the bottom row."""


class Look(NamedTuple):
    """How the picture is drawn."""

    theme: str
    ascii_only: bool = False
    edges: bool = True
    thin: Circle | None = None
    """The circle to which the next new person should belong."""
    untracked: int = 0


def place_at(layout: lay.Layout, reach: float, angle: float) -> Point:
    """Dots of a place given by its share of the ellipse and its angle."""
    (x, y), (across, down) = lay.centre(layout.frame), lay.axes(layout.frame)
    return x + across * reach * math.cos(angle), y + down * reach * math.sin(angle)


def captions(sheet: Sheet, layout: lay.Layout, look: Look) -> Iterator[tuple[int, int, str]]:
    """The words for the bands, on a border between two circles where there is room."""
    ring = _RINGS[look.ascii_only]
    for inner, outer, word in zip(lay.BANDS, lay.BANDS[1:], CAPTIONS, strict=False):
        caption = f"{ring} {word} {ring}"
        cells = len(caption)
        for angle, share in _CAPTION_PLACES:
            x, y = place_at(layout, inner + (outer - inner) * share, angle)
            column, row = int(x / 2) - cells // 2, int(y / 4)
            if sheet.free(column - 1, row, cells + 2):
                yield column, row, caption
                break


def missing(sheet: Sheet, layout: lay.Layout) -> Iterator[tuple[int, int, str]]:
    """A line in every circle in which nobody was met yet."""
    for circle in CIRCLES:
        met, unmet = layout.counts.get(circle, (0, 0))
        if met:
            continue
        words = f"no {circle} yet" + (f" - {unmet} on your list" if unmet else "")
        start, end = lay.SPANS[circle]
        x, y = place_at(layout, 0.58, (start + end) / 2)
        column = int(x / 2) - len(words) // 2
        column = max(1, min(column, sheet.width - len(words) - 1))
        for row in (int(y / 4) + shift for shift in (0, 1, -1, 2, -2)):
            if sheet.free(column - 1, row, len(words) + 2):
                yield column, row, words
                break


def write_titles(sheet: Sheet, layout: lay.Layout, look: Look, inks: Inks) -> None:
    """The circles with how many were met, and at the bottom who is not drawn and the legend."""
    bottom = sheet.height - 2
    long = _fits_in_full(layout, look.thin, sheet.width)
    for circle in CIRCLES:
        y = 0 if circle in _TOP else bottom
        head, tail = _title(layout, circle, thin=look.thin, long=long)
        head = f"{circle_glyph(circle, met=True, ascii_only=look.ascii_only)} {head}"
        cells = len(head) + len(tail)
        x = {"adjacent": 1, "field": sheet.width - cells - 1}.get(
            circle, (sheet.width - cells) // 2
        )
        sheet.put(x - 1, y, " ", inks.faint)
        sheet.put(x, y, head, inks.circles[circle].title)
        sheet.put(x + len(head), y, f"{tail} ", inks.faint)
        if circle == look.thin:
            sheet.put(x + cells - len(_THIN), y, _THIN, inks.path)
        if y == bottom:
            end = _write_outside(sheet, layout, look, inks, room=x - _GAP)
            _write_bubbles(sheet, layout, look, inks, at=end, room=x - _GAP - end)
            _write_legend(sheet, look, inks, room=sheet.width - x - cells - _GAP)


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


def _write_outside(sheet: Sheet, layout: lay.Layout, look: Look, inks: Inks, *, room: int) -> int:
    """Who is not drawn, in the words for which there is room; gives the place behind them."""
    for words in _outside(layout.outside, look.untracked):
        if len(words) + 1 <= room:
            sheet.put(1, sheet.height - 2, words, inks.faint)
            return len(words) + _GAP
    return 1


def _write_bubbles(
    sheet: Sheet, layout: lay.Layout, look: Look, inks: Inks, *, at: int, room: int
) -> None:
    """What the signs of bubbles mean, if there are any."""
    signs, words = "%@" if look.ascii_only else "◎◉", " several people"
    if len(signs + words) > room or all(len(mark.ids) == 1 for mark in layout.marks):
        return
    sheet.put(at, sheet.height - 2, signs, inks.neighbour)
    sheet.put(at + len(signs), sheet.height - 2, words, inks.faint)


def _outside(without: int, untracked: int) -> Iterator[str]:
    """Who is not drawn, in fewer and fewer words."""
    words = []
    if without:
        words.append(f"{without:,} without a circle")
    if untracked:
        words.append(f"{untracked:,} imported")
    if words:
        yield f"{', '.join(words)}, not drawn"
        yield f"{without + untracked:,} not drawn"


def _write_legend(sheet: Sheet, look: Look, inks: Inks, *, room: int) -> None:
    """What the signs of people mean, at the right edge of the bottom row."""
    parts: list[tuple[str, int]] = []
    for met, words in ((True, " met  "), (False, " to meet")):
        for circle in CIRCLES:
            tones = inks.circles[circle]
            sign = circle_glyph(circle, met=met, ascii_only=look.ascii_only)
            parts.append((sign, tones.met if met else tones.unmet))
        parts.append((words, inks.faint))
    cells = sum(cell_len(text) for text, _ in parts)
    if cells + 1 > room:
        return
    x = sheet.width - cells - 1
    for text, ink in parts:
        sheet.put(x, sheet.height - 2, text, ink)
        x += cell_len(text)
