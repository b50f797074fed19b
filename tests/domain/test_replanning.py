"""What becomes of booked talks when the weeks hold fewer minutes."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from netintern.domain.calendar import Calendar
from netintern.domain.replanning import Booked, replan
from netintern.domain.week import week_start

MONDAY = date(2026, 7, 13)
CALENDAR = Calendar()


def day(number: int) -> date:
    """A day so many days after the Monday."""
    return MONDAY + timedelta(days=number)


def weeks(*minutes: int) -> dict[date, int]:
    """Room of the weeks from the Monday on."""
    return {day(7 * number): room for number, room in enumerate(minutes)}


def test_what_fits_stays() -> None:
    found = replan([Booked(1, day(1), 30), Booked(2, day(2), 30)], weeks(60, 60), CALENDAR)
    assert found == ((), ())


def test_the_later_one_goes_to_the_same_weekday() -> None:
    found = replan([Booked(1, day(3), 30), Booked(2, day(1), 40)], weeks(60, 60), CALENDAR)
    assert found.moves == ((1, day(10)),)


def test_what_is_smaller_and_later_may_stay() -> None:
    blocks = [Booked(1, day(0), 40), Booked(2, day(1), 30), Booked(3, day(2), 20)]
    assert replan(blocks, weeks(60, 60), CALENDAR).moves == ((2, day(8)),)


def test_what_is_booked_for_the_later_week_goes_first() -> None:
    blocks = [Booked(1, day(0), 60), Booked(2, day(1), 30), Booked(3, day(8), 60)]
    assert replan(blocks, weeks(60, 60, 60), CALENDAR).moves == ((2, day(15)),)


def test_events_and_today_are_fixed_and_come_first() -> None:
    blocks = [Booked(1, day(0), 30), Booked(2, day(4), 60, is_fixed=True)]
    assert replan(blocks, weeks(60, 60), CALENDAR).moves == ((1, day(7)),)


def test_a_day_off_is_passed_over() -> None:
    calendar = Calendar(holidays=frozenset({day(8), day(9), day(10), day(11)}))
    found = replan([Booked(1, day(1), 30)], weeks(0, 30), calendar)
    assert found.moves == ((1, day(7)),)


def test_nothing_goes_behind_the_last_day() -> None:
    block = Booked(1, day(3), 30)
    assert replan([block], weeks(0, 30), CALENDAR, day(8)).moves == ((1, day(8)),)
    assert replan([block], weeks(0, 30), CALENDAR, day(6)) == ((), (1,))


def test_no_minutes_at_all() -> None:
    assert replan([Booked(1, day(3), 30)], weeks(0, 0), CALENDAR) == ((), (1,))


def test_the_end_of_the_calendar() -> None:
    last = week_start(date.max)
    assert replan([Booked(1, date.max, 30)], {last: 0}, CALENDAR) == ((), (1,))


BLOCKS = st.lists(
    st.builds(
        Booked,
        st.integers(1, 10**6),
        st.integers(0, 27).map(day),
        st.integers(1, 90),
        st.booleans(),
    ),
    max_size=12,
    unique_by=lambda block: block.id,
)


@given(BLOCKS, st.lists(st.integers(0, 120), min_size=4, max_size=8))
def test_no_week_is_made_fuller_than_it_can_hold(blocks: list[Booked], rooms: list[int]) -> None:
    room = weeks(*rooms)
    found = replan(blocks, room, CALENDAR)
    moved = dict(found.moves)
    assert not set(moved) & set(found.homeless)
    for block in blocks:
        new = moved.get(block.id)
        if new is not None:
            assert not block.is_fixed
            assert week_start(new) > week_start(block.on)
            assert CALENDAR.is_workday(new)
    after = [block._replace(on=moved.get(block.id, block.on)) for block in blocks]
    for start, minutes in room.items():
        here = [block for block in after if week_start(block.on) == start]
        free = [b.minutes for b in here if not b.is_fixed and b.id not in found.homeless]
        fixed = sum(block.minutes for block in here if block.is_fixed)
        assert not free or fixed + sum(free) <= minutes
