"""Who knows whom: the best ways to an introduction, and who holds the network together."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple, TypeVar

from netintern.domain.settings import DEFAULT_RULES, Rules

Node = TypeVar("Node", bound=Hashable)
Adjacency = Mapping[Node, set[Node]]
"""The neighbours of each node; undirected, without loops."""

Tie = tuple[int, int, int]
"""Two people and how well they know each other: 1 heard of, 2 works with, 3 close."""

_MARGIN = 1 + 1e-9
"""A score must be larger by this factor to beat another; closer ones are equal."""


class Contact(NamedTuple):
    """Somebody whom the user has met and could ask."""

    id: int
    warmth: float
    """0-100."""
    asks: int
    """Introductions asked of them in the last `rules.ask_days` days."""
    do_not_ask: bool


class Way(NamedTuple):
    """A chain of introductions."""

    score: float
    """Product of the hops, 0-1: a ranking, not a probability."""
    hops: tuple[int, ...]
    """People from the first contact to the target."""


class Shape(NamedTuple):
    """Counts of a whole network."""

    nodes: int
    edges: int
    triangles: int
    wedges: int
    """Pairs of ties that share a person."""
    max_degree: int
    clustering: float | None
    """3 * triangles / wedges, 0-1; None without a wedge."""
    mean_degree: float | None
    """None without a node."""


def first_hop(contact: Contact, rules: Rules = DEFAULT_RULES) -> float:
    """How readily a contact can be asked, 0-1 (domain rule 2.8)."""
    floor = rules.first_hop_floor
    return (floor + (1 - floor) * contact.warmth / 100) * rules.ask_penalty**contact.asks


def best_ways(
    contacts: Iterable[Contact],
    ties: Iterable[Tie],
    targets: Iterable[int],
    rules: Rules = DEFAULT_RULES,
) -> dict[int, Way]:
    """The best way to each target that has one, in one pass for all (domain rule 2.8).

    Rounds of max-product from the contacts, one for each further hop up to `rules.max_hops`;
    do-not-ask people are removed; equal scores go to fewer hops, then to the smaller ids.
    """
    opening, barred = _openings(contacts, rules)
    links = _links(ties, barred, rules)
    wanted = set(targets)
    rounds = _rounds(opening, _narrowing(wanted, links, rules.max_hops), links)
    best: dict[int, Way] = {}
    for number, steps in enumerate(rounds):
        for target in wanted & steps.keys():
            best[target] = Way(steps[target][0], _trail(rounds, number, target))
    return best


def ways_in(
    contacts: Iterable[Contact],
    ties: Iterable[Tie],
    targets: Iterable[int],
    rules: Rules = DEFAULT_RULES,
) -> dict[int, list[Way]]:
    """For each target the best way through each introducer, best first (domain rule 2.8).

    The introducer is the first contact of the way. Same rules as `best_ways`; a target without
    a way has an empty list.
    """
    opening, barred = _openings(contacts, rules)
    links = _links(ties, barred, rules)
    return {
        target: [] if target in barred else _introducers(target, opening, links, rules.max_hops)
        for target in targets
    }


def adjacency(edges: Iterable[tuple[Node, Node]]) -> dict[Node, set[Node]]:
    """Neighbours of every node of the edges; repeated edges and loops do not count."""
    found: dict[Node, set[Node]] = {}
    for one, other in edges:
        if one != other:
            found.setdefault(one, set()).add(other)
            found.setdefault(other, set()).add(one)
    return found


def constraint(adj: Adjacency[Node], node: Node) -> float | None:
    """How closed the circle round a node is (Burt, domain rule 2.9); None without a tie.

    The sum over contacts j of (p_ij + sum over q of p_iq p_qj)^2; near 0 is open, 1 and more is
    closed.
    """
    around = adj.get(node)
    if not around:
        return None
    total = sum((1 + _detour(adj, around, adj[contact])) ** 2 for contact in around)
    return total / len(around) ** 2


def constraints(adj: Adjacency[Node]) -> dict[Node, float]:
    """The constraint of every node with a tie, in one pass (domain rule 2.9)."""
    total = dict.fromkeys(adj, 0.0)
    done: set[Node] = set()
    for node, around in adj.items():
        done.add(node)
        for contact in around - done:
            # The same for both ends, so each tie is looked at once.
            part = (1 + _detour(adj, around, adj[contact])) ** 2
            total[node] += part
            total[contact] += part
    return {node: total[node] / len(around) ** 2 for node, around in adj.items() if around}


def effective_size(adj: Adjacency[Node], node: Node) -> float | None:
    """Contacts that do not repeat each other: n - 2t/n (Borgatti, rule 2.9); None without a tie.

    n are the contacts of the node and t the ties among them.
    """
    around = adj.get(node)
    if not around:
        return None
    twice_ties = sum(len(around & adj[contact]) for contact in around)
    return len(around) - twice_ties / len(around)


def doors(met: Iterable[int], ties: Iterable[tuple[int, int]], contact: int) -> int:
    """People whom the contact knows, the user has not met, and no other contact knows.

    The broker score of domain rule 2.9.
    """
    return all_doors({*met, contact}, ties)[contact]


def all_doors(met: Iterable[int], ties: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The broker score of every person met, in one pass (domain rule 2.9)."""
    opened = dict.fromkeys(met, 0)
    leads: dict[int, set[int]] = {}
    for one, other in ties:
        if (one in opened) != (other in opened):
            known, unmet = (one, other) if one in opened else (other, one)
            leads.setdefault(unmet, set()).add(known)
    for contacts in leads.values():
        if len(contacts) == 1:
            opened[next(iter(contacts))] += 1
    return opened


