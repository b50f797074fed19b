"""Adding a person in one line: the name first, then what is known."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import ClassVar, Final

from netintern.domain.dates import weekday_day
from netintern.domain.errors import NetinternError, ResemblesError
from netintern.domain.sentence import PersonReading
from netintern.services.receipt import Receipt
from netintern.tui.dialogs.add_person import alike_names
from netintern.tui.dialogs.form import Body
from netintern.tui.dialogs.line import UNSURE, Complete, LineForm, unsure
from netintern.tui.dialogs.log_talk import USUAL_MINUTES
from netintern.tui.dialogs.people_field import Names
from netintern.tui.dialogs.suggestions import SameOne
from netintern.tui.text import Line, Run

_TALK: Final = f"a talk of {USUAL_MINUTES['one_on_one']} min on the clock; a thank-you is owed"
"""What is written for somebody who was met."""


class AddLine(LineForm):
    """The line for a person; those who are in the book under such a name are shown."""

    SIGNS: ClassVar[Line] = (
        Run(" @", "key"),
        Run("where  ", "faint"),
        Run("#", "key"),
        Run("tag or circle  ", "faint"),
        Run("suggested by", "key"),
        Run(" Ana  ", "faint"),
        Run("met", "key"),
        Run(" yesterday  ", "faint"),
        Run(">", "key"),
        Run("next week", "faint"),
    )

    def __init__(
        self,
        *,
        today: date,
        read: Callable[[str], PersonReading],
        names: Names,
        complete: Complete,
        submit: Callable[[PersonReading, bool], Receipt],
        known: Callable[[int], None],
        form: Callable[[PersonReading], None],
    ) -> None:
        """`read` understands the line; `submit` writes it, with True for a person who is new
        although the name resembles somebody's; `known` opens somebody who is in the book; `form`
        opens the form with what was understood.
        """
        super().__init__(
            "Add a person",
            complete=complete,
            placeholder="Mei Tanaka @ Design, met at brown-bag, coffee next week",
        )
        self._today = today
        self._read = read
        self._who = names
        self._submit = submit
        self._known = known
        self._form = form
        self._is_new_for = ""
        """The name that was said to be another one's."""

    def understood(self) -> Sequence[tuple[str, str]]:
        """What the line says, who has such a name already, and what is not certain."""
        if not self.text:
            return ()
        reading = self._read(self._line.value)
        alike = alike_names(self._who, reading.name) or _resembling(reading)
        return (
            *person_words(reading, self._today),
            *((("here already", ", ".join(alike)),) if alike else ()),
            *((UNSURE, doubt.why) for doubt in certain_name(reading).unsure),
        )

    def save(self) -> None:
        """Write, if all of the line is certain."""
        try:
            for doubt in self._reading().unsure:
                raise unsure(doubt)
        except NetinternError as error:
            self.complain(error)
            return
        self.write_now()

    def write(self) -> Receipt:
        """Write the line. Raises NetinternError."""
        reading = self._reading()
        return self._submit(reading, bool(reading.name) and self._is_new_for == reading.name)

    def _reading(self) -> PersonReading:
        return certain_name(self._read(self._line.value))

    def complain(self, error: NetinternError) -> None:
        """A name that is or resembles somebody's becomes a question."""
        if not isinstance(error, ResemblesError):
            super().complain(error)
            return

        def decide(answer: int | None) -> None:
            if answer is None:
                self._is_new_for = error.name
                self.save()
            else:
                self.leave_for(lambda: self._known(answer))

        self.query(SameOne).remove()
        question = SameOne(error, self._line_row, decide)
        self.query_one(Body).mount(question, after=self._understood)
        self.call_after_refresh(question.start)

    def open_form(self) -> None:
        """To the form, with what was understood."""
        try:
            reading = self._read(self._line.value)
        except NetinternError as error:
            self.complain(error)
            return
        self.leave_for(lambda: self._form(reading))

    def action_next(self) -> None:
        """The answer to the question who is meant goes on as it says."""
        here = self.focused
        question = here.parent if here is not None else None
        if isinstance(question, SameOne) and question.answered:
            self.go(self._line)
            question.remove()
            question.decide(question.answer)
        else:
            super().action_next()

    def action_clear(self) -> None:
        """Throw away what was typed and answered."""
        self.query(SameOne).remove()
        self._is_new_for = ""
        super().action_clear()

    def action_leave(self) -> None:
        """From the question back to the line, from the line to the screen below."""
        if self.focused is self._line or self._finished:
            super().action_leave()
            return
        self.query(SameOne).remove()
        self.go(self._line)


def person_words(reading: PersonReading, today: date) -> tuple[tuple[str, str], ...]:
    """Label and words of everything that was understood, in the order of the form."""
    told = (
        ("name", reading.name),
        ("circle", reading.circle or ""),
        ("works at", reading.organisation),
        ("as", reading.role),
        ("to meet", "yes" if reading.wish else ""),
        ("through", reading.via.name if reading.via else ""),
        ("met", weekday_day(reading.met_on, today) if reading.met_on else ""),
        ("logs", _TALK if reading.met_on else ""),
        ("mail", ", ".join(reading.emails)),
        ("phone", ", ".join(reading.phones)),
        ("tags", ", ".join(reading.tags)),
        ("notes", reading.notes),
        ("next", weekday_day(reading.next_on, today) if reading.next_on else ""),
    )
    return tuple((label, words) for label, words in told if words)


def _resembling(reading: PersonReading) -> list[str]:
    """Who in the book has nearly the name of the line."""
    return [
        name for doubt in reading.unsure if doubt.text == reading.name for name in doubt.candidates
    ]


def certain_name(reading: PersonReading) -> PersonReading:
    """A reading that does not doubt the name: whether it is another's is asked when it is saved."""
    certain = (
        doubt for doubt in reading.unsure if not doubt.candidates or doubt.text != reading.name
    )
    return reading._replace(unsure=tuple(certain))
