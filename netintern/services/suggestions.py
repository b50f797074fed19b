"""People whom somebody names in a talk: found in the book or new, and through whom they came."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from netintern.domain.errors import FieldError, ResemblesError
from netintern.domain.text import fold
from netintern.domain.vocabulary import Circle
from netintern.services.checks import circle_of, level_of, name_of, person_of, refuse_oneself
from netintern.services.entries import Entry
from netintern.services.queries.settings import rules
from netintern.services.records import insert_person, referrers_of, set_referral, set_tie
from netintern.services.search import named, resembling
from netintern.storage.models import Person
from netintern.storage.probe import Book
from netintern.storage.reads import facts
from netintern.storage.reads.facts import PersonFacts


class Suggestion(NamedTuple):
    """Somebody whom the other person named."""

    name: str
    circle: str | None = None
    knows: int = 2
    """How well they know each other: 1 heard of, 2 works with, 3 close."""
    may_mention: bool = False
    """Whether the other person may be mentioned as the one who suggested them."""
    same_as: int | None = None
    """Id of the person in the book who is meant, where the name alone does not say it."""
    is_new: bool = False
    """True: a new person although the name is or resembles somebody's."""


class Named(NamedTuple):
    """A suggested person, found in the book or to be made."""

    name: str
    circle: Circle | None
    knows: int
    may_mention: bool
    known: PersonFacts | None
    met: bool = False
    """Met by today."""
    via: int | None = None
    """Who becomes the one through whom they came; None leaves that as it is."""


def named_people(
    book: Book, entry: Entry, suggested: Sequence[Suggestion], today: date
) -> tuple[Named, ...]:
    """The suggested people, each once, found in the book or known to be new."""
    if not suggested:
        return ()
    if not entry.people:
        raise FieldError("suggested", "Say who suggested them.", "Name the person you talked with.")
    found: dict[int | str, Named] = {}
    for suggestion in suggested:
        named_person = _named_person(book, suggestion)
        known = named_person.known
        found.setdefault(known.id if known else fold(named_person.name), named_person)
    return _placed(book, entry, tuple(found.values()), today)


def write_named(book: Book, referrer: int, interaction: int, named: Named) -> int:
    """Write a suggested person; the id if they are new to the book, else 0."""
    is_new = named.known is None
    if named.known is None:
        person = insert_person(
            named.name,
            circle=named.circle,
            tier=rules(book).new_tier,
            tracked=1,
            wish=1,
            via=named.via,
        )
    else:
        person = named.known.id
        changes = _changes(named.known, named)
        if changes:
            Person.update(**changes).where(Person.id == person).execute()
    set_referral(
        book,
        person,
        referrer,
        interaction=interaction,
        may_mention=named.may_mention,
        is_new=is_new,
    )
    set_tie(book, referrer, person, named.knows, raise_only=True, is_new=is_new)
    return person if is_new else 0


def _named_person(book: Book, suggestion: Suggestion) -> Named:
    name = name_of(suggestion.name, "suggested")
    refuse_oneself(book, (name,), "suggested")
    known: PersonFacts | None = None
    if suggestion.same_as is not None:
        known = person_of(book, suggestion.same_as, "suggested")
    elif not suggestion.is_new:
        same = named(book, name)
        if len(same) == 1:
            known = person_of(book, same[0][0], "suggested")
        elif candidates := same or resembling(book, name):
            raise ResemblesError(name, candidates)
    return Named(
        known.name if known else name,
        circle_of(suggestion.circle, "suggested"),
        level_of(suggestion.knows, "suggested"),
        suggestion.may_mention,
        known,
    )


def _placed(book: Book, entry: Entry, people: tuple[Named, ...], today: date) -> tuple[Named, ...]:
    """The suggested people with what the book says of them; circles of referrers are refused."""
    referrer = entry.people[0]
    known = [person.known.id for person in people if person.known]
    above: set[int] = set()
    met_before: set[int] = set()
    met: set[int] = set()
    if known:
        day_before = entry.on - timedelta(days=1)
        above = referrers_of(book, referrer.id)
        met_before = facts.met(book.connection, known, day_before.isoformat())
        met = facts.met(book.connection, known, today.isoformat())
    placed: list[Named] = []
    for person in people:
        if person.known is None:
            placed.append(person._replace(via=referrer.id))
            continue
        if person.known.id == referrer.id:
            raise FieldError("suggested", f"{referrer.name} cannot suggest themselves.")
        if person.known.via is None and person.known.id in above:
            raise FieldError(
                "suggested",
                f"{referrer.name} came through {person.name}, so it cannot be the other way round.",
                "Leave that name out.",
            )
        first = person.known.via is None and person.known.id not in met_before
        placed.append(
            person._replace(met=person.known.id in met, via=referrer.id if first else None)
        )
    return tuple(placed)


def _changes(known: PersonFacts, named: Named) -> dict[str, object]:
    """What a suggestion changes of somebody in the book: not yet met, they are one to meet."""
    changes: dict[str, object] = {}
    if named.via is not None:
        changes["via"] = named.via
    if known.circle is None and named.circle is not None:
        changes["circle"] = named.circle
    if not named.met:
        changes |= {"tracked": 1, "wish": 1, "archived_on": None}
    return changes
