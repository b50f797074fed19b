"""The queue by keyboard: ten minutes between two meetings, filters, marks, and who is not due."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from netintern.domain.dates import Moment
from netintern.domain.queue import QueueItem
from netintern.services import calendar, experiences, followups, interactions, people, weeks, work
from netintern.services.book import close_book, create_book
from netintern.services.queries.book import open_book
from netintern.services.queries.journal import history
from netintern.tui.app import NetinternApp
from netintern.tui.dialogs.one_line import OneLine
from netintern.tui.dialogs.snooze import SnoozeDay
from netintern.tui.panes.queue.filters import Only
from netintern.tui.panes.queue.pane import QueuePane
from tests.tui.stage import TODAY, on_stage, sample_book, shown

SMALL = (80, 24)
AFTERNOON = 15 * 60
"""Two hours before the end of the working day."""


def _queue(app: NetinternApp) -> QueuePane:
    return app.screen.query_one("#queue", QueuePane)


def _name(app: NetinternApp) -> str:
    who = _queue(app).subject()
    assert who is not None
    return who.name


def _names(app: NetinternApp) -> list[str | None]:
    return [item.person for item in _queue(app).shown]


async def _settled(pilot: Pilot[Any]) -> None:
    for _ in range(3):
        await pilot.pause()


def _marked_at_all(app: NetinternApp) -> list[QueueItem]:
    view = _queue(app).view
    assert view is not None
    return [item for item in view.items if item.id in _queue(app).marks]


def _beside(path: Path, *words: str) -> str:
    """What the command line says, in another process."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "netintern", "--book", str(path)),
            *("--today", f"{TODAY}T10:00", *words),
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def summer_book(folder: Path) -> Path:
    """The internship of the worked examples: Ana wrote, Ben and Dee are due, Cai is to be met."""
    path = folder / "summer.db"
    book = create_book(str(path))
    start = date(2026, 6, 1)
    experiences.add_experience(
        book, org="Acme", start=start, end=date(2026, 8, 21), own_budget=120, today=start
    )
    for holiday in (date(2026, 6, 19), date(2026, 7, 3)):
        calendar.add_holiday(book, holiday, today=start)
    weeks.checkin(book, agreed=90, on=date(2026, 6, 22), today=date(2026, 6, 22))
    for name, circle, tier in (("Ana Silva", "field", 2), ("Ben Roy", "adjacent", 1)):
        people.add_person(book, name, circle=circle, tier=tier, today=start)
    people.add_person(book, "Dee Park", circle="culture", tier=1, tags=("mentor",), today=start)
    people.add_person(book, "Cai Wu", circle="leaders", wish=True, via=1, today=start)
    for person, on in ((1, 12), (2, 2), (3, 1)):
        day = date(2026, 6, on)
        interactions.log_talk(book, [person], on=day, thanks=False, today=day)
    interactions.log_talk(book, [1], on=date(2026, 6, 26), kind="inbound", today=date(2026, 6, 26))
    close_book(book)
    return path


async def test_ten_minutes_between_two_meetings(tmp_path: Path) -> None:
    async with on_stage(summer_book(tmp_path), SMALL) as (app, pilot):
        queue = _queue(app)
        app.session._clock = lambda: Moment(TODAY, AFTERNOON)
        assert any(item.minutes > 10 for item in queue.shown)
        await pilot.press("f", "m", "1")
        assert all(item.minutes <= 10 for item in queue.shown)
        assert queue.view is not None
        count = f"only up to 10 min: {len(queue.shown)} of {len(queue.view.items)}"
        assert count in shown(app)

        owed = queue.shown[0]
        assert (_name(app), owed.kind) == ("Ana Silva", "reply")
        await pilot.press("d")
        await _settled(pilot)
        assert "✓ Ana Silva: reply done" in shown(app)
        assert "(u undo)" in shown(app)
        assert "Ana Silva" not in _names(app)

        before, name = queue.view, _name(app)
        await pilot.press("s", "w")
        await _settled(pilot)
        assert f"{name}: snoozed to Mon 6 Jul" in shown(app)
        assert (name, "snoozed until 6 Jul") in {
            (hidden.person, hidden.reason) for hidden in queue.view.hidden
        }
        await pilot.press("u")
        await _settled(pilot)
        assert queue.view == before
        assert _name(app) == name

        book = app.session.writable()
        work.add_commitment(book, "Demo", due=date(2026, 6, 30), hours=9, today=TODAY)
        app._poll()
        await pilot.press("f", "x")
        await _settled(pilot)
        assert "Not now: Demo needs 9 h, 8 h left" in shown(app)
        assert "work blocked" in shown(app)
        assert {item.lane for item in queue.shown if not item.permitted} == {"due", "grow"}
        assert "work first" in shown(app)
        dimmed = next(item for item in queue.shown if not item.permitted)
        queue.select(dimmed.id)
        await pilot.press("w")
        await _settled(pilot)
        assert "waiting" in shown(app)
        assert "Work first: Demo needs 9 h, 8 h left" in shown(app)
        first, second = [item.id for item in queue.shown if not item.permitted][:2]
        for key in (first, second):
            queue.select(key)
            await pilot.press("v")
        await pilot.press("w")
        await _settled(pilot)
        assert "Work first: Demo needs 9 h, 8 h left" in shown(app)

        await pilot.press("W")
        assert isinstance(app.screen, OneLine)
        await pilot.press(*"demo", "enter")
        await _settled(pilot)
        assert history(book, 1)[0].label in shown(app)


