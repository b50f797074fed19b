"""The snowball of referrals: its figures, its generations, and its tree."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

from netintern.domain.settings import DEFAULT_RULES, Rules
from netintern.domain.statistics import Interval, garwood, wilson

Id = TypeVar("Id", bound=Hashable)

GUIDE_LEVELS = 16
"""Levels for which a tree row carries guides; deeper ones keep the nearest."""


class SnowPerson(NamedTuple):
    """One person as far as the snowball is concerned."""

    id: int
    via: int | None
    """Who referred them first."""
    first_conversation: date | None
    conversations: int
    """Conversations with them, all time."""
    asked: int
    """Conversations in which they were asked whom else to meet."""


class Snowball(NamedTuple):
    """Figures of the snowball, all time; None where there is nothing to divide by."""

    conversations: int
    asked: int
    ask_rate: float | None
    """Asked / conversations."""
    referrals: int
    """People with a referrer."""
    yield_per_ask: float | None
    """Referrals / asked."""
    met: int
    """Referred people with a conversation."""
    conversion: float | None
    """Met / referred, 0-1."""
    conversion_interval: Interval | None
    """Wilson, 95 %."""
    parents: int
    """People whose first talk is at least `rules.mature_days` ago."""
    offspring: int
    """Met people referred by parents."""
    reproduction: float | None
    """R = offspring / parents."""
    interval: Interval | None
    """Of R, exact Poisson, 95 %; the real one is at least this wide."""
    generations: int
    """The highest generation; 0 are people without a referrer."""


class TreeRow(NamedTuple):
    """One line of the tree in pre-order."""

    id: int
    depth: int
    """Generation within the tree; 0 is a root."""
    guides: tuple[bool, ...]
    """For each ancestor below the root, outermost first: does its line go on below this row?

    At most the nearest `GUIDE_LEVELS`."""
    last: bool
    """The last of its siblings."""
    reach: int
    """People reached through them, over all generations."""
    children: int
    """People they referred themselves."""


def snowball(people: Iterable[SnowPerson], on: date, rules: Rules = DEFAULT_RULES) -> Snowball:
    """Ask rate, yield, conversion, and reproduction (domain rule 2.7, RDS and Garwood).

    A first conversation after `on` has not happened yet.
    """
    everybody = {person.id: person for person in people}
    talked = {
        person.id: (on - person.first_conversation).days
        for person in everybody.values()
        if person.first_conversation is not None and person.first_conversation <= on
    }
    parents = {known for known, days in talked.items() if days >= rules.mature_days}
    referred = [person for person in everybody.values() if person.via is not None]
    met = [person for person in referred if person.id in talked]
    offspring = sum(person.via in parents for person in met)
    conversations = sum(person.conversations for person in everybody.values())
    asked = sum(person.asked for person in everybody.values())
    via = {person.id: person.via for person in everybody.values()}
    return Snowball(
        conversations=conversations,
        asked=asked,
        ask_rate=_ratio(asked, conversations),
        referrals=len(referred),
        yield_per_ask=_ratio(len(referred), asked),
        met=len(met),
        conversion=_ratio(len(met), len(referred)),
        conversion_interval=wilson(len(met), len(referred)),
        parents=len(parents),
        offspring=offspring,
        reproduction=_ratio(offspring, len(parents)),
        interval=_per_parent(offspring, len(parents)),
        generations=max(generations(via).values(), default=0),
    )


def outlook(snow: Snowball, rules: Rules = DEFAULT_RULES) -> str:
    """What R means, in words (domain rule 2.7); empty at exactly 1 and without a parent."""
    if snow.reproduction is None:
        return ""
    if snow.parents < rules.few_parents:
        return "too early"
    if snow.reproduction > 1:
        return "your list renews itself"
    return "add new starting points (event, training)" if snow.reproduction < 1 else ""


def generations(via: Mapping[Id, Id | None]) -> dict[Id, int]:
    """Generation of each person: 0 without a referrer, else 1 + the referrer's (rule 2.7).

    A referrer who is not in the mapping counts as none. Entry refuses cycles; should one have
    come in anyway, the person at whom it is noticed counts as generation 0.
    """
    found: dict[Id, int] = {}
    for start in via:
        chain: list[Id] = []
        seen: set[Id] = set()
        person: Id | None = start
        while person is not None and person in via and person not in found and person not in seen:
            chain.append(person)
            seen.add(person)
            person = via[person]
        depth = found[person] + 1 if person is not None and person in found else 0
        for member in reversed(chain):
            found[member] = depth
            depth += 1
    return found


def would_cycle(via: Mapping[Id, Id | None], person: Id, new_via: Id | None) -> bool:
    """Whether making `new_via` the referrer of `person` would close a circle."""
    seen: set[Id] = set()
    step = new_via
    while step is not None and step not in seen:
        if step == person:
            return True
        seen.add(step)
        step = via.get(step)
    return False


def tree(via: Mapping[int, int | None], order_key: Callable[[int], Any]) -> list[TreeRow]:
    """Rows of the referral tree in pre-order, the biggest subtree first, then by `order_key`.

    Roots are the people of generation 0. Linear but for sorting siblings.
    """
    in_order = sorted(via, key=order_key, reverse=True)
    children = _children(in_order, via)
    parents, below = _top_down(children)
    if below < len(via):
        # A circle hangs from no root; where it is noticed, it is cut.
        depth = generations(via)
        children = _children(
            in_order, {person: via[person] if depth[person] else None for person in via}
        )
        parents, _ = _top_down(children)
    return _pre_order(children, _reach(via, parents, children))


def _children(
    in_order: Iterable[int], via: Mapping[int, int | None]
) -> dict[int | None, list[int]]:
    """The children of each person in the given order; those of None are the roots."""
    children: dict[int | None, list[int]] = {None: []}
    for person in in_order:
        parent = via[person]
        if parent not in via:
            parent = None
        if parent in children:
            children[parent].append(person)
        else:
            children[parent] = [person]
    return children


def _top_down(children: Mapping[int | None, list[int]]) -> tuple[list[int], int]:
    """Everybody with children, parents before theirs, and how many people hang from a root."""
    found: list[int] = []
    level, count = children[None], len(children[None])
    while level:
        level = [person for person in level if person in children]
        found += level
        level = [child for person in level for child in children[person]]
        count += len(level)
    return found, count


def _reach(
    everybody: Iterable[int],
    parents: Sequence[int],
    children: Mapping[int | None, list[int]],
) -> dict[int, int]:
    """People below each person; siblings are put in order of it, the most last."""
    reach = dict.fromkeys(everybody, 0)
    reach_of = reach.__getitem__
    for person in reversed(parents):
        below = children[person]
        if len(below) == 1:
            reach[person] = 1 + reach[below[0]]
        else:
            below.sort(key=reach_of)
            reach[person] = len(below) + sum(map(reach_of, below))
    children[None].sort(key=reach_of)
    return reach


def _pre_order(children: Mapping[int | None, list[int]], reach: Mapping[int, int]) -> list[TreeRow]:
    """The rows, taking the siblings from the ends of their lists, which are used up."""
    rows: list[TreeRow] = []
    # By position and without the detour of the class: it would take as long as all the rest.
    row = tuple.__new__
    open_levels: list[tuple[list[int], tuple[bool, ...]]] = [(children[None], ())]
    while open_levels:
        siblings, guides = open_levels[-1]
        depth = len(open_levels) - 1
        while siblings:
            person = siblings.pop()
            last = not siblings
            below = children.get(person)
            if below is None:
                rows.append(row(TreeRow, (person, depth, guides, last, 0, 0)))
                continue
            rows.append(row(TreeRow, (person, depth, guides, last, reach[person], len(below))))
            nearest = guides if len(guides) < GUIDE_LEVELS else guides[1:]
            open_levels.append((below, (*nearest, not last) if depth else ()))
            break
        else:
            open_levels.pop()
    return rows


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None


def _per_parent(offspring: int, parents: int) -> Interval | None:
    if not parents:
        return None
    low, high = garwood(offspring)
    return low / parents, high / parents
