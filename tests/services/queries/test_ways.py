"""Ways in: reading only what matters finds the same best way as knowing everything."""

import random
from datetime import date

import pytest

from netintern.domain.settings import DEFAULT_RULES
from netintern.domain.warmth import warmth
from netintern.domain.ways import Contact, best_ways
from netintern.domain.ways import ways_in as all_ways
from netintern.services.queries.contacts import NOTHING, contacts_of
from netintern.services.queries.network import no_way_reason, ways_in
from netintern.services.queries.ways import call_name, survey
from netintern.storage.probe import Book
from tests.services.queries.seeding import Seed, statements

TODAY = date(2026, 6, 29)


def scatter(seed: Seed, chance: random.Random, people: int) -> list[tuple[int, int, int]]:
    """People at random: some met, some talked with, some not to be asked, all tied at random."""
    seed.connection.execute("BEGIN")
    ties = {}
    for number in range(1, people + 1):
        met_on = "2025-01-01" if chance.random() < 0.2 else None
        seed.person(f"P{number}", met_on=met_on, do_not_ask=int(chance.random() < 0.1))
        if chance.random() < 0.4:
            for _ in range(chance.randint(1, 4)):
                seed.talk(number, f"2026-0{chance.randint(1, 6)}-{chance.randint(10, 28)}")
    for _ in range(2 * people):
        a, b = sorted(chance.sample(range(1, people + 1), 2))
        if (a, b) not in ties:
            ties[a, b] = chance.randint(1, 3)
            seed.tie(a, b, ties[a, b])
    for _ in range(people // 4):
        target, via = chance.sample(range(1, people + 1), 2)
        seed.insert("introduction", target=target, via=via, state="met", asked_on="2026-06-20")
    seed.connection.execute("COMMIT")
    return [(a, b, level) for (a, b), level in ties.items()]


def everybody(book: Book, people: int) -> tuple[list[Contact], list[int]]:
    """All contacts of the book, and everybody never met."""
    known = contacts_of(book, range(1, people + 1), TODAY, DEFAULT_RULES)
    asks = dict(
        book.connection.execute("SELECT via, count(*) FROM introduction GROUP BY via").fetchall()
    )
    contacts, unmet = [], []
    for person, met_on, barred in book.connection.execute(
        "SELECT id, met_on, do_not_ask FROM person"
    ):
        past = known.get(person, NOTHING)
        warm = warmth(past.weights, TODAY).value or 0.0
        met = met_on is not None or past.met
        if met or barred:
            contacts.append(Contact(person, warm, asks.get(person, 0), bool(barred)))
        if not met:
            unmet.append(person)
    return contacts, unmet


@pytest.mark.parametrize("number", range(8))
def test_the_best_ways_are_those_of_the_whole_book(book: Book, seed: Seed, number: int) -> None:
    chance = random.Random(number)
    ties = scatter(seed, chance, 60)
    contacts, unmet = everybody(book, 60)
    targets = chance.sample(unmet, min(len(unmet), 8))
    expected = best_ways(contacts, ties, targets)
    ground = survey(book, targets, TODAY, DEFAULT_RULES, {})
    assert ground.best(targets, DEFAULT_RULES) == expected


@pytest.mark.parametrize("number", range(4))
def test_all_ways_to_one_person(book: Book, seed: Seed, number: int) -> None:
    chance = random.Random(number)
    ties = scatter(seed, chance, 40)
    contacts, unmet = everybody(book, 40)
    for target in unmet[:4]:
        expected = all_ways(contacts, ties, [target])[target]
        found = ways_in(book, target, today=TODAY)
        assert [(way.hop_ids, way.score) for way in found] == [
            (way.hops, way.score) for way in expected
        ]


def test_reading_around_people_has_a_fixed_price(book: Book, seed: Seed) -> None:
    scatter(seed, random.Random(1), 80)
    targets = everybody(book, 80)[1]
    asked = statements(book, lambda: survey(book, targets, TODAY, DEFAULT_RULES, {}))
    assert len(asked) <= 8


def test_a_way_tells_whom_to_ask(book: Book, seed: Seed) -> None:
    ana, ben, cai = (seed.person(name) for name in ("Ana Silva", "Ben Roy", "Cai Wu"))
    seed.talk(ana, "2026-06-29")
    seed.tie(ana, ben, 2)
    seed.tie(ben, cai, 3)
    seed.insert("introduction", target=ben, via=ana, state="met", asked_on="2026-06-20")
    (way,) = ways_in(book, cai, today=TODAY)
    assert way.hops == ("Ana Silva", "Ben Roy", "Cai Wu")
    assert way.hop_ids == (ana, ben, cai)
    assert way.score == pytest.approx(0.6 * 0.5 * 0.6 * 0.9)
    assert way.reason == (
        "ask Ana Silva, who works with Ben Roy, who is close to Cai Wu; asked 1 time lately"
    )


def test_why_there_is_no_way(book: Book, seed: Seed) -> None:
    ana, ben, cai, dee, eli = (seed.person(name) for name in ["Ana", "Ben", "Cai", "Dee", "Eli"])
    assert ways_in(book, ben, today=TODAY) == ()
    assert "no ties" in no_way_reason(book, ben, today=TODAY)
    seed.talk(ana, "2026-06-29")
    for one, other in ((ana, ben), (ben, cai), (cai, dee), (dee, eli)):
        seed.tie(one, other, 3)
    assert len(ways_in(book, cai, today=TODAY)) == 1
    assert ways_in(book, dee, today=TODAY) == ()
    assert "three hops" in no_way_reason(book, dee, today=TODAY)


def test_titles_are_not_names() -> None:
    assert call_name("Dr. L. Haddad") == "Haddad"
    assert call_name("Ana Silva") == "Ana"
    assert call_name("田中") == "田中"
    assert call_name("J.") == "J."
