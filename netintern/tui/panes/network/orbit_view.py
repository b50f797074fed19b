"""Orbit as it is painted: the picture, or words where it has no room, and the bottom line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip

from netintern.domain import layout as lay
from netintern.domain.errors import NetinternError
from netintern.domain.settings import DEFAULT_RULES, Rules
from netintern.domain.vocabulary import Circle
from netintern.services.queries.introductions import Opening
from netintern.services.queries.orbit import Orbit
from netintern.tui.commands import key_of
from netintern.tui.panes.network.action_line import (
    Voice,
    bubble_line,
    circle_lines,
    fitted,
    idle_line,
    person_line,
)
from netintern.tui.panes.network.advice import next_wish
from netintern.tui.panes.network.bonds import Bonds
from netintern.tui.panes.network.canvas import Frame, changes, strip_of
from netintern.tui.panes.network.margin import LEAST, Look
from netintern.tui.panes.network.picture import Focus, Picture
from netintern.tui.panes.verbs import PersonVerbs
from netintern.tui.session import Session
from netintern.tui.text import Line, Run, strip
from netintern.tui.themes import palette

NOBODY: Final = Orbit((), {}, (), (), {}, 0, (), (), ())


class OrbitView(PersonVerbs):
    """What there is to see of the network, and of whoever is selected in it."""

    def __init__(self, session: Session, *, id: str = "orbit", classes: str = "") -> None:
        super().__init__(id=id, classes=classes)
        self.session = session
        self._bonds = Bonds(NOBODY)
        self._thin: Circle | None = None
        self._rules: Rules = DEFAULT_RULES
        self._under_way: Mapping[int, Opening] = {}
        """The introduction that is under way, by whom it leads to."""
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

    def render_line(self, y: int) -> Strip:
        """A row of the picture; at the bottom what to do."""
        if y < len(self._strips):
            return self._strips[y]
        return strip((), self._plain, self.size.width)

    @property
    def voice(self) -> Voice:
        """What is told of these people is told with."""
        return Voice(
            self._bonds,
            self.session.today,
            self.session.ascii_only,
            self._rules,
            self._under_way,
        )

    def wishes_through(self, person: int) -> tuple[str, ...]:
        """Names of people to meet, to whom somebody is the first on the best way."""
        orbit = self._bonds.orbit
        return tuple(
            self._bonds.dots[wish].name
            for wish in orbit.wishes
            if orbit.ways.get(wish, ())[:1] == (person,) and wish in self._bonds.dots
        )

    # --- Who is selected --------------------------------------------------------------------

    @property
    def dot(self) -> lay.Dot | None:
        """The person who is selected."""
        return self._bonds.dots.get(self._selected[0]) if len(self._selected) == 1 else None

    @property
    def _mark(self) -> int | None:
        """The selected mark."""
        if self._layout is None or not self._selected:
            return None
        return self._layout.at.get(self._selected[0])

    def _around(self, person: int) -> tuple[int, ...]:
        """Somebody, and then the neighbours."""
        near = (other.id for other in self._bonds.neighbours(person))
        return (person, *(other for other in near if self._bonds.dots[other].circle))

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
        dot = self.dot
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
        voice = self.voice
        mark = self._mark
        if self._layout is not None and mark is not None and len(self._selected) > 1:
            key = key_of("person.open", self.session.keymap)
            return fitted(bubble_line(voice, self._layout.marks[mark], key), (), cells)
        dot = self.dot
        if dot is not None:
            band = None if mark is None or self._layout is None else self._layout.marks[mark].band
            line = person_line(
                voice, dot, band=band, reason=self._reason(dot), doors=self._words_of_doors(dot.id)
            )
            return fitted(line, self._walked(), cells, keep=True)
        wish = next_wish(self._bonds, self._thin, self._under_way)
        return fitted(idle_line(voice, wish, thin=self._thin), (), cells)

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
        lines = circle_lines(self.voice, self._thin, width)
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
