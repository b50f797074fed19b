"""The follow-up queue, and acting on one of its rows."""

from __future__ import annotations

import argparse
from datetime import timedelta
from typing import TYPE_CHECKING

from netintern.cli.command import Command
from netintern.cli.parser import whole
from netintern.cli.session import Session
from netintern.domain.dates import short_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from netintern.domain.queue import HiddenItem, QueueItem


def _next_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-n", dest="rows", type=whole("-n", 1, 100_000), metavar="N", help="only the first N rows"
    )
    parser.add_argument(
        "--minutes",
        type=whole("--minutes", 1, 1440),
        metavar="M",
        help="only rows that take at most so many minutes",
    )
    parser.add_argument(
        "--hidden", action="store_true", help="who is not in the queue now, and until when"
    )


def _next(session: Session, given: argparse.Namespace) -> int:
    return show_queue(session, rows=given.rows, minutes=given.minutes, hidden=given.hidden)


def show_queue(
    session: Session,
    *,
    rows: int | None = None,
    minutes: int | None = None,
    hidden: bool = False,
) -> int:
    """Write the queue, or what is hidden from it; the exit code."""
    from netintern.services.queries.queue import queue_for

    view = queue_for(
        session.read(), today=session.today, minute=session.minute, minutes=minutes, hidden=True
    )
    if hidden:
        return _show_hidden(session, view.hidden[:rows])
    items = view.items[:rows]
    if session.json:
        session.out.json([_item_value(item) for item in items])
        return 0
    if view.gate.state != "open":
        session.out.line(view.gate.reason)
    if not items:
        session.out.line("Nothing is waiting for you.")
    _print_rows(session, items)
    if view.hidden:
        session.out.line(f"not now: {len(view.hidden)} (netintern next --hidden)")
    return 0


def _item_value(item: QueueItem) -> dict[str, object]:
    """The keys of `next --json`."""
    return {
        "id": item.id,
        "lane": item.lane,
        "kind": item.kind,
        "person_id": item.person_id,
        "person": item.person,
        "circle": item.circle,
        "due": item.due,
        "minutes": item.minutes,
        "urgency": item.urgency,
        "reason": item.reason,
        "permitted": item.permitted,
        "planned_week": item.planned_week,
        "more": item.more,
    }


def _print_rows(session: Session, items: Sequence[QueueItem]) -> None:
    from netintern.domain.week import week_start
    from netintern.services.queries.settings import rules

    if not items:
        return
    following = week_start(session.today, rules(session.read()).first_day) + timedelta(days=7)
    rows = []
    lane = ""
    for item in items:
        more = f"and {item.more} more" if item.more else ""
        notes = (more, "" if item.permitted else "not now", _fits(item.planned_week, following))
        rows.append(
            (
                item.lane if item.lane != lane else "",
                item.id,
                item.person or "",
                item.reason,
                f"{item.minutes} min",
                ", ".join(filter(None, notes)),
            )
        )
        lane = item.lane
    forbidden = [number for number, item in enumerate(items) if not item.permitted]
    session.out.table(rows, right=(4,), stretch=3, dim=forbidden)


def _fits(planned: date | None, following: date) -> str:
    """The week into which a row fits, unless it is the present one."""
    if planned is None or planned < following:
        return ""
    if planned == following:
        return "fits next week"
    return f"fits the week of {short_day(planned, following)}"


def _show_hidden(session: Session, hidden: Sequence[HiddenItem]) -> int:
    if session.json:
        session.out.json(
            [{"person": item.person, "hidden": item.why, "until": item.until} for item in hidden]
        )
    elif hidden:
        session.out.table([(item.person, item.reason) for item in hidden], stretch=1)
    else:
        session.out.line("Nobody is hidden.")
    return 0


def _item_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("item", metavar="ITEM", help="a row's id (o12, p7), or the person")


def _snooze_arguments(parser: argparse.ArgumentParser) -> None:
    _item_arguments(parser)
    parser.add_argument(
        "until", metavar="WHEN", nargs="+", help="3d, 1w, next mon, 2026-11-23, end of month ..."
    )


def _done(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.followups import done

    item = _item(session, given)
    return session.receipt(done(session.write(), item, today=session.today))


def _wait(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.followups import wait

    item = _item(session, given)
    return session.receipt(wait(session.write(), item, today=session.today))


def _skip(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.followups import skip

    item = _item(session, given)
    return session.receipt(skip(session.write(), item, today=session.today))


def _drop(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.followups import drop

    item = _item(session, given)
    return session.receipt(drop(session.write(), item, today=session.today))


def _snooze(session: Session, given: argparse.Namespace) -> int:
    from netintern.services.followups import snooze, snooze_day
    from netintern.services.queries.experiences import current
    from netintern.services.queries.settings import calendar

    item = _item(session, given)
    book = session.write()
    experience = current(book, session.today)
    until = snooze_day(
        " ".join(given.until),
        session.today,
        calendar(book),
        ends=experience.ends if experience else None,
    )
    return session.receipt(snooze(book, item, until, today=session.today))


def _item(session: Session, given: argparse.Namespace) -> str:
    """The id of the row that an argument means."""
    from netintern.services.followups import resolve_item

    return resolve_item(session.read(), given.item, session.today).id


COMMANDS = {
    "next": Command(
        _next_arguments,
        _next,
        "Whom to thank, answer, write to, or meet next, in order, with the reason of each row.",
        ("next -n 5", "next --minutes 10", "next --hidden"),
    ),
    "done": Command(
        _item_arguments,
        _done,
        "A row of the queue is done: what you owed is closed, or the contact is logged.",
        ("done o12", 'done "Ana Silva"'),
    ),
    "snooze": Command(
        _snooze_arguments,
        _snooze,
        "Put a row off; the day is moved to a workday, and the whole person is hidden until then.",
        ('snooze "Ana Silva" 1w', "snooze p7 next mon"),
    ),
    "skip": Command(
        _item_arguments, _skip, "Put a row off to the next workday.", ('skip "Ana Silva"',)
    ),
    "wait": Command(
        _item_arguments,
        _wait,
        "You wrote to them; the row waits a week for the answer.",
        ('wait "Ana Silva"',),
    ),
    "drop": Command(
        _item_arguments,
        _drop,
        "Take a row out of the queue: drop what you owed, or stop tracking the person.",
        ("drop o12",),
    ),
}