def articulation_points(adj: Adjacency[Node]) -> set[Node]:
    """People without whom the network falls into more pieces (domain rule 2.9)."""
    return weak_spots(adj)[0]


def bridges(adj: Adjacency[Node]) -> set[tuple[Node, Node]]:
    """Ties without which the network falls into more pieces; each once, in either order."""
    return weak_spots(adj)[1]


def weak_spots(adj: Adjacency[Node]) -> tuple[set[Node], set[tuple[Node, Node]]]:
    """Articulation points and bridges from one depth-first walk (Tarjan), in linear time."""
    number, above = _depth_first(adj)
    low = _lowest(adj, number, above)
    points: set[Node] = set()
    spans: set[tuple[Node, Node]] = set()
    branches = dict.fromkeys(adj, 0)
    for node, parent in above.items():
        if node == parent:
            continue
        branches[parent] += 1
        if low[node] > number[parent]:
            spans.add((parent, node))
        if low[node] >= number[parent] and (above[parent] != parent or branches[parent] > 1):
            points.add(parent)
    return points, spans


def reach_components(adj: Adjacency[Node]) -> list[set[Node]]:
    """The pieces of the network, the largest first."""
    pieces: list[set[Node]] = []
    placed: set[Node] = set()
    for start in adj:
        if start in placed:
            continue
        piece = {start}
        edge = {start}
        while edge:
            edge = set().union(*(adj[node] for node in edge)) - piece
            piece |= edge
        placed |= piece
        pieces.append(piece)
    return sorted(pieces, key=len, reverse=True)


