"""The inks of Orbit: every style that its canvas is drawn in, mixed from the palette of a theme."""

from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from rich.color import Color, blend_rgb
from rich.style import Style

from netintern.domain.vocabulary import CIRCLES, Circle
from netintern.tui.themes import palette

_RINGS: Final = (0.5, 0.62, 0.68, 0.56)
"""Share of the ground in a ring, from the innermost to the outermost."""
_EDGE: Final = 0.74
_BORDER: Final = 0.66
_NAME: Final = 0.6
"""Share of the ink in the colour of a name."""
_BUBBLE: Final = 0.3
_DIM: Final = 0.4
"""Share of the ground in what is dimmed."""
_LESS: Final[Mapping[str, float]] = {"contrast": 0.68, "light": 0.85}
"""By theme so much of every share: of high contrast, or where dark ink is lost on a bright ground.
"""
_NEAR: Final = 0.3
_FAR: Final = 0.44
_AWAY: Final = 0.57
"""Share of the ground in names close to the selection, a little farther away, and out of focus."""
_KNOWS: Final = 0.4
_RING_DIM: Final = 0.7


class Tones(NamedTuple):
    """The inks of a circle."""

    rings: tuple[int, int, int, int]
    ring_dim: int
    edge: int
    met: int
    unmet: int
    sign_dim: int
    """A sign out of focus, met or not."""
    name: int
    bubble: int
    title: int
    tie: int
    """A line to a neighbour in this circle."""


class Inks(NamedTuple):
    """Every ink of a theme; the numbers are places in `styles`."""

    styles: tuple[Style, ...]
    blocks: frozenset[int]
    """Inks of which blanks are seen."""
    coloured: bool
    """False where there are only attributes, which cannot be weakened by degrees."""
    circles: Mapping[Circle, Tones]
    border: int
    border_dim: int
    """Borders out of focus, and the lines between people there: all alike, so that less is sent."""
    caption: int
    """The words of the rings, in a hand of their own."""
    faint: int
    """Words that say what is missing."""
    neighbour: int
    """The name of a neighbour of the selection."""
    near: int
    far: int
    """Names within the lantern, close to the selection and farther away."""
    away: int
    """Names out of focus where all of them stay."""
    path: int
    """The way from you to the target, and the names on it."""
    chosen: int
    """The sign of the selection."""
    pill: int
    """The name of the selection."""
    you: int


class _Table:
    """Styles that are numbered as they are mixed."""

    def __init__(self, theme: str) -> None:
        self.plain = palette(theme).plain
        self.styles: list[Style] = [self.plain["ink"]]
        self.coloured = self.plain["field"].color is not None
        self._less = _LESS.get(theme, 1.0)

    def add(self, style: Style) -> int:
        """The number of a style; equal ones share it, but none shares that of the blank."""
        if style in self.styles[1:]:
            return self.styles.index(style, 1)
        self.styles.append(style)
        return len(self.styles) - 1

    def ground(self, role: str, share: float, *, mono: str = "dim", extra: str = "") -> int:
        """A role mixed with so much of the ground; without colours `mono` stands for that."""
        return self._mix(role, self.plain[role].bgcolor, share * self._less, mono, extra)

    def ink(self, role: str, share: float, *, mono: str = "", extra: str = "") -> int:
        """A role mixed with so much of the ink of text."""
        return self._mix(role, self.plain["ink"].color, share, mono, extra)

    def _mix(self, role: str, other: Color | None, share: float, mono: str, extra: str) -> int:
        style = self.plain[role]
        if not self.coloured:
            return self.add(Style.parse(f"{mono} {extra}"))
        one, two = style.color and style.color.triplet, other and other.triplet
        if one is None or two is None:
            return self.add(style + Style.parse(extra))
        mixed = Color.from_triplet(blend_rgb(one, two, share))
        return self.add(Style(color=mixed, bgcolor=style.bgcolor) + Style.parse(extra))

    def block(self, role: str) -> int:
        """Text cut out of a block of a role's colour."""
        style = self.plain[role]
        if not self.coloured:
            return self.add(Style(bold=True, reverse=True))
        return self.add(Style(color=style.bgcolor, bgcolor=style.color, bold=True))


@cache
def inks(theme: str) -> Inks:
    """The inks of the theme of this name."""
    table = _Table(theme)
    pill, you = table.block("ink"), table.block("accent")
    found = Inks(
        styles=(),
        blocks=frozenset({pill, you}),
        coloured=table.coloured,
        circles={circle: _tones(table, circle) for circle in CIRCLES},
        border=table.ground("faint", _BORDER),
        border_dim=table.ground("faint", 0.85),
        caption=table.ground("faint", 0.04, extra="italic" if table.coloured else ""),
        faint=table.ground("faint", 0.0),
        neighbour=table.ink("ink", 0.0, extra="bold"),
        near=table.ground("ink", _NEAR, mono=""),
        far=table.ground("ink", _FAR),
        away=table.ground("ink", _AWAY),
        path=table.ink("accent", 0.0, extra="bold"),
        chosen=table.ink("ink", 0.0, mono="bold", extra="bold"),
        pill=pill,
        you=you,
    )
    return found._replace(styles=tuple(table.styles))


def _tones(table: _Table, circle: Circle) -> Tones:
    first, second, third, last = (table.ground(circle, share) for share in _RINGS)
    return Tones(
        rings=(first, second, third, last),
        ring_dim=table.ground(circle, _RING_DIM),
        edge=table.ground(circle, _EDGE),
        met=table.ink(circle, 0.0),
        unmet=table.ground(circle, 0.15, mono=""),
        sign_dim=table.ground(circle, _DIM),
        name=table.ink(circle, _NAME),
        bubble=table.ink(circle, _BUBBLE),
        title=table.ink(circle, 0.0, mono="bold", extra="bold"),
        tie=table.ground(circle, _KNOWS, mono=""),
    )
