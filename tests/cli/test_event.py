"""Events on the command line."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.conftest import Cli


@pytest.fixture(autouse=True)
def _fair(ok: Cli) -> None:
    ok("add", "Ana Silva", today="2026-06-01")
    ok("event", "add", "Career fair", "--kind", "association", "--on", "2026-06-26", "--minutes",
       90, "--place", "Hall 2", "--hoped", "Ana", today="2026-06-22")  # fmt: skip


def test_list(value: Callable[..., Any], ok: Cli) -> None:
    assert value("event", "list") == [
        {
            "id": 1,
            "title": "Career fair",
            "kind": "association",
            "on": "2026-06-26",
            "minutes": 90,
            "place": "Hall 2",
            "hoped": ["Ana Silva"],
            "logged": False,
            "met": [],
        }
    ]
    text = ok("event", "list").out
    assert "Career fair" in text
    assert "hoping for Ana Silva" in text


def test_its_minutes_are_planned(value: Callable[..., Any], ok: Cli) -> None:
    before = value("week")
    ok("event", "add", "Brown bag", "--on", "2026-07-01", "--minutes", 45)
    ok("event", "add", "Gala", "--on", "2026-07-02", "--own-time")
    week = value("week")
    assert (week["planned"], week["remaining"]) == (45, before["remaining"] - 45)
    days = [line for line in ok("week").out.splitlines() if "Brown bag" in line or "Gala" in line]
    assert [" ".join(line.split()) for line in days] == [
        "Wed 1 Jul 45 min Brown bag, 45 planned",
        "Thu 2 Jul Gala",
    ]


def test_log(value: Callable[..., Any], ok: Cli) -> None:
    receipt = value("event", "log", 1, "--with", "Ana", "Dee Katz", "--new",
                    "Ben Roy (leaders) @Acme", "--next", "2026-07-06", "--minutes", 60)  # fmt: skip
    assert receipt["label"] == (
        "Career fair: event on Fri 26 Jun, 60 min, met Ana Silva, Dee Katz and Ben Roy,"
        " new: Dee Katz and Ben Roy"
    )
    (line,) = value("event", "list")
    assert line["logged"]
    assert line["met"] == ["Ana Silva", "Ben Roy", "Dee Katz"]
    assert line["hoped"] == []
    ben = value("show", "Ben")
    assert (ben["circle"], ben["organisation"], ben["met"]) == ("leaders", "Acme", True)
    (talk,) = ben["interactions"]
    assert (talk["kind"], talk["minutes"], talk["on"]) == ("group_event", 60, "2026-06-26")
    assert value("show", "Ana")["due"] == "2026-07-06"
    ok("undo")
    assert not value("event", "list")[0]["logged"]
    assert len(value("list")) == 1


def test_nothing_yet(value: Callable[..., Any], ok: Cli) -> None:
    ok("undo")
    assert value("event", "list") == []
    assert "No event" in ok("event", "list").out


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["add", " ", "--on", "2026-07-01"],
        ["add", "Fair"],
        ["add", "Fair", "--on", "2026-02-30"],
        ["add", "Fair", "--on", "2026-07-01", "--minutes", "0"],
        ["add", "Fair", "--on", "2026-07-01", "--kind", "party"],
        ["log", "1"],
        ["log", "one", "--with", "Ana"],
        ["log", "1", "--with", "Anna Silva"],
        ["log", "1", "--with", "Ana", "--minutes", "1441"],
        ["log", "1", "--new", "(leaders)"],
        ["log", "1", "--new", "Ben Roy (friends)"],
        ["log", "1", "--with", "Ana", "--next", "2020-01-01"],
    ],
)
def test_what_cannot_be(cli: Cli, value: Callable[..., Any], words: list[str]) -> None:
    before = value("history")
    run = cli("event", *words)
    assert run.code == 2, run
    assert run.out == ""
    assert run.err.count("\n") == 1
    assert value("history") == before


def test_an_event_to_come_cannot_be_logged(cli: Cli, ok: Cli) -> None:
    ok("event", "add", "Later", "--on", "2026-07-01")
    assert cli("event", "log", 2, "--with", "Ana").code == 2
    assert cli("event", "log", 1, "--with", "#99").code == 1


def test_an_event_that_is_not_there(cli: Cli) -> None:
    run = cli("event", "log", 9, "--with", "Ana")
    assert (run.code, run.out) == (1, "")
    assert run.err.startswith("netintern: There is no event 9.")


def test_the_circle_that_is_wrong_is_named(cli: Cli) -> None:
    run = cli("event", "log", 1, "--new", "Ben Roy (friends)")
    words = "netintern: 'friends' is not a circle: field, adjacent, leaders, culture.\n"
    assert (run.code, run.err) == (2, words)


@pytest.mark.parametrize("how", ["--with", "--new"])
@pytest.mark.parametrize("name", ["me", "I", "Myself"])
def test_oneself_was_not_met(cli: Cli, ok: Cli, how: str, name: str) -> None:
    for known in ("Mei Tanaka", "Ivo Met"):
        ok("add", known)
    run = cli("event", "log", 1, how, name)
    assert (run.code, run.out) == (2, "")
    assert f"{name} is you." in run.err
