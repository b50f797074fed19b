"""The only way from a user's string to the screen: cleaned once more, and never read as markup."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.content import Content
from textual.strip import Strip

from netintern.domain.text import printable


class Run(NamedTuple):
    """A piece of a line in one role of the theme, e.g. "dim" or "accent"."""

    text: str
    role: str = "ink"


Line = tuple[Run, ...]
"""One line of the screen, from left to right."""


def safe(text: str) -> str:
    """Text for one line of the screen: nothing in it can steer the terminal."""
    return printable(text)


def content(text: str) -> Content:
    """Text for a widget of Textual that takes content; brackets stay brackets."""
    return Content(printable(text))


def cut(text: str, cells: int) -> str:
    """The cleaned text in at most so many cells, with … where something is left out."""
    text = printable(text)
    if cell_len(text) <= cells:
        return text
    return set_cell_size(text, cells - 1).rstrip() + "…" if cells > 0 else ""


def fit(text: str, cells: int) -> str:
    """The cleaned text in exactly so many cells, cut or filled on the right."""
    short = cut(text, cells)
    return short + " " * (cells - cell_len(short))


def fit_right(text: str, cells: int) -> str:
    """The cleaned text in exactly so many cells, filled on the left."""
    short = cut(text, cells)
    return " " * (cells - cell_len(short)) + short


def width(runs: Iterable[Run]) -> int:
    """Cells that the runs take side by side."""
    return sum(cell_len(run.text) for run in runs)


def whole(runs: Line, cells: int) -> Line:
    """The first runs that fit as they are; the very first one is cut if it must be."""
    kept: list[Run] = []
    left = cells
    for text, role in runs:
        if kept and cell_len(text) > left:
            break
        kept.append(Run(cut(text, left), role))
        left -= cell_len(text)
    return tuple(kept)


def wrap(text: str, cells: int, most: int) -> list[str]:
    """The words of a text in at most `most` lines of so many cells; the last one may end in …."""
    lines: list[str] = []
    words = printable(text.replace("\n", " ")).split()
    while words and len(lines) < most:
        if len(lines) == most - 1:
            lines.append(cut(" ".join(words), cells))
            break
        line = words.pop(0)
        while words and cell_len(line) + 1 + cell_len(words[0]) <= cells:
            line += " " + words.pop(0)
        lines.append(cut(line, cells))
    return lines


def strip(runs: Iterable[Run], styles: Mapping[str, Style], cells: int) -> Strip:
    """The runs as one line of exactly so many cells, in the styles of the theme.

    Blanks take the style before them, and equal styles become one: less is sent, and no text but
    the first of a line begins with a blank, which pictures of the screen would swallow.
    """
    parts: list[tuple[str, Style]] = []
    left = cells
    for text, role in (*runs, Run(" " * cells)):
        if left <= 0:
            break
        shown = cut(text, left) if text.strip(" ") else text[:left]
        left -= cell_len(shown)
        word = shown.lstrip(" ")
        _append(parts, shown[: len(shown) - len(word)], styles[role])
        _append(parts, word, styles[role])
    return Strip([Segment(shown, style) for shown, style in parts], cells)


def _append(parts: list[tuple[str, Style]], text: str, style: Style) -> None:
    """Add a piece to a line, to the last piece of it if it looks the same there."""
    if not text:
        return
    if parts:
        before, was = parts[-1]
        if _looks_same(text, was, style) and (text.isspace() or not before.isspace()):
            parts[-1] = (before + text, was)
            return
    parts.append((text, style))


def _looks_same(text: str, before: Style, style: Style) -> bool:
    if before is style:
        return True
    return (
        not text.strip(" ")
        and before.bgcolor == style.bgcolor
        and before.underline == style.underline
        and before.reverse == style.reverse
    )
