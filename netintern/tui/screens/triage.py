"""Triage: one follow-up after the other, large on the screen; a key acts and brings the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from textual.widget import Widget

from netintern.domain.errors import NetinternError
from netintern.domain.triage import Deed, Walk, farewell_words, walk_through
from netintern.services.queries.queue import queue_people, refreshed
from netintern.services.queries.triage import (
    TriageCard,
    TriageRows,
    minutes_logged,
    triage_card,
    triage_rows,
    undone_among,
)
from netintern.services.receipt import Receipt
from netintern.tui import commands
from netintern.tui.commands import MINUTE_LETTERS
from netintern.tui.keymap import bindings
from netintern.tui.messages import CheckinRequested
from netintern.tui.panes.queue.pane import QueuePane
from netintern.tui.panes.verbs import PersonVerbs, Subject, request
from netintern.tui.screens.place import Place
from netintern.tui.screens.triage_lines import Sight, checkin_hints, hints, room_for, triage_lines
from netintern.tui.session import Session
from netintern.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from netintern.domain.queue import QueuePerson
    from netintern.services.queries.book import Book

_LIMITS: Final = (*MINUTE_LETTERS, ("x", "everything"))
_UNLIMITED: Final = "x"
_LOGGING: Final[frozenset[Deed]] = frozenset({"done", "waiting", "logged"})
"""Deeds whose receipt names the interaction first."""


class TriageScreen(PersonVerbs, Place):
    """The rows of the queue, one at a time."""

    BINDINGS = bindings("triage", "person")
    CSS_PATH = "../styles/triage.tcss"
    HERE = "triage"
    AUTO_FOCUS = ""

    def __init__(self, session: Session, shown: frozenset[str] | None = None) -> None:
        super().__init__(session)
        self.walk = Walk()
        self._shown = shown
        """Ids of the only rows to go through; None for the whole queue."""
        self._begun = False
        self._undoing = False
        self._deed: Deed = "changed"
        """What a form that is open will have done."""
        self._people: dict[int, QueuePerson] | None = None
        self._rows: TriageRows | None = None
        self._card: TriageCard | None = None
        self._minutes = 0

    def compose_body(self) -> Iterable[Widget]:
        """One block of lines."""
        yield Lines(id="triage")

    def on_mount(self) -> None:
        """Read before the first painting."""
        self.refresh_if_stale()

    def on_resize(self) -> None:
        """Another size shows more or less."""
        self.call_after_refresh(self._draw)

    @property
    def farewell(self) -> str:
        """What is said on the screen below after leaving in the middle; empty at the end."""
        if self.walk.at is None:
            return ""
        # A sign and a blank stand around it in the toast line.
        return farewell_words(self.walk, self._count(), self.size.width - 2)

    def reread(self) -> None:
        """Read the queue again; after an act only who was touched, and the next one is shown."""
        book, moment = self.session.book, self.session.moment
        if book is not None:
            touched = self.touched
            if touched is None or self._people is None:
                self._people = queue_people(book, today=moment.day)
            else:
                self._people = refreshed(book, self._people, touched, today=moment.day)
            self._rows = triage_rows(
                book, today=moment.day, minute=moment.minute, people=self._people
            )
            self._go_on(book, self._rows, everything=touched is None)
        self._show()

    def subject(self) -> Subject | None:
        """The present row."""
        item = self.walk.here
        if item is None:
            return None
        name = item.person or "your boss"
        caution = "" if self._rows is None else self._rows.work_first(item)
        return Subject(item.person_id, name, item.id, item.kind == "checkin", item.reason, caution)

    def act(self, who: Subject, verb: Callable[[Book], Receipt]) -> bool:
        """Act on the present row, and show the next one in the same frame as what was done."""
        try:
            receipt = self.session.write(verb)
        except NetinternError as error:
            self.say(error.sentence, "refused", error.hint)
            return False
        self._note(receipt, surely=True)
        self.say(receipt.label, "done", self.session.undo_hint, receipt.remark)
        for screen in self.app.screen_stack:
            if isinstance(screen, Place) and screen is not self:
                screen.stale = True
        self.refresh_if_stale(None if who.person_id is None else frozenset({who.person_id}))
        return True

    def finished(self, receipt: Receipt | None) -> None:
        """A form wrote: the present row is done with if it is gone afterwards."""
        if receipt is not None and receipt.action_id:
            self._note(receipt, surely=False)
        self._deed = "changed"
        super().finished(receipt)

    def choose(
        self, title: str, letters: tuple[tuple[str, str], ...], then: Callable[[str], None]
    ) -> None:
        """Ask for the second letter; `f m` and a digit is understood as on the desk."""
        super().choose(title, letters, then)
        if letters is _LIMITS:
            self._letters = (*letters, ("m", ""))

    def show_hints(self) -> None:
        """The keys that do not stand on the screen already."""
        item = self.walk.here
        if room_for(self.query_one("#triage").size.height).has_verbs or item is None:
            shown = hints(self.session.keymap, at_end=item is None)
        elif item.kind == "checkin":
            shown = checkin_hints(self.session.keymap)
        else:
            shown = commands.hints(self.here, self.session.keymap)
        self._hint(shown)

    def action_done(self) -> None:
        """Done; a check-in waits for the key of its form, into which no quick verb may fall."""
        self._deed = "done"
        if self._row() is not None:
            super().action_done()

    def action_snooze(self) -> None:
        """Ask for how long."""
        self._deed = "snoozed"
        super().action_snooze()

    def action_wait(self) -> None:
        """A message went out."""
        self._deed = "waiting"
        super().action_wait()

    def action_drop(self) -> None:
        """Out of the queue."""
        self._deed = "dropped"
        super().action_drop()

    def action_log(self) -> None:
        """Open the line for a talk."""
        self._deed = "logged"
        super().action_log()

    def action_log_form(self) -> None:
        """Open the form for a talk."""
        self._deed = "logged"
        super().action_log_form()

    def action_intro(self) -> None:
        """Ask what about an introduction."""
        self._deed = "asked"
        super().action_intro()

    def action_path(self) -> None:
        """Show who can introduce one."""
        self._deed = "asked"
        super().action_path()

    def action_message(self) -> None:
        """Open the draft of a message."""
        self._deed = "written"
        super().action_message()

    def action_open(self) -> None:
        """Open the page, of a check-in its form; at the end go back."""
        item = self.walk.here
        if item is None:
            self.action_back()
        elif item.kind == "checkin":
            self._deed = "done"
            request(self, CheckinRequested())
        else:
            self._deed = "changed"
            super().action_open()

    def walked(self, word: str) -> None:
        """Whoever an undone step was about is the present one again."""
        self._undoing = word == "undone"

    @property
    def _checkin_hint(self) -> str:
        return f"{commands.key_of('person.open', self.session.keymap)} records it"

    def action_skip(self) -> None:
        """On to the next; nothing is written."""
        self._go(self.walk.skipped())

    def action_next_item(self) -> None:
        """To the next one."""
        self._go(self.walk.moved(1))

    def action_previous_item(self) -> None:
        """To the one before."""
        self._go(self.walk.moved(-1))

    def action_minutes(self) -> None:
        """Ask for how many minutes there are."""
        self.choose("up to", _LIMITS, self._limit)

    def _limit(self, letter: str) -> None:
        if letter == "m":
            self.action_minutes()
            return
        words = dict(MINUTE_LETTERS).get(letter, "")
        self._go(self.walk.limited(int(words.partition(" ")[0]) if words else None))

    def _note(self, receipt: Receipt, *, surely: bool) -> None:
        """Remember for the tally what was done with the present row."""
        talk = receipt.ids[0] if self._deed in _LOGGING and receipt.ids else None
        if self._deed == "done" and not surely:
            talk = None
        self.walk = self.walk.acted(self._deed, receipt.action_id, talk, surely=surely)

    def _go_on(self, book: Book, rows: TriageRows, *, everything: bool) -> None:
        """Bring the walk up to date with the queue."""
        back, self._undoing = self._undoing, False
        if not self._begun:
            self._begun = True
            self.walk = walk_through(rows.items, shown=self._shown)
            return
        undone = undone_among(book, self.walk.steps) if everything else None
        self.walk = self.walk.again(rows.items, undone, bring_back=back)

    def _go(self, walk: Walk) -> None:
        if walk != self.walk:
            self.walk = walk
            self._show()

    def _show(self) -> None:
        """Read the card of the present one, and paint what changed."""
        item, book = self.walk.here, self.session.book
        self._card = None
        if item is not None and item.person_id is not None and book is not None:
            self._card = triage_card(book, item.person_id, today=self.session.today)
        self._minutes = self._count() if item is None else 0
        self._draw()

    def _draw(self) -> None:
        lines = self.query_one("#triage", Lines)
        cells, height = lines.size
        if cells <= 0:
            return
        sight = Sight(
            self.walk,
            self._rows,
            self._card,
            self.session.today,
            self._minutes,
            self.session.keymap,
            self.session.ascii_only,
        )
        lines.show(triage_lines(sight, cells, height))
        if self._then is None:
            self.show_hints()

    def _count(self) -> int:
        """Minutes that were logged on the way."""
        book = self.session.book
        return 0 if book is None else minutes_logged(book, self.walk.talks)


def open_triage(place: Place) -> None:
    """Go through what the queue shows, or all of it; what was done is told on coming back."""
    if isinstance(place, TriageScreen):
        return
    screen = TriageScreen(place.session, _shown(place))

    def left(_nothing: None) -> None:
        if screen.farewell:
            place.say(screen.farewell)

    place.app.push_screen(screen, left)


def _shown(place: Place) -> frozenset[str] | None:
    """Ids of the rows that the queue on this screen shows, if it does not show all of them."""
    pane = next(iter(place.query(QueuePane)), None)
    if pane is None or pane.view is None:
        return None
    rows = pane.shown
    if len(rows) == sum(pane.view.counts.values()):
        return None
    return frozenset(row.id for row in rows)
