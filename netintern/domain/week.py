"""Where a week starts and what it is called."""

from datetime import date

from netintern.domain.calendar import later


def week_start(day: date, first_day: int = 1) -> date:
    """The first day of the week of a day; `first_day` is an ISO weekday (domain rule 2.10)."""
    return later(day, -((day.isoweekday() - first_day) % 7))


def week_label(start: date, first_day: int = 1) -> str | None:
    """The ISO name of a week, e.g. "2026-W27"; None where weeks do not start on Monday."""
    if first_day != 1:
        return None
    year, week, _ = start.isocalendar()
    return f"{year:04d}-W{week:02d}"


def iso_label(day: date) -> str:
    """The ISO week date of a day, e.g. "2026-W53-1"."""
    year, week, weekday = day.isocalendar()
    return f"{year:04d}-W{week:02d}-{weekday}"


def long_iso_years(first: int, last: int) -> list[int]:
    """The years from `first` to `last` that have 53 ISO weeks."""
    return [year for year in range(first, last + 1) if date(year, 12, 28).isocalendar()[1] == 53]
