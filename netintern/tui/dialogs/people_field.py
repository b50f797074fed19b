"""Naming people of the book: names are completed as one types, and who was chosen stands first."""

from collections.abc import Callable, Sequence

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from netintern.domain.errors import FieldError, NetinternError
from netintern.domain.text import cell_width, fold
from netintern.services.queries.people import PersonRef
from netintern.services.queries.search import Hit
from netintern.tui.dialogs.controls import TextField
from netintern.tui.text import Line, Run, cut, fit, safe, strip
from netintern.tui.themes import palette
from netintern.tui.widgets.lines import Lines

Names = Callable[[str], tuple[Hit, ...]]
"""Who is found by what was typed."""

_LEAST_CELLS = 14
"""Cells that the text needs beside the people chosen; with fewer it goes below them."""


class _NameField(TextField):
    """A text whose list takes some keys first."""

    def __init__(self, placeholder: str, first: Callable[[str], bool]) -> None:
        super().__init__(placeholder=placeholder)
        self._first = first

    def take(self, event: events.Key) -> bool:
        """What is not for the list is for the text."""
        return self._first(event.key) or super().take(event)


class PeopleField(Widget):
    """A text that completes names, and the people chosen by it."""

    class Picked(Message):
        """Somebody was chosen."""

        def __init__(self, person: PersonRef) -> None:
            super().__init__()
            self.person = person

    def __init__(
        self,
        names: Names,
        *,
        people: Sequence[PersonRef] = (),
        several: bool = False,
        most: int = 5,
        placeholder: str = "a name",
        further: str = "and who else?",
        id: str | None = None,
    ) -> None:
        """`most`: how many names are offered at a time; `further`: asked once there is one."""
        super().__init__(id=id)
        self._names = names
        self._people = list(people)
        self._several = several
        self._most = most
        self._placeholder = placeholder
        self._further = further
        self._hits: tuple[Hit, ...] = ()
        self._at = 0
        self._looked_for = ""
        self._typed = _NameField(placeholder, self._key)
        self._found = Lines()
        self._found.display = False

    def compose(self) -> ComposeResult:
        """The text, and below it who is found."""
        yield self._typed
        yield self._found

    @property
    def people(self) -> tuple[PersonRef, ...]:
        """Who was chosen, in that order."""
        return tuple(self._people)

    @property
    def offered(self) -> tuple[Hit, ...]:
        """Who is offered now."""
        return self._hits

    def ids(self, field: str) -> tuple[int, ...]:
        """Ids of who was chosen. Raises FieldError for a name that was typed and not chosen."""
        text = self._typed.text
        if text:
            same = [hit for hit in self._search(text) if fold(hit.name) == fold(text)]
            if len(same) != 1:
                raise FieldError(
                    field,
                    f"'{safe(text)}' is not chosen yet.",
                    "Choose somebody from the list with Enter, or clear the name.",
                )
            self._pick(same[0])
        return tuple(person.id for person in self._people)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look for who is meant."""
        self._look()

    def on_descendant_focus(self) -> None:
        """Offer again who fits what was typed before."""
        self._looked_for = ""
        self._look()

    def on_descendant_blur(self) -> None:
        """Nobody is offered while the keyboard is elsewhere."""
        self._offer(())

    def on_resize(self) -> None:
        """The text goes beside or below the people chosen."""
        self._place()
        self._show()

    def render_line(self, y: int) -> Strip:
        """The people chosen, under what the text does not cover."""
        lines = self._chosen(self.size.width)
        return strip(
            lines[y] if y < len(lines) else (), palette(self.app.theme).plain, self.size.width
        )

    def _key(self, key: str) -> bool:
        """Arrows go through who is offered, Enter and Tab choose, Backspace takes back."""
        self._look()
        if self._hits and key in ("up", "down"):
            self._at = (self._at + (1 if key == "down" else -1)) % len(self._hits)
            self._show()
        elif self._hits and key in ("enter", "tab"):
            self._pick(self._hits[self._at])
        elif key == "backspace" and not self._typed.value and self._people:
            self._people.pop()
            self._place()
        else:
            return False
        return True

    def _look(self) -> None:
        """Offer who fits what is typed now."""
        text = self._typed.text
        if text != self._looked_for:
            self._looked_for = text
            self._offer(self._search(text))

    def _search(self, text: str) -> tuple[Hit, ...]:
        if not text:
            return ()
        try:
            hits = self._names(text)
        except NetinternError:
            # The book can be busy for a moment; the next letter asks again.
            return ()
        taken = {person.id for person in self._people} if self._several else set()
        found = [hit for hit in hits if hit.where == "person" and hit.person_id not in taken]
        return tuple(found[: self._most])

    def _pick(self, hit: Hit) -> None:
        person = PersonRef(hit.person_id, hit.name, hit.organisation)
        if not self._several:
            self._people.clear()
        self._people.append(person)
        self._typed.clear()
        self._offer(())
        self._place()
        self.post_message(self.Picked(person))

    def _offer(self, hits: tuple[Hit, ...]) -> None:
        self._hits = hits
        self._at = 0
        nobody = bool(self._typed.text) and not hits and self._typed.has_focus
        self._found.display = bool(hits) or nobody
        self._found.styles.height = len(hits) or 1
        self._show()
        if hits:
            self.call_after_refresh(self._found.scroll_visible, animate=False)

    def _show(self) -> None:
        cells = self.size.width
        if not self._hits:
            self._found.show([(Run("  nobody of that name yet", "faint"),)])
            return
        name = max(8, min(28, cells - 2))
        lines: list[Line] = []
        for index, hit in enumerate(self._hits):
            here = index == self._at
            about = ", ".join(part for part in (hit.organisation, hit.circle or "") if part)
            lines.append(
                (
                    Run("> " if here else "  ", "key"),
                    Run(fit(hit.name, name), "bold" if here else "ink"),
                    Run(f"  {about}", "faint"),
                )
            )
        self._found.show(lines)

    def _place(self) -> None:
        """Put the text beside the people chosen, or below them where there is no room."""
        cells = self.size.width
        lines = self._chosen(cells)
        last = cell_width("".join(run.text for run in lines[-1])) if lines else 0
        if cells - last >= _LEAST_CELLS:
            top, left = max(0, len(lines) - 1), max(0, last - 1)
        else:
            top, left = len(lines), 0
        margin = self._typed.styles.margin
        if (margin.top, margin.left) != (top, left):
            self._typed.styles.margin = (top, 0, 0, left)
        more = self._several and self._people
        self._typed.placeholder = self._further if more else self._placeholder
        self.refresh(layout=True)

    def _chosen(self, cells: int) -> list[Line]:
        """The people chosen, in lines of so many cells."""
        lines: list[list[Run]] = []
        left = 0
        for person in self._people:
            name = cut(person.name, max(4, cells - 3))
            needed = cell_width(name) + 2
            if not lines or needed > left:
                lines.append([Run(" ")])
                left = cells - 1
            separator = ", " if self._several else "  "
            lines[-1] += [Run(name, "bold"), Run(separator, "faint")]
            left -= needed
        return [tuple(line) for line in lines]
