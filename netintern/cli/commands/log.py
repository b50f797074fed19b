"""Recording a talk and everything that came of it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from netintern.cli.command import Command
from netintern.cli.parser import one_of, whole
from netintern.cli.session import Session
from netintern.domain.dates import weekday_day
from netintern.domain.errors import UsageError
from netintern.domain.vocabulary import (
    ASK_KINDS,
    CIRCLES,
    GIVE_KINDS,
    INTERACTION_KINDS,
    OUTCOMES,
    PURPOSES,
)

if TYPE_CHECKING:
    from netintern.services.interactions import PromiseDraft, Suggestion
    from netintern.services.queries.people import PersonRef

TALK_MINUTES = 30
"""Length of a talk if nothing is said."""
MESSAGE_MINUTES = 10
"""Time for a message if nothing is said."""
MESSAGES = ("inbound", "outbound", "exchange")


class _Talk(NamedTuple):
    """What was understood of the options."""

    people: tuple[PersonRef, ...]
    on: date
    minutes: int
    purpose: str | None
    suggested: tuple[Suggestion, ...]
    promised: tuple[PromiseDraft, ...]
    next_on: date | None


class _Promise(argparse.Action):
    """Collects `--promised TEXT` and the `--by DATE` that follows it as pairs."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        promises: list[list[str | None]] = list(namespace.promises or [])
        if option_string != "--by":
            direction = "theirs" if option_string == "--they-promised" else "mine"
            promises.append([direction, values, None])
        elif promises and promises[-1][2] is None:
            promises[-1] = [*promises[-1][:2], values]
        else:
            raise UsageError("--by needs a promise before it.", "Write --promised TEXT --by DATE.")
        namespace.promises = promises


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("sentence", nargs="*", help=argparse.SUPPRESS)
    parser.add_argument(
        "--with",
        dest="people",
        nargs="+",
        action="extend",
        default=[],
        metavar="PERSON",
        help="whom you talked to: ids or names",
    )
    parser.add_argument("--on", metavar="DATE", help="the day; today if not said")
    parser.add_argument(
        "--minutes", type=whole("--minutes", 0, 1440), metavar="N", help="how long; 30 for a talk"
    )
    parser.add_argument(
        "--kind",
        type=one_of("--kind", INTERACTION_KINDS),
        default="one_on_one",
        metavar="K",
        help=", ".join(INTERACTION_KINDS),
    )
    parser.add_argument(
        "--own-time", action="store_true", help="lunch or evening; not on the week's minutes"
    )
    _result_arguments(parser)
    parser.add_argument("--next", metavar="WHEN", help="when to be in touch again")
    parser.add_argument("--no-thanks", action="store_true", help="no thank-you is owed for it")
    parser.add_argument(
        "--dry-run", action="store_true", help="show what was understood and write nothing"
    )


def _result_arguments(parser: argparse.ArgumentParser) -> None:
    """What came of the talk."""
    parser.add_argument("--learned", default="", metavar="TEXT", help="what you learned")
    parser.add_argument("--note", default="", metavar="TEXT", help="what else to remember")
    for name, kinds, about in (
        ("--gave", GIVE_KINDS, "what you gave"),
        ("--asked", ASK_KINDS, "what you asked for"),
    ):
        parser.add_argument(
            name,
            nargs="+",
            action="extend",
            default=[],
            type=one_of(name, kinds),
            metavar="KIND",
            help=f"{about}: {', '.join(kinds)}",
        )
    parser.add_argument(
        "--suggested",
        nargs="+",
        action="extend",
        default=[],
        metavar='"NAME (circle) 1-3"',
        help="whom they named, in which circle, and how well they know them (2 if not said)",
    )
    parser.add_argument("--may-mention", action="store_true", help="you may say who suggested them")
    parser.add_argument(
        "--who-else",
        type=one_of("--who-else", ("yes", "no")),
        metavar="yes|no",
        help="whether you asked whom else to meet",
    )
    for name, about in (
        ("--promised", "what you promised"),
        ("--they-promised", "what they promised"),
        ("--by", "the day of the promise before it"),
    ):
        parser.add_argument(
            name,
            action=_Promise,
            dest="promises",
            metavar="DATE" if name == "--by" else "TEXT",
            help=about,
        )
    parser.add_argument(
        "--listening",
        type=whole("--listening", 1, 5),
        metavar="1-5",
        help="who spoke: 1 mostly you, 5 mostly they",
    )
    parser.add_argument(
        "--outcome",
        type=one_of("--outcome", OUTCOMES),
        default="done",
        metavar="O",
        help=", ".join(OUTCOMES),
    )
    parser.add_argument(
        "--purpose",
        type=one_of("--purpose", PURPOSES),
        metavar="P",
        help=f"of a message: {', '.join(PURPOSES)}",
    )


