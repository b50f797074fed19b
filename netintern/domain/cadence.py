"""When the next touch is due, how late it is, and whether a tie still lives."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from netintern.domain.calendar import Calendar, later
from netintern.domain.settings import DEFAULT_RULES, Rules
from netintern.domain.vocabulary import Circle, TieState


def cadence_days(
    tier: int, circle: Circle | None, override: int | None = None, rules: Rules = DEFAULT_RULES
) -> int:
    """Days between contacts; what was set for the person wins (domain rule 2.2)."""
    return rules.cadence(tier, circle) if override is None else override


def due_date(
    last: date | None,
    cadence: int,
    calendar: Calendar,
    explicit: date | None = None,
    snooze_until: date | None = None,
) -> date | None:
    """The workday on which the next contact is due; None for nobody contacted (rule 2.3).

    `explicit` and `snooze_until` are those that still stand: see `standing`.
    """
    base = explicit
    if base is None and last is not None:
        base = later(last, cadence)
    if base is None:
        return None
    if snooze_until is not None and snooze_until > base:
        base = snooze_until
    return calendar.roll(base)


def standing(until: date | None, set_on: date | None, last: date | None) -> date | None:
    """A snooze or an explicit follow-up date, unless contact on or after its setting ended it."""
    if until is None or (last is not None and set_on is not None and last >= set_on):
        return None
    return until


def thanks_due(met: date, calendar: Calendar) -> date:
    """The day on which a thank-you is due: within 24 hours, on a workday (domain rule 2.3)."""
    after = later(met, 1)
    if calendar.is_workday(after):
        return after
    return calendar.roll(met)


def reply_due(received: date, calendar: Calendar) -> date:
    """The workday after a message came in."""
    return calendar.next_workday(received)


def report_due(on: date, rules: Rules = DEFAULT_RULES) -> date:
    """The day on which somebody hears what came of their advice."""
    return later(on, rules.report_days)


def workdays_late(due: date, today: date, calendar: Calendar) -> int:
    """Working days in (due, today]; never negative."""
    return calendar.between(due, today)


def lapse_limit(contact_dates: Iterable[date], cadence: int, rules: Rules = DEFAULT_RULES) -> float:
    """Days of silence after which a tie has lapsed (Navarro et al. 2017, domain rule 2.4)."""
    days = sorted({day.toordinal() for day in contact_dates})
    typical: float = cadence
    if len(days) > 2:
        typical = _median([after - before for before, after in pairwise(days)])
    return float(min(max(rules.lapse_factor * typical, rules.lapse_min), rules.lapse_max))


def tie_state(
    last: date | None,
    due: date | None,
    contact_dates: Sequence[date],
    cadence: int,
    today: date,
    rules: Rules = DEFAULT_RULES,
    *,
    met: bool | None = None,
) -> TieState:
    """How a tie stands (domain rule 2.4).

    Somebody met long ago without any recorded contact is `met` with `last` None.
    """
    if last is None and not met:
        return "never_met"
    quiet = quiet_state(last, contact_dates, cadence, today, rules)
    if quiet is not None:
        return quiet
    if due is None or due > today:
        return "on_time"
    return "due" if due == today else "overdue"


def quiet_state(
    last: date | None,
    contact_dates: Sequence[date],
    cadence: int,
    today: date,
    rules: Rules = DEFAULT_RULES,
) -> TieState | None:
    """Dormant, lapsed, or None for a tie that is alive."""
    if last is None:
        return None
    silence = (today - last).days
    if silence >= rules.dormant_after:
        return "dormant"
    # The limit lies between the two bounds, so most ties are judged without their history.
    if silence <= rules.lapse_min:
        return None
    lapsed = silence > rules.lapse_max or silence > lapse_limit(contact_dates, cadence, rules)
    return "lapsed" if lapsed else None


def sustainable_load(pairs: Iterable[tuple[int, int]]) -> float:
    """Minutes a week that (days between contacts, minutes) pairs cost (domain rule 2.2)."""
    return sum(7 / days * minutes for days, minutes in pairs)


def _median(values: list[int]) -> float:
    # The statistics module costs more to import than the whole queue costs to compute.
    ordered = sorted(values)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return (ordered[middle - 1] + ordered[middle]) / 2
