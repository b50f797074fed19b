"""The shape of the network: its weak spots, who opens doors, who holds groups together."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import NamedTuple, TypeVar

from netintern.domain.ways import Tie

Node = TypeVar("Node", bound=Hashable)
Adjacency = Mapping[Node, set[Node]]
"""The neighbours of each node; undirected, without loops."""


class Opener(NamedTuple):
    """Somebody without whom the user would lose touch with others."""

    id: int
    behind: tuple[int, ...]
    """People never met to whom nobody else leads."""
    bridge: bool
    """Without them the people who are drawn would fall into more groups."""


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


def adjacency(edges: Iterable[tuple[Node, Node]]) -> dict[Node, set[Node]]:
    """Neighbours of every node of the edges; repeated edges and loops do not count."""
    found: defaultdict[Node, set[Node]] = defaultdict(set)
    for one, other in edges:
        if one != other:
            found[one].add(other)
            found[other].add(one)
    return dict(found)


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
    share = {node: 1 / len(around) for node, around in adj.items() if around}
    # A tie without a common neighbour adds 1; only what the others add more is summed up.
    more = dict.fromkeys(share, 0.0)
    done: set[Node] = set()
    for node, around in adj.items():
        done.add(node)
        open_to = around.isdisjoint
        # The same for both ends, so each tie is looked at once.
        for contact in around - done:
            other = adj[contact]
            if not open_to(other):
                detour = sum(map(share.__getitem__, around & other))
                more[node] += detour * (2 + detour)
                more[contact] += detour * (2 + detour)
    return {node: part * (1 + part * more[node]) for node, part in share.items()}


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
    for contact, behind in behind_doors(opened.keys(), ties).items():
        opened[contact] = len(behind)
    return opened


def behind_doors(met: AbstractSet[int], ties: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """Whom nobody else leads to, for each person met who opens a door (domain rule 2.9)."""
    only: dict[int, int | None] = {}
    for one, other in ties:
        if one in met:
            if other in met:
                continue
            one, other = other, one
        elif other not in met:
            continue
        # From here on `one` was never met, and `other` was.
        if one not in only:
            only[one] = other
        elif only[one] != other:
            only[one] = None
    found: dict[int, list[int]] = {}
    for unmet, contact in only.items():
        if contact is not None:
            found.setdefault(contact, []).append(unmet)
    return found


def openers(
    drawn: Collection[int], met: AbstractSet[int], ties: Collection[Tie], enough: int
) -> list[Opener]:
    """Who of the drawn people opens doors or holds groups together, in any order (rule 2.9).

    The ties, each given once, may lead to others as well: their doors count, their groups do
    not. `enough` is the number of doors from which somebody is a door opener.
    """
    # Lists, because a walk over sets of so many people costs twice as much.
    links: dict[int, list[int]] = {person: [] for person in drawn}
    for one, other, _ in ties:
        if one in links and other in links:
            links[one].append(other)
            links[other].append(one)
    splitting = weak_spots(links)[0]
    behind = behind_doors(met, ((one, other) for one, other, _ in ties))
    mine = {contact for contact, people in behind.items() if len(people) >= enough} | splitting
    return [
        Opener(person, tuple(behind.get(person, ())), person in splitting)
        for person in mine
        if person in met and person in links
    ]


def articulation_points(adj: Adjacency[Node]) -> set[Node]:
    """People without whom the network falls into more pieces (domain rule 2.9)."""
    return weak_spots(adj)[0]


def bridges(adj: Adjacency[Node]) -> set[tuple[Node, Node]]:
    """Ties without which the network falls into more pieces; each once, in either order."""
    return weak_spots(adj)[1]


def weak_spots(adj: Mapping[Node, Collection[Node]]) -> tuple[set[Node], set[tuple[Node, Node]]]:
    """Articulation points and bridges from one depth-first walk (Tarjan), in linear time."""
    order, above, number = _depth_first(adj)
    points: set[Node] = set()
    spans: set[tuple[Node, Node]] = set()
    lowest = [len(order)] * len(order)
    branched: set[int] = set()
    place_of = number.__getitem__
    for place in range(len(order) - 1, -1, -1):
        parent = above[place]
        if parent == place:
            continue
        below = lowest[place]
        low = min(map(place_of, adj[order[place]]))
        if below < low:
            low = below
        if low < parent:
            # Of two who hang together below their parent, neither needs it.
            if low < lowest[parent]:
                lowest[parent] = low
            continue
        if above[parent] != parent or parent in branched:
            points.add(order[parent])
        branched.add(parent)
        if below > parent:
            spans.add((order[parent], order[place]))
    return points, spans


def severed(adj: Mapping[Node, Collection[Node]]) -> dict[Node, list[Node]]:
    """Of every articulation point those who would be cut off from the largest group without it.

    From one depth-first walk: what hangs below a child that reaches no higher is one group, and
    all others of the same component are the group above.
    """
    order, above, number = _depth_first(adj)
    lowest = list(range(len(order)))
    sizes = [1] * len(order)
    groups: dict[int, list[int]] = {}
    for place in range(len(order) - 1, -1, -1):
        parent = above[place]
        lowest[place] = min(lowest[place], *map(number.__getitem__, adj[order[place]]), place)
        if parent == place:
            continue
        sizes[parent] += sizes[place]
        if lowest[place] < parent:
            lowest[parent] = min(lowest[parent], lowest[place])
        else:
            groups.setdefault(parent, []).append(place)
    roots = _roots(above)
    found: dict[Node, list[Node]] = {}
    for place, below in groups.items():
        pieces = [(child, child + sizes[child]) for child in below]
        rest = sizes[roots[place]] - 1 - sum(end - start for start, end in pieces)
        largest = max(pieces, key=lambda piece: piece[1] - piece[0])
        if rest and rest >= largest[1] - largest[0]:
            cut = [order[at] for start, end in pieces for at in range(start, end)]
        else:
            alone = {place, *range(*largest)}
            first = roots[place]
            whole = range(first, first + sizes[first])
            cut = [order[at] for at in whole if at not in alone]
        if cut:
            found[order[place]] = cut
    return found


def _roots(above: list[int]) -> list[int]:
    """The first place of the component of every place of a depth-first walk."""
    roots: list[int] = []
    for place, parent in enumerate(above):
        roots.append(place if parent == place else roots[parent])
    return roots


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


def _depth_first(
    adj: Mapping[Node, Collection[Node]],
) -> tuple[list[Node], list[int], dict[Node, int]]:
    """The nodes in the order of a depth-first walk, the place above each, and each one's place.

    A root stands above itself. Without recursion, because a chain may be long.
    """
    order: list[Node] = []
    above: list[int] = []
    number: dict[Node, int] = {}
    for root in adj:
        if root in number:
            continue
        here = number[root] = len(order)
        order.append(root)
        above.append(here)
        ahead = iter(adj[root])
        trail: list[Iterator[Node]] = []
        while True:
            for step in ahead:
                if step not in number:
                    trail.append(ahead)
                    above.append(here)
                    here = number[step] = len(order)
                    order.append(step)
                    ahead = iter(adj[step])
                    break
            else:
                if not trail:
                    break
                ahead, here = trail.pop(), above[here]
    return order, above, number
