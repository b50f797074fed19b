"""One line for a status bar, made without anything that it does not need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netintern.cli.command import Command
from netintern.domain.errors import UsageError

if TYPE_CHECKING:
    import argparse

    from netintern.cli.session import Session

DEFAULT_FORMAT = "{due} due {spent}/{budget}m {mix}"
_OWING = ", {owe} owed"
"""Ends the default where something is owed: "0 due" alone would say that nothing waits."""


def show(session: Session, template: str | None = None) -> int:
    """Write the status by a template like "{due} due"; the exit code."""
    from netintern.services.queries.status import status

    values = status(session.read(), today=session.today, minute=session.minute)._asdict()
    if session.json:
        session.out.json(values)
    else:
        if template is None:
            template = DEFAULT_FORMAT + _OWING if values["owe"] else DEFAULT_FORMAT
        session.out.line(_fill(template, values))
    return 0


def _fill(template: str, values: dict[str, object]) -> str:
    """The template with its names replaced; raises UsageError for a name that is not there."""
    from string import Formatter

    shown = {name: str(value) for name, value in values.items()}
    try:
        for _, name, form, conversion in Formatter().parse(template):
            # Nothing of a value but its text is to be had.
            if name is not None and (name not in shown or conversion or "{" in (form or "")):
                raise KeyError(name)
        return template.format_map(shown)
    except (KeyError, ValueError, IndexError, AttributeError):
        known = ", ".join(f"{{{name}}}" for name in values)
        raise UsageError(
            f"--format '{template}' cannot be filled in.", f"It may hold {known}."
        ) from None


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        metavar="TEXT",
        help=f"as in '{DEFAULT_FORMAT}', the default; what is owed is told behind it",
    )


def _status(session: Session, given: argparse.Namespace) -> int:
    return show(session, given.format)


COMMANDS = {
    "status": Command(
        _arguments,
        _status,
        "One line for tmux, starship, or waybar: who is due, the minutes of the week, the talks "
        "per circle, and apart from that how many are owed something. The format may hold {due}, "
        "{owe}, {spent}, {budget}, {gate}, {mix}, and {next_circle}.",
        ("status", "status --format '{owe} owed, {due} due'"),
    )
}
