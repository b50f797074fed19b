"""A book of invented people, to look round in or to try things on."""

from __future__ import annotations

import argparse
import os

from netintern.cli.command import Command
from netintern.cli.commands.overview import show_overview
from netintern.cli.parser import whole
from netintern.cli.session import Session
from netintern.domain.errors import CannotCreateError, UsageError

MAX_PEOPLE = 1_000_000


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--create", metavar="FILE", help="only write such a book")
    parser.add_argument(
        "--people",
        type=whole("--people", 1, MAX_PEOPLE),
        metavar="N",
        help="so many made-up people instead of the sample",
    )
    parser.add_argument(
        "--tracked",
        type=whole("--tracked", 0, MAX_PEOPLE),
        metavar="N",
        help="how many of them are tracked; at most 300 if not said",
    )
    parser.add_argument(
        "--seed",
        type=whole("--seed", 0, 2**31 - 1),
        default=1,
        metavar="S",
        help="the same seed makes the same book",
    )


def _demo(session: Session, given: argparse.Namespace) -> int:
    if given.create is None:
        if given.people is not None or given.tracked is not None:
            raise UsageError("--people and --tracked need --create FILE.", "Say where to write.")
        return _look_round(session)
    if os.path.lexists(given.create):
        raise CannotCreateError(f"{given.create} is there already.", "Choose another name.")
    return _create(session, given)


def _create(session: Session, given: argparse.Namespace) -> int:
    """Write the book."""
    if given.people is None:
        if given.tracked is not None:
            raise UsageError("--tracked needs --people N.", "Say how many people there are.")
        from netintern.services.sample import create_sample

        create_sample(given.create, today=session.today)
    else:
        from netintern.services.synthetic import create_synthetic

        create_synthetic(
            given.create,
            people=given.people,
            tracked=given.tracked,
            seed=given.seed,
            today=session.today,
        )
    if session.json:
        session.out.json({"file": given.create})
    else:
        session.out.line(f"a book of invented people is in {given.create}")
    return 0


def _look_round(session: Session) -> int:
    """Open the sample in a temporary place, or show it as text; then it is gone."""
    import tempfile

    from netintern.services.sample import create_sample

    with tempfile.TemporaryDirectory(prefix="netintern-demo-") as place:
        path = os.path.join(place, "book.db")
        create_sample(path, today=session.today)
        if session.launch is not None and session.screen:
            minute = session.minute if session.fixed else None
            return session.launch(path, session.today if session.fixed else None, minute, True)
        session.use(path)
        try:
            return show_overview(session)
        finally:
            session.close()


COMMANDS = {
    "demo": Command(
        _arguments,
        _demo,
        "Look round in a book of invented people in a temporary place; nothing is kept. With "
        "--create such a book is only written.",
        ("demo", "demo --create sample.db", "demo --create big.db --people 10000 --seed 7"),
    )
}
