"""Beside the picture, in words: ways in, which circle is thin, who opens doors, what hangs on one.

Everything but the ways to whoever is selected is read once, when the keyboard rests.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from rich.cells import cell_len

from netintern.domain.errors import NetinternError
from netintern.domain.vocabulary import Circle
from netintern.tui.commands import key_of
from netintern.tui.panes.network.action_line import Voice, standing
from netintern.tui.text import Line, Run, cut, fit, wrap
from netintern.tui.themes import circle_glyph
from netintern.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from netintern.domain.layout import Dot
    from netintern.services.queries.book import Book
    from netintern.services.queries.network import DoorOpener, WayIn
    from netintern.tui.panes.network.orbit_pane import OrbitPane
    from netintern.tui.session import Session

WAYS: Final = 3
"""Ways that are shown to somebody."""
_PEOPLE: Final = 3
_WISHES: Final = 3
"""People who matter, and wishes to whom somebody leads, that are named."""
_MOST_NAME: Final = 18
"""Cells of a name before what is said of it, at most."""
_LEAST_TOLD: Final = 6
"""Cells below which nothing is said behind a name."""
_INDENT: Final = "  "


class Whole(NamedTuple):
    """What the words say of the whole book."""

    circle: Circle | None = None
    """The circle that is missed most."""
    thin: tuple[WayIn, ...] = ()
    """The best ways to people of that circle."""
    openers: tuple[DoorOpener, ...] = ()


class Person(NamedTuple):
    """What they say of whoever is selected."""

    dot: Dot
    ways: tuple[WayIn, ...] = ()
    """To somebody who is to be met."""
    nothing: str = ""
    """Why there is no way in."""
    leads_to: tuple[str, ...] = ()
    """Names of wishes, to whom somebody who was met is the best way."""
    words: str = ""
    """Why somebody who was met matters."""
    under_way: str = ""
    """The introduction that goes on already."""


class Keys(NamedTuple):
    """The keys that the words name."""

    ways: str
    opener: str


def answer_lines(
    voice: Voice, book: Whole | None, person: Person | None, keys: Keys, cells: int
) -> list[Line]:
    """All that there is to say, in lines of at most so many cells."""
    room = max(1, cells)
    parts: list[Iterator[Line]] = []
    if person is not None:
        parts.append(_met(person, room) if person.dot.met else _ways(voice, person, keys, room))
    if book is None:
        return _joined(parts, room)
    parts.append(_thin(voice, book, room))
    doors = [(one.name, one.behind) for one in book.openers if one.behind]
    bridges = sorted(book.openers, key=lambda one: -one.cut_off)
    held = [(one.name, one.held) for one in bridges if one.held]
    parts += [
        _people("doors", "your only link to these", doors, keys.opener, room),
        _people("links", "who is cut off if they leave", held, keys.opener, room),
    ]
    return _joined(parts, room)


def _joined(parts: Sequence[Iterator[Line]], room: int) -> list[Line]:
    """The parts with an empty line between them."""
    lines: list[Line] = []
    for part in map(list, parts):
        lines += [(), *part] if lines and part else part
    return [_clipped(line, room) for line in lines]


def _clipped(line: Line, room: int) -> Line:
    """The runs of a line as far as there is room."""
    kept: list[Run] = []
    for text, role in line:
        if room > 0:
            # Blanks at the end of a run keep it from what follows; cutting would take them away.
            kept.append(Run(text if cell_len(text) <= room else cut(text, room), role))
        room -= cell_len(text)
    return tuple(kept)


def _heading(title: str, rest: str, room: int) -> Line:
    title = cut(title.upper(), room)
    behind = cut(f"  {rest}", room - cell_len(title)) if rest else ""
    return (Run(title, "bold"), Run(behind, "dim"))


def _indented(text: str, room: int, role: str = "dim", most: int = 2) -> Iterator[Line]:
    for line in wrap(text, max(1, room - len(_INDENT)), most):
        yield (Run(f"{_INDENT}{line}", role),)


def _ways(voice: Voice, person: Person, keys: Keys, room: int) -> Iterator[Line]:
    """Who can introduce one to somebody, best first, and why."""
    yield _heading("ways in", f"to {person.dot.name}", room)
    if person.under_way:
        yield from _indented(person.under_way, room, "accent")
    if not person.ways:
        yield from _indented(person.nothing, room, "ink", 4)
        return
    for number, way in enumerate(person.ways[:WAYS], 1):
        first = voice.bonds.dots.get(way.hop_ids[0])
        name = cut(way.hops[0], room - 2)
        yield (
            Run(f"{number} ", "dim"),
            Run(name, "strong" if number == 1 else "bold"),
            Run("" if first is None else f"  {standing(voice, first)}", "dim"),
        )
        reason = way.reason.removeprefix(f"ask {way.hops[0]}, ").removeprefix("who ")
        yield from _indented(reason, room)
    left = len(person.ways) - WAYS
    more = f", {left} more" if left > 0 else ""
    yield (Run(cut(f"{keys.ways} asks one of them{more}", room), "faint"),)


def _met(person: Person, room: int) -> Iterator[Line]:
    """To whom somebody leads."""
    yield _heading("leads to", f"by {person.dot.name}", room)
    if person.words:
        yield from _indented(person.words, room, "ink", 3)
    if person.leads_to:
        named = ", ".join(person.leads_to[:_WISHES])
        left = len(person.leads_to) - _WISHES
        more = f" and {left} more" if left > 0 else ""
        yield from _indented(f"best way to {named}{more}", room, "ink", 3)
    elif not person.words:
        yield from _indented("Nobody whom you want to meet, as far as is known.", room)


def _thin(voice: Voice, book: Whole, room: int) -> Iterator[Line]:
    """The circle that is missed most, and whom to ask for it."""
    if book.circle is None:
        return
    glyph = circle_glyph(book.circle, met=True, ascii_only=voice.ascii_only)
    ask = Run(", so ask" if book.thin else "", "dim")
    yield (Run("THIN  ", "bold"), Run(f"{glyph} {book.circle}", book.circle), ask)
    if not book.thin:
        words = "Nobody whom you may ask leads there: ask in every talk whom to meet there."
        yield from _indented(words, room, "ink", 3)
        return
    for way in book.thin:
        asked, *between, wanted = way.hops
        left = room - len(_INDENT) - cell_len(asked) - cell_len(wanted) - cell_len(voice.arrow)
        names = "".join(f"{name}{voice.arrow}" for name in between)
        if cell_len(names) > left:
            names = f"{'...' if voice.ascii_only else '…'}{voice.arrow}"
        yield (Run(f"{_INDENT}{asked}", "strong"), Run(f"{voice.arrow}{names}{wanted}", "ink"))


def _people(
    title: str, about: str, people: Sequence[tuple[str, str]], key: str, room: int
) -> Iterator[Line]:
    """Names, and behind each whom they lead to; one a line."""
    if not people:
        return
    yield _heading(title, about, room)
    shown = people[:_PEOPLE]
    cells = min(_MOST_NAME, max(cell_len(name) for name, _ in shown))
    for name, words in shown:
        rest = room - len(_INDENT) - cells - len(_INDENT)
        # A number that is cut would be another number.
        told = cut(words, rest) if rest > _LEAST_TOLD else ""
        yield (Run(f"{_INDENT}{fit(name, cells)}{_INDENT}", "ink"), Run(told, "dim"))
    left = len(people) - _PEOPLE
    if left > 0:
        yield (Run(cut(f"{_INDENT}{left} more, {key} goes to the next", room), "faint"),)


class AnswersPane(Lines):
    """The words beside the picture; they follow its selection."""

    def __init__(self, session: Session, *, id: str = "answers") -> None:
        super().__init__(id=id)
        self.session = session
        self._book: Whole | None = None
        self._voice: Voice | None = None
        self._person: Person | None = None

    def forget(self) -> None:
        """The book was changed."""
        self._book = None

    def follow(self, picture: OrbitPane) -> None:
        """Say what there is to say of whoever is selected in the picture."""
        self._voice = picture.voice
        self._person = self._person_of(picture)
        self._say()

    def read_book(self) -> None:
        """Read what is said of the whole book, unless it was read already."""
        book, today = self.session.book, self.session.today
        if book is None or self._book is not None:
            return
        from netintern.services.queries.network import door_openers, thin_circle

        try:
            circle, ways = thin_circle(book, today=today)
            self._book = Whole(circle, ways, door_openers(book, today=today))
        except NetinternError:
            self._book = Whole()
        self._say()

    @property
    def is_read(self) -> bool:
        """Whether the book was read since it was changed."""
        return self._book is not None

    def on_resize(self) -> None:
        """Other widths break the lines elsewhere."""
        self._say()

    def _say(self) -> None:
        if self._voice is not None:
            keys = self._keys(self.session.keymap)
            cells = self.size.width - 2
            lines = answer_lines(self._voice, self._book, self._person, keys, cells)
            self.show([(Run(" "), *line) for line in lines])

    @staticmethod
    def _keys(keymap: Mapping[str, str]) -> Keys:
        return Keys(
            key_of("person.path", keymap),
            key_of("orbit.next_opener", keymap),
        )

    def _person_of(self, picture: OrbitPane) -> Person | None:
        book, dot = self.session.book, picture.dot
        if book is None or dot is None:
            return None
        if dot.met:
            return Person(dot, leads_to=picture.wishes_through(dot.id), words=self._words(dot.id))
        from netintern.services.queries.network import no_way_reason, ways_in

        today = self.session.today
        try:
            ways = ways_in(book, dot.id, today=today)
            nothing = "" if ways else no_way_reason(book, dot.id, today=today)
        except NetinternError as error:
            ways, nothing = (), error.sentence
        return Person(dot, ways, nothing, under_way=self._under_way(book, dot.id))

    def _under_way(self, book: Book, person: int) -> str:
        """Who was asked already, or has introduced one."""
        from netintern.services.queries.introductions import open_introductions

        for one in open_introductions(book, today=self.session.today, person=person):
            if one.target.id == person:
                days = {0: "today", 1: "yesterday"}.get(one.days, f"{one.days} days ago")
                done = "was asked" if one.state == "asked" else "introduced you"
                return f"under way: {one.via.name} {done} {days}"
        return ""

    def _words(self, person: int) -> str:
        """Why somebody matters, once the book was read."""
        openers = () if self._book is None else self._book.openers
        return next((one.words for one in openers if one.id == person), "")
