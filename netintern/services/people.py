"""Adding, editing, tracking, and archiving people, each as one step."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from netintern.domain.dates import weekday_day
from netintern.domain.errors import FieldError
from netintern.domain.text import clean, clean_note
from netintern.services.checks import (
    circle_of,
    coming_day,
    level_of,
    name_of,
    person_of,
    refuse_oneself,
    tier_of,
)
from netintern.services.handles import LISTED, Edit, Reach, write_edit
from netintern.services.keep import KEEP, Keep, given
from netintern.services.queries.settings import rules
from netintern.services.receipt import Receipt
from netintern.services.records import (
    folded_text,
    handle_drafts,
    insert_person,
    set_referral,
    set_tie,
    tag_names,
)
from netintern.services.search import refuse_known
from netintern.services.turns import verb
from netintern.storage.database import unit_of_work
from netintern.storage.models import Person
from netintern.storage.probe import Book

__all__ = [
    "KEEP",
    "Keep",
    "add_person",
    "archive_person",
    "edit_person",
    "folded_text",
    "restore",
    "track",
    "untrack",
]


@verb
def add_person(
    book: Book,
    name: str,
    *,
    circle: str | None = None,
    org: str = "",
    role: str = "",
    email: Sequence[str] = (),
    phone: Sequence[str] = (),
    tags: Sequence[str] = (),
    tier: int | None = None,
    wish: bool = False,
    via: int | None = None,
    knows: int | None = None,
    notes: str = "",
    tracked: bool = True,
    next_on: date | None = None,
    is_new: bool = False,
    today: date,
    origin: str = "cli",
) -> Receipt:
    """Add a person; `via` suggested them and knows them as well as `knows` says (1-3, else 2).

    `next_on` is the day to be in touch with them.
    Two people may share a name or an address, but only `is_new` says so of a name; without it,
    one that is or resembles somebody's raises ResemblesError with the candidates. The receipt's
    first id is the new person. Raises FieldError.
    """
    name = name_of(name)
    refuse_oneself(book, (name,), "name")
    if not is_new:
        refuse_known(book, name)
    if knows is not None and via is None:
        raise FieldError("knows", "Nobody is named who knows them.", "Say who suggested them.")
    level = level_of(2 if knows is None else knows, "knows")
    referrer = None if via is None else person_of(book, via, "via")
    columns = {
        "circle": circle_of(circle),
        "tier": rules(book).new_tier if tier is None else tier_of(tier),
        "tracked": int(tracked),
        "wish": int(wish),
        "via": via,
        "notes": clean_note(notes),
        "next_on": None if next_on is None else coming_day(next_on, today, "next_on"),
    }
    handles = (*handle_drafts("email", email, "email"), *handle_drafts("phone", phone, "phone"))
    label = f"{name}: {'to meet' if wish else 'added'}"
    if referrer is not None:
        label += f", suggested by {referrer.name}"
    if next_on is not None:
        label += f", next {weekday_day(next_on, today)}"
    with unit_of_work(book, label, origin=origin) as work:
        person = insert_person(
            name,
            org=clean(org),
            role=clean(role),
            tags=tag_names(tags),
            handles=handles,
            **columns,
        )
        if via is not None:
            set_referral(book, person, via, is_new=True)
            set_tie(book, person, via, level, is_new=True)
    return Receipt(work.action_id, label, (person,))


@verb
def edit_person(
    book: Book,
    person_id: int,
    *,
    name: str | Keep = KEEP,
    circle: str | Keep | None = KEEP,
    org: str | Keep = KEEP,
    role: str | Keep = KEEP,
    email: Sequence[str] | Keep = KEEP,
    phone: Sequence[str] | Keep = KEEP,
    tags: Sequence[str] | Keep = KEEP,
    tier: int | Keep = KEEP,
    cadence: int | Keep | None = KEEP,
    tracked: bool | Keep = KEEP,
    wish: bool | Keep = KEEP,
    do_not_ask: bool | Keep = KEEP,
    trust: bool | Keep = KEEP,
    senior: bool | Keep = KEEP,
    novel: bool | Keep = KEEP,
    met_on: date | Keep | None = KEEP,
    leaves_on: date | Keep | None = KEEP,
    next_on: date | Keep | None = KEEP,
    via: int | Keep | None = KEEP,
    notes: str | Keep = KEEP,
    birthday: str | Keep | None = KEEP,
    tz: str | Keep = KEEP,
    today: date,
    origin: str = "cli",
) -> Receipt:
    """Change what is given of a person and keep the rest.

    `email`, `phone`, and `tags` are the whole new list. `cadence` is in days, 1-3650, None for
    that of the tier; `birthday` is "2000-02-29" or "--02-29". A wish is tracked unless `tracked`
    says otherwise. The receipt's action is 0 if nothing was different. Raises FieldError.
    """
    fields = given(
        name=name,
        circle=circle,
        org=org,
        role=role,
        tier=tier,
        cadence=cadence,
        tracked=True if wish is True and isinstance(tracked, Keep) else tracked,
        wish=wish,
        do_not_ask=do_not_ask,
        trust=trust,
        senior=senior,
        novel=novel,
        met_on=met_on,
        leaves_on=leaves_on,
        next_on=next_on,
        via=via,
        notes=notes,
        birthday=birthday,
        tz=tz,
    )
    lists = given(email=email, phone=phone)
    kinds = [kind for kind in LISTED if kind in lists]
    reach = [Reach(kind, value) for kind in kinds for value in lists[kind]]
    listed = None if isinstance(tags, Keep) else tags
    return write_edit(book, person_id, Edit(fields, kinds, reach, listed), today, origin)


@verb
def archive_person(book: Book, person_id: int, *, today: date, origin: str = "cli") -> Receipt:
    """Put a person away: out of the queue, the lists, and the graph, but with everything kept."""
    person = person_of(book, person_id)
    if person.archived_on is not None:
        raise FieldError("person_id", f"{person.name} is archived already.")
    label = f"{person.name}: archived"
    return _set(book, person_id, label, origin, archived_on=today.isoformat())


@verb
def restore(book: Book, person_id: int, *, today: date, origin: str = "cli") -> Receipt:
    """Bring an archived person back as they were."""
    person = person_of(book, person_id)
    if person.archived_on is None:
        raise FieldError("person_id", f"{person.name} is not archived.")
    return _set(book, person_id, f"{person.name}: back from the archive", origin, archived_on=None)


@verb
def track(book: Book, person_id: int, *, today: date, origin: str = "cli") -> Receipt:
    """Take a person into the queue's care; the action is 0 if they are in it already."""
    person = person_of(book, person_id)
    return _set(book, person_id, f"{person.name}: tracked", origin, tracked=1)


@verb
def untrack(book: Book, person_id: int, *, today: date, origin: str = "cli") -> Receipt:
    """Take a person out of the queue's care; the action is 0 if they are not in it."""
    person = person_of(book, person_id)
    return _set(book, person_id, f"{person.name}: not tracked", origin, tracked=0)


def _set(book: Book, person_id: int, label: str, origin: str, **columns: Any) -> Receipt:
    with unit_of_work(book, label, origin=origin) as work:
        Person.update(**columns).where(Person.id == person_id).execute()
    return Receipt(work.action_id if work.changed else 0, label, (person_id,))
