"""Asking for an introduction: whom, through whom, and the message that is to be sent."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, Final, NamedTuple

from textual import events
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from netintern.domain.errors import FieldError, NetinternError
from netintern.services.queries.people import PersonRef
from netintern.services.receipt import Receipt
from netintern.tui.dialogs.form import Body, Dialog, SaveLine
from netintern.tui.dialogs.people_field import Names, PeopleField
from netintern.tui.dialogs.rows import Row, Words
from netintern.tui.dialogs.ways_in import KeyedList, KeyedRow, WayLine, WaysPage, tell, way_row
from netintern.tui.text import Line, Run, strip, wrap
from netintern.tui.themes import palette

_MOST_WAYS: Final = 5
"""Rows of the list, the last one included."""
_MOST_LINES: Final = 60
_OTHER: Final = "other"
_HINTS: Final = (("Enter", "sent"), ("y", "copy"), ("space", "read on"), ("Esc", "leave"))
_SPACES: Final = {"space": 1, "pagedown": 1, "pageup": -1}
"""Keys that scroll the message where it does not fit, and the direction."""


class Letter(NamedTuple):
    """A message that the user sends."""

    text: str
    """Subject, message, and what is to be forwarded, as it is copied."""
    warnings: tuple[str, ...]


class AskDraft(NamedTuple):
    """Who was asked for an introduction to whom."""

    target: int
    via: int


class LetterView(Widget):
    """A message to read, in as many lines as it needs."""

    def __init__(self) -> None:
        super().__init__(classes="letter")
        self.text = ""

    def show(self, text: str) -> None:
        """Show another message."""
        if text != self.text:
            self.text = text
            self.display = bool(text)
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the message needs."""
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """One line."""
        lines = self._lines(self.size.width)
        runs: Line = (Run(lines[y]),) if y < len(lines) else ()
        return strip(runs, palette(self.app.theme).plain, self.size.width)

    def _lines(self, width: int) -> list[str]:
        lines: list[str] = []
        for part in self.text.split("\n") if self.text else ():
            lines += wrap(part, max(1, width), _MOST_LINES) or [""]
        return lines


