"""The Friday reflection: the week's numbers, seven prompts, and what was answered before."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from netintern.cli.command import Command
from netintern.cli.session import Session
from netintern.domain.dates import weekday_day
from netintern.domain.errors import UsageError
from netintern.domain.reflection import PROMPTS
from netintern.domain.vocabulary import CIRCLES

if TYPE_CHECKING:
    from netintern.services.queries.reviews import Kept, Review


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--on", metavar="DATE", help="any day of the week to look back on")
    parser.add_argument(
        "--answer",
        nargs=2,
        action="append",
        default=[],
        metavar=("N", "TEXT"),
        help="answer prompt N, 1 to 7; an empty text takes the answer out; may be given again",
    )
    parser.add_argument(
        "--ask", action="store_true", help="ask the seven prompts one by one; Enter skips"
    )
    parser.add_argument("--list", action="store_true", help="what was answered before")


def _review(session: Session, given: argparse.Namespace) -> int:
    if sum((given.list, given.ask, bool(given.answer))) > 1:
        raise UsageError("--answer, --ask and --list do not go together.", "Take one of them.")
    if given.list:
        return _list(session)
    if given.ask:
        return _ask(session, given.on)
    if given.answer:
        return _answer(session, given)
    review = _read(session, given.on)
    if session.json:
        session.out.json(_value(review))
    else:
        _print(session, review)
    return 0


def _read(session: Session, on: str | None) -> Review:
    from netintern.services.queries.reviews import review_for

    day = None if on is None else session.past_day(on)
    return review_for(session.read(), today=session.today, minute=session.minute, on=day)


def _answer(session: Session, given: argparse.Namespace) -> int:
    return _keep(session, {_key(number): text for number, text in given.answer}, given.on)


def _keep(session: Session, answers: dict[str, str], on: str | None) -> int:
    from netintern.services.reviews import reflect

    day = None if on is None else session.past_day(on)
    return session.receipt(reflect(session.write(), answers, on=day, today=session.today))


def _key(number: str) -> str:
    """The key of the prompt with a number as typed."""
    digits = number.strip()
    if digits.isascii() and digits.isdigit() and 1 <= int(digits) <= len(PROMPTS):
        return PROMPTS[int(digits) - 1].key
    raise UsageError(
        f"--answer takes the number of a prompt, 1 to {len(PROMPTS)}, not '{number}'.",
        "See them: netintern review.",
    )


def _ask(session: Session, on: str | None) -> int:
    """Ask one prompt after the other; what was answered is kept in one step at the end."""
    if session.json:
        raise UsageError("--ask is a conversation and has no JSON.", "See 'netintern review'.")
    review = _read(session, on)
    _print_numbers(session, review)
    session.out.line()
    session.out.line("Enter skips a prompt; q keeps what was answered and leaves.")
    answers: dict[str, str] = {}
    for number, prompt in enumerate(review.prompts, 1):
        session.out.line(f"{number} of {len(review.prompts)}  {prompt.text}")
        for words in (prompt.matter, prompt.answer and f"so far: {prompt.answer}"):
            if words:
                session.out.line(f"        {words}")
        session.out.flush()
        line = sys.stdin.readline()
        text = line.strip()
        if not line or text == "q":
            break
        if text:
            answers[prompt.key] = text
    if answers:
        return _keep(session, answers, on)
    session.out.line("Nothing was answered, and nothing was written.")
    return 0


def _list(session: Session) -> int:
    from netintern.services.queries.reviews import kept_reflections

    found = kept_reflections(session.read())
    if session.json:
        session.out.json([{"on": one.on, "prompt": one.prompt, "text": one.text} for one in found])
    elif not found:
        session.out.line("Nothing was answered yet. Begin with: netintern review --ask")
    else:
        _print_kept(session, found)
    return 0


def _print_kept(session: Session, found: tuple[Kept, ...]) -> None:
    day = None
    for one in found:
        if one.on != day:
            if day is not None:
                session.out.line()
            session.out.heading(weekday_day(one.on, session.today))
            day = one.on
        session.out.line(f"  {one.prompt}")
        session.out.lines("\n".join(f"    {part}" for part in one.text.splitlines()))


def _value(review: Review) -> dict[str, object]:
    """The keys of `review --json`."""
    week, snow = review.week, review.week.snowball
    return {
        "week": week.week,
        "starts": week.starts,
        "talks": week.talks,
        "listening": week.listening.share,
        "iqv": week.iqv,
        "next_circle": week.next_circle,
        "reproduction": snow.reproduction,
        "parents": snow.parents,
        "spent": week.spent,
        "planned": week.planned,
        "budget": week.budget,
        "cap": week.cap,
        "agreed_on": week.agreed_on,
        "stale": review.is_stale,
        "streak": week.streak,
        "checkin_due": week.checkin_due,
        "overrides": [
            {"on": one.on, "reason": one.reason, "person": one.person} for one in week.overrides
        ],
        "prompts": [prompt.text for prompt in review.prompts],
        "answers": [prompt.answer for prompt in review.prompts],
    }


def _print(session: Session, review: Review) -> None:
    _print_numbers(session, review)
    session.out.line()
    for number, prompt in enumerate(review.prompts, 1):
        session.out.line(f"  {number} {prompt.text}")
        if prompt.matter:
            session.out.line(f"      {prompt.matter}")
        if prompt.answer:
            shown = prompt.answer.replace("\n", "\n      ")
            session.out.lines(f"    > {shown}")
    if not review.answered:
        session.out.line()
        session.out.line("All of them may be skipped. Answer with: netintern review --ask")


def _print_numbers(session: Session, review: Review) -> None:
    out, today, week = session.out, session.today, review.week
    span = f"{weekday_day(week.starts, today)} to {weekday_day(week.ends, today)}"
    out.heading(f"Reflection: {week.week}, {span}" if week.week else f"Reflection: {span}")
    rows = [
        ("talks", f"{week.talks}{_heard(review)}"),
        ("time", _time(review)),
        ("balance", _balance(review)),
        ("snowball", f"R {review.reproduction}"),
        ("streak", "1 week" if week.streak == 1 else f"{week.streak} weeks"),
        *(("anyway", words) for words in _overrides(session, review)),
        ("check-in", _checkin(session, review)),
    ]
    out.table([row for row in rows if row[1]], indent=2)


def _heard(review: Review) -> str:
    share = review.week.listening.share
    return "" if share is None else f", they spoke {share:.0%} of the time"


def _time(review: Review) -> str:
    week = review.week
    cap = f", {review.agreement}" if review.agreement else ""
    old = "; ask again" if review.is_stale else ""
    return f"{week.spent} of {week.budget} min{cap}{old}"


def _balance(review: Review) -> str:
    week = review.week
    counts = " · ".join(f"{circle} {week.counts[circle]}" for circle in CIRCLES)
    even = "" if week.iqv is None else f"  evenness {week.iqv:.3f}"
    return f"{counts}{even}  next: {week.next_circle}"


def _overrides(session: Session, review: Review) -> list[str]:
    return [
        f"{weekday_day(one.on, session.today)}: {one.reason}"
        + (f" (for {one.person})" if one.person else "")
        for one in review.week.overrides
    ]


def _checkin(session: Session, review: Review) -> str:
    week = review.week
    if week.checkin_reason:
        return f"{week.checkin_reason}; netintern draft T09, then netintern checkin"
    if week.checkin_due is None:
        return ""
    return f"next on {weekday_day(week.checkin_due, session.today)}"


COMMANDS = {
    "review": Command(
        _arguments,
        _review,
        "The Friday reflection: the numbers of the week and seven prompts, all optional.",
        (
            "review",
            "review --ask",
            'review --answer 1 "the two teams never meet" --answer 3 "Ana, with the slides"',
            "review --on 2026-07-03",
            "review --list",
        ),
    ),
}