async def test_filters_add_up_and_go_together(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        everybody = _names(app)
        await pilot.press("f", "g", "f", "i", "f", "f", "m", "1")
        assert "only grow, field, up to 10 min: " in shown(app)
        rows = _queue(app).shown
        assert rows
        assert {(row.lane, row.circle) for row in rows} == {("grow", "field")}
        await pilot.press("f", "x")
        assert _names(app) == everybody


async def test_a_tag_is_chosen_by_a_digit(tmp_path: Path) -> None:
    async with on_stage(summer_book(tmp_path)) as (app, pilot):
        await pilot.press("f", "t")
        await pilot.pause()
        assert "1 mentor" in shown(app)
        await pilot.press("1")
        assert _names(app) == ["Dee Park"]
        assert "only #mentor: 1 of" in shown(app)


async def test_without_tags_it_is_said(tmp_path: Path) -> None:
    path = summer_book(tmp_path)
    with open_book(str(path)) as book:
        people.edit_person(book, 3, tags=(), today=TODAY)
        close_book(book)
    async with on_stage(path) as (app, pilot):
        await pilot.press("f", "t")
        await pilot.pause()
        assert "Nobody here has a tag yet." in shown(app)


@pytest.mark.parametrize("size", [(120, 40), SMALL])
async def test_a_text_is_looked_for_as_it_is_typed(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_stage(sample_book(tmp_path), size) as (app, pilot):
        everybody = _names(app)
        await pilot.press("f", "slash", *"HAD")
        await pilot.pause()
        assert "text: HAD_" in shown(app)
        assert _names(app) == ["Yara Haddad"]
        await pilot.press("escape")
        await pilot.pause()
        assert _names(app) == everybody
        await pilot.press("f", "slash", *"hadx", "backspace", "enter")
        await pilot.pause()
        assert "only 'had': 1 of 25" in shown(app)
        assert "d done" in shown(app)
        await pilot.press("f", "slash", "q", "escape")
        assert _names(app) == ["Yara Haddad"]


async def test_a_text_is_found_in_reason_and_organisation(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await pilot.press("f", "slash", *"article", "enter")
        assert _names(app) == ["Kenji Mori"]
        await pilot.press("f", "slash", *"oriel", "enter")
        assert _names(app) == ["Gustavo Ferreira"]


async def test_a_filter_that_leaves_nothing_says_so(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await pilot.press("f", "slash", *"zzz", "enter")
        await pilot.pause()
        assert "No row is 'zzz'." in shown(app)
        assert _queue(app).shown == ()


async def test_marked_rows_are_acted_on_as_one(tmp_path: Path) -> None:
    path = sample_book(tmp_path)
    async with on_stage(path, SMALL) as (app, pilot):
        queue = _queue(app)
        before = queue.view
        names = _names(app)[:3]
        await pilot.press("v", "v", "v")
        assert "3 marked" in shown(app)
        assert "!*● Priya Natarajan" in shown(app)
        await pilot.press("d")
        await _settled(pilot)
        assert f"✓ done: 3 people ({names[0]}, " in shown(app)
        assert "(u undo)" in shown(app)
        assert "marked" not in shown(app)
        assert not set(names) & set(_names(app))
        await pilot.press("u")
        await _settled(pilot)
        assert "undone: done: 3 people (" in shown(app)
        assert _name(app) == names[0]
        assert queue.view == before
        await pilot.press("U")
        await _settled(pilot)
        assert not set(names) & set(_names(app))
        await pilot.press("u")
        await _settled(pilot)
        assert queue.view == before


async def test_after_another_step_undo_takes_one_back(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await pilot.press("v", "v", "s", "w")
        await _settled(pilot)
        assert "snoozed to Mon 6 Jul: 2 people (" in shown(app)
        view = _queue(app).view
        await pilot.press("d")
        await _settled(pilot)
        await pilot.press("u")
        await _settled(pilot)
        assert _queue(app).view == view
        await pilot.press("u")
        await _settled(pilot)
        assert "undone: snoozed to Mon 6 Jul: 2 people" in shown(app)


async def test_a_mark_is_taken_away_again(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await pilot.press("v", "k", "v")
        assert _queue(app).marks == set()
        await pilot.press("v", "v", "V")
        assert _queue(app).marks == set()
        assert "marked" not in shown(app)


async def test_marks_stay_on_rows_that_are_out_of_sight(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        first = _name(app)
        await pilot.press("v", "f", "g")
        await pilot.pause()
        assert "1 row out of sight stays marked." in shown(app)
        assert "1 marked, 1 out of sight" in shown(app)
        await pilot.press("v", "d")
        await _settled(pilot)
        assert [one.person for one in _marked_at_all(app)] == [first]
        assert "1 marked, 1 out of sight" in shown(app)
        await pilot.press("f", "x")
        await pilot.pause()
        assert [one.name for one in _queue(app).marked()] == [first]


async def test_a_mark_goes_with_its_row(tmp_path: Path) -> None:
    path = sample_book(tmp_path)
    async with on_stage(path) as (app, pilot):
        await pilot.press("v")
        (key,) = _queue(app).marks
        _beside(path, "done", key)
        app._poll()
        await _settled(pilot)
        assert _queue(app).marks == set()


async def test_several_marked_rows_are_one_step(tmp_path: Path) -> None:
    path = sample_book(tmp_path)
    async with on_stage(path) as (app, pilot):
        names = _names(app)[:3]
        assert app.session.book is not None
        before = len(history(app.session.book, None))
        await pilot.press("v", "v", "v", "d")
        await _settled(pilot)
        newest, *older = history(app.session.book, None)
        assert len(older) == before
        assert newest.label.startswith(f"done: 3 people ({names[0]}, {names[1]} and {names[2]})")
        assert "undone: done: 3 people" in _beside(path, "undo")
        app._poll()
        await _settled(pilot)
        assert _names(app)[:3] == names


async def test_every_undo_puts_the_cursor_on_whoever_comes_back(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        first, second, third = _names(app)[:3]
        await pilot.press("d", "d", "s", "w", "j")
        await _settled(pilot)
        for name in (third, second, first):
            await pilot.press("u")
            await _settled(pilot)
            assert _name(app) == name


async def test_a_small_screen_names_the_filter_the_marks_and_why_not_now(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (40, 12)) as (app, pilot):
        assert "only" not in shown(app)
        await pilot.press("f", "d")
        await _settled(pilot)
        count = len(_queue(app).shown)
        assert f"only due: {count} of " in shown(app)
        assert "f x all" in shown(app)
        await pilot.press("v")
        await _settled(pilot)
        assert "1 marked · due: " in shown(app)
        await pilot.press("V", "f", "x", "N")
        await _settled(pilot)
        text = shown(app)
        assert "only" not in text
        assert "snoozed until 6 Jul" in text
        assert "promised for " in text


async def test_a_flat_screen_has_the_second_letters_in_the_row_of_the_toast(
    tmp_path: Path,
) -> None:
    async with on_stage(sample_book(tmp_path), (80, 9)) as (app, pilot):
        assert "d done" not in shown(app)
        await pilot.press("s")
        await pilot.pause()
        assert "s 3d  t tmrw  m Mon" in shown(app)
        await pilot.press("w")
        await _settled(pilot)
        assert "snoozed to Mon 6 Jul" in shown(app)


async def test_a_small_screen_names_the_second_letters(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (40, 12)) as (app, pilot):
        await pilot.press("s")
        await pilot.pause()
        text = shown(app)
        for words in ("s 3d", "t tmrw", "m Mon", "w week", "f 2w", "o month", "e end", "/ date"):
            assert words in text
        await pilot.press("escape")
        await pilot.pause()
        assert "3d" not in shown(app)
        assert "d done" in shown(app)


async def test_the_reasons_are_those_of_the_command_line(tmp_path: Path) -> None:
    path = sample_book(tmp_path)
    rows = json.loads(_beside(path, "next", "--json"))
    assert len(rows) > 20
    async with on_stage(path, (160, 60)) as (app, pilot):
        await pilot.press("z")
        await _settled(pilot)
        lines = shown(app).splitlines()
        for row in rows:
            who = row["person"] or "your boss"
            (line,) = [line for line in lines if f" {who} " in line and " min" in line]
            assert f"  {row['reason']} " in line, row


async def test_marked_rows_are_snoozed_to_a_typed_day(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        names = _names(app)[:2]
        await pilot.press("v", "v", "s", "slash")
        await pilot.pause()
        assert isinstance(app.screen, SnoozeDay)
        await pilot.press(*"2w", "enter")
        await _settled(pilot)
        assert "snoozed to Mon 13 Jul: 2 people (" in shown(app)
        assert not set(names) & set(_names(app))
        await pilot.press("u")
        await _settled(pilot)
        assert _names(app)[:2] == names


async def test_what_is_refused_is_told_once(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await pilot.press("w", "k", "v", "v", "w")
        await _settled(pilot)
        text = shown(app)
        assert "1 not: A message to Priya Natarajan is logged today already." in text


async def test_those_who_are_not_due_come_into_sight(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), SMALL) as (app, pilot):
        await pilot.press("j")
        name = _name(app)
        assert "NOT NOW" not in shown(app)
        await pilot.press("N")
        await pilot.pause()
        assert "NOT NOW 4  snoozed 1, waiting 1, let go 1, promised 1" in shown(app)
        assert _name(app) == "Ana Ruiz"
        await pilot.press("N")
        await pilot.pause()
        assert "NOT NOW" not in shown(app)
        assert _name(app) == name


async def test_a_snooze_is_told_and_taken_back(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), SMALL) as (app, pilot):
        await pilot.press("N", "j", "s")
        await pilot.pause()
        assert _name(app) == "Jon Bell"
        assert "Jon Bell: snoozed until Mon 6 Jul." in shown(app)
        assert "n off" in shown(app)
        await pilot.press("n")
        await _settled(pilot)
        assert "Jon Bell: no longer snoozed" in shown(app)
        view = _queue(app).view
        assert view is not None
        assert "Jon Bell" not in {hidden.person for hidden in view.hidden}


async def test_somebody_who_is_not_due_can_be_acted_on(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), SMALL) as (app, pilot):
        await pilot.press("N", "d")
        await _settled(pilot)
        assert "✓ Ana Ruiz: " in shown(app)
        await pilot.press("u")
        await _settled(pilot)
        await pilot.press("s", "w")
        await _settled(pilot)
        assert "Ana Ruiz: snoozed to Mon 6 Jul" in shown(app)


async def test_whoever_was_added_is_under_the_cursor(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), SMALL) as (app, pilot):
        book = app.session.writable()
        receipt = people.add_person(book, "Zoe Newcomer", wish=True, today=TODAY)
        app.place.added(receipt)
        await _settled(pilot)
        assert _name(app) == "Zoe Newcomer"
        await pilot.press("g", "d")
        await _settled(pilot)
        assert _name(app) != "Zoe Newcomer"


async def test_with_only_a_supervisor_the_words_fit(tmp_path: Path) -> None:
    path = tmp_path / "boss.db"
    book = create_book(str(path))
    boss = people.add_person(book, "Dana Boss", today=TODAY).ids[0]
    experiences.add_experience(
        book, org="Acme", start=TODAY, end=date(2026, 8, 21), supervisor=[boss], today=TODAY
    )
    close_book(book)
    async with on_stage(path, SMALL) as (app, pilot):
        await _settled(pilot)
        assert "Only Dana Boss is in touch with you here" in shown(app)
        assert "Nobody is tracked" not in shown(app)


async def test_a_filter_asks_nothing_of_the_book(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (40, 12)) as (app, pilot):
        await _settled(pilot)
        book = app.session.book
        assert book is not None
        asked: list[str] = []
        book.connection.set_trace_callback(asked.append)
        await pilot.press("f", "d", "f", "i", "f", "f", "x")
        assert asked == []
        await pilot.press("f", "slash", *"abc", "enter")
        assert 0 < len(asked) <= 10
        book.connection.set_trace_callback(None)


def test_filters_in_words() -> None:
    assert Only().words == ""
    assert Only("due", "field", 10, "mentor", "a").words == (
        "due, field, up to 10 min, #mentor, 'a'"
    )


async def test_a_snoozed_row_wakes_among_others(tmp_path: Path) -> None:
    path = summer_book(tmp_path)
    book = open_book(str(path))
    for row in ("p2", "p3"):
        followups.snooze(book, row, date(2026, 7, 20), today=TODAY)
    close_book(book)
    async with on_stage(path, SMALL) as (app, pilot):
        await pilot.press("N", "v", "v", "s", "n")
        await _settled(pilot)
        assert "no longer snoozed: 2 people (Ben Roy and Dee Park)" in shown(app)
        assert {"Ben Roy", "Dee Park"} <= set(_names(app))


async def test_without_room_for_reasons_that_of_the_cursor_is_told_below(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (40, 12)) as (app, pilot):
        queue = _queue(app)
        for key in ("g", "j", "j"):
            await pilot.press(key)
            await _settled(pilot)
            row = next(item for item in queue.shown if item.id == queue.at)
            assert shown(app).splitlines()[-2].strip() == row.reason[:38]
        await pilot.press("2")
        await _settled(pilot)
        assert row.reason not in shown(app)
        await pilot.press("1")
        await _settled(pilot)
        assert row.reason in shown(app)
        await pilot.resize_terminal(80, 24)
        await _settled(pilot)
        assert row.reason not in shown(app).splitlines()[-2]
