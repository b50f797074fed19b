"""Names that somebody gave without a talk, and the question whether a name is somebody's."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, ClassVar, NamedTuple

from textual.widget import Widget
from textual.widgets import Input

from netintern.domain.errors import FieldError, NetinternError, ResemblesError
from netintern.domain.text import clean
from netintern.domain.vocabulary import CIRCLES
from netintern.services.queries.people import PersonRef
from netintern.services.receipt import Receipt
from netintern.tui.dialogs.controls import Choice, Option, TextField
from netintern.tui.dialogs.form import Body, Dialog
from netintern.tui.dialogs.rows import Row, Words
from netintern.tui.dialogs.suggestions import (
    _WRITTEN,
    KNOWS_OPTIONS,
    NAME_FIELDS,
    YES_NO,
    SuggestedName,
)
from netintern.tui.text import Run

_BETWEEN = re.compile(r"[,;]\s*")
_EXAMPLE = "Ben Roy (leaders) 2, Cai Wu"


class NamesDraft(NamedTuple):
    """Who was suggested."""

    suggested: tuple[SuggestedName, ...]


class SameName(Row):
    """The question whether a name that resembles somebody's is theirs."""

    NEW = "new"

    def __init__(self, error: ResemblesError) -> None:
        options = [
            Option(str(person), f"{place} {name}" + (f", {org}" if org else ""), str(place))
            for place, (person, name, org) in enumerate(error.candidates, 1)
        ]
        self._choice = Choice([*options, Option(self.NEW, "n somebody new", "n")])
        super().__init__("Same one?", self._choice, classes="gap")
        self.about = error.name

    def on_mount(self) -> None:
        """Say what the question is about."""
        self.help((Run(self.about, "bold"), Run(" resembles these", "faint")))

    @property
    def answer(self) -> int | None:
        """Id of the person in the book; None for somebody new."""
        return None if self._choice.value in ("", self.NEW) else int(self._choice.value)

    @property
    def answered(self) -> bool:
        """Whether anything is chosen."""
        return bool(self._choice.value)


class AskingSame(Dialog[Receipt | None]):
    """A dialog in which a name that resembles somebody's becomes a question."""

    def __init__(
        self,
        title: str,
        *,
        save: str = "Save",
        hints: Sequence[tuple[str, str]] = (),
        wide: bool = False,
    ) -> None:
        super().__init__(title, save=save, hints=hints, wide=wide)
        self._decided: dict[str, int | None] = {}

    def decision(self, name: str) -> tuple[int | None, bool]:
        """Who a name is, as answered: the id of somebody in the book, and whether they are new."""
        name = clean(name)
        same_as = self._decided.get(name)
        return same_as, name in self._decided and same_as is None

    def complain(self, error: NetinternError) -> None:
        """Ask instead of refusing."""
        if not isinstance(error, ResemblesError):
            if isinstance(error, FieldError) and error.field in NAME_FIELDS:
                # What was answered may be what is wrong, so it is asked again.
                self._decided.clear()
            super().complain(error)
            return
        self.query(SameName).remove()
        question = SameName(error)
        self.query_one(Body).mount(question)
        self.call_after_refresh(question.start)

    def action_clear(self) -> None:
        """Throw away what was typed and answered."""
        self.query(SameName).remove()
        self._decided.clear()
        super().action_clear()

    def action_next(self) -> None:
        """An answer saves again."""
        here = self.focused
        question = here.parent if here is not None else None
        if not isinstance(question, SameName) or not question.answered:
            super().action_next()
            return
        self._decided[question.about] = question.answer
        question.remove()
        self.action_save()


class NamesSuggested(AskingSame):
    """One line for all names, and whether they may be told who sent one."""

    CSS_PATH: ClassVar[Any] = ["../styles/dialogs.tcss", "../styles/introducing.tcss"]

    def __init__(self, *, by: PersonRef, submit: Callable[[NamesDraft], Receipt]) -> None:
        """`submit` writes the draft and raises what the verb raises."""
        super().__init__(
            f"{by.name} suggested", hints=(("Enter", "save"), ("Tab", "next"), ("Esc", "leave"))
        )
        self._submit = submit
        self._line = TextField(placeholder=_EXAMPLE)
        self._row = Row("Names", self._line, field="suggested")
        self._mention = Choice(YES_NO, "n")
        self._reading = Words("", "dim", most=6, classes="reading")

    def rows(self) -> Iterable[Widget]:
        """The names, how they are read, and whether I may say who sent me."""
        yield self._row
        yield self._reading
        yield Row("Mention", self._mention, field="may_mention")

    def begin(self) -> None:
        """Say what the second field asks."""
        super().begin()
        self.query(Row).last().help((Run("May I say who sent me?", "faint"),))
        self._tell()

    def write(self) -> Receipt:
        """Write the names. Raises NetinternError."""
        names = [self._decide(name) for name in read_names(self._line.text)]
        if not names:
            raise FieldError("suggested", "A name is missing.", f"Type {_EXAMPLE}.")
        return self._submit(NamesDraft(tuple(names)))

    def action_next(self) -> None:
        """Enter in the line saves."""
        if self.focused is self._line and self._line.text:
            self.action_save()
        else:
            super().action_next()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Read along."""
        self._tell()

    def _decide(self, name: SuggestedName) -> SuggestedName:
        same_as, is_new = self.decision(name.name)
        mention = self._mention.value == "y"
        return name._replace(may_mention=mention, same_as=same_as, is_new=is_new)

    def _tell(self) -> None:
        try:
            names = read_names(self._line.text)
        except FieldError:
            names = ()
        self._reading.show("; ".join(_in_words(name) for name in names))


def read_names(text: str) -> tuple[SuggestedName, ...]:
    """Names of "Ben Roy (leaders) 2, Cai Wu". Raises FieldError for an unknown circle."""
    return tuple(read_name(part) for part in _BETWEEN.split(text) if part.strip())


def read_name(text: str, field: str = "suggested") -> SuggestedName:
    """A name with circle and how well they know each other. Raises FieldError."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None or not found["name"]:
        return SuggestedName(clean(text))
    circle = read_circle(found["circle"], field)
    return SuggestedName(clean(found["name"]), circle, int(found["knows"] or 2))


def read_circle(text: str | None, field: str) -> str | None:
    """The circle that begins like this. Raises FieldError if it is not one."""
    if text is None:
        return None
    begun = text.strip().lower()
    fits = [known for known in CIRCLES if begun and known.startswith(begun)]
    if len(fits) != 1:
        raise FieldError(
            field, f"'{clean(text)}' is not a circle.", f"Choose one of {', '.join(CIRCLES)}."
        )
    return fits[0]


def _in_words(name: SuggestedName) -> str:
    knows = next(option.label[2:] for option in KNOWS_OPTIONS if option.value == str(name.knows))
    return f"{name.name} ({name.circle}, {knows})" if name.circle else f"{name.name} ({knows})"
