"""What a line said that has no field in the form: it is told, and it does not go unseen."""

from collections.abc import Sequence

from textual.geometry import Size

from netintern.domain.errors import FieldError
from netintern.tui.dialogs.controls import Choice, Option
from netintern.tui.dialogs.rows import Row
from netintern.tui.text import Line, Run, wrap

_FIELD = "unclear"
_MOST_LINES = 3
"""Lines for one sentence."""


class UnclearRow(Row):
    """What was not understood, and the answer that it is seen to."""

    def __init__(self, told: Sequence[str]) -> None:
        self._told = tuple(told)
        self._answer = Choice((Option("y", "seen to, or left out", "s"),), optional=True)
        super().__init__("Unclear", self._answer, field=_FIELD)
        self.display = bool(told)

    @property
    def kept(self) -> tuple[tuple[str, ...], ...]:
        """Nothing: it is asked anew when the form is opened again."""
        return ()

    def check(self) -> None:
        """Raises FieldError while it was not answered."""
        if self._told and not self._answer.value:
            raise FieldError(
                _FIELD, "Not everything in the line was understood.", "Put it right, then press s."
            )

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The answer, what is told, and the lines below."""
        return 1 + len(self._below(width))

    def _below(self, width: int) -> list[Line]:
        """What was not understood stands above what is wrong."""
        cells = max(8, width - self._indent)
        lines: list[Line] = []
        for sentence in self._told:
            for part in wrap(sentence, cells - 1, _MOST_LINES):
                lines.append((Run(" " * (self._indent + 1)), Run(part, "late")))
        return [*lines, *super()._below(width)]
