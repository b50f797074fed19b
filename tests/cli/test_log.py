"""Recording talks: the options, their defaults, and what is refused."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.conftest import Cli


@pytest.fixture(autouse=True)
def _people(ok: Cli) -> None:
    ok("add", "Ana Silva", "--circle", "field", "--tier", 2, today="2026-06-01")
    ok("add", "Ben Roy", "--circle", "leaders", today="2026-06-01")


def test_with_alone_is_a_talk_of_thirty_minutes_today(value: Callable[..., Any]) -> None:
    value("log", "--with", "Ana")
    (talk,) = value("show", "Ana")["interactions"]
    assert (talk["on"], talk["kind"]) == ("2026-06-29", "one_on_one")
    assert (talk["minutes"], talk["own_time"]) == (30, False)
    week = value("week")
    assert week["spent"] == 30
    assert week["snowball"]["asked"] == 0


def test_several_people(value: Callable[..., Any]) -> None:
    value("log", "--with", "Ana", "Ben", "--kind", "small_group", "--minutes", 45)
    (talk,) = value("show", "Ben")["interactions"]
    assert (talk["kind"], talk["minutes"], talk["with"]) == ("small_group", 45, ["Ana Silva"])
    assert value("week")["spent"] == 45


def test_the_same_person_twice_counts_once(value: Callable[..., Any]) -> None:
    value("log", "--with", "Ana", "Silva")
    assert len(value("show", "Ana")["interactions"]) == 1


def test_an_outbound_is_a_message(value: Callable[..., Any]) -> None:
    value("log", "--with", "Ana", "--kind", "outbound")
    (talk,) = value("show", "Ana")["interactions"]
    assert (talk["kind"], talk["purpose"]) == ("outbound", "message")


def test_a_suggestion_counts_as_asked(value: Callable[..., Any]) -> None:
    receipt = value("log", "--with", "Ana", "--suggested", "Cai Wu (adjacent) 3", "Dan Ox")
    assert len(receipt["ids"]) == 3
    cai = value("show", "Cai")
    assert (cai["circle"], cai["via"], cai["wish"] or cai["tracked"]) == (
        "adjacent",
        "Ana Silva",
        True,
    )
    assert [(tie["name"], tie["knows"]) for tie in cai["ties"]] == [("Ana Silva", 3)]
    assert value("show", "Dan")["ties"][0]["knows"] == 2
    ball = value("week")["snowball"]
    assert (ball["asked"], ball["referrals"]) == (1, 2)


def test_an_equal_name_is_that_person(value: Callable[..., Any]) -> None:
    value("log", "--with", "Ana", "--suggested", "ben roy 3")
    assert len(value("list")) == 2
    assert value("show", "Ben")["via"] == "Ana Silva"


def test_a_resembling_name_is_refused(cli: Cli, value: Callable[..., Any]) -> None:
    run = cli("log", "--with", "Ana", "--suggested", "Benn Roy")
    assert run.code == 2
    assert "Ben Roy" in run.err
    assert value("show", "Ana")["interactions"] == []


def test_promises_come_in_pairs(value: Callable[..., Any]) -> None:
    value("log", "--with", "Ana", "--promised", "slides", "--by", "fri", "--promised", "a link",
          "--they-promised", "the paper", "--by", "2026-07-10")  # fmt: skip
    found = {each["text"]: each for each in value("show", "Ana")["promises"] if each["text"]}
    assert found["slides"]["due"] == "2026-07-03"
    assert found["a link"]["direction"] == "mine"
    assert (found["the paper"]["direction"], found["the paper"]["due"]) == ("theirs", "2026-07-10")


def test_days_prefer_the_past_and_follow_ups_the_future(value: Callable[..., Any]) -> None:
    value("log", "--with", "Ana", "--on", "fri", "--next", "fri", "--no-thanks")
    page = value("show", "Ana")
    assert page["interactions"][0]["on"] == "2026-06-26"
    assert page["due"] == "2026-07-03"


def test_no_thanks(value: Callable[..., Any]) -> None:
    value("log", "--with", "Ana", "--no-thanks")
    assert value("show", "Ana")["promises"] == []


def test_dry_run_writes_nothing(value: Callable[..., Any], ok: Cli) -> None:
    words = ["log", "--with", "Ana", "--on", "yesterday", "--minutes", 20, "--suggested",
             "Cai Wu (adjacent)", "--promised", "slides", "--by", "fri", "--learned", "much",
             "--next", "2w", "--own-time", "--dry-run"]  # fmt: skip
    assert value(*words) == {
        "with": ["Ana Silva"],
        "on": "2026-06-28",
        "minutes": 20,
        "kind": "one_on_one",
        "own_time": True,
        "organisation": None,
        "tags": [],
        "suggested": [{"name": "Cai Wu", "circle": "adjacent"}],
        "promised": [{"text": "slides", "by": "2026-07-03"}],
        "they_promised": [],
        "learned": "much",
        "next": "2026-07-13",
        "unsure": [],
    }
    text = ok(*words).out
    assert "Ana Silva" in text
    assert "Cai Wu (adjacent)" in text
    assert value("show", "Ana")["interactions"] == []


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--with", "Ana", "--minutes", "0"],
        ["--with", "Ana", "--minutes", "1441"],
        ["--with", "Ana", "--minutes", "ten"],
        ["--with", "Ana", "--kind", "coffee"],
        ["--with", "Ana", "--on", "tomorrow"],
        ["--with", "Ana", "--on", "2026-02-30"],
        ["--with", "Ana", "--on", "blursday"],
        ["--with", "Ana", "--listening", "6"],
        ["--with", "Ana", "--by", "fri"],
        ["--with", "Ana", "--promised", "x", "--by", "2026-13-01"],
        ["--with", "Ana", "--promised", "x", "--by", "fri", "--by", "mon"],
        ["--with", "Ana", "--suggested", "(leaders) 2"],
        ["--with", "Ana", "--suggested", "Cai Wu (friends)"],
        ["--with", "Ana", "--suggested", "Cai Wu 7"],
        ["--with", "Ana", "--suggested", "Ana Silva"],
        ["--with", "Ana", "--gave", "money"],
        ["--with", "Ana", "--asked", "money"],
        ["--with", "Ana", "--who-else", "maybe"],
        ["--with", "Ana", "--next", "2020-01-01"],
    ],
)
def test_wrong_values_are_refused_and_nothing_is_written(
    cli: Cli, value: Callable[..., Any], words: list[str]
) -> None:
    before = value("history")
    run = cli("log", *words)
    assert run.code == 2, run
    assert run.out == ""
    assert run.err.startswith("netintern: ")
    assert run.err.count("\n") == 1
    assert value("history") == before


def test_nobody_of_that_name(cli: Cli) -> None:
    assert cli("log", "--with", "Zed").code == 1
