"""Global options, help, and every way in which a command line can end."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from netintern.cli import main as module
from netintern.cli.commands import GROUPS, MODULES
from netintern.cli.main import main, split
from netintern.domain.errors import BookBusyError, UsageError
from tests.cli.conftest import Cli

PROGRAM = [sys.executable, "-m", "netintern"]


def test_global_options_stand_before_or_after_the_command() -> None:
    after = split(["list", "--book", "a.db", "--json", "--today=2026-06-29", "--wish"])
    before = split(["--book=a.db", "--today", "2026-06-29", "--json", "list", "--wish"])
    assert after == before
    assert after.words == ("list", "--wish")


def test_two_dashes_end_the_global_options() -> None:
    assert split(["search", "--", "--json"]).words == ("search", "--", "--json")


@pytest.mark.parametrize("name", ["--book", "--today"])
def test_a_global_option_needs_its_value(name: str) -> None:
    with pytest.raises(UsageError):
        split(["list", name])


def test_the_day_of_the_option_wins_over_the_environment(
    cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETINTERN_TODAY", "2020-01-06")
    assert '"2026-W27"' in cli("week", "--json").out


def test_the_day_of_the_environment_counts(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("NETINTERN_TODAY", "2026-12-28T10:30")
    assert main(["--book", str(path), "week", "--json"]) == 0
    assert '"2026-W53"' in capsys.readouterr().out


@pytest.mark.parametrize("day", ["2026-02-30", "yesterday", "2026-06-29T25:00", "1"])
def test_an_impossible_day_is_refused(cli: Cli, day: str) -> None:
    run = cli("list", today=day)
    assert run.code == 2
    assert run.err.startswith("netintern: ")
    assert run.err.count("\n") == 1


def test_the_help_names_every_command(cli: Cli) -> None:
    text = cli("--help").out
    for name in MODULES:
        assert f"\n  {name} " in text


@pytest.mark.parametrize("name", sorted(MODULES))
def test_every_command_has_help_with_an_example(cli: Cli, name: str) -> None:
    run = cli(name, "--help")
    assert run.code == 0
    assert run.err == ""
    assert run.out.startswith(f"usage: netintern {name}")
    assert f"\n  netintern {name}" in run.out
    assert "--today DATE" in run.out
    assert cli("help", name).out == run.out


def test_help_lines_start_small_and_have_no_full_stop() -> None:
    for _, commands in GROUPS:
        for name, _, about in commands:
            assert about[0].islower(), name
            assert not about.endswith("."), name


def test_the_version(cli: Cli) -> None:
    assert cli("--version").out.startswith("netintern 0.")


def test_an_unknown_command_is_refused_with_the_near_one(cli: Cli) -> None:
    run = cli("lst")
    assert run.code == 2
    assert run.err == "netintern: There is no command 'lst'. Did you mean 'list'?\n"
    assert cli("frobnicate").err.endswith("See 'netintern --help'.\n")
    assert cli("--colour").code == 2


@pytest.mark.parametrize(
    "words",
    [
        ["list", "--frob"],
        ["add"],
        ["show"],
        ["work"],
        ["work", "frob"],
        ["experience"],
        ["list", "extra"],
    ],
)
def test_wrong_words_are_one_sentence_and_exit_2(cli: Cli, words: list[str]) -> None:
    run = cli(*words)
    assert (run.code, run.out) == (2, "")
    assert run.err.startswith(f"netintern: {words[0]}")
    assert run.err.count("\n") == 1


def test_without_a_terminal_and_a_command_the_queue_and_the_week(cli: Cli, path: Path) -> None:
    run = cli()
    assert run.code == 0
    assert "Nothing is waiting" in run.out
    assert "2026-W27" in run.out
    assert "\x1b" not in run.out
    assert not path.exists()


def test_json_needs_a_command(cli: Cli) -> None:
    for words in (["--json"], ["demo", "--json"]):
        run = cli(*words)
        assert (run.code, run.out) == (2, "")


def test_a_fault_writes_a_report_and_three_lines(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_: object) -> int:
        raise ZeroDivisionError("secret name")

    monkeypatch.setattr(module, "_parsed", fail)
    run = cli("list", "Ana Silva")
    assert run.code == 70
    assert run.err.count("\n") == 3
    report = tmp_path / "data" / "netintern.log"
    assert str(report) in run.err
    text = report.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in text
    assert "command: list" in text
    assert "Ana Silva" not in text
    assert os.name == "nt" or report.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (KeyboardInterrupt(), 130),
        (SystemExit(143), 143),
        (BookBusyError("The book is busy."), 75),
        (FileNotFoundError(2, "No such file", "x"), 66),
        (PermissionError(13, "Permission denied", "x"), 77),
        (OSError(28, "No space left on device"), 73),
    ],
)
def test_every_end_has_its_code(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int
) -> None:
    def fail(*_: object) -> int:
        raise error

    monkeypatch.setattr(module, "_parsed", fail)
    run = cli("list")
    assert run.code == code
    assert run.err.count("\n") <= 1


def test_a_reader_that_goes_away_is_no_error(path: Path) -> None:
    command = subprocess.Popen(
        [*PROGRAM, "--book", str(path), "--help"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert command.stdout is not None
    command.stdout.close()
    assert command.stderr is not None
    said = command.stderr.read()
    command.stderr.close()
    assert command.wait(timeout=30) == 0
    assert said == b""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_output_that_cannot_be_written_is_73(path: Path) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        done = subprocess.run(
            [*PROGRAM, "--book", str(path), "--help"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 73
    assert done.stderr.startswith("netintern: The output could not be written")
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129), (signal.SIGINT, 130)]
)
def test_signals_end_a_command_with_their_code(number: int, code: int) -> None:
    command = subprocess.Popen(
        [sys.executable, "-c", _SLEEPER],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert command.stdout is not None
    assert command.stdout.readline() == "ready\n"
    time.sleep(0.05)
    command.send_signal(number)
    _, said = command.communicate(timeout=30)
    assert command.returncode == code
    assert said == ""


_SLEEPER = """
import signal, sys, time

