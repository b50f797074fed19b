"""The week on a screen of its own: every block can be moved, every figure explains itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from textual.containers import Vertical
from textual.widget import Widget

from netintern.domain.errors import NetinternError
from netintern.domain.week import week_start
from netintern.services.queries.figures import Figure, figures
from netintern.services.queries.settings import calendar, rules
from netintern.services.queries.weeks import BlockLine, DayLine, WeekView, week_for
from netintern.services.receipt import Receipt
from netintern.tui.commands import key_of
from netintern.tui.keymap import bindings
from netintern.tui.messages import PersonChosen
from netintern.tui.panes.verbs import request
from netintern.tui.panes.week.bars import budget_lines
from netintern.tui.screens.place import Place
from netintern.tui.screens.week_lines import (
    LONG_HISTORY,
    block_tells,
    day_tells,
    title_line,
    told_lines,
)
from netintern.tui.screens.week_parts import Chart, DayList, FigureList, Told, row_key
from netintern.tui.session import Session
from netintern.tui.widgets.empty_state import empty_state
from netintern.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from netintern.services.queries.book import Book

NAME: Final = "week"
"""Of the screen, under which it is kept."""
STEP: Final = 5
"""Minutes by which + and - change a block."""
BUDGET_STEP: Final = 15
"""Minutes by which they change the own budget."""
_MOST_TOLD: Final = 6
"""Lines of an explanation, with its heading."""
_TALL: Final = 34
"""Lines of the screen from which explanations stand there without being asked for."""
_WIDTHS: Final[list[tuple[int, str]]] = [
    (0, "-narrow"),
    (72, "-beside"),
    (116, "-wide"),
    (170, "-wider"),
]
_HEIGHTS: Final[list[tuple[int, str]]] = [(0, "-flat"), (12, "-low"), (20, "-tall")]
_SEARCH: Final = 31
"""Days back in which the workday before is looked for."""
_EMPTY: Final = "60 minutes a week until your boss has agreed to more. Nobody is in the book yet."


class WeekScreen(Place):
    """Days and blocks at the left, figures at the right, an explanation below both."""

    BINDINGS = bindings("agenda", "desk")
    CSS_PATH = "../styles/week.tcss"
    HERE = "agenda"
    AUTO_FOCUS = "#days"
    HORIZONTAL_BREAKPOINTS = _WIDTHS
    VERTICAL_BREAKPOINTS = _HEIGHTS

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.view: WeekView | None = None
        self._weeks = 0
        """Weeks from the present one to the one shown."""
        self._telling: bool | None = None
        """Whether explanations are shown; None: where there is room for them."""
        self._shown_on: date | None = None
        """The day on which the week was read."""
        self._height = 0
        """Lines of the screen."""
        self._longest: tuple[Sequence[Figure], int, int] | None = None
        """Lines of the longest explanation of these figures in so many cells."""
        self._prefer: str | None = None
        """The row to which the cursor goes when the week is read again."""

    def compose_body(self) -> Iterable[Widget]:
        """The budget, the two lists, the chart, the explanation."""
        self.set_class(self.session.ascii_only, "-ascii")
        # Right from the beginning: each change of a class lays the whole screen out again.
        for value, breakpoints in zip(self.app.size, (_WIDTHS, _HEIGHTS), strict=True):
            self.add_class(max(one for one in breakpoints if one[0] <= value)[1])
        self._height = self.app.size.height
        self.set_class(self._is_telling and self.session.book is not None, "-telling")
        yield Lines(id="week-head")
        yield DayList(self.session)
        with Vertical(id="right"):
            yield FigureList(self.session)
            yield Chart(self.session)
        yield Told(id="told")

    def on_mount(self) -> None:
        """Read before the first painting."""
        self._prefer = f"d{self.session.today.isoformat()}"
        self.refresh_if_stale()
        for each in (self._days, self._figures):
            self.watch(each, "at", self._show_told, init=False)

    def on_resize(self) -> None:
        """Another size has room for more or less."""
        self._height = self.size.height
        self.set_class(self._is_telling and self.view is not None, "-telling")
        if self.query_one("#week-head").size.width == self.size.width:
            # Laid out in this size when it was shown; waiting would cost another frame.
            self._draw()
        self.call_after_refresh(self._draw)

    def on_descendant_focus(self) -> None:
        """The explanation is about the list that has the keyboard."""
        super().on_descendant_focus()
        self.set_class(self._figures.has_focus, "-figures")
        self._show_told()

    def begin_anew(self) -> None:
        """It is opened again: the present week, at today, read anew."""
        self._weeks = 0
        self._prefer = f"d{self.session.today.isoformat()}"
        self.set_focus(self._days)
        self.stale = True

    def reread(self) -> None:
        """Read the week again."""
        book, moment = self.session.book, self.session.moment
        if book is None:
            self.view = None
        else:
            on = moment.day + timedelta(weeks=self._weeks)
            view = week_for(book, today=moment.day, minute=moment.minute, on=on, back=LONG_HISTORY)
            found = figures(view, rules(book), today=moment.day)
            self._show(view, found, moment.day)
        self._draw()

    def _show(self, view: WeekView, found: tuple[Figure, ...], today: date) -> None:
        """Show a week, if anything in it is not as it was."""
        prefer, self._prefer = self._prefer, None
        if (view, found, today) == (self.view, self._figures.figures, self._shown_on):
            if prefer is not None:
                self._days.select(prefer)
            return
        self.view, self._shown_on = view, today
        self._days.show_week(view, prefer)
        self._figures.show_figures(view, found)

    def action_week_before(self) -> None:
        """The week before the one shown."""
        self._go(self._weeks - 1)

    def action_week_after(self) -> None:
        """The week after the one shown."""
        self._go(self._weeks + 1)

    def action_this_week(self) -> None:
        """The present week."""
        self._go(0)

    def action_tell(self) -> None:
        """Show or hide what is told about the row under the cursor."""
        self._telling = not self._is_telling
        self._draw()

    def action_move_block(self, days: int) -> None:
        """To another workday; the screen follows into another week."""
        block, book = self._block(), self.session.book
        if block is None or book is None:
            return
        if block.purpose == "event" and block.person_id is None:
            self.say("An event has its own day.", "refused", "drop it, and add it anew")
            return
        day = _next_day(book, block.on, self.session.today, days)
        from netintern.services import weeks

        stamp = self.session.stamp
        before = self._weeks
        self._prefer = row_key(block)
        self._weeks = self._weeks_to(day, book)
        if not self._write(lambda book: weeks.move_block(book, block.id, on=day, **stamp)):
            self._weeks, self._prefer = before, None

    def action_resize(self, steps: int) -> None:
        """Minutes of the block; among the figures those of the own budget."""
        if self._figures.has_focus:
            self._change_budget(steps * BUDGET_STEP)
            return
        block = self._block()
        if block is None:
            return
        minutes = max(STEP, block.minutes - block.minutes % STEP + steps * STEP)
        if steps < 0 and block.minutes % STEP:
            minutes = max(STEP, block.minutes - block.minutes % STEP)
        if minutes == block.minutes:
            self.say(f"{STEP} min is the shortest.", hint=f"{self._key('agenda.drop')} drops it")
            return
        from netintern.services import weeks

        stamp = self.session.stamp
        self._write(lambda book: weeks.move_block(book, block.id, minutes=minutes, **stamp))

    def action_drop_block(self) -> None:
        """The minutes are free again."""
        block = self._block()
        if block is None:
            return
        from netintern.services import weeks

        stamp = self.session.stamp
        self._write(lambda book: weeks.drop_block(book, block.id, **stamp))

    def action_open(self) -> None:
        """The page of whom the block is for."""
        block = self._block()
        if block is not None and block.person_id is not None:
            request(self, PersonChosen(block.person_id))
        elif block is not None:
            self.say("This block is for nobody in the book.")

    def action_next_pane(self) -> None:
        """From the days to the figures, and back."""
        other = self._figures if self._days.has_focus else self._days
        # What is hidden takes no keyboard.
        self.set_class(other is self._figures, "-figures")
        self.call_after_refresh(other.focus) if not other.display else other.focus()

    def action_previous_pane(self) -> None:
        """There are two: back is there."""
        self.action_next_pane()

    def action_pane(self, name: str) -> None:
        """Back to a pane of the desk."""
        from netintern.tui.screens.desk import Desk

        below = self.app.screen_stack[-2]
        self.dismiss(None)
        if isinstance(below, Desk):
            below.action_pane(name)

    def action_zoom(self) -> None:
        """Back among the other panes."""
        self.action_back()

    @property
    def _days(self) -> DayList:
        return self.query_one(DayList)

    @property
    def _figures(self) -> FigureList:
        return self.query_one(FigureList)

    @property
    def _is_telling(self) -> bool:
        return self._height >= _TALL if self._telling is None else self._telling

    def _key(self, name: str) -> str:
        return key_of(name, self.session.keymap)

    def _block(self) -> BlockLine | None:
        """The block under the cursor; without one it is told how to get one."""
        chosen = self._days.chosen if self._days.has_focus else None
        if isinstance(chosen, BlockLine):
            return chosen
        how = f"{self._key('any.plan')} plans the week, {self._key('person.book')} books one person"
        blocks = self.view is not None and self.view.blocks
        self.say("No block is under the cursor.", hint="j k go to one" if blocks else how)
        return None

    def _go(self, weeks: int) -> None:
        if weeks == self._weeks:
            return
        before, self._weeks = self._weeks, weeks
        self._prefer = f"d{self.session.today.isoformat()}" if not weeks else None
        try:
            self.reread()
        except (OverflowError, NetinternError):
            # The calendar has a first and a last week.
            self._weeks = before
            self.reread()

    def _weeks_to(self, day: date, book: Book) -> int:
        first = rules(book).first_day
        return (week_start(day, first) - week_start(self.session.today, first)).days // 7

    def _write(self, verb: Callable[[Book], Receipt]) -> bool:
        """Write, and show what came of it in the same frame; False if it was refused."""
        try:
            receipt = self.session.write(verb)
        except NetinternError as error:
            self.say(error.sentence, "refused", error.hint)
            return False
        self.say(receipt.label, "done", self.session.undo_hint, receipt.remark)
        for screen in self.app.screen_stack:
            if isinstance(screen, Place) and screen is not self:
                screen.stale = True
        self.refresh_if_stale()
        return True

    def _change_budget(self, minutes: int) -> None:
        book, view = self.session.book, self.view
        if book is None or view is None:
            return
        own = rules(book).own_budget
        wanted = max(0, (view.own if own is None else own) + minutes)
        from netintern.services import settings

        stamp = self.session.stamp
        self._write(lambda book: settings.set_rule(book, "own_budget", str(wanted), **stamp))
        if view.cap is not None and wanted > view.cap:
            said = f"Own budget {wanted} min, but the boss agreed to {view.cap}."
            self.say(said, "done", self.session.undo_hint)

    def _draw(self) -> None:
        """Everything but the two lists, which draw themselves."""
        if not self.size.width:
            return
        self.set_class(self._is_telling and self.view is not None, "-telling")
        head = self.query_one("#week-head", Lines)
        if self.view is None:
            key = self._key("any.add")
            head.show(empty_state(_EMPTY, [(key, "add the first person")], cells=head.size.width))
            return
        self.query_one(Told).measure(self._told_height())
        cells, height = head.size
        today, ascii_only = self.session.today, self.session.ascii_only
        lines = [
            title_line(self.view, today, cells),
            *budget_lines(self.view, today, cells, ascii_only=ascii_only),
        ]
        head.show(lines[1:] if height < len(lines) else lines)
        self.query_one(Chart).show_week(self.view)
        self._show_told()

    def _told_height(self) -> int:
        """Lines of the longest explanation, so that nothing jumps from one to the other."""
        cells, most = self.size.width, min(_MOST_TOLD, max(3, self._height // 3))
        found, known = self._figures.figures, self._longest
        if known is None or known[:2] != (found, cells):
            longest = max(
                (len(told_lines("", one.tells, cells, _MOST_TOLD)) for one in found), default=1
            )
            known = self._longest = (found, cells, longest)
        return min(most, known[2])

    def _show_told(self) -> None:
        told = self.query_one(Told)
        if not self._is_telling or self.view is None or not self.size.width:
            return
        title, tells = self._tells(self.view)
        told.show(told_lines(title, tells, self.size.width, self._told_height()))

    def _tells(self, view: WeekView) -> tuple[str, Sequence[str]]:
        """What there is to say about the row under the cursor."""
        figure = self._figures.chosen
        if self._figures.has_focus and figure is not None:
            return f"{figure.label}: {figure.value}  {figure.note}".rstrip(), figure.tells
        chosen, today = self._days.chosen, self.session.today
        if isinstance(chosen, BlockLine):
            return block_tells(chosen, today)
        if isinstance(chosen, DayLine):
            return day_tells(chosen, view, today)
        return "", ()


def _next_day(book: Book, day: date, today: date, steps: int) -> date:
    """The next workday; the one before, which may lie in the past, where nothing can be booked."""
    work = calendar(book)
    if steps > 0:
        return work.next_workday(max(day, today - timedelta(days=1)))
    for back in range(1, _SEARCH):
        before = day - timedelta(days=back)
        if work.is_workday(before):
            return before
    return day - timedelta(days=1)


def open_week(place: Place) -> None:
    """Show the present week; on top of itself it does nothing.

    The screen is kept when it is left: to open it again then costs half as much.
    """
    if isinstance(place, WeekScreen):
        return
    app = place.app
    if not app.is_screen_installed(NAME):
        app.install_screen(WeekScreen(place.session), NAME)
        app.push_screen(NAME)
        return
    screen = app.get_screen(NAME, WeekScreen)
    screen.begin_anew()
    app.push_screen(NAME)
