"""Days for the examples beside fields: workdays soon to come, so that an example can be meant."""

from datetime import date, timedelta
from typing import Final

from netintern.domain.calendar import Calendar
from netintern.domain.dates import MONTHS, WEEKDAYS

_SOON: Final = 3
"""Workdays until a day that its weekday alone names."""
_LATER: Final = 10
"""Workdays until a day that is written with its month."""

_WEEK: Final = 7


def soon(today: date) -> str:
    """A workday within the week, by its weekday: "fri"."""
    return WEEKDAYS[Calendar().add_workdays(today, _SOON).weekday()].lower()


def later(today: date) -> str:
    """A workday two weeks ahead, with its month: "8 jul"."""
    day = Calendar().add_workdays(today, _LATER)
    return f"{day.day} {MONTHS[day.month - 1].lower()}"


def past(today: date) -> str:
    """A workday about a week before, with its month: "17 jun"."""
    day = Calendar().roll(today - timedelta(days=_WEEK))
    return f"{day.day} {MONTHS[day.month - 1].lower()}"
