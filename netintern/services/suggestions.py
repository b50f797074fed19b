"""People of a talk who may be new: those who take part, and those whom somebody names."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from netintern.domain.errors import FieldError, ResemblesError
from netintern.domain.text import clean, fold
from netintern.domain.vocabulary import CIRCLES, Circle
from netintern.services.checks import (
    circle_of,
    level_of,
    name_of,
    people_of,
    person_of,
    refuse_oneself,
)
from netintern.services.queries.settings import rules
from netintern.services.records import (
    HandleDraft,
    folded_text,
    handle_drafts,
    insert_person,
    referrers_of,
    set_referral,
    set_tags,
    set_tie,
    tag_names,
)
from netintern.services.search import named, resembling
from netintern.storage.models import Person
from netintern.storage.probe import Book
from netintern.storage.reads import facts
from netintern.storage.reads.facts import PersonFacts

WORKS_WITH: Final = 2
"""How well two people know each other if nothing is said."""


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


class Newcomer(NamedTuple):
    """Somebody who took part in a talk and is not in the book yet."""

    name: str
    circle: str | None = None
    organisation: str = ""
    tags: Sequence[str] = ()
    same_as: int | None = None
    """Id of the person in the book who is meant, where the name alone does not say it."""
    is_new: bool = False
    """True: a new person although the name is or resembles somebody's."""
    role: str = ""
    """Only for somebody who turns out to be new; so are the addresses and who suggested them."""
    emails: Sequence[str] = ()
    phones: Sequence[str] = ()
    via: int | None = None


class Guest(NamedTuple):
    """Somebody who takes part in a talk or event: a person of the book, or a name."""

    person: int | None = None
    name: str = ""
    circle: str | None = None
    organisation: str = ""
    tags: Sequence[str] = ()
    same_as: int | None = None
    is_new: bool = False
    role: str = ""
    emails: Sequence[str] = ()
    phones: Sequence[str] = ()
    via: int | None = None


class _Filling(NamedTuple):
    """What is added to somebody who is in the book."""

    person: int
    columns: dict[str, object]
    tags: tuple[str, ...]
    """All of them afterwards."""
    present: tuple[tuple[int, str], ...]


class _Arrival(NamedTuple):
    """Somebody who is new to the book."""

    person: PersonFacts
    """With a negative id until there is a row."""
    tags: tuple[str, ...]
    handles: tuple[HandleDraft, ...]

    def write(self, book: Book) -> int:
        """Write the new person; their id."""
        person = self.person
        number = insert_person(
            person.name,
            org=person.org,
            role=person.role,
            tags=self.tags,
            handles=self.handles,
            circle=person.circle,
            tier=person.tier,
            tracked=1,
            via=person.via,
        )
        if person.via is not None:
            set_referral(book, number, person.via, is_new=True)
            set_tie(book, number, person.via, WORKS_WITH, is_new=True)
        return number


class Company(NamedTuple):
    """Everybody who takes part, each once."""

    people: tuple[PersonFacts, ...]
    """Who is new has a negative id."""
    places: tuple[int, ...]
    """The id of each guest, in the order in which they were given."""
    arrivals: tuple[_Arrival, ...] = ()
    fillings: tuple[_Filling, ...] = ()

    @property
    def new_names(self) -> list[str]:
        """Names of those who are new to the book."""
        return [arrival.person.name for arrival in self.arrivals]

    def write(self, book: Book) -> dict[int, int]:
        """Write the new people and what is added to the others; new ids by the negative ones."""
        for filling in self.fillings:
            if filling.columns:
                Person.update(**filling.columns).where(Person.id == filling.person).execute()
            set_tags(filling.person, filling.tags, filling.present)
        return {arrival.person.id: arrival.write(book) for arrival in self.arrivals}


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


