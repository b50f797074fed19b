"""What a command is made of."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from netintern.cli.session import Session


class Command(NamedTuple):
    """One command: its arguments, what it does, and what its help tells."""

    arguments: Callable[[ArgumentParser], None]
    run: Callable[[Session, Namespace], int]
    """Does it; the exit code."""
    about: str
    examples: tuple[str, ...] = ()
    """Command lines without the name of the program."""
