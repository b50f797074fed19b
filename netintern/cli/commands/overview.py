"""The queue and the week together, for where the full-screen program cannot run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netintern.cli.commands.queue import show_queue
from netintern.cli.commands.week import show_week
from netintern.domain.errors import UsageError

if TYPE_CHECKING:
    from netintern.cli.session import Session


def show_overview(session: Session) -> int:
    """Write both as text; the exit code."""
    if session.json:
        raise UsageError("--json needs a command.", "Try 'netintern next --json'.")
    show_queue(session)
    session.out.line()
    return show_week(session)