def _log(session: Session, given: argparse.Namespace) -> int:
    if given.sentence:
        raise UsageError(
            f"log does not understand '{' '.join(given.sentence)}'.",
            "Use its options: netintern log --with PERSON --on DATE --minutes N.",
        )
    if not given.people:
        raise UsageError("log needs to know with whom.", "Add --with PERSON.")
    talk = _understand(session, given)
    if given.dry_run:
        return _tell(session, given, talk)
    from netintern.services.interactions import log_talk

    return session.receipt(
        log_talk(
            session.write(),
            [person.id for person in talk.people],
            on=talk.on,
            kind=given.kind,
            minutes=talk.minutes,
            own_time=given.own_time,
            outcome=given.outcome,
            purpose=talk.purpose,
            learned=given.learned,
            notes=given.note,
            gave=given.gave,
            asked=given.asked,
            suggested=talk.suggested,
            who_else=None if given.who_else is None else given.who_else == "yes",
            promised=talk.promised,
            listening=given.listening,
            next_on=talk.next_on,
            thanks=not given.no_thanks,
            today=session.today,
        )
    )


def _understand(session: Session, given: argparse.Namespace) -> _Talk:
    """Names, days and defaults of the options; raises if one cannot be understood."""
    from netintern.services.interactions import PromiseDraft

    on = session.past_day(given.on) if given.on else session.today
    message = given.kind in MESSAGES
    minutes = given.minutes
    if minutes is None:
        minutes = MESSAGE_MINUTES if message else TALK_MINUTES
    people = {person.id: person for person in map(session.person, given.people)}
    return _Talk(
        people=tuple(people.values()),
        on=on,
        minutes=minutes,
        purpose=given.purpose or ("message" if given.kind == "outbound" else None),
        suggested=tuple(_suggestion(text, given.may_mention) for text in given.suggested),
        promised=tuple(
            PromiseDraft(text, session.coming_day(by) if by else None, direction)
            for direction, text, by in given.promises or ()
        ),
        next_on=session.coming_day(given.next) if given.next else None,
    )


def _suggestion(text: str, may_mention: bool) -> Suggestion:
    """What `NAME (circle) 1-3` means."""
    from netintern.services.interactions import Suggestion

    name, knows = text.strip(), 2
    before, _, last = name.rpartition(" ")
    if before and len(last) == 1 and last.isdecimal():
        name, knows = before.rstrip(), whole("--suggested", 1, 3)(last)
    circle = None
    if name.endswith(")") and "(" in name:
        name, _, inside = name[:-1].rpartition("(")
        circle = one_of("--suggested", CIRCLES)(inside)
    if not name.strip():
        raise UsageError(
            f"--suggested '{text}' has no name.", 'Write --suggested "Ben Roy (leaders) 2".'
        )
    return Suggestion(name.strip(), circle, knows, may_mention)


def _tell(session: Session, given: argparse.Namespace, talk: _Talk) -> int:
    """Show what was understood."""
    understood: dict[str, object] = {
        "with": [person.name for person in talk.people],
        "on": talk.on,
        "minutes": talk.minutes,
        "kind": given.kind,
        "own_time": given.own_time,
        "organisation": None,
        "tags": [],
        "suggested": [{"name": each.name, "circle": each.circle} for each in talk.suggested],
        "promised": _promises(talk.promised, "mine"),
        "they_promised": _promises(talk.promised, "theirs"),
        "learned": given.learned or None,
        "next": talk.next_on,
        "unsure": [],
    }
    if session.json:
        session.out.json(understood)
        return 0
    rows = [(name.replace("_", " "), _words(session, value)) for name, value in understood.items()]
    session.out.table([row for row in rows if row[1]])
    return 0


def _promises(promised: Sequence[PromiseDraft], direction: str) -> list[dict[str, object]]:
    return [{"text": each.text, "by": each.by} for each in promised if each.direction == direction]


def _words(session: Session, value: object) -> str:
    """One value of what was understood, as text."""
    if isinstance(value, date):
        return weekday_day(value, session.today)
    if isinstance(value, list):
        return ", ".join(_words(session, each) for each in value)
    if isinstance(value, dict):
        name, more = (each for each in value.values())
        return f"{name} ({_words(session, more)})" if more else f"{name}"
    return "yes" if value is True else str(value or "")


COMMANDS = {
    "log": Command(
        _arguments,
        _log,
        "Record a talk or a message, and what came of it: who was suggested, what was promised, "
        "when to be in touch again. Alone, --with means a talk of 30 minutes today.",
        (
            'log --with "Ana Silva"',
            'log --with "Ana Silva" --on yesterday --suggested "Ben Roy (leaders) 2" '
            '--may-mention --promised "the slides" --by fri',
            'log --with "Ana Silva" --kind outbound --minutes 10',
        ),
    )
}
