"""The words of the book: every closed list of values, once, in the order in which it is shown."""

from typing import Final, Literal

Circle = Literal["field", "adjacent", "leaders", "culture"]
CIRCLES: Final[tuple[Circle, ...]] = ("field", "adjacent", "leaders", "culture")

InteractionKind = Literal[
    "one_on_one", "call", "small_group", "exchange", "group_event", "inbound", "outbound"
]
INTERACTION_KINDS: Final[tuple[InteractionKind, ...]] = (
    "one_on_one",
    "call",
    "small_group",
    "exchange",
    "group_event",
    "inbound",
    "outbound",
)
CONVERSATIONS: Final[frozenset[InteractionKind]] = frozenset({"one_on_one", "call", "small_group"})
"""Kinds that count for breadth, the thank-you, and the snowball (domain rule 2.0)."""
MEETINGS: Final[frozenset[InteractionKind]] = CONVERSATIONS | {"group_event"}
"""Kinds after which two people have met."""

Purpose = Literal["thanks", "promise", "reply", "report", "ask", "message", "goodbye"]
PURPOSES: Final[tuple[Purpose, ...]] = (
    "thanks",
    "promise",
    "reply",
    "report",
    "ask",
    "message",
    "goodbye",
)

Outcome = Literal["done", "no_answer", "declined", "cancelled"]
OUTCOMES: Final[tuple[Outcome, ...]] = ("done", "no_answer", "declined", "cancelled")

ObligationKind = Literal["thanks", "reply", "promise", "report", "checkin"]
OBLIGATION_KINDS: Final[tuple[ObligationKind, ...]] = (
    "thanks",
    "reply",
    "promise",
    "report",
    "checkin",
)
Direction = Literal["mine", "theirs"]
DIRECTIONS: Final[tuple[Direction, ...]] = ("mine", "theirs")

Lane = Literal["owe", "closing", "due", "grow", "reconnect"]
LANES: Final[tuple[Lane, ...]] = ("owe", "closing", "due", "grow", "reconnect")
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
HANDLE_KINDS: Final[tuple[HandleKind, ...]] = ("email", "phone", "url", "im")

AskKind = Literal["names", "advice", "time", "review", "introduction", "job_referral"]
ASK_KINDS: Final[tuple[AskKind, ...]] = (
    "names",
    "advice",
    "time",
    "review",
    "introduction",
    "job_referral",
)
GiveKind = Literal["thanks", "update", "resource", "congrats", "feedback", "help", "introduction"]
GIVE_KINDS: Final[tuple[GiveKind, ...]] = (
    "thanks",
    "update",
    "resource",
    "congrats",
    "feedback",
    "help",
    "introduction",
)

IntroductionState = Literal["asked", "made", "met", "thanked", "declined", "silent"]
INTRODUCTION_STATES: Final[tuple[IntroductionState, ...]] = (
    "asked",
    "made",
    "met",
    "thanked",
    "declined",
    "silent",
)

EventKind = Literal["meeting", "training", "association", "other"]
EVENT_KINDS: Final[tuple[EventKind, ...]] = ("meeting", "training", "association", "other")

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
EXPERIENCE_KINDS: Final[tuple[ExperienceKind, ...]] = (
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
)
