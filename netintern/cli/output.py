"""The only writer to standard output: text in calm columns for people, or one JSON value."""

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TextIO

from netintern.domain.errors import CannotCreateError
from netintern.domain.text import cell_width, cut, pad, printable

GAP = "  "
BOLD, DIM, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"

_RISKY = {
    code: f"\\u{code:04x}"
    for code in (*range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A))
}
"""Characters that JSON allows but a terminal would act on."""


class Output:
    """Standard output of one run; user text passes `domain.text.printable` here."""

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        self._stream = sys.stdout
        environ = os.environ if environ is None else environ
        self.terminal = _is_terminal(self._stream)
        """True if a person may be reading."""
        self.screen = self.terminal and environ.get("TERM") not in ("dumb", "unknown")
        """True if the terminal can do more than lines of text."""
        self.styled = self.screen and not environ.get("NO_COLOR")
        """True if text may have attributes and colours."""
        self.size = _size(self._stream) if self.terminal else None
        """Columns and lines of the terminal; None if it does not say, or is none."""
        self._columns = self.size[0] if self.size else None
        encoding = getattr(self._stream, "encoding", None) or "utf-8"
        self.unicode = encoding.lower().replace("-", "") == "utf8"
        """False if only ASCII glyphs are safe."""
        if self._stream is not None and hasattr(self._stream, "reconfigure"):
            self._stream.reconfigure(errors="replace")

    def line(self, text: str = "") -> None:
        """One line of text."""
        self._write(printable(text) + "\n")

    def heading(self, text: str) -> None:
        """A line that starts a section."""
        self._write(self._style(printable(text), BOLD) + "\n")

    def lines(self, text: str) -> None:
        """Text of several lines, each as `line` writes it."""
        for one in text.split("\n"):
            self.line(one)

    def raw(self, text: str) -> None:
        """Text for another program, as it is."""
        self._write(text)

    def table(
        self,
        rows: Sequence[Sequence[str]],
        *,
        right: Iterable[int] = (),
        stretch: int | None = None,
        indent: int = 0,
        dim: Iterable[int] = (),
    ) -> None:
        """Rows in aligned columns, measured in terminal cells.

        Columns in `right` are set to the right, rows in `dim` are faint; on a terminal the column
        `stretch` is cut to fit, everywhere else nothing is.
        """
        if not rows:
            return
        cells = [[printable(cell) for cell in row] for row in rows]
        widths = [max(cell_width(row[at]) for row in cells) for at in range(len(cells[0]))]
        shown = [at for at, width in enumerate(widths) if width]
        if stretch is not None and self._columns is not None:
            used = indent + sum(widths[at] for at in shown) + len(GAP) * (len(shown) - 1)
            widths[stretch] = max(8, widths[stretch] - max(0, used - self._columns))
        aligned, faint = frozenset(right), frozenset(dim)
        for number, row in enumerate(cells):
            text = GAP.join(_cell(row[at], widths[at], at in aligned) for at in shown)
            text = " " * indent + text.rstrip()
            self._write((self._style(text, DIM) if number in faint else text) + "\n")

    def json(self, value: object) -> None:
        """One JSON value; days as ISO 8601, characters that a terminal would act on escaped."""
        import json

        text = json.dumps(value, ensure_ascii=not self.unicode, indent=2, default=_plain)
        self._write(text.translate(_RISKY) + "\n")

    def flush(self) -> None:
        """Hand everything to the system now, so that a failure is met while it can be told."""
        self._write("", flush=True)

    def _style(self, text: str, code: str) -> str:
        return f"{code}{text}{PLAIN}" if self.styled and text else text

    def _write(self, text: str, *, flush: bool = False) -> None:
        """Write; raises BrokenPipeError if nobody reads any more, else CannotCreateError."""
        if self._stream is None:
            return
        try:
            self._stream.write(text)
            if flush:
                self._stream.flush()
        except OSError as error:
            _discard(self._stream)
            if isinstance(error, BrokenPipeError):
                raise
            raise CannotCreateError(
                f"The output could not be written: {error.strerror or error}."
            ) from error


def _cell(text: str, width: int, right: bool) -> str:
    if cell_width(text) > width:
        text = cut(text, width)
    return " " * (width - cell_width(text)) + text if right else pad(text, width)


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in JSON")


def _discard(stream: TextIO) -> None:
    """Let what is still buffered go nowhere, so that the end of the program is quiet."""
    void = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(void, stream.fileno())
    finally:
        os.close(void)


def _is_terminal(stream: object) -> bool:
    ask = getattr(stream, "isatty", None)
    try:
        return bool(ask is not None and ask())
    except ValueError:  # a closed stream
        return False


def _size(stream: object) -> tuple[int, int] | None:
    """Columns and lines of this terminal; None if it does not say."""
    number = getattr(stream, "fileno", None)
    try:
        size = os.get_terminal_size(number()) if number is not None else None
    except OSError:
        return None
    return (size.columns, size.lines) if size and size.columns else None
