"""The row above the hints: what was just done and how to undo it, or why something was not."""

from collections.abc import Iterable

from textual.timer import Timer

from netintern.tui.text import Line, Run, cut, fit, width
from netintern.tui.widgets.lines import Lines

SECONDS = 5.0
"""How long a toast stays."""
_SIGNS = {"done": ("✓ ", "accent"), "refused": ("! ", "late"), "note": ("", "dim")}


class Toast(Lines):
    """One sentence at a time at the left, lasting counts at the right."""

    def __init__(self, *, id: str | None = None, ascii_only: bool = False) -> None:
        super().__init__(id=id)
        self._said: tuple[Run, Run, Run, Run] | None = None
        """The sign, the sentence, what had better be known, and what to do next."""
        self._instead: Line | None = None
        """What stands in the row for as long as something is chosen."""
        self._right: Line = ()
        self._rest: Line = ()
        """What stands at the left while nothing is said."""
        self._ascii = ascii_only
        self._timer: Timer | None = None

    @property
    def hint(self) -> str:
        """What the row says to do next now."""
        return "" if self._said is None else self._said[3].text.strip()

    def say(self, text: str, tone: str = "note", hint: str = "", remark: str = "") -> None:
        """Show a sentence for five seconds, with what to do next behind it."""
        sign, role = _SIGNS[tone]
        if self._ascii:
            sign = sign.replace("✓", "*")
        self._said = (
            Run(f" {sign}", role),
            Run(text, "ink" if tone == "done" else role),
            Run(f"  {remark}" if remark else "", "late"),
            Run(f"  {hint}" if hint else "", "faint"),
        )
        self._draw()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(SECONDS, self.clear)

    def drop_hint(self) -> None:
        """Leave the sentence, without what to do next."""
        if self._said is not None:
            self._said = (*self._said[:3], Run("", "faint"))
            self._draw()

    def instead(self, line: Line | None) -> None:
        """Show a line in place of everything; None shows the sentence again."""
        if line != self._instead:
            self._instead = line
            self._draw()

    def clear(self) -> None:
        """Take the sentence away."""
        self._said = None
        self._draw()

    def count(self, runs: Iterable[Run]) -> None:
        """Show other counts at the right."""
        self._right = tuple(runs)
        self._draw()

    def rest(self, line: Line) -> None:
        """What stands at the left while nothing is said."""
        if line != self._rest:
            self._rest = line
            self._draw()

    def on_resize(self) -> None:
        """The counts stay at the right edge."""
        self._draw()

    def _draw(self) -> None:
        if self._instead is not None:
            self.show([self._instead])
            return
        cells = self.size.width
        left = self._fitted(cells)
        right = self._right if width(left) + width(self._right) + 3 <= cells else ()
        gap = cells - width(left) - width(right) - 1
        middle = (Run(fit("", gap)),) if right and gap > 0 else ()
        self.show([(*left, *middle, *right)])

    def _fitted(self, cells: int) -> Line:
        """A long sentence is cut, then the warning: what to do next is never lost."""
        if self._said is None:
            return tuple(run._replace(text=cut(run.text, max(0, cells - 1))) for run in self._rest)
        sign, text, remark, hint = self._said
        room = max(0, cells - width((sign, hint)) - 1)
        remark = remark._replace(text=cut(remark.text, room))
        text = text._replace(text=cut(text.text, room - width((remark,))))
        return (sign, text, remark, hint)
