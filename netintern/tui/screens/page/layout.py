"""A person's page as lines: two that stay at the top, and the sections in one to three columns."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from rich.cells import cell_len

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
_INDENT: Final = "   "
"""Where the lines at the top begin, below the name."""
_LEAST: Final = 6
"""Cells in which a text that is cut says anything."""

Section = Callable[[Shown, int], list[Line]]


def head_lines(shown: Shown, cells: int, most: int = 4) -> list[Line]:
    """Who it is, and what is next with them: lines that stay while the rest scrolls.

    Two where everything has room side by side, and up to `most` where it has not.
    """
    page, today = shown.page, shown.today
    who = page.summary
    glyph = circle_glyph(who.circle, met=who.met, ascii_only=shown.ascii_only)
    name: Line = (
        Run(f" {glyph} ", who.circle or "faint"),
        Run(cut(who.name, max(1, cells - 5)), "strong"),
    )
    about = " · ".join(filter(None, (who.role, who.organisation)))
    lines = _flowing(name, [("  ", Run(about, "dim"))], cells, most // 2)
    words, late = next_step(page, today)
    debt, _, rhythm = words.rpartition(" · ")
    role = "late" if late else "ink"
    tags = "  ".join(f"#{tag}" for tag in who.tags)
    pieces = [("", Run(debt, role)), (" · ", Run(rhythm, role)), ("   ", Run(tags, "faint"))]
    return [*lines, *_flowing((Run(_INDENT),), pieces, cells, most - len(lines))]


def _flowing(start: Line, pieces: Iterable[tuple[str, Run]], cells: int, most: int) -> list[Line]:
    """Pieces with their gaps behind a start; what does not fit goes to the next line, or is cut."""
    lines = [list(start)]
    for gap, run in pieces:
        if not run.text:
            continue
        gap = gap if len(lines[-1]) > 1 else ""
        room = cells - 1 - width(lines[-1]) - len(gap)
        if gap and cell_len(run.text) > room and len(lines) < most:
            lines.append([Run(_INDENT)])
            gap, room = "", cells - 1 - len(_INDENT)
        if room > _LEAST:
            lines[-1] += [Run(gap, "faint"), run._replace(text=cut(run.text, room))]
    return [tuple(line) for line in lines]


def page_lines(shown: Shown, cells: int) -> list[Line]:
    """Everything else, in one column, or in two or three where there is room."""
    columns = [
        ([line for section in sections for line in section(shown, room)], room)
        for sections, room in _columns(cells)
    ]
    return side_by_side(columns)


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


def side_by_side(columns: Sequence[tuple[list[Line], int]]) -> list[Line]:
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
