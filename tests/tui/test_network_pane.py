"""The snowball on the desk: moving along the tree, folding, and the way to those still to meet."""

from pathlib import Path

import pytest

from netintern.tui.app import NetinternApp
from netintern.tui.panes.network.pane import NetworkPane
from netintern.tui.screens.person import PersonScreen
from netintern.tui.text import Line
from tests.tui.stage import (
    HOSTILE,
    SIZES,
    hostile_book,
    on_stage,
    people,
    sample_book,
    shown,
)


def _pane(app: NetinternApp) -> NetworkPane:
    pane = app.screen.query_one("#graph", NetworkPane)
    pane.focus()
    return pane


def _name(pane: NetworkPane) -> str:
    who = pane.subject()
    assert who is not None
    return who.name


def _foot(app: NetinternApp) -> str:
    return next(line for line in shown(app).splitlines()[::-1] if "→" in line)


async def test_right_goes_to_whom_they_suggested_and_left_back(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        pane = _pane(app)
        first = _name(pane)
        await pilot.press("right")
        second = _name(pane)
        assert second != first
        await pilot.press("left")
        assert _name(pane) == first


async def test_the_bracket_goes_to_the_next_person_to_meet_and_says_whom_to_ask(
    tmp_path: Path,
) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        pane = _pane(app)
        await pilot.press("right_square_bracket")
        name = _name(pane)
        assert "ask" in _foot(app)
        await pilot.press("right_square_bracket", "left_square_bracket")
        assert _name(pane) == name


async def test_the_bottom_line_tells_how_somebody_came_in(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (120, 40)) as (app, pilot):
        pane = _pane(app)
        await pilot.pause()
        assert "nobody suggested them" in _foot(app)
        assert app.session.book is not None
        pane.select_person(people(app.session.book)["Malik Johnson"])
        await pilot.pause()
        assert "met through Grace Mwangi" in _foot(app)


async def test_minus_folds_and_plus_unfolds(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        pane = _pane(app)
        rows = pane.virtual_size.height
        await pilot.press("g", "minus")
        assert pane.virtual_size.height == rows - 8
        assert "▸" in shown(app)
        await pilot.press("plus")
        assert pane.virtual_size.height == rows


async def test_minus_on_somebody_without_others_folds_those_around(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        pane = _pane(app)
        assert app.session.book is not None
        pane.select_person(people(app.session.book)["Chiara Conti"])
        await pilot.press("minus")
        assert _name(pane) == "Siobhán O'Reilly"


async def test_somebody_folded_away_is_unfolded_to_be_selected(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        pane = _pane(app)
        await pilot.press("minus")
        assert app.session.book is not None
        pane.select_person(people(app.session.book)["Chiara Conti"])
        assert _name(pane) == "Chiara Conti"


async def test_enter_opens_the_page(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        name = _name(_pane(app))
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, PersonScreen)
        assert name in shown(app)


async def test_the_card_follows_the_cursor(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        pane = _pane(app)
        await pilot.press("j")
        await pilot.pause()
        assert shown(app).count(_name(pane)) >= 2


async def test_a_key_makes_two_rows_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with on_stage(sample_book(tmp_path), (200, 48)) as (app, pilot):
        pane = _pane(app)
        assert app.session.book is not None
        pane.select_person(people(app.session.book)["Samuel Adjei"])
        await pilot.pause()
        made: list[int] = []
        line = NetworkPane.line

        def counted(self: NetworkPane, index: int, cells: int, *, here: bool) -> Line:
            made.append(index)
            return line(self, index, cells, here=here)

        monkeypatch.setattr(NetworkPane, "line", counted)
        await pilot.press("j")
        await pilot.pause()
        assert _name(pane) == "Tariq Aziz"
        assert len(made) == 2


async def test_reading_again_keeps_cursor_and_folds(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        pane = _pane(app)
        await pilot.press("minus", "j")
        name, rows = _name(pane), pane.virtual_size.height
        pane.reread()
        assert (_name(pane), pane.virtual_size.height) == (name, rows)


async def test_a_verb_works_on_the_person_here(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        pane = _pane(app)
        name = _name(pane)
        await pilot.press("s", "w")
        await pilot.pause()
        assert app.session.book is not None
        rows = app.session.book.connection.execute(
            "SELECT snoozed_until FROM person WHERE name = ?", (name,)
        ).fetchall()
        assert rows[0][0] is not None


async def test_an_empty_book_says_what_will_be_here(tmp_path: Path) -> None:
    async with on_stage(tmp_path / "none.db") as (app, pilot):
        if len(app.screen_stack) > 1:
            app.pop_screen()
        await pilot.press("3", "j", "minus", "right_square_bracket", "left")
        await pilot.pause()
        assert "whom else to meet" in " ".join(shown(app).split())


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_names_are_shown_as_they_are(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_stage(hostile_book(tmp_path), size) as (app, pilot):
        await pilot.press("3", "G", "left", "minus", "plus")
        await pilot.pause()
        text = shown(app)
        assert "\x1b" not in text
        if size == (200, 60):
            assert all(name in text for name in HOSTILE)


async def test_plain_glyphs_leave_no_other_sign(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (100, 30), ascii_only=True) as (app, pilot):
        pane = _pane(app)
        await pilot.press("right_square_bracket")
        lines = (pane.render_line(y).text for y in range(pane.size.height))
        assert not set("●○■□▲△◆◇├╰│━…→▸") & set("".join(lines)) - {"…"}
