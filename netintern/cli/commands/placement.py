"""The experience: kind, place, dates, supervisor, and what it is for."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from netintern.cli.command import Command
from netintern.cli.parser import one_of, some, whole
from netintern.cli.session import Session
from netintern.domain.dates import short_day
from netintern.domain.errors import NothingFoundError, UsageError
from netintern.domain.vocabulary import EXPERIENCE_KINDS

if TYPE_CHECKING:
    from netintern.services.queries.experiences import ExperienceLine


def _arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", metavar="add|edit|show|objective", required=True)
    add = acts.add_parser("add", help="record an experience", allow_abbrev=False)
    _describe(add, required=True)
    add.set_defaults(act_of=_add)
    edit = acts.add_parser("edit", help="change the present one", allow_abbrev=False)
    _describe(edit, required=False)
    _which_one(edit)
    edit.set_defaults(act_of=_edit)
    show = acts.add_parser("show", help="the present one", allow_abbrev=False)
    show.add_argument("--all", action="store_true", help="every one, as a list")
    show.set_defaults(act_of=_show)
    objective = acts.add_parser("objective", help="what it is for", allow_abbrev=False)
    objective.add_argument("text", metavar="TEXT", nargs="+", type=some("an objective"))
    _which_one(objective)
    objective.set_defaults(act_of=_objective)


def _which_one(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--id", type=whole("--id", 1, 10**9), metavar="ID", help="another one than the present"
    )


def _describe(parser: argparse.ArgumentParser, *, required: bool) -> None:
    parser.add_argument(
        "--kind",
        type=one_of("--kind", EXPERIENCE_KINDS),
        default="internship" if required else None,
        metavar="K",
        help=f"one of {', '.join(EXPERIENCE_KINDS)}",
    )
    parser.add_argument("--org", required=required, metavar="O", help="where it is")
    parser.add_argument("--start", required=required, metavar="D", help="the first day")
    parser.add_argument("--end", metavar="D", help="the last day, or 'none'")
    parser.add_argument("--title", metavar="T", help="what you are there")
    parser.add_argument(
        "--supervisor", metavar="PERSON", action="append", help="may be given again"
    )


def _experience(session: Session, given: argparse.Namespace) -> int:
    code: int = given.act_of(session, given)
    return code


def _add(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.experiences import add_experience

    start = session.coming_day(given.start)
    end = _end(session, given.end)
    supervisors = [session.person(text).id for text in given.supervisor or ()]
    return session.receipt(
        add_experience(
            session.write(),
            kind=given.kind,
            org=given.org,
            start=start,
            end=end,
            supervisor=supervisors,
            title=given.title or "",
            today=session.today,
        )
    )


def _edit(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.experiences import edit_experience

    changes: dict[str, Any] = {
        field: value
        for field, value in (("kind", given.kind), ("org", given.org), ("title", given.title))
        if value is not None
    }
    if given.start is not None:
        changes["start"] = session.coming_day(given.start)
    if given.end is not None:
        changes["end"] = _end(session, given.end)
    if given.supervisor:
        changes["supervisor"] = [session.person(text).id for text in given.supervisor]
    if not changes:
        raise UsageError(
            "experience edit: nothing to change was given.", "See 'netintern experience --help'."
        )
    number = given.id or _present(session).id
    return session.receipt(edit_experience(session.write(), number, **changes, today=session.today))


def _objective(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.experiences import add_objective

    number = given.id or _present(session).id
    return session.receipt(
        add_objective(
            session.write(), " ".join(given.text), experience_id=number, today=session.today
        )
    )


def _show(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.queries.experiences import current, experiences

    book = session.read()
    if given.all:
        found = experiences(book)
    else:
        present = current(book, session.today)
        found = (present,) if present else ()
    if session.json:
        values = [_value(each) for each in found]
        session.out.json(values if given.all else (values[0] if values else None))
    elif not found:
        session.out.line("No experience is recorded. See: netintern experience add --help")
    else:
        for each in found:
            _print(session, each)
    return 0


def _present(session: Session) -> ExperienceLine:
    """The experience that the rules go by; raises NothingFoundError if there is none."""
    from netintern.services.queries.experiences import current

    found = current(session.read(), session.today)
    if found is None:
        raise NothingFoundError(
            "No experience is recorded yet.",
            "Start with: netintern experience add --kind internship --org ORG --start DATE",
        )
    return found


def _end(session: Session, text: str | None) -> date | None:
    if text is None or text.strip().lower() in ("", "none"):
        return None
    return session.coming_day(text)


def _value(experience: ExperienceLine) -> dict[str, object]:
    """The keys of `experience show --json`."""
    return {
        "id": experience.id,
        "kind": experience.kind,
        "organisation": experience.organisation,
        "title": experience.title,
        "start": experience.starts,
        "end": experience.ends,
        "supervisors": [person.name for person in experience.supervisors],
        "objectives": [
            {"id": each.id, "text": each.text, "state": each.state}
            for each in experience.objectives
        ],
    }


def _print(session: Session, experience: ExperienceLine) -> None:
    out, today = session.out, session.today
    kind = experience.kind.replace("_", " ")
    out.heading(f"{kind} at {experience.organisation}" if experience.organisation else kind)
    until = f" to {short_day(experience.ends, today)}" if experience.ends else ", no end date"
    rows = [
        ("id", str(experience.id)),
        ("title", experience.title),
        ("from", f"{short_day(experience.starts, today)}{until}"),
        ("supervisor", ", ".join(person.name for person in experience.supervisors)),
        *(("objective", f"{each.text} ({each.state})") for each in experience.objectives),
    ]
    out.table([row for row in rows if row[1]], indent=2)


COMMANDS = {
    "experience": Command(
        _arguments,
        _experience,
        "The internship or another experience: its dates decide the phase, the weekly minutes "
        "until your boss agreed, and what is proposed.",
        (
            "experience add --kind internship --org Acme --start 2026-06-01 --end 2026-08-21",
            'experience edit --supervisor "Dana Cole"',
            'experience objective "learn how releases are made"',
            "experience show",
        ),
    )
}
