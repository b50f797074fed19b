"""What was learnt for an objective, and in which talk."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from textual.widget import Widget

from netintern.services.receipt import Receipt
from netintern.tui.dialogs.controls import Choice, Option, TextField
from netintern.tui.dialogs.form import Dialog
from netintern.tui.dialogs.rows import Row, Words


class TalkChoice(NamedTuple):
    """A talk in which it can have been."""

    id: int
    words: str


class LearntDraft(NamedTuple):
    """What was learnt, as it was typed."""

    text: str
    talk: int | None


class LearntForm(Dialog[Receipt | None]):
    """A sentence, and the talk from which it comes."""

    def __init__(
        self,
        *,
        objective: str,
        talks: Sequence[TalkChoice],
        submit: Callable[[LearntDraft], Receipt],
    ) -> None:
        """`talks`: those to choose from; `submit` writes and raises what the verb raises."""
        super().__init__("What was learnt", wide=True)
        self._objective = objective
        self._submit = submit
        self._talks = tuple(talks)
        self._text = TextField(placeholder="one sentence")
        self._talk = Choice(
            [Option(str(one.id), f"{at} {one.words}", str(at)) for at, one in enumerate(talks, 1)],
            optional=True,
        )

    def rows(self) -> Iterable[Widget]:
        """The objective, then the fields."""
        yield Words(self._objective, classes="question")
        yield Row("Learnt", self._text, field="text")
        if self._talks:
            yield Row("In a talk", self._talk, field="talk")

    def write(self) -> Receipt:
        """Keep it. Raises NetinternError."""
        talk = self._talk.value
        return self._submit(LearntDraft(self._text.text, int(talk) if talk else None))
