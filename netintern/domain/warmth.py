"""How warm a tie is: a leaky bucket of 0-100 points that contact fills and time empties."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from math import floor, log2
from typing import Final, NamedTuple

from netintern.domain.settings import DEFAULT_RULES, Rules
from netintern.domain.vocabulary import Band, InteractionKind, Outcome

WEIGHTS: Final[dict[str, float]] = {
    "one_on_one": 1.0,
    "call": 1.0,
    "small_group": 0.75,
    "exchange": 0.5,
    "group_event": 0.25,
    "inbound": 0.25,
    "outbound": 0.1,
}
"""Weight of an interaction that took place (domain rule 2.1)."""
NO_ANSWER: Final = 0.1
"""Weight of an attempt that nobody answered."""

_TABLE: Final = 64
"""Contact days whose half-life is kept."""

_WORDS: Final[dict[str, str]] = {
    "one_on_one": "talk",
    "call": "call",
    "small_group": "group talk",
    "exchange": "messages",
    "group_event": "event",
    "inbound": "their message",
    "outbound": "your message",
}


class Warmth(NamedTuple):
    """Warmth of one tie on one day."""

    value: float | None
    """Exact points, 0-100; None without any interaction."""
    shown: int | None
    """Points as shown, rounded half up."""
    band: Band
    """Taken from the shown points, so that word and number agree."""
    contact_days: int
    """Days with real contact so far."""
    half_life: float | None
    """Days in which the present points halve."""
    last: date | None
    """Last day with real contact."""


NEW: Final = Warmth(None, None, "new", 0, None, None)
"""Nobody has contacted anybody yet."""


def weight(kind: InteractionKind | str, outcome: Outcome | str = "done") -> float:
    """How much an interaction warms, 0-1 (domain rule 2.1)."""
    if outcome == "done":
        return WEIGHTS[kind]
    return NO_ANSWER if outcome == "no_answer" else 0.0


def half_life(contact_days: int, rules: Rules = DEFAULT_RULES) -> float:
    """Days in which warmth halves after so many days with contact (domain rule 2.1)."""
    return _half_life(contact_days, rules.half_life, rules.half_life_slope, rules.half_life_max)


def _half_life(contact_days: int, first: float, slope: float, top: float) -> float:
    return min(top, first * (1.0 + slope * log2(max(1, contact_days))))


@lru_cache(maxsize=4)
def _half_lives(first: float, slope: float, top: float) -> tuple[float, ...]:
    """The half-lives of the first contact days, because every list of people needs them."""
    return tuple(_half_life(count, first, slope, top) for count in range(_TABLE))


def warmth(
    contacts: Iterable[tuple[date, float]], today: date, rules: Rules = DEFAULT_RULES
) -> Warmth:
    """Warmth on a day from (day, weight) pairs in any order (domain rule 2.1).

    Pairs after the day are ignored; of each day only the largest weight counts, so that a log
    full of short messages does not look like closeness.
    """
    best: dict[date, float] = {}
    for day, amount in contacts:
        if amount > best.get(day, 0.0) and day <= today:
            best[day] = amount
    if not best:
        return NEW
    step, cap, enough = rules.warmth_step, rules.warmth_cap, rules.contact_weight
    table = _half_lives(rules.half_life, rules.half_life_slope, rules.half_life_max)
    days = sorted(best)
    points, count, halves, before, last = 0.0, 0, table[0], days[0], None
    for day in days:
        amount = best[day]
        points = points * 2.0 ** (-(day - before).days / halves) + step * amount
        if points > cap:
            points = cap
        if amount >= enough:
            count += 1
            last = day
            halves = table[count] if count < _TABLE else half_life(count, rules)
        before = day
    points *= 2.0 ** (-(today - before).days / halves)
    shown = floor(points + 0.5)
    return Warmth(points, shown, band_of(shown, rules), count, halves, last)


def band_of(shown: int, rules: Rules = DEFAULT_RULES) -> Band:
    """The word for shown points."""
    if shown >= rules.band_warm:
        return "warm"
    if shown >= rules.band_cooling:
        return "cooling"
    return "cool" if shown >= rules.band_cool else "cold"


def explain(warmth: Warmth, last_kind: InteractionKind | str | None, today: date) -> str:
    """Why the number is what it is, e.g. "46: talk 14 days ago, halves every 110 days"."""
    if warmth.shown is None or warmth.half_life is None:
        return "no contact yet"
    halves = f"halves every {floor(warmth.half_life + 0.5)} days"
    if warmth.last is None:
        return f"{warmth.shown}: no answer yet, {halves}"
    days = (today - warmth.last).days
    when = "today" if days == 0 else "yesterday" if days == 1 else f"{days} days ago"
    return f"{warmth.shown}: {_WORDS.get(last_kind or '', 'contact')} {when}, {halves}"
