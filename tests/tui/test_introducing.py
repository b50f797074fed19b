"""Introductions on the screen: from the wish to the thanks, with the keyboard only."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from netintern.services import interactions, introductions, people, ties
from netintern.services.book import close_book, create_book
from netintern.services.queries.book import Book
from netintern.services.queries.introductions import open_introductions
from netintern.services.queries.people import find_person, person_page
from netintern.services.queries.queue import queue_for
from netintern.tui import clipboard
from netintern.tui.app import NetinternApp
from netintern.tui.commands import INTRO_LETTERS
from netintern.tui.dialogs.ask_introduction import AskIntroduction
from netintern.tui.dialogs.names_suggested import NamesSuggested, SameName, read_names
from netintern.tui.dialogs.record_introduction import RecordIntroduction
from netintern.tui.dialogs.suggestions import SuggestedName
from netintern.tui.dialogs.ways_in import WaysIn
from netintern.tui.screens import introducing
from tests.tui.dialog_host import HOSTILE, type_at_once, type_text
from tests.tui.stage import TODAY, on_stage, shown

DAY = timedelta(days=1)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Ana and Tom were met; both know Lena, Ana better; Zoe is known by nobody."""
    path = tmp_path / "book.db"
    book = create_book(str(path))
    ids = {
        name: people.add_person(book, name, wish=wish, today=TODAY).ids[0]
        for name, wish in (
            ("Ana Ruiz", False),
            ("Tom Okafor", False),
            ("Lena Haddad", True),
            ("Zoe Quist", True),
        )
    }
    for name in ("Ana Ruiz", "Tom Okafor"):
        interactions.log_talk(
            book, (ids[name],), on=TODAY - 20 * DAY, thanks=False, who_else=False, today=TODAY
        )
    ties.tie_people(book, ids["Ana Ruiz"], ids["Lena Haddad"], level=3, today=TODAY)
    ties.tie_people(book, ids["Tom Okafor"], ids["Lena Haddad"], level=1, today=TODAY)
    close_book(book)
    return path


def book_of(app: NetinternApp) -> Book:
    assert app.session.book is not None
    return app.session.book


def person(app: NetinternApp, name: str) -> int:
    return find_person(book_of(app), name).id


def under_way(app: NetinternApp, today: date = TODAY) -> list[tuple[str, str, str]]:
    """Target, introducer, and state of every open introduction."""
    found = open_introductions(book_of(app), today=today)
    return [(one.target.name, one.via.name, one.state) for one in found]


async def ask(app: NetinternApp, pilot: Pilot[Any], name: str) -> AskIntroduction:
    introducing.ask(app.place, person(app, name))
    await pilot.pause()
    assert isinstance(app.screen, AskIntroduction)
    return app.screen


