"""Handing a text to other programs of this machine: clipboard, editor, and mail.

From afar there is no such program: what is started there appears on the other machine's screen.
"""

import os
import shutil
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

from netintern.domain.errors import CannotCreateError, UsageError
from netintern.domain.text import clean_note

Which = Callable[[str], str | None]

_FAR: Final = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")
PATIENCE: Final = 2.0
"""Seconds that a program which only takes a text may need."""
_EDITORS: Final = ("nano", "vim", "vi", "notepad.exe")
"""Editors that are looked for if none is named, gentlest first."""
_WAITS: Final[Mapping[str, str]] = {"code": "--wait", "codium": "--wait", "subl": "--wait"}
"""Editors that return at once unless they are told to wait."""


class Program(NamedTuple):
    """A program that puts what it reads into the clipboard."""

    command: tuple[str, ...]
    encoding: str = "utf-8"


def is_far(environ: Mapping[str, str]) -> bool:
    """Whether one sits at another machine than the program."""
    return any(environ.get(name) for name in _FAR)


def local_program(
    environ: Mapping[str, str], *, system: str = sys.platform, which: Which = shutil.which
) -> Program | None:
    """The program for the clipboard of this machine; None from afar, or if there is none."""
    if is_far(environ):
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


def fill(program: Program, text: str) -> bool:
    """Give a program a text to read; whether it took it."""
    return _ran(program.command, text.encode(program.encoding))


def osc52(text: str, *, tmux: bool = False) -> str:
    """The sequence by which a terminal takes a text for the clipboard.

    tmux by default keeps it to itself; `tmux` wraps it for the terminal around tmux. The text is
    in Base64, so nothing in it can end the sequence.
    """
    inner = f"\x1b]52;c;{b64encode(text.encode('utf-8', 'replace')).decode()}\x07"
    return f"\x1bPtmux;\x1b{inner}\x1b\\" if tmux else inner


def mail_command(
    environ: Mapping[str, str], *, system: str = sys.platform, which: Which = shutil.which
) -> tuple[str, ...] | None:
    """The command that opens a link in the mail program; None from afar, or if there is none."""
    if is_far(environ):
        return None
    shown = bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))
    for command, fits in (
        (("open",), system == "darwin"),
        (("wslview",), bool(environ.get("WSL_DISTRO_NAME"))),
        (("rundll32.exe", "url.dll,FileProtocolHandler"), system == "win32"),
        (("xdg-open",), shown),
    ):
        if fits and which(command[0]):
            return command
    return None


def open_mail(link: str, environ: Mapping[str, str] = os.environ) -> str:
    """Open a mailto link in the mail program; the name of what took it, empty if nothing did."""
    command = mail_command(environ)
    if command is None or not _ran((*command, link), b""):
        return ""
    return command[0]


def editor_command(environ: Mapping[str, str], *, which: Which = shutil.which) -> tuple[str, ...]:
    """The user's editor as a command without the file. Raises UsageError if there is none."""
    import shlex

    for name in ("VISUAL", "EDITOR"):
        wanted = environ.get(name, "").strip()
        if not wanted:
            continue
        try:
            words = tuple(shlex.split(wanted))
        except ValueError as error:
            raise UsageError(f"${name} is no command: {wanted}.", "Set it anew.") from error
        if not which(words[0]):
            raise UsageError(f"${name} names {words[0]}, which is not there.", "Set another one.")
        wait = _WAITS.get(os.path.basename(words[0]))
        return words if wait is None or wait in words else (*words, wait)
    found = next((name for name in _EDITORS if which(name)), None)
    if found is None:
        raise UsageError("No editor is known.", "Set $EDITOR to yours.")
    return (found,)


def edit(text: str, environ: Mapping[str, str] = os.environ) -> str:
    """What the user makes of a text in the editor, cleaned; the terminal is the editor's meanwhile.

    Raises UsageError without an editor, and CannotCreateError if it failed; the file it was given
    is private, and gone afterwards.
    """
    import tempfile

    command = editor_command(environ)
    with tempfile.TemporaryDirectory(prefix="netintern-") as folder:
        path = os.path.join(folder, "message.txt")
        with open(path, "w", encoding="utf-8", errors="replace") as file:
            file.write(f"{text}\n")
        os.chmod(path, 0o600)
        _wait_for((*command, path))
        with open(path, encoding="utf-8", errors="replace") as file:
            return clean_note(file.read()).strip("\n")


def _wait_for(command: Sequence[str]) -> None:
    try:
        code = subprocess.run(command, check=False).returncode
    except OSError as error:
        raise CannotCreateError(
            f"{command[0]} could not be started: {error.strerror or error}."
        ) from error
    if code:
        raise CannotCreateError(f"{command[0]} ended with code {code}; the text is as it was.")


def _ran(command: Sequence[str], given: bytes) -> bool:
    """Whether a program that does not talk to the terminal did its work."""
    try:
        # Some of them stay behind to serve the clipboard, and would hold an open pipe.
        done = subprocess.run(
            command,
            input=given,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
