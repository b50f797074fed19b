"""Who can introduce whom: ties and warmth are read only around the people who need a way in."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from netintern.domain.calendar import later
from netintern.domain.settings import Rules
from netintern.domain.warmth import warmth
from netintern.domain.ways import Contact, Tie, Way, best_ways, first_hop
from netintern.domain.ways import ways_in as ways_of
from netintern.services.queries.contacts import NOTHING, Contacts, contacts_of
from netintern.storage.probe import Book
from netintern.storage.reads import network as reads
from netintern.storage.reads import queue as queue_reads

_EQUAL = 1 - 1e-9
_LEAST = 1e-6
_LEVELS = ("", "has heard of", "works with", "is close to")


class Ground(NamedTuple):
    """The network as far as it matters for some targets."""

    names: dict[int, str]
    """Of everybody who may stand on a way."""
    contacts: tuple[Contact, ...]
    """People who can be asked, and those who must not."""
    ties: tuple[Tie, ...]
    closed: dict[int, frozenset[int]]
    """Per target the introducers who declined or stayed silent."""
    open_asks: dict[int, tuple[str, date | None]]
    """Per target who was asked and when, while that is open."""
    asks: dict[int, int]
    """Introductions asked of somebody within the last `rules.ask_days` days."""
    connected: frozenset[int] = frozenset()
    """Contacts with whom there was nothing yet but the day of meeting, as an import gives it."""
    made: Mapping[int, str] = MappingProxyType({})
    """Per target who introduced them; only the talk is missing."""

    def best(self, targets: Collection[int], rules: Rules) -> dict[int, Way]:
        """The best way to each target that has one, without introducers who declined it."""
        free = [target for target in targets if target not in self.closed]
        found = best_ways(self.contacts, self.ties, free, rules)
        barred = [target for target in targets if target in self.closed]
        for target, ways in self.all(barred, rules).items():
            if ways:
                found[target] = ways[0]
        return found

    def all(self, targets: Collection[int], rules: Rules) -> dict[int, list[Way]]:
        """The best way through each introducer, best first."""
        if not targets:
            return {}
        nobody: frozenset[int] = frozenset()
        return {
            target: [way for way in ways if way.hops[0] not in self.closed.get(target, nobody)]
            for target, ways in ways_of(self.contacts, self.ties, targets, rules).items()
        }

    def words(self, way: Way) -> str:
        """Who can introduce, in words for a queue row."""
        before = [call_name(self.names[hop]) for hop in way.hops[:-1]]
        if not before:
            return ""
        return f"{', then '.join(before)}{',' if len(before) > 1 else ''} can introduce"

    def reason(self, way: Way, levels: Mapping[tuple[int, int], int]) -> str:
        """The way in a sentence, with the full names."""
        if len(way.hops) == 1:
            name = self.names[way.hops[0]]
            if way.hops[0] in self.connected:
                return f"you are connected with {name}; no talk yet: write to them yourself"
            return f"you have met {name}"
        links = [
            f", who {_LEVELS[levels[min(one, other), max(one, other)]]} {self.names[other]}"
            for one, other in zip(way.hops, way.hops[1:], strict=False)
        ]
        asked = self.asks.get(way.hops[0], 0)
        again = f"; asked {asked} time{'s' * (asked > 1)} lately" if asked else ""
        return f"ask {self.names[way.hops[0]]}{''.join(links)}{again}"


NO_GROUND = Ground({}, (), (), {}, {}, {})
"""Nobody needs a way in."""


def call_name(name: str) -> str:
    """What somebody is called in a short reason: the first word that is not a title."""
    return next((word for word in name.split() if not word.endswith(".")), name)


def survey(
    book: Book,
    targets: Iterable[int],
    today: date,
    rules: Rules,
    known: Mapping[int, Contacts],
    *,
    every: bool = False,
) -> Ground:
    """The ground around the targets, two ties deep, in at most eight statements.

    `known` are contacts that were read already; those of others are read here. Unless `every` way
    is wanted, people are left out who cannot be on the best way to any target.
    """
    wanted = set(targets)
    if not wanted:
        return NO_GROUND
    reader = _Reader(book, today, rules, known)
    closed, open_asks, made = _introductions(book, wanted, today)
    inner = reader.ties_of(wanted)
    reader.meet(dict.fromkeys(wanted.union(other for _, other, _ in inner), 0.0))
    enough = {} if every else _direct(reader, inner, closed, rules)
    middle = _worth_asking(inner, enough, rules)
    outer = reader.leading_ties({one: least for one, least in middle.items() if one not in wanted})
    reader.meet(_needed(outer, middle, rules, reader.names))
    return Ground(
        reader.names,
        tuple(reader.contacts),
        reader.between(inner + outer),
        closed,
        open_asks,
        reader.asks,
        frozenset(reader.connected),
        made,
    )


class _Reader:
    """Reads people round by round and keeps those who are alive."""

    def __init__(
        self, book: Book, today: date, rules: Rules, known: Mapping[int, Contacts]
    ) -> None:
        self._book = book
        self._today = today
        self._rules = rules
        self._known = known
        after = later(today, -rules.ask_days)
        self.asks = reads.asks(book.connection, after.isoformat(), today.isoformat())
        self.names: dict[int, str] = {}
        self.contacts: list[Contact] = []
        self.connected: set[int] = set()

    def ties_of(self, people: Collection[int]) -> list[reads.TieRow]:
        """Their ties, each seen from one of them."""
        return reads.ties_of(self._book.connection, people) if people else []

    def leading_ties(self, middle: Mapping[int, float]) -> list[reads.TieRow]:
        """Those of their ties over which a better way may lead."""
        if not middle:
            return []
        cold, factors = self._rules.first_hop_floor, self._rules.knows
        return reads.leading_ties(self._book.connection, middle, cold, factors)

    def between(self, ties: Iterable[reads.TieRow]) -> tuple[Tie, ...]:
        """Ties between people who were met by the reader, each once."""
        kept = {
            (one, other, level) if one < other else (other, one, level)
            for one, other, level in ties
            if one in self.names and other in self.names
        }
        return tuple(kept)

    def meet(self, needed: Mapping[int, float]) -> None:
        """Read these people, but for those whose first hop is below what is needed of it."""
        missing = [person for person in needed if person not in self._known]
        others: dict[int, Contacts] = {}
        if missing:
            others = contacts_of(self._book, missing, self._today, self._rules)
        found: dict[int, tuple[Contacts, float]] = {}
        for person, least in needed.items():
            past = self._known.get(person) or others.get(person, NOTHING)
            # Without a contact there is no warmth, whoever it is.
            warm = self._warmth(past) if past is not NOTHING else 0.0
            if least <= 0.0 or least <= self._first_hop(person, warm):
                found[person] = past, warm
        for person, name, met_on, do_not_ask in self._introducers(found):
            past, warm = found[person]
            self.names[person] = name
            if do_not_ask or met_on is not None or past.met:
                asks = self.asks.get(person, 0)
                self.contacts.append(Contact(person, warm, asks, bool(do_not_ask)))
                if past.last is None:
                    self.connected.add(person)

    def _first_hop(self, person: int, warm: float) -> float:
        if not warm and person not in self.asks:
            return self._rules.first_hop_floor
        return first_hop(Contact(person, warm, self.asks.get(person, 0), False), self._rules)

    def _introducers(self, people: Collection[int]) -> list[reads.IntroducerRow]:
        return reads.introducers(self._book.connection, people) if people else []

    def _warmth(self, past: Contacts) -> float:
        if not past.weights:
            return 0.0
        return warmth(past.weights, self._today, self._rules).value or 0.0


def _direct(
    reader: _Reader, ties: Iterable[reads.TieRow], closed: Collection[int], rules: Rules
) -> dict[int, float]:
    """The score of the best way to each target over one person who knows it.

    Targets that somebody declined are left out: what is best for them depends on who it was.
    """
    opening = {
        contact.id: first_hop(contact, rules)
        for contact in reader.contacts
        if not contact.do_not_ask
    }
    found: dict[int, float] = {}
    for target, other, level in ties:
        score = opening.get(other, 0.0) * rules.knows[level - 1]
        if score > found.get(target, 0.0) and target not in closed:
            found[target] = score
    return found


def _worth_asking(
    ties: Iterable[reads.TieRow], enough: Mapping[int, float], rules: Rules
) -> dict[int, float]:
    """Who knows a target, and the least product of first hop and tie that leads to a better way.

    Nobody is in it for whom that product would have to be larger than it can be.
    """
    factors = (0.0, *(max(factor, _LEAST) for factor in rules.knows))
    found: dict[int, float] = {}
    for target, other, level in ties:
        # A little less, so that equal ways are still there for their order by ids.
        least = _EQUAL * enough.get(target, 0.0) / factors[level]
        if least < found.get(other, 2.0):
            found[other] = least
    best = max(factors)
    return {person: least for person, least in found.items() if least <= best}


def _needed(
    ties: Iterable[reads.TieRow],
    middle: Mapping[int, float],
    rules: Rules,
    met: Collection[int],
) -> dict[int, float]:
    """Whom else people in the middle know, and the least first hop that leads to a better way."""
    factors = (0.0, *(max(factor, _LEAST) for factor in rules.knows))
    found: dict[int, float] = {}
    for person, other, level in ties:
        least = middle[person] / factors[level]
        if least <= 1.0 and least < found.get(other, 2.0) and other not in met:
            found[other] = least
    return found


def _introductions(
    book: Book, targets: Iterable[int], today: date
) -> tuple[dict[int, frozenset[int]], dict[int, tuple[str, date | None]], dict[int, str]]:
    """Introducers who will not do it, who is asked now, and who did it; the latest state counts."""
    latest: dict[tuple[int, int], queue_reads.IntroductionRow] = {}
    for row in queue_reads.introductions(book.connection, targets, today.isoformat()):
        latest[row[0], row[1]] = row
    closed: dict[int, frozenset[int]] = {}
    asked: dict[int, tuple[str, date | None]] = {}
    made: dict[int, str] = {}
    for target, via, name, state, asked_on in latest.values():
        if state == "asked":
            on = None if asked_on is None else date.fromisoformat(asked_on)
            asked[target] = call_name(name), on
        elif state == "made":
            made[target] = call_name(name)
        else:
            closed[target] = closed.get(target, frozenset()) | {via}
    return closed, asked, made
