"""A row of the queue at every width."""

from datetime import date

import pytest

from netintern.domain.queue import HiddenItem, QueueItem
from netintern.tui.panes.queue.row import (
    Look,
    heading,
    hidden_heading,
    hidden_line,
    item_line,
    name_cells,
)
from netintern.tui.text import Line, width
from netintern.tui.themes import palette

TODAY = date(2026, 6, 29)
LOOK = Look(TODAY, TODAY, 16, ascii_only=False)
ROW = QueueItem(
    id="p7",
    lane="due",
    kind="due",
    person_id=7,
    person="Mei Tanaka 田中",
    circle="adjacent",
    due=date(2026, 6, 20),
    minutes=15,
    urgency=0.3,
    reason="9 days past a 30-day rhythm",
    permitted=True,
    planned_week=TODAY,
    last_contact=date(2026, 5, 21),
)


def _text(line: Line) -> str:
    return "".join(run.text for run in line)


def test_where_there_is_room_everything_is_said() -> None:
    text = _text(item_line(ROW, LOOK, 90, here=True))
    assert text.startswith(">! ■ Mei Tanaka 田中   9 days past a 30-day rhythm")
    assert text.endswith("5w 15 min")


@pytest.mark.parametrize("cells", [20, 30, 45, 46, 52, 60, 72, 84, 120, 198])
def test_no_row_is_wider_than_the_pane(cells: int) -> None:
    for row in (
        ROW,
        ROW._replace(permitted=False),
        ROW._replace(person="x " * 60, reason="y " * 80),
    ):
        assert width(item_line(row, LOOK, cells, here=False)) <= cells


@pytest.mark.parametrize("cells", [46, 60, 84, 120])
def test_the_reason_is_always_there(cells: int) -> None:
    assert "9 days past" in _text(item_line(ROW, LOOK, cells, here=False))


def test_a_narrow_row_says_when_and_who() -> None:
    assert _text(item_line(ROW, LOOK, 40, here=False)).rstrip() == " ! 9d past   Mei Tanaka 田中"
    owed = ROW._replace(lane="owe", due=date(2026, 6, 26), reason="thank-you, 1 working day late")
    assert "1wd late " in _text(item_line(owed, LOOK, 40, here=False))
    coming = ROW._replace(due=date(2026, 7, 2))
    assert "Thu" in _text(item_line(coming, LOOK, 40, here=False))
    assert "20 Jul" in _text(item_line(ROW._replace(due=date(2026, 7, 20)), LOOK, 40, here=False))


def test_late_is_said_by_a_sign_and_by_weight() -> None:
    line = item_line(ROW, LOOK, 80, here=False)
    assert ("!", "late") in line
    assert any(run.role == "bold" and "Mei" in run.text for run in line)
    on_time = item_line(ROW._replace(due=TODAY), LOOK, 80, here=False)
    assert "!" not in _text(on_time)


def test_a_row_that_work_forbids_is_dimmed_as_a_whole() -> None:
    line = item_line(ROW._replace(permitted=False, due=TODAY), LOOK, 80, here=False)
    assert {run.role for run in line if run.text.strip()} == {"off"}


@pytest.mark.parametrize(
    ("week", "said"),
    [
        (TODAY, ""),
        (date(2026, 7, 6), "fits next week"),
        (date(2026, 7, 13), "fits in 2 weeks"),
        (date(2026, 7, 27), "fits in 4 weeks"),
        (None, "no room"),
    ],
)
def test_the_week_into_which_a_row_fits(week: date | None, said: str) -> None:
    text = _text(item_line(ROW._replace(planned_week=week), LOOK, 100, here=False))
    assert said in text
    assert ("·" in text) is bool(said)


@pytest.mark.parametrize(
    ("cells", "said"),
    [(78, "fits in 4 weeks"), (74, "· in 4 weeks"), (68, "· later"), (64, "rhythm  ")],
)
def test_the_week_is_said_in_as_many_words_as_fit(cells: int, said: str) -> None:
    row = ROW._replace(planned_week=date(2026, 7, 27))
    assert said in _text(item_line(row, LOOK, cells, here=False))


