"""Logging a talk in one line, with the question whom else to meet."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import ClassVar, Final, NamedTuple

from textual.widgets import Input

from netintern.domain.errors import FieldError, NetinternError, ResemblesError
from netintern.domain.sentence import Doubt, Reading, preview_words
from netintern.domain.text import clean, fold
from netintern.services.queries.people import PersonRef
from netintern.services.receipt import Receipt
from netintern.tui.dialogs.controls import Choice, Option, TextField
from netintern.tui.dialogs.form import Body, Kept, Panel, SaveLine, left_for
from netintern.tui.dialogs.line import LINE_HINTS, Complete, LineForm, unsure
from netintern.tui.dialogs.log_talk import USUAL_MINUTES, plain_form, talk_with
from netintern.tui.dialogs.rows import Row
from netintern.tui.dialogs.suggestions import (
    NAME_FIELDS,
    NEW,
    YES_NO,
    SameOne,
    SuggestedName,
    read_names,
)
from netintern.tui.text import Line, Run, content

_TALKS: Final = ("one_on_one", "call", "small_group", "group_event")
"""Kinds after which it is asked whom else to meet."""
_MOST_CANDIDATES: Final = 9
_MINUTES: Final = "minutes"
_ABOUT_ANYBODY: Final = "coffee with Ana yesterday 30m; suggested Ben Roy; promised slides by fri"
_ABOUT_THEM: Final = "yesterday 45m; learned how they test; suggested Ben Roy"
_ANSWER: Final = (("Enter", "go on"), ("ctrl+s", "save"), ("Esc", "back to the line"))
_FORM_LEFT: Final = "the form is as you left it: Tab  (ctrl+x clears)"
_PROMPT: Final = "did you ask whom else to meet?"


class LineDraft(NamedTuple):
    """A line, and what was answered."""

    reading: Reading
    who_else: bool | None = None
    """Whether it was asked whom else to meet; None where the line says it or nobody asked."""
    more: tuple[SuggestedName, ...] = ()
    """Whom they named, beside those of the line."""
    may_mention: bool = False
    decided: Mapping[str, int | None] = {}
    """Names that resemble somebody's: the id of who is meant, None for somebody new."""


class Which(Row):
    """The question who is meant by a name that is not certain."""

    def __init__(self, doubt: Doubt, people: Sequence[PersonRef] = ()) -> None:
        """`people` are those who are meant by equal names; an id is the answer then."""
        equal = [(str(one.id), f"{one.name}, {one.org or f'no. {one.id}'}") for one in people]
        names = (equal or [(name, name) for name in doubt.candidates])[:_MOST_CANDIDATES]
        one = len(names) == 1
        options = [
            Option(
                value, f"y yes, {name}" if one else f"{place} {name}", "y" if one else str(place)
            )
            for place, (value, name) in enumerate(names, 1)
        ]
        self._choice = Choice([*options, Option(NEW, "n somebody new", "n")])
        super().__init__("Who is it?", self._choice, field="which", classes="asked")
        self.doubt = doubt

    def on_mount(self) -> None:
        """Say what the question is about."""
        self.help((Run(self.doubt.text, "bold"), Run(f": {_why(self.doubt)}", "faint")))

    @property
    def answer(self) -> str:
        """The name or the id that was chosen, or NEW; empty if nothing was."""
        return self._choice.value


