"""The experience: kind, place, dates, supervisor, and what it is for."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from netintern.cli.command import Command
from netintern.cli.parser import one_of, some, whole
from netintern.cli.session import Session
from netintern.domain.dates import short_day
from netintern.domain.errors import NothingFoundError, UsageError
from netintern.domain.placements import CRITERION_KEYS, OBJECTIVE_STATES, PLACEMENTS, label_of
from netintern.domain.vocabulary import EXPERIENCE_KINDS

if TYPE_CHECKING:
    from netintern.services.queries.experiences import (
        ExperienceLine,
        ExperiencePage,
        Feedback,
        Learnt,
    )

_ANSWERS: Final[dict[str, bool | None]] = {"yes": True, "no": False, "unknown": None}


def _arguments(parser: argparse.ArgumentParser) -> None:
    acts = parser.add_subparsers(dest="act", metavar="ACT", required=True)
    add = acts.add_parser("add", help="record an experience", allow_abbrev=False)
    _describe(add, required=True)
    add.set_defaults(act_of=_add)
    edit = acts.add_parser("edit", help="change the present one", allow_abbrev=False)
    _describe(edit, required=False)
    _which_one(edit)
    edit.set_defaults(act_of=_edit)
    show = acts.add_parser("show", help="the present one", allow_abbrev=False)
    show.add_argument("--all", action="store_true", help="every one, as a list")
    _which_one(show)
    show.set_defaults(act_of=_show)
    objective = acts.add_parser("objective", help="what it is for", allow_abbrev=False)
    objective.add_argument("text", metavar="TEXT", nargs="+", type=some("an objective"))
    _which_one(objective)
    objective.set_defaults(act_of=_objective)

    _more_arguments(acts)


def _more_arguments(acts: Any) -> None:
    """What is done with an experience while it runs."""
    state = acts.add_parser(
        "reached", help="an objective is reached, dropped, or open again", allow_abbrev=False
    )
    state.add_argument("objective", metavar="ID", type=whole("ID", 1, 10**9))
    state.add_argument(
        "--state", type=one_of("--state", OBJECTIVE_STATES), default="done", metavar="S",
        help="done, dropped, or open",
    )  # fmt: skip
    state.add_argument("--text", metavar="T", help="other words for it")
    state.set_defaults(act_of=_reached)
    learnt = acts.add_parser("learnt", help="what was learnt for an objective", allow_abbrev=False)
    learnt.add_argument("objective", metavar="ID", type=whole("ID", 1, 10**9))
    learnt.add_argument("text", metavar="TEXT", nargs="+", type=some("what was learnt"))
    learnt.add_argument(
        "--talk", metavar="T", type=whole("--talk", 1, 10**9),
        help="the id of the talk in which it was; see: show PERSON --json",
    )  # fmt: skip
    learnt.add_argument("--with", dest="person", metavar="PERSON", help="the last talk with them")
    learnt.set_defaults(act_of=_learnt)
    feedback = acts.add_parser(
        "feedback", help="what a supervisor said about the work", allow_abbrev=False
    )
    feedback.add_argument("text", metavar="TEXT", nargs="*", help="what was said")
    feedback.add_argument(
        "--from", dest="said_by", metavar="PERSON", help="who said it; the first supervisor if not"
    )
    feedback.add_argument("--on", metavar="DATE", help="the day; today if not said")
    feedback.add_argument(
        "--remove", type=whole("--remove", 1, 10**9), metavar="N", help="take one out by its number"
    )
    _which_one(feedback)
    feedback.set_defaults(act_of=_feedback)
    criterion = acts.add_parser(
        "criterion", help="one of the seven that make an internship", allow_abbrev=False
    )
    criterion.add_argument(
        "key", type=one_of("KEY", CRITERION_KEYS), metavar="KEY", help=", ".join(CRITERION_KEYS)
    )
    criterion.add_argument(
        "met", type=one_of("the answer", tuple(_ANSWERS)), metavar="yes|no|unknown"
    )
    _which_one(criterion)
    criterion.set_defaults(act_of=_criterion)
    kinds = acts.add_parser("kinds", help="the sixteen kinds, and how they differ")
    kinds.set_defaults(act_of=_kinds)
    remove = acts.add_parser("remove", help="take one out of the book", allow_abbrev=False)
    remove.add_argument("--id", type=whole("--id", 1, 10**9), metavar="ID", required=True)
    remove.set_defaults(act_of=_remove)


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


def _reached(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.experiences import edit_objective
    from netintern.services.keep import KEEP

    return session.receipt(
        edit_objective(
            session.write(),
            given.objective,
            text=KEEP if given.text is None else given.text,
            state=given.state,
            today=session.today,
        )
    )


def _learnt(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.experiences import note_learnt

    if given.talk is not None and given.person is not None:
        raise UsageError("experience learnt: --talk and --with exclude each other.")
    talk = given.talk if given.person is None else _last_talk(session, given.person)
    return session.receipt(
        note_learnt(
            session.write(), given.objective, " ".join(given.text), talk=talk, today=session.today
        )
    )


def _feedback(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.feedback import add_feedback, remove_feedback

    if given.remove is not None:
        if given.text or given.said_by is not None or given.on is not None:
            raise UsageError("experience feedback: --remove stands alone.")
        return session.receipt(remove_feedback(session.write(), given.remove, today=session.today))
    number = given.id or _present(session).id
    return session.receipt(
        add_feedback(
            session.write(),
            " ".join(given.text),
            said_by=None if given.said_by is None else session.person(given.said_by).id,
            on=None if given.on is None else session.past_day(given.on),
            experience_id=number,
            today=session.today,
        )
    )


def _last_talk(session: Session, text: str) -> int:
    """The id of the last meeting with somebody."""
    from netintern.domain.vocabulary import MEETINGS
    from netintern.services.queries.people import person_page

    who = session.person(text)
    page = person_page(session.read(), who.id, today=session.today)
    for talk in page.interactions:
        if talk.outcome == "done" and talk.kind in MEETINGS:
            return talk.id
    raise NothingFoundError(f"No talk with {who.name} is recorded.", "Log it first: netintern log.")


def _criterion(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.experiences import set_criterion

    number = given.id or _present(session).id
    return session.receipt(
        set_criterion(
            session.write(),
            given.key,
            _ANSWERS[given.met],
            experience_id=number,
            today=session.today,
        )
    )


def _remove(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.experiences import remove_experience

    return session.receipt(remove_experience(session.write(), given.id, today=session.today))


def _kinds(session: Session, given: argparse.Namespace) -> int:
    if session.json:
        session.out.json([kind._asdict() for kind in PLACEMENTS.values()])
    else:
        session.out.table([(kind.key, kind.about) for kind in PLACEMENTS.values()])
    return 0


def _show(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.queries.experiences import experience_page, experiences

    book = session.read()
    numbers = [line.id for line in experiences(book)] if given.all else [given.id]
    pages = [experience_page(book, today=session.today, experience_id=number) for number in numbers]
    found = [page for page in pages if page is not None]
    if given.id and not found:
        raise NothingFoundError(f"There is no experience {given.id}.", "See: experience show --all")
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


def _value(page: ExperiencePage) -> dict[str, object]:
    """The keys of `experience show --json`."""
    experience = page.line
    return {
        "id": experience.id,
        "kind": experience.kind,
        "organisation": experience.organisation,
        "title": experience.title,
        "start": experience.starts,
        "end": experience.ends,
        "phase": page.phase,
        "supervisors": [person.name for person in experience.supervisors],
        "objectives": [
            {
                "id": each.id,
                "text": each.text,
                "state": each.state,
                "learnt": [
                    {"on": one.on, "text": one.text, "talk": one.talk, "with": one.with_names}
                    for one in page.learnt.get(each.id, ())
                ],
            }
            for each in experience.objectives
        ],
        "feedback": [
            {
                "id": one.id,
                "on": one.on,
                "text": one.text,
                "from": None if one.said_by is None else one.said_by.name,
            }
            for one in page.feedback
        ],
        "criteria": {one.key: one.met for one in page.criteria},
        "overlaps": [one.id for one in page.overlapping],
    }


def _print(session: Session, page: ExperiencePage) -> None:
    out, today, experience = session.out, session.today, page.line
    kind = label_of(experience.kind)
    out.heading(f"{kind} at {experience.organisation}" if experience.organisation else kind)
    until = f" to {short_day(experience.ends, today)}" if experience.ends else ", no end date"
    phase = page.phase.replace(":", ", ")
    rows = [
        ("id", str(experience.id)),
        ("title", experience.title),
        ("from", f"{short_day(experience.starts, today)}{until} ({phase})"),
        *_people(page, today),
    ]
    for each in experience.objectives:
        rows.append(("objective", f"{each.id}: {each.text} ({each.state})"))
        rows += [("  learnt", _learnt_words(one, today)) for one in page.learnt.get(each.id, ())]
    answered = [one for one in page.criteria if one.met is not None]
    rows += [("yes" if one.met else "no", one.text) for one in answered]
    if answered and len(answered) < len(page.criteria):
        left = [one.key for one in page.criteria if one.met is None]
        rows.append(("unanswered", ", ".join(left)))
    rows += [("overlaps", one.organisation) for one in page.overlapping]
    out.table([row for row in rows if row[1]], indent=2)


def _people(page: ExperiencePage, today: date) -> list[tuple[str, str]]:
    """Supervisors and others who said something, each with what it was."""
    rows = []
    bosses = page.line.supervisors
    for who in (*bosses, *page.advisers):
        rows.append(("supervisor" if who in bosses else "feedback from", who.name))
        rows += [("  said", _said(one, today)) for one in page.feedback_from(who.id)]
    return [*rows, *(("feedback", _said(one, today)) for one in page.feedback_from(None))]


def _said(one: Feedback, today: date) -> str:
    number = "" if one.id is None else f"{one.id}: "
    return f"{number}{short_day(one.on, today)}: {one.text}"


def _learnt_words(one: Learnt, today: date) -> str:
    company = f" (with {', '.join(one.with_names)})" if one.with_names else ""
    return f"{short_day(one.on, today)}{company}: {one.text}"


COMMANDS = {
    "experience": Command(
        _arguments,
        _experience,
        "The internship or another experience: its dates decide the phase, the weekly minutes "
        "until your boss agreed, and what is proposed.",
        (
            "experience add --kind internship --org Acme --start 2026-06-01 --end 2026-08-21",
            'experience edit --supervisor "Dana Cole" --supervisor "Ed Ito"',
            'experience feedback "ask sooner when you are stuck" --from "Ed Ito"',
            'experience objective "learn how releases are made"',
            'experience learnt 1 "releases need a second pair of eyes" --with "Ana Silva"',
            "experience reached 1",
            "experience criterion feedback yes",
            "experience show",
        ),
    )
}
