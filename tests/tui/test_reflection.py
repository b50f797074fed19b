"""The Friday reflection on the screen: the worked Friday by keys, and everything around it."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from textual.events import Paste
from textual.pilot import Pilot

from netintern.domain.dates import Moment
from netintern.services.book import close_book, create_book
from netintern.services.experiences import add_experience
from netintern.services.queries.reviews import review_for
from netintern.services.queries.weeks import week_for
from netintern.services.reviews import reflect
from netintern.services.weeks import checkin
from netintern.tui.app import NetinternApp
from netintern.tui.dialogs.checkin import CheckinForm
from netintern.tui.dialogs.message import MessageForm
from netintern.tui.dialogs.reflection import ReflectionForm
from netintern.tui.screens.desk import Desk
from netintern.tui.screens.reflection import ReflectionScreen
from tests.friday import FRIDAY, REASON, due_dates, friday_book
from tests.services.helpers import steps
from tests.tui.stage import HOSTILE, SIZES, hostile_book, on_stage, shown

AT = Moment(FRIDAY, 15 * 60)


@pytest.fixture
def friday(tmp_path: Path) -> Path:
    path = tmp_path / "friday.db"
    book = create_book(str(path))
    friday_book(book)
    close_book(book)
    return path


def history(app: NetinternApp) -> list[str]:
    assert app.session.book is not None
    return steps(app.session.book)


def kept(app: NetinternApp, today: date = FRIDAY) -> list[str]:
    assert app.session.book is not None
    return [line.answer for line in review_for(app.session.book, today=today).prompts]


async def press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await pilot.pause()


async def test_the_worked_friday(friday: Path) -> None:
    async with on_stage(friday, at=AT) as (app, pilot):
        book = app.session.book
        assert book is not None
        await press(pilot, "R")
        text = shown(app)
        assert "2 talks   they spoke 60% of the time   R 0.00 (0.00-3.69) too early" in text
        assert "60 of 90 min   90 a week agreed Fri 26 Jun, 14 days ago" in text
        assert "evenness 0.83   leaders is missed most" in text
        assert f"anyway on Wed 8 Jul: {REASON}" in text
        assert "boss check-in due: 14 days" in text
        assert text.count("?") == 7
        await press(pilot, "escape", "m")
        assert isinstance(app.screen, MessageForm)
        assert app.screen.message.template == "T09"
        assert "90 minutes" in app.screen.message.body
        await press(pilot, "escape")

        before, count = due_dates(book, FRIDAY), len(history(app))
        await press(pilot, "B")
        assert isinstance(app.screen, CheckinForm)
        assert "minutes a week; 0 means none" in shown(app)
        await press(pilot, *"60")
        assert "60 agreed: 1 block moves to a later week" in shown(app)
        await press(pilot, "backspace", *"6")
        assert "agreed: " not in shown(app).replace("66 agreed: ", "")
        await press(pilot, "backspace")
        assert "6 agreed: " in shown(app)
        await press(pilot, *"0")
        assert len(history(app)) == count
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, ReflectionScreen)
        text = shown(app)
        assert "Moved: Cai Wu to Thu 23 Jul; no due date changed." in text
        assert "60 a week agreed Fri 10 Jul, today" in text
        assert "boss check-in due" not in text
        assert len(history(app)) == count + 1
        week = week_for(book, today=FRIDAY, on=date(2026, 7, 13))
        assert (week.budget, week.planned) == (60, 60)
        assert due_dates(book, FRIDAY) == before
        await press(pilot, "u")
        assert "boss check-in due: 14 days" in shown(app)


async def test_eight_keys_skip_everything(friday: Path) -> None:
    async with on_stage(friday, at=AT) as (app, pilot):
        before = history(app)
        await press(pilot, "R", *["enter"] * 7)
        assert isinstance(app.screen, Desk)
        assert history(app) == before
        assert "boss check-in due: 14 days" in shown(app).splitlines()[-2]


async def test_it_can_be_left_at_once(friday: Path) -> None:
    async with on_stage(friday, at=AT) as (app, pilot):
        before = history(app)
        await press(pilot, "R")
        assert isinstance(app.screen, ReflectionForm)
        await press(pilot, "escape", "escape")
        assert isinstance(app.screen, Desk)
        assert history(app) == before


async def test_what_is_written_is_one_step(friday: Path) -> None:
    async with on_stage(friday, at=AT) as (app, pilot):
        count = len(history(app))
        await press(pilot, "R", *"Red jam", "enter", "enter", *"Ana", *["enter"] * 5)
        assert isinstance(app.screen, Desk)
        assert history(app)[count:] == ["Reflection: 2 answers"]
        assert kept(app) == ["Red jam", "", "Ana", "", "", "", ""]
        assert "Reflection: 2 answers" in shown(app)
        await press(pilot, "u")
        assert kept(app) == [""] * 7


async def test_a_burst_of_keys_is_one_reflection(friday: Path) -> None:
    async with on_stage(friday, at=AT) as (app, pilot):
        await press(pilot, "R", *"qudw", "enter", *"Bjk", "ctrl+s")
        assert kept(app)[:2] == ["qudw", "Bjk"]
        assert isinstance(app.screen, Desk)


async def test_nothing_typed_is_lost(friday: Path) -> None:
    async with on_stage(friday, at=AT) as (app, pilot):
        await press(pilot, "R", *"half a th", "escape", "escape", "R")
        assert "half a th" in shown(app)
        await press(pilot, *"ought", "ctrl+s")
        assert kept(app)[0] == "half a thought"


async def test_a_written_reflection_is_read_first_and_can_be_changed(friday: Path) -> None:
    async with on_stage(friday, at=AT) as (app, pilot):
        await press(pilot, "R", *"one", "ctrl+s", "R")
        assert isinstance(app.screen, ReflectionScreen)
        assert "1 of 7 answered" in shown(app)
        await press(pilot, "j", "j", "enter")
        assert isinstance(app.screen, ReflectionForm)
        await press(pilot, *"Ana", "ctrl+s")
        assert isinstance(app.screen, ReflectionScreen)
        assert kept(app) == ["one", "", "Ana", "", "", "", ""]
        assert "2 of 7 answered" in shown(app)
        assert "| Ana" in shown(app)
        await press(pilot, "enter", "end", "ctrl+u", "ctrl+s")
        assert kept(app) == ["one", "", "", "", "", "", ""]
        await press(pilot, "R", "escape")
        assert isinstance(app.screen, Desk)


async def test_earlier_ones_can_be_read_and_answered(friday: Path) -> None:
    async with on_stage(friday, at=AT) as (app, pilot):
        book = app.session.book
        assert book is not None
        earlier = date(2026, 6, 26)
        app.session.write(lambda book: reflect(book, {"surprise": "then"}, today=earlier))
        await press(pilot, "R", "escape", "left_square_bracket")
        assert "2026-W26" in shown(app)
        assert "| then" in shown(app)
        assert "boss check-in due" not in shown(app)
        await press(pilot, "left_square_bracket")
        assert "There is no earlier reflection." in shown(app)
        await press(pilot, "j", "enter", *"leaders", "ctrl+s")
        assert kept(app, earlier)[:2] == ["then", "leaders"]
        assert kept(app) == [""] * 7
        await press(pilot, "right_square_bracket", "right_square_bracket")
        assert "This is the present week." in shown(app)


async def test_without_a_book(tmp_path: Path) -> None:
    async with on_stage(tmp_path / "none.db", at=AT) as (app, pilot):
        app.action_reflect()
        await pilot.pause()
        assert not isinstance(app.screen, ReflectionScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_every_size(friday: Path, size: tuple[int, int]) -> None:
    async with on_stage(friday, size, at=AT) as (app, pilot):
        await press(pilot, "R")
        app.post_message(Paste("x" * 300))
        await press(pilot, *["enter"] * 7, "R", "G", "g", "enter", "escape")
        assert isinstance(app.screen, ReflectionScreen)
        if size[0] >= 80:
            assert "| xxx" in shown(app)
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert "Reflection" in shown(app)


async def test_hostile_text_stays_text(tmp_path: Path) -> None:
    path = hostile_book(tmp_path)
    async with on_stage(path, at=AT) as (app, pilot):
        for text in HOSTILE:
            answers = {"surprise": text, "help": f"{text}\nmore"}
            app.session.write(partial(reflect, answers=answers, today=FRIDAY))
            await press(pilot, "R")
            assert f"| {text}" in shown(app)
            await press(pilot, "enter", "ctrl+s", "escape")
            assert kept(app)[2] == f"{text}\nmore"


async def test_the_note_to_a_boss_who_is_not_in_the_book(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    book = create_book(str(path))
    add_experience(book, org="Acme", start=date(2026, 6, 1), end=date(2026, 8, 21), today=FRIDAY)
    checkin(book, agreed=90, on=date(2026, 6, 26), today=FRIDAY)
    close_book(book)
    async with on_stage(path, at=AT) as (app, pilot):
        before = history(app)
        await press(pilot, "R", "escape", "m")
        assert isinstance(app.screen, MessageForm)
        assert "A message to your supervisor" in shown(app)
        assert app.screen.message.body.startswith("Hello,")
        assert "90 minutes" in app.screen.message.body
        await press(pilot, "right_square_bracket")
        assert app.screen.message.template == "T09"
        await press(pilot, "ctrl+s")
        assert isinstance(app.screen, ReflectionScreen)
        assert history(app) == before
        assert "B records what is agreed" in shown(app)
        await press(pilot, "B")
        assert isinstance(app.screen, CheckinForm)
