"""Work commitments: what is due, how many hours are left, what is finished."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Literal

from textual import events
from textual.widget import Widget
from textual.widgets import Input

from netintern.domain.commitment_line import read_commitment
from netintern.domain.dates import weekday_day
from netintern.domain.errors import FieldError, NetinternError
from netintern.domain.examples import later, soon
from netintern.services.queries.work import CommitmentLine
from netintern.services.receipt import Receipt
from netintern.tui.dialogs.controls import Field, TextField
from netintern.tui.dialogs.form import Dialog, SaveLine
from netintern.tui.dialogs.rows import DayRow, Row, Words
from netintern.tui.keymap import bindings
from netintern.tui.text import Line, Run, fit, fit_right
from netintern.tui.widgets.line_list import LineList

Mode = Literal["list", "add", "hours", "due"]

_HOURS = re.compile(r"\d{1,4}(?:[.,]\d{1,2})?", re.ASCII)
_MOST_ROWS = 10
_HOW = "name, day, and hours still needed, if known"
_EMPTY = "No work is due. With a commitment here, netintern says when work comes before people."
_HINTS: dict[Mode, tuple[tuple[str, str], ...]] = {
    "list": (
        ("a", "add"),
        ("h", "hours left"),
        ("m", "another day"),
        ("d", "done"),
        ("D", "remove"),
        ("Esc", "leave"),
    ),
    "add": (("Enter", "save"), ("Esc", "back")),
    "hours": (("Enter", "save"), ("Esc", "back")),
    "due": (("Enter", "save"), ("Esc", "back")),
}


class OneCommitment(Row):
    """A commitment in one line, and below it how the line is understood."""

    def __init__(self, today: date) -> None:
        self._line = TextField(placeholder=f"Demo {soon(today)} 9h")
        super().__init__("New", self._line, field="name", classes="gap")
        self._today = today

    @property
    def text(self) -> str:
        """What was typed."""
        return self._line.text

    def clear(self) -> None:
        """Take away what was typed."""
        self._line.clear()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Read along."""
        super().on_input_changed(event)
        if not self.text:
            self.help((Run(_HOW, "faint"),))
            return
        read = read_commitment(self.text, self._today)
        whole = bool(read.name and read.due)
        self.help((Run(read.words(self._today), "ink" if whole else "dim"),))


class CommitmentList(LineList, Field, inherit_bindings=False):
    """The open commitments, by date."""

    BINDINGS = bindings("move")

    def __init__(self, today: date, verbs: Mapping[str, Callable[[], None]]) -> None:
        """`verbs`: what a key does."""
        super().__init__()
        self._today = today
        self._verbs = verbs
        self._rows: tuple[CommitmentLine, ...] = ()

    @property
    def chosen(self) -> CommitmentLine | None:
        """The commitment under the cursor."""
        return None if self.cursor is None else self._rows[self.cursor]

    def show_commitments(self, rows: Sequence[CommitmentLine]) -> None:
        """Show other commitments; the cursor stays where it was."""
        self._rows = tuple(rows)
        self.styles.height = min(max(1, len(rows)), _MOST_ROWS)
        self.show_rows([str(row.id) for row in rows])

    def line(self, index: int, cells: int, *, here: bool) -> Line:
        """Name, day, hours."""
        row = self._rows[index]
        late = row.due < self._today
        hours = "hours ?" if row.hours_left is None else f"{row.hours_left:g} h left"
        return (
            Run("! " if late else "> " if here else "  ", "late" if late else "key"),
            Run(fit(row.name, max(8, cells - 29)), "bold" if here else "ink"),
            Run(fit_right(weekday_day(row.due, self._today), 15), "late" if late else "dim"),
            Run(fit_right(hours, 11), "dim"),
        )

    def on_key(self, event: events.Key) -> None:
        """Take the key before it can be a movement."""
        self.hand_over(event)

    def take(self, event: events.Key) -> bool:
        """The keys of the list; movement is bound."""
        verb = self._verbs.get(event.key)
        if verb is not None:
            verb()
        return verb is not None


