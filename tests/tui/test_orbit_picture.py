"""How Orbit is drawn: the pill and its sign, the way in, what the rows at the edges say."""

from itertools import pairwise

import pytest
from rich.cells import cell_len

from netintern.domain import layout as lay
from netintern.domain.vocabulary import CIRCLES
from netintern.services.queries.book import open_book
from netintern.services.queries.orbit import Orbit, orbit_of
from netintern.tui.panes.network.bonds import Bonds
from netintern.tui.panes.network.canvas import Frame
from netintern.tui.panes.network.margin import CAPTIONS, Look
from netintern.tui.panes.network.picture import Focus, Picture
from netintern.tui.panes.network.routes import Obstacles, clear_bend
from netintern.tui.themes import circle_glyph
from tests.networks import network
from tests.tui.stage import TODAY, sample_book

SIZES = ((60, 18), (80, 24), (118, 40), (200, 60))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Bonds:
    book = open_book(str(sample_book(tmp_path_factory.mktemp("orbit"))))
    try:
        return Bonds(orbit_of(book, today=TODAY))
    finally:
        book.close()


def _picture(
    bonds: Bonds, size: tuple[int, int], *, ascii_only: bool = False, untracked: int = 0
) -> Picture:
    layout = lay.orbit(bonds.orbit.dots, lay.Frame(*size))
    return Picture(layout, bonds, Look("dark", ascii_only, True, "leaders", untracked))


def _focused(picture: Picture, bonds: Bonds, person: int) -> Frame:
    """The picture with somebody selected, and the way to them."""
    at = picture.layout.at
    near = tuple((at[one.id], one.suggested) for one in bonds.neighbours(person) if one.id in at)
    path = tuple(at[hop] for hop in bonds.way(person) if hop in at)
    return picture.frame(Focus(at[person], near, path))


def _row(frame: Frame, y: int) -> str:
    return "".join(frame.cells[frame.row(y)])


@pytest.mark.parametrize("size", SIZES)
def test_the_pill_stands_a_cell_away_from_its_sign(sample: Bonds, size: tuple[int, int]) -> None:
    picture = _picture(sample, size)
    for person, index in picture.layout.at.items():
        mark = picture.layout.marks[index]
        inks = _focused(picture, sample, person).inks
        sign = mark.y * size[0] + mark.x
        assert inks.count(picture.inks.pill) == cell_len(mark.label) + 2
        assert picture.inks.pill not in (inks[sign - 1], inks[sign + 1])


@pytest.mark.parametrize("size", SIZES)
def test_the_way_reaches_the_sign_that_it_leads_to(sample: Bonds, size: tuple[int, int]) -> None:
    picture = _picture(sample, size)
    wishes = [wish for wish in sample.orbit.wishes if sample.way(wish)]
    assert len(wishes) > 5
    for wish in wishes:
        frame = _focused(picture, sample, wish)
        mark = picture.layout.marks[picture.layout.at[wish]]
        sign = mark.y * size[0] + mark.x
        around = [sign + down + right for down in (-size[0], 0, size[0]) for right in (-1, 0, 1)]
        dots = [cell for cell in around if "\u2800" < frame.cells[cell] <= "\u28ff"]
        assert any(frame.inks[cell] == picture.inks.path for cell in dots)


def _signs_on_ways(picture: Picture, bonds: Bonds, *, clear: bool) -> int:
    """Signs of others that the ways to all wishes run over."""
    width, height = picture.layout.frame.width, picture.layout.frame.height
    met = 0
    for wish in bonds.orbit.wishes:
        stops = [picture._dots(picture.layout.at[hop]) for hop in bonds.way(wish)]
        for start, end in pairwise(stops):
            bend = picture._bend(start, end, 0.42)
            around = Obstacles(width, height, picture._places, ())
            bend = clear_bend(start, end, bend, around) if clear else bend
            cells = set()
            for step in range(61):
                t = step / 60
                x, y = (
                    (1 - t) ** 2 * start[way] + 2 * t * (1 - t) * bend[way] + t * t * end[way]
                    for way in (0, 1)
                )
                cells.add(int(y / 4) * width + int(x / 2))
            ends = {int(y / 4) * width + int(x / 2) for x, y in (start, end)}
            met += len((cells & picture._places) - ends)
    return met


