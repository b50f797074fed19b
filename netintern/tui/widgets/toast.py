"""The row above the hints: what was just done and how to undo it, or why something was not."""

from collections.abc import Iterable

from textual.timer import Timer

from netintern.tui.text import Line, Run, fit, width
from netintern.tui.widgets.lines import Lines

SECONDS = 5.0
"""How long a toast stays."""
_SIGNS = {"done": ("✓ ", "accent"), "refused": ("! ", "late"), "note": ("", "dim")}


class Toast(Lines):
    """One sentence at a time at the left, lasting counts at the right."""

    def __init__(self, *, id: str | None = None, ascii_only: bool = False) -> None:
        super().__init__(id=id)
        self._left: Line = ()
        self._right: Line = ()
        self._ascii = ascii_only
        self._timer: Timer | None = None

    def say(self, text: str, tone: str = "note", hint: str = "") -> None:
        """Show a sentence for five seconds, with what to do next behind it."""
        sign, role = _SIGNS[tone]
        if self._ascii:
            sign = sign.replace("✓", "*")
        runs = (Run(f" {sign}", role), Run(text, "ink" if tone == "done" else role))
        self._left = (*runs, Run(f"  {hint}" if hint else "", "faint"))
        self._draw()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(SECONDS, self.clear)

    def clear(self) -> None:
        """Take the sentence away."""
        self._left = ()
        self._draw()

    def count(self, runs: Iterable[Run]) -> None:
        """Show other counts at the right."""
        self._right = tuple(runs)
        self._draw()

    def on_resize(self) -> None:
        """The counts stay at the right edge."""
        self._draw()

    def _draw(self) -> None:
        cells = self.size.width
        right = self._right if width(self._left) + width(self._right) + 3 <= cells else ()
        gap = cells - width(self._left) - width(right) - 1
        middle = (Run(fit("", gap)),) if right and gap > 0 else ()
        self.show([(*self._left, *middle, *right)])
