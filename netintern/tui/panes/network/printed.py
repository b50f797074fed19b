"""Orbit as lines of text, for the command line: drawn as on the screen, without a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.console import Console

from netintern.domain import layout as lay
from netintern.services.queries.orbit import orbit_of
from netintern.services.queries.settings import rules
from netintern.tui.panes.network.action_line import Voice, circle_lines, fitted, idle_line
from netintern.tui.panes.network.advice import next_wish, thin_circle, under_way
from netintern.tui.panes.network.bonds import Bonds
from netintern.tui.panes.network.canvas import strip_of
from netintern.tui.panes.network.margin import LEAST, Look
from netintern.tui.panes.network.picture import Picture
from netintern.tui.text import Line, strip
from netintern.tui.themes import palette

if TYPE_CHECKING:
    from datetime import date

    from textual.strip import Strip

    from netintern.services.queries.book import Book

_WITHOUT: Final = "mono"
"""The theme of a picture without colours."""


def printed(
    book: Book, today: date, size: tuple[int, int], theme: str | None, ascii_only: bool
) -> str:
    """The picture of so many columns and lines, or the circles in words where it has no room.

    In the colours of a theme, as far as this terminal has them; with None in letters alone.
    """
    bonds = Bonds(orbit_of(book, today=today))
    thin = thin_circle(book, bonds, today)
    begun = under_way(book, today)
    voice = Voice(bonds, today, ascii_only, rules(book), begun)
    foot = fitted(idle_line(voice, next_wish(bonds, thin, begun), thin=thin), (), size[0])
    look = Look(theme or _WITHOUT, ascii_only, True, thin, bonds.orbit.untracked)
    if size[0] < LEAST[0] or size[1] < LEAST[1]:
        rows = [_strip(line, look, size[0]) for line in circle_lines(voice, thin, size[0])]
    else:
        rows = _drawn(bonds, look, size)
    rows.append(_strip(foot, look, size[0]))
    if theme is None:
        return "".join(f"{row.text.rstrip()}\n" for row in rows)
    console = Console(force_terminal=True)
    return "".join(f"{row.render(console)}\n" for row in rows)


def _drawn(bonds: Bonds, look: Look, size: tuple[int, int]) -> list[Strip]:
    """The rows of the picture but for the last, which is for words."""
    picture = Picture(lay.orbit(bonds.cast(()), lay.Frame(*size)), bonds, look)
    frame, table = picture.frame(), picture.inks
    return [strip_of(frame, y, table.styles, table.blocks) for y in range(size[1] - 1)]


def _strip(line: Line, look: Look, cells: int) -> Strip:
    return strip(line, palette(look.theme).plain, cells)