def taking_part(
    book: Book,
    guests: Sequence[Guest],
    *,
    organisation: str = "",
    tags: Sequence[str] = (),
    field: str = "newcomers",
) -> Company:
    """Who takes part, found in the book or known to be new; nothing is written.

    The organisation, the tags, and a circle among the tags are added to everybody: a circle and
    an organisation only to those who have none. Raises FieldError of `field`, and ResemblesError.
    """
    shared = _Shared(clean(organisation), *_circle_and_tags(tags))
    given = [guest.person for guest in guests if guest.person is not None]
    stored = {person.id: person for person in people_of(book, given)}
    people: dict[int, PersonFacts] = {}
    arrivals: dict[str, _Arrival] = {}
    wanted: dict[int, _Shared] = {}
    places: list[int] = []
    for guest in guests:
        known = stored.get(guest.person) if guest.person is not None else None
        if known is None:
            known = _known(book, guest.name, guest.same_as, guest.is_new, field)
        own = _own(guest, shared, field)
        if known is None:
            name = name_of(guest.name, field)
            made = _arrival(name, own, guest, -1 - len(arrivals), rules(book).new_tier)
            if guest.via is not None:
                person_of(book, guest.via, "via")
            known = arrivals.setdefault(fold(name), made).person
        elif own != _NOTHING:
            wanted.setdefault(known.id, own)
        people.setdefault(known.id, known)
        places.append(known.id)
    fillings = _fillings(book, people, wanted)
    return Company(tuple(people.values()), tuple(places), tuple(arrivals.values()), fillings)


def named_people(
    book: Book,
    talkers: Sequence[PersonFacts],
    on: date,
    suggested: Sequence[Suggestion],
    today: date,
    field: str = "suggested",
) -> tuple[Named, ...]:
    """The people whom the first of the talkers named, found in the book or known to be new.

    Raises FieldError of `field`, and ResemblesError.
    """
    if not suggested:
        return ()
    if not talkers:
        raise FieldError(field, "Say who suggested them.", "Name the person you talked with.")
    found = _each_once(book, suggested, field)
    _refuse_arrivals(talkers, found, field)
    return _placed(book, talkers[0], on, found, today, field)


def strangers(
    book: Book, wanted: Sequence[Suggestion], today: date, field: str = "suggested"
) -> tuple[Named, ...]:
    """People to meet whom nobody in particular named, found in the book or known to be new.

    Raises FieldError of `field`, and ResemblesError.
    """
    found = _each_once(book, wanted, field)
    known = [one.known.id for one in found if one.known]
    met = facts.met(book.connection, known, today.isoformat()) if known else set()
    return tuple(one._replace(met=one.known is not None and one.known.id in met) for one in found)


def write_wish(book: Book, named: Named) -> int:
    """Write somebody to meet; their id."""
    return _write_person(book, named, None)


def write_named(book: Book, referrer: int, interaction: int | None, named: Named) -> int:
    """Write a suggested person; their id."""
    is_new = named.known is None
    person = _write_person(book, named, None if named.via is None else referrer)
    set_referral(
        book,
        person,
        referrer,
        interaction=interaction,
        may_mention=named.may_mention,
        is_new=is_new,
    )
    set_tie(book, referrer, person, named.knows, raise_only=True, is_new=is_new)
    return person


def _write_person(book: Book, named: Named, via: int | None) -> int:
    """Write somebody to meet, who came through `via` if that is not None; their id."""
    if named.known is None:
        return insert_person(
            named.name,
            circle=named.circle,
            tier=rules(book).new_tier,
            tracked=1,
            wish=1,
            via=via,
        )
    changes = _changes(named.known, named)
    if via is not None:
        changes["via"] = via
    if changes:
        Person.update(**changes).where(Person.id == named.known.id).execute()
    return named.known.id


class _Shared(NamedTuple):
    """What is added to somebody."""

    organisation: str = ""
    circle: Circle | None = None
    tags: tuple[str, ...] = ()


_NOTHING = _Shared()


def _circle_and_tags(tags: Iterable[str]) -> tuple[Circle | None, tuple[str, ...]]:
    """The first circle among the tags, and the tags that are no circles."""
    names = tag_names(tags)
    words = {fold(name) for name in names}
    circle = next((circle for circle in CIRCLES if circle in words), None)
    return circle, tuple(name for name in names if fold(name) not in CIRCLES)


def _own(guest: Guest, shared: _Shared, field: str) -> _Shared:
    """What is added to one guest: what is said of them before what is said of all."""
    circle, tags = _circle_and_tags(guest.tags)
    return _Shared(
        clean(guest.organisation) or shared.organisation,
        circle_of(guest.circle, field) or circle or shared.circle,
        tag_names((*tags, *shared.tags)),
    )


def _arrival(name: str, own: _Shared, guest: Guest, number: int, tier: int) -> _Arrival:
    handles = (
        *handle_drafts("email", guest.emails, "email"),
        *handle_drafts("phone", guest.phones, "phone"),
    )
    person = PersonFacts(
        id=number,
        name=name,
        org=own.organisation,
        role=clean(guest.role),
        circle=own.circle,
        tier=tier,
        cadence_days=None,
        tracked=1,
        wish=0,
        do_not_ask=0,
        met_on=None,
        leaves_on=None,
        via=guest.via,
        snoozed_until=None,
        snoozed_on=None,
        next_on=None,
        trust=0,
        senior=0,
        novel=0,
        notes="",
        birthday=None,
        tz="",
        archived_on=None,
    )
    return _Arrival(person, own.tags, handles)


