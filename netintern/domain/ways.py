"""The best ways to an introduction: whom to ask, and through whom."""

from collections.abc import Iterable, Mapping
from math import inf
from typing import NamedTuple

from netintern.domain.settings import DEFAULT_RULES, Rules

Tie = tuple[int, int, int]
"""Two people and how well they know each other: 1 heard of, 2 works with, 3 close."""

_MARGIN = 1 + 1e-9
"""A score must be larger by this factor to beat another; closer ones are equal."""
_JUST_BELOW = 1 - 1e-9
_UNREACHED = -1.0


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
    do-not-ask people are removed; equal scores go to fewer hops, then to the smaller ids. Every
    round looks once at each tie, which for a whole book costs less than sorting the ties by person.
    """
    opening, barred = _openings(contacts, rules)
    hops = _hops(ties, barred, rules)
    wanted = set(targets) - barred
    best = {target: Way(opening[target], (target,)) for target in wanted & opening.keys()}
    last: Mapping[int, float] = opening
    trails: dict[int, tuple[int, ...]] = {contact: (contact,) for contact in opening}
    floors, others = {node: score * _MARGIN for node, score in opening.items()}, _UNREACHED
    for left in range(rules.max_hops - 2, -1, -1):
        if not left:
            # From the last hop nobody goes on, so only the ends of ways matter.
            floors, others = {node: floors.get(node, _UNREACHED) for node in wanted}, inf
        last, before = _one_hop_more(hops, last, trails, floors, others)
        trails = {node: (*trails[through], node) for node, through in before.items()}
        for target in wanted & last.keys():
            best[target] = Way(last[target], trails[target])
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


def rank(way: Way) -> tuple[float, int, tuple[int, ...]]:
    """Sorts ways, the best first: equal scores by fewer hops, then by ids (domain rule 2.8)."""
    return -float(f"{way.score:.9g}"), len(way.hops), way.hops


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


_Hops = tuple[list[int], list[int], list[float]]
"""From whom, to whom, and by which factor."""


def _hops(ties: Iterable[Tie], barred: set[int], rules: Rules) -> _Hops:
    """Every tie as two hops; of repeated ones the strongest will win by itself."""
    factors = (0.0, *rules.knows)
    kept = list(ties)
    if barred or not all(rules.knows):
        kept = [
            tie for tie in kept if factors[tie[2]] and tie[0] not in barred and tie[1] not in barred
        ]
    starts = [one for one, _, _ in kept]
    ends = [other for _, other, _ in kept]
    weights = [factors[level] for _, _, level in kept]
    return starts + ends, ends + starts, weights + weights


def _one_hop_more(
    hops: _Hops,
    last: Mapping[int, float],
    trails: Mapping[int, tuple[int, ...]],
    floors: dict[int, float],
    others: float,
) -> tuple[dict[int, float], dict[int, int]]:
    """The nodes reached better by a hop from the last ones, their scores, and through whom.

    `trails` are the ways to the last ones. A score must be above the floor of its node, or
    `others` for a node that has none; the floors rise to what was found.
    """
    found: dict[int, float] = {}
    before: dict[int, int] = {}
    floor = floors.get
    for start, node, factor in zip(*hops, strict=True):
        if start not in last:
            continue
        score = last[start] * factor
        if score <= floor(node, others):
            continue
        # What passes is better than, or as good as, what this round has found so far.
        if (
            node not in found
            or score > found[node] * _MARGIN
            or trails[start] < trails[before[node]]
        ):
            found[node] = score
            before[node] = start
            floors[node] = score * _JUST_BELOW
    for node, score in found.items():
        floors[node] = score * _MARGIN
    return found, before


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
                best[introducer] = min(way, best.get(introducer, way), key=rank)
        if length < max_hops:
            trails = [
                Way(trail.score * factor, (node, *trail.hops))
                for trail in trails
                for node, factor in links.get(trail.hops[0], nobody).items()
                if node not in trail.hops
            ]
    return sorted(best.values(), key=rank)
