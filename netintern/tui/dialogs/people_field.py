"""Naming people of the book: names are completed as one types, and who was chosen stands first."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input

from netintern.domain.errors import FieldError, NetinternError
from netintern.domain.text import cell_width, clean, fold
from netintern.services.queries.people import PersonRef
from netintern.services.queries.search import Hit
from netintern.tui.dialogs.controls import Keeping, State, TextField
from netintern.tui.dialogs.rows import Row
from netintern.tui.text import Line, Run, cut, fit, safe, strip
from netintern.tui.themes import palette
from netintern.tui.widgets.lines import Lines

Names = Callable[[str], tuple[Hit, ...]]
"""Who is found by what was typed."""

_NEW = "+"
"""Before a name: somebody new."""
_LEAST_CELLS = 14
"""Cells that the text needs beside the people chosen; with fewer it goes below them."""


class _NameField(TextField):
    """A text whose list takes some keys first."""

    def __init__(self, placeholder: str, first: Callable[[str], bool], text: str = "") -> None:
        super().__init__(text, placeholder=placeholder)
        self._first = first

    def take(self, event: events.Key) -> bool:
        """What is not for the list is for the text."""
        return self._first(event.key) or super().take(event)


class Newcomer(NamedTuple):
    """Somebody who is not in the book yet."""

    name: str
    same_as: int | None = None
    """Id of the person in the book who is meant after all."""
    is_new: bool = False
    """True: a new person although the name resembles somebody's."""