def _fillings(
    book: Book, people: dict[int, PersonFacts], wanted: dict[int, _Shared]
) -> tuple[_Filling, ...]:
    """What changes of those who are in the book; two statements, or none where nothing does."""
    lacking = {
        number: own
        for number, own in wanted.items()
        if own.tags
        or (own.organisation and not people[number].org)
        or (own.circle and people[number].circle is None)
    }
    if not lacking:
        return ()
    values = facts.handle_values(book.connection, lacking)
    present = facts.tags_by_person(book.connection, lacking)
    return tuple(
        _filling(people[number], own, present.get(number, ()), values.get(number, ()))
        for number, own in lacking.items()
    )


def _filling(
    person: PersonFacts,
    own: _Shared,
    present: Sequence[tuple[int, str]],
    handles: Sequence[str],
) -> _Filling:
    org = person.org or own.organisation
    tags = tag_names((*(name for _, name in present), *own.tags))
    columns: dict[str, object] = {}
    if org != person.org:
        columns["org"] = org
    if person.circle is None and own.circle is not None:
        columns["circle"] = own.circle
    if org != person.org or len(tags) > len(present):
        columns["folded"] = folded_text(person.name, org, person.role, tags, handles)
    return _Filling(person.id, columns, tags, tuple(present))


def _known(
    book: Book, text: str, same_as: int | None, is_new: bool, field: str
) -> PersonFacts | None:
    """The person of the book whom a name means; None for a new one."""
    name = name_of(text, field) if same_as is None or text else text
    refuse_oneself(book, (name,), field)
    if same_as is not None:
        return person_of(book, same_as, field)
    if is_new:
        return None
    same = named(book, name)
    if len(same) == 1:
        return person_of(book, same[0][0], field)
    if candidates := same or resembling(book, name):
        raise ResemblesError(name, candidates)
    return None


def _named_person(book: Book, suggestion: Suggestion, field: str) -> Named:
    known = _known(book, suggestion.name, suggestion.same_as, suggestion.is_new, field)
    return Named(
        known.name if known else name_of(suggestion.name, field),
        circle_of(suggestion.circle, field),
        level_of(suggestion.knows, field),
        suggestion.may_mention,
        known,
    )


def _each_once(book: Book, suggestions: Iterable[Suggestion], field: str) -> tuple[Named, ...]:
    """The people who are meant, each as they were named first."""
    found: dict[int | str, Named] = {}
    for suggestion in suggestions:
        one = _named_person(book, suggestion, field)
        found.setdefault(one.known.id if one.known else fold(one.name), one)
    return tuple(found.values())


def _refuse_arrivals(talkers: Sequence[PersonFacts], people: Iterable[Named], field: str) -> None:
    """Nobody who is new and took part is suggested in the same talk as one more new person."""
    new = {fold(person.name) for person in talkers if person.id < 0}
    for person in people:
        if person.known is None and fold(person.name) in new:
            raise FieldError(
                field,
                f"{person.name} took part in the talk.",
                "Leave that name out of those who were suggested.",
            )


def _placed(
    book: Book, referrer: PersonFacts, on: date, people: tuple[Named, ...], today: date, field: str
) -> tuple[Named, ...]:
    """The suggested people with what the book says of them; circles of referrers are refused."""
    known = [person.known.id for person in people if person.known]
    above: set[int] = set()
    met_before: set[int] = set()
    met: set[int] = set()
    if known:
        day_before = on - timedelta(days=1)
        above = referrers_of(book, referrer.id)
        met_before = facts.met(book.connection, known, day_before.isoformat())
        met = facts.met(book.connection, known, today.isoformat())
    placed: list[Named] = []
    for person in people:
        if person.known is None:
            placed.append(person._replace(via=referrer.id))
            continue
        if person.known.id == referrer.id:
            raise FieldError(field, f"{referrer.name} cannot suggest themselves.")
        if person.known.via is None and person.known.id in above:
            raise FieldError(
                field,
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
    if known.circle is None and named.circle is not None:
        changes["circle"] = named.circle
    if not named.met:
        changes |= {"tracked": 1, "wish": 1, "archived_on": None}
    return changes
