"""Adding a person: a name is enough, the rest can follow."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import NamedTuple

from textual.widget import Widget
from textual.widgets import Input

from netintern.domain.errors import NetinternError
from netintern.domain.text import fold
from netintern.services.receipt import Receipt
from netintern.tui.dialogs.controls import Choice, Option, TextField
from netintern.tui.dialogs.form import Dialog
from netintern.tui.dialogs.people_field import Names, PeopleField
from netintern.tui.dialogs.rows import Row
from netintern.tui.dialogs.suggestions import CIRCLE_OPTIONS, KNOWS_OPTIONS, YES_NO
from netintern.tui.text import Run

TIERS = (
    Option("1", "1 mentor", "1"),
    Option("2", "2 close", "2"),
    Option("3", "3 usual", "3"),
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


class AddPerson(Dialog[Receipt | None]):
    """The form for a person; those who are in the book under such a name are shown."""

    def __init__(
        self, *, today: date, names: Names, submit: Callable[[PersonDraft], Receipt]
    ) -> None:
        """`submit` writes the draft and raises what the verb raises."""
        super().__init__("Add a person")
        self._names = names
        self._submit = submit
        self._who = TextField()
        self._who_row = Row("Name", self._who, field="name")
        self._circle = Choice(CIRCLE_OPTIONS, optional=True)
        self._org = TextField()
        self._role = TextField()
        self._email = TextField(placeholder="several by spaces")
        self._phone = TextField(placeholder="several by commas")
        self._tags = TextField(placeholder="several by spaces")
        self._tier = Choice(TIERS, optional=True)
        self._wish = Choice(YES_NO, "n")
        self._via = PeopleField(names, placeholder="who suggested them")
        self._knows = Choice(KNOWS_OPTIONS, "2")
        self._knows_row = Row("They know", self._knows, field="knows")
        self._knows_row.display = False
        self._notes = TextField()

    def rows(self) -> Iterable[Widget]:
        """The name first, then what is usually known."""
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
        yield Row("Notes", self._notes, field="notes")

    def write(self) -> Receipt:
        """Add the person. Raises NetinternError."""
        via = self._via.ids("via")
        return self._submit(
            PersonDraft(
                name=self._who.text,
                circle=self._circle.value or None,
                org=self._org.text,
                role=self._role.text,
                email=tuple(self._email.text.replace(",", " ").split()),
                phone=_parts(self._phone.text),
                tags=tuple(self._tags.text.replace(",", " ").replace("#", " ").split()),
                tier=int(self._tier.value) if self._tier.value else None,
                wish=self._wish.value == "y",
                via=via[0] if via else None,
                knows=int(self._knows.value) if via else None,
                notes=self._notes.text,
            )
        )

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show who is in the book under such a name."""
        if event.input is self._who:
            alike = self._alike(self._who.text)
            known = ", ".join(alike)
            self._who_row.help((Run("here already: ", "faint"), Run(known)) if alike else None)
        self._knows_row.display = bool(self._via.people)

    def on_people_field_picked(self) -> None:
        """Somebody suggested them: how well do they know each other?"""
        self._knows_row.display = True

    def _alike(self, name: str) -> list[str]:
        if len(name) < _ENOUGH:
            return []
        try:
            hits = self._names(name)
        except NetinternError:
            return []
        words = fold(name).split()
        return [
            f"{hit.name} ({hit.organisation})" if hit.organisation else hit.name
            for hit in hits
            if hit.where == "person" and all(word in fold(hit.name) for word in words)
        ][:_SHOWN]


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
