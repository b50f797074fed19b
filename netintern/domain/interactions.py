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


class NewObligation(NamedTuple):
    """Something that the user owes because of an interaction."""

    kind: ObligationKind
    due: date
    text: str
    """What exactly; empty where the kind says it all."""


class UnansweredFacts(NamedTuple):
    """The messages since the last contact that nobody answered."""

    unanswered: int
    """How many."""
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
    outbounds: Iterable[tuple[date, str | None, str]],
    last_contact: date | None,
    today: date | None = None,
) -> UnansweredFacts:
    """How many (day, purpose, outcome) messages wait for an answer (domain rule 2.0).

    Only messages and asks after the last contact count, never thanks or kept promises; with
    `today`, later ones are ignored.
    """
    days = [
        day
        for day, purpose, outcome in outbounds
        if purpose in WAITING_PURPOSES
        and outcome in WAITING_OUTCOMES
        and (last_contact is None or day > last_contact)
        and (today is None or day <= today)
    ]
    return UnansweredFacts(len(days), max(days, default=None))
