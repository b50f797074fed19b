"""Planning: obligations go into the present week, the rest where there is room."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintern.domain.calendar import Calendar
from netintern.domain.planning import (
    DayRoom,
    PlanItem,
    gates_by_day,
    lane_number,
    open_minutes,
    plan,
    plan_days,
    preparation,
    start_minutes,
)
from netintern.domain.workgate import Commitment
from tests.domain.calendars import day

TODAY = day("2026-06-03")
DAY = (9 * 60, 17 * 60)


@pytest.mark.parametrize(
    ("items", "free", "weeks", "after"),
    [
        (
            [
                ("thank", 1, 5, "2026-06-03"),
                ("ana", 3, 30, "2026-06-01"),
                ("ben", 3, 30, "2026-06-02"),
                ("zed", 4, 45, None),
            ],
            [60, 120],
            {"thank": 0, "ana": 0, "ben": 1, "zed": 1},
            [25, 45],
        ),
        ([("thank", 1, 5, "2026-06-03")], [0, 60], {"thank": 0}, [-5, 60]),
        ([("big", 3, 90, "2026-06-03")], [60, 60], {"big": None}, [60, 60]),
        ([("next", 3, 10, "2026-06-10")], [60, 60], {"next": 1}, [60, 50]),
        ([("far", 3, 10, "2026-08-10")], [60, 60], {"far": None}, [60, 60]),
        ([("thank", 1, 5, "2026-06-20")], [60, 60], {"thank": 0}, [55, 60]),
    ],
)
def test_plan(
    items: list[tuple[str, int, int, str | None]],
    free: list[int],
    weeks: dict[str, int | None],
    after: list[int],
) -> None:
    rows = [PlanItem(key, lane, size, day(on) if on else None) for key, lane, size, on in items]
    found = plan(rows, free, TODAY)
    assert found.week_index == weeks
    assert found.free_after == after


def test_weeks_may_start_on_another_day_and_earlier() -> None:
    item = PlanItem("p1", 3, 10, day("2026-06-07"))
    assert plan([item], [60, 60], TODAY, first_day=7).week_index == {"p1": 1}
    past = plan([PlanItem("p1", 3, 10)], [60, 60], TODAY, first_week=day("2026-05-25"))
    assert past.week_index == {"p1": 1}


def test_no_week_at_all() -> None:
    assert plan([PlanItem("o1", 1, 5)], [], TODAY).week_index == {"o1": None}


def test_lanes_have_numbers() -> None:
    assert [lane_number(lane) for lane in ("owe", "due", "reconnect")] == [1, 3, 5]


items = st.lists(
    st.builds(
        lambda lane, minutes, due: (lane, minutes, due),
        st.integers(1, 5),
        st.integers(0, 60),
        st.none() | st.integers(-30, 30).map(lambda n: TODAY + timedelta(days=n)),
    ),
    max_size=20,
)


@given(items, st.lists(st.integers(0, 120), min_size=1, max_size=5))
def test_planning_loses_no_minute_and_overdraws_only_for_what_is_owed(
    rows: list[tuple[int, int, date | None]], free: list[int]
) -> None:
    named = [PlanItem(f"p{n}", *row) for n, row in enumerate(rows)]
    found = plan(named, free, TODAY)
    placed = sum(item.minutes for item in named if found.week_index[item.key] is not None)
    assert sum(free) - sum(found.free_after) == placed
    assert all(left >= 0 for left in found.free_after[1:])
    if not any(item.lane == 1 for item in named):
        assert found.free_after[0] >= 0


WEEK = [TODAY + timedelta(days=n) for n in range(3)]
"""Wednesday to Friday."""


def _rooms(*minutes: int) -> list[DayRoom]:
    return [DayRoom(one, left) for one, left in zip(WEEK, minutes, strict=True)]


def test_what_is_owed_comes_today_and_the_rest_where_most_room_is() -> None:
    items = [
        PlanItem("thanks", 1, 5),
        PlanItem("ana", 3, 40),
        PlanItem("ben", 3, 30),
        PlanItem("wish", 4, 10),
    ]
    found = plan_days(items, [80, 60], _rooms(120, 120, 120))
    assert found.days == {"thanks": WEEK[0], "ana": WEEK[1], "ben": WEEK[2]}
    assert found.week_index == {"wish": 1}
    assert found.free_after == [5, 50]


def test_what_is_owed_overdraws_day_and_week() -> None:
    found = plan_days([PlanItem("thanks", 1, 5)], [0], _rooms(0, 120, 120))
    assert (found.days, found.free_after) == ({"thanks": WEEK[0]}, [-5])


def test_focus_hours_leave_no_room_on_any_day() -> None:
    found = plan_days([PlanItem("ana", 3, 30)], [60, 60], _rooms(29, 10, -5))
    assert (found.days, found.week_index) == ({}, {"ana": 1})


def test_what_work_forbids_on_a_day_is_not_laid_there() -> None:
    days = [
        DayRoom(WEEK[0], 120, "blocked"),
        DayRoom(WEEK[1], 110, "tight"),
        DayRoom(WEEK[2], 100, "open"),
    ]
    rows = [PlanItem("long", 1, 10), PlanItem("ana", 3, 30), PlanItem("wish", 4, 10)]
    found = plan_days(rows, [80, 60], days)
    assert found.days == {"long": WEEK[1], "ana": WEEK[2], "wish": WEEK[1]}
    closed = [one._replace(gate="blocked") for one in days]
    found = plan_days([PlanItem("owed", 1, 5), *rows], [80, 60], closed)
    assert found.days == {"owed": WEEK[0]}
    assert found.week_index == {"long": 1, "ana": 1, "wish": 1}


def test_nothing_comes_before_it_is_due() -> None:
    found = plan_days([PlanItem("ana", 2, 10, WEEK[2])], [60], _rooms(120, 120, 20))
    assert found.days == {"ana": WEEK[2]}


def test_without_a_day_left_nothing_is_in_this_week() -> None:
    found = plan_days([PlanItem("thanks", 1, 5), PlanItem("big", 3, 99)], [60, 60], [])
    assert (found.days, found.week_index) == ({}, {"thanks": 1, "big": None})


@given(items, st.integers(0, 200), st.lists(st.integers(-60, 120), min_size=3, max_size=3))
def test_a_plan_by_day_is_never_over_the_week_but_for_what_is_owed(
    rows: list[tuple[int, int, date | None]], free: int, room: list[int]
) -> None:
    named = [PlanItem(f"p{n}", *row) for n, row in enumerate(rows)]
    found = plan_days(named, [free, 60], _rooms(*room))
    assert set(found.days) | set(found.week_index) == {item.key for item in named}
    assert set(found.days).isdisjoint(found.week_index)
    others = sum(item.minutes for item in named if item.lane != 1 and item.key in found.days)
    assert others <= free
    for one, left in zip(WEEK, room, strict=True):
        laid = [item for item in named if found.days.get(item.key) == one and item.lane != 1]
        assert sum(item.minutes for item in laid) <= max(0, left)


def test_a_talk_takes_ten_minutes_to_prepare() -> None:
    assert [preparation(lane, 30) for lane in (1, 2, 3, 4, 5)] == [0, 10, 10, 0, 0]
    assert preparation(3, 15) == 0


def test_work_closes_the_days_up_to_its_own() -> None:
    calendar = Calendar()
    work = [Commitment("Demo", WEEK[1], 20)]
    gates = gates_by_day(work, WEEK, (TODAY, 6.0), calendar)
    assert list(gates.values()) == ["blocked", "blocked", "open"]
    overdue = [Commitment("Late", TODAY - timedelta(days=1), 1)]
    gates = gates_by_day(overdue, WEEK, (TODAY, 6.0), calendar)
    assert set(gates.values()) == {"blocked"}
    # What is due first takes hours from what is due next.
    both = [Commitment("Demo", WEEK[1], 6), Commitment("Report", WEEK[2], 12)]
    gates = gates_by_day(both, WEEK, (TODAY, 6.0), calendar)
    assert list(gates.values()) == ["tight", "tight", "tight"]
    assert gates_by_day([], WEEK, (TODAY, 6.0), calendar)[TODAY] == "open"


@pytest.mark.parametrize(
    ("lengths", "starts"),
    [
        ([30, 10], [900, 930]),
        ([100, 50], [870, 970]),
        ([600], [540]),
        ([900, 30], [540, 1439]),
        ([], []),
    ],
)
def test_blocks_begin_after_the_focus_hours(lengths: list[int], starts: list[int]) -> None:
    assert start_minutes(lengths, DAY, 360) == starts


@pytest.mark.parametrize(
    ("lengths", "kept", "starts"),
    [
        ([30, 10], [(540, 660)], [660, 690]),
        ([30, 60], [(600, 660), (780, 840)], [540, 660]),
        ([30, 30], [(570, 660), (700, 990)], [540, 660]),
        ([60, 60], [(570, 660), (700, 990)], [540, 600]),
        ([30], [(540, 1020)], [540]),
    ],
)
def test_blocks_lie_beside_the_times_of_focus(
    lengths: list[int], kept: list[tuple[int, int]], starts: list[int]
) -> None:
    assert start_minutes(lengths, DAY, 360, kept) == starts


@pytest.mark.parametrize(
    ("kept", "minutes"),
    [
        ([], 480),
        ([(540, 660)], 360),
        ([(600, 720), (480, 660)], 300),
        ([(0, 1440)], 0),
        ([(1020, 1200)], 480),
    ],
)
def test_minutes_that_lie_in_no_time_of_focus(kept: list[tuple[int, int]], minutes: int) -> None:
    assert open_minutes(DAY, kept) == minutes
