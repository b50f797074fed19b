"""How a row of the queue looks at every width: what is late, who, why, since when, how long."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple

from rich.cells import cell_len

from netintern.domain.dates import WEEKDAYS, ago, short_day
from netintern.domain.queue import HiddenItem, QueueItem
from netintern.domain.vocabulary import HiddenWhy, Lane
from netintern.tui.text import Line, Run, cut, fit, fit_right, width
from netintern.tui.themes import circle_glyph

LANE_WORDS: Final[dict[Lane, str]] = {
    "owe": "thank-yous, replies, promises",
    "closing": "before the time is over",
    "due": "their rhythm says so",
    "grow": "people to meet, and how",
    "reconnect": "silent for long",
}
HIDDEN_WORDS: Final[dict[HiddenWhy, str]] = {
    "snoozed": "snoozed",
    "waiting": "waiting",
    "let_go": "let go",
    "promised": "promised",
    "untracked": "not tracked",
}
NARROW: Final = 46
"""Cells below which a row is only mark, day, and name."""
USUAL: Final = 60
"""Cells from which the minutes have a column."""
ROOMY: Final = 84
"""Cells from which the last contact has a column."""
_LATE: Final = (
    (re.compile(r"(\d+) working days? late$"), "wd late"),
    (re.compile(r"^(\d+) days? past a "), "d past"),
)
"""How late something is, in a reason; and in fewer letters."""
_MOST_NAME: Final = 24
_LEAST_NAME: Final = 8
_WHY_HIDDEN: Final = len("snoozed until 30 Nov")
_WHEN: Final = len("306d past ")
_YEAR: Final = 365
_LONGEST_DAY: Final = len("12 working days late")


class Look(NamedTuple):
    """What all rows share."""

    today: date
    week: date
    """First day of the present week."""
    name_cells: int
    ascii_only: bool


def name_cells(names: Iterable[str]) -> int:
    """Cells of the column of names: the longest of them, within limits."""
    return max(12, min(_MOST_NAME, max(map(cell_len, names), default=0)))


def heading(lane: Lane, count: int, cells: int) -> Line:
    """The heading of a lane, with what it means."""
    words = f"  {LANE_WORDS[lane]}" if cells >= NARROW else ""
    return (Run(f" {lane.upper()}", "bold"), Run(f" {count}", "dim"), Run(words, "faint"))


def hidden_heading(hidden: Iterable[HiddenItem], cells: int) -> Line:
    """The heading of those who are not due now, with how many for which reason."""
    counts = Counter(item.why for item in hidden)
    words = [f"{word} {counts[why]}" for why, word in HIDDEN_WORDS.items() if counts[why]]
    return (
        Run(" NOT NOW", "bold"),
        Run(f" {counts.total()}", "dim"),
        Run(f"  {', '.join(words)}" if cells >= NARROW else "", "faint"),
    )


def item_line(item: QueueItem, look: Look, cells: int, *, here: bool, marked: bool = False) -> Line:
    """A row that can be acted on."""
    late = item.due is not None and item.due < look.today and item.lane in ("owe", "due")
    ink = "ink" if item.permitted else "off"
    name = _strength(late, ink)
    mark = _signs(here=here, late=late, marked=marked)
    who = item.person or "your boss"
    if cells < NARROW:
        words = _short(item, look.today) if late else _when(item.due, look.today)
        when = Run(fit(words, _WHEN), "late" if late else "dim")
        return (*mark, when, Run(cut(who, cells - 3 - _WHEN), name))
    glyph = circle_glyph(item.circle, met=item.last_contact is not None, ascii_only=look.ascii_only)
    left: Line = (
        *mark,
        Run(f"{glyph} ", (item.circle or "faint") if item.permitted else "off"),
        Run(fit(who, min(look.name_cells, cells // 3)), name),
        Run("  "),
    )
    right: list[Run] = []
    if cells >= USUAL:
        right = [Run(fit_right(f"{item.minutes} min", 7), "dim" if item.permitted else "off")]
    if cells >= ROOMY:
        last = ago(item.last_contact, look.today) if item.last_contact else "-"
        right.insert(0, Run(fit_right(last, 7), "faint" if item.permitted else "off"))
    room = cells - width(left) - width(right) - 1
    return (*left, *_why(item, look, room, ink), *right)


def hidden_line(
    item: HiddenItem, look: Look, cells: int, *, here: bool, marked: bool = False
) -> Line:
    """Somebody who is not due now, and why not."""
    mark = _signs(here=here, late=False, marked=marked)
    if cells < NARROW:
        left = cells - 5 - _WHY_HIDDEN
        named = min(look.name_cells, left if left >= _LEAST_NAME else cells // 2)
        room = max(0, cells - named - 5)
        reason = item.reason if cell_len(item.reason) <= room else _why_hidden(item, look.today)
        return (*mark, Run(fit(item.person, named), "off"), Run(" "), Run(cut(reason, room), "dim"))
    named = min(look.name_cells, cells // 3)
    until = short_day(item.until, look.today) if item.until and cells >= ROOMY else ""
    room = cells - named - 8 - (10 if until else 0)
    return (
        *mark,
        Run("  "),
        Run(fit(item.person, named), "dim"),
        Run("  "),
        Run(fit(item.reason, room), "faint"),
        Run(fit_right(until, 10) if until else "", "faint"),
    )


def _why_hidden(item: HiddenItem, today: date) -> str:
    """The reason in few words: "let go till 18 May", "let go till May 2027"."""
    words = HIDDEN_WORDS[item.why]
    if item.until is None:
        return words
    far = item.until.year != today.year
    return (
        f"{words} till {item.until:%b %Y}"
        if far
        else f"{words} till {short_day(item.until, today)}"
    )


def _signs(*, here: bool, late: bool, marked: bool) -> Line:
    """The first cells of a row: the cursor, what is late, what is marked."""
    return (
        Run(">" if here else " ", "accent"),
        Run("!" if late else " ", "late"),
        # Where there is no colour "strong" is a line under it, which a blank must not have.
        Run("*", "strong") if marked else Run(" "),
    )


def _why(item: QueueItem, look: Look, room: int, ink: str) -> Line:
    """The reason; behind it how much more is owed, and the week into which the row fits."""
    behind = f" · {item.more} more" if item.more else ""
    reason = _shortened(item.reason, room - cell_len(behind))
    left = room - cell_len(reason) - cell_len(behind)
    fits = _fits(item.planned_week, look.week) if item.permitted else ()
    behind += next((words for words in fits if cell_len(words) <= left), "")
    rest = max(0, room - cell_len(reason) - cell_len(behind))
    return (Run(reason, ink), Run(behind, "faint"), Run(" " * rest))


def _shortened(reason: str, room: int) -> str:
    """A reason that is too long loses its middle: what is due is worth little without the day."""
    what, comma, when = reason.rpartition(", ")
    left = room - cell_len(comma + when)
    if cell_len(reason) <= room or len(when) > _LONGEST_DAY or left < len(when):
        return cut(reason, room)
    return cut(what, left) + comma + when


def _fits(planned: date | None, week: date) -> tuple[str, ...]:
    """The week into which a row fits, in more words and in fewer; nothing for this week."""
    if planned is None:
        return (" · no room",)
    weeks = (planned - week) // timedelta(days=7)
    if weeks <= 0:
        return ()
    if weeks == 1:
        return (" · fits next week", " · next week")
    return (f" · fits in {weeks} weeks", f" · in {weeks} weeks", " · later")


def _strength(late: bool, ink: str) -> str:
    return "bold" if late and ink == "ink" else ink


def _short(item: QueueItem, today: date) -> str:
    """The day, or how late it is, by the number that stands in the reason where that is shown."""
    for pattern, words in _LATE:
        found = pattern.search(item.reason)
        if found is not None:
            return f"{found[1]}{words}"
    return _when(item.due, today)


def _when(due: date | None, today: date) -> str:
    if due is None:
        return ""
    days = (due - today).days
    if days < 0:
        return f"{-days}d late" if -days < 1000 else f"{-days // _YEAR}y late"
    if days == 0:
        return "today"
    return WEEKDAYS[due.weekday()] if days < 7 else short_day(due, today)
