"""The desk under the keyboard: acting, going on, undoing, filtering, and changing panes."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from netintern.domain.dates import Moment
from netintern.services import followups, people, work
from netintern.services.book import close_book
from netintern.services.queries.book import open_book
from netintern.tui.app import NetinternApp
from netintern.tui.dialogs.checkin import CheckinForm
from netintern.tui.panes.queue.pane import QueuePane
from netintern.tui.screens.desk import Desk
from netintern.tui.screens.person import PersonScreen
from tests.tui.golden import assert_golden
from tests.tui.stage import SIZES, TODAY, hostile_book, on_stage, sample_book, shown


def _queue(app: NetinternApp) -> QueuePane:
    return app.screen.query_one("#queue", QueuePane)


def _name(app: NetinternApp) -> str:
    who = _queue(app).subject()
    assert who is not None
    return who.name


async def _settled(pilot: Pilot[Any]) -> None:
    """Wait for what is read after the first painting."""
    await pilot.pause()
    await pilot.pause()


def _write_beside(path: Path) -> None:
    """Write the book in another process, as the command line would."""
    subprocess.run(
        [
            *(sys.executable, "-m", "netintern", "--book", str(path)),
            *("--today", TODAY.isoformat(), "add", "Zoe Newcomer", "--wish"),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (40, 12), (200, 60), (100, 18)])
async def test_the_desk_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_stage(sample_book(tmp_path), size) as (app, pilot):
        await _settled(pilot)
        assert_golden(f"desk_{size[0]}x{size[1]}", shown(app))


async def test_the_desk_in_ascii(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (80, 24), ascii_only=True) as (app, pilot):
        await _settled(pilot)
        rows = [line for line in shown(app).splitlines() if "Priya" in line or "Yara" in line]
        assert not {"●", "△", "■"} & set("".join(rows))
        assert not set("│╭╮╰╯─") & set("".join(shown(app).splitlines()[1:3]))


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_names_are_shown_as_they_are(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_stage(hostile_book(tmp_path), size) as (app, pilot):
        await pilot.press("G", "g", "2", "1")
        text = shown(app)
        if size[0] >= 80:
            assert "Ann [she/her] Lee" in text
            assert "x [/nope] y" in text
        assert "\x1b" not in text


async def test_another_size_keeps_cursor_and_life(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await pilot.press("j", "j")
        name = _name(app)
        for size in ((200, 60), (80, 24), (40, 12), (20, 5), (1, 1), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert _name(app) == name
        assert name in shown(app)


async def test_done_goes_on_and_undo_comes_back(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        before = _queue(app).view
        first = _name(app)
        await pilot.press("d")
        assert _name(app) != first
        assert f"✓ {first}: thank-you done  (u undo)" in shown(app)
        await pilot.press("u")
        assert _name(app) == first
        assert _queue(app).view == before
        assert "undone" in shown(app)
        await pilot.press("U")
        assert _name(app) != first


async def test_the_card_and_the_counts_follow(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await pilot.press("d")
        await _settled(pilot)
        card = app.screen.query_one("#card")
        assert _name(app) in "".join(run.text for run in card.shown[0])  # type: ignore[attr-defined]
        assert "5 of 90 min" in shown(app)
        assert "owe 4 · due 4 · 5/90 min" in shown(app)


async def test_snooze_takes_a_second_letter(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        first = _name(app)
        await pilot.press("s")
        assert "snooze  s 3 days  t tomorrow" in shown(app)
        await pilot.press("w")
        assert _name(app) != first
        assert f"{first}: snoozed to Mon 6 Jul" in shown(app)
        assert "d done" in shown(app)
        view = _queue(app).view
        assert view is not None
        assert first in {hidden.person for hidden in view.hidden}


async def test_any_other_letter_leaves_snooze(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        first = _name(app)
        await pilot.press("s", "escape", "s", "d")
        assert _name(app) == first
        assert "d done" in shown(app)


async def test_a_row_that_stays_is_left_all_the_same(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        first = _name(app)
        await pilot.press("w")
        assert _name(app) != first
        await pilot.press("k", "w")
        assert _name(app) == first
        assert f"! A message to {first} is logged today already." in shown(app)


async def test_skip_writes_nothing_and_starts_again_at_the_end(tmp_path: Path) -> None:
    path = sample_book(tmp_path)
    async with on_stage(path) as (app, pilot):
        before = path.read_bytes()
        first = _name(app)
        await pilot.press("space")
        assert _name(app) != first
        await pilot.press("G", "space")
        assert _name(app) == first
        assert path.read_bytes() == before


async def test_drop_is_undone_like_everything(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await pilot.press("G")
        last = _name(app)
        await pilot.press("D")
        assert _name(app) != last
        await pilot.press("u")
        assert _name(app) == last


async def test_only_a_lane_or_only_what_fits(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await pilot.press("f", "d")
        assert "only due: 4 of 25" in shown(app)
        assert "OWE" not in shown(app)
        await pilot.press("f", "m", "1")
        assert "only due, up to 10 min: 1 of 25" in shown(app)
        await pilot.press("f", "x")
        assert "owe 5 · closing 1" in shown(app)


async def test_who_is_not_due_now_is_shown_on_request(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (120, 60)) as (app, pilot):
        assert "not now 4 · N" in shown(app)
        await pilot.press("N")
        assert "NOT NOW 4" in shown(app)
        assert "snoozed until 6 Jul" in shown(app)
        await pilot.press("N")
        assert "NOT NOW" not in shown(app)


async def test_panes_by_number_fill_a_small_screen(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (80, 24)) as (app, pilot):
        await pilot.press("2")
        assert "2 Week" in shown(app)
        assert "1 Queue" not in shown(app)
        await pilot.press("3")
        assert "3 Snowball" in shown(app)
        await pilot.press("4")
        assert "history" in shown(app)
        await pilot.press("1")
        assert "1 Queue" in shown(app)
        assert _queue(app).has_focus


@pytest.mark.parametrize("key", ["2", "3", "4"])
async def test_a_pane_without_room_beside_it_is_not_left_by_zoom(tmp_path: Path, key: str) -> None:
    async with on_stage(sample_book(tmp_path), (80, 24)) as (app, pilot):
        await pilot.press(key)
        await _settled(pilot)
        focused = app.screen.focused
        await pilot.press("z")
        await _settled(pilot)
        assert app.screen.focused is focused
        assert "1 Queue" not in shown(app)
        assert "This pane has the screen for itself already.  1 to the queue" in shown(app)


async def test_the_queue_alone_and_back(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (80, 24)) as (app, pilot):
        await pilot.press("z")
        await _settled(pilot)
        assert "4 Card" not in shown(app)
        await pilot.press("z")
        await _settled(pilot)
        assert "4 Card" in shown(app)


@pytest.mark.parametrize(
    ("pane", "key", "said"),
    [
        ("1", "right_square_bracket", "] works in the week: press 2"),
        ("2", "d", "d works in the queue: press 1"),
        ("3", "f", "f works in the queue: press 1"),
        ("1", "minus", "- works in the week: press 2"),
    ],
)
async def test_a_key_of_another_pane_says_so(
    tmp_path: Path, pane: str, key: str, said: str
) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await pilot.press(pane, key)
        await pilot.pause()
        assert said in shown(app)


async def test_a_key_of_no_pane_is_quiet(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await pilot.press("Z", "j", "s", "right_square_bracket")
        await pilot.pause()
        assert "works in" not in shown(app)


async def test_what_was_said_does_not_stay_under_a_dialog(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (80, 24)) as (app, pilot):
        await pilot.press("w")
        assert "waiting for an answer" in shown(app)
        await pilot.press("C")
        await _settled(pilot)
        assert app.screen is not app.place
        assert "waiting for an answer" not in shown(app)
        await pilot.press("escape")
        await _settled(pilot)
        assert "waiting for an answer" not in shown(app)


async def test_the_counts_are_there_on_a_small_screen(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (80, 24)) as (app, pilot):
        await _settled(pilot)
        assert "owe 5 · due 4 · 0/90 min" in shown(app)


async def test_the_gate_is_named_once(tmp_path: Path) -> None:
    path = sample_book(tmp_path)
    book = open_book(str(path))
    work.add_commitment(book, "Demo", due=TODAY, hours=30, today=TODAY)
    close_book(book)
    for size in ((80, 24), (120, 40), (60, 20)):
        async with on_stage(path, size) as (app, pilot):
            await _settled(pilot)
            assert shown(app).count("Not now: ") == 1, size


async def test_zoom_and_tab_and_escape(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await pilot.press("tab", "tab")
        assert app.screen.focused is not None
        assert app.screen.focused.id == "week"
        await pilot.press("z")
        assert "1 Queue" not in shown(app)
        await pilot.press("escape")
        assert "1 Queue" in shown(app)
        assert _queue(app).has_focus
        await pilot.press("shift+tab")
        assert app.screen.focused.id == "graph"


async def test_the_week_before_and_a_larger_budget(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await pilot.press("2", "left_square_bracket")
        assert "last week, 22 Jun - 28 Jun" in shown(app)
        assert "0 talks this week" not in shown(app)
        assert "in the week of 22 Jun" in shown(app)
        await pilot.press("left_square_bracket")
        await _settled(pilot)
        assert "2 Week  week of 15 Jun " in shown(app)
        await pilot.press("right_square_bracket", "right_square_bracket")
        await pilot.press("minus", "minus", "minus")
        await _settled(pilot)
        assert "0 of 75 min" in shown(app)
        await pilot.press("u")
        await _settled(pilot)
        assert "0 of 90 min" in shown(app)


async def test_a_checkin_that_is_due_opens_its_form(tmp_path: Path) -> None:
    later = Moment(TODAY + timedelta(days=4), 600)
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        app.session._clock = lambda: later
        app._poll()
        await _settled(pilot)
        queue = _queue(app)
        assert queue.view is not None
        assert queue.view.today == later.day
        assert queue.select("o0")
        await pilot.press("s")
        assert "The check-in with the boss waits.  d records it" in shown(app)
        await pilot.press("d")
        assert isinstance(app.screen, CheckinForm)


async def test_another_programs_write_is_seen(tmp_path: Path) -> None:
    path = sample_book(tmp_path)
    async with on_stage(path) as (app, pilot):
        app._poll()
        await pilot.pause()
        await pilot.press("j")
        name = _name(app)
        _write_beside(path)
        app._poll()
        await _settled(pilot)
        assert _name(app) == name
        view = _queue(app).view
        assert view is not None
        assert "Zoe Newcomer" in {item.person for item in view.items}


async def test_a_write_of_ones_own_does_not_hide_anothers(tmp_path: Path) -> None:
    path = sample_book(tmp_path)
    async with on_stage(path) as (app, pilot):
        _write_beside(path)
        await pilot.press("d")
        app._poll()
        await _settled(pilot)
        view = _queue(app).view
        assert view is not None
        assert "Zoe Newcomer" in {item.person for item in view.items}


async def test_a_page_and_back_with_what_was_done_there(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        first = _name(app)
        await pilot.press("o")
        assert isinstance(app.screen, PersonScreen)
        await pilot.press("d", "q")
        await _settled(pilot)
        assert isinstance(app.screen, Desk)
        assert _name(app) != first


async def test_pasted_text_is_no_command(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        first = _name(app)
        app.post_message(events.Paste("dddd"))
        await pilot.pause()
        assert _name(app) == first
        assert "Pasted text is not read here." in shown(app)


async def test_an_empty_queue_says_what_to_do(tmp_path: Path) -> None:
    path = hostile_book(tmp_path)
    book = open_book(str(path))
    for row in book.connection.execute("SELECT id FROM person").fetchall():
        followups.snooze(book, f"p{row[0]}", date(2026, 9, 1), today=TODAY)
    close_book(book)
    async with on_stage(path) as (app, pilot):
        await _settled(pilot)
        assert "Nothing waits for you today." in shown(app)
        await pilot.press("d")
        assert "Nobody is selected here." in shown(app)


async def test_a_click_moves_and_a_second_one_opens(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await pilot.click("#queue", offset=(8, 3))
        name = _name(app)
        assert name == "Ravi Menon"
        await pilot.click("#queue", offset=(8, 3))
        assert isinstance(app.screen, PersonScreen)


async def test_an_untracked_person_has_no_row(tmp_path: Path) -> None:
    path = sample_book(tmp_path)
    book = open_book(str(path))
    people.untrack(book, 1, today=TODAY)
    close_book(book)
    async with on_stage(path) as (app, _):
        view = _queue(app).view
        assert view is not None
        assert 1 not in {item.person_id for item in view.items}
