"""The network: who can introduce whom, the graph of people, and the tree of the snowball."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple, cast

from netintern.domain.cadence import cadence_days
from netintern.domain.network import openers, severed
from netintern.domain.settings import Rules
from netintern.domain.snowball import tree
from netintern.domain.vocabulary import INTERACTION_KINDS, MEETINGS, Band, Circle
from netintern.domain.warmth import Warmth, warmth, weight
from netintern.domain.ways import Tie, Way, rank
from netintern.services.queries.contacts import NOTHING, Contacts, contacts_of
from netintern.services.queries.names import nobody
from netintern.services.queries.settings import rules
from netintern.services.queries.ways import Ground, survey
from netintern.storage.probe import Book
from netintern.storage.reads import network as reads
from netintern.storage.reads import orbit as orbit_reads
from netintern.storage.reads import people as people_reads

BEST_WAYS = 3
"""Ways that are offered to a circle."""


class WayIn(NamedTuple):
    """A way to be introduced."""

    hops: tuple[str, ...]
    """Names from the first contact to the target."""
    hop_ids: tuple[int, ...]
    score: float
    """A ranking, 0-1, not a probability."""
    reason: str


class Node(NamedTuple):
    """Somebody in the graph."""

    id: int
    name: str
    circle: Circle | None
    org: str
    met: bool
    wish: bool
    last_contact: date | None
    via: int | None
    warmth: int | None
    """0-100, or None if there never was a contact."""
    band: Band
    cadence: int
    """Days between contacts."""
    path_score: float
    """Score of the best way in, 0 for people who were met."""
    way: tuple[int, ...]
    """Ids of the best way in, from the first contact to this person; empty if there is none."""


class Edge(NamedTuple):
    """Who suggested whom, or who knows whom."""

    source: int
    target: int
    kind: Literal["introduced", "knows"]
    level: int
    """1-3; of a suggestion the level of their tie, 2 if none is recorded."""


class Network(NamedTuple):
    """The tracked people and what is between them."""

    nodes: tuple[Node, ...]
    """By id, which is the order of insertion."""
    edges: tuple[Edge, ...]
    untracked: int
    """People in the book who are not drawn."""


class SnowballRow(NamedTuple):
    """One row of the snowball tree, in pre-order, biggest subtree first."""

    id: int
    name: str
    circle: Circle | None
    organisation: str
    met: bool
    depth: int
    """Generation."""
    guides: tuple[bool, ...]
    """Per level above: True if a line goes on there."""
    last_child: bool
    reach: int
    """People reached through them, at any depth."""
    children: int
    last_contact: date | None
    days_since: int | None
    overdue: bool
    """Silent for longer than their rhythm."""
    parent: int | None
    talked: bool = True
    """A meeting took place; somebody who is met without one is connected, as an import says."""


class DoorOpener(NamedTuple):
    """Somebody whom I met and who knows people to whom nobody else leads."""

    id: int
    name: str
    doors: int
    """People whom only they know."""
    bridge: bool
    """True if the people of the book would fall into more groups without them."""
    words: str
    """ "your only link to 7 people at Tessel", of who opens no door "without them ..."."""
    cut_off: int = 0
    """People who would hang together with the others no more; 0 of somebody who is no bridge."""
    behind: str = ""
    """Whom only they know, in short: "7 at Tessel", "2 people"."""
    held: str = ""
    """Who would be cut off, as short."""


def ways_in(book: Book, target_id: int, *, today: date) -> tuple[WayIn, ...]:
    """The best way through each introducer, best first (domain rule 2.8).

    An introducer who declined this person or stayed silent is left out. For somebody whom the
    user has met the first way is the person alone. Raises NothingFoundError.
    """
    by = rules(book)
    if people_reads.by_id(book.connection, target_id) is None:
        raise nobody(str(target_id))
    ground = survey(book, [target_id], today, by, {}, every=True)
    levels = {(a, b): level for a, b, level in ground.ties}
    ways = ground.all([target_id], by)[target_id]
    return tuple(_way_in(way, ground, levels) for way in ways)


def no_way_reason(book: Book, target_id: int, *, today: date) -> str:
    """Why there is no way in: "no ties recorded", or none within three hops.

    Raises NothingFoundError ("no such person").
    """
    found = people_reads.by_id(book.connection, target_id)
    if found is None:
        raise nobody(str(target_id))
    if not reads.ties_of(book.connection, [target_id]):
        return f"There are no ties recorded for {found[1]}."
    hops = rules(book).max_hops
    words = {1: "one hop", 2: "two hops", 3: "three hops"}.get(hops, f"{hops} hops")
    return f"Nobody whom you have met and may ask leads to {found[1]} within {words}."


def thin_circle(book: Book, *, today: date) -> tuple[Circle, tuple[WayIn, ...]]:
    """The circle that is missed most, and the three best ways to people of it never met.

    The circle is that of domain rule 2.6, the ways those of rule 2.8, one a person. Somebody to
    whom an introduction is under way is left out.
    """
    from netintern.services.queries.queue import circle_counts, circle_to_invite

    by = rules(book)
    circle = circle_to_invite(circle_counts(book, today, by), by)
    unmet = orbit_reads.unmet(book.connection, circle, today.isoformat())
    ground = survey(book, unmet, today, by, {})
    free = [
        way
        for target, way in ground.best(unmet, by).items()
        if len(way.hops) > 1 and target not in ground.open_asks and target not in ground.made
    ]
    free.sort(key=rank)
    levels = {(a, b): level for a, b, level in ground.ties}
    return circle, tuple(_way_in(way, ground, levels) for way in free[:BEST_WAYS])


def _way_in(way: Way, ground: Ground, levels: Mapping[tuple[int, int], int]) -> WayIn:
    return WayIn(
        tuple(ground.names[hop] for hop in way.hops),
        way.hops,
        way.score,
        ground.reason(way, levels),
    )


class _Known(NamedTuple):
    """The tracked people with what their interactions come to."""

    rows: list[people_reads.PersonRow]
    contacts: dict[int, Contacts]
    warmth: dict[int, Warmth]
    met: frozenset[int]
    rules: Rules


def _known(book: Book, today: date) -> _Known:
    by = rules(book)
    rows = people_reads.listed(book.connection, untracked=False, circle=None, tag=None, wish=None)
    rows.sort(key=lambda row: row.id)
    contacts = contacts_of(book, [row.id for row in rows], today, by)
    warm = {row.id: warmth(contacts.get(row.id, NOTHING).weights, today, by) for row in rows}
    met = frozenset(
        row.id for row in rows if row.met_on is not None or contacts.get(row.id, NOTHING).met
    )
    return _Known(rows, contacts, warm, met, by)


def _cadence(row: people_reads.PersonRow, by: Rules) -> int:
    return cadence_days(row.tier, cast("Circle | None", row.circle), row.cadence_days, by)


def network(book: Book, *, today: date) -> Network:
    """The graph of the tracked people."""
    known = _known(book, today)
    drawn = {row.id for row in known.rows}
    unmet = [row.id for row in known.rows if row.id not in known.met]
    contacts = {row.id: known.contacts.get(row.id, NOTHING) for row in known.rows}
    ground = survey(book, unmet, today, known.rules, contacts)
    best = ground.best(unmet, known.rules)
    nodes = []
    for row in known.rows:
        way = best.get(row.id)
        nodes.append(
            Node(
                id=row.id,
                name=row.name,
                circle=cast("Circle | None", row.circle),
                org=row.org or "",
                met=row.id in known.met,
                wish=bool(row.wish),
                last_contact=contacts[row.id].last,
                via=row.via if row.via in drawn else None,
                warmth=known.warmth[row.id].shown,
                band=known.warmth[row.id].band,
                cadence=_cadence(row, known.rules),
                path_score=0.0 if way is None else way.score,
                way=() if way is None else way.hops,
            )
        )
    ties = _inside(reads.ties_of(book.connection, drawn), drawn)
    return Network(tuple(nodes), tuple(_edges(nodes, ties)), reads.untracked_count(book.connection))


def _inside(ties: Iterable[Tie], people: Collection[int]) -> list[Tie]:
    """Ties between two of these people, each once."""
    return sorted(
        {tie for tie in ties if tie[0] < tie[1] and tie[0] in people and tie[1] in people}
    )


def _edges(nodes: Sequence[Node], ties: Sequence[Tie]) -> Iterable[Edge]:
    """Suggestions first, then ties; a tie between the two of a suggestion is not repeated."""
    levels = {(a, b): level for a, b, level in ties}
    for node in nodes:
        if node.via is not None:
            pair = min(node.id, node.via), max(node.id, node.via)
            yield Edge(node.via, node.id, "introduced", levels.pop(pair, 2))
    for (a, b), level in levels.items():
        yield Edge(a, b, "knows", level)


def snowball_tree(book: Book, *, today: date) -> tuple[SnowballRow, ...]:
    """The tracked people by who suggested whom, in one statement."""
    by = rules(book)
    rows = reads.snowball(book.connection, today.isoformat(), *_contact_words(by))
    people = {row[0]: row for row in rows}
    via = {person: row[8] if row[8] in people else None for person, row in people.items()}
    names = {person: (row[1].casefold(), person) for person, row in people.items()}
    days: dict[str | None, tuple[date | None, int | None]] = {None: (None, None)}
    limits: dict[tuple[int, str | None, int | None], int] = {}
    found = []
    for person, depth, guides, last_child, reach, children in tree(via, names.__getitem__):
        _, name, circle, org, tier, own_cadence, met_on, talked, _, on_day = people[person]
        if on_day not in days:
            day = date.fromisoformat(on_day or "")
            days[on_day] = day, (today - day).days
        last, silence = days[on_day]
        overdue = False
        if silence is not None:
            rhythm = tier, circle, own_cadence
            if rhythm not in limits:
                limits[rhythm] = cadence_days(tier, circle, own_cadence, by)
            overdue = silence > limits[rhythm]
        # By position: with keywords ten thousand rows cost a good part of the whole.
        found.append(
            SnowballRow(
                person,
                name,
                circle,
                org or "",
                bool(talked) or met_on is not None,
                depth,
                guides,
                last_child,
                reach,
                children,
                last,
                silence,
                overdue,
                via[person],
                bool(talked),
            )
        )
    return tuple(found)


def _contact_words(by: Rules) -> tuple[Collection[str], Collection[str], bool]:
    """Kinds that are contact if they took place, meetings among them, and whether silence is."""
    kinds = [kind for kind in INTERACTION_KINDS if weight(kind) >= by.contact_weight]
    meetings = [kind for kind in kinds if kind in MEETINGS]
    return kinds, meetings, weight("outbound", "no_answer") >= by.contact_weight


def door_openers(book: Book, *, today: date) -> tuple[DoorOpener, ...]:
    """Tracked people who open doors, most doors first (domain rule 2.9).

    Doors are counted over all people whom they know; somebody without whom the tracked people
    fall into more groups is named as well.
    """
    by, connection, day = rules(book), book.connection, today.isoformat()
    drawn: dict[int, str] = dict(orbit_reads.names(connection))
    ties = orbit_reads.ties_around(connection, drawn)
    alive = reads.alive_and_met(connection, {end for tie in ties for end in tie[:2]}, day)
    met = {person for person, (was_met, _) in alive.items() if was_met}
    ties = [tie for tie in ties if tie[0] in alive and tie[1] in alive]
    links: dict[int, list[int]] = {person: [] for person in drawn}
    for a, b, _ in ties:
        if a in links and b in links:
            links[a].append(b)
            links[b].append(a)
    held = severed(links)
    nobody: list[int] = []
    found = []
    for one in openers(drawn, met, ties, by.broker_doors):
        behind, cut = one.behind, held.get(one.id, nobody)
        people, cut_off = ([alive[other][1] for other in ids] for ids in (behind, cut))
        doors = _of_people("your only link to {}", people)
        bridge = _of_people("without them {} would be cut off from the others", cut_off)
        found.append(
            DoorOpener(
                one.id,
                drawn[one.id],
                len(behind),
                one.bridge,
                doors or bridge,
                len(cut),
                _in_short(people),
                _in_short(cut_off),
            )
        )
    return tuple(sorted(found, key=lambda one: (-one.doors, one.name.casefold(), one.id)))


def _of_people(words: str, employers: Sequence[str]) -> str:
    """Of how many people something is told, with their employer if it is one for all."""
    if not employers:
        return ""
    where = f" at {employers[0]}" if employers[0] and len(set(employers)) == 1 else ""
    return words.format(_people(len(employers)) + where)


def _in_short(employers: Sequence[str]) -> str:
    """How many people there are, with their employer if it is one for all."""
    if employers and employers[0] and len(set(employers)) == 1:
        return f"{len(employers)} at {employers[0]}"
    return _people(len(employers)) if employers else ""


def _people(many: int) -> str:
    return "1 person" if many == 1 else f"{many} people"
