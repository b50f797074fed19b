"""The week: what was agreed, spent and booked, whether work comes first, how broad it all is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from textual.content import Content

from netintern.domain.dates import short_day
from netintern.services.queries.settings import rules
from netintern.tui.commands import key_of
from netintern.tui.keymap import bindings
from netintern.tui.messages import Said
from netintern.tui.panes.verbs import perform
from netintern.tui.panes.week.bars import (
    budget_lines,
    day_lines,
    history_lines,
    own_time_line,
)
from netintern.tui.panes.week.ledger import commitment_lines, figure_lines, gate_lines
from netintern.tui.session import Session
from netintern.tui.text import Line
from netintern.tui.widgets.empty_state import empty_state
from netintern.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from netintern.services.queries.weeks import WeekView

STEP = 15
"""Minutes by which + and - change the own budget."""


class WeekPane(Lines, can_focus=True):
    """One week; [ and ] go to others."""

    BINDINGS = bindings("week")

    def __init__(self, session: Session, *, id: str = "week") -> None:
        super().__init__(id=id, classes="pane")
        self.session = session
        self.view: WeekView | None = None
        """The present week, whichever is shown."""
        self._shown: WeekView | None = None
        self._weeks = 0

    def reread(self) -> None:
        """Read the present week again, and the one that is shown."""
        book = self.session.book
        if book is None:
            self.view = self._shown = None
        else:
            from netintern.services.queries.weeks import week_for

            moment = self.session.moment
            self.view = week_for(book, today=moment.day, minute=moment.minute)
            self._shown = self.view
            if self._weeks:
                on = moment.day + timedelta(weeks=self._weeks)
                self._shown = week_for(book, today=moment.day, minute=moment.minute, on=on)
        self._draw()

    def on_resize(self) -> None:
        """Other widths need other bars."""
        self._draw()

    def action_week_before(self) -> None:
        """The week before the one shown."""
        self._go(-1)

    def action_week_after(self) -> None:
        """The week after the one shown."""
        self._go(1)

    def action_budget_more(self) -> None:
        """A quarter of an hour more."""
        self._change_budget(STEP)

    def action_budget_less(self) -> None:
        """A quarter of an hour less."""
        self._change_budget(-STEP)

    def _go(self, weeks: int) -> None:
        self._weeks += weeks
        self.reread()

    def _change_budget(self, minutes: int) -> None:
        book, view = self.session.book, self.view
        if book is None or view is None:
            return
        own = rules(book).own_budget
        wanted = max(0, (view.own if own is None else own) + minutes)
        from netintern.services import settings

        stamp = self.session.stamp
        done = perform(
            self,
            self.session,
            lambda book: settings.set_rule(book, "own_budget", str(wanted), **stamp),
        )
        if done and view.cap is not None and wanted > view.cap:
            said = f"Own budget {wanted} min, but the boss agreed to {view.cap}."
            self.post_message(Said(said, "done", self.session.undo_hint))

    def _draw(self) -> None:
        week, cells = self._shown, self.size.width
        if week is None:
            words = "60 minutes a week until your boss has agreed to more."
            key = key_of("any.add", self.session.keymap)
            self.show(empty_state(words, [(key, "add the first person")], cells=cells))
            return
        self._name_pane(week)
        self.show(self._lines_of(week, self.session.today, cells))

    def _lines_of(self, week: WeekView, today: date, cells: int) -> list[Line]:
        """All lines, with air between them, or as dense as they must be to fit.

        The weeks that are over, at the end, are not worth a day of this one.
        """
        history = history_lines(week, cells, ascii_only=self.session.ascii_only)
        for density in range(3):
            lines = self._laid_out(week, today, cells, density)
            if len(lines) - len(history) <= self.size.height:
                break
        return lines

    def _laid_out(self, week: WeekView, today: date, cells: int, density: int) -> list[Line]:
        """The lines; from density 1 on figures share lines, from 2 on empty days are left out."""
        ascii_only, keymap = self.session.ascii_only, self.session.keymap
        days = day_lines(week, today, cells, ascii_only=ascii_only, dense=density > 1)
        parts = [
            []
            if self._weeks
            else gate_lines(week, self.session.today, cells, key_of("any.override", keymap)),
            budget_lines(week, today, cells, ascii_only=ascii_only),
            [*days, *own_time_line(week)],
            commitment_lines(week, today, cells, key_of("week.work", keymap)),
            figure_lines(week, today, cells, ascii_only=ascii_only, dense=density > 0),
            history_lines(week, cells, ascii_only=ascii_only),
        ]
        lines: list[Line] = [line for part in parts if part for line in (*part, ())]
        blanks = [number for number, line in enumerate(lines) if not line]
        for number in reversed(blanks):
            if len(lines) > self.size.height:
                del lines[number]
        return lines

    def _name_pane(self, week: WeekView) -> None:
        """The title says which week it is."""
        first, last = week.starts, week.ends
        near = {0: week.week or "", -1: "last week", 1: "next week"}
        if self._weeks in near:
            span = f"{short_day(first, first)} - {short_day(last, last)}"
            words = "  " + ", ".join(filter(None, (near[self._weeks], span)))
        else:
            words = f"  week of {short_day(first, self.session.today)}"
        title = Content.assemble(("2 Week", "bold"), (words, "$ni-dim"))
        if title.markup != (self.border_title or ""):
            self.border_title = title
