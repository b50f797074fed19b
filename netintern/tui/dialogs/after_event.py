"""After an event: everybody who was met there, in one save."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, ClassVar, Final, NamedTuple

from textual import events
from textual.widget import Widget

from netintern.domain.dates import parse_day, weekday_day
from netintern.domain.errors import FieldError, NetinternError, UsageError
from netintern.domain.text import clean
from netintern.services.queries.events import EventLine, Met
from netintern.services.queries.people import PersonRef
from netintern.services.receipt import Receipt
from netintern.tui.dialogs.controls import Choice, Form, TextField
from netintern.tui.dialogs.event import EVENT_OPTIONS
from netintern.tui.dialogs.form import Body, Panel, SaveLine
from netintern.tui.dialogs.log_talk import CLOCK
from netintern.tui.dialogs.names_suggested import AskingSame, read_circle
from netintern.tui.dialogs.people_field import Names
from netintern.tui.dialogs.rows import DayRow, Row, Words, read_minutes
from netintern.tui.dialogs.ways_in import KeyedList, KeyedRow
from netintern.tui.text import Line, Run, content, cut, fit, fit_right

USUAL_MINUTES: Final = 60
_EVENT_ROWS: Final = 8
_PEOPLE_ROWS: Final = 6
_LOOK: Final = "letters find somebody"
_ANOTHER: Final = "another"
_SIGNS: Final = (">", ";")
_NEW = re.compile(
    r"(?P<name>[^()@]*?)\s*(?:\((?P<circle>[^()]*)\))?\s*(?:@\s*(?P<org>[^()@]*?))?\s*"
)
_CHOOSE: Final = (("Enter", "choose"), ("Esc", "leave"))
_TICK: Final = (("space", "tick"), (">2w", "follow up"), (";", "note"), ("ctrl+s", "save"))
_FILL: Final = (("ctrl+s", "save"), ("Enter", "next"), ("Esc", "leave"))


class AfterDraft(NamedTuple):
    """An event and who was met there."""

    event: int | None
    """None for one that was not in the book."""
    title: str
    kind: str
    on: date
    minutes: int
    own_time: bool
    people: tuple[Met, ...]


class TickList(KeyedList):
    """People of whom some are ticked with space. Letters look for somebody.

    After > a day for the next contact is typed, after ; a note, both for the row under the cursor.
    """

    def __init__(
        self,
        *,
        names: Names,
        today: date,
        changed: Callable[[str], None],
    ) -> None:
        """`names` finds people; `changed` is told what is wrong with what was typed, or ""."""
        super().__init__(self._key, most=_PEOPLE_ROWS)
        self._names = names
        self._today = today
        self._changed = changed
        self._likely: tuple[PersonRef, ...] = ()
        self._hoped: frozenset[int] = frozenset()
        self._known: dict[int, PersonRef] = {}
        self._ticked: dict[int, Met] = {}
        self.typed = ""
        """A part of a name, or a sign and what follows it."""

    @property
    def ticked(self) -> tuple[Met, ...]:
        """Who was ticked, in that order."""
        return tuple(self._ticked.values())

    @property
    def names(self) -> tuple[str, ...]:
        """Names of who was ticked."""
        return tuple(self._known[person].name for person in self._ticked)

    @property
    def chosen(self) -> PersonRef | None:
        """Who is under the cursor."""
        return self._known.get(int(self.cursor_key or 0))

    def fill(self, hoped: Sequence[PersonRef], likely: Sequence[PersonRef]) -> None:
        """Show whom one hoped to meet, then who is likely."""
        self._hoped = frozenset(person.id for person in hoped)
        others = [person for person in likely if person.id not in self._hoped]
        self._likely = (*hoped, *others)
        self._look()

    def finish(self) -> None:
        """Take what was typed. Raises FieldError for words that are no day."""
        person = self.chosen
        sign, text = self.typed[:1], self.typed[1:].strip()
        if person is None or not sign:
            return
        met = self._ticked.get(person.id, Met(person.id))
        if sign == ">":
            met = met._replace(next_on=_day(text, self._today, "people") if text else None)
        elif sign == ";":
            met = met._replace(note=clean(text))
        self._ticked[person.id] = met
        self.typed = ""
        self._look()

    def _key(self, event: events.Key) -> bool:
        signed = self.typed[:1] in _SIGNS
        letter = event.character if event.is_printable else None
        if event.key == "enter":
            self._enter()
            return True
        if event.key == "escape" and self.typed:
            self.typed = ""
        elif event.key == "backspace" and self.typed:
            self.typed = self.typed[:-1]
        elif letter == " " and not signed:
            self._tick()
        elif letter is not None:
            # A sign belongs to the row under the cursor, whatever was looked for before.
            self.typed = letter if letter in _SIGNS and not signed else self.typed + letter
        else:
            return False
        self._look()
        self._changed("")
        return True

    def _enter(self) -> None:
        """Take what was typed; with nothing typed go on."""
        form = self.screen
        if not self.typed and isinstance(form, Form):
            form.action_next()
            return
        try:
            self.finish()
        except FieldError as error:
            self._changed(str(error))
        else:
            self._changed("")

    def _tick(self) -> None:
        person = self.chosen
        if person is None:
            return
        if self._ticked.pop(person.id, None) is None:
            self._ticked[person.id] = Met(person.id)
        self.typed = ""

    def _look(self) -> None:
        """Show who fits what was typed; ticked people first while nothing is."""
        if self.typed[:1] in _SIGNS:
            return
        people = self._found() if self.typed else self._all()
        self._known |= {person.id: person for person in people}
        rows = [KeyedRow(str(person.id), self._drawing(person)) for person in people]
        if self.typed:
            # The best one is at the top of what was found.
            self._cursor = None
        self.show_keyed(rows)
        self.display = True

    def _all(self) -> list[PersonRef]:
        shown = {person.id for person in self._likely}
        found = [self._known[key] for key in self._ticked if key not in shown]
        return [*found, *self._likely]

    def _found(self) -> list[PersonRef]:
        try:
            hits = self._names(self.typed)
        except NetinternError:
            # The book can be busy for a moment; the next letter asks again.
            return []
        return [PersonRef(hit.person_id, hit.name, hit.organisation) for hit in hits]

    def _drawing(self, person: PersonRef) -> Callable[[int, bool], Line]:
        def draw(cells: int, here: bool) -> Line:
            met = self._ticked.get(person.id)
            name = max(8, min(26, cells - 8))
            left = max(0, cells - name - 8)
            return (
                Run("> " if here else "  ", "key"),
                Run("[x] " if met else "[ ] ", "strong" if met else "faint"),
                Run(fit(person.name, name), "bold" if here or met else "ink"),
                Run("  "),
                Run(cut(self._about(person, met), left), "dim" if met else "faint"),
            )

        return draw

    def _about(self, person: PersonRef, met: Met | None) -> str:
        if met is not None and (met.next_on or met.note):
            day = f"next {weekday_day(met.next_on, self._today)}" if met.next_on else ""
            return ", ".join(part for part in (day, met.note) if part)
        return "hoped to meet" if person.id in self._hoped else person.org


class NewRow(Row):
    """Somebody new in one line: `Mei Tanaka (adjacent) @ Design; a note; >2w`."""

    def __init__(self, label: str, number: int, today: date, *, spare: bool = False) -> None:
        """`spare`: made ahead, to be shown when it is needed."""
        self._typed = TextField(placeholder="Mei Tanaka (adjacent) @ Design; a note; >2w")
        super().__init__(
            label, self._typed, field=f"new:{number}", classes="spare" if spare else None
        )
        self._today = today

    @property
    def blank(self) -> bool:
        """Whether nobody is named here."""
        return not self._typed.text

    @property
    def named(self) -> str:
        """The name as it was typed."""
        found = _NEW.fullmatch(self._typed.text.partition(";")[0])
        return "" if found is None else clean(found["name"])

    def met(self) -> Met | None:
        """Who is named; None in an empty row. Raises FieldError."""
        return None if self.blank else read_new(self._typed.text, self._today, self.field)

    def left(self) -> None:
        """What cannot be read is told as soon as the keyboard leaves it."""
        try:
            self.met()
        except FieldError as error:
            self.complain(str(error))


class AfterEvent(AskingSame):
    """First which event it was; then who was met, and how long it took."""

    CSS_PATH: ClassVar[Any] = ["../styles/dialogs.tcss", "../styles/introducing.tcss"]

    def __init__(
        self,
        *,
        today: date,
        happened: Sequence[EventLine],
        likely: Callable[[], Sequence[PersonRef]],
        names: Names,
        submit: Callable[[AfterDraft], Receipt],
    ) -> None:
        """`happened`: events to choose from; `likely`: who may have been there, best first."""
        super().__init__("After an event", hints=_CHOOSE, wide=True)
        self._today = today
        self._happened = tuple(happened)
        self._likely = likely
        self._submit = submit
        self._event: EventLine | None = None
        self._question = Words("Which event was it?", "dim")
        self._events = KeyedList(self._event_key, most=_EVENT_ROWS)
        self._title = TextField(placeholder="brown-bag on design")
        self._kind = Choice(EVENT_OPTIONS, "other")
        self._made = (
            Row("What", self._title, field="title"),
            Row("Kind", self._kind, field="kind"),
        )
        self._day = DayRow("Day", "on", today=today, prefer="past", value="today")
        self._minutes = TextField(str(USUAL_MINUTES), replace=True, classes="number")
        self._clock = Choice(CLOCK, "clock", classes="clock")
        self._time = Row("Minutes", self._minutes, self._clock, field="minutes")
        self._people = TickList(names=names, today=today, changed=self._told)
        self._people_row = Row("Whom", self._people, field="people", classes="gap")
        self._typing = Words("", "dim", most=1, classes="typing")

    def rows(self) -> Iterable[Widget]:
        """The events to choose from; then the form."""
        yield self._question
        yield self._events
        yield from self._made
        yield self._day
        yield self._time
        yield self._people_row
        yield self._typing
        yield NewRow("New", 1, self._today)
        yield self._spare()

    def begin(self) -> None:
        """Ask for the event if there are some."""
        rows = [KeyedRow(str(line.id), _event_row(line, self._today)) for line in self._happened]
        self._events.show_keyed([*rows, KeyedRow(_ANOTHER, _another_row)])
        if self._happened:
            self._show_form(False)
            self.go(self._events)
        else:
            self._choose(None)

    def write(self) -> Receipt:
        """Write the event and everybody. Raises NetinternError."""
        self._people.finish()
        new = [met for row in self.query(NewRow) if (met := row.met()) is not None]
        people = (*self._people.ticked, *map(self._decide, new))
        if not people:
            raise FieldError("people", "Nobody is ticked or named.", "Tick somebody with space.")
        event = self._event
        return self._submit(
            AfterDraft(
                event=None if event is None else event.id,
                title=self._title.text if event is None else event.title,
                kind=self._kind.value if event is None else event.kind,
                on=self._day.needed(),
                minutes=read_minutes(self._minutes.text),
                own_time=self._clock.value == "own",
                people=people,
            )
        )

    def row_of(self, error: FieldError) -> Row | None:
        """An error about somebody new belongs to the row that names them."""
        for row in self.query(NewRow):
            if row.named and row.named in error.sentence:
                return row
        return super().row_of(error)

    def action_save(self) -> None:
        """While the event is asked for, there is nothing to save."""
        if not self._question.display:
            super().action_save()

    def action_next(self) -> None:
        """A row for somebody new gets an empty one below it."""
        self._grow()
        super().action_next()

    def on_input_changed(self) -> None:
        """A row for somebody new gets an empty one below it."""
        self._grow()

    def on_descendant_focus(self) -> None:
        """The keys of the list are others than those of the fields."""
        if not self._question.display:
            in_list = self.focused is self._people
            self.query_one(SaveLine).hint(_TICK if in_list else _FILL)
            self._told(self._people_row.problem)
        super().on_descendant_focus()

    def _event_key(self, event: events.Key) -> bool:
        if event.key != "enter":
            return False
        key = self._events.cursor_key
        self._choose(next((one for one in self._happened if str(one.id) == key), None))
        return True

    def _choose(self, event: EventLine | None) -> None:
        """The event is known, or a new one is described."""
        self._event = event
        self._show_form(True)
        for row in self._made:
            row.display = event is None
        if event is not None:
            self.query_one(Panel).border_title = content(f"After {event.title}")
            if event.on is not None and event.on <= self._today:
                self._day.query_one(TextField).value = event.on.isoformat()
            if event.minutes is not None:
                self._minutes.value = str(event.minutes)
        self._people.fill(() if event is None else event.hoped, self._likely())
        self.go(self._title if event is None else self._people)

    def _show_form(self, shown: bool) -> None:
        """The list of events, or the form."""
        self._question.display = self._events.display = not shown
        for row in (*self._made, self._day, self._time, self._people_row, self._typing):
            row.display = shown
        for new in self.query(NewRow):
            new.display = shown and not new.has_class("spare")

    def _told(self, problem: str) -> None:
        """What is being typed in the list, and what is wrong with it."""
        self._people_row.complain(problem)
        typed, person = self._people.typed, self._people.chosen
        name = "" if person is None else person.name
        words = {">": f"next contact with {name}: ", ";": f"note on {name}: "}
        names = self._people.names
        if typed:
            said = words.get(typed[0], "find: ") + (typed[1:] if typed[0] in _SIGNS else typed)
        else:
            said = f"{len(names)} ticked: {', '.join(names)}" if names else _LOOK
        self._typing.show(said)

    def _decide(self, met: Met) -> Met:
        same_as, is_new = self.decision(met.name)
        return met._replace(same_as=same_as, is_new=is_new)

    def _grow(self) -> None:
        rows = list(self.query(NewRow))
        if len(rows) > 1 and not rows[-2].blank:
            rows[-1].remove_class("spare")
            rows[-1].display = True
            self.query_one(Body).mount(self._spare(), after=rows[-1])

    def _spare(self) -> NewRow:
        row = NewRow("", len(self.query(NewRow)) + 1, self._today, spare=True)
        row.display = False
        return row


def read_new(text: str, today: date, field: str) -> Met:
    """Somebody of `Mei Tanaka (adjacent) @ Design; a note; >2w`. Raises FieldError."""
    first, *others = [part.strip() for part in text.split(";")]
    found = _NEW.fullmatch(first)
    if found is None or not clean(found["name"]):
        raise FieldError(
            field, "A name is missing.", "Type Mei Tanaka (adjacent) @ Design; a note."
        )
    days = [part[1:] for part in others if part.startswith(">")]
    return Met(
        name=clean(found["name"]),
        circle=read_circle(found["circle"], field),
        organisation=clean(found["org"] or ""),
        note=clean("; ".join(part for part in others if part and not part.startswith(">"))),
        next_on=_day(days[-1], today, field) if days else None,
    )


def _day(text: str, today: date, field: str) -> date:
    try:
        return parse_day(text.strip(), today)
    except UsageError as error:
        raise FieldError(field, error.sentence, error.hint) from error


def _event_row(line: EventLine, today: date) -> Callable[[int, bool], Line]:
    def draw(cells: int, here: bool) -> Line:
        day = "" if line.on is None else weekday_day(line.on, today)
        state = "logged" if line.logged else ""
        return (
            Run("> " if here else "  ", "key"),
            Run(fit(line.title, max(8, cells - 26)), "bold" if here else "ink"),
            Run(fit_right(day, 15), "dim"),
            Run(fit_right(state, 8), "faint"),
        )

    return draw


def _another_row(cells: int, here: bool) -> Line:
    return (Run("> " if here else "  ", "key"), Run("another event…", "bold" if here else "dim"))
