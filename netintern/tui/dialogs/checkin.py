"""Recording what the boss agreed to: minutes a week, and what was said."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final, NamedTuple

from textual.widget import Widget
from textual.widgets import Input

from netintern.domain.dates import weekday_day
from netintern.domain.errors import FieldError
from netintern.services.queries.weeks import WeekView
from netintern.services.receipt import Receipt
from netintern.tui.dialogs.controls import Choice, Option, TextField
from netintern.tui.dialogs.form import Dialog
from netintern.tui.dialogs.rows import DayRow, Row, Words, read_minutes

_ZERO: Final = "minutes a week; 0 means none"


class CheckinDraft(NamedTuple):
    """A check-in as it was typed."""

    agreed: int
    """Minutes a week."""
    on: date
    note: str
    feedback: str
    said_by: int | None = None
    """Whose feedback it is; None is the first supervisor's."""


class CheckinForm(Dialog[Receipt | None]):
    """The facts to speak about, and what came of it."""

    def __init__(
        self,
        *,
        today: date,
        week: WeekView,
        submit: Callable[[CheckinDraft], Receipt],
        preview: Callable[[int, date], str] | None = None,
    ) -> None:
        """`submit` writes the draft and raises what the verb raises.

        `preview` tells without writing what would move with so many minutes agreed on a day.
        """
        super().__init__("Check-in with the boss")
        self._facts = _facts(week, today)
        self._submit = submit
        self._preview = preview
        proposed = week.own if week.cap is None else week.cap
        self._agreed = TextField(str(proposed), replace=True, classes="number")
        self._row = Row("Agreed", self._agreed, field="agreed")
        self._day = DayRow("Day", "on", today=today, prefer="past", value="today")
        self._note = TextField(placeholder="what else was agreed")
        self._feedback = TextField(placeholder="what the boss said about the work")
        bosses = () if week.experience is None else week.experience.supervisors
        self._said_by = Choice(
            [Option(str(who.id), f"{at} {who.name}", str(at)) for at, who in enumerate(bosses, 1)],
            str(bosses[0].id) if bosses else "",
        )

    def rows(self) -> Iterable[Widget]:
        """The facts, then the fields."""
        yield Words(self._facts, classes="question")
        self._row.say(_ZERO)
        yield self._row
        yield self._day
        yield Row("Note", self._note, field="note")
        yield Row("Feedback", self._feedback, field="feedback")
        if len(self._said_by.options) > 1:
            yield Row("By", self._said_by, field="said_by")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Tell beside the number what would move; what is no number yet moves nothing."""
        words = ""
        if self._preview is not None:
            try:
                minutes = read_minutes(self._agreed.value, "agreed")
                words = self._preview(minutes, self._day.needed())
            except FieldError:
                words = ""
        self._row.say(words or _ZERO)

    def write(self) -> Receipt:
        """Record it. Raises NetinternError."""
        return self._submit(
            CheckinDraft(
                agreed=read_minutes(self._agreed.value, "agreed"),
                on=self._day.needed(),
                note=self._note.text,
                feedback=self._feedback.text,
                said_by=int(self._said_by.value) if self._said_by.value else None,
            )
        )


def _facts(week: WeekView, today: date) -> str:
    if week.agreed_on is not None and week.cap is not None:
        agreed = f"{week.cap} min a week, agreed on {weekday_day(week.agreed_on, today)}."
    else:
        agreed = "Nothing was agreed yet."
    spent = " ".join(str(minutes) for _, minutes, _ in week.history)
    return f"{agreed} Spent in the last {len(week.history)} weeks: {spent} min."
