"""Recording what the boss agreed to: minutes a week, and what was said."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from textual.widget import Widget

from netintern.domain.dates import weekday_day
from netintern.services.queries.weeks import WeekView
from netintern.services.receipt import Receipt
from netintern.tui.dialogs.controls import TextField
from netintern.tui.dialogs.form import Dialog
from netintern.tui.dialogs.rows import DayRow, Row, Words, read_minutes


class CheckinDraft(NamedTuple):
    """A check-in as it was typed."""

    agreed: int
    """Minutes a week."""
    on: date
    note: str
    feedback: str


class CheckinForm(Dialog[Receipt | None]):
    """The facts to speak about, and what came of it."""

    def __init__(
        self, *, today: date, week: WeekView, submit: Callable[[CheckinDraft], Receipt]
    ) -> None:
        """`submit` writes the draft and raises what the verb raises."""
        super().__init__("Check-in with the boss")
        self._facts = _facts(week, today)
        self._submit = submit
        proposed = week.own if week.cap is None else week.cap
        self._agreed = TextField(str(proposed), replace=True, classes="number")
        self._day = DayRow("Day", "on", today=today, prefer="past", value="today")
        self._note = TextField(placeholder="what else was agreed")
        self._feedback = TextField(placeholder="what the boss said about the work")

    def rows(self) -> Iterable[Widget]:
        """The facts, then the fields."""
        yield Words(self._facts, classes="question")
        agreed = Row("Agreed", self._agreed, field="agreed")
        agreed.say("minutes a week; 0 means none")
        yield agreed
        yield self._day
        yield Row("Note", self._note, field="note")
        yield Row("Feedback", self._feedback, field="feedback")

    def write(self) -> Receipt:
        """Record it. Raises NetinternError."""
        return self._submit(
            CheckinDraft(
                agreed=read_minutes(self._agreed.value, "agreed"),
                on=self._day.needed(),
                note=self._note.text,
                feedback=self._feedback.text,
            )
        )


def _facts(week: WeekView, today: date) -> str:
    if week.agreed_on is not None and week.cap is not None:
        agreed = f"{week.cap} min a week, agreed on {weekday_day(week.agreed_on, today)}."
    else:
        agreed = "Nothing was agreed yet."
    spent = " ".join(str(minutes) for _, minutes, _ in week.history)
    return f"{agreed} Spent in the last {len(week.history)} weeks: {spent} min."
