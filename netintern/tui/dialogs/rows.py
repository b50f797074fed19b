"""The rows of forms: a label, the fields beside it, how they are read, and what is wrong."""

import re
from collections.abc import Callable, Sequence
from datetime import date

from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input

from netintern.domain.dates import Prefer, parse_day, weekday_day
from netintern.domain.errors import FieldError, UsageError
from netintern.domain.examples import later, past, soon
from netintern.tui.dialogs.controls import Control, Form, Keeping, State, TextField
from netintern.tui.text import Line, Run, fit, strip, wrap
from netintern.tui.themes import palette

_MINUTES = re.compile(r"(?:(\d{1,3})\s*h)?\s*(?:(\d{1,5})\s*(?:m|min)?)?", re.ASCII)


def read_minutes(text: str, field: str = "minutes") -> int:
    """Minutes of "30", "30 min", "1h" or "1h 30". Raises FieldError."""
    found = _MINUTES.fullmatch(text.strip().lower())
    if found is None or not any(found.groups()):
        wrong = f"'{text.strip()}' is not a length." if text.strip() else "The length is missing."
        raise FieldError(field, wrong, "Type 30, or 1h 30.")
    hours, minutes = found.groups(default="0")
    return int(hours) * 60 + int(minutes)


def read_certain_day(text: str, today: date, prefer: Prefer = "future") -> date:
    """The day that was typed, doubted as it is in the line for a talk. Raises UsageError.

    A day without its year that is only a day to come because this year's is over, or only a past
    one because this year's is still to come, is rather a slip.
    """
    from netintern.domain.sentence.days import Span
    from netintern.domain.sentence.line import is_far_ahead, is_far_back

    day = parse_day(text, today, prefer=prefer)
    span = Span(0, day, text)
    when = weekday_day(day, today)
    if prefer == "future" and is_far_ahead(span, today):
        raise UsageError(f"{text} is over.", f"Write the year if it is {when}.")
    if prefer == "past" and is_far_back(span, today):
        raise UsageError(f"{text} is still to come.", f"Write the year if it was {when}.")
    return day


