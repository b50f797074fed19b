"""Copying: through the terminal first, so that it works from afar, and with a program where one is.

Terminals take text for the clipboard by the sequence OSC 52. Some refuse it without a word, so on
the machine that one sits at, a program of that machine is given the text as well.
"""

import os
import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from textual.app import App

from netintern.domain.text import clean_note

_FAR: Final = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")
_PATIENCE: Final = 2.0
"""Seconds that a program may take."""


class Program(NamedTuple):
    """A program that puts what it reads into the clipboard."""

    command: tuple[str, ...]
    encoding: str = "utf-8"


def copy(app: App[Any], text: str, environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Copy a text, cleaned; the ways that it went, in words.

    Whether a terminal took it is never told by the terminal.
    """
    text = clean_note(text)
    app.copy_to_clipboard(text)
    if environ.get("TMUX") and app._driver is not None:
        app._driver.write(passed_through(text))
    program = local_program(environ)
    if program is not None and _ran(program, text):
        return "the terminal", program.command[0]
    return ("the terminal",)


def passed_through(text: str) -> str:
    """OSC 52 for the terminal around tmux, which by default keeps the plain one to itself.

    The text is in Base64, so nothing in it can end the sequence.
    """
    sequence = f"\x1b\x1b]52;c;{b64encode(text.encode()).decode()}\x07"
    return f"\x1bPtmux;{sequence}\x1b\\"


def local_program(
    environ: Mapping[str, str],
    *,
    system: str = sys.platform,
    which: Callable[[str], str | None] = shutil.which,
) -> Program | None:
    """The program for the clipboard of this machine; None from afar, or if there is none."""
    if any(environ.get(name) for name in _FAR):
        return None
    for program, fits in (
        (Program(("pbcopy",)), system == "darwin"),
        (Program(("wl-copy",)), bool(environ.get("WAYLAND_DISPLAY"))),
        (Program(("xclip", "-selection", "clipboard")), bool(environ.get("DISPLAY"))),
        # Linux on Windows finds it too; it reads letters beyond ASCII in this encoding only.
        (Program(("clip.exe",), "utf-16"), True),
    ):
        if fits and which(program.command[0]):
            return program
    return None


def _ran(program: Program, text: str) -> bool:
    """Whether the program took the text."""
    try:
        # Some of them stay behind to serve the clipboard, and would hold an open pipe.
        done = subprocess.run(
            program.command,
            input=text.encode(program.encoding),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
