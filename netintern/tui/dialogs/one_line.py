"""One line of text: a reason, a note, tags, days, minutes."""

from collections.abc import Callable, Iterable

from textual.widget import Widget

from netintern.domain.errors import FieldError
from netintern.services.receipt import Receipt
from netintern.tui.dialogs.controls import TextField
from netintern.tui.dialogs.form import Dialog
from netintern.tui.dialogs.rows import Row, Words


class OneLine(Dialog[Receipt | None]):
    """A sentence that says what is asked, and a line for the answer."""

    def __init__(
        self,
        *,
        title: str,
        label: str,
        value: str = "",
        submit: Callable[[str], Receipt],
    ) -> None:
        """`submit` writes the text and raises what the verb raises."""
        super().__init__(title)
        self._question = label
        self._submit = submit
        self._line = TextField(value)
        self._row = Row("", self._line, field="line", classes="bare")

    @property
    def single(self) -> bool:
        """Enter saves."""
        return True

    def rows(self) -> Iterable[Widget]:
        """The sentence and the line."""
        yield Words(self._question, classes="question")
        yield self._row

    def write(self) -> Receipt:
        """Write the text. Raises NetinternError."""
        return self._submit(self._line.text)

    def row_of(self, error: FieldError) -> Row:
        """Whatever is wrong is wrong in this line."""
        return self._row
