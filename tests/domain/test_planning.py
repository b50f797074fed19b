"""Planning: obligations go into the present week, the rest where there is room."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintern.domain.planning import PlanItem, lane_number, plan
from tests.domain.calendars import day

TODAY = day("2026-06-03")


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
