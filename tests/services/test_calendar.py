"""Holidays and quiet ranges."""

from datetime import date

from netintern.services.calendar import add_holiday, add_quiet, remove_holiday, remove_quiet
from netintern.services.journal import undo
from netintern.services.queries.book import Book
from netintern.services.queries.settings import calendar, rules
from tests.services.helpers import TODAY, refused, rows

FRIDAY = date(2026, 7, 3)


def test_a_holiday_is_no_workday(book: Book) -> None:
    assert add_holiday(book, FRIDAY, today=TODAY).label == "Calendar: Fri 3 Jul is a holiday"
    assert not calendar(book).is_workday(FRIDAY)
    refused(book, "day", lambda: add_holiday(book, FRIDAY, today=TODAY))
    remove_holiday(book, FRIDAY, today=TODAY)
    assert calendar(book).is_workday(FRIDAY)
    assert rows(book, "SELECT * FROM setting") == []
    refused(book, "day", lambda: remove_holiday(book, FRIDAY, today=TODAY))


def test_several_holidays_are_one_step(book: Book) -> None:
    first, last = date(2026, 12, 24), date(2027, 1, 1)
    add_holiday(book, date(2026, 12, 25), today=TODAY)
    receipt = add_holiday(book, first, last=last, today=TODAY)
    assert receipt.label == "Calendar: Thu 24 Dec to Fri 1 Jan 2027 is a holiday"
    assert rules(book).holidays[0] == "2026-12-24"
    assert len(rules(book).holidays) == 9
    undo(book)
    assert rules(book).holidays == ("2026-12-25",)
    remove_holiday(book, first, last=last, today=TODAY)
    assert rules(book).holidays == ()


def test_quiet_ranges(book: Book) -> None:
    first, last = date(2026, 10, 12), date(2026, 10, 16)
    receipt = add_quiet(book, first, last, today=TODAY)
    assert receipt.label == "Calendar: Mon 12 Oct to Fri 16 Oct is quiet"
    add_quiet(book, date(2026, 10, 1), date(2027, 12, 31), today=TODAY)
    assert calendar(book).quiet[0] == (date(2026, 10, 1), date(2027, 12, 31))
    assert not calendar(book).is_workday(date(2026, 10, 14))
    refused(book, "first", lambda: add_quiet(book, first, last, today=TODAY))
    remove_quiet(book, first, last, today=TODAY)
    refused(book, "first", lambda: remove_quiet(book, first, last, today=TODAY))


def test_what_cannot_be(book: Book) -> None:
    before = date(2026, 7, 2)
    refused(book, "last", lambda: add_quiet(book, FRIDAY, before, today=TODAY))
    refused(book, "last", lambda: add_holiday(book, FRIDAY, last=before, today=TODAY))
    refused(book, "last", lambda: add_quiet(book, FRIDAY, date(2036, 1, 1), today=TODAY))
