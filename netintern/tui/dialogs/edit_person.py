"""Changing a person in place: every field of their page in one form, saved as one step."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from textual import events
from textual.widget import Widget
from textual.widgets import Input, TextArea

from netintern.domain.errors import FieldError
from netintern.domain.vocabulary import HandleKind
from netintern.services.receipt import Receipt
from netintern.tui.dialogs.add_person import TIERS
from netintern.tui.dialogs.controls import Choice, Control, Field, Flags, Option, TextField
from netintern.tui.dialogs.form import Body, Dialog
from netintern.tui.dialogs.rows import DayRow, Row
from netintern.tui.dialogs.suggestions import CIRCLE_OPTIONS
from netintern.tui.text import Run, safe

_KINDS: Final[tuple[tuple[HandleKind, str], ...]] = (
    ("email", "Mail"),
    ("phone", "Phone"),
    ("url", "Link"),
)
_DIGITS: Final = 6
"""Of a number of days; what has more is no number of days."""
_LASTING: Final = (Option("y", "lasting", "l"), Option("n", "with the job", "w"))
_CARE: Final = (
    Option("tracked", "in the queue", "q"),
    Option("wish", "to meet", "m"),
    Option("do_not_ask", "do not ask", "d"),
)
_SIGNALS: Final = (
    Option("trust", "trusted", "t"),
    Option("senior", "senior", "s"),
    Option("novel", "fresh view", "f"),
)


class ReachDraft(NamedTuple):
    """A way to reach somebody as it was typed."""

    kind: HandleKind
    value: str
    lasting: bool | None = None
    """Whether it outlives the job; None: by the address itself."""
    field: str = ""
    """The row that it was typed in, for an error; no part of what is compared."""


class EditDraft(NamedTuple):
    """A person as the form shows or leaves them."""

    name: str
    circle: str | None
    tier: int
    cadence: int | None
    """Days between contacts; None: by tier and circle."""
    org: str
    role: str
    reach: tuple[ReachDraft, ...]
    tags: tuple[str, ...]
    tracked: bool
    wish: bool
    do_not_ask: bool
    trust: bool
    senior: bool
    novel: bool
    leaves_on: date | None
    next_on: date | None
    notes: str


LoadWith = Callable[[int, str | None, int | None], tuple[int, int]]
"""Minutes a week, and the budget, for a tier, circle, and rhythm in days."""


class Marks(Flags):
    """Any of several, of which some are chosen already."""

    def __init__(self, options: Sequence[Option], chosen: Iterable[str]) -> None:
        super().__init__(options)
        wanted = set(chosen)
        self._chosen = {at for at, option in enumerate(options) if option.value in wanted}


class NoteField(TextArea, Field):
    """Several lines of text; Enter begins a new one, Tab leaves."""

    def __init__(self, text: str) -> None:
        super().__init__(
            _clean(text),
            soft_wrap=True,
            show_line_numbers=False,
            compact=True,
            highlight_cursor_line=False,
        )
        self.cursor_blink = False

    def arrive(self) -> None:
        """The cursor stands behind what is there."""
        self.move_cursor(self.document.end)

    def on_key(self, event: events.Key) -> None:
        """Take the key before the text does."""
        self.hand_over(event)

    def take(self, event: events.Key) -> bool:
        """Letters and Enter are put in; movement is the text's, until it ends."""
        if event.key == "enter":
            self._put("\n")
            return True
        if event.is_printable and event.character is not None:
            self._put(safe(event.character))
            return True
        inside = (event.key == "up" and not self.cursor_at_first_line) or (
            event.key == "down" and not self.cursor_at_last_line
        )
        return False if inside else super().take(event)

    def on_paste(self, event: events.Paste) -> None:
        """Pasted text is cleaned; its lines stay."""
        event.prevent_default()
        event.stop()
        self._put(_clean(event.text))

    def _put(self, text: str) -> None:
        self._replace_via_keyboard(text, *self.selection)


class ReachRow(Row):
    """One address, number, or link, with its mark."""

    def __init__(
        self, label: str, kind: HandleKind, number: int, reach: ReachDraft | None = None
    ) -> None:
        self._typed = TextField("" if reach is None else reach.value, classes="wide")
        mark = "" if reach is None or reach.lasting is None else "y" if reach.lasting else "n"
        self._lasting = Choice(
            _LASTING, mark, optional=True, short=True, empty="lasting?", classes="lasting"
        )
        super().__init__(
            label, self._typed, self._lasting, field=f"{kind}:{number}", classes="several"
        )
        self.kind: HandleKind = kind

    @property
    def blank(self) -> bool:
        """Whether nothing is typed here."""
        return not self._typed.text

    def reach(self) -> ReachDraft:
        """What was typed."""
        mark = self._lasting.value
        return ReachDraft(self.kind, self._typed.text, mark == "y" if mark else None, self.field)

    def on_descendant_focus(self) -> None:
        """The mark shows its keys while the keyboard is in it."""
        super().on_descendant_focus()
        in_mark = self.screen.focused is self._lasting
        question = (Run("does it outlive the job? ", "faint"), *self._lasting.legend)
        self.help(question if in_mark else None)

    def left(self) -> None:
        """The keys go with the keyboard."""
        self.help(None)


