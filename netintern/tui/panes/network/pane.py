"""The snowball: who suggested whom, how far each of them led, and the way to those still unmet."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from netintern.domain.dates import ago
from netintern.domain.errors import NetinternError
from netintern.tui.keymap import bindings
from netintern.tui.messages import Said
from netintern.tui.panes.network.action_line import begun_words
from netintern.tui.panes.network.outline import Foot, Forest, Look, foot_line, row_line
from netintern.tui.panes.network.tints import tinted
from netintern.tui.panes.verbs import PersonVerbs, Subject
from netintern.tui.session import Session
from netintern.tui.text import Line, strip
from netintern.tui.themes import Palette
from netintern.tui.widgets.empty_state import empty_state
from netintern.tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from netintern.services.queries.introductions import Opening
    from netintern.services.queries.network import SnowballRow

FOOT_FROM = 6
"""Lines from which the bottom one says what to do about whoever is under the cursor."""


class _Known(NamedTuple):
    """What was worked out for one row; worked out again when the cursor is on another."""

    at: int | None = None
    trail: frozenset[int] = frozenset()
    """Rows from the root to the cursor."""
    foot: Foot | None = None


class NetworkPane(LineList, PersonVerbs):
    """The tracked people, one a row, each below whoever suggested them."""

    BINDINGS = bindings("graph", "person")

    class PictureWanted(Message):
        """The other view of the network is wanted, on somebody or nobody."""

        def __init__(self, person_id: int | None) -> None:
            super().__init__()
            self.person_id = person_id

    def __init__(self, session: Session, *, id: str = "graph", classes: str = "pane") -> None:
        super().__init__(id=id, classes=classes)
        self.session = session
        self.border_title = "3 Graph"
        self._forest = Forest(())
        self._shown: list[int] = []
        """Per row of the list its index in the forest."""
        self._folded: set[int] = set()
        self._known = _Known()

    @property
    def palette(self) -> Palette:
        """The styles of the present theme, with softer ones for names and bars."""
        return tinted(self.app.theme)

    def reread(self) -> None:
        """Read the tree again; cursor and folds stay."""
        book = self.session.book
        from netintern.services.queries.network import snowball_tree

        rows = () if book is None else snowball_tree(book, today=self.session.today)
        self._forest = Forest(rows)
        self._folded &= self._forest.place.keys()
        self._name_pane()
        self._build()

    def select_person(self, person_id: int | None) -> None:
        """Put the cursor on somebody, unfolding what is above; nothing if they are not here."""
        if person_id is not None and person_id in self._forest.place:
            self._go(self._forest.place[person_id])

    def follow(self, person_id: int | None) -> None:
        """Put the cursor on somebody who is selected elsewhere, unless they are folded away."""
        if person_id is not None:
            self.select(str(person_id))

    def subject(self) -> Subject | None:
        """Whoever is under the cursor."""
        index = self._here
        if index is None:
            return None
        row = self._forest.rows[index]
        return Subject(row.id, row.name, f"p{row.id}")

    def line(self, index: int, cells: int, *, here: bool) -> Line:
        """A row of the tree in so many cells."""
        if index >= len(self._shown):
            return self._empty_line(index, cells)
        look = Look(
            self.session.today, self.session.ascii_only, self._folded, self._known_here().trail
        )
        return row_line(self._forest, self._shown[index], look, cells, here=here)

    def render_line(self, y: int) -> Strip:
        """A row of the tree, or at the bottom what to do."""
        if self._has_foot and y == self.size.height - 1:
            cells = self.scrollable_content_region.width
            line = foot_line(self._foot(), cells, ascii_only=self.session.ascii_only)
            return strip(line, self.palette.plain, cells)
        return super().render_line(y)

    @property
    def scrollable_content_region(self) -> Region:
        """Where rows are shown: not on the bottom line."""
        region = super().scrollable_content_region
        return region.shrink((0, 0, 1, 0)) if self._has_foot else region

    def on_line_list_chosen(self) -> None:
        """A second click opens the page."""
        self.action_open()

    def action_go_parent(self) -> None:
        """To who suggested them."""
        index = self._here
        if index is None:
            return
        parent = self._forest.parent(index)
        if parent is None:
            self.post_message(Said("Nobody suggested them: here a branch begins."))
        else:
            self._go(parent)

    def action_go_child(self) -> None:
        """To the first person whom they suggested, unfolded if they are folded."""
        index = self._here
        if index is None:
            return
        row = self._forest.rows[index]
        if not row.children:
            self.post_message(Said("They have not suggested anybody yet."))
        else:
            self._go(index + 1)

    def action_fold(self) -> None:
        """Fold the people below; of somebody without any, those around."""
        index = self._here
        if index is None:
            return
        row = self._forest.rows[index]
        if not row.children or row.id in self._folded:
            parent = self._forest.parent(index)
            if parent is None:
                return
            row = self._forest.rows[parent]
        self._folded.add(row.id)
        self._build(prefer=str(row.id))

    def action_unfold(self) -> None:
        """Unfold the people below."""
        index = self._here
        if index is not None and self._forest.rows[index].id in self._folded:
            self._folded.discard(self._forest.rows[index].id)
            self._build()

    def action_next_wish(self) -> None:
        """To the next person to meet; after the last one to the first."""
        self._go_to_wish(1)

    def action_previous_wish(self) -> None:
        """To the person to meet before; before the first one to the last."""
        self._go_to_wish(-1)

    def action_picture(self) -> None:
        """The other view of the network."""
        who = self.subject()
        self.post_message(self.PictureWanted(None if who is None else who.person_id))

    @property
    def _here(self) -> int | None:
        """Index in the forest of whoever is under the cursor."""
        return None if self.cursor is None else self._shown[self.cursor]

    @property
    def _has_foot(self) -> bool:
        return bool(self._shown) and self.size.height >= FOOT_FROM

    def _go(self, index: int) -> None:
        """Put the cursor on somebody of the forest."""
        closed = {self._forest.rows[above].id for above in self._forest.above(index)}
        if closed & self._folded:
            self._folded -= closed
            self._build(prefer=str(self._forest.rows[index].id))
        self.select(str(self._forest.rows[index].id))

    def _go_to_wish(self, step: int) -> None:
        rows = self._forest.rows
        here = self._here
        if here is None:
            return
        around = ((here + step * ahead) % len(rows) for ahead in range(1, len(rows) + 1))
        found = next((index for index in around if not rows[index].met), None)
        if found is None:
            self.post_message(Said("Nobody is left to meet.", "note", "ask whom else to meet"))
        else:
            self._go(found)

    def _build(self, prefer: str | None = None) -> None:
        """Make the rows of what was read, without those that are folded."""
        self._shown = self._forest.shown(self._folded)
        keys = [str(self._forest.rows[index].id) for index in self._shown]
        # The row without a key is where the list ends above the bottom line.
        self.show_rows([*keys, None] if self._has_foot else keys or [None] * 8, prefer=prefer)
        self._known = _Known()

    def on_resize(self) -> None:
        """The bottom line comes and goes with the height, the title with the width."""
        self._name_pane()
        self._build()

    def _move(self, index: int) -> None:
        """Move the cursor, and repaint the rows that came on the trail to it or left it."""
        before = self._known_here().trail
        super()._move(index)
        changed = before ^ self._known_here().trail
        if changed:
            self._repaint_trail(changed)
        if self._has_foot:
            self.refresh(Region(0, self.size.height - 1, self.size.width, 1))

    def _repaint_trail(self, changed: frozenset[int]) -> None:
        for index in changed:
            row = bisect_left(self._shown, index)
            if row < len(self._shown) and self._shown[row] == index:
                self._drawn.pop((row, False), None)
                self._repaint(row)

    def _known_here(self) -> _Known:
        """What is known of the row under the cursor."""
        here = self._here
        if here != self._known.at:
            trail = frozenset() if here is None else frozenset((here, *self._forest.above(here)))
            self._known = _Known(here, trail)
        return self._known

    def _foot(self) -> Foot:
        """What the bottom line says of whoever is under the cursor; asked once a row."""
        known = self._known_here()
        if known.foot is None:
            foot = Foot() if known.at is None else self._foot_of(self._forest.rows[known.at])
            self._known = known = known._replace(foot=foot)
        assert known.foot is not None
        return known.foot

    def _foot_of(self, row: SnowballRow) -> Foot:
        if row.met:
            return Foot(rest=" · ".join(self._story(row)))
        book = self.session.book
        if book is None:
            return Foot()
        who = f"to meet {row.name}: "
        try:
            from netintern.services.queries.network import no_way_reason, ways_in

            ways = ways_in(book, row.id, today=self.session.today)
            begun = self._begun(row.id)
            if begun is not None and (not ways or ways[0].hop_ids[0] == begun.via.id):
                return Foot(who, begun_words(begun))
            if not ways:
                reason = no_way_reason(book, row.id, today=self.session.today)
                return Foot(who, rest=reason)
        except NetinternError as error:
            return Foot(rest=error.sentence)
        best = ways[0]
        between = " → ".join(best.hops[1:-1])
        asked = f"ask {best.hops[0]}{self._since(best.hop_ids[0])}"
        if begun is not None:
            rest = f" · another way: {asked}" + (f" → {between}" if between else "")
            return Foot(who, begun_words(begun), rest)
        return Foot(who, asked, f" → {between}" if between else "")

    def _begun(self, person_id: int) -> Opening | None:
        """The introduction to somebody that is under way."""
        from netintern.services.queries.introductions import open_introductions

        assert self.session.book is not None
        found = open_introductions(self.session.book, today=self.session.today, person=person_id)
        ways = (one for one in found if one.target.id == person_id)
        return min(
            (one for one in ways if one.state in ("asked", "made")),
            key=lambda one: one.days,
            default=None,
        )

    def _since(self, person_id: int) -> str:
        """How long ago somebody who can be asked was spoken to."""
        place = self._forest.place.get(person_id)
        last = None if place is None else self._forest.rows[place].last_contact
        if last is None:
            return ""
        words = ago(last, self.session.today)
        return f" ({words})" if words == "today" else f" ({words} ago)"

    def _story(self, row: SnowballRow) -> Iterable[str]:
        """How somebody who was met came in, and what came of it."""
        parent = self._forest.place.get(row.parent or 0)
        if not row.talked:
            yield "connected, no talk yet"
        elif parent is None:
            yield "nobody suggested them"
        else:
            yield f"met through {self._forest.rows[parent].name}"
        if row.children:
            people = "1 person" if row.children == 1 else f"{row.children} people"
            yield f"suggested {people}"
        if row.reach > row.children:
            yield f"led to {row.reach}"

    def _name_pane(self) -> None:
        """The title: how many were met, and how many are still to meet."""
        rows = self._forest.rows
        met = sum(row.met and row.talked for row in rows)
        connected = sum(row.met and not row.talked for row in rows)
        between = f"{connected} connected · " if connected else ""
        words = f"  {met} met · {between}{len(rows) - met - connected} to meet" if rows else ""
        deepest = f" · {max((row.depth for row in rows), default=0)} deep"
        if rows and len(words) + len(deepest) + 14 <= self.size.width:
            words += deepest
        title = Content.assemble(("3 Snowball", "bold"), words)
        if title.markup != (self.border_title or ""):
            self.border_title = title

    def _empty_line(self, index: int, cells: int) -> Line:
        if self._shown:
            return ()
        words = "Ask in every talk whom else to meet. Here you will see how far each of them led."
        lines = empty_state(words, [("a", "add a person")], cells=cells)
        return lines[index] if index < len(lines) else ()
