"""Fields that draw themselves: one choice of several, and several of several."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from rich.cells import cell_len
from textual import events
from textual.geometry import Size
from textual.strip import Strip

from netintern.tui.dialogs.fields import Control, Form, Keeping, State
from netintern.tui.text import Line, Run, cut, safe, strip

_RUN_SECONDS: Final = 1.0
"""Letters with less than this between them were typed in one go."""


class Option(NamedTuple):
    """Something that can be chosen."""

    value: str
    label: str
    key: str = ""
    """The key that chooses it at once."""


class _Options(Control, Keeping):
    """Options one after the other, in as many lines as they need.

    A letter chooses. Letters typed in one go are taken as a whole: the first that chooses nothing
    takes back what those before it chose, and those after it do nothing, because then it is a
    sentence that was meant for another field.
    """

    def __init__(
        self, options: Sequence[Option], *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.options = tuple(options)
        self._at: int | None = None
        """Index of the option under the cursor."""
        self._typed_at = 0.0
        """When the last letter came."""
        self._deaf = False
        """Whether the letters typed now are no choice."""

    @property
    def _has_letters(self) -> bool:
        return any(option.key for option in self.options)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the options need."""
        return len(self._rows(width))

    def render_line(self, y: int) -> Strip:
        """One line of options."""
        width = self.size.width
        rows = self._rows(width)
        pieces = [self._piece(index) for index in rows[y]] if y < len(rows) else []
        line = Strip.join(pieces)
        if line.cell_length > width:
            return line.crop(0, width)
        return Strip.join([line, strip((), self.palette.plain, width - line.cell_length)])

    def take(self, event: events.Key) -> bool:
        """Arrows move, a letter chooses."""
        step = {"left": -1, "right": 1}.get(event.key, 0)
        if event.is_printable and event.character is not None:
            self._letter(event.character, event.time)
            return True
        self._typed_at = 0.0
        if step:
            self._move(step)
            return True
        return self._other_key(event.key) or super().take(event)

    def _letter(self, letter: str, at: float) -> None:
        """Choose by a letter, unless it is part of a sentence."""
        if at - self._typed_at > _RUN_SECONDS:
            self._deaf = False
            self._begin_run()
        self._typed_at = at
        if self._deaf:
            return
        keys = [option.key for option in self.options]
        if letter in keys:
            self._choose(keys.index(letter))
        elif letter == " ":
            self._other_key("space")
        else:
            self._deaf = True
            self._take_run_back()
            self.post_message(self.Puzzled(tuple(key for key in keys if key)))

    def _begin_run(self) -> None:
        """Remember what is chosen before letters typed in one go."""

    def _take_run_back(self) -> None:
        """Choose again what was chosen before them."""

    def on_click(self, event: events.Click) -> None:
        """A click chooses."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        rows, left = self._rows(self.size.width), 0
        for index in rows[offset.y] if offset.y < len(rows) else ():
            left += self._cells(index)
            if offset.x < left:
                self._choose(index)
                return

    def _move(self, step: int) -> None:
        at = -1 if self._at is None and step > 0 else (self._at or 0)
        self._at = (at + step) % len(self.options)
        self.refresh()

    def _choose(self, index: int) -> None:
        raise NotImplementedError

    def _other_key(self, key: str) -> bool:
        """Act on a key that is no option's; True if it meant something."""
        raise NotImplementedError

    def _is_chosen(self, index: int) -> bool:
        raise NotImplementedError

    def _label(self, index: int) -> str:
        """The label with a cell on each side."""
        return f" {safe(self.options[index].label)} "

    def _cells(self, index: int) -> int:
        return cell_len(self._label(index))

    def _rows(self, width: int) -> list[list[int]]:
        rows: list[list[int]] = [[]]
        left = 0
        for index in range(len(self.options)):
            cells = self._cells(index)
            if rows[-1] and left + cells > width:
                rows.append([])
                left = 0
            rows[-1].append(index)
            left += cells
        return rows

    def _piece(self, index: int) -> Strip:
        chosen = self._is_chosen(index)
        styles = self.palette.plain
        if self._at == index and (self.has_focus or chosen):
            styles = self.palette.cursor if self.has_focus else self.palette.rest
        label = self._label(index)
        return strip(
            _with_key(label, self.options[index].key, "strong" if chosen else "dim"),
            styles,
            cell_len(label),
        )


def _letters_of(options: Sequence[Option], does: str) -> tuple[str, str]:
    """The keys of the options in a word or two, and what they do."""
    keys = "".join(option.key for option in options)
    if len(keys) > 1 and keys.isdecimal():
        return f"{keys[0]}-{keys[-1]}", does
    return (keys if len(keys) == 1 else "letter"), does


def _with_key(label: str, key: str, role: str) -> Line:
    """The label with the letter that chooses it made visible."""
    at = label.lower().find(key.lower()) if key else -1
    if at < 0 or role == "strong":
        return (Run(label, role),)
    return (Run(label[:at], role), Run(label[at : at + 1], "key"), Run(label[at + 1 :], role))


