"""The sections on what was said and promised, newest talk first."""

from datetime import date
from typing import Final

from netintern.domain.dates import short_day
from netintern.domain.listening import SHARE_OF_KEY
from netintern.domain.vocabulary import MEETINGS, InteractionKind, Outcome, Purpose
from netintern.services.queries.people import PromiseLine, Talk
from netintern.tui.screens.page.parts import LABEL, MEASURE, OWED, Shown, section
from netintern.tui.text import Line, Run, fit
from netintern.tui.widgets.reading import paragraphs

_DAY: Final = 9
_KINDS: Final[dict[InteractionKind, str]] = {
    "one_on_one": "talk",
    "call": "call",
    "small_group": "small group",
    "exchange": "messages",
    "group_event": "event",
    "inbound": "message from them",
    "outbound": "message to them",
}
_PURPOSES: Final[dict[Purpose, str]] = {
    "thanks": "thank-you",
    "promise": "promise kept",
    "reply": "reply",
    "report": "report back",
    "ask": "request",
    "message": "message",
    "goodbye": "goodbye",
}
_OUTCOMES: Final[dict[Outcome, str]] = {
    "done": "",
    "no_answer": "no answer",
    "declined": "declined",
    "cancelled": "called off",
}


def owed(shown: Shown, cells: int) -> list[Line]:
    """What is owed either way and still open, and how many were kept."""
    open_ones = [line for line in shown.page.promises if line.done_on is None]
    kept = len(shown.page.promises) - len(open_ones)
    if not shown.page.promises:
        return []
    note = f"{len(open_ones)} open" if open_ones else "nothing open"
    lines = [part for line in open_ones for part in _promise(line, shown.today, cells)]
    return section("owed", note + (f" · {kept} kept" if kept else ""), lines, cells)


def _promise(line: PromiseLine, today: date, cells: int) -> list[Line]:
    mine = line.direction == "mine"
    late = mine and line.due is not None and line.due < today
    when = "some day" if line.due is None else f"by {short_day(line.due, today)}"
    kind = "" if line.kind == "promise" and line.text else OWED[line.kind]
    words = ": ".join(filter(None, ("" if mine else "they owe you", kind, line.text)))
    lead: Line = (
        Run("! " if late else "  ", "late"),
        Run(fit(when, LABEL - 2), "late" if late else "dim"),
    )
    return [
        (*((Run(" " * LABEL),) if row else lead), Run(part, "ink" if mine else "dim"))
        for row, part in enumerate(paragraphs(words, cells - LABEL))
    ]


def talks(shown: Shown, cells: int) -> list[Line]:
    """Every talk and message, with what was learned."""
    talks = shown.page.interactions
    if not talks:
        first: Line = (Run("  "), Run(shown.log_key, "key"), Run(" logs the first", "dim"))
        return section("talks", "none yet", [first], cells)
    minutes = sum(talk.minutes for talk in talks if talk.outcome == "done")
    note = f"{len(talks)} · {minutes} min together" if minutes else str(len(talks))
    # With the year in one of the days all of them need the room.
    days = [short_day(talk.on, shown.today) for talk in talks]
    day_cells = max(_DAY, max(map(len, days)) + 2)
    lines: list[Line] = []
    for row, talk in enumerate(talks):
        lines += _talk(talk, shown, cells, day_cells, last=row == len(talks) - 1)
    return section("talks", note, lines, cells)


def _talk(talk: Talk, shown: Shown, cells: int, day_cells: int, *, last: bool) -> list[Line]:
    """The day and what it was, and beneath what was learned, along a line down the page."""
    sign, role = _sign(talk, ascii_only=shown.ascii_only)
    room = min(cells - day_cells - 4, MEASURE)
    kind, rest = _what(talk)
    what = paragraphs(kind + rest, room)
    strong = "dim" if talk.outcome != "done" else "bold" if talk.minutes else "ink"
    found: list[Line] = [
        (
            Run(f"  {sign} ", role),
            Run(fit(short_day(talk.on, shown.today), day_cells), "dim"),
            Run(what[0][: len(kind)], strong),
            Run(what[0][len(kind) :], "dim"),
        )
    ]
    under = [(part, "dim") for part in what[1:]]
    under += [(part, "ink") for part in paragraphs(talk.learned, room)]
    under += [(part, "dim") for part in paragraphs(talk.notes, room)]
    spine = Run(" " * 4 if last else "  | " if shown.ascii_only else "  │ ", "line")
    return found + [(spine, Run(" " * day_cells), Run(part, role)) for part, role in under]


def _sign(talk: Talk, *, ascii_only: bool) -> tuple[str, str]:
    """Full for a meeting, hollow for a message, a dot for what came to nothing; with its role."""
    if talk.outcome != "done":
        return ("." if ascii_only else "·"), "faint"
    if talk.kind in MEETINGS:
        return ("*" if ascii_only else "●"), "accent"
    return ("o" if ascii_only else "○"), "dim"


def _what(talk: Talk) -> tuple[str, str]:
    """ "30 min talk", and " with Tom Okafor, own time"."""
    kind = _KINDS[talk.kind]
    if talk.purpose is not None and talk.kind in ("outbound", "inbound"):
        kind = f"{_PURPOSES[talk.purpose]} {'to' if talk.kind == 'outbound' else 'from'} them"
    words = f"{talk.minutes} min {kind}" if talk.minutes else kind
    extra = [_OUTCOMES[talk.outcome], "" if talk.on_clock or not talk.minutes else "own time"]
    if talk.listening is not None:
        extra.append(f"they spoke {SHARE_OF_KEY[talk.listening]:.0%}")
    company = f" with {', '.join(talk.with_names)}" if talk.with_names else ""
    return words, company + "".join(f", {part}" for part in extra if part)
