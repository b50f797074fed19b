"""Recording an experience: when, where, under whom, and with which objectives."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from netintern.domain.dates import short_day
from netintern.domain.errors import FieldError
from netintern.domain.placements import CRITERIA, CRITERION_KEYS, OBJECTIVE_STATES, PLACEMENTS
from netintern.domain.settings import DEFAULT_RULES
from netintern.domain.text import clean, clean_note, cut
from netintern.domain.vocabulary import EXPERIENCE_KINDS
from netintern.services.checks import WEEK_MINUTES, name_of, one_of, past_day, people_of, within
from netintern.services.keep import KEEP, Keep
from netintern.services.queries.experiences import (
    ExperienceLine,
    criteria_of,
    current,
    experiences,
    learnt_prompt,
    overlap,
)
from netintern.services.receipt import Receipt
from netintern.services.records import store_setting
from netintern.services.turns import verb
from netintern.storage.database import unit_of_work
from netintern.storage.models import (
    Experience,
    Objective,
    Reflection,
    Supervisor,
    insert_row,
    now_ms,
)
from netintern.storage.probe import Book
from netintern.storage.reads import experiences as reads
from netintern.storage.reads import facts


@verb
def add_experience(
    book: Book,
    *,
    kind: str = "internship",
    org: str,
    start: date,
    end: date | None = None,
    supervisor: Sequence[int] = (),
    title: str = "",
    own_budget: int | Keep | None = KEEP,
    today: date,
    origin: str = "cli",
) -> Receipt:
    """Record an internship or the like; it may lie ahead, overlap another, and have no end yet.

    `own_budget` sets the own minutes a week in the same step. Raises FieldError for an unknown
    kind or supervisor, a missing organisation, an end before the start, and impossible minutes.
    """
    one_of(kind, EXPERIENCE_KINDS, "kind", "a kind of experience")
    org = name_of(org, "org", "The organisation")
    _in_order(start, end)
    _possible(own_budget)
    bosses = people_of(book, supervisor, "supervisor")
    label = f"{org}: {kind.replace('_', ' ')} from {short_day(start, today)}"
    if end is not None:
        label += f" to {short_day(end, today)}"
    label += _under(boss.name for boss in bosses)
    with unit_of_work(book, label, origin=origin) as work:
        row = insert_row(Experience, kind=kind, org=org, title=clean(title), starts=start, ends=end)
        for boss in bosses:
            insert_row(Supervisor, experience=row, person=boss.id)
        _set_own_budget(own_budget)
    return Receipt(work.action_id, label, (row,), _remark(book, _experience(book, row), today))


@verb
def edit_experience(
    book: Book,
    experience_id: int,
    *,
    kind: str | Keep = KEEP,
    org: str | Keep = KEEP,
    title: str | Keep = KEEP,
    start: date | Keep = KEEP,
    end: date | Keep | None = KEEP,
    supervisor: Sequence[int] | Keep = KEEP,
    own_budget: int | Keep | None = KEEP,
    today: date,
    origin: str = "cli",
) -> Receipt:
    """Change what is given of an experience and keep the rest; `supervisor` is the whole list.

    The action is 0 if nothing was different. Raises FieldError as `add_experience` does.
    """
    old = _experience(book, experience_id)
    columns: dict[str, Any] = {}
    if not isinstance(kind, Keep):
        columns["kind"] = one_of(kind, EXPERIENCE_KINDS, "kind", "a kind of experience")
    if not isinstance(org, Keep):
        columns["org"] = name_of(org, "org", "The organisation")
    if not isinstance(title, Keep):
        columns["title"] = clean(title)
    if not isinstance(start, Keep):
        columns["starts"] = start
    if not isinstance(end, Keep):
        columns["ends"] = end
    _in_order(columns.get("starts", old.starts), columns.get("ends", old.ends))
    _possible(own_budget)
    present = {boss.id for boss in old.supervisors}
    wanted, under = present, ""
    if not isinstance(supervisor, Keep):
        bosses = people_of(book, supervisor, "supervisor")
        wanted = {boss.id for boss in bosses}
        under = _under(boss.name for boss in bosses) or ", nobody supervises it"
    label = f"{columns.get('org', old.organisation)}: changed"
    if wanted != present:
        label += under
    with unit_of_work(book, label, origin=origin) as work:
        if columns:
            Experience.update(**columns).where(Experience.id == experience_id).execute()
        _set_supervisors(experience_id, present, wanted)
        _set_own_budget(own_budget)
    moved = not columns.keys().isdisjoint(("starts", "ends", "kind"))
    remark = _remark(book, _experience(book, experience_id), today) if moved else ""
    return Receipt(work.action_id if work.changed else 0, label, (experience_id,), remark)


@verb
def remove_experience(
    book: Book, experience_id: int, *, today: date, origin: str = "cli"
) -> Receipt:
    """Take an experience out of the book, with what the boss agreed in it."""
    old = _experience(book, experience_id)
    label = f"{old.organisation}: {old.kind.replace('_', ' ')} removed"
    with unit_of_work(book, label, origin=origin) as work:
        Experience.update(deleted_ms=now_ms()).where(Experience.id == experience_id).execute()
    return Receipt(work.action_id, label, (experience_id,))


@verb
def add_objective(
    book: Book,
    text: str,
    *,
    experience_id: int | None = None,
    today: date,
    origin: str = "cli",
) -> Receipt:
    """Add what the experience is for; without an id, the experience that counts today.

    Raises FieldError if the text is missing, or no experience is recorded.
    """
    text = name_of(text, "text", "The objective")
    found = _counting(book, experience_id, "An objective", today)
    label = f"{found.organisation}: objective {text}"
    with unit_of_work(book, label, origin=origin) as work:
        row = insert_row(Objective, experience=found.id, text=text)
    return Receipt(work.action_id, label, (row,))


@verb
def edit_objective(
    book: Book,
    objective_id: int,
    *,
    text: str | Keep = KEEP,
    state: str | Keep = KEEP,
    today: date,
    origin: str = "cli",
) -> Receipt:
    """Change the words of an objective, or its state: open, done, or dropped."""
    found = facts.objective(book.connection, objective_id)
    if found is None:
        raise FieldError("objective_id", f"There is no objective {objective_id}.")
    _, words, status = found
    if not isinstance(text, Keep):
        words = name_of(text, "text", "The objective")
    if not isinstance(state, Keep):
        status = one_of(state, OBJECTIVE_STATES, "state", "a state of an objective")
    label = f"Objective {words}: {status}"
    with unit_of_work(book, label, origin=origin) as work:
        Objective.update(text=words, state=status).where(Objective.id == objective_id).execute()
    return Receipt(work.action_id if work.changed else 0, label, (objective_id,))


@verb
def set_criterion(
    book: Book,
    key: str,
    met: bool | None,
    *,
    experience_id: int | None = None,
    today: date,
    origin: str = "cli",
) -> Receipt:
    """Answer one of the seven criteria of an internship, None for not yet.

    Without an id it is about the experience that counts today. The action is 0 if it stood so
    before. Raises FieldError for an unknown criterion, and if no experience is recorded.
    """
    one_of(key, CRITERION_KEYS, "key", "a criterion")
    found = _counting(book, experience_id, "A criterion", today)
    from json import dumps

    stored = criteria_of(reads.criteria(book.connection, found.id))
    values = {one.key: one.met for one in stored if one.met is not None and one.key != key}
    if met is not None:
        values[key] = met
    word = {True: "yes", False: "no", None: "not answered"}[met]
    text = next(one.text for one in CRITERIA if one.key == key)
    label = f"{found.organisation}: {text.rstrip('.')}: {word}"
    with unit_of_work(book, label, origin=origin) as work:
        json = dumps(values, sort_keys=True) if values else None
        Experience.update(criteria=json).where(Experience.id == found.id).execute()
    return Receipt(work.action_id if work.changed else 0, label, (found.id,))


@verb
def note_learnt(
    book: Book,
    objective_id: int,
    text: str,
    *,
    talk: int | None = None,
    on: date | None = None,
    today: date,
    origin: str = "cli",
) -> Receipt:
    """Keep what was learnt for an objective, perhaps in a talk; the day is the talk's or today.

    Raises FieldError for an unknown objective or talk, a missing text, and a day to come.
    """
    found = facts.objective(book.connection, objective_id)
    if found is None:
        raise FieldError("objective_id", f"There is no objective {objective_id}.")
    words = clean_note(text)
    if not words:
        raise FieldError("text", "What was learnt is missing.", "Say it in a sentence.")
    day = today if on is None else past_day(on, today)
    if talk is not None:
        known = facts.talk(book.connection, talk)
        if known is None:
            raise FieldError("talk", f"There is no talk {talk}.", "See netintern show PERSON.")
        day = date.fromisoformat(known[1]) if on is None else day
    owner = next((line for line in experiences(book) if _has(line, objective_id)), None)
    if owner is None:
        raise FieldError("objective_id", f"The experience of objective {objective_id} is gone.")
    label = f"Objective {found[1]}: learnt {cut(words, 40)}"
    with unit_of_work(book, label, origin=origin) as work:
        row = insert_row(
            Reflection,
            on_day=day,
            experience=owner.id,
            prompt=learnt_prompt(objective_id, talk),
            text=words,
        )
    return Receipt(work.action_id, label, (row,))


def _counting(book: Book, experience_id: int | None, what: str, today: date) -> ExperienceLine:
    """The experience that is meant, by default the one that counts today. Raises FieldError."""
    found = current(book, today) if experience_id is None else _experience(book, experience_id)
    if found is None:
        raise FieldError(
            "experience_id",
            f"{what} belongs to an internship, and none is recorded.",
            "Record it first: netintern experience add.",
        )
    return found


def _has(line: ExperienceLine, objective_id: int) -> bool:
    return any(objective.id == objective_id for objective in line.objectives)


def _remark(book: Book, line: ExperienceLine, today: date) -> str:
    """What had better be known about the days of an experience."""
    told = [
        f"It overlaps {one.organisation} ({_span(one, today)}); while both run, the one that "
        "began last counts."
        for one in experiences(book)
        if one.id != line.id and overlap(one, line)
    ]
    kind = PLACEMENTS[line.kind]
    if line.ends is None and kind.has_end:
        told.append("Without a last day there is no final phase, and no campaign after it.")
    return " ".join(told)


def _span(line: ExperienceLine, today: date) -> str:
    start = short_day(line.starts, today)
    return f"{start} to {short_day(line.ends, today)}" if line.ends else f"from {start}"


def _experience(book: Book, experience_id: int) -> ExperienceLine:
    for found in experiences(book):
        if found.id == experience_id:
            return found
    raise FieldError("experience_id", f"There is no experience {experience_id}.")


def _under(names: Iterable[str]) -> str:
    """The end of a label that names the supervisors."""
    listed = " and ".join(names)
    return f", supervised by {listed}" if listed else ""


def _in_order(start: date, end: date | None) -> None:
    if end is not None and end < start:
        raise FieldError("end", "The end lies before the start.", "Give a later end.")


def _possible(own_budget: int | Keep | None) -> None:
    if isinstance(own_budget, int):
        within(own_budget, 0, WEEK_MINUTES, "own_budget", "The own minutes", "minutes a week")


def _set_own_budget(own_budget: int | Keep | None) -> None:
    if not isinstance(own_budget, Keep):
        store_setting("own_budget", own_budget, default=DEFAULT_RULES.own_budget)


def _set_supervisors(experience: int, present: set[int], wanted: set[int]) -> None:
    for person in present - wanted:
        Supervisor.delete().where(
            (Supervisor.experience == experience) & (Supervisor.person == person)
        ).execute()
    for person in sorted(wanted - present):
        Supervisor.insert(experience=experience, person=person).on_conflict_ignore().execute()
