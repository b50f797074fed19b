"""Choosing somebody who is in the book."""

from collections.abc import Iterable

from textual.widget import Widget

from netintern.domain.errors import FieldError
from netintern.services.queries.people import PersonRef
from netintern.tui.dialogs.form import Dialog
from netintern.tui.dialogs.people_field import Names, PeopleField
from netintern.tui.dialogs.rows import Row


class PickPerson(Dialog[PersonRef | None]):
    """A line that completes names; the one chosen is the answer."""

    KEEPS = False

    def __init__(self, *, title: str, names: Names) -> None:
        super().__init__(
            title, save="", hints=(("up/down", "move"), ("Enter", "choose"), ("Esc", "leave"))
        )
        self._people = PeopleField(names, most=10)

    @property
    def single(self) -> bool:
        """Enter chooses."""
        return True

    def rows(self) -> Iterable[Widget]:
        """The line."""
        yield Row("", self._people, field="person", classes="bare")

    def write(self) -> PersonRef:
        """Who was chosen. Raises FieldError."""
        self._people.ids("person")
        if not self._people.people:
            raise FieldError("person", "Nobody is chosen yet.", "Type a part of the name.")
        return self._people.people[0]

    def on_people_field_picked(self, message: PeopleField.Picked) -> None:
        """Choosing is answering."""
        if not self._finished:
            self._finished = True
            self.dismiss(message.person)
