"""Ways in and structure, against networkx and brute force."""

import random
from collections.abc import Iterable, Sequence
from math import prod

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netintern.domain import network
from netintern.domain.network import (
    adjacency,
    all_doors,
    articulation_points,
    bridges,
    constraint,
    constraints,
    doors,
    effective_size,
    reach_components,
    severed,
    shape,
)
from netintern.domain.settings import DEFAULT_RULES, Rules
from netintern.domain.ways import Contact, Tie, Way, best_ways, first_hop, ways_in

ANA, BEN, CAI, DAN, XIA, YUL, ZED = range(1, 8)
CONTACTS = [
    Contact(ANA, 50, 0, False),
    Contact(BEN, 75, 1, False),
    Contact(CAI, 29, 0, False),
    Contact(DAN, 90, 0, True),
]
TIES = [
    (ANA, ZED, 2),
    (BEN, ZED, 3),
    (CAI, YUL, 3),
    (YUL, ZED, 3),
    (DAN, ZED, 3),
    (BEN, YUL, 1),
    (ANA, XIA, 3),
]
BORGATTI = ["AB", "AF", "AG", "AE", "EG", "FG", "BG", "BD", "DG", "GC"]

contacts_of = st.lists(
    st.builds(
        Contact,
        st.integers(1, 12),
        st.sampled_from([0.0, 25.0, 50.0, 75.0, 100.0]),
        st.integers(0, 2),
        st.sampled_from([False, False, False, True]),
    ),
    max_size=6,
    unique_by=lambda contact: contact.id,
)
ties_of = st.lists(
    st.tuples(st.integers(1, 12), st.integers(1, 12), st.integers(1, 3)), max_size=40
)


def _random_graph(seed: int) -> nx.Graph:
    rng = random.Random(seed)
    size = rng.randrange(2, 45)
    return nx.gnm_random_graph(size, rng.randrange(0, 3 * size), seed=seed)


def _graphs() -> Iterable[nx.Graph]:
    yield nx.Graph(nx.karate_club_graph().edges())
    yield from (_random_graph(seed) for seed in range(60))


def _brute_force(
    contacts: Sequence[Contact], ties: Iterable[Tie], target: int, rules: Rules = DEFAULT_RULES
) -> list[Way]:
    """Every simple path from the user, scored one by one; the best for each first contact."""
    graph = nx.Graph()
    graph.add_nodes_from([0, target])
    for one, other, level in ties:
        factor = rules.knows[level - 1]
        known = graph.get_edge_data(one, other, {"factor": 0})["factor"]
        if one != other:
            graph.add_edge(one, other, factor=max(factor, known))
    for contact in contacts:
        graph.add_edge(0, contact.id, factor=first_hop(contact, rules))
    graph.remove_nodes_from([contact.id for contact in contacts if contact.do_not_ask])
    if target not in graph:
        return []
    best: dict[int, Way] = {}
    for path in nx.all_simple_paths(graph, 0, target, cutoff=rules.max_hops):
        score = prod(graph.edges[step]["factor"] for step in nx.utils.pairwise(path))
        way = Way(score, tuple(path[1:]))
        best[path[1]] = min(way, best.get(path[1], way), key=_order)
    return sorted(best.values(), key=_order)


def _order(way: Way) -> tuple[float, int, tuple[int, ...]]:
    return -round(way.score, 9), len(way.hops), way.hops


def _assert_same(found: Sequence[Way], wanted: Sequence[Way]) -> None:
    assert [way.hops for way in found] == [way.hops for way in wanted]
    assert [way.score for way in found] == pytest.approx([way.score for way in wanted])


def test_first_hop() -> None:
    assert [first_hop(contact) for contact in CONTACTS] == pytest.approx([0.6, 0.4, 0.432, 0.92])


def test_equal_ways_go_to_the_smaller_id() -> None:
    found = ways_in(CONTACTS, TIES, [ZED, YUL, 99])
    assert [way.hops for way in found[ZED]] == [(ANA, ZED), (BEN, ZED), (CAI, YUL, ZED)]
    assert found[ZED][0].score == pytest.approx(0.36)
    assert found[YUL][0] == (pytest.approx(0.3888), (CAI, YUL))  # type: ignore[comparison-overlap]
    assert found[99] == []


def test_three_hops_and_no_more() -> None:
    contacts = [Contact(1, 0, 0, False)]
    chain = [(1, 2, 3), (2, 3, 2), (3, 4, 3)]
    found = best_ways(contacts, chain, [2, 3, 4])
    assert {target: way.hops for target, way in found.items()} == {2: (1, 2), 3: (1, 2, 3)}
    longer = best_ways(contacts, chain, [4], DEFAULT_RULES._replace(max_hops=4))
    assert longer[4].hops == (1, 2, 3, 4)
    assert best_ways(contacts, chain, [2], DEFAULT_RULES._replace(max_hops=1)) == {}


