"""Values that cannot be: one sentence, exit 2, and nothing written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli

WRONG = [
    ["add", ""],
    ["add", "   "],
    ["add", "\u200b\x1b[31m"],
    ["add", "Zoe", "--circle", "friends"],
    ["add", "Zoe", "--tier", "5"],
    ["add", "Zoe", "--tier", "0"],
    ["add", "Zoe", "--tier", "two"],
    ["add", "Zoe", "--knows", "2"],
    ["add", "Zoe", "--via", "Ana", "--knows", "4"],
    ["edit", "Ana", "--name", ""],
    ["edit", "Ana", "--cadence", "-3"],
    ["edit", "Ana", "--leaves", "2026-02-30"],
    ["edit", "Ana", "--track", "--untrack"],
    ["list", "--circle", "friends"],
    ["tie", "Ana", "Ana"],
    ["tie", "Ana", "Ben", "--knows", "9"],
    ["next", "-n", "0"],
    ["next", "--minutes", "0"],
    ["plan", "Ana", "--on", "2026-06-31", "--minutes", "30"],
    ["plan", "Ana", "--on", "wed", "--minutes", "0"],
    ["plan", "Ana", "--on", "wed"],
    ["plan", "Ana", "--on", "2026-06-01", "--minutes", "30"],
    ["week", "--on", "someday"],
    ["checkin"],
    ["checkin", "--agreed", "-1"],
    ["checkin", "--agreed", "2401"],
    ["set", "own_budget", "2401"],
    ["checkin", "--agreed", "90", "--on", "2026-07-10"],
    ["work", "add", "Demo"],
    ["work", "add", "Demo", "--due", "never"],
    ["work", "add", "Demo", "--due", "fri", "--hours", "-1"],
    ["work", "add", "Demo", "--due", "fri", "--hours", "nan"],
    ["experience", "add", "--kind", "holiday", "--org", "Acme", "--start", "2026-06-01"],
    ["experience", "add", "--org", "Acme", "--start", "2026-06-31"],
    ["experience", "add", "--org", "Acme", "--start", "2026-08-01", "--end", "2026-06-01"],
    ["calendar", "holiday", "2026-02-30"],
    ["calendar", "quiet", "2026-07-19..2026-07-13"],
    ["override", " "],
    ["undo", "0"],
    ["undo", "x"],
    ["export", "x.pdf", "--format", "pdf"],
]


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_a_wrong_value_is_one_sentence(
    cli: Cli, ok: Cli, value: Callable[..., Any], words: list[str]
) -> None:
    ok("add", "Ana Silva")
    ok("add", "Ben Roy")
    before = value("history")
    run = cli(*words)
    assert run.code == 2, run
    assert run.out == ""
    assert run.err.startswith("netintern: ")
    assert run.err.count("\n") == 1
    assert len(run.err) < 300
    assert value("history") == before


@pytest.mark.parametrize("words", WRONG, ids=" ".join)
def test_a_wrong_value_makes_no_undo_step_in_a_new_book(
    cli: Cli, value: Callable[..., Any], path: Path, words: list[str]
) -> None:
    assert cli(*words).code in (1, 2)
    assert value("history") == []


@pytest.mark.parametrize("name", ["I", "me", " Myself"])
@pytest.mark.parametrize(
    "words",
    [
        ["log", "--with"],
        ["tie", "Ivo Met"],
        ["introduce", "Ivo Met", "--via"],
        ["plan", "--on", "fri", "--minutes", "20"],
        ["event", "add", "Fair", "--on", "fri", "--hoped"],
        ["add", "Cai Wu", "--via"],
        ["merge", "Ivo Met"],
    ],
    ids=" ".join,
)
def test_oneself_is_never_the_beginning_of_a_name(
    cli: Cli, ok: Cli, value: Callable[..., Any], words: list[str], name: str
) -> None:
    ok("add", "Ivo Met")
    ok("add", "Myselfine Orr")
    before = value("history")
    run = cli(*words, name)
    assert (run.code, run.out) == (2, "")
    assert run.err == f"netintern: {name.strip()} is you. Name the other person.\n"
    assert value("history") == before
