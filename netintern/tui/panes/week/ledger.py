"""The week in figures: the gate, how broad the network is, the snowball, the boss, the work."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from netintern.domain.dates import ago, short_day, weekday_day
from netintern.domain.settings import DEFAULT_RULES
from netintern.domain.vocabulary import CIRCLES, Circle
from netintern.tui.text import Line, Run, fit, fit_right, safe, whole, width, wrap
from netintern.tui.themes import circle_glyph

if TYPE_CHECKING:
    from netintern.services.queries.weeks import WeekView
    from netintern.services.queries.work import CommitmentLine

_LABEL = 10


def gate_lines(week: WeekView, today: date, cells: int, key: str) -> list[Line]:
    """A banner while work comes first, with the key for working anyway, or the reason for it."""
    if week.gate.state == "open" or not week.gate.reason:
        return []
    role = "banner" if week.gate.state == "blocked" else "late"
    parts = wrap(week.gate.reason, cells - 2, 3)
    lines: list[Line] = [(Run(fit(f" {part}", cells), role),) for part in parts]
    said = [one.reason for one in week.overrides if one.on == today and not one.person]
    if said:
        return [*lines, (Run(fit(f" anyway today: {said[-1]}", cells), "bold"),)]
    return [*lines, (Run(f" {key}", "key"), Run(" network anyway, with a reason", "faint"))]


def mix_words(counts: dict[Circle, int], next_circle: Circle) -> str:
    """The mix in a few words: "mix 4 2 0 2 > leaders"."""
    return f"mix {' '.join(str(counts[circle]) for circle in CIRCLES)} > {next_circle}"


def figure_lines(
    week: WeekView, today: date, cells: int, *, ascii_only: bool, dense: bool = False
) -> list[Line]:
    """The lines below the days, each with a label; `dense` joins those that are short."""
    rows = [
        _mix(week, ascii_only=ascii_only),
        _next(week),
        _snowball(week),
        _renewal(week),
        _boss(week, today),
        _habit(week, today),
        _phase(week),
    ]
    return [
        (Run(f" {label:<{_LABEL}}", "faint"), *whole(runs, cells - _LABEL - 2))
        for label, runs in _joined([row for row in rows if row is not None], cells, dense=dense)
        if cells > _LABEL
    ]


def commitment_lines(week: WeekView, today: date, cells: int, key: str) -> list[Line]:
    """The open work commitments, or the key by which one is added."""
    if not week.commitments:
        return [
            (Run(f" {'work':<{_LABEL}}", "faint"), Run("nothing due  ", "dim"), Run(key, "key"))
        ]
    lines: list[Line] = [(Run(" work", "faint"),)]
    return lines + [_commitment(line, today, cells) for line in week.commitments]


_Row = tuple[str, Line]


def _joined(rows: list[_Row], cells: int, *, dense: bool) -> list[_Row]:
    """The rows; where they are to be dense, two of them on a line if they fit as they are."""
    found: list[_Row] = []
    for label, runs in rows:
        more = (Run(f"   {label} " if label else "  ", "faint"), *runs)
        before = found[-1] if found else ("", ())
        joins = label in ("", "next") and width((*before[1], *more)) <= cells - _LABEL - 2
        if dense and found and joins:
            found[-1] = (before[0], (*before[1], *more))
        else:
            found.append((label, runs))
    return found


def _mix(week: WeekView, *, ascii_only: bool) -> _Row:
    runs: list[Run] = []
    for circle in CIRCLES:
        glyph = circle_glyph(circle, met=True, ascii_only=ascii_only)
        runs += [Run(f"{glyph} ", circle), Run(f"{week.counts[circle]}  ", "ink")]
    total = sum(week.counts.values())
    if week.iqv is not None and total >= DEFAULT_RULES.headline_from:
        even = f"{week.iqv:.2f}".lstrip("0") if week.iqv < 1 else "1"
        runs.append(Run(f"even {even}", "dim"))
    return "mix", tuple(runs)


def _next(week: WeekView) -> _Row:
    return "next", (Run(week.next_circle, week.next_circle), Run("  is missed most", "faint"))


def _snowball(week: WeekView) -> _Row | None:
    ball = week.snowball
    if not ball.conversations:
        return None
    asked = f"asked in {ball.asked} of {ball.conversations}"
    return "snowball", (Run(asked, "ink"), Run(f", {_count(ball.referrals, 'name')}", "ink"))


def _renewal(week: WeekView) -> _Row | None:
    """How many new people one person leads to, with its interval."""
    ball = week.snowball
    if ball.reproduction is None or ball.interval is None:
        return None
    low, high = ball.interval
    said = "your list renews itself" if ball.reproduction > 1 else "add new starting points"
    if ball.parents < DEFAULT_RULES.few_parents:
        said = "too early"
    return "", (
        Run(f"R {ball.reproduction:.1f} ({low:.1f}-{high:.1f})", "ink"),
        Run(f" {said}", "faint"),
    )


def _boss(week: WeekView, today: date) -> _Row | None:
    if week.checkin_due is None:
        return None
    late = week.checkin_due <= today
    when = "today" if week.checkin_due == today else weekday_day(week.checkin_due, today)
    words = f"check-in {'was due ' if week.checkin_due < today else ''}{when}"
    agreed = f", agreed {ago(week.agreed_on, today)}" if week.agreed_on else ", nothing agreed yet"
    if week.agreed_on and week.agreed_on != today:
        agreed += " ago"
    if week.stale:
        agreed += "; ask again"
    return "boss", (Run(words, "late" if late else "ink"), Run(agreed, "faint"))


def _habit(week: WeekView, today: date) -> _Row | None:
    when = "this week"
    if not week.starts <= today <= week.ends:
        when = f"in the week of {short_day(week.starts, today)}"
    runs = [
        Run(f"{_count(week.talks, 'talk')} {when}", "ink"),
        Run(f" · streak {_count(week.streak, 'month' if week.monthly else 'week')}", "ink"),
    ]
    if week.listening.share is not None:
        runs.append(Run(f", they spoke {week.listening.share:.0%}", "ink"))
    return "habit", tuple(runs)


def _phase(week: WeekView) -> _Row | None:
    if week.phase is None:
        return None
    runs = [Run(week.phase.replace("after:", "after, "), "ink")]
    if week.days_left is not None and week.days_left >= 0:
        runs.append(Run(f", {_count(week.days_left, 'day')} left", "ink"))
    if week.experience is not None:
        runs.append(Run(f"  {safe(week.experience.organisation)}", "faint"))
    return "phase", tuple(runs)


def _commitment(line: CommitmentLine, today: date, cells: int) -> Line:
    hours = "2 h?" if line.hours_left is None else f"{line.hours_left:g} h"
    due = "today" if line.due == today else short_day(line.due, today)
    late = line.due < today
    return (
        Run("   "),
        Run(fit(line.name, max(4, cells - 20)), "ink"),
        Run(fit_right(due, 8), "late" if late else "dim"),
        Run(fit_right(hours, 7), "dim"),
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
