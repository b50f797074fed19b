"""Monday's plan by few keys, and the first journey as it is lived on the screen."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from netintern.services import followups, weeks, work
from netintern.services.book import close_book, create_book
from netintern.services.calendar import add_holiday
from netintern.services.experiences import add_experience
from netintern.services.interactions import log_talk
from netintern.services.people import add_person
from netintern.services.queries.book import Book
from netintern.services.queries.journal import history
from netintern.services.queries.queue import queue_for
from netintern.services.queries.weeks import WeekView, week_for
from netintern.services.settings import set_rule
from netintern.tui.app import NetinternApp
from netintern.tui.dialogs.message import MessageForm
from netintern.tui.dialogs.plan_week import PlanList, PlanWeek
from netintern.tui.panes.queue.pane import QueuePane
from netintern.tui.screens.week import WeekScreen
from netintern.tui.screens.week_parts import FigureList
from tests.tui.stage import SIZES, TODAY, hostile_book, on_stage, sample_book, shown

FRIDAY = date(2026, 6, 26)
CIRCLES = (
    ("Ana Silva", "field", FRIDAY),
    ("Ben Roy", "field", date(2026, 6, 10)),
    ("Cai Wu", "field", date(2026, 6, 11)),
    ("Dee Fox", "field", date(2026, 6, 12)),
    ("Eve Lo", "adjacent", date(2026, 6, 15)),
    ("Fay Kim", "adjacent", date(2026, 6, 16)),
    ("Gil Ash", "culture", date(2026, 6, 17)),
    ("Hal Orr", "culture", date(2026, 6, 18)),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The internship of the journeys; Ana is owed thanks, and three talks are due."""
    path = tmp_path / "book.db"
    book = create_book(str(path))
    start = date(2026, 6, 1)
    add_experience(book, org="Acme", start=start, end=date(2026, 8, 21), today=start)
    for day in (date(2026, 6, 19), date(2026, 7, 3)):
        add_holiday(book, day, today=start)
    set_rule(book, "own_budget", "120", today=start)
    weeks.checkin(book, agreed=90, on=date(2026, 6, 22), today=date(2026, 6, 22))
    for name, circle, day in CIRCLES:
        person = add_person(book, name, circle=circle, tier=1, is_new=True, today=start).ids[0]
        thanks = name == "Ana Silva"
        log_talk(book, [person], on=day, minutes=30, thanks=thanks, today=day)
    add_person(book, "Lee Ray", circle="leaders", wish=True, is_new=True, today=start)
    close_book(book)
    return path


def _book(app: NetinternApp) -> Book:
    assert app.session.book is not None
    return app.session.book


def _week(app: NetinternApp) -> WeekView:
    return week_for(_book(app), today=TODAY)


def _selected(app: NetinternApp) -> str:
    who = app.screen.query_one("#queue", QueuePane).subject()
    assert who is not None
    return who.name


async def _settled(pilot: Pilot[Any]) -> None:
    await pilot.pause()
    await pilot.pause()


@contextmanager
def keys_of(pilot: Pilot[Any], most: int) -> Iterator[list[str]]:
    """Keys that are pressed; there may be no more of them than `most`."""
    pressed: list[str] = []
    yield pressed
    assert len(pressed) <= most


async def test_the_first_journey(path: Path) -> None:
    async with on_stage(path, (120, 40)) as (app, pilot):
        await _settled(pilot)
        # The week: 90 minutes for four of five workdays.
        assert "2026-W27" in shown(app)
        assert _week(app).header == "0 of 72 min (90 agreed, Fri holiday)"
        assert "0 of 72 min" in shown(app)
        assert "90 agreed, Fri holiday" in shown(app)
        # On top Friday's talk.
        assert _selected(app) == "Ana Silva"
        assert "thank-you, 1 working day late" in shown(app)
        # The message is filled in; noted as sent it is gone, and the next row has the focus.
        await pilot.press("m")
        await pilot.pause()
        assert isinstance(app.screen, MessageForm)
        assert app.screen.message.template == "T05"
        assert "{" not in app.screen.message.body
        await pilot.press("ctrl+s")
        await _settled(pilot)
        assert _selected(app) == "Ben Roy"
        assert (_week(app).spent, _week(app).remaining) == (5, 67)
        assert "5 of 72 min" in shown(app)
        # Half an hour on Wednesday for who is due.
        await pilot.press("b")
        await pilot.pause()
        await pilot.press(*"wed")
        await pilot.press("ctrl+s")
        await _settled(pilot)
        assert (_week(app).planned, _week(app).remaining) == (30, 37)
        assert [block.on for block in _week(app).blocks] == [date(2026, 7, 1)]
        assert "37 min left" in shown(app)
        # The next talk needs 30 and 10 minutes.
        rows = {item.person: item for item in queue_for(_book(app), today=TODAY).items}
        assert rows["Ben Roy"].planned_week == TODAY
        assert rows["Cai Wu"].planned_week == date(2026, 7, 6)
        lines = [line for line in shown(app).splitlines() if "Cai Wu" in line]
        assert any("next week" in line for line in lines)
        # The balance.
        week = _week(app)
        assert list(week.counts.values()) == [4, 2, 0, 2]
        assert week.iqv == pytest.approx(0.8333, abs=1e-4)
        await pilot.press("2", "enter")
        await _settled(pilot)
        assert isinstance(app.screen, WeekScreen)
        text = shown(app)
        assert "even .833" in text
        assert "leaders" in text
        assert "●4 ■2 ▲0 ◆2" in text
        told = {one.key: one for one in app.screen.query_one(FigureList).figures}
        assert told["left"].value == "37 min"
        assert told["budget"].tells[1] == "Own 120, agreed 90: 90 x 4 of 5 workdays = 72."
        # The circles, and back to where one was.
        await pilot.press("1")
        await _settled(pilot)
        before = _selected(app)
        await pilot.press("3")
        await _settled(pilot)
        assert app.focused is not None
        assert app.focused.id != "queue"
        await pilot.press("1", "escape")
        await _settled(pilot)
        assert _selected(app) == before


