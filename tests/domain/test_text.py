"""Text from outside: nothing that steers a terminal survives, and widths are kept."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintern.domain.text import cell_width, clean, clean_note, cut, fold, pad, printable

hostile = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x1b[]\x07\x9b\x9d;m0\\\u202e\u2066\n\t\r \u2028\ud800é李👩\u200d🇩🇪"),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  Ana   Silva ", "Ana Silva"),
        ("Ana\nSilva\tLee", "Ana Silva Lee"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x9b31mred", "red"),
        ("\x1b]0;title\x07name", "name"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b]52;c;never ended", "52;c;never ended"),
        ("\x1b\x1b[31m[31mnested", "[31mnested"),
        ("a\u202eb\u2066c", "abc"),
        ("a\u2028b", "a b"),
        ("bad \ud800 half", "bad half"),
        ("\u200b\ufeff", ""),
        ("nul\x00l", "null"),
        ("👩\u200d💻 dev", "👩\u200d💻 dev"),
        ("שלום", "שלום"),
        ("[bold]not markup[/]", "[bold]not markup[/]"),
        ("x" * 600, "x" * 500),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


@given(hostile)
def test_clean_is_idempotent_and_leaves_nothing_that_steers(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert printable(once) == once
    assert not any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in once)
    assert not any(letter in "\u202a\u202b\u202c\u202d\u202e\u2066\u2069" for letter in once)
    once.encode()


@given(hostile)
def test_notes_keep_their_lines_and_lose_the_same(text: str) -> None:
    once = clean_note(text)
    assert clean_note(once) == once
    assert all(
        letter in "\n\t" or unicodedata.category(letter) not in ("Cc", "Cs") for letter in once
    )


def test_notes_keep_newlines_and_tabs() -> None:
    assert clean_note("\r\none \r\n\ttwo\x1b[2J\rthree\n") == "one\n\ttwo\nthree"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ana", "ana"),
        ("José Núñez", "jose nunez"),
        ("Łukasz Øst Æsir Straße", "lukasz ost aesir strasse"),
        ("İstanbul ılık", "istanbul ilik"),
        ("ＦＵＬＬ", "full"),
        ("Đặng Þór œuvre", "dang thor oeuvre"),
        ("O’Neil", "o'neil"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=30))
def test_fold_is_idempotent_and_blind_to_case(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(text.casefold()) == fold(text)


@pytest.mark.parametrize(
    ("text", "cells"),
    [("Ana", 3), ("田中", 4), ("é", 1), ("e\u0301", 1), ("👩\u200d💻", 2), ("🇩🇪", 2), ("", 0)],
)
def test_cell_width(text: str, cells: int) -> None:
    assert cell_width(text) == cells


@pytest.mark.parametrize(
    ("text", "cells", "short"),
    [
        ("Ana Silva", 9, "Ana Silva"),
        ("Ana Silva", 5, "Ana …"),
        ("田中太郎", 5, "田中…"),
        ("田中太郎", 4, "田…"),
        ("abc", 1, "…"),
        ("abc", 0, ""),
        ("👩\u200d💻👩\u200d💻", 3, "👩\u200d💻…"),
    ],
)
def test_cut(text: str, cells: int, short: str) -> None:
    assert cut(text, cells) == short


@given(hostile, st.integers(0, 30))
def test_padding_fills_exactly(text: str, cells: int) -> None:
    shown = clean(text)
    assert cell_width(cut(shown, cells)) <= cells
    assert cell_width(pad(shown, cells)) == cells


def test_another_ellipsis() -> None:
    assert cut("Ana Silva", 6, "..") == "Ana .."
    assert pad("Ana", 5) == "Ana  "
