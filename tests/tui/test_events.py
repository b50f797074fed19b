"""Events on the screen: one to come, and everybody who was met, in one save."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from netintern.domain.errors import FieldError
from netintern.services import events as verbs
from netintern.services import interactions, people
from netintern.services.book import close_book, create_book
from netintern.services.queries.book import Book
from netintern.services.queries.events import event_list
from netintern.services.queries.people import find_person, person_page
from netintern.services.queries.weeks import week_for
from netintern.tui.app import NetinternApp
from netintern.tui.dialogs.after_event import AfterEvent, read_new
from netintern.tui.dialogs.event import EventForm
from netintern.tui.dialogs.names_suggested import SameName
from netintern.tui.screens import events
from netintern.tui.screens.place import Place
from tests.tui.dialog_host import HOSTILE, type_text
from tests.tui.stage import TODAY, hostile_book, on_stage, shown

DAY = timedelta(days=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Three people, Ana seen last; a brown-bag with Lena hoped for, one logged, one to come."""
    path = tmp_path / "book.db"
    book = create_book(str(path))
    for name, wish in (("Ana Ruiz", False), ("Tom Okafor", False), ("Lena Haddad", True)):
        people.add_person(book, name, org="Acme", wish=wish, today=TODAY)
    ana, lena = (find_person(book, name).id for name in ("Ana", "Lena"))
    interactions.log_talk(book, (ana,), on=TODAY - 9 * DAY, thanks=False, today=TODAY)
    old = verbs.add_event(
        book, "Old lunch", kind="other", on=TODAY - 2 * DAY, minutes=30, today=TODAY - 2 * DAY
    )
    verbs.log_event(book, old.ids[0], [verbs.Met(ana)], today=TODAY - 2 * DAY)
    for title, day, minutes in (("Brown-bag", -3, 45), ("Next week", 7, None)):
        verbs.add_event(
            book,
            title,
            kind="training",
            on=TODAY + day * DAY,
            minutes=minutes,
            hoped=(lena,),
            today=TODAY - 3 * DAY,
        )
    close_book(book)
    return path


def book_of(app: NetinternApp) -> Book:
    assert app.session.book is not None
    return app.session.book


async def opened(
    app: NetinternApp, pilot: Pilot[Any], form: Callable[[Place], None] = events.log_event
) -> None:
    form(app.place)
    await pilot.pause()


def page(app: NetinternApp, name: str) -> Any:
    return person_page(book_of(app), find_person(book_of(app), name).id, today=TODAY)


