"""The sixteen kinds of experience as a table: what differs between them, and what that changes.

Also the seven criteria by which career offices tell an internship from a job.
"""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple

from netintern.domain.vocabulary import ExperienceKind

After = Literal["campaign", "next", "stay"]
"""What comes after: writing to those never met, the next one of its kind, or nothing, as one
stays. With "next" nobody says goodbye for good, and those never met go along."""

_USUAL: Final = 14


class Placement(NamedTuple):
    """What one kind of experience is like."""

    key: ExperienceKind
    label: str
    """In words, without an article."""
    has_end: bool
    """Whether it usually has a last day when it begins."""
    edge_days: int
    """Longest onboarding and longest final phase, in days; a quarter of the length at most."""
    cap_asked: bool
    """Whether somebody has to agree to the minutes a week for meeting people."""
    repeats: bool
    """Whether another of its kind usually follows: a work term, or a rotation."""
    after: After
    boss: str
    """Who supervises it, in a word or two."""
    about: str
    """How it differs, in one sentence."""


def _row(
    key: ExperienceKind,
    label: str,
    about: str,
    *,
    has_end: bool = True,
    edge: int = _USUAL,
    cap: bool = True,
    repeats: bool = False,
    after: After = "campaign",
    boss: str = "supervisor",
) -> Placement:
    return Placement(key, label, has_end, edge, cap, repeats, after, boss, about)


PLACEMENTS: Final[Mapping[ExperienceKind, Placement]] = {
    row.key: row
    for row in (
        _row(
            "internship",
            "internship",
            "Work close to the studies, with objectives, supervision, and feedback.",
        ),
        _row(
            "coop",
            "cooperative education",
            "Several terms of work between terms of study; the phases begin anew with each.",
            repeats=True,
            after="next",
        ),
        _row(
            "practicum",
            "practicum",
            "Some days a week as part of a course; its teacher agrees to the minutes as well.",
            boss="supervisor and teacher",
        ),
        _row(
            "externship",
            "externship",
            "Watching and small tasks for a day to three weeks; the phases are short.",
            edge=7,
        ),
        _row(
            "shadow",
            "job shadowing",
            "Hours to a few days beside one host: questions, thanks, one name to go on with.",
            edge=1,
            cap=False,
            boss="host",
        ),
        _row(
            "service",
            "service learning",
            "Work for a community as part of a course; its partners belong to culture.",
        ),
        _row(
            "apprenticeship",
            "apprenticeship",
            "A contract of one to six years that leads to a qualification.",
        ),
        _row(
            "fellowship",
            "fellowship",
            "Months to two years with a sponsor and a cohort, which belongs to adjacent.",
            boss="sponsor",
        ),
        _row(
            "ra",
            "research assistantship",
            "A term to years in a research group; conferences are its events.",
            boss="principal investigator",
        ),
        _row(
            "clinical",
            "clinical placement",
            "Rotations of weeks, with patients first; each of them is one experience.",
            repeats=True,
            after="next",
        ),
        _row(
            "teaching",
            "student teaching",
            "A term at a school; the timetable says when there is quiet.",
            boss="mentor teacher",
        ),
        _row(
            "volunteer",
            "volunteering",
            "Open, without a last day until one is set.",
            has_end=False,
        ),
        _row(
            "field",
            "fieldwork",
            "Weeks to a term at remote places; calls take the place of a coffee.",
        ),
        _row(
            "micro",
            "micro-internship",
            "A project of days to six weeks; the phases are short.",
            edge=7,
        ),
        _row(
            "rotation",
            "rotation programme",
            "One to two years in several places; each is one experience, and the wishes go along.",
            repeats=True,
            after="next",
        ),
        _row(
            "first_job",
            "first job",
            "Work without a last day; the boss is asked about the minutes all the same.",
            has_end=False,
            after="stay",
        ),
    )
}
"""What is told of each kind. Labels and texts are our own; the days are judgement."""


class Criterion(NamedTuple):
    """One of the seven things that make an experience an internship."""

    key: str
    text: str
    """As a statement that is true or not."""


CRITERIA: Final[tuple[Criterion, ...]] = (
    Criterion("extends_studies", "It goes on from what is learned in class."),
    Criterion("transferable", "What it teaches is of use elsewhere."),
    Criterion("defined", "It has a first day, a last day, and a description."),
    Criterion("objectives", "It has objectives for learning."),
    Criterion("supervised", "Somebody who knows the work supervises it."),
    Criterion("feedback", "There is feedback again and again."),
    Criterion("resources", "What one needs for learning is provided."),
)
"""The criteria that career offices use, in words of our own."""

OBJECTIVE_STATES: Final = ("open", "done", "dropped")
"""What can have become of an objective."""

CRITERION_KEYS: Final = tuple(one.key for one in CRITERIA)


def edge_days(kind: ExperienceKind) -> int:
    """Days of the first and of the final phase at most."""
    return PLACEMENTS[kind].edge_days


def after_of(kind: ExperienceKind) -> After:
    """What comes after an experience of this kind."""
    return PLACEMENTS[kind].after


def label_of(kind: ExperienceKind) -> str:
    """A kind in words."""
    return PLACEMENTS[kind].label
