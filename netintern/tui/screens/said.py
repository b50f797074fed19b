"""What the toast line said in this run, for whoever looked away."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.screen import ModalScreen

from netintern.domain.dates import Moment
from netintern.tui.screens.place import Sentence, sentences
from netintern.tui.session import Session
from netintern.tui.text import Line, Run
from netintern.tui.widgets.reading import Reading, paragraphs

_HEIGHTS: Final[list[tuple[int, str]]] = [(0, "-low"), (16, "-high")]
_TIME: Final = 7
"""Cells of the column of times."""


class SaidScreen(ModalScreen[None]):
    """The last sentences with their time, newest first."""

    CSS_PATH = "../styles/help.tcss"
    AUTO_FOCUS = "#keys"
    VERTICAL_BREAKPOINTS = _HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,enter", "close", show=False)]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session

    def compose(self) -> ComposeResult:
        """A frame, and the sentences in it."""
        with Container(id="help") as frame:
            frame.border_title = "Messages"
            frame.border_subtitle = "j k scroll  Esc back"
            yield Reading(id="keys")

    def on_mount(self) -> None:
        """Show them."""
        said = sentences(self._session)
        plain = self._session.ascii_only
        self.query_one(Reading).read(lambda cells: said_lines(said, cells, ascii_only=plain))

    def action_close(self) -> None:
        """Back."""
        self.dismiss(None)


def said_lines(said: tuple[Sentence, ...], cells: int, *, ascii_only: bool = False) -> list[Line]:
    """A line or more for each sentence, behind its time."""
    if not said:
        return [(Run("Nothing was said yet.", "dim"),)]
    lines: list[Line] = []
    for sentence in said:
        sign = {"done": "*" if ascii_only else "✓", "refused": "!", "note": " "}[sentence.tone]
        role = "late" if sentence.tone == "refused" else "ink"
        text = f"{sentence.text}  {sentence.hint}".rstrip()
        heads = [_time(sentence.at).ljust(_TIME) + sign + " "]
        for part in paragraphs(text, max(8, cells - _TIME - 2)):
            head = heads.pop() if heads else " " * (_TIME + 2)
            lines.append((Run(head, "faint"), Run(part, role)))
    return lines


def _time(at: Moment) -> str:
    """The time of the clock, or the day where the clock was set to a day alone."""
    if at.minute is None:
        return at.day.strftime("%d %b")
    return f"{at.minute // 60:02}:{at.minute % 60:02}"