def test_the_ways_run_over_fewer_signs_than_they_would(sample: Bonds) -> None:
    picture = _picture(sample, (80, 24))
    direct = _signs_on_ways(picture, sample, clear=False)
    assert direct > 0
    assert _signs_on_ways(picture, sample, clear=True) < direct


def test_a_clear_line_is_left_as_it_is() -> None:
    free = Obstacles(60, 20, frozenset(), frozenset())
    assert clear_bend((20, 40), (80, 40), (50, 40), free) == (50, 40)


def test_a_line_bows_round_a_sign_but_not_out_of_the_picture() -> None:
    sign = 10 * 60 + 25
    bend = clear_bend((20, 40), (80, 40), (50, 40), Obstacles(60, 20, {sign}, frozenset()))
    assert bend[0] == 50
    assert 0 < abs(bend[1] - 40) < 12
    # At the upper edge there is room on one side only.
    _, down = clear_bend((20, 6), (80, 6), (50, 6), Obstacles(60, 20, {60 + 25}, frozenset()))
    assert down > 6


def test_names_weigh_less_than_signs() -> None:
    names = {y * 60 + x for y in range(1, 18) for x in range(24, 27)}
    bend = clear_bend((20, 40), (80, 40), (50, 40), Obstacles(60, 20, {10 * 60 + 25}, names))
    assert bend != (50, 40)


@pytest.mark.parametrize("ascii_only", [False, True])
def test_the_bands_are_no_names(sample: Bonds, ascii_only: bool) -> None:
    frame = _picture(sample, (118, 40), ascii_only=ascii_only).frame()
    text = "\n".join(_row(frame, y) for y in range(40))
    ring = ".." if ascii_only else "⠒⠒"
    for word in CAPTIONS:
        assert f"{ring} {word} {ring}" in text


@pytest.mark.parametrize("ascii_only", [False, True])
def test_the_bottom_row_tells_what_the_signs_mean(sample: Bonds, ascii_only: bool) -> None:
    frame = _picture(sample, (118, 40), ascii_only=ascii_only, untracked=1240).frame()
    filled, hollow = (
        "".join(circle_glyph(circle, met=met, ascii_only=ascii_only) for circle in CIRCLES)
        for met in (True, False)
    )
    row = _row(frame, 38)
    assert row.startswith(" 1,240 imported, not drawn ")
    assert row.rstrip().endswith(f"{filled} met  {hollow} to meet")


@pytest.mark.parametrize("width", range(60, 140, 7))
def test_nothing_in_the_bottom_row_covers_anything(sample: Bonds, width: int) -> None:
    row = _row(_picture(sample, (width, 20), untracked=123_456).frame(), 18)
    parts = [part for part in row.split("   ") if part.strip()]
    assert any("CULTURE" in part for part in parts)
    for part in parts:
        told = part.strip()
        assert told.startswith(("◆ CULTURE", "123,456 ", "●■▲◆ met")), row
        assert "123,456" not in told or told.endswith("not drawn")
        assert "met  " not in told or told.endswith("○□△◇ to meet")


def test_bubbles_are_explained() -> None:
    dots = tuple(network(1500, 1))
    bonds = Bonds(Orbit(dots, {}, (), (), {}, 0, (), (), ()))
    row = _row(_picture(bonds, (118, 40)).frame(), 38)
    assert row.startswith(" ◎◉ several people  ")
    assert "met  " in row
    row = _row(_picture(bonds, (118, 40), untracked=1_000_000).frame(), 38)
    assert row.startswith(" 1,000,000 imported, not drawn  ")
    assert "several" not in row


def test_no_dot_touches_a_name(sample: Bonds) -> None:
    picture = _picture(sample, (118, 40))
    frame = picture.frame()
    for name in picture.names:
        start = name.y * 118 + name.x
        for cell in (start - 1, start + cell_len(name.text)):
            assert not "\u2800" < frame.cells[cell] <= "\u28ff"


def test_a_name_wider_than_the_picture_is_cut() -> None:
    dot = lay.Dot(1, "Ana " + "Ruiz " * 40, "field", "", True, 0.1, None, 5.0, 0, 0.0)
    bonds = Bonds(Orbit((dot,), {}, (), (), {}, 0, (), (), ()))
    picture = _picture(bonds, (60, 18))
    inks = _focused(picture, bonds, 1).inks
    assert 20 < inks.count(picture.inks.pill) <= 60
