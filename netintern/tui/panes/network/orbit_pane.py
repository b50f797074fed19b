"""Orbit: everybody around you; the direction is the circle, the distance how long it was quiet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip

from netintern.domain import layout as lay
from netintern.domain.errors import NetinternError
from netintern.domain.vocabulary import CIRCLES, Circle
from netintern.services.queries.orbit import Orbit, orbit_of
from netintern.tui.commands import key_of
from netintern.tui.keymap import bindings
from netintern.tui.messages import Said
from netintern.tui.panes.network.action_line import (
    Voice,
    bubble_line,
    fitted,
    idle_line,
    legend,
    person_line,
    summary_lines,
)
from netintern.tui.panes.network.bonds import Bonds
from netintern.tui.panes.network.canvas import Frame, changes, strip_of
from netintern.tui.panes.network.picture import Focus, Look, Picture
from netintern.tui.panes.verbs import PersonVerbs, Subject
from netintern.tui.session import Session
from netintern.tui.text import Line, Run, strip
from netintern.tui.themes import palette

LEAST: Final = (60, 18)
"""Cells and lines below which there are words instead of a picture."""
NEARER: Final = 1.35
FARTHEST_IN: Final = 6.0
_MIDDLE: Final = 0.7
"""Share of the pane that the selection may move in before the picture follows it."""
_MOST_OPENED: Final = 150
"""People of a bubble who are shown one by one when it is opened."""
_BUBBLE_ZOOM: Final = 2.2

_NOBODY: Final = Orbit((), {}, (), (), {}, 0, (), (), ())


class OrbitPane(PersonVerbs):
    """The picture of the network, and what to do about whoever is selected."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("orbit", "person")
    can_focus = True
    ALLOW_MAXIMIZE: ClassVar[bool | None] = False

    class SnowballWanted(Message):
        """The other view of the network is wanted, on somebody or nobody."""

        def __init__(self, person_id: int | None) -> None:
            super().__init__()
            self.person_id = person_id

    chosen: var[int | None] = var(None)
    """Id of the person who is selected, to be watched from outside."""

    def __init__(self, session: Session, *, id: str = "orbit", classes: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self.session = session
        self._bonds = Bonds(_NOBODY)
        self._thin: Circle | None = None
        self._doors: dict[int, str] | None = None
        self._reasons: dict[int, str] = {}
        self._view = lay.Frame(*LEAST)
        """The size of the picture, how near it is, and what is in its middle."""
        self._edges = True
        self._layout: lay.Layout | None = None
        self._picture: Picture | None = None
        self._selected: tuple[int, ...] = ()
        """Ids of the selected mark: one person, or the people of a bubble."""
        self._always: frozenset[int] = frozenset()
        """People who stay out of bubbles."""
        self._anchor: int | None = None
        """Whose neighbours are walked along."""
        self._frame: Frame | None = None
        self._strips: list[Strip] = []
        self._line: Line = ()

    # --- What is shown ----------------------------------------------------------------------

    def reread(self) -> None:
        """Read everybody again; selection, zoom, and what was opened stay."""
        book = self.session.book
        orbit = _NOBODY if book is None else orbit_of(book, today=self.session.today)
        self._bonds = Bonds(orbit)
        self._doors, self._reasons = None, {}
        self._thin = self._thin_circle()
        self._selected = tuple(id for id in self._selected if id in self._bonds.dots)
        if self._anchor not in self._bonds.dots:
            self._anchor = None
        self._relay()

    def select_person(self, person_id: int | None) -> bool:
        """Select somebody; False, and nothing selected, if they are not in the picture."""
        self._anchor = None
        if person_id is None or person_id not in self._bonds.dots:
            self._select(())
            return False
        self._select((person_id,))
        return True

    def subject(self) -> Subject | None:
        """Whoever is selected."""
        dot = self._dot
        return None if dot is None else Subject(dot.id, dot.name, f"p{dot.id}")

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

    def render_line(self, y: int) -> Strip:
        """A row of the picture; at the bottom what to do."""
        if y < len(self._strips):
            return self._strips[y]
        return strip((), self._plain, self.size.width)

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

    def action_clear(self) -> bool:
        """Nothing selected, then everything on the screen; False if it is so already."""
        if self._selected:
            self._anchor = None
            self._select(())
        elif self.zoomed or self._always:
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
        self.call_next(self._show)

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

    # --- Selecting --------------------------------------------------------------------------

    @property
    def _dot(self) -> lay.Dot | None:
        """The person who is selected."""
        return self._bonds.dots.get(self._selected[0]) if len(self._selected) == 1 else None

    @property
    def _mark(self) -> int | None:
        """The selected mark."""
        if self._layout is None or not self._selected:
            return None
        return self._layout.at.get(self._selected[0])

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
        dot = self._dot
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

    def _around(self, person: int) -> tuple[int, ...]:
        """Somebody, and then the neighbours."""
        near = (other.id for other in self._bonds.neighbours(person))
        return (person, *(other for other in near if self._bonds.dots[other].circle))

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

    # --- Painting ---------------------------------------------------------------------------

    @property
    def _small(self) -> bool:
        return self.size.width < LEAST[0] or self.size.height < LEAST[1]

    def _relay(self) -> None:
        """Find everybody's place anew."""
        width, height = self.size
        if not width or not height:
            return
        self._view = self._view._replace(width=max(width, LEAST[0]), height=max(height, LEAST[1]))
        before = self._layout
        sticky = () if before is None else [m.ids[0] for m in before.marks if len(m.ids) == 1]
        always = set(self._always)
        if len(self._selected) == 1:
            always.update(self._selected)
        way = self._bonds.way(self._selected[0]) if len(self._selected) == 1 else ()
        always.update(way)
        self._layout = lay.orbit(self._bonds.cast(way), self._view, always=always, sticky=sticky)
        self._picture = None
        self._show()

    def _look_at(self, zoom: float, middle: tuple[float, float]) -> None:
        view = lay.moved(self._view, zoom, *middle)
        if view != self._view or not self._always:
            self._view = view
            self._relay()

    def _restyle(self) -> None:
        self._picture = self._frame = None
        self._show()

    def _show(self) -> None:
        """Paint what changed since the last frame."""
        width, height = self.size
        if not width or not height or self._layout is None:
            return
        if self._small:
            self._frame = None
            lines = self._words(width, height - 1)
            lines += [()] * (height - 1 - len(lines))
            self._strips = [strip(line, self._plain, width) for line in lines]
            self._strips.append(strip(self._bottom(width), self._plain, width))
            self.refresh()
            return
        if self._picture is None:
            look = Look(
                self.app.theme,
                self.session.ascii_only,
                self._edges,
                self._thin,
                self._bonds.orbit.untracked,
            )
            self._picture = Picture(self._layout, self._bonds, look)
        self._paint(self._picture.frame(self._focus()), self._bottom(width))

    def _paint(self, frame: Frame, line: Line) -> None:
        """Paint what is not as in the last frame."""
        assert self._picture is not None
        styles, blocks = self._picture.inks.styles, self._picture.inks.blocks
        before, self._frame = self._frame, frame
        last, self._line = self._line, line
        bottom, rows = strip(line, self._plain, frame.width), self.size.height - 1
        if before is None or before.width != frame.width or len(before.cells) != len(frame.cells):
            self._strips = [*(strip_of(frame, y, styles, blocks) for y in range(rows)), bottom]
            self.refresh()
            return
        spans = [span for span in changes(before, frame) if span.y < rows]
        for y in {span.y for span in spans}:
            self._strips[y] = strip_of(frame, y, styles, blocks)
        regions = [Region(span.start, span.y, span.end - span.start, 1) for span in spans]
        if line != last:
            self._strips[-1] = bottom
            regions.append(Region(0, rows, frame.width, 1))
        if regions:
            self.refresh(*regions)

    def _focus(self) -> Focus | None:
        """What is selected, and what belongs to it, as marks."""
        mark, layout = self._mark, self._layout
        if mark is None or layout is None:
            return None
        near: dict[int, bool] = {}
        dot = self._dot
        if dot is not None:
            for other in self._bonds.neighbours(dot.id):
                place = layout.at.get(other.id)
                if place is not None and place != mark:
                    near[place] = near.get(place, False) or other.suggested
        path = (layout.at.get(hop) for hop in (self._bonds.way(dot.id) if dot else ()))
        return Focus(
            mark,
            tuple(near.items()),
            tuple(place for place in path if place is not None),
            dimmed=self.has_focus,
        )

    def _bottom(self, cells: int) -> Line:
        """What to do about whoever is selected."""
        voice = Voice(self._bonds, self.session.today, self.session.ascii_only)
        mark = self._mark
        if self._layout is not None and mark is not None and len(self._selected) > 1:
            key = key_of("person.open", self.session.keymap)
            return fitted(bubble_line(voice, self._layout.marks[mark], key), (), cells)
        dot = self._dot
        if dot is not None:
            band = None if mark is None or self._layout is None else self._layout.marks[mark].band
            line = person_line(
                voice, dot, band=band, reason=self._reason(dot), doors=self._words_of_doors(dot.id)
            )
            return fitted(line, self._walked(), cells, keep=True)
        bubbles = any(len(one.ids) > 1 for one in self._layout.marks) if self._layout else False
        return fitted(
            idle_line(voice, self._next_wish(), thin=self._thin),
            legend(ascii_only=self.session.ascii_only, bubbles=bubbles),
            cells,
        )

    def _walked(self) -> Line:
        """How far the walk along somebody's neighbours came."""
        if self._anchor is None or self._selected[:1] == (self._anchor,):
            return ()
        around = self._around(self._anchor)
        if self._selected[0] not in around:
            return ()
        at = around.index(self._selected[0])
        name = lay.short_name(self._bonds.dots[self._anchor].name)
        return (Run(f"{at} of {len(around) - 1} around {name}", "faint"),)

    def _words(self, width: int, height: int) -> list[Line]:
        """Where a picture has no room: how many in each circle."""
        counts: dict[Circle, list[int]] = {circle: [0, 0, 0, 0] for circle in CIRCLES}
        for dot in self._bonds.dots.values():
            if dot.circle is not None:
                counts[dot.circle][lay.band_of(dot.met, dot.silence)] += 1
        lines = summary_lines(
            tuple(counts.items()), width, ascii_only=self.session.ascii_only, thin=self._thin
        )
        return lines[:height]

    @property
    def _plain(self) -> Mapping[str, Style]:
        return palette(self.app.theme).plain

    # --- What is asked only when it is needed -----------------------------------------------

    def _reason(self, dot: lay.Dot) -> str:
        """Why nobody leads to somebody; asked once."""
        book = self.session.book
        if dot.met or self._bonds.way(dot.id) or book is None:
            return ""
        if dot.id not in self._reasons:
            from netintern.services.queries.network import no_way_reason

            try:
                reason = no_way_reason(book, dot.id, today=self.session.today)
            except NetinternError as error:
                reason = error.sentence
            self._reasons[dot.id] = reason
        return self._reasons[dot.id]

    def _words_of_doors(self, person: int) -> str:
        """What only somebody leads to; asked once for all of them."""
        book = self.session.book
        if book is None or person not in self._bonds.orbit.openers:
            return ""
        if self._doors is None:
            from netintern.services.queries.network import door_openers

            found = door_openers(book, today=self.session.today)
            self._doors = {opener.id: opener.words for opener in found}
        return self._doors.get(person, "")

    def _thin_circle(self) -> Circle | None:
        """The circle to which the next new person should belong."""
        book = self.session.book
        if book is None or not self._bonds.dots:
            return None
        from netintern.services.queries.queue import circle_to_invite, situation_for

        situation = situation_for(book, today=self.session.today)
        return circle_to_invite(situation.counts, situation.context.rules)

    def _next_wish(self) -> lay.Dot | None:
        """Whom to meet next: who can be asked for, in the thin circle if there is somebody."""
        wishes = [self._bonds.dots[id] for id in self._bonds.orbit.wishes if id in self._bonds.dots]
        ways = [dot for dot in wishes if self._bonds.way(dot.id)]
        thin = [dot for dot in ways if dot.circle == self._thin]
        return next(iter((*thin, *ways, *wishes)), None)
