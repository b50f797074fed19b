"""A line that is read while it is typed: names are completed, and what was understood is shown."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar, Final
from weakref import WeakKeyDictionary

from textual import events
from textual.app import App
from textual.widget import Widget
from textual.widgets import Input

from netintern.domain.errors import FieldError, NetinternError
from netintern.domain.sentence import Doubt
from netintern.domain.text import cell_width
from netintern.services.queries.sentences import Completion
from netintern.services.receipt import Receipt
from netintern.tui.dialogs.controls import TextField
from netintern.tui.dialogs.form import Dialog, Kept
from netintern.tui.dialogs.rows import Row
from netintern.tui.text import Line, Run, cut, fit, wrap
from netintern.tui.widgets.lines import Lines

Complete = Callable[[str, int], tuple[Completion, ...]]
"""Whose name may be meant at a place of the text, the likeliest first."""

LINE_HINTS: Final = (("Enter", "save"), ("Tab", "the form"), ("Esc", "leave"))
_LABEL: Final = 17
"""Cells of the labels of what was understood."""
_SHORT_LABEL: Final = 8
"""Cells of the label of what is not certain, where there are few of them."""
_NARROW: Final = 50
UNSURE: Final = "unsure"
"""The label of what is not certain."""
_MOST_LINES: Final = 9
_OTHER_LINES: Final = 12
"""Lines of the screen that are not for what was understood."""
_FEW_LINES: Final = 5
"""Lines for what was understood on a low screen: what is asked is scrolled to there."""
_FEW_OTHERS: Final = 7
_MOST_HISTORY: Final = 50
_histories: WeakKeyDictionary[App[Any], dict[type, list[str]]] = WeakKeyDictionary()
"""Lines that were saved while the program runs, the oldest first."""


class _LineField(TextField):
    """A text some keys of which are for the names offered and the lines before."""

    def __init__(self, placeholder: str, first: Callable[[str], bool]) -> None:
        super().__init__(placeholder=placeholder)
        self._first = first

    def take(self, event: events.Key) -> bool:
        """What is not for the names is for the text."""
        return self._first(event.key) or super().take(event)

    def put(self, text: str, cursor: int) -> None:
        """Another text, with the cursor at a place."""
        self.value = text
        self.cursor_position = cursor


class LineForm(Dialog[Receipt | None]):
    """One line, the names that fit at the cursor, and what was understood of all of it.

    Neither the names nor what was understood changes the height: nothing jumps while one types.
    """

    SIGNS: ClassVar[Line] = ()
    """What can be typed, shown while no name is offered."""

    def __init__(self, title: str, *, complete: Complete, placeholder: str) -> None:
        super().__init__(title, hints=LINE_HINTS, wide=True)
        self._complete = complete
        self._line = _LineField(placeholder, self._key)
        self._line_row = Row("", self._line, field="line", classes="bare")
        self._names = Lines(id="names")
        self._understood = Lines(id="understood")
        self._offered: tuple[Completion, ...] = ()
        self._at = 0
        self._moved = False
        """Whether another name than the first was looked for."""
        self._quiet_for = ""
        """The text for which no names are offered any more."""
        self._back = 0
        """How many lines before this one is shown; 0 is the new one."""
        self._new_line = ""

    @property
    def text(self) -> str:
        """The line."""
        return self._line.text

    def understood(self) -> Sequence[tuple[str, str]]:
        """Read the line; what was understood of it, as label and words. Raises NetinternError."""
        raise NotImplementedError

    def save(self) -> None:
        """Save the line, or ask what is missing."""
        raise NotImplementedError

    def open_form(self) -> None:
        """Leave for the form with many fields."""
        raise NotImplementedError

    def rows(self) -> Iterable[Widget]:
        """The line, the names, what was understood, and what a subclass asks."""
        yield self._line_row
        yield self._names
        yield self._understood
        yield from self.questions()

    def questions(self) -> Iterable[Row]:
        """The rows of what may be asked before the line is saved; hidden at first."""
        return ()

    def begin(self) -> None:
        """The keyboard is in the line, and the empty line is read as well."""
        self.go(self._line)
        self.read()

    def kept(self) -> Kept:
        """Only the line is kept, not what was answered."""
        return ((self._line_row.title, self._line_row.kept),)

    def on_resize(self) -> None:
        """What was understood has the lines that are left."""
        height = self.size.height
        lines = max(
            2, min(_FEW_LINES, height - _FEW_OTHERS), min(_MOST_LINES, height - _OTHER_LINES)
        )
        self._understood.styles.height = lines
        super().on_resize()
        self.call_after_refresh(self.read)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Read along."""
        if event.input is self._line:
            self.read()

    def read(self) -> None:
        """Read the line and show what was understood, and whose name may be meant."""
        self._show_understood()
        self._offer()

    def row_of(self, error: FieldError) -> Row | None:
        """What no other row is about is about the line."""
        return super().row_of(error) or self._line_row

    def action_save(self) -> None:
        """Save the line, or ask what is missing."""
        if not self._finished:
            self.save()

    def write_now(self) -> None:
        """Write; the line is remembered if it was written."""
        line = self.text
        super().action_save()
        if self._finished and line:
            lines = self._history
            if line in lines:
                lines.remove(line)
            lines.append(line)
            del lines[:-_MOST_HISTORY]

    def leave_for(self, other: Callable[[], None]) -> None:
        """Close without writing, and open something else at once; the line is kept.

        The program opens it, because what this form opens does not outlive the form.
        """
        if not self._finished:
            self._finished = True
            self._put_by()
            self.dismiss(None)
            self.app.call_later(other)

    def action_next(self) -> None:
        """Enter in the line saves it."""
        if self.focused is self._line:
            self.action_save()
        else:
            super().action_next()

    def _key(self, key: str) -> bool:
        """Keys for the names while some are offered, otherwise for the lines before."""
        if key in ("up", "down"):
            if self._offered:
                self._move(1 if key == "down" else -1)
            else:
                self._recall(1 if key == "up" else -1)
        elif key == "tab" or (key == "enter" and self._moved):
            self._tab()
        else:
            return False
        return True

    def _tab(self) -> None:
        if self._offered:
            self._take(self._offered[self._at])
        else:
            self.open_form()

    def _move(self, step: int) -> None:
        self._moved = True
        self._at = (self._at + step) % len(self._offered)
        self._show_names()

    def _take(self, chosen: Completion) -> None:
        """Put the name in the place of what was typed of it."""
        text = self._line.value
        name = chosen.ref.name
        whole = text[: chosen.start] + name + text[chosen.end :]
        self._quiet_for = whole
        self._line.put(whole, chosen.start + len(name))
        self.read()

    def _offer(self) -> None:
        text = self._line.value
        offered: tuple[Completion, ...] = ()
        if text.strip() and text != self._quiet_for:
            offered = self._fitting(text)
        if offered != self._offered or not offered:
            self._offered, self._at, self._moved = offered, 0, False
        self._show_names()

    def _fitting(self, text: str) -> tuple[Completion, ...]:
        try:
            found = self._complete(text, self._line.cursor_position)
        except NetinternError:
            # The book can be busy for a moment; the next letter asks again.
            return ()
        return tuple(one for one in found if text[one.start : one.end] != one.ref.name)

    def _show_names(self) -> None:
        if not self._offered:
            self._names.show([self.SIGNS])
            return
        cells = self._names.size.width
        runs: list[Run] = [Run(" Tab ", "key")]
        left = cells - 5
        first = self._first_shown(left)
        for place, one in enumerate(self._offered[first:], first):
            name = cut(one.ref.name, max(4, left - 2))
            if cell_width(name) + 2 > left:
                break
            here = place == self._at
            runs.append(Run(f"{'>' if here else ' '} {name}", "strong" if here else "dim"))
            left -= cell_width(name) + 2
        self._names.show([tuple(runs)])

    def _first_shown(self, cells: int) -> int:
        """The first name that is shown, so that the chosen one is seen as well."""
        first = 0
        while first < self._at and cells < sum(
            cell_width(one.ref.name) + 2 for one in self._offered[first : self._at + 1]
        ):
            first += 1
        return first

    def _show_understood(self) -> None:
        """Show as much as there is room for; what is not certain is never left out."""
        try:
            told = self.understood()
        except NetinternError as error:
            told = ((UNSURE, str(error)),)
        lines = [line for pair in told if pair[0] != UNSURE for line in self._worded(*pair)]
        doubts = [self._worded(*pair) for pair in told if pair[0] == UNSURE]
        height = self._understood.size.height or _MOST_LINES
        told_doubts = _as_many_as_fit(doubts, height - 1 if lines else height)
        room = max(1, height - len(told_doubts))
        if len(lines) > room:
            more = len(lines) - room + 1
            lines = [*lines[: room - 1], (Run(" " * _LABEL), Run(f"and {more} more", "faint"))]
        self._understood.show([*lines, *told_doubts])

    def _worded(self, label: str, words: str) -> list[Line]:
        """Label and words; long words take several lines."""
        width = self._understood.size.width or 76
        if label == UNSURE:
            left, roles, most = (_LABEL if width >= _NARROW else _SHORT_LABEL), "late late", 4
        else:
            left, roles, most = _LABEL, "dim ink", 2
        label_role, role = roles.split()
        lines: list[Line] = []
        for at, part in enumerate(wrap(words, max(8, width - left), most)):
            name = fit(f" {label}" if at == 0 else "", left - 1)
            lines.append((Run(f"{name} ", label_role), Run(part, role)))
        return lines

    @property
    def _history(self) -> list[str]:
        return _histories.setdefault(self.app, {}).setdefault(type(self), [])

    def _recall(self, step: int) -> None:
        """An earlier line, or a later one."""
        lines = self._history
        back = min(max(self._back + step, 0), len(lines))
        if back == self._back:
            return
        if self._back == 0:
            self._new_line = self._line.value
        self._back = back
        text = lines[-back] if back else self._new_line
        self._quiet_for = text
        self._line.put(text, len(text))


def _as_many_as_fit(doubts: Sequence[list[Line]], room: int) -> list[Line]:
    """The doubts in so many lines; of those left out it is told that there are more."""
    whole = [line for doubt in doubts for line in doubt]
    if len(whole) <= room:
        return whole
    lines: list[Line] = []
    shown = 0
    for doubt in doubts:
        if len(lines) + len(doubt) >= room:
            break
        lines += doubt
        shown += 1
    if not shown:
        lines = doubts[0][: max(1, room - 1)]
    words = "and more" if not shown else f"and {len(doubts) - shown} more"
    return [*lines, (Run(" " * _SHORT_LABEL), Run(f"{words} unsure", "late"))]


def unsure(doubt: Doubt) -> FieldError:
    """Why a line cannot be saved."""
    return FieldError("line", f"{doubt.why[:1].upper()}{doubt.why[1:].rstrip('.')}.")
