"""Orbit on the screen: what is shown, how one walks, and that nothing stays from an old frame."""

import random
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.pilot import Pilot
from textual.strip import Strip

from netintern.domain.layout import Dot
from netintern.domain.vocabulary import CIRCLES
from netintern.services.book import close_book, create_book
from netintern.services.people import add_person
from netintern.services.queries.orbit import Orbit
from netintern.tui.app import NetinternApp
from netintern.tui.panes.network import orbit_pane
from netintern.tui.panes.network.canvas import Raster, strip_of
from netintern.tui.panes.network.inks import inks
from netintern.tui.panes.network.margin import CAPTIONS
from netintern.tui.panes.network.orbit_pane import OrbitPane
from netintern.tui.panes.network.pane import NetworkPane
from netintern.tui.panes.network.sparing import _Spans
from netintern.tui.screens.orbit import OrbitScreen
from netintern.tui.screens.person import PersonScreen
from tests.tui.stage import hostile_book, on_stage, sample_book, shown

ARROWS = ("left", "right", "up", "down")


@asynccontextmanager
async def orbit(
    path: Path, size: tuple[int, int] = (118, 40), **options: Any
) -> AsyncIterator[tuple[NetinternApp, Pilot[Any], OrbitPane]]:
    """Orbit in front of the desk."""
    async with on_stage(path, size, **options) as (app, pilot):
        screen = OrbitScreen(app.session)
        app.push_screen(screen)
        await pilot.pause()
        yield app, pilot, screen.pane


def _foot(app: NetinternApp) -> str:
    """The line of the pane that says what to do."""
    pane = app.screen.query_one(OrbitPane)
    return shown(app).split("\n")[pane.region.bottom - 1].strip()


def _crowd(many: int, company: str = "") -> Orbit:
    """So many people, without a book: every third is to be met."""
    dots = tuple(
        Dot(
            number,
            f"Ana{number} Ruiz",
            CIRCLES[number % 4],
            company or f"Firm {number % 7}",
            number % 3 > 0,
            (number % 40) / 10 if number % 3 else None,
            number - 1 if number % 5 == 0 else None,
            number % 5 / 1.0,
            number % 4,
            0.0 if number % 3 else 0.2,
        )
        for number in range(1, many + 1)
    )
    wishes = tuple(dot.id for dot in dots if not dot.met)
    ways: dict[int, tuple[int, ...]] = {wish: (wish + 1, wish) for wish in wishes if wish < many}
    last = {dot.id: date(2026, 6, 1) for dot in dots if dot.met}
    return Orbit(dots, ways, (), (), last, 0, (1, 2), wishes, ())


@pytest.fixture
def crowd(monkeypatch: pytest.MonkeyPatch) -> None:
    """More people than have room one by one."""
    monkeypatch.setattr(orbit_pane, "orbit_of", lambda _book, *, today: _crowd(1500))


async def test_the_picture_says_who_is_where_and_whom_to_ask(tmp_path: Path) -> None:
    async with orbit(sample_book(tmp_path)) as (app, _, _pane):
        text = shown(app)
        for word in ("ADJACENT", "LEADERS", "FIELD", "CULTURE", " you ", "overdue", "to meet"):
            assert word in text
        assert "thin" in text
        assert _foot(app).startswith("thin: ")
        assert ": ask " in _foot(app)


async def test_a_wish_shows_its_way_in(tmp_path: Path) -> None:
    async with orbit(sample_book(tmp_path)) as (app, pilot, pane):
        await pilot.press("right_square_bracket")
        dot = pane._bonds.dots[pane.selected[0]]
        assert not dot.met
        assert dot.id == pane._bonds.orbit.wishes[0]
        assert _foot(app).startswith(f"to meet {dot.name}: ask ")
        assert f" {dot.name}" in shown(app)
        frame, table = pane._frame, inks(app.theme)
        assert frame is not None
        assert frame.inks.count(table.path) > 10
        assert frame.inks.count(table.pill) >= len(dot.name)
        await pilot.press("left_square_bracket")
        assert pane.selected[0] == pane._bonds.orbit.wishes[-1]


async def test_a_wish_without_a_way_says_why(tmp_path: Path) -> None:
    path = tmp_path / "one.db"
    book = create_book(str(path))
    add_person(book, "Kofi Lindqvist", circle="leaders", wish=True, today=date(2026, 6, 29))
    close_book(book)
    async with orbit(path) as (app, pilot, _pane):
        assert "no leaders yet - 1 on your list" in shown(app)
        assert "no field yet" in shown(app)
        await pilot.press("right_square_bracket")
        assert (
            _foot(app) == "to meet Kofi Lindqvist: There are no ties recorded for Kofi Lindqvist."
        )


