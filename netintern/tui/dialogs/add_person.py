"""Adding a person: a name is enough, the rest can follow."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from textual.widget import Widget
from textual.widgets import Input

from netintern.domain.errors import NetinternError, ResemblesError
from netintern.domain.text import clean, fold
from netintern.services.queries.people import PersonRef
from netintern.services.receipt import Receipt
from netintern.tui.dialogs.controls import Choice, Option, TextField
from netintern.tui.dialogs.form import Body, Dialog
from netintern.tui.dialogs.people_field import Names, PeopleField
from netintern.tui.dialogs.rows import DayRow, Row
from netintern.tui.dialogs.suggestions import CIRCLE_OPTIONS, KNOWS_OPTIONS, YES_NO, SameOne
from netintern.tui.dialogs.unclear import UnclearRow
from netintern.tui.text import Run

TIERS = (
    Option("1", "1 mentor", "1"),
    Option("2", "2 close", "2"),
    Option("3", "3 active", "3"),
    Option("4", "4 light", "4"),
)
_ENOUGH = 3
"""Letters of a name from which others like it are shown."""
_SHOWN = 3
"""Others shown at most."""


class PersonDraft(NamedTuple):
    """A person as they were typed."""

    name: str
    circle: str | None
    org: str
    role: str
    email: tuple[str, ...]
    phone: tuple[str, ...]
    tags: tuple[str, ...]
    tier: int | None
    wish: bool
    """Whether they are somebody to meet."""
    via: int | None
    """Who suggested them."""
    knows: int | None
    """How well that person knows them, 1-3."""
    notes: str
    is_new: bool = False
    """True: a new person although the name is or resembles somebody's."""
    next_on: date | None = None
    """The day to be in touch with them."""


