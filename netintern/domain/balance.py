"""How broadly somebody networks: evenness over the four circles and the circle to visit next."""

from collections.abc import Mapping
from math import log
from typing import NamedTuple

from netintern.domain.vocabulary import CIRCLES, Circle

_TIE_DIGITS = 9
"""Decimals of a shortfall, in conversations, beyond which two are equal."""


class Breadth(NamedTuple):
    """Evenness of conversations over the four circles; all None but `total` without any."""

    total: float
    """Conversations in a circle; people without a circle do not count."""
    blau: float | None
    """1 - sum of squared shares, 0 to 0.75."""
    iqv: float | None
    """Blau stretched to 0-1; 1 is perfectly even. The headline."""
    shannon: float | None
    """Entropy in nats, 0 to ln 4."""
    evenness: float | None
    """Entropy as a share of its largest value, 0-1."""


def breadth(counts: Mapping[str, float]) -> Breadth:
    """Evenness of the counts per circle (domain rule 2.6: Blau, IQV, Shannon).

    Fractions are allowed; what is not one of the four circles is left out.
    """
    numbers = [counts.get(circle, 0) for circle in CIRCLES]
    total = sum(numbers)
    if total <= 0:
        return Breadth(total, None, None, None, None)
    shares = [number / total for number in numbers]
    blau = 1 - sum(share * share for share in shares)
    shannon = sum(-share * log(share) for share in shares if share > 0)
    kinds = len(CIRCLES)
    return Breadth(total, blau, kinds / (kinds - 1) * blau, shannon, shannon / log(kinds))


def iqv_from_percent(kinds: int, sum_of_squares: float) -> float:
    """IQV, 0-1, from the sum of squared percentages over `kinds` groups (domain rule 2.6).

    Raises ValueError for fewer than two groups, among which nothing can be even.
    """
    if kinds < 2:
        raise ValueError("evenness needs at least two groups")
    return kinds / (kinds - 1) * (1 - sum_of_squares / 10_000)


def next_circle(counts: Mapping[str, float], targets: Mapping[str, float]) -> Circle:
    """The circle to invite next: the largest target * (N + 1) - n (domain rule 2.6).

    Ties go to the first in the order field, adjacent, leaders, culture.
    """
    coming = sum(counts.get(circle, 0) for circle in CIRCLES) + 1

    def shortfall(circle: Circle) -> float:
        # Rounded, so that equal shortfalls are equal whatever the binary fractions say.
        return round(targets.get(circle, 0.0) * coming - counts.get(circle, 0), _TIE_DIGITS)

    return max(CIRCLES, key=shortfall)
