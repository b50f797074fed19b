"""How a row of the snowball looks at every width: its place in the tree, who, how far it led."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len

from netintern.domain.dates import ago
from netintern.tui.panes.network.tints import bar_role, name_role
from netintern.tui.text import Line, Run, cut, fit_right, width
from netintern.tui.themes import circle_glyph

if TYPE_CHECKING:
    from netintern.services.queries.network import SnowballRow

LEVELS: Final = 12
"""Levels that are indented at most; what hangs deeper is told in words."""
BAR: Final = 14
"""Cells of the longest bar."""
_CURVE: Final = 0.6
_LEAST_NAME: Final = 16
"""Cells that indentation leaves to a name where it can."""


class Columns(NamedTuple):
    """What there is room for beside the name, in cells; 0 where there is none."""

    bar: int
    reached: int
    last: int
    levels: int
    """Levels that are indented."""
    step: int
    """Cells of a level."""

    @property
    def right(self) -> int:
        """Cells of all columns behind the name."""
        return self.bar + self.reached + self.last


class Forest:
    """The rows of the tree, and what hangs on what."""

    def __init__(self, rows: Sequence[SnowballRow]) -> None:
        self.rows = tuple(rows)
        self.place: Mapping[int, int] = {row.id: index for index, row in enumerate(rows)}
        """Person id -> index of the row."""
        self.most = max((row.reach for row in rows), default=0)
        """People reached through whom most were reached."""
        self.trunk = self._trunks()
        """Per row the index of the ancestor on the deepest level that may be indented."""

    def above(self, index: int) -> list[int]:
        """Indexes of everybody above a row, the nearest first."""
        found = []
        parent = self.parent(index)
        while parent is not None:
            found.append(parent)
            parent = self.parent(parent)
        return found

    def parent(self, index: int) -> int | None:
        """Index of the row above which a row hangs."""
        row = self.rows[index]
        return None if row.parent is None or not row.depth else self.place[row.parent]

    def shown(self, folded: Collection[int]) -> list[int]:
        """Indexes of the rows that are not below a folded person."""
        if not folded:
            return list(range(len(self.rows)))
        found: list[int] = []
        index = 0
        while index < len(self.rows):
            found.append(index)
            row = self.rows[index]
            index += 1 + (row.reach if row.id in folded else 0)
        return found

    def goes_on(self, index: int, levels: int) -> list[bool]:
        """Per level from 1 to the row's own, or `levels` if that is less: a line goes on there.

        On the row's own level that is whether somebody follows on it.
        """
        found = []
        at = self.trunk[index]
        while self.rows[at].depth > levels:
            parent = self.parent(at)
            assert parent is not None
            at = parent
        step: int | None = at
        while step is not None and self.rows[step].depth:
            found.append(not self.rows[step].last_child)
            step = self.parent(step)
        return found[::-1]

    def _trunks(self) -> list[int]:
        trunks: list[int] = []
        newest = 0
        for index, row in enumerate(self.rows):
            newest = index if row.depth <= LEVELS else newest
            trunks.append(newest)
        return trunks


def columns(cells: int) -> Columns:
    """What fits into so many cells; names come first, then the last contact."""
    bar = BAR + 2 if cells >= 76 else 10 if cells >= 56 else 0
    reached = 6 if cells >= 44 else 5 if cells >= 30 else 0
    last = 10 if cells >= 56 else 9 if cells >= 30 else 8 if cells >= 22 else 0
    step = 3 if cells >= 56 else 2
    room = cells - bar - reached - last - _LEAST_NAME
    return Columns(bar, reached, last, max(1, min(LEVELS, room // step)), step)


class Look(NamedTuple):
    """What all rows share."""

    today: date
    ascii_only: bool
    folded: Collection[int]
    """Ids of people whose rows below are not shown."""
    trail: Collection[int]
    """Indexes of the rows from the root to the cursor."""


def row_line(forest: Forest, index: int, look: Look, cells: int, *, here: bool) -> Line:
    """A row of the tree in so many cells."""
    row = forest.rows[index]
    shape = columns(cells)
    on_trail = index in look.trail
    glyph = circle_glyph(row.circle, met=row.met, ascii_only=look.ascii_only)
    left = [
        *_guides(forest, index, shape, look),
        Run(f"{glyph} ", "strong" if on_trail and not here else row.circle or "faint"),
    ]
    room = cells - width(left) - shape.right - 1
    left += _who(row, look, room, on_trail=on_trail)
    gap = cells - width(left) - shape.right - 1
    return (*left, Run(" " * max(0, gap)), *_figures(row, forest.most, shape, look), Run(" "))


def _guides(forest: Forest, index: int, shape: Columns, look: Look) -> list[Run]:
    """The lines that show on whom the row hangs, in the accent on the way to the cursor."""
    goes_on = forest.goes_on(index, shape.levels)
    depth = forest.rows[index].depth
    runs = [Run(" ")]
    if depth > shape.levels:
        runs += [Run(_upright(on, shape, look), "line") for on in goes_on]
        below = depth - shape.levels
        words = f"{'..' if look.ascii_only else '…'} {below} {'hop' if below == 1 else 'hops'} "
        if shape.step < 3:
            words = f"{'..' if look.ascii_only else '…'}{below} "
        return [*runs, Run(words, "strong" if index in look.trail else "faint")]
    runs += [Run(_upright(on, shape, look), "line") for on in goes_on[:-1]]
    if goes_on:
        role = "accent" if index in look.trail else "line"
        runs.append(Run(_branch(goes_on[-1], shape, look), role))
    return runs


def _upright(goes_on: bool, shape: Columns, look: Look) -> str:
    line = "|" if look.ascii_only else "│"
    return (line if goes_on else " ") + " " * (shape.step - 1)


def _branch(goes_on: bool, shape: Columns, look: Look) -> str:
    if look.ascii_only:
        return ("|" if goes_on else "`") + "-" * (shape.step - 2) + " "
    return ("├" if goes_on else "╰") + "─" * (shape.step - 2) + " "


def _who(row: SnowballRow, look: Look, room: int, *, on_trail: bool) -> list[Run]:
    """The name, and dimmed behind it the company and how many are folded."""
    name = cut(row.name, max(1, room))
    role = "strong" if on_trail else "bold" if row.children else name_role(row.circle)
    runs = [Run(name, role)]
    folded = ""
    if row.id in look.folded and row.children:
        folded = f" {'>' if look.ascii_only else '▸'} {row.reach} folded"
        folded = folded if cell_len(name) + cell_len(folded) <= room else folded[:2]
    left = room - cell_len(name) - cell_len(folded) - 1
    if row.organisation and left >= 5:
        runs.append(Run(f" {cut(row.organisation, left)}", "faint"))
    if folded:
        runs.append(Run(folded, "dim"))
    return runs


def _figures(row: SnowballRow, most: int, shape: Columns, look: Look) -> list[Run]:
    """How many were reached through them, and when they were last spoken to."""
    reached = f"+{row.reach}" if row.reach else ""
    last = (
        "to meet" if not row.met else ago(row.last_contact, look.today) if row.last_contact else "-"
    )
    runs = []
    if shape.bar:
        drawn = ("=" if look.ascii_only else "━") * bar_cells(row.reach, most, shape.bar - 2)
        runs.append(Run(fit_right(drawn, shape.bar), bar_role(row.circle)))
    if shape.reached:
        runs.append(Run(fit_right(reached, shape.reached), "bold"))
    if shape.last:
        runs.append(Run(fit_right(last, shape.last), "late" if row.overdue and row.met else "dim"))
    return runs


def bar_cells(reach: int, most: int, cells: int) -> int:
    """Cells of a bar, the longest for whom most people were reached through."""
    if reach <= 0 or most <= 0:
        return 0
    return max(1, int(cells * (reach / most) ** _CURVE + 0.5))


class Foot(NamedTuple):
    """What the bottom line says."""

    who: str = ""
    """In front of the rest where there is room."""
    action: str = ""
    """What to do."""
    rest: str = ""


def foot_line(foot: Foot, cells: int, *, ascii_only: bool) -> Line:
    """The bottom line: what to do about whoever is under the cursor, or how they came in."""
    sign = "> " if ascii_only else "→ "
    runs: list[Run] = [Run(f" {sign}", "accent" if foot.action else "faint")]
    room = cells - width(runs) - 1
    if cell_len(foot.who) + cell_len(foot.action) + cell_len(foot.rest) <= room:
        runs.append(Run(foot.who, "dim"))
    for text, role in ((foot.action, "strong"), (foot.rest, "dim")):
        shown = cut(text, cells - width(runs) - 1)
        runs.append(Run(shown.replace("→", ">") if ascii_only else shown, role))
    return tuple(runs)
