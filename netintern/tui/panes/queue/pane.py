"""The queue: whom to answer, meet or write to next, and why; acting on a row moves on."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from textual.content import Content

from netintern.domain.dates import Moment
from netintern.domain.queue import HiddenItem, QueueItem, QueuePerson
from netintern.domain.vocabulary import LANES, Lane
from netintern.domain.week import week_start
from netintern.domain.workgate import work_first
from netintern.services.queries.book import Book, statistics
from netintern.services.queries.queue import QueueView, queue_for, queue_people, refreshed
from netintern.services.queries.settings import rules
from netintern.services.receipt import Receipt
from netintern.tui.commands import COMMANDS, key_of
from netintern.tui.keymap import bindings
from netintern.tui.messages import Said
from netintern.tui.panes.queue.filtering import Filtering
from netintern.tui.panes.queue.filters import NOBODY, Only
from netintern.tui.panes.queue.marked import MarkedVerbs
from netintern.tui.panes.queue.row import (
    NARROW,
    Look,
    heading,
    hidden_heading,
    hidden_line,
    item_line,
    name_cells,
)
from netintern.tui.panes.verbs import Subject
from netintern.tui.session import Session
from netintern.tui.text import Line, Run, wrap
from netintern.tui.widgets.empty_state import empty_state
from netintern.tui.widgets.line_list import LineList
from netintern.tui.widgets.toast import Toast


class _Heading(NamedTuple):
    """The heading of a lane, or of the people who are not due now."""

    lane: Lane | None
    rows: int


class _Words(NamedTuple):
    """A line of the text that stands where rows would be."""

    line: Line


class _Spot(NamedTuple):
    """A row wherever it stands."""

    key: str
    hidden: bool
    """Whether it is among those who are not due now."""


_Row = QueueItem | HiddenItem | _Heading | _Words


class QueuePane(LineList, Filtering, MarkedVerbs):
    """Five lanes of rows with one reason each, and on request those who are not due now."""

    BINDINGS = bindings("queue", "person")

    def __init__(self, session: Session, *, id: str = "queue") -> None:
        super().__init__(id=id, classes="pane")
        self.session = session
        self.view: QueueView | None = None
        """What was read last."""
        self._rows: list[_Row] = []
        self._look = Look(session.today, session.today, 12, session.ascii_only)
        self._shows_hidden = False
        self._left_for_hidden: str | None = None
        """Key of the row from which those who are not due now were looked at."""
        self._names_gate = False
        self.marks = set()
        self._people: dict[int, QueuePerson] | None = None
        """What the queue knows of everybody; after an act only who was touched is read again."""
        self._acted: str | None = None
        """Key of the row that was just acted on."""
        self._left: _Spot | None = None
        """The row that was acted on last; when it comes back, it was undone."""
        self._returns = False
        """Whether a step was just undone, so that the cursor goes to what came back."""

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
            self.forget_people()
            self._judge(book, moment)
        returns, self._returns = self._returns, False
        self._build(returns=returns)

    def expect_back(self) -> None:
        """A step was undone: with the next reading the cursor goes to the row that came back."""
        self._returns = True

    @property
    def shown(self) -> tuple[QueueItem, ...]:
        """The rows that can be acted on, through the filters, in their order."""
        return tuple(row for row in self._rows if isinstance(row, QueueItem))

    @property
    def people(self) -> frozenset[int]:
        """Ids of everybody who is tracked."""
        return frozenset(self._people or ())

    def select_person(self, person_id: int) -> bool:
        """Put the cursor on somebody's row; False if they have none here."""
        rows = (row for row in self._rows if isinstance(row, QueueItem | HiddenItem))
        key = next((self._key_of(row) for row in rows if row.person_id == person_id), None)
        return key is not None and self.select(key)

    def name_gate(self, wanted: bool) -> None:
        """Say above the rows why work comes first, where no week pane says so."""
        if wanted != self._names_gate:
            self._names_gate = wanted
            self._build()

    def act(self, who: Subject, verb: Callable[[Book], Receipt]) -> bool:
        """Act on the row under the cursor, which then goes on."""
        self._acted = self.at if super().act(who, verb) else None
        return self._acted is not None

    def subject(self) -> Subject | None:
        """The row under the cursor."""
        return None if self.cursor is None else self._subject_of(self._rows[self.cursor])

    def marked(self) -> tuple[Subject, ...]:
        """Whom the marked rows are about, in the order shown."""
        rows = (row for row in self._rows if self._key_of(row) in self.marks)
        return tuple(who for row in rows if (who := self._subject_of(row)) is not None)

    def snoozed(self, who: Subject) -> date | None:
        """Until when somebody is snoozed; None if they are not."""
        hidden = () if self.view is None else self.view.hidden
        found = (item for item in hidden if item.person_id == who.person_id)
        return next((item.until for item in found if item.why == "snoozed"), None)

    def line(self, index: int, cells: int, *, here: bool) -> Line:
        """A row of the queue in so many cells."""
        row = self._rows[index]
        marked = bool(self.marks) and self._key_of(row) in self.marks
        if isinstance(row, QueueItem):
            return item_line(row, self._look, cells, here=here, marked=marked)
        if isinstance(row, HiddenItem):
            return hidden_line(row, self._look, cells, here=here, marked=marked)
        if isinstance(row, _Words):
            return row.line
        if row.lane is not None:
            return heading(row.lane, row.rows, cells)
        return hidden_heading((row for row in self._rows if isinstance(row, HiddenItem)), cells)

    def on_focus(self) -> None:
        """Only whoever has the keyboard speaks in the toast line."""
        self._tell_why(speaks=True)

    def on_blur(self) -> None:
        """Other panes are about other things."""
        self._tell_why(speaks=False)

    def watch_at(self) -> None:
        """Another row has another reason."""
        self._tell_why()

    def _tell_why(self, *, speaks: bool | None = None) -> None:
        """Where rows are too short for reasons, the reason of this one stands in the toast line.

        `speaks`: whether the keyboard is here, where that is just changing.
        """
        speaks = self.has_focus if speaks is None else speaks
        row = None if self.cursor is None else self._rows[self.cursor]
        told: Line = ()
        if isinstance(row, QueueItem) and speaks and self.size.width < NARROW:
            told = (Run(f" {row.reason}", "dim"),)
        for toast in self.screen.query(Toast):
            toast.rest(told)

    def on_line_list_chosen(self) -> None:
        """A second click opens the page."""
        self.action_open()

    def on_resize(self) -> None:
        """What is written where rows would be has to be wrapped anew, and the title be shorter."""
        if self.at is None:
            self._build()
        else:
            self._name_pane()
        self._tell_why()

    def action_skip(self) -> None:
        """On to the next row, from the last one to the first."""
        if self.cursor is not None and self.cursor == len(self._rows) - 1:
            self.action_cursor_first()
        else:
            self.action_cursor_down()

    def action_hidden(self) -> None:
        """Show those who are not due now and go to them, or hide them and come back."""
        if self.view is None or not self.view.hidden:
            self.post_message(Said("Nobody is put off: everybody who is due is shown."))
            return
        self._shows_hidden = not self._shows_hidden
        if self._shows_hidden:
            self._left_for_hidden = self.at
            self._build()
            first = next((row for row in self._rows if isinstance(row, HiddenItem)), None)
            if first is not None:
                self.select(f"p{first.person_id}")
            return
        row = None if self.cursor is None else self._rows[self.cursor]
        self._build(prefer=self._left_for_hidden if isinstance(row, HiddenItem) else None)

    def action_mark(self) -> None:
        """Mark the row, or take the mark away, and go on."""
        if self.cursor is None or self.at is None:
            return
        self.marks ^= {self.at}
        self.redraw_row(self.cursor)
        self._name_pane()
        self.action_cursor_down()

    def action_unmark(self) -> None:
        """Take all marks away."""
        self.marks.clear()
        self.redraw()
        self._name_pane()

    def show_only(self, only: Only) -> None:
        """Show other rows; which, the title says. Marks stay, also on rows out of sight."""
        self.only = only
        self._build()
        self._tell_marks()

    def _tell_marks(self) -> None:
        """Say how many marked rows are out of sight: verbs act on those in sight alone."""
        unseen = len(self.marks) - len(self.marked())
        if unseen:
            stay = "row out of sight stays" if unseen == 1 else "rows out of sight stay"
            self.post_message(Said(f"{unseen} {stay} marked."))

    def _judge(self, book: Book, moment: Moment) -> None:
        """Make the queue of the people that were read."""
        self.view = queue_for(
            book,
            today=moment.day,
            minute=moment.minute,
            people=self._people,
        )
        week = week_start(moment.day, rules(book).first_day)
        self._look = self._look._replace(today=moment.day, week=week)

    def _build(self, *, prefer: str | None = None, returns: bool = False) -> None:
        """Make the rows of what was read, through the filter."""
        before, cursor = self._rows, self.cursor
        self._rows = self._rows_of_view()
        came_back = self._back(before) if returns else None
        prefer = prefer or self._next_row(before, cursor)
        prefer = came_back or prefer
        shown = [row for row in self._rows if isinstance(row, QueueItem | HiddenItem)]
        if not shown:
            self._rows = [_Words(line) for line in self._nothing()]
        names = (row.person or "your boss" for row in shown)
        self._look = self._look._replace(name_cells=name_cells(names))
        self.marks &= self._known_keys()
        self._name_pane()
        self.show_rows([self._key_of(row) for row in self._rows], prefer=prefer)
        self._tell_why()

    def _next_row(self, before: list[_Row], cursor: int | None) -> str | None:
        """Where the cursor goes if the row under it is gone, or the last one that went is back.

        Whoever goes over to those who are not due now is gone from where they were.
        """
        there = {self._spot_of(row) for row in self._rows}
        acted, self._acted = self._acted, None
        was = [self._spot_of(row) for row in before]
        if self._left in there and self._left not in was:
            found, self._left = self._left, None
            return found.key if found else None
        row = None if cursor is None or cursor >= len(before) else before[cursor]
        place = None if row is None else self._spot_of(row)
        if place is None or (place in there and place.key != acted):
            return None
        self._left = place if place not in there else None
        index = was.index(place)
        around = was[index + 1 :] + was[:index][::-1]
        return next((one.key for one in around if one is not None and one in there), None)

    def _back(self, before: list[_Row]) -> str | None:
        """The first row that is there and was not; whoever can be acted on comes first."""
        was = {self._spot_of(row) for row in before}
        new = [spot for row in self._rows if (spot := self._spot_of(row)) and spot not in was]
        if self._left in new:
            return self._left.key
        return next((spot.key for spot in sorted(new, key=lambda spot: spot.hidden)), None)

    def _known_keys(self) -> set[str]:
        """Keys of all rows that there are, whatever is shown of them."""
        view = self.view
        rows: list[_Row] = [] if view is None else [*view.items, *view.hidden]
        return {key for row in rows if (key := self._key_of(row)) is not None}

    def _spot_of(self, row: _Row) -> _Spot | None:
        key = self._key_of(row)
        return None if key is None else _Spot(key, isinstance(row, HiddenItem))

    def _rows_of_view(self) -> list[_Row]:
        if self.view is None:
            return []
        only, about = self.only, self.known_about() if self.only.needs_more else {}
        items = [
            item
            for item in self.view.items
            if only.admits(item, about.get(item.person_id or 0, NOBODY))
        ]
        rows: list[_Row] = self._gate_rows() if items else []
        for lane in LANES:
            of_lane = [item for item in items if item.lane == lane]
            if of_lane:
                rows += [_Heading(lane, len(of_lane)), *of_lane]
        if self._shows_hidden:
            known = self._people or {}
            hidden = [
                item
                for item in self.view.hidden
                if only.admits_hidden(item, about.get(item.person_id, NOBODY), known)
            ]
            rows += [_Heading(None, len(hidden)), *hidden] if hidden else []
        return rows

    def _gate_rows(self) -> list[_Row]:
        """Why work comes first, and the key for going on anyway."""
        gate = None if self.view is None else self.view.gate
        if not self._names_gate or gate is None or gate.state != "blocked":
            return []
        parts = wrap(gate.reason, max(1, self.size.width - 2), 2)
        rows: list[_Row] = [_Words((Run(f" {part} ", "banner"),)) for part in parts]
        key = Run(f" {self._shown_key('any.override')}", "key")
        return [*rows, _Words((key, Run(" network anyway, with a reason", "faint")))]

    def _subject_of(self, row: _Row) -> Subject | None:
        if isinstance(row, HiddenItem):
            return Subject(row.person_id, row.person, f"p{row.person_id}", reason=row.reason)
        if isinstance(row, QueueItem):
            name = row.person or "your boss"
            is_checkin, view = row.kind == "checkin", self.view
            caution = (
                "" if row.permitted or view is None else work_first(view.gate, view.free_minutes)
            )
            return Subject(row.person_id, name, row.id, is_checkin, row.reason, caution)
        return None

    @staticmethod
    def _key_of(row: _Row) -> str | None:
        if isinstance(row, QueueItem):
            return row.id
        return f"p{row.person_id}" if isinstance(row, HiddenItem) else None

    def _nothing(self) -> list[Line]:
        if self.only.words:
            words, names = f"No row is {self.only.words}.", ["queue.filter"]
        elif self.view is not None and self.view.hidden:
            words = "Nothing waits for you today. Back to work with a good conscience."
            names = ["queue.hidden", "any.add"]
        elif tracked := self._tracked():
            words = f"{tracked}, and nothing is due. Whom would you like to meet next?"
            names = ["any.add", "any.find"]
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

    def _tracked(self) -> str:
        """Who is tracked, in words; empty if nobody is."""
        people = list((self._people or {}).values())
        if len(people) == 1:
            return f"Only {people[0].name} is in touch with you here"
        return f"{len(people)} people are in touch with you here" if people else ""

    def _known(self) -> str:
        """How many people the book holds, in words; empty for none."""
        book = self.session.book
        people = 0 if book is None else statistics(book).people
        return f"{people} people are" if people > 1 else "one person is" if people else ""

    def _shown_key(self, name: str) -> str:
        return key_of(name, self.session.keymap)

    def _name_pane(self) -> None:
        """The title: counts of the lanes, or what is shown only; below, who is not due now."""
        is_framed = not self.screen.has_class("-narrow")
        shown = list(self._told(is_framed))
        # Where there is no room for a frame, its title is there only while it tells something.
        self.set_class(bool(self.only.words or self.marks), "-told")
        name = "1 Queue  " if is_framed else ""
        title = Content.assemble((name, "bold"), (" · ".join(shown), "$ni-dim"))
        below = Content(" · ".join(self._below()))
        # A title that is set again is painted again, frame and all.
        if str(title.markup) != self.border_title:
            self.border_title = title
        if below.markup != (self.border_subtitle or ""):
            self.border_subtitle = below

    def _told(self, is_framed: bool) -> Iterator[str]:
        """What is marked, and what is shown only; nothing where all is as usual."""
        if self.marks:
            unseen = len(self.marks) - len(self.marked())
            out = "out of sight" if is_framed else "not seen"
            yield f"{len(self.marks)} marked" + (f", {unseen} {out}" if unseen else "")
        if self.only.words:
            count = sum(self._count(lane) for lane in LANES)
            everything = "everything" if is_framed else "all"
            only = "only " if is_framed or not self.marks else ""
            yield f"{only}{self.only.words}: {len(self.shown)} of {count}"
            yield f"{self._shown_key('queue.filter')} x {everything}"
        elif is_framed:
            yield from (f"{lane} {self._count(lane)}" for lane in LANES)

    def _count(self, lane: Lane) -> int:
        """Rows of a lane, shown or not."""
        return 0 if self.view is None else self.view.counts.get(lane, 0)

    def _below(self) -> list[str]:
        """Rows that are not for now: those that must wait for work, and those that are put off."""
        if self.view is None:
            return []
        barred = sum(not item.permitted for item in self.view.items)
        why = "over the minutes:" if self.view.gate.state == "open" else "work first"
        hidden, key = len(self.view.hidden), self._shown_key("queue.hidden")
        return [
            *([f"{why} {barred}"] if barred else []),
            *([f"not now {hidden} · {key}"] if hidden else []),
        ]
