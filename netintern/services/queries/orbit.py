"""All that the picture of the network needs, read in a fixed number of statements."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from netintern.domain.cadence import cadence_days
from netintern.domain.calendar import later
from netintern.domain.layout import Dot
from netintern.domain.network import Opener, openers
from netintern.domain.settings import Rules
from netintern.domain.vocabulary import MEETINGS
from netintern.domain.warmth import NO_ANSWER, WEIGHTS, warmth
from netintern.domain.ways import Contact, Tie, Way
from netintern.services.queries.settings import rules
from netintern.services.queries.ways import Ground
from netintern.storage.probe import Book
from netintern.storage.reads import network as network_reads
from netintern.storage.reads import orbit as reads
from netintern.storage.reads import queue as queue_reads

_FULL = 20
"""Points of warmth that make one of the five steps of strength."""


class Orbit(NamedTuple):
    """The tracked people as the layout knows them, and what is between them."""

    dots: tuple[Dot, ...]
    """By id, which is the order of insertion."""
    ways: dict[int, tuple[int, ...]]
    """Per person never met the ids of the best way in, from whom to ask to that person."""
    suggested: tuple[tuple[int, int], ...]
    """Who suggested whom."""
    knows: tuple[tuple[int, int, int], ...]
    """Who else knows whom, and how well: 1-3."""
    last: dict[int, date]
    """The last contact, of those who had one; also of `hops`."""
    untracked: int
    """People in the book who are not drawn."""
    openers: tuple[int, ...]
    """Door openers and those who hold groups together, most doors first."""
    wishes: tuple[int, ...]
    """People never met, by their best way in; those without one come last."""
    hops: tuple[Dot, ...] = ()
    """People who are not tracked but stand on a way: drawn only when that way is shown."""


class _Past(NamedTuple):
    """What happened with people up to today."""

    warmth: dict[int, float]
    """Exact points; who is missing has none."""
    last: dict[int, date]
    """The last contact."""
    met: set[int]
    """A meeting took place, or the day of meeting is known."""


class _Scene(NamedTuple):
    """Everybody who may stand in the picture or on a way."""

    today: date
    rules: Rules
    drawn: Sequence[reads.PersonRow]
    others: Sequence[reads.PersonRow]
    ties: Sequence[Tie]
    past: _Past


def orbit_of(book: Book, *, today: date) -> Orbit:
    """The tracked people, the best ways to those never met (domain rule 2.8), and who matters.

    The ways are those of `ways_in`; in a fixed number of statements, however many people there are.
    """
    scene = _scene(book, today)
    names = {row[0]: row[1] for row in scene.drawn}
    ways = _best_ways(book, scene)
    via = [(row[7], row[0]) for row in scene.drawn if row[7] is not None and row[7] in names]
    dots = _dots(scene, scene.drawn, ways, via)
    hops = {hop for way in ways.values() for hop in way.hops if hop not in names}
    wanted = [dot for dot in dots if not dot.met]
    doors = openers(names, scene.past.met, scene.ties, scene.rules.broker_doors)
    return Orbit(
        dots=tuple(dots),
        ways={target: way.hops for target, way in ways.items()},
        suggested=tuple(via),
        knows=_knows(scene.ties, names, via),
        last=scene.past.last,
        untracked=network_reads.untracked_count(book.connection),
        openers=tuple(one.id for one in sorted(doors, key=lambda one: _by_doors(one, names))),
        wishes=tuple(dot.id for dot in sorted(wanted, key=_by_way)),
        hops=tuple(_dots(scene, [row for row in scene.others if row[0] in hops], {}, ())),
    )


def _scene(book: Book, today: date) -> _Scene:
    by, connection = rules(book), book.connection
    drawn = reads.drawn(connection)
    ties = reads.ties_around(connection, {row[0] for row in drawn})
    ends = set(map(itemgetter(0), ties)).union(map(itemgetter(1), ties))
    others = reads.others(connection, ends.difference(row[0] for row in drawn))
    everybody = [*drawn, *others]
    alive = [row[0] for row in everybody]
    past = _past(reads.touches(connection, alive, today.isoformat()), today, by)
    past.met.update(row[0] for row in everybody if row[6] is not None)
    missing = ends.difference(alive)
    if missing:
        ties = [tie for tie in ties if tie[0] not in missing and tie[1] not in missing]
    return _Scene(today, by, drawn, others, ties, past)


def _past(rows: Iterable[reads.TouchRow], today: date, by: Rules) -> _Past:
    """The same as `contacts_of` and `warmth` say, without keeping what only a queue needs."""
    past = _Past({}, {}, set())
    days: dict[str, date] = {}
    amounts = {**WEIGHTS, "no_answer": NO_ANSWER}
    meetings = frozenset(kind for kind in MEETINGS if amounts[kind] >= by.contact_weight)
    for person, group in groupby(rows, itemgetter(0)):
        weights = []
        for _, text, kind in group:
            if text not in days:
                days[text] = date.fromisoformat(text)
            weights.append((days[text], amounts[kind]))
            if kind in meetings:
                past.met.add(person)
        found = warmth(weights, today, by)
        past.warmth[person] = found.value or 0.0
        if found.last is not None:
            past.last[person] = found.last
    return past


def _best_ways(book: Book, scene: _Scene) -> dict[int, Way]:
    """The best way to everybody drawn and never met, without introducers who declined it."""
    by, day = scene.rules, scene.today.isoformat()
    after = later(scene.today, -by.ask_days).isoformat()
    asks = network_reads.asks(book.connection, after, day)
    contacts = [
        Contact(row[0], scene.past.warmth.get(row[0], 0.0), asks.get(row[0], 0), bool(row[8]))
        for row in (*scene.drawn, *scene.others)
        if row[8] or row[0] in scene.past.met
    ]
    unmet = [row[0] for row in scene.drawn if row[0] not in scene.past.met]
    latest = {
        (target, via): state
        for target, via, _, state, _ in queue_reads.introductions(book.connection, unmet, day)
    }
    closed: dict[int, frozenset[int]] = {}
    for (target, via), state in latest.items():
        if state in ("declined", "silent"):
            closed[target] = closed.get(target, frozenset()) | {via}
    ground = Ground({}, tuple(contacts), tuple(scene.ties), closed, {}, asks)
    return ground.best(unmet, by)


def _dots(
    scene: _Scene,
    rows: Iterable[reads.PersonRow],
    ways: Mapping[int, Way],
    via: Iterable[tuple[int, int]],
) -> list[Dot]:
    by = scene.rules
    introducers = {person: introducer for introducer, person in via}
    introduced = Counter(introducers.values()).get
    rhythms: dict[tuple[int, str | None, int | None], int] = {}
    found = []
    for person, name, circle, organisation, tier, own, *_ in rows:
        last, silence = scene.past.last.get(person), None
        if last is not None:
            rhythm = tier, circle, own
            if rhythm not in rhythms:
                rhythms[rhythm] = cadence_days(tier, circle, own, by)
            silence = (scene.today - last).days / rhythms[rhythm]
        way = ways.get(person)
        # By position: with keywords ten thousand people cost a good part of the whole.
        found.append(
            Dot(
                person,
                name,
                circle,
                organisation,
                person in scene.past.met,
                silence,
                introducers.get(person),
                scene.past.warmth.get(person, 0.0) / _FULL,
                introduced(person, 0),
                0.0 if way is None else way.score,
            )
        )
    return found


def _knows(
    ties: Iterable[Tie], drawn: Collection[int], via: Iterable[tuple[int, int]]
) -> tuple[Tie, ...]:
    """Ties between people who are drawn, without those that a suggestion shows already."""
    shown = {pair if pair[0] < pair[1] else pair[::-1] for pair in via}
    return tuple(
        sorted(tie for tie in ties if tie[0] in drawn and tie[1] in drawn and tie[:2] not in shown)
    )


def _by_doors(one: Opener, names: Mapping[int, str]) -> tuple[int, str, int]:
    return -len(one.behind), names[one.id].casefold(), one.id


def _by_way(dot: Dot) -> tuple[float, str, int]:
    return -dot.way, dot.name.casefold(), dot.id
