"""The words of the book: every closed list of values, once, in the order in which it is shown."""

from typing import Final, Literal, get_args

Circle = Literal["field", "adjacent", "leaders", "culture"]
CIRCLES: Final[tuple[Circle, ...]] = get_args(Circle)

InteractionKind = Literal[
    "one_on_one", "call", "small_group", "exchange", "group_event", "inbound", "outbound"
]
INTERACTION_KINDS: Final[tuple[InteractionKind, ...]] = get_args(InteractionKind)
CONVERSATIONS: Final[frozenset[InteractionKind]] = frozenset({"one_on_one", "call", "small_group"})
"""Kinds that count for breadth, the thank-you, and the snowball (domain rule 2.0)."""
MEETINGS: Final[frozenset[InteractionKind]] = CONVERSATIONS | {"group_event"}
"""Kinds after which two people have met."""

Purpose = Literal["thanks", "promise", "reply", "report", "ask", "message", "goodbye"]
PURPOSES: Final[tuple[Purpose, ...]] = get_args(Purpose)

Outcome = Literal["done", "no_answer", "declined", "cancelled"]
OUTCOMES: Final[tuple[Outcome, ...]] = get_args(Outcome)

ObligationKind = Literal["thanks", "reply", "promise", "report", "checkin"]
OBLIGATION_KINDS: Final[tuple[ObligationKind, ...]] = get_args(ObligationKind)
Direction = Literal["mine", "theirs"]
DIRECTIONS: Final[tuple[Direction, ...]] = get_args(Direction)

Lane = Literal["owe", "closing", "due", "grow", "reconnect"]
LANES: Final[tuple[Lane, ...]] = get_args(Lane)
RowKind = Literal[
    "promise",
    "thanks",
    "reply",
    "report",
    "checkin",
    "closing",
    "due",
    "grow",
    "lapsed",
    "dormant",
]
HiddenWhy = Literal["snoozed", "waiting", "let_go", "promised", "untracked"]
TieState = Literal["never_met", "on_time", "due", "overdue", "lapsed", "dormant"]
Band = Literal["new", "warm", "cooling", "cool", "cold"]

Gate = Literal["open", "tight", "blocked"]
Phase = Literal[
    "before",
    "onboarding",
    "middle",
    "final",
    "after:wrap",
    "after:campaign",
    "after:alumni",
]

HandleKind = Literal["email", "phone", "url", "im"]
HANDLE_KINDS: Final[tuple[HandleKind, ...]] = get_args(HandleKind)

AskKind = Literal["names", "advice", "time", "review", "introduction", "job_referral"]
ASK_KINDS: Final[tuple[AskKind, ...]] = get_args(AskKind)
GiveKind = Literal["thanks", "update", "resource", "congrats", "feedback", "help", "introduction"]
GIVE_KINDS: Final[tuple[GiveKind, ...]] = get_args(GiveKind)

IntroductionState = Literal["asked", "made", "met", "thanked", "declined", "silent"]
INTRODUCTION_STATES: Final[tuple[IntroductionState, ...]] = get_args(IntroductionState)

EventKind = Literal["meeting", "training", "association", "other"]
EVENT_KINDS: Final[tuple[EventKind, ...]] = get_args(EventKind)

ExperienceKind = Literal[
    "internship",
    "coop",
    "practicum",
    "externship",
    "shadow",
    "service",
    "apprenticeship",
    "fellowship",
    "ra",
    "clinical",
    "teaching",
    "volunteer",
    "field",
    "micro",
    "rotation",
    "first_job",
]
EXPERIENCE_KINDS: Final[tuple[ExperienceKind, ...]] = get_args(ExperienceKind)
