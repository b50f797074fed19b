"""Ways of introduction and the graph in its four formats."""

import json
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest

from netintern.cli.commands.network import stems
from netintern.services.queries.network import SnowballRow
from tests.cli.conftest import Cli


@pytest.fixture
def chain(ok: Cli) -> None:
    """I met Ana, Ana works with Ben, Ben is close to Cai; nobody knows Dan."""
    for name in ("Ana Silva", "Ben Roy", "Cai Wu", "Dan Ox"):
        ok("add", name, today="2026-06-01")
    ok("log", "--with", "Ana", "--no-thanks")
    ok("tie", "Ana", "Ben", "--knows", 2)
    ok("tie", "Ben", "Cai", "--knows", 3)


def test_a_path_of_two_hops(value: Callable[..., Any], ok: Cli, chain: None) -> None:
    (way,) = value("path", "Ben")
    assert way["hops"] == ["Ana Silva", "Ben Roy"]
    assert way["score"] == pytest.approx(0.36)
    assert way["reason"]
    assert "Ana Silva → Ben Roy" in ok("path", "Ben").out


def test_a_path_through_somebody_unmet(value: Callable[..., Any], chain: None) -> None:
    (way,) = value("path", "Cai")
    assert way["hops"] == ["Ana Silva", "Ben Roy", "Cai Wu"]
    assert way["score"] == pytest.approx(0.6 * 0.6 * 0.9)


@pytest.mark.parametrize(("name", "words"), [("Dan", "no ties"), ("Zed", "no such person")])
def test_no_path_says_why(cli: Cli, chain: None, name: str, words: str) -> None:
    run = cli("path", name, "--json")
    assert (run.code, run.value) == (1, [])
    assert words in run.err
    assert run.err.count("\n") == 1
    assert cli("path", name).out == ""


def test_no_path_within_three_hops(cli: Cli, ok: Cli, chain: None) -> None:
    ok("add", "Eve Lo")
    ok("tie", "Cai", "Dan")
    ok("tie", "Dan", "Eve")
    run = cli("path", "Eve", "--json")
    assert (run.code, run.value) == (1, [])
    assert "three hops" in run.err


def test_all_formats_hold_the_same(ok: Cli, chain: None) -> None:
    ok("add", "Fay Kim", "--wish", "--via", "Ana", "--knows", 1)
    seen = json.loads(ok("graph", "--format", "json").out)
    assert ok("graph", "--json").value == seen
    names = {node["id"]: node["name"] for node in seen["nodes"]}
    assert sorted(names.values()) == ["Ana Silva", "Ben Roy", "Cai Wu", "Dan Ox", "Fay Kim"]
    pairs = {frozenset((names[edge["from"]], names[edge["to"]])) for edge in seen["edges"]}
    assert len(pairs) == 3
    text = ok("graph").out
    dot = ok("graph", "--format", "dot").out
    graphml = ok("graph", "--format", "graphml").out
    for name in names.values():
        assert name in text
        assert f'label="{name}"' in dot
        assert f">{name}<" in graphml
    edges = [line for line in dot.splitlines() if " -- " in line or " -> " in line]
    assert len(edges) == len(seen["edges"])
    drawn = ElementTree.fromstring(graphml)
    assert len(drawn.findall(".//{*}edge")) == len(seen["edges"])
    assert len(drawn.findall(".//{*}node")) == len(names)


def test_the_tree_as_text(ok: Cli) -> None:
    ok("add", "Ana Silva")
    ok("add", "Ben Roy", "--via", "Ana")
    ok("add", "Cai Wu", "--via", "Ben")
    ok("add", "Dan Ox", "--via", "Ana")
    names = [line.split("  ")[0] for line in ok("graph").out.splitlines()[:4]]
    assert names[0] == "Ana Silva"
    assert "├─ Ben Roy" in ok("graph").out
    assert "│  ╰─ Cai Wu" in ok("graph").out
    assert "╰─ Dan Ox" in ok("graph").out


def test_an_empty_graph(ok: Cli, value: Callable[..., Any]) -> None:
    assert value("graph") == {"nodes": [], "edges": []}
    assert "Nobody" in ok("graph").out


def test_stems_in_plain_letters() -> None:
    def row(depth: int, guides: tuple[bool, ...], last: bool) -> SnowballRow:
        return SnowballRow(
            1, "x", None, "", True, depth, guides, last, 0, 0, None, None, False, None
        )

    rows = [row(0, (), True), row(1, (), False), row(2, (True,), True), row(1, (), True)]
    assert stems(rows, plain=True) == ["", "|- ", "|  `- ", "`- "]


def test_a_wrong_format(cli: Cli) -> None:
    assert cli("graph", "--format", "png").code == 2