def test_no_way_through_or_to_those_who_are_not_to_be_asked() -> None:
    contacts = [Contact(1, 90, 0, False), Contact(2, 90, 0, True)]
    ties = [(1, 2, 3), (2, 3, 3)]
    assert best_ways(contacts, ties, [2, 3]) == {}
    assert ways_in(contacts, ties, [2, 3]) == {2: [], 3: []}


def test_the_strongest_of_repeated_ties_counts() -> None:
    ties = [(1, 2, 1), (2, 1, 3), (1, 2, 2), (1, 1, 3)]
    assert best_ways([Contact(1, 100, 0, False)], ties, [2])[2].score == pytest.approx(0.9)


def test_a_level_that_counts_for_nothing_leads_nowhere() -> None:
    rules = DEFAULT_RULES._replace(knows=(0.0, 0.6, 0.9))
    ties = [(1, 2, 1), (1, 3, 2)]
    assert best_ways([Contact(1, 50, 0, False)], ties, [2, 3], rules).keys() == {3}


@pytest.mark.parametrize("seed", range(80))
def test_best_ways_against_brute_force(seed: int) -> None:
    rng = random.Random(seed)
    size = rng.randrange(4, 14)
    people = range(1, size + 1)
    contacts = [
        Contact(person, rng.choice([0, 25, 50, 75, 100]), rng.choice([0, 0, 1]), rng.random() < 0.1)
        for person in people
        if rng.random() < 0.5
    ]
    ties = [
        (rng.choice(people), rng.choice(people), rng.randint(1, 3))
        for _ in range(rng.randrange(0, 3 * size))
    ]
    rules = DEFAULT_RULES._replace(max_hops=rng.choice([2, 3, 3, 4]))
    every = ways_in(contacts, ties, people, rules)
    best = best_ways(contacts, ties, people, rules)
    for target in people:
        wanted = _brute_force(contacts, ties, target, rules)
        _assert_same(every[target], wanted)
        _assert_same([best[target]] if target in best else [], wanted[:1])


@settings(deadline=None)
@given(contacts_of, ties_of, st.tuples(st.integers(1, 12), st.integers(1, 12), st.integers(1, 3)))
def test_one_more_tie_never_makes_a_way_worse(
    contacts: list[Contact], ties: list[Tie], tie: Tie
) -> None:
    before = best_ways(contacts, ties, range(1, 13))
    after = best_ways(contacts, [tie, *ties], range(1, 13))
    assert before.keys() <= after.keys()
    assert all(after[target].score >= way.score * (1 - 1e-9) for target, way in before.items())


@settings(deadline=None)
@given(contacts_of, ties_of, st.randoms())
def test_the_order_of_the_rows_does_not_matter(
    contacts: list[Contact], ties: list[Tie], rng: random.Random
) -> None:
    before = best_ways(contacts, ties, range(1, 13))
    turned = [(other, one, level) for one, other, level in ties]
    rng.shuffle(contacts)
    rng.shuffle(turned)
    after = best_ways(contacts, turned, range(12, 0, -1))
    assert {target: way.hops for target, way in after.items()} == {
        target: way.hops for target, way in before.items()
    }


@settings(deadline=None)
@given(contacts_of, ties_of)
def test_ways_are_simple_and_start_at_somebody_who_may_be_asked(
    contacts: list[Contact], ties: list[Tie]
) -> None:
    open_to = {contact.id for contact in contacts if not contact.do_not_ask}
    for target, ways in ways_in(contacts, ties, range(1, 13)).items():
        assert len({way.hops[0] for way in ways}) == len(ways)
        for way in ways:
            assert way.hops[0] in open_to
            assert way.hops[-1] == target
            assert len(set(way.hops)) == len(way.hops) <= DEFAULT_RULES.max_hops
            assert 0 < way.score <= 1


def test_structure_against_networkx() -> None:
    for graph in _graphs():
        adj = adjacency(graph.edges())
        nodes = list(adj)
        assert {node: constraint(adj, node) for node in adj} == pytest.approx(
            nx.constraint(graph, nodes)
        )
        assert constraints(adj) == pytest.approx({node: constraint(adj, node) for node in adj})
        assert {node: effective_size(adj, node) for node in adj} == pytest.approx(
            nx.effective_size(graph, nodes)
        )
        assert articulation_points(adj) == set(nx.articulation_points(graph))
        assert {frozenset(span) for span in bridges(adj)} == {
            frozenset(span) for span in nx.bridges(graph)
        }
        pieces = reach_components(adj)
        assert sorted(map(sorted, pieces)) == sorted(
            sorted(piece) for piece in nx.connected_components(graph) if len(piece) > 1
        )
        assert [len(piece) for piece in pieces] == sorted(map(len, pieces), reverse=True)


