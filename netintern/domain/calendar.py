"""Which days are workdays, so that nothing falls due on a weekend, a holiday, or a quiet day."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from netintern.domain.settings import DEFAULT_RULES, Rules

SEARCH_DAYS = 366
"""Days after which the search for a workday gives up."""
_DAY = timedelta(days=1)
_LAST = date.max.toordinal()
_SHORT = 10
"""Days up to which counting one by one is cheaper than arithmetic."""


class Calendar(NamedTuple):
    """Weekdays, holidays and quiet ranges; a day in none of the last two may be a workday."""

    workdays: frozenset[int] = frozenset({1, 2, 3, 4, 5})
    """ISO weekdays, 1 = Monday."""
    holidays: frozenset[date] = frozenset()
    quiet: tuple[tuple[date, date], ...] = ()
    """Inclusive ranges; a range that ends before it starts is empty."""

    def is_workday(self, day: date) -> bool:
        """Whether work is done on that day."""
        if day.isoweekday() not in self.workdays or day in self.holidays:
            return False
        return not any(first <= day <= last for first, last in self.quiet)

    def roll(self, day: date) -> date:
        """The first workday on or after the day; the day itself if there is none in 366 days."""
        if self.is_workday(day):
            return day
        return next(self._workdays_after(day), day)

    def next_workday(self, day: date) -> date:
        """The first workday after the day; the next day if there is none in 366 days."""
        return next(self._workdays_after(day), later(day, 1))

    def between(self, first: date, last: date) -> int:
        """How many workdays lie in (first, last]; 0 if last is not after first."""
        days = (last - first).days
        if days <= 0:
            return 0
        if days <= _SHORT:
            return sum(1 for n in range(1, days + 1) if self.is_workday(first + timedelta(days=n)))
        quiet = self._quiet_inside(first + _DAY, last)
        off = sum(
            1
            for day in self.holidays
            if first < day <= last
            and day.isoweekday() in self.workdays
            and not any(start <= day <= end for start, end in quiet)
        )
        silent = sum(self._weekdays(start, end) for start, end in quiet)
        return self._weekdays(first + _DAY, last) - off - silent

    def add_workdays(self, day: date, count: int) -> date:
        """The day after `count` workdays, not counting the day itself; for 0 the day rolled."""
        if count <= 0:
            return self.roll(day)
        for _ in range(count):
            day = self.next_workday(day)
        return day

    def _workdays_after(self, day: date) -> Iterator[date]:
        for ordinal in range(day.toordinal() + 1, day.toordinal() + SEARCH_DAYS + 1):
            if ordinal > _LAST:
                return
            found = date.fromordinal(ordinal)
            if self.is_workday(found):
                yield found

    def _weekdays(self, first: date, last: date) -> int:
        """Days in [first, last] that fall on a working weekday, holidays or not."""
        weeks, rest = divmod((last - first).days + 1, 7)
        start = first.isoweekday() - 1
        extra = sum(1 for n in range(rest) if (start + n) % 7 + 1 in self.workdays)
        return weeks * len(self.workdays) + extra

    def _quiet_inside(self, first: date, last: date) -> list[tuple[date, date]]:
        """The quiet ranges cut to [first, last], without overlap, in order."""
        merged: list[tuple[date, date]] = []
        for start, end in sorted(self.quiet):
            start, end = max(start, first), min(end, last)
            if merged and start <= merged[-1][1]:
                start = later(merged[-1][1], 1)
            if start <= end:
                merged.append((start, end))
        return merged


def later(day: date, days: int) -> date:
    """The day so many days later (or earlier), kept inside the years 1 to 9999."""
    return date.fromordinal(max(1, min(day.toordinal() + days, _LAST)))


def of_rules(rules: Rules = DEFAULT_RULES) -> Calendar:
    """The calendar that the settings describe."""
    day = date.fromisoformat
    return Calendar(
        frozenset(rules.workdays),
        frozenset(map(day, rules.holidays)),
        tuple((day(first), day(last)) for first, last in rules.quiet),
    )
