"""What a talk or a message brings about: what is owed, and what is still without an answer."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Final, NamedTuple

from netintern.domain.cadence import reply_due, report_due, thanks_due
from netintern.domain.calendar import Calendar
from netintern.domain.settings import DEFAULT_RULES, Rules
from netintern.domain.vocabulary import CONVERSATIONS, InteractionKind, ObligationKind

WAITING_PURPOSES: Final = frozenset({"message", "ask"})
"""Purposes of an outbound message that hopes for an answer."""
WAITING_OUTCOMES: Final = frozenset({"done", "no_answer"})
HOW_IT_WENT: Final = "tell them how it went with "
"""How the thank-you to an introducer begins; the name of whom one met follows."""


def awaits_answer(kind: str, purpose: str | None, outcome: str) -> bool:
    """Whether somebody may still answer this: a message or question, or an attempt without answer.

    A call that nobody took counts like a message (domain rule 2.0).
    """
    if kind == "outbound":
        return purpose in WAITING_PURPOSES and outcome in WAITING_OUTCOMES
    return outcome == "no_answer"


class NewObligation(NamedTuple):
    """Something that the user owes because of an interaction."""

    kind: ObligationKind
    due: date
    text: str
    """What exactly; empty where the kind says it all."""


class UnansweredFacts(NamedTuple):
    """The messages since the last contact that nobody answered."""

    unanswered: int
    """On how many days; several of one day are one attempt."""
    last_unanswered: date | None
    """The day of the latest of them."""


def arising(
    kind: InteractionKind,
    on: date,
    asked_kinds: Collection[str],
    calendar: Calendar,
    rules: Rules = DEFAULT_RULES,
    thanks: bool = True,
) -> tuple[NewObligation, ...]:
    """What an interaction makes the user owe (domain rule 2.0).

    A conversation makes a thank-you (unless `thanks` is False), a message from them a reply,
    advice that was given a report of what came of it.
    """
    owed: list[NewObligation] = []
    if thanks and kind in CONVERSATIONS:
        owed.append(NewObligation("thanks", thanks_due(on, calendar), ""))
    if kind == "inbound":
        owed.append(NewObligation("reply", reply_due(on, calendar), ""))
    if "advice" in asked_kinds and kind != "outbound":
        owed.append(NewObligation("report", report_due(on, rules), "what came of the advice"))
    return tuple(owed)


def unanswered(
    sent: Iterable[tuple[date, str, str | None, str]],
    last_contact: date | None,
    today: date | None = None,
) -> UnansweredFacts:
    """On how many days (day, kind, purpose, outcome) were without an answer (domain rule 2.0).

    Only messages and asks after the last contact count, never thanks or kept promises, and of any
    other kind what nobody answered; with `today`, later ones are ignored.
    """
    days = {
        day
        for day, kind, purpose, outcome in sent
        if awaits_answer(kind, purpose, outcome)
        and (last_contact is None or day > last_contact)
        and (today is None or day <= today)
    }
    return UnansweredFacts(len(days), max(days, default=None))
