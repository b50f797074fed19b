"""Whom the other person named: name, circle, how well they know them, and who may be mentioned."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from textual.widget import Widget
from textual.widgets import Input

from netintern.domain.errors import FieldError, ResemblesError
from netintern.domain.text import clean
from netintern.domain.vocabulary import CIRCLES
from netintern.tui.dialogs.controls import Choice, Control, Option, TextField
from netintern.tui.dialogs.rows import Row
from netintern.tui.text import Line, Run

_WRITTEN = re.compile(
    r"(?P<name>.*?)\s*(?:\((?P<circle>[^()]*)\))?\s*(?P<knows>\b[1-3])?"
    r"(?:(?<=[)\d])\s+(?P<mention>[yn]))?\s*"
)
_FILLS: Line = (
    Run("Ben Roy (leaders) 2 y", "key"),
    Run(" fills a row; ", "faint"),
    Run("Enter", "key"),
    Run(" in an empty one ends", "faint"),
)
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

    def __init__(
        self, label: str, number: int, *, name: SuggestedName | None = None, spare: bool = False
    ) -> None:
        """`name` stands in it already; `spare`: made ahead, to be shown when it is needed."""
        known = name or SuggestedName("")
        self._typed = TextField(known.name, placeholder="a name", classes="wide")
        self._circle = Choice(
            CIRCLE_OPTIONS,
            known.circle or "",
            optional=True,
            short=True,
            empty="circle",
            classes="circle",
        )
        self._knows = Choice(KNOWS_OPTIONS, str(known.knows), short=True, classes="knows")
        mention = "y" if known.may_mention else "n"
        self._mention = Choice(YES_NO, mention, short=True, classes="mention")
        super().__init__(
            label,
            self._typed,
            self._circle,
            self._knows,
            self._mention,
            field=f"suggested:{number}",
            classes="several names spare" if spare else "several names",
        )
        self._same_as = known.same_as
        self._is_new = known.is_new
        self._decided_for = clean(known.name)
        self._meant = ""
        """Name of the person in the book who is meant, where it was asked."""

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

    def decide(self, same_as: int | None, meant: str = "") -> None:
        """Who is meant: somebody in the book, of this name, or with None a new person."""
        self._same_as, self._is_new, self._meant = same_as, same_as is None, meant
        self._decided_for = self.name_typed
        self.refresh(layout=True)

    def forget_decision(self) -> None:
        """Who is meant is asked again."""
        if self._same_as is not None or self._is_new:
            self._same_as, self._is_new, self._meant = None, False, ""
            self.refresh(layout=True)

    def is_in(self, sentence: str) -> bool:
        """Whether a sentence is about who is named here."""
        return any(name and name in sentence for name in (self.name_typed, self._meant))

    def on_input_changed(self, event: Input.Changed) -> None:
        """What was answered was about another name."""
        super().on_input_changed(event)
        self._forget_for_another()

    def onward(self, field: Widget) -> Widget | None:
        """Enter after a name that says the rest goes on to the next name."""
        if field is not self._typed or not _says_more(self._typed.text):
            return None
        try:
            self._divide()
        except FieldError as error:
            self.complain(str(error))
            return field
        rows = [] if self.parent is None else list(self.parent.query_children(SuggestionRow))
        after = rows[rows.index(self) + 1 :] if self in rows else []
        return after[0]._typed if after else self._mention

    def on_descendant_focus(self) -> None:
        """Show the keys of the field that has the keyboard."""
        here = self.screen.focused
        self.help(_help(here) if isinstance(here, Choice) else _FILLS)

    def on_control_puzzled(self, event: Control.Puzzled) -> None:
        """The keys are shown already."""

    def left(self) -> None:
        """Take what was said out of the name."""
        self.help(None)
        try:
            self._divide()
        except FieldError as error:
            self.complain(str(error))

    def _forget_for_another(self) -> None:
        """Another name was not asked about; the rest behind the same name changes nothing."""
        found = _WRITTEN.fullmatch(self._typed.text)
        name = self.name_typed if found is None else clean(found["name"])
        if self._decided_for not in (name, self.name_typed):
            self.forget_decision()

    def _below(self, width: int) -> list[Line]:
        """Who is meant, where it was asked."""
        told: list[Line] = []
        if self._meant or self._is_new:
            words = f"{self._meant}, who is in the book" if self._meant else "somebody new"
            told.append((Run(" " * (self._indent + 1)), Run(words, "faint")))
        return [*told, *super()._below(width)]

    def _divide(self) -> None:
        """Take circle and number out of "Ben Roy (leaders) 2"."""
        text = self._typed.text
        found = _WRITTEN.fullmatch(text)
        if found is None or not _says_more(text):
            return
        if found["circle"] is not None:
            self._circle.choose(_circle(found["circle"], self.field))
        if found["knows"]:
            self._knows.choose(found["knows"])
        if found["mention"]:
            self._mention.choose(found["mention"])
        self._typed.value = found["name"]


NAME_FIELDS: Final = frozenset({"suggested", "newcomers", "with_ids", "target"})
"""Fields of verbs that take names."""
NEW: Final = "new"
"""The answer that a name that resembles somebody's is another one's."""


def same_options(error: ResemblesError) -> list[Option]:
    """What can be answered: y or a number for somebody in the book, n for somebody new."""
    known = [(person, name + (f", {org}" if org else "")) for person, name, org in error.candidates]
    if len(known) == 1:
        options = [Option(str(person), f"y yes, {words}", "y") for person, words in known]
    else:
        options = [
            Option(str(person), f"{place} {words}", str(place))
            for place, (person, words) in enumerate(known, 1)
        ]
    return [*options, Option(NEW, "n somebody new", "n")]


class SameOne(Row):
    """The question whether a name that resembles somebody's is theirs."""

    def __init__(
        self,
        error: ResemblesError,
        asked_by: Row,
        decide: Callable[[int | None], None] = lambda answer: None,
    ) -> None:
        """`asked_by`: the row of the name; `decide` is told who is meant."""
        self._choice = Choice(same_options(error))
        with_names = isinstance(asked_by, SuggestionRow)
        super().__init__("Same one?", self._choice, classes="names" if with_names else None)
        self.asked_by = asked_by
        self.decide = decide
        self._resembles = error.name
        self._names = {person: name for person, name, _ in error.candidates}

    def on_mount(self) -> None:
        """Say what the question is about."""
        self.help((Run(self._resembles, "bold"), Run(" resembles somebody in the book", "faint")))

    @property
    def answer(self) -> int | None:
        """Id of the person in the book; None for somebody new."""
        return None if self._choice.value in ("", NEW) else int(self._choice.value)

    @property
    def answered(self) -> bool:
        """Whether anything is chosen."""
        return bool(self._choice.value)

    @property
    def meant(self) -> str:
        """Name of the person in the book who is meant; empty for somebody new."""
        return self._names.get(self.answer or 0, "")


def read_names(text: str) -> tuple[SuggestedName, ...]:
    """The people of "Ben Roy (leaders) 2, Cai Wu". Raises FieldError for an unknown circle."""
    names = []
    for part in re.split(r"[,;]", text):
        found = _WRITTEN.fullmatch(part.strip())
        if found is None or not found["name"]:
            continue
        said = found["circle"] is not None
        names.append(
            SuggestedName(
                clean(found["name"]),
                _circle(found["circle"], "suggested") if said else None,
                int(found["knows"] or 2),
                found["mention"] == "y",
            )
        )
    return tuple(names)


def _circle(typed: str, field: str) -> str:
    """The circle that begins like this. Raises FieldError."""
    fits = [known for known in CIRCLES if typed and known.startswith(typed.lower())]
    if len(fits) != 1:
        raise FieldError(
            field,
            f"'{clean(typed)}' is not a circle.",
            f"Choose one of {', '.join(CIRCLES)}.",
        )
    return fits[0]


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
