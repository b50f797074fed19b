"""The phases of one experience laid end to end, so that one sees where in it a day is."""

from bisect import bisect_left
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple

from netintern.domain.calendar import later
from netintern.domain.experience import CAMPAIGN_DAYS
from netintern.domain.vocabulary import Phase

ORDER: Final[tuple[Phase, ...]] = (
    "onboarding",
    "middle",
    "final",
    "after:wrap",
    "after:campaign",
)
"""The phases that have a first and a last day."""
OPEN_DAYS: Final = 90
"""Days of an experience without an end that are laid out."""


class Stage(NamedTuple):
    """One phase with its days, both included."""

    phase: Phase
    first: date
    last: date


def stages(start: date, end: date | None, phase_on: Callable[[date], Phase]) -> tuple[Stage, ...]:
    """The phases from the first day to the end of the campaign, those without a day left out.

    `phase_on` says the phase of a day. Without an end the first 90 days are laid out.
    """
    last = later(start, OPEN_DAYS - 1) if end is None else later(end, CAMPAIGN_DAYS)
    days = range(start.toordinal(), last.toordinal() + 1)

    def place(ordinal: int) -> int:
        found = phase_on(date.fromordinal(ordinal))
        return ORDER.index(found) if found in ORDER else len(ORDER)

    begins = [bisect_left(days, number, key=place) for number in range(len(ORDER) + 1)]
    return tuple(
        Stage(phase, date.fromordinal(days[first]), date.fromordinal(days[until - 1]))
        for phase, (first, until) in zip(ORDER, pairwise(begins), strict=True)
        if first < until
    )
