"""The themes: readable everywhere, and without colour when colour is not wanted."""

import pytest
from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from netintern.domain.vocabulary import CIRCLES
from netintern.tui.panes.network.inks import inks
from netintern.tui.themes import ROLES, NoColour, circle_glyph, palette

UNNEEDED = {"line", "off"}
"""Roles of which nothing has to be read: frames, and rows that cannot be acted on now."""


def _light(colour: RichColor | None) -> float:
    """Relative luminance, 0-1, as WCAG 2 defines it."""
    assert colour is not None
    parts = [part / 255 for part in colour.get_truecolor()]
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(style: Style) -> float:
    low, high = sorted((_light(style.color), _light(style.bgcolor)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["dark", "light", "contrast"])
@pytest.mark.parametrize("role", [role for role in ROLES if role not in UNNEEDED])
def test_text_stands_out(theme: str, role: str) -> None:
    assert _contrast(palette(theme).plain[role]) >= 4.5
    assert _contrast(palette(theme).cursor[role]) >= 3.8


@pytest.mark.parametrize("role", [role for role in ROLES if role not in UNNEEDED])
def test_high_contrast_is_high(role: str) -> None:
    assert _contrast(palette("contrast").plain[role]) >= 7
    assert _contrast(palette("contrast").cursor[role]) >= 4.5


@pytest.mark.parametrize("theme", ["dark", "light", "contrast"])
def test_what_steps_back_in_the_picture_can_still_be_read(theme: str) -> None:
    found = inks(theme)
    # Around the selection as text is, farther away as large letters and signs are (WCAG 1.4.3, 11).
    for near in (found.near, found.far, found.caption, found.faint):
        assert _contrast(found.styles[near]) >= 4.5
    assert _contrast(found.styles[found.away]) >= 3.2
    for tones in found.circles.values():
        assert _contrast(found.styles[tones.sign_dim]) >= 2.5


@pytest.mark.parametrize("role", ROLES)
def test_without_colour_there_is_none(role: str) -> None:
    for styles in palette("mono"):
        assert styles[role].color is None
        assert styles[role].bgcolor is None
    assert palette("mono").cursor[role].reverse


def test_the_filter_takes_colours_out_and_keeps_the_rest() -> None:
    found = NoColour().apply(
        [Segment("a", Style.parse("bold #ff0000")), Segment("b", None)], Color(0, 0, 0)
    )
    assert found[0].style is not None
    assert found[0].style.bold
    assert found[0].style.color is None
    assert found[1].style is None


def test_a_coloured_block_is_seen_without_colour() -> None:
    (found,) = NoColour().apply([Segment(" ", Style.parse("on #ff0000"))], Color(0, 0, 0))
    assert found.style is not None
    assert found.style.reverse


def test_every_circle_has_its_own_sign() -> None:
    for ascii_only in (False, True):
        signs = {
            circle_glyph(circle, met=met, ascii_only=ascii_only)
            for circle in CIRCLES
            for met in (False, True)
        }
        assert len(signs) == 8
    assert all(circle_glyph(circle, met=True, ascii_only=True).isascii() for circle in CIRCLES)
