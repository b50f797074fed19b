"""What the rules go by: days without work, and every number that may be argued with."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from netintern.cli.command import Command
from netintern.cli.session import Session
from netintern.domain.dates import weekday_day
from netintern.domain.errors import UsageError

if TYPE_CHECKING:
    from netintern.services.queries.settings import RuleLine


def _calendar_arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", metavar="holiday|quiet|list", required=True)
    for name, about in (
        ("holiday", "a holiday; a range is kept as quiet days"),
        ("quiet", "days without work, both ends included"),
    ):
        act = acts.add_parser(name, help=about, allow_abbrev=False)
        act.add_argument("days", metavar="DATE[..DATE]")
        act.add_argument("--remove", action="store_true", help="take it back")
    acts.add_parser("list", help="all of them", allow_abbrev=False)


def _calendar(session: Session, given: argparse.Namespace) -> int:
    if given.act == "list":
        return _list_calendar(session)
    first, last = _range(session, given.days)
    if given.act == "holiday" and first == last:
        return _holiday(session, first, given.remove)
    return _quiet(session, first, last, given.remove)


def _holiday(session: Session, day: date, remove: bool) -> int:
    from netintern.services.calendar import add_holiday, remove_holiday

    verb = remove_holiday if remove else add_holiday
    return session.receipt(verb(session.write(), day, today=session.today))


def _quiet(session: Session, first: date, last: date, remove: bool) -> int:
    from netintern.services.calendar import add_quiet, remove_quiet

    verb = remove_quiet if remove else add_quiet
    return session.receipt(verb(session.write(), first, last, today=session.today))


def _range(session: Session, text: str) -> tuple[date, date]:
    """The days of "DATE" or "DATE..DATE"."""
    first, dots, last = text.partition("..")
    start = session.coming_day(first)
    end = session.coming_day(last) if dots else start
    if end < start:
        raise UsageError(f"'{text}' ends before it starts.", "Write the earlier day first.")
    return start, end


def _list_calendar(session: Session) -> int:
    from netintern.services.queries.settings import calendar

    known = calendar(session.read())
    days = [("holiday", day, day) for day in sorted(known.holidays)]
    days += [("quiet", first, last) for first, last in known.quiet]
    if session.json:
        session.out.json([{"kind": kind, "from": first, "to": last} for kind, first, last in days])
    elif days:
        session.out.table(
            [
                (
                    kind,
                    weekday_day(first, session.today),
                    f"to {weekday_day(last, session.today)}" if last != first else "",
                )
                for kind, first, last in days
            ]
        )
    else:
        session.out.line("No holidays and no quiet days are recorded.")
    return 0


def _set_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", nargs="?", help="the setting; all if left out")
    parser.add_argument("value", metavar="VALUE", nargs="?", help="its new value")
    parser.add_argument("--reset", action="store_true", help="back to the default")


def _set(session: Session, given: argparse.Namespace) -> int:
    if given.reset:
        return _reset(session, given)
    if given.value is None:
        return _show_rules(session, given.name)
    from netintern.services.settings import set_rule

    return session.receipt(set_rule(session.write(), given.name, given.value, today=session.today))


def _reset(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.settings import reset_rule

    if given.name is None:
        raise UsageError("--reset needs the name of a setting.", "See 'netintern set'.")
    if given.value is not None:
        raise UsageError("set takes a value or --reset, not both.", "Leave one of them out.")
    return session.receipt(reset_rule(session.write(), given.name, today=session.today))


def _show_rules(session: Session, name: str | None) -> int:
    from netintern.services.queries.settings import rule_lines

    found = [line for line in rule_lines(session.read()) if name in (None, line.name)]
    if not found:
        raise UsageError(f"There is no setting '{name}'.", "See 'netintern set' for all.")
    if session.json:
        session.out.json([_rule_value(line) for line in found])
    else:
        session.out.table([_rule_row(line) for line in found], stretch=3)
    return 0


def _rule_value(line: RuleLine) -> dict[str, object]:
    return {
        "name": line.name,
        "value": line.value,
        "default": line.default,
        "description": line.description,
        "changed": line.changed,
    }


def _rule_row(line: RuleLine) -> tuple[str, ...]:
    usual = f"(default {_words(line.default)})" if line.changed else ""
    return (line.name, _words(line.value), usual, line.description)


def _words(value: object) -> str:
    """A value as it may be typed."""
    if isinstance(value, (tuple, list)):
        return ", ".join(_words(one) for one in value) or "none"
    return "not set" if value is None else str(value)


COMMANDS = {
    "calendar": Command(
        _calendar_arguments,
        _calendar,
        "Days without work: they move due dates and shrink the week's minutes.",
        ("calendar holiday 2026-07-03", "calendar quiet 2026-07-13..2026-07-19", "calendar list"),
    ),
    "set": Command(
        _set_arguments,
        _set,
        "The numbers that the rules use, in the book; without a value they are shown.",
        ("set", "set own_budget 120", "set targets 0.4,0.2,0.2,0.2", "set own_budget --reset"),
    ),
}
