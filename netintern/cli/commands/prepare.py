"""Preparing a talk: one page with what there was, what is owed, and what to ask."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final

from netintern.cli.command import Command
from netintern.cli.parser import whole
from netintern.cli.session import Session
from netintern.domain.dates import short_day
from netintern.domain.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from netintern.services.queries.people import PromiseLine, Talk
    from netintern.services.queries.preparing import Preparation

_LEVELS: Final = ("", "has heard of them", "works with them", "is close to them")
_KINDS: Final[Mapping[str, str]] = {"open": "to open", "dig": "to dig", "close": "to close"}


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("person", metavar="PERSON", help="with whom: an id or a name")
    parser.add_argument(
        "--minutes",
        type=whole("--minutes", 1, 24 * 60),
        metavar="M",
        help="length of the talk; below 20 there is room for three questions",
    )
    parser.add_argument(
        "--asked",
        metavar="ID",
        nargs="+",
        action="extend",
        help="note that these questions (F01 to X10) were put to them",
    )
    parser.add_argument(
        "--not-asked", metavar="ID", nargs="+", action="extend", help="take such a note back"
    )


def _prepare(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.queries.preparing import TALK_MINUTES, prepare

    person = session.person(given.person)
    if given.asked or given.not_asked:
        return _mark(session, person.id, given)
    minutes = given.minutes or TALK_MINUTES
    page = prepare(session.read(), person.id, today=session.today, minutes=minutes)
    if session.json:
        session.out.json(_value(page))
    else:
        _print(session, page)
    return 0


def _mark(session: Session, person: int, given: argparse.Namespace) -> int:
    from netintern.services.questions import mark_asked, unmark_asked

    if given.asked and given.not_asked:
        raise UsageError("prepare: --asked and --not-asked go one after the other.")
    if given.asked:
        receipt = mark_asked(session.write(), person, given.asked, today=session.today)
    else:
        receipt = unmark_asked(session.write(), person, given.not_asked, today=session.today)
    return session.receipt(receipt)


def _value(page: Preparation) -> dict[str, object]:
    """The keys of `prepare --json`."""
    who = page.page.summary
    return {
        "id": who.id,
        "name": who.name,
        "circle": who.circle,
        "organisation": who.organisation,
        "role": who.role,
        "phase": page.phase,
        "warmth": who.warmth,
        "last_contact": who.last_contact,
        "introduced_by": page.introduced_by,
        "suggested": [other.name for other in page.page.suggested],
        "talks": [_talk(talk) for talk in page.talks],
        "promises": {"mine": _owed(page.mine), "theirs": _owed(page.theirs)},
        "ties": [{"id": t.id, "name": t.name, "knows": t.level} for t in page.page.ties],
        "way": [{"text": step.text, "on": step.told_on, "now": step.now} for step in page.way],
        "questions": [
            {"id": one.id, "kind": one.kind, "text": one.text} for one in page.proposal.open
        ],
        "asked": [{"id": one.id, "text": one.text, "on": one.on} for one in page.proposal.asked],
    }


def _talk(talk: Talk) -> dict[str, object]:
    return {
        "on": talk.on,
        "kind": talk.kind,
        "minutes": talk.minutes,
        "learned": talk.learned,
        "notes": talk.notes,
    }


def _owed(lines: Iterable[PromiseLine]) -> list[dict[str, object]]:
    return [{"kind": line.kind, "text": line.text, "due": line.due} for line in lines]


def _print(session: Session, page: Preparation) -> None:
    out, who, today = session.out, page.page.summary, session.today
    out.heading(who.name)
    about = " · ".join(filter(None, (who.role, who.organisation, who.circle)))
    if about:
        out.line(f"  {about}")
    _section(session, "to ask", [(_KINDS[q.kind], q.id, q.text) for q in page.proposal.open])
    _section(session, "you owe", [_promise(line, today) for line in page.mine])
    _section(session, "they owe you", [_promise(line, today) for line in page.theirs])
    _section(session, "last talks", [row for talk in page.talks for row in _told(talk, today)])
    _section(
        session,
        "their way",
        [
            ("now" if step.now else _day(step.told_on, today) or "noted", step.text)
            for step in page.way
        ],
    )
    _section(session, "introduced by", [(name,) for name in page.introduced_by])
    _section(session, "suggested", [(other.name, other.org) for other in page.page.suggested])
    _section(session, "knows", [(tie.name, _LEVELS[tie.level]) for tie in page.page.ties])
    _section(
        session,
        "asked before",
        [(_day(one.on, today), one.id, one.text) for one in page.proposal.asked],
    )
    if not page.proposal.open:
        out.line()
        out.line("Every question that fits them was asked; ask on from the last talk.")


def _section(session: Session, title: str, rows: list[tuple[str, ...]]) -> None:
    """A heading and its rows; nothing without rows."""
    if rows:
        session.out.line()
        session.out.heading(title)
        session.out.table(rows, indent=2)


def _told(talk: Talk, today: date) -> Iterable[tuple[str, str]]:
    kind = talk.kind.replace("_", " ").replace("one on one", "talk")
    words = f"{kind}, {talk.minutes} min" if talk.minutes else kind
    yield short_day(talk.on, today), words
    for line in f"{talk.learned}\n{talk.notes}".split("\n"):
        if line.strip():
            yield "", line.strip()


def _promise(line: PromiseLine, today: date) -> tuple[str, str]:
    kinds = {"thanks": "a thank-you", "reply": "a reply", "report": "what came of the advice"}
    when = "" if line.due is None else f"by {short_day(line.due, today)}"
    return when, line.text or kinds.get(line.kind, line.kind)


def _day(day: date | None, today: date) -> str:
    return "" if day is None else short_day(day, today)


COMMANDS = {
    "prepare": Command(
        _arguments,
        _prepare,
        "One page before a talk: three to six questions that were never put to them, what is "
        "owed, the last talks, how they came to where they are, and whom they know.",
        (
            'prepare "Ana Silva"',
            'prepare "Ana Silva" --minutes 15',
            'prepare "Ana Silva" --asked F02 X06',
        ),
    )
}
