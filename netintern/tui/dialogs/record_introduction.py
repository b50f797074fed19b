"""Noting that somebody introduced one to somebody."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from textual.widget import Widget

from netintern.domain.errors import FieldError
from netintern.services.queries.people import PersonRef
from netintern.services.receipt import Receipt
from netintern.tui.dialogs.controls import Choice
from netintern.tui.dialogs.names_suggested import AskingSame
from netintern.tui.dialogs.people_field import Names, PeopleField
from netintern.tui.dialogs.rows import Row
from netintern.tui.dialogs.suggestions import CIRCLE_OPTIONS, KNOWS_OPTIONS


class IntroductionDraft(NamedTuple):
    """An introduction as it was typed."""

    target: int | None
    """Id of somebody in the book; None for somebody new."""
    name: str
    """Of somebody new, else empty."""
    circle: str | None
    knows: int
    """How well the two know each other, 1-3."""
    same_as: int | None
    is_new: bool


class RecordIntroduction(AskingSame):
    """To whom one was introduced: somebody in the book, or a new name with a circle."""

    def __init__(
        self, *, via: PersonRef, names: Names, submit: Callable[[IntroductionDraft], Receipt]
    ) -> None:
        """`names` offers what was typed as a new name, id 0; `submit` raises what the verb does."""
        super().__init__(f"{via.name} introduced me to")
        self._submit = submit
        self._who = PeopleField(names, placeholder="a name, also a new one")
        self._name_row = Row("Name", self._who, field="target")
        self._circle = Choice(CIRCLE_OPTIONS, optional=True)
        self._circle_row = Row("Circle", self._circle, field="circle")
        self._circle_row.display = False
        self._knows = Choice(KNOWS_OPTIONS, "2")

    def rows(self) -> Iterable[Widget]:
        """The name, the circle of somebody new, and how well they know each other."""
        yield self._name_row
        yield self._circle_row
        yield Row("They know", self._knows, field="knows")

    def write(self) -> Receipt:
        """Write the introduction. Raises NetinternError."""
        self._who.ids("target")
        if not self._who.people:
            raise FieldError("target", "Nobody is named yet.", "Type a name.")
        person = self._who.people[0]
        same_as, is_new = self.decision(person.name)
        new = person.id == 0
        return self._submit(
            IntroductionDraft(
                target=None if new else person.id,
                name=person.name if new else "",
                circle=(self._circle.value or None) if new else None,
                knows=int(self._knows.value),
                same_as=same_as,
                is_new=is_new,
            )
        )

    def row_of(self, error: FieldError) -> Row | None:
        """A name that cannot be belongs to the first row as well."""
        return self._name_row if error.field == "name" else super().row_of(error)

    def on_people_field_picked(self, message: PeopleField.Picked) -> None:
        """Somebody new has no circle yet; in any case the rest is next."""
        self._circle_row.display = message.person.id == 0
        self.go(self._circle if message.person.id == 0 else self._knows)