async def test_arrows_walk_and_the_line_tells_how_it_stands(tmp_path: Path) -> None:
    async with orbit(sample_book(tmp_path)) as (app, pilot, pane):
        await pilot.press("right")
        layout = pane.layout_now
        assert layout is not None
        first = layout.marks[layout.at[pane.selected[0]]]
        assert first.circle == "field"
        assert pane.chosen == pane.selected[0]
        if first.met:
            assert " · last " in _foot(app)
        await pilot.press("right")
        assert layout.marks[layout.at[pane.selected[0]]].x > first.x


async def test_along_the_neighbours_and_back(tmp_path: Path) -> None:
    async with orbit(sample_book(tmp_path)) as (app, pilot, pane):
        start = max(pane._bonds.drawn, key=lambda one: len(pane._bonds.neighbours(one)))
        near = [one.id for one in pane._bonds.neighbours(start)]
        assert len(near) > 1
        pane.select_person(start)
        await pilot.press("j")
        assert pane.selected == (near[0],)
        assert f"1 of {len(near)} around" in _foot(app)
        await pilot.press("j")
        assert pane.selected == (near[1],)
        await pilot.press("k", "k")
        assert pane.selected == (start,)
        await pilot.press("k")
        assert pane.selected == (near[-1],)


async def test_who_opens_doors(tmp_path: Path) -> None:
    async with orbit(sample_book(tmp_path)) as (app, pilot, pane):
        await pilot.press("right_curly_bracket")
        assert pane.selected == pane._bonds.orbit.openers[:1]
        assert "only link" in _foot(app)
        await pilot.press("left_curly_bracket")
        assert pane.selected == pane._bonds.orbit.openers[-1:]


async def test_escape_clears_then_shows_all_then_leaves(tmp_path: Path) -> None:
    async with orbit(sample_book(tmp_path)) as (app, pilot, pane):
        await pilot.press("right", "plus", "plus")
        assert pane.zoomed
        await pilot.press("escape")
        assert pane.selected == ()
        assert pane.zoomed
        await pilot.press("escape")
        assert not pane.zoomed
        await pilot.press("escape")
        assert not isinstance(app.screen, OrbitScreen)


async def test_zoom_keeps_the_selection_in_sight(tmp_path: Path) -> None:
    async with orbit(sample_book(tmp_path)) as (_, pilot, pane):
        await pilot.press("right_square_bracket", "plus", "plus", "plus", "plus")
        for wish in pane._bonds.orbit.wishes:
            pane.select_person(wish)
            layout = pane.layout_now
            assert layout is not None
            mark = layout.marks[layout.at[wish]]
            assert 0 <= mark.x < layout.frame.width
            assert 0 <= mark.y < layout.frame.height
        await pilot.press("0")
        assert not pane.zoomed
        await pilot.press("minus")
        assert not pane.zoomed


async def test_lines_are_shown_and_hidden(tmp_path: Path) -> None:
    def dots(app: NetinternApp) -> int:
        return sum("\u2800" < letter <= "\u28ff" for letter in shown(app))

    async with orbit(sample_book(tmp_path)) as (app, pilot, _pane):
        before = dots(app)
        await pilot.press("X")
        assert dots(app) < before
        await pilot.press("X")
        assert dots(app) == before


async def test_enter_opens_the_page_and_the_selection_is_there_afterwards(tmp_path: Path) -> None:
    async with orbit(sample_book(tmp_path)) as (app, pilot, pane):
        await pilot.press("right", "enter")
        assert isinstance(app.screen, PersonScreen)
        here = pane.selected
        await pilot.press("escape")
        assert pane.selected == here


async def test_a_verb_acts_on_the_selection_which_stays(tmp_path: Path) -> None:
    async with orbit(sample_book(tmp_path)) as (app, pilot, pane):
        await pilot.press("right")
        here = pane.selected
        await pilot.press("d")
        await pilot.pause()
        assert pane.selected == here
        assert "done" in shown(app) or "contact" in shown(app)
        assert pane._bonds.orbit.last[here[0]] == app.session.today


