"""The Friday reflection: the numbers of a week, its seven prompts, and what was answered."""

from collections.abc import Iterable
from datetime import date
from typing import Final, NamedTuple

from netintern.domain.calendar import later
from netintern.domain.dates import weekday_day
from netintern.domain.errors import FieldError
from netintern.domain.experience import agreement_stale
from netintern.domain.reflection import PROMPT_OF, PROMPTS
from netintern.domain.settings import Rules
from netintern.domain.snowball import Snowball, outlook
from netintern.domain.week import week_start
from netintern.services.queries.experiences import ExperienceLine
from netintern.services.queries.names import PersonRef
from netintern.services.queries.settings import rules
from netintern.services.queries.weeks import WeekView, week_for
from netintern.storage.probe import Book
from netintern.storage.reads import reviews as reads

MOST_MATTERS: Final = 3
"""Things that are named below a prompt; of more the number is told."""
MOST_KEPT: Final = 7 * 53
"""Answers that are listed: those of a year."""


class PromptLine(NamedTuple):
    """One prompt, what the book knows about it, and what was answered."""

    key: str
    text: str
    matter: str
    """What of the week belongs to it: "Ana Silva: moved by shadowing"; empty if nothing does."""
    answer: str
    """Empty if nothing was answered."""


class Review(NamedTuple):
    """One week, looked back on."""

    week: WeekView
    """As of today, or of its last day if it is over."""
    prompts: tuple[PromptLine, ...]
    """The seven, in the order in which they are asked."""
    reproduction: str
    """R in words: "1.00 (0.21-2.92), too early"."""
    agreement: str
    """What is agreed with the boss, and how old that is."""
    is_stale: bool
    """Whether the agreement is so old that it should be renewed."""
    before: date | None
    """Start of the last week before this one that was reflected on."""
    after: date | None
    """Start of the next week after it that was reflected on, or the present one."""
    kept: int
    """Weeks that were reflected on."""

    @property
    def answered(self) -> int:
        """How many prompts have an answer."""
        return sum(1 for line in self.prompts if line.answer)

    @property
    def boss(self) -> PersonRef | None:
        """To whom a note about the check-in goes; None if no supervisor is recorded."""
        experience = self.week.experience
        return next(iter(experience.supervisors), None) if experience is not None else None


class Kept(NamedTuple):
    """An answer of a past reflection."""

    id: int
    on: date
    key: str
    prompt: str
    """The question, or the key of one that this version does not know."""
    text: str


def review_for(
    book: Book, *, today: date, minute: int | None = None, on: date | None = None
) -> Review:
    """The reflection on the week of `on` (default: of today).

    A week that is over is seen from its last day, so that its numbers stay what they were. Raises
    FieldError for a week to come.
    """
    by = rules(book)
    starts = week_start(today if on is None else on, by.first_day)
    if starts > today:
        raise FieldError(
            "on",
            f"The week of {weekday_day(starts, today)} is still to come.",
            "Look back on this week or an earlier one.",
        )
    ends = later(starts, 6)
    seen = min(today, ends)
    week = week_for(book, today=seen, minute=minute if seen == today else None, on=starts)
    first, last = starts.isoformat(), ends.isoformat()
    answers = {key: text for _, _, key, text in reads.answers(book.connection, first, last)}
    matters = _matters(reads.matters(book.connection, first, last), week, by, today)
    weeks = _weeks(reads.answered_days(book.connection), by)
    others = sorted({*weeks, week_start(today, by.first_day)})
    return Review(
        week=week,
        prompts=tuple(
            PromptLine(key, text, matters.get(key, ""), answers.get(key, ""))
            for key, text in PROMPTS
        ),
        reproduction=reproduction_words(week.snowball, by),
        agreement=agreement_words(week, seen),
        is_stale=agreement_stale(week.agreed_on, seen, by),
        before=max((one for one in weeks if one < starts), default=None),
        after=next((one for one in others if one > starts), None),
        kept=len(weeks),
    )


def kept_reflections(book: Book) -> tuple[Kept, ...]:
    """The answers of the past year or so, the newest day first."""
    return tuple(
        Kept(
            number,
            date.fromisoformat(day),
            key,
            PROMPT_OF[key].text if key in PROMPT_OF else key,
            text,
        )
        for number, day, key, text in reads.kept(book.connection, MOST_KEPT)
    )


def reproduction_words(snow: Snowball, by: Rules) -> str:
    """R with its interval and what it means; "too early" below five parents (rule 2.7)."""
    if snow.reproduction is None or snow.interval is None:
        return "- too early"
    low, high = snow.interval
    words = outlook(snow, by)
    figure = f"{snow.reproduction:.2f} ({low:.2f}-{high:.2f})"
    return f"{figure} {words}".rstrip()


def agreement_words(week: WeekView, today: date) -> str:
    """What the boss agreed to and when: "90 agreed Mon 22 Jun, 18 days ago"."""
    if week.cap is None:
        return ""
    if week.agreed_on is None:
        return f"{week.cap} a week until your boss agreed"
    days = (today - week.agreed_on).days
    past = {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
    return f"{week.cap} a week agreed {weekday_day(week.agreed_on, today)}, {past}"


def _weeks(days: Iterable[str], by: Rules) -> list[date]:
    """Starts of the weeks of these days, each once."""
    starts = (week_start(date.fromisoformat(day), by.first_day) for day in days)
    return sorted(set(starts))


def _matters(
    rows: Iterable[reads.MatterRow], week: WeekView, by: Rules, today: date
) -> dict[str, str]:
    """What the book knows about each prompt."""
    found: dict[str, list[str]] = {}
    for row in rows:
        until = f", by {weekday_day(date.fromisoformat(row.day), today)}" if row.day else ""
        words = {"help": row.text, "promise": f"{row.text}{until}"}.get(row.prompt, row.text)
        found.setdefault(row.prompt, []).append(f"{row.name}: {words}" if row.name else words)
    found["work"] = [f"{weekday_day(one.on, today)}: {one.reason}" for one in week.overrides]
    found["objective"] = _objectives(week.experience)
    found["circle"] = [f"{week.next_circle} is missed most"]
    share = week.listening.share
    if share is not None:
        aim = f"the aim is {by.listening_aim:.0%}"
        found["listening"] = [f"they spoke {share:.0%} of the time; {aim}"]
    return {key: _listed(lines) for key, lines in found.items()}


def _objectives(experience: ExperienceLine | None) -> list[str]:
    if experience is None:
        return []
    return [one.text for one in experience.objectives if one.state == "open"]


def _listed(lines: list[str]) -> str:
    """The first few, and how many more there are."""
    once = list(dict.fromkeys(line.replace("\n", " ") for line in lines))
    more = len(once) - MOST_MATTERS
    return "; ".join([*once[:MOST_MATTERS], *([f"{more} more"] if more > 0 else [])])