async def test_the_best_way_is_chosen_and_enter_says_it_was_sent(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await ask(app, pilot, "Lena")
        text = shown(app)
        assert "> ━━━" in text
        assert "ask Ana Ruiz, who is close to Lena Haddad" in text
        assert "Hello Ana" in text
        await pilot.press("enter")
        await pilot.pause()
        assert under_way(app) == [("Lena Haddad", "Ana Ruiz", "asked")]
        assert "Ana Ruiz: asked for an introduction to Lena Haddad" in shown(app)


async def test_the_message_follows_the_cursor(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await ask(app, pilot, "Lena")
        await pilot.press("j")
        await pilot.pause()
        assert "Hello Tom" in shown(app)
        await pilot.press("k")
        await pilot.pause()
        assert "Hello Ana" in shown(app)


async def test_y_copies_the_message_with_the_lines_to_forward(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied: list[str] = []

    def copy(app: NetinternApp, text: str) -> tuple[str, ...]:
        copied.append(text)
        return ("the terminal",)

    monkeypatch.setattr(clipboard, "copy", copy)
    async with on_stage(path, (80, 24)) as (app, pilot):
        await ask(app, pilot, "Lena")
        await pilot.press("y")
        await pilot.pause()
        assert "copied through the terminal" in shown(app)
        assert under_way(app) == []
    assert "Hello Ana" in copied[0]
    assert "Lena's" in copied[0] or "Lena" in copied[0].rsplit("\n\n", 1)[1]


async def test_escape_leaves_nothing_behind(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await ask(app, pilot, "Lena")
        await pilot.press("escape")
        await pilot.pause()
        assert not isinstance(app.screen, AskIntroduction)
        assert under_way(app) == []


async def test_somebody_met_is_asked_about_somebody_to_meet(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await ask(app, pilot, "Tom")
        await type_text(pilot, "len")
        assert "Ana Ruiz" not in shown(app).split("Ask Tom")[1].split("somebody new")[0]
        await pilot.press("enter")
        await pilot.pause()
        assert "Hello Tom" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert under_way(app) == [("Lena Haddad", "Tom Okafor", "asked")]


async def test_somebody_met_is_asked_about_a_new_name(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await ask(app, pilot, "Tom")
        await type_text(pilot, "Kim Lee")
        await pilot.press("enter")
        await pilot.pause()
        assert "Hello Tom" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert under_way(app) == [("Kim Lee", "Tom Okafor", "asked")]
        assert person_page(book_of(app), person(app, "Kim"), today=TODAY).summary.wish


@pytest.mark.parametrize("name", ["lena", "Kim Lee"])
async def test_typed_at_once_it_is_asked_all_the_same(path: Path, name: str) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await ask(app, pilot, "Tom")
        await type_at_once(pilot, name, "enter", "enter")
        await pilot.pause()
        whom = "Lena Haddad" if name == "lena" else name
        assert under_way(app) == [(whom, "Tom Okafor", "asked")]
        assert len(all_names(app)) == (4 if name == "lena" else 5)


async def test_without_a_way_the_reason_is_told_and_a_name_is_asked_for(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await ask(app, pilot, "Zoe")
        assert "There are no ties recorded for Zoe Quist." in shown(app)
        await type_text(pilot, "ana")
        await pilot.press("enter")
        await pilot.pause()
        assert "Hello Ana" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert under_way(app) == [("Zoe Quist", "Ana Ruiz", "asked")]


async def test_somebody_else_can_be_named(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        book = book_of(app)
        eve = app.session.write(lambda b: people.add_person(b, "Eve Moss", today=TODAY)).ids[0]
        app.session.write(lambda b: interactions.log_talk(b, (eve,), on=TODAY - DAY, today=TODAY))
        assert book is app.session.book
        await ask(app, pilot, "Lena")
        await pilot.press("G", "enter")
        await type_text(pilot, "eve")
        await pilot.press("enter")
        await pilot.pause()
        assert "Hello Eve" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert under_way(app) == [("Lena Haddad", "Eve Moss", "asked")]


async def test_an_open_question_to_the_same_person_is_told(path: Path) -> None:
    async with on_stage(path, (80, 40)) as (app, pilot):
        ana, zoe = person(app, "Ana"), person(app, "Zoe")
        app.session.write(lambda b: introductions.ask(b, zoe, ana, today=TODAY - 3 * DAY))
        await ask(app, pilot, "Lena")
        while "Hello Ana" not in shown(app):
            await pilot.press("j")
            await pilot.pause()
        text = " ".join(shown(app).replace("│", " ").split())
        assert "Ana Ruiz was asked to introduce you to Zoe Quist 3 days ago" in text


async def test_a_refusal_keeps_the_form(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        ana, lena = person(app, "Ana"), person(app, "Lena")
        app.session.write(lambda b: introductions.ask(b, lena, ana, today=TODAY - DAY))
        await ask(app, pilot, "Lena")
        while "Hello Ana" not in shown(app):
            await pilot.press("j")
            await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, AskIntroduction)
        assert "already" in shown(app)


async def test_the_whole_life_of_an_introduction_from_the_screen(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await ask(app, pilot, "Lena")
        await pilot.press("enter")
        await pilot.pause()
        introducing.ways_in(app.place, person(app, "Lena"))
        await pilot.pause()
        assert isinstance(app.screen, WaysIn)
        assert "asked Ana Ruiz about Lena Haddad today" in shown(app)
        await pilot.press("m")
        await pilot.pause()
        assert under_way(app) == [("Lena Haddad", "Ana Ruiz", "made")]
        assert "Ana Ruiz introduced you to Lena Haddad" in shown(app)
        assert ("Lena Haddad", "reply") in owed(app)
        await pilot.press("t")
        await pilot.pause()
        assert under_way(app) == [("Lena Haddad", "Ana Ruiz", "met")]
        assert "tell Ana Ruiz how it went" in shown(app)
        assert ("Ana Ruiz", "thanks") in owed(app)
        await pilot.press("t")
        await pilot.pause()
        assert under_way(app) == []
        assert ("Ana Ruiz", "thanks") not in owed(app)
        await pilot.press("escape")
        for _ in range(4):
            await pilot.press("u")
            await pilot.pause()
        assert under_way(app) == []
        assert not owed(app)


def owed(app: NetinternApp) -> set[tuple[str | None, str]]:
    items = queue_for(book_of(app), today=TODAY).items
    return {(item.person, item.kind) for item in items if item.lane == "owe"}


@pytest.mark.parametrize("key", ["d", "s"])
async def test_an_introduction_that_comes_to_nothing(path: Path, key: str) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        ana, lena = person(app, "Ana"), person(app, "Lena")
        app.session.write(lambda b: introductions.ask(b, lena, ana, today=TODAY - 9 * DAY))
        introducing.ways_in(app.place, ana)
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause()
        assert under_way(app) == []
        introducing.ways_in(app.place, lena)
        await pilot.pause()
        assert "ask Ana Ruiz" not in shown(app).split("Who can introduce you")[1]


async def test_enter_on_a_way_asks_with_it(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        introducing.ways_in(app.place, person(app, "Lena"))
        await pilot.pause()
        await pilot.press("j", "enter")
        await pilot.pause()
        assert isinstance(app.screen, AskIntroduction)
        assert "Hello Tom" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert under_way(app) == [("Lena Haddad", "Tom Okafor", "asked")]


async def test_somebody_met_opens_doors(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        introducing.ways_in(app.place, person(app, "Ana"))
        await pilot.pause()
        assert "Lena Haddad, whom Ana Ruiz is close to" in shown(app)
        await pilot.press("enter")
        await pilot.pause()
        assert "Hello Ana" in shown(app)


async def test_without_ways_the_reason_stands_there(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        introducing.ways_in(app.place, person(app, "Zoe"))
        await pilot.pause()
        text = " ".join(shown(app).replace("│", " ").split())
        assert "There are no ties recorded for Zoe Quist." in text
        assert "Ask anybody by name: i a, the name, Enter." in text
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, WaysIn)


async def test_no_number_is_shown_on_a_human(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        introducing.ways_in(app.place, person(app, "Lena"))
        await pilot.pause()
        ways = [line for line in shown(app).splitlines() if "━" in line]
        assert len(ways) == 2
        assert not any(letter.isdigit() for line in ways for letter in line)


async def test_an_introduction_to_somebody_new_is_recorded(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        introducing.record(app.place, person(app, "Ana"))
        await pilot.pause()
        assert isinstance(app.screen, RecordIntroduction)
        await type_text(pilot, "Kim Lee")
        await pilot.press("enter", "l", "ctrl+s")
        await pilot.pause()
        assert under_way(app) == [("Kim Lee", "Ana Ruiz", "made")]
        kim = person_page(book_of(app), person(app, "Kim"), today=TODAY).summary
        assert (kim.circle, kim.via) == ("leaders", "Ana Ruiz")


async def test_an_introduction_to_somebody_known_is_recorded(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        introducing.record(app.place, person(app, "Ana"))
        await pilot.pause()
        await type_text(pilot, "lena")
        await pilot.press("enter")
        await pilot.pause()
        assert "Circle" not in shown(app).split("introduced me to")[1]
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert under_way(app) == [("Lena Haddad", "Ana Ruiz", "made")]


@pytest.mark.parametrize(("answer", "count"), [("1", 0), ("n", 1)])
async def test_a_resembling_name_is_asked_about(path: Path, answer: str, count: int) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        before = len(all_names(app))
        introducing.suggested(app.place, person(app, "Ana"))
        await pilot.pause()
        assert isinstance(app.screen, NamesSuggested)
        await type_text(pilot, "Lena Hadad")
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert app.screen.query(SameName)
        assert len(all_names(app)) == before
        await pilot.press(answer)
        await pilot.pause()
        assert not isinstance(app.screen, NamesSuggested)
        assert len(all_names(app)) == before + count


def all_names(app: NetinternApp) -> list[str]:
    rows = book_of(app).connection.execute("SELECT name FROM person WHERE deleted_ms IS NULL")
    return [name for (name,) in rows]


async def test_several_names_in_one_line_and_one_step(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        introducing.suggested(app.place, person(app, "Ana"))
        await pilot.pause()
        await type_text(pilot, "Ben Roy (leaders) 3, Cai Wu")
        assert "Ben Roy (leaders, close); Cai Wu (works with)" in shown(app)
        await pilot.press("tab", "y", "ctrl+s")
        await pilot.pause()
        ben = person_page(book_of(app), person(app, "Ben"), today=TODAY)
        assert (ben.summary.circle, ben.summary.via, ben.summary.wish) == (
            "leaders",
            "Ana Ruiz",
            True,
        )
        assert [(tie.name, tie.level) for tie in ben.ties] == [("Ana Ruiz", 3)]
        mention = book_of(app).connection.execute("SELECT may_mention FROM referral").fetchall()
        assert mention == [(1,), (1,)]
        await pilot.press("u")
        await pilot.pause()
        assert "Ben Roy" not in all_names(app)


async def test_names_take_three_keys_and_the_text(path: Path) -> None:
    async with on_stage(path, (120, 40)) as (app, pilot):
        introducing.suggested(app.place, person(app, "Ana"))
        await pilot.pause()
        await type_text(pilot, "Ben Roy, Cai Wu")
        await pilot.press("enter")
        await pilot.pause()
        assert {"Ben Roy", "Cai Wu"} <= set(all_names(app))


async def test_a_wrong_circle_is_told(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        introducing.suggested(app.place, person(app, "Ana"))
        await pilot.pause()
        await pilot.press("enter", "tab", "ctrl+s")
        await pilot.pause()
        assert "A name is missing." in shown(app)
        await type_text(pilot, "Ben (boss)")
        await pilot.press("enter")
        await pilot.pause()
        assert "'boss' is not a circle." in shown(app)


def test_names_are_read_as_in_the_form_for_a_talk() -> None:
    assert read_names("Ben Roy (lead) 2, Cai Wu 1; Kim Lee") == (
        SuggestedName("Ben Roy", "leaders", 2),
        SuggestedName("Cai Wu", None, 1),
        SuggestedName("Kim Lee", None, 2),
    )
    assert read_names(" , ") == ()


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_name_is_only_text(path: Path, name: str) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        ana = person(app, "Ana")
        app.session.write(
            lambda b: people.add_person(b, name, wish=True, via=ana, knows=3, today=TODAY)
        )
        hostile = max(
            number
            for (number,) in book_of(app).connection.execute("SELECT id FROM person").fetchall()
        )
        for form in (introducing.ask, introducing.ways_in, introducing.record):
            form(app.place, hostile)
            await pilot.pause()
            assert "\x1b" not in shown(app)
            await pilot.press("escape")
            await pilot.pause()


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (120, 40)])
async def test_it_is_alive_at_any_size(path: Path, size: tuple[int, int]) -> None:
    async with on_stage(path, size) as (app, pilot):
        await ask(app, pilot, "Lena")
        await pilot.press("space", "space", "pageup", "enter")
        await pilot.pause()
        assert under_way(app) == [("Lena Haddad", "Ana Ruiz", "asked")]


async def test_the_keys_lead_here(path: Path) -> None:
    async with on_stage(path, (120, 40)) as (app, pilot):
        await pilot.press("slash")
        await type_text(pilot, "lena")
        await pilot.press("enter")
        await pilot.pause()
        for keys, form in (("ia", AskIntroduction), ("p", WaysIn), ("is", NamesSuggested)):
            await pilot.press(*keys)
            await pilot.pause()
            assert isinstance(app.screen, form)
            await pilot.press("escape")
            await pilot.pause()


async def test_a_new_name_that_nobody_was_asked_about_does_not_stay(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        before = all_names(app)
        await ask(app, pilot, "Tom")
        await type_text(pilot, "Kim Lee")
        await pilot.press("enter")
        await pilot.pause()
        assert len(all_names(app)) == len(before) + 1
        await pilot.press("escape")
        for _ in range(4):
            await pilot.pause()
        assert all_names(app) == before
        assert "nobody was added" in shown(app)


async def test_a_new_name_stays_if_something_was_written_since(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        await ask(app, pilot, "Tom")
        await type_text(pilot, "Kim Lee")
        await pilot.press("enter")
        await pilot.pause()
        people.add_person(book_of(app), "Ulla Brandt", today=TODAY)
        await pilot.press("escape")
        for _ in range(4):
            await pilot.pause()
        assert {"Kim Lee", "Ulla Brandt"} <= set(all_names(app))


async def test_on_a_longer_way_one_asks_for_whom_the_connector_knows(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        lena, zoe = person(app, "Lena"), person(app, "Zoe")
        app.session.write(lambda book: ties.tie_people(book, lena, zoe, level=3, today=TODAY))
        await ask(app, pilot, "Zoe")
        text = " ".join(shown(app).split())
        assert "ask Ana Ruiz, who is close to Lena Haddad" in text
        assert "Do you know Lena Haddad well enough" in text


async def test_open_introductions_have_a_letter_of_their_own(path: Path) -> None:
    async with on_stage(path, (80, 24)) as (app, pilot):
        lena = person(app, "Lena")
        app.session.write(
            lambda book: introductions.ask(book, lena, person(app, "Ana"), today=TODAY)
        )
        introducing.ways_in(app.place, lena)
        await pilot.pause()
        assert isinstance(app.screen, WaysIn)
        assert ("o", "open ones: made, met, declined") in INTRO_LETTERS
