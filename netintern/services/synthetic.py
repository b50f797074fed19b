"""Books of any size with invented people, the same for the same seed: for trying and measuring."""

import random
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from netintern.domain.errors import FieldError
from netintern.domain.people import sort_name
from netintern.domain.vocabulary import CIRCLES
from netintern.services.book import close_book, create_book
from netintern.services.people import folded_text
from netintern.storage.bulk import unrecorded
from netintern.storage.models import (
    Entity,
    Handle,
    Interaction,
    Obligation,
    Participant,
    Person,
    Referral,
    Table,
    Tie,
)

DEFAULT_TRACKED = 300
WISH_SHARE = 5
"""One in so many tracked people is a wish, never met."""
TALKS = 3
"""Interactions a met person, on average."""
REACHED = 0.75
"""Share of tracked people whom somebody suggested."""
TIES = 1.5
"""Ties of a tracked person beside the one to whoever suggested them, on average."""
OTHER_TIES = 0.2
"""Ties of somebody who is not tracked, on average."""
MAX_PEOPLE = 1_000_000

GIVEN = (
    "Aino Amara Anil Beatriz Bora Carla Chidi Daniela Dmitri Eleni Emeka Farah Felix Gita "
    "Goran Hana Hugo Ines Ivo Jamila Jonas Kaito Katya Lea Lian Malik Marta Mei Nadia Nils "
    "Noor Omar Oona Pavel Priya Quinn Rafael Rosa Sana Selim Soren Tala Teo Uma Viktor Wanja "
    "Xin Yara Yusuf Zoe Zuri"
).split()
FAMILY = (
    "Adler Aziz Bauer Berg Castro Chen Costa Diaz Dubois Eriksen Farah Ferrari Garcia Gupta "
    "Haddad Hansen Ito Ivanova Jansen Johnson Kaya Khan Kim Kovac Larsen Laurent Lin Mensah "
    "Mori Nagy Nielsen Novak Okafor Okoye Park Petrov Popov Quispe Rahman Rao Rossi Ruiz "
    "Santos Sato Silva Sokolov Suzuki Tanaka Torres Usman Vargas Virtanen Weber Wong Yilmaz "
    "Zhang Zielinski"
).split()
COMPANIES = (
    "Anvil Bramble Cedar Cobalt Drift Ember Fathom Gantry Helio Iris Juniper Kestrel Lumen "
    "Maple Nimbus Oriel Pollen Quill Ridge Saffron Tundra Umber Vellum Willow Yarrow Zephyr"
).split()
ROLES = ("Engineer", "Analyst", "Designer", "Manager", "Researcher", "Director", "Technician")
KINDS = ("one_on_one", "call", "small_group", "exchange", "exchange", "group_event", "outbound")
SUBJECTS = ("the platform", "hiring", "quality", "the plant", "customers", "a failed launch")


class _Row(NamedTuple):
    id: int
    name: str
    org: str
    role: str
    circle: str
    tier: int
    tracked: bool
    wish: bool
    via: int | None


def create_synthetic(
    path: str, *, people: int, tracked: int | None = None, seed: int = 1, today: date
) -> None:
    """Write a book of `people` invented people to a new file, dated from `today`.

    `tracked` of them (300 or all, unless said) are tracked, a fifth of those are wishes. The same
    arguments give the same content. Raises FieldError for numbers that cannot be.
    """
    tracked = min(people, DEFAULT_TRACKED) if tracked is None else tracked
    if not 1 <= people <= MAX_PEOPLE:
        raise FieldError("people", f"The number of people must be 1 to {MAX_PEOPLE:,}.")
    if not 0 <= tracked <= people:
        raise FieldError("tracked", f"The number of tracked people must be 0 to {people:,}.")
    chance = random.Random(seed)
    rows = list(_people(chance, people, tracked))
    book = create_book(path)
    try:
        with unrecorded(book) as connection:
            _write_people(connection, rows)
            _write_talks(connection, chance, rows, today)
            _write_ties(connection, chance, rows)
    finally:
        close_book(book)


def _people(chance: random.Random, people: int, tracked: int) -> Iterator[_Row]:
    # Every n-th person is tracked, so that tracked people are spread over the whole file.
    step = people / tracked if tracked else 0.0
    chosen = {int(number * step) for number in range(tracked)}
    known: list[int] = []
    for number in range(people):
        is_tracked = number in chosen
        wish = is_tracked and len(known) % WISH_SHARE == WISH_SHARE - 1
        # Those who are not tracked are like imported ones: nobody noted who led to them.
        reached = is_tracked and known and chance.random() < REACHED
        yield _Row(
            id=number + 1,
            name=f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}",
            org=f"{chance.choice(COMPANIES)} {1 + int(chance.paretovariate(1.2)) % 40}",
            role=chance.choice(ROLES),
            circle=chance.choices(CIRCLES, (4, 3, 2, 2))[0],
            tier=chance.choices((1, 2, 3, 4), (10, 25, 35, 30))[0],
            tracked=is_tracked,
            wish=wish,
            via=chance.choice(known) if reached else None,
        )
        if is_tracked:
            known.append(number + 1)


