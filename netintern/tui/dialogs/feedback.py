"""What somebody said about the work, and who it was."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from textual.widget import Widget

from netintern.domain.errors import FieldError
from netintern.services.queries.people import PersonRef
from netintern.services.receipt import Receipt
from netintern.tui.dialogs.controls import TextField
from netintern.tui.dialogs.form import Dialog
from netintern.tui.dialogs.people_field import Names, PeopleField
from netintern.tui.dialogs.rows import DayRow, Row


class FeedbackDraft(NamedTuple):
    """Feedback as it was typed."""

    text: str
    said_by: int
    on: date


class FeedbackForm(Dialog[Receipt | None]):
    """A sentence, who said it, and when."""

    def __init__(
        self,
        *,
        today: date,
        said_by: Sequence[PersonRef],
        names: Names,
        submit: Callable[[FeedbackDraft], Receipt],
    ) -> None:
        """`said_by`: who is proposed; `submit` writes the draft and raises what the verb raises."""
        super().__init__("What was said about the work", wide=True)
        self._submit = submit
        self._text = TextField(placeholder="one sentence")
        self._said_by = PeopleField(names, people=said_by)
        self._day = DayRow("Day", "on", today=today, prefer="past", value="today")

    def rows(self) -> Iterable[Widget]:
        """The words, then who and when."""
        yield Row("Said", self._text, field="text")
        yield Row("By", self._said_by, field="said_by")
        yield self._day

    def write(self) -> Receipt:
        """Keep it. Raises NetinternError."""
        who = self._said_by.ids("said_by")
        if not who:
            raise FieldError("said_by", "It is not said by whom.", "Type a name.")
        return self._submit(FeedbackDraft(self._text.text, who[0], self._day.needed()))
