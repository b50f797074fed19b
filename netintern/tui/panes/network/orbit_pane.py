"""Orbit: everybody around you; the direction is the circle, the distance how long it was quiet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final, Literal

from rich.cells import cell_len
from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import var

from netintern.domain import layout as lay
from netintern.domain.settings import DEFAULT_RULES
from netintern.services.queries.orbit import orbit_of
from netintern.services.queries.settings import rules
from netintern.tui.keymap import bindings
from netintern.tui.messages import Said
from netintern.tui.panes.network.advice import thin_circle, under_way
from netintern.tui.panes.network.bonds import Bonds
from netintern.tui.panes.network.orbit_view import NOBODY, OrbitView
from netintern.tui.panes.verbs import Subject

Esc = Literal["clear", "whole", "back"]
"""Nothing selected, everything on the screen, or the screen below."""
NEARER: Final = 1.35
FARTHEST_IN: Final = 6.0
_MIDDLE: Final = 0.7
"""Share of the pane that the selection may move in before the picture follows it."""
_MOST_OPENED: Final = 150
"""People of a bubble who are shown one by one when it is opened."""
_BUBBLE_ZOOM: Final = 2.2


class OrbitPane(OrbitView):
    """The picture of the network, and what to do about whoever is selected."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("orbit", "person")
    can_focus = True
    ALLOW_MAXIMIZE: ClassVar[bool | None] = False

    class SnowballWanted(Message):
        """The other view of the network is wanted, on somebody or nobody."""

        def __init__(self, person_id: int | None) -> None:
            super().__init__()
            self.person_id = person_id

    class AnswersWanted(Message):
        """What the picture means is wanted in words beside it, or not any more."""

    chosen: var[int | None] = var(None)
    """Id of the person who is selected, to be watched from outside."""
    esc: var[Esc] = var[Esc]("back")
    """What Esc does next on a screen of its own: to be watched from outside."""

    # --- What is shown ----------------------------------------------------------------------

    def reread(self) -> None:
        """Read everybody again; selection, zoom, and what was opened stay."""
        book = self.session.book
        orbit = NOBODY if book is None else orbit_of(book, today=self.session.today)
        self._bonds = Bonds(orbit)
        self._doors, self._reasons = None, {}
        self._thin = thin_circle(book, self._bonds, self.session.today)
        self._under_way = under_way(book, self.session.today)
        self._rules = DEFAULT_RULES if book is None else rules(book)
        self._selected = tuple(id for id in self._selected if id in self._bonds.dots)
        if self._anchor not in self._bonds.dots:
            self._anchor = None
        self._name_pane()
        self._relay()
        self.chosen = self._selected[0] if len(self._selected) == 1 else None

    def select_person(self, person_id: int | None) -> bool:
        """Select somebody; False, and nothing selected, if they are not in the picture."""
        self._anchor = None
        if person_id is None or person_id not in self._bonds.dots:
            self._select(())
            return False
        self._select((person_id,))
        return True

    def follow(self, person_id: int | None) -> None:
        """Name somebody who is selected elsewhere; nothing moves, and a bubble stays closed."""
        known = person_id is not None and person_id in self._bonds.dots
        ids = (person_id,) if known and person_id is not None else ()
        if ids == self._selected:
            return
        self._anchor = None
        self._selected = ids
        self._show()
        self.chosen = person_id if ids else None

    def subject(self) -> Subject | None:
        """Whoever is selected."""
        dot = self.dot
        return None if dot is None else Subject(dot.id, dot.name, f"p{dot.id}")

    @property
    def people(self) -> int:
        """How many people are drawn."""
        return len(self._bonds.drawn)

    @property
    def selected(self) -> tuple[int, ...]:
        """Ids of who is selected: one person, or the people of a bubble."""
        return self._selected

    @property
    def zoomed(self) -> bool:
        """Whether only a part of the picture is seen."""
        return self._view.zoom > 1

    @property
    def layout_now(self) -> lay.Layout | None:
        """Where everybody is."""
        return self._layout

    # --- Keys -------------------------------------------------------------------------------

    def action_walk(self, direction: lay.Direction) -> None:
        """To the nearest person in a direction."""
        if self._layout is None:
            return
        found = lay.nearest(self._layout, self._mark, direction)
        if found is not None:
            self._anchor = None
            self._select(self._layout.marks[found].ids)

    def action_next_neighbour(self) -> None:
        """To the next neighbour."""
        self._along(1)

    def action_previous_neighbour(self) -> None:
        """To the neighbour before."""
        self._along(-1)

    def action_next_wish(self) -> None:
        """To the next person to meet."""
        self._among(self._bonds.orbit.wishes, 1, "Nobody is left to meet.")

    def action_previous_wish(self) -> None:
        """To the person to meet before."""
        self._among(self._bonds.orbit.wishes, -1, "Nobody is left to meet.")

    def action_next_opener(self) -> None:
        """To the next person who opens doors."""
        self._among(self._bonds.orbit.openers, 1, "Nobody opens doors that nobody else does.")

    def action_previous_opener(self) -> None:
        """To the person before who opens doors."""
        self._among(self._bonds.orbit.openers, -1, "Nobody opens doors that nobody else does.")

    def action_zoom_in(self) -> None:
        """Nearer, about the selection."""
        zoom = min(FARTHEST_IN, self._view.zoom * NEARER)
        self._look_at(zoom, self._place_of_selection() or (self._view.cx, self._view.cy))

    def action_zoom_out(self) -> None:
        """Farther away."""
        zoom = self._view.zoom / NEARER
        self._look_at(1.0 if zoom < 1.01 else zoom, (self._view.cx, self._view.cy))

    def action_zoom_fit(self) -> None:
        """Everything on the screen."""
        self._look_at(1.0, (0.0, 0.0))

    def action_edges(self) -> None:
        """Show or hide who suggested whom."""
        self._edges = not self._edges
        self._picture = None
        self._show()

    def action_snowball(self) -> None:
        """The other view of the network."""
        self.post_message(self.SnowballWanted(self.chosen))

    def action_answers(self) -> None:
        """Whom to ask, who opens doors, and which circle is thin, in words."""
        self.post_message(self.AnswersWanted())

    def _show(self) -> None:
        """Esc does something else by what is shown."""
        super()._show()
        self.esc = self._esc()

    def _esc(self) -> Esc:
        if self._small:
            return "back"
        if self._selected:
            return "clear"
        return "whole" if self.zoomed or self._always else "back"

    def action_clear(self) -> bool:
        """Nothing selected, then everything on the screen; False if it is so already.

        Where there is no room for a picture, there is nothing in it to be cleared.
        """
        step = self._esc()
        if step == "clear":
            self._anchor = None
            self._select(())
        elif step == "whole":
            self._always = frozenset()
            self._look_at(1.0, (0.0, 0.0))
        else:
            return False
        return True

    def action_open(self) -> None:
        """The page of the person, or the people of the bubble one by one."""
        if len(self._selected) > 1:
            self._open_bubble()
        else:
            super().action_open()

    # --- Events -----------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Another theme has other inks."""
        self.watch(self.app, "theme", self._restyle, init=False)

    def on_resize(self) -> None:
        """Another size is another layout."""
        self._relay()

    def on_focus(self) -> None:
        """With the keyboard here, what is not selected steps back."""
        self.call_next(self._take_up)

    def on_blur(self) -> None:
        """Without it, everything is seen."""
        self.call_next(self._show)

    def on_click(self, event: events.Click) -> None:
        """A click selects, a click on the selection opens."""
        offset = event.get_content_offset(self)
        found = None if offset is None else self._mark_at(offset.x, offset.y)
        if found is None or self._layout is None:
            return
        ids = self._layout.marks[found].ids
        self._anchor = None
        if ids == self._selected:
            self.action_open()
        else:
            self._select(ids)

    def _take_up(self) -> None:
        """Whoever was selected elsewhere stands in no bubble any more."""
        if self._selected and not self._in_sight(self._selected):
            self._relay()
        else:
            self._show()

    # --- Selecting --------------------------------------------------------------------------

    def _select(self, ids: tuple[int, ...]) -> None:
        """Select a mark, or nothing; the picture follows if it must."""
        self._selected = ids
        if ids and not self._in_sight(ids):
            self._relay()
        else:
            self._show()
        self.chosen = ids[0] if len(ids) == 1 else None

    def _in_sight(self, ids: tuple[int, ...]) -> bool:
        """Whether everybody who belongs to a selection has a sign, and its own is well inside."""
        if self._layout is None:
            return True
        if len(ids) == 1:
            needed = (*ids, *self._bonds.way(ids[0]))
            if any(self._hidden(person) for person in needed):
                self._always |= frozenset(needed)
                return False
        return self._follow()

    def _hidden(self, person: int) -> bool:
        """Whether somebody who could be drawn stands in a bubble."""
        assert self._layout is not None
        dot = self._bonds.dots.get(person)
        mark = self._layout.at.get(person)
        if mark is None:
            return dot is not None and dot.circle is not None and not self.zoomed
        return len(self._layout.marks[mark].ids) > 1

    def _follow(self) -> bool:
        """Move the picture if the selection is near its edge; True if it stays."""
        mark = self._mark
        if mark is None or self._layout is None or not self.zoomed:
            return True
        frame, here = self._layout.frame, self._layout.marks[mark]
        across = abs(here.x - frame.width / 2) / frame.width
        down = abs(here.y - frame.height / 2) / frame.height
        if max(across, down) <= _MIDDLE / 2:
            return True
        place = self._place_of_selection()
        before = self._view
        if place is not None:
            self._view = lay.moved(before, before.zoom, *place)
        return self._view == before

    def _place_of_selection(self) -> tuple[float, float] | None:
        """Where the selection is, in shares of the ellipse."""
        mark = self._mark
        if mark is None or self._layout is None:
            return None
        here = self._layout.marks[mark]
        middle, axes = lay.centre(self._layout.frame), lay.axes(self._layout.frame)
        return (here.x * 2 + 1 - middle[0]) / axes[0], (here.y * 4 + 2 - middle[1]) / axes[1]

    def _along(self, step: int) -> None:
        """Along the neighbours of whoever was selected when the walk began."""
        dot = self.dot
        if dot is None:
            self.post_message(Said("Nobody is selected here."))
            return
        around = () if self._anchor is None else self._around(self._anchor)
        if dot.id not in around:
            self._anchor = dot.id
            around = self._around(dot.id)
        if len(around) < 2:
            self.post_message(Said("Nobody is known to stand beside them."))
            return
        self._select((around[(around.index(dot.id) + step) % len(around)],))

    def _among(self, people: Sequence[int], step: int, nobody: str) -> None:
        """To the next of some people."""
        drawn = [id for id in people if id in self._bonds.dots]
        if not drawn:
            self.post_message(Said(nobody))
            return
        here = self._selected[0] if self._selected else None
        start = drawn.index(here) + step if here in drawn else 0 if step > 0 else -1
        self._anchor = None
        self._select((drawn[start % len(drawn)],))

    def _open_bubble(self) -> None:
        """The people of a bubble one by one, with their part of the picture nearer."""
        place, dots = self._place_of_selection(), self._bonds.dots
        people = sorted(
            (dots[id] for id in self._selected if id in dots),
            key=lambda dot: (-dot.strength - dot.introductions - 5 * dot.way, dot.id),
        )[:_MOST_OPENED]
        self._always |= frozenset(dot.id for dot in people)
        self._selected = tuple(dot.id for dot in people[:1])
        if place is not None:
            self._view = lay.moved(self._view, max(_BUBBLE_ZOOM, self._view.zoom), *place)
        self._relay()
        self.chosen = self._selected[0] if self._selected else None

    def _name_pane(self) -> None:
        """The title, where there is a frame for it: how many were met, how many are to be met."""
        if not self.has_class("pane"):
            return
        met = sum(dot.met for dot in self._bonds.drawn.values())
        unmet = len(self._bonds.drawn) - met
        words = f"  {met:,} met · {unmet:,} to meet" if self._bonds.drawn else ""
        self.border_title = Content.assemble(("3 Orbit", "bold"), words)

    def _mark_at(self, x: int, y: int) -> int | None:
        """The mark under the mouse, by its sign or its name."""
        if self._layout is None or self._picture is None:
            return None
        for index, mark in enumerate(self._layout.marks):
            if mark.y == y and abs(mark.x - x) <= 1:
                return index
        for name in self._picture.names:
            if name.y == y and name.x <= x < name.x + cell_len(name.text):
                return name.mark
        return None
