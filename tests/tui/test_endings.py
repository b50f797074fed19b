"""However the program ends, the terminal is given back; and without colour none is sent."""

import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.stage import TODAY, sample_book

pty = pytest.importorskip("pty")
termios = pytest.importorskip("termios")
fcntl = pytest.importorskip("fcntl")

LEFT_ON = (b"\x1b[?1049h", b"\x1b[?1000h", b"\x1b[?2004h", b"\x1b[?25l")
"""What the program switches on: the other screen, the mouse, marked pastes, no cursor."""
SECONDS = 20.0


class Terminal:
    """The program on a terminal of its own."""

    def __init__(self, book: Path, **environ: str) -> None:
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, b"\x28\x00\x78\x00\x00\x00\x00\x00")
        self.before = termios.tcgetattr(slave)
        self.slave = slave
        self.sent = b""
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "netintern", "--book", str(book)),
                *("--today", f"{TODAY.isoformat()}T10:00"),
            ],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env=_environ() | environ,
            start_new_session=True,
        )

    def read_until(self, done: Callable[[], bool]) -> None:
        """Read what is sent until `done`, or fail."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            ready, _, _ = select.select([self.master], [], [], 0.05)
            if ready:
                self.sent += os.read(self.master, 65536)
            elif done():
                return
        raise AssertionError(f"waited in vain; sent so far: {self.sent[-500:]!r}")

    def type(self, keys: bytes) -> None:
        """Press keys, and wait for the answer."""
        os.write(self.master, keys)
        quiet = time.monotonic() + 0.3
        self.read_until(lambda: time.monotonic() > quiet)

    def end(self) -> int:
        """The exit code, once everything that was sent is read."""
        self.read_until(lambda: self.process.poll() is not None)
        return self.process.returncode

    def close(self) -> None:
        """Give the terminal away."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.master)
        os.close(self.slave)


def _environ() -> dict[str, str]:
    """The environment with the size of this terminal and not of another."""
    kept = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    return kept | {"TERM": "xterm-256color", "COLORTERM": "truecolor"}


def _is_given_back(terminal: Terminal) -> bool:
    """Whether everything that was switched on was switched off last, and the lines edit again."""
    sent = terminal.sent
    off = [on[:-1] + (b"h" if on.endswith(b"l") else b"l") for on in LEFT_ON]
    modes = zip(LEFT_ON, off, strict=True)
    if any(sent.rfind(on) > sent.rfind(back) for on, back in modes):
        return False
    return bool(termios.tcgetattr(terminal.slave)[3] == terminal.before[3])


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ("q", 0),
        ("ctrl+c twice", 0),
        ("crash", 70),
        (signal.SIGTERM, 143),
        (signal.SIGHUP, 129),
        (signal.SIGINT, 130),
    ],
    ids=str,
)
def test_the_terminal_is_given_back(tmp_path: Path, how: str | signal.Signals, code: int) -> None:
    terminal = Terminal(sample_book(tmp_path), NETINTERN_CRASH_KEY="f12")
    try:
        terminal.read_until(lambda: b"Queue" in terminal.sent)
        os.write(terminal.master, b"d")
        terminal.read_until(lambda: b"undo)" in terminal.sent)
        if isinstance(how, signal.Signals):
            terminal.process.send_signal(how)
        else:
            keys = {"q": b"q", "ctrl+c twice": b"\x03\x03", "crash": b"\x1b[24~"}
            os.write(terminal.master, keys[how])
        assert terminal.end() == code
        assert _is_given_back(terminal)
        assert b"Traceback" not in terminal.sent
        assert [path.name for path in tmp_path.glob("sample.db-*")] == []
    finally:
        terminal.close()


def test_without_colour_none_is_sent(tmp_path: Path) -> None:
    terminal = Terminal(sample_book(tmp_path), NO_COLOR="1")
    try:
        terminal.read_until(lambda: b"Queue" in terminal.sent)
        for keys in (b"j", b"s", b"x", b"2", b"3", b"?"):
            terminal.type(keys)
        terminal.process.terminate()
        terminal.end()
    finally:
        terminal.close()
    codes = {
        code
        for found in re.findall(rb"\x1b\[([0-9;]*)m", terminal.sent)
        for code in found.split(b";")
    }
    assert codes <= {b"", b"0", b"1", b"2", b"4", b"7"}
