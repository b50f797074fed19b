"""What talks and messages bring about."""

import pytest

from netintern.domain.interactions import NewObligation, UnansweredFacts, arising, unanswered
from netintern.domain.vocabulary import InteractionKind
from tests.domain.calendars import AMERICAN, day

TUESDAY = day("2026-06-02")


@pytest.mark.parametrize(
    ("kind", "owed"),
    [
        ("one_on_one", ["thanks"]),
        ("call", ["thanks"]),
        ("small_group", ["thanks"]),
        ("inbound", ["reply"]),
        ("exchange", []),
        ("group_event", []),
        ("outbound", []),
    ],
)
def test_what_arises_from_what(kind: InteractionKind, owed: list[str]) -> None:
    assert [new.kind for new in arising(kind, TUESDAY, (), AMERICAN)] == owed


def test_days_of_what_arises() -> None:
    found = arising("one_on_one", TUESDAY, {"names", "advice"}, AMERICAN)
    assert found == (
        NewObligation("thanks", day("2026-06-03"), ""),
        NewObligation("report", day("2026-06-16"), "what came of the advice"),
    )
    assert arising("inbound", day("2026-07-02"), (), AMERICAN)[0].due == day("2026-07-06")


def test_no_thanks_and_advice_only_asked_for() -> None:
    assert arising("call", TUESDAY, (), AMERICAN, thanks=False) == ()
    assert arising("outbound", TUESDAY, ("advice",), AMERICAN) == ()


def test_only_messages_and_asks_after_the_last_contact_wait_for_an_answer() -> None:
    sent = [
        (day("2026-06-01"), "outbound", "message", "done"),
        (day("2026-06-05"), "outbound", "message", "done"),
        (day("2026-06-09"), "outbound", "ask", "no_answer"),
        (day("2026-06-10"), "outbound", "thanks", "done"),
        (day("2026-06-10"), "outbound", "thanks", "no_answer"),
        (day("2026-06-11"), "outbound", "message", "cancelled"),
        (day("2026-06-12"), "outbound", None, "done"),
        (day("2026-06-12"), "call", None, "done"),
        (day("2026-07-01"), "outbound", "message", "done"),
    ]
    today = day("2026-06-20")
    assert unanswered(sent, day("2026-06-01"), today) == UnansweredFacts(2, day("2026-06-09"))
    assert unanswered(sent, None, today).unanswered == 3
    assert unanswered(sent, day("2026-07-01")) == UnansweredFacts(0, None)


def test_a_call_that_nobody_took_counts_and_a_day_counts_once() -> None:
    sent = [
        (day("2026-06-05"), "call", None, "no_answer"),
        (day("2026-06-05"), "outbound", "message", "done"),
        (day("2026-06-05"), "outbound", "ask", "done"),
    ]
    assert unanswered(sent, None) == UnansweredFacts(1, day("2026-06-05"))
    sent.append((day("2026-06-08"), "one_on_one", None, "no_answer"))
    assert unanswered(sent, None) == UnansweredFacts(2, day("2026-06-08"))