class AddPerson(Dialog[Receipt | None]):
    """The form for a person; those who are in the book under such a name are shown."""

    def __init__(
        self,
        *,
        today: date,
        names: Names,
        submit: Callable[[PersonDraft], Receipt],
        begun: PersonDraft | None = None,
        via: PersonRef | None = None,
        known: Callable[[int], None] | None = None,
        unclear: Sequence[str] = (),
    ) -> None:
        """`begun` is what is known already, `via` who suggested them, `unclear` what was said
        beside that.

        `submit` writes the draft and raises what the verb raises; `known` is called with the
        person of the book who turns out to be meant.
        """
        super().__init__("Add a person")
        self._names = names
        self._submit = submit
        self._known = known
        self._unclear = UnclearRow(unclear)
        self._begun = begun or PersonDraft(
            "", None, "", "", (), (), (), None, False, None, None, ""
        )
        self._is_new_for = ""
        """The name that was said to be another one's."""
        of = self._begun
        self._who = TextField(of.name)
        self._who_row = Row("Name", self._who, field="name")
        self._circle = Choice(CIRCLE_OPTIONS, of.circle or "", optional=True)
        self._org = TextField(of.org)
        self._role = TextField(of.role)
        self._email = TextField(", ".join(of.email), placeholder="several by commas")
        self._phone = TextField(", ".join(of.phone), placeholder="several by commas")
        self._tags = TextField(", ".join(of.tags), placeholder="several by commas")
        self._tier = Choice(TIERS, "" if of.tier is None else str(of.tier), optional=True)
        self._wish = Choice(YES_NO, "y" if of.wish else "n")
        people = () if via is None else (via,)
        self._via = PeopleField(names, people=people, placeholder="who suggested them")
        self._knows = Choice(KNOWS_OPTIONS, str(of.knows or 2))
        self._knows_row = Row("They know", self._knows, field="knows")
        self._knows_row.display = via is not None
        self._next = DayRow(
            "Next",
            "next_on",
            today=today,
            value="" if of.next_on is None else str(of.next_on),
            placeholder="2w, next fri",
            empty="by their rhythm",
        )
        self._notes = TextField(of.notes)

    @property
    def draft_key(self) -> Hashable:
        """A form is the same if the same was known before."""
        return (type(self), self._begun)

    def rows(self) -> Iterable[Widget]:
        """The name first, then what is usually known."""
        yield self._unclear
        yield self._who_row
        yield Row("Circle", self._circle, field="circle")
        yield Row("Works at", self._org, field="org")
        yield Row("As", self._role, field="role")
        yield Row("To meet", self._wish, field="wish")
        yield Row("Through", self._via, field="via", classes="gap")
        yield self._knows_row
        yield Row("Mail", self._email, field="email")
        yield Row("Phone", self._phone, field="phone")
        yield Row("Tags", self._tags, field="tags")
        yield Row("Closeness", self._tier, field="tier")
        yield self._next
        yield Row("Notes", self._notes, field="notes")

    def begin(self) -> None:
        """The name comes first."""
        self._who_row.start()

    def write(self) -> Receipt:
        """Add the person. Raises NetinternError."""
        self._unclear.check()
        via = self._via.ids("via")
        return self._submit(
            PersonDraft(
                name=self._who.text,
                circle=self._circle.value or None,
                org=self._org.text,
                role=self._role.text,
                email=split_list(self._email.text.replace(" ", ",")),
                phone=split_list(self._phone.text),
                tags=split_list(self._tags.text.replace("#", ",")),
                tier=int(self._tier.value) if self._tier.value else None,
                wish=self._wish.value == "y",
                via=via[0] if via else None,
                knows=int(self._knows.value) if via else None,
                notes=self._notes.text,
                is_new=bool(self._is_new_for) and self._is_new_for == clean(self._who.text),
                next_on=self._next.day(),
            )
        )

    def complain(self, error: NetinternError) -> None:
        """A name that is or resembles somebody's becomes a question."""
        if not isinstance(error, ResemblesError):
            super().complain(error)
            return

        def decide(answer: int | None) -> None:
            if answer is None:
                self._is_new_for = error.name
                self.action_save()
            elif not self._finished:
                self._finished = True
                self.dismiss(None)
                if self._known is not None:
                    self._known(answer)

        self.query(SameOne).remove()
        question = SameOne(error, self._who_row, decide)
        self.query_one(Body).mount(question, after=self._who_row)
        self.call_after_refresh(question.start)

    def action_clear(self) -> None:
        """Throw away what was typed and answered."""
        self.query(SameOne).remove()
        self._is_new_for = ""
        super().action_clear()

    def action_next(self) -> None:
        """The answer to the question who is meant goes on as it says."""
        here = self.focused
        question = here.parent if here is not None else None
        if isinstance(question, SameOne) and question.answered:
            self._who_row.start()
            question.remove()
            question.decide(question.answer)
        else:
            super().action_next()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show who is in the book under such a name."""
        if event.input is self._who:
            alike = alike_names(self._names, self._who.text)
            known = ", ".join(alike)
            self._who_row.help((Run("here already: ", "faint"), Run(known)) if alike else None)
        self._knows_row.display = bool(self._via.people)

    def on_people_field_picked(self) -> None:
        """Somebody suggested them: how well do they know each other?"""
        self._knows_row.display = True


def alike_names(names: Names, name: str) -> list[str]:
    """Who is in the book under such a name, in words."""
    if len(name) < _ENOUGH:
        return []
    try:
        hits = names(name)
    except NetinternError:
        # The book can be busy for a moment; the next letter asks again.
        return []
    words = fold(name).split()
    return [
        f"{hit.name} ({hit.organisation})" if hit.organisation else hit.name
        for hit in hits
        if hit.where == "person" and all(word in fold(hit.name) for word in words)
    ][:_SHOWN]


def split_list(text: str) -> tuple[str, ...]:
    """What stands between commas."""
    return tuple(part.strip() for part in text.split(",") if part.strip())
