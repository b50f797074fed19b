"""The quick rules on networks, against plainer ones and against networkx, on random graphs."""

import os
import random
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Any

import networkx as nx
import pytest

from netintern.domain.network import (
    adjacency,
    all_doors,
    behind_doors,
    constraint,
    constraints,
    effective_size,
    openers,
    weak_spots,
)
from netintern.domain.settings import DEFAULT_RULES, Rules
from netintern.domain.snowball import GUIDE_LEVELS, TreeRow, generations, tree
from netintern.domain.ways import Contact, Tie, Way, best_ways, first_hop, rank, ways_in

GRAPHS = range(200 if os.environ.get("NETINTERN_SLOW") == "1" else 40)
MARGIN = 1 + 1e-9


def plain_best_ways(
    contacts: Iterable[Contact], ties: Iterable[Tie], targets: Iterable[int], rules: Rules
) -> dict[int, Way]:
    """Rounds of max-product over a table of links, the starts in the order of their hops."""
    opening = {c.id: first_hop(c, rules) for c in contacts if not c.do_not_ask}
    barred = {c.id for c in contacts if c.do_not_ask}
    links: dict[int, dict[int, float]] = {}
    for one, other, level in ties:
        if one != other and not {one, other} & barred:
            factor = max((0.0, *rules.knows)[level], links.get(one, {}).get(other, 0.0))
            links.setdefault(one, {})[other] = links.setdefault(other, {})[one] = factor
    best = {contact: Way(score, (contact,)) for contact, score in opening.items()}
    last = dict(best)
    for _ in range(rules.max_hops - 1):
        found: dict[int, Way] = {}
        for way in sorted(last.values(), key=lambda way: way.hops):
            for node, factor in links.get(way.hops[-1], {}).items():
                score = way.score * factor
                known = found.get(node, best.get(node))
                if known is None or score > known.score * MARGIN:
                    found[node] = Way(score, (*way.hops, node))
        best |= found
        last = found
    return {target: best[target] for target in targets if target in best}


def plain_constraint(adj: Mapping[Any, set[Any]], node: Hashable) -> float:
    """Burt's sum as it is written: over contacts j of (p_ij + sum over q of p_iq p_qj)^2."""
    total = 0.0
    for contact in adj[node]:
        around = sum(1 / len(adj[node]) / len(adj[q]) for q in adj[node] & adj[contact])
        total += (1 / len(adj[node]) + around) ** 2
    return total


def plain_weak_spots(adj: Mapping[Any, set[Any]]) -> tuple[set[Any], set[frozenset[Any]]]:
    """Tarjan, as recursion writes it."""
    number: dict[Any, int] = {}
    low: dict[Any, int] = {}
    points: set[Any] = set()
    spans: set[frozenset[Any]] = set()

    def visit(node: Any, parent: Any) -> None:
        number[node] = low[node] = len(number)
        branches = 0
        for step in adj[node]:
            if step not in number:
                visit(step, node)
                branches += 1
                low[node] = min(low[node], low[step])
                if low[step] > number[node]:
                    spans.add(frozenset((node, step)))
                if low[step] >= number[node] and parent is not None:
                    points.add(node)
            elif step != parent:
                low[node] = min(low[node], number[step])
        if parent is None and branches > 1:
            points.add(node)

    for root in adj:
        if root not in number:
            visit(root, None)
    return points, spans


def plain_tree(via: Mapping[int, int | None], order_key: Callable[[int], Any]) -> list[TreeRow]:
    """The rows of the tree by recursion."""
    depth = generations(via)
    below: dict[int | None, list[int]] = {}
    for person in sorted(via, key=order_key):
        below.setdefault(via[person] if depth[person] else None, []).append(person)

    def reach(person: int) -> int:
        return sum(1 + reach(child) for child in below.get(person, []))

    rows: list[TreeRow] = []

    def add(parent: int | None, level: int, guides: tuple[bool, ...]) -> None:
        siblings = sorted(below.get(parent, []), key=lambda one: -reach(one))
        for person in siblings:
            last = person == siblings[-1]
            children = len(below.get(person, []))
            shown = guides[-GUIDE_LEVELS:]
            rows.append(TreeRow(person, level, shown, last, reach(person), children))
            add(person, level + 1, (*guides, not last) if level else ())

    add(None, 0, ())
    return rows


def people_and_ties(seed: int) -> tuple[list[Contact], list[Tie], range, Rules]:
    """A random book: clusters and loners, many equal warmths, some people not to be asked."""
    rng = random.Random(seed)
    people = range(1, rng.randrange(4, 120))
    warmths = [0.0, 0.0, 25.0, 50.0] if seed % 2 else [rng.random() * 100 for _ in range(50)]
    contacts = [
        Contact(person, rng.choice(warmths), rng.choice([0, 0, 0, 1]), rng.random() < 0.08)
        for person in people
        if rng.random() < 0.5
    ]
    pairs = {
        (min(pair), max(pair))
        for pair in (rng.sample(people, 2) for _ in range(rng.randrange(0, 4 * len(people))))
    }
    ties = [(one, other, rng.randint(1, 3)) for one, other in sorted(pairs)]
    rng.shuffle(ties)
    rules = DEFAULT_RULES._replace(max_hops=rng.choice([1, 2, 3, 3, 3, 4]))
    return contacts, ties, people, rules


