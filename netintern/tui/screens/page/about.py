"""The sections on the person: circle, rhythm, warmth, addresses, and give and take."""

from datetime import date
from typing import Final

from netintern.domain.dates import short_day, weekday_day
from netintern.domain.library import QUESTION_OF
from netintern.services.queries.people import PersonPage
from netintern.tui.screens.page.parts import LABEL, MEASURE, Shown, field, said, section
from netintern.tui.text import Line, Run, fit

_WARMTH_BAR: Final = 20


def facts(shown: Shown, cells: int) -> list[Line]:
    """Circle, rhythm, warmth, how they were met, and how to reach them."""
    page, today = shown.page, shown.today
    who = page.summary
    lines = field("circle", who.circle or "none", cells, who.circle or "dim")
    once = ", once met" if not who.met else "" if who.last_contact else ", from the first talk"
    lines += field("rhythm", f"every {who.cadence} days{once} ({page.cadence_from})", cells)
    if page.next_on is not None:
        lines += field("next", weekday_day(page.next_on, today), cells)
    lines += _warmth(shown, cells)
    lines += field("met", _met(page, today), cells)
    for experience in page.supervises:
        lines += field("boss", f"supervises your {experience}", cells)
    if page.leaves_on is not None:
        lines += field("leaves", weekday_day(page.leaves_on, today), cells)
    lines += field("birthday", page.birthday, cells)
    if page.do_not_ask:
        lines += field("asking", "do not ask them for introductions", cells)
    for row, handle in enumerate(page.handles):
        words = handle.value + (f" ({handle.label})" if handle.label else "")
        if handle.outlasts is False:
            words += ", ends with the job"
        elif handle.outlasts is None and handle.kind == "email":
            words += ", lasting?"
        lines += field("" if row else "reach", words, cells)
    if not page.handles:
        lines += field("reach", "no address yet", cells, "dim")
    return section("about", "", lines, cells)


def _warmth(shown: Shown, cells: int) -> list[Line]:
    page = shown.page
    points = page.summary.warmth
    if points is None:
        return field("warmth", page.warmth_explained, cells, "dim")
    full, empty = ("=", ".") if shown.ascii_only else ("━", "─")
    most = max(1, min(_WARMTH_BAR, cells - LABEL - 14))
    filled = min(most, (points * most + 50) // 100)
    bar: Line = (
        Run(fit("  warmth", LABEL), "faint"),
        Run(full * filled, page.summary.circle or "accent"),
        Run(empty * (most - filled), "line"),
        Run(f"  {points}", "bold"),
        Run(f" {page.summary.band}", "dim"),
    )
    why = page.warmth_explained.removeprefix(f"{points}: ")
    return [bar, *field("", why, cells, "dim")]


def _met(page: PersonPage, today: date) -> str:
    who = page.summary
    steps = f", {who.generation} steps out" if who.generation > 1 else ""
    if not who.met:
        return f"not yet; suggested by {who.via}{steps}" if who.via else "not yet"
    first = page.first_meeting
    if page.connected_on is not None:
        via = f"; suggested by {who.via}{steps}" if who.via else ""
        return f"connected {short_day(page.connected_on, today)}, no talk yet{via}"
    when = f" on {short_day(first.on, today)}" if first else ""
    if who.via:
        return f"through {who.via}{when}{steps}"
    return f"at {first.event}{when}" if first and first.event else f"on your own{when}"


def notes(shown: Shown, cells: int) -> list[Line]:
    """What was noted about them."""
    lines = said(shown.page.notes, min(cells, MEASURE), "ink")
    return section("notes", "", lines, cells) if lines else []


def asking(shown: Shown, cells: int) -> list[Line]:
    """What was asked of them against what was given, and the questions they were asked."""
    page = shown.page
    if not page.summary.met:
        return []
    balance = page.ask_balance
    lines = [
        _points("given", balance.gives, "adjacent", cells, ascii_only=shown.ascii_only),
        _points("asked", balance.asks, "accent", cells, ascii_only=shown.ascii_only),
    ]
    fair = "there is room for a request" if balance.may_ask else "give before asking again"
    lines += said(fair, cells)
    for row, key in enumerate(page.questions_asked):
        # A newer version may have asked what this one does not know.
        asked = QUESTION_OF.get(key)
        lines += field("" if row else "questions", asked.text if asked else key, cells)
    return section("give and take", "", lines, cells)


def _points(label: str, points: int, role: str, cells: int, *, ascii_only: bool) -> Line:
    drawn = ("=" if ascii_only else "━") * min(points, max(1, cells - LABEL - 4))
    number = f" {points}" if points else "0"
    return (Run(fit(f"  {label}", LABEL), "faint"), Run(drawn, role), Run(number, "ink"))
