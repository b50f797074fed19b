"""Keys typed without a pause: none is lost, and each acts on the screen the keys before led to."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from textual import events
from textual.pilot import Pilot

from netintern.services.queries.journal import history
from netintern.services.queries.people import person_page
from netintern.tui.app import NetinternApp
from netintern.tui.dialogs.controls import TextField
from netintern.tui.panes.queue.pane import QueuePane
from netintern.tui.screens.desk import Desk
from tests.tui.dialog_host import type_at_once
from tests.tui.stage import TODAY, on_stage, sample_book, shown
from tests.tui.test_endings import Terminal


def _subject(app: NetinternApp) -> tuple[int, str]:
    desk = app.screen_stack[0]
    who = desk.query_one("#queue", QueuePane).subject()
    assert who is not None
    assert who.person_id is not None
    return who.person_id, who.name


def _notes(app: NetinternApp, person: int) -> str:
    assert app.session.book is not None
    return person_page(app.session.book, person, today=TODAY).notes


async def _settled(pilot: Pilot[Any]) -> None:
    for _ in range(4):
        await pilot.pause()


async def test_the_text_behind_the_key_of_a_form_is_in_the_form(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await type_at_once(pilot, "ntall, likes tea")
        await _settled(pilot)
        assert app.screen.query_one(TextField).value == "tall, likes tea"


async def test_a_form_is_filled_saved_and_left_in_one_go(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        person, name = _subject(app)
        await type_at_once(pilot, "nlikes dots", "enter", "jnuud", "escape", "k")
        await _settled(pilot)
        assert "likes dots" in _notes(app, person)
        assert isinstance(app.screen, Desk)
        assert _subject(app) == (person, name)


async def test_each_key_acts_on_what_the_one_before_left(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        assert app.session.book is not None
        await type_at_once(pilot, "ddd")
        await _settled(pilot)
        names = {line.label.partition(":")[0] for line in history(app.session.book, 3)}
        assert len(names) == 3
        await type_at_once(pilot, "uuu")
        await _settled(pilot)
        assert all(line.undone for line in history(app.session.book, 3))


async def test_esc_after_the_key_of_a_form_leaves_that_form(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        person, _ = _subject(app)
        for _ in range(5):
            await type_at_once(pilot, "nx", "escape")
        await _settled(pilot)
        assert isinstance(app.screen, Desk)
        assert _notes(app, person).count("x") == 0


async def test_esc_and_a_letter_at_once_are_no_alt_key(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await type_at_once(pilot, "nold")
        app.post_message(events.Key("alt+t", "t"))
        await type_at_once(pilot, "ags")
        await _settled(pilot)
        field = app.screen.query_one(TextField)
        assert field.value.endswith("ags")
        assert "Tags" in shown(app)
        app.post_message(events.Key("alt+shift+g", "G"))
        await _settled(pilot)
        assert isinstance(app.screen, Desk)


async def test_pasted_text_waits_for_the_form_as_well(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        app.post_message(events.Key("n", "n"))
        app.post_message(events.Paste("one\ntwo"))
        app.post_message(events.Key("!", "!"))
        await _settled(pilot)
        assert app.screen.query_one(TextField).value == "one two!"


async def test_a_page_opened_on_the_way_takes_its_keys(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        person, _ = _subject(app)
        await type_at_once(pilot, "jk", "enter", "non the page", "enter", "q", "nhere")
        await _settled(pilot)
        assert "on the page" in _notes(app, person)
        assert app.screen.query_one(TextField).value == "here"


@pytest.mark.parametrize("pause", [0.0, 0.004])
async def test_fast_keys_keep_their_order(tmp_path: Path, pause: float) -> None:
    text = "abcdefghijklmnopqrstuvwxyz0123456789" * 3
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        for letter in "n" + text:
            app.post_message(events.Key(letter, letter))
            if pause:
                await pilot.pause(pause)
        await _settled(pilot)
        assert app.screen.query_one(TextField).value == text


def test_one_burst_on_a_terminal_saves_and_leaves(tmp_path: Path) -> None:
    path = sample_book(tmp_path)
    terminal = Terminal(path)
    try:
        terminal.read_until(lambda: b"Queue" in terminal.sent)
        os.write(terminal.master, b"nlikes dots, not dashes\rjkq")
        assert terminal.end() == 0
    finally:
        terminal.close()
    with closing(sqlite3.connect(path)) as book:
        (notes,) = book.execute("SELECT notes FROM person WHERE notes LIKE '%likes dots%'")
    assert notes[0].endswith("likes dots, not dashes")
