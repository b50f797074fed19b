"""Whether a new request to somebody is fair: what was asked of them against what was given."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple

from netintern.domain.settings import DEFAULT_RULES, Rules
from netintern.domain.vocabulary import AskKind, GiveKind

AskEvent = tuple[date, Literal["ask", "give"], AskKind | GiveKind]
"""When, in which direction, and what."""

ASK_WEIGHTS: Mapping[str, int] = {
    "names": 1,
    "advice": 1,
    "time": 1,
    "review": 2,
    "introduction": 2,
    "job_referral": 3,
}
"""Points that a request costs (domain rule 2.12)."""

GIVE_WEIGHTS: Mapping[str, int] = {
    "thanks": 1,
    "update": 1,
    "resource": 1,
    "congrats": 1,
    "feedback": 1,
    "help": 2,
    "introduction": 2,
}
"""Points that something given earns (domain rule 2.12)."""


class AskBalance(NamedTuple):
    """Points asked and given within the window."""

    asks: int
    """Points asked of the person."""
    gives: int
    """Points given to the person."""
    net: int
    """Gives - asks."""
    may_ask: bool
    """Whether the next request keeps asks within gives plus the credit."""


def ask_balance(
    events: Iterable[AskEvent],
    on: date,
    next_ask: AskKind = "names",
    rules: Rules = DEFAULT_RULES,
) -> AskBalance:
    """Points over the last `rules.ask_window` days and whether `next_ask` is fair (rule 2.12).

    Events after `on` are ignored, and one exactly a whole window old has left it.
    """
    asks = gives = 0
    for day, direction, kind in events:
        if not 0 <= (on - day).days < rules.ask_window:
            continue
        if direction == "ask":
            asks += ASK_WEIGHTS[kind]
        else:
            gives += GIVE_WEIGHTS[kind]
    fair = asks + ASK_WEIGHTS[next_ask] <= gives + rules.ask_credit
    return AskBalance(asks, gives, gives - asks, fair)
