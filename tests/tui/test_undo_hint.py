"""What the toast offers to undo is what undo takes back, whoever writes the book beside."""

import subprocess
import sys
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from netintern.services.queries.journal import next_undo
from netintern.tui.app import NetinternApp
from netintern.tui.screens.place import sentences
from tests.tui.stage import TODAY, on_stage, sample_book, shown


async def _settled(pilot: Pilot[Any]) -> None:
    for _ in range(3):
        await pilot.pause()


def _beside(path: Path, *words: str) -> None:
    """Another program on the same book."""
    subprocess.run(
        [sys.executable, "-m", "netintern", "--book", str(path), "--today", str(TODAY), *words],
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _newest(app: NetinternApp) -> str:
    assert app.session.book is not None
    step = next_undo(app.session.book)
    return "" if step is None else step[1]


async def test_the_offer_goes_when_another_program_undid_the_step(tmp_path: Path) -> None:
    path = sample_book(tmp_path)
    async with on_stage(path, (80, 24)) as (app, pilot):
        await pilot.press("d")
        await _settled(pilot)
        assert "thank-you done  (u undo)" in shown(app)
        _beside(path, "undo")
        app._poll()
        await _settled(pilot)
        assert "thank-you done" in shown(app)
        assert "u undo" not in shown(app)


async def test_the_offer_goes_when_another_program_did_something_since(tmp_path: Path) -> None:
    path = sample_book(tmp_path)
    async with on_stage(path, (80, 24)) as (app, pilot):
        await pilot.press("d", "u")
        await _settled(pilot)
        assert "(U redo)" in shown(app)
        _beside(path, "add", "Zoe Newcomer", "--wish")
        app._poll()
        await _settled(pilot)
        assert "U redo" not in shown(app)


async def test_the_offer_stays_where_only_something_else_was_read_again(tmp_path: Path) -> None:
    path = sample_book(tmp_path)
    async with on_stage(path, (80, 24)) as (app, pilot):
        _beside(path, "add", "Zoe Newcomer", "--wish")
        await pilot.press("d")
        app._poll()
        await _settled(pilot)
        assert "thank-you done  (u undo)" in shown(app)
        await pilot.press("u")
        await _settled(pilot)
        app.on_app_focus()
        await _settled(pilot)
        assert "(U redo)" in shown(app)


async def test_undo_takes_back_nothing_that_the_toast_does_not_name(tmp_path: Path) -> None:
    path = sample_book(tmp_path)
    async with on_stage(path, (80, 24)) as (app, pilot):
        await pilot.press("d")
        await _settled(pilot)
        _beside(path, "add", "Zoe Newcomer", "--wish")
        added = _newest(app)
        await pilot.press("u")
        await _settled(pilot)
        assert _newest(app) == added
        assert f"! Changed elsewhere meanwhile; u undoes: {added}" in shown(app)
        await pilot.press("u")
        await _settled(pilot)
        assert f"undone: {added}" in shown(app)
        assert "thank-you done" in _newest(app)


async def test_what_is_read_again_later_offers_no_undo(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (80, 24)) as (app, pilot):
        await pilot.press("d", "u", "U")
        await _settled(pilot)
        kept = sentences(app.session)
        assert [one.text.partition(":")[0] for one in kept[:2]] == ["redone", "undone"]
        assert {one.hint for one in kept} == {""}


async def test_a_step_that_wrote_nothing_is_not_offered(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (80, 24)) as (app, pilot):
        await pilot.press("N", "d")
        await _settled(pilot)
        app.session.last_step = 0
        app.place.say("Nothing was to be done", "done", app.session.undo_hint)
        assert "(u undo)" not in shown(app)
