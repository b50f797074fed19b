"""Booking time for somebody, with what the week still has room for."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from textual.widget import Widget
from textual.widgets import Input

from netintern.domain.dates import WEEKDAYS, weekday_day
from netintern.domain.errors import FieldError
from netintern.services.queries.people import PersonRef
from netintern.services.queries.weeks import DayLine, WeekView
from netintern.services.receipt import Receipt
from netintern.tui.dialogs.controls import Choice, Option, TextField
from netintern.tui.dialogs.form import Dialog
from netintern.tui.dialogs.rows import DayRow, Row, Words, read_minutes

PURPOSES = (
    Option("talk", "talk", "t"),
    Option("call", "call", "c"),
    Option("message", "message", "m"),
    Option("introduction", "introduction", "i"),
    Option("event", "event", "e"),
    Option("reflection", "reflection", "r"),
)


class BlockDraft(NamedTuple):
    """A block as it was typed."""

    on: date
    minutes: int
    purpose: str = "talk"


class PlanBlock(Dialog[Receipt | None]):
    """The form for a block; beside the minutes stands what they leave of the week."""

    def __init__(
        self,
        *,
        today: date,
        person: PersonRef,
        minutes: int,
        week: WeekView,
        submit: Callable[[BlockDraft], Receipt],
    ) -> None:
        """`minutes` are proposed; `submit` writes the draft and raises what the verb raises."""
        super().__init__(f"Book time: {person.name}", save="Book")
        self._week = week
        self._person = person
        self._submit = submit
        self._today = today
        self._day = DayRow("Day", "on", today=today, value=_first_day(week, today))
        self._minutes = TextField(str(minutes), replace=True, classes="number")
        self._length = Row("Minutes", self._minutes, field="minutes")
        self._purpose = Choice(PURPOSES, "talk")

    def rows(self) -> Iterable[Widget]:
        """The week, then the fields."""
        yield Words(_room(self._week), most=4)
        already = _already(self._week, self._person, self._today)
        if already:
            yield Words(already, "late", most=3)
        yield Words("", classes="question")
        yield self._day
        yield self._length
        yield Row("For", self._purpose, field="purpose")

    def begin(self) -> None:
        """Say what the proposal leaves."""
        super().begin()
        self._tell()

    def write(self) -> Receipt:
        """Book it. Raises NetinternError."""
        return self._submit(
            BlockDraft(self._day.needed(), read_minutes(self._minutes.value), self._purpose.value)
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        """Read along."""
        self._tell()

    def _tell(self) -> None:
        try:
            day, minutes = self._day.day(), read_minutes(self._minutes.value)
        except FieldError:
            day, minutes = None, 0
        if day is None or not self._week.starts <= day <= self._week.ends:
            self._length.say("")
            return
        left = self._week.remaining - minutes
        self._length.say(
            f"leaves {left} of {self._week.budget} min this week"
            if left >= 0
            else f"{-left} min over the {self._week.budget} of this week"
        )


def _first_day(week: WeekView, today: date) -> str:
    """The first workday of the week that is not over, in words that can be read again."""
    days = [line.day for line in week.days if line.workday and line.day >= today]
    day = days[0] if days else today
    return "today" if day == today else day.isoformat()


def _room(week: WeekView) -> str:
    """What is free in the week, and where the rest of it lies."""
    parts = [
        f"{word}: {', '.join(days)}"
        for word, days in (
            ("spent", [_of_day(line, line.spent) for line in week.days if line.spent]),
            ("booked", [_of_day(line, line.planned) for line in week.days if line.planned]),
        )
        if days
    ]
    said = "; ".join(parts)
    behind = f" {said[:1].upper()}{said[1:]}." if said else ""
    return f"{week.free} of {week.budget} min are free this week.{behind}"


def _of_day(line: DayLine, minutes: int) -> str:
    return f"{WEEKDAYS[line.day.weekday()]} {minutes}"


def _already(week: WeekView, person: PersonRef, today: date) -> str:
    """The blocks of the week that the person has; empty if there are none."""
    days = [
        f"{weekday_day(block.on, today)} {block.minutes} min"
        for block in week.blocks
        if block.person_id == person.id and block.state == "planned"
    ]
    return f"Booked for {person.name} already: {', '.join(days)}." if days else ""