def test_shape_against_networkx() -> None:
    for graph in _graphs():
        found = shape(adjacency(graph.edges()))
        assert found.edges == graph.number_of_edges()
        assert found.triangles == sum(nx.triangles(graph).values()) // 3
        assert found.clustering is None or found.clustering == pytest.approx(nx.transitivity(graph))
    assert shape({}) == (0, 0, 0, 0, 0, None, None)


def test_karate_club() -> None:
    found = shape(adjacency(nx.karate_club_graph().edges()))
    assert found[:5] == (34, 78, 45, 528, 17)
    assert found.clustering == pytest.approx(0.255682, abs=1e-6)


@pytest.mark.parametrize(
    ("edges", "node", "closed", "size"),
    [
        (BORGATTI, "G", 0.400270062, 14 / 3),
        (BORGATTI, "A", 0.595486111, 2.5),
        (BORGATTI, "C", 1.0, 1.0),
        (["ma", "mb", "mc", "md"], "m", 0.25, 4.0),
        (["ma", "mb", "ab"], "m", 1.125, 1.0),
        (["ma", "mb", "mc", "md", "ab", "cd"], "m", 0.5625, 3.0),
    ],
)
def test_structural_holes(edges: list[str], node: str, closed: float, size: float) -> None:
    adj = adjacency((edge[0], edge[1]) for edge in edges)
    assert constraint(adj, node) == pytest.approx(closed)
    assert effective_size(adj, node) == pytest.approx(size)


def test_loners() -> None:
    adj: dict[str, set[str]] = {"a": set()}
    for node in ("a", "nobody"):
        assert constraint(adj, node) is None
        assert effective_size(adj, node) is None
    assert constraints(adj) == {}
    assert articulation_points(adj) == set()
    assert bridges(adj) == set()
    assert reach_components(adj) == [{"a"}]
    assert adjacency([("a", "a")]) == {}


def test_doors() -> None:
    met = [1, 2, 3]
    ties = [(1, 11), (12, 1), (2, 12), (2, 13), (2, 14), (1, 2), (3, 1), (14, 15), (1, 11)]
    assert all_doors(met, ties) == {1: 1, 2: 2, 3: 0}
    assert [doors(met, ties, contact) for contact in met] == [1, 2, 0]
    assert doors([], ties, 14) == 2


@given(st.sets(st.integers(1, 8)), ties_of, st.integers(1, 8))
def test_doors_by_their_definition(met: set[int], ties: list[Tie], contact: int) -> None:
    adj = adjacency((one, other) for one, other, _ in ties)
    opened = {
        person
        for person in adj.get(contact, set()) - met - {contact}
        if not adj[person] & (met - {contact})
    }
    assert doors(met, [(one, other) for one, other, _ in ties], contact) == len(opened)


def test_a_long_chain_does_not_exhaust_the_stack() -> None:
    adj = adjacency((node, node + 1) for node in range(20_000))
    points, spans = network.weak_spots(adj)
    assert (len(points), len(spans)) == (19_999, 20_000)
    assert len(reach_components(adj)) == 1


@pytest.mark.parametrize("seed", range(200))
def test_severed_are_all_but_the_largest_piece(seed: int) -> None:
    draw = random.Random(seed)
    nodes = range(draw.randint(1, 24))
    adj: dict[int, set[int]] = {node: set() for node in nodes}
    for _ in range(draw.randint(0, 30)):
        one, other = draw.choice(nodes), draw.choice(nodes)
        if one != other:
            adj[one].add(other)
            adj[other].add(one)
    found = severed(adj)
    assert set(found) == articulation_points(adj)
    for point, cut in found.items():
        mine = next(piece for piece in reach_components(adj) if point in piece)
        rest = {node: adj[node] - {point} for node in mine if node != point}
        pieces = reach_components(rest)
        assert len(cut) == len(set(cut)) == sum(map(len, pieces[1:]))
        assert all(piece <= set(cut) or not piece & set(cut) for piece in pieces)


def test_nobody_is_severed_where_everybody_has_another_way() -> None:
    assert severed({1: {2, 3}, 2: {1, 3}, 3: {1, 2}}) == {}
    assert severed({1: {2}, 2: {1, 3}, 3: {2, 4}, 4: {3}}) == {2: [1], 3: [4]}
