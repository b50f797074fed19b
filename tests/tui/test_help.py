"""The help: every key of the place, from the table of commands."""

from pathlib import Path

import pytest

from netintern.tui import commands
from netintern.tui.commands import Place
from netintern.tui.screens.help import TITLES, HelpScreen, help_lines
from netintern.tui.text import width
from tests.tui.stage import SIZES, on_stage, sample_book, shown

PLACES: tuple[Place, ...] = tuple(commands.GROUPS)


def _text(place: Place, cells: int, keymap: dict[str, str] | None = None) -> str:
    lines = help_lines(place, keymap or {}, cells)
    return " ".join("".join(run.text for run in line) for line in lines)


@pytest.mark.parametrize("place", PLACES)
def test_every_command_of_a_place_is_there(place: Place) -> None:
    words = " ".join(_text(place, 90).split())
    for command in commands.of_place(place):
        assert command.help in words
        for key in commands.keys_of(command):
            assert commands.spoken(key) in words
    for where in commands.GROUPS[place]:
        assert TITLES[where].upper() in words


def test_the_second_letters_are_there() -> None:
    words = " ".join(_text("queue", 90).split())
    assert all(f"{letter} {label}" in words for letter, label in commands.SNOOZE_LETTERS)
    assert all(f"{letter} {label}" in words for letter, label in commands.FILTER_LETTERS)
    assert "Hold Shift" in words


def test_the_users_own_keys_are_shown() -> None:
    assert "F1" not in _text("queue", 90)
    assert "f1" in _text("queue", 90, {"any.find": "f1"})


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("cells", [20, 37, 76, 95, 96, 128, 196])
def test_no_line_is_wider_than_there_is_room(place: Place, cells: int) -> None:
    assert max(map(width, help_lines(place, {}, cells))) <= max(cells, 26)


@pytest.mark.parametrize("size", SIZES)
async def test_it_opens_scrolls_and_closes(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_stage(sample_book(tmp_path), size) as (app, pilot):
        await pilot.press("question_mark")
        await pilot.pause()
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("G")
        await pilot.pause()
        if size[1] > 10:
            assert "settings.toml" in shown(app)
        await pilot.press("question_mark")
        await pilot.pause()
        assert not isinstance(app.screen, HelpScreen)
