"""The parts of the week's own screen: the days, the figures, the chart, the explanation."""

from __future__ import annotations

from collections.abc import Sequence

from textual.geometry import Size

from netintern.services.queries.figures import Figure
from netintern.services.queries.weeks import BlockLine, DayLine, WeekView
from netintern.tui.screens.week_lines import block_line, chart_lines, day_line, figure_line
from netintern.tui.session import Session
from netintern.tui.text import Line
from netintern.tui.widgets.line_list import LineList
from netintern.tui.widgets.lines import Lines


class DayList(LineList):
    """The days of the week, each followed by its blocks."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="days")
        self._session = session
        self._week: WeekView | None = None
        self._rows: tuple[DayLine | BlockLine, ...] = ()

    @property
    def chosen(self) -> DayLine | BlockLine | None:
        """The day or block under the cursor."""
        return None if self.cursor is None else self._rows[self.cursor]

    def show_week(self, week: WeekView, prefer: str | None) -> None:
        """Show a week; the cursor stays on its block, else on `prefer`."""
        self._week = week
        rows: list[DayLine | BlockLine] = []
        for day in week.days:
            rows.append(day)
            rows += [block for block in week.blocks if block.on == day.day]
        self._rows = tuple(rows)
        self.show_rows([row_key(row) for row in self._rows], prefer=prefer)

    def line(self, index: int, cells: int, *, here: bool) -> Line:
        """A day or a block."""
        row, week = self._rows[index], self._week
        assert week is not None
        # The other list has the cursor then.
        here = here and self.has_focus
        today, ascii_only = self._session.today, self._session.ascii_only
        if isinstance(row, DayLine):
            return day_line(row, week, today, cells, here=here, ascii_only=ascii_only)
        return block_line(row, cells, here=here, ascii_only=ascii_only)


class FigureList(LineList):
    """The figures, one a line."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="figures")
        self._session = session
        self._week: WeekView | None = None
        self._figures: tuple[Figure, ...] = ()

    @property
    def chosen(self) -> Figure | None:
        """The figure under the cursor."""
        return None if self.cursor is None else self._figures[self.cursor]

    @property
    def figures(self) -> Sequence[Figure]:
        """All of them."""
        return self._figures

    def show_figures(self, week: WeekView, found: Sequence[Figure]) -> None:
        """Show other figures; the cursor stays with its figure."""
        self._week, self._figures = week, tuple(found)
        self.show_rows([figure.key for figure in found])

    def line(self, index: int, cells: int, *, here: bool) -> Line:
        """A figure."""
        assert self._week is not None
        shown, here = self._figures[index], here and self.has_focus
        return figure_line(shown, self._week, cells, here=here, ascii_only=self._session.ascii_only)


class Chart(Lines):
    """The weeks before as columns, in what room the figures leave."""

    def __init__(self, session: Session) -> None:
        super().__init__(id="chart")
        self._session = session
        self._week: WeekView | None = None

    def show_week(self, week: WeekView) -> None:
        """Show another week."""
        self._week = week
        self.on_resize()

    def on_resize(self) -> None:
        """Another size has room for more or fewer weeks."""
        cells, height = self.size
        if self._week is not None and cells:
            ascii_only = self._session.ascii_only
            self.show(chart_lines(self._week, cells, height, ascii_only=ascii_only))


class Told(Lines):
    """What is told about a row; as high as the longest of them, so that nothing jumps."""

    wanted = 1

    def measure(self, lines: int) -> None:
        """Take so many lines."""
        if lines != self.wanted:
            self.wanted = lines
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as were asked for."""
        return self.wanted


def row_key(row: DayLine | BlockLine) -> str:
    """The key of a row, which stays with it."""
    return f"d{row.day.isoformat()}" if isinstance(row, DayLine) else f"b{row.id}"