async def test_an_event_to_come_is_added(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await opened(app, pilot, events.add_event)
        assert isinstance(app.screen, EventForm)
        await type_text(pilot, "Design evening")
        await pilot.press("enter", "a")
        await type_text(pilot, "fri")
        await pilot.press("enter")
        await type_text(pilot, "1h 30")
        await pilot.press("enter", "enter")
        await type_text(pilot, "room 4")
        await pilot.press("enter")
        await type_text(pilot, "lena")
        await pilot.press("enter", "ctrl+s")
        await pilot.pause()
        (line,) = (one for one in event_list(book_of(app), today=TODAY) if one.place)
        assert (line.title, line.kind, line.on, line.minutes, line.place) == (
            "Design evening",
            "association",
            date(2026, 7, 3),
            90,
            "room 4",
        )
        assert [one.name for one in line.hoped] == ["Lena Haddad"]
        week = week_for(book_of(app), today=TODAY)
        assert (week.planned, week.days[4].events) == (90, ("Design evening",))


async def test_an_event_in_own_time_takes_no_minutes_of_the_week(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await opened(app, pilot, events.add_event)
        await type_text(pilot, "Gala")
        await pilot.press("enter", "enter")
        await type_text(pilot, "fri")
        await pilot.press("enter", "enter", "o", "ctrl+s")
        await pilot.pause()
        week = week_for(book_of(app), today=TODAY)
        assert (week.planned, week.days[4].events) == (0, ("Gala",))


async def test_events_without_a_log_come_first_and_none_that_is_to_come(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await opened(app, pilot)
        text = shown(app)
        assert text.index("Brown-bag") < text.index("Old lunch") < text.index("another event")
        assert "Next week" not in text


async def test_everybody_of_an_event_is_logged_in_one_step(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await opened(app, pilot)
        await pilot.press("enter")
        await pilot.pause()
        lines = shown(app).splitlines()
        assert any("After Brown-bag" in line for line in lines)
        assert any("> [ ] Lena Haddad" in line and "hoped to meet" in line for line in lines)
        await pilot.press("space", "greater_than_sign", "2", "w", "enter")
        await pilot.pause()
        assert "next Mon 13 Jul" in shown(app)
        await pilot.press(*"tom", "space")
        await pilot.press("enter")
        await type_text(pilot, "Mei Tanaka (adj) @ Design; likes maps; >fri")
        await pilot.press("enter")
        await type_text(pilot, "Kim Lee")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert not isinstance(app.screen, AfterEvent)
        line = next(one for one in event_list(book_of(app), today=TODAY) if one.title[0] == "B")
        assert {one.name for one in line.met} == {
            "Lena Haddad",
            "Tom Okafor",
            "Mei Tanaka",
            "Kim Lee",
        }
        mei = page(app, "Mei")
        assert (mei.summary.circle, mei.summary.organisation) == ("adjacent", "Design")
        assert mei.next_on == date(2026, 7, 3)
        assert "likes maps" in mei.notes
        assert mei.interactions[0].minutes == 45
        assert mei.interactions[0].on == TODAY - 3 * DAY
        assert page(app, "Lena").next_on == date(2026, 7, 13)
        await pilot.press("u")
        await pilot.pause()
        assert not next(
            one for one in event_list(book_of(app), today=TODAY) if one.title[0] == "B"
        ).logged


async def test_an_event_that_was_not_in_the_book(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await opened(app, pilot)
        await pilot.press("G", "enter")
        await pilot.pause()
        await type_text(pilot, "Canteen talk")
        await pilot.press("enter", "m", "enter", "enter", "o")
        await pilot.pause()
        # Whoever was seen last is likely.
        assert "> [ ] Ana Ruiz" in shown(app)
        await pilot.press("space", "ctrl+s")
        await pilot.pause()
        line = event_list(book_of(app), today=TODAY)[1]
        assert (line.title, line.kind, line.on, line.logged) == (
            "Canteen talk",
            "meeting",
            TODAY,
            True,
        )
        talk = page(app, "Ana").interactions[0]
        assert (talk.kind, talk.minutes, talk.on_clock) == ("group_event", 60, False)


async def test_letters_look_for_somebody_and_escape_ends_that(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await opened(app, pilot)
        await pilot.press("enter", *"tom")
        await pilot.pause()
        assert "find: tom" in shown(app)
        assert "[ ] Lena Haddad" not in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, AfterEvent)
        assert "[ ] Lena Haddad" in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, AfterEvent)


async def test_a_note_on_somebody_who_is_known(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await opened(app, pilot)
        await pilot.press("enter", "semicolon", *"ran 5 km", "enter", "ctrl+s")
        await pilot.pause()
        assert "ran 5 km" in page(app, "Lena").notes


async def test_words_that_are_no_day_are_told(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await opened(app, pilot)
        await pilot.press("enter", "greater_than_sign", *"frogs", "enter")
        await pilot.pause()
        assert "next contact with Lena Haddad: frogs" in shown(app)
        assert "!" in shown(app)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, AfterEvent)


async def test_nobody_is_refused(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await opened(app, pilot)
        await pilot.press("ctrl+s", "enter", "ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, AfterEvent)
        assert "Nobody is ticked or named." in shown(app)


@pytest.mark.parametrize(("answer", "new"), [("1", False), ("n", True)])
async def test_a_resembling_name_is_asked_about(path: Path, answer: str, new: bool) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await opened(app, pilot)
        await pilot.press("enter", "tab")
        await type_text(pilot, "Tom Okaforr")
        await pilot.press("ctrl+s")
        await pilot.pause()
        await pilot.pause()
        assert app.screen.query(SameName)
        await pilot.press(answer)
        await pilot.pause()
        assert not isinstance(app.screen, AfterEvent)
        rows = book_of(app).connection.execute("SELECT name FROM person").fetchall()
        assert (("Tom Okaforr",) in rows) is new


async def test_an_empty_book_has_the_form_at_once(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    close_book(create_book(str(path)))
    async with on_stage(path, (80, 24)) as (app, pilot):
        await opened(app, pilot)
        await type_text(pilot, "First day")
        await pilot.press("tab", "tab", "tab", "tab", "tab", "tab")
        await type_text(pilot, "Ana Ruiz @ Acme")
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert event_list(book_of(app), today=TODAY)[0].met[0].name == "Ana Ruiz"


@pytest.mark.parametrize("size", [(40, 12), (120, 40)])
async def test_hostile_names_are_only_text(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_stage(hostile_book(tmp_path), size) as (app, pilot):
        await opened(app, pilot)
        await pilot.press("tab", "tab", "tab", "tab", "tab", "space", "down", "space")
        await pilot.pause()
        assert "\x1b" not in shown(app)


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("Mei Tanaka", verbs.Met(name="Mei Tanaka")),
        (
            "Mei Tanaka (adjacent) @ Design; a note; >2w",
            verbs.Met(
                name="Mei Tanaka",
                circle="adjacent",
                organisation="Design",
                note="a note",
                next_on=date(2026, 7, 13),
            ),
        ),
        ("Mei @Design", verbs.Met(name="Mei", organisation="Design")),
        ("Mei (lead); one; two", verbs.Met(name="Mei", circle="leaders", note="one; two")),
        ("田中 @ 設計", verbs.Met(name="田中", organisation="設計")),
    ],
)
def test_somebody_new_is_read_from_one_line(text: str, met: verbs.Met) -> None:
    assert read_new(text, TODAY, "new:1") == met


@pytest.mark.parametrize("text", ["(leaders)", "@ Design", "Mei (boss)", "Mei; >frogs", "; note"])
def test_what_cannot_be_read_is_one_sentence(text: str) -> None:
    with pytest.raises(FieldError):
        read_new(text, TODAY, "new:1")


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_a_name_or_refused(text: str) -> None:
    with suppress(FieldError):
        assert "\x1b" not in read_new(text, TODAY, "new:1").name
