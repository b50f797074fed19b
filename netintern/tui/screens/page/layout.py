"""A person's page as lines: two that stay at the top, and the sections in one to three columns."""

from collections.abc import Callable, Sequence
from typing import Final

from netintern.tui.screens.page.about import asking, facts, notes
from netintern.tui.screens.page.parts import Shown
from netintern.tui.screens.page.people import people
from netintern.tui.screens.page.standing import next_step
from netintern.tui.screens.page.talks import owed, talks
from netintern.tui.text import Line, Run, cut, width
from netintern.tui.themes import circle_glyph

TWO_COLUMNS: Final = 96
THREE_COLUMNS: Final = 156
"""Cells from which there are so many columns."""
_GAP: Final = 4
_WIDEST_SIDE: Final = 56
"""Cells of a column beside the one with the talks, at most."""

Section = Callable[[Shown, int], list[Line]]


def head_lines(shown: Shown, cells: int) -> list[Line]:
    """Who it is, and what is next with them: two lines that stay while the rest scrolls."""
    page, today = shown.page, shown.today
    who = page.summary
    glyph = circle_glyph(who.circle, met=who.met, ascii_only=shown.ascii_only)
    left: Line = (
        Run(f" {glyph} ", who.circle or "faint"),
        Run(cut(who.name, max(1, cells - 5)), "strong"),
    )
    about = " · ".join(filter(None, (who.role, who.organisation)))
    room = cells - width(left) - 1
    first: Line = (*left, Run(cut(f"  {about}", room) if room > 6 else "", "dim"))
    words, late = next_step(page, today)
    second: Line = (Run("   "), Run(cut(words, cells - 4), "late" if late else "ink"))
    tags = "  ".join(f"#{tag}" for tag in who.tags)
    room = cells - width(second) - 4
    if tags and room > 6:
        second = (*second, Run(f"   {cut(tags, room)}", "faint"))
    return [first, second]


def page_lines(shown: Shown, cells: int) -> list[Line]:
    """Everything else, in one column, or in two or three where there is room."""
    columns = [
        ([line for section in sections for line in section(shown, room)], room)
        for sections, room in _columns(cells)
    ]
    return _side_by_side(columns)


def _columns(cells: int) -> Sequence[tuple[Sequence[Section], int]]:
    """The sections of each column, and its cells."""
    if cells < TWO_COLUMNS:
        return [((facts, owed, notes, talks, people, asking), cells - 2)]
    if cells < THREE_COLUMNS:
        right = min(_WIDEST_SIDE, cells * 43 // 100)
        left = cells - right - _GAP - 2
        return [((owed, talks), left), ((facts, people, asking, notes), right)]
    side = min(_WIDEST_SIDE, (cells - 2 * _GAP - 2) * 3 // 10)
    middle = cells - 2 * side - 2 * _GAP - 2
    return [((facts, notes), side), ((owed, talks), middle), ((people, asking), side)]


def _side_by_side(columns: Sequence[tuple[list[Line], int]]) -> list[Line]:
    """Columns of lines with their widths as lines over all of them."""
    height = max(len(lines) for lines, _ in columns)
    found: list[Line] = []
    for row in range(height):
        runs: list[Run] = []
        gap = 1
        for lines, cells in columns:
            line = lines[row] if row < len(lines) else ()
            runs += [Run(" " * gap), *line]
            gap = cells - width(line) + _GAP
        found.append(tuple(runs))
    return found
