"""The plan of a week before it is booked: rows can be taken off, then all is booked at once."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Final

from textual import events
from textual.widget import Widget

from netintern.domain.dates import weekday_day
from netintern.services.queries.plans import PlacedRow, PlanRow, WeekPlan
from netintern.services.receipt import Receipt
from netintern.tui.dialogs.controls import Field
from netintern.tui.dialogs.form import Dialog, SaveLine
from netintern.tui.dialogs.rows import Words
from netintern.tui.keymap import bindings
from netintern.tui.text import Line, Run, fit, fit_right
from netintern.tui.widgets.line_list import LineList

_HINTS: Final = (("Enter", "book all"), ("space", "take off"), ("Esc", "leave"))
_EMPTY_HINTS: Final = (("Esc", "leave"),)
_MINUTES: Final = 10
_NAME: Final = 22
_AROUND: Final = 10
"""Lines of the dialog that are not its list."""
_LEAST: Final = 3

Shown = PlacedRow | str
"""A row of the plan, or a heading."""


class PlanList(LineList, Field, inherit_bindings=False):
    """The rows by day, then those that are not in the plan."""

    BINDINGS = bindings("move")

    def __init__(self, today: date, toggle: Callable[[str], None], leave: Callable[[], None]):
        """`toggle` takes a row off or puts it back, `leave` closes the dialog."""
        super().__init__()
        self._today = today
        self._toggle = toggle
        self._leave = leave
        self._rows: tuple[Shown, ...] = ()
        self._off: frozenset[str] = frozenset()

    def show_plan(self, rows: Sequence[Shown], off: frozenset[str]) -> None:
        """Show other rows; the cursor stays with its row."""
        self._rows, self._off = tuple(rows), off
        keys = [None if isinstance(row, str) else row.row.key for row in rows]
        self.show_rows(keys)

    def line(self, index: int, cells: int, *, here: bool) -> Line:
        """Whether it is booked, who, why, and how long."""
        row = self._rows[index]
        if isinstance(row, str):
            return (Run(row, "faint"),)
        is_off, is_booked = row.row.key in self._off, row.day is not None
        sign = "- " if is_off else "x " if is_booked else "  "
        ink = "ink" if is_booked and not is_off else "faint"
        name = min(_NAME, max(8, (cells - _MINUTES) // 3))
        why = row.words if not is_booked or is_off else row.row.reason
        return (
            Run("> " if here else "  ", "accent"),
            Run(sign, "key" if is_booked else "faint"),
            Run(fit(row.row.person or "your boss", name), "bold" if here else ink),
            Run(" "),
            Run(fit(why, max(0, cells - name - _MINUTES - 5)), "dim" if is_booked else "faint"),
            Run(fit_right(_minutes(row.row), _MINUTES), ink),
        )

    def on_key(self, event: events.Key) -> None:
        """Take the key before it can be a movement."""
        self.hand_over(event)

    def take(self, event: events.Key) -> bool:
        """Space and x take off, Enter books."""
        if event.key in ("space", "x") and self.cursor_key is not None:
            self._toggle(self.cursor_key)
            return True
        if event.key == "enter":
            self.screen.action_save()  # type: ignore[attr-defined]
            return True
        if event.key in ("escape", "q"):
            self._leave()
            return True
        return False


class PlanWeek(Dialog[Receipt | None]):
    """What a plan would book; Enter books it, as one step."""

    KEEPS = False

    def __init__(self, *, plan: WeekPlan, submit: Callable[[Sequence[PlacedRow]], Receipt]) -> None:
        """`submit` books what has a day, and raises what the verb raises."""
        word = "next week" if plan.is_next else "the week"
        hints = _HINTS if any(one.day for one in plan.placed()) else _EMPTY_HINTS
        super().__init__(f"Plan {word}", save="", hints=hints, wide=True)
        self._plan = plan
        self._submit = submit
        self._off: frozenset[str] = frozenset()
        self._place: dict[str, date] = {}
        """The day on which each row was put last, where it stays when it is taken off."""
        self._placed: tuple[PlacedRow, ...] = ()
        self._list = PlanList(plan.today, self._toggle, self.action_leave)
        self._told = Words("", "dim", classes="told")

    def rows(self) -> Iterable[Widget]:
        """What there is room for, the rows, and what they come to."""
        yield Words(_room(self._plan), "dim", classes="question", most=3)
        yield self._list
        yield self._told

    def begin(self) -> None:
        """The first row has the keyboard."""
        self.query_one(SaveLine).can_focus = False
        self._lay()
        self.go(self._list)

    def write(self) -> Receipt:
        """Book it. Raises NetinternError."""
        return self._submit(self._placed)

    def on_resize(self) -> None:
        """The list takes what is left of the height."""
        super().on_resize()
        self._measure()

    def _toggle(self, key: str) -> None:
        if key in self._place:
            self._off ^= {key}
            self._lay()

    def _lay(self) -> None:
        """Lay the rows anew: what was taken off leaves room for others."""
        self._placed = self._plan.placed(self._off)
        self._place |= {one.row.key: one.day for one in self._placed if one.day is not None}
        self._list.show_plan(self._lines(), self._off)
        self._measure()
        self._told.show(_sum(self._plan, self._placed))

    def _lines(self) -> list[Shown]:
        """The rows under the days, then the others."""
        found: list[Shown] = []
        days = {one.row.key: one.day or self._kept(one) for one in self._placed}
        for day in sorted({day for day in days.values() if day is not None}):
            found.append(weekday_day(day, self._plan.today))
            found += [one for one in self._placed if days[one.row.key] == day]
        rest = [one for one in self._placed if days[one.row.key] is None]
        if rest:
            found += ["Not in the plan", *rest]
        return found

    def _kept(self, one: PlacedRow) -> date | None:
        return self._place.get(one.row.key) if one.row.key in self._off else None

    def _measure(self) -> None:
        room = max(_LEAST, self.size.height - _AROUND)
        self._list.styles.height = min(max(1, len(self._lines())), room)


def _minutes(row: PlanRow) -> str:
    """How long; of a talk also the minutes before it, "30+10 min"."""
    before = f"+{row.preparation}" if row.preparation else ""
    return f"{row.minutes - row.preparation}{before} min"


def _room(plan: WeekPlan) -> str:
    """What is free, and what work says about it."""
    if not plan.rows:
        return "Nobody waits for anything: there is nothing to plan."
    which = "next week" if plan.is_next else "this week"
    parts = [f"{plan.free} of {plan.budget} min are free {which}."]
    if plan.gate.state != "open" and plan.gate.reason:
        parts.append(f"{plan.gate.reason}.")
    return " ".join(parts)


def _sum(plan: WeekPlan, placed: Sequence[PlacedRow]) -> str:
    """What it comes to."""
    booked = [one.row.minutes for one in placed if one.day is not None]
    if not booked:
        return "Nothing is booked." if plan.rows else ""
    blocks = "1 block" if len(booked) == 1 else f"{len(booked)} blocks"
    left = plan.free - sum(booked)
    rest = f"{left} of {plan.budget} min stay free" if left >= 0 else f"{-left} min over"
    return f"{blocks}, {sum(booked)} min; {rest}."
