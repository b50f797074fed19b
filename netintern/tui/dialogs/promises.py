"""What was promised in a talk: as many rows as are needed, each with its day."""

from datetime import date
from typing import NamedTuple

from textual.widget import Widget
from textual.widgets import Input

from netintern.domain.dates import parse_day, weekday_day
from netintern.domain.errors import FieldError, UsageError
from netintern.domain.text import clean
from netintern.tui.dialogs.controls import Choice, Option, TextField
from netintern.tui.dialogs.rows import Row, read_certain_day

_SIDES = (Option("mine", "I will", "i"), Option("theirs", "they will", "t"))


class PromisedThing(NamedTuple):
    """Something promised in a talk."""

    text: str
    by: date | None = None
    """The day; None means a week after the talk."""
    direction: str = "mine"
    """ "mine" or "theirs"."""


class PromiseRow(Row):
    """One promise. "slides by fri" in the first field fills the second as well."""

    def __init__(
        self,
        label: str,
        number: int,
        *,
        today: date,
        promise: PromisedThing | None = None,
        spare: bool = False,
    ) -> None:
        """`promise` stands in it already; `spare`: made ahead, to be shown when it is needed."""
        text, day, side = promise or PromisedThing("")
        self._text = TextField(text, placeholder="slides by fri", classes="wide")
        self._by = TextField("" if day is None else str(day), placeholder="by when", classes="by")
        self._side = Choice(_SIDES, side, short=True, classes="side")
        super().__init__(
            label,
            self._text,
            self._by,
            self._side,
            field=f"promised:{number}",
            classes="several spare" if spare else "several",
        )
        self._today = today

    @property
    def blank(self) -> bool:
        """Whether nothing is promised here."""
        return not self._text.text and not self._by.text

    @property
    def wrong(self) -> Widget | None:
        """The day, where there is one: of a promise with its words nothing else can be wrong."""
        return self._by if self._text.text and self._by.text else None

    def promise(self) -> PromisedThing | None:
        """The promise; None in an empty row. Raises FieldError."""
        self._divide()
        if self.blank:
            return None
        return PromisedThing(self._text.text, self._day(), self._side.value)

    def says(self, sentence: str) -> bool:
        """Whether a sentence quotes this promise."""
        text = clean(self._text.value)
        return bool(text) and f"'{text}'" in sentence

    def on_input_changed(self, event: Input.Changed) -> None:
        """Read the day along."""
        self._tell()

    def on_input_blurred(self, event: Input.Blurred) -> None:
        """Take the day out of the words."""
        if event.input is self._text:
            self._divide()

    def left(self) -> None:
        """Words that are no day are told as soon as the keyboard leaves them."""
        try:
            self._day()
        except FieldError as error:
            self.complain(str(error))

    def _day(self) -> date | None:
        text = self._by.text
        if not text:
            return None
        try:
            return read_certain_day(text, self._today)
        except UsageError as error:
            raise FieldError(self.field, error.sentence, error.hint) from error

    def _divide(self) -> None:
        before, by, words = self._text.text.rpartition(" by ")
        if not by or self._by.text:
            return
        try:
            parse_day(words, self._today)
        except UsageError:
            return
        self._text.value = before.strip()
        self._by.value = words.strip()

    def _tell(self) -> None:
        try:
            day = self._day()
        except FieldError:
            day = None
        self.say("" if day is None else weekday_day(day, self._today))

    def _reading_at(self) -> int:
        return self._by.virtual_region.right + 1
