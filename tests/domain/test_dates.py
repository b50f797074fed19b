"""Days as people write them: what is understood, and what is refused instead of guessed."""

import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintern.domain.dates import (
    Moment,
    ago,
    parse_day,
    parse_iso,
    parse_moment,
    short_day,
    weekday_day,
)
from netintern.domain.errors import FieldError, UsageError
from tests.domain.calendars import AMERICAN, day, days

MONDAY = day("2026-11-23")
SATURDAY = day("2026-11-28")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-06-29", Moment(day("2026-06-29"), None)),
        ("2026-06-29T09:30", Moment(day("2026-06-29"), 570)),
        ("2026-06-29 00:00", Moment(day("2026-06-29"), 0)),
    ],
)
def test_parse_moment(text: str, moment: Moment) -> None:
    assert parse_moment(text) == moment


@pytest.mark.parametrize(
    "text",
    ["", "today", "2026-02-30", "2026-06-29T", "2026-06-29T24:00", "2026-06-29T9:30", "20260629"],
)
def test_a_moment_is_strict(text: str) -> None:
    with pytest.raises(UsageError):
        parse_moment(text)


def test_parse_iso_names_the_field() -> None:
    assert parse_iso(" 2026-06-29 ", "on") == day("2026-06-29")
    for wrong in ("2026-6-29", "2026-02-29", "20260629", "2026-W27-1", "٢٠٢٦-٠٦-٢٩"):
        with pytest.raises(FieldError) as caught:
            parse_iso(wrong, "on")
        assert caught.value.field == "on"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("today", "2026-11-23"),
        ("tonight", "2026-11-23"),
        ("Tomorrow", "2026-11-24"),
        ("tmrw", "2026-11-24"),
        ("day after tomorrow", "2026-11-25"),
        ("yesterday", "2026-11-22"),
        ("the day before yesterday", "2026-11-21"),
        ("fri", "2026-11-27"),
        ("on Friday", "2026-11-27"),
        ("by fri.", "2026-11-27"),
        ("mon", "2026-11-30"),
        ("this fri", "2026-11-27"),
        ("next fri", "2026-12-04"),
        ("next mon", "2026-11-30"),
        ("fri next week", "2026-12-04"),
        ("next week wed", "2026-12-02"),
        ("fri in 2 weeks", "2026-12-11"),
        ("friday week", "2026-12-04"),
        ("a week on thursday", "2026-12-03"),
        ("last fri", "2026-11-20"),
        ("in 2w", "2026-12-07"),
        ("2w", "2026-12-07"),
        ("3d", "2026-11-26"),
        ("+3d", "2026-11-26"),
        ("-3d", "2026-11-20"),
        ("3 days ago", "2026-11-20"),
        ("in two weeks", "2026-12-07"),
        ("two weeks from now", "2026-12-07"),
        ("in two weeks' time", "2026-12-07"),
        ("a fortnight", "2026-12-07"),
        ("in a week", "2026-11-30"),
        ("a couple of days", "2026-11-25"),
        ("6 wks", "2027-01-04"),
        ("1m", "2026-12-23"),
        ("in a month", "2026-12-23"),
        ("in half a year", "2027-05-23"),
        ("in a quarter", "2027-02-23"),
        ("1y", "2027-11-23"),
        ("a week from friday", "2026-12-04"),
        ("two days after tomorrow", "2026-11-26"),
        ("3 days before 12 dec", "2026-12-09"),
        ("weekend", "2026-11-28"),
        ("at the weekend", "2026-11-28"),
        ("next weekend", "2026-12-05"),
        ("next week", "2026-11-30"),
        ("week after next", "2026-12-07"),
        ("next month", "2026-12-01"),
        ("next quarter", "2027-01-01"),
        ("eow", "2026-11-27"),
        ("end of week", "2026-11-27"),
        ("by the end of next week", "2026-12-04"),
        ("eom", "2026-11-30"),
        ("end of the month", "2026-11-30"),
        ("end of next month", "2026-12-31"),
        ("start of next month", "2026-12-01"),
        ("eoq", "2026-12-31"),
        ("eoy", "2026-12-31"),
        ("mid december", "2026-12-15"),
        ("mid-november", "2027-11-15"),
        ("end of february 2028", "2028-02-29"),
        ("12 nov", "2027-11-12"),
        ("nov 12", "2027-11-12"),
        ("23 nov", "2026-11-23"),
        ("12 dec", "2026-12-12"),
        ("12th of December", "2026-12-12"),
        ("the 12th of december 2028", "2028-12-12"),
        ("Dec 12th, 2028", "2028-12-12"),
        ("12-dec-2028", "2028-12-12"),
        ("may 5", "2027-05-05"),
        ("in may", "2027-05-01"),
        ("fri 27 nov", "2026-11-27"),
        ("friday, 27 november 2026", "2026-11-27"),
        ("the 15th", "2026-12-15"),
        ("31st", "2026-12-31"),
        ("15th of next month", "2026-12-15"),
        ("first monday of december", "2026-12-07"),
        ("last friday of the month", "2026-11-27"),
        ("2nd mon of the month", "2026-12-14"),
        ("29 feb", "2028-02-29"),
        ("2026-11-12", "2026-11-12"),
        ("2027/1/5", "2027-01-05"),
        ("20271105", "2027-11-05"),
        ("24.12.", "2026-12-24"),
        ("24.12.2027", "2027-12-24"),
        ("24/12", "2026-12-24"),
        ("12/24/2027", "2027-12-24"),
    ],
)
def test_phrases_on_a_monday(phrase: str, expected: str) -> None:
    assert parse_day(phrase, MONDAY) == day(expected)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("fri", "2026-11-20"),
        ("mon", "2026-11-16"),
        ("12 nov", "2026-11-12"),
        ("12 dec", "2025-12-12"),
        ("the 15th", "2026-11-15"),
        ("31st", "2026-10-31"),
        ("3d", "2026-11-20"),
        ("in 3d", "2026-11-26"),
        ("weekend", "2026-11-21"),
        ("last week", "2026-11-16"),
        ("last month", "2026-10-01"),
        ("last night", "2026-11-22"),
        ("29 feb", "2024-02-29"),
        ("next fri", "2026-12-04"),
        ("mid november", "2026-11-15"),
    ],
)
def test_a_log_prefers_the_past(phrase: str, expected: str) -> None:
    assert parse_day(phrase, MONDAY, prefer="past") == day(expected)


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("weekend", "2026-11-28"),
        ("end of week", "2026-12-04"),
        ("next fri", "2026-12-04"),
        ("last fri", "2026-11-27"),
        ("next week", "2026-11-30"),
        ("sat", "2026-12-05"),
        ("this sat", "2026-11-28"),
    ],
)
def test_phrases_on_a_saturday(phrase: str, expected: str) -> None:
    assert parse_day(phrase, SATURDAY) == day(expected)


