"""What every dialog is: a frame of rows, one way to save, one way to leave, and errors in place."""

from collections.abc import Hashable, Iterable, Sequence
from typing import Any, ClassVar, Final
from weakref import WeakKeyDictionary

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.strip import Strip
from textual.widget import Widget

from netintern.domain.errors import FieldError, NetinternError
from netintern.tui.dialogs.controls import Control, Form, Result, State
from netintern.tui.dialogs.rows import Row, Words
from netintern.tui.text import Run, content, strip, width

_HINTS = (("ctrl+s", "save"), ("Enter", "next"), ("Esc", "leave"))
_WIDTHS: Final[list[tuple[int, str]]] = [(0, "-narrow"), (50, "-usual")]
_HEIGHTS: Final[list[tuple[int, str]]] = [(0, "-low"), (10, "-high")]
"""From so many cells and lines on, a dialog has this class."""
_SHORT_HINTS = (("Enter", "save"), ("Esc", "leave"))
AS_LEFT = "as you left it  (ctrl+x clears)"

States = tuple[State, ...]
"""What stands in the fields of a row."""
Kept = tuple[tuple[str, States], ...]
"""What stands in the rows of a form, each with the name of its row."""
_drafts: WeakKeyDictionary[App[Any], dict[Hashable, dict[Hashable, Kept]]] = WeakKeyDictionary()
"""What was typed into forms that were left, while the program runs, by deed and form."""


def forget(app: App[Any], deed: Hashable) -> None:
    """Throw away what was kept of every form for a deed."""
    _drafts.get(app, {}).pop(deed, None)


def left_for(app: App[Any], deed: Hashable) -> dict[Hashable, Kept]:
    """What was kept of the forms for a deed, by their draft keys."""
    return _drafts.get(app, {}).get(deed, {})


