"""The book as a file by commands: places, history, undo, copies, health, demo, status."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from netintern.storage.lock import BookLock
from tests.cli.conftest import Cli


def exported(ok: Cli, path: Path) -> Any:
    ok("export", path, "--format", "json", "--force")
    return json.loads(path.read_text(encoding="utf-8"))


def test_where(value: Callable[..., Any], ok: Cli, path: Path) -> None:
    places = value("where")
    assert list(places) == ["book", "backups", "settings", "log"]
    assert places["book"] == str(path)
    assert str(path) in ok("where").out


@pytest.mark.parametrize(
    "words",
    [
        ["list"], ["next"], ["week"], ["history"], ["graph"], ["work", "list"], ["status"],
        ["calendar", "list"], ["experience", "show"], ["set"], ["where"], ["search", "x"],
        ["show", "x"], ["path", "x"], ["undo"], ["redo"], ["backup"], ["export", "-"], [],
    ],
)  # fmt: skip
def test_reading_creates_no_book(cli: Cli, path: Path, words: list[str]) -> None:
    run = cli(*words)
    assert run.code in (0, 1, 66)
    assert not path.exists()
    assert not (path.parent / "data").exists()


def test_history_undo_redo(value: Callable[..., Any], ok: Cli) -> None:
    assert value("history") == []
    for name in ("Ana Silva", "Ben Roy", "Cai Wu"):
        ok("add", name)
    lines = value("history")
    assert all(set(line) >= {"id", "at", "label", "undone"} for line in lines)
    assert [line["undone"] for line in lines] == [False] * 3
    assert "Cai Wu" in lines[0]["label"]
    undone = value("undo", 2)
    assert [step["id"] for step in undone] == [lines[0]["id"], lines[1]["id"]]
    assert [line["undone"] for line in value("history")] == [True, True, False]
    assert len(value("list")) == 1
    assert ok("redo").out.startswith("done again: ")
    value("redo", 1)
    assert len(value("list")) == 3


def test_nothing_to_undo(cli: Cli, ok: Cli) -> None:
    ok("add", "Ana Silva")
    ok("undo")
    assert cli("undo").code == 1
    ok("redo")
    assert cli("redo").code == 1


def test_five_undos_restore_the_export(ok: Cli, tmp_path: Path) -> None:
    ok("add", "Ana Silva", "--circle", "field")
    ok("add", "Ben Roy", "--circle", "leaders", "--wish")
    before = exported(ok, tmp_path / "before.json")
    ok("log", "--with", "Ana", "--suggested", "Cai Wu (adjacent) 3", "--promised", "slides")
    ok("done", "Ana")
    ok("snooze", "Ben", "1w")
    ok("edit", "Ana", "--tier", 1, "--note", "climbs")
    ok("tie", "Ana", "Ben")
    after = exported(ok, tmp_path / "after.json")
    assert after != before
    ok("undo", 5)
    assert exported(ok, tmp_path / "undone.json") == before
    ok("redo", 5)
    assert exported(ok, tmp_path / "redone.json") == after


def test_backup_and_restore(value: Callable[..., Any], ok: Cli, cli: Cli, tmp_path: Path) -> None:
    ok("add", "Ana Silva")
    copy = tmp_path / "copy.db"
    assert value("backup", copy)["file"] == str(copy)
    ok("add", "Ben Roy")
    ok("restore", copy)
    assert [person["name"] for person in value("list")] == ["Ana Silva"]
    assert cli("restore", tmp_path / "nothing.db").code == 66
    assert Path(value("backup")["file"]).exists()


def test_restore_refuses_what_is_no_book(ok: Cli, cli: Cli, value: Callable[..., Any],
                                         tmp_path: Path) -> None:  # fmt: skip
    ok("add", "Ana Silva")
    other = tmp_path / "other.db"
    other.write_text("not a book", encoding="utf-8")
    assert cli("restore", other).code == 65
    assert len(value("list")) == 1


@pytest.mark.parametrize("words", [["list"], ["add", "Ana"], ["status"], ["next"]])
def test_a_file_that_is_no_book_is_refused_unchanged(
    cli: Cli, path: Path, words: list[str]
) -> None:
    path.write_bytes(b"a letter to my aunt, and nothing else")
    run = cli(*words)
    assert run.code == 65
    assert run.err.count("\n") == 1
    assert path.read_bytes() == b"a letter to my aunt, and nothing else"


def test_a_damaged_book_is_told(cli: Cli, ok: Cli, path: Path) -> None:
    ok("add", "Ana Silva")
    content = bytearray(path.read_bytes())
    content[4096 : len(content)] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    run = cli("list")
    assert run.code == 65
    assert "doctor" in run.err
    assert run.err.count("\n") == 1


def test_doctor_finds_a_good_book_good(cli: Cli, ok: Cli, value: Callable[..., Any]) -> None:
    ok("add", "Ana Silva")
    assert cli("doctor").code == 0
    assert value("doctor")["ok"] is True


def test_there_is_nothing_to_look_at_yet(cli: Cli) -> None:
    for words in (["doctor"], ["doctor", "--salvage"], ["backup"]):
        assert cli(*words).code == 66


def test_a_book_that_is_being_written_is_busy(cli: Cli, ok: Cli, path: Path) -> None:
    ok("add", "Ana Silva")
    with BookLock(str(path)):
        run = cli("add", "Ben Roy")
        assert cli("list").code == 0
    assert run.code == 75
    assert run.err.count("\n") == 1
    ok("add", "Ben Roy")


def test_salvage_saves_to_a_new_file(ok: Cli, value: Callable[..., Any], path: Path) -> None:
    ok("add", "Ana Silva")
    before = path.read_bytes()
    saved = value("doctor", "--salvage")
    assert saved["complete"] is True
    assert path.read_bytes() == before
    assert value("doctor", "--salvage")["file"] != saved["file"]
    ok("restore", saved["file"])
    assert [person["name"] for person in value("list")] == ["Ana Silva"]


def test_doctor_finds_damage(cli: Cli, ok: Cli, path: Path) -> None:
    ok("add", "Ana Silva")
    content = bytearray(path.read_bytes())
    content[8192:12288] = b"\xff" * 4096
    path.write_bytes(content)
    run = cli("doctor", "--json")
    assert run.code == 65
    assert run.value["ok"] is False


def test_status(ok: Cli, value: Callable[..., Any]) -> None:
    assert ok("status").out == "0 due 0/60m 0/0/0/0\n"
    assert ok("status", "--format", "{owe}|{gate}|{next_circle}").out == "0|open|field\n"
    assert list(value("status")) == [
        "due", "owe", "spent", "budget", "gate", "mix", "next_circle",
    ]  # fmt: skip


def test_status_tells_what_is_owed_apart_from_what_is_due(ok: Cli) -> None:
    ok("add", "Ana Silva", today="2026-06-26")
    ok("log", "--with", "Ana", today="2026-06-26")
    assert ok("status").out.endswith(", 1 owed\n")
    assert ok("status").out.startswith("0 due ")
    assert ok("status", "--format", "{due} due").out == "0 due\n"
    ok("done", "Ana")
    assert "owed" not in ok("status").out


@pytest.mark.parametrize(
    "template",
    [
        "{frob}",
        "{",
        "{0}",
        "{due.real.x}",
        "{due!q}",
        "{due.__class__}",
        "{due!r}",
        "{due[0]}",
        "{due:{owe}}",
    ],
)
def test_a_wrong_status_format(cli: Cli, template: str) -> None:
    run = cli("status", "--format", template)
    assert run.code == 2
    assert run.err.count("\n") == 1


@pytest.mark.parametrize("steps", [0, 100_000])
def test_the_number_of_steps_has_one_range(cli: Cli, ok: Cli, steps: int) -> None:
    ok("add", "Ana Silva")
    run = cli("undo", steps)
    assert run.code == 2
    assert "from 1 to 5000" in run.err


def test_demo_as_text_leaves_nothing(ok: Cli, path: Path, tmp_path: Path) -> None:
    text = ok("demo").out
    assert "owe" in text
    assert "2026-W27" in text
    assert not path.exists()


def test_demo_is_written_once(cli: Cli, ok: Cli, tmp_path: Path) -> None:
    copy = tmp_path / "demo.db"
    ok("demo", "--create", copy)
    before = copy.read_bytes()
    assert cli("demo", "--create", copy).code == 73
    assert copy.read_bytes() == before


def test_a_synthetic_book(ok: Cli, value: Callable[..., Any], path: Path, tmp_path: Path) -> None:
    big = tmp_path / "big.db"
    ok("demo", "--create", big, "--people", 60, "--tracked", 20, "--seed", 3)
    shutil.copyfile(big, path)
    assert len(value("list")) == 20
    assert len(value("list", "--untracked")) == 40
    assert len(value("list", "--wish")) == 4


@pytest.mark.parametrize(
    "words",
    [
        ["--people", "5"],
        ["--create", "x.db", "--people", "0"],
        ["--create", "x.db", "--people", "5", "--tracked", "6"],
        ["--create", "x.db", "--tracked", "6"],
    ],
)
def test_wrong_sizes_of_a_demo(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli("demo", *words).code == 2
    assert not (tmp_path / "x.db").exists()
