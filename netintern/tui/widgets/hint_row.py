"""The bottom row: the keys that matter here, or the second letters of a verb."""

from collections.abc import Sequence

from netintern.tui.text import Line, Run, width
from netintern.tui.widgets.lines import Lines

Hints = Sequence[tuple[str, str]]
"""Pairs of key and label."""


class HintRow(Lines):
    """Keys and labels in one line; what does not fit is left out, but for the last two."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._title = ""
        self._hints: Hints = ()

    def hint(self, hints: Hints, title: str = "") -> None:
        """Show other hints; `title` names the verb whose second letters they are."""
        self._title = title
        self._hints = tuple(hints)
        self.show([self._row()])

    def on_resize(self) -> None:
        """Show as many hints as fit now."""
        self.show([self._row()])

    def _row(self) -> Line:
        room = max(0, self.size.width - 1)
        title: Line = (Run(f" {self._title}  ", "strong"),) if self._title else (Run(" "),)
        fixed = [] if self._title else list(self._hints[-2:])
        ends = [self._piece(*hint) for hint in fixed]
        room -= width(title) + sum(width(piece) for piece in ends)
        runs: list[Run] = [*title]
        for hint in self._hints if self._title else self._hints[:-2]:
            piece = self._piece(*hint)
            room -= width(piece)
            if room < 0:
                break
            runs += piece
        return tuple(runs + [run for piece in ends for run in piece])

    @staticmethod
    def _piece(key: str, label: str) -> Line:
        return (Run(key, "key"), Run(f" {label}  ", "faint"))
