"""Introductions on the command line."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.conftest import Cli


@pytest.fixture(autouse=True)
def _people(ok: Cli) -> None:
    ok("add", "Ana Silva", "--circle", "field", today="2026-06-01")
    ok("add", "Ben Roy", "--wish", today="2026-06-01")
    ok("add", "Cai Wu", "--wish", today="2026-06-01")
    ok("log", "--with", "Ana", "--no-thanks", today="2026-06-01")


def lane(value: Callable[..., Any], name: str, today: str) -> tuple[str, str]:
    """Lane and reason of somebody in the queue, or why they are hidden."""
    for row in value("next", today=today):
        if row["person"] == name:
            return row["lane"], row["reason"]
    return next(
        (row["hidden"], "") for row in value("next", "--hidden", today=today)
        if row["person"] == name
    )  # fmt: skip


def test_from_the_question_to_the_thanks(value: Callable[..., Any], ok: Cli) -> None:
    receipt = value("introduce", "Ben", "--via", "Ana", today="2026-06-15")
    (number,) = receipt["ids"]
    assert receipt["label"] == "Ana Silva: asked for an introduction to Ben Roy"
    assert lane(value, "Ben Roy", "2026-06-18")[0] == "waiting"
    assert lane(value, "Ben Roy", "2026-06-22") == ("grow", "ask Ana again, or let it rest")
    assert value("introduce", "list", today="2026-06-18") == [
        {
            "id": number,
            "target_id": 2,
            "target": "Ben Roy",
            "via_id": 1,
            "via": "Ana Silva",
            "state": "asked",
            "asked_on": "2026-06-15",
            "made_on": None,
            "met_on": None,
            "days": 3,
        }
    ]
    assert "asked 3 days ago" in ok("introduce", "list", today="2026-06-18").out
    value("introduce", "advance", number, "made", "--on", "yesterday", today="2026-06-19")
    assert lane(value, "Ben Roy", "2026-06-19")[0] == "owe"
    assert value("show", "Ben")["via"] == "Ana Silva"
    value("log", "--with", "Ben", "--no-thanks", today="2026-06-22")
    assert value("show", "Ben")["introductions"][0]["state"] == "met"
    assert lane(value, "Ana Silva", "2026-06-22") == (
        "owe",
        "thank-you: tell them how it went with Ben Roy, by Tue 23 Jun",
    )
    ok("done", "Ana", today="2026-06-22")
    assert value("show", "Ben")["introductions"][0]["state"] == "thanked"
    assert value("introduce", "list") == []
    ok("undo")
    assert value("introduce", "list")[0]["state"] == "met"


def test_a_second_question_to_the_same_person_warns(cli: Cli, ok: Cli) -> None:
    ok("introduce", "Ben", "--via", "Ana", today="2026-06-26")
    run = cli("introduce", "Cai", "--via", "Ana")
    assert run.code == 0
    assert "asked for an introduction to Cai Wu" in run.out
    assert run.err == (
        "netintern: You already wait for Ana Silva's introduction to Ben Roy (asked 3 days ago).\n"
    )


def test_recorded(value: Callable[..., Any]) -> None:
    receipt = value("introduce", "record", "Ana", "Dee Katz", "--circle", "leaders", "--knows", 3)
    page = value("show", "Dee")
    assert receipt["ids"][1] == page["id"]
    assert (page["via"], page["circle"], page["tracked"]) == ("Ana Silva", "leaders", True)
    assert [(tie["name"], tie["knows"]) for tie in page["ties"]] == [("Ana Silva", 3)]
    value("introduce", "record", 1, 2)
    assert value("show", "Ben")["introductions"][0]["state"] == "made"


def test_suggested_without_a_talk(value: Callable[..., Any]) -> None:
    receipt = value("introduce", "suggested", "Ana", "Dee Katz (culture) 3", "Ben Roy")
    assert receipt["label"] == "Ana Silva: suggested Dee Katz and Ben Roy"
    dee = value("show", "Dee")
    assert (dee["via"], dee["circle"], dee["ties"][0]["knows"]) == ("Ana Silva", "culture", 3)
    assert value("show", "Ben")["ties"][0]["knows"] == 2


def test_silent_and_declined(value: Callable[..., Any], ok: Cli) -> None:
    for target, state in (("Ben", "declined"), ("Cai", "silent")):
        number = value("introduce", target, "--via", 1, today="2026-06-01")["ids"][0]
        ok("introduce", "advance", number, state, today="2026-06-10")
        assert value("show", target)["introductions"][0]["state"] == state
    assert "No introduction is under way" in ok("introduce", "list").out


@pytest.mark.parametrize(
    "words",
    [
        ["Ben"],
        ["Ben", "--via", "Ben"],
        ["Ben", "--via", "Ana"],
        ["Ben", "--via", "Ana", "--on", "yesterday"],
        ["advance"],
        ["advance", "1"],
        ["advance", "1", "lost"],
        ["advance", "one", "made"],
        ["advance", "1", "thanked"],
        ["advance", "1", "made", "--on", "tomorrow"],
        ["advance", "1", "made", "--on", ""],
        ["advance", "1", "made", "--on", "2026-06-01"],
        ["record", "Ana"],
        ["record", "Ana", "Ana Silva"],
        ["record", "Ana", "Benn Roy"],
        ["record", "Ana", "Eve", "--circle", "friends"],
        ["suggested", "Ana"],
        ["suggested", "Ana", "(leaders)"],
        ["suggested", "Ana", "Dee Katz (friends)"],
        ["suggested", "Ana", "Dee Katz 7"],
        ["list", "all"],
        [],
    ],
)
def test_what_cannot_be(cli: Cli, ok: Cli, value: Callable[..., Any], words: list[str]) -> None:
    ok("introduce", "Ben", "--via", "Ana", today="2026-06-26")
    before = value("history")
    run = cli("introduce", *words)
    assert run.code == 2, run
    assert run.out == ""
    assert run.err.count("\n") == 1
    assert value("history") == before


def test_do_not_ask(cli: Cli, ok: Cli) -> None:
    ok("edit", "Ana", "--do-not-ask")
    run = cli("introduce", "Ben", "--via", "Ana")
    assert run.code == 2
    assert "not to be asked" in run.err


def test_nobody_of_that_name(cli: Cli) -> None:
    assert cli("introduce", "Zed", "--via", "Ana").code == 1


def test_the_help_shows_every_form(ok: Cli) -> None:
    text = ok("introduce", "--help").out
    for form in ("TARGET --via PERSON", "advance ID made|met|thanked|declined|silent", "list"):
        assert form in text


def test_an_introduction_that_is_not_there(cli: Cli) -> None:
    run = cli("introduce", "advance", 9, "made")
    assert (run.code, run.out) == (1, "")
    assert run.err.startswith("netintern: There is no introduction 9.")


def test_the_circle_that_is_wrong_is_named(cli: Cli) -> None:
    run = cli("introduce", "suggested", "Ana", "Dee Katz (x)")
    words = "netintern: 'x' is not a circle: field, adjacent, leaders, culture.\n"
    assert (run.code, run.err) == (2, words)


def test_questions_that_are_odd_are_put_with_a_warning(cli: Cli) -> None:
    run = cli("introduce", "Ana", "--via", "Ben")
    assert run.code == 0
    assert run.out == "Ben Roy: asked for an introduction to Ana Silva\n"
    assert run.err == (
        "netintern: You have never met Ben Roy; people introduce those whom they know.\n"
        "netintern: You have met Ana Silva already; write to them yourself.\n"
    )
    assert cli("introduce", "Cai", "--via", "Ana").err == ""
