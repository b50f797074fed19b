"""What the toast line said, to be read again."""

from pathlib import Path

import pytest

from netintern.domain.dates import Moment
from netintern.tui.screens.place import MOST_KEPT, Sentence, sentences
from netintern.tui.screens.said import SaidScreen, said_lines
from netintern.tui.text import width
from tests.tui.stage import SIZES, TODAY, on_stage, sample_book, shown


@pytest.mark.parametrize("size", SIZES)
async def test_it_opens_and_closes(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_stage(sample_book(tmp_path), size) as (app, pilot):
        await pilot.press("d", "w", "k", "w")
        app.action_messages()
        await pilot.pause()
        assert isinstance(app.screen, SaidScreen)
        if size[0] >= 80:
            lines = [line for line in shown(app).splitlines() if "10:00" in line]
            assert "! A message to" in lines[0]
            assert "thank-you done" in lines[-1]
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, SaidScreen)


async def test_only_the_last_are_kept(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, _):
        for number in range(MOST_KEPT + 5):
            app.place.say(f"sentence {number}")
        kept = sentences(app.session)
        assert len(kept) == MOST_KEPT
        assert kept[0].text == f"sentence {MOST_KEPT + 4}"


async def test_hints_of_the_command_line_are_kept_as_keys(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        app.place.say("Nothing is agreed.", "refused", "netintern checkin --agreed MINUTES.")
        await pilot.pause()
        assert "Nothing is agreed.  B boss check-in" in shown(app)
        assert sentences(app.session)[0].hint == "B boss check-in"


@pytest.mark.parametrize("cells", [12, 30, 76])
def test_no_line_is_wider_than_there_is_room(cells: int) -> None:
    long = Sentence(Moment(TODAY, 605), "word " * 40, "done", "(u undo)")
    lines = said_lines((long, long._replace(at=Moment(TODAY, None))), cells, ascii_only=True)
    assert max(map(width, lines)) <= max(cells, 17)
    assert lines[0][0].text.startswith("10:05")


def test_where_nothing_was_said() -> None:
    assert said_lines((), 40)[0][0].text == "Nothing was said yet."