class PeopleField(Keeping):
    """A text that completes names, and the people chosen by it.

    Enter takes the one under the cursor. The cursor stands on the first who is called as was
    typed; on nobody if the name that was typed is another one, until it is moved.
    """

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
        newcomers: Sequence[str] = (),
        several: bool = False,
        adds: bool = False,
        most: int = 5,
        placeholder: str = "a name",
        further: str = "and who else?",
        typed: str = "",
        id: str | None = None,
    ) -> None:
        """`people` and `newcomers` are named already; `adds`: a new name can be taken as it is;
        `most`: how many names are offered at a time; `further`: asked once there is one; `typed`:
        a name that stands there and is not chosen yet.
        """
        super().__init__(id=id)
        self._names = names
        self._people: list[PersonRef | Newcomer] = [*people, *map(Newcomer, newcomers)]
        self._several = several
        self._adds = adds
        self._most = most
        self._placeholder = placeholder
        self._further = further
        self._hits: tuple[Hit, ...] = ()
        self._at: int | None = None
        """The place in the list, behind the last one the new name; None is none of them."""
        self._looked_for = ""
        self._typed = _NameField(placeholder, self._key, typed)
        self._found = Lines()
        self._found.display = False

    def compose(self) -> ComposeResult:
        """The text, and below it who is found."""
        yield self._typed
        yield self._found

    @property
    def people(self) -> tuple[PersonRef, ...]:
        """Who was chosen from the book, in that order."""
        return tuple(person for person in self._people if isinstance(person, PersonRef))

    @property
    def newcomers(self) -> tuple[Newcomer, ...]:
        """Who was named and is not in the book, in that order."""
        return tuple(person for person in self._people if isinstance(person, Newcomer))

    @property
    def offered(self) -> tuple[Hit, ...]:
        """Who is offered now."""
        return self._hits

    def decide(self, name: str, same_as: int | None) -> None:
        """Who is meant by a new name: somebody in the book, or with None a new person."""
        for at, person in enumerate(self._people):
            if isinstance(person, Newcomer) and person.name == name:
                self._people[at] = Newcomer(name, same_as, same_as is None)

    def state(self) -> State:
        """Who was chosen, three words for each, and the text."""
        words: list[str] = []
        for person in self._people:
            if isinstance(person, Newcomer):
                words += ["", person.name, ""]
            else:
                words += [str(person.id), person.name, person.org]
        return (*words, self._typed.value)

    def restore(self, state: State) -> None:
        """Choose those again."""
        parts = iter(state[:-1])
        self._people = [
            PersonRef(int(number), name, org) if number else Newcomer(name)
            for number, name, org in zip(parts, parts, parts, strict=True)
        ]
        self._typed.restore(state[-1:])
        self._place()

    def ids(self, field: str) -> tuple[int, ...]:
        """Ids of who was chosen. Raises FieldError for a name that was typed and not chosen."""
        text = self._typed.text
        if text:
            same = [hit for hit in self._search(text) if fold(hit.name) == fold(text)]
            if len(same) != 1:
                new = "ctrl+n adds them, " if self._new_name else ""
                raise FieldError(
                    field,
                    f"'{safe(text)}' is not chosen yet.",
                    f"Choose somebody from the list with Enter, {new}or clear the name.",
                )
            self._pick(same[0])
        return tuple(person.id for person in self.people)

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
        if key in ("up", "down") and self._places:
            self._move(1 if key == "down" else -1)
        elif key == "ctrl+n" and self._new_name:
            self._take(len(self._hits))
        elif key in ("enter", "tab") and self._at is not None:
            self._take(self._at)
        elif key == "enter" and self._typed.text:
            self._refuse()
        elif key == "backspace" and not self._typed.value and self._people:
            self._people.pop()
            self._place()
        else:
            return False
        return True

    def _move(self, step: int) -> None:
        before = self._at if self._at is not None else (-1 if step > 0 else 0)
        self._at = (before + step) % self._places
        self._show()

    def _refuse(self) -> None:
        """Say why Enter takes nobody."""
        way = "Choose from the list with the arrows" if self._places else "Change the name"
        if self._new_name:
            way += ", or press ctrl+n to add them"
        row = next((node for node in self.ancestors if isinstance(node, Row)), None)
        if row is not None:
            row.complain(f"Nobody is called '{safe(self._typed.text)}'. {way}.")

    @property
    def _new_name(self) -> str:
        """The new name that can be taken; empty if none can."""
        return clean(self._typed.text.removeprefix(_NEW)) if self._adds else ""

    @property
    def _places(self) -> int:
        """How many can be chosen from now."""
        return len(self._hits) + bool(self._new_name)

    def _look(self) -> None:
        """Offer who fits what is typed now."""
        text = self._typed.text
        if text != self._looked_for:
            self._looked_for = text
            self._offer(() if self._adds and text.startswith(_NEW) else self._search(text))

    def _search(self, text: str) -> tuple[Hit, ...]:
        if not text:
            return ()
        try:
            hits = self._names(text)
        except NetinternError:
            # The book can be busy for a moment; the next letter asks again.
            return ()
        taken = {person.id for person in self.people} if self._several else set()
        found = [hit for hit in hits if hit.where == "person" and hit.person_id not in taken]
        return tuple(found[: self._most])

    def _take(self, at: int) -> None:
        """Choose by the place in the list."""
        if at < len(self._hits):
            self._pick(self._hits[at])
            return
        self._add(Newcomer(self._new_name))

    def _pick(self, hit: Hit) -> None:
        person = PersonRef(hit.person_id, hit.name, hit.organisation)
        self._add(person)
        self.post_message(self.Picked(person))

    def _add(self, person: PersonRef | Newcomer) -> None:
        if not self._several:
            self._people.clear()
        self._people.append(person)
        self._typed.clear()
        self._offer(())
        self._place()

    def _offer(self, hits: tuple[Hit, ...]) -> None:
        self._hits = hits
        text = self._typed.text
        fits = [at for at, hit in enumerate(hits) if _is_called(hit.name, text)]
        self._at = fits[0] if fits else (0 if self._places == 1 and not hits else None)
        here = bool(text) and self._typed.has_focus
        self._found.display = bool(hits) or here
        self._found.styles.height = (self._places if here else len(hits)) or 1
        self._show()
        if hits:
            self.call_after_refresh(self._found.scroll_visible, animate=False)

    def _show(self) -> None:
        cells = self.size.width
        if not self._places:
            self._found.show([(Run("  nobody of that name yet", "faint"),)])
            return
        name = max(8, min(28, cells - 2))
        lines: list[Line] = []
        for index, hit in enumerate(self._hits):
            about = ", ".join(part for part in (hit.organisation, hit.circle or "") if part)
            lines.append(
                (
                    *self._mark(index, fit(hit.name, name)),
                    Run(f"  {about}", "faint"),
                )
            )
        if self._new_name:
            new = cut(self._new_name, max(8, cells - 7))
            lines.append((*self._mark(len(self._hits), f"new: {new}"),))
        self._found.show(lines)

    def _mark(self, index: int, words: str) -> Line:
        here = index == self._at
        return (Run("> " if here else "  ", "key"), Run(words, "bold" if here else "ink"))

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
            words = f"{person.name} (new)" if isinstance(person, Newcomer) else person.name
            name = cut(words, max(4, cells - 3))
            needed = cell_width(name) + 2
            if not lines or needed > left:
                lines.append([Run(" ")])
                left = cells - 1
            separator = ", " if self._several else "  "
            lines[-1] += [Run(name, "bold"), Run(separator, "faint")]
            left -= needed
        return [tuple(line) for line in lines]


def _is_called(name: str, text: str) -> bool:
    """Whether a text means a name: beginnings of its words in their order, or its initials."""
    words = fold(name).split()
    typed = fold(text).split()
    if len(typed) == 1 and typed[0] == "".join(word[0] for word in words):
        return True
    rest = iter(words)
    return bool(typed) and all(any(word.startswith(part) for word in rest) for part in typed)
