"""People: adding and changing them, their page, the list, and who knows whom."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING, Any

from netintern.cli.command import Command
from netintern.cli.parser import one_of, some, whole
from netintern.cli.session import Session
from netintern.domain.dates import ago, short_day
from netintern.domain.errors import NothingFoundError, UsageError
from netintern.domain.vocabulary import CIRCLES

if TYPE_CHECKING:
    from netintern.services.queries.people import PersonPage, PersonSummary, Talk

KNOWS = ("heard of", "works with", "close")
"""Words of the three levels of a tie."""


def _describe(parser: argparse.ArgumentParser) -> None:
    """The options that `add` and `edit` share."""
    parser.add_argument("--org", help="where they work")
    parser.add_argument("--role", help="what they do there")
    parser.add_argument(
        "--circle",
        type=one_of("--circle", CIRCLES),
        metavar="|".join(CIRCLES),
        help="your own field, an adjacent one, leaders, or the culture of the place",
    )
    parser.add_argument("--email", action="append", metavar="E", help="may be given again")
    parser.add_argument("--phone", action="append", metavar="P", help="may be given again")
    parser.add_argument("--tag", action="append", metavar="TAG", help="may be given again")
    parser.add_argument(
        "--tier",
        type=whole("--tier", 1, 4),
        metavar="1-4",
        help="how close: 1 mentor, 2 close, 3 active, 4 light",
    )
    parser.add_argument("--note", metavar="T", help="whatever you want to remember")


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", type=some("a name"))
    _describe(parser)
    parser.add_argument("--wish", action="store_true", help="somebody whom you want to meet")
    parser.add_argument("--via", metavar="PERSON", help="who suggested them")
    parser.add_argument(
        "--knows",
        type=whole("--knows", 1, 3),
        metavar="1-3",
        help="how well that person knows them: 1 heard of, 2 works with, 3 close",
    )
    parser.add_argument(
        "--new", action="store_true", help="somebody else, although the name resembles one"
    )


def _add(session: Session, given: argparse.Namespace) -> int:
    from netintern.domain.errors import ResemblesError
    from netintern.services.people import add_person

    if given.knows and not given.via:
        raise UsageError("--knows says how well --via knows them.", "Add --via PERSON.")
    via = session.person(given.via).id if given.via else None
    try:
        receipt = add_person(
            session.write(),
            given.name,
            circle=given.circle,
            org=given.org or "",
            role=given.role or "",
            email=given.email or (),
            phone=given.phone or (),
            tags=given.tag or (),
            tier=given.tier,
            wish=given.wish,
            via=via,
            knows=given.knows,
            notes=given.note or "",
            is_new=given.new,
            today=session.today,
        )
    except ResemblesError as error:
        error.hint = "The same person: netintern edit ID; somebody else: add --new."
        raise
    return session.receipt(receipt)


def _edit_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("person", metavar="PERSON", help="an id or a name")
    parser.add_argument("--name", help="another name")
    _describe(parser)
    yes_no = argparse.BooleanOptionalAction
    parser.add_argument("--wish", action=yes_no, help="whether you want to meet them")
    tracked = parser.add_mutually_exclusive_group()
    tracked.add_argument(
        "--track", dest="tracked", action="store_true", default=None, help="keep in touch"
    )
    tracked.add_argument(
        "--untrack", dest="tracked", action="store_false", default=None, help="only remember"
    )
    parser.add_argument(
        "--cadence",
        type=whole("--cadence", 0, 3650),
        metavar="DAYS",
        help="days between contacts; 0 goes back to what the tier says",
    )
    parser.add_argument(
        "--do-not-ask", action=yes_no, help="never propose to ask them for an introduction"
    )
    parser.add_argument("--leaves", metavar="DATE", help="the day on which they leave, or 'none'")


def _edit(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.people import edit_person

    changes: dict[str, Any] = {
        field: value
        for field, value in (
            ("name", given.name),
            ("org", given.org),
            ("role", given.role),
            ("circle", given.circle),
            ("email", given.email),
            ("phone", given.phone),
            ("tags", given.tag),
            ("tier", given.tier),
            ("wish", given.wish),
            ("tracked", given.tracked),
            ("do_not_ask", given.do_not_ask),
            ("notes", given.note),
        )
        if value is not None
    }
    if given.cadence is not None:
        changes["cadence"] = given.cadence or None
    if given.leaves is not None:
        gone = given.leaves.strip().lower() in ("", "none")
        changes["leaves_on"] = None if gone else session.coming_day(given.leaves)
    if not changes:
        raise UsageError("edit: nothing to change was given.", "See 'netintern edit --help'.")
    person = session.person(given.person)
    return session.receipt(edit_person(session.write(), person.id, **changes, today=session.today))


def _show_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("person", metavar="PERSON", help="an id or a name")


def _show(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.queries.people import person_page

    try:
        person = session.person(given.person)
    except NothingFoundError:
        if session.json:
            session.out.json(None)
        raise
    page = person_page(session.read(), person.id, today=session.today)
    if session.json:
        session.out.json(_page_value(page))
    else:
        _print_page(session, page)
    return 0


def _list_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--circle",
        type=one_of("--circle", CIRCLES),
        metavar="|".join(CIRCLES),
        help="only this circle",
    )
    parser.add_argument("--tag", metavar="T", help="only people with this tag")
    parser.add_argument("--wish", action="store_true", help="only people whom you want to meet")
    parser.add_argument(
        "--untracked", action="store_true", help="the people whom you only remember"
    )


def _list(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.queries.people import list_people

    people = list_people(
        session.read(),
        today=session.today,
        circle=given.circle,
        tag=given.tag,
        wish=True if given.wish else None,
        untracked=given.untracked,
    )
    if session.json:
        session.out.json([_summary_value(person) for person in people])
    elif people:
        session.out.table([_list_row(session, person) for person in people], right=(0,), stretch=3)
    else:
        session.out.line("Nobody here. Add somebody with: netintern add NAME")
    return 0


def _archive_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("person", metavar="PERSON", help="an id or a name")
    parser.add_argument("--restore", action="store_true", help="bring them back")


def _archive(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.people import archive_person, restore

    person = session.person(given.person)
    verb = restore if given.restore else archive_person
    return session.receipt(verb(session.write(), person.id, today=session.today))


def _tie_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("a", metavar="A", help="an id or a name")
    parser.add_argument("b", metavar="B", help="an id or a name")
    change = parser.add_mutually_exclusive_group()
    change.add_argument(
        "--knows",
        type=whole("--knows", 1, 3),
        default=2,
        metavar="1-3",
        help="1 heard of, 2 works with (the default), 3 close",
    )
    change.add_argument("--remove", action="store_true", help="they do not know each other")


def _tie(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.ties import tie_people, untie

    one, other = session.person(given.a).id, session.person(given.b).id
    book = session.write()
    if given.remove:
        return session.receipt(untie(book, one, other, today=session.today))
    return session.receipt(tie_people(book, one, other, level=given.knows, today=session.today))


def _summary_value(person: PersonSummary) -> dict[str, object]:
    """The keys of `list --json`."""
    return {
        "id": person.id,
        "name": person.name,
        "circle": person.circle,
        "organisation": person.organisation,
        "role": person.role,
        "tier": person.tier,
        "cadence": person.cadence,
        "tracked": person.tracked,
        "wish": person.wish,
        "met": person.met,
        "last_contact": person.last_contact,
        "warmth": person.warmth,
        "band": person.band,
        "state": person.state,
        "due": person.due,
        "generation": person.generation,
        "via": person.via,
        "emails": person.emails,
        "phones": person.phones,
        "tags": person.tags,
    }


def _page_value(page: PersonPage) -> dict[str, object]:
    """The keys of `show --json`."""
    return {
        **_summary_value(page.summary),
        "notes": page.notes,
        "birthday": page.birthday or None,
        "warmth_explained": page.warmth_explained,
        "do_not_ask": page.do_not_ask,
        "leaves": page.leaves_on,
        "snoozed_until": page.snoozed_until,
        "interactions": [_talk_value(talk) for talk in page.interactions],
        "ties": [
            {"id": tie.id, "name": tie.name, "knows": tie.level, "kind": tie.kind, "met": tie.met}
            for tie in page.ties
        ],
        "promises": [
            {
                "id": promise.id,
                "kind": promise.kind,
                "direction": promise.direction,
                "text": promise.text,
                "due": promise.due,
                "done_on": promise.done_on,
            }
            for promise in page.promises
        ],
        "introductions": [
            {
                "id": asked.id,
                "target": asked.target.name,
                "via": asked.via.name,
                "state": asked.state,
                "asked_on": asked.asked_on,
            }
            for asked in page.introductions
        ],
        "suggested": [someone.name for someone in page.suggested],
    }


def _talk_value(talk: Talk) -> dict[str, object]:
    return {
        "id": talk.id,
        "on": talk.on,
        "kind": talk.kind,
        "outcome": talk.outcome,
        "purpose": talk.purpose,
        "minutes": talk.minutes,
        "own_time": not talk.on_clock,
        "learned": talk.learned,
        "notes": talk.notes,
        "with": talk.with_names,
        "listening": talk.listening,
    }


def _list_row(session: Session, person: PersonSummary) -> tuple[str, ...]:
    last = ago(person.last_contact, session.today) if person.last_contact else ""
    due = f"due {short_day(person.due, session.today)}" if person.due else ""
    return (
        str(person.id),
        person.name,
        person.circle or "",
        person.organisation,
        last or ("to meet" if not person.met else "connected"),
        person.band,
        due,
    )


def _print_page(session: Session, page: PersonPage) -> None:
    person, out, today = page.summary, session.out, session.today
    out.heading(person.name)
    where = ", ".join(part for part in (person.role, person.organisation) if part)
    rows = [
        ("", where),
        ("circle", " · ".join(filter(None, (person.circle, *(f"#{tag}" for tag in person.tags))))),
        ("reach", " · ".join((*person.emails, *person.phones))),
        ("warmth", page.warmth_explained),
        ("rhythm", f"{person.cadence} days ({page.cadence_from})"),
        ("met", _connected(page, today)),
        ("due", short_day(person.due, today) if person.due else ""),
        ("via", person.via or ""),
        ("birthday", page.birthday),
        *(("boss", f"supervises your {experience}") for experience in page.supervises),
        ("leaves", short_day(page.leaves_on, today) if page.leaves_on else ""),
        ("not now", f"until {short_day(page.snoozed_until, today)}" if page.snoozed_until else ""),
        ("", "" if person.tracked else "not tracked"),
        ("", "do not ask them for an introduction" if page.do_not_ask else ""),
    ]
    out.table([row for row in rows if row[1]], indent=2)
    if page.notes:
        out.line()
        out.lines("\n".join(f"  {line}" for line in page.notes.split("\n")))
    _print_promises(session, page)
    _print_talks(session, page)
    _print_people(session, page)


def _connected(page: PersonPage, today: date) -> str:
    """Since when the user knows somebody with whom there was no talk yet, as an import gives it."""
    if page.connected_on is None:
        return ""
    return f"connected {short_day(page.connected_on, today)}, no talk yet"


def _print_promises(session: Session, page: PersonPage) -> None:
    still_open = [promise for promise in page.promises if promise.done_on is None]
    if still_open:
        session.out.line()
        session.out.heading("promises")
        session.out.table(
            [
                (
                    short_day(promise.due, session.today) if promise.due else "",
                    "mine" if promise.direction == "mine" else "theirs",
                    promise.kind if not promise.text else f"{promise.kind}: {promise.text}",
                )
                for promise in still_open
            ],
            indent=2,
        )


def _print_talks(session: Session, page: PersonPage) -> None:
    if page.interactions:
        session.out.line()
        session.out.heading("talks and messages")
        session.out.table(
            [
                (
                    short_day(talk.on, session.today),
                    (talk.purpose or talk.kind).replace("_", " "),
                    f"{talk.minutes} min",
                    talk.learned or talk.notes,
                )
                for talk in page.interactions
            ],
            right=(2,),
            stretch=3,
            indent=2,
        )


def _print_people(session: Session, page: PersonPage) -> None:
    rows = [(tie.name, KNOWS[tie.level - 1], "met" if tie.met else "not met") for tie in page.ties]
    if rows:
        session.out.line()
        session.out.heading("knows")
        session.out.table(rows, indent=2)
    if page.suggested:
        session.out.line()
        session.out.heading("suggested")
        session.out.line("  " + ", ".join(someone.name for someone in page.suggested))
    if page.introductions:
        session.out.line()
        session.out.heading("introductions")
        session.out.table(
            [
                (asked.target.name, f"through {asked.via.name}", asked.state)
                for asked in page.introductions
            ],
            indent=2,
        )


COMMANDS = {
    "add": Command(
        _add_arguments,
        _add,
        "Add a person. With --wish it is somebody whom you want to meet. A name that is or "
        "resembles one in the book is refused, unless --new says that it is somebody else.",
        ('add "Ana Silva" --org Acme --circle field', 'add "Ben Roy" --wish --via "Ana Silva"'),
    ),
    "edit": Command(
        _edit_arguments,
        _edit,
        "Change what the book says about a person; what you do not name stays.",
        ('edit "Ana Silva" --tier 2', "edit 12 --leaves 2026-08-21"),
    ),
    "show": Command(
        _show_arguments,
        _show,
        "Everything that the book knows of a person.",
        ('show "Ana Silva"', "show 12 --json"),
    ),
    "list": Command(
        _list_arguments,
        _list,
        "The people whom you keep in touch with; with --untracked all the others.",
        ("list --circle leaders", "list --wish"),
    ),
    "archive": Command(
        _archive_arguments,
        _archive,
        "Put a person away; nothing is deleted, and --restore brings them back.",
        ('archive "Ana Silva"',),
    ),
    "tie": Command(
        _tie_arguments,
        _tie,
        "Record that two people know each other; it shows ways of introduction.",
        ('tie "Ana Silva" "Ben Roy" --knows 3',),
    ),
}
