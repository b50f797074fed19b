"""The Friday reflection by commands."""

import io
from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.conftest import Cli

FRIDAY = "2026-07-10"
KEYS = {"week", "talks", "listening", "iqv", "spent", "cap", "overrides", "prompts"}


@pytest.fixture
def week(ok: Cli, summer: None) -> None:
    """Two talks of half an hour and a day on which there was no time for them."""
    for name, circle, key, day in (
        ("Ana Silva", "field", 3, "2026-07-07"),
        ("Ben Roy", "leaders", 4, "2026-07-09"),
    ):
        ok("add", name, "--circle", circle, today="2026-06-01")
        ok("log", "--with", name, "--listening", key, "--minutes", 30, "--no-thanks", today=day)
    ok("override", "coffee was fixed weeks ago", today="2026-07-08")


def test_the_numbers(value: Callable[..., Any], week: None) -> None:
    found = value("review", today=FRIDAY)
    assert set(found) >= KEYS
    assert (found["week"], found["talks"], found["listening"]) == ("2026-W28", 2, 0.6)
    assert (found["spent"], found["cap"], found["streak"]) == (60, 90, 1)
    assert found["overrides"] == [
        {"on": "2026-07-08", "reason": "coffee was fixed weeks ago", "person": None}
    ]
    assert len(found["prompts"]) == 7
    assert found["answers"] == [""] * 7


def test_the_text(ok: Cli, week: None) -> None:
    text = ok("review", today=FRIDAY).out
    assert "2, they spoke 60% of the time" in text
    assert "60 of 90 min, 90 a week agreed Mon 22 Jun, 18 days ago" in text
    assert "R - too early" in text
    assert "Wed 8 Jul: coffee was fixed weeks ago" in text
    assert "boss check-in due: 18 days" in text
    assert "7 Which of your objectives moved" in text


def test_an_old_agreement_is_said(ok: Cli, week: None) -> None:
    assert "ask again" not in ok("review", today="2026-07-20").out
    assert "agreed Mon 22 Jun, 29 days ago; ask again" in ok("review", today="2026-07-21").out


def test_answers_are_one_step(ok: Cli, value: Callable[..., Any], week: None) -> None:
    before = value("history")
    run = ok("review", "--answer", 1, "they never meet", "--answer", 7, "speaking", today=FRIDAY)
    assert run.out == "Reflection: 2 answers\n"
    assert len(value("history")) == len(before) + 1
    assert value("review", today=FRIDAY)["answers"] == [
        "they never meet", "", "", "", "", "", "speaking",
    ]  # fmt: skip
    assert "    > they never meet" in ok("review", "--on", "2026-07-06", today="2026-07-20").out
    listed = value("review", "--list", today=FRIDAY)
    assert [one["text"] for one in listed] == ["they never meet", "speaking"]
    assert "Fri 10 Jul" in ok("review", "--list", today=FRIDAY).out
    ok("undo")
    assert value("review", today=FRIDAY)["answers"] == [""] * 7


def test_asked_one_by_one(
    ok: Cli, value: Callable[..., Any], week: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("a surprise\n\nAna\nq\n"))
    run = ok("review", "--ask", today=FRIDAY)
    assert "4 of 7" in run.out
    assert "5 of 7" not in run.out
    assert run.out.endswith("Reflection: 2 answers\n")
    assert value("review", today=FRIDAY)["answers"][:3] == ["a surprise", "", "Ana"]


@pytest.mark.parametrize("typed", ["", "\n" * 7, "q\n"])
def test_nothing_answered(
    ok: Cli, value: Callable[..., Any], week: None, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    before = value("history")
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    assert ok("review", "--ask", today=FRIDAY).out.endswith("nothing was written.\n")
    assert value("history") == before


def test_an_empty_book(ok: Cli, value: Callable[..., Any]) -> None:
    assert "R - too early" in ok("review").out
    assert value("review")["talks"] == 0
    assert value("review", "--list") == []
    assert ok("review", "--list").out == (
        "Nothing was answered yet. Begin with: netintern review --ask\n"
    )


@pytest.mark.parametrize(
    "words",
    [
        ("--answer", "8", "x"),
        ("--answer", "0", "x"),
        ("--answer", "one", "x"),
        ("--answer", "²", "x"),
        ("--answer", "1"),
        ("--list", "--ask"),
        ("--on", "tomorrow", "--answer", "1", "x"),
        ("--on", "2026-02-30"),
        ("--json", "--ask"),
    ],
)
def test_what_cannot_be(cli: Cli, value: Callable[..., Any], words: tuple[str, ...]) -> None:
    run = cli("review", *words)
    assert (run.code, run.out) == (2, "")
    assert run.err.count("\n") == 1
    assert value("history") == []


def test_fewer_minutes_move_a_talk(ok: Cli, value: Callable[..., Any], week: None) -> None:
    for name, day in (("Ana", 14), ("Ben", 15), ("Ana", 16)):
        ok("plan", name, "--on", f"2026-07-{day}", "--minutes", 30, today=FRIDAY)
    due = {row["id"]: row["due"] for row in value("next", today=FRIDAY)}
    run = ok("checkin", "--agreed", 60, today=FRIDAY)
    assert "Moved: Ana Silva to Thu 23 Jul; no due date changed." in run.out
    coming = value("week", today="2026-07-13")
    assert (coming["budget"], coming["planned"], coming["agreed_on"]) == (60, 60, FRIDAY)
    assert value("week", today="2026-07-20")["planned"] == 30
    after = {row["id"]: row["due"] for row in value("next", today=FRIDAY)}
    assert after == {row: day for row, day in due.items() if row != "o0"}


def test_a_week_to_come_is_refused(cli: Cli, ok: Cli, summer: None) -> None:
    assert ok("review", "--on", "2026-07-05").out.startswith("Reflection")
    run = cli("review", "--on", "2026-07-06")
    assert (run.code, run.out) == (2, "")
    assert "The week of Mon 6 Jul is still to come." in run.err
