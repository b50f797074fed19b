"""The worked Monday by keys: the plan of a short week, number by number."""

from datetime import date
from pathlib import Path

import pytest

from netintern.services.book import close_book, create_book
from netintern.services.calendar import add_holiday
from netintern.services.experiences import add_experience
from netintern.services.interactions import log_talk
from netintern.services.people import add_person
from netintern.services.queries.queue import queue_for
from netintern.services.queries.weeks import week_for
from netintern.services.settings import set_rule
from netintern.services.weeks import checkin
from netintern.tui.dialogs.message import MessageForm
from netintern.tui.dialogs.plan_block import PlanBlock
from netintern.tui.panes.queue.pane import QueuePane
from tests.tui.stage import TODAY, on_stage, shown

START, END = date(2026, 6, 1), date(2026, 8, 21)
TALKS = (
    ("Ana Silva", "field", 26),
    ("Ben Roy", "field", 10),
    ("Cai Wu", "field", 11),
    ("Dee Fox", "field", 12),
    ("Eve Lo", "adjacent", 15),
    ("Fay Kim", "adjacent", 16),
    ("Gil Ash", "culture", 17),
    ("Hal Orr", "culture", 18),
)


@pytest.fixture
def monday(tmp_path: Path) -> Path:
    """Friday's talk to be thanked for, two that are due, and the balance 4/2/0/2."""
    path = tmp_path / "monday.db"
    book = create_book(str(path))
    set_rule(book, "own_budget", "120", today=START)
    add_experience(book, org="Acme", start=START, end=END, today=START)
    for day in (date(2026, 6, 19), date(2026, 7, 3)):
        add_holiday(book, day, today=START)
    checkin(book, agreed=90, on=date(2026, 6, 22), today=date(2026, 6, 22))
    for name, circle, number in TALKS:
        day = date(2026, 6, number)
        who = add_person(book, name, circle=circle, tier=1, today=START).ids[0]
        learned = "shadow the night shift" if name == "Ana Silva" else ""
        thanks = name == "Ana Silva"
        log_talk(book, (who,), on=day, today=day, learned=learned, thanks=thanks)
    close_book(book)
    return path


async def test_the_worked_monday(monday: Path) -> None:
    async with on_stage(monday, (200, 60)) as (app, pilot):
        book = app.session.book
        assert book is not None
        week = week_for(book, today=TODAY)
        assert (week.week, week.header) == ("2026-W27", "0 of 72 min (90 agreed, Fri holiday)")
        assert week.iqv == pytest.approx(5 / 6)
        assert "even .83" in shown(app)
        assert "leaders" in shown(app)
        queue = app.screen.query_one(QueuePane)
        first = queue.subject()
        assert first is not None
        assert (first.name, first.reason) == ("Ana Silva", "thank-you, 1 working day late")

        await pilot.press("m")
        await pilot.pause()
        assert isinstance(app.screen, MessageForm)
        assert app.screen.message.template == "T05"
        assert "shadow the night shift" in app.screen.message.body
        await pilot.press("ctrl+s")
        await pilot.pause()
        week = week_for(book, today=TODAY)
        assert (week.spent, week.remaining) == (5, 67)
        following = queue.subject()
        assert following is not None
        assert following.name != "Ana Silva"
        assert all(row.person != "Ana Silva" for row in queue_for(book, today=TODAY).items)

        await pilot.press("b")
        await pilot.pause()
        assert isinstance(app.screen, PlanBlock)
        await pilot.press(*"wed", "enter", *"30", "ctrl+s")
        await pilot.pause()
        week = week_for(book, today=TODAY)
        assert [(block.name, block.on, block.minutes) for block in week.blocks] == [
            (following.name, date(2026, 7, 1), 30)
        ]
        assert (week.planned, week.remaining) == (30, 37)

        # The next talk takes 30 minutes and 10 to prepare, 37 are left.
        rows = [row for row in queue_for(book, today=TODAY).items if row.lane == "due"]
        talk = next(row for row in rows if row.person != following.name)
        assert talk.planned_week == date(2026, 7, 6)

        chosen = queue.subject()
        await pilot.press("3", "escape", "1")
        await pilot.pause()
        assert queue.subject() == chosen
