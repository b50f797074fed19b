"""Phases, check-ins and the campaign after the end."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintern.domain.experience import (
    agreement_stale,
    campaign,
    checkin_due,
    days_left,
    phase,
    proposals,
)
from netintern.domain.vocabulary import Phase
from tests.domain.calendars import AMERICAN, PLAIN, day, days

START, END = day("2026-06-01"), day("2026-08-21")


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-05-31", "before"),
        ("2026-06-01", "onboarding"),
        ("2026-06-14", "onboarding"),
        ("2026-06-15", "middle"),
        ("2026-08-07", "middle"),
        ("2026-08-08", "final"),
        ("2026-08-21", "final"),
        ("2026-08-22", "after:wrap"),
        ("2026-09-04", "after:wrap"),
        ("2026-09-05", "after:campaign"),
        ("2026-11-19", "after:campaign"),
        ("2026-11-20", "after:alumni"),
    ],
)
def test_phases_of_a_summer(on: str, expected: Phase) -> None:
    assert phase(START, END, day(on)) == expected


def test_short_and_endless_experiences() -> None:
    assert phase(START, START, START) == "final"
    ten_days = day("2026-06-10")
    assert [phase(START, ten_days, START + timedelta(days=n)) for n in (2, 3, 6, 7)] == [
        "onboarding",
        "middle",
        "middle",
        "final",
    ]
    assert phase(START, None, day("2026-06-14")) == "onboarding"
    assert phase(START, None, day("2036-06-14")) == "middle"


@given(days, st.integers(0, 700), st.integers(-100, 1000))
def test_phases_come_in_order(start: date, length: int, offset: int) -> None:
    order = (
        "before",
        "onboarding",
        "middle",
        "final",
        "after:wrap",
        "after:campaign",
        "after:alumni",
    )
    end, on = start + timedelta(days=length), start + timedelta(days=offset)
    today, tomorrow = phase(start, end, on), phase(start, end, on + timedelta(days=1))
    assert order.index(today) <= order.index(tomorrow)
    assert proposals(today)


def test_days_left() -> None:
    assert days_left(END, day("2026-08-10")) == 11
    assert days_left(END, END) == 0
    assert days_left(END, day("2026-08-22")) is None
    assert days_left(None, START) is None


def test_campaign_writes_to_three_people_every_tuesday() -> None:
    people = [f"p{n}" for n in range(1, 9)]
    found = campaign(END, people, AMERICAN)
    assert found[2] == ("p3", day("2026-09-01"))
    assert found[3] == ("p4", day("2026-09-08"))
    assert found[7] == ("p8", day("2026-09-15"))
    assert campaign(END, [], AMERICAN) == []


def test_campaign_avoids_days_off() -> None:
    calendar = PLAIN._replace(holidays=frozenset({day("2026-09-01")}))
    assert campaign(END, ["p1"], calendar) == [("p1", day("2026-09-02"))]


@pytest.mark.parametrize(
    ("last", "heavy", "today", "due"),
    [
        (None, False, "2026-05-31", None),
        (None, False, "2026-06-01", "2026-06-08"),
        (None, True, "2026-06-02", "2026-06-02"),
        ("2026-05-01", False, "2026-06-01", "2026-06-08"),
        ("2026-06-26", False, "2026-07-10", "2026-07-10"),
        ("2026-06-05", False, "2026-06-10", "2026-06-22"),
        ("2026-06-26", True, "2026-06-29", "2026-07-06"),
        ("2026-06-26", True, "2026-07-07", "2026-07-07"),
    ],
)
def test_checkin_due(last: str | None, heavy: bool, today: str, due: str | None) -> None:
    found = checkin_due(START, day(last) if last else None, heavy, day(today), AMERICAN)
    assert found == (day(due) if due else None)


def test_no_checkin_without_an_experience() -> None:
    assert checkin_due(None, None, False, START, PLAIN) is None


def test_an_agreement_is_stale_after_four_weeks() -> None:
    assert not agreement_stale(None, END)
    assert not agreement_stale(START, START + timedelta(days=28))
    assert agreement_stale(START, START + timedelta(days=29))


def test_no_experience_proposes_nothing() -> None:
    assert proposals(None) == ()
