"""The desk: queue, card, week and graph on one screen, as many of them as there is room for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, cast

from textual import events
from textual.widget import Widget

from netintern.domain.dates import WEEKDAYS, weekday_day
from netintern.domain.errors import NetinternError
from netintern.services.queries.book import statistics
from netintern.services.receipt import Receipt
from netintern.tui import commands
from netintern.tui.keymap import bindings
from netintern.tui.panes.card.pane import CardPane
from netintern.tui.panes.network.pane import NetworkPane
from netintern.tui.panes.queue.pane import QueuePane
from netintern.tui.panes.week.ledger import mix_words
from netintern.tui.panes.week.pane import WeekPane
from netintern.tui.screens.graph_desk import GraphDesk
from netintern.tui.session import Session
from netintern.tui.text import Line, Run, width
from netintern.tui.widgets.lines import Lines
from netintern.tui.widgets.toast import Toast

if TYPE_CHECKING:
    from netintern.services.queries.weeks import WeekView
    from netintern.tui.panes.network.orbit_pane import OrbitPane

PANES: Final[tuple[commands.Place, ...]] = ("queue", "card", "week", "graph")
"""The panes, in the order of Tab."""
_NUMBERED: Final[dict[commands.Place, str]] = {
    "queue": "the queue",
    "week": "the week",
    "graph": "the graph",
    "card": "the card",
}
"""What the panes are called, in the order of their numbers."""
_WIDTHS: Final[list[tuple[int, str]]] = [
    (0, "-tiny"),
    (30, "-narrow"),
    (60, "-one"),
    (100, "-two"),
    (160, "-three"),
]
_HEIGHTS: Final[list[tuple[int, str]]] = [
    (0, "-tiny"),
    (6, "-flat"),
    (12, "-low"),
    (20, "-mid"),
    (32, "-tall"),
]
"""From so many cells and lines on, the screen has this class."""

_Name = tuple[tuple[str, str], ...]
_NAMES: Final[tuple[_Name, ...]] = (((" netintern", "strong"),), ())
_DEMO_NAMES: Final[tuple[_Name, ...]] = (
    ((" netintern", "strong"), ("  DEMO invented people, nothing is kept", "late")),
    ((" netintern", "strong"), ("  DEMO", "late")),
    ((" DEMO", "late"),),
)
"""What the top row begins with, the longest first."""


class Desk(GraphDesk):
    """The home of the program."""

    BINDINGS = bindings("desk")
    AUTO_FOCUS = "#queue"
    HORIZONTAL_BREAKPOINTS = _WIDTHS
    VERTICAL_BREAKPOINTS = _HEIGHTS

    def __init__(self, session: Session) -> None:
        super().__init__(session, id="desk")
        self._alone: commands.Place | None = None
        """The pane that has the screen for itself."""
        self._is_zoomed = False
        """Whether it has it because that was asked for, not for want of room."""
        self._added: int | None = None
        """Somebody who may just have been added."""
        self._rereads_rest = False
        self._follows_graph = False
        """Whether the card follows the graph's cursor instead of the queue's."""

    @property
    def here(self) -> commands.Place:
        """The pane that has the keyboard."""
        focused = self.focused
        name = focused.id if focused is not None else None
        return next((pane for pane in (*PANES, "orbit") if pane == name), "queue")

    def compose_body(self) -> Iterable[Widget]:
        """One row of numbers, and the panes."""
        self._take_classes()
        week, card = WeekPane(self.session), CardPane(self.session)
        middle = (card, week) if self.has_class("-three") else (week, card)
        yield from (Lines(id="top"), QueuePane(self.session), *middle, NetworkPane(self.session))

    def on_mount(self) -> None:
        """Read what the first painting shows."""
        self.watch(self._queue, "at", self._queue_moved, init=False)
        self.watch(self.query_one("#graph"), "at", self._show_card, init=False)
        self.refresh_if_stale()
        self._welcome()

    def reread(self) -> None:
        """Read the book again: what was acted on at once, the rest after it was painted."""
        before, known = self._queue.at, self._queue.people
        self.forget_graph()
        self._queue.reread(self.touched)
        added, self._added = self._added, None
        if added is not None and added in self._queue.people - known:
            self._queue.select_person(added)
        if self._queue.at == before:
            self._show_card()
        if not self._rereads_rest:
            self._rereads_rest = True
            self.call_after_refresh(self._reread_rest)

    def on_resize(self) -> None:
        """Put the card where it belongs, and once all is laid out fill what is seen now."""
        card, week = self.query_one("#card"), self._week
        first, second = (card, week) if self.has_class("-three") else (week, card)
        if self.children.index(first) > self.children.index(second):
            self.move_child(first, before=second)
        self.call_after_refresh(self._fit)

    def on_descendant_focus(self) -> None:
        """Other keys, and perhaps somebody else on the card."""
        self.show_hints()
        if self.pane_here in ("queue", "graph"):
            self._follows_graph = self.pane_here == "graph"
            self._show_card()

    def on_key(self, event: events.Key) -> None:
        """Say where a key works that means nothing here."""
        keymap = self.session.keymap
        if event.key in commands.keys_in(self.here, keymap):
            return
        for place, name in _NUMBERED.items():
            if event.key in commands.keys_in(place, keymap):
                number = commands.key_of(f"desk.{place}", keymap)
                key = commands.spoken(event.key)
                self.say(f"{key} works in {name}: press {number}")
                return

    def walked(self, word: str) -> None:
        """The cursor goes to whoever an undo brings back."""
        if word == "undone":
            self._queue.expect_back()

    def added(self, receipt: Receipt | None) -> None:
        """Somebody was added: the cursor goes to them."""
        if receipt is not None and receipt.ids:
            self._added = receipt.ids[0]
        super().added(receipt)

    def action_pane(self, name: str) -> None:
        """To a pane; where there is no room for it, it gets the whole screen."""
        pane = cast(commands.Place, name)
        if pane == "queue":
            self._share_selection()
        is_strip = pane == "card" and self.has_class("-one")
        if self._alone is not None or is_strip or not self._is_seen(pane):
            self._show_alone(None if pane == "queue" else pane)
        self._pane(pane).focus()

    def action_next_pane(self) -> None:
        """To the next pane."""
        self._go(1)

    def action_previous_pane(self) -> None:
        """To the pane before."""
        self._go(-1)

    def action_zoom(self) -> None:
        """Give the pane the whole screen, or take it back."""
        here = self.pane_here
        if self._alone is not None and not self._is_zoomed:
            key = commands.key_of("desk.queue", self.session.keymap)
            self.say("This pane has the screen for itself already.", hint=f"{key} to the queue")
            return
        self._show_alone(None if self._alone is not None else here)
        self._is_zoomed = self._alone is not None
        self._pane(here if self._is_seen(here) else "queue").focus()

    def action_back(self) -> None:
        """A pane alone goes back among the others."""
        self._share_selection()
        if self._alone is not None:
            self._show_alone(None)
        self._queue.focus()

    def action_leave(self) -> None:
        """Back from a pane alone, or from looking round; else out of the program."""
        if self._alone is not None:
            self.action_back()
            return
        from netintern.tui.screens.welcome import leave_demo

        if not leave_demo(self.session):
            self.app.exit()
            return
        self.touched = None
        self.reread()
        self._welcome()

    @property
    def pane_here(self) -> commands.Place:
        """The pane that has the keyboard; both views of the network are the graph."""
        return "graph" if self.here == "orbit" else self.here

    def sees_graph(self) -> bool:
        """Whether there is room for the pane."""
        return self._is_seen("graph")

    def leads(self) -> QueuePane | None:
        """The queue, unless the graph was the last of the two to have the keyboard."""
        return None if self._follows_graph else self._queue

    def graph_made(self, orbit: OrbitPane) -> None:
        """The card follows Orbit as it follows the Snowball."""
        self.watch(orbit, "chosen", self._show_card, init=False)

    def found(self, person_id: int) -> None:
        """Somebody was found by name: selected in the graph if that has the keyboard, or opened."""
        if self.pane_here == "graph":
            self.graph.select_person(person_id)
            who = self.graph.subject()
            if who is not None and who.person_id == person_id:
                return
        super().found(person_id)

    @property
    def _queue(self) -> QueuePane:
        return self.query_one("#queue", QueuePane)

    @property
    def _week(self) -> WeekPane:
        return self.query_one("#week", WeekPane)

    def _pane(self, name: commands.Place) -> Widget:
        return self.graph if name == "graph" else self.query_one(f"#{name}")

    def _queue_moved(self) -> None:
        self._show_card()
        self.follow_later()

    def _share_selection(self) -> None:
        """Whoever was selected in the graph is under the queue's cursor, if they are in it."""
        who = self.graph.subject() if self.pane_here == "graph" else None
        if who is not None and who.person_id is not None:
            self._queue.select_person(who.person_id)

    def _go(self, step: int) -> None:
        places = [name for name in PANES if self._alone is not None or self._is_seen(name)]
        here = self.pane_here
        place = (places.index(here) + step) % len(places) if here in places else 0
        self.action_pane(places[place])

    def _is_seen(self, name: commands.Place) -> bool:
        return self._pane(name).display

    def _take_classes(self) -> None:
        """Be laid out for this terminal at once, instead of again after the first painting."""
        self.set_class(self.session.ascii_only, "-ascii")
        width, height = self.app.size
        for size, steps in ((width, _WIDTHS), (height, _HEIGHTS)):
            self.add_class([name for limit, name in steps if size >= limit][-1])

    def _show_alone(self, name: commands.Place | None) -> None:
        self._alone = name
        self._is_zoomed = self._is_zoomed and name is not None
        self.set_class(name is not None, "-zoomed")
        for pane in PANES:
            self._pane(pane).set_class(pane == name, "-alone")
        if name == "graph":
            self.fit_graph(self.room_alone())
            self.call_after_refresh(self.reread_graph)
        elif name is None and self._beside is not None:
            self.fit_graph(self._beside)
        if name == "card":
            self._show_card()
        self._queue.name_gate(not self._is_seen("week"))
        self._show_numbers()

    def _welcome(self) -> None:
        """Tell somebody new how to begin, as long as nobody is in the book."""
        view, book = self._queue.view, self.session.book
        if view is None or (book and not (view.items or view.hidden or statistics(book).people)):
            from netintern.tui.screens.welcome import WelcomeScreen

            self.app.push_screen(WelcomeScreen(self.session))

    def _fit(self) -> None:
        """Show what depends on which panes there is room for."""
        if self._alone is None and not self._is_seen(self.pane_here):
            self._queue.focus()
        self._queue.name_gate(not self._is_seen("week"))
        self._show_numbers()
        self._show_card()
        self._fit_graph()
        self.reread_graph()

    def _fit_graph(self) -> None:
        """Once all is laid out: the view that belongs into the pane as it is."""
        if self._alone is None and self._is_seen("graph"):
            self._beside = self.graph.size
        self.fit_graph()

    def _reread_rest(self) -> None:
        self._rereads_rest = False
        try:
            self._week.reread()
            self.reread_graph()
        except NetinternError as error:
            self.say(error.sentence, "refused", error.hint)
        self._show_numbers()

    def _show_card(self) -> None:
        """The card follows the cursor of the pane that has the keyboard, or had it last."""
        if not self._is_seen("card"):
            return
        who = (self.graph if self._follows_graph else self._queue).subject()
        card = self.query_one("#card", CardPane)
        if who is None:
            card.show_person(None)
        else:
            card.show_person(who.person_id, who.item_id, who.reason)

    def _show_numbers(self) -> None:
        """The row at the top, and the counts at the right of the toast line."""
        cells = self.size.width
        if self.has_class("-tiny"):
            self.query_one("#top", Lines).show([(Run("too small", "dim"),)])
            return
        names = _DEMO_NAMES if self.session.demo else _NAMES
        week, queue = self._week.view, self._queue.view
        today = self.session.today
        middles: list[Line] = [()]
        days = (f"{weekday_day(today, today)} ", f"{WEEKDAYS[today.weekday()]} ", "")
        if week is not None and queue is not None:
            due = f"owe {queue.counts['owe']} · due {queue.counts['due']}"
            if cells < 60:
                names = (((f" {due}", "strong"),),)
                middles = [(Run(f"  {week.spent}/{week.budget} min", "ink"),)]
            else:
                middles = self._week_words(week, is_seen=self._is_seen("week"))
            counts = (Run(f"{due} · {week.spent}/{week.budget} min ", "faint"),)
            self.query_one("#toast", Toast).count(counts if cells >= 60 else ())
        # What is least missed goes first: the day, then the name, then the mix of circles.
        choices = [
            (tuple(Run(*part) for part in name), near, Run(day, "dim"))
            for middle in middles
            for name in names
            for near, day in (
                (middle, days[0]),
                (_nearer(middle), days[0]),
                (middle, days[1]),
                (middle, days[2]),
            )
        ]
        name, middle, right = next(
            (choice for choice in choices if width((*choice[0], *choice[1], choice[2])) < cells),
            choices[-1],
        )
        gap = max(1, cells - width((*name, *middle, right)))
        self.query_one("#top", Lines).show([(*name, *middle, Run(" " * gap), right)])

    def _week_words(self, week: WeekView, *, is_seen: bool) -> list[Line]:
        """The week in words for the row at the top, in more of them and in fewer.

        Where its pane `is_seen`, only what the pane does not tell.
        """
        missing = _missing_words(week)
        if is_seen:
            return [missing]
        left = f"over by {week.over}" if week.over else f"{week.remaining} left"
        minutes = (
            Run("   week ", "faint"),
            Run(f"{week.spent} of {week.budget} min, {left}", "ink"),
        )
        mix = Run(f"   {mix_words(week.counts, week.next_circle)}", "dim")
        gate = self._gate(week.gate.state)
        if missing:
            # For two weeks the addresses matter more than the mix.
            short = tuple(run._replace(text=run.text.replace(" lasting", "")) for run in missing)
            rest = [(*minutes, *missing, *gate), (*minutes, *short, *gate), (*minutes, *short)]
            return [(*minutes, mix, *missing, *gate), *rest]
        return [(*minutes, mix, *gate), (*minutes, *gate)]

    @staticmethod
    def _gate(state: str) -> Line:
        role = {"tight": "accent", "blocked": "late"}.get(state, "dim")
        return (Run("   work ", "faint"), Run(state, role))


def _missing_words(week: WeekView) -> Line:
    """In the final phase, how many people have no address that outlasts the job."""
    count = week.missing_addresses if week.phase == "final" else 0
    if not count:
        return ()
    words = "address" if count == 1 else "addresses"
    return (Run(f"   {count} lasting {words} missing", "accent"),)


def _nearer(runs: Line) -> Line:
    """The same words with less room between them."""
    return tuple(run._replace(text=run.text.replace("   ", "  ")) for run in runs)
