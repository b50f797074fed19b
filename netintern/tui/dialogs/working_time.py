"""When work is done: the working day, the hours of real work, focus time, and days off."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from textual.widget import Widget

from netintern.services.receipt import Receipt
from netintern.tui.dialogs.controls import TextField
from netintern.tui.dialogs.form import Dialog
from netintern.tui.dialogs.rows import Row, Words

_ROWS: Final[tuple[tuple[str, str, str, str], ...]] = (
    ("work_start", "From", "09:00", "number"),
    ("work_end", "To", "17:00", "number"),
    ("workdays", "Workdays", "mon-fri", ""),
    ("focus_hours", "Real work", "6", "number"),
    ("focus_time", "Focus time", "09:00-11:00: nothing is proposed then", ""),
    ("holidays", "Holidays", "3 jul, 7 sep", ""),
    ("quiet", "Quiet days", "13 jul..19 jul", ""),
)
"""Setting, label, example, and the class of the field."""
_UNITS: Final[Mapping[str, str]] = {"focus_hours": "hours of a workday"}
_ABOUT: Final = "The work gate, the minutes of a week, and every due date go by this."


class WorkingTime(Dialog[Receipt | None]):
    """The settings about working time in one form, saved in one step."""

    def __init__(
        self, *, values: Mapping[str, str], submit: Callable[[Mapping[str, str]], Receipt]
    ) -> None:
        """`values` are the settings as text; `submit` gets those that are different now."""
        super().__init__("Working time", wide=True)
        self._values = dict(values)
        self._submit = submit
        self._typed = {
            name: TextField(
                values[name], placeholder=example, replace=bool(size), classes=size or None
            )
            for name, _, example, size in _ROWS
        }

    def rows(self) -> Iterable[Widget]:
        """A line for each setting."""
        yield Words(_ABOUT, classes="question")
        for name, label, _, _ in _ROWS:
            row = Row(label, self._typed[name], field=name)
            row.say(_UNITS.get(name, ""))
            yield row

    def write(self) -> Receipt:
        """Write what is different. Raises NetinternError."""
        return self._submit(
            {
                name: field.text
                for name, field in self._typed.items()
                if field.text != self._values[name].strip()
            }
        )
