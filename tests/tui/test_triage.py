"""Triage: one follow-up at a time, every verb at once, and nothing lost at any size."""

import json
import re
import subprocess
import sys
from contextlib import closing
from datetime import date
from pathlib import Path
from sqlite3 import connect
from statistics import median
from typing import Any, NamedTuple

import pytest
from textual.pilot import Pilot

from netintern.domain.queue import QueueItem
from netintern.services import followups
from netintern.services.book import close_book, create_book, open_or_create
from netintern.services.experiences import add_experience
from netintern.services.people import add_person
from netintern.services.queries.book import Book, open_book
from netintern.services.queries.experiences import current
from netintern.services.queries.queue import queue_for
from netintern.services.queries.settings import calendar
from netintern.services.work import add_commitment
from netintern.tui.app import NetinternApp
from netintern.tui.dialogs.checkin import CheckinForm
from netintern.tui.panes.queue.pane import QueuePane
from netintern.tui.screens.desk import Desk
from netintern.tui.screens.person import PersonScreen
from netintern.tui.screens.triage import TriageScreen
from netintern.tui.screens.triage_lines import Sight, triage_lines, verb_lines
from netintern.tui.text import width
from netintern.tui.widgets.lines import Lines
from tests.tui.stage import SIZES, TODAY, hostile_book, on_stage, sample_book, shown

FOLLOW_UPS = 30
SCRIPT = ("d", "sw", "d", "w", " ", "d", "st", "w", "D", "d", "so", "d")
"""Keys of one follow-up after the other, again and again."""


class Answered(NamedTuple):
    """A follow-up, and the keys that answered it."""

    item: QueueItem
    keys: str


def _triage(app: NetinternApp) -> TriageScreen:
    assert isinstance(app.screen, TriageScreen)
    return app.screen


def _here(app: NetinternApp) -> QueueItem:
    item = _triage(app).walk.here
    assert item is not None
    return item


def _tally(app: NetinternApp) -> dict[str, int]:
    return dict(_triage(app).walk.tally)


async def _begin(app: NetinternApp, pilot: Pilot[Any]) -> TriageScreen:
    await pilot.pause()
    await pilot.press("T")
    await pilot.pause()
    return _triage(app)


async def _type(pilot: Pilot[Any], keys: str) -> None:
    await pilot.press(*("space" if key == " " else key for key in keys))
    await pilot.pause()


def _larger_sample(folder: Path) -> Path:
    """The sample book with as many people to meet as thirty follow-ups take."""
    path = sample_book(folder)
    book = open_or_create(str(path))
    for number in range(14):
        add_person(book, f"Wished {number:02}", wish=True, circle="leaders", today=TODAY)
    close_book(book)
    return path


async def test_thirty_follow_ups_in_two_keys_each(tmp_path: Path) -> None:
    path = _larger_sample(tmp_path)
    answered: list[Answered] = []
    async with on_stage(path, (80, 24)) as (app, pilot):
        book = app.session.book
        assert book is not None
        before = _state(book)
        await _begin(app, pilot)
        while len(answered) < FOLLOW_UPS:
            item = _here(app)
            assert item.reason.split(",")[0] in shown(app)
            keys = " " if item.kind == "checkin" else SCRIPT[len(answered) % len(SCRIPT)]
            answered.append(Answered(item, keys))
            await _type(pilot, keys)
        presses = [len(one.keys) for one in answered]
        assert median(presses) <= 2
        assert sum(presses[:12]) <= 24
        _compare(book, before, answered)


def _state(book: Book) -> tuple[int, int, dict[int, tuple[Any, ...]]]:
    """How many interactions and steps there are, and what verbs change of people."""
    (talks,) = book.connection.execute("SELECT count(*) FROM interaction").fetchone()
    (steps,) = book.connection.execute("SELECT count(*) FROM action").fetchone()
    people = book.connection.execute("SELECT id, tracked, snoozed_until, snoozed_on FROM person")
    return talks, steps, {row[0]: tuple(row[1:]) for row in people}


