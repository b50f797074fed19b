"""Meetings, trainings and associations: what is coming, and who was met."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from netintern.cli.command import Command
from netintern.cli.parser import circle_word, one_of, own_time, several, some, whole
from netintern.cli.session import Session
from netintern.domain.dates import short_day
from netintern.domain.errors import NothingFoundError, UsageError
from netintern.domain.vocabulary import EVENT_KINDS

if TYPE_CHECKING:
    from netintern.services.events import Met
    from netintern.services.queries.events import EventLine


def _arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(metavar="add | log | list", required=True)
    add = acts.add_parser("add", help="an event to go to", allow_abbrev=False)
    add.add_argument("title", metavar="TITLE", type=some("the title of an event"))
    add.add_argument(
        "--kind",
        type=one_of("--kind", EVENT_KINDS),
        default="other",
        metavar="|".join(EVENT_KINDS),
        help="what it is; other if not said",
    )
    add.add_argument("--on", required=True, metavar="D", help="the day")
    _minutes(add)
    own_time(add)
    add.add_argument("--place", default="", metavar="P", help="where it is")
    several(add, "--hoped", metavar="NAME", help="people of the book whom you hope to meet there")
    add.set_defaults(act_of=_add)
    log = acts.add_parser("log", help="whom you met at it", allow_abbrev=False)
    log.add_argument("event", metavar="ID", type=whole("event log", 1, 10**9 - 1))
    several(
        log,
        "--with",
        dest="people",
        metavar="NAME",
        help="whom you met: ids or names; who is not in the book yet comes into it",
    )
    several(
        log,
        "--new",
        metavar='"NAME (circle) @Org"',
        help="new people, although somebody may be called like that",
    )
    log.add_argument("--next", metavar="WHEN", help="when to be in touch with them again")
    own_time(log)
    _minutes(log)
    log.set_defaults(act_of=_log)
    acts.add_parser("list", help="all events, newest first", allow_abbrev=False).set_defaults(
        act_of=_list
    )


def _minutes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--minutes", type=whole("--minutes", 1, 1440), metavar="N", help="how long it is"
    )


def _event(session: Session, given: argparse.Namespace) -> int:
    code: int = given.act_of(session, given)
    return code


def _add(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.events import add_event

    on = session.coming_day(given.on)
    hoped = [session.person(text).id for text in given.hoped]
    return session.receipt(
        add_event(
            session.write(),
            given.title,
            kind=given.kind,
            on=on,
            minutes=given.minutes,
            place=given.place,
            hoped=hoped,
            own_time=given.own_time,
            today=session.today,
        )
    )


def _log(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.events import log_event

    if not (given.people or given.new):
        raise UsageError("event log needs to know whom you met.", "Add --with NAME.")
    next_on = None if given.next is None else session.coming_day(given.next)
    met = [_known(session, text) for text in given.people]
    met += [_new(text) for text in given.new]
    return session.receipt(
        log_event(
            session.write(),
            given.event,
            [one._replace(next_on=next_on) for one in met],
            minutes=given.minutes,
            own_time=given.own_time,
            today=session.today,
        )
    )


def _known(session: Session, text: str) -> Met:
    """Somebody of the book, or a name that is new to it."""
    from netintern.services.events import Met

    try:
        return Met(session.person(text).id)
    except NothingFoundError:
        if text.strip().removeprefix("#").isdecimal():
            raise
        return _new(text)._replace(is_new=False)


def _new(text: str) -> Met:
    """What `NAME (circle) @Org` means."""
    from netintern.services.events import Met

    name, _, org = text.partition("@")
    name, circle = name.strip(), None
    if name.endswith(")") and "(" in name:
        name, _, inside = name[:-1].rpartition("(")
        circle = circle_word(inside)
    if not name.strip():
        raise UsageError(f"--new '{text}' has no name.", 'Write --new "Ben Roy (leaders) @Acme".')
    return Met(None, name.strip(), circle, org.strip(), is_new=True)


def _list(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.queries.events import event_list

    found = event_list(session.read(), today=session.today)
    if session.json:
        session.out.json([_value(event) for event in found])
    elif found:
        session.out.table([_row(session, event) for event in found], right=(0,), stretch=2)
    else:
        session.out.line("No event is recorded. See: netintern event add --help")
    return 0


def _value(event: EventLine) -> dict[str, object]:
    """The keys of `event list --json`."""
    return {
        "id": event.id,
        "title": event.title,
        "kind": event.kind,
        "on": event.on,
        "minutes": event.minutes,
        "place": event.place,
        "hoped": [person.name for person in event.hoped],
        "logged": event.logged,
        "met": [person.name for person in event.met],
    }


def _row(session: Session, event: EventLine) -> tuple[str, ...]:
    met = f"met {', '.join(person.name for person in event.met)}" if event.met else ""
    hoped = f"hoping for {', '.join(person.name for person in event.hoped)}" if event.hoped else ""
    return (
        str(event.id),
        short_day(event.on, session.today) if event.on else "",
        event.title,
        event.kind,
        f"{event.minutes} min" if event.minutes else "",
        event.place,
        "; ".join(filter(None, (met, hoped))) or ("logged" if event.logged else ""),
    )


COMMANDS = {
    "event": Command(
        _arguments,
        _event,
        "Events at which people are met: what is coming, whom you hope to meet there, and "
        "afterwards everybody whom you met, in one step.",
        (
            'event add "Brown bag on testing" --kind training --on fri --minutes 45 '
            '--hoped "Mei Tanaka"',
            'event log 2 --with "Ana Silva" --new "Ben Roy (leaders) @Acme" --minutes 60',
            "event list",
        ),
    )
}
