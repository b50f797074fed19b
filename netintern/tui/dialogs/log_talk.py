"""Logging a talk: who, when, what came of it, and always whom else to meet."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from textual.widget import Widget

from netintern.domain.errors import FieldError, NetinternError, ResemblesError
from netintern.services.queries.people import PersonRef
from netintern.services.receipt import Receipt
from netintern.tui.dialogs.controls import Choice, Flags, Option, TextField
from netintern.tui.dialogs.form import AS_LEFT, Body, Dialog, Kept, Panel, SaveLine, States, forget
from netintern.tui.dialogs.people_field import Names, Newcomer, PeopleField
from netintern.tui.dialogs.promises import PromisedThing, PromiseRow
from netintern.tui.dialogs.rows import DayRow, Row, Words, read_minutes
from netintern.tui.dialogs.suggestions import YES_NO, SameOne, SuggestedName, SuggestionRow
from netintern.tui.dialogs.talk_checks import check_days, check_length
from netintern.tui.dialogs.unclear import UnclearRow
from netintern.tui.text import content

KINDS = (
    Option("one_on_one", "talk", "t"),
    Option("call", "call", "c"),
    Option("small_group", "group", "g"),
    Option("exchange", "messages", "m"),
    Option("group_event", "event", "e"),
    Option("inbound", "they wrote", "y"),
    Option("outbound", "I wrote", "i"),
)
USUAL_MINUTES = {
    "one_on_one": 30,
    "call": 20,
    "small_group": 30,
    "exchange": 10,
    "group_event": 60,
    "inbound": 0,
    "outbound": 10,
}
"""Minutes proposed for each kind, until others are typed."""
OUTCOMES = (
    Option("done", "done", "d"),
    Option("no_answer", "no answer", "n"),
    Option("declined", "declined", "e"),
    Option("cancelled", "cancelled", "c"),
)
CLOCK = (Option("clock", "on the clock", "c"), Option("own", "own time", "o"))
LISTENING = (
    Option("1", "1 mostly I", "1"),
    Option("2", "2", "2"),
    Option("3", "3 both", "3"),
    Option("4", "4", "4"),
    Option("5", "5 mostly they", "5"),
)
GAVE = (
    Option("thanks", "thanks", "t"),
    Option("update", "update", "u"),
    Option("resource", "resource", "r"),
    Option("congrats", "congrats", "c"),
    Option("feedback", "feedback", "f"),
    Option("help", "help", "h"),
    Option("introduction", "intro", "i"),
)
ASKED = (
    Option("names", "names", "n"),
    Option("advice", "advice", "a"),
    Option("time", "time", "t"),
    Option("review", "review", "r"),
    Option("introduction", "intro", "i"),
    Option("job_referral", "job referral", "j"),
)
THANKS = (Option("y", "still to send", "s"), Option("n", "not needed", "n"))

_HEADS = "name, circle, how well they know them, may I say who sent me"
_MANY = ("promised:", "suggested:")
"""What the rows begin with of which there are as many as are needed."""
_ANSWERS = {None: "", True: "y", False: "n"}
_PROMPT = "did you ask whom else to meet?"


class TalkDraft(NamedTuple):
    """A talk as it was typed."""

    with_ids: tuple[int, ...]
    newcomers: tuple[Newcomer, ...]
    on: date
    kind: str
    outcome: str
    minutes: int
    own_time: bool
    learned: str
    notes: str
    gave: tuple[str, ...]
    asked: tuple[str, ...]
    suggested: tuple[SuggestedName, ...]
    who_else: bool | None
    promised: tuple[PromisedThing, ...]
    listening: int | None
    """Who spoke, 1 mostly the user to 5 mostly the other."""
    next_on: date | None
    thanks: bool
    """Whether a thank-you is still to be sent."""
    event: int | None = None
    """Id of the event at which it was."""
    organisation: str = ""
    """Where those work of whom it is not known."""
    tags: tuple[str, ...] = ()
    """Tags for everybody who took part."""


class TalkBegun(NamedTuple):
    """What is known of a talk when the form is opened."""

    people: tuple[PersonRef, ...] = ()
    newcomers: tuple[str, ...] = ()
    on: date | None = None
    kind: str = "one_on_one"
    outcome: str = "done"
    minutes: int | None = None
    """None means the usual minutes of the kind."""
    own_time: bool = False
    learned: str = ""
    notes: str = ""
    gave: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    suggested: tuple[SuggestedName, ...] = ()
    who_else: bool | None = None
    promised: tuple[PromisedThing, ...] = ()
    listening: int | None = None
    next_on: date | None = None
    organisation: str = ""
    tags: tuple[str, ...] = ()
    said_day: str = ""
    """The day as it was typed, where it cannot be the day of a talk."""
    said_minutes: str = ""
    """The minutes as they were typed, where they cannot be."""
    said_name: str = ""
    """A name that fits several people."""
    unclear: tuple[str, ...] = ()
    """What else is not certain, in words."""


def talk_with(person: PersonRef | None) -> Hashable:
    """The deed of logging a talk with somebody, in a line or in the form."""
    return ("talk", person and person.id)


def plain_form(person: PersonRef | None) -> Hashable:
    """The draft key of the form with nothing known but the person."""
    return ("form", person and person.id)


class EventChoice(NamedTuple):
    """An event at which the talk can have been."""

    id: int
    words: str


class LogTalk(Dialog[Receipt | None]):
    """The form for a talk. One save writes all of it; leaving writes nothing."""

    def __init__(
        self,
        *,
        today: date,
        person: PersonRef | None,
        names: Names,
        submit: Callable[[TalkDraft], Receipt],
        begun: TalkBegun | None = None,
        events: Sequence[EventChoice] = (),
        empty: Callable[[], None] | None = None,
        as_left: bool = False,
    ) -> None:
        """`begun`: what is known already; `events`: those it can have been at.

        `submit` writes the draft and raises what the verb raises. `empty`, where `begun` is what
        was typed as a line: opens the form without it; `as_left`: that line had been left.
        """
        super().__init__("Log a talk", wide=True)
        self._today = today
        self._submit = submit
        self._empty = empty
        self._as_left = as_left
        self._person = person
        self._begun = begun or TalkBegun((person,) if person else ())
        known = self._begun
        self._people = PeopleField(
            names,
            people=known.people,
            newcomers=known.newcomers,
            several=True,
            adds=True,
            typed=known.said_name,
        )
        self._unclear = UnclearRow(known.unclear)
        self._people_row = Row("With", self._people, field="with_ids")
        on = known.said_day or ("today" if known.on in (None, today) else str(known.on))
        self._day = DayRow("Day", "on", today=today, prefer="past", value=on)
        self._kind = Choice(KINDS, known.kind, id="kind")
        self._outcome = Choice(OUTCOMES, known.outcome, id="outcome")
        self._proposed = str(USUAL_MINUTES[known.kind])
        minutes = self._proposed if known.minutes is None else str(known.minutes)
        minutes = known.said_minutes or minutes
        self._minutes = TextField(minutes, replace=True, classes="number")
        self._clock = Choice(CLOCK, "own" if known.own_time else "clock", classes="clock")
        listening = "" if known.listening is None else str(known.listening)
        self._listening = Choice(LISTENING, listening, optional=True, id="listening")
        self._learned = TextField(
            known.learned, placeholder="one thing you did not know before", id="learned"
        )
        self._notes = TextField(known.notes, placeholder="anything else to remember", id="notes")
        self._gave = Flags(GAVE, known.gave, id="gave")
        self._asked = Flags(ASKED, known.asked, id="asked")
        self._thanks = Choice(THANKS, "y", id="thanks")
        self._next = DayRow(
            "Next",
            "next_on",
            today=today,
            value="" if known.next_on is None else str(known.next_on),
            placeholder="2w, next fri",
            empty="by their rhythm",
        )
        self._events = tuple(events)
        self._event = Choice(
            [Option(str(one.id), f"{at} {one.words}", str(at)) for at, one in enumerate(events, 1)],
            optional=True,
            id="event",
        )
        self._who_else = Choice(YES_NO, _ANSWERS[known.who_else], id="who-else")
        self._prompt = Row("Whom else?", self._who_else, field="who_else", classes="gap")
        self._saving = False
        """True while a save waits for the answer to the prompt."""

    @property
    def draft_key(self) -> Hashable:
        """A form is the same for the same person, if nothing else was known."""
        plain = self._begun == TalkBegun((self._person,) if self._person else ())
        return plain_form(self._person) if plain else (LogTalk, self._begun)

    @property
    def deed(self) -> Hashable:
        """The same as that of the line."""
        return talk_with(self._person)

    def rows(self) -> Iterable[Widget]:
        """The talk, what came of it, and whom else to meet."""
        yield self._unclear
        yield self._people_row
        yield self._day
        yield Row("Kind", self._kind, field="kind")
        yield Row("Outcome", self._outcome, field="outcome")
        yield Row("Minutes", self._minutes, self._clock, field="minutes")
        yield Row("Who spoke", self._listening, field="listening")
        if self._events:
            yield Row("Event", self._event, field="event")
        yield Row("Learned", self._learned, field="learned", classes="gap")
        yield Row("Notes", self._notes, field="notes")
        yield from self._promise_rows()
        yield Row("You gave", self._gave, field="gave")
        yield Row("You asked", self._asked, field="asked")
        yield Row("Thank-you", self._thanks, field="thanks")
        yield self._next
        yield self._prompt
        yield Words(_HEADS, "faint", classes="heads names")
        yield from self._name_rows()

    def begin(self) -> None:
        """Who is known already is passed over."""
        self._prompt.say(_PROMPT)
        self._show_names()
        if self._as_left:
            self.query_one(Panel).border_subtitle = content(AS_LEFT)
        known = self._people.people or self._people.newcomers
        (self._day if known and not self._begun.said_name else self._people_row).start()

    def keep(self, kept: Kept) -> None:
        """Rows that are not there yet are made first."""
        names = {row.title for row in self.query(Row)}
        late = [one for one in kept if one[0] not in names and one[0].startswith(_MANY)]
        super().keep(kept)
        for name, states in late:
            row_type = PromiseRow if name.startswith("promised") else SuggestionRow
            spare = self.query(row_type).last()
            row = self._spare(row_type)
            self.query_one(Body).mount(row, after=spare)
            self.call_after_refresh(self._fill, row, states)

    def _fill(self, row: Row, states: States) -> None:
        row.keep(states)
        self._grow()
        self._show_names()

    def _promise_rows(self) -> Iterable[Row]:
        for number, promise in enumerate(self._begun.promised, 1):
            label = "Promised" if number == 1 else ""
            yield PromiseRow(label, number, today=self._today, promise=promise)
        said = len(self._begun.promised)
        if not said:
            yield PromiseRow("Promised", 1, today=self._today)
        yield self._hidden(PromiseRow("", max(2, said + 1), today=self._today, spare=True))

    def _name_rows(self) -> Iterable[Row]:
        for number, name in enumerate(self._begun.suggested, 1):
            yield SuggestionRow("Names" if number == 1 else "", number, name=name)
        said = len(self._begun.suggested)
        if not said:
            yield SuggestionRow("Names", 1)
        yield self._hidden(SuggestionRow("", max(2, said + 1), spare=True))

    @staticmethod
    def _hidden(row: Row) -> Row:
        row.display = False
        return row

    def write(self) -> Receipt:
        """Write the talk. Raises NetinternError."""
        return self._submit(self._draft())

    def action_save(self) -> None:
        """Ask the last question if it was not answered; then write."""
        if self._who_else.value or self._finished:
            self._saving = False
            super().action_save()
            return
        try:
            draft = self._draft()
            check_days(draft.on, draft.promised, draft.next_on, today=self._today)
            check_length(draft.minutes, draft.kind, draft.outcome)
        except NetinternError as error:
            self.complain(error)
            return
        self._saving = True
        self.go(self._who_else)
        self._prompt.say(f"before it is saved: {_PROMPT}")

    def action_clear(self) -> None:
        """Throw away what was typed, here and in the line."""
        self.query(SameOne).remove()
        self._saving = False
        if self._empty is None or self._finished:
            super().action_clear()
            return
        forget(self.app, self.deed)
        self._finished = True
        self.dismiss(None)
        self.app.call_later(self._empty)

    def row_of(self, error: FieldError) -> Row | None:
        """An error about a name or a promise belongs to the row that says it."""
        for row in self.query(SuggestionRow):
            if error.field == "suggested" and row.is_in(error.sentence):
                return row
        for promise in self.query(PromiseRow):
            if error.field == "promised" and promise.says(error.sentence):
                return promise
        if error.field in ("newcomers", "organisation", "tags"):
            return self._people_row
        return super().row_of(error)

    def complain(self, error: NetinternError) -> None:
        """A name that resembles somebody's becomes a question."""
        if isinstance(error, ResemblesError):
            for row in self.query(SuggestionRow):
                if row.name_typed == error.name:
                    self._ask_same(SameOne(error, row))
                    return
            if error.name in [one.name for one in self._people.newcomers]:
                decide = partial(self._people.decide, error.name)
                self._ask_same(SameOne(error, self._people_row, decide))
                return
        wrong = self.row_of(error) if isinstance(error, FieldError) else None
        super().complain(error)
        if isinstance(wrong, SuggestionRow):
            wrong.forget_decision()

    def on_input_changed(self) -> None:
        """A row gets an empty one below it once something is in it."""
        self._grow()

    def on_control_changed(self) -> None:
        """The kind proposes minutes; asking for names answers the prompt."""
        self._propose()
        if "names" in self._asked.values and not self._who_else.value:
            self._who_else.choose("y")
        self._show_names()

    def on_descendant_blur(self) -> None:
        """Whoever leaves the prompt without an answer changes something else first."""
        if self._saving and self.focused is not self._who_else:
            self._saving = False
            self._prompt.say(_PROMPT)

    def action_next(self) -> None:
        """Answers to the prompt and to the question of the same one go on as they say."""
        self._grow()
        self._propose()
        here = self.focused
        question = here.parent if here is not None else None
        if isinstance(question, SameOne) and question.answered:
            self._decide(question)
        elif here is self._who_else and self._who_else.value:
            self._go_on()
        else:
            super().action_next()

    def _draft(self) -> TalkDraft:
        """What was typed. Raises FieldError."""
        self._unclear.check()
        asked_names = self._who_else.value == "y"
        promised = [row.promise() for row in self.query(PromiseRow)]
        named = [row.suggestion() for row in self.query(SuggestionRow)] if asked_names else []
        who, new = self._people.ids("with_ids"), self._people.newcomers
        if not who and not new:
            raise FieldError("with_ids", "A talk is with somebody.", "Name at least one person.")
        return TalkDraft(
            with_ids=who,
            newcomers=new,
            on=self._day.needed(),
            kind=self._kind.value,
            outcome=self._outcome.value,
            minutes=read_minutes(self._minutes.value),
            own_time=self._clock.value == "own",
            learned=self._learned.text,
            notes=self._notes.text,
            gave=self._gave.values,
            asked=self._asked.values,
            suggested=tuple(name for name in named if name is not None),
            who_else=asked_names if self._who_else.value else None,
            promised=tuple(promise for promise in promised if promise is not None),
            listening=int(self._listening.value) if self._listening.value else None,
            next_on=self._next.day(),
            thanks=self._thanks.value == "y",
            event=int(self._event.value) if self._event.value else None,
            organisation=self._begun.organisation,
            tags=self._begun.tags,
        )

    def _go_on(self) -> None:
        """After the prompt: to the names, or to the end."""
        if self._who_else.value == "y":
            self._saving = False
            self._show_names()
            for row in list(self.query(SuggestionRow))[:1]:
                row.start()
        elif self._saving:
            self.action_save()
        else:
            self.go(self.query_one(SaveLine))

    def _show_names(self) -> None:
        """The names are there for a yes only; what was typed is kept for another yes."""
        shown = self._who_else.value == "y"
        self._prompt.say(_PROMPT)
        for row in self.query(".names"):
            row.display = shown and not row.has_class("spare")

    def _ask_same(self, question: SameOne) -> None:
        self.query(SameOne).remove()
        self.query_one(Body).mount(question, after=question.asked_by)
        self.call_after_refresh(question.start)

    def _decide(self, question: SameOne) -> None:
        """Somebody resembles a name: the answer stays with the name, and the save goes on."""
        if isinstance(question.asked_by, SuggestionRow):
            question.asked_by.decide(question.answer, question.meant)
        else:
            question.decide(question.answer)
        question.asked_by.start()
        question.remove()
        self.action_save()

    def _propose(self) -> None:
        """The usual minutes of the kind, unless others were typed."""
        usual = str(USUAL_MINUTES[self._kind.value])
        if usual != self._proposed:
            if self._minutes.text == self._proposed:
                self._minutes.value = usual
            self._proposed = usual

    def _grow(self) -> None:
        """Below a last row that is not empty the spare one is shown, and another one is made.

        The spare one is there already, so that it can be typed into at once.
        """
        for row_type in (PromiseRow, SuggestionRow):
            rows = list(self.query(row_type))
            if len(rows) > 1 and not rows[-2].blank:
                spare = rows[-1]
                spare.remove_class("spare")
                spare.display = True
                self.query_one(Body).mount(self._spare(row_type), after=spare)

    def _spare(self, row_type: type[PromiseRow] | type[SuggestionRow]) -> Row:
        number = len(self.query(row_type)) + 1
        if row_type is PromiseRow:
            return self._hidden(PromiseRow("", number, today=self._today, spare=True))
        return self._hidden(SuggestionRow("", number, spare=True))
