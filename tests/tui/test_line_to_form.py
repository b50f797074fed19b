"""From a line to the form behind it: nothing that was typed is lost, and what is saved is told."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.screen import Screen

from netintern.services.people import add_person
from netintern.services.queries.names import find_person
from netintern.services.queries.people import person_page
from netintern.tui.app import NetinternApp
from netintern.tui.dialogs.add_line import AddLine
from netintern.tui.dialogs.add_person import AddPerson
from netintern.tui.dialogs.controls import TextField
from netintern.tui.dialogs.log_line import LogLine
from netintern.tui.dialogs.log_talk import LogTalk
from netintern.tui.dialogs.suggestions import SameOne, SuggestionRow
from netintern.tui.messages import PersonChosen
from netintern.tui.panes.queue.pane import QueuePane
from netintern.tui.screens.desk import Desk
from netintern.tui.screens.place import Place
from tests.tui.dialog_host import type_at_once
from tests.tui.stage import TODAY, on_stage, sample_book, shown


async def _settled(pilot: object) -> None:
    for _ in range(6):
        await pilot.pause()  # type: ignore[attr-defined]


def _subject(app: NetinternApp) -> int:
    who = app.screen_stack[0].query_one("#queue", QueuePane).subject()
    assert who is not None
    assert who.person_id is not None
    return who.person_id


def _talks(app: NetinternApp, person: int) -> int:
    assert app.session.book is not None
    return len(person_page(app.session.book, person, today=TODAY).interactions)


async def _to(app: NetinternApp, pilot: object, place: str) -> None:
    keys = {"triage": "T", "graph": "3"}
    if place == "page":
        app.post_message(PersonChosen(_subject(app)))
    elif place in keys:
        await pilot.press(keys[place])  # type: ignore[attr-defined]
    await _settled(pilot)


@pytest.mark.parametrize("place", ["queue", "graph", "triage", "page"])
async def test_a_talk_saved_in_the_form_behind_the_line_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    async with on_stage(sample_book(tmp_path), (80, 24)) as (app, pilot):
        await _to(app, pilot, place)
        behind = app.screen
        assert isinstance(behind, Place)
        await type_at_once(pilot, "l", "lunch with Zora Quint 20m; suggested Zed Kimball", "tab")
        await _settled(pilot)
        assert isinstance(app.screen, LogTalk)
        read: list[bool] = []
        reread = behind.reread

        def noting() -> None:
            read.append(True)
            reread()

        monkeypatch.setattr(behind, "reread", noting)
        await pilot.press("ctrl+s")
        await _settled(pilot)
        front: Screen[Any] = app.screen
        assert front is behind
        assert "(u undo)" in shown(app)
        assert read


async def test_a_person_saved_in_the_form_behind_the_line_is_told_and_selected(
    tmp_path: Path,
) -> None:
    async with on_stage(sample_book(tmp_path), (80, 24)) as (app, pilot):
        await type_at_once(pilot, "aZenobia Quill @ Design #leaders to meet", "tab")
        await _settled(pilot)
        assert isinstance(app.screen, AddPerson)
        await pilot.press("ctrl+s")
        await _settled(pilot)
        assert isinstance(app.screen, Desk)
        assert "(u undo)" in shown(app)
        assert app.session.book is not None
        added = find_person(app.session.book, "Zenobia Quill").id
        rows = app.screen.query_one("#queue", QueuePane).shown
        assert added in [row.person_id for row in rows]
        assert _subject(app) == added


async def test_what_the_line_doubts_is_doubted_in_the_form(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (80, 30)) as (app, pilot):
        person = _subject(app)
        talks = _talks(app, person)
        await type_at_once(pilot, "lcoffee tomorrow 0m; promised x by 30 feb", "tab")
        await _settled(pilot)
        assert isinstance(app.screen, LogTalk)
        form = app.screen
        assert "'30 feb'" in shown(app)
        day, length = form.query_one(".day"), form.query_one(".number")
        assert (day.value, length.value) == ("tomorrow", "0m")  # type: ignore[attr-defined]
        await pilot.press("ctrl+s")
        await _settled(pilot)
        assert "Not everything in the line was understood" in shown(app)
        await type_at_once(pilot, "s", "ctrl+s")
        await _settled(pilot)
        assert app.screen is form
        assert "still to come" in shown(app)
        assert "before it is saved" not in shown(app)
        assert _talks(app, person) == talks
        day.value = "today"  # type: ignore[attr-defined]
        await type_at_once(pilot, "ctrl+s")
        await _settled(pilot)
        assert app.screen is form
        assert "! " in shown(app)
        length.value = "25"  # type: ignore[attr-defined]
        await type_at_once(pilot, "ctrl+s")
        await _settled(pilot)
        await type_at_once(pilot, "n")
        await _settled(pilot)
        assert isinstance(app.screen, Desk)
        assert _talks(app, person) == talks + 1


async def test_a_name_that_fits_several_people_is_still_to_be_chosen_in_the_form(
    tmp_path: Path,
) -> None:
    async with on_stage(sample_book(tmp_path), (80, 24)) as (app, pilot):
        for org in ("North", "South"):
            app.session.write(
                lambda book, org=org: add_person(  # type: ignore[misc]
                    book, "Sam Leeson", org=org, is_new=True, today=TODAY
                )
            )
        await type_at_once(pilot, "lcoffee with Sam Leeson", "tab")
        await _settled(pilot)
        assert isinstance(app.screen, LogTalk)
        await type_at_once(pilot, "ctrl+s")
        await _settled(pilot)
        assert "not chosen yet" in shown(app)


async def test_what_a_line_for_a_person_says_beside_the_form_is_told(tmp_path: Path) -> None:
    line = "aZenobia Quill, via Nobody Known, met yesterday, coffee next week"
    async with on_stage(sample_book(tmp_path), (80, 24)) as (app, pilot):
        await type_at_once(pilot, line, "tab")
        await _settled(pilot)
        assert isinstance(app.screen, AddPerson)
        for words in ("nobody is called 'Nobody Known'", "met Sun 28 Jun", "Mon 6 Jul"):
            assert words in shown(app)
        await pilot.press("ctrl+s")
        await _settled(pilot)
        assert isinstance(app.screen, AddPerson)
        await type_at_once(pilot, "s", "ctrl+s")
        await _settled(pilot)
        assert isinstance(app.screen, Desk)


@pytest.mark.parametrize("letter", ["l", "a"])
async def test_leaving_the_form_keeps_the_line(tmp_path: Path, letter: str) -> None:
    line, form = (LogLine, LogTalk) if letter == "l" else (AddLine, AddPerson)
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await type_at_once(pilot, f"{letter}Zenobia Quill 30m", "tab", "escape")
        await _settled(pilot)
        assert isinstance(app.screen, Desk)
        await pilot.press(letter)
        await _settled(pilot)
        assert isinstance(app.screen, line)
        assert app.screen.text == "Zenobia Quill 30m"
        await type_at_once(pilot, "tab")
        await _settled(pilot)
        assert isinstance(app.screen, form)


async def test_a_line_that_was_saved_in_the_form_is_not_kept(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await type_at_once(pilot, "lZenobia Quill 30m; asked for names", "tab", "ctrl+s")
        await _settled(pilot)
        if isinstance(app.screen, LogTalk):
            await type_at_once(pilot, "n")
            await _settled(pilot)
        assert isinstance(app.screen, Desk)
        await pilot.press("l")
        await _settled(pilot)
        assert isinstance(app.screen, LogLine)
        assert app.screen.text == ""


@pytest.mark.parametrize("place", ["queue", "triage"])
async def test_no_keys_are_told_that_do_nothing_under_a_dialog(tmp_path: Path, place: str) -> None:
    async with on_stage(sample_book(tmp_path), (80, 24)) as (app, pilot):
        await _to(app, pilot, place)
        hints = shown(app).split("\n")[-1]
        assert "s snooze" in hints or "? keys" in hints
        for key in ("l", "L", "a"):
            await pilot.press(key)
            await _settled(pilot)
            assert not isinstance(app.screen, Place)
            assert shown(app).split("\n")[-1].strip() == ""
            await pilot.press("escape")
            await _settled(pilot)
            assert shown(app).split("\n")[-1] == hints


async def test_the_dialog_tells_its_own_keys_on_a_small_screen(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (40, 12)) as (app, pilot):
        await pilot.press("L")
        await _settled(pilot)
        assert "ctrl+s" in shown(app)
        assert "Esc leave" in shown(app)


async def test_ctrl_x_clears_what_was_just_typed(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await type_at_once(pilot, "LToday")
        form = app.screen
        assert isinstance(form, LogTalk)
        field = form.query_one("#notes")
        field.value = "tall"  # type: ignore[attr-defined]
        await pilot.press("ctrl+x")
        await _settled(pilot)
        assert field.value == ""  # type: ignore[attr-defined]
        assert form.query_one(".day").value == "today"  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", [(80, 30), (40, 12)])
async def test_a_wrong_answer_to_who_is_meant_can_be_changed(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with on_stage(sample_book(tmp_path), size) as (app, pilot):
        person = _subject(app)
        assert app.session.book is not None
        name = person_page(app.session.book, person, today=TODAY).summary.name
        talks = _talks(app, person)
        near = name[:-1]
        await type_at_once(pilot, f"lcoffee; suggested Zed Kimball, {near}; 20m", "tab", "ctrl+s")
        await _settled(pilot)
        assert isinstance(app.screen, LogTalk)
        assert app.screen.query(SameOne)
        await type_at_once(pilot, "y")
        await _settled(pilot)
        rows = list(app.screen.query(SuggestionRow))
        assert "cannot suggest themselves" in rows[1].problem
        assert not rows[0].problem
        await type_at_once(pilot, "ctrl+s")
        await _settled(pilot)
        assert app.screen.query(SameOne)
        await type_at_once(pilot, "n")
        await _settled(pilot)
        assert isinstance(app.screen, Desk)
        assert _talks(app, person) == talks + 1
        assert find_person(app.session.book, f"{near}").name == near


async def test_who_is_meant_is_told_whole_and_forgotten_with_the_name(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (80, 30)) as (app, pilot):
        assert app.session.book is not None
        other = next(
            row.person or ""
            for row in app.screen.query_one("#queue", QueuePane).shown
            if row.person_id not in (None, _subject(app))
        )
        await type_at_once(pilot, f"lcoffee; suggested {other[:-1]}; promised x by 30 feb", "tab")
        await _settled(pilot)
        await type_at_once(pilot, "ctrl+s", "s", "ctrl+s")
        await _settled(pilot)
        row = app.screen.query_one(SuggestionRow)
        row.decide(1, other)
        await _settled(pilot)
        assert f"{other}, who is in the book" in shown(app)
        row.query_one(TextField).value = "Somebody Else"
        await _settled(pilot)
        assert "who is in the book" not in shown(app)
        named = row.suggestion()
        assert named is not None
        assert named.same_as is None


async def test_on_a_small_screen_doubts_are_whole_or_said_to_be_more(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (40, 12)) as (app, pilot):
        await type_at_once(pilot, "lcoffee 20m; learned queues; notes tall; next in 2w")
        await _settled(pilot)
        assert all(words in shown(app) for words in ("Priya", "today", "20 min", "and 3 more"))
        await type_at_once(pilot, "; 0m; promised x by 30 feb; tomorrow")
        await _settled(pilot)
        text = " ".join(shown(app).replace("│", " ").split())
        assert "and 1 more unsure" in text


async def test_an_event_needs_nobody(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (80, 24)) as (app, pilot):
        app.action_log()
        await _settled(pilot)
        await type_at_once(pilot, "training on figures 60m", "enter")
        await _settled(pilot)
        assert isinstance(app.screen, Desk)
        assert "(u undo)" in shown(app)


async def test_the_line_for_a_person_tells_the_talk_it_writes(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (80, 24)) as (app, pilot):
        await type_at_once(pilot, "aZenobia Quill, met yesterday, coffee next week")
        await _settled(pilot)
        assert "a talk of 30 min on the clock; a thank-you is owed" in shown(app)
        assert "Mon 6 Jul" in shown(app)
        await pilot.press("enter")
        await _settled(pilot)
        assert app.session.book is not None
        added = find_person(app.session.book, "Zenobia Quill").id
        page = person_page(app.session.book, added, today=TODAY)
        assert [talk.minutes for talk in page.interactions] == [30]
        assert [promise.kind for promise in page.promises] == ["thanks"]


async def test_a_misspelt_clause_about_a_person_is_asked_about(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (80, 24)) as (app, pilot):
        await type_at_once(pilot, "aZenobia Quill, sugested by Priya Natarajan")
        await _settled(pilot)
        assert "did you mean suggested?" in shown(app)
        await pilot.press("enter")
        await _settled(pilot)
        assert isinstance(app.screen, AddLine)


async def test_the_next_day_of_the_line_is_in_the_form(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (80, 24)) as (app, pilot):
        await type_at_once(pilot, "aZenobia Quill, coffee next week", "tab", "ctrl+s")
        await _settled(pilot)
        assert isinstance(app.screen, Desk)
        assert app.session.book is not None
        added = find_person(app.session.book, "Zenobia Quill").id
        assert person_page(app.session.book, added, today=TODAY).next_on == date(2026, 7, 6)


@pytest.mark.parametrize(
    "clause", ["coffee with Sam Leeson 20m", "coffee 20m; suggested Sam Leeson"]
)
async def test_people_of_equal_names_are_told_apart_in_the_line(
    tmp_path: Path, clause: str
) -> None:
    async with on_stage(sample_book(tmp_path), (80, 24)) as (app, pilot):
        ids = [
            app.session.write(
                lambda book, org=org: add_person(  # type: ignore[misc]
                    book, "Sam Leeson", org=org, is_new=True, today=TODAY
                )
            ).ids[0]
            for org in ("North", "South")
        ]
        person = _subject(app)
        await type_at_once(pilot, f"l{clause}")
        await _settled(pilot)
        assert "Enter asks" in shown(app)
        assert "--with" not in shown(app)
        await type_at_once(pilot, "enter")
        await _settled(pilot)
        assert "1 Sam Leeson, North" in shown(app)
        assert "2 Sam Leeson, South" in shown(app)
        await type_at_once(pilot, "2")
        await _settled(pilot)
        if isinstance(app.screen, LogLine):
            await type_at_once(pilot, "n")
            await _settled(pilot)
        assert isinstance(app.screen, Desk)
        assert app.session.book is not None
        if "with" in clause:
            assert [_talks(app, one) for one in ids] == [0, 1]
        else:
            page = person_page(app.session.book, person, today=TODAY)
            assert ids[1] in [one.id for one in page.suggested]
            assert ids[0] not in [one.id for one in page.suggested]
