"""The only writer to standard error: one sentence a complaint, and the report of a crash."""

import os
import sys

from netintern.domain.text import printable


def complain(text: object) -> None:
    """One line for the user: what is wrong and what to do next."""
    if sys.stderr is None:
        return
    line = " ".join(printable(str(text)).split())
    try:
        sys.stderr.write(f"netintern: {line}\n")
        sys.stderr.flush()
    except OSError:
        return  # nobody reads standard error; the exit code still tells


def report_crash(error: BaseException, path: str, stamp: str, command: str) -> None:
    """Add what a developer needs to a private file, and tell the user in three lines.

    The report holds no argument of the command line, because names stand there.
    """
    complain(f"a fault inside the program stopped this command ({type(error).__name__}).")
    complain("The book is safe: an action is saved whole or not at all; see netintern doctor.")
    if _write_report(error, path, stamp, command):
        complain(f"A report for the developers is in {path}; nothing was sent.")
    else:
        complain(f"No report could be written to {path}.")


def _write_report(error: BaseException, path: str, stamp: str, command: str) -> bool:
    """Whether the report could be added to the file."""
    import platform
    import sqlite3
    import traceback

    from netintern import __version__

    lines = [
        f"{stamp} netintern {__version__}, command: {command or 'none'}",
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, "
        f"{platform.platform()}",
        *(part.rstrip("\n") for part in traceback.format_exception(error)),
        "",
    ]
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with open(number, "a", encoding="utf-8", errors="backslashreplace") as file:
            file.write("\n".join(lines) + "\n")
    except OSError:
        return False
    return True
