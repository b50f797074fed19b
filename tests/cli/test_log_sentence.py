"""Logging by a sentence: written, shown, or refused with one line."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.conftest import Cli

SENTENCE = (
    "coffee with Ana Silva yesterday 30m @acme #mentor; suggested Ben Roy and Cai Wu (adjacent);"
    " promised slides by fri; she promised notes; learned much; next in 2w"
)


@pytest.fixture(autouse=True)
def _people(ok: Cli) -> None:
    ok("add", "Ana Silva", "--circle", "field", "--tier", 2, today="2026-06-01")
    ok("add", "Ben Roy", "--circle", "leaders", today="2026-06-01")


def test_a_sentence_is_written(value: Callable[..., Any]) -> None:
    receipt = value("log", SENTENCE)
    assert receipt["label"].startswith("Ana Silva: talk on Sun 28 Jun, 30 min")
    ana = value("show", "Ana")
    (talk,) = ana["interactions"]
    assert (talk["on"], talk["minutes"], talk["learned"]) == ("2026-06-28", 30, "much")
    assert (ana["organisation"], ana["tags"]) == ("acme", ["mentor"])
    assert value("show", "Cai Wu")["via"] == "Ana Silva"
    assert len(value("history")) == 3


def test_words_need_no_quotes(value: Callable[..., Any]) -> None:
    value("log", "coffee", "with", "Ana", "45m")
    assert value("show", "Ana")["interactions"][0]["minutes"] == 45


def test_a_dry_run_writes_nothing(value: Callable[..., Any], ok: Cli) -> None:
    understood = value("log", SENTENCE, "--dry-run")
    expected = {
        "with": ["Ana Silva"],
        "on": "2026-06-28",
        "minutes": 30,
        "kind": "one_on_one",
        "own_time": False,
        "organisation": "acme",
        "tags": ["mentor"],
        "suggested": [
            {"name": "Ben Roy", "circle": None},
            {"name": "Cai Wu", "circle": "adjacent"},
        ],
        "promised": [{"text": "slides", "by": "2026-07-03"}],
        "they_promised": [{"text": "notes", "by": None}],
        "learned": "much",
        "next": "2026-07-13",
        "unsure": [],
    }
    assert {key: understood[key] for key in expected} == expected
    text = ok("log", SENTENCE, "--dry-run").out
    assert "Ana Silva" in text
    assert "slides by Fri 3 Jul" in text
    assert value("show", "Ana")["interactions"] == []


def test_a_dry_run_says_what_is_unsure(value: Callable[..., Any], ok: Cli) -> None:
    understood = value("log", "coffee with Ana tomorow, Benn Roy", "--dry-run")
    assert [text.split(":")[0] for text in understood["unsure"]] == ["tomorow", "Benn Roy"]
    assert "unsure" in ok("log", "coffee with Ana tomorow", "--dry-run").out


def test_a_new_person_comes_into_the_book(value: Callable[..., Any]) -> None:
    value("log", "met Zoe Baum @Acme #leaders")
    zoe = value("show", "Zoe")
    assert (zoe["met"], zoe["organisation"], zoe["circle"]) == (True, "Acme", "leaders")


def test_the_options_that_a_sentence_takes(value: Callable[..., Any]) -> None:
    value("log", "coffee with Ana", "--who-else", "yes", "--no-thanks", "--may-mention")
    assert value("show", "Ana")["promises"] == []
    assert value("week")["snowball"]["asked"] == 1


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (["coffee with Ana Silvas"], "Ana Silva"),
        (["coffee with Benn Roy"], "Ben Roy"),
        (["coffee with Ana; suggested Benn Roy"], "Ben Roy"),
        (["coffee with Ana tomorrow"], "past"),
        (["coffee with Ana 0m"], "1 to 1440"),
        (["coffee with Ana 1441m"], "1 to 1440"),
        (["coffee with Ana 30"], "30m"),
        (["coffee with Ana; promised slides by 1 jan 2026"], "before the talk"),
        (["coffee with Ana; next yesterday"], "passed"),
        (["coffee with Ana; suggested Ana Silva"], "themselves"),
        (["coffee with me"], "you"),
        (["coffee yesterday"], "nobody"),
        ([""], "nothing"),
        (["coffee with Ana", "--minutes", "5"], "mixed"),
        (["coffee with Ana", "--with", "Ben"], "mixed"),
        (["coffee with Ana", "--kind", "one_on_one"], "mixed"),
        (["coffee with Ana", "--outcome", "declined"], "mixed"),
    ],
)
def test_one_line_says_why_nothing_was_written(
    cli: Cli, value: Callable[..., Any], words: list[str], part: str
) -> None:
    before = value("history")
    run = cli("log", *words)
    assert run.code == 2, run
    assert run.out == ""
    assert run.err.startswith("netintern: ")
    assert run.err.count("\n") == 1
    assert part in run.err
    assert value("history") == before


def test_an_ambiguous_name_comes_with_its_candidates(cli: Cli, ok: Cli) -> None:
    ok("add", "Ana Ruiz")
    run = cli("log", "coffee with Ana")
    assert run.code == 2
    assert "Ana Silva, Ana Ruiz" in run.err


def test_a_refused_sentence_makes_no_book(cli: Cli, tmp_path: Any) -> None:
    other = tmp_path / "other.db"
    assert cli("--book", str(other), "log", "coffee with nobody").code == 2
    assert not other.exists()


def test_an_event_needs_nobody(value: Callable[..., Any], ok: Cli) -> None:
    understood = value("log", "training gdpr 2h yesterday", "--dry-run")
    assert (understood["event"], understood["with"]) == ("training gdpr", [])
    assert understood["unsure"] == []
    assert value("log", "training gdpr 2h yesterday")["label"].startswith("training gdpr: event")
    assert "training gdpr" in ok("event", "list").out
