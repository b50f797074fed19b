"""The week as text or JSON, and what is planned and agreed for it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from netintern.cli.command import Command
from netintern.cli.parser import several, some, whole
from netintern.cli.session import Session
from netintern.domain.dates import weekday_day
from netintern.domain.errors import UsageError
from netintern.domain.vocabulary import CIRCLES

if TYPE_CHECKING:
    from netintern.services.queries.plans import PlacedRow, WeekPlan
    from netintern.services.queries.weeks import DayLine, WeekView

MAX_MINUTES = 1440
MAX_AGREED = 2400
"""Minutes of a working week."""


def _week_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", metavar="DATE", help="any day of the week to show")


def _week(session: Session, given: argparse.Namespace) -> int:
    return show_week(session, given.on)


def show_week(session: Session, on: str | None = None) -> int:
    """Write the week of a day as typed, else of today; the exit code."""
    from netintern.services.queries.weeks import week_for

    day = session.past_day(on) if on else None
    view = week_for(session.read(), today=session.today, minute=session.minute, on=day)
    if session.json:
        session.out.json(_week_value(view))
    else:
        _print_week(session, view)
    return 0


def _week_value(view: WeekView) -> dict[str, object]:
    """The keys of `week --json`."""
    snowball = view.snowball
    return {
        "week": view.week,
        "starts": view.starts,
        "ends": view.ends,
        "budget": view.budget,
        "own": view.own,
        "cap": view.cap,
        "agreed_on": view.agreed_on,
        "spent": view.spent,
        "planned": view.planned,
        "remaining": view.remaining,
        "free": view.free,
        "own_time": view.own_time,
        "over": view.over,
        "gate": {"state": view.gate.state, "reason": view.gate.reason},
        "breadth": {
            "counts": {circle: view.counts[circle] for circle in CIRCLES},
            "iqv": view.iqv,
            "next_circle": view.next_circle,
        },
        "snowball": {
            "asked": snowball.asked,
            "referrals": snowball.referrals,
            "met": snowball.met,
            "reproduction": snowball.reproduction,
            "interval": snowball.interval,
        },
        "listening": view.listening.share,
        "talks": view.talks,
        "streak": view.streak,
        "phase": view.phase,
        "days_left": view.days_left,
        "checkin_due": view.checkin_due,
    }


def _print_week(session: Session, view: WeekView) -> None:
    out, today = session.out, session.today
    span = f"{weekday_day(view.starts, today)} to {weekday_day(view.ends, today)}"
    out.heading(f"{view.week}, {span}" if view.week else span)
    rows = [
        ("time", f"{view.header}; ask again" if view.stale else view.header),
        ("", _account(view)),
        ("work", view.gate.reason or "open"),
        ("balance", _balance(session, view)),
        ("snowball", _snowball(session, view)),
        ("listening", _share(view.listening.share)),
        ("streak", _count(view.streak, "month" if view.monthly else "week")),
        ("phase", _phase(view)),
        ("check-in", _checkin(session, view)),
        ("addresses", _addresses(view)),
    ]
    out.table([row for row in rows if row[1]], indent=2)
    days = [_day_row(session, day) for day in view.days]
    if days:
        out.line()
        out.table(days, right=(1,), indent=2, stretch=2)
    if view.commitments:
        out.line()
        out.heading("work")
        out.table(
            [
                (each.name, f"due {weekday_day(each.due, today)}", _hours(each.hours_left))
                for each in view.commitments
            ],
            indent=2,
        )


def _account(view: WeekView) -> str:
    parts = [f"{view.planned} planned", f"{max(0, view.remaining)} left"]
    if view.over:
        parts.append(f"over by {view.over} min, work first")
    if view.own_time:
        parts.append(f"{view.own_time} on your own time")
    return " · ".join(parts)


def _balance(session: Session, view: WeekView) -> str:
    from netintern.services.queries.settings import rules

    counts = " · ".join(f"{circle} {view.counts[circle]}" for circle in CIRCLES)
    enough = sum(view.counts.values()) >= rules(session.read()).headline_from
    even = f"  evenness {view.iqv:.3f}" if enough and view.iqv is not None else ""
    return f"{counts}{even}  next: {view.next_circle}"


def _snowball(session: Session, view: WeekView) -> str:
    from netintern.domain.snowball import outlook
    from netintern.services.queries.settings import rules

    ball = view.snowball
    asked = f"asked in {ball.asked} of {_count(ball.conversations, 'talk')}"
    names = f"{_count(ball.referrals, 'name')}, {ball.met} met"
    words = outlook(ball, rules(session.read()))
    return " · ".join(filter(None, (asked, names, words))) if ball.conversations else ""


def _share(share: float | None) -> str:
    return "" if share is None else f"they spoke {share:.0%} of the time"


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _phase(view: WeekView) -> str:
    if view.phase is None:
        return ""
    left = "" if view.days_left is None else f", {_count(view.days_left, 'day')} left"
    return f"{view.phase}{left}"


def _checkin(session: Session, view: WeekView) -> str:
    if view.checkin_due is None:
        return ""
    reason = f" ({view.checkin_reason})" if view.checkin_reason else ""
    return f"{weekday_day(view.checkin_due, session.today)}{reason}"


def _addresses(view: WeekView) -> str:
    if not view.missing_addresses:
        return ""
    people = "1 person" if view.missing_addresses == 1 else f"{view.missing_addresses} people"
    return f"{people} without a lasting one"


def _day_row(session: Session, day: DayLine) -> tuple[str, ...]:
    minutes = f"{day.spent + day.planned} min" if day.spent + day.planned else ""
    notes = [*day.names, *day.events, day.note]
    if day.planned:
        notes.append(f"{day.planned} planned")
    if day.own_time:
        notes.append(f"{day.own_time} own time")
    return (
        weekday_day(day.day, session.today),
        minutes,
        ", ".join(note for note in notes if note),
    )


def _hours(hours: float | None) -> str:
    return "no estimate" if hours is None else f"{hours:g} h left"


def _plan_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("person", metavar="PERSON", nargs="?", help="an id or a name")
    parser.add_argument("--on", metavar="DATE", help="the day")
    parser.add_argument(
        "--minutes", type=whole("--minutes", 1, MAX_MINUTES), metavar="N", help="how long"
    )
    parser.add_argument(
        "--week", action="store_true", help="lay the queue into the free minutes of the week"
    )
    several(parser, "--without", metavar="ITEM", help="with --week: leave these rows out")
    parser.add_argument(
        "--dry-run", action="store_true", help="with --week: tell the plan and book nothing"
    )


def _plan(session: Session, given: argparse.Namespace) -> int:
    if given.week:
        return _plan_week(session, given)
    if given.dry_run or given.without:
        raise UsageError("--dry-run and --without go with --week.", "Add --week.")
    if given.person is None or given.on is None or given.minutes is None:
        raise UsageError(
            "plan needs a person, --on, and --minutes, or --week.",
            "See 'netintern plan --help'.",
        )
    from netintern.services.weeks import plan_block

    on = session.coming_day(given.on)
    person = session.person(given.person)
    return session.receipt(
        plan_block(session.write(), person.id, on=on, minutes=given.minutes, today=session.today)
    )


def _plan_week(session: Session, given: argparse.Namespace) -> int:
    if given.person is not None or given.on is not None or given.minutes is not None:
        raise UsageError("--week plans everybody.", "Leave the person, --on, and --minutes out.")
    from netintern.services.queries.plans import week_plan

    book = session.read() if given.dry_run else session.write()
    plan = week_plan(book, today=session.today, minute=session.minute)
    keys = {row.key for row in plan.rows}
    people = {row.person_id: row.key for row in plan.rows}
    without = frozenset(
        text if text in keys else people.get(session.person(text).id, "") for text in given.without
    )
    placed = plan.placed(without)
    if given.dry_run:
        return _show_plan(session, plan, placed)
    from netintern.services.plans import book_week, bookings

    return session.receipt(book_week(book, bookings(placed), today=session.today))


def _show_plan(session: Session, plan: WeekPlan, placed: tuple[PlacedRow, ...]) -> int:
    if session.json:
        session.out.json(
            [
                {
                    "id": one.row.key,
                    "lane": one.row.lane,
                    "person_id": one.row.person_id,
                    "person": one.row.person or None,
                    "minutes": one.row.minutes,
                    "on": one.day,
                    "planned_week": plan.starts if one.day else one.week,
                    "note": one.words,
                }
                for one in placed
            ]
        )
        return 0
    out, today = session.out, session.today
    booked = sorted((one for one in placed if one.day), key=lambda one: one.day or today)
    total = sum(one.row.minutes for one in booked)
    out.heading(f"{_count(len(booked), 'block')}, {total} of {plan.free} free min")
    rest = [one for one in placed if not one.day]
    for heading, rows in (("", booked), ("not in it", rest)):
        if heading and rows:
            out.line()
            out.heading(heading)
        out.table(
            [
                (
                    weekday_day(one.day, today) if one.day else one.row.key,
                    one.row.person or "your boss",
                    f"{one.row.minutes} min",
                    one.words or one.row.reason,
                )
                for one in rows
            ],
            right=(2,),
            indent=2,
            stretch=3,
        )
    return 0


def _checkin_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--agreed",
        type=whole("--agreed", 0, MAX_AGREED),
        required=True,
        metavar="MINUTES",
        help="minutes a week that your boss agreed to",
    )
    parser.add_argument("--on", metavar="DATE", help="the day of the talk; today if not said")
    parser.add_argument("--note", default="", metavar="T", help="what else was said")
    parser.add_argument("--feedback", default="", metavar="T", help="what your boss told you")
    parser.add_argument(
        "--from", dest="said_by", metavar="PERSON",
        help="whose feedback it is; the first supervisor's if not said",
    )  # fmt: skip


def _record_checkin(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.weeks import checkin

    on = None if given.on is None else session.past_day(given.on)
    return session.receipt(
        checkin(
            session.write(),
            agreed=given.agreed,
            on=on,
            note=given.note,
            feedback=given.feedback,
            said_by=None if given.said_by is None else session.person(given.said_by).id,
            today=session.today,
        )
    )


def _override_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("reason", metavar="REASON", nargs="+", type=some("a reason"))
    parser.add_argument("--on", metavar="DATE", help="the day; today if not said")
    parser.add_argument("--person", metavar="PERSON", help="for whom")


def _override(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.weeks import override

    on = None if given.on is None else session.past_day(given.on)
    person = session.person(given.person).id if given.person else None
    return session.receipt(
        override(
            session.write(),
            " ".join(given.reason),
            person=person,
            on=on,
            today=session.today,
        )
    )


COMMANDS = {
    "week": Command(
        _week_arguments,
        _week,
        "The week: minutes agreed, spent, and planned; whether work comes first; the balance "
        "over the circles.",
        ("week", "week --on 2026-06-22", "week --json"),
    ),
    "plan": Command(
        _plan_arguments,
        _plan,
        "Book time for a person, or with --week lay the queue into the minutes that the week has "
        "free, and book all of it as one step.",
        ('plan "Ana Silva" --on wed --minutes 30', "plan --week --dry-run", "plan --week"),
    ),
    "checkin": Command(
        _checkin_arguments,
        _record_checkin,
        "Record how many minutes a week your boss agreed to, and what was said.",
        ('checkin --agreed 90 --feedback "fine, but not on demo days"',),
    ),
    "override": Command(
        _override_arguments,
        _override,
        "Network although work comes first now; the reason appears in the reflection.",
        ('override "coffee was fixed weeks ago"',),
    ),
}
