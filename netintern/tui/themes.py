"""Colours: four themes, and the roles in which text is shown; without colour only attributes."""

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final, NamedTuple

from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import Theme

from netintern.domain.vocabulary import Circle

_DARK: Final[dict[str, str]] = {
    "ground": "#0b0f14",
    "ink": "#e6edf3",
    "dim": "#93a1af",
    "faint": "#7b8894",
    "line": "#2b3743",
    "accent": "#f97316",
    "field": "#3d9be9",
    "adjacent": "#5eead4",
    "leaders": "#fde68a",
    "culture": "#e0558f",
    "cursor": "#1f2d3b",
    "rest": "#151d26",
}
_LIGHT: Final[dict[str, str]] = {
    "ground": "#fafaf7",
    "ink": "#1b242d",
    "dim": "#4f5b67",
    "faint": "#64707c",
    "line": "#c9cfd5",
    "accent": "#b93a06",
    "field": "#1f66a5",
    "adjacent": "#0b6e64",
    "leaders": "#7d5f00",
    "culture": "#a8306a",
    "cursor": "#dde8f2",
    "rest": "#edf0f2",
}
_CONTRAST: Final[dict[str, str]] = {
    "ground": "#000000",
    "ink": "#ffffff",
    "dim": "#d3dae2",
    "faint": "#b9c3cd",
    "line": "#7d8a97",
    "accent": "#ff9a4d",
    "field": "#74c0ff",
    "adjacent": "#7dfbe8",
    "leaders": "#fff0a3",
    "culture": "#ff9ccb",
    "cursor": "#12385c",
    "rest": "#20272f",
}
_PLAIN: Final[dict[str, str]] = dict.fromkeys(_DARK, "ansi_default")

_ATTRIBUTES: Final[dict[str, str]] = {
    "ink": "",
    "bold": "bold",
    "dim": "",
    "faint": "",
    "line": "",
    "accent": "",
    "strong": "bold",
    "late": "bold",
    "key": "bold",
    "off": "",
    "banner": "bold reverse",
    "field": "",
    "adjacent": "",
    "leaders": "",
    "culture": "",
}
"""Roles of text and the attributes they always have."""

_COLOURS: Final[dict[str, str]] = {
    "bold": "ink",
    "strong": "accent",
    "late": "accent",
    "key": "ink",
    "off": "faint",
    "banner": "accent",
}
"""Roles whose colour has another name than they."""

_MONO: Final[dict[str, str]] = {
    "dim": "dim",
    "faint": "dim",
    "line": "dim",
    "off": "dim",
    "accent": "bold",
    "strong": "bold underline",
}
"""What stands for the colour of a role where there is none."""

ROLES: Final[tuple[str, ...]] = tuple(_ATTRIBUTES)
"""The roles that a run of text may have."""

_FILLED: Final[dict[Circle | None, str]] = {
    "field": "●",
    "adjacent": "■",
    "leaders": "▲",
    "culture": "◆",
    None: "·",
}
_HOLLOW: Final[dict[Circle | None, str]] = {
    "field": "○",
    "adjacent": "□",
    "leaders": "△",
    "culture": "◇",
    None: "·",
}
_FILLED_ASCII: Final[dict[Circle | None, str]] = {
    "field": "O",
    "adjacent": "#",
    "leaders": "^",
    "culture": "+",
    None: "-",
}
_HOLLOW_ASCII: Final[dict[Circle | None, str]] = {
    "field": "o",
    "adjacent": ":",
    "leaders": "'",
    "culture": ",",
    None: "-",
}


class Palette(NamedTuple):
    """The styles of a theme by role: on the ground, on the cursor's row, on a resting cursor."""

    plain: Mapping[str, Style]
    cursor: Mapping[str, Style]
    """The row of the cursor in the pane that has the keyboard."""
    rest: Mapping[str, Style]
    """The row of the cursor in another pane."""


