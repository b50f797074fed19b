"""`plan --week`: the plan told, changed, booked, and refused in one sentence."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.conftest import Cli


@pytest.fixture
def people(ok: Cli) -> None:
    for name, day in (("Ana Silva", "2026-06-26"), ("Ben Roy", "2026-05-28")):
        ok("add", name, "--tier", 1, today="2026-05-01")
        thanks = [] if name == "Ana Silva" else ["--no-thanks"]
        ok("log", "--with", name, "--on", day, *thanks, today=day)
    ok("add", "Lee Ray", "--wish")


def test_a_dry_run_books_nothing(value: Callable[..., Any], ok: Cli, people: None) -> None:
    plan = value("plan", "--week", "--dry-run")
    assert [(row["person"], row["on"], row["minutes"]) for row in plan] == [
        ("Ana Silva", "2026-06-29", 5),
        ("Ben Roy", "2026-06-30", 40),
        ("Lee Ray", "2026-07-01", 10),
    ]
    text = ok("plan", "--week", "--dry-run").out
    assert text.startswith("3 blocks, 55 of 60 free min\n")
    assert value("week")["planned"] == 0


def test_it_is_booked_as_one_step(value: Callable[..., Any], ok: Cli, people: None) -> None:
    done = value("plan", "--week")
    assert done["label"] == "Week planned: 3 blocks, 55 min, Mon 29 Jun to Wed 1 Jul"
    assert value("week")["planned"] == 55
    again = value("plan", "--week", "--dry-run")
    assert {row["note"][:10] for row in again} == {"booked for"}
    ok("undo")
    assert value("week")["planned"] == 0


def test_rows_are_left_out_by_id_or_name(value: Callable[..., Any], ok: Cli, people: None) -> None:
    first = value("next")[0]["id"]
    plan = value("plan", "--week", "--dry-run", "--without", first, "ben")
    assert {row["person"]: row["note"] for row in plan} == {
        "Ana Silva": "taken off",
        "Ben Roy": "taken off",
        "Lee Ray": "",
    }
    text = ok("plan", "--week", "--dry-run", "--without", "ben").out
    assert "not in it" in text
    assert "taken off" in text


@pytest.mark.parametrize(
    "words",
    [
        ("plan",),
        ("plan", "Ana"),
        ("plan", "Ana", "--on", "wed"),
        ("plan", "Ana", "--on", "wed", "--minutes", "30", "--week"),
        ("plan", "Ana", "--on", "wed", "--minutes", "30", "--dry-run"),
        ("plan", "Ana", "--on", "wed", "--minutes", "30", "--without", "Ben"),
        ("plan", "--week", "--on", "wed"),
        ("plan", "--week", "--without", "Nobody Known"),
    ],
)
def test_what_does_not_go_together(cli: Cli, people: None, words: tuple[str, ...]) -> None:
    run = cli(*words)
    assert run.code in (1, 2)
    assert run.err.count("\n") == 1


def test_nothing_to_plan_is_said(cli: Cli, value: Callable[..., Any]) -> None:
    assert value("plan", "--week", "--dry-run") == []
    run = cli("plan", "--week")
    assert run.code == 2
    assert "Nothing is left to book" in run.err
