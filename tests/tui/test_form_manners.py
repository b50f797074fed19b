"""How forms behave when something is wrong, left, or cleared, and what they say of their keys."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from netintern.domain.errors import FieldError
from netintern.domain.examples import later, past, soon
from netintern.tui.app import NetinternApp
from netintern.tui.dialogs.commitments import Commitments
from netintern.tui.dialogs.controls import Choice, TextField
from netintern.tui.dialogs.form import SaveLine
from netintern.tui.dialogs.log_line import LogLine
from netintern.tui.dialogs.log_talk import LogTalk
from netintern.tui.dialogs.promises import PromiseRow
from netintern.tui.screens.desk import Desk
from netintern.tui.widgets.person_card import Card, CardTalk, card_lines
from tests.tui.dialog_host import ANA, Host, Writer, names, type_at_once
from tests.tui.stage import on_stage, sample_book, shown

TODAY = date(2026, 6, 29)
SIZE = (80, 24)


def talk(submit: Writer, **more: Any) -> LogTalk:
    return LogTalk(today=TODAY, person=ANA, names=names, submit=submit, **more)


async def _settled(pilot: Pilot[Any]) -> None:
    for _ in range(6):
        await pilot.pause()


async def _opened(app: NetinternApp, pilot: Pilot[Any], key: str) -> LogLine | LogTalk:
    await pilot.press(key)
    await _settled(pilot)
    assert isinstance(app.screen, LogLine | LogTalk)
    return app.screen


async def _pressed(pilot: Pilot[Any], *keys: str) -> None:
    await type_at_once(pilot, *keys)
    await _settled(pilot)


def _learned(app: NetinternApp) -> str:
    return app.screen.query_one("#learned", TextField).value


# ---------------------------------------------------------------- one draft for a deed


async def test_a_line_that_was_left_is_gone_once_the_form_was_saved(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await _pressed(pilot, "lcall 25m; learned they move", "escape")
        await _opened(app, pilot, "L")
        assert "as you left it" in shown(app)
        assert _learned(app) == "they move"
        await _pressed(pilot, "ctrl+s", "n")
        assert isinstance(app.screen, Desk)
        line = await _opened(app, pilot, "l")
        assert isinstance(line, LogLine)
        assert line.text == ""


async def test_a_form_that_was_left_is_gone_once_the_line_was_saved(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        form = await _opened(app, pilot, "L")
        form.query_one("#learned", TextField).value = "they move"
        await _pressed(pilot, "escape")
        await _opened(app, pilot, "l")
        assert "the form is as you left it" in shown(app)
        await _pressed(pilot, "tab")
        assert isinstance(app.screen, LogTalk)
        assert _learned(app) == "they move"
        await _pressed(pilot, "escape")
        await _opened(app, pilot, "l")
        await _pressed(pilot, "wrote", "enter")
        assert isinstance(app.screen, Desk)
        await _opened(app, pilot, "L")
        assert _learned(app) == ""


@pytest.mark.parametrize("way", ["tab", "left"])
async def test_clearing_the_form_clears_the_line_behind_it(tmp_path: Path, way: str) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await _pressed(pilot, "lcall 25m; learned they move", "tab" if way == "tab" else "escape")
        if way == "left":
            await _opened(app, pilot, "L")
        assert _learned(app) == "they move"
        await pilot.press("ctrl+x")
        await _settled(pilot)
        assert isinstance(app.screen, LogTalk)
        assert _learned(app) == ""
        await _pressed(pilot, "escape")
        line = await _opened(app, pilot, "l")
        assert isinstance(line, LogLine)
        assert line.text == ""


# ---------------------------------------------------------------- days that cannot be


async def test_a_promise_for_a_day_that_is_over_is_doubted_at_the_day() -> None:
    submit = Writer()
    app = Host(lambda: talk(submit))
    async with app.run_test(size=SIZE) as pilot:
        row = app.screen.query(PromiseRow).first()
        text, by = list(row.query(TextField))
        text.value, by.value = "slides", "12 jun"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "12 jun is over. Write the year if it is Sat 12 Jun 2027." in row.problem
        assert app.focused is by
        by.value = "12 jun 2027"
        await pilot.press("ctrl+s", "n")
        assert submit.drafts[0].promised[0].by == date(2027, 6, 12)


async def test_the_year_of_a_promise_is_shown_whole() -> None:
    app = Host(lambda: talk(Writer()))
    async with app.run_test(size=SIZE) as pilot:
        text, by = list(app.screen.query(PromiseRow).first().query(TextField))
        text.value, by.value = "slides", "12 jun 2027"
        await pilot.pause()
        assert "Sat 12 Jun 2027  I will" in app.text


@pytest.mark.parametrize(
    ("selector", "words", "why"),
    [
        (".day", "tomorrow", "still to come"),
        (".day", "12 dec", "12 dec is still to come"),
        (".number", "2000", "must be 1 to 1440"),
        (".by", "yesterday", "before the talk"),
    ],
)
async def test_what_is_wrong_is_told_before_it_is_asked_whom_else(
    selector: str, words: str, why: str
) -> None:
    app = Host(lambda: talk(Writer()))
    async with app.run_test(size=(120, 40)) as pilot:
        field = app.screen.query(selector).first(TextField)
        app.screen.query_one(PromiseRow).query(TextField).first().value = "slides"
        field.value = words
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert why in " ".join(app.problems)
        assert app.focused is field
        assert "before it is saved" not in app.text


async def test_clearing_takes_what_was_wrong_away() -> None:
    app = Host(lambda: talk(Writer(FieldError("nowhere", "It rains."))))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+s", "n")
        await pilot.pause()
        assert "It rains." in app.text
        await pilot.press("ctrl+x")
        await pilot.pause()
        assert "It rains." not in app.text
        app.screen.query(".day").first(TextField).value = "tomorrow"
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.problems
        await pilot.press("ctrl+x")
        await pilot.pause()
        assert not app.problems


# ---------------------------------------------------------------- keys


async def test_the_keys_told_are_those_that_choose_and_go_on() -> None:
    app = Host(lambda: talk(Writer()))
    async with app.run_test(size=SIZE) as pilot:
        assert "1-5 choose, next" not in app.text
        app.screen.set_focus(app.screen.query_one("#listening"))
        await pilot.pause()
        assert "1-5 choose, next  ctrl+s save" in app.text
        await pilot.press("4")
        assert app.screen.query_one("#listening", Choice).value == "4"
        assert app.focused is app.screen.query_one("#learned")
        await pilot.pause()
        assert "1-5 choose, next" not in app.text


async def test_enter_alone_leads_through_the_form_and_saves() -> None:
    submit = Writer()
    app = Host(lambda: talk(submit))
    async with app.run_test(size=(120, 40)) as pilot:
        for _ in range(40):
            if isinstance(app.focused, SaveLine):
                break
            await pilot.press("enter")
            if app.focused is app.screen.query_one("#who-else"):
                await pilot.press("right", "right")
        assert isinstance(app.focused, SaveLine)
        await pilot.press("enter")
    assert len(submit.drafts) == 1


# ---------------------------------------------------------------- examples


def test_examples_are_workdays_near_today() -> None:
    assert (soon(TODAY), later(TODAY), past(TODAY)) == ("thu", "13 jul", "22 jun")
    saturday = date(2026, 12, 26)
    assert (soon(saturday), later(saturday), past(saturday)) == ("wed", "8 jan", "21 dec")


async def test_a_missing_day_is_asked_for_with_a_day_that_can_be() -> None:
    app = Host(lambda: talk(Writer()))
    async with app.run_test(size=SIZE) as pilot:
        app.screen.query(".day").first(TextField).value = ""
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.problems == ["The day is missing. Type today, yesterday, or 22 jun."]


async def test_the_example_of_a_commitment_is_a_day_soon_to_come() -> None:
    def form() -> Commitments:
        writer = Writer()
        return Commitments(
            today=TODAY,
            rows=lambda: (),
            add=writer,
            hours_left=writer,
            move=writer,
            finish=writer,
            remove=writer,
        )

    app = Host(form)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("a")
        await pilot.pause()
        assert "Demo thu 9h" in app.text
        fields = app.screen.query(TextField)
        assert "thu, 13 jul" in [field.placeholder for field in fields]


@pytest.mark.parametrize("height", range(8, 20))
def test_no_heading_of_the_card_stands_alone(height: int) -> None:
    card = Card(
        "Ana Ruiz",
        "field",
        True,
        "Acme",
        now="due",
        facts="field",
        warmth="",
        through="",
        suggested="",
        last="",
        knows="",
        reach="",
        owed=("slides", "a note"),
        talks=(CardTalk("3 Jun", "talk", "they move"),),
        notes="tall",
    )
    lines = ["".join(run.text for run in line).strip() for line in card_lines(card, 60, height)]
    assert lines[-1] not in ("", "owed", "history", "notes")
