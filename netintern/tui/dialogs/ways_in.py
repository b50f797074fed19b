"""Ways to be introduced, or the doors that somebody opens, and introductions that are under way."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Final, NamedTuple

from textual import events
from textual.widget import Widget

from netintern.domain.errors import NetinternError
from netintern.domain.vocabulary import IntroductionState
from netintern.services.queries.people import PersonRef
from netintern.services.receipt import Receipt
from netintern.tui.dialogs.controls import Field
from netintern.tui.dialogs.form import Dialog, SaveLine
from netintern.tui.dialogs.rows import Words
from netintern.tui.keymap import bindings
from netintern.tui.text import Line, Run
from netintern.tui.widgets.bar import bar
from netintern.tui.widgets.line_list import LineList

BAR_CELLS: Final = 6
_MOST_ROWS: Final = 12
_LEAVE: Final = ("Esc", "leave")
_STEPS: Final[Mapping[str, tuple[tuple[str, str, IntroductionState], ...]]] = {
    "asked": (
        ("m", "introduced", "made"),
        ("t", "talked", "met"),
        ("d", "declined", "declined"),
        ("s", "silent", "silent"),
    ),
    "made": (("t", "talked", "met"), ("d", "declined", "declined")),
    "met": (("t", "thanked", "thanked"),),
}
"""From each state the keys, what they say, and the state to which they lead."""


class WayLine(NamedTuple):
    """Somebody who can be asked for an introduction, and to whom."""

    via: PersonRef
    target: PersonRef
    words: str
    score: float
    """How strong the way is, 0-1; shown as a bar, never as a number."""


class OpenLine(NamedTuple):
    """An introduction that is under way."""

    id: int
    state: IntroductionState
    words: str


class WaysPage(NamedTuple):
    """What there is to show of somebody."""

    openings: tuple[OpenLine, ...]
    ways: tuple[WayLine, ...]
    nothing: str
    """Why there are no ways, and what to do; empty if there are some."""


class KeyedRow(NamedTuple):
    """A row of a list in a dialog."""

    key: str | None
    """None for a heading."""
    draw: Callable[[int, bool], Line]
    """The row in so many cells; True if the cursor is on it."""


class KeyedList(LineList, Field, inherit_bindings=False):
    """A list in a dialog; keys that are no movement are for `first`."""

    BINDINGS = bindings("move")

    def __init__(self, first: Callable[[events.Key], bool], *, most: int = _MOST_ROWS) -> None:
        """`first` acts on a key; True if it meant something. `most`: rows shown at a time."""
        super().__init__()
        self._first = first
        self._most = most
        self._rows: tuple[KeyedRow, ...] = ()

    def show_keyed(self, rows: Sequence[KeyedRow], *, prefer: str | None = None) -> None:
        """Show other rows; the cursor stays with its key."""
        self._rows = tuple(rows)
        self.styles.height = min(max(1, len(rows)), self._most)
        self.display = bool(rows)
        self.show_rows([row.key for row in rows], prefer=prefer)

    def line(self, index: int, cells: int, *, here: bool) -> Line:
        """The row, as it draws itself."""
        return self._rows[index].draw(cells, here)

    def on_key(self, event: events.Key) -> None:
        """Take the key before it can be a movement."""
        self.hand_over(event)

    def take(self, event: events.Key) -> bool:
        """Act on a key; movement is bound."""
        return self._first(event)


class WaysIn(Dialog[WayLine | None]):
    """The ways, best first; the answer is the one to ask. Steps of introductions are written."""

    CSS_PATH: ClassVar[Any] = ["../styles/dialogs.tcss", "../styles/introducing.tcss"]

    def __init__(
        self,
        *,
        title: str,
        heading: str,
        read: Callable[[], WaysPage],
        advance: Callable[[int, IntroductionState], Receipt],
        ascii_only: bool = False,
    ) -> None:
        """`heading` stands above the ways; `advance` writes and raises what the verb raises."""
        super().__init__(title, save="", hints=(_LEAVE,), wide=True)
        self._above = heading
        self._read = read
        self._advance = advance
        self._ascii = ascii_only
        self._page = WaysPage((), (), "")
        self._list = KeyedList(self._key)
        self._nothing = Words("", "dim", most=4)
        self._told = Words("", "dim", classes="told")

    def rows(self) -> Iterable[Widget]:
        """Introductions under way, ways, and what was done."""
        yield self._list
        yield self._nothing
        yield self._told

    def begin(self) -> None:
        """Read the book."""
        self.watch(self._list, "at", self._hint, init=False)
        tell(self._told, "")
        self._reread()
        self.go(self._list if self._list.display else self.query_one(SaveLine))

    def write(self) -> WayLine | None:
        """The way under the cursor."""
        return self._way

    def action_save(self) -> None:
        """Answer with the way under the cursor; other rows have no answer."""
        if self._way is not None:
            super().action_save()

    @property
    def _opening(self) -> OpenLine | None:
        key = self._list.cursor_key or ""
        return next((one for one in self._page.openings if f"i{one.id}" == key), None)

    @property
    def _way(self) -> WayLine | None:
        key = self._list.cursor_key or ""
        return next((way for index, way in enumerate(self._page.ways) if f"w{index}" == key), None)

    def _key(self, event: events.Key) -> bool:
        if event.key == "enter":
            self.action_save()
            return True
        opening = self._opening
        steps = () if opening is None else _STEPS.get(opening.state, ())
        state = next((state for key, _, state in steps if key == event.key), None)
        if opening is None or state is None:
            return False
        self._go_on(opening, state)
        return True

    def _go_on(self, opening: OpenLine, state: IntroductionState) -> None:
        self._problem.show("")
        try:
            receipt = self._advance(opening.id, state)
        except NetinternError as error:
            self.complain(error)
            return
        tell(self._told, receipt.label)
        self._reread()

    def _reread(self) -> None:
        self._page = self._read()
        rows: list[KeyedRow] = []
        if self._page.openings:
            rows.append(heading("Under way"))
            rows += [self._opening_row(one) for one in self._page.openings]
        if self._page.openings and self._page.ways:
            rows.append(heading(""))
        if self._page.ways:
            rows.append(heading(self._above))
            rows += [
                way_row(f"w{index}", way, ascii_only=self._ascii)
                for index, way in enumerate(self._page.ways)
            ]
        self._list.show_keyed(rows)
        tell(self._nothing, self._page.nothing)
        self._hint()

    def _opening_row(self, opening: OpenLine) -> KeyedRow:
        def draw(cells: int, here: bool) -> Line:
            return (
                Run("> " if here else "  ", "key"),
                Run(opening.words, "bold" if here else "ink"),
            )

        return KeyedRow(f"i{opening.id}", draw)

    def _hint(self) -> None:
        """The keys of the row under the cursor."""
        opening = self._opening
        if opening is not None:
            keys = [(key, label) for key, label, _ in _STEPS.get(opening.state, ())]
        else:
            keys = [("Enter", "ask")] if self._way else []
        self.query_one(SaveLine).hint((*keys, _LEAVE))


def tell(words: Words, text: str) -> None:
    """Show a sentence, or nothing at all, which takes no line."""
    words.show(text)
    words.display = bool(text)


def heading(text: str) -> KeyedRow:
    """A row that the cursor passes over."""
    return KeyedRow(None, lambda cells, here: (Run(text, "dim"),))


def way_row(key: str, way: WayLine, *, ascii_only: bool = False) -> KeyedRow:
    """A way: how strong it is as a bar, and the words."""

    def draw(cells: int, here: bool) -> Line:
        return (
            Run("> " if here else "  ", "key"),
            *bar(BAR_CELLS, round(way.score * 100), 0, 100, ascii_only=ascii_only),
            Run("  "),
            Run(way.words, "bold" if here else "ink"),
        )

    return KeyedRow(key, draw)
