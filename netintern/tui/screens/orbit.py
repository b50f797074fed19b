"""The picture of the network as a screen of its own."""

from collections.abc import Iterable
from typing import Final

from textual.widget import Widget

from netintern.tui.panes.network.orbit_pane import OrbitPane
from netintern.tui.panes.network.pane import NetworkPane
from netintern.tui.panes.network.sparing import SparingCompositor
from netintern.tui.screens.desk import Desk
from netintern.tui.screens.place import Place
from netintern.tui.session import Session

_HEIGHTS: Final[list[tuple[int, str]]] = [(0, "-flat"), (12, "-tall")]


class OrbitScreen(Place):
    """Orbit with the whole screen; the verbs for a person work on whoever is selected."""

    CSS_PATH = "../styles/orbit.tcss"
    HERE = "orbit"
    AUTO_FOCUS = "#orbit"
    VERTICAL_BREAKPOINTS = _HEIGHTS

    def __init__(self, session: Session, person_id: int | None = None) -> None:
        super().__init__(session)
        self._first = person_id
        self._compositor = SparingCompositor()

    def compose_body(self) -> Iterable[Widget]:
        """The picture, with what to do below it."""
        yield OrbitPane(self.session)

    def on_mount(self) -> None:
        """Read everybody before the first painting."""
        self.refresh_if_stale()
        if self._first is not None:
            self.pane.select_person(self._first)

    @property
    def pane(self) -> OrbitPane:
        """The picture."""
        return self.query_one(OrbitPane)

    def reread(self) -> None:
        """Read everybody again; the selection stays."""
        self.pane.reread()

    def found(self, person_id: int) -> None:
        """Somebody was found by name: they are selected, or opened if they are not drawn."""
        if not self.pane.select_person(person_id):
            super().found(person_id)

    def on_orbit_pane_snowball_wanted(self, message: OrbitPane.SnowballWanted) -> None:
        """Back to the desk, with the snowball on the same person."""
        below = self.app.screen_stack[-2]
        self.dismiss(None)
        if isinstance(below, Desk):
            below.action_pane("graph")
            graph = below.query_one(NetworkPane)
            below.call_after_refresh(graph.select_person, message.person_id)

    def action_back(self) -> None:
        """Nothing selected, then everything on the screen, then the screen below."""
        if not self.pane.action_clear():
            super().action_back()