def random_graph(seed: int) -> nx.Graph:
    """Sparse, dense, clustered, and like a tree, in turn."""
    rng = random.Random(seed)
    size = rng.randrange(2, 80)
    if seed % 3 == 0:
        return nx.gnm_random_graph(size, rng.randrange(0, 3 * size), seed=seed)
    if seed % 3 == 1:
        return nx.powerlaw_cluster_graph(size + 3, 2, 0.6, seed=seed)
    graph = nx.relaxed_caveman_graph(rng.randrange(2, 8), rng.randrange(2, 7), 0.15, seed=seed)
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    return graph


@pytest.mark.parametrize("seed", GRAPHS)
def test_ways(seed: int) -> None:
    contacts, ties, people, rules = people_and_ties(seed)
    expected = plain_best_ways(contacts, ties, people, rules)
    assert best_ways(contacts, ties, people, rules) == expected
    every = ways_in(contacts, ties, people, rules)
    for target in people:
        first = every[target][:1]
        assert [way.hops for way in first] == [
            way.hops for way in (expected.get(target),) if way is not None
        ]
        assert every[target] == sorted(every[target], key=rank)
    some = random.Random(seed).sample(people, len(people) // 3)
    assert best_ways(contacts, ties, some, rules) == {
        target: expected[target] for target in some if target in expected
    }


@pytest.mark.parametrize("seed", GRAPHS)
def test_way_scores_against_networkx(seed: int) -> None:
    contacts, ties, people, rules = people_and_ties(seed)
    graph = nx.Graph()
    graph.add_nodes_from(people)
    for one, other, level in ties:
        graph.add_edge(one, other, factor=rules.knows[level - 1])
    graph.remove_nodes_from([contact.id for contact in contacts if contact.do_not_ask])
    scores = {c.id: first_hop(c, rules) for c in contacts if not c.do_not_ask}
    for _ in range(rules.max_hops - 1):
        further = dict(scores)
        for one, other, factor in graph.edges.data("factor"):
            for start, end in ((one, other), (other, one)):
                further[end] = max(further.get(end, -1.0), scores.get(start, -1.0) * factor)
        scores = {node: score for node, score in further.items() if score >= 0}
    found = best_ways(contacts, ties, people, rules)
    assert {node: way.score for node, way in found.items()} == pytest.approx(scores)
    for way in found.values():
        assert nx.is_path(graph, way.hops)
        assert len(set(way.hops)) == len(way.hops) <= rules.max_hops


@pytest.mark.parametrize("seed", GRAPHS)
def test_structure(seed: int) -> None:
    graph = random_graph(seed)
    adj = adjacency(graph.edges())
    graph.remove_nodes_from(list(nx.isolates(graph)))
    closed = constraints(adj)
    assert closed == pytest.approx({node: plain_constraint(adj, node) for node in adj})
    assert closed == pytest.approx({node: constraint(adj, node) for node in adj})
    assert closed == pytest.approx(nx.constraint(graph))
    assert {node: effective_size(adj, node) for node in adj} == pytest.approx(
        nx.effective_size(graph)
    )
    points, spans = weak_spots(adj)
    assert len(spans) == len({frozenset(span) for span in spans})
    assert (points, {frozenset(span) for span in spans}) == plain_weak_spots(adj)
    assert points == set(nx.articulation_points(graph))
    assert {frozenset(span) for span in spans} == {frozenset(span) for span in nx.bridges(graph)}


@pytest.mark.parametrize("seed", GRAPHS)
def test_openers(seed: int) -> None:
    contacts, ties, people, _ = people_and_ties(seed)
    met = {contact.id for contact in contacts}
    drawn = set(random.Random(seed).sample(people, len(people) * 2 // 3))
    pairs = [tie[:2] for tie in ties]
    adj = adjacency(pairs)
    behind: dict[int, set[int]] = {}
    for person in people:
        known = adj.get(person, set()) & met
        if person not in met and len(known) == 1:
            behind.setdefault(known.pop(), set()).add(person)
    found = behind_doors(met, pairs)
    assert {person: set(others) for person, others in found.items()} == behind
    assert sum(map(len, found.values())) == sum(map(len, behind.values()))
    inside = adjacency(pair for pair in pairs if drawn.issuperset(pair))
    splitting = weak_spots(inside)[0]
    doors = all_doors(met, pairs)
    assert {(one.id, len(one.behind), one.bridge) for one in openers(drawn, met, ties, 2)} == {
        (person, doors[person], person in splitting)
        for person in met & drawn
        if doors[person] >= 2 or person in splitting
    }


@pytest.mark.parametrize("seed", GRAPHS)
def test_the_order_of_the_tree(seed: int) -> None:
    rng = random.Random(seed)
    size = rng.randrange(1, 150)
    # Every third is nearly a chain, so that the guides reach their limit.
    near = 2 if seed % 3 == 0 else size
    via = {
        person: None if rng.random() < 0.05 else rng.randrange(max(0, person - near), person + 1)
        for person in range(size)
    }
    via = {person: None if above == person else above for person, above in via.items()}
    names = {person: rng.randrange(10 * size) for person in via}

    def by_name(person: int) -> tuple[int, int]:
        return names[person], person

    assert tree(via, by_name) == plain_tree(via, by_name)
    # A circle, and somebody who is not in the book.
    ring = {1: 3, 2: 1, 3: 2, 4: 99, 5: 4}
    assert tree(ring, int) == plain_tree(ring, int)
