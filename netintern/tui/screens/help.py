"""Every key that works where the keyboard is, made from the table of commands."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.screen import ModalScreen

from netintern.tui import commands
from netintern.tui.commands import (
    CIRCLE_LETTERS,
    COPY_LETTERS,
    FILTER_LETTERS,
    INTRO_LETTERS,
    MINUTE_LETTERS,
    SNOOZED_LETTERS,
    Command,
    Where,
)
from netintern.tui.text import Line, Run, cut, fit, width
from netintern.tui.widgets.reading import Reading, paragraphs

TITLES: Final[dict[Where, str]] = {
    "queue": "the queue",
    "week": "the week",
    "agenda": "the days and figures",
    "graph": "the snowball",
    "orbit": "orbit",
    "person": "the person here",
    "preparing": "before a talk",
    "quiet": "during the talk",
    "experience": "the experience",
    "reflection": "the reflection",
    "triage": "triage",
    "history": "the history",
    "phase": "the phase",
    "move": "moving",
    "desk": "panes",
    "welcome": "to begin",
    "anywhere": "anywhere",
}
_NOTES: Final = (
    "Hold Shift (on macOS Option) to select text with the mouse.",
    "Every key can be changed: [keys] in settings.toml.",
)
_TWO_COLUMNS: Final = 96
_GAP: Final = 3
_HOW: Final = "j k scroll  Esc back"
_HEIGHTS: Final[list[tuple[int, str]]] = [(0, "-low"), (16, "-high")]

Letters = Sequence[tuple[str, str]]
_THEN: Final[tuple[tuple[str, str, Letters], ...]] = (
    ("person.snooze", "", SNOOZED_LETTERS),
    ("person.intro", "", INTRO_LETTERS),
    ("person.copy", "", COPY_LETTERS),
    ("queue.filter", "", FILTER_LETTERS),
    ("queue.filter", " m", MINUTE_LETTERS),
    ("queue.filter", " i", CIRCLE_LETTERS),
    ("triage.minutes", "", MINUTE_LETTERS),
)
"""Verbs with further letters: the verb, what is pressed after it, and the letters."""


def _key_cells(cells: int) -> int:
    """Cells of the column of keys."""
    return 14 if cells >= 44 else 8


class HelpScreen(ModalScreen[None]):
    """The keys of a place; closed by the key that opened it."""

    CSS_PATH = "../styles/help.tcss"
    AUTO_FOCUS = "#keys"
    VERTICAL_BREAKPOINTS = _HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,enter", "close", show=False)
    ]

    def __init__(self, place: commands.Place, keymap: Mapping[str, str]) -> None:
        super().__init__()
        self._place = place
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """The keys, in as many columns as there is room for."""
        with Container(id="help") as frame:
            frame.border_title = "Keys"
            frame.border_subtitle = _HOW
            yield Reading(id="keys")

    def on_mount(self) -> None:
        """Show them."""
        self.query_one(Reading).read(lambda cells: help_lines(self._place, self._keymap, cells))

    def on_resize(self) -> None:
        """Where there is no line below, how to go back stands above."""
        low = self.size.height < _HEIGHTS[-1][0]
        self.query_one("#help").border_title = f"Keys  {_HOW}" if low else "Keys"

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)


def help_lines(place: commands.Place, keymap: Mapping[str, str], cells: int) -> list[Line]:
    """All keys of a place, nearest group first."""
    columns = 2 if cells >= _TWO_COLUMNS else 1
    room = (cells - 1 - _GAP * (columns - 1)) // columns
    blocks = list(_blocks(place, keymap, room))
    if columns == 1:
        return [line for block in blocks for line in block]
    left, right = _halves(blocks)
    height = max(len(left), len(right))
    found: list[Line] = []
    for row in range(height):
        first = left[row] if row < len(left) else ()
        second = right[row] if row < len(right) else ()
        found.append((*first, Run(" " * (room - width(first) + _GAP)), *second))
    return found


def _halves(blocks: Sequence[list[Line]]) -> tuple[list[Line], list[Line]]:
    """The blocks in two columns of nearly the same height, in their order."""
    heights = [len(block) for block in blocks]
    splits = range(len(blocks) + 1)
    best = min(splits, key=lambda at: abs(sum(heights[:at]) - sum(heights[at:])))
    left = [line for block in blocks[:best] for line in block]
    return left, [line for block in blocks[best:] for line in block]


def _blocks(place: commands.Place, keymap: Mapping[str, str], cells: int) -> Iterable[list[Line]]:
    """A heading and its lines for each group, and after it the second letters of its verbs."""
    for where in commands.GROUPS[place]:
        group = [command for command in commands.of_place(place) if command.where == where]
        yield [
            (Run(TITLES[where].upper(), "bold"),),
            *(line for command in group for line in _command(command, keymap, cells)),
            (),
        ]
        for verb, more, letters in _THEN:
            if any(command.id == verb for command in group):
                yield _letters(f"{commands.key_of(verb, keymap)}{more}", letters, cells)
    yield [line for note in _NOTES for line in _sentence(note, cells)]


def _command(command: Command, keymap: Mapping[str, str], cells: int) -> list[Line]:
    keys = [commands.spoken(key) for key in commands.keys_of(command, keymap)]
    palette = commands.key_of("any.palette", keymap)
    shown = " ".join(keys) or f"{palette} {command.label.rstrip('…')}"
    return _row(shown, command.help, cells, "key" if keys else "dim")


def _letters(key: str, letters: Letters, cells: int) -> list[Line]:
    """The second letters of a verb, in one flowing text."""
    keys = _key_cells(cells)
    lines: list[list[Run]] = [[]]
    for letter, whole in letters:
        label = cut(whole, cells - keys - 2)
        gap = "   " if lines[-1] else ""
        if gap and width(lines[-1]) + len(f"{gap}{letter} {label}") > cells - keys:
            lines.append([])
            gap = ""
        lines[-1] += [Run(f"{gap}{letter}", "key"), Run(f" {label}", "dim")]
    heads = [f"{key} then", *[""] * (len(lines) - 1)]
    found: list[Line] = [
        (Run(fit(head, keys), "dim"), *line) for head, line in zip(heads, lines, strict=True)
    ]
    return [*found, ()]


def _row(keys: str, text: str, cells: int, role: str) -> list[Line]:
    """Keys, and behind them what they do; keys that are too long have a line for themselves."""
    column = _key_cells(cells)
    parts = paragraphs(text, max(8, cells - column))
    lines: list[Line] = [(Run(" " * column), Run(part, "dim")) for part in parts]
    if len(keys) > column - 2:
        return [(Run(keys, role),), *lines]
    return [(Run(fit(keys, column), role), lines[0][1]), *lines[1:]]


def _sentence(text: str, cells: int) -> list[Line]:
    return [(Run(part, "dim"),) for part in paragraphs(text, cells)]
