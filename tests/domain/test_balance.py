"""Breadth over the circles and the circle to visit next."""

from math import log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netintern.domain.balance import breadth, iqv_from_percent, next_circle
from netintern.domain.vocabulary import CIRCLES

TARGETS = {"field": 0.4, "adjacent": 0.2, "leaders": 0.2, "culture": 0.2}
counts_of = st.fixed_dictionaries({circle: st.integers(0, 50) for circle in CIRCLES})


def _counts(*numbers: float) -> dict[str, float]:
    return dict(zip(CIRCLES, numbers, strict=True))


@pytest.mark.parametrize(
    ("numbers", "blau", "iqv"),
    [
        ((5, 5, 5, 5), 0.75, 1.0),
        ((8, 0, 0, 0), 0.0, 0.0),
        ((6, 2, 0, 0), 0.375, 0.5),
        ((4, 2, 1, 1), 0.65625, 0.875),
        ((4, 2, 0, 2), 0.625, 0.8333333333),
        ((0.5, 0.5, 0, 0), 0.5, 2 / 3),
    ],
)
def test_breadth(numbers: tuple[float, ...], blau: float, iqv: float) -> None:
    found = breadth(_counts(*numbers))
    assert found.total == sum(numbers)
    assert found.blau == pytest.approx(blau)
    assert found.iqv == pytest.approx(iqv)


def test_breadth_of_nothing_and_of_the_circleless() -> None:
    assert breadth({}) == (0, None, None, None, None)
    assert breadth({"": 7, "field": 2, "leaders": 2}) == breadth({"field": 2, "leaders": 2})


def test_entropy() -> None:
    found = breadth(_counts(1, 1, 0, 0))
    assert found.shannon == pytest.approx(log(2))
    assert found.evenness == pytest.approx(0.5)


@given(counts_of)
def test_breadth_stays_in_range_and_forgets_the_order(counts: dict[str, int]) -> None:
    found = breadth(counts)
    turned = breadth(dict(zip(CIRCLES, reversed(counts.values()), strict=True)))
    if found.iqv is None or found.evenness is None:
        assert sum(counts.values()) == 0
    else:
        assert -1e-12 <= found.iqv <= 1 + 1e-12
        assert -1e-12 <= found.evenness <= 1 + 1e-12
        assert turned.iqv == pytest.approx(found.iqv)


def test_iqv_from_percent() -> None:
    assert iqv_from_percent(20, 7525) == pytest.approx(0.2605263)
    assert iqv_from_percent(4, 2500) == 1
    with pytest.raises(ValueError, match="two groups"):
        iqv_from_percent(1, 10_000)


@pytest.mark.parametrize(
    ("numbers", "circle"),
    [
        ((0, 0, 0, 0), "field"),
        ((4, 2, 1, 1), "leaders"),
        ((4, 2, 0, 2), "leaders"),
        ((2, 1, 1, 0), "culture"),
        ((9, 0, 0, 0), "adjacent"),
    ],
)
def test_next_circle(numbers: tuple[float, ...], circle: str) -> None:
    assert next_circle(_counts(*numbers), TARGETS) == circle


@settings(deadline=None)
@given(counts_of)
def test_following_the_hint_reaches_the_targets(counts: dict[str, int]) -> None:
    total = sum(counts.values())
    for _ in range(400):
        circle = next_circle(counts, TARGETS)
        counts = {**counts, circle: counts[circle] + 1}
    assert all(abs(counts[circle] / (total + 400) - TARGETS[circle]) < 0.01 for circle in CIRCLES)
