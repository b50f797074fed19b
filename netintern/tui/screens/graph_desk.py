"""The graph on the desk: Orbit where it has room, the Snowball elsewhere, and one selection."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from textual.geometry import Size

from netintern.domain.errors import NetinternError
from netintern.tui.panes.network.pane import NetworkPane
from netintern.tui.panes.network.sparing import SparingCompositor
from netintern.tui.panes.queue.pane import QueuePane
from netintern.tui.screens.place import Place
from netintern.tui.screens.resting import Rest
from netintern.tui.session import Session

if TYPE_CHECKING:
    from netintern.tui.panes.network.orbit_pane import OrbitPane

ROOM: Final = (60, 20)
"""Cells and lines inside the frame from which the pane shows Orbit of itself."""
MANY: Final = 1000
"""People from which Orbit is read again only once the keyboard rests."""

View = Literal["orbit", "snowball"]


class GraphDesk(Place):
    """The part of the desk that keeps the two views of the network."""

    def __init__(self, session: Session, *, id: str | None = None) -> None:
        super().__init__(session, id=id)
        self._compositor = SparingCompositor()
        self._wanted: View = "orbit"
        """The view that is shown where both have room."""
        self._orbit: OrbitPane | None = None
        """Made when it is first shown, which is after the desk was painted."""
        self._shows_orbit = False
        self._beside: Size | None = None
        """The room inside the frame when the pane was last seen among others."""
        self._rest = Rest(self, self._rested)
        self._unread: set[View] = {"orbit", "snowball"}
        """Views that were not read since the book was changed."""

    @property
    def graph(self) -> NetworkPane | OrbitPane:
        """The view that is shown."""
        if self._orbit is not None and self._shows_orbit:
            return self._orbit
        return self.query_one("#graph", NetworkPane)

    @property
    def _view(self) -> View:
        return "orbit" if self._shows_orbit else "snowball"

    def sees_graph(self) -> bool:
        """Whether there is room for the pane."""
        raise NotImplementedError

    def leads(self) -> QueuePane | None:
        """The pane whose cursor the graph follows; None while the graph itself has the keyboard."""
        raise NotImplementedError

    def graph_made(self, orbit: OrbitPane) -> None:
        """Orbit was made: it can be watched."""
        raise NotImplementedError

    def room_alone(self) -> Size:
        """The room inside the frame of a pane that has the screen for itself."""
        width, height = self.size
        frame = 0 if self.has_class("-narrow") else 2
        rows = 2 if self.has_class("-flat") else 3
        return Size(max(0, width - frame), max(0, height - rows - frame))

    def fit_graph(self, room: Size | None = None) -> None:
        """Show the view that belongs into so much room, by default into what there is."""
        if room is None:
            room = self.graph.size if self.sees_graph() else Size()
        if room:
            has_room = room.width >= ROOM[0] and room.height >= ROOM[1]
            self._show_view(has_room and self._wanted == "orbit")

    def forget_graph(self) -> None:
        """The book was changed: what was read of the network is not true any more."""
        self._unread = {"orbit", "snowball"}

    def reread_graph(self) -> None:
        """Read the view that is shown, if it must be; many people only once no key is pressed."""
        if not self.sees_graph() or self._view not in self._unread:
            return
        if self._shows_orbit and self._orbit is not None and self._orbit.people > MANY:
            self._rest.begin()
        else:
            self._reread_now()

    def follow_later(self) -> None:
        """The queue's cursor moved: the graph follows when it rests, if it was read at all."""
        if self._view not in self._unread and self.sees_graph():
            self._rest.begin()

    def show_snowball(self, person_id: int | None) -> None:
        """Show the Snowball, and put its cursor on somebody."""
        self._wanted = "snowball"
        self._show_view(False)
        self.graph.select_person(person_id)

    def on_network_pane_picture_wanted(self, message: NetworkPane.PictureWanted) -> None:
        """Orbit in place of the Snowball; where it has no room, on the whole screen."""
        message.stop()
        self._wanted = "orbit"
        self.fit_graph()
        if not self._shows_orbit:
            self.app.call_later(self.app.run_action, "app.orbit")
        elif self._orbit is not None:
            self._orbit.select_person(message.person_id)

    def on_orbit_pane_snowball_wanted(self, message: OrbitPane.SnowballWanted) -> None:
        """The Snowball in place of Orbit."""
        message.stop()
        self.show_snowball(message.person_id)

    def on_orbit_pane_answers_wanted(self) -> None:
        """What the picture means has room on a screen of its own."""
        self.app.call_later(self.app.run_action, "app.orbit")

    def _show_view(self, orbit: bool) -> None:
        """Show one of the two views, read and on the same person as the other one."""
        if orbit == self._shows_orbit:
            return
        before = self.graph
        who = before.subject()
        self._shows_orbit = orbit
        if orbit and self._orbit is None:
            self._make_orbit()
        after = self.graph
        after.remove_class("-off")
        after.set_class(before.has_class("-alone"), "-alone")
        if before.has_focus:
            self.set_focus(after)
        before.add_class("-off")
        before.remove_class("-alone")
        if self._view in self._unread:
            self._reread_now()
        if who is not None and after.has_focus:
            after.select_person(who.person_id)
        elif who is not None:
            after.follow(who.person_id)

    def _make_orbit(self) -> None:
        from netintern.tui.panes.network.orbit_pane import OrbitPane

        self._orbit = OrbitPane(self.session, classes="pane")
        self.mount(self._orbit, after="#graph")
        self.graph_made(self._orbit)

    def _reread_now(self) -> None:
        self._unread.discard(self._view)
        try:
            self.graph.reread()
        except NetinternError as error:
            self.say(error.sentence, "refused", error.hint)
        self._follow_now()

    def _rested(self) -> None:
        if self._view in self._unread and self.sees_graph():
            self._reread_now()
        else:
            self._follow_now()

    def _follow_now(self) -> None:
        leader = self.leads()
        if leader is not None and self.sees_graph():
            who = leader.subject()
            self.graph.follow(None if who is None else who.person_id)