class Words(Widget):
    """A sentence in one role, in as many lines as it needs."""

    def __init__(
        self, text: str = "", role: str = "dim", *, most: int = 3, classes: str | None = None
    ) -> None:
        super().__init__(classes=classes)
        self._text = text
        self._role = role
        self._most = most

    def show(self, text: str, role: str = "") -> None:
        """Show another sentence."""
        self._role = role or self._role
        if text != self._text:
            self._text = text
            self.refresh(layout=True)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the words need."""
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """One line."""
        lines = self._lines(self.size.width)
        runs = (Run(lines[y], self._role),) if y < len(lines) else ()
        return strip(runs, palette(self.app.theme).plain, self.size.width)

    def _lines(self, width: int) -> list[str]:
        return wrap(self._text, max(1, width), self._most)


class Row(Widget):
    """Fields side by side behind a label.

    `field` is the keyword of the verb, by which an error finds its row.
    """

    def __init__(
        self,
        label: str,
        *fields: Widget,
        field: str = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(*fields, id=id, classes=classes)
        self.label = label
        self.field = field
        self.fields = fields
        """The fields, from left to right."""
        self._reading = ""
        self._problem = ""
        self._help: Line | None = None
        self._explains = False
        """Whether the line of keys is there because a letter chose nothing."""
        self._inside = False

    @property
    def blank(self) -> bool:
        """True for an empty row that the form may pass over."""
        return False

    @property
    def title(self) -> str:
        """What tells this row from the others of its form."""
        return self.field or self.label

    @property
    def kept(self) -> tuple[State, ...]:
        """What stands in the fields that can be kept."""
        return tuple(field.state() for field in self.fields if isinstance(field, Keeping))

    def keep(self, states: Sequence[State]) -> None:
        """Put into the fields what stood there."""
        fields = [field for field in self.fields if isinstance(field, Keeping)]
        # A form can have been left by another make of it, with other fields in the row.
        for field, state in zip(fields, states, strict=False):
            field.restore(state)

    @property
    def problem(self) -> str:
        """What is wrong in this row; empty if nothing is."""
        return self._problem

    @property
    def reading(self) -> str:
        """How what was typed is understood."""
        return self._reading

    def say(self, reading: str) -> None:
        """Show behind the fields how they are understood."""
        if reading != self._reading:
            self._reading = reading
            self.refresh()

    def complain(self, problem: str) -> None:
        """Show below the fields what is wrong; empty takes it away."""
        if problem != self._problem:
            self._problem = problem
            self.refresh(layout=True)

    def help(self, line: Line | None) -> None:
        """Show a line of keys below the fields."""
        if line != self._help:
            added = (line is None) != (self._help is None)
            self._help = line
            self.refresh(layout=added)

    @property
    def wrong(self) -> Widget | None:
        """The field that is wrong, where it need not be the first one."""
        return None

    def start(self) -> None:
        """Bring the keyboard to the first field."""
        for field in self.query("*"):
            form = self.screen
            if field.focusable and isinstance(form, Form):
                form.go(field)
                return

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The fields, and the lines below them."""
        height = super().get_content_height(container, viewport, width) if self.children else 1
        return height + len(self._below(width))

    def render_line(self, y: int) -> Strip:
        """What is not covered by the fields: the label, the reading, and the lines below."""
        width = self.size.width
        below = self._below(width)
        first = self.size.height - len(below)
        styles = palette(self.app.theme).plain
        if y >= first:
            return strip(below[y - first] if y - first < len(below) else (), styles, width)
        if y > 0:
            return strip((), styles, width)
        role = "strong" if self._inside else "dim"
        label = (Run(fit(self.label, max(0, self._indent - 1)), role), Run(" "))
        left = max(self._indent, self._reading_at())
        gap = Run(" " * max(0, left - self._indent))
        return strip((*label, gap, Run(self._reading, "dim")), styles, width)

    def on_descendant_focus(self) -> None:
        """The label shows where the keyboard is."""
        if not self._inside:
            self._inside = True
            self.refresh()

    def on_descendant_blur(self) -> None:
        """The label shows where the keyboard is."""
        self.call_later(self._look)

    def on_input_changed(self, event: Input.Changed) -> None:
        """What is typed anew is no longer wrong."""
        self.complain("")

    def on_control_changed(self, event: Control.Changed) -> None:
        """What is chosen anew is no longer wrong."""
        self.complain("")

    def on_control_puzzled(self, event: Control.Puzzled) -> None:
        """Say which letters choose."""
        self._explains = True
        self.help((Run("letters choose: ", "faint"), Run(" ".join(event.keys), "key")))

    def onward(self, field: Widget) -> Widget | None:
        """Where Enter in a field goes, if it is not the next one."""
        return None

    def left(self) -> None:
        """The keyboard left the row."""

    @property
    def _indent(self) -> int:
        return self.children[0].styles.margin.left if self.children else 0

    def _reading_at(self) -> int:
        """The cell where the reading begins."""
        return max((child.virtual_region.right for child in self.children), default=0) + 2

    def _look(self) -> None:
        if self.is_attached and self._inside and not self.has_focus_within:
            self._inside = False
            self.refresh()
            if self._explains:
                self._explains = False
                self.help(None)
            self.left()

    def _below(self, width: int) -> list[Line]:
        lines: list[Line] = []
        indent = Run(" " * min(self._indent + 1, max(0, width - 8)))
        if self._problem:
            for part in wrap(f"! {self._problem}", max(8, width - len(indent.text)), 3):
                lines.append((indent, Run(part, "late")))
        elif self._help is not None:
            lines.append((indent, *self._help))
        return lines


class DayRow(Row):
    """A day in words, with the day that they mean beside them."""

    def __init__(
        self,
        label: str,
        field: str,
        *,
        today: date,
        prefer: Prefer = "future",
        value: str = "",
        placeholder: str = "",
        empty: str = "",
        read: Callable[[str], date] | None = None,
        id: str | None = None,
    ) -> None:
        """`empty` says what no day means; `read` turns words into a day and raises UsageError."""
        self._typed = TextField(value, placeholder=placeholder, replace=True, classes="day")
        super().__init__(label, self._typed, field=field, id=id)
        self._today = today
        self._prefer = prefer
        self._empty = empty
        self._read = read or (lambda text: read_certain_day(text, today, prefer))

    def on_mount(self) -> None:
        """Show the day of the value that is proposed."""
        self._tell()

    def day(self) -> date | None:
        """The day that was typed; None if nothing was. Raises FieldError."""
        text = self._typed.text
        if not text:
            return None
        try:
            return self._read(text)
        except UsageError as error:
            raise FieldError(self.field, error.sentence, error.hint) from error

    def needed(self) -> date:
        """The day that was typed. Raises FieldError if there is none."""
        day = self.day()
        if day is None:
            example = (past if self._prefer == "past" else later)(self._today)
            fri = "yesterday" if self._prefer == "past" else soon(self._today)
            hint = f"Type today, {fri}, or {example}."
            raise FieldError(self.field, "The day is missing.", hint)
        return day

    def on_input_changed(self, event: Input.Changed) -> None:
        """Read along."""
        self._tell()

    def left(self) -> None:
        """Words that are no day are told as soon as the keyboard leaves them."""
        try:
            self.day()
        except FieldError as error:
            self.complain(str(error))

    def _tell(self) -> None:
        try:
            day = self.day()
        except FieldError:
            self.say("")
        else:
            self.say(self._empty if day is None else weekday_day(day, self._today))