class EditPerson(Dialog[Receipt | None]):
    """The form for a person who is in the book."""

    # The classes for the width are on the screen itself, which a scope would leave out.
    SCOPED_CSS = False
    CSS = """
    Choice.lasting { width: 14; }
    .-usual Choice.lasting { margin-left: 1; }
    NoteField {
        width: 1fr; height: auto; min-height: 2; max-height: 8; padding: 0 1;
        background: $ni-rest; color: $ni-ink; border: none;
        scrollbar-size-vertical: 1; scrollbar-color: $ni-line;
        scrollbar-background: $ni-ground;
    }
    NoteField:focus { background: $ni-cursor; background-tint: $ni-cursor 0%; border: none; }
    NoteField .text-area--cursor { background: $ni-ink; color: $ni-ground; }
    NoteField .text-area--selection { background: $ni-faint; color: $ni-ground; }
    NoteField:ansi { background: ansi_default; color: ansi_default; text-style: underline; }
    NoteField:ansi .text-area--cursor { background: ansi_default; color: ansi_default; text-style: reverse; }
    """  # noqa: E501

    def __init__(
        self,
        *,
        today: date,
        person: EditDraft,
        load: LoadWith,
        submit: Callable[[EditDraft], Receipt],
    ) -> None:
        """`load` says what a closer tie costs; `submit` writes and raises what the verb raises."""
        super().__init__(f"Edit {person.name}", wide=True)
        self._before = person
        self._load = load
        self._submit = submit
        self._called = TextField(person.name)
        self._circle = Choice(CIRCLE_OPTIONS, person.circle or "", optional=True)
        self._tier = Choice(TIERS, str(person.tier))
        self._tier_row = Row("Closeness", self._tier, field="tier")
        self._days = TextField(
            "" if person.cadence is None else str(person.cadence), classes="number"
        )
        self._days_row = Row("Rhythm", self._days, field="cadence")
        self._org = TextField(person.org)
        self._as = TextField(person.role)
        self._tags = TextField(", ".join(person.tags), placeholder="several by commas")
        self._care = Marks(_CARE, _true_of(person, _CARE))
        self._signals = Marks(_SIGNALS, _true_of(person, _SIGNALS))
        self._leaves = DayRow(
            "Leaves", "leaves_on", today=today, value=_iso(person.leaves_on), empty="not known"
        )
        self._next = DayRow(
            "Next", "next_on", today=today, value=_iso(person.next_on), empty="by the rhythm"
        )
        self._notes = NoteField(person.notes)

    def rows(self) -> Iterable[Widget]:
        """Who they are, how close, how to reach them, and what else is known."""
        yield Row("Name", self._called, field="name")
        yield Row("Circle", self._circle, field="circle")
        yield self._tier_row
        yield self._days_row
        yield Row("Works at", self._org, field="org", classes="gap")
        yield Row("As", self._as, field="role")
        for kind, label in _KINDS:
            known = [reach for reach in self._before.reach if reach.kind == kind]
            for number, reach in enumerate((*known, None), 1):
                yield ReachRow("" if number > 1 else label, kind, number, reach)
        yield Row("Tags", self._tags, field="tags", classes="gap")
        yield Row("Care", self._care, field="wish")
        yield Row("They are", self._signals, field="trust")
        yield self._next
        yield self._leaves
        yield Row("Notes", self._notes, field="notes", classes="gap")

    def on_mount(self) -> None:
        """Say what an empty rhythm means."""
        super().on_mount()
        self._tell()

    def write(self) -> Receipt:
        """Write what is different. Raises NetinternError."""
        return self._submit(self._draft())

    def on_control_changed(self, event: Control.Changed) -> None:
        """Closer people cost more time: say how much."""
        self._tell()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Another address has room below the last one."""
        if event.input is self._days:
            self._tell()
        else:
            self._grow()

    def _draft(self) -> EditDraft:
        care, signals = self._care.values, self._signals.values
        return EditDraft(
            name=self._called.text,
            circle=self._circle.value or None,
            tier=int(self._tier.value),
            cadence=read_cadence(self._days.text),
            org=self._org.text,
            role=self._as.text,
            reach=tuple(row.reach() for row in self.query(ReachRow) if not row.blank),
            tags=tuple(filter(None, map(str.strip, self._tags.text.replace("#", ",").split(",")))),
            tracked="tracked" in care,
            wish="wish" in care,
            do_not_ask="do_not_ask" in care,
            trust="trust" in signals,
            senior="senior" in signals,
            novel="novel" in signals,
            leaves_on=self._leaves.day(),
            next_on=self._next.day(),
            notes=self._notes.text.strip(),
        )

    def _tell(self) -> None:
        """What no days mean, and what a closer tie costs."""
        self._days_row.say("days between contacts" if self._days.text else "by closeness, circle")
        tier = int(self._tier.value)
        try:
            cadence = read_cadence(self._days.text)
        except FieldError:
            return
        if tier >= self._before.tier or not (cadence is None or 0 < cadence <= 3650):
            self._tier_row.help(None)
            return
        minutes, budget = self._load(tier, self._circle.value or None, cadence)
        words = f"this makes {minutes} min a week in touch, the budget is {budget}"
        over = minutes > budget
        self._tier_row.help((Run(("! " if over else "") + words, "late" if over else "faint"),))

    def _grow(self) -> None:
        """Below the last row of each kind that is not empty there is an empty one."""
        for kind, _ in _KINDS:
            rows = [row for row in self.query(ReachRow) if row.kind == kind]
            if rows and not rows[-1].blank:
                row = ReachRow("", kind, len(rows) + 1)
                self.query_one(Body).mount(row, after=rows[-1])


def read_cadence(text: str) -> int | None:
    """The days that were typed; None if none were. Raises FieldError."""
    typed = text.strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= _DIGITS):
        raise FieldError("cadence", f"'{typed}' is not a number of days.", "Type 30.")
    return int(typed)


def _true_of(person: EditDraft, options: Sequence[Option]) -> list[str]:
    return [option.value for option in options if getattr(person, option.value)]


def _iso(day: date | None) -> str:
    return "" if day is None else day.isoformat()


def _clean(text: str) -> str:
    """Text of several lines in which nothing can steer the terminal."""
    return "\n".join(safe(line) for line in text.splitlines())
