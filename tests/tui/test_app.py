"""The program itself: own keys, complaints, the clock, leaving, and a fault."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from netintern.domain.dates import Moment
from netintern.domain.errors import BadDataError
from netintern.services.queries.book import default_places
from netintern.tui.app import run
from netintern.tui.palette import CommandProvider, PersonProvider
from netintern.tui.panes.queue.pane import QueuePane
from netintern.tui.screens.help import HelpScreen
from netintern.tui.screens.person import PersonScreen
from netintern.tui.session import Session
from tests.tui.stage import TODAY, on_stage, sample_book, shown


def _settings(text: str) -> None:
    path = Path(default_places().settings)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


async def test_own_keys_work_and_are_shown(tmp_path: Path) -> None:
    _settings('[keys]\n"person.done" = "Z"\n"any.undo" = "Y"\n')
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        assert "Z done" in shown(app)
        await pilot.press("d")
        assert "✓" not in shown(app)
        await pilot.press("Z")
        assert "thank-you done  (Y undo)" in shown(app)
        await pilot.press("Y")
        assert "undone" in shown(app)


async def test_what_is_wrong_in_the_settings_is_said(tmp_path: Path) -> None:
    _settings('[keys]\n"person.done" = "w"\n')
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await pilot.pause()
        assert "! [keys] person.done: 'w' is already the key of person.wait." in shown(app)


async def test_another_day_is_noticed(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        app.session._clock = lambda: Moment(date(2026, 6, 30), 540)
        app._poll()
        await pilot.pause()
        await pilot.pause()
        assert "Tue 30 Jun" in shown(app)
        queue = app.screen.query_one("#queue", QueuePane)
        assert queue.view is not None
        assert queue.view.today == date(2026, 6, 30)


async def test_ctrl_c_twice_leaves(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await pilot.press("ctrl+c")
        assert "ctrl+c again leaves." in shown(app)
        await pilot.press("ctrl+c")
        assert app._exit


async def test_q_leaves(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await pilot.press("q")
        assert app._exit
        assert app.return_code == 0


async def test_the_palette_finds_commands_and_people(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        commands = CommandProvider(app.screen)
        people = PersonProvider(app.screen)
        titles = [str(hit.prompt) async for hit in commands.discover()]
        assert "snooze  s" in titles
        assert not any(title.startswith("down") for title in titles)
        found = [hit async for hit in commands.search("internship")]
        assert "internship" in {str(hit.prompt) for hit in found}
        (hit,) = [hit async for hit in people.search("tanaka")]
        hit.command()
        await pilot.pause()
        assert isinstance(app.screen, PersonScreen)


async def test_a_command_of_the_palette_acts_on_the_pane(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        provider = CommandProvider(app.screen)
        found = {str(hit.prompt): hit async for hit in provider.discover()}
        await found["skip  space"].command()
        await pilot.pause()
        queue = app.screen.query_one("#queue", QueuePane)
        assert queue.cursor == 2
        await found["keys  ?"].command()
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)


async def test_the_palette_opens_and_closes(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await pilot.press("colon")
        await pilot.pause()
        assert "command or person" in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert len(app.screen_stack) == 1


async def test_without_colour_no_colour_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await pilot.pause()
        assert app.theme == "mono"
        for line in app.screen._compositor.render_strips():
            for segment in line.apply_filter(app._filters[-1], app.screen.background_colors[1]):
                assert segment.style is None or segment.style.color is None
                assert segment.style is None or segment.style.bgcolor is None


def test_a_file_that_is_no_book_is_refused_before_anything_is_painted(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("dear diary", encoding="utf-8")
    with pytest.raises(BadDataError):
        run(str(path), today=TODAY, minute=None, demo=False)


def test_the_first_painting_needs_no_peewee(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from datetime import date\n"
        "from netintern.domain.dates import Moment\n"
        "from netintern.tui.app import NetinternApp\n"
        "from netintern.tui.session import Session\n"
        "session = Session(sys.argv[1], lambda: Moment(date(2026, 6, 29), 600))\n"
        "session.open()\n"
        "app = NetinternApp(session)\n"
        "app._after_first_paint = app.exit\n"
        "app.run(headless=True)\n"
        "print([m for m in ('peewee', 'dateutil', 'rapidfuzz', 'wcwidth') if m in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(sample_book(tmp_path))],
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.strip() == "[]"


def test_the_first_write_makes_the_book(tmp_path: Path) -> None:
    from netintern.services import people

    path = tmp_path / "new" / "book.db"
    session = Session(str(path), lambda: Moment(TODAY))
    session.open()
    assert session.book is None
    session.write(lambda book: people.add_person(book, "Ana Ruiz", **session.stamp))
    assert path.exists()
    assert not session.changed()
    session.close()
    session.close()
