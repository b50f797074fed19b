"""Internships and other experiences, and where in the running one a day is."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, cast

from netintern.domain.experience import campaign, days_left, phase, proposals
from netintern.domain.placements import edge_days
from netintern.domain.vocabulary import ExperienceKind, Phase
from netintern.services.queries.ledger import Span, current_span
from netintern.services.queries.names import PersonRef
from netintern.services.queries.settings import rules_and_calendar
from netintern.storage.probe import Book
from netintern.storage.reads import experiences as reads
from netintern.storage.reads import people as people_reads


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


class PhaseView(NamedTuple):
    """Where in the experience a day is, and what is proposed."""

    phase: Phase | None
    """None without an experience in the book."""
    days_left: int | None
    missing_addresses: int
    """Met and tracked people without a lasting handle."""
    proposals: tuple[str, ...]
    ticked: tuple[str, ...]
    """Keys of the checklist that are done."""
    experience: ExperienceLine | None


class CampaignLine(NamedTuple):
    """A message of the campaign after the end."""

    on: date
    person_id: int
    person: str


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


def phase_for(book: Book, *, today: date) -> PhaseView:
    """Phase, days left, and proposals of today (domain rule 2.14)."""
    line = current(book, today)
    missing = people_reads.missing_addresses(book.connection, today.isoformat())
    ticked = tuple(reads.ticks(book.connection, None if line is None else line.id))
    if line is None:
        return PhaseView(None, None, missing, (), ticked, None)
    now = phase_of(line, today)
    left = days_left(line.ends, today)
    return PhaseView(now, left, missing, proposals(now), ticked, line)


def campaign_for(book: Book, *, today: date) -> tuple[CampaignLine, ...]:
    """The campaign after the end: people never met, three a week (domain rule 2.14).

    They come in the order of ways in and gaps; empty without an experience that has an end.
    """
    from netintern.services.queries.queue import never_met

    line = current(book, today)
    if line is None or line.ends is None:
        return ()
    rules, calendar = rules_and_calendar(book)
    plan = campaign(line.ends, never_met(book, today=today), calendar, rules)
    return tuple(CampaignLine(on, person, name) for (person, name), on in plan)
