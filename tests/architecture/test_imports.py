"""What a run really imports: reading never loads what only writing or the screen needs."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("peewee", "playhouse", "textual", "rich", "icalendar", "recurring_ical_events")
READS = [
    ["status"],
    ["status", "--format", "{due}"],
    ["status", "--json"],
    ["next"],
    ["next", "--hidden"],
    ["next", "--minutes", "10", "--json"],
    ["list"],
    ["list", "--untracked", "--json"],
    ["show", "1"],
    ["show", "1", "--json"],
    ["search", "a"],
    ["search", "zzyzx"],
    ["week"],
    ["week", "--json"],
    ["path", "1"],
    ["graph"],
    ["graph", "--json"],
    ["graph", "--format", "dot"],
    ["graph", "--format", "graphml"],
    ["history"],
    ["work", "list"],
    ["calendar", "list"],
    ["experience", "show"],
    ["set"],
    ["set", "targets"],
    ["where"],
    ["--help"],
    ["next", "--help"],
    [],
]
_RUN = """
import json, sys
from netintern.cli.main import main
code = main(sys.argv[1:])
print(json.dumps([code, sorted({name.partition(".")[0] for name in sys.modules})]), file=sys.stderr)
"""
_WHOLE = """
import json, sys
from netintern.__main__ import main
code = main()
print(json.dumps([code, sorted(name for name in sys.modules)]), file=sys.stderr)
"""
_PAINT = """
import asyncio, json, sys
from datetime import date
from netintern.domain.dates import Moment
from netintern.tui.app import NetinternApp
from netintern.tui.session import Session

seen = []
preload = Session.preload

def look_and_preload(self):
    seen.append(sorted({name.partition(".")[0] for name in sys.modules}))
    preload(self)

Session.preload = look_and_preload
session = Session(sys.argv[1], lambda: Moment(date(2026, 6, 29)))
session.open()

async def paint():
    async with NetinternApp(session).run_test(size=(120, 40)) as pilot:
        await pilot.pause(0.5)

asyncio.run(paint())
session.close()
print(json.dumps(seen[0]), file=sys.stderr)
"""
_TODAY = "2026-06-29"


def _run(book: Path, words: list[str]) -> tuple[int, set[str]]:
    """Exit code and top-level modules of one run in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, "--book", str(book), "--today", _TODAY, *words],
        capture_output=True,
        text=True,
        check=False,
    )
    code, modules = json.loads(done.stderr.splitlines()[-1])
    return code, set(modules)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("imports") / "sample.db"
    code, _ = _run(path, ["demo", "--create", str(path)])
    assert code == 0
    return path


@pytest.mark.parametrize("words", READS, ids=" ".join)
def test_reading_loads_nothing_heavy(sample: Path, words: list[str]) -> None:
    code, modules = _run(sample, words)
    assert code in (0, 1)
    assert not modules & set(HEAVY)


@pytest.mark.parametrize("words", [["status"], ["next"], ["list"]], ids=" ".join)
def test_the_hot_commands_stay_light(sample: Path, words: list[str]) -> None:
    _, modules = _run(sample, words)
    assert not modules & {"dateutil", "rapidfuzz", "dataclasses", "inspect", "logging"}


def test_the_status_line_needs_no_parser(sample: Path) -> None:
    _, modules = _run(sample, ["status"])
    assert "argparse" not in modules


@pytest.mark.parametrize(
    "words",
    [["status"], ["next"], ["list"], ["graph", "--json"], ["graph", "--help"]],
    ids=" ".join,
)
def test_the_whole_program_draws_only_what_is_asked_for(sample: Path, words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _WHOLE, "--book", str(sample), "--today", _TODAY, *words],
        capture_output=True,
        text=True,
        check=False,
    )
    code, modules = json.loads(done.stderr.splitlines()[-1])
    assert code == 0
    assert not {"textual", "rich", "netintern.tui"} & set(modules)


def test_writing_never_loads_the_screen(tmp_path: Path) -> None:
    code, modules = _run(tmp_path / "book.db", ["add", "Ana Silva"])
    assert code == 0
    assert "peewee" in modules
    assert not modules & {"textual", "rich", "icalendar"}


def test_the_first_paint_never_loads_what_writes(sample: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PAINT, str(sample)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    modules = set(json.loads(done.stderr.splitlines()[-1]))
    assert "textual" in modules
    assert not modules & {"peewee", "playhouse", "dateutil", "rapidfuzz", "icalendar"}
