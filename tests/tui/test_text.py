"""User text on its way to the screen: cleaned, never markup, and as wide as it should be."""

import pytest
from rich.cells import cell_len

from netintern.tui.text import Run, content, cut, fit, fit_right, safe, strip, whole, wrap
from netintern.tui.themes import palette

HOSTILE = (
    "A [red]B[/red]",
    "x [/nope] y",
    "see [/",
    "Ann [she/her] Lee",
    "\x1b]0;owned\x07Eve\u202e",
    "田中 👩‍🚀 é",
)


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("cells", [0, 1, 3, 8, 40])
def test_a_line_is_exactly_as_wide_as_asked(text: str, cells: int) -> None:
    line = strip((Run(text, "bold"), Run("  "), Run(text, "accent")), palette("dark").plain, cells)
    assert line.cell_length == cells
    assert cell_len(line.text) == cells
    assert "\x1b" not in line.text
    assert "\u202e" not in line.text


@pytest.mark.parametrize("text", HOSTILE)
def test_columns_keep_their_width(text: str) -> None:
    assert cell_len(cut(text, 6)) <= 6
    assert cell_len(fit(text, 6)) == 6
    assert cell_len(fit_right(text, 20)) == 20


@pytest.mark.parametrize("text", HOSTILE[:4])
def test_brackets_stay(text: str) -> None:
    assert safe(text) == text
    assert content(text).plain == text


def test_what_is_cut_ends_in_a_sign() -> None:
    assert cut("a long reason", 8) == "a long…"
    assert cut("田中田中", 4) == "田…"
    assert cut("short", 8) == "short"


def test_words_are_wrapped_and_the_last_line_is_cut() -> None:
    assert wrap("one two three four five", 9, 2) == ["one two", "three fo…"]
    assert wrap("one", 9, 2) == ["one"]
    assert wrap("", 9, 2) == []


def test_runs_that_do_not_fit_are_left_out_whole() -> None:
    runs = (Run("check-in Fri"), Run(", agreed"), Run(" 3 days ago"))
    assert whole(runs, 21) == runs[:2]
    assert whole((Run("much too long"),), 6) == (Run("much…"),)


def test_equal_styles_and_blanks_are_sent_once() -> None:
    runs = (Run("a", "bold"), Run("   ", "dim"), Run("b", "bold"), Run(" c", "bold"))
    assert [part.text for part in strip(runs, palette("dark").plain, 10)] == ["a   b c   "]
