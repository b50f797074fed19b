"""Snoozing somebody to a day that is typed."""

from collections.abc import Callable, Iterable
from datetime import date

from textual.widget import Widget

from netintern.domain.examples import later
from netintern.services.receipt import Receipt
from netintern.tui.dialogs.form import Dialog
from netintern.tui.dialogs.rows import DayRow


class SnoozeDay(Dialog[Receipt | None]):
    """One line for the day; the workday that it means is shown beside it."""

    def __init__(
        self,
        *,
        today: date,
        name: str,
        read: Callable[[str], date],
        submit: Callable[[date], Receipt],
    ) -> None:
        """`read` turns words into a workday and raises UsageError; `submit` writes it."""
        super().__init__(f"Not now: {name}", save="Snooze")
        self._submit = submit
        self._day = DayRow(
            "Until", "until", today=today, placeholder=f"next mon, 2w, {later(today)}", read=read
        )

    @property
    def single(self) -> bool:
        """Enter saves."""
        return True

    def rows(self) -> Iterable[Widget]:
        """The day."""
        yield self._day

    def write(self) -> Receipt:
        """Snooze. Raises NetinternError."""
        return self._submit(self._day.needed())
