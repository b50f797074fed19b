"""Finding: results while typing, misspelt names, notes, and going to whoever was found."""

from pathlib import Path

import pytest
from textual.geometry import Region

from netintern.tui.app import NetinternApp
from netintern.tui.screens.find import FindScreen, HitList, Term, marked
from netintern.tui.screens.person import PersonScreen
from netintern.tui.text import Run
from tests.tui.stage import HOSTILE, SIZES, hostile_book, on_stage, people, sample_book, shown

Answers = list[int | None]


def _find(app: NetinternApp) -> Answers:
    """The search, and where its answer will be."""
    answers: Answers = []
    app.push_screen(FindScreen(app.session), answers.append)
    return answers


def _results(app: NetinternApp) -> str:
    """What the list of results shows."""
    hits = app.screen.query_one(HitList)
    return "\n".join(hits.render_line(y).text.rstrip() for y in range(hits.size.height))


async def test_results_come_while_typing(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        _find(app)
        await pilot.press("l", "i", "n")
        await pilot.pause()
        assert "Linh Trần" in _results(app)
        assert "Sofia Lindqvist" in _results(app)
        await pilot.press("d")
        await pilot.pause()
        assert "Sofia Lindqvist" in _results(app).splitlines()[1]


async def test_accents_do_not_matter_and_enter_chooses(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        answers = _find(app)
        await pilot.press(*"novotna", "enter")
        await pilot.pause()
        assert app.session.book is not None
        assert answers == [people(app.session.book)["Hana Novotná"]]


async def test_a_misspelt_name_is_found(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        answers = _find(app)
        await pilot.press(*"lindqivst", "enter")
        await pilot.pause()
        assert app.session.book is not None
        assert answers == [people(app.session.book)["Sofia Lindqvist"]]


async def test_the_arrows_move_and_headings_are_skipped(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        answers = _find(app)
        await pilot.press(*"drawer", "down", "up", "enter")
        await pilot.pause()
        assert app.session.book is not None
        assert answers == [people(app.session.book)["Ravi Menon"]]


async def test_a_note_shows_the_words_around(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        _find(app)
        await pilot.press(*"drawer")
        await pilot.pause()
        assert "NOTES 1" in shown(app)
        assert "second-best design in the drawer" in shown(app)


async def test_escape_chooses_nobody(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        answers = _find(app)
        await pilot.press("r", "escape")
        await pilot.pause()
        assert answers == [None]


async def test_nothing_found_is_said(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        answers = _find(app)
        await pilot.press(*"qqxz", "enter")
        await pilot.pause()
        assert "Nobody is called" in shown(app)
        assert answers == []


async def test_whoever_was_chosen_is_opened_on_the_desk(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await pilot.press("slash", *"ravi", "enter")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, PersonScreen)


async def test_without_a_book_nobody_is_found(tmp_path: Path) -> None:
    async with on_stage(tmp_path / "none.db") as (app, pilot):
        _find(app)
        await pilot.press("a", "enter", "escape")
        await pilot.pause()
        assert not isinstance(app.screen, FindScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_names_are_shown_as_they_are(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_stage(hostile_book(tmp_path), size) as (app, pilot):
        _find(app)
        await pilot.press("left_square_bracket")
        await pilot.pause()
        text = shown(app)
        assert "\x1b" not in text
        if size == (120, 40):
            assert all(name in _results(app) for name in HOSTILE)


def test_the_words_looked_for_are_marked_also_with_accents() -> None:
    assert marked("Hana Novotná", ["na"], "ink", "strong") == [
        Run("Ha", "ink"),
        Run("na", "strong"),
        Run(" Novot", "ink"),
        Run("ná", "strong"),
    ]
    assert marked("Straße", ["e"], "ink", "strong") == [Run("Straße", "ink")]
    assert marked("", ["e"], "ink", "strong") == []


async def test_tab_goes_to_the_list_where_letters_are_verbs(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (100, 30)) as (app, pilot):
        assert app.session.book is not None
        _find(app)
        await pilot.press(*"novotna")
        await pilot.pause()
        assert "Tab act on them" in shown(app)
        await pilot.press("tab")
        await pilot.pause()
        assert "d done" in shown(app)
        await pilot.press("s", "w")
        await pilot.pause()
        assert "Hana Novotná: " in shown(app)
        hana = people(app.session.book)["Hana Novotná"]
        until = "SELECT snoozed_until FROM person WHERE id = ?"
        assert app.session.book.connection.execute(until, (hana,)).fetchone() == ("2026-07-06",)
        await pilot.press("u")
        await pilot.pause()
        assert app.session.book.connection.execute(until, (hana,)).fetchone() == (None,)
        assert "undone: Hana Novotná" in shown(app)
        await pilot.press("U")
        await pilot.pause()
        assert app.session.book.connection.execute(until, (hana,)).fetchone() == ("2026-07-06",)


async def test_from_the_list_back_to_the_line_and_out(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        answers = _find(app)
        await pilot.press("l", "i", "tab", "j", "slash", "n", "tab", "tab", "d")
        await pilot.pause()
        assert app.screen.query_one(Term).value == "lind"
        await pilot.press("tab", "o")
        await pilot.pause()
        assert app.session.book is not None
        assert answers == [people(app.session.book)["Sofia Lindqvist"]]


async def test_a_verb_keeps_the_cursor_on_its_row(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        _find(app)
        await pilot.press("r", "a", "tab", "j", "j", "asterisk")
        await pilot.pause()
        assert app.screen.query_one(HitList).cursor == 3
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, FindScreen)


async def test_a_form_opened_from_the_list_comes_back_to_it(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        _find(app)
        await pilot.press(*"ravi", "tab", "n")
        await pilot.pause()
        await pilot.press(*"likes zzyzx", "enter")
        await pilot.pause()
        assert isinstance(app.screen, FindScreen)
        await pilot.press("slash", "ctrl+u", *"zzyzx")
        await pilot.pause()
        assert "NOTES 1" in shown(app)


async def test_nothing_found_leaves_the_keyboard_in_the_line(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        _find(app)
        await pilot.press(*"qqxz", "tab", "d")
        await pilot.pause()
        assert app.screen.query_one(Term).value == "qqxzd"


async def test_the_list_keeps_its_measure_whatever_is_found(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (120, 40)) as (app, pilot):
        _find(app)
        await pilot.pause()
        hits = app.screen.query_one(HitList)
        measures = set()
        for key in (*"anna", "x", "x"):
            await pilot.press(key)
            await pilot.pause()
            measures.add((hits.virtual_size, hits.region, app.screen.query_one("#find").region))
        assert len(measures) == 1


async def test_a_key_repaints_the_rows_that_changed(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (120, 40)) as (app, pilot):
        _find(app)
        await pilot.press(*"novotn")
        await pilot.pause()
        hits = app.screen.query_one(HitList)
        before = _results(app).split("\n")
        repainted: list[int] = []
        plain = HitList.refresh

        def refresh(self: HitList, *regions: Region, **how: bool) -> HitList:
            repainted.extend(region.y for region in regions or (Region(0, -1, 0, 0),))
            return plain(self, *regions, **how)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(HitList, "refresh", refresh)
            await pilot.press("a")
            await pilot.pause()
        after = _results(app).split("\n")
        changed = {
            y for y, (one, other) in enumerate(zip(before, after, strict=True)) if one != other
        }
        assert "Hana Novotná" in _results(app)
        assert changed <= set(repainted)
        assert -1 not in repainted
        assert len(set(repainted)) < hits.size.height / 2


async def test_a_bar_shows_that_there_is_more_and_ends_with_it(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (80, 24)) as (app, pilot):
        _find(app)
        await pilot.press("a")
        await pilot.pause()
        hits = app.screen.query_one(HitList)
        rows = _results(app).splitlines()
        assert rows[0].endswith("┃")
        assert not rows[-1].endswith("┃")
        for _ in range(60):
            await pilot.press("down")
        await pilot.pause()
        rows = _results(app).splitlines()
        assert rows[-1].endswith("┃")
        assert not rows[0].endswith("┃")
        assert rows[-1].lstrip().startswith(">")
        hits.scroll_to(y=1000, animate=False)
        await pilot.pause()
        assert hits.scroll_offset.y == hits.max_scroll_y
        await pilot.press("n", *"ovotna")
        await pilot.pause()
        assert "┃" not in _results(app)


async def test_how_many_were_found_stands_beside_the_line(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (80, 24)) as (app, pilot):
        _find(app)
        await pilot.press(*"drawer")
        await pilot.pause()
        assert "1 found" in shown(app)
        await pilot.press("q", "q", "x")
        await pilot.pause()
        assert "found" not in shown(app)