async def test_monday_is_planned_with_two_keys(path: Path) -> None:
    async with on_stage(path, (120, 40)) as (app, pilot):
        steps = len(history(_book(app)))
        with keys_of(pilot, 5) as keys:
            for key in ("P", "enter"):
                keys.append(key)
                await pilot.press(key)
                await _settled(pilot)
        week = _week(app)
        told = {block.name: (block.on.day, block.minutes) for block in week.blocks}
        assert told == {"Ana Silva": (29, 5), "Ben Roy": (30, 40), "Lee Ray": (1, 10)}
        assert (week.planned, week.remaining) == (55, 17)
        assert "Week planned: 3 blocks, 55 min, Mon 29 Jun to Wed 1 Jul" in shown(app)
        assert len(history(_book(app))) == steps + 1
        await pilot.press("u")
        await _settled(pilot)
        assert _week(app).planned == 0


async def test_with_a_row_taken_off_it_is_five_keys(path: Path) -> None:
    async with on_stage(path, (120, 40)) as (app, pilot):
        with keys_of(pilot, 5) as keys:
            for key in ("P", "j", "space", "enter"):
                keys.append(key)
                await pilot.press(key)
                await pilot.pause()
        # What was taken off left its room to the next.
        assert [block.name for block in _week(app).blocks] == ["Ana Silva", "Cai Wu", "Lee Ray"]


async def test_the_cursor_stays_on_what_is_taken_off(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await pilot.press("P", "j")
        await pilot.pause()
        assert isinstance(app.screen, PlanWeek)
        rows = app.screen.query_one(PlanList)
        key = rows.cursor_key
        assert "3 blocks, 55 min; 17 of 72 min stay free." in shown(app)
        await pilot.press("space")
        assert rows.cursor_key == key
        assert "taken off" in shown(app)
        await pilot.press("space")
        assert rows.cursor_key == key
        assert "taken off" not in shown(app)
        # A row that has no place cannot be taken off.
        await pilot.press("G", "space")
        assert "taken off" not in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert _week(app).blocks == ()


async def test_what_does_not_fit_says_which_week(path: Path) -> None:
    async with on_stage(path, (120, 40)) as (app, pilot):
        await pilot.press("P")
        await pilot.pause()
        lines = {name: line for line in shown(app).splitlines() for name, *_ in CIRCLES
                 if name in line and "fits" in line}  # fmt: skip
        assert "fits next week" in lines["Cai Wu"]
        assert "30+10 min" in shown(app)


async def test_work_comes_first_in_the_plan(path: Path) -> None:
    async with on_stage(path, (120, 40)) as (app, pilot):
        work.add_commitment(_book(app), "Demo", due=date(2026, 7, 2), hours=90, today=TODAY)
        await pilot.press("P")
        await pilot.pause()
        text = shown(app)
        assert "Not now: Demo needs 90 h" in text
        assert "1 block, 5 min" in text
        await pilot.press("enter")
        await pilot.pause()
        assert [block.name for block in _week(app).blocks] == ["Ana Silva"]


async def test_a_plan_with_nothing_in_it_books_nothing(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        for item in queue_for(_book(app), today=TODAY).items:
            followups.drop(_book(app), item.id, today=TODAY)
        for item in queue_for(_book(app), today=TODAY).items:
            followups.drop(_book(app), item.id, today=TODAY)
        steps = len(history(_book(app)))
        await pilot.press("P")
        await pilot.pause()
        assert "there is nothing to plan" in shown(app)
        await pilot.press("space", "enter")
        await pilot.pause()
        assert len(history(_book(app))) == steps
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, PlanWeek)


async def test_without_anybody_it_says_how_to_begin(tmp_path: Path) -> None:
    async with on_stage(tmp_path / "none.db", (80, 24)) as (app, pilot):
        await pilot.press("P")
        await pilot.pause()
        assert "Nobody is in the book yet" in shown(app)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_names_and_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_stage(hostile_book(tmp_path), size) as (app, pilot):
        await pilot.press("P", "j", "space", "G")
        await pilot.pause()
        assert isinstance(app.screen, PlanWeek)
        assert "\x1b" not in shown(app)
        for other in ((20, 5), (200, 60), (40, 12), size):
            await pilot.resize_terminal(*other)
            await pilot.pause()
        await pilot.press("escape")


async def test_from_the_week_screen_the_blocks_are_there_at_once(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (120, 40)) as (app, pilot):
        await pilot.press("2", "enter")
        await _settled(pilot)
        await pilot.press("P", "enter")
        await _settled(pilot)
        assert isinstance(app.screen, WeekScreen)
        assert app.screen.view is not None
        assert len(app.screen.view.blocks) > 5
        assert "message" in shown(app)