def _write_people(connection: sqlite3.Connection, rows: Sequence[_Row]) -> None:
    _bulk(
        connection,
        Person,
        (
            "id",
            "name",
            "sort_name",
            "org",
            "role",
            "circle",
            "tier",
            "tracked",
            "wish",
            "via",
            "folded",
        ),
        (
            (
                row.id,
                row.name,
                sort_name(row.name),
                row.org,
                row.role,
                row.circle,
                row.tier,
                int(row.tracked),
                int(row.wish),
                row.via,
                folded_text(row.name, row.org, row.role, (), (_email(row),)),
            )
            for row in rows
        ),
    )
    _bulk(
        connection,
        Handle,
        ("person", "kind", "value", "norm"),
        ((row.id, "email", _email(row), _email(row)) for row in rows),
    )


def _email(row: _Row) -> str:
    return f"{row.name.lower().replace(' ', '.')}.{row.id}@mail.example"


def _write_talks(
    connection: sqlite3.Connection, chance: random.Random, rows: Sequence[_Row], today: date
) -> None:
    talks: list[tuple[object, ...]] = []
    present: list[tuple[object, ...]] = []
    owed: list[tuple[object, ...]] = []
    for row in rows:
        if row.wish:
            continue
        for _ in range(chance.choice((TALKS - 1, TALKS, TALKS, TALKS + 1))):
            day = today - timedelta(days=_days_ago(chance, row.tracked))
            kind = chance.choice(KINDS)
            number = len(talks) + 1
            purpose = "message" if kind == "outbound" else None
            talks.append(
                (
                    number,
                    kind,
                    purpose,
                    day.isoformat(),
                    chance.choice((5, 10, 20, 30)),
                    int(chance.random() < 0.7),
                    f"{row.name.split()[0]} spoke of {chance.choice(SUBJECTS)}.",
                    chance.randint(1, 5),
                )
            )
            present.append((number, row.id, day.isoformat()))
        if row.tracked and chance.random() < 0.05:
            owed.append((row.id, "thanks", (today - timedelta(days=1)).isoformat()))
    _bulk(
        connection,
        Interaction,
        ("id", "kind", "purpose", "on_day", "minutes", "on_clock", "learned", "listening"),
        talks,
    )
    _bulk(connection, Participant, ("interaction", "person", "on_day"), present)
    _bulk(connection, Obligation, ("person", "kind", "due"), owed)


def _days_ago(chance: random.Random, tracked: bool) -> int:
    """Tracked people were seen lately, the others between three months and three years ago."""
    return 1 + int(chance.expovariate(1 / 120)) if tracked else chance.randint(90, 1100)


def _write_ties(
    connection: sqlite3.Connection, chance: random.Random, rows: Sequence[_Row]
) -> None:
    pairs = {(row.via, row.id): chance.randint(1, 3) for row in rows if row.via is not None}
    known = [row.id for row in rows if row.tracked]
    others = [row.id for row in rows if not row.tracked]
    for people, number in ((known, TIES * len(known)), (others, OTHER_TIES * len(others))):
        for _ in range(int(number)):
            # Near in the list is near in life: people know those who came at about the same time.
            place = chance.randrange(len(people))
            first, second = people[place], people[(place + chance.randint(1, 40)) % len(people)]
            if first != second:
                pairs.setdefault((min(first, second), max(first, second)), chance.randint(1, 3))
    _bulk(connection, Tie, ("a", "b", "level"), ((a, b, level) for (a, b), level in pairs.items()))
    _bulk(
        connection,
        Referral,
        ("person", "by"),
        ((row.id, row.via) for row in rows if row.via is not None),
    )


def _bulk(
    connection: sqlite3.Connection,
    model: type[Table],
    columns: Sequence[str],
    rows: Iterable[tuple[object, ...]],
) -> None:
    """One statement for many rows: Peewee's own insert costs several times the rows' work."""
    own: tuple[str, ...] = ("uid",) if issubclass(model, Entity) else ()
    names = ", ".join(f'"{name}"' for name in (*own, *columns))
    marks = ", ".join("?" * (len(own) + len(columns)))
    table = model._meta.table_name
    # Not new_uid: the same seed must give the same book.
    uids = random.Random(table)
    given = ((uids.randbytes(16), *row) for row in rows) if own else rows
    connection.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', given)
