"""`prepare` on the command line."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.conftest import Cli


@pytest.fixture
def ana(ok: Cli) -> None:
    ok("add", "Tom Roy")
    ok("add", "Ana Silva", "--circle", "culture", "--role", "Host", "--org", "Acme", "--via", "Tom")
    ok("log", "--with", "Ana Silva", "--learned", "She moved from sales", "--promised", "slides",
       "--by", "2026-07-03")  # fmt: skip


def test_the_page_as_text(ok: Cli, summer: None, ana: None) -> None:
    page = ok("prepare", "Ana").out
    assert page.startswith("Ana Silva\n  Host · Acme · culture\n")
    for words in ("to ask", "you owe", "slides", "She moved from sales", "their way", "Tom Roy"):
        assert words in page
    assert 3 <= page.count("?\n") <= 6


def test_the_page_as_values(value: Callable[..., Any], ok: Cli, summer: None, ana: None) -> None:
    page = value("prepare", "Ana Silva")
    assert (page["name"], page["phase"], page["introduced_by"]) == (
        "Ana Silva",
        "middle",
        ["Tom Roy"],
    )
    assert page["promises"]["mine"][-1] == {
        "kind": "promise",
        "text": "slides",
        "due": "2026-07-03",
    }
    assert page["way"] == [
        {"text": "She moved from sales", "on": "2026-06-29", "now": False},
        {"text": "Host at Acme", "on": None, "now": True},
    ]
    keys = [one["id"] for one in page["questions"]]
    assert len(keys) == len(set(keys)) == 6
    assert len(value("prepare", "Ana Silva", "--minutes", "15")["questions"]) == 3


def test_what_was_asked_never_comes_again(value: Callable[..., Any], ok: Cli, ana: None) -> None:
    first = [one["id"] for one in value("prepare", "Ana Silva")["questions"]]
    assert ok("prepare", "Ana Silva", "--asked", *first[:2]).out == "Ana Silva: asked 2 questions\n"
    page = value("prepare", "Ana Silva")
    assert [one["id"] for one in page["questions"]] == first[2:]
    assert {one["id"] for one in page["asked"]} == set(first[:2])
    later = value("prepare", "Ana Silva", today="2026-07-20")
    assert not {one["id"] for one in later["questions"]} & set(first[:2])
    ok("prepare", "Ana Silva", "--not-asked", first[0])
    assert [one["id"] for one in value("prepare", "Ana Silva")["questions"]] == [
        first[0],
        *first[2:],
    ]
    ok("undo", "2")
    assert value("prepare", "Ana Silva")["asked"] == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("prepare", "Nobody"), 1),
        (("prepare",), 2),
        (("prepare", "Ana Silva", "--asked", "Q9"), 2),
        (("prepare", "Ana Silva", "--minutes", "0"), 2),
        (("prepare", "Ana Silva", "--asked", "F01", "--not-asked", "F02"), 2),
    ],
)
def test_what_cannot_be(cli: Cli, ana: None, words: tuple[str, ...], code: int) -> None:
    run = cli(*words)
    assert run.code == code
    assert run.out == ""
    assert run.err.count("\n") == 1
