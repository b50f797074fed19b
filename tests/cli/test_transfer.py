"""Import and export by commands."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli

CARDS = (
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Silva\r\nN:Silva;Ana;;;\r\nORG:Acme\r\n"
    "EMAIL:ana@acme.test\r\nTEL:+1 555 0100\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ben Roy\r\nN:Roy;Ben;;;\r\nEMAIL:ben@bond.test\r\n"
    "END:VCARD\r\n"
)
PREVIEW = {
    "format", "cards", "new", "updated", "same", "duplicates", "unreadable", "emails", "phones",
    "organisations", "ties", "photos", "first", "last",
}  # fmt: skip


@pytest.fixture
def cards(tmp_path: Path) -> Path:
    file = tmp_path / "cards.vcf"
    file.write_bytes(CARDS.encode())
    return file


def test_a_dry_run_tells_and_writes_nothing(
    value: Callable[..., Any], ok: Cli, cards: Path, path: Path
) -> None:
    told = value("import", cards, "--dry-run")
    assert set(told) == PREVIEW
    assert (told["format"], told["cards"], told["new"]) == ("vcard", 2, 2)
    assert (told["emails"], told["phones"], told["organisations"]) == (2, 1, 1)
    assert (told["first"], told["last"]) == ("Ana Silva", "Ben Roy")
    assert (told["duplicates"], told["unreadable"]) == ([], [])
    assert not path.exists()
    assert "2 people: Ana Silva to Ben Roy" in ok("import", cards, "--dry-run").out


def test_the_same_file_twice_changes_nothing(value: Callable[..., Any], cards: Path) -> None:
    first = value("import", cards)
    assert (first["new"], first["id"] > 0) == (2, True)
    assert value("list") == []
    assert [person["name"] for person in value("list", "--untracked")] == ["Ben Roy", "Ana Silva"]
    again = value("import", cards, "--dry-run")
    assert (again["new"], again["updated"], again["same"]) == (0, 0, 2)
    value("import", cards)
    assert len(value("list", "--untracked")) == 2


def test_import_is_one_undo(value: Callable[..., Any], ok: Cli, cards: Path) -> None:
    ok("import", cards, "--track")
    assert len(value("list")) == 2
    ok("undo")
    assert value("list") == value("list", "--untracked") == []


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("empty.vcf", b"", 65), ("text.csv", b"nothing, of the kind\n", 65), (None, b"", 66)],
)
def test_a_file_without_people(
    cli: Cli, tmp_path: Path, path: Path, name: str | None, content: bytes, code: int
) -> None:
    file = tmp_path / (name or "missing.vcf")
    if name:
        file.write_bytes(content)
    run = cli("import", file)
    assert run.code == code
    assert run.out == ""
    assert run.err.count("\n") == 1
    assert not path.exists()


def test_export_by_the_ending(ok: Cli, tmp_path: Path) -> None:
    ok("add", "Ana Silva", "--org", "Acme", "--email", "ana@acme.test")
    ok("add", "Ben Roy", today="2026-06-29")
    for ending in ("vcf", "csv", "json"):
        ok("export", tmp_path / f"out.{ending}")
    assert (tmp_path / "out.vcf").read_text(encoding="utf-8").count("BEGIN:VCARD") == 2
    with open(tmp_path / "out.csv", newline="", encoding="utf-8-sig") as file:
        assert len(list(csv.reader(file))) == 3
    json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))


def test_export_only_some(ok: Cli, tmp_path: Path) -> None:
    ok("add", "Ana Silva")
    ok("add", "Ben Roy")
    ok("export", tmp_path / "out.vcf", "--only", "Ben")
    text = (tmp_path / "out.vcf").read_text(encoding="utf-8")
    assert "Ben Roy" in text
    assert "Ana Silva" not in text


def test_export_to_standard_output(ok: Cli) -> None:
    ok("add", "Ana Silva")
    assert "FN:Ana Silva" in ok("export", "-").out


def test_export_overwrites_only_when_told(cli: Cli, ok: Cli, tmp_path: Path) -> None:
    ok("add", "Ana Silva")
    file = tmp_path / "out.vcf"
    file.write_text("mine", encoding="utf-8")
    assert cli("export", file).code == 73
    assert file.read_text(encoding="utf-8") == "mine"
    ok("export", file, "--force")
    assert "Ana Silva" in file.read_text(encoding="utf-8")


def test_export_where_nothing_can_be_written(cli: Cli, ok: Cli, tmp_path: Path) -> None:
    ok("add", "Ana Silva")
    run = cli("export", tmp_path / "no" / "such" / "out.vcf")
    assert run.code in (66, 73)
    assert run.err.count("\n") == 1


def test_a_whole_book_goes_round(value: Callable[..., Any], ok: Cli, path: Path,
                                 tmp_path: Path) -> None:  # fmt: skip
    ok("add", "Ana Silva", "--circle", "field")
    ok("log", "--with", "Ana", "--suggested", "Ben Roy (leaders) 3", "--promised", "slides")
    first, second = tmp_path / "one.json", tmp_path / "two.json"
    ok("export", first)
    path.unlink()
    value("import", first)
    ok("export", second)
    assert json.loads(first.read_text()) == json.loads(second.read_text())