# Textual's own styles name these where a theme is made of the terminal's colours.
_ANSI: Final[dict[str, str]] = dict.fromkeys(
    (
        "ansi-background",
        "ansi-foreground",
        "block-cursor-background",
        "block-cursor-foreground",
        "border-blurred",
        "input-cursor-background",
        "input-cursor-foreground",
        "input-selection-background",
        "input-selection-foreground",
        "screen-selection-background",
        "screen-selection-foreground",
    ),
    "ansi_default",
)


def _theme(name: str, colours: Mapping[str, str], *, dark: bool) -> Theme:
    plain = colours is _PLAIN
    return Theme(
        name=name,
        primary="ansi_blue" if plain else colours["accent"],
        secondary="ansi_cyan" if plain else colours["field"],
        accent="ansi_green" if plain else colours["accent"],
        warning="ansi_yellow" if plain else colours["accent"],
        error="ansi_red" if plain else colours["accent"],
        success="ansi_green" if plain else colours["adjacent"],
        foreground=colours["ink"],
        background=colours["ground"],
        surface=colours["ground"],
        panel=colours["rest"],
        boost=colours["rest"],
        dark=dark,
        ansi=plain,
        variables={
            **(_ANSI if plain else {}),
            **{f"ni-{role}": colour for role, colour in colours.items()},
            "input-cursor-text-style": "reverse",
            "scrollbar": colours["line"],
            "scrollbar-hover": colours["faint"],
            "scrollbar-active": colours["faint"],
            "scrollbar-background": colours["ground"],
            "scrollbar-background-hover": colours["ground"],
            "scrollbar-background-active": colours["ground"],
            "block-cursor-text-style": "reverse" if plain else "bold",
        },
    )


THEMES: Final[tuple[Theme, ...]] = (
    _theme("dark", _DARK, dark=True),
    _theme("light", _LIGHT, dark=False),
    _theme("contrast", _CONTRAST, dark=True),
    _theme("mono", _PLAIN, dark=True),
)
THEME_NAMES: Final[tuple[str, ...]] = tuple(theme.name for theme in THEMES)


@cache
def palette(name: str) -> Palette:
    """The styles of the theme of this name; an unknown name gets those of the dark one."""
    if name == "mono":
        return _mono_palette()
    colours = {"light": _LIGHT, "contrast": _CONTRAST}.get(name, _DARK)
    return Palette(
        _styles(colours, colours["ground"]),
        _styles(colours, colours["cursor"]),
        _styles(colours, colours["rest"]),
    )


def circle_glyph(circle: Circle | None, *, met: bool, ascii_only: bool = False) -> str:
    """The sign of a circle: its shape, filled if the person was met."""
    if ascii_only:
        return (_FILLED_ASCII if met else _HOLLOW_ASCII)[circle]
    return (_FILLED if met else _HOLLOW)[circle]


def _styles(colours: Mapping[str, str], ground: str) -> dict[str, Style]:
    return {
        role: Style.parse(f"{attributes} {colours[_COLOURS.get(role, role)]} on {ground}")
        for role, attributes in _ATTRIBUTES.items()
    }


def _mono_palette() -> Palette:
    def styles(extra: str) -> dict[str, Style]:
        return {
            role: Style.parse(f"{attributes} {_MONO.get(role, '')} {extra}")
            for role, attributes in _ATTRIBUTES.items()
        }

    return Palette(styles(""), styles("reverse not dim"), styles(""))


class NoColour(LineFilter):
    """Takes every colour out of what is painted; bold, dim, reverse and underline stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with attributes only."""
        return [
            Segment(text, style and _attributes(style), control)
            for text, style, control in segments
        ]


@lru_cache(1024)
def _attributes(style: Style) -> Style:
    # A coloured block that is no text (a cursor, a button) must still be seen.
    reverse = style.reverse
    if reverse is None and _is_block(style.bgcolor):
        reverse = True
    return Style(
        bold=style.bold, dim=style.dim, reverse=reverse, underline=style.underline, meta=style.meta
    )


def _is_block(ground: RichColor | None) -> bool:
    return ground is not None and not ground.is_default
