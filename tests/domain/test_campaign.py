"""Three messages a week after the end: whose turn is when, also for who begins late."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from netintern.domain.calendar import Calendar
from netintern.domain.campaign import Waiting, first_day, lay_out
from netintern.domain.experience import campaign
from netintern.domain.settings import Rules
from tests.domain.calendars import AMERICAN, PLAIN, day, days

END = day("2026-08-21")


def _people(count: int) -> list[Waiting]:
    return [Waiting(number) for number in range(count)]


def test_the_first_tuesday_a_week_after_the_end() -> None:
    assert first_day(END) == day("2026-09-01")
    assert first_day(day("2026-08-25")) == day("2026-09-01")
    assert first_day(day("2026-08-26")) == day("2026-09-08")


def test_before_the_first_message_it_is_the_plain_campaign() -> None:
    plan = lay_out(END, _people(8), (), day("2026-08-10"), AMERICAN)
    assert plan == campaign(END, range(8), AMERICAN)
    assert [on.isoformat() for _, on in plan] == (
        ["2026-09-01"] * 3 + ["2026-09-08"] * 3 + ["2026-09-15"] * 2
    )


def test_messages_of_a_week_use_up_its_places() -> None:
    written = (day("2026-09-01"), day("2026-09-02"))
    plan = lay_out(END, _people(4), written, day("2026-09-02"), PLAIN)
    assert plan == [
        (0, day("2026-09-01")),
        (1, day("2026-09-08")),
        (2, day("2026-09-08")),
        (3, day("2026-09-08")),
    ]


def test_weeks_that_went_by_are_not_made_up_for() -> None:
    plan = lay_out(END, _people(5), (), day("2026-10-15"), PLAIN)
    assert plan[0][1] == day("2026-10-13")
    assert [on for _, on in plan].count(day("2026-10-13")) == 3
    assert plan[4][1] == day("2026-10-20")


def test_somebody_who_is_put_off_leaves_the_place_to_the_next() -> None:
    waiting = [Waiting(1, day("2027-03-03")), Waiting(2), Waiting(3, day("2026-09-05"))]
    plan = lay_out(END, waiting, (), day("2026-08-24"), PLAIN)
    assert plan == [(2, day("2026-09-01")), (3, day("2026-09-08")), (1, day("2027-03-09"))]


def test_days_without_work_move_the_day_and_not_the_week() -> None:
    calendar = Calendar(holidays=frozenset({day("2026-09-01")}))
    plan = lay_out(END, _people(4), (), day("2026-08-24"), calendar)
    assert plan[0][1] == day("2026-09-02")
    assert plan[3][1] == day("2026-09-08")


def test_the_end_of_the_calendar_is_survived() -> None:
    assert [on for _, on in lay_out(date.max, _people(5), (), date.max, PLAIN)] == [date.max] * 5
    assert lay_out(END, [], (), END, PLAIN) == []


@given(
    days,
    st.lists(st.one_of(st.none(), st.integers(-50, 400)), max_size=25),
    st.lists(st.integers(0, 60), max_size=10),
    st.integers(-30, 300),
    st.integers(1, 5),
)
def test_everybody_once_never_too_many_a_week(
    end: date, put_off: list[int | None], written: list[int], ahead: int, size: int
) -> None:
    waiting = [
        Waiting(place, None if off is None else end + timedelta(days=off))
        for place, off in enumerate(put_off)
    ]
    sent = [end + timedelta(days=7 + off) for off in written]
    today = end + timedelta(days=ahead)
    plan = lay_out(end, waiting, sent, today, AMERICAN, Rules(campaign_per_week=size))
    assert sorted(place for place, _ in plan) == list(range(len(waiting)))
    for place, on in plan:
        assert (waiting[place].not_before or on) <= on
    order = [on for _, on in plan]
    assert order == sorted(order)
    for on in set(order):
        assert order.count(on) <= size
        assert on > today - timedelta(days=7)
