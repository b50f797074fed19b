"""Internships and other experiences, and where in the running one a day is."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Final, NamedTuple, cast

from netintern.domain.experience import phase
from netintern.domain.placements import CRITERIA, edge_days
from netintern.domain.vocabulary import ExperienceKind, Phase
from netintern.services.queries.ledger import Span, current_span
from netintern.services.queries.names import PersonRef
from netintern.storage.probe import Book
from netintern.storage.reads import experiences as reads

_OBJECTIVE: Final = "objective:"
_TALK: Final = "/talk:"
_FEEDBACK: Final = "feedback:"


class Objective(NamedTuple):
    """Something that the experience is for."""

    id: int
    text: str
    state: str
    """ "open", "done" or "dropped"."""


class ExperienceLine(NamedTuple):
    """One experience."""

    id: int
    kind: ExperienceKind
    organisation: str
    title: str
    starts: date
    ends: date | None
    supervisors: tuple[PersonRef, ...]
    objectives: tuple[Objective, ...]


def experiences(book: Book) -> tuple[ExperienceLine, ...]:
    """All experiences, by start."""
    connection = book.connection
    return experience_lines(reads.experiences(connection), reads.objectives(connection))


def experience_lines(
    rows: Iterable[reads.ExperienceRow], aims: Iterable[reads.ObjectiveRow]
) -> tuple[ExperienceLine, ...]:
    """Experiences and their objectives that were already read."""
    objectives: dict[int, list[Objective]] = {}
    for number, experience, text, state in aims:
        objectives.setdefault(experience, []).append(Objective(number, text, state))
    found: dict[int, ExperienceLine] = {}
    for number, kind, org, title, starts, ends, boss, name, employer in rows:
        line = found.get(number)
        if line is None:
            line = ExperienceLine(
                number,
                cast(ExperienceKind, kind),
                org,
                title,
                date.fromisoformat(starts),
                None if ends is None else date.fromisoformat(ends),
                (),
                tuple(objectives.get(number, ())),
            )
        if boss is not None and name is not None:
            line = line._replace(
                supervisors=(*line.supervisors, PersonRef(boss, name, employer or ""))
            )
        found[number] = line
    return tuple(found.values())


def current(book: Book, today: date) -> ExperienceLine | None:
    """The experience that the rules go by: the running one, else the last ended, else the next."""
    return current_of(experiences(book), today)


def current_of(lines: tuple[ExperienceLine, ...], today: date) -> ExperienceLine | None:
    """The current one of experiences that were already read."""
    spans = tuple(Span(line.id, line.starts, line.ends, ()) for line in lines)
    span = current_span(spans, today)
    return next((line for line in lines if span is not None and line.id == span.id), None)


def phase_of(line: ExperienceLine, today: date) -> Phase:
    """The phase of an experience on a day, by the dates and the kind of it."""
    return phase(line.starts, line.ends, today, edge_days(line.kind))


class Learnt(NamedTuple):
    """Something that was learnt for an objective."""

    id: int
    on: date
    text: str
    talk: int | None
    """The talk in which it was learnt, if it was in one that still stands."""
    with_names: tuple[str, ...] = ()
    talk_on: date | None = None


class Feedback(NamedTuple):
    """What somebody said about the work."""

    on: date
    text: str
    said_by: PersonRef | None = None
    """None where nobody was named, or they are no longer in the book."""
    id: int | None = None
    """None where it stands with a check-in alone."""


class Standing(NamedTuple):
    """Whether one of the seven criteria is met."""

    key: str
    text: str
    met: bool | None
    """None where it was not answered yet."""


class ExperiencePage(NamedTuple):
    """All that the book knows of one experience."""

    line: ExperienceLine
    phase: Phase
    learnt: Mapping[int, tuple[Learnt, ...]]
    """By the id of the objective, oldest first."""
    feedback: tuple[Feedback, ...]
    """From the supervisors and others, oldest first."""
    criteria: tuple[Standing, ...]
    others: tuple[ExperienceLine, ...]
    """The other experiences, by start."""
    overlapping: tuple[ExperienceLine, ...]
    """Those of the others that have days in common with it."""

    def feedback_from(self, person_id: int | None) -> tuple[Feedback, ...]:
        """What somebody said, or with None what nobody is named for."""
        return tuple(
            one
            for one in self.feedback
            if (None if one.said_by is None else one.said_by.id) == person_id
        )

    @property
    def advisers(self) -> tuple[PersonRef, ...]:
        """Who gave feedback without being a supervisor, each once."""
        bosses = {boss.id for boss in self.line.supervisors}
        said = {one.said_by.id: one.said_by for one in self.feedback if one.said_by is not None}
        return tuple(who for number, who in said.items() if number not in bosses)


def learnt_prompt(objective: int, talk: int | None = None) -> str:
    """Under which key the book keeps what was learnt for an objective, perhaps in a talk."""
    return f"{_OBJECTIVE}{objective}" + ("" if talk is None else f"{_TALK}{talk}")


def feedback_prompt(person: int) -> str:
    """Under which key the book keeps what somebody said about the work."""
    return f"{_FEEDBACK}{person}"


def experience_page(
    book: Book, *, today: date, experience_id: int | None = None
) -> ExperiencePage | None:
    """The page of an experience, by default of the one that the rules go by; None without it."""
    lines = experiences(book)
    if experience_id is None:
        line = current_of(lines, today)
    else:
        line = next((one for one in lines if one.id == experience_id), None)
    if line is None:
        return None
    connection = book.connection
    # Before there was an experience in the book, a check-in belonged to none.
    feedback = tuple(
        Feedback(
            date.fromisoformat(day),
            text,
            PersonRef(boss, name, employer or "")
            if boss is not None and name is not None
            else None,
            number,
        )
        for experience, day, text, boss, name, employer, number in reads.feedback(
            connection, today.isoformat()
        )
        if experience in (line.id, None)
    )
    others = tuple(one for one in lines if one.id != line.id)
    return ExperiencePage(
        line,
        phase_of(line, today),
        _learnt(book, {objective.id for objective in line.objectives}),
        feedback,
        criteria_of(reads.criteria(connection, line.id)),
        others,
        tuple(one for one in others if overlap(one, line)),
    )


def criteria_of(stored: str | None) -> tuple[Standing, ...]:
    """The seven criteria as they stand in the JSON of an experience."""
    known: object = {}
    if stored:
        from json import loads

        known = loads(stored)
    values = known if isinstance(known, dict) else {}
    return tuple(
        Standing(one.key, one.text, value if isinstance(value, bool) else None)
        for one in CRITERIA
        for value in (values.get(one.key),)
    )


def overlap(one: ExperienceLine, other: ExperienceLine) -> bool:
    """Whether two experiences have days in common."""
    return (other.ends is None or one.starts <= other.ends) and (
        one.ends is None or other.starts <= one.ends
    )


def recent_talks(book: Book, *, today: date, most: int = 5) -> tuple[tuple[int, date, str], ...]:
    """Id, day, and names of the last meetings, newest first, for what was learnt in one."""
    rows = reads.recent_talks(book.connection, today.isoformat(), most)
    return tuple(
        (number, date.fromisoformat(day), ", ".join(names.split("\n")))
        for number, day, names in rows
    )


def _learnt(book: Book, objectives: Collection[int]) -> dict[int, tuple[Learnt, ...]]:
    found: dict[int, list[Learnt]] = {}
    for number, day, prompt, text in reads.learnt(book.connection):
        objective, talk = _of_prompt(prompt)
        if objective in objectives:
            line = Learnt(number, date.fromisoformat(day), text, talk)
            found.setdefault(objective, []).append(line)
    wanted = {line.talk for lines in found.values() for line in lines if line.talk is not None}
    talks = {
        number: (date.fromisoformat(day), tuple(filter(None, names.split("\n"))))
        for number, day, names in reads.talks(book.connection, str(sorted(wanted)))
    }
    return {
        objective: tuple(_told(line, talks) for line in lines) for objective, lines in found.items()
    }


def _told(line: Learnt, talks: Mapping[int, tuple[date, tuple[str, ...]]]) -> Learnt:
    """With the talk in words, or without it if it was removed."""
    if line.talk is None or line.talk not in talks:
        return line._replace(talk=None)
    day, names = talks[line.talk]
    return line._replace(with_names=names, talk_on=day)


def _of_prompt(prompt: str) -> tuple[int, int | None]:
    """Objective and talk of a key; objective 0 for what is no such key."""
    objective, _, talk = prompt.removeprefix(_OBJECTIVE).partition(_TALK)
    number = int(objective) if objective.isdecimal() else 0
    return number, int(talk) if talk.isdecimal() else None
