"""The picture of the network as a screen of its own."""

from collections.abc import Iterable
from typing import Final

from textual import events
from textual.widget import Widget

from netintern.tui import commands
from netintern.tui.keymap import bindings
from netintern.tui.panes.network.answers import AnswersPane
from netintern.tui.panes.network.orbit_pane import OrbitPane
from netintern.tui.panes.network.sparing import SparingCompositor
from netintern.tui.screens.desk import Desk
from netintern.tui.screens.place import Place
from netintern.tui.screens.resting import Rest
from netintern.tui.session import Session

_WIDTHS: Final[list[tuple[int, str]]] = [
    (0, "-over"),
    (100, "-beside"),
    (120, "-wide"),
    (160, "-wider"),
]
_HEIGHTS: Final[list[tuple[int, str]]] = [(0, "-flat"), (12, "-tall")]
PAUSE_SECONDS: Final = 0.12
"""Longer than between two keys of one that is held, too short to be waited for."""
BESIDE: Final = 120
"""Cells from which the answers stand beside the picture without being asked for."""


class OrbitScreen(Place):
    """Orbit with the whole screen; the verbs for a person work on whoever is selected."""

    BINDINGS = bindings("desk")
    CSS_PATH = "../styles/orbit.tcss"
    HERE = "orbit"
    AUTO_FOCUS = "#orbit"
    HORIZONTAL_BREAKPOINTS = _WIDTHS
    VERTICAL_BREAKPOINTS = _HEIGHTS

    def __init__(self, session: Session, person_id: int | None = None) -> None:
        super().__init__(session)
        self._first = person_id
        self._wanted: bool | None = None
        """Whether the answers are shown; None: where there is room beside the picture."""
        self._pause = Rest(self, self._answer, PAUSE_SECONDS)
        self._rest = Rest(self, self._answer_all)
        self._compositor = SparingCompositor()

    def compose_body(self) -> Iterable[Widget]:
        """The picture, with what to do below it, and the answers beside it."""
        self._take_class(self.app.size.width)
        self.set_class(self.session.ascii_only, "-ascii")
        yield OrbitPane(self.session)
        yield AnswersPane(self.session)

    def on_mount(self) -> None:
        """Read everybody before the first painting."""
        self.refresh_if_stale()
        if self._first is not None:
            self.pane.select_person(self._first)
        self.watch(self.pane, "chosen", self._follow)
        self.watch(self.pane, "esc", self.show_hints, init=False)

    def on_resize(self, event: events.Resize) -> None:
        """Where there is room, the answers are there."""
        self._take_class(event.size.width)
        self._follow()

    @property
    def pane(self) -> OrbitPane:
        """The picture."""
        return self.query_one(OrbitPane)

    @property
    def answers(self) -> AnswersPane:
        """The words beside it."""
        return self.query_one(AnswersPane)

    def reread(self) -> None:
        """Read everybody again; the selection stays."""
        self.answers.forget()
        self.pane.reread()
        self._follow()

    def show_hints(self) -> None:
        """The keys of the picture, and first what Esc does next."""
        keys = commands.hints(self.here, self.session.keymap)
        esc = commands.key_of("any.back", self.session.keymap)
        self._hint(((esc, self.pane.esc), *keys))

    def on_orbit_pane_answers_wanted(self) -> None:
        """Show the answers, or leave the room to the picture."""
        self._wanted = not self.has_class("-answers")
        self._take_class(self.size.width)
        self._follow()

    def _take_class(self, width: int) -> None:
        wanted = width >= BESIDE if self._wanted is None else self._wanted
        self.set_class(wanted, "-answers")

    def _follow(self) -> None:
        """The answers are about whoever is selected, once no key is held any more."""
        if not self.has_class("-answers"):
            return
        self._pause.begin()
        if not self.answers.is_read:
            self._rest.begin()

    def _answer(self) -> None:
        if self.has_class("-answers"):
            self.answers.follow(self.pane)

    def _answer_all(self) -> None:
        if self.has_class("-answers"):
            self.answers.read_book()
            self.answers.follow(self.pane)

    def found(self, person_id: int) -> None:
        """Somebody was found by name: they are selected, or opened if they are not drawn."""
        if not self.pane.select_person(person_id):
            super().found(person_id)

    def on_orbit_pane_snowball_wanted(self, message: OrbitPane.SnowballWanted) -> None:
        """Back to the desk, with the snowball on the same person."""
        below = self._below
        self.dismiss(None)
        if below is not None:
            below.action_pane("graph")
            below.call_after_refresh(below.show_snowball, message.person_id)

    def action_back(self) -> None:
        """Nothing selected, then everything on the screen, then the screen below."""
        if not self.pane.action_clear():
            self._go_back()

    def action_leave(self) -> None:
        """Back to the screen below, where the graph is on the same person."""
        self._go_back()

    def action_pane(self, name: str) -> None:
        """Back to a pane of the desk."""
        below = self._go_back()
        if below is not None:
            below.action_pane(name)

    def action_next_pane(self) -> None:
        """Back to the desk, to the pane behind the graph."""
        below = self._go_back()
        if below is not None:
            below.action_next_pane()

    def action_previous_pane(self) -> None:
        """Back to the desk, to the pane before the graph."""
        below = self._go_back()
        if below is not None:
            below.action_previous_pane()

    def action_zoom(self) -> None:
        """Back among the other panes."""
        self._go_back()

    @property
    def _below(self) -> Desk | None:
        """The desk, if it is the screen below."""
        below = self.app.screen_stack[-2]
        return below if isinstance(below, Desk) else None

    def _go_back(self) -> Desk | None:
        """To the screen below; the graph of a desk goes to whoever is selected here."""
        below, who = self._below, self.pane.chosen
        self.dismiss(None)
        if below is not None and who is not None:
            below.graph.select_person(who)
        return below
