"""Copying: through the terminal first, so that it works from afar, and with a program where one is.

Terminals take text for the clipboard by the sequence OSC 52. Some refuse it without a word, so on
the machine that one sits at, a program of that machine is given the text as well.
"""

import os
from collections.abc import Mapping
from typing import Any

from textual.app import App

from netintern.domain.text import clean_note
from netintern.interop.handing import Program, fill, local_program, osc52

__all__ = ["Program", "copy", "local_program", "passed_through"]


def copy(app: App[Any], text: str, environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """Copy a text, cleaned; the ways that it went, in words.

    Whether a terminal took it is never told by the terminal.
    """
    text = clean_note(text)
    app.copy_to_clipboard(text)
    if environ.get("TMUX") and app._driver is not None:
        app._driver.write(passed_through(text))
    program = local_program(environ)
    if program is not None and fill(program, text):
        return "the terminal", program.command[0]
    return ("the terminal",)


def passed_through(text: str) -> str:
    """OSC 52 for the terminal around tmux."""
    return osc52(text, tmux=True)
