"""The page before a talk, and the quiet view during it."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from netintern.services.queries.book import Book
from netintern.services.queries.people import find_person
from netintern.services.queries.preparing import proposal
from netintern.services.questions import mark_asked
from netintern.tui.app import NetinternApp
from netintern.tui.dialogs.controls import Choice, TextField
from netintern.tui.dialogs.log_talk import LogTalk
from netintern.tui.screens.person import PersonScreen
from netintern.tui.screens.preparing import PreparingScreen
from netintern.tui.screens.quiet import QuietScreen, quiet_lines
from netintern.tui.text import width
from tests.tui.stage import (
    HOSTILE,
    SIZES,
    TODAY,
    hostile_book,
    on_stage,
    people,
    sample_book,
    shown,
)


def book_of(app: NetinternApp) -> Book:
    assert app.session.book is not None
    return app.session.book


async def on_page(app: NetinternApp, pilot: Pilot[Any], name: str = "Ravi Menon") -> int:
    """The page before a talk, reached from the person's page by its key."""
    person = find_person(book_of(app), name).id
    app.push_screen(PersonScreen(app.session, person))
    await pilot.pause()
    await pilot.press("Q")
    await pilot.pause()
    assert isinstance(app.screen, PreparingScreen)
    return person


async def in_talk(app: NetinternApp, pilot: Pilot[Any], name: str = "Ravi Menon") -> QuietScreen:
    await on_page(app, pilot, name)
    await pilot.press("space")
    await pilot.pause()
    assert isinstance(app.screen, QuietScreen)
    return app.screen


async def test_one_page_with_all_that_one_should_have_in_mind(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await on_page(app, pilot)
        text = shown(app)
        for words in ("TO ASK", "OWED", "LAST TALKS", "THEIR WAY", "KNOWS", "GIVE AND TAKE"):
            assert words in text
        assert "draw before naming" in text
        assert "Ines Carvalho" in text
        await pilot.press("q")
        await pilot.pause()
        assert isinstance(app.screen, PersonScreen)


async def test_from_the_queue_and_the_card(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        for keys in (("Q",), ("4", "Q"), ("T", "Q")):
            await pilot.press(*keys)
            await pilot.pause()
            assert isinstance(app.screen, PreparingScreen)
            await pilot.press("escape")
            await pilot.pause()


async def test_a_question_that_was_asked_steps_back_and_is_never_proposed_again(
    tmp_path: Path,
) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        quiet = await in_talk(app, pilot)
        first, second = quiet.questions[:2]
        assert first.text.split()[0] in shown(app)
        await pilot.press("space")
        await pilot.pause()
        assert quiet.asked == {first.id}
        assert quiet.questions[quiet.at] == second
        assert "✓" in shown(app)
        found = proposal(book_of(app), quiet.person_id, today=TODAY)
        assert first in found.questions
        assert first not in found.open
        await pilot.press("u")
        await pilot.pause()
        assert quiet.asked == frozenset()


async def test_the_same_key_takes_the_mark_off(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        quiet = await in_talk(app, pilot)
        await pilot.press("j", "enter")
        await pilot.pause()
        assert quiet.asked == {quiet.questions[1].id}
        await pilot.press("k", "enter")
        await pilot.pause()
        assert quiet.asked == frozenset()


async def test_when_all_were_asked_others_follow_below(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        quiet = await in_talk(app, pilot)
        before = quiet.questions
        for _ in before:
            await pilot.press("space")
            await pilot.pause()
        assert quiet.asked == {one.id for one in before}
        assert quiet.questions[: len(before)] == before
        assert len(quiet.questions) > len(before)
        assert quiet.questions[quiet.at] not in before


async def test_the_log_is_filled_in_with_what_was_asked(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        person = await on_page(app, pilot, "Tom Okafor")
        mark_asked(book_of(app), person, ["X06"], today=TODAY)
        await pilot.press("Q")
        await pilot.pause()
        quiet = app.screen
        assert isinstance(quiet, QuietScreen)
        await pilot.press("space")
        await pilot.pause()
        asked = [one.text for one in quiet.questions if one.id in quiet.asked]
        assert len(asked) == 2
        await pilot.press("l")
        await pilot.pause()
        form = app.screen
        assert isinstance(form, LogTalk)
        notes = form.query_one("#notes", TextField).text
        assert notes.startswith("Asked: ")
        assert all(text in notes for text in asked)
        assert form.query_one("#who-else", Choice).value == "y"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, PreparingScreen)
        assert "Tom Okafor: " in shown(app)
        rows = book_of(app).connection.execute(
            "SELECT count(*), count(DISTINCT question_key) FROM question_asked WHERE person = ?",
            (person,),
        )
        assert rows.fetchone() == (2, 2)


async def test_leaving_the_form_leads_back_to_the_questions(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await in_talk(app, pilot)
        await pilot.press("l")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, QuietScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, PreparingScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_both_are_alive_at_any_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_stage(sample_book(tmp_path), size) as (app, pilot):
        quiet = await in_talk(app, pilot)
        for _ in quiet.questions:
            here = quiet.questions[quiet.at].text.split()[0]
            assert here in shown(app)
            await pilot.press("j")
            await pilot.pause()


async def test_hostile_names_are_only_text(tmp_path: Path) -> None:
    async with on_stage(hostile_book(tmp_path)) as (app, pilot):
        for number in people(book_of(app)).values():
            app.push_screen(PreparingScreen(app.session, number))
            await pilot.pause()
            assert "\x1b" not in shown(app)
            await pilot.press("escape")
            await pilot.pause()
        app.push_screen(PreparingScreen(app.session, people(book_of(app))[HOSTILE[0]]))
        await pilot.pause()
        assert HOSTILE[0] in shown(app)


@pytest.mark.parametrize("cells", [20, 40, 80, 200])
@pytest.mark.parametrize("height", [1, 4, 9, 20, 58])
def test_the_question_at_hand_is_in_sight_and_nothing_is_too_wide(cells: int, height: int) -> None:
    from netintern.domain.library import QUESTIONS

    for at in range(6):
        lines = quiet_lines(QUESTIONS[:6], {QUESTIONS[0].id}, at, cells, height)
        assert len(lines) <= height
        assert all(width(line) <= cells for line in lines)
        text = " ".join(run.text for line in lines for run in line)
        assert QUESTIONS[at].text.split()[0] in text


def test_nothing_left_to_ask_is_told() -> None:
    (line,) = [line for line in quiet_lines((), (), 0, 40, 9) if line]
    assert "asked" in line[0].text