class Choice(_Options):
    """One of several. Arrows choose; a letter chooses and goes on to the next field.

    `short`: only what is chosen is shown, or `empty` where nothing is.
    """

    def __init__(
        self,
        options: Sequence[Option],
        value: str = "",
        *,
        optional: bool = False,
        short: bool = False,
        empty: str = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(options, id=id, classes=classes)
        self.optional = optional
        self._short = short
        self._empty = empty
        self._at = self._index_of(value)

    @property
    def value(self) -> str:
        """The value of the chosen option; empty if there is none."""
        return "" if self._at is None else self.options[self._at].value

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """A letter does not wait for Enter."""
        return (_letters_of(self.options, "choose, next"),) if self._has_letters else ()

    @property
    def legend(self) -> Line:
        """The keys and what they choose, for a line of help."""
        runs: list[Run] = []
        for option in self.options:
            label = option.label.removeprefix(f"{option.key} ")
            runs += [Run(option.key, "key"), Run(f" {label}  ", "faint")]
        return (*runs, Run("Backspace none" if self.optional else "", "faint"))

    def choose(self, value: str) -> None:
        """Choose by value; an unknown one means none."""
        self._set(self._index_of(value))

    def state(self) -> State:
        """The value."""
        return (self.value,)

    def restore(self, state: State) -> None:
        """The value."""
        self.choose(*state)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """One line if it is short."""
        return 1 if self._short else super().get_content_height(container, viewport, width)

    def render_line(self, y: int) -> Strip:
        """One line of options, or the chosen one alone."""
        if not self._short:
            return super().render_line(y)
        shown = self._empty if self._at is None else self.options[self._at].label
        role = "ink" if self._at is not None else "faint"
        styles = self.palette.cursor if self.has_focus else self.palette.plain
        cells = self.size.width
        text = cut(f" {safe(shown)} ", cells)
        if not self.has_focus:
            return strip((Run(text, role),), styles, cells)
        box = strip((Run(text, "strong"),), styles, cell_len(text))
        rest = strip((), self.palette.plain, cells - cell_len(text))
        return Strip.join([box, rest]) if cells > cell_len(text) else box

    def _is_chosen(self, index: int) -> bool:
        return index == self._at

    def _move(self, step: int) -> None:
        super()._move(step)
        self.post_message(self.Changed())

    def _choose(self, index: int) -> None:
        self._set(index)
        form = self.screen
        if isinstance(form, Form):
            form.answered(self)

    def _other_key(self, key: str) -> bool:
        if key == "space":
            # Words typed here by mistake must not change what is chosen: arrows and letters do.
            return True
        if key in ("backspace", "delete") and self.optional:
            self._set(None)
            return True
        return False

    def _set(self, index: int | None) -> None:
        if index != self._at:
            self._at = index
            self.refresh()
            self.post_message(self.Changed())

    def _index_of(self, value: str) -> int | None:
        return next(
            (index for index, option in enumerate(self.options) if option.value == value), None
        )


class Flags(_Options):
    """Any of several. Arrows move, space or a letter takes one in or out."""

    def __init__(
        self,
        options: Sequence[Option],
        values: Sequence[str] = (),
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(options, id=id, classes=classes)
        self._chosen = {at for at, option in enumerate(options) if option.value in values}
        self._before: set[int] = set()
        """What was chosen before the letters typed in one go."""
        self._at = 0

    @property
    def hints(self) -> tuple[tuple[str, str], ...]:
        """A letter takes in or out, and stays."""
        return (_letters_of(self.options, "in or out"),) if self._has_letters else ()

    @property
    def values(self) -> tuple[str, ...]:
        """The values of what was taken in, in the order shown."""
        return tuple(self.options[index].value for index in sorted(self._chosen))

    def choose(self, values: Sequence[str]) -> None:
        """Take in these values and no other."""
        self._put({at for at, option in enumerate(self.options) if option.value in values})

    def state(self) -> State:
        """The values."""
        return self.values

    def restore(self, state: State) -> None:
        """The values."""
        self.choose(state)

    def _begin_run(self) -> None:
        self._before = set(self._chosen)

    def _take_run_back(self) -> None:
        self._put(self._before)

    def _put(self, chosen: set[int]) -> None:
        if chosen != self._chosen:
            self._chosen = set(chosen)
            self.refresh()
            self.post_message(self.Changed())

    def _is_chosen(self, index: int) -> bool:
        return index in self._chosen

    def _label(self, index: int) -> str:
        mark = "+" if index in self._chosen else " "
        return f"{mark}{safe(self.options[index].label)} "

    def _choose(self, index: int) -> None:
        self._at = index
        self._chosen ^= {index}
        self.refresh()
        self.post_message(self.Changed())

    def _other_key(self, key: str) -> bool:
        if key == "space" and self._at is not None:
            self._choose(self._at)
            return True
        return False

    def _piece(self, index: int) -> Strip:
        # Unlike a choice, the cursor shows only while the keyboard is here.
        if self.has_focus:
            return super()._piece(index)
        label = self._label(index)
        role = "strong" if self._is_chosen(index) else "dim"
        runs = _with_key(label, self.options[index].key, role)
        return strip(runs, self.palette.plain, cell_len(label))