def _compare(
    book: Book, before: tuple[int, int, dict[int, tuple[Any, ...]]], answered: list[Answered]
) -> None:
    """What the book says now is what the verbs promise (domain rule 2.0)."""
    talks, steps, people = _state(book)
    keys = [one.keys for one in answered]
    logged = keys.count("d") + keys.count("w")
    assert talks == before[0] + logged
    assert steps == before[1] + len(keys) - keys.count(" ")
    untouched = {one.item.person_id for one in answered if one.keys == " "}
    for person, row in before[2].items():
        acts = {one.keys[0] for one in answered if one.item.person_id == person}
        if person in untouched or not acts & {"s", "D"}:
            assert people[person] == row
    for one in answered:
        _compare_one(book, one, people)


def _compare_one(book: Book, one: Answered, people: dict[int, tuple[Any, ...]]) -> None:
    item, keys = one
    owed = int(item.id[1:]) if item.id[0] == "o" else None
    person = people[item.person_id or 0]
    if keys == "d":
        kind = "outbound" if (owed and item.kind != "reply") or item.kind == "grow" else "exchange"
        purpose = item.kind if owed else "ask"
        assert (kind, purpose if kind == "outbound" else None, item.minutes) in _logged(book, item)
        assert owed is None or _owed(book, owed) == (TODAY.isoformat(), None)
    elif keys == "w":
        assert ("outbound", "message", 0) in _logged(book, item)
        assert owed is None or _owed(book, owed) == (None, None)
    elif keys == "D":
        assert (_owed(book, owed) == (None, TODAY.isoformat())) if owed else person[0] == 0
    elif keys[0] == "s":
        running = current(book, TODAY)
        ends = None if running is None else running.ends
        until = followups.snooze_day(keys[1], TODAY, calendar(book), ends=ends)
        assert person == (1, until.isoformat(), TODAY.isoformat())


def _logged(book: Book, item: QueueItem) -> list[tuple[Any, ...]]:
    return book.connection.execute(
        "SELECT i.kind, i.purpose, i.minutes FROM interaction AS i"
        " JOIN participant AS x ON x.interaction = i.id WHERE x.person = ? AND i.on_day = ?",
        (item.person_id, TODAY.isoformat()),
    ).fetchall()


def _owed(book: Book, obligation: int) -> tuple[Any, ...]:
    row = book.connection.execute(
        "SELECT done_on, dropped_on FROM obligation WHERE id = ?", (obligation,)
    ).fetchone()
    return tuple(row)


async def test_the_screen_tells_where_one_is(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (80, 24)) as (app, pilot):
        await _begin(app, pilot)
        item = _here(app)
        lines = shown(app).splitlines()
        of = _triage(app).walk.place[1]
        assert lines[0].startswith(f" 1 of {of} · owe")
        assert "90 min left this week" in lines[0]
        assert "min to go" in lines[0]
        assert item.person
        assert item.person in lines[3]
        assert item.reason in lines[6]
        assert lines[6].endswith("5 min")
        for label in ("last", "promised", "through", "intros", "ask"):
            assert any(line.startswith(f"   {label} ") for line in lines)
        assert lines[-4].split() == ["d", "s", "w", "space", "l", "L", "i", "m", "Enter", "D", "u"]
        assert lines[-3].split() == [
            *("done", "snooze…", "wait", "skip", "log…", "form…", "intro…", "message…"),
            *("open", "drop", "undo"),
        ]
        assert "Esc back" in lines[-1]


async def test_a_verb_acts_at_once_and_undo_comes_back(tmp_path: Path) -> None:
    path = sample_book(tmp_path)
    async with on_stage(path) as (app, pilot):
        await _begin(app, pilot)
        first = _here(app)
        await _type(pilot, "d")
        assert _here(app).person != first.person
        assert f"✓ {first.person}: thank-you done  (u undo)" in shown(app)
        assert " 2 of " in shown(app)
        await _type(pilot, "u")
        assert _here(app) == first
        assert " 1 of " in shown(app)
        await _type(pilot, "U")
        assert _here(app).person != first.person
        await _type(pilot, "swu")
        assert _tally(app) == {"done": 1}


