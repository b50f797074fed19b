"""Whom the other person named: name, circle, how well they know them, and who may be mentioned."""

import re
from typing import NamedTuple

from textual.widget import Widget

from netintern.domain.errors import FieldError, ResemblesError
from netintern.domain.text import clean
from netintern.domain.vocabulary import CIRCLES
from netintern.tui.dialogs.controls import Choice, Option, TextField
from netintern.tui.dialogs.rows import Row
from netintern.tui.text import Line, Run

_WRITTEN = re.compile(r"(?P<name>.*?)\s*(?:\((?P<circle>[^()]*)\))?\s*(?P<knows>\b[1-3])?\s*")
_FILLS: Line = (Run("Ben Roy (leaders) 2", "key"), Run(" fills the whole row", "faint"))
CIRCLE_OPTIONS = tuple(Option(circle, circle, circle[0]) for circle in CIRCLES)
KNOWS_OPTIONS = (
    Option("1", "1 heard of", "1"),
    Option("2", "2 works with", "2"),
    Option("3", "3 close", "3"),
)
YES_NO = (Option("y", "yes", "y"), Option("n", "no", "n"))


class SuggestedName(NamedTuple):
    """Somebody whom the other person named."""

    name: str
    circle: str | None = None
    knows: int = 2
    """How well they know each other: 1 heard of, 2 works with, 3 close."""
    may_mention: bool = False
    """Whether the other person may be mentioned as the one who suggested them."""
    same_as: int | None = None
    """Id of the person in the book who is meant."""
    is_new: bool = False
    """True: a new person although the name resembles somebody's."""


class SuggestionRow(Row):
    """One name with three small fields; each shows its keys while the keyboard is in it."""

    def __init__(self, label: str, number: int, *, spare: bool = False) -> None:
        """`spare`: made ahead, to be shown when it is needed."""
        self._typed = TextField(placeholder="a name", classes="wide")
        self._circle = Choice(
            CIRCLE_OPTIONS, optional=True, short=True, empty="circle", classes="circle"
        )
        self._knows = Choice(KNOWS_OPTIONS, "2", short=True, classes="knows")
        self._mention = Choice(YES_NO, "n", short=True, classes="mention")
        super().__init__(
            label,
            self._typed,
            self._circle,
            self._knows,
            self._mention,
            field=f"suggested:{number}",
            classes="several names spare" if spare else "several names",
        )
        self._same_as: int | None = None
        self._is_new = False
        self._decided_for = ""

    @property
    def blank(self) -> bool:
        """Whether nobody is named here."""
        return not self._typed.text

    @property
    def name_typed(self) -> str:
        """The name as the book would keep it."""
        return clean(self._typed.value)

    def suggestion(self) -> SuggestedName | None:
        """The name; None in an empty row. Raises FieldError for an unknown circle."""
        self._divide()
        if self.blank:
            return None
        decided = self._decided_for == self.name_typed
        return SuggestedName(
            self._typed.text,
            self._circle.value or None,
            int(self._knows.value),
            self._mention.value == "y",
            self._same_as if decided else None,
            self._is_new and decided,
        )

    def decide(self, same_as: int | None) -> None:
        """Who is meant: somebody in the book, or with None a new person."""
        self._same_as, self._is_new = same_as, same_as is None
        self._decided_for = self.name_typed

    def onward(self, field: Widget) -> Widget | None:
        """Enter after a name that says the rest goes on behind what was said."""
        if field is not self._typed or not _says_more(self._typed.text):
            return None
        try:
            self._divide()
        except FieldError as error:
            self.complain(str(error))
            return field
        return self._mention

    def on_descendant_focus(self) -> None:
        """Show the keys of the field that has the keyboard."""
        here = self.screen.focused
        self.help(_help(here) if isinstance(here, Choice) else _FILLS)

    def left(self) -> None:
        """Take what was said out of the name."""
        self.help(None)
        try:
            self._divide()
        except FieldError as error:
            self.complain(str(error))

    def _divide(self) -> None:
        """Take circle and number out of "Ben Roy (leaders) 2"."""
        text = self._typed.text
        found = _WRITTEN.fullmatch(text)
        if found is None or not _says_more(text):
            return
        circle = found["circle"]
        if circle is not None:
            fits = [known for known in CIRCLES if circle and known.startswith(circle.lower())]
            if len(fits) != 1:
                raise FieldError(
                    self.field,
                    f"'{clean(circle)}' is not a circle.",
                    f"Choose one of {', '.join(CIRCLES)}.",
                )
            self._circle.choose(fits[0])
        if found["knows"]:
            self._knows.choose(found["knows"])
        self._typed.value = found["name"]


class SameOne(Row):
    """The question whether a name that resembles somebody's is theirs."""

    NEW = "new"

    def __init__(self, error: ResemblesError, row: SuggestionRow) -> None:
        options = [
            Option(str(person), f"{place} {name}" + (f", {org}" if org else ""), str(place))
            for place, (person, name, org) in enumerate(error.candidates, 1)
        ]
        self._choice = Choice([*options, Option(self.NEW, "n somebody new", "n")])
        super().__init__("Same one?", self._choice, classes="names")
        self.asked_by = row

    def on_mount(self) -> None:
        """Say what the question is about."""
        self.say("")
        self.help((Run(self.asked_by.name_typed, "bold"), Run(" resembles these", "faint")))

    @property
    def answer(self) -> int | None:
        """Id of the person in the book; None for somebody new."""
        return None if self._choice.value in ("", self.NEW) else int(self._choice.value)

    @property
    def answered(self) -> bool:
        """Whether anything is chosen."""
        return bool(self._choice.value)


def _says_more(text: str) -> bool:
    found = _WRITTEN.fullmatch(text)
    return found is not None and bool(
        found["name"] and (found["circle"] is not None or found["knows"])
    )


def _help(choice: Choice) -> Line:
    question = {
        "knows": "how well they know each other: ",
        "mention": "may I say who sent me? ",
    }
    asked = next((words for name, words in question.items() if choice.has_class(name)), "")
    return (Run(asked, "faint"), *choice.legend)
