"""Booking the plan of a week: all blocks in one step, or none."""

from datetime import date
from typing import Any

import pytest

from netintern.services.followups import done
from netintern.services.interactions import log_talk
from netintern.services.journal import undo
from netintern.services.plans import Booking, book_week, bookings
from netintern.services.queries.book import Book
from netintern.services.queries.plans import week_plan
from netintern.services.queries.weeks import week_for
from tests.services.helpers import TODAY, one, person, refused, steps, talk

WEDNESDAY = date(2026, 7, 1)


def test_all_blocks_are_one_step(book: Book) -> None:
    ana, ben = person(book, "Ana Ruiz"), person(book, "Ben Roy")
    wanted = [Booking(ana, TODAY, 5, "message"), Booking(ben, WEDNESDAY, 40, "talk")]
    before = steps(book)
    receipt = book_week(book, wanted, today=TODAY)
    assert receipt.label == "Week planned: 2 blocks, 45 min, Mon 29 Jun to Wed 1 Jul"
    assert len(receipt.ids) == 2
    assert steps(book) == [*before, receipt.label]
    view = week_for(book, today=TODAY)
    assert (view.planned, view.remaining) == (45, 15)
    undo(book)
    assert week_for(book, today=TODAY).planned == 0
    assert one(book, "SELECT count(*) FROM block") == 0


def test_one_block_is_told_with_its_day(book: Book) -> None:
    receipt = book_week(book, [Booking(None, WEDNESDAY, 15, "reflection")], today=TODAY)
    assert receipt.label == "Week planned: 1 block, 15 min, Wed 1 Jul"


def test_the_plan_of_the_queue_is_used_up_by_doing_it(book: Book) -> None:
    ana, ben = person(book, "Ana Ruiz"), person(book, "Ben Roy", tier=1)
    talk(book, ana, on=date(2026, 6, 26))
    talk(book, ben, on=date(2026, 5, 28), thanks=False)
    placed = week_plan(book, today=TODAY).placed()
    book_week(book, bookings(placed), today=TODAY)
    assert week_for(book, today=TODAY).planned == 45
    thanks = next(row.row.key for row in placed if row.row.lane == "owe")
    done(book, thanks, today=TODAY)
    view = week_for(book, today=TODAY)
    assert (view.spent, view.planned) == (5, 40)
    log_talk(book, [ben], on=TODAY, today=TODAY)
    view = week_for(book, today=TODAY)
    assert (view.spent, view.planned) == (35, 0)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("on", {"on": date(2026, 6, 28)}),
        ("minutes", {"minutes": 0}),
        ("purpose", {"purpose": "lunch"}),
        ("person_id", {"person_id": 99}),
    ],
)
def test_one_wrong_block_refuses_all(book: Book, field: str, wrong: dict[str, Any]) -> None:
    ana = person(book, "Ana Ruiz")
    fine = Booking(ana, TODAY, 5, "message")
    refused(book, field, lambda: book_week(book, [fine, fine._replace(**wrong)], today=TODAY))


def test_nothing_to_book_is_said(book: Book) -> None:
    refused(book, "wanted", lambda: book_week(book, [], today=TODAY))