async def test_snooze_shows_its_second_letters(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (120, 40)) as (app, pilot):
        await _begin(app, pilot)
        first = _here(app)
        await _type(pilot, "s")
        assert shown(app).splitlines()[-1].startswith(" snooze  s ")
        await _type(pilot, "x")
        assert _here(app) == first
        assert "minutes…" in shown(app).splitlines()[-1]
        await _type(pilot, "ss")
        assert "snoozed to" in shown(app)
        assert _here(app) != first


async def test_moving_and_skipping_write_nothing(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await _begin(app, pilot)
        first = _here(app)
        await _type(pilot, " ")
        second = _here(app)
        await _type(pilot, "K")
        assert _here(app) == first
        await _type(pilot, "J")
        assert _here(app) == second
        await _type(pilot, "jk")
        assert _here(app) == second
        assert app.session.book is not None
        assert app.session.book.connection.execute("SELECT count(*) FROM action").fetchone() == (0,)


async def test_leaving_in_the_middle_loses_nothing(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await _begin(app, pilot)
        first = _here(app)
        await _type(pilot, "d ")
        of = _triage(app).walk.place[1]
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Desk)
        left = f"{of - 2} follow-ups still wait. This time: 1 done, 1 skipped; 5 min."
        assert left in shown(app)
        await _begin(app, pilot)
        assert _triage(app).walk.place == (1, of - 1)
        assert first.person not in {stop.item.person for stop in _triage(app).walk.stops}


async def test_the_end_says_what_was_done(tmp_path: Path) -> None:
    path = tmp_path / "few.db"
    book = create_book(str(path))
    for name in ("Ana Silva", "Ben Roy", "Cai Wu", "Dee Fox"):
        add_person(book, name, wish=True, today=TODAY)
    close_book(book)
    async with on_stage(path, (80, 24)) as (app, pilot):
        await _begin(app, pilot)
        await _type(pilot, "dsww ")
        text = shown(app)
        assert "4 of 4 · that is all for now" in text
        assert "1 done, 1 snoozed, 1 waiting, 1 skipped; 10 min" in text
        await _type(pilot, "u")
        assert _here(app).person == "Cai Wu"
        await _type(pilot, "d")
        assert "2 done, 1 snoozed, 1 skipped; 20 min" in shown(app)
        await _type(pilot, "K")
        assert _here(app).person == "Dee Fox"
        await _type(pilot, " ")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Desk)


@pytest.mark.parametrize("empty", [True, False])
async def test_nothing_waits(tmp_path: Path, empty: bool) -> None:
    path = tmp_path / "none.db"
    if not empty:
        book = create_book(str(path))
        add_person(book, "Ana Silva", tracked=False, today=TODAY)
        close_book(book)
    async with on_stage(path, (80, 24)) as (app, pilot):
        await _begin(app, pilot)
        assert "Nothing waits for you today." in shown(app)
        await pilot.press("d", "J", "K", "space", "f", "5", "u")
        await pilot.pause()
        _triage(app)
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(app.screen, TriageScreen)


async def test_minutes_limit_what_comes(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (80, 24)) as (app, pilot):
        screen = await _begin(app, pilot)
        of = screen.walk.place[1]
        await _type(pilot, "f5")
        assert "up to 5 min" in shown(app)
        assert 0 < screen.walk.place[1] < of
        assert all(stop.item.minutes <= 5 for stop in screen.walk.stops if screen.walk._waits(stop))
        await _type(pilot, "fm1")
        assert "up to 10 min" in shown(app)
        await _type(pilot, "fx")
        assert screen.walk.place == (1, of)
        await _type(pilot, "f5" + " " * 20)
        assert "take longer than 5 min." in shown(app)


