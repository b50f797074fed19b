"""Figures, generations, and the tree of the snowball."""

from datetime import date

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netintern.domain.settings import DEFAULT_RULES
from netintern.domain.snowball import (
    GUIDE_LEVELS,
    SnowPerson,
    TreeRow,
    generations,
    outlook,
    snowball,
    tree,
    would_cycle,
)

ANA, BEN, CAI, DEE, ELI, FAY, GUS = range(1, 8)
PEOPLE = [
    SnowPerson(ANA, None, date(2026, 6, 2), 2, 2),
    SnowPerson(BEN, ANA, date(2026, 6, 10), 1, 1),
    SnowPerson(CAI, ANA, date(2026, 6, 25), 1, 0),
    SnowPerson(DEE, BEN, date(2026, 7, 1), 1, 1),
    SnowPerson(ELI, BEN, None, 0, 0),
    SnowPerson(FAY, None, date(2026, 6, 4), 1, 1),
    SnowPerson(GUS, DEE, None, 0, 0),
]
VIA = {person.id: person.via for person in PEOPLE}


@st.composite
def forests(draw: st.DrawFn) -> dict[int, int | None]:
    """Referrers without circles: everybody comes after theirs."""
    size = draw(st.integers(0, 30))
    numbers = draw(st.permutations(range(1, size + 1)))
    return {
        person: draw(st.sampled_from([None, *numbers[:place]]))
        for place, person in enumerate(numbers)
    }


def test_worked_example() -> None:
    found = snowball(PEOPLE, date(2026, 7, 10))
    assert found[:3] == (6, 5, 5 / 6)
    assert (found.referrals, found.yield_per_ask, found.met, found.conversion) == (5, 1, 3, 0.6)
    assert found.conversion_interval == pytest.approx((0.230724281, 0.882379226))
    assert (found.parents, found.offspring, found.reproduction) == (3, 3, 1.0)
    assert found.interval == pytest.approx((0.206224041, 2.922424357))
    assert found.generations == 3


def test_before_anybody_is_mature() -> None:
    found = snowball(PEOPLE, date(2026, 6, 5))
    assert (found.parents, found.reproduction, found.interval, found.met) == (0, None, None, 0)
    assert snowball(PEOPLE, date(2026, 6, 23)).parents == 1


def test_nobody() -> None:
    found = snowball([], date(2026, 6, 5))
    assert found == (0, 0, None, 0, None, 0, None, None, 0, 0, None, None, 0)


def test_outlook_in_words() -> None:
    rules = DEFAULT_RULES._replace(few_parents=1)
    found = snowball(PEOPLE, date(2026, 7, 10))
    assert outlook(found) == "too early"
    assert outlook(found, rules) == ""
    assert outlook(found._replace(reproduction=1.2), rules) == "your list renews itself"
    assert "starting points" in outlook(found._replace(reproduction=0.8), rules)
    assert outlook(found._replace(reproduction=None, parents=0), rules) == ""


def test_generations() -> None:
    assert generations(VIA) == {ANA: 0, BEN: 1, CAI: 1, DEE: 2, ELI: 2, FAY: 0, GUS: 3}
    assert generations({"a": "gone", "b": "a"}) == {"a": 0, "b": 1}


@given(forests())
def test_generations_follow_the_referrer(via: dict[int, int | None]) -> None:
    found = generations(via)
    assert found.keys() == via.keys()
    for person, referrer in via.items():
        assert found[person] == (0 if referrer is None else found[referrer] + 1)


@given(forests(), st.data())
def test_cycles_are_foreseen(via: dict[int, int | None], data: st.DataObject) -> None:
    if not via:
        return
    person = data.draw(st.sampled_from(sorted(via)))
    referrer = data.draw(st.sampled_from([None, *sorted(via)]))
    graph = nx.DiGraph((child, parent) for child, parent in via.items() if parent is not None)
    graph.remove_edges_from([*graph.out_edges(person)] if person in graph else [])
    if referrer is not None:
        graph.add_edge(person, referrer)
    assert would_cycle(via, person, referrer) is not nx.is_directed_acyclic_graph(graph)


def test_a_circle_that_came_in_harms_nobody() -> None:
    circle: dict[int, int | None] = {1: 2, 2: 3, 3: 1, 4: 1, 5: None, 6: 6}
    assert set(generations(circle)) == set(circle)
    assert sorted(row.id for row in tree(circle, int)) == sorted(circle)
    assert would_cycle(circle, 9, 1) is False


def test_tree_of_the_example() -> None:
    assert tree(VIA, int) == [
        TreeRow(ANA, 0, (), False, 5, 2),
        TreeRow(BEN, 1, (), False, 3, 2),
        TreeRow(DEE, 2, (True,), False, 1, 1),
        TreeRow(GUS, 3, (True, True), True, 0, 0),
        TreeRow(ELI, 2, (True,), True, 0, 0),
        TreeRow(CAI, 1, (), True, 0, 0),
        TreeRow(FAY, 0, (), True, 0, 0),
    ]


def test_equal_subtrees_stand_in_order() -> None:
    rows = tree({3: None, 1: None, 2: None}, lambda person: -person)
    assert [row.id for row in rows] == [3, 2, 1]


@settings(deadline=None)
@given(forests())
def test_tree_laws(via: dict[int, int | None]) -> None:
    rows = tree(via, int)
    assert sorted(row.id for row in rows) == sorted(via)
    depth = generations(via)
    place = {row.id: number for number, row in enumerate(rows)}
    below: dict[int | None, list[TreeRow]] = {}
    for row in rows:
        assert row.depth == depth[row.id]
        assert len(row.guides) == max(0, row.depth - 1)
        inside = rows[place[row.id] + 1 : place[row.id] + 1 + row.reach]
        assert all(other.depth > row.depth for other in inside)
        after = rows[place[row.id] + 1 + row.reach :]
        assert not after or after[0].depth <= row.depth
        below.setdefault(via[row.id], []).append(row)
    for siblings in below.values():
        order = [(-row.reach, row.id) for row in siblings]
        assert order == sorted(order)
        assert [row.last for row in siblings] == [False] * (len(siblings) - 1) + [True]
    for row in rows:
        assert row.children == len(below.get(row.id, []))


def test_a_chain_may_be_long() -> None:
    size = 20_000
    rows = tree({person: person - 1 if person else None for person in range(size)}, int)
    assert [row.depth for row in rows] == [*range(size)]
    assert rows[0].reach == size - 1
    assert max(len(row.guides) for row in rows) == GUIDE_LEVELS
