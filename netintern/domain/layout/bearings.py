"""Where in a sector somebody stands: a function of facts that do not change.

So nobody else moves when a person is added, merged or deleted, nothing has to be kept, and two
machines draw one picture.
"""

from collections.abc import Mapping
from typing import Final

from netintern.domain.layout.geometry import SPANS
from netintern.domain.layout.values import Dot

PHI: Final = 0.6180339887498949
_NEAR: Final = 0.46
"""Share of the sector over which those are spread whom one person introduced."""
_EDGE: Final = 0.01


class Bearings:
    """The bearings of some people, found when they are asked for."""

    def __init__(self, dots: Mapping[int, Dot]) -> None:
        self._dots = dots
        self._shares: dict[int, float] = {}

    def angle(self, dot: Dot) -> float:
        """The angle of a person who has a circle."""
        assert dot.circle is not None
        start, end = SPANS[dot.circle]
        return start + (end - start) * self.share(dot.id)

    def share(self, person: int) -> float:
        """The place between the two ends of the sector, 0.01-0.99.

        Whoever was introduced within the circle stands near the introducer.
        """
        shares = self._shares
        if person in shares:
            return shares[person]
        chain: dict[int, int] = {}
        one = person
        while one not in shares:
            by = self._introducer(one)
            if by is None:
                shares[one] = _within(one * PHI % 1)
            elif by in chain or by == one:
                # They introduced each other: the first of them in the book begins.
                first = self._first_of_loop(by)
                shares[first] = _within(first * PHI % 1)
                chain.clear()
                one = person
            else:
                chain[one] = by
                one = by
        for other in reversed(chain):
            near = shares[chain[other]] + (other * PHI % 1 - 0.5) * _NEAR
            shares[other] = _within(near)
        return shares[person]

    def _introducer(self, person: int) -> int | None:
        """Who introduced somebody, if drawn in the same sector."""
        dot = self._dots[person]
        by = None if dot.via is None else self._dots.get(dot.via)
        return by.id if by is not None and by.circle == dot.circle else None

    def _first_of_loop(self, person: int) -> int:
        loop = [person]
        while (by := self._introducer(loop[-1])) is not None and by != person:
            loop.append(by)
        return min(loop)


def spread(number: int, ring: int) -> float:
    """The place of an organisation in a sector: in each band a little further on."""
    return _within((number * PHI + ring * 0.17) % 1)


def _within(share: float) -> float:
    """A share that is folded back from the ends, where else all who are too far would gather."""
    if share < _EDGE:
        share = 2 * _EDGE - share
    elif share > 1 - _EDGE:
        share = 2 - 2 * _EDGE - share
    return share
