"""Softer colours of the circles, for names and bars that must not outshine the people who led."""

from collections.abc import Mapping
from functools import cache
from typing import Final

from rich.color import Color, blend_rgb
from rich.style import Style

from netintern.domain.vocabulary import CIRCLES, Circle
from netintern.tui.themes import Palette, palette

_NAME: Final = 0.55
"""Share of the ink in the colour of a name."""
_BAR: Final = 0.3
"""Share of the ground in the colour of a bar."""


def name_role(circle: Circle | None) -> str:
    """Role of the name of somebody who led to nobody yet."""
    return f"name-{circle}" if circle else "ink"


def bar_role(circle: Circle | None) -> str:
    """Role of the bar of somebody who led to others."""
    return f"bar-{circle}" if circle else "dim"


@cache
def tinted(theme: str) -> Palette:
    """The styles of a theme, and those of `name_role` and `bar_role`."""
    return Palette(*(_with_tints(styles) for styles in palette(theme)))


def _with_tints(styles: Mapping[str, Style]) -> dict[str, Style]:
    found = dict(styles)
    for circle in CIRCLES:
        found[name_role(circle)] = _mixed(styles[circle], styles["ink"].color, _NAME)
        found[bar_role(circle)] = _mixed(styles[circle], styles["ink"].bgcolor, _BAR)
    return found


def _mixed(style: Style, other: Color | None, share: float) -> Style:
    """The style with so much of another colour in its own; where there are no colours, as it is."""
    own = style.color
    if own is None or own.triplet is None or other is None or other.triplet is None:
        return style
    return style + Style(color=Color.from_triplet(blend_rgb(own.triplet, other.triplet, share)))
