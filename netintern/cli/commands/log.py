"""Recording a talk and everything that came of it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from netintern.cli.command import Command
from netintern.cli.parser import circle_word, one_of, own_time, several, whole
from netintern.cli.session import Session
from netintern.domain.dates import weekday_day
from netintern.domain.errors import UsageError
from netintern.domain.vocabulary import (
    ASK_KINDS,
    GIVE_KINDS,
    INTERACTION_KINDS,
    OUTCOMES,
    PURPOSES,
)

if TYPE_CHECKING:
    from netintern.domain.sentence import Reading
    from netintern.services.interactions import PromiseDraft, Suggestion
    from netintern.services.queries.people import PersonRef


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
    parser.add_argument(
        "sentence",
        nargs="*",
        metavar="SENTENCE",
        help="what happened, in words; or say it by the options",
    )
    several(
        parser,
        "--with",
        dest="people",
        metavar="PERSON",
        help="whom you talked to: ids or names",
    )
    parser.add_argument("--on", metavar="DATE", help="the day; today if not said")
    parser.add_argument("--minutes", metavar="N", help="how long; 30 for a talk")
    parser.add_argument(
        "--kind",
        type=one_of("--kind", INTERACTION_KINDS),
        metavar="K",
        help=", ".join(INTERACTION_KINDS),
    )
    own_time(parser)
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
        several(
            parser,
            name,
            type=one_of(name, kinds),
            metavar="KIND",
            help=f"{about}: {', '.join(kinds)}",
        )
    several(
        parser,
        "--suggested",
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
        return _log_sentence(session, given)
    if not given.people:
        raise UsageError("log needs to know with whom.", "Add --with PERSON, or say it in words.")
    given.kind = given.kind or "one_on_one"
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


_ALONE = (
    "people",
    "on",
    "minutes",
    "kind",
    "own_time",
    "learned",
    "note",
    "gave",
    "asked",
    "suggested",
    "promises",
    "listening",
    "purpose",
    "next",
)
"""Options that a sentence says itself."""


def _log_sentence(session: Session, given: argparse.Namespace) -> int:
    """Log what a sentence says, or only tell what was understood."""
    from netintern.services.queries.sentences import read_line

    mixed = [name for name in _ALONE if getattr(given, name) not in (None, False, "", [])]
    if mixed or given.outcome != "done":
        raise UsageError(
            "A sentence and options cannot be mixed.",
            "Say all of it in the sentence, or all of it by options.",
        )
    text = " ".join(given.sentence)
    reading = read_line(session.read(), text, today=session.today, doubt_alike=True)
    from netintern.services.sentences import log_sentence, refuse_unsure, usual_minutes

    if given.dry_run:
        return _tell_reading(session, reading, usual_minutes(reading))
    refuse_unsure(reading.unsure, {})
    return session.receipt(
        log_sentence(
            session.write(),
            reading,
            who_else=None if given.who_else is None else given.who_else == "yes",
            may_mention=given.may_mention,
            thanks=not given.no_thanks,
            today=session.today,
        )
    )


def _tell_reading(session: Session, reading: Reading, minutes: int) -> int:
    """Show what was understood of a sentence."""
    from netintern.domain.sentence import preview_words

    if not session.json:
        session.out.table(list(preview_words(reading._replace(minutes=minutes), session.today)))
        return 0
    session.out.json(
        {
            "with": [*(person.name for person in reading.people), *reading.newcomers],
            "on": reading.on,
            "minutes": minutes,
            "kind": reading.kind,
            "own_time": reading.own_time,
            "organisation": reading.organisation,
            "tags": list(reading.tags),
            "suggested": [{"name": one.name, "circle": one.circle} for one in reading.suggested],
            "promised": [{"text": one.text, "by": one.by} for one in reading.promised],
            "they_promised": [{"text": one.text, "by": one.by} for one in reading.they_promised],
            "learned": reading.learned,
            "next": reading.next_on,
            "unsure": [f"{doubt.text}: {doubt.why}" for doubt in reading.unsure],
            "new": list(reading.newcomers),
            "event": reading.event_title,
            "outcome": reading.outcome,
            "who_else": reading.who_else,
            "listening": reading.listening,
            "gave": list(reading.gave),
            "asked": list(reading.asked),
            "notes": reading.notes,
        }
    )
    return 0


def _understand(session: Session, given: argparse.Namespace) -> _Talk:
    """Names, days and defaults of the options; raises if one cannot be understood."""
    from netintern.services.entries import DEFAULT_MINUTES
    from netintern.services.interactions import PromiseDraft

    on = session.today if given.on is None else session.past_day(given.on)
    minutes = _minutes(given, DEFAULT_MINUTES[given.kind])
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
        next_on=None if given.next is None else session.coming_day(given.next),
    )


def _minutes(given: argparse.Namespace, usual: int) -> int:
    """The length; what did not happen takes none unless it is said."""
    happened = given.outcome == "done"
    if given.minutes is None or given.outcome in ("declined", "cancelled"):
        return usual if happened else 0
    low = 1 if happened and given.kind not in ("inbound", "outbound") else 0
    return whole("--minutes", low, 1440)(given.minutes)


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
        circle = circle_word(inside)
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
        "when to be in touch again. Say it in a sentence, or by the options; alone, --with means "
        "a talk of 30 minutes today.",
        (
            'log "coffee with Ana Silva yesterday 30m @Acme #mentor; suggested Ben Roy (leaders); '
            'promised slides by fri; next in 2w"',
            'log --dry-run "call Ana Silva 15m; learned they hire in spring"',
            'log --with "Ana Silva"',
            'log --with "Ana Silva" --on yesterday --suggested "Ben Roy (leaders) 2" '
            '--may-mention --promised "the slides" --by fri',
            'log --with "Ana Silva" --kind outbound --minutes 10',
        ),
    )
}