class Commitments(Dialog[None]):
    """The list, and below it the fields for a new one or for hours; each act is written at once."""

    KEEPS = False

    def __init__(
        self,
        *,
        today: date,
        rows: Callable[[], tuple[CommitmentLine, ...]],
        add: Callable[[str], Receipt],
        hours_left: Callable[[int, float], Receipt],
        move: Callable[[int, date], Receipt],
        finish: Callable[[int], Receipt],
        remove: Callable[[int], Receipt],
    ) -> None:
        """`rows` reads; the others write and raise what the verbs raise. `add` gets a line."""
        super().__init__("Work commitments", save="", hints=_HINTS["list"])
        self._read_rows = rows
        self._add = add
        self._set_hours = hours_left
        self._move = move
        self._finish = finish
        self._take_out = remove
        self._mode: Mode = "list"
        self._list = CommitmentList(
            today,
            {
                "a": lambda: self._enter("add"),
                "h": lambda: self._ask("hours"),
                "enter": lambda: self._ask("hours"),
                "m": lambda: self._ask("due"),
                "d": lambda: self._end(self._finish),
                "D": lambda: self._end(self._take_out),
                "escape": self.action_leave,
            },
        )
        self._empty = Words(_EMPTY, "dim")
        self._told = Words("", "dim", classes="told")
        self._new = OneCommitment(today)
        self._due = DayRow("Due", "due", today=today, placeholder=f"{soon(today)}, {later(today)}")
        self._left = TextField(classes="number", replace=True)
        self._forms: dict[Mode, tuple[Row, ...]] = {
            "list": (),
            "add": (self._new,),
            "hours": (Row("Hours left", self._left, field="hours_left", classes="gap"),),
            "due": (self._due,),
        }
        for form in self._forms.values():
            for row in form:
                row.display = False
        self._new.help((Run(_HOW, "faint"),))

    def rows(self) -> Iterable[Widget]:
        """The list, the fields, what was done."""
        yield self._empty
        yield self._list
        for form in self._forms.values():
            yield from form
        yield self._told

    def begin(self) -> None:
        """Read the book."""
        self._reread()
        self.go(self._list)

    def write(self) -> None:
        """Write what was typed. Raises NetinternError."""
        verb = {"add": self._added, "hours": self._hours_set, "due": self._moved}[self._mode]
        self._told.show(verb().label)

    def action_save(self) -> None:
        """Write what was typed, and go back to the list."""
        if self._mode == "list":
            return
        self._act(self.write)

    def action_leave(self) -> None:
        """From the fields to the list, from the list to the screen below."""
        if self._mode == "list":
            super().action_leave()
        else:
            self._enter("list")

    def action_next(self) -> None:
        """Enter in the last field saves."""
        if self._mode != "list" and self._forms[self._mode][-1].has_focus_within:
            self.action_save()
        else:
            super().action_next()

    def row_of(self, error: FieldError) -> Row | None:
        """There is one line at a time; whatever is wrong is wrong there."""
        return self._forms[self._mode][0] if self._mode != "list" else None

    def _ask(self, mode: Mode) -> None:
        """Ask for the hours or the day of the one under the cursor."""
        if self._list.chosen is not None:
            self._enter(mode)

    def _end(self, verb: Callable[[int], Receipt]) -> None:
        """Finish or take out the one under the cursor."""
        chosen = self._list.chosen
        if chosen is not None:
            self._act(lambda: self._told.show(verb(chosen.id).label))

    def _act(self, verb: Callable[[], None]) -> None:
        self._problem.show("")
        try:
            verb()
        except NetinternError as error:
            self.complain(error)
            return
        self._enter("list")
        self._reread()

    def _added(self) -> Receipt:
        receipt = self._add(self._new.text)
        self._new.clear()
        return receipt

    def _hours_set(self) -> Receipt:
        return self._set_hours(self._chosen().id, _read_hours(self._left.text, "hours_left"))

    def _moved(self) -> Receipt:
        return self._move(self._chosen().id, self._due.needed())

    def _chosen(self) -> CommitmentLine:
        chosen = self._list.chosen
        if chosen is None:
            raise FieldError("name", "No commitment is chosen.", "Esc goes back to the list.")
        return chosen

    def _enter(self, mode: Mode) -> None:
        self._mode = mode
        for name, form in self._forms.items():
            for row in form:
                row.display = name == mode
        self.query_one(SaveLine).hint(_HINTS[mode])
        if mode == "list":
            self.go(self._list)
            return
        chosen = self._list.chosen
        if mode == "hours" and chosen is not None:
            self._left.value = "" if chosen.hours_left is None else f"{chosen.hours_left:g}"
            self._forms[mode][0].say(chosen.name)
        if mode == "due" and chosen is not None:
            (field,) = self._due.query(TextField)
            field.value = chosen.due.isoformat()
        self._forms[mode][0].start()

    def _reread(self) -> None:
        rows = self._read_rows()
        self._list.show_commitments(rows)
        self._empty.display = not rows


def _read_hours(text: str, field: str) -> float:
    plain = text.strip().lower().removesuffix("h").strip()
    if not _HOURS.fullmatch(plain):
        raise FieldError(field, f"'{text.strip()}' is not a number of hours.", "Type 9, or 1.5.")
    return float(plain.replace(",", "."))
