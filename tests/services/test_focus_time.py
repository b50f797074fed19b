"""Focus time, and working time as a whole."""

from datetime import date

import pytest

from netintern.domain.settings import DEFAULT_RULES
from netintern.services.calendar import set_working_time
from netintern.services.journal import undo
from netintern.services.queries.book import Book
from netintern.services.queries.queue import queue_for
from netintern.services.queries.settings import rules
from netintern.services.queries.weeks import week_for
from netintern.services.queries.work import gate_for, work_list
from netintern.services.settings import set_rule
from netintern.services.weeks import override
from netintern.services.work import add_commitment, add_commitment_line
from tests.services.helpers import TODAY, person, refused, steps, talk

TEN = 10 * 60


@pytest.fixture
def owed(book: Book) -> None:
    """A thank-you of five minutes, and focus time from nine to eleven."""
    talk(book, person(book, "Ana Silva"), on=TODAY)
    set_rule(book, "focus_time", "9-11", today=TODAY)


def test_nothing_is_proposed_in_focus_time(book: Book, owed: None) -> None:
    view = queue_for(book, today=TODAY, minute=TEN)
    assert view.gate.reason == "Not now: focus time until 11"
    assert [item.permitted for item in view.items] == [False]
    assert week_for(book, today=TODAY, minute=TEN).gate.state == "blocked"
    after = queue_for(book, today=TODAY, minute=11 * 60)
    assert (after.gate.state, [item.permitted for item in after.items]) == ("open", [True])
    assert queue_for(book, today=TODAY).gate.state == "open"


def test_focus_time_goes_before_what_is_due(book: Book, owed: None) -> None:
    add_commitment(book, "Demo", due=TODAY, hours=20, today=TODAY)
    assert gate_for(book, today=TODAY, minute=TEN).reason == "Not now: focus time until 11"
    blocked = queue_for(book, today=TODAY, minute=12 * 60)
    # Work that does not fit still leaves five minutes for a thank-you; focus time does not.
    assert (blocked.gate.state, [item.permitted for item in blocked.items]) == ("blocked", [True])


def test_an_override_opens_focus_time_too(book: Book, owed: None) -> None:
    override(book, "they leave today", today=TODAY)
    view = queue_for(book, today=TODAY, minute=TEN)
    assert (view.gate.state, view.gate.reason) == ("open", "Anyway today: they leave today")
    assert [item.permitted for item in view.items] == [True]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("9-11", (("09:00", "11:00"),)),
        ("13:30 - 15:00, 09:00..10:30", (("09:00", "10:30"), ("13:30", "15:00"))),
        ("none", ()),
        ("", ()),
    ],
)
def test_how_focus_time_is_written(book: Book, text: str, value: object) -> None:
    set_rule(book, "focus_time", text, today=TODAY)
    assert rules(book).focus_time == value


@pytest.mark.parametrize("text", ["11-9", "9", "9-9", "25:00-26:00", "9:00-", "mornings", "-"])
def test_what_is_no_focus_time(book: Book, text: str) -> None:
    refused(book, "text", lambda: set_rule(book, "focus_time", text, today=TODAY))


def test_working_time_is_one_step(book: Book) -> None:
    receipt = set_working_time(
        book,
        {
            "work_start": "8:30",
            "work_end": "16:30",
            "focus_time": "9-11",
            "holidays": "3 jul, 2026-09-07",
            "quiet": "13 jul..19 jul",
            "workdays": "mon-fri",
        },
        today=TODAY,
    )
    by = rules(book)
    assert (by.work_start, by.work_end, by.focus_time) == ("08:30", "16:30", (("09:00", "11:00"),))
    assert (by.holidays, by.quiet) == (
        ("2026-07-03", "2026-09-07"),
        (("2026-07-13", "2026-07-19"),),
    )
    assert receipt.label.startswith("Working time: work start 08:30, work end 16:30, focus time")
    assert len(steps(book)) == 1
    undo(book)
    assert rules(book) == DEFAULT_RULES


def test_both_ends_of_the_day_can_move_at_once(book: Book) -> None:
    set_working_time(book, {"work_start": "18:00", "work_end": "23:00"}, today=TODAY)
    assert rules(book).work_start == "18:00"


def test_nothing_different_is_no_step(book: Book) -> None:
    assert (
        set_working_time(book, {"work_start": "9:00", "holidays": ""}, today=TODAY).action_id == 0
    )
    assert steps(book) == []


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("work_start", "noon"),
        ("work_start", "18:00"),
        ("focus_hours", "25"),
        ("holidays", "someday"),
        ("quiet", "19 jul..13 jul"),
        ("workdays", ""),
        ("own_budget", "90"),
    ],
)
def test_what_cannot_be_names_its_field(book: Book, field: str, text: str) -> None:
    refused(book, field, lambda: set_working_time(book, {field: text}, today=TODAY))


def test_a_commitment_in_one_line(book: Book) -> None:
    assert add_commitment_line(book, "Demo fri 9h", today=TODAY).label == "Demo: due Fri 3 Jul, 9 h"
    assert [(one.name, one.due, one.hours_left) for one in work_list(book)] == [
        ("Demo", date(2026, 7, 3), 9.0)
    ]
    refused(book, "due", lambda: add_commitment_line(book, "Report 3h", today=TODAY))
    refused(book, "name", lambda: add_commitment_line(book, "fri 3h", today=TODAY))
    refused(book, "name", lambda: add_commitment_line(book, "demo mon", today=TODAY))
