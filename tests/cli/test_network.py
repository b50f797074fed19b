"""Ways of introduction and the graph in its four formats."""

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx
import pytest

from netintern.cli.commands.network import stems
from netintern.cli.main import main
from netintern.domain.text import cell_width
from netintern.services.queries.book import Book, open_book
from netintern.services.queries.network import SnowballRow
from netintern.storage.settings import ScreenSettings
from netintern.tui.panes.network.printed import printed
from tests.cli.conftest import TODAY, Cli, Run


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


def test_graphml_holds_what_json_holds(ok: Cli, chain: None) -> None:
    ok("add", "Fay <Kim>", "--wish", "--via", "Ana", "--knows", 3, "--circle", "leaders")
    seen = ok("graph", "--json").value
    drawn = networkx.parse_graphml(ok("graph", "--format", "graphml").out)
    for key in ("name", "met", "wish", "organisation"):
        wanted = {str(node["id"]): node[key] for node in seen["nodes"]}
        assert dict(drawn.nodes(data=key)) == wanted
    edges = {(int(a), int(b), kind) for a, b, kind in drawn.edges(data="kind")}
    assert edges == {(edge["from"], edge["to"], edge["kind"]) for edge in seen["edges"]}
    assert {kind for _, _, kind in edges} == {"introduced", "knows"}


@pytest.fixture
def graph(path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Runs `netintern graph` with the face that draws."""

    def run(*words: object, today: str = TODAY) -> Run:
        capsys.readouterr()
        told = ["--book", str(path), "--today", today, "graph", *map(str, words)]
        code = main(told, draw=printed)
        return Run(code, *capsys.readouterr())

    return run


def test_the_picture_stands_above_the_tree(
    graph: Cli, chain: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = graph("--size", "90x24").out
    assert "\x1b" not in text
    rows = text.split("\n")
    assert rows[0].startswith(" ■ ADJACENT 0")
    assert " you " in "\n".join(rows[:24])
    assert "no field yet" in text
    assert rows[24] == ""
    assert rows[25].startswith("Ana Silva")
    assert max(map(cell_width, rows[:24])) <= 90
    assert "who else knows whom" in text
    # Without a size and without a terminal it is as large as most.
    assert graph().out.split("\n")[40:42] == ["", rows[25]]


def test_the_picture_in_plain_letters(
    graph: Cli, ok: Cli, chain: None, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ok("edit", "Ana", "--circle", "field")
    ok("edit", "Ben", "--circle", "leaders")
    assert "● Ana S" in graph().out
    monkeypatch.setattr(
        "netintern.services.queries.settings.screen_settings",
        lambda _: (ScreenSettings(glyphs="ascii"), ()),
    )
    text = graph("--size", "80x24").out
    picture = "\n".join(text.split("\n")[:24]).replace("·", "")
    assert "O Ana S" in picture
    assert picture.isascii()


def test_an_output_of_ascii_gets_plain_letters(
    path: Path, chain: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr("sys.stdout", stream)
    assert main(["--book", str(path), "--today", TODAY, "graph"], draw=printed) == 0
    stream.seek(0)
    text = stream.read()
    assert " you " in text
    assert "?" not in text


def test_on_a_terminal_the_picture_has_its_size_and_its_colours(
    path: Path, chain: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[object, ...]] = []

    def draw(_: Book, *how: object) -> str:
        seen.append(how)
        return "the picture\n"

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr("netintern.cli.output._is_terminal", lambda _: True)
    monkeypatch.setattr("netintern.cli.output._size", lambda _: (100, 30))
    words = ["--book", str(path), "--today", TODAY, "graph"]
    assert main(words, draw=draw) == 0
    monkeypatch.setenv("NO_COLOR", "1")
    assert main([*words, "--size=70x20"], draw=draw) == 0
    assert [how[1:3] for how in seen] == [((100, 30), "dark"), ((70, 20), None)]


def test_a_theme_colours_what_is_printed(
    ok: Cli, chain: None, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    book = open_book(str(path))
    day = date.fromisoformat(TODAY)
    coloured = printed(book, day, (80, 24), "dark", False)
    assert "\x1b[" in coloured
    assert coloured.count("\n") == 24
    small = printed(book, day, (40, 10), None, False)
    assert "leaders" in small
    assert " you " not in small
    book.close()


@pytest.mark.parametrize(
    "size", ["120", "x", "10x5", "120x40x2", "-5x20", "９０x24", "9" * 40 + "x30"]
)
def test_a_wrong_size(cli: Cli, chain: None, size: str) -> None:
    run = cli("graph", f"--size={size}")
    assert (run.code, run.out) == (2, "")
    assert "from 60x18 to 500x200" in run.err
    assert run.err.count("\n") == 1


def test_a_size_without_a_picture(cli: Cli, chain: None) -> None:
    assert cli("graph", "--size", "80x24", "--format", "dot").code == 2
    assert cli("--json", "graph", "--size", "80x24").code == 2


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