class LogLine(LineForm):
    """The line for a talk. One save writes all of it; leaving writes nothing."""

    SIGNS: ClassVar[Line] = (
        Run(" @", "key"),
        Run("where  ", "faint"),
        Run("#", "key"),
        Run("tag  ", "faint"),
        Run("+", "key"),
        Run("suggested  ", "faint"),
        Run("!", "key"),
        Run("I promised  ", "faint"),
        Run("<", "key"),
        Run("they promised  ", "faint"),
        Run(">", "key"),
        Run("next in 2w", "faint"),
    )

    def __init__(
        self,
        *,
        today: date,
        person: PersonRef | None,
        read: Callable[[str], Reading],
        complete: Complete,
        submit: Callable[[LineDraft], Receipt],
        form: Callable[[Reading], None],
        called: Callable[[str], Sequence[PersonRef]] = lambda name: (),
    ) -> None:
        """`read` understands the line; `submit` writes it and raises what the verb raises; `form`
        opens the form with what was understood; `called` finds everybody of exactly that name.
        """
        super().__init__(
            "Log a talk" if person is None else f"Log a talk: {person.name}",
            complete=complete,
            placeholder=_ABOUT_ANYBODY if person is None else _ABOUT_THEM,
        )
        self._today = today
        self._person = person
        self._read = read
        self._submit = submit
        self._form = form
        self._called = called
        self._decided: dict[str, int | None] = {}
        self._who_else = Choice(YES_NO, id="who-else")
        self._prompt = Row("Whom else?", self._who_else, field="who_else", classes="asked")
        self._named = TextField(placeholder="Ben Roy (leaders) 2, Cai Wu")
        self._named_row = Row("Names", self._named, field="suggested")
        self._mention = Choice(YES_NO, id="mention")
        self._mention_row = Row("Mention", self._mention, field="may_mention")

    @property
    def draft_key(self) -> Hashable:
        """There is one line for a deed."""
        return type(self)

    @property
    def deed(self) -> Hashable:
        """A line is about a person."""
        return talk_with(self._person)

    def questions(self) -> Iterable[Row]:
        """Whether it was asked whom else to meet, whom they named, and whom I may mention."""
        for row in (self._prompt, self._named_row, self._mention_row):
            row.display = False
            yield row

    def begin(self) -> None:
        """Say what the questions are."""
        self._prompt.say(_PROMPT)
        self._mention_row.say("may I say who sent me?")
        self._named_row.help(
            (Run("circle, and 1-3 for how well they know them, if you like", "faint"),)
        )
        super().begin()
        drafts = left_for(self.app, self.deed)
        if not self.text and plain_form(self._person) in drafts:
            self.query_one(Panel).border_subtitle = content(_FORM_LEFT)

    def understood(self) -> Sequence[tuple[str, str]]:
        """What the line says, and what is not certain in it."""
        reading = self._reading()
        if not self.text and not reading.people:
            return ()
        doubts = [doubt for doubt in reading.unsure if doubt.text not in self._decided]
        shown = tuple(doubt._replace(why=_why(doubt)) for doubt in doubts)
        told = preview_words(reading._replace(unsure=shown), self._today)
        pairs = [pair for pair in told if pair[0] != _MINUTES]
        after = next((at for at, pair in enumerate(pairs, 1) if pair[0] == "kind"), 0)
        said = next((words for label, words in told if label == _MINUTES), "")
        minutes = _minutes(reading, said)
        return (*pairs[:after], *([(_MINUTES, minutes)] if minutes else ()), *pairs[after:])

    def on_input_changed(self, event: Input.Changed) -> None:
        """What was answered about a name is forgotten with the name."""
        super().on_input_changed(event)
        typed = clean(f"{self._line.value} {self._named.value}")
        for name in [name for name in self._decided if name not in typed]:
            del self._decided[name]

    def save(self) -> None:
        """Ask what is not certain; ask whom else to meet; then write."""
        try:
            reading = self._certain()
        except NetinternError as error:
            self.complain(error)
            return
        if reading is None:
            return
        if self._asks(reading) and not self._who_else.value:
            self._show(self._prompt)
            return
        self.write_now()

    def write(self) -> Receipt:
        """Write the line. Raises NetinternError."""
        reading = self._reading()
        asked = self._asks(reading) and self._who_else.value
        more = read_names(self._named.value) if asked == "y" else ()
        return self._submit(
            LineDraft(
                reading,
                who_else={"y": True, "n": False}.get(asked or ""),
                more=more,
                may_mention=bool(more) and self._mention.value == "y",
                decided=dict(self._decided),
            )
        )

    def complain(self, error: NetinternError) -> None:
        """A name that resembles somebody's becomes a question."""
        if not isinstance(error, ResemblesError):
            if isinstance(error, FieldError) and error.field in NAME_FIELDS:
                # What was answered may be what is wrong, so it is asked again.
                self._decided.clear()
            super().complain(error)
            return

        def decide(answer: int | None) -> None:
            self._decided[error.name] = answer

        self._ask(SameOne(error, self._line_row, decide))

    def open_form(self) -> None:
        """To the form, with what was understood."""
        try:
            reading = self._reading()
        except NetinternError as error:
            self.complain(error)
            return
        self.leave_for(lambda: self._form(reading))

    def action_next(self) -> None:
        """Every answer goes on to the next question, and the last one saves."""
        here = self.focused
        row = here.parent if here is not None else None
        if isinstance(row, SameOne):
            if row.answered:
                row.decide(row.answer)
                self._answered(row)
        elif isinstance(row, Which):
            if row.answer:
                self._take_answer(row.doubt, row.answer)
                self._answered(row)
        elif here is self._named:
            self._take_names()
        elif here is self._who_else and self._who_else.value == "y":
            self._show(self._named_row)
        elif here is self._who_else or here is self._mention:
            if isinstance(here, Choice) and here.value:
                self.write_now()
        else:
            super().action_next()

    def action_clear(self) -> None:
        """Throw away what was typed and answered."""
        self._decided.clear()
        self._forget_questions()
        self._to_line()
        super().action_clear()

    def action_leave(self) -> None:
        """From a question back to the line, from the line to the screen below."""
        if self.focused is self._line or self._finished:
            super().action_leave()
            return
        self._forget_questions()
        self._to_line()

    def _reading(self) -> Reading:
        """What the line says; an empty line about somebody is a usual talk, of today."""
        reading = self._read(self._line.value)
        return reading if self.text or not reading.people else reading._replace(unsure=())

    def _certain(self) -> Reading | None:
        """The line, if all of it is certain; None if it was asked about. Raises FieldError."""
        reading = self._reading()
        for doubt in reading.unsure:
            if doubt.text in self._decided:
                continue
            people = self._equal(doubt)
            if not people and not _can_be_chosen(doubt, self._line.value):
                raise unsure(doubt)
            self._ask(Which(doubt, people))
            return None
        if not (reading.people or reading.newcomers or self._decided or reading.event_title):
            raise FieldError("line", "Nobody is named.", "Say with whom it was.")
        return reading

    def _equal(self, doubt: Doubt) -> Sequence[PersonRef]:
        """Everybody who may be meant, where a name alone does not tell them apart."""
        if not _has_equal(doubt):
            return ()
        return [one for name in dict.fromkeys(doubt.candidates) for one in self._called(name)]

    def _asks(self, reading: Reading) -> bool:
        """Whether it is asked whom else to meet; without people nobody can have named anybody."""
        somebody = bool(reading.people or reading.newcomers or self._decided)
        said = reading.who_else is not None or reading.suggested or "names" in reading.asked
        return somebody and reading.kind in _TALKS and reading.outcome == "done" and not said

    def _take_names(self) -> None:
        try:
            names = read_names(self._named.value)
        except FieldError as error:
            self.complain(error)
            return
        if names:
            self._show(self._mention_row)
        else:
            self.write_now()

    def _show(self, row: Row) -> None:
        self.query_one(SaveLine).hint(_ANSWER)
        row.display = True
        row.start()

    def _to_line(self) -> None:
        self.query_one(SaveLine).hint(LINE_HINTS)
        self.go(self._line)

    def _ask(self, question: Row) -> None:
        self.query_one(SaveLine).hint(_ANSWER)
        for before in (*self.query(SameOne), *self.query(Which)):
            before.remove()
        self.query_one(Body).mount(question, after=self._understood)
        self.call_after_refresh(question.start)

    def _answered(self, question: Row) -> None:
        self._to_line()
        question.remove()
        self.save()

    def _take_answer(self, doubt: Doubt, answer: str) -> None:
        """A name of the book is put into the line; that it is a new one is remembered."""
        if answer == NEW:
            self._decided[doubt.text] = None
            return
        if answer not in doubt.candidates and answer.isdecimal():
            self._decided[doubt.text] = int(answer)
            return
        line = self._line.value.replace(doubt.text, answer, 1)
        self._quiet_for = line
        self._line.put(line, len(line))

    def _forget_questions(self) -> None:
        for row in (*self.query(SameOne), *self.query(Which)):
            row.remove()
        for field in (self._who_else, self._mention):
            field.choose("")
        for row in (self._prompt, self._named_row, self._mention_row):
            row.display = False


def _can_be_chosen(doubt: Doubt, line: str) -> bool:
    """Whether a doubt is about a name of the line and can be ended by a choice."""
    names = doubt.candidates
    return bool(names) and doubt.text in line and len(set(names)) == len(names)


def _has_equal(doubt: Doubt) -> bool:
    return len({fold(name) for name in doubt.candidates}) < len(doubt.candidates)


def _why(doubt: Doubt) -> str:
    """What is not certain; people of equal names are asked about here."""
    if not _has_equal(doubt):
        return doubt.why
    return f"several people are called '{doubt.text}'; Enter asks"


def _minutes(reading: Reading, said: str) -> str:
    """The minutes that are written, also the usual ones, and whose time they are."""
    if reading.outcome != "done":
        return said
    usual = f"{USUAL_MINUTES[reading.kind]} min" if reading.minutes is None else ""
    clock = "" if reading.own_time else "on the clock"
    return ", ".join(part for part in (usual, said, clock) if part)


def kept_line(drafts: Mapping[Hashable, Kept]) -> str:
    """The line among the drafts for a talk, if one was left."""
    rows = drafts.get(LogLine, ())
    return rows[0][1][0][0].strip() if rows else ""
