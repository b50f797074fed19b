"""What is due at work, which decides whether networking may wait."""

from __future__ import annotations

import argparse

from netintern.cli.command import Command
from netintern.cli.parser import some
from netintern.cli.session import Session
from netintern.domain.dates import weekday_day
from netintern.domain.errors import UsageError


def _arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", metavar="add|left|move|done|list", required=True)
    add = acts.add_parser("add", help="something is due", allow_abbrev=False)
    add.add_argument(
        "name",
        metavar="NAME",
        nargs="+",
        type=some("a name"),
        help='its name; without --due a line such as "Demo fri 9h"',
    )
    add.add_argument("--due", metavar="DATE", help="the day by which it is due")
    add.add_argument("--hours", metavar="H", help="hours it still takes; 2 if not said")
    add.set_defaults(act_of=_add)
    left = acts.add_parser("left", help="how many hours it still takes", allow_abbrev=False)
    left.add_argument("name", metavar="NAME", help="its name or id")
    left.add_argument("hours", metavar="HOURS")
    left.set_defaults(act_of=_left)
    move = acts.add_parser("move", help="it is due on another day", allow_abbrev=False)
    move.add_argument("name", metavar="NAME", help="its name or id")
    move.add_argument("due", metavar="DATE")
    move.set_defaults(act_of=_move)
    done = acts.add_parser("done", help="it is finished", allow_abbrev=False)
    done.add_argument("name", metavar="NAME", help="its name or id")
    done.set_defaults(act_of=_done)
    listed = acts.add_parser("list", help="what is due", allow_abbrev=False)
    listed.add_argument("--all", action="store_true", help="also what is finished")
    listed.set_defaults(act_of=_list)


def _work(session: Session, given: argparse.Namespace) -> int:
    code: int = given.act_of(session, given)
    return code


def _add(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.work import add_commitment, add_commitment_line

    name, today = " ".join(given.name), session.today
    hours = _hours("--hours", given.hours) if given.hours is not None else None
    if given.due is None:
        return session.receipt(add_commitment_line(session.write(), name, hours=hours, today=today))
    due = session.coming_day(given.due)
    return session.receipt(add_commitment(session.write(), name, due=due, hours=hours, today=today))


def _move(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.work import move_commitment

    due = session.coming_day(given.due)
    return session.receipt(
        move_commitment(session.write(), _which(given.name), due, today=session.today)
    )


def _left(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.work import set_hours_left

    hours = _hours("HOURS", given.hours)
    return session.receipt(
        set_hours_left(session.write(), _which(given.name), hours, today=session.today)
    )


def _done(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.work import finish_commitment

    return session.receipt(
        finish_commitment(session.write(), _which(given.name), today=session.today)
    )


def _list(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.queries.work import work_list

    commitments = work_list(session.read(), finished=given.all)
    if session.json:
        session.out.json(
            [
                {
                    "id": each.id,
                    "name": each.name,
                    "due": each.due,
                    "hours": each.hours_left,
                    "done_on": each.done_on,
                }
                for each in commitments
            ]
        )
    elif not commitments:
        session.out.line("Nothing is due at work.")
    else:
        session.out.table(
            [
                (
                    str(each.id),
                    each.name,
                    f"due {weekday_day(each.due, session.today)}",
                    "no estimate" if each.hours_left is None else f"{each.hours_left:g} h left",
                    "done" if each.done_on else "",
                )
                for each in commitments
            ],
            right=(0,),
            stretch=1,
        )
    return 0


def _which(text: str) -> int | str:
    """A commitment by id or by name."""
    digits = text.removeprefix("#")
    return int(digits) if digits.isascii() and digits.isdigit() else text


def _hours(what: str, text: str) -> float:
    """Hours as typed: "9", "1.5", "2h"."""
    number = text.strip().lower().removesuffix("h").strip().replace(",", ".")
    try:
        hours = float(number)
    except ValueError:
        hours = -1.0
    if not 0 <= hours <= 10_000:
        raise UsageError(f"{what} takes a number of hours like 1.5, not '{text}'.")
    return hours


COMMANDS = {
    "work": Command(
        _arguments,
        _work,
        "What is due at work. When it no longer fits, networking waits.",
        (
            'work add "Demo fri 9h"',
            "work add Demo --due fri --hours 9",
            "work left Demo 4",
            "work done Demo",
            "work list",
        ),
    )
}
