"""Every step that was written, newest first: what it was, where it came from, and the way back."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final

from rich.style import Style
from textual.widget import Widget

from netintern.domain.dates import short_day
from netintern.domain.errors import NetinternError
from netintern.services.queries.book import Book
from netintern.services.queries.journal import HistoryLine, Steps, all_steps, history
from netintern.services.receipt import Receipt
from netintern.tui import commands, messages
from netintern.tui.keymap import bindings
from netintern.tui.messages import BookChanged
from netintern.tui.screens.place import Place
from netintern.tui.text import Line, Run, cut, fit, fit_right, width, wrap
from netintern.tui.widgets.empty_state import empty_state
from netintern.tui.widgets.line_list import LineList
from netintern.tui.widgets.lines import Lines

WINDOW: Final = 100
"""Steps that are read at once, when the first of them comes into sight."""
_ORIGINS: Final[Mapping[str, str]] = {"tui": "screen", "cli": "command line"}
_TIME: Final = 14
_ORIGIN: Final = 13
_STATE: Final = 9
_NARROW: Final = 60
"""Cells below which a row has no column for where the step came from."""
_MOST_DETAIL: Final = 3
_HEIGHTS: Final[list[tuple[int, str]]] = [(0, "-flat"), (12, "-tall")]
_NOTHING: Final = "Nothing was written yet. Whatever you do stands here, and can be taken back."
_NO_STEPS: Final = Steps((), ())


class StepList(LineList):
    """The steps. Only those that were in sight so far were read."""

    def __init__(self, today: date, *, ascii_only: bool) -> None:
        super().__init__(id="steps")
        self._today = today
        self._ascii = ascii_only
        self._book: Book | None = None
        self._steps = _NO_STEPS
        self._read: dict[int, Sequence[HistoryLine]] = {}
        self._blank: Sequence[Line] = ()
        """What stands there instead of steps."""

    @property
    def chosen(self) -> HistoryLine | None:
        """The step under the cursor."""
        return None if self.cursor is None or not self._steps.ids else self._line_at(self.cursor)

    def label_of(self, index: int) -> str:
        """What the step at an index was."""
        return self._line_at(index).label

    def show_steps(self, book: Book | None, steps: Steps) -> None:
        """Show other steps; the cursor stays with its step."""
        self._book, self._steps = book, steps
        self._read.clear()
        self._blank = () if steps.ids else empty_state(_NOTHING, cells=self.size.width)
        self.show_rows([str(step) for step in steps.ids] or [None] * len(self._blank))

    def on_resize(self) -> None:
        """Another width wraps the sentence of an empty history otherwise."""
        if not self._steps.ids:
            self.show_steps(self._book, self._steps)

    def line(self, index: int, cells: int, *, here: bool) -> Line:
        """When, what, from where, and whether it stands."""
        if not self._steps.ids:
            return self._blank[index]
        step = self._line_at(index)
        now = index == self._steps.next_undo
        state = "now" if now else "undone" if step.redoable else "replaced" if step.undone else ""
        origin = _ORIGINS.get(step.origin, step.origin) if cells >= _NARROW else ""
        ends = (Run(fit(origin, _ORIGIN), "faint"),) if cells >= _NARROW else ()
        right: Line = (*ends, Run(fit_right(state, _STATE), "accent" if now else "faint"))
        room = max(4, cells - _TIME - 2 - width(right) - 1)
        role = "faint" if step.undone else "bold" if here else "ink"
        return (
            Run("> " if here else "  ", "accent"),
            Run(fit(self._when(step), _TIME), "faint" if step.undone else "dim"),
            Run(fit(step.label, room), role),
            Run(" "),
            *right,
        )

    def _line_at(self, index: int) -> HistoryLine:
        page = index // WINDOW
        if page not in self._read:
            first = page * WINDOW
            before = self._steps.ids[first - 1] if first else None
            assert self._book is not None
            self._read[page] = history(self._book, WINDOW, before=before)
        lines = self._read[page]
        at = index - page * WINDOW
        if at < len(lines):
            return lines[at]
        # Another program forgot old steps just now; the next reading shows it.
        return HistoryLine(self._steps.ids[index], "", "no longer kept", "", False)

    def _when(self, step: HistoryLine) -> str:
        if not step.at:
            return ""
        at = datetime.fromisoformat(step.at)
        day = short_day(at.date(), self._today)
        return f"{day} {at:%H:%M}" if at.year == self._today.year else day

    def _styles_of(self, here: bool) -> Mapping[str, Style]:
        return super()._styles_of(here and bool(self._steps.ids))


class HistoryScreen(Place):
    """The steps, what undo and redo would do, and a way to any of them."""

    BINDINGS = bindings("history")
    CSS_PATH = "../styles/history.tcss"
    HERE = "history"
    AUTO_FOCUS = "#steps"
    VERTICAL_BREAKPOINTS = _HEIGHTS

    steps: Steps = _NO_STEPS
    _telling = False
    _refusal = ""
    """Why the last step could not be taken, until something else is done."""

    def compose_body(self) -> Iterable[Widget]:
        """What undo and redo would do, the steps, and one of them in full."""
        yield Lines(id="head")
        yield StepList(self.session.today, ascii_only=self.session.ascii_only)
        detail = Lines(id="step")
        detail.display = False
        yield detail

    def on_mount(self) -> None:
        """Read the steps before they are first painted."""
        self.refresh_if_stale()
        self.watch(self._list, "at", self._moved, init=False)

    def on_resize(self) -> None:
        """What fits depends on the width."""
        self.call_after_refresh(self._show)

    def reread(self) -> None:
        """Read where undo and redo stand; the steps themselves are read when they are seen."""
        book, before = self.session.book, self.steps
        self.steps = _NO_STEPS if book is None else all_steps(book)
        self._list.show_steps(book, self.steps)
        now = self.steps.next_undo
        if before.ids and now is not None and before.next_undo != now:
            # The cursor goes along with undo and redo.
            self._list.select(str(self.steps.ids[now]))
        self._show()

    def say(
        self, text: str, tone: messages.Tone = "note", hint: str = "", remark: str = ""
    ) -> None:
        """Show a sentence; a refusal is shown in full, as it may be long."""
        super().say(text, tone, hint, remark)
        self._refusal = f"! {text} {hint}" if tone == "refused" else ""
        self._show_step()

    def on_line_list_chosen(self) -> None:
        """A click on the step tells it in full."""
        self.action_tell()

    def action_tell(self) -> None:
        """Tell the step in full, and what lies above it; the same key takes that away."""
        self._telling = not self._telling
        self._moved()

    def action_go_to(self) -> None:
        """Make the book what it was right after this step, back or forth."""
        chosen = self._list.chosen
        if chosen is None:
            return
        from netintern.services.journal import go_to

        def verb(book: Book) -> Receipt:
            count = len(go_to(book, chosen.id))
            word = "redone" if chosen.undone else "undone"
            told = f"{word}: {_counted(count)}, until {chosen.label}" if count else ""
            return Receipt(chosen.id if chosen.undone else 0, told)

        try:
            receipt = self.session.write(verb)
        except NetinternError as error:
            self.say(error.sentence, "refused", error.hint)
            # A refusal on the way leaves the steps before it undone.
            self.post_message(BookChanged())
            return
        if not receipt.label:
            self.say("The book is as it was after this step already.")
            return
        other = ("any.undo", "undo") if chosen.undone else ("any.redo", "redo")
        self.say(receipt.label, "done", f"({self._key(other[0])} {other[1]})")
        self.post_message(BookChanged())

    @property
    def _list(self) -> StepList:
        return self.query_one(StepList)

    def _key(self, name: str) -> str:
        return commands.key_of(name, self.session.keymap)

    def _moved(self) -> None:
        self._refusal = ""
        self._show_step()

    def _show(self) -> None:
        head = self.query_one("#head", Lines)
        if head.size.width:
            head.show(self._head(head.size.width))
        self._show_step()

    def _head(self, cells: int) -> list[Line]:
        """How many steps there are, and what undo and redo would do."""
        steps = self.steps
        undone = len(steps.ids) - steps.undone.count(0)
        count = _counted(len(steps.ids)) + (f" · {undone} undone" if undone else "")
        title: Line = (Run(" History", "strong"), Run(f"   {count}", "dim"))
        runs: list[Run] = [Run(" ")]
        room = max(0, (cells - 16) // 2 if steps.next_redo is not None else cells - 12)
        for at, name, word in (
            (steps.next_undo, "any.undo", "undo"),
            (steps.next_redo, "any.redo", "redo"),
        ):
            if at is not None:
                label = self._list.label_of(at)
                runs += [Run(self._key(name), "key"), Run(f" {word} ", "faint")]
                runs.append(Run(cut(label, room) + "   ", "ink"))
        return [title, tuple(runs)] if len(runs) > 1 else [title]

    def _show_step(self) -> None:
        chosen = self._list.chosen
        if self._refusal:
            self._detail([(Run(part, "late"),) for part in self._wrapped(self._refusal)])
            return
        if not self._telling or chosen is None:
            self._detail([])
            return
        lines: list[Line] = [(Run(part, "ink"),) for part in self._wrapped(chosen.label)]
        lines.append((Run(self._place_of(chosen), "dim"),))
        self._detail(lines)

    def _place_of(self, step: HistoryLine) -> str:
        """Where a step stands, and what the way there would do."""
        at = self.steps.ids.index(step.id)
        if step.redoable:
            count = self.steps.until(at)
            return f"Undone. Backspace redoes {_counted(count)}, this one the last."
        if step.undone:
            return "Undone; other things were done since, so that it cannot be redone."
        above = self.steps.above(at)
        if not above:
            return "The newest step; nothing lies above it."
        verb = "lies" if above == 1 else "lie"
        return f"{_counted(above)} {verb} above it; Backspace takes {_them(above)} back."

    def _detail(self, lines: Sequence[Line]) -> None:
        detail = self.query_one("#step", Lines)
        detail.display = bool(lines)
        detail.styles.height = max(1, len(lines))
        detail.show(lines)

    def _wrapped(self, text: str) -> list[str]:
        return wrap(text, max(20, self.size.width - 4), _MOST_DETAIL)


def _counted(count: int) -> str:
    return f"{count:,} {'step' if count == 1 else 'steps'}"


def _them(count: int) -> str:
    return "it" if count == 1 else "them"
