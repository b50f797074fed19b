"""The key table on the command line, with the user's own keys and what clashes."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from netintern.tui.commands import COMMANDS
from tests.cli.conftest import Cli


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: Callable[..., Any]) -> Path:
    """The settings file of the test."""
    monkeypatch.setenv("NETINTERN_DATA_DIR", str(tmp_path))
    found = Path(value("where")["settings"])
    assert tmp_path in found.parents
    found.parent.mkdir(parents=True, exist_ok=True)
    return found


def test_every_command_is_in_the_table(value: Callable[..., Any], settings: Path) -> None:
    table = value("keys")
    assert [row["id"] for row in table["keys"]] == [command.id for command in COMMANDS]
    find = next(row for row in table["keys"] if row["id"] == "any.find")
    assert find["keys"] == find["default"] == ["/"]
    assert not find["changed"]
    assert table["complaints"] == []


def test_as_text(ok: Cli, settings: Path) -> None:
    text = ok("keys").out
    assert "anywhere" in text
    assert "person.snooze" in text
    assert text.endswith("No two commands share a key in one place.\n")


def test_ones_own_keys(value: Callable[..., Any], ok: Cli, settings: Path) -> None:
    settings.write_text('[keys]\n"person.done" = "Z"\n', encoding="utf-8")
    row = next(row for row in value("keys")["keys"] if row["id"] == "person.done")
    assert row["keys"] == ["Z"]
    assert row["default"] == ["d"]
    assert row["changed"]
    assert "Z (was d)" in ok("keys").out
    assert "1 of them is yours" in ok("keys").out


def test_what_clashes_is_told(value: Callable[..., Any], ok: Cli, settings: Path) -> None:
    settings.write_text('[keys]\n"person.done" = "w"\n"no.such" = "x"\n', encoding="utf-8")
    said = value("keys")["complaints"]
    assert said == [
        "[keys] no.such: there is no such command.",
        "[keys] person.done: 'w' is already the key of person.wait.",
    ]
    assert f"! {said[1]}" in ok("keys").out


def test_no_book_is_needed_or_made(ok: Cli, path: Path, settings: Path) -> None:
    ok("keys")
    assert not path.exists()
