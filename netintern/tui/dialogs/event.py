"""An event to come: when it is, and whom one hopes to meet there."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from textual.widget import Widget

from netintern.domain.examples import later, soon
from netintern.services.receipt import Receipt
from netintern.tui.dialogs.controls import Choice, Option, TextField
from netintern.tui.dialogs.form import Dialog
from netintern.tui.dialogs.log_talk import CLOCK
from netintern.tui.dialogs.people_field import Names, PeopleField
from netintern.tui.dialogs.rows import DayRow, Row, read_minutes

EVENT_OPTIONS = (
    Option("meeting", "meeting", "m"),
    Option("training", "training", "t"),
    Option("association", "association", "a"),
    Option("other", "other", "o"),
)


class EventDraft(NamedTuple):
    """An event as it was typed; field for field the keywords of the verb."""

    title: str
    kind: str
    on: date
    minutes: int | None
    place: str
    hoped: tuple[int, ...]
    own_time: bool


class EventForm(Dialog[Receipt | None]):
    """The form for an event."""

    def __init__(
        self, *, today: date, names: Names, submit: Callable[[EventDraft], Receipt]
    ) -> None:
        """`submit` writes the draft and raises what the verb raises."""
        super().__init__("An event to come")
        self._submit = submit
        self._title = TextField(placeholder="brown-bag on design")
        self._kind = Choice(EVENT_OPTIONS, "other")
        self._day = DayRow("Day", "on", today=today, placeholder=f"{soon(today)}, {later(today)}")
        self._minutes = TextField(classes="number")
        self._clock = Choice(CLOCK, "clock", classes="clock")
        self._where = TextField(placeholder="room 4, or a link")
        self._hoped = PeopleField(names, several=True, placeholder="whom you hope to meet")

    def rows(self) -> Iterable[Widget]:
        """What, when, where, and whom."""
        yield Row("What", self._title, field="title")
        yield Row("Kind", self._kind, field="kind")
        yield self._day
        yield Row("Minutes", self._minutes, self._clock, field="minutes")
        yield Row("Where", self._where, field="place")
        yield Row("To meet", self._hoped, field="hoped", classes="gap")

    def write(self) -> Receipt:
        """Write the event. Raises NetinternError."""
        return self._submit(
            EventDraft(
                title=self._title.text,
                kind=self._kind.value,
                on=self._day.needed(),
                minutes=read_minutes(self._minutes.text) if self._minutes.text else None,
                place=self._where.text,
                hoped=self._hoped.ids("hoped"),
                own_time=self._clock.value == "own",
            )
        )
