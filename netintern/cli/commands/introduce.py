"""Introductions: asking for one, what became of it, and those that are under way."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from netintern.cli.command import Command
from netintern.cli.parser import circle_word, one_of, whole
from netintern.cli.session import Session
from netintern.domain.errors import UsageError
from netintern.domain.vocabulary import CIRCLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from netintern.services.introductions import Suggestion
    from netintern.services.queries.introductions import Opening

STEPS = ("made", "met", "thanked", "declined", "silent")


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.usage = (
        "netintern introduce TARGET --via PERSON\n"
        "       netintern introduce advance ID made|met|thanked|declined|silent [--on DATE]\n"
        '       netintern introduce record VIA "NAME" [--circle C] [--knows 1-3] [--on DATE]\n'
        '       netintern introduce suggested BY "NAME (circle) 1-3" ...\n'
        "       netintern introduce list"
    )
    parser.add_argument(
        "words",
        nargs="+",
        metavar="TARGET | advance | record | suggested | list",
        help="whom you want to meet (an id or a name), or what to do",
    )
    parser.add_argument("--via", metavar="PERSON", help="whom you asked for the introduction")
    parser.add_argument("--on", metavar="DATE", help="the day of a step; today if not said")
    parser.add_argument(
        "--circle",
        type=one_of("--circle", CIRCLES),
        metavar="|".join(CIRCLES),
        help="of whom you were introduced to, or who was suggested",
    )
    parser.add_argument(
        "--knows",
        type=whole("--knows", 1, 3),
        default=2,
        metavar="1-3",
        help="how well they know each other: 1 heard of, 2 works with (the default), 3 close",
    )
    parser.add_argument(
        "--new", action="store_true", help="a new person, although the name is like somebody's"
    )


def _introduce(session: Session, given: argparse.Namespace) -> int:
    acts: dict[str, Callable[[Session, argparse.Namespace], int]] = {
        "advance": _advance,
        "record": _record,
        "suggested": _suggested,
        "list": _list,
    }
    act = acts.get(given.words[0])
    if act is None or given.via is not None:
        return _ask(session, given)
    return act(session, given)


def _ask(session: Session, given: argparse.Namespace) -> int:
    from netintern.cli.diagnostics import complain
    from netintern.services.introductions import ask
    from netintern.services.queries.introductions import doubts, open_asks_to

    if given.via is None:
        raise UsageError(
            "introduce needs to know whom you asked.", "Add --via PERSON; see: netintern path."
        )
    if given.on is not None:
        raise UsageError("A question is recorded on the day it is put.", "Leave --on out.")
    target, via = session.person(" ".join(given.words)), session.person(given.via)
    waiting = [
        opening
        for opening in open_asks_to(session.read(), via.id, today=session.today)
        if opening.target.id != target.id
    ]
    against = doubts(session.read(), target, via, today=session.today)
    code = session.receipt(ask(session.write(), target.id, via.id, today=session.today))
    for sentence in against:
        complain(sentence)
    for opening in waiting:
        complain(
            f"You already wait for {opening.via.name}'s introduction to {opening.target.name}"
            f" (asked {_ago(opening)})."
        )
    return code


def _advance(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.introductions import advance

    if len(given.words) != 3:
        raise UsageError(
            "introduce advance needs an id and a step.",
            f"Write: netintern introduce advance ID {'|'.join(STEPS)}.",
        )
    _, number, state = given.words
    step = one_of("introduce advance", STEPS)(state)
    introduction = whole("introduce advance", 1, 10**9 - 1)(number)
    day = _day(session, given)
    return session.receipt(
        advance(session.write(), introduction, step, on=day, today=session.today)
    )


def _record(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.introductions import record

    if len(given.words) < 3:
        raise UsageError(
            "introduce record needs who introduced you, and to whom.",
            'Write: netintern introduce record "Ana Silva" "Ben Roy".',
        )
    via = session.person(given.words[1])
    name = " ".join(given.words[2:]).strip()
    number = name.removeprefix("#")
    target = session.person(name).id if number.isdecimal() else None
    day = _day(session, given)
    return session.receipt(
        record(
            session.write(),
            via.id,
            target,
            name="" if target else name,
            circle=given.circle,
            is_new=given.new,
            knows=given.knows,
            on=day,
            today=session.today,
        )
    )


def _suggested(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.introductions import suggest

    if len(given.words) < 3:
        raise UsageError(
            "introduce suggested needs who named somebody, and whom.",
            'Write: netintern introduce suggested "Ana Silva" "Ben Roy (leaders) 2".',
        )
    by = session.person(given.words[1])
    names = [_suggestion(text, given) for text in given.words[2:]]
    return session.receipt(suggest(session.write(), by.id, names, today=session.today))


def _suggestion(text: str, given: argparse.Namespace) -> Suggestion:
    """What `NAME (circle) 1-3` means."""
    from netintern.services.introductions import Suggestion

    name, knows, circle = text.strip(), given.knows, given.circle
    before, _, last = name.rpartition(" ")
    if before and len(last) == 1 and last.isdecimal():
        name, knows = before.rstrip(), whole("introduce suggested", 1, 3)(last)
    if name.endswith(")") and "(" in name:
        name, _, inside = name[:-1].rpartition("(")
        circle = circle_word(inside)
    return Suggestion(name.strip(), circle, knows, is_new=given.new)


def _list(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.queries.introductions import open_introductions

    if len(given.words) > 1:
        raise UsageError(f"introduce list does not understand '{given.words[1]}'.")
    found = open_introductions(session.read(), today=session.today)
    if session.json:
        session.out.json([_value(opening) for opening in found])
    elif found:
        session.out.table([_row(opening) for opening in found], right=(0,), stretch=1)
    else:
        session.out.line("No introduction is under way. Ways in: netintern path PERSON")
    return 0


def _day(session: Session, given: argparse.Namespace) -> date | None:
    return None if given.on is None else session.past_day(given.on)


def _value(opening: Opening) -> dict[str, object]:
    """The keys of `introduce list --json`."""
    return {
        "id": opening.id,
        "target_id": opening.target.id,
        "target": opening.target.name,
        "via_id": opening.via.id,
        "via": opening.via.name,
        "state": opening.state,
        "asked_on": opening.asked_on,
        "made_on": opening.made_on,
        "met_on": opening.met_on,
        "days": opening.days,
    }


def _row(opening: Opening) -> tuple[str, ...]:
    return (
        str(opening.id),
        opening.target.name,
        f"through {opening.via.name}",
        f"{opening.state} {_ago(opening)}",
    )


def _ago(opening: Opening) -> str:
    if opening.days <= 1:
        return "yesterday" if opening.days else "today"
    return f"{opening.days} days ago"


COMMANDS = {
    "introduce": Command(
        _arguments,
        _introduce,
        "Record that you asked somebody to introduce you, and what became of it: asked, made, "
        "met, thanked, or declined and silent. A talk with the one you wanted to meet moves it to "
        "met by itself, and the thank-you to the introducer closes it.",
        (
            'introduce "Ben Roy" --via "Ana Silva"',
            "introduce advance 3 made",
            "introduce advance 3 declined --on yesterday",
            'introduce record "Ana Silva" "Cai Wu" --circle leaders',
            'introduce suggested "Ana Silva" "Dee Katz (culture) 3" "Eve Orr"',
            "introduce list",
        ),
    )
}