async def test_without_the_keyboard_nothing_steps_back(tmp_path: Path) -> None:
    async with orbit(sample_book(tmp_path)) as (app, pilot, pane):
        await pilot.press("right")
        table = inks(app.theme)
        names = {tones.name for tones in table.circles.values()}
        assert pane._frame is not None
        assert not names & set(pane._frame.inks)
        app.screen.set_focus(None)
        await pilot.pause()
        assert names & set(pane._frame.inks)
        assert table.pill in pane._frame.inks


@pytest.mark.parametrize("seed", range(3))
async def test_after_any_walk_the_rows_are_those_of_a_fresh_frame(
    tmp_path: Path, seed: int
) -> None:
    keys = (*ARROWS, "j", "k", "plus", "minus", "right_square_bracket", "X", "escape", "0")
    walk = random.Random(seed)
    async with orbit(sample_book(tmp_path), (90, 30)) as (app, pilot, pane):
        for _ in range(20):
            await pilot.press(walk.choice(keys))
            if app.screen is not pane.screen:
                break
            frame, table, rows = pane._frame, inks(app.theme), pane.size.height - 1
            assert frame is not None
            fresh = [strip_of(frame, y, table.styles, table.blocks) for y in range(rows)]
            assert [row.text for row in fresh] == [row.text for row in pane._strips[:rows]]
            assert [list(row) for row in fresh] == [list(row) for row in pane._strips[:rows]]


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (9, 4), (20, 5), (40, 12), (59, 30), (60, 18)])
async def test_every_size_is_survived(tmp_path: Path, size: tuple[int, int]) -> None:
    async with orbit(sample_book(tmp_path), size) as (_, pilot, _pane):
        for key in ("right", "right_square_bracket", "j", "plus", "X", "escape"):
            await pilot.press(key)


