"""Copying: by the terminal first, through tmux too, by a local program, and never an escape."""

import base64
import subprocess
from collections.abc import Callable
from string import ascii_letters, digits
from typing import Any

import pytest
from textual.app import App

from netintern.tui import clipboard
from netintern.tui.clipboard import Program, copy, local_program, passed_through
from tests.tui.dialog_host import HOSTILE


def finder(*names: str) -> Callable[[str], str | None]:
    return lambda name: f"/bin/{name}" if name in names else None


def payload(sequence: str) -> str:
    """The text in OSC 52."""
    return base64.b64decode(sequence.split(";c;")[1].partition("\x07")[0]).decode()


async def sent(
    monkeypatch: pytest.MonkeyPatch, text: str, environ: dict[str, str]
) -> tuple[list[str], tuple[str, ...]]:
    """What the terminal is sent, and the ways in words."""
    written: list[str] = []
    app: App[Any] = App()
    async with app.run_test():
        assert app._driver is not None
        monkeypatch.setattr(app._driver, "write", written.append)
        ways = copy(app, text, environ)
    return [one for one in written if "]52;" in one], ways


async def test_the_terminal_is_sent_the_text_in_base64(monkeypatch: pytest.MonkeyPatch) -> None:
    sequences, ways = await sent(monkeypatch, "ana@acme.example", {"SSH_TTY": "1"})
    assert [payload(one) for one in sequences] == ["ana@acme.example"]
    assert sequences[0].startswith("\x1b]52;c;")
    assert ways == ("the terminal",)


async def test_inside_tmux_it_is_also_wrapped(monkeypatch: pytest.MonkeyPatch) -> None:
    environ = {"TMUX": "/tmp/tmux-0/default,1,0", "SSH_TTY": "1"}
    plain, wrapped = (await sent(monkeypatch, "Ana", environ))[0]
    assert plain == "\x1b]52;c;QW5h\x07"
    assert wrapped == "\x1bPtmux;\x1b\x1b]52;c;QW5h\x07\x1b\\"


@pytest.mark.parametrize("text", [*HOSTILE, "\x1b]0;owned\x07\x1b[2J", "\x1b\\ \x07 \ud800 end"])
async def test_no_escape_of_a_text_leaks(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    environ = {"TMUX": "1", "SSH_TTY": "1"}
    for sequence in (await sent(monkeypatch, text, environ))[0]:
        assert not set(payload(sequence)) & {"\x1b", "\x07", "\x9b", "\x9d"}
        inner = sequence.split(";c;")[1].partition("\x07")[0]
        assert set(inner) <= set(f"{ascii_letters}{digits}+/=")


def test_many_lines_stay_many() -> None:
    assert payload(passed_through("one\ntwo")) == "one\ntwo"


@pytest.mark.parametrize(
    ("environ", "system", "there", "command"),
    [
        ({}, "darwin", ("pbcopy",), "pbcopy"),
        ({"WAYLAND_DISPLAY": "w"}, "linux", ("wl-copy", "xclip"), "wl-copy"),
        ({"DISPLAY": ":0"}, "linux", ("wl-copy", "xclip"), "xclip"),
        ({}, "linux", ("clip.exe",), "clip.exe"),
    ],
)
def test_the_program_of_this_machine_is_found(
    environ: dict[str, str], system: str, there: tuple[str, ...], command: str
) -> None:
    program = local_program(environ, system=system, which=finder(*there))
    assert program is not None
    assert program.command[0] == command


@pytest.mark.parametrize(
    ("environ", "there"),
    [
        ({"DISPLAY": ":0"}, ()),
        ({}, ("wl-copy", "xclip", "pbcopy")),
        ({"SSH_CONNECTION": "1", "DISPLAY": ":0"}, ("xclip",)),
        ({"SSH_TTY": "/dev/pts/1"}, ("clip.exe",)),
    ],
)
def test_from_afar_or_without_one_there_is_no_program(
    environ: dict[str, str], there: tuple[str, ...]
) -> None:
    assert local_program(environ, system="linux", which=finder(*there)) is None


@pytest.mark.parametrize(
    ("result", "ways"),
    [(0, ("the terminal", "wl-copy")), (1, ("the terminal",)), (None, ("the terminal",))],
)
async def test_the_words_name_the_program_if_it_took_the_text(
    monkeypatch: pytest.MonkeyPatch, result: int | None, ways: tuple[str, ...]
) -> None:
    given: list[bytes] = []

    def run(command: tuple[str, ...], *, input: bytes, **_: object) -> Any:
        given.append(input)
        if result is None:
            raise subprocess.TimeoutExpired(command, 2.0)
        return subprocess.CompletedProcess(command, result)

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(clipboard, "local_program", lambda environ: Program(("wl-copy",)))
    assert (await sent(monkeypatch, "Zoë", {}))[1] == ways
    assert given == ["Zoë".encode()]


def test_the_text_of_windows_has_its_encoding() -> None:
    program = local_program({}, system="win32", which=finder("clip.exe"))
    assert program is not None
    assert "Zoë".encode(program.encoding).decode("utf-16") == "Zoë"
