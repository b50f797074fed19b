"""The canvas: dots with priorities, text above them, rows by runs, and the spans that changed."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from netintern.tui.panes.network.canvas import (
    BLANK,
    BRAILLE,
    PERIODS,
    Frame,
    Raster,
    Sheet,
    cells_of,
    changes,
    finished,
    strip_of,
)

PLAIN, RED, BLUE, PILL = range(4)
STYLES = (Style(), Style(color="red"), Style(color="blue"), Style(reverse=True))
BLOCKS = frozenset({PILL})


def _sheet(raster: Raster, signs: Sequence[str] = BRAILLE) -> Sheet:
    sheet = Sheet(raster.width, raster.height)
    sheet.lay(raster, raster.touched, signs)
    return sheet


def _row(sheet: Sheet, y: int = 0) -> str:
    return strip_of(finished(sheet), y, STYLES, BLOCKS).text


def test_eight_dots_fill_a_cell() -> None:
    raster = Raster(2, 1)
    for y in range(4):
        raster.dot(0, y, 1, RED)
        raster.dot(1, y, 1, RED)
    assert _row(_sheet(raster)) == "⣿ "


def test_the_higher_priority_has_the_cell_and_equal_ones_share_it() -> None:
    raster = Raster(1, 1)
    raster.dot(0, 0, 3, RED)
    raster.dot(1, 0, 3, BLUE)
    assert (raster.bits[0], raster.inks[0]) == (0x09, RED)
    raster.dot(0, 3, 1, BLUE)
    assert raster.bits[0] == 0x09
    raster.dot(0, 3, 9, BLUE)
    assert (raster.bits[0], raster.inks[0]) == (0x40, BLUE)


def test_what_lies_outside_is_left_out() -> None:
    raster = Raster(3, 2)
    for x, y in ((-1, 0), (0, -1), (6, 0), (0, 8), (-0.5, 3)):
        raster.dot(x, y, 1, RED)
    raster.curve((-50, -50), (-10, -10), (-20, -20), priority=1, ink=RED)
    assert not raster.touched


def test_a_curve_runs_from_end_to_end_without_a_gap() -> None:
    raster = Raster(20, 10)
    raster.curve((1, 1), (38, 38), (20, 4), priority=3, ink=RED)
    cells = {(cell % 20, cell // 20) for cell in raster.touched}
    assert {(0, 0), (19, 9)} <= cells
    for x, y in cells - {(19, 9)}:
        assert any((x + across, y + down) in cells for across, down in ((1, 0), (0, 1), (1, 1)))


def test_a_dotted_curve_has_fewer_dots() -> None:
    whole, dotted = Raster(20, 10), Raster(20, 10)
    for raster, every in ((whole, 1), (dotted, 3)):
        raster.curve((0, 0), (39, 39), (20, 20), priority=3, ink=RED, every=every)
    count = [sum(bin(bits).count("1") for bits in raster.bits) for raster in (whole, dotted)]
    assert count[1] <= count[0] / 2


def test_a_copy_is_drawn_on_alone() -> None:
    raster = Raster(2, 1)
    raster.dot(0, 0, 1, RED)
    twin = raster.copy()
    twin.dot(2, 0, 1, BLUE)
    assert raster.touched == {0}
    assert twin.touched == {1}
    assert not raster.bits[1]


def test_text_stands_above_dots() -> None:
    raster = Raster(6, 1)
    raster.curve((0, 1), (11, 1), (6, 1), priority=3, ink=RED)
    sheet = Sheet(6, 1)
    sheet.put(1, 0, "Ana", BLUE)
    sheet.lay(raster, raster.touched, BRAILLE)
    assert _row(sheet) == "⠒Ana⠒⠒"


def test_plain_characters_only() -> None:
    raster = Raster(4, 1)
    raster.curve((0, 1), (7, 1), (4, 1), priority=3, ink=RED)
    assert _row(_sheet(raster, PERIODS)) == "...."


def test_text_is_cut_at_the_edges() -> None:
    sheet = Sheet(4, 1)
    sheet.put(-2, 0, "abcdefgh", RED)
    assert _row(sheet) == "cdef"
    sheet.put(3, 0, "xy", RED)
    sheet.put(9, 0, "z", RED)
    sheet.put(0, 5, "z", RED)
    assert _row(sheet) == "cdex"


def test_half_a_wide_sign_is_never_shown() -> None:
    sheet = Sheet(6, 1)
    sheet.put(0, 0, "田中", RED)
    sheet.put(1, 0, "x", BLUE)
    assert _row(sheet) == " x中  "
    sheet.put(3, 0, "y", BLUE)
    assert _row(sheet) == " x y  "
    sheet.put(5, 0, "田", RED)
    assert cell_len(_row(sheet)) == 6


def test_cells_of_wide_and_joined_signs() -> None:
    assert cells_of("a田b") == ("a", "田", "", "b")
    assert "".join(cells_of("Zoë 👩‍👧")) == "Zoë 👩‍👧"
    assert cells_of("e\u0301x") == ("e\u0301", "x")
    assert cells_of("\x1b[31mred") == ("r", "e", "d")


def test_blanks_join_the_run_before_but_not_a_block() -> None:
    sheet = Sheet(12, 1)
    sheet.put(2, 0, "ab", RED)
    sheet.put(6, 0, " x ", PILL)
    sheet.put(10, 0, "c", RED)
    segments = [(part.text, part.style) for part in strip_of(finished(sheet), 0, STYLES, BLOCKS)]
    assert segments == [
        ("  ab  ", STYLES[RED]),
        (" x ", STYLES[PILL]),
        (" ", STYLES[BLANK]),
        ("c ", STYLES[RED]),
    ]


def test_only_what_changed_is_a_span() -> None:
    before, after = Sheet(40, 3), Sheet(40, 3)
    for sheet in (before, after):
        sheet.put(5, 1, "Maya", RED)
    after.put(20, 1, "Kofi", RED)
    after.put(2, 2, "a", RED)
    after.put(38, 2, "b", RED)
    spans = [tuple(span) for span in changes(finished(before), finished(after))]
    assert spans == [(1, 20, 24), (2, 2, 3), (2, 38, 39)]
    assert not list(changes(finished(after), finished(after)))


words = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)


@given(st.lists(st.tuples(st.integers(-4, 14), st.integers(-1, 3), words), max_size=8))
def test_every_row_has_the_width_of_the_sheet(texts: list[tuple[int, int, str]]) -> None:
    sheet = Sheet(12, 3)
    for x, y, text in texts:
        sheet.put(x, y, text, RED)
    for y in range(3):
        assert strip_of(finished(sheet), y, STYLES, BLOCKS).cell_length == 12


frames = st.lists(st.sampled_from([" ", "a", "b"]), min_size=30, max_size=30)


@given(frames, frames)
def test_the_spans_hold_every_difference(one: list[str], other: list[str]) -> None:
    before, after = Frame(one, [RED] * 30, 10), Frame(other, [RED] * 30, 10)
    spans = list(changes(before, after))
    covered = {(span.y, x) for span in spans for x in range(span.start, span.end)}
    assert {(i // 10, i % 10) for i in range(30) if one[i] != other[i]} <= covered
    assert all(0 <= span.start < span.end <= 10 for span in spans)
