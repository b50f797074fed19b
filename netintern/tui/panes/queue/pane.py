"""The queue: whom to answer, meet or write to next, and why; acting on a row moves on."""

from collections.abc import Callable
from typing import NamedTuple

from textual.content import Content

from netintern.domain.dates import Moment
from netintern.domain.queue import HiddenItem, QueueItem, QueuePerson
from netintern.domain.vocabulary import LANES, Lane
from netintern.domain.week import week_start
from netintern.services.queries.book import Book, statistics
from netintern.services.queries.queue import QueueView, queue_for, queue_people, refreshed
from netintern.services.queries.settings import rules
from netintern.services.receipt import Receipt
from netintern.tui.commands import COMMANDS, FILTER_LETTERS, MINUTE_LETTERS, key_of
from netintern.tui.keymap import bindings
from netintern.tui.messages import Said
from netintern.tui.panes.queue.row import Look, heading, hidden_line, item_line, name_cells
from netintern.tui.panes.verbs import PersonVerbs, Subject
from netintern.tui.session import Session
from netintern.tui.text import Line, Run
from netintern.tui.widgets.empty_state import empty_state
from netintern.tui.widgets.line_list import LineList


class _Heading(NamedTuple):
    """The heading of a lane, or of the people who are not due now."""

    lane: Lane | None
    rows: int


class _Words(NamedTuple):
    """A line of the text that stands where rows would be."""

    line: Line


_Row = QueueItem | HiddenItem | _Heading | _Words


