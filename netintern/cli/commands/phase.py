"""Where in the experience one is: the checklist, the end and what comes after it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from netintern.cli.command import Command
from netintern.domain.dates import short_day, weekday_day
from netintern.domain.errors import NothingFoundError, UsageError

if TYPE_CHECKING:
    from netintern.cli.session import Session
    from netintern.services.queries.phases import CampaignLine, PhasePage, TaskLine

_CHOICES = (
    "netintern plan NAME --on DAY --minutes N: meet now",
    "netintern introduce NAME --via NAME: ask for an introduction",
    "netintern snooze NAME e: write after the end",
)


def _phase_arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", metavar="ACT")
    for name, about in (("tick", "tick lines off"), ("untick", "open lines again")):
        one = acts.add_parser(name, help=about, description=f"{about.capitalize()}.")
        one.add_argument("lines", nargs="+", metavar="LINE", help="number or key of a line")
    one = acts.add_parser(
        "goodbye",
        help="a goodbye note went out",
        description="A goodbye note went out; no answer to it is waited for.",
    )
    one.add_argument("person", metavar="PERSON", help="an id or a name")


def _phase(session: Session, given: argparse.Namespace) -> int:
    if given.act == "goodbye":
        from netintern.services.phases import say_goodbye

        who = session.person(given.person).id
        return session.receipt(say_goodbye(session.write(), who, today=session.today))
    if given.act is not None:
        return _tick(session, given.lines, given.act)
    return show_phase(session)


def show_phase(session: Session) -> int:
    """Write the phase of the day; the exit code."""
    from netintern.services.queries.phases import phase_page

    page = phase_page(session.read(), today=session.today, minute=session.minute)
    if session.json:
        session.out.json(_value(page))
    else:
        _print(session, page)
    return 0


def _tick(session: Session, lines: list[str], act: str) -> int:
    from netintern.services.phases import tick, untick
    from netintern.services.queries.phases import phase_page

    page = phase_page(session.read(), today=session.today)
    if page.phase is None:
        raise NothingFoundError(
            "No internship is recorded, so there is no checklist.",
            "Record it first: netintern experience add.",
        )
    keys = [_key(line, page.checklist) for line in lines]
    verb = tick if act == "tick" else untick
    for key in keys:
        session.receipt(verb(session.write(), key, today=session.today))
    return 0


def _key(line: str, tasks: tuple[TaskLine, ...]) -> str:
    """The key of a line of the present checklist, by its number, its key, or the end of it."""
    wanted = line.strip().casefold()
    if wanted.isascii() and wanted.isdigit() and 0 < int(wanted) <= len(tasks):
        return tasks[int(wanted) - 1].key
    for task in tasks:
        if wanted in (task.key, task.key.partition(".")[2]):
            return task.key
    raise UsageError(
        f"The checklist of this phase has no line '{line}'.", "See the list: netintern phase."
    )


def _value(page: PhasePage) -> dict[str, object]:
    """The keys of `phase --json`."""
    rhythm = page.rhythm
    return {
        "phase": page.phase,
        "days_left": page.days_left,
        "missing_addresses": len(page.missing),
        "missing": [one.person for one in page.missing],
        "checklist": [
            {"key": one.key, "text": one.text, "note": one.note, "done_on": one.done_on}
            for one in page.checklist
        ],
        "proposals": list(page.proposals),
        "closing": [
            {
                "person": one.person,
                "circle": one.circle,
                "reason": one.reason,
                "via": one.via.name if one.via else None,
                "way": one.way,
            }
            for one in page.closing
        ],
        "goodbyes": [{"person": one.person, "said_on": one.said_on} for one in page.goodbyes],
        "rhythm": {
            "unit": rhythm.unit,
            "streak": rhythm.streak,
            "in_touch": rhythm.in_touch,
            "due": rhythm.due,
        },
        "review_on": page.review_on,
        "comes_after": page.after,
        "next": None
        if page.follows is None
        else {"organisation": page.follows.organisation, "start": page.follows.starts},
    }


def _print(session: Session, page: PhasePage) -> None:
    session.out.heading(headline(page))
    if page.phase is None:
        session.out.line("Record the internship: netintern experience add.")
        return
    _print_checklist(session, page)
    _print_closing(session, page)
    if page.missing and page.phase not in ("before", "onboarding"):
        session.out.heading(f"no address that lasts: {_people(len(page.missing))}")
        session.out.table([(one.person, one.has) for one in page.missing], indent=2, stretch=1)
    _print_goodbyes(session, page)
    _print_next(session, page)
    if page.campaign:
        session.out.heading("after the end: people whom you never met, three a week")
        _print_campaign(session, page.campaign)
    if page.phase.startswith("after"):
        _print_rhythm(session, page)


def headline(page: PhasePage) -> str:
    """The phase in a line: "final · 11 days left · Acme, until Fri 21 Aug"."""
    line = page.experience
    if line is None or page.phase is None:
        return "No internship is recorded."
    parts = [page.phase.replace("after:", "after the end, ")]
    if page.goes_on and page.phase != "final":
        parts = ["before the next one"]
    if page.phase == "before":
        parts.append(f"starts {weekday_day(line.starts, page.today)}")
    elif page.days_left is not None:
        parts.append("last day" if not page.days_left else _count(page.days_left, "day") + " left")
    until = "" if line.ends is None else f", until {weekday_day(line.ends, page.today)}"
    return " · ".join([*parts, f"{line.organisation}{until}"])


def _print_checklist(session: Session, page: PhasePage) -> None:
    from netintern.domain.checklists import EVERY_WORDS

    rows = []
    for number, one in enumerate(page.checklist, 1):
        done = "" if one.done_on is None else f"done {short_day(one.done_on, page.today)}"
        notes = filter(None, (EVERY_WORDS[one.every], one.note, done))
        box = "[x]" if one.done_on else "[ ]"
        rows.append((str(number), box, one.text, ", ".join(notes)))
    session.out.table(rows, right=(0,), stretch=2, indent=2)


def _print_closing(session: Session, page: PhasePage) -> None:
    if page.phase != "final":
        return
    if page.closing:
        session.out.heading("before it ends")
        rows = [
            (one.person, one.circle or "", one.reason, one.way, "" if one.permitted else "not now")
            for one in page.closing
        ]
        session.out.table(rows, indent=2, stretch=3)
        for choice in _CHOICES:
            session.out.line(f"  {choice}")
    if page.postponed:
        session.out.line(f"put off until after the end: {_people(page.postponed)}")


def _print_goodbyes(session: Session, page: PhasePage) -> None:
    if not page.goodbyes or page.goodbyes_from is None:
        return
    since = weekday_day(page.goodbyes_from, page.today)
    session.out.heading(f"goodbye notes, from {since} (netintern phase goodbye NAME)")
    rows = []
    for one in page.goodbyes:
        said = "[ ]" if one.said_on is None else "[x]"
        last = "" if one.last is None else f"last talk {short_day(one.last, page.today)}"
        rows.append((said, one.person, last))
    session.out.table(rows, indent=2, stretch=1)


def _print_next(session: Session, page: PhasePage) -> None:
    """The next one of its kind, in place of a goodbye for good."""
    if not page.goes_on:
        return
    session.out.heading("the next one")
    line = page.follows
    if line is None:
        session.out.line("  Put it in: netintern experience add --kind K --org O --start D --end D")
    else:
        session.out.line(f"  {line.organisation} from {weekday_day(line.starts, page.today)}")
    if page.unmet:
        session.out.line(f"  never met, and still on the list: {_people(page.unmet)}")


def _print_campaign(session: Session, lines: tuple[CampaignLine, ...]) -> None:
    rows, before = [], None
    for one in lines:
        day = weekday_day(one.on, session.today)
        rows.append(("" if one.on == before else day, one.person, one.circle or "", one.note))
        before = one.on
    session.out.table(rows, indent=2, stretch=3)


def _print_rhythm(session: Session, page: PhasePage) -> None:
    rhythm = page.rhythm
    session.out.heading("rhythm")
    parts = [f"in touch this {rhythm.unit}: {_people(rhythm.in_touch)}", f"due: {rhythm.due}"]
    if rhythm.streak:
        parts.append(f"{_count(rhythm.streak, rhythm.unit)} in a row")
    session.out.line("  " + " · ".join(parts))
    if rhythm.reconnect is not None:
        session.out.line(f"  out of touch: {rhythm.reconnect.name}, {rhythm.reason}")
    if page.review_on is not None:
        session.out.line(f"  look back on the year: {weekday_day(page.review_on, page.today)}")


def _campaign_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--last",
        action="store_true",
        help="also after a kind that another one follows, if it was the last of them",
    )


def _campaign(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.queries.phases import campaign_for, comes_after

    lines = campaign_for(session.read(), today=session.today, anyway=given.last)
    if session.json:
        session.out.json(
            [
                {"on": one.on, "person": one.person, "state": one.state, "note": one.note}
                for one in lines
            ]
        )
    elif lines:
        _print_campaign(session, lines)
    elif comes_after(session.read(), today=session.today) == "next" and not given.last:
        session.out.line(
            "Nobody is to be written to: another one follows, and whom you never met stays on "
            "the list. If it was the last one: netintern campaign --last."
        )
    else:
        session.out.line(
            "There is nobody to write to: the campaign is for people whom you wanted to meet and "
            "did not, once the internship has an end."
        )
    return 0


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


COMMANDS = {
    "phase": Command(
        _phase_arguments,
        _phase,
        "Where in the internship you are, the checklist of the phase, and who is still to be met, "
        "asked for an address, or written to.",
        ("phase", "phase tick 1", "phase untick handover", 'phase goodbye "Ana Silva"'),
    ),
    "campaign": Command(
        _campaign_arguments,
        _campaign,
        "After the end: whom to write to whom you never met, three a week, and how it stands.",
        ("campaign", "campaign --json"),
    ),
}
