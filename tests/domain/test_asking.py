"""The balance of asking and giving."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintern.domain.asking import ASK_WEIGHTS, GIVE_WEIGHTS, AskBalance, AskEvent, ask_balance
from netintern.domain.settings import DEFAULT_RULES
from netintern.domain.vocabulary import ASK_KINDS, GIVE_KINDS, AskKind

ON = date(2026, 6, 30)
HISTORY: list[AskEvent] = [
    (date(2026, 6, 1), "ask", "advice"),
    (date(2026, 6, 2), "give", "thanks"),
    (date(2026, 6, 10), "ask", "introduction"),
    (date(2026, 6, 24), "give", "update"),
]


def test_every_kind_has_a_weight() -> None:
    assert set(ASK_KINDS) == ASK_WEIGHTS.keys()
    assert set(GIVE_KINDS) == GIVE_WEIGHTS.keys()


@pytest.mark.parametrize(("next_ask", "fair"), [("review", True), ("job_referral", False)])
def test_balance(next_ask: AskKind, fair: bool) -> None:
    assert ask_balance(HISTORY, ON, next_ask) == AskBalance(3, 2, -1, fair)


@pytest.mark.parametrize(("age", "counts"), [(-1, 0), (0, 3), (89, 3), (90, 0)])
def test_window(age: int, counts: int) -> None:
    events: list[AskEvent] = [(ON - timedelta(days=age), "ask", "job_referral")]
    found = ask_balance(events, ON)
    assert found == AskBalance(counts, 0, -counts, counts == 0)


def test_rules_move_window_and_credit() -> None:
    rules = DEFAULT_RULES._replace(ask_window=10, ask_credit=0)
    assert ask_balance(HISTORY, ON, "names", rules) == AskBalance(0, 1, 1, True)
    assert not ask_balance([], ON, "names", rules).may_ask


@given(st.lists(st.sampled_from(HISTORY)), st.sampled_from(GIVE_KINDS))
def test_giving_never_closes_the_door(events: list[AskEvent], gift: str) -> None:
    before = ask_balance(events, ON, "review")
    after = ask_balance([*events, (ON, "give", gift)], ON, "review")  # type: ignore[list-item]
    assert after.net > before.net
    assert after.may_ask or not before.may_ask
