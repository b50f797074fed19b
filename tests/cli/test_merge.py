"""Merging two people on the command line."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.conftest import Cli

CAUTION = (
    "Ana Silva and A. S. Lopez share neither a name nor an address or number:"
    " merge them only if they are one person."
)


@pytest.fixture(autouse=True)
def _people(ok: Cli) -> None:
    ok("add", "Ana Silva", "--org", "Acme", today="2026-06-01")
    ok("add", "A. S. Lopez", "--org", "Beta", "--role", "Lead", "--note", "tea\nand cake",
       today="2026-06-01")  # fmt: skip
    ok("log", "--with", 2, "--no-thanks", today="2026-06-15")


def test_the_older_one_stays(value: Callable[..., Any], ok: Cli) -> None:
    exported = value("list")
    assert f"Careful: {CAUTION} netintern undo takes it back." in ok("merge", "Lopez", "Ana").out
    ok("undo")
    receipt = value("merge", "Lopez", "Ana")
    assert receipt["label"] == "Ana Silva: merged with A. S. Lopez"
    assert receipt["ids"] == [1]
    (found,) = value("list")
    assert (found["name"], found["organisation"], found["role"]) == ("Ana Silva", "Acme", "Lead")
    assert found["last_contact"] == "2026-06-15"
    ok("undo")
    assert value("list") == exported


def test_dry_run(value: Callable[..., Any], ok: Cli) -> None:
    before = value("history")
    assert value("merge", 2, 1, "--dry-run") == {
        "keep": {"id": 1, "name": "Ana Silva"},
        "other": {"id": 2, "name": "A. S. Lopez"},
        "changes": [
            {"field": "role", "now": "", "after": "Lead"},
            {"field": "notes", "now": "", "after": "tea\nand cake"},
        ],
        "moves": [{"what": "talks and messages", "count": 1}],
        "dropped": [
            "The name 'A. S. Lopez' gives way to 'Ana Silva'.",
            "The organisation 'Beta' gives way to 'Acme'.",
        ],
        "caution": CAUTION,
    }
    text = ok("merge", 1, 2, "--dry-run").out
    assert text.splitlines()[0] == "2 A. S. Lopez goes into 1 Ana Silva, the older one"
    assert "notes  - -> tea / and cake" in text
    assert "1  talks and messages" in text
    assert f"Careful: {CAUTION}" in text
    assert "Lost: The name 'A. S. Lopez' gives way to 'Ana Silva'." in text
    assert value("history") == before


def test_one_name_needs_no_caution(value: Callable[..., Any], ok: Cli) -> None:
    ok("edit", 2, "--name", "A. Silva")
    assert value("merge", 1, 2, "--dry-run")["caution"] == ""
    assert ok("merge", 1, 2).out == "Ana Silva: merged with A. Silva\n"


def test_what_cannot_be(cli: Cli) -> None:
    assert cli("merge", 1, 1).code == 2
    assert cli("merge", 1, "Ana", "--dry-run").code == 2
    assert cli("merge", 1).code == 2
    assert cli("merge", 1, 99).code == 1