def test_workdays_follow_the_calendar() -> None:
    thursday = day("2026-07-02")
    assert parse_day("in 2 workdays", thursday, calendar=AMERICAN) == day("2026-07-07")
    assert parse_day("2 business days ago", day("2026-07-06"), calendar=AMERICAN) == day(
        "2026-07-01"
    )


def test_months_are_clipped_to_their_last_day() -> None:
    assert parse_day("1m", day("2026-01-31")) == day("2026-02-28")
    assert parse_day("29 feb", day("2028-03-01")) == day("2032-02-29")
    assert parse_day("29 feb", day("2028-02-29"), prefer="past") == day("2028-02-29")


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "and",
        "an d",
        "soon",
        "may",
        "week",
        "a few days",
        "30m",
        "30 min",
        "2h",
        "3/4",
        "31 jun",
        "30 feb 2026",
        "2026-02-30",
        "13/13/2026",
        "0th",
        "32nd",
        "thu 27 nov",
        "12 nov 26",
        "fri 5pm",
        "in 99999 years",
        "99999d",
        "half a week",
        "9999 workdays",
        "in ٣ days",
        "x" * 500,
        "2026-99",
        "24.13.",
    ],
)
def test_what_is_no_clear_day_is_refused(phrase: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_day(phrase, MONDAY)
    assert caught.value.sentence.endswith(".")
    assert len(caught.value.sentence) < 120


@given(st.text(max_size=40), days)
def test_any_text_is_a_day_or_a_usage_error(text: str, today: date) -> None:
    with contextlib.suppress(UsageError):
        assert isinstance(parse_day(text, today), date)


@given(days, days)
def test_what_is_shown_reads_back(on: date, today: date) -> None:
    assert parse_day(on.isoformat(), today) == on
    shown = short_day(on, today)
    if on.year != today.year or on >= today:
        assert parse_day(shown, today) == on
    else:
        assert parse_day(shown, today, prefer="past") == on


@given(days, st.integers(0, 500))
def test_spans_are_days(today: date, count: int) -> None:
    assert parse_day(f"in {count} days", today) == today + timedelta(days=count)
    assert parse_day(f"{count}d ago", today) == today - timedelta(days=count)


def test_days_for_the_eye() -> None:
    assert short_day(day("2026-09-12"), MONDAY) == "12 Sep"
    assert short_day(day("2027-09-12"), MONDAY) == "12 Sep 2027"
    assert weekday_day(day("2026-07-03"), MONDAY) == "Fri 3 Jul"


@pytest.mark.parametrize(
    ("days_back", "shown"),
    [
        (0, "today"),
        (1, "1d"),
        (13, "13d"),
        (14, "2w"),
        (35, "5w"),
        (90, "12w"),
        (91, "2mo"),
        (130, "4mo"),
        (729, "23mo"),
        (731, "2y"),
        (-3, "in 3d"),
    ],
)
def test_ago(days_back: int, shown: str) -> None:
    assert ago(MONDAY - timedelta(days=days_back), MONDAY) == shown