async def test_only_what_the_queue_shows(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await pilot.press("f", "g")
        await pilot.pause()
        rows = app.screen.query_one("#queue", QueuePane).shown
        screen = await _begin(app, pilot)
        assert [stop.item.id for stop in screen.walk.stops] == [row.id for row in rows]
        await _type(pilot, "d")
        assert {stop.item.lane for stop in screen.walk.stops} == {"grow"}


async def test_work_first_is_said_and_the_verb_still_works(tmp_path: Path) -> None:
    path = tmp_path / "busy.db"
    book = create_book(str(path))
    add_person(book, "Ana Silva", wish=True, today=TODAY)
    add_commitment(book, "Demo", due=TODAY, hours=9, today=TODAY)
    close_book(book)
    async with on_stage(path, (80, 24)) as (app, pilot):
        await _begin(app, pilot)
        assert "not now: Demo needs 9 h, 6 h left; W opens it today" in shown(app)
        await _type(pilot, "d")
        assert "1 done; 10 min" in shown(app)
        assert "Work first: Demo needs 9 h, 6 h left" in shown(app)


async def test_a_form_that_begins_something_is_opened_with_a_word_about_work(
    tmp_path: Path,
) -> None:
    path = tmp_path / "busy.db"
    book = create_book(str(path))
    add_person(book, "Ana Silva", wish=True, today=TODAY)
    add_commitment(book, "Demo", due=TODAY, hours=9, today=TODAY)
    close_book(book)
    told = "Work first: Demo needs 9 h, 6 h left; W opens it today."
    async with on_stage(path, (80, 24)) as (app, pilot):
        await _begin(app, pilot)
        for keys, opened in (("ia", "LineForm"), ("m", "MessageForm"), ("b", "BlockForm")):
            await _type(pilot, keys)
            assert app.screen is not _below(app), opened
            assert told in _toast(app)
            await pilot.press("escape")
            await pilot.pause()
        await pilot.press("l")
        await pilot.pause()
        assert told not in _toast(app)


def _below(app: NetinternApp) -> TriageScreen:
    return next(screen for screen in app.screen_stack if isinstance(screen, TriageScreen))


def _toast(app: NetinternApp) -> str:
    strip = _below(app).query_one("#toast").render_line(0)
    return "".join(segment.text for segment in strip)


async def test_a_check_in_opens_its_form(tmp_path: Path) -> None:
    path = tmp_path / "boss.db"
    subprocess.run(
        [
            *(sys.executable, "-m", "netintern", "--book", str(path), "--today", str(TODAY)),
            *("experience", "add", "--kind", "internship", "--org", "Acme"),
            *("--start", "2026-06-01", "--end", "2026-08-21"),
        ],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    async with on_stage(path, (80, 24)) as (app, pilot):
        await _begin(app, pilot)
        assert "your boss" in shown(app)
        await _type(pilot, "w")
        assert "The check-in with the boss waits." in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, CheckinForm)
        await pilot.press("6", "0", "ctrl+s")
        await pilot.pause()
        await pilot.pause()
        assert "1 done" in shown(app)


async def test_another_terminal_does_not_move_the_place(tmp_path: Path) -> None:
    path = sample_book(tmp_path)
    async with on_stage(path) as (app, pilot):
        screen = await _begin(app, pilot)
        await _type(pilot, " ")
        here, (number, of) = _here(app), screen.walk.place
        with closing(open_book(str(path))) as other:
            first = queue_for(other, today=TODAY).items[0]
        for words in (("done", first.id), ("add", "Zoe Newcomer", "--wish")):
            subprocess.run(
                [
                    *(sys.executable, "-m", "netintern", "--book", str(path)),
                    *("--today", TODAY.isoformat(), *words),
                ],
                check=True,
                stdout=subprocess.DEVNULL,
            )
        app._poll()
        await pilot.pause()
        assert _here(app) == here
        assert screen.walk.place == (number - 1, of)
        assert "Zoe Newcomer" in {stop.item.person for stop in screen.walk.stops}
        await _type(pilot, "d")
        assert _here(app) != here


async def test_a_refused_verb_stays(tmp_path: Path) -> None:
    path = sample_book(tmp_path)
    async with on_stage(path) as (app, pilot):
        await _begin(app, pilot)
        first = _here(app)
        with closing(connect(path)) as other:
            other.execute("UPDATE obligation SET done_on = ?", (TODAY.isoformat(),))
            other.commit()
        await _type(pilot, "d")
        assert "is done already" in shown(app)
        assert _tally(app) == {}
        assert _triage(app).walk.place[0] == 1
        assert first.person


async def test_the_page_opens_and_comes_back(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await _begin(app, pilot)
        first = _here(app)
        await pilot.press("o")
        await pilot.pause()
        assert isinstance(app.screen, PersonScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert _here(app) == first
        await pilot.press("T", "J")
        await pilot.pause()
        assert _here(app) != first
        assert len(app.screen_stack) == 2


@pytest.mark.parametrize("size", [*SIZES, (30, 6), (60, 17)])
async def test_every_size_is_alive(tmp_path: Path, size: tuple[int, int]) -> None:
    for path in (hostile_book(tmp_path), sample_book(tmp_path)):
        async with on_stage(path, size) as (app, pilot):
            screen = await _begin(app, pilot)
            for keys in ("J", "d", "s", "t", "u", "?"):
                await pilot.press(keys)
            await pilot.press("escape")
            await pilot.pause()
            text = shown(app)
            assert "\x1b" not in text
            assert screen.walk.here is not None
            assert (screen.walk.here.person or "")[:10] in text or size[1] < 4


async def test_another_size_keeps_the_place(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await _begin(app, pilot)
        await _type(pilot, "J")
        name = _here(app).person or ""
        for size in ((200, 60), (80, 24), (40, 12), (20, 5), (1, 1), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
        assert name in shown(app)


async def test_plain_characters_only(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (80, 24), ascii_only=True) as (app, pilot):
        await _begin(app, pilot)
        await _type(pilot, "d")
        assert not set("━─●■▲◆") & set("".join(shown(app).splitlines()[:5]))


@pytest.mark.parametrize(("cells", "height"), [(79, 22), (39, 10), (119, 38), (199, 58), (20, 3)])
async def test_no_line_is_wider_than_the_screen(tmp_path: Path, cells: int, height: int) -> None:
    async with on_stage(hostile_book(tmp_path)) as (app, pilot):
        screen = await _begin(app, pilot)
        while screen.walk.here is not None:
            for ascii_only in (False, True):
                sight = Sight(screen.walk, screen._rows, screen._card, TODAY, 0, {}, ascii_only)
                lines = triage_lines(sight, cells, height)
                assert len(lines) <= height
                assert max(map(width, lines)) <= cells
            await _type(pilot, " ")
        assert all(width(line) <= 80 for line in verb_lines({}, 80))


async def test_only_changed_rows_are_painted_again(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (80, 24)) as (app, pilot):
        screen = await _begin(app, pilot)
        before = screen.query_one("#triage", Lines).shown
        await _type(pilot, "d")
        after = screen.query_one("#triage", Lines).shown
        assert len(before) == len(after) == 22
        assert before[-2:] == after[-2:]


async def test_a_form_that_ends_a_row_is_counted(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        screen = await _begin(app, pilot)
        while _here(app).lane != "due":
            await _type(pilot, "J")
        item = _here(app)
        await _type(pilot, "n")
        await pilot.press("h", "i", "enter")
        await pilot.pause()
        assert _here(app).id == item.id
        assert _tally(app) == {}
        await _type(pilot, "L")
        await pilot.press("ctrl+s", "n", "ctrl+s")
        await pilot.pause()
        await pilot.pause()
        assert _tally(app) == {"logged": 1}
        assert _here(app).id != item.id
        assert screen.walk.talks != ()
        await _type(pilot, "u")
        assert _here(app).id == item.id
        await _type(pilot, "s/")
        await pilot.press("2", "w", "enter")
        await pilot.pause()
        await pilot.pause()
        assert _tally(app) == {"snoozed": 1}


async def test_quick_verbs_do_not_fall_into_the_form_of_the_check_in(tmp_path: Path) -> None:
    path = _with_a_boss(tmp_path)
    async with on_stage(path, (80, 24)) as (app, pilot):
        await _begin(app, pilot)
        assert _here(app).kind == "checkin"
        await _type(pilot, "ddswdw")
        assert _here(app).kind == "checkin"
        assert "The check-in with the boss waits.  Enter records it" in shown(app)
        assert "record…" in shown(app)
        assert "snooze" not in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, CheckinForm)


async def test_the_boss_is_not_asked_what_a_beginner_asks(tmp_path: Path) -> None:
    path = _with_a_boss(tmp_path)
    async with on_stage(path, (80, 24)) as (app, pilot):
        await _begin(app, pilot)
        assert _here(app).person == "Dana Cole"
        (ask,) = [line for line in shown(app).splitlines() if line.startswith("   ask ")]
        assert ask.split(maxsplit=1)[1] == "how it goes, and how many minutes a week are agreed"


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_what_is_left_is_told_whole_however_much_was_done(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with on_stage(_larger_sample(tmp_path), size) as (app, pilot):
        await _begin(app, pilot)
        for number in range(20):
            await _type(
                pilot, " " if _here(app).kind == "checkin" else SCRIPT[number % len(SCRIPT)]
            )
        waiting = _triage(app).walk.to_go[0]
        await pilot.press("escape")
        await pilot.pause()
        assert f"{waiting} follow-ups still wait" in shown(app)
        (line,) = [line for line in shown(app).splitlines() if "still wait" in line]
        assert line.split("   ")[0].endswith(".")


async def test_the_reason_is_the_one_of_the_command_line(tmp_path: Path) -> None:
    path = sample_book(tmp_path)
    told = subprocess.run(
        [
            *(sys.executable, "-m", "netintern", "--book", str(path)),
            *("--today", f"{TODAY}T10:00", "next", "--json"),
        ],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    rows = json.loads(told)
    assert len(rows) > 20
    async with on_stage(path, (120, 40)) as (app, pilot):
        await _begin(app, pilot)
        for row in rows:
            assert _here(app).id == row["id"]
            more = f" · {row['more']} more" if row["more"] else ""
            lines = [line.strip() for line in shown(app).splitlines()]
            assert any(
                re.fullmatch(re.escape(row["reason"] + more) + rf" +{row['minutes']} min", line)
                for line in lines
            ), row
            await _type(pilot, " ")


async def test_a_first_contact_too_many_is_told_and_done(tmp_path: Path) -> None:
    path = tmp_path / "wishes.db"
    book = create_book(str(path))
    for number in range(6):
        add_person(book, f"Wished {number}", wish=True, today=TODAY)
    close_book(book)
    async with on_stage(path, (80, 24)) as (app, pilot):
        await _begin(app, pilot)
        await _type(pilot, "ddddd")
        assert "is a lot" not in shown(app)
        await _type(pilot, "w")
        assert "First contact 6 in 7 days; over 5 is a lot.  (u undo)" in shown(app)
        assert _tally(app) == {"done": 5, "waiting": 1}


def _with_a_boss(folder: Path) -> Path:
    """A book whose only row is the check-in with Dana."""
    path = folder / "boss.db"
    book = create_book(str(path))
    add_person(book, "Dana Cole", today=date(2026, 6, 1))
    add_experience(
        book,
        org="Acme",
        start=date(2026, 6, 1),
        end=date(2026, 8, 21),
        supervisor=(1,),
        today=date(2026, 6, 1),
    )
    close_book(book)
    return path