# A job that a shell put into the background inherits an interrupt that is ignored.
signal.signal(signal.SIGINT, signal.default_int_handler)
from netintern.cli import main
from netintern.cli.commands import book

def wait(*_):
    print("ready", flush=True)
    time.sleep(20)

book.COMMANDS["where"] = book.COMMANDS["where"]._replace(run=wait)
sys.exit(main.main(["where"]))
"""


def test_the_screen_is_launched_only_on_a_terminal(path: Path) -> None:
    started: list[object] = []

    def launch(*given: object) -> int:
        started.append(given)
        return 0

    assert main(["--book", str(path), "--today", "2026-06-29"], launch) == 0
    assert started == []


_ON_A_TERMINAL = """
import os, pty, sys

code = os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:]))
sys.exit(code)
"""
_FACE = """
import sys
from netintern.cli.main import main

def launch(*given):
    print("launched", given)
    return 3

sys.exit(main(sys.argv[1:], launch))
"""


def _on_a_terminal(*words: str, **environ: str) -> tuple[int, str]:
    """Exit code and output of a command line whose output is a terminal."""
    done = subprocess.run(
        [sys.executable, "-c", _ON_A_TERMINAL, sys.executable, "-c", _FACE, *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        env={**os.environ, "TERM": "xterm-256color", **environ},
        text=True,
        check=False,
    )
    return done.returncode, done.stdout


@pytest.mark.skipif(os.name == "nt", reason="terminals of POSIX")
def test_on_a_terminal_the_screen_starts(path: Path) -> None:
    code, out = _on_a_terminal("--book", str(path))
    assert code == 3
    assert f"launched ('{path}', None, None, False)" in out


@pytest.mark.skipif(os.name == "nt", reason="terminals of POSIX")
def test_the_screen_gets_a_day_that_was_set(path: Path) -> None:
    _, out = _on_a_terminal("--book", str(path), "--today", "2026-06-29T10:15")
    assert f"launched ('{path}', datetime.date(2026, 6, 29), 615, False)" in out
    code, out = _on_a_terminal("demo")
    assert code == 3
    assert ", None, None, True)" in out


@pytest.mark.skipif(os.name == "nt", reason="terminals of POSIX")
def test_a_dumb_terminal_gets_text(path: Path) -> None:
    code, out = _on_a_terminal("--book", str(path), TERM="dumb")
    assert code == 0
    assert "Nothing is waiting" in out
    assert "\x1b" not in out


@pytest.mark.skipif(os.name == "nt", reason="terminals of POSIX")
def test_style_only_where_it_is_wanted(path: Path) -> None:
    assert "\x1b[1m" in _on_a_terminal("--book", str(path), "week")[1]
    assert "\x1b" not in _on_a_terminal("--book", str(path), "week", NO_COLOR="1")[1]
