"""Texts for other programs: mail links, the editor, and the clipboard of this machine."""

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from netintern.domain.drafts import mailto
from netintern.domain.errors import CannotCreateError, UsageError
from netintern.interop.handing import edit, editor_command, mail_command, open_mail, osc52


def finder(*names: str) -> Callable[[str], str | None]:
    return lambda name: f"/bin/{name}" if name in names else None


def test_a_link_holds_everything_and_nothing_in_it_is_read_as_a_part() -> None:
    assert mailto("ana@x.example", "", "") == "mailto:ana@x.example"
    link = mailto("a?b&c@x.example", "1 & 2?", "one\ntwo #3")
    assert link == "mailto:a%3Fb%26c@x.example?subject=1%20%26%202%3F&body=one%0D%0Atwo%20%233"
    assert mailto("", "é", "\ud800") == "mailto:?subject=%C3%A9&body=%3F"


@pytest.mark.parametrize(
    ("environ", "system", "there", "command"),
    [
        ({}, "darwin", ("open",), "open"),
        ({"DISPLAY": ":0"}, "linux", ("xdg-open", "open"), "xdg-open"),
        ({"WSL_DISTRO_NAME": "D", "DISPLAY": ":0"}, "linux", ("wslview", "xdg-open"), "wslview"),
        ({}, "win32", ("rundll32.exe",), "rundll32.exe"),
        ({}, "linux", ("xdg-open",), None),
        ({"DISPLAY": ":0"}, "linux", (), None),
        ({"SSH_TTY": "1", "DISPLAY": ":0"}, "linux", ("xdg-open",), None),
    ],
)
def test_the_mail_program_of_this_machine(
    environ: dict[str, str], system: str, there: tuple[str, ...], command: str | None
) -> None:
    found = mail_command(environ, system=system, which=finder(*there))
    assert (found and found[0]) == command


def test_without_a_mail_program_nothing_is_opened() -> None:
    assert open_mail("mailto:a@b.example", {"SSH_TTY": "1"}) == ""


@pytest.mark.parametrize(
    ("environ", "there", "command"),
    [
        ({"VISUAL": "hx", "EDITOR": "vi"}, ("hx", "vi"), ("hx",)),
        ({"EDITOR": "vim -u NONE"}, ("vim",), ("vim", "-u", "NONE")),
        ({"EDITOR": "code"}, ("code",), ("code", "--wait")),
        ({"EDITOR": "code --wait"}, ("code",), ("code", "--wait")),
        ({"EDITOR": " "}, ("vi", "nano"), ("nano",)),
        ({}, ("vi",), ("vi",)),
    ],
)
def test_the_editor(
    environ: dict[str, str], there: tuple[str, ...], command: tuple[str, ...]
) -> None:
    assert editor_command(environ, which=finder(*there)) == command


@pytest.mark.parametrize("environ", [{}, {"EDITOR": "gone"}, {"EDITOR": "vi 'x"}])
def test_no_editor_is_told(environ: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        editor_command(environ, which=finder())


def script(folder: Path, body: str) -> dict[str, str]:
    """An editor that runs some Python on the file it is given."""
    path = folder / "editor.py"
    path.write_text(f"import os, sys\npath = sys.argv[1]\n{body}\n", encoding="utf-8")
    return {"EDITOR": f"{sys.executable} {path}"}


def test_what_comes_back_is_cleaned_and_the_file_is_private_and_gone(tmp_path: Path) -> None:
    told = tmp_path / "told"
    environ = script(
        tmp_path,
        f"mode = oct(os.stat(path).st_mode)\nopen({str(told)!r}, 'w').write(path + ' ' + mode)\n"
        "old = open(path, encoding='utf-8').read()\n"
        "open(path, 'wb').write((old + 'Zoë \\x1b[31mred\\n\\n').encode() + b'\\xff')",
    )
    text = edit("Dear Ana,\n\nhello", environ)
    assert text.startswith("Dear Ana,\n\nhello\nZoë red")
    assert "\x1b" not in text
    path, mode = told.read_text().rsplit(" ", 1)
    assert not os.path.exists(path)
    assert stat.S_IMODE(int(mode, 8)) == 0o600


def test_an_editor_that_fails_leaves_the_text(tmp_path: Path) -> None:
    with pytest.raises(CannotCreateError, match="code 3"):
        edit("text", script(tmp_path, "sys.exit(3)"))


def test_the_sequence_for_the_terminal() -> None:
    assert osc52("Ana") == "\x1b]52;c;QW5h\x07"
    assert osc52("Ana", tmux=True).startswith("\x1bPtmux;\x1b\x1b]52;")
