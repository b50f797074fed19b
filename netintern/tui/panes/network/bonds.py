"""What runs between the people of Orbit: who suggested whom, who knows whom, the way to a wish."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from netintern.domain.layout import Dot
    from netintern.services.queries.orbit import Orbit


class Neighbour(NamedTuple):
    """Somebody at the other end of a tie."""

    id: int
    suggested: bool
    """One of the two suggested the other; else they only know each other."""


class Bonds:
    """The people of Orbit by id, and their neighbours."""

    def __init__(self, orbit: Orbit) -> None:
        self.orbit = orbit
        self.drawn: dict[int, Dot] = {dot.id: dot for dot in orbit.dots}
        """Everybody who stands in the picture."""
        self.dots: dict[int, Dot] = {dot.id: dot for dot in (*orbit.hops, *orbit.dots)}
        """They, and who only stands on a way."""
        self.suggestions = self._suggestions()
        self._near: dict[int, dict[int, bool]] | None = None

    def neighbours(self, person: int) -> tuple[Neighbour, ...]:
        """Who suggested them, whom they suggested, then whom they know."""
        if self._near is None:
            self._near = self._joined()
        near = self._near.get(person, {})
        via = self.dots[person].via if person in self.dots else None
        order = sorted(near, key=lambda other: (other != via, not near[other], other))
        return tuple(Neighbour(other, near[other]) for other in order)

    def way(self, person: int) -> tuple[int, ...]:
        """The best way in, from the first to be asked to the person; empty without one."""
        dot = self.dots.get(person)
        if dot is None or dot.met:
            return ()
        hops = self.orbit.ways.get(person, ())
        if not hops:
            return ()
        return hops if hops[-1] == person else (*hops, person)

    def cast(self, way: Sequence[int]) -> tuple[Dot, ...]:
        """Who is drawn, in the order of their ids, if this way is shown."""
        guests = [self.dots[id] for id in way if id in self.dots and id not in self.drawn]
        if not guests:
            return self.orbit.dots
        return tuple(sorted((*self.orbit.dots, *guests), key=lambda dot: dot.id))

    def _suggestions(self) -> tuple[tuple[int, int], ...]:
        """Pairs of who suggested and who was suggested, each once."""
        pairs = dict.fromkeys(
            (dot.via, dot.id) for dot in self.orbit.dots if dot.via is not None
        ) | dict.fromkeys(self.orbit.suggested)
        return tuple(
            (by, person)
            for by, person in pairs
            if by in self.dots and person in self.dots and by != person
        )

    def _joined(self) -> dict[int, dict[int, bool]]:
        near: dict[int, dict[int, bool]] = {}
        for a, b, _level in self.orbit.knows:
            if a in self.dots and b in self.dots:
                near.setdefault(a, {})[b] = False
                near.setdefault(b, {})[a] = False
        for a, b in self.suggestions:
            near.setdefault(a, {})[b] = True
            near.setdefault(b, {})[a] = True
        return near
