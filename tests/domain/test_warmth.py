"""The leaky bucket: its worked examples and its laws."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintern.domain.settings import Rules
from netintern.domain.warmth import NEW, Warmth, band_of, explain, half_life, warmth, weight
from tests.domain.calendars import day

START = date(2026, 6, 1)
weights = st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.75, 1.0])
histories = st.lists(
    st.tuples(st.integers(0, 800).map(lambda n: START + timedelta(days=n)), weights), max_size=15
)
END = START + timedelta(days=800)


@pytest.mark.parametrize(
    ("kind", "outcome", "expected"),
    [
        ("one_on_one", "done", 1.0),
        ("small_group", "done", 0.75),
        ("outbound", "done", 0.1),
        ("one_on_one", "no_answer", 0.1),
        ("call", "declined", 0.0),
        ("call", "cancelled", 0.0),
    ],
)
def test_weight_depends_on_kind_and_outcome(kind: str, outcome: str, expected: float) -> None:
    assert weight(kind, outcome) == expected


@pytest.mark.parametrize(
    ("contact_days", "expected"), [(0, 110), (1, 110), (2, 165), (4, 220), (16, 330), (1000, 365)]
)
def test_half_life_grows_with_contact_up_to_a_year(contact_days: int, expected: float) -> None:
    assert half_life(contact_days) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("after", "value", "shown", "band"),
    [
        (0, 50.0, 50, "warm"),
        (17, 44.920769, 45, "warm"),
        (110, 25.0, 25, "cooling"),
        (365, 5.013000, 5, "cold"),
    ],
)
def test_one_talk_fades(after: int, value: float, shown: int, band: str) -> None:
    found = warmth([(START, 1.0)], START + timedelta(days=after))
    assert found.value == pytest.approx(value)
    assert (found.shown, found.band, found.contact_days) == (shown, band, 1)


def test_two_talks_fade_more_slowly() -> None:
    talks = [(day("2026-07-01"), 1.0), (START, 1.0)]
    assert warmth(talks, day("2026-07-01")).value == pytest.approx(91.387664)
    later = warmth(talks, day("2026-12-13"))
    assert (later.shown, later.half_life, later.last) == (46, 165.0, day("2026-07-01"))


@pytest.mark.parametrize(
    ("talks", "shown"),
    [(1, (50, 41, 28, 16, 5)), (2, (96, 84, 65, 45, 21)), (4, (100, 91, 75, 56, 32))],
)
def test_silence_after_fortnightly_talks(talks: int, shown: tuple[int, ...]) -> None:
    history = [(START + timedelta(days=14 * n), 1.0) for n in range(talks)]
    last = history[-1][0]
    found = tuple(
        warmth(history, last + timedelta(days=silence)).shown for silence in (0, 30, 91, 182, 365)
    )
    assert found == shown


def test_of_one_day_only_the_largest_weight_counts() -> None:
    assert warmth([(START, 0.5), (START, 1.0), (START, 0.5)], START).value == 50


def test_nothing_and_only_future_contact_is_new() -> None:
    assert warmth([], START) == NEW
    assert warmth([(START + timedelta(days=5), 1.0)], START) == NEW
    assert warmth([(START, 0.0)], START) == NEW


def test_an_unanswered_message_warms_a_little_and_is_no_contact() -> None:
    found = warmth([(START, 0.1)], START)
    assert found == Warmth(5.0, 5, "cold", 0, 110.0, None)


@given(histories, st.integers(0, 800), weights)
def test_one_more_interaction_never_lowers_warmth(
    history: list[tuple[date, float]], when: int, amount: float
) -> None:
    before = warmth(history, END).value or 0.0
    after = warmth([*history, (START + timedelta(days=when), amount)], END).value or 0.0
    assert after >= before - 1e-9


@given(histories.filter(lambda found: any(amount for _, amount in found)), st.integers(1, 400))
def test_without_contact_warmth_strictly_falls(
    history: list[tuple[date, float]], wait: int
) -> None:
    now = warmth(history, END)
    then = warmth(history, END + timedelta(days=wait))
    assert now.value is not None
    assert then.value is not None
    assert 0 < then.value < now.value <= 100


@given(histories)
def test_the_order_of_the_history_does_not_matter(history: list[tuple[date, float]]) -> None:
    assert warmth(history, END) == warmth(reversed(history), END)


def test_more_contact_days_than_the_table_holds() -> None:
    history = [(START + timedelta(days=n), 1.0) for n in range(100)]
    assert warmth(history, START + timedelta(days=99)).contact_days == 100


def test_the_numbers_come_from_the_rules() -> None:
    rules = Rules(half_life=10.0, warmth_step=30.0, band_warm=20)
    assert warmth([(START, 1.0)], START, rules).value == 30
    assert warmth([(START, 1.0)], START + timedelta(days=10), rules).value == 15
    assert band_of(20, rules) == "warm"


@pytest.mark.parametrize(
    ("history", "on", "words"),
    [
        ([("2026-06-01", 1.0)], "2026-06-15", "46: talk 14 days ago, halves every 110 days"),
        ([("2026-06-01", 1.0)], "2026-06-01", "50: talk today, halves every 110 days"),
        ([("2026-06-01", 1.0)], "2026-06-02", "50: talk yesterday, halves every 110 days"),
        ([("2026-06-01", 0.1)], "2026-06-02", "5: no answer yet, halves every 110 days"),
        ([], "2026-06-02", "no contact yet"),
    ],
)
def test_the_number_is_explained(history: list[tuple[str, float]], on: str, words: str) -> None:
    found = warmth([(day(text), amount) for text, amount in history], day(on))
    assert explain(found, "one_on_one", day(on)) == words
