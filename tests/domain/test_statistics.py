"""Intervals against their defining equations, and known values."""

from math import comb, exp, factorial, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintern.domain.statistics import (
    extinction_probability,
    garwood,
    rds_reproduction,
    wilson,
)


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        (81, 263, 0.25528852, 0.366209577),
        (0, 20, 0.0, 0.161125158),
        (1, 1, 0.206549314, 1.0),
        (3, 5, 0.230724281, 0.882379226),
    ],
)
def test_wilson(successes: int, trials: int, low: float, high: float) -> None:
    assert wilson(successes, trials) == pytest.approx((low, high), abs=1e-8)


def test_wilson_without_trials_and_with_impossible_ones() -> None:
    assert wilson(0, 0) is None
    for successes, trials in ((-1, 3), (4, 3), (1, 0)):
        with pytest.raises(ValueError, match="not a share"):
            wilson(successes, trials)


@given(st.integers(1, 500), st.data())
def test_wilson_holds_the_share_and_mirrors(trials: int, data: st.DataObject) -> None:
    successes = data.draw(st.integers(0, trials))
    found, mirrored = wilson(successes, trials), wilson(trials - successes, trials)
    assert found is not None
    assert mirrored is not None
    assert 0 <= found[0] <= successes / trials <= found[1] <= 1
    assert found == pytest.approx((1 - mirrored[1], 1 - mirrored[0]), abs=1e-12)


@pytest.mark.parametrize(
    ("count", "low", "high"),
    [
        (0, 0.0, -log(0.025)),
        (1, -log(0.975), 5.571643391),
        (10, 4.795388696, 18.390356042),
        (100, 81.363948, 121.627201),
        (2500, 2402.9509, 2599.9671),
    ],
)
def test_garwood(count: int, low: float, high: float) -> None:
    assert garwood(count) == pytest.approx((low, high), rel=1e-5, abs=1e-8)


@pytest.mark.parametrize("count", [1, 2, 5, 17, 40, 59])
def test_garwood_solves_the_tails(count: int) -> None:
    low, high = garwood(count)

    def below(upto: int, mean: float) -> float:
        return sum(exp(-mean) * mean**seen / factorial(seen) for seen in range(upto + 1))

    assert 1 - below(count - 1, low) == pytest.approx(0.025, abs=1e-9)
    assert below(count, high) == pytest.approx(0.025, abs=1e-9)


@given(st.integers(0, 3000))
def test_garwood_holds_the_count_and_grows(count: int) -> None:
    low, high = garwood(count)
    assert low <= count < high
    assert garwood(count + 1) > (low, high)


def test_garwood_refuses_a_negative_count() -> None:
    with pytest.raises(ValueError, match="cannot be -1"):
        garwood(-1)


@pytest.mark.parametrize(
    ("reproduction", "probability"),
    [(0.0, 1), (0.75, 1), (1.0, 1), (1.5, 0.417188356), (2.0, 0.20318787), (2 * log(2), 0.5)],
)
def test_extinction(reproduction: float, probability: float) -> None:
    assert extinction_probability(reproduction) == pytest.approx(probability, abs=1e-8)


@given(st.floats(1.001, 50))
def test_extinction_is_the_root_below_one(reproduction: float) -> None:
    found = extinction_probability(reproduction)
    assert 0 <= found < 1
    assert exp(reproduction * (found - 1)) == pytest.approx(found, abs=1e-9)


def test_quota_of_three() -> None:
    assert rds_reproduction(3, 0.5) == 1.5
    assert rds_reproduction(3, 0.25) == 0.75
    binomial_mean = sum(k * comb(3, k) * 0.5**3 for k in range(4))
    assert rds_reproduction(3, 0.5) == binomial_mean