async def test_resized_while_walking(tmp_path: Path) -> None:
    async with orbit(sample_book(tmp_path)) as (app, pilot, pane):
        await pilot.press("right_square_bracket")
        here = pane.selected
        for size in ((40, 12), (80, 24), (1, 1), (200, 60), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert pane.selected == here
        assert " you " in shown(app)


async def test_where_there_is_no_room_the_circles_are_told_in_words(tmp_path: Path) -> None:
    async with orbit(sample_book(tmp_path), (50, 14)) as (app, pilot, _pane):
        text = shown(app)
        assert " you " not in text
        for circle in CIRCLES:
            assert circle in text
        assert "thin" in text
        await pilot.press("right_square_bracket")
        assert _foot(app).startswith("to meet ")


async def test_hostile_names(tmp_path: Path) -> None:
    async with orbit(hostile_book(tmp_path)) as (app, pilot, pane):
        for person in pane._bonds.drawn:
            pane.select_person(person)
            await pilot.pause()
            assert "\x1b" not in shown(app)


async def test_nobody_at_all(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    close_book(create_book(str(path)))
    async with orbit(path) as (app, pilot, pane):
        await pilot.press("right", "j", "right_square_bracket", "right_curly_bracket", "plus", "d")
        assert pane.selected == ()
        assert "no field yet" in shown(app)


async def test_plain_characters_only(tmp_path: Path) -> None:
    path = tmp_path / "plain.db"
    book = create_book(str(path))
    ids = [
        add_person(
            book,
            f"Person {n} Name{n}",
            circle=CIRCLES[n % 4],
            wish=n % 2 == 0,
            today=date(2026, 6, 1),
        ).ids[0]
        for n in range(12)
    ]
    close_book(book)
    async with orbit(path, ascii_only=True) as (app, pilot, pane):
        pane.select_person(ids[0])
        await pilot.pause()
        rows = shown(app).split("\n")[: pane.region.bottom]
        assert all(row.replace("·", "").isascii() for row in rows)


def test_without_colour_there_are_only_attributes() -> None:
    assert all(style.color is None and style.bgcolor is None for style in inks("mono").styles)
    assert inks("mono").styles[inks("mono").pill].reverse


@pytest.mark.parametrize("theme", ["dark", "light", "contrast"])
def test_what_steps_back_is_nearer_to_the_ground(theme: str) -> None:
    table = inks(theme)

    def contrast(ink: int) -> float:
        style = table.styles[ink]
        assert style.color
        assert style.bgcolor
        one, two = style.color.get_truecolor(), style.bgcolor.get_truecolor()
        return sum(abs(a - b) for a, b in zip(one, two, strict=True))

    for tones in table.circles.values():
        assert contrast(tones.met) > contrast(tones.sign_dim) > contrast(tones.ring_dim)
        assert contrast(tones.name) > contrast(table.far)
    assert contrast(table.near) > contrast(table.far) > contrast(table.border_dim)


@pytest.mark.usefixtures("crowd")
async def test_a_bubble_opens(tmp_path: Path) -> None:
    async with orbit(sample_book(tmp_path)) as (app, pilot, pane):
        layout = pane.layout_now
        assert layout is not None
        bubble = max(layout.marks, key=lambda mark: len(mark.ids))
        assert len(bubble.ids) > 1
        pane._select(bubble.ids)
        await pilot.pause()
        assert "Enter opens" in _foot(app)
        assert pane.subject() is None
        await pilot.press("enter")
        assert pane.zoomed
        assert len(pane.selected) == 1
        assert pane.selected[0] in bubble.ids
        opened = pane.layout_now
        assert opened is not None
        alone = {mark.ids[0] for mark in opened.marks if len(mark.ids) == 1}
        assert len(alone & set(bubble.ids)) >= min(len(bubble.ids), 20)


@pytest.mark.usefixtures("crowd")
async def test_whoever_belongs_to_the_selection_is_in_no_bubble(tmp_path: Path) -> None:
    async with orbit(sample_book(tmp_path)) as (_, pilot, pane):
        for _ in range(12):
            await pilot.press("left_square_bracket")
            layout = pane.layout_now
            assert layout is not None
            for person in pane._bonds.way(pane.selected[0]):
                assert layout.marks[layout.at[person]].ids == (person,)


async def test_a_click_selects_and_a_second_one_opens(tmp_path: Path) -> None:
    async with orbit(sample_book(tmp_path)) as (app, pilot, pane):
        layout = pane.layout_now
        assert layout is not None
        mark = layout.marks[3]
        await pilot.click(OrbitPane, offset=(mark.x, mark.y))
        assert pane.selected == mark.ids
        await pilot.click(OrbitPane, offset=(mark.x, mark.y))
        assert isinstance(app.screen, PersonScreen)


async def test_somebody_found_by_name_is_selected(tmp_path: Path) -> None:
    async with orbit(sample_book(tmp_path)) as (app, pilot, pane):
        person = min(pane._bonds.drawn)
        assert isinstance(app.screen, OrbitScreen)
        app.screen.found(person)
        assert pane.selected == (person,)
        app.screen.found(999_999)
        await pilot.pause()
        assert not pane.selected


async def test_to_the_snowball_on_the_same_person(tmp_path: Path) -> None:
    async with orbit(sample_book(tmp_path)) as (app, pilot, pane):
        await pilot.press("right_square_bracket")
        here = pane.chosen
        await pilot.press("x")
        await pilot.pause()
        graph = app.screen.query_one(NetworkPane)
        subject = graph.subject()
        assert graph.has_focus
        assert subject is not None
        assert subject.person_id == here


async def test_no_caption_is_covered_in_part(tmp_path: Path) -> None:
    async with orbit(sample_book(tmp_path), (90, 30)) as (app, pilot, pane):
        for key in ("right_square_bracket",) * 15:
            await pilot.press(key)
            frame, caption = pane._frame, inks(app.theme).caption
            assert frame is not None
            for y in range(1, 26):
                row = frame.row(y)
                pairs = zip(frame.cells[row], frame.inks[row], strict=True)
                words = "".join(cell if ink == caption else "\n" for cell, ink in pairs)
                assert set(words.split("\n")) <= {"", *(f"⠒⠒ {word} ⠒⠒" for word in CAPTIONS)}


def test_a_nearer_curve_is_the_same_where_it_is_seen() -> None:
    whole, part = Raster(60, 40), Raster(20, 10)
    for raster, shift in ((whole, 0), (part, -40)):
        start, end, bend = (3 + shift, 5), (115 + shift, 30), (60 + shift, 2)
        raster.curve(start, end, bend, priority=3, ink=1)
    seen = {(cell % 60 - 20, cell // 60) for cell in whole.touched}
    drawn = {(cell % 20, cell // 20) for cell in part.touched}
    wanted = {(x, y) for x, y in seen if 0 <= x < 20 and y < 10}
    # Samples fall a little beside each other, at most into the next cell.
    assert len(drawn) > 15
    assert len(drawn ^ wanted) <= 2


def test_only_the_span_is_sent() -> None:
    strips: list[Mapping[int, Strip | None]] = [
        {0: Strip([Segment("abcd", Style()), Segment("efgh", Style())])}
    ]
    sent = _Spans(strips, [(0, 3, 5), (0, 7, 8)], [[8]]).render_segments(Console())
    assert sent == "\x1b[1;4Hde\x1b[1;8Hh"
