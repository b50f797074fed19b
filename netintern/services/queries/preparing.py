"""One page before a talk: what there was, what is owed, who they know, and what to ask."""

from collections.abc import Iterator
from datetime import date
from typing import Final, NamedTuple

from netintern.domain.career import tells_of_the_way
from netintern.domain.library import QUESTION_OF, Question
from netintern.domain.vocabulary import Phase
from netintern.services.queries.experiences import current as current_experience
from netintern.services.queries.experiences import phase_of
from netintern.services.queries.people import (
    PersonPage,
    PromiseLine,
    Talk,
    person_page,
)
from netintern.services.queries.placeholders import MADE
from netintern.services.queries.questions import picked_for
from netintern.storage.probe import Book
from netintern.storage.reads import questions as reads

TALK_MINUTES: Final = 30
"""Length of a talk for which questions are proposed unless it is said."""
MOST_TALKS: Final = 3
"""Last talks and messages that a page before a talk shows."""


class Step(NamedTuple):
    """Something that the book knows of somebody's way to where they are."""

    text: str
    told_on: date | None
    """When it was told; None for a note without a day, and for what they do now."""
    now: bool = False
    """True for what they do now."""


class AskedQuestion(NamedTuple):
    """A question that was put to somebody."""

    id: str
    text: str
    """Empty for one that this version does not know."""
    on: date | None


class Proposal(NamedTuple):
    """The questions for a talk on one day; what was asked meanwhile keeps its place."""

    questions: tuple[Question, ...]
    """To open, to dig, to close: those of the day, asked today or not."""
    asked: tuple[AskedQuestion, ...]
    """Everything that was ever asked of them, today's too, oldest first."""
    today: frozenset[str]
    """Ids of those asked today."""

    @property
    def open(self) -> tuple[Question, ...]:
        """Those still to be asked."""
        return tuple(one for one in self.questions if one.id not in self.today)

    @property
    def before(self) -> tuple[AskedQuestion, ...]:
        """Those that were asked before today."""
        return tuple(one for one in self.asked if one.id not in self.today)


class Preparation(NamedTuple):
    """All that is read before a talk."""

    page: PersonPage
    phase: Phase | None
    """Where in the experience the day is; None without one."""
    talks: tuple[Talk, ...]
    """The last ones, newest first."""
    mine: tuple[PromiseLine, ...]
    """What the user owes them, by date."""
    theirs: tuple[PromiseLine, ...]
    """What they promised, by date."""
    introduced_by: tuple[str, ...]
    """Who introduced them, else who suggested them."""
    way: tuple[Step, ...]
    """How they came to where they are, as far as the book knows; what they do now comes last."""
    proposal: Proposal


def prepare(book: Book, person_id: int, *, today: date, minutes: int = TALK_MINUTES) -> Preparation:
    """The page before a talk with somebody. Raises NothingFoundError if there is no such person."""
    page = person_page(book, person_id, today=today)
    experience = current_experience(book, today)
    phase = None if experience is None else phase_of(experience, today)
    owed = [line for line in page.promises if line.done_on is None]
    return Preparation(
        page,
        phase,
        page.interactions[:MOST_TALKS],
        tuple(line for line in owed if line.direction == "mine"),
        tuple(line for line in owed if line.direction == "theirs"),
        _introducers(page),
        tuple(_way(page)),
        _proposal(book, page, phase, today, minutes),
    )


def proposal(book: Book, person_id: int, *, today: date, minutes: int = TALK_MINUTES) -> Proposal:
    """Only the questions for a talk with somebody. Raises NothingFoundError."""
    page = person_page(book, person_id, today=today)
    experience = current_experience(book, today)
    phase = None if experience is None else phase_of(experience, today)
    return _proposal(book, page, phase, today, minutes)


def _proposal(
    book: Book, page: PersonPage, phase: Phase | None, today: date, minutes: int
) -> Proposal:
    """Questions as the rules pick them from what was not asked before today.

    So a question that is ticked off in the talk stays where it is. When all of them were asked,
    others take their place.
    """
    days = {
        key: None if day is None else date.fromisoformat(day)
        for key, day in reads.asked_on(book.connection, page.summary.id).items()
    }
    new = frozenset(key for key, day in days.items() if day == today)
    who = page.summary
    questions = picked_for(who.id, who.circle, phase, days.keys() - new, today, minutes)
    if new and new.issuperset(one.id for one in questions):
        questions = picked_for(who.id, who.circle, phase, days.keys(), today, minutes)
    asked = (AskedQuestion(key, _text(key), day) for key, day in days.items())
    return Proposal(questions, tuple(asked), new)


def _text(key: str) -> str:
    found = QUESTION_OF.get(key)
    return "" if found is None else found.text


def _introducers(page: PersonPage) -> tuple[str, ...]:
    made = [
        line.via.name
        for line in page.introductions
        if line.target.id == page.summary.id and line.state in MADE
    ]
    return tuple(dict.fromkeys([*made, *filter(None, [page.summary.via])]))


def _way(page: PersonPage) -> Iterator[Step]:
    for talk in reversed(page.interactions):
        for line in _lines(talk.learned, talk.notes):
            if tells_of_the_way(line):
                yield Step(line, talk.on)
    for line in _lines(page.notes):
        yield Step(line, None)
    now = " at ".join(filter(None, (page.summary.role, page.summary.organisation)))
    if now:
        yield Step(now, None, now=True)


def _lines(*texts: str) -> Iterator[str]:
    for text in texts:
        yield from filter(None, map(str.strip, text.split("\n")))
