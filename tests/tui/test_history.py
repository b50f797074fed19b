"""The history: every step and where it came from, undo and redo along it, the way to a step."""

from pathlib import Path

import pytest

from netintern.cli.main import main
from netintern.services.people import add_person, edit_person
from netintern.services.queries.book import open_book
from netintern.services.queries.journal import all_steps
from netintern.storage.database import write_lock
from netintern.tui.app import NetinternApp
from netintern.tui.messages import BookChanged
from netintern.tui.screens.history import WINDOW, HistoryScreen, StepList
from tests.tui.stage import SIZES, TODAY, hostile_book, on_stage, sample_book, shown


def _three(folder: Path) -> Path:
    """A book made by the command line, with three steps."""
    path = folder / "book.db"
    for name in ("Ana Silva", "Jon Bell", "Mei Tanaka"):
        assert main(["--book", str(path), "--today", TODAY.isoformat(), "add", name]) == 0
    return path


def _names(app: NetinternApp) -> list[str]:
    assert app.session.book is not None
    return [
        name
        for (name,) in app.session.book.connection.execute(
            "SELECT name FROM person WHERE deleted_ms IS NULL ORDER BY id"
        )
    ]


def _rows(app: NetinternApp) -> list[str]:
    steps = app.screen.query_one(StepList)
    return [steps.render_line(y).text.rstrip() for y in range(steps.size.height)]


async def test_steps_of_both_faces_newest_first(tmp_path: Path) -> None:
    async with on_stage(_three(tmp_path)) as (app, pilot):
        app.session.write(lambda book: add_person(book, "Eve Orr", today=TODAY, origin="tui"))
        await pilot.press("H")
        await pilot.pause()
        rows = _rows(app)
        assert "Eve Orr: added" in rows[0]
        assert rows[0].split()[-2:] == ["screen", "now"]
        assert "Mei Tanaka: added" in rows[1]
        assert rows[1].endswith("command line")
        assert "4 steps" in shown(app)
        assert "u undo Eve Orr: added" in shown(app)


async def test_undo_walks_steps_of_the_command_line_and_redo_back(tmp_path: Path) -> None:
    async with on_stage(_three(tmp_path)) as (app, pilot):
        await pilot.press("H", "u", "u")
        await pilot.pause()
        assert _names(app) == ["Ana Silva"]
        rows = _rows(app)
        assert [row.split()[-1] for row in rows[:3]] == ["undone", "undone", "now"]
        assert rows[2].startswith(">")
        assert "3 steps · 2 undone" in shown(app)
        assert "U redo Jon Bell: added" in shown(app)
        await pilot.press("U", "U")
        await pilot.pause()
        assert len(_names(app)) == 3


async def test_enter_tells_a_step_in_full_and_what_lies_above(tmp_path: Path) -> None:
    path = _three(tmp_path)
    async with on_stage(path, (80, 24)) as (app, pilot):
        words = "long " * 30 + "tail"
        app.session.write(lambda book: edit_person(book, 1, name=words, today=TODAY, origin="tui"))
        await pilot.press("H")
        await pilot.pause()
        assert "tail" not in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "tail" in shown(app)
        assert "The newest step" in shown(app)
        await pilot.press("j", "j")
        await pilot.pause()
        assert "2 steps lie above it; Backspace takes them back." in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "lie above" not in shown(app)


async def test_one_key_goes_back_to_a_step_and_forth_again(tmp_path: Path) -> None:
    async with on_stage(_three(tmp_path)) as (app, pilot):
        await pilot.press("H", "G", "backspace")
        await pilot.pause()
        assert _names(app) == ["Ana Silva"]
        assert "undone: 2 steps, until Ana Silva: added" in shown(app)
        assert "U redo" in shown(app)
        await pilot.press("backspace")
        await pilot.pause()
        assert "already" in shown(app)
        await pilot.press("g", "backspace")
        await pilot.pause()
        assert len(_names(app)) == 3
        assert "redone: 2 steps" in shown(app)


async def test_what_was_replaced_cannot_be_redone(tmp_path: Path) -> None:
    async with on_stage(_three(tmp_path)) as (app, pilot):
        await pilot.press("H", "u")
        await pilot.pause()
        app.session.write(lambda book: add_person(book, "Eve Orr", today=TODAY))
        app.post_message(BookChanged())
        await pilot.pause()
        await pilot.press("g", "j", "enter", "backspace")
        await pilot.pause()
        assert "replaced" in _rows(app)[1]
        assert "other things were done since" in shown(app)


async def test_a_conflict_is_told_in_full_and_changes_nothing(tmp_path: Path) -> None:
    async with on_stage(_three(tmp_path), (80, 24)) as (app, pilot):
        app.session.write(lambda book: edit_person(book, 1, tier=1, today=TODAY, origin="tui"))
        with write_lock(app.session.writable()) as connection:
            connection.execute("UPDATE person SET tier = 4 WHERE id = 1")
        await pilot.press("H", "u")
        await pilot.pause()
        text = " ".join(shown(app).split())
        assert "cannot be undone: person 1 (Ana Silva) was changed since. Nothing was" in text
        assert app.session.book is not None
        assert 1 not in all_steps(app.session.book).undone


async def test_the_steps_are_there_after_a_restart(tmp_path: Path) -> None:
    path = _three(tmp_path)
    async with on_stage(path) as (app, pilot):
        await pilot.press("u")
        await pilot.pause()
    async with on_stage(path) as (app, pilot):
        await pilot.press("H", "U")
        await pilot.pause()
        assert len(_names(app)) == 3


async def test_only_what_is_seen_is_read(tmp_path: Path) -> None:
    path = _three(tmp_path)
    book = open_book(str(path))
    with write_lock(book) as connection:
        connection.executemany(
            "INSERT INTO action (at_ms, label, origin) VALUES (?, ?, 'cli')",
            [(1_700_000_000_000 + n, f"step {n}") for n in range(10 * WINDOW)],
        )
    book.close()
    async with on_stage(path) as (app, pilot):
        await pilot.press("H")
        await pilot.pause()
        steps = app.screen.query_one(StepList)
        assert set(steps._read) == {0}
        await pilot.press("G")
        await pilot.pause()
        assert len(steps._read) <= 3
        assert "Ana Silva: added" in "\n".join(_rows(app))


async def test_an_empty_history_says_so(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        with write_lock(app.session.writable()) as connection:
            connection.execute("DELETE FROM action")
        await pilot.press("H", "enter", "backspace", "j")
        await pilot.pause()
        assert "Nothing was written yet." in shown(app)
        assert isinstance(app.screen, HistoryScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, HistoryScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_labels_are_shown_as_they_are(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_stage(hostile_book(tmp_path), size) as (app, pilot):
        await pilot.press("H", "enter")
        await pilot.pause()
        assert "\x1b" not in shown(app)
        if size == (120, 40):
            assert "A [red]B[/red]: added" in shown(app)
