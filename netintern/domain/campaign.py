"""The messages after the end to people never met: three a week, on the day of the week set."""

from collections import Counter, deque
from collections.abc import Iterable, Sequence
from datetime import date
from heapq import heappop, heappush
from typing import NamedTuple

from netintern.domain.calendar import Calendar, later
from netintern.domain.settings import DEFAULT_RULES, Rules

WEEK = 7
"""Days."""


class Waiting(NamedTuple):
    """Somebody who is still to be written to."""

    id: int
    not_before: date | None = None
    """The day until which they are put off."""


def first_day(end: date, rules: Rules = DEFAULT_RULES) -> date:
    """The weekday of the campaign on or after its delay (domain rule 2.14), not yet rolled."""
    earliest = later(end, rules.campaign_delay)
    return later(earliest, (rules.campaign_weekday - earliest.isoweekday()) % WEEK)


def lay_out(
    end: date,
    waiting: Sequence[Waiting],
    written: Iterable[date],
    today: date,
    calendar: Calendar,
    rules: Rules = DEFAULT_RULES,
) -> list[tuple[int, date]]:
    """On which workday each of those who wait is written to, in the given order.

    It is what `experience.campaign` says as long as nobody was written to and the first day lies
    ahead. A week that is over is not made up for, so that nobody writes to twenty people at once;
    `written` are the days of first messages, which use up the places of their weeks. Somebody who
    is put off gets the first place from that day on.
    """
    size = max(1, rules.campaign_per_week)
    first = first_day(end, rules)
    spent = Counter((day - first).days // WEEK for day in written)
    late = deque(sorted((one.not_before or date.min, place) for place, one in enumerate(waiting)))
    ready: list[int] = []
    found: list[tuple[int, date]] = []
    number = max(0, (today - first).days // WEEK)
    while late or ready:
        start = later(first, WEEK * number)
        day = calendar.roll(start)
        while late and (late[0][0] <= day or start == date.max):
            heappush(ready, late.popleft()[1])
        room = len(ready) if start == date.max else max(0, size - spent[number])
        for _ in range(min(room, len(ready))):
            found.append((waiting[heappop(ready)].id, day))
        # Where everybody left is put off, the weeks until then are empty.
        number += 1 if ready or not late else max(1, (late[0][0] - start).days // WEEK)
    return found
