"""The phases laid end to end."""

from datetime import date, timedelta
from functools import partial

from hypothesis import given
from hypothesis import strategies as st

from netintern.domain.experience import phase
from netintern.domain.stages import stages
from tests.domain.calendars import day, days

START, END = day("2026-06-01"), day("2026-08-21")


def test_a_summer() -> None:
    found = stages(START, END, partial(phase, START, END))
    assert [(one.phase, one.first.isoformat(), one.last.isoformat()) for one in found] == [
        ("onboarding", "2026-06-01", "2026-06-14"),
        ("middle", "2026-06-15", "2026-08-07"),
        ("final", "2026-08-08", "2026-08-21"),
        ("after:wrap", "2026-08-22", "2026-09-04"),
        ("after:campaign", "2026-09-05", "2026-11-19"),
    ]


def test_a_day_has_no_middle_and_without_an_end_there_is_no_after() -> None:
    assert stages(START, START, partial(phase, START, START))[0].phase == "final"
    endless = stages(START, None, partial(phase, START, None))
    assert [one.phase for one in endless] == ["onboarding", "middle"]
    assert (endless[-1].last - START).days == 89


@given(days, st.integers(0, 800), st.integers(0, 900))
def test_every_day_lies_in_the_stage_of_its_phase(start: date, length: int, offset: int) -> None:
    end, on = start + timedelta(days=length), start + timedelta(days=offset)
    found = [
        one for one in stages(start, end, partial(phase, start, end)) if one.first <= on <= one.last
    ]
    now = phase(start, end, on)
    assert [one.phase for one in found] == ([] if now == "after:alumni" else [now])
