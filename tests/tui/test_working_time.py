"""Working time in one form, and focus time on the desk."""

from datetime import date
from pathlib import Path

import pytest

from netintern.domain.dates import Moment
from netintern.services.queries.settings import rules
from netintern.services.settings import set_rule
from netintern.tui.dialogs.working_time import WorkingTime
from netintern.tui.screens.desk import Desk
from tests.services.helpers import steps
from tests.tui.stage import SIZES, TODAY, on_stage, sample_book, shown


@pytest.mark.parametrize("size", SIZES)
async def test_one_form_one_step(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_stage(sample_book(tmp_path), size) as (app, pilot):
        book = app.session.book
        assert book is not None
        count = len(steps(book))
        app.action_working_time()
        await pilot.pause()
        assert isinstance(app.screen, WorkingTime)
        await pilot.press(*"8:30", "enter", "enter", "enter", *"5", "enter", *"9-11", "enter")
        await pilot.press("end", "ctrl+u", *"3 jul", "ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, Desk)
        by = rules(book)
        assert (by.work_start, by.focus_hours, by.focus_time) == (
            "08:30",
            5.0,
            (("09:00", "11:00"),),
        )
        assert by.holidays == ("2026-07-03",)
        assert by.workdays == (1, 2, 3, 4, 5)
        assert len(steps(book)) == count + 1


async def test_what_is_wrong_stays_beside_its_field(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        app.action_working_time()
        await pilot.pause()
        await pilot.press(*"noon", "ctrl+s")
        await pilot.pause()
        assert "Work start must be a time, like 09:00, not 'noon'." in shown(app)
        await pilot.press("escape")
        app.action_working_time()
        await pilot.pause()
        assert "noon" in shown(app)


async def test_focus_time_ends_while_one_looks(tmp_path: Path) -> None:
    moments = [Moment(TODAY, 10 * 60)]
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        app.session.write(lambda book: set_rule(book, "focus_time", "9-11", today=TODAY))
        app.session._clock = lambda: moments[-1]
        app._poll()
        await pilot.pause()
        await pilot.pause()
        assert "Not now: focus time until 11" in shown(app)
        moments.append(Moment(TODAY, 11 * 60))
        app._poll()
        await pilot.pause()
        await pilot.pause()
        assert "focus time" not in shown(app)
        moments.append(Moment(date(2026, 6, 27), 10 * 60))
        app._poll()
        await pilot.pause()
        assert "focus time" not in shown(app)
