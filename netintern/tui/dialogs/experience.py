"""The internship, or another experience: where, from when to when, and with which supervisor."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from textual.widget import Widget

from netintern.domain.dates import parse_near_day
from netintern.domain.errors import FieldError
from netintern.domain.vocabulary import EXPERIENCE_KINDS
from netintern.services.queries.experiences import ExperienceLine
from netintern.services.receipt import Receipt
from netintern.tui.dialogs.controls import Choice, Option, TextField
from netintern.tui.dialogs.form import Dialog
from netintern.tui.dialogs.people_field import Names, PeopleField
from netintern.tui.dialogs.rows import DayRow, Row

_LETTERS = dict(zip(EXPERIENCE_KINDS, "icpxsvafrltodmnj", strict=True))
_LABELS = {"ra": "research assistant"}
KINDS = tuple(
    Option(kind, _LABELS.get(kind, kind.replace("_", " ")), letter)
    for kind, letter in _LETTERS.items()
)


class ExperienceDraft(NamedTuple):
    """An experience as it was typed."""

    kind: str
    org: str
    start: date
    end: date | None
    supervisor: tuple[int, ...]
    title: str
    own_budget: int | None
    """Own minutes a week; None leaves them to the default."""


class ExperienceForm(Dialog[Receipt | None]):
    """The form for a new experience, or for the current one."""

    def __init__(
        self,
        *,
        today: date,
        current: ExperienceLine | None,
        own_budget: int | None,
        names: Names,
        submit: Callable[[ExperienceDraft], Receipt],
    ) -> None:
        """`submit` writes the draft and raises what the verb raises."""
        super().__init__("Internship" if current is None else f"Internship: {current.organisation}")
        self._submit = submit
        self._kind = Choice(KINDS, "internship" if current is None else current.kind)
        self._org = TextField("" if current is None else current.organisation)
        self._title = TextField("" if current is None else current.title, placeholder="your role")
        self._start = DayRow(
            "First day",
            "start",
            today=today,
            read=lambda text: parse_near_day(text, today),
            value="today" if current is None else current.starts.isoformat(),
        )
        ends = None if current is None else current.ends
        self._end = DayRow(
            "Last day",
            "end",
            today=today,
            read=lambda text: parse_near_day(text, today),
            value="" if ends is None else ends.isoformat(),
            placeholder="28 aug",
            empty="no end yet",
        )
        self._own = TextField(
            "" if own_budget is None else str(own_budget), placeholder="120", classes="number"
        )
        bosses = () if current is None else current.supervisors
        self._boss = PeopleField(names, people=bosses, several=True, further="and another?")

    def rows(self) -> Iterable[Widget]:
        """Where, what, when, and with whom."""
        yield Row("At", self._org, field="org")
        yield Row("As", self._title, field="title")
        yield self._start
        yield self._end
        yield Row("Supervisor", self._boss, field="supervisor")
        yield Row("Own min", self._own, field="own_budget")
        yield Row("Kind", self._kind, field="kind", classes="gap")

    def write(self) -> Receipt:
        """Record it. Raises NetinternError."""
        return self._submit(
            ExperienceDraft(
                kind=self._kind.value,
                org=self._org.text,
                start=self._start.needed(),
                end=self._end.day(),
                supervisor=self._boss.ids("supervisor"),
                title=self._title.text,
                own_budget=self._minutes(),
            )
        )

    def _minutes(self) -> int | None:
        text = self._own.text
        if text and not text.isdecimal():
            sentence = f"The own minutes are a whole number, not '{text}'."
            raise FieldError("own_budget", sentence, "Type 90, or nothing.")
        return int(text) if text else None
