"""The picture of the network: the ways of `path`, the edges of `graph`, and few statements."""

import random
from datetime import date, timedelta

import pytest

from netintern.domain.vocabulary import CIRCLES
from netintern.services.queries.network import door_openers, network, thin_circle, ways_in
from netintern.services.queries.orbit import orbit_of
from netintern.storage.probe import Book
from netintern.storage.reads import orbit as reads
from tests.services.queries.seeding import Seed, statements

TODAY = date(2026, 6, 29)


def scatter(seed: Seed, chance: random.Random, people: int) -> None:
    """People at random: tracked or not, met or not, tied, suggested, asked, and gone."""
    seed.connection.execute("BEGIN")
    for number in range(1, people + 1):
        seed.person(
            f"P{number}",
            circle=chance.choice([None, *CIRCLES]),
            org=chance.choice(["Acme", "Tessel", ""]),
            tracked=int(chance.random() < 0.6),
            met_on="2025-01-01" if chance.random() < 0.2 else None,
            do_not_ask=int(chance.random() < 0.1),
            via=chance.randint(1, number - 1) if number > 1 and chance.random() < 0.3 else None,
            archived_on="2026-01-01" if chance.random() < 0.05 else None,
            deleted_ms=1 if chance.random() < 0.05 else None,
        )
    for number in range(1, people + 1):
        for _ in range(chance.choice([0, 0, 1, 3])):
            kind = chance.choice(["one_on_one", "exchange", "group_event", "outbound"])
            day = TODAY - timedelta(days=chance.randint(-20, 400))
            outcome = chance.choice(["done", "done", "no_answer", "declined"])
            seed.talk(number, day.isoformat(), kind, outcome=outcome)
    pairs = {
        (min(pair), max(pair))
        for pair in (chance.sample(range(1, people + 1), 2) for _ in range(2 * people))
    }
    for one, other in sorted(pairs):
        seed.tie(one, other, chance.randint(1, 3))
    for _ in range(people // 3):
        target, via = chance.sample(range(1, people + 1), 2)
        state = chance.choice(["asked", "made", "met", "declined", "silent"])
        seed.insert("introduction", target=target, via=via, state=state, asked_on="2026-06-20")
    seed.connection.execute("COMMIT")


@pytest.mark.parametrize("nearby", [0, 100], ids=["around", "scan"])
@pytest.mark.parametrize("number", range(6))
def test_ways_are_those_of_path(
    book: Book, seed: Seed, number: int, nearby: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reads, "_WORTH_A_SCAN", nearby)
    scatter(seed, random.Random(number), 70)
    orbit = orbit_of(book, today=TODAY)
    known = {dot.id: dot for dot in orbit.dots + orbit.hops}
    assert orbit.ways
    for dot in orbit.dots:
        best = ways_in(book, dot.id, today=TODAY)[:1]
        if dot.met:
            assert (dot.way, dot.id in orbit.ways) == (0.0, False)
        else:
            assert [way.hop_ids for way in best] == [
                orbit.ways[target] for target in [dot.id] if target in orbit.ways
            ]
            assert dot.way == pytest.approx(best[0].score if best else 0.0)
    assert all(hop in known for way in orbit.ways.values() for hop in way)
    assert {dot.id for dot in orbit.hops} == {hop for way in orbit.ways.values() for hop in way} - {
        dot.id for dot in orbit.dots
    }


@pytest.mark.parametrize("nearby", [0, 100], ids=["around", "scan"])
@pytest.mark.parametrize("number", range(6))
def test_the_rest_is_that_of_graph(
    book: Book, seed: Seed, number: int, nearby: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reads, "_WORTH_A_SCAN", nearby)
    scatter(seed, random.Random(100 + number), 90)
    orbit, graph = orbit_of(book, today=TODAY), network(book, today=TODAY)
    for dot, node in zip(orbit.dots, graph.nodes, strict=True):
        assert dot[:5] == (node.id, node.name, node.circle, node.org, node.met)
        assert (dot.via, dot.way) == (node.via, node.path_score)
        assert orbit.last.get(node.id) == node.last_contact
        assert int(20 * dot.strength + 0.5) == (node.warmth or 0)
        assert dot.introductions == sum(other.via == node.id for other in graph.nodes)
        if node.last_contact is None:
            assert dot.silence is None
        else:
            assert dot.silence == (TODAY - node.last_contact).days / node.cadence
    suggested = {(edge.source, edge.target) for edge in graph.edges if edge.kind == "introduced"}
    assert set(orbit.suggested) == suggested
    assert orbit.knows == tuple(
        (edge.source, edge.target, edge.level) for edge in graph.edges if edge.kind == "knows"
    )
    assert orbit.untracked == graph.untracked
    assert orbit.openers == tuple(one.id for one in door_openers(book, today=TODAY))
    assert set(orbit.wishes) == {dot.id for dot in orbit.dots if not dot.met}
    by_id = {dot.id: dot for dot in orbit.dots}
    scores = [by_id[wish].way for wish in orbit.wishes]
    assert scores == sorted(scores, reverse=True)


def test_a_small_picture(book: Book, seed: Seed) -> None:
    ana = seed.person("Ana Silva", circle="field", org="Acme", tier=2)
    una = seed.person("Una Ek", tracked=0, circle="culture")
    ben, cai = seed.person("Ben Roy", via=ana), seed.person("Cai Wu", circle="leaders")
    seed.talk(ana, "2026-06-14")
    seed.tie(ana, una, 3)
    seed.tie(una, cai, 2)
    seed.tie(ana, ben, 1)
    orbit = orbit_of(book, today=TODAY)
    first, second, third = orbit.dots
    assert first[:7] == (ana, "Ana Silva", "field", "Acme", True, 0.5, None)
    assert (first.introductions, second.via, second.silence, third.circle) == (
        1,
        ana,
        None,
        "leaders",
    )
    assert orbit.ways == {ben: (ana, ben), cai: (ana, una, cai)}
    assert orbit.wishes == (cai, ben)
    assert (orbit.suggested, orbit.knows, orbit.untracked) == (((ana, ben),), (), 1)
    (hop,) = orbit.hops
    assert hop[:5] == (una, "Una Ek", "culture", "", False)
    assert orbit.last == {ana: date(2026, 6, 14)}


def test_nobody(book: Book) -> None:
    assert orbit_of(book, today=TODAY) == ((), {}, (), (), {}, 0, (), (), ())


@pytest.mark.parametrize("nearby", [0, 100], ids=["around", "scan"])
def test_statements_do_not_grow(
    book: Book, seed: Seed, nearby: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reads, "_WORTH_A_SCAN", nearby)
    scatter(seed, random.Random(1), 10)
    few = len(statements(book, lambda: orbit_of(book, today=TODAY)))
    doors = len(statements(book, lambda: door_openers(book, today=TODAY)))
    seed.connection.execute("DELETE FROM introduction")
    seed.connection.execute("DELETE FROM tie")
    seed.connection.execute("BEGIN")
    for number in range(190):
        seed.person(f"Q{number}", circle="field", tracked=int(number % 3 > 0))
        seed.talk(number + 5, "2026-05-05", "exchange")
        seed.tie(number + 1, number + 2)
        seed.tie(number + 1, number + 9)
        seed.insert("introduction", target=number + 1, via=number + 2, state="declined")
    seed.connection.execute("COMMIT")
    assert len(statements(book, lambda: orbit_of(book, today=TODAY))) == few <= 12
    assert len(statements(book, lambda: door_openers(book, today=TODAY))) == doors <= 6
    assert len(statements(book, lambda: thin_circle(book, today=TODAY))) <= 12


def test_the_circle_that_is_missed_and_whom_to_ask(book: Book, seed: Seed) -> None:
    ana, ben = (seed.person(name, circle="field") for name in ("Ana Silva", "Ben Roy"))
    for person in (ana, ben):
        seed.talk(person, "2026-06-28")
    missed = [seed.person(f"Lead {n}", circle="adjacent") for n in range(6)]
    for level, target in zip((1, 2, 3, 3, 3), missed, strict=False):
        seed.tie(ana, target, level)
    seed.tie(ben, missed[0], 3)
    elsewhere = seed.person("Else", circle="culture")
    seed.tie(ana, elsewhere, 3)
    seed.insert("introduction", target=missed[4], via=ana, state="asked", asked_on="2026-06-20")
    circle, ways = thin_circle(book, today=TODAY)
    assert circle == "adjacent"
    # Ana was asked lately, and so Ben comes first.
    assert [way.hop_ids for way in ways] == [
        (ben, missed[0]),
        (ana, missed[2]),
        (ana, missed[3]),
    ]
    assert all(way == ways_in(book, way.hop_ids[-1], today=TODAY)[0] for way in ways)
    assert [way.reason for way in ways[:2]] == [
        "ask Ben Roy, who is close to Lead 0",
        "ask Ana Silva, who is close to Lead 2; asked 1 time lately",
    ]


def test_a_circle_without_anybody_to_meet(book: Book, seed: Seed) -> None:
    seed.talk(seed.person("Ana", circle="adjacent"), "2026-06-28")
    circle, ways = thin_circle(book, today=TODAY)
    assert (circle, ways) == ("field", ())
