"""The phases of an internship or another experience, and what each of them proposes."""

from collections.abc import Sequence
from datetime import date
from math import ceil
from typing import Final, TypeVar

from netintern.domain.calendar import Calendar, later
from netintern.domain.campaign import Waiting, lay_out
from netintern.domain.placements import After
from netintern.domain.settings import DEFAULT_RULES, Rules
from netintern.domain.vocabulary import Phase

EDGE_DAYS: Final = 14
"""Longest onboarding and longest final phase, in days."""
WRAP_DAYS: Final = 14
CAMPAIGN_DAYS: Final = 90
"""Last days after the end of the wrap and of the campaign."""

Person = TypeVar("Person")

_PROPOSALS: Final[dict[Phase, tuple[str, ...]]] = {
    "before": (
        "Make a list of people you wish to meet",
        "Write down what you want to learn",
    ),
    "onboarding": (
        "Get to know your own team first",
        "Agree with your boss on minutes a week",
        "Ask two questions about how things are done here",
    ),
    "middle": (
        "Have one or two talks a week",
        "Keep the four circles in balance",
    ),
    "final": (
        "Meet the people in the closing lane",
        "Ask for addresses that last after you leave",
        "Write goodbye notes",
    ),
    "after:wrap": (
        "Send the notes you still owe",
        "Prepare the messages to people you never met",
    ),
    "after:campaign": (
        "Write to three people a week whom you never met",
        "Keep a monthly rhythm with the others",
    ),
    "after:alumni": (
        "Keep a monthly rhythm",
        "Reconnect with people you trusted",
    ),
}


_UNTIL_NEXT: Final[dict[Phase, tuple[str, ...]]] = {
    "final": (
        "Put in the next one: where, and from when until when",
        "Meet the people in the closing lane",
        "Ask for addresses that last after you leave",
    ),
    "after:wrap": (
        "Send the notes you still owe",
        "Put in the next one: where, and from when until when",
    ),
    "after:campaign": (
        "Put in the next one: where, and from when until when",
        "Keep the weekly rhythm until it begins",
    ),
    "after:alumni": (
        "Put in the next one: where, and from when until when",
        "Keep the weekly rhythm until it begins",
        "Reconnect with people you trusted",
    ),
}
"""What is proposed where another one of its kind follows: no goodbye for good, no campaign."""
_STAYS: Final[dict[Phase, tuple[str, ...]]] = {
    "after:wrap": ("Send the notes you still owe",),
    "after:campaign": ("Keep a monthly rhythm",),
}
"""What is proposed after an experience that was meant to stay."""
_BY_AFTER: Final[dict[After, dict[Phase, tuple[str, ...]]]] = {
    "campaign": {},
    "next": _UNTIL_NEXT,
    "stay": _STAYS,
}


def phase(start: date, end: date | None, on: date, longest: int = EDGE_DAYS) -> Phase:
    """In which phase a day lies (domain rule 2.14); without an end: onboarding, then middle.

    `longest` are the days of the first and of the final phase at most, by the kind of experience.
    """
    if on < start:
        return "before"
    if end is None:
        return "onboarding" if (on - start).days < longest else "middle"
    if on > end:
        return _after((on - end).days)
    edge = min(longest, ceil(((end - start).days + 1) / 4))
    if (end - on).days < edge:
        return "final"
    return "onboarding" if (on - start).days < edge else "middle"


def days_left(end: date | None, on: date) -> int | None:
    """Days until the end, 0 on the last day; None without an end or after it."""
    if end is None or on > end:
        return None
    return (end - on).days


def campaign(
    end: date,
    people: Sequence[Person],
    calendar: Calendar,
    rules: Rules = DEFAULT_RULES,
) -> list[tuple[Person, date]]:
    """On which workday to write to each person, in the given order (domain rule 2.14)."""
    everybody = [Waiting(place) for place in range(len(people))]
    plan = lay_out(end, everybody, (), end, calendar, rules)
    return [(people[place], day) for place, day in plan]


def checkin_due(
    start: date | None,
    last_checkin: date | None,
    heavy: bool,
    today: date,
    calendar: Calendar,
    rules: Rules = DEFAULT_RULES,
) -> date | None:
    """When to talk with the boss about the minutes; None before the start (domain rule 2.10).

    `heavy` says that two weeks in a row used most of the cap. A check-in settles that for a week.
    """
    if start is None or today < start:
        return None
    if last_checkin is None or last_checkin < start:
        regular = calendar.add_workdays(start, rules.first_checkin)
        settled = start
    else:
        regular = calendar.roll(later(last_checkin, rules.checkin_every))
        settled = later(last_checkin, 7)
    if not heavy:
        return regular
    return min(regular, calendar.roll(max(today, settled)))


def agreement_stale(agreed_on: date | None, today: date, rules: Rules = DEFAULT_RULES) -> bool:
    """Whether the agreement with the boss is so old that it should be renewed."""
    return agreed_on is not None and (today - agreed_on).days > rules.stale_agreement


def proposals(phase: Phase | None, after: After = "campaign") -> tuple[str, ...]:
    """What to do in a phase, in order; nothing without an experience.

    `after` is what comes after an experience of its kind.
    """
    return () if phase is None else _BY_AFTER[after].get(phase, _PROPOSALS[phase])


def _after(days: int) -> Phase:
    if days <= WRAP_DAYS:
        return "after:wrap"
    return "after:campaign" if days <= CAMPAIGN_DAYS else "after:alumni"
