"""A runner for command lines: exit code, both outputs, and the JSON value."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from netintern.cli.main import main
from netintern.tui.keymap import key_table

TODAY = "2026-06-29"


class Run(NamedTuple):
    """What one command line did."""

    code: int
    out: str
    err: str

    @property
    def value(self) -> Any:
        """The JSON value on standard output."""
        return json.loads(self.out)


Cli = Callable[..., Run]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the book of the test is; there is none yet."""
    return tmp_path / "mine.db"


@pytest.fixture
def cli(path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Runs `netintern` on the book of the test, on Monday 29 June 2026 unless told otherwise."""

    def run(*words: object, today: str = TODAY) -> Run:
        capsys.readouterr()
        code = main(["--book", str(path), "--today", today, *map(str, words)], key_table=key_table)
        out, err = capsys.readouterr()
        assert "Traceback" not in err
        return Run(code, out, err)

    return run


@pytest.fixture
def ok(cli: Cli) -> Cli:
    """As `cli`, for commands that have to succeed without a complaint."""

    def run(*words: object, today: str = TODAY) -> Run:
        done = cli(*words, today=today)
        assert done.code == 0, done.err
        assert done.err == ""
        return done

    return run


@pytest.fixture
def value(ok: Cli) -> Callable[..., Any]:
    """The JSON value of a command that has to succeed."""

    def run(*words: object, today: str = TODAY) -> Any:
        return ok("--json", *words, today=today).value

    return run


@pytest.fixture
def summer(ok: Cli) -> None:
    """The internship of the worked examples: 90 minutes agreed, two holidays."""
    ok("experience", "add", "--kind", "internship", "--org", "Acme", "--start", "2026-06-01",
       "--end", "2026-08-21", today="2026-06-01")  # fmt: skip
    ok("calendar", "holiday", "2026-06-19", today="2026-06-01")
    ok("calendar", "holiday", "2026-07-03", today="2026-06-01")
    ok("set", "own_budget", "120", today="2026-06-01")
    ok("checkin", "--agreed", "90", "--on", "2026-06-22", today="2026-06-22")
