"""The screen of the experience."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from netintern.services.book import close_book, create_book
from netintern.services.experiences import add_experience, add_objective
from netintern.services.queries.experiences import ExperiencePage, experience_page, experiences
from netintern.services.weeks import checkin
from netintern.tui.app import NetinternApp
from netintern.tui.dialogs.experience import ExperienceForm
from netintern.tui.dialogs.feedback import FeedbackForm
from netintern.tui.dialogs.learnt import LearntForm
from netintern.tui.dialogs.one_line import OneLine
from netintern.tui.screens.experience import EntryList, ExperienceScreen
from netintern.tui.screens.person import PersonScreen
from tests.tui.dialog_host import type_text
from tests.tui.stage import HOSTILE, SIZES, TODAY, on_stage, sample_book, shown


async def opened(app: NetinternApp, pilot: Pilot[Any]) -> ExperienceScreen:
    app.action_experience()
    await pilot.pause()
    # The head is filled once it is known how wide it is.
    await pilot.pause()
    assert isinstance(app.screen, ExperienceScreen)
    return app.screen


def page_of(app: NetinternApp) -> ExperiencePage:
    assert app.session.book is not None
    page = experience_page(app.session.book, today=TODAY)
    assert page is not None
    return page


async def test_what_it_is_for_and_what_makes_it_one(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await opened(app, pilot)
        text = shown(app)
        for words in ("Internship at", "supervisor Ingrid Solheim", "Meet ten people", "middle"):
            assert words in text
        assert "WHAT MAKES IT AN INTERNSHIP" in text


async def test_an_objective_is_reached_and_open_again(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await opened(app, pilot)
        for state in ("done", "open"):
            await pilot.press("space")
            await pilot.pause()
            assert page_of(app).line.objectives[0].state == state
        await pilot.press("D")
        await pilot.pause()
        assert page_of(app).line.objectives[0].state == "dropped"
        assert "(dropped)" in shown(app)
        await pilot.press("u")
        await pilot.pause()
        assert page_of(app).line.objectives[0].state == "open"


async def test_what_was_learnt_in_a_talk(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await opened(app, pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, LearntForm)
        await type_text(pilot, "Schemas drift")
        await pilot.press("enter", "1", "ctrl+s")
        await pilot.pause()
        page = page_of(app)
        (learnt,) = page.learnt[page.line.objectives[0].id]
        assert learnt.text == "Schemas drift"
        assert learnt.with_names
        assert f"with {', '.join(learnt.with_names)}: Schemas drift" in shown(app)


async def test_an_empty_lesson_is_refused_in_place(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await opened(app, pilot)
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, LearntForm)
        assert "What was learnt is missing" in shown(app)


async def test_another_objective(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await opened(app, pilot)
        await pilot.press("o")
        await pilot.pause()
        assert isinstance(app.screen, OneLine)
        await type_text(pilot, "Read a [red]plan[/red]")
        await pilot.press("enter")
        await pilot.pause()
        assert "Read a [red]plan[/red]" in shown(app)


async def test_a_criterion_goes_from_yes_to_no_to_nothing(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        screen = await opened(app, pilot)
        assert screen.query_one(EntryList).select("c:feedback")
        for met in (True, False, None):
            await pilot.press("space")
            await pilot.pause()
            assert {one.key: one.met for one in page_of(app).criteria}["feedback"] is met


@pytest.fixture
def terms(tmp_path: Path) -> Path:
    """Two terms, the first with an objective and feedback."""
    path = tmp_path / "book.db"
    book = create_book(str(path))
    from datetime import date

    add_experience(
        book, kind="coop", org=HOSTILE[0], start=date(2026, 6, 1), end=date(2026, 8, 21),
        title=HOSTILE[1], today=TODAY,
    )  # fmt: skip
    add_experience(book, kind="coop", org="Beta", start=date(2026, 8, 3), today=TODAY)
    add_objective(book, HOSTILE[2], experience_id=1, today=TODAY)
    checkin(book, agreed=90, feedback=HOSTILE[3], today=TODAY)
    close_book(book)
    return path


async def test_several_and_hostile_names(terms: Path) -> None:
    async with on_stage(terms) as (app, pilot):
        screen = await opened(app, pilot)
        text = shown(app)
        for words in (*HOSTILE[:4], "SUPERVISORS, AND WHAT WAS SAID", "Beta", "at the same time"):
            assert words in text
        assert screen.query_one(EntryList).select("x2")
        await pilot.press("enter")
        await pilot.pause()
        assert screen.page is not None
        assert screen.page.line.organisation == "Beta"
        assert screen.query_one(EntryList).select("x1")
        await pilot.press("D")
        await pilot.pause()
        assert app.session.book is not None
        assert [one.organisation for one in experiences(app.session.book)] == ["Beta"]
        await pilot.press("u")
        await pilot.pause()
        assert len(experiences(app.session.book)) == 2


async def test_the_form_changes_the_one_that_is_shown_or_adds_another(terms: Path) -> None:
    async with on_stage(terms) as (app, pilot):
        screen = await opened(app, pilot)
        assert screen.query_one(EntryList).select("x2")
        await pilot.press("enter", "e")
        await pilot.pause()
        assert isinstance(app.screen, ExperienceForm)
        assert "Beta" in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press("N")
        await pilot.pause()
        assert isinstance(app.screen, ExperienceForm)
        await type_text(pilot, "Gamma")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.session.book is not None
        names = {one.organisation for one in experiences(app.session.book)}
        assert names == {HOSTILE[0], "Beta", "Gamma"}
        assert "overlaps" in shown(app)


async def test_without_one_the_form_asks_for_it(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    close_book(create_book(str(path)))
    async with on_stage(path) as (app, pilot):
        app.action_experience()
        await pilot.pause()
        assert isinstance(app.screen, ExperienceForm)


@pytest.mark.parametrize("size", SIZES)
async def test_it_is_alive_at_any_size(terms: Path, size: tuple[int, int]) -> None:
    async with on_stage(terms, size, ascii_only=True) as (app, pilot):
        await opened(app, pilot)
        await pilot.press("j", "j", "G", "g")
        await pilot.pause()
        assert isinstance(app.screen, ExperienceScreen)


async def test_a_supervisor_and_what_they_said(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        screen = await opened(app, pilot)
        boss = page_of(app).line.supervisors[0]
        entries = screen.query_one(EntryList)
        assert entries.select(f"s{boss.id}")
        await pilot.press("f")
        await pilot.pause()
        assert isinstance(app.screen, FeedbackForm)
        await type_text(pilot, "Ask sooner")
        await pilot.press("ctrl+s")
        await pilot.pause()
        (told,) = page_of(app).feedback_from(boss.id)
        assert told.text == "Ask sooner"
        lines = shown(app).splitlines()
        at = next(i for i, line in enumerate(lines) if line.strip(" >").startswith(boss.name))
        assert "29 Jun: Ask sooner" in lines[at + 1]
        assert entries.select(f"f{told.id}")
        await pilot.press("D")
        await pilot.pause()
        assert page_of(app).feedback == ()
        await pilot.press("u")
        await pilot.pause()
        assert len(page_of(app).feedback) == 1
        assert entries.select(f"s{boss.id}")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, PersonScreen)
        assert boss.name in shown(app)


async def test_feedback_needs_words_and_somebody(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await opened(app, pilot)
        await pilot.press("f")
        await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, FeedbackForm)
        assert "The feedback is missing" in shown(app)
