"""The week's own screen: blocks moved, resized, and dropped by keys; figures that explain."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from netintern.services import events, people, weeks
from netintern.services.book import close_book, create_book
from netintern.services.queries.book import Book
from netintern.services.queries.figures import FIGURES
from netintern.services.queries.journal import history
from netintern.services.queries.weeks import BlockLine, WeekView, week_for
from netintern.tui.app import NetinternApp
from netintern.tui.screens.desk import Desk
from netintern.tui.screens.person import PersonScreen
from netintern.tui.screens.week import WeekScreen
from netintern.tui.screens.week_lines import chart_lines, day_words
from netintern.tui.screens.week_parts import DayList, FigureList
from netintern.tui.text import width
from tests.tui.golden import assert_golden
from tests.tui.stage import SIZES, TODAY, hostile_book, on_stage, sample_book, shown

WEDNESDAY = date(2026, 7, 1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """One person with a block on Wednesday."""
    path = tmp_path / "book.db"
    book = create_book(str(path))
    ana = people.add_person(book, "Ana Ruiz", today=TODAY).ids[0]
    weeks.plan_block(book, ana, on=WEDNESDAY, minutes=30, today=TODAY)
    close_book(book)
    return path


def _book(app: NetinternApp) -> Book:
    assert app.session.book is not None
    return app.session.book


def _week(app: NetinternApp) -> WeekView:
    return week_for(_book(app), today=TODAY)


def _block(app: NetinternApp, on: date | None = None) -> BlockLine:
    (block,) = week_for(_book(app), today=TODAY, on=on).blocks
    return block


async def _opened(app: NetinternApp, pilot: Pilot[Any]) -> WeekScreen:
    await pilot.press("2", "enter")
    await pilot.pause()
    assert isinstance(app.screen, WeekScreen)
    return app.screen


async def _on_the_block(app: NetinternApp, pilot: Pilot[Any]) -> WeekScreen:
    screen = await _opened(app, pilot)
    await pilot.press("j", "j", "j")
    assert isinstance(screen.query_one(DayList).chosen, BlockLine)
    return screen


@contextmanager
def one_step(app: NetinternApp) -> Iterator[None]:
    before = len(history(_book(app)))
    yield
    assert len(history(_book(app))) == before + 1


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (200, 60), (40, 12)])
async def test_the_screen_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_stage(sample_book(tmp_path), size) as (app, pilot):
        await _opened(app, pilot)
        await pilot.pause()
        assert_golden(f"week_{size[0]}x{size[1]}", shown(app))


async def test_the_screen_in_ascii(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), ascii_only=True) as (app, pilot):
        await _opened(app, pilot)
        await pilot.press("tab")
        text = shown(app)
        names = {letter for letter in text if not letter.isascii()} - set("…→·²")
        assert not names - set("åäöéèüłńóçñøŁŚ田中 ")


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_names_are_shown_as_they_are(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_stage(hostile_book(tmp_path), size) as (app, pilot):
        for person in range(1, 8):
            weeks.plan_block(_book(app), person, on=TODAY, minutes=5, today=TODAY)
        await _opened(app, pilot)
        await pilot.press("j", "j", "enter", "tab", "j", "tab")
        text = shown(app)
        assert "\x1b" not in text
        if size[0] >= 80:
            assert "see [/" in text


async def test_a_block_moves_by_one_key(path: Path) -> None:
    async with on_stage(path) as (app, pilot):
        await _on_the_block(app, pilot)
        with one_step(app):
            await pilot.press("right")
        assert _block(app).on == date(2026, 7, 2)
        assert "✓ Ana Ruiz: 30 min on Thu 2 Jul  (u undo)" in shown(app)
        with one_step(app):
            await pilot.press("left")
        assert _block(app).on == WEDNESDAY
        await pilot.press("u", "u")
        await pilot.pause()
        assert _block(app).on == WEDNESDAY
        await pilot.press("left", "left")
        assert _block(app).on == TODAY
        await pilot.press("left")
        assert _block(app).on == TODAY
        assert "Fri 26 Jun has passed" in shown(app)


async def test_it_goes_on_in_the_next_week_and_the_screen_follows(path: Path) -> None:
    async with on_stage(path) as (app, pilot):
        screen = await _on_the_block(app, pilot)
        await pilot.press("right", "right", "right")
        assert "week of 6 Jul" in shown(app) or "6 Jul - 12 Jul" in shown(app)
        chosen = screen.query_one(DayList).chosen
        assert isinstance(chosen, BlockLine)
        assert chosen.on == date(2026, 7, 6)
        await pilot.press("left")
        assert "this week" in shown(app)
        assert _block(app).on == date(2026, 7, 3)


async def test_a_missed_block_is_brought_to_today(path: Path, tmp_path: Path) -> None:
    async with on_stage(path) as (app, pilot):
        book = _book(app)
        ana = 1
        earlier = date(2026, 6, 26)
        weeks.plan_block(book, ana, on=earlier, minutes=20, today=earlier)
        await _opened(app, pilot)
        await pilot.press("[")
        await pilot.press("G", "k", "k")
        assert "!" in shown(app)
        await pilot.press("right")
        assert "Ana Ruiz: 20 min on Mon 29 Jun" in shown(app)


async def test_minutes_by_one_key_each(path: Path) -> None:
    async with on_stage(path) as (app, pilot):
        await _on_the_block(app, pilot)
        with one_step(app):
            await pilot.press("plus")
        assert _block(app).minutes == 35
        with one_step(app):
            await pilot.press("minus")
        await pilot.press(*["minus"] * 5)
        assert _block(app).minutes == 5
        before = len(history(_book(app)))
        await pilot.press("minus")
        assert "5 min is the shortest" in shown(app)
        assert len(history(_book(app))) == before


async def test_odd_minutes_become_even_ones(path: Path) -> None:
    async with on_stage(path) as (app, pilot):
        weeks.move_block(_book(app), 1, minutes=33, today=TODAY)
        await _on_the_block(app, pilot)
        await pilot.press("minus")
        assert _block(app).minutes == 30
        await pilot.press("plus")
        assert _block(app).minutes == 35


async def test_a_block_is_dropped_and_comes_back(path: Path) -> None:
    async with on_stage(path) as (app, pilot):
        await _on_the_block(app, pilot)
        with one_step(app):
            await pilot.press("D")
        assert _week(app).blocks == ()
        assert "30 min no longer booked" in shown(app)
        await pilot.press("u")
        await pilot.pause()
        assert _block(app).minutes == 30


async def test_without_a_block_the_keys_say_how_to_get_one(path: Path) -> None:
    async with on_stage(path) as (app, pilot):
        await _opened(app, pilot)
        before = len(history(_book(app)))
        for key in ("right", "D", "plus", "o"):
            await pilot.press(key)
            assert "No block is under the cursor" in shown(app)
        assert len(history(_book(app))) == before


async def test_the_page_of_the_person_is_one_key_away(path: Path) -> None:
    async with on_stage(path) as (app, pilot):
        await _on_the_block(app, pilot)
        await pilot.press("o")
        await pilot.pause()
        assert isinstance(app.screen, PersonScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, WeekScreen)


async def test_an_event_keeps_its_own_day(path: Path) -> None:
    async with on_stage(path) as (app, pilot):
        events.add_event(_book(app), "Brown [bag", kind="training", on=TODAY, today=TODAY)
        await _opened(app, pilot)
        await pilot.press("j", "right")
        assert "An event has its own day" in shown(app)
        assert "Brown [bag" in shown(app)


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 20), (40, 12)])
async def test_every_figure_explains_itself(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_stage(sample_book(tmp_path), size) as (app, pilot):
        screen = await _opened(app, pilot)
        await pilot.press("tab")
        if size[1] < 34:
            assert not screen.has_class("-telling")
            await pilot.press("enter")
        await pilot.pause()
        told = set()
        for _ in FIGURES:
            figure = screen.query_one(FigureList).chosen
            assert figure is not None
            text = " ".join(shown(app).split())
            assert f"{figure.label}: {figure.value}" in text
            assert " ".join(figure.tells[0].split()[:3]) in text
            told.add(figure.key)
            await pilot.press("j")
        assert told == set(FIGURES)
        await pilot.press("enter")
        assert not screen.has_class("-telling")


async def test_a_day_and_a_block_are_told_in_full(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await _on_the_block(app, pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "Booked as talk; a talk that is logged this week uses it up." in shown(app)
        await pilot.press("k")
        assert "0 min done, 30 min booked." in shown(app)
        assert "With Ana Ruiz." in shown(app)


async def test_leafing_to_other_weeks_and_back(path: Path) -> None:
    async with on_stage(path) as (app, pilot):
        await _opened(app, pilot)
        await pilot.press("]")
        assert "2026-W28" in shown(app)
        assert "next week" in shown(app)
        await pilot.press("[", "[")
        assert "2026-W26" in shown(app)
        assert "last week" in shown(app)
        await pilot.press("[")
        assert "2 weeks ago" in shown(app)
        await pilot.press("0")
        assert "2026-W27" in shown(app)
        assert "this week" in shown(app)


async def test_among_the_figures_plus_is_about_the_own_budget(path: Path) -> None:
    async with on_stage(path) as (app, pilot):
        await _opened(app, pilot)
        await pilot.press("tab")
        with one_step(app):
            await pilot.press("plus")
        assert _week(app).own == 75
        await pilot.press("minus", "minus")
        assert _week(app).own == 45
        assert _block(app).minutes == 30


async def test_another_size_keeps_cursor_and_life(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        screen = await _opened(app, pilot)
        await pilot.press("j", "j", "enter", "enter")
        key = screen.query_one(DayList).cursor_key
        for size in ((200, 60), (80, 24), (40, 12), (20, 5), (1, 1), (60, 20), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            await pilot.press("tab", "tab")
        assert screen.query_one(DayList).cursor_key == key


async def test_back_and_to_the_panes(path: Path) -> None:
    async with on_stage(path) as (app, pilot):
        for key in ("escape", "q", "z", "2"):
            await _opened(app, pilot)
            await pilot.press(key)
            await pilot.pause()
            assert isinstance(app.screen, Desk)
            assert app.focused is not None
            assert app.focused.id == "week"
        await _opened(app, pilot)
        await pilot.press("1")
        await pilot.pause()
        assert app.focused is not None
        assert app.focused.id == "queue"


async def test_a_book_with_nobody(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    close_book(create_book(str(path)))
    async with on_stage(path, (80, 24)) as (app, pilot):
        await app.run_action("app.week")
        await pilot.pause()
        assert "0 of 60 min" in shown(app)
        await pilot.press("tab", "enter", "G", "tab", "j", "D")
        assert "P plans the week" in shown(app)


async def test_without_a_book(tmp_path: Path) -> None:
    async with on_stage(tmp_path / "none.db", (80, 24)) as (app, pilot):
        await app.run_action("app.week")
        await pilot.pause()
        assert "60 minutes a week until your boss has agreed" in shown(app)
        await pilot.press("right", "plus", "D", "enter", "tab", "plus", "]", "o", "escape")
        await pilot.pause()
        assert not isinstance(app.screen, WeekScreen)


def _history(*spent: int) -> tuple[tuple[date, int, int], ...]:
    return tuple((date(2026, 1, 5), minutes, 60) for minutes in spent)


async def test_the_chart_takes_what_room_there_is(path: Path) -> None:
    async with on_stage(path) as (app, _):
        week = _week(app)._replace(history=_history(*[60] * 11, 90))
    wide = chart_lines(week, 60, 20, ascii_only=False)
    assert "12 weeks" in "".join(run.text for run in wide[1])
    assert max(map(width, wide)) <= 60
    narrow = chart_lines(week, 40, 20, ascii_only=True)
    assert "6 weeks, mean 65" in "".join(run.text for run in narrow[1])
    assert all(run.text.isascii() for line in narrow for run in line)
    assert max(map(width, narrow)) <= 40
    # What was over the budget of its week stands out.
    assert "late" in {run.role for run in wide[2]}
    assert chart_lines(week, 60, 5, ascii_only=False) == []
    assert chart_lines(week._replace(history=_history(0, 0)), 60, 20, ascii_only=False) == []
    begun = chart_lines(
        week._replace(history=_history(*[0] * 5, *[30] * 7)), 60, 20, ascii_only=False
    )
    assert "7 weeks, mean 30" in "".join(run.text for run in begun[1])


async def test_a_day_does_not_repeat_its_blocks(path: Path) -> None:
    async with on_stage(path) as (app, _):
        week = _week(app)
    assert day_words(week.days[2], week) == ""
    talked = week.days[2]._replace(spent=20, names=("Tom", "Ana Ruiz"), own_time=10)
    assert day_words(talked, week) == "Tom, own time 10 min"


async def test_the_first_opening_reads_no_styles(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        before = set(app.stylesheet.source)
        app.action_week()
        await pilot.pause()
        assert isinstance(app.screen, WeekScreen)
        assert set(app.stylesheet.source) - before <= {
            known for known in app.stylesheet.source if "netintern" not in known[0]
        }
