"""How many minutes a week holds for the network, and what is left of them."""

from collections.abc import Iterable
from datetime import date
from math import floor
from typing import Literal, NamedTuple

from netintern.domain.calendar import Calendar, later
from netintern.domain.settings import DEFAULT_RULES, Rules
from netintern.domain.vocabulary import Phase

DURING: frozenset[Phase] = frozenset({"onboarding", "middle", "final"})
"""Phases in which a cap holds."""


class Account(NamedTuple):
    """The ledger of one week, all in minutes."""

    budget: int
    spent: int
    """Done, on the clock."""
    planned: int
    """Scheduled, on the clock, not done."""
    remaining: int
    """What is left; negative when the week is over its budget."""
    free: int
    """What is left, at least 0."""
    own_time: int
    """Done in one's own time; never counted against the budget."""
    over: int
    """Minutes above the budget, at least 0."""


def half_up(value: float) -> int:
    """A number rounded to the nearest integer, halves upwards."""
    return floor(value + 0.5)


def effective_cap(
    agreed: int | None, phase: Phase | None, rules: Rules = DEFAULT_RULES
) -> int | None:
    """Minutes a week that the boss allows; None outside an experience (domain rule 2.10)."""
    if phase not in DURING:
        return None
    return rules.provisional_cap if agreed is None else agreed


def own_budget(rules: Rules = DEFAULT_RULES, has_experience: bool = True) -> int:
    """Minutes a week that the user wants to spend (domain rules 2.0 and 2.10)."""
    if rules.own_budget is not None:
        return rules.own_budget
    return rules.default_own_budget if has_experience else rules.no_experience_budget


def week_budget(
    own: int,
    cap: int | None,
    start: date,
    calendar: Calendar,
    first_day: date | None = None,
    last_day: date | None = None,
) -> int:
    """Minutes of the week that starts on `start`, in proportion to its workdays (rule 2.10).

    `first_day` and `last_day` are the ends of the experience, which cut the week.
    """
    nominal = len(calendar.workdays)
    if not nominal:
        return 0
    minutes = own if cap is None else min(own, cap)
    return half_up(max(0, minutes) * open_days(start, calendar, first_day, last_day) / nominal)


def open_days(
    start: date, calendar: Calendar, first_day: date | None = None, last_day: date | None = None
) -> int:
    """Workdays of the week that starts on `start`, cut by the ends of the experience."""
    week = [later(start, days) for days in range(7)]
    return sum(
        1
        for day in week
        if (first_day is None or day >= first_day)
        and (last_day is None or day <= last_day)
        and calendar.is_workday(day)
    )


def account(
    budget: int, items: Iterable[tuple[Literal["done", "planned"] | str, int, bool]]
) -> Account:
    """The ledger from (state, minutes, on the clock) items (domain rule 2.10)."""
    spent = planned = own_time = 0
    for state, minutes, on_clock in items:
        if state == "planned":
            planned += minutes if on_clock else 0
        elif on_clock:
            spent += minutes
        else:
            own_time += minutes
    remaining = budget - spent - planned
    return Account(
        budget, spent, planned, remaining, max(0, remaining), own_time, max(0, -remaining)
    )
