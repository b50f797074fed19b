"""Drafts on the command line."""

import json
from collections.abc import Callable
from typing import Any

from tests.cli.conftest import Cli


def test_a_thank_you(cli: Cli, ok: Cli, summer: None) -> None:
    ok("set", "my_name", "Sam Reyes")
    ok("add", "Ana Silva", "--email", "ana@acme.example")
    ok("log", "--with", "Ana", "--learned", "Queues fail at the edges.")
    run = cli("draft", "T05", "Ana Silva")
    assert run.code == 0
    assert run.out.startswith("To: Ana Silva <ana@acme.example>\nSubject: Thank you\n\nDear Ana,\n")
    assert "Queues fail at the edges." in run.out
    assert "{" not in run.out
    assert "what you will do with it" in run.err


def test_warnings_stand_apart(cli: Cli, ok: Cli) -> None:
    ok("add", "Ana Silva")
    ok("log", "--with", "Ana", "--kind", "outbound", "--minutes", 5)
    run = cli("draft", "T07", "Ana")
    assert run.code == 0
    assert "without an answer" in run.err
    assert "without an answer" not in run.out


def test_the_values(value: Callable[..., Any], ok: Cli, summer: None) -> None:
    ok("add", "Ana Silva")
    ok("log", "--with", "Ana", "--suggested", "Cai Wu (leaders) 3")
    found = value("draft", "T01", "Ana", "--about", "Cai Wu")
    assert found.keys() == {"template", "to", "subject", "body", "blurb", "warnings", "missing"}
    assert "Cai Wu" in found["subject"]
    assert "until 21 August 2026" in found["blurb"]
    campaign = value("draft", "T11", "Cai Wu", today="2027-02-19")
    assert "From 1 June 2026 to 21 August 2026" in campaign["body"]
    assert "{" not in json.dumps(campaign["body"])


def test_the_list_and_what_is_wrong(cli: Cli, ok: Cli, value: Callable[..., Any]) -> None:
    lines = ok("draft").out.splitlines()
    assert [line[:3] for line in lines] == [f"T{number:02d}" for number in range(1, 15)]
    assert value("draft")[4]["key"] == "thank_you_24h"
    ok("add", "Ana Silva")
    for words in (
        ("draft", "T99", "Ana"),
        ("draft", "T05"),
        ("draft", "T01", "Ana", "--about", "Ana"),
    ):
        run = cli(*words)
        assert (run.code, run.out) == (2, "")
        assert run.err.count("\n") == 1
    assert cli("draft", "T05", "Zed").code == 1
