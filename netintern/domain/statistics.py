"""Intervals and probabilities for small counts, so that no figure is shown without its doubt."""

from math import exp, lgamma, log, sqrt

Interval = tuple[float, float]
"""Lower and upper bound of a 95 % interval."""

_Z = 1.959963984540054
_TAIL = 0.025
_STEPS = 100
_NEGLIGIBLE = 1e-17


def wilson(successes: int, trials: int) -> Interval | None:
    """95 % interval of a share (Wilson 1927, domain rule 2.7); None without trials.

    Raises ValueError when the successes are not between 0 and the trials.
    """
    if not 0 <= successes <= trials:
        raise ValueError(f"{successes} of {trials} is not a share")
    if trials == 0:
        return None
    share = successes / trials
    spread = _Z * _Z / trials
    middle = share + spread / 2
    half = _Z * sqrt(share * (1 - share) / trials + spread / (4 * trials))
    low = 0.0 if successes == 0 else (middle - half) / (1 + spread)
    high = 1.0 if successes == trials else (middle + half) / (1 + spread)
    return low, high


def garwood(count: int) -> Interval:
    """Exact 95 % interval of the mean of a Poisson count (Garwood 1936, domain rule 2.7).

    Found by bisection on the two Poisson tails. Raises ValueError for a negative count.
    """
    if count < 0:
        raise ValueError(f"a count cannot be {count}")
    low = _lower_limit(count) if count else 0.0
    return low, _upper_limit(count)


def extinction_probability(reproduction: float) -> float:
    """Probability, 0-1, that a chain of referrals with Poisson offspring dies out.

    The smallest root of q = exp(R (q - 1)) (branching process, domain rule 2.7); 1 up to R = 1.
    """
    if reproduction <= 1:
        return 1.0
    # Between the two roots the curve lies below the diagonal, deepest at 1 - ln R / R.
    low, high = 0.0, 1 - log(reproduction) / reproduction
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if exp(reproduction * (middle - 1)) > middle:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def rds_reproduction(coupons: float, acceptance: float) -> float:
    """People that one person brings: coupons handed out times the share accepted (rule 2.7)."""
    return coupons * acceptance


def _lower_limit(count: int) -> float:
    """The mean under which `count` or more would be seen with probability .025."""
    low, high = 0.0, float(count)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if _at_least(count, middle) < _TAIL:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _upper_limit(count: int) -> float:
    """The mean under which `count` or fewer would be seen with probability .025."""
    low, high = float(count), count + 10 * sqrt(count + 1) + 10
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if _at_most(count, middle) > _TAIL:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _at_least(count: int, mean: float) -> float:
    """Poisson tail upwards from `count`; the terms fall because the mean is below the count."""
    term = _probability(count, mean)
    total = 0.0
    step = count
    while term > total * _NEGLIGIBLE:
        total += term
        step += 1
        term *= mean / step
    return total


def _at_most(count: int, mean: float) -> float:
    """Poisson tail downwards from `count`; the terms fall because the mean is above the count."""
    term = _probability(count, mean)
    total = 0.0
    step = count
    while step >= 0 and term > total * _NEGLIGIBLE:
        total += term
        term *= step / mean
        step -= 1
    return total


def _probability(count: int, mean: float) -> float:
    if mean <= 0:
        return 1.0 if count == 0 else 0.0
    return exp(count * log(mean) - mean - lgamma(count + 1))