class QueuePane(LineList, PersonVerbs):
    """Five lanes of rows with one reason each, and on request those who are not due now."""

    BINDINGS = bindings("queue", "person")

    def __init__(self, session: Session, *, id: str = "queue") -> None:
        super().__init__(id=id, classes="pane")
        self.session = session
        self.view: QueueView | None = None
        """What was read last."""
        self._rows: list[_Row] = []
        self._look = Look(session.today, session.today, 12, session.ascii_only)
        self._lane: Lane | None = None
        self._minutes: int | None = None
        self._shows_hidden = False
        self._people: dict[int, QueuePerson] | None = None
        """What the queue knows of everybody; after an act only who was touched is read again."""
        self._acted: str | None = None
        """Key of the row that was just acted on."""
        self._left: str | None = None
        """Key of the row that was acted on last; when it comes back, it was undone."""

    def reread(self, touched: frozenset[int] | None = None) -> None:
        """Read the queue again; the cursor stays, or goes on to the next row.

        `touched` are the only people that were changed since; None means anybody.
        """
        book, moment = self.session.book, self.session.moment
        if book is None:
            self.view = None
        else:
            if touched is None or self._people is None:
                self._people = queue_people(book, today=moment.day)
            else:
                self._people = refreshed(book, self._people, touched, today=moment.day)
            self._judge(book, moment)
        self._build()

    def act(self, who: Subject, verb: Callable[[Book], Receipt]) -> bool:
        """Act on the row under the cursor, which then goes on."""
        self._acted = self.at if super().act(who, verb) else None
        return self._acted is not None

    def subject(self) -> Subject | None:
        """The row under the cursor."""
        row = None if self.cursor is None else self._rows[self.cursor]
        if isinstance(row, HiddenItem):
            return Subject(row.person_id, row.person, f"p{row.person_id}", reason=row.reason)
        if isinstance(row, QueueItem):
            name = row.person or "your boss"
            is_checkin = row.kind == "checkin"
            return Subject(row.person_id, name, row.id, is_checkin, row.reason)
        return None

    def line(self, index: int, cells: int, *, here: bool) -> Line:
        """A row of the queue in so many cells."""
        row = self._rows[index]
        if isinstance(row, QueueItem):
            return item_line(row, self._look, cells, here=here)
        if isinstance(row, HiddenItem):
            return hidden_line(row, self._look, cells, here=here)
        if isinstance(row, _Words):
            return row.line
        if row.lane is not None:
            return heading(row.lane, row.rows, cells)
        return (Run(" NOT NOW", "bold"), Run(f" {row.rows}", "dim"))

    def on_line_list_chosen(self) -> None:
        """A second click opens the page."""
        self.action_open()

    def on_resize(self) -> None:
        """What is written where rows would be has to be wrapped anew."""
        if self.at is None:
            self._build()

    def action_skip(self) -> None:
        """On to the next row, from the last one to the first."""
        if self.cursor is not None and self.cursor == len(self._rows) - 1:
            self.action_cursor_first()
        else:
            self.action_cursor_down()

    def action_hidden(self) -> None:
        """Show or hide those who are not due now."""
        self._shows_hidden = not self._shows_hidden
        self._build()
        if self.view is not None and not self.view.hidden:
            self.post_message(Said("Nobody is put off: everybody who is due is shown."))

    def action_filter(self) -> None:
        """Ask for the lane, or for minutes."""
        self.choose("show only", FILTER_LETTERS, self._filter)

    def _filter(self, letter: str) -> None:
        lanes: dict[str, Lane] = {lane[0]: lane for lane in LANES}
        if letter == "m":
            self.choose("up to", MINUTE_LETTERS, self._limit)
            return
        self._lane = lanes.get(letter)
        if letter == "x":
            self._minutes = None
        self._show_only()

    def _limit(self, digit: str) -> None:
        minutes = dict(MINUTE_LETTERS)[digit]
        self._minutes = int(minutes.partition(" ")[0])
        self._show_only()

    def _show_only(self) -> None:
        if self.session.book is not None:
            self._judge(self.session.book, self.session.moment)
        self._build()

    def _judge(self, book: Book, moment: Moment) -> None:
        """Make the queue of the people that were read."""
        self.view = queue_for(
            book,
            today=moment.day,
            minute=moment.minute,
            minutes=self._minutes,
            people=self._people,
        )
        week = week_start(moment.day, rules(book).first_day)
        self._look = self._look._replace(today=moment.day, week=week)

    def _build(self) -> None:
        """Make the rows of what was read, through the filter."""
        before, cursor = self._rows, self.cursor
        self._rows = self._rows_of_view()
        prefer = self._next_row(before, cursor)
        shown = [row for row in self._rows if isinstance(row, QueueItem | HiddenItem)]
        if not shown:
            self._rows = [_Words(line) for line in self._nothing()]
        names = (row.person or "your boss" for row in shown)
        self._look = self._look._replace(name_cells=name_cells(names))
        self._name_pane()
        self.show_rows([self._key_of(row) for row in self._rows], prefer=prefer)

    def _next_row(self, before: list[_Row], cursor: int | None) -> str | None:
        """Where the cursor goes if the row under it is gone, or the last one that went is back."""
        there = {row.id for row in self._rows if isinstance(row, QueueItem)}
        acted, self._acted = self._acted, None
        was = [row.id for row in before if isinstance(row, QueueItem)]
        if self._left in there and self._left not in was:
            found, self._left = self._left, None
            return found
        row = None if cursor is None or cursor >= len(before) else before[cursor]
        if not isinstance(row, QueueItem) or (row.id in there and row.id != acted):
            return None
        self._left = row.id if row.id not in there else None
        place = was.index(row.id)
        around = was[place + 1 :] + was[:place][::-1]
        return next((key for key in around if key in there), None)

    def _rows_of_view(self) -> list[_Row]:
        if self.view is None:
            return []
        rows: list[_Row] = []
        for lane in LANES:
            items = [item for item in self.view.items if item.lane == lane]
            if items and self._lane in (None, lane):
                rows += [_Heading(lane, len(items)), *items]
        if self._shows_hidden and self.view.hidden:
            rows += [_Heading(None, len(self.view.hidden)), *self.view.hidden]
        return rows

    @staticmethod
    def _key_of(row: _Row) -> str | None:
        if isinstance(row, QueueItem):
            return row.id
        return f"p{row.person_id}" if isinstance(row, HiddenItem) else None

    def _nothing(self) -> list[Line]:
        if self._lane or self._minutes is not None:
            words, names = "Nothing is left of what is shown only.", ["queue.filter"]
        elif self.view is not None and self.view.hidden:
            words = "Nothing waits for you today. Back to work with a good conscience."
            names = ["queue.hidden", "any.add"]
        elif known := self._known():
            words = (
                f"Nobody is tracked, and {known} remembered: imported people wait here for nothing."
                " Find those you want to keep in touch with and put them on the list to meet."
            )
            names = ["any.find", "person.wish", "any.add"]
        else:
            words = "Nobody here yet. Whom would you like to meet, or did you meet this week?"
            names = ["any.add", "any.find", "any.help"]
        labels = {command.id: command.label for command in COMMANDS}
        keys = [(self._shown_key(name), labels[name]) for name in names]
        return empty_state(words, keys, cells=self.size.width)

    def _known(self) -> str:
        """How many people the book holds, in words; empty for none."""
        book = self.session.book
        people = 0 if book is None else statistics(book).people
        return f"{people} people are" if people > 1 else "one person is" if people else ""

    def _shown_key(self, name: str) -> str:
        return key_of(name, self.session.keymap)

    def _name_pane(self) -> None:
        """The title: counts of the lanes, or what is shown only; below, who is not due now."""
        counts = {} if self.view is None else self.view.counts
        shown = [f"{lane} {counts.get(lane, 0)}" for lane in LANES]
        if self._lane or self._minutes is not None:
            limit = "" if self._minutes is None else f"up to {self._minutes} min"
            only = ", ".join(filter(None, (self._lane, limit)))
            fitting = sum(isinstance(row, QueueItem) for row in self._rows)
            shown = [
                f"only {only}: {fitting} of {sum(counts.values())}",
                f"{self._shown_key('queue.filter')} x everything",
            ]
        title = Content.assemble(("1 Queue", "bold"), ("  " + " · ".join(shown), "$ni-dim"))
        hidden = 0 if self.view is None else len(self.view.hidden)
        below = Content(f"not now {hidden} · {self._shown_key('queue.hidden')}" if hidden else "")
        # A title that is set again is painted again, frame and all.
        if str(title.markup) != self.border_title:
            self.border_title = title
        if below.markup != (self.border_subtitle or ""):
            self.border_subtitle = below
