"""The first screen: adding somebody, bringing people in from a file, and looking round."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from netintern.services.people import add_person
from netintern.services.queries.book import statistics
from netintern.services.queries.experiences import current
from netintern.tui.app import NetinternApp
from netintern.tui.dialogs.checkin import CheckinForm
from netintern.tui.dialogs.confirm import Confirm
from netintern.tui.dialogs.experience import ExperienceForm
from netintern.tui.messages import BookChanged
from netintern.tui.screens.desk import Desk
from netintern.tui.screens.importing import bring_in, preview_words
from netintern.tui.screens.place import Place
from netintern.tui.screens.welcome import WelcomeScreen
from tests.tui.dialog_host import type_at_once
from tests.tui.stage import SIZES, TODAY, on_stage, sample_book, shown

TABLE = "First Name,Last Name,Company\nMaya,Moreno,Kestrel\nTom,Okafor,Fernbank\n"


async def _welcome(app: NetinternApp, pilot: Pilot[Any]) -> None:
    if not isinstance(app.screen, WelcomeScreen):
        app.push_screen(WelcomeScreen(app.session))
    await pilot.pause()


async def _written(app: NetinternApp, pilot: Pilot[Any]) -> None:
    """Wait for the thread that brings people in."""
    for _ in range(100):
        await asyncio.sleep(0.02)
        book = app.session.book
        if book is not None and statistics(book).people and isinstance(app.screen, Desk):
            break
    await pilot.pause()


def _type_into(app: NetinternApp, text: str) -> None:
    field = app.screen.focused
    assert field is not None
    field.value = text  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", SIZES)
async def test_it_says_how_to_begin(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_stage(tmp_path / "none.db", size) as (app, pilot):
        await _welcome(app, pilot)
        words = " ".join(shown(app).split())
        if size[1] >= 12:
            assert all(
                label in words for label in ("add a person", "bring people in", "look round")
            )
        if size[1] >= 24:
            assert "60 minutes a week" in words
            assert "invented people; nothing is kept, q comes back" in words


async def test_it_makes_way_once_somebody_is_in_the_book(tmp_path: Path) -> None:
    async with on_stage(tmp_path / "none.db") as (app, pilot):
        await _welcome(app, pilot)
        screen = app.screen
        assert isinstance(screen, Place)
        receipt = app.session.write(
            lambda book: add_person(book, "Maya Moreno", today=TODAY, origin="tui")
        )
        screen.finished(receipt)
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, Desk)
        assert receipt.label in shown(app)


async def test_an_empty_book_stays_welcome(tmp_path: Path, book_path: Path) -> None:
    async with on_stage(book_path) as (app, pilot):
        await _welcome(app, pilot)
        app.screen.post_message(BookChanged())
        await pilot.pause()
        assert isinstance(app.screen, WelcomeScreen)


async def test_looking_round_opens_invented_people_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    async with on_stage(path) as (app, pilot):
        await _welcome(app, pilot)
        await pilot.press("E")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, Desk)
        assert "DEMO" in shown(app)
        assert not path.exists()
        assert app.session.path != str(path)


@pytest.mark.parametrize("name", ["none.db", "book.db"])
async def test_q_comes_back_from_looking_round_and_leaves_only_then(
    tmp_path: Path, book_path: Path, name: str
) -> None:
    path = book_path if name == "book.db" else tmp_path / name
    async with on_stage(path) as (app, pilot):
        await _welcome(app, pilot)
        await pilot.press("E")
        await pilot.pause()
        await pilot.pause()
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, WelcomeScreen)
        assert (app.session.path, app.session.demo) == (str(path), False)
        assert "DEMO" not in shown(app)
        app.session.write(lambda book: add_person(book, "Maya Moreno", today=TODAY, origin="tui"))
        app.screen.post_message(BookChanged())
        await pilot.pause()
        await pilot.pause()
        assert "Maya Moreno" in shown(app)
        assert "Priya" not in shown(app)
        assert app.is_running
        await pilot.press("q")
        await pilot.pause()
        assert app._exit


async def test_a_file_is_shown_first_and_brought_in_after_y(tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text(TABLE, encoding="utf-8")
    async with on_stage(tmp_path / "none.db") as (app, pilot):
        await _welcome(app, pilot)
        await pilot.press("I")
        await pilot.pause()
        _type_into(app, str(table))
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        assert "2 people, Maya Moreno to Tom Okafor: 2 new." in " ".join(
            shown(app).replace("│", " ").split()
        )
        assert app.session.book is None
        await pilot.press("y")
        await _written(app, pilot)
        assert isinstance(app.screen, Desk)
        assert app.session.book is not None
        assert statistics(app.session.book).people == 2
        assert "people.csv" in shown(app)


async def test_only_y_brings_them_in(tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text(TABLE, encoding="utf-8")
    async with on_stage(tmp_path / "none.db") as (app, pilot):
        await _welcome(app, pilot)
        await pilot.press("I")
        await pilot.pause()
        _type_into(app, str(table))
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert isinstance(app.screen, WelcomeScreen)
        assert app.session.book is None


async def test_a_wrong_path_is_told_and_can_be_mended(tmp_path: Path) -> None:
    async with on_stage(tmp_path / "none.db") as (app, pilot):
        await _welcome(app, pilot)
        await pilot.press("I")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert "The name of the file is missing." in shown(app)
        await pilot.press("x", "enter")
        await pilot.pause()
        assert "x" in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, WelcomeScreen)


async def test_people_are_brought_in_beside_those_who_are_there(tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text(TABLE, encoding="utf-8")
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        assert isinstance(app.screen, Desk)
        assert app.session.book is not None
        before = statistics(app.session.book).people
        bring_in(app.screen)
        await pilot.pause()
        _type_into(app, str(table))
        await pilot.press("enter", "y")
        for _ in range(100):
            await asyncio.sleep(0.02)
            if statistics(app.session.book).people > before:
                break
        await pilot.pause()
        await pilot.press("u")
        await pilot.pause()
        assert statistics(app.session.book).people == before


def test_the_preview_leaves_out_what_there_is_none_of() -> None:
    from netintern.interop.preview import Preview

    preview = Preview("csv", 1, 1, 0, 0, (), (), 0, 0, 0, 0, 0, "Maya", "Maya")
    assert preview_words(preview).startswith("1 person, Maya: 1 new. ")


async def test_the_internship_is_recorded_before_anybody_is_there(tmp_path: Path) -> None:
    async with on_stage(tmp_path / "none.db", (80, 24)) as (app, pilot):
        await _welcome(app, pilot)
        assert " i " in shown(app)
        assert "the internship" in shown(app)
        await pilot.press("B")
        await pilot.pause()
        assert "There is no internship yet to agree on." in shown(app)
        assert "i internship" in shown(app)
        await pilot.press("i")
        await pilot.pause()
        assert isinstance(app.screen, ExperienceForm)
        _type_into(app, "Northwind")
        await pilot.press("ctrl+s")
        for _ in range(4):
            await pilot.pause()
        assert isinstance(app.screen, WelcomeScreen)
        assert "(u undo)" in shown(app)
        assert app.session.book is not None
        assert current(app.session.book, TODAY) is not None
        await pilot.press("B")
        await pilot.pause()
        assert isinstance(app.screen, CheckinForm)


async def test_a_talk_is_logged_before_anybody_is_there(tmp_path: Path) -> None:
    async with on_stage(tmp_path / "none.db", (80, 24)) as (app, pilot):
        await _welcome(app, pilot)
        await type_at_once(pilot, "lcoffee with Zenobia Quill 20m", "enter", "n")
        for _ in range(6):
            await pilot.pause()
        assert isinstance(app.screen, Desk)
        assert "(u undo)" in shown(app)
        assert app.session.book is not None
        assert statistics(app.session.book).people == 1