def shape(adj: Adjacency[Node]) -> Shape:
    """Nodes, edges, triangles, and clustering of a network (domain rule 2.9)."""
    degrees = [len(around) for around in adj.values()]
    corners = sum(len(around & adj[other]) for around in adj.values() for other in around)
    triangles = corners // 6
    wedges = sum(degree * (degree - 1) // 2 for degree in degrees)
    return Shape(
        nodes=len(adj),
        edges=sum(degrees) // 2,
        triangles=triangles,
        wedges=wedges,
        max_degree=max(degrees, default=0),
        clustering=3 * triangles / wedges if wedges else None,
        mean_degree=sum(degrees) / len(adj) if adj else None,
    )


def _detour(adj: Adjacency[Node], one: set[Node], other: set[Node]) -> float:
    """The sum of the proportions by which common neighbours point at either end of a tie."""
    if one.isdisjoint(other):
        return 0.0
    return sum(1 / len(adj[between]) for between in one & other)


def _openings(contacts: Iterable[Contact], rules: Rules) -> tuple[dict[int, float], set[int]]:
    """The first hop to each contact that may be asked, and the contacts that may not."""
    opening: dict[int, float] = {}
    barred: set[int] = set()
    for contact in contacts:
        if contact.do_not_ask:
            barred.add(contact.id)
        else:
            opening[contact.id] = first_hop(contact, rules)
    return opening, barred


_Links = Mapping[int, Mapping[int, float]]
_Step = tuple[float, int]
"""Score of a way to a node, and the node before it."""


def _links(ties: Iterable[Tie], barred: set[int], rules: Rules) -> _Links:
    """Factor of each further hop, both ways; of a repeated tie the strongest."""
    factors = (0.0, *rules.knows)
    links: dict[int, dict[int, float]] = {}
    for one, other, level in ties:
        if one == other or one in barred or other in barred:
            continue
        factor = factors[level]
        here = links.setdefault(one, {})
        if here.get(other, 0.0) < factor:
            here[other] = factor
            links.setdefault(other, {})[one] = factor
    return links


def _narrowing(wanted: AbstractSet[int], links: _Links, max_hops: int) -> list[AbstractSet[int]]:
    """For each further hop the people from whom one of the wanted is still near enough."""
    nobody: dict[int, float] = {}
    near = [wanted]
    for _ in range(max_hops - 1):
        most = 2 * len(near[-1]) > len(links)
        # Of most people the neighbours are nearly everybody: not worth finding out.
        near.append(
            links.keys() if most else {*near[-1]}.union(*(links.get(n, nobody) for n in near[-1]))
        )
    return near[:0:-1]


def _rounds(
    start: Mapping[int, float], regions: Iterable[AbstractSet[int]], links: _Links
) -> list[dict[int, _Step]]:
    """The nodes reached better in each round of one more hop than in all rounds before.

    Only the nodes of a round's region are left behind in it.
    """
    goal = dict.fromkeys(links, -1.0)
    goal.update((node, score * _MARGIN) for node, score in start.items())
    rounds = [{node: (score, node) for node, score in start.items()}]
    rank: dict[int, int] = {}
    for region in regions:
        last = rounds[-1]
        by_id = sorted(last.keys() & region & links.keys())
        origins = sorted(by_id, key=lambda node: rank[last[node][1]]) if rank else by_id
        rounds.append(_one_hop_more(origins, last, goal, links))
        rank = {node: place for place, node in enumerate(origins)}
    return rounds


def _one_hop_more(
    origins: Iterable[int], so_far: Mapping[int, _Step], goal: dict[int, float], links: _Links
) -> dict[int, _Step]:
    """The nodes whose goal is beaten from one of the origins; raises their goals.

    The origins come in the order of their hops, so that the first of equal ways is the one with
    the smallest ids.
    """
    found: dict[int, _Step] = {}
    for origin in origins:
        base = so_far[origin][0]
        for node, factor in links[origin].items():
            score = base * factor
            if score > goal[node]:
                goal[node] = score * _MARGIN
                found[node] = (score, origin)
    return found


def _trail(rounds: Sequence[Mapping[int, _Step]], number: int, node: int) -> tuple[int, ...]:
    """The nodes from a start to a node found in a round."""
    hops = [node]
    for steps in rounds[number:0:-1]:
        node = steps[node][1]
        hops.append(node)
    return tuple(reversed(hops))


def _introducers(
    target: int, opening: Mapping[int, float], links: _Links, max_hops: int
) -> list[Way]:
    """The best way through each contact, found by walking back from the target."""
    nobody: dict[int, float] = {}
    best: dict[int, Way] = {}
    trails = [Way(1.0, (target,))]
    for length in range(1, max_hops + 1):
        for trail in trails:
            introducer = trail.hops[0]
            if introducer in opening:
                way = Way(opening[introducer] * trail.score, trail.hops)
                best[introducer] = min(way, best.get(introducer, way), key=_rank)
        if length < max_hops:
            trails = [
                Way(trail.score * factor, (node, *trail.hops))
                for trail in trails
                for node, factor in links.get(trail.hops[0], nobody).items()
                if node not in trail.hops
            ]
    return sorted(best.values(), key=_rank)


def _rank(way: Way) -> tuple[float, int, tuple[int, ...]]:
    return -float(f"{way.score:.9g}"), len(way.hops), way.hops


def _depth_first(adj: Adjacency[Node]) -> tuple[dict[Node, int], dict[Node, Node]]:
    """The number of each node in a depth-first walk, in that order, and the node above it.

    A root stands above itself. Without recursion, because a chain may be long.
    """
    number: dict[Node, int] = {}
    above: dict[Node, Node] = {}
    for root in adj:
        if root in number:
            continue
        number[root] = len(number)
        above[root] = root
        trail = [(root, iter(adj[root]))]
        while trail:
            node, ahead = trail[-1]
            for step in ahead:
                if step not in number:
                    number[step] = len(number)
                    above[step] = node
                    trail.append((step, iter(adj[step])))
                    break
            else:
                trail.pop()
    return number, above


def _lowest(
    adj: Adjacency[Node], number: Mapping[Node, int], above: Mapping[Node, Node]
) -> dict[Node, int]:
    """The lowest number that each node or one below it has a tie to, the way down left out."""
    low = dict(number)
    for node in reversed([*number]):
        parent = above[node]
        lowest = low[node]
        for step in adj[node]:
            if step != parent and number[step] < lowest:
                lowest = number[step]
        low[node] = lowest
        low[parent] = min(low[parent], lowest)
    return low
