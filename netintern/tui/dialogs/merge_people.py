"""Merging two people who are one: what would become of them, and y to do it."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from textual import events
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from netintern.domain.errors import NetinternError
from netintern.services.queries.merge import MergePreview
from netintern.services.receipt import Receipt
from netintern.tui.dialogs.form import Body, Dialog, SaveLine
from netintern.tui.text import Line, Run, cut, fit, strip, wrap
from netintern.tui.themes import palette

_FIELD: Final = 14
_SCROLL: Final = {"j": 1, "down": 1, "k": -1, "up": -1, "pagedown": 8, "pageup": -8}


class Preview(Widget):
    """The preview as lines."""

    DEFAULT_CSS = "Preview { width: 100%; height: auto; }"

    def __init__(self, preview: MergePreview) -> None:
        super().__init__()
        self._preview = preview

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the preview needs."""
        return len(preview_lines(self._preview, width))

    def render_line(self, y: int) -> Strip:
        """One line."""
        lines = preview_lines(self._preview, self.size.width)
        return strip(
            lines[y] if y < len(lines) else (), palette(self.app.theme).plain, self.size.width
        )


class MergePeople(Dialog[Receipt | None]):
    """Shows what a merge would change; only the letter y does it."""

    def __init__(self, *, preview: MergePreview, submit: Callable[[], Receipt]) -> None:
        """`submit` merges and raises what the verb raises."""
        super().__init__(
            f"Merge into {preview.keep.name}?",
            save="",
            hints=(("y", "merge"), ("Esc", "leave as they are")),
            wide=True,
        )
        self._preview = preview
        self._submit = submit

    def rows(self) -> Iterable[Widget]:
        """What would change."""
        yield Preview(self._preview)

    def begin(self) -> None:
        """Nothing has the keyboard, so that every key comes here."""
        self.query_one(SaveLine).can_focus = False
        self.set_focus(None)

    def write(self) -> Receipt:
        """Merge. Raises NetinternError."""
        return self._submit()

    def on_key(self, event: events.Key) -> None:
        """y merges, the movement keys scroll; Enter does nothing."""
        if event.character == "y":
            event.stop()
            self.action_save()
        elif event.key in _SCROLL:
            event.stop()
            self.query_one(Body).scroll_relative(y=_SCROLL[event.key], animate=False)
        elif event.character in ("n", "q"):
            event.stop()
            self.action_leave()

    def complain(self, error: NetinternError) -> None:
        """Show an error below the preview."""
        self._problem.show(f"! {error}")
        self.call_after_refresh(self._fit)


def preview_lines(preview: MergePreview, cells: int) -> list[Line]:
    """Who stays, what changes, what moves over, and what is lost."""
    keep, other = preview.keep, preview.other
    lines: list[Line] = [
        _pair("stays", _who(keep.name, keep.org), cells, "strong"),
        _pair("goes into it", _who(other.name, other.org), cells, "ink"),
        (),
    ]
    if preview.caution:
        lines += [*_wrapped("! careful", preview.caution, cells, "late"), ()]
    for name, now, after in preview.changes:
        lines += _change(name, now, after, cells)
    if not (preview.changes or preview.moves or preview.dropped):
        lines.append((Run("Nothing else is different.", "dim"),))
    if preview.moves:
        moved = ", ".join(f"{count} {word}" for word, count in preview.moves)
        lines += [*_gap(lines), *_wrapped("moves over", moved, cells, "ink")]
    if preview.dropped:
        lines += _gap(lines)
    for row, sentence in enumerate(preview.dropped):
        lines += _wrapped("" if row else "is dropped", sentence, cells, "late")
    return [*lines, (), *_wrapped("", "One step: undo brings both back.", cells, "faint")]


def _gap(lines: Sequence[Line]) -> list[Line]:
    """An empty line, unless there is one."""
    return [()] if lines[-1] else []


def _who(name: str, org: str) -> str:
    return f"{name}, {org}" if org else name


def _change(name: str, now: str, after: str, cells: int) -> list[Line]:
    """A field: what it is now, and what it will be."""
    if not now:
        return _wrapped(name, after, cells, "ink")
    room = max(4, cells - _FIELD)
    lines = _wrapped(name, now, cells, "faint")
    return [*lines, (Run(" " * _FIELD), Run(cut(f"-> {after}", room), "ink"))]


def _wrapped(label: str, text: str, cells: int, role: str) -> list[Line]:
    parts = wrap(text, max(8, cells - _FIELD), 3)
    return [
        (Run(fit("" if row else label, _FIELD), "faint"), Run(part, role))
        for row, part in enumerate(parts)
    ]


def _pair(label: str, text: str, cells: int, role: str) -> Line:
    return (Run(fit(label, _FIELD), "faint"), Run(cut(text, max(4, cells - _FIELD)), role))
