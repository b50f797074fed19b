"""Listening share and learning rate."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintern.domain.listening import SHARE_OF_KEY, Listening, listening


def test_weighted_by_minutes() -> None:
    assert listening([(30, 0.7, 2), (60, 0.4, 0)]) == pytest.approx((0.5, 0.5))
    keys = [(30, SHARE_OF_KEY[3], 0), (30, SHARE_OF_KEY[4], 0)]
    assert listening(keys) == pytest.approx((0.6, 0.0))


def test_nothing_to_tell() -> None:
    assert listening([]) == Listening(None, None)
    assert listening([(0, 0.7, 1)]) == Listening(None, 1.0)
    assert listening([(30, None, 0), (30, 0.9, 1)]) == pytest.approx((0.9, 0.5))


@given(
    st.lists(
        st.tuples(
            st.integers(1, 600), st.sampled_from(sorted(SHARE_OF_KEY.values())), st.integers(0, 3)
        ),
        min_size=1,
    )
)
def test_shares_stay_between_the_extremes(talks: list[tuple[int, float | None, int]]) -> None:
    found = listening(talks)
    shares = [share for _, share, _ in talks if share is not None]
    assert found.share is not None
    assert found.learning is not None
    assert min(shares) - 1e-9 <= found.share <= max(shares) + 1e-9
    assert 0 <= found.learning <= 1
