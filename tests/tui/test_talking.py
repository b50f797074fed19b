"""Talks and people in one line on the desk: what is written, and that it is one step."""

from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from netintern.services.queries.book import Book
from netintern.services.queries.journal import history
from netintern.services.queries.names import find_person
from netintern.services.queries.people import PersonPage, person_page
from netintern.tui.app import NetinternApp
from netintern.tui.dialogs.add_line import AddLine
from netintern.tui.dialogs.add_person import AddPerson
from netintern.tui.dialogs.controls import TextField
from netintern.tui.dialogs.log_line import LogLine
from netintern.tui.dialogs.log_talk import LogTalk
from netintern.tui.panes.queue.pane import QueuePane
from netintern.tui.screens.desk import Desk
from netintern.tui.screens.person import PersonScreen
from tests.tui.dialog_host import type_at_once
from tests.tui.stage import TODAY, on_stage, sample_book, shown


def _book(app: NetinternApp) -> Book:
    assert app.session.book is not None
    return app.session.book


def _subject(app: NetinternApp) -> int:
    who = app.screen_stack[0].query_one("#queue", QueuePane).subject()
    assert who is not None
    assert who.person_id is not None
    return who.person_id


def _page(app: NetinternApp, person: int | str) -> PersonPage:
    number = person if isinstance(person, int) else find_person(_book(app), person).id
    return person_page(_book(app), number, today=TODAY)


def _steps(app: NetinternApp) -> int:
    return len(history(_book(app), limit=None))


async def _settled(pilot: Pilot[Any]) -> None:
    for _ in range(4):
        await pilot.pause()


async def test_a_talk_with_two_names_and_a_promise_is_one_step(tmp_path: Path) -> None:
    line = "coffee 30m; learned moved by shadowing; promised slides by fri; next in 2w"
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        person, steps = _subject(app), _steps(app)
        talks = len(_page(app, person).interactions)
        await type_at_once(pilot, "l" + line, "enter", "y")
        await type_at_once(pilot, "Ben Royden (leaders) 2, Cai Wulff", "enter", "y")
        await _settled(pilot)
        assert isinstance(app.screen, Desk)
        assert "(u undo)" in shown(app)
        page = _page(app, person)
        assert len(page.interactions) == talks + 1
        assert page.interactions[0].learned == "moved by shadowing"
        assert "slides" in [promise.text for promise in page.promises]
        ben = _page(app, "Ben Royden").summary
        assert (ben.via_id, ben.circle, ben.wish) == (person, "leaders", True)
        assert _page(app, "Cai Wulff").summary.via_id == person
        assert _steps(app) == steps + 1
        await pilot.press("u")
        assert len(_page(app, person).interactions) == talks


async def test_the_line_is_typed_while_it_opens_and_saves_with_the_prompt(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (80, 24)) as (app, pilot):
        person = _subject(app)
        await type_at_once(pilot, "l", "enter", "n", "l20m", "enter", "n", "nx")
        await _settled(pilot)
        assert app.screen.query_one(TextField).value == "x"
        assert len({talk.id for talk in _page(app, person).interactions}) >= 2


async def test_tab_opens_the_form_with_what_was_understood(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        person = _subject(app)
        await type_at_once(pilot, "lcall 25m; learned queues; suggested Ben Royden", "tab")
        await _settled(pilot)
        assert isinstance(app.screen, LogTalk)
        for words in ("25", "queues", "Ben Royden"):
            assert words in shown(app)
        await pilot.press("ctrl+s")
        await _settled(pilot)
        talk = _page(app, person).interactions[0]
        assert (talk.kind, talk.minutes, talk.learned) == ("call", 25, "queues")
        assert _page(app, "Ben Royden").summary.via_id == person


async def test_a_newcomer_of_the_line_comes_into_the_book(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await type_at_once(pilot, "llunch with Zenobia Quill 30m @Nowhere", "enter", "n")
        await _settled(pilot)
        summary = _page(app, "Zenobia Quill").summary
        assert summary.met
        assert summary.organisation == "Nowhere"


async def test_the_large_letter_opens_the_form(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await pilot.press("l")
        assert isinstance(app.screen, LogLine)
        await pilot.press("escape", "L")
        await _settled(pilot)
        assert isinstance(app.screen, LogTalk)


async def test_a_person_is_added_in_a_line_and_selected(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await type_at_once(pilot, "aZenobia Quill @ Design #leaders to meet", "enter")
        await _settled(pilot)
        summary = _page(app, "Zenobia Quill").summary
        assert (summary.organisation, summary.circle) == ("Design", "leaders")
        rows = app.screen.query_one("#queue", QueuePane).shown
        if summary.id in [row.person_id for row in rows]:
            assert _subject(app) == summary.id


async def test_a_person_who_is_there_already_is_asked_about(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        person = _subject(app)
        name = _page(app, person).summary.name
        await type_at_once(pilot, f"a{name}")
        await _settled(pilot)
        assert "here already" in shown(app)
        await pilot.press("enter")
        await _settled(pilot)
        assert f"y yes, {name}" in shown(app)
        await pilot.press("y")
        await _settled(pilot)
        assert isinstance(app.screen, PersonScreen)


async def test_tab_opens_the_form_for_a_person(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await pilot.press("a")
        assert isinstance(app.screen, AddLine)
        await type_at_once(pilot, "Zenobia Quill @ Design", "tab", "ctrl+s")
        await _settled(pilot)
        assert not isinstance(app.screen, AddPerson)
        assert _page(app, "Zenobia Quill").summary.organisation == "Design"


async def test_a_first_person_is_added_in_a_line(tmp_path: Path) -> None:
    async with on_stage(tmp_path / "new.db") as (app, pilot):
        await type_at_once(pilot, "aZenobia Quill @ Design", "enter")
        await _settled(pilot)
        assert _page(app, "Zenobia Quill").summary.organisation == "Design"


async def test_a_first_talk_is_logged_in_a_line(tmp_path: Path) -> None:
    async with on_stage(tmp_path / "new.db") as (app, pilot):
        app.action_log()
        await type_at_once(pilot, "coffee with Zenobia Quill today", "enter", "n")
        await _settled(pilot)
        assert _page(app, "Zenobia Quill").summary.met


async def test_the_preview_of_a_long_line_costs_few_statements(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await type_at_once(pilot, "lcoffee with Priya Natarajan 30m; suggested Ben Royden")
        await _settled(pilot)
        statements: list[str] = []
        _book(app).connection.set_trace_callback(statements.append)
        await pilot.press(";")
        await _settled(pilot)
        _book(app).connection.set_trace_callback(None)
        reads = [one for one in statements if "FROM person" in one or "FROM interaction" in one]
        assert len(reads) <= 4
