"""What is to be ticked off in each phase of an experience, and how long a tick counts."""

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal, NamedTuple

from netintern.domain.calendar import Calendar, later
from netintern.domain.placements import After
from netintern.domain.vocabulary import Phase
from netintern.domain.week import week_start

Every = Literal["once", "week", "fortnight", "month", "year"]
"""How often something is to be done; a tick counts for so long."""
EVERY_WORDS: Final[Mapping[Every, str]] = {
    "once": "",
    "week": "weekly",
    "fortnight": "every two weeks",
    "month": "monthly",
    "year": "yearly",
}
FORTNIGHT: Final = 14
"""Days."""
LAST_DAYS: Final = 3
"""Workdays at the end in which the goodbye notes go out, the last day among them."""


class Task(NamedTuple):
    """A line of a checklist."""

    key: str
    """What a tick is stored under: "final.handover"."""
    text: str
    every: Every = "once"


_AFTER: Final = (
    Task("after.quiet", "Take one quiet week"),
    Task("after.campaign", "On Tuesdays, write to three people whom you never met", "week"),
    Task("after.reports", "Tell your advisers what came of their advice"),
    Task("after.rhythm", "Set a lasting rhythm: close people monthly, others now and then"),
    Task("after.old_tie", "Write to one person out of touch for a long time", "month"),
    Task("after.review", "Look back: clear the list, thank three people for something old", "year"),
)
_BETWEEN: Final = (
    Task("after.next", "Put in the next one: where, and from when until when"),
    Task("after.reports", "Tell your advisers what came of their advice"),
    Task("after.wishes", "Go through the list: whom will you meet in the next one"),
    Task("after.touch", "Stay in touch with those who will be there again", "month"),
    Task("after.old_tie", "Write to one person out of touch for a long time", "month"),
)
CHECKLISTS: Final[Mapping[Phase, tuple[Task, ...]]] = {
    "before": (
        Task("before.objectives", "Write down two to four things that you want to learn"),
        Task("before.people", "List ten people or roles to meet, two or more in each circle"),
        Task("before.dates", "Put in the first and last day, holidays, and quiet days"),
        Task("before.minutes", "Set your own minutes a week"),
        Task("before.groups", "Ask whether there is a group of interns, and which trainings"),
        Task("before.introduction", "Write two sentences about yourself that end in a question"),
    ),
    "onboarding": (
        Task("onboarding.team", "Meet everybody on your own team before anybody else"),
        Task("onboarding.boss", "Agree with your boss on minutes a week"),
        Task("onboarding.hours", "Learn when the team meets, and which hours stay free"),
        Task("onboarding.first_talk", "Book the first talk outside the team for week two"),
        Task("onboarding.culture", "Ask two questions about how things are done here"),
        Task("onboarding.thanks", "Thank each person within a day"),
    ),
    "middle": (
        Task("middle.talks", "Have one or two talks, inside the agreed minutes", "week"),
        Task("middle.notes", "After each talk note what you heard, promised, whom they named"),
        Task("middle.names", "Ask each time for one or two more people"),
        Task("middle.balance", "On Friday, let the thinnest circle choose the next talk", "week"),
        Task("middle.checkin", "Talk with your boss about the minutes", "fortnight"),
        Task("middle.report", "Tell one adviser what came of the advice", "fortnight"),
        Task("middle.event", "Go to a meeting, a training, or an evening", "month"),
    ),
    "final": (
        Task("final.handover", "Finish your work and hand it over first"),
        Task("final.closest", "Have last talks with those who are close; ask how to keep in touch"),
        Task("final.wishes", "Go through the list: meet now, ask for an introduction, or later"),
        Task("final.addresses", "Exchange addresses that last; the one at work will go"),
        Task("final.goodbyes", "Send goodbye notes in the last three days"),
        Task("final.export", "Export what is yours to take, if the rules of the place allow it"),
    ),
    "after:wrap": _AFTER,
    "after:campaign": _AFTER,
    "after:alumni": _AFTER,
}
"""The tasks of each phase in their order: work comes before goodbyes."""

_NEXT: Final = Task("final.next", "Ask about the next one, and say when you are back or where")
TASKS: Final[Mapping[str, Task]] = {
    task.key: task for tasks in (*CHECKLISTS.values(), _BETWEEN, (_NEXT,)) for task in tasks
}
"""All tasks by key."""


def checklist(phase: Phase | None, after: After = "campaign") -> tuple[Task, ...]:
    """The tasks of a phase in order; none without an experience.

    `after` is what comes after an experience of its kind: where it is the next one, nobody says
    goodbye for good, and no campaign goes to those never met.
    """
    if phase is None:
        return ()
    tasks = CHECKLISTS[phase]
    if after == "next" and phase.startswith("after"):
        return _BETWEEN
    if after == "next":
        return tuple(_NEXT if task.key == "final.goodbyes" else task for task in tasks)
    if after == "stay":
        return tuple(task for task in tasks if task.key != "after.campaign")
    return tasks


def counts(every: Every, ticked: date, today: date, *, ends: date | None, first_day: int) -> bool:
    """Whether a tick of that day still counts today; one set after today counts for nothing.

    A week and a month are those of the calendar, a year begins on the anniversary of the end.
    """
    if ticked > today:
        return False
    if every == "week":
        return ticked >= week_start(today, first_day)
    if every == "fortnight":
        return (today - ticked).days < FORTNIGHT
    if every == "month":
        return (ticked.year, ticked.month) == (today.year, today.month)
    if every == "year":
        return ticked >= review_of(ends, today)
    return True


def review_of(ends: date | None, today: date) -> date:
    """The anniversary of the end from which the present review counts; the first is a year later.

    Without an end the years of the calendar count.
    """
    if ends is None:
        return date(today.year, 1, 1)
    last = _anniversary(ends, today.year)
    if last > today:
        last = _anniversary(ends, today.year - 1)
    return max(last, ends)


def review_due(ends: date | None, ticked: date | None, today: date) -> date | None:
    """When the year is looked back upon next: a year after the end, then every year.

    What was not done stays due; None without an end that is over.
    """
    if ends is None or ends >= today:
        return None
    present = review_of(ends, today)
    if present > ends and (ticked is None or ticked < present):
        return present
    return _anniversary(ends, present.year + 1)


def goodbyes_from(ends: date, calendar: Calendar) -> date:
    """The first of the last workdays, on which goodbye notes go out."""
    day = ends
    while calendar.between(later(day, -1), ends) < LAST_DAYS and (ends - day).days < FORTNIGHT:
        day = later(day, -1)
    return day


def _anniversary(day: date, year: int) -> date:
    """The same day of another year; 29 February becomes the 28th."""
    year = min(max(year, date.min.year), date.max.year)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)
