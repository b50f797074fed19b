"""Work commitments."""

from datetime import date

import pytest

from netintern.domain.errors import AmbiguousNameError, NothingFoundError
from netintern.services.queries.book import Book
from netintern.services.queries.work import gate_for, work_list
from netintern.services.work import (
    add_commitment,
    finish_commitment,
    move_commitment,
    remove_commitment,
    set_hours_left,
)
from tests.services.helpers import TODAY, one, refused

TOMORROW = date(2026, 6, 30)


def test_work_comes_first(book: Book) -> None:
    receipt = add_commitment(book, "Demo", due=TOMORROW, hours=9, today=TODAY)
    assert receipt.label == "Demo: due Tue 30 Jun, 9 h"
    gate = gate_for(book, today=TODAY, minute=15 * 60)
    assert (gate.state, gate.reason) == ("blocked", "Not now: Demo needs 9 h, 8 h left")
    assert set_hours_left(book, "demo", 7.0, today=TODAY).label == "Demo: 7 h left"
    assert gate_for(book, today=TODAY, minute=15 * 60).state == "tight"
    assert set_hours_left(book, "dem", 7, today=TODAY).action_id == 0
    assert finish_commitment(book, receipt.ids[0], today=TODAY).label == "Demo: done"
    assert gate_for(book, today=TODAY, minute=15 * 60).state == "open"
    (line,) = work_list(book, finished=True)
    assert line.done_on == TODAY


def test_a_day_in_the_past_and_no_estimate(book: Book) -> None:
    receipt = add_commitment(book, "Report", due=date(2026, 6, 26), today=TODAY)
    assert receipt.label == "Report: due Fri 26 Jun"
    assert gate_for(book, today=TODAY).state == "blocked"
    move_commitment(book, "Report", date(2026, 8, 1), today=TODAY)
    assert gate_for(book, today=TODAY).state == "open"
    remove_commitment(book, "#1", today=TODAY)
    assert work_list(book, finished=True) == ()


def test_found_by_id_name_or_beginning(book: Book) -> None:
    for name in ("Démo", "Demo day", "2", "Démo night"):
        add_commitment(book, name, due=TOMORROW, today=TODAY)
    assert set_hours_left(book, "demo", 1, today=TODAY).ids == (1,)
    assert set_hours_left(book, "2", 1, today=TODAY).ids == (3,)
    assert set_hours_left(book, 2, 1, today=TODAY).ids == (2,)
    assert set_hours_left(book, "#4", 1, today=TODAY).ids == (4,)
    with pytest.raises(AmbiguousNameError) as caught:
        set_hours_left(book, "dem", 1, today=TODAY)
    assert [found for found, _, _ in caught.value.candidates] == [1, 2, 4]
    for unknown in ("x", 99, ""):
        with pytest.raises(NothingFoundError):
            finish_commitment(book, unknown, today=TODAY)
    finish_commitment(book, 1, today=TODAY)
    with pytest.raises(NothingFoundError):
        finish_commitment(book, 1, today=TODAY)


def test_what_cannot_be(book: Book) -> None:
    add_commitment(book, "Demo", due=TOMORROW, hours=0, today=TODAY)
    refused(book, "name", lambda: add_commitment(book, " ", due=TOMORROW, today=TODAY))
    refused(book, "name", lambda: add_commitment(book, "DEMO", due=TOMORROW, today=TODAY))
    for hours in (-1.0, 1001.0, float("nan"), float("inf")):
        refused(
            book,
            "hours",
            lambda hours=hours: add_commitment(  # type: ignore[misc]
                book, "X", due=TOMORROW, hours=hours, today=TODAY
            ),
        )
    refused(book, "hours", lambda: set_hours_left(book, "Demo", -2, today=TODAY))
    finish_commitment(book, "Demo", today=TODAY)
    add_commitment(book, "Demo", due=TOMORROW, today=TODAY)
    assert one(book, "SELECT count(*) FROM commitment") == 2