@pytest.mark.parametrize("cells", [30, 60, 120])
def test_a_marked_row_has_a_sign(cells: int) -> None:
    hidden = HiddenItem(3, "Jon Bell", "snoozed", None, "snoozed until 6 Jul")
    for marked in (False, True):
        row = _text(item_line(ROW, LOOK, cells, here=True, marked=marked))
        assert row.startswith(">!*" if marked else ">! ")
        put_off = _text(hidden_line(hidden, LOOK, cells, here=False, marked=marked))
        assert put_off.startswith("  *" if marked else "   ")


def test_those_who_are_hidden_are_counted_by_reason() -> None:
    snoozed = HiddenItem(3, "Jon Bell", "snoozed", None, "snoozed until 6 Jul")
    rows = [snoozed, snoozed._replace(why="let_go"), snoozed]
    assert _text(hidden_heading(rows, 80)) == " NOT NOW 3  snoozed 2, let go 1"
    assert _text(hidden_heading(rows, 40)) == " NOT NOW 3"


def test_somebody_never_met_has_a_hollow_sign() -> None:
    unmet = ROW._replace(lane="grow", kind="grow", due=None, last_contact=None)
    assert "□" in _text(item_line(unmet, LOOK, 80, here=False))
    ascii_look = LOOK._replace(ascii_only=True)
    plain = ROW._replace(person="Mei Tanaka")
    assert _text(item_line(plain, ascii_look, 90, here=False)).isascii()


def test_a_checkin_without_a_supervisor_has_a_name() -> None:
    row = ROW._replace(id="o0", lane="owe", kind="checkin", person_id=None, person=None)
    assert "your boss" in _text(item_line(row, LOOK, 80, here=False))


@pytest.mark.parametrize("cells", [20, 40, 46, 60, 90, 120])
def test_those_who_are_hidden_are_shown_with_the_reason(cells: int) -> None:
    hidden = HiddenItem(3, "Jon Bell", "snoozed", date(2026, 7, 6), "snoozed until 6 Jul")
    line = hidden_line(hidden, LOOK._replace(name_cells=12), cells, here=True)
    assert width(line) <= cells
    assert "Jon Bell" in _text(line)
    assert "snoozed until 6 Jul"[: 19 if cells >= 40 else 3] in _text(line)


def test_a_heading_says_what_the_lane_means() -> None:
    assert _text(heading("owe", 3, 80)) == " OWE 3  thank-yous, replies, promises"
    assert _text(heading("grow", 2, 40)) == " GROW 2"


def test_the_column_of_names_is_as_wide_as_needed() -> None:
    assert name_cells(["Jo"]) == 12
    assert name_cells(["Mei Tanaka 田中", "Jo"]) == 15
    assert name_cells(["x" * 90]) == 24


def test_a_long_reason_keeps_its_day() -> None:
    promise = ROW._replace(lane="owe", reason="promise: the article on schema drift, by Thu 2 Jul")
    line = _text(item_line(promise, LOOK, 70, here=False))
    assert "promise: the art" in line
    assert "…, by Thu 2 Jul" in line


def test_what_else_is_owed_is_counted() -> None:
    thanks = ROW._replace(lane="owe", reason="thank-you, due today", more=2)
    assert "thank-you, due today · 2 more" in _text(item_line(thanks, LOOK, 80, here=False))


def test_a_long_reason_of_somebody_hidden_is_said_in_few_words() -> None:
    long = "2 messages without an answer; let go until 28 Dec"
    for until, said in ((date(2026, 12, 28), "28 Dec"), (date(2027, 5, 10), "May 2027")):
        hidden = HiddenItem(3, "Viktor Petrenko", "let_go", until, long)
        assert f"let go till {said}" in _text(hidden_line(hidden, LOOK, 40, here=False))


def test_how_late_and_who_do_not_touch() -> None:
    late = ROW._replace(reason="306 days past a 30-day rhythm")
    assert "306d past Mei" in _text(item_line(late, LOOK, 40, here=False))
    old = ROW._replace(lane="reconnect", due=date(2023, 6, 1), reason="silent 1107 days")
    assert "3y late   Mei" in _text(item_line(old, LOOK, 40, here=False))


def test_only_a_mark_stands_out_where_there_is_no_colour() -> None:
    styles = palette("mono").plain
    underlined = {
        marked: [
            run.text
            for run in item_line(ROW, LOOK, 80, here=False, marked=marked)
            if styles[run.role].underline
        ]
        for marked in (False, True)
    }
    assert underlined == {False: [], True: ["*"]}
