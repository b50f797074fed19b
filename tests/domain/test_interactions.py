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
        (day("2026-06-01"), "message", "done"),
        (day("2026-06-05"), "message", "done"),
        (day("2026-06-09"), "ask", "no_answer"),
        (day("2026-06-10"), "thanks", "done"),
        (day("2026-06-11"), "message", "cancelled"),
        (day("2026-06-12"), None, "done"),
        (day("2026-07-01"), "message", "done"),
    ]
    today = day("2026-06-20")
    assert unanswered(sent, day("2026-06-01"), today) == UnansweredFacts(2, day("2026-06-09"))
    assert unanswered(sent, None, today).unanswered == 3
    assert unanswered(sent, day("2026-07-01")) == UnansweredFacts(0, None)
