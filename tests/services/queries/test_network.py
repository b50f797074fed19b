"""The graph of people, the tree of the snowball, and who opens doors."""

from datetime import date

import pytest

from netintern.services.queries.network import door_openers, network, snowball_tree, ways_in
from netintern.storage.probe import Book
from tests.services.queries.seeding import Seed, statements

TODAY = date(2026, 6, 29)


def test_nodes_are_the_tracked_people(book: Book, seed: Seed) -> None:
    ana = seed.person("Ana Silva", circle="field", org="Acme", tier=2)
    ben = seed.person("Ben Roy", wish=1, via=ana)
    una = seed.person("Una", tracked=0)
    seed.person("Old", archived_on="2026-01-01")
    seed.talk(ana, "2026-06-29")
    seed.tie(ana, ben, 3)
    seed.tie(una, ben, 2)
    found = network(book, today=TODAY)
    assert found.untracked == 1
    first, second = found.nodes
    assert first == (
        ana,
        "Ana Silva",
        "field",
        "Acme",
        True,
        False,
        TODAY,
        None,
        50,
        "warm",
        30,
        0.0,
        (),
    )
    assert (second.met, second.wish, second.via, second.band) == (False, True, ana, "new")
    assert second.path_score == pytest.approx(0.54)
    assert second.way == (ana, ben)
    # A suggestion and the tie of the same two are one edge.
    assert found.edges == ((ana, ben, "introduced", 3),)


def test_edges_join_only_what_is_drawn(book: Book, seed: Seed) -> None:
    una = seed.person("Una", tracked=0)
    ana, ben = seed.person("Ana", via=una), seed.person("Ben")
    cai = seed.person("Cai", via=ben)
    seed.tie(ana, ben, 1)
    seed.tie(ana, una, 2)
    found = network(book, today=TODAY)
    assert set(found.edges) == {(ben, cai, "introduced", 2), (ana, ben, "knows", 1)}
    assert found.nodes[0].via is None


def test_tree_of_the_snowball(book: Book, seed: Seed) -> None:
    ana, ben = seed.person("Ana"), seed.person("Ben", tier=2)
    cai = seed.person("Cai", via=ben, circle="leaders", org="Acme")
    dee = seed.person("Dee", via=cai)
    seed.talk(ben, "2026-05-01")
    seed.talk(ana, "2026-06-28")
    rows = {row.id: row for row in snowball_tree(book, today=TODAY)}
    assert list(rows) == [ben, cai, dee, ana]
    assert [row.depth for row in rows.values()] == [0, 1, 2, 0]
    assert [row.reach for row in rows.values()] == [2, 1, 0, 0]
    assert [row.parent for row in rows.values()] == [None, ben, cai, None]
    assert (rows[ben].days_since, rows[ben].overdue, rows[ben].met) == (59, True, True)
    assert (rows[ana].days_since, rows[ana].overdue) == (1, False)
    assert (rows[cai].circle, rows[cai].organisation, rows[cai].last_contact) == (
        "leaders",
        "Acme",
        None,
    )


def test_who_opens_doors(book: Book, seed: Seed) -> None:
    ana, ben = seed.person("Ana"), seed.person("Ben")
    for person in (ana, ben):
        seed.talk(person, "2026-06-01")
    behind = [seed.person(f"Door {n}", org="Tessel", tracked=n % 2) for n in range(3)]
    for person in behind:
        seed.tie(ana, person)
    shared = seed.person("Shared", org="Acme", tracked=0)
    seed.tie(ana, shared)
    seed.tie(ben, shared)
    met_elsewhere = seed.person("Met", tracked=0, met_on="2026-01-01")
    seed.tie(ben, met_elsewhere)
    (opener,) = door_openers(book, today=TODAY)
    assert (opener.id, opener.doors) == (ana, 3)
    assert opener.words == "your only link to 3 people at Tessel"
    assert (opener.behind, opener.held) == ("3 at Tessel", "")


def test_who_holds_groups_together(book: Book, seed: Seed) -> None:
    ana, ben, cai = (seed.person(name, met_on="2026-01-01") for name in ("Ana", "Ben", "Cai"))
    seed.tie(ana, ben)
    seed.tie(ben, cai)
    (opener,) = door_openers(book, today=TODAY)
    assert (opener.id, opener.doors, opener.bridge) == (ben, 0, True)
    assert opener.words == "without them 1 person would be cut off from the others"
    assert (opener.cut_off, opener.behind, opener.held) == (1, "", "1 person")


def test_doors_read_with_few_statements(book: Book, seed: Seed) -> None:
    for number in range(40):
        seed.person(f"P{number}", met_on="2026-01-01", tracked=int(number < 20))
        if number:
            seed.tie(number, number + 1)
    assert len(statements(book, lambda: door_openers(book, today=TODAY))) <= 6
    assert len(statements(book, lambda: network(book, today=TODAY))) <= 14
    assert len(statements(book, lambda: snowball_tree(book, today=TODAY))) <= 3


def test_way_to_somebody_who_was_met(book: Book, seed: Seed) -> None:
    ana = seed.person("Ana")
    seed.talk(ana, "2026-06-29")
    (way,) = ways_in(book, ana, today=TODAY)
    assert (way.hops, way.reason) == (("Ana",), "you have met Ana")


def test_way_to_somebody_who_is_only_connected(book: Book, seed: Seed) -> None:
    ana = seed.person("Ana", met_on="2026-03-12")
    ben = seed.person("Ben")
    seed.tie(ana, ben)
    (way, *_) = ways_in(book, ana, today=TODAY)
    assert way.reason == "you are connected with Ana; no talk yet: write to them yourself"
    (way,) = ways_in(book, ben, today=TODAY)
    assert way.hops == ("Ana", "Ben")
    seed.talk(ana, "2026-06-20", "exchange")
    assert ways_in(book, ana, today=TODAY)[0].reason == "you have met Ana"


def test_the_tree_tells_connected_from_met(book: Book, seed: Seed) -> None:
    ana = seed.person("Ana", met_on="2026-03-12")
    ben = seed.person("Ben", met_on="2026-03-12")
    cai, dan = seed.person("Cai"), seed.person("Dan")
    seed.talk(ben, "2026-06-20")
    seed.talk(cai, "2026-06-21", "exchange")
    seed.talk(cai, "2026-06-22", outcome="no_answer")
    seed.talk(dan, "2026-06-30")
    rows = {row.id: row for row in snowball_tree(book, today=TODAY)}
    assert [(rows[one].met, rows[one].talked) for one in (ana, ben, cai, dan)] == [
        (True, False),
        (True, True),
        (False, False),
        (False, False),
    ]
    assert rows[cai].last_contact == date(2026, 6, 21)
    assert rows[dan].last_contact is None
    # A rule that asks for more of a contact than messages have.
    seed.rule("contact_weight", 0.6)
    assert {row.id: row.last_contact for row in snowball_tree(book, today=TODAY)} == {
        ana: None,
        ben: date(2026, 6, 20),
        cai: None,
        dan: None,
    }