class SaveLine(Control):
    """The last line of a form: Enter on it saves."""

    def __init__(self, label: str, hints: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._label = label
        self._hints = hints
        self._of_field: Sequence[tuple[str, str]] = ()
        self.can_focus = bool(label)

    def hint(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show other keys."""
        self._hints = hints
        self.refresh()

    def hint_field(self, hints: Sequence[tuple[str, str]]) -> None:
        """Show first what works in the field that has the keyboard."""
        if hints != self._of_field:
            self._of_field = hints
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """The word, and the keys at the right."""
        cells = self.size.width
        styles = self.palette.cursor if self.has_focus else self.palette.plain
        word = strip((Run(f" {self._label} ", "strong"),), styles, len(self._label) + 2)
        room = cells - word.cell_length
        choices = (_runs(hints) for hints in _fewer((*self._of_field, *self._hints)))
        hints = next((runs for runs in choices if width(runs) <= room), [])
        gap = Run(" " * max(0, room - width(hints)))
        rest = strip((gap, *hints), self.palette.plain, max(0, room))
        return Strip.join([word, rest]).crop(0, cells)

    def take(self, event: events.Key) -> bool:
        """Enter saves."""
        if event.key == "enter":
            self._press()
            return True
        return super().take(event)

    def on_click(self) -> None:
        """Save."""
        self._press()

    def _press(self) -> None:
        form = self.screen
        if isinstance(form, Form) and self.can_focus:
            form.action_save()


class Panel(Widget):
    """The frame of a dialog."""


class Body(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The rows of a dialog; it scrolls to the field that has the keyboard."""


class Dialog(Form[Result]):
    """A form on top of a screen. Enter and the arrows go through it, ctrl+s saves, Esc leaves.

    Nothing is written before `write`; what it refuses is shown beside the field that is wrong,
    and everything typed stays. What is left with Esc is there again when the same form is opened
    for the same person, until it was saved.
    """

    AUTO_FOCUS = ""
    KEEPS: ClassVar[bool] = True
    """Whether what was typed is kept when the form is left."""
    CSS_PATH = "../styles/dialogs.tcss"
    HORIZONTAL_BREAKPOINTS = _WIDTHS
    VERTICAL_BREAKPOINTS = _HEIGHTS
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("ctrl+s", "save", show=False),
        Binding("ctrl+x", "clear", show=False),
        Binding("tab", "forward", show=False),
        Binding("shift+tab", "back", show=False),
    ]

    def __init__(
        self,
        title: str,
        *,
        save: str = "Save",
        hints: Sequence[tuple[str, str]] = (),
        wide: bool = False,
    ) -> None:
        super().__init__(classes="-wide" if wide else None)
        self._hints = hints or (_SHORT_HINTS if self.single else _HINTS)
        self._heading = title
        self._save_word = save
        self._problem = Words(role="late", classes="problem")
        self._finished = False
        self._fresh: Kept = ()
        """What stood in the rows before anything was typed."""
        self._blank: dict[type[Row], States] = {}
        """What stands in an empty row of each kind."""

    def rows(self) -> Iterable[Widget]:
        """What stands in the frame, from top to bottom."""
        raise NotImplementedError

    def write(self) -> Result:
        """Read the fields and write them. Raises NetinternError."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Rows that scroll, and below them what is wrong and how to save."""
        with Panel() as panel:
            panel.border_title = content(self._heading)
            with Body():
                yield from self.rows()
            yield self._problem
            yield SaveLine(self._save_word, self._hints)

    @property
    def single(self) -> bool:
        """True if there is one field only: Enter in it saves."""
        return False

    def on_mount(self) -> None:
        """Bring back what was typed before, and the keyboard to the first field."""
        self._fit()
        self._fresh = self.kept()
        self._blank = {type(row): row.kept for row in self._all_rows() if row.blank}
        draft = left_for(self.app, self.deed).get(self.draft_key) if self.KEEPS else None
        if draft is not None:
            self._bring_back(draft, AS_LEFT)
        self.begin()

    @property
    def draft_key(self) -> Hashable:
        """What a form must share with the one that was left to be the same."""
        return (type(self), self._heading)

    @property
    def deed(self) -> Hashable:
        """What is done by saving. Forms for the same deed are drafts of one another: when one of
        them is saved or cleared, what was kept of the others is thrown away too.
        """
        return self.draft_key

    def kept(self) -> Kept:
        """What stands in the rows now; empty rows of which there can be many are left out."""
        return tuple((row.title, row.kept) for row in self._all_rows() if not row.blank)

    def keep(self, kept: Kept) -> None:
        """Put into the rows what stood there; the others of many rows are emptied."""
        told = dict(kept)
        for row in self._all_rows():
            states = told.get(row.title, self._blank.get(type(row)))
            if states is not None and states != row.kept:
                row.keep(states)

    def begin(self) -> None:
        """Bring the keyboard to where the form begins."""
        fields = self._fields()
        if fields:
            self.go(fields[0])

    def on_resize(self) -> None:
        """The rows take what is left of the height."""
        self._fit()
        self.call_after_refresh(self._show_here)

    def on_descendant_focus(self) -> None:
        """The row that has the keyboard is in sight, with what is told below it."""
        here = self.focused
        for line in self.query(SaveLine):
            line.hint_field(here.hints if isinstance(here, Control) else ())
        self.call_after_refresh(self._show_here)

    def complain(self, error: NetinternError) -> None:
        """Show an error beside its field, or below all rows if it has none here."""
        row = self.row_of(error) if isinstance(error, FieldError) else None
        if row is None:
            self._problem.show(f"! {error}")
            self.call_after_refresh(self._fit)
            return
        row.complain(str(error))
        if row.wrong is not None:
            self.go(row.wrong)
        elif not row.has_focus_within:
            row.start()
        self.call_after_refresh(self._show_here)

    def row_of(self, error: FieldError) -> Row | None:
        """The row of the field that an error is about."""
        rows = [row for row in self.query(Row) if row.field]
        names = (error.field, error.field.partition(":")[0])
        for name in names:
            for row in rows:
                if name in (row.field, row.field.partition(":")[0]) and row.display:
                    return row
        return None

    def action_save(self) -> None:
        """Write, and close if it was written."""
        if self._finished:
            return
        self._problem.show("")
        try:
            result = self.write()
        except NetinternError as error:
            self.complain(error)
            return
        self._finished = True
        forget(self.app, self.deed)
        self.dismiss(result)

    def action_leave(self) -> None:
        """Close; nothing was written, and what was typed is kept."""
        if not self._finished:
            self._finished = True
            self._put_by()
            self.dismiss(None)

    def action_clear(self) -> None:
        """Throw away what was typed, now or when the form was left before."""
        was_kept = bool(left_for(self.app, self.deed))
        forget(self.app, self.deed)
        if was_kept or self.kept() != self._fresh:
            self._bring_back(self._fresh, "")
            self.begin()
        self._problem.show("")
        for row in self._all_rows():
            row.complain("")
        self.call_after_refresh(self._fit)

    def action_next(self) -> None:
        """To the next field; after the last one to the save line."""
        fields = self._fields()
        here = self.focused
        if here is None or here not in fields:
            return
        if self.single:
            self.action_save()
            return
        row = _row_around(here)
        onward = row.onward(here) if row is not None else None
        if onward is not None:
            self.go(onward)
            return
        after = fields[fields.index(here) + 1 :]
        if row is not None and row.blank:
            after = [field for field in after if row not in field.ancestors]
        target = after[0] if after else self.query_one(SaveLine)
        self.go(target)

    def action_forward(self) -> None:
        """To the next field or the save line, and round."""
        self._step(1)

    def action_back(self) -> None:
        """To the field before or the save line, and round."""
        self._step(-1)

    def answered(self, field: Widget) -> None:
        """A letter that chose goes on."""
        if field is self.focused:
            self.action_next()

    def _put_by(self) -> None:
        """Keep what was typed; nothing of a form that is as it was opened."""
        if not self.KEEPS:
            return
        kept = self.kept()
        drafts = _drafts.setdefault(self.app, {}).setdefault(self.deed, {})
        if kept == self._fresh:
            drafts.pop(self.draft_key, None)
        else:
            drafts[self.draft_key] = kept

    def _bring_back(self, kept: Kept, words: str) -> None:
        """Show what stood in the rows."""
        self.keep(kept)
        self.query_one(Panel).border_subtitle = content(words)

    def _step(self, by: int) -> None:
        places = [place for place in (*self._fields(), self.query_one(SaveLine)) if place.focusable]
        if self.focused in places:
            self.go(places[(places.index(self.focused) + by) % len(places)])
        elif places:
            self.go(places[0])

    def _all_rows(self) -> list[Row]:
        return list(self.query_one(Body).query(Row))

    def _fields(self) -> list[Widget]:
        """The fields from top to bottom, also before they were laid out."""
        return [
            widget
            for widget in self.query_one(Body).query("*")
            if widget.focusable and all(node.display for node in widget.ancestors_with_self)
        ]

    def _show_here(self) -> None:
        here = self.focused
        if here is not None:
            (_row_around(here) or here).scroll_visible(animate=False)

    def _fit(self) -> None:
        """Give the rows the height that frame, problem, and save line leave."""
        panel, body, save = (self.query_one(kind) for kind in (Panel, Body, SaveLine))
        frame = panel.gutter.height + save.styles.margin.height + 1
        problem = self._problem.outer_size.height
        body.styles.max_height = max(1, self.size.height - frame - problem)


def _runs(hints: Sequence[tuple[str, str]]) -> list[Run]:
    runs: list[Run] = []
    for key, label in hints:
        runs += [Run(f"  {key}", "key"), Run(f" {label}" if label else "", "faint")]
    return runs


def _fewer(hints: Sequence[tuple[str, str]]) -> Iterable[Sequence[tuple[str, str]]]:
    """The hints, and fewer of them for less room; the first and the last go last."""
    yield hints
    for left in range(len(hints) - 2, 0, -1):
        yield (*hints[:left], hints[-1])
    yield hints[-1:]


def _row_around(field: Widget) -> Row | None:
    return next((node for node in field.ancestors_with_self if isinstance(node, Row)), None)
