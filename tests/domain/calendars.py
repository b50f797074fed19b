"""The calendars of the worked examples, and strategies for calendars and days."""

from datetime import date, timedelta

from hypothesis import strategies as st

from netintern.domain.calendar import Calendar


def day(text: str) -> date:
    """A day from its ISO form."""
    return date.fromisoformat(text)


HOLIDAYS = frozenset(map(day, ("2026-05-25", "2026-06-19", "2026-07-03", "2026-09-07")))
AMERICAN = Calendar(holidays=HOLIDAYS, quiet=((day("2026-07-13"), day("2026-07-17")),))
"""Monday to Friday with four holidays and a quiet week."""
PLAIN = Calendar()
SUNDAY_TO_THURSDAY = Calendar(workdays=frozenset({7, 1, 2, 3, 4}))

days = st.dates(date(2020, 1, 1), date(2032, 12, 31))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Any calendar that has at least one working weekday."""
    workdays = draw(st.frozensets(st.integers(1, 7), min_size=1))
    holidays = draw(st.frozensets(days, max_size=20))
    starts = draw(st.lists(st.tuples(days, st.integers(0, 60)), max_size=4))
    quiet = tuple((start, start + timedelta(days=length)) for start, length in starts)
    return Calendar(workdays, holidays, quiet)
