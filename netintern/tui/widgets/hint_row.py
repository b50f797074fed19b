"""The bottom row: the keys that matter here, or the second letters of a verb."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from netintern.tui.commands import short
from netintern.tui.text import Line, Run, width
from netintern.tui.widgets.lines import Lines

Hints = Sequence[tuple[str, str]]
"""Pairs of key and label."""


class _Style(NamedTuple):
    """How second letters are written."""

    labels: bool = True
    short: bool = False
    title: bool = True
    leave: bool = True
    gap: int = 2


_STYLES: Final = (
    _Style(),
    _Style(leave=False),
    _Style(short=True),
    _Style(short=True, leave=False),
    _Style(short=True, leave=False, title=False),
    _Style(short=True, leave=False, title=False, gap=1),
    _Style(labels=False, leave=False),
    _Style(labels=False, leave=False, title=False, gap=1),
)
"""From the fullest to the shortest: no letter may be missing."""
_TWO_ROWS: Final = (
    _Style(leave=False),
    _Style(short=True, leave=False),
    _Style(short=True, leave=False, title=False, gap=1),
)
"""How second letters are written in two rows, where one has no room for their words."""


class HintRow(Lines):
    """Keys and labels in one line.

    Second letters are all there, in fewer words where there is little room. Of the other hints the
    last are left out, but for the last but one, which leads to all keys.
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._title = ""
        self._hints: Hints = ()

    def hint(self, hints: Hints, title: str = "") -> Line | None:
        """Show other hints; `title` names the verb whose second letters they are.

        The last of the second letters is the key that leaves. Returns what has to stand in the row
        above for the letters to keep their words, None where one row is enough.
        """
        self._title = title
        self._hints = tuple(hints)
        above, row = self._rows() if title else (None, self._row())
        self.show([row])
        return above

    def on_resize(self) -> None:
        """Show as many hints as fit now."""
        self.show([self._row()])

    def _row(self) -> Line:
        cells = self.size.width
        return self._letters(cells) if self._title else self._keys(cells)

    def _rows(self) -> tuple[Line | None, Line]:
        """The letters in this row, or in the one above and this."""
        if not self.display:
            return self._letters(self.app.size.width), ()
        cells = self.size.width
        worded = (self._styled(style) for style in _STYLES if style.labels)
        row = next((line for line in worded if width(line) <= cells), None)
        if row is not None:
            return None, row
        hints = self._hints[:-1]
        for style in _TWO_ROWS:
            for half in range((len(hints) + 1) // 2, 0, -1):
                first = self._styled(style, hints[:half])
                second = self._styled(style._replace(title=False), hints[half:])
                if max(width(first), width(second)) <= cells:
                    return first, second
        return None, self._letters(cells)

    def _letters(self, cells: int) -> Line:
        """Title and letters in the fullest style that fits."""
        lines = (self._styled(style) for style in _STYLES)
        return next((line for line in lines if width(line) <= cells), self._styled(_STYLES[-1]))

    def _styled(self, style: _Style, hints: Hints | None = None) -> Line:
        if hints is None:
            hints = self._hints if style.leave else self._hints[:-1]
        runs: list[Run] = [Run(f" {self._title}  ", "strong") if style.title else Run(" ")]
        for key, label in hints:
            if runs[1:]:
                runs.append(Run(" " * style.gap))
            runs += self._piece(key, (short(label) if style.short else label) * style.labels)
        return tuple(runs)

    def _keys(self, cells: int) -> Line:
        """As many keys as fit, in short words where not all do."""
        line = self._joined(self._hints)
        if width(line) <= cells:
            return line
        left = [(key, short(label)) for key, label in self._hints]
        kept = left[-2:-1]
        while width(line := self._joined(left)) > cells and len(left) > len(kept):
            left.pop(-2 if left[-1:] == kept else -1)
        return line

    def _joined(self, hints: Hints) -> Line:
        runs: list[Run] = [Run(" ")]
        for key, label in hints:
            runs += [Run("  ")] if runs[1:] else []
            runs += self._piece(key, label)
        return tuple(runs)

    @staticmethod
    def _piece(key: str, label: str) -> Line:
        return (Run(key, "key"), Run(f" {label}", "faint")) if label else (Run(key, "key"),)
