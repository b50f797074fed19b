"""A day as plain text, for cron or mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netintern.cli.command import Command
from netintern.cli.commands.phase import headline
from netintern.cli.parser import nothing
from netintern.domain.dates import weekday_day

if TYPE_CHECKING:
    import argparse

    from netintern.cli.session import Session
    from netintern.services.queries.digest import Digest


def _digest(session: Session, _: argparse.Namespace) -> int:
    from netintern.services.queries.digest import digest_for

    digest = digest_for(session.read(), today=session.today, minute=session.minute)
    if session.json:
        session.out.json(_value(digest))
    else:
        _print(session, digest)
    return 0


def _value(digest: Digest) -> dict[str, object]:
    from netintern.services.queries.digest import subject

    week = digest.week
    return {
        "today": digest.today,
        "subject": subject(digest),
        "phase": digest.phase.phase,
        "days_left": digest.phase.days_left,
        "spent": week.spent,
        "planned": week.planned,
        "budget": week.budget,
        "gate": {"state": week.gate.state, "reason": week.gate.reason},
        "items": [
            {
                "id": item.id,
                "lane": item.lane,
                "person": item.person,
                "reason": item.reason,
                "minutes": item.minutes,
                "permitted": item.permitted,
            }
            for item in digest.items
        ],
        "more": digest.more,
        "booked": [{"minutes": minutes, "what": what} for minutes, what in digest.booked],
        "events": list(digest.events),
        "campaign": [{"on": one.on, "person": one.person} for one in digest.campaign],
        "open_tasks": list(digest.open_tasks),
    }


def _print(session: Session, digest: Digest) -> None:
    from netintern.services.queries.digest import empty, subject

    out = session.out
    if empty(digest):
        out.line("Nobody is in the book yet. Add somebody: netintern add NAME.")
        return
    out.line(subject(digest))
    if digest.phase.phase is not None:
        out.line(headline(digest.phase))
    week = digest.week
    out.line(f"week: {week.header}, {max(0, week.remaining)} left")
    if week.gate.state != "open":
        out.line(week.gate.reason)
    if week.checkin_due is not None and week.checkin_due <= digest.today:
        out.line(f"{week.checkin_reason or 'boss check-in due'}")
    for minutes, what in digest.booked:
        out.line(f"today: {what}, {minutes} min booked")
    for title in digest.events:
        out.line(f"today: {title}")
    _print_items(session, digest)
    _print_ahead(session, digest)


def _print_items(session: Session, digest: Digest) -> None:
    out = session.out
    out.line()
    if not digest.items:
        out.line("Nothing is waiting for you.")
    rows, lane = [], ""
    for item in digest.items:
        note = "" if item.permitted else "not now"
        shown = item.lane if item.lane != lane else ""
        rows.append((shown, item.person or "", item.reason, f"{item.minutes} min", note))
        lane = item.lane
    out.table(rows, right=(3,))
    if digest.more:
        out.line(f"and {digest.more} more: netintern next")


def _print_ahead(session: Session, digest: Digest) -> None:
    out = session.out
    if digest.campaign:
        out.line()
        out.line("people whom you never met, this week")
        rows = [
            (weekday_day(one.on, digest.today), one.person, one.note) for one in digest.campaign
        ]
        out.table(rows, indent=2)
    if digest.phase.missing and digest.phase.phase == "final":
        names = ", ".join(one.person for one in digest.phase.missing)
        out.line()
        out.line(f"no address that lasts: {names}")
    if digest.open_tasks:
        out.line()
        out.line("checklist")
        for text in digest.open_tasks:
            out.line(f"  [ ] {text}")


COMMANDS = {
    "digest": Command(
        nothing,
        _digest,
        "The day in a few lines for cron or mail: what is due, what is booked, how the week "
        "stands.",
        ("digest", 'digest | mail -s "netintern" me@example.org'),
    ),
}
