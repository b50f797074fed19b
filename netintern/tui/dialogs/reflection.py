"""Answering the prompts of the Friday reflection: one page, seven lines, every one optional."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, ClassVar, Final

from textual.strip import Strip
from textual.widget import Widget

from netintern.services.queries.reviews import PromptLine
from netintern.services.receipt import Receipt
from netintern.tui.dialogs.controls import TextField
from netintern.tui.dialogs.form import Body, Dialog
from netintern.tui.dialogs.rows import Row
from netintern.tui.text import Line, Run, strip, width
from netintern.tui.themes import palette
from netintern.tui.widgets.lines import Lines

_HINTS: Final = (("Enter", "next, at the end keep"), ("ctrl+s", "keep"), ("Esc", "leave"))
_GAP: Final = "   "
_EMPTY: Final = "…"
_HEIGHTS: Final[list[tuple[int, str]]] = [(0, "-low"), (20, "-high"), (36, "-roomy")]


class Question(Widget):
    """A question, and behind it what the book knows about it, where that has room."""

    def __init__(self, number: int, prompt: PromptLine) -> None:
        super().__init__()
        self._question: Line = (Run(f"{number}  ", "key"), Run(prompt.text, "ink"))
        self._matter = (Run(_GAP), Run(prompt.matter, "dim"))

    def has_room(self, cells: int) -> bool:
        """Whether what the book knows stands behind the question in so many cells."""
        return width((*self._question, *self._matter)) <= cells

    def render_line(self, y: int) -> Strip:
        """The only line."""
        cells = self.size.width
        runs = (*self._question, *(self._matter if self.has_room(cells) else ()))
        return strip(runs, palette(self.app.theme).plain, cells)


class ReflectionForm(Dialog[Receipt | None]):
    """The numbers of the week, and a line to write on below every prompt."""

    CSS_PATH: ClassVar[Any] = ["../styles/dialogs.tcss", "../styles/reflection.tcss"]
    VERTICAL_BREAKPOINTS = _HEIGHTS

    def __init__(
        self,
        *,
        title: str,
        prompts: Sequence[PromptLine],
        numbers: Callable[[int], Sequence[Line]],
        submit: Callable[[Mapping[str, str]], Receipt],
        first: str = "",
    ) -> None:
        """`numbers` gives the lines above in some cells; `first` is the prompt to begin with.

        `submit` gets the answers that are different now, by the keys of the prompts.
        """
        super().__init__(title, save="Keep", hints=_HINTS)
        self._numbers = numbers
        self._submit = submit
        self._first = first
        self._prompts = tuple(prompts)
        self._answers = {
            prompt.key: TextField(prompt.answer, placeholder=_EMPTY) for prompt in prompts
        }
        self._shown = {key: field.value for key, field in self._answers.items()}

    def rows(self) -> Iterable[Widget]:
        """The numbers, then question and answer by turns."""
        yield Lines(id="numbers")
        for number, prompt in enumerate(self._prompts, 1):
            yield Question(number, prompt)
            yield Row("", self._answers[prompt.key], field=prompt.key, classes="answer")

    def begin(self) -> None:
        """Begin with the prompt that was under the cursor, else with the first."""
        self.go(self._answers.get(self._first) or next(iter(self._answers.values())))

    def on_resize(self) -> None:
        """The numbers take as many lines as they need."""
        super().on_resize()
        self.call_after_refresh(self._tell)

    def action_next(self) -> None:
        """To the next prompt; after the last one everything is kept."""
        if self.focused is list(self._answers.values())[-1]:
            self.action_save()
        else:
            super().action_next()

    def write(self) -> Receipt:
        """Keep what is different. Raises NetinternError."""
        return self._submit(
            {
                key: field.text
                for key, field in self._answers.items()
                if field.value != self._shown[key]
            }
        )

    def _tell(self) -> None:
        """Show the numbers, and below a question what has no room behind it."""
        numbers, cells = self.query_one("#numbers", Lines), self.query_one(Body).size.width
        told = self._numbers(cells)
        numbers.styles.height = len(told)
        numbers.show(told)
        for question, prompt in zip(self.query(Question), self._prompts, strict=True):
            below = not question.has_room(cells)
            self._answers[prompt.key].placeholder = prompt.matter if below else _EMPTY
        self._fit()
        self.call_after_refresh(self._show_top)

    def _show_top(self) -> None:
        """The numbers are in sight while the first prompt is answered."""
        if self.focused is next(iter(self._answers.values())):
            self.query_one(Body).scroll_home(animate=False)
            self._show_here()
