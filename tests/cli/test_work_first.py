"""Work first by commands: a commitment in one line, focus time, an override with its reason."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.conftest import Cli

TOMORROW = "2026-06-30"


def test_a_commitment_in_one_line(ok: Cli, value: Callable[..., Any]) -> None:
    assert ok("work", "add", "Demo", "tomorrow", "9h").out == "Demo: due Tue 30 Jun, 9 h\n"
    ok("work", "add", "Report chapter 3, due 12 nov")
    ok("work", "add", "Slides by fri", "--due", "2026-07-01", "--hours", "2")
    found = [(one["name"], one["due"], one["hours"]) for one in value("work", "list")]
    assert found == [
        ("Demo", TOMORROW, 9.0),
        ("Slides by fri", "2026-07-01", 2.0),
        ("Report chapter 3", "2026-11-12", None),
    ]
    ok("work", "move", "Demo", "2026-07-02")
    assert value("work", "list")[1]["due"] == "2026-07-02"


@pytest.mark.parametrize("words", [("Demo",), ("Demo", "9h"), ("fri",), ("",)])
def test_what_is_no_commitment(cli: Cli, value: Callable[..., Any], words: tuple[str, ...]) -> None:
    run = cli("work", "add", *words)
    assert (run.code, run.out) == (2, "")
    assert run.err.count("\n") == 1
    assert value("work", "list") == []


def test_the_gate_says_the_two_numbers(ok: Cli, value: Callable[..., Any], summer: None) -> None:
    ok("add", "Ana Silva", "--circle", "field")
    ok("log", "--with", "Ana", "--on", "2026-06-26")
    ok("add", "Lee Ray", "--wish")
    ok("work", "add", "Demo tomorrow 9h")
    afternoon = "2026-06-29T15:00"
    rows = {row["person"]: row["permitted"] for row in value("next", today=afternoon)}
    assert rows == {"Ana Silva": True, "Lee Ray": False}
    gate = value("week", today=afternoon)["gate"]
    assert gate == {"state": "blocked", "reason": "Not now: Demo needs 9 h, 8 h left"}
    ok("override", "they leave today")
    rows = {row["person"]: row["permitted"] for row in value("next", today=afternoon)}
    assert rows == {"Ana Silva": True, "Lee Ray": True}
    assert value("review")["overrides"][0]["reason"] == "they leave today"


def test_focus_time(ok: Cli, value: Callable[..., Any], summer: None) -> None:
    ok("add", "Ana Silva", "--circle", "field")
    ok("log", "--with", "Ana", "--on", "2026-06-26")
    ok("set", "focus_time", "9-11, 13:30-14:00")
    assert "Not now: focus time until 11" in ok("next", today="2026-06-29T10:59").out
    assert [row["permitted"] for row in value("next", today="2026-06-29T10:59")] == [False]
    assert [row["permitted"] for row in value("next", today="2026-06-29T11:00")] == [True]
    # Friday 3 July is a holiday: nobody is at work to be interrupted.
    assert value("week", today="2026-07-03T10:00")["gate"]["state"] == "open"
