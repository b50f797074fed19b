"""Recording an experience: when, where, under whom, and with which objectives."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from netintern.domain.dates import short_day
from netintern.domain.errors import FieldError
from netintern.domain.settings import DEFAULT_RULES
from netintern.domain.text import clean
from netintern.domain.vocabulary import EXPERIENCE_KINDS
from netintern.services.checks import WEEK_MINUTES, name_of, one_of, people_of, within
from netintern.services.keep import KEEP, Keep
from netintern.services.queries.experiences import ExperienceLine, current, experiences
from netintern.services.receipt import Receipt
from netintern.services.records import store_setting
from netintern.services.turns import verb
from netintern.storage.database import unit_of_work
from netintern.storage.models import Experience, Objective, Supervisor, insert_row, now_ms
from netintern.storage.probe import Book
from netintern.storage.reads import facts

OBJECTIVE_STATES: Final = ("open", "done", "dropped")
"""What can have become of an objective."""


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
    return Receipt(work.action_id, label, (row,))


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
    return Receipt(work.action_id if work.changed else 0, label, (experience_id,))


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
    found = current(book, today) if experience_id is None else _experience(book, experience_id)
    if found is None:
        raise FieldError(
            "experience_id",
            "An objective belongs to an internship, and none is recorded.",
            "Record it first: netintern experience add.",
        )
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