class AskIntroduction(Dialog[Receipt | None]):
    """The ways with the best one chosen, and the message; Enter says that it was sent."""

    CSS_PATH: ClassVar[Any] = ["../styles/dialogs.tcss", "../styles/introducing.tcss"]

    def __init__(
        self,
        *,
        target: PersonRef | None,
        via: PersonRef | None,
        people: Names,
        connectors: Names,
        ways: Callable[[PersonRef], WaysPage],
        letter: Callable[[PersonRef, PersonRef], Letter],
        add: Callable[[str], PersonRef],
        copy: Callable[[str], str],
        submit: Callable[[AskDraft], Receipt],
        ascii_only: bool = False,
    ) -> None:
        """`target` and `via` are known if the cursor was on them; the others are asked for.

        `people` finds people to meet, and offers what was typed as a new name with the id 0, whom
        `add` puts into the book; `connectors` finds people to ask. `letter` takes who is asked,
        and about whom; `copy` says which way the text went.
        """
        super().__init__(
            _title(target, via), save="I have sent it", hints=(("Esc", "leave"),), wide=True
        )
        self._target = target
        self._via = via
        self._ways_to = ways
        self._letter = letter
        self._add = add
        self._copy = copy
        self._submit = submit
        self._ascii = ascii_only
        self._wanted = PeopleField(people, placeholder="somebody to meet, or a new name")
        self._wanted_row = Row("To meet", self._wanted, field="target")
        self._by_name = PeopleField(connectors, placeholder="who could introduce you?")
        self._by_name_row = Row("Through", self._by_name, field="via")
        self._taken: PersonRef | None = None
        """Who was picked, as they were picked."""
        self._ways: tuple[WayLine, ...] = ()
        self._list = KeyedList(self._key, most=_MOST_WAYS)
        self._why = Words("", "dim", most=3)
        self._warning = Words("", "ink", most=5, classes="warning")
        self._view = LetterView()
        self._told = Words("", "dim", classes="told")

    def rows(self) -> Iterable[Widget]:
        """Whom to meet, the ways, and the message."""
        yield self._wanted_row
        yield self._why
        yield self._list
        yield self._by_name_row
        yield self._warning
        yield self._view
        yield self._told

    def begin(self) -> None:
        """Begin with what is not known yet."""
        for words in (self._why, self._warning, self._told):
            tell(words, "")
        self._view.display = False
        self.watch(self._list, "at", self._show_letter, init=False)
        self._list.display = self._by_name_row.display = False
        self._wanted_row.display = self._target is None
        if self._target is None:
            self._wanted_row.start()
        else:
            self._found(self._target)

    def write(self) -> Receipt:
        """Record that it was asked for. Raises NetinternError."""
        self._wanted.ids("target")
        self._by_name.ids("via")
        if self._target is None:
            raise FieldError("target", "Nobody to meet is named yet.", "Type a name.")
        way = self._way
        if way is None:
            raise FieldError("via", "Nobody to ask is named yet.", "Type a name.")
        return self._submit(AskDraft(self._target.id, way.via.id))

    def on_people_field_picked(self, message: PeopleField.Picked) -> None:
        """Whom to meet, or whom to ask, is known."""
        message.stop()
        if message.person in self._wanted.people:
            self._take(message.person)
        else:
            self._through(message.person)

    def action_next(self) -> None:
        """Keys may come faster than it is told who was picked: Enter then says it was sent."""
        picked = self._wanted.people
        if self._target is None and picked:
            self._take(picked[0])
            self._enter()
        else:
            super().action_next()

    def on_descendant_focus(self) -> None:
        """Only on the list a letter is a verb."""
        on_list = self.focused is self._list
        self.query_one(SaveLine).hint(_HINTS if on_list else (("Esc", "leave"),))
        super().on_descendant_focus()

    @property
    def _way(self) -> WayLine | None:
        key = self._list.cursor_key
        return next((way for way in self._ways if str(way.via.id) == key), None)

    def _take(self, person: PersonRef) -> None:
        """Somebody to meet was picked; if they are new, they come into the book."""
        if person == self._taken:
            return
        self._taken = person
        self._problem.show("")
        try:
            self._found(person if person.id else self._add(person.name))
        except NetinternError as error:
            self._taken = None
            self.complain(error)

    def _found(self, target: PersonRef) -> None:
        """The target is known: show the ways to it."""
        self._target = target
        page = self._ways_to(target)
        self._ways = page.ways
        tell(self._why, "" if self._via else page.nothing)
        if self._via is not None:
            self._through(self._via)
        else:
            self._show_ways(None)

    def _through(self, via: PersonRef) -> None:
        """Somebody is asked who need not be on the list."""
        if self._target is None:
            return
        known = [way for way in self._ways if way.via.id == via.id]
        first = known or [WayLine(via, self._target, f"ask {via.name}", 0.0)]
        self._ways = (*first, *(way for way in self._ways if way.via.id != via.id))
        self._show_ways(str(via.id))

    def _show_ways(self, chosen: str | None) -> None:
        rows = [way_row(str(way.via.id), way, ascii_only=self._ascii) for way in self._ways]
        if rows:
            rows.append(KeyedRow(_OTHER, _other_line))
        self._list.show_keyed(rows)
        if chosen is not None:
            self._list.select(chosen)
        self._by_name_row.display = not rows
        if rows:
            self.go(self._list)
        else:
            self._by_name_row.start()
        self._show_letter()

    def _show_letter(self) -> None:
        """The message to the one under the cursor."""
        way = self._way
        tell(self._told, "")
        if way is None or self._target is None:
            tell(self._warning, "")
            self._view.show("")
            return
        try:
            letter = self._letter(way.via, self._target)
        except NetinternError as error:
            letter = Letter("", (str(error),))
        tell(self._warning, "! " + " ".join(letter.warnings) if letter.warnings else "")
        self._view.show(letter.text)
        self.call_after_refresh(self._fit)

    def _key(self, event: events.Key) -> bool:
        """Enter says it was sent, y copies, space reads on."""
        if event.key == "enter":
            self._enter()
        elif event.key == "y" and self._way is not None:
            tell(self._told, self._copy(self._view.text))
        elif event.key in _SPACES:
            self.query_one(Body).scroll_relative(
                y=_SPACES[event.key] * max(1, self.query_one(Body).size.height // 2), animate=False
            )
        else:
            return False
        return True

    def _enter(self) -> None:
        if self._list.cursor_key == _OTHER:
            self._by_name_row.display = True
            self._by_name_row.start()
        else:
            self.action_save()


def _other_line(cells: int, here: bool) -> Line:
    return (Run("> " if here else "  ", "key"), Run("somebody else…", "bold" if here else "dim"))


def _title(target: PersonRef | None, via: PersonRef | None) -> str:
    if target is not None:
        return f"Ask for an introduction to {target.name}"
    return f"Ask {via.name} for an introduction" if via else "Ask for an introduction"
