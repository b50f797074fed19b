"""What stands on the screen of triage: one follow-up, large and calm, and the verbs under it."""

from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple

from netintern.domain.queue import QueueItem
from netintern.domain.triage import Walk, tally_words
from netintern.services.queries.triage import Fact, TriageCard, TriageRows, card_facts
from netintern.tui.commands import COMMANDS, key_of
from netintern.tui.text import Line, Run, cut, fit, fit_right, width, wrap
from netintern.tui.themes import circle_glyph
from netintern.tui.widgets.bar import bar
from netintern.tui.widgets.empty_state import empty_state

WIDEST: Final = 100
"""Cells beyond which lines would be hard to read."""
_LABEL: Final = 10
_MARGIN: Final = 3
_VERBS: Final[tuple[str, ...]] = (
    "person.done",
    "person.snooze",
    "person.wait",
    "triage.skip",
    "person.log",
    "person.log_form",
    "person.intro",
    "person.message",
    "person.open",
    "person.drop",
    "any.undo",
)
"""Shown under their keys, from left to right."""
_DISPENSABLE: Final[tuple[str, ...]] = (
    "person.log_form",
    "person.open",
    "person.drop",
    "person.message",
    "person.intro",
    "any.undo",
)
"""What is left out first where there is no room for all."""
_REST: Final[tuple[str, ...]] = (
    "triage.next",
    "triage.previous",
    "triage.minutes",
    "person.note",
    "person.edit",
    "any.help",
    "any.back",
)
"""The other keys, in the bottom row."""
_AT_END: Final[tuple[str, ...]] = ("triage.minutes", "any.redo", "any.help", "any.back")
_CHECKIN: Final[tuple[str, ...]] = ("person.open", "triage.skip", "any.undo")
"""What can be done with the check-in, which only its form ends."""
_LABELS: Final[dict[str, str]] = {command.id: command.label for command in COMMANDS} | {
    "person.log_form": "form…"
}


class Room(NamedTuple):
    """How the lines are spread over the height of the screen."""

    top: int
    """Blank lines above everything."""
    has_bar: bool
    gaps: int
    """Blank lines around the name and the reason."""
    field: int
    """Lines of each of the five fields."""
    has_verbs: bool


def room_for(height: int) -> Room:
    """What fits into so many lines; the same for everybody, so that nothing jumps."""
    if height >= 46:
        return Room(3, True, 2, 4, True)
    if height >= 34:
        return Room(1, True, 2, 3, True)
    if height >= 21:
        return Room(0, True, 1, 2, True)
    if height >= 16:
        return Room(0, True, 1, 1, height >= 18)
    return Room(0, False, 0, 1, False)


class Sight(NamedTuple):
    """What the lines are made of."""

    walk: Walk
    rows: TriageRows | None
    card: TriageCard | None
    today: date
    minutes: int
    """Logged on the way; only counted at the end."""
    keymap: Mapping[str, str]
    ascii_only: bool


def triage_lines(sight: Sight, cells: int, height: int) -> list[Line]:
    """The screen in so many cells and lines; on a wide one in the middle of it."""
    used = min(cells, WIDEST)
    item = sight.walk.here
    lines = _end(sight, used, height) if item is None else _follow_up(sight, item, used, height)
    indent = (cells - used) // 2
    return [(Run(" " * indent), *line) for line in lines] if indent else lines


def _follow_up(sight: Sight, item: QueueItem, cells: int, height: int) -> list[Line]:
    room = room_for(height)
    gap: list[Line] = [()] * room.gaps
    lines: list[Line] = [()] * room.top
    lines += _top(sight, item, cells, room)
    lines += [*gap, *_head(sight, item, cells), *gap, *_reason(sight, item, cells, room), *gap]
    lines += _fields(sight, cells, room)
    if room.has_verbs:
        verbs = verb_lines(sight.keymap, cells, checkin=item.kind == "checkin")
        lines = _filled(lines, height - len(verbs)) + verbs
    return lines[:height]


def hints(keymap: Mapping[str, str], *, at_end: bool) -> tuple[tuple[str, str], ...]:
    """The bottom row: the keys that do not stand above it."""
    names = _AT_END if at_end else _REST
    return tuple((key_of(name, keymap), _LABELS[name]) for name in names)


def checkin_hints(keymap: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Keys and labels of what can be done with the check-in, and the way to all keys."""
    names = (*_CHECKIN, "any.help", "any.back")
    return tuple((key_of(name, keymap), _label(name, checkin=True)) for name in names)


def verb_lines(keymap: Mapping[str, str], cells: int, *, checkin: bool = False) -> list[Line]:
    """The keys, and under each what it does."""
    names = list(_CHECKIN if checkin else _VERBS)
    while True:
        columns = [(key_of(name, keymap), _label(name, checkin=checkin)) for name in names]
        widths = [max(map(len, column)) for column in columns]
        gap = min(4, (cells - _MARGIN - sum(widths)) // max(1, len(names) - 1))
        if gap >= 2 or len(names) < 4:
            break
        names.remove(next(name for name in _DISPENSABLE if name in names))
    space = " " * max(1, gap)
    lines: list[Line] = []
    for row, role in enumerate(("key", "faint")):
        runs = [Run(" " * _MARGIN)]
        for column, cells_of in zip(columns, widths, strict=True):
            runs += [Run(fit(column[row], cells_of), role), Run(space)]
        lines.append(tuple(runs[:-1]))
    return lines


def _label(name: str, *, checkin: bool) -> str:
    """What a key does; opening the check-in is recording it."""
    return "record…" if checkin and name == "person.open" else _LABELS[name]


def _top(sight: Sight, item: QueueItem, cells: int, room: Room) -> list[Line]:
    number, of = sight.walk.place
    limit = "" if sight.walk.most is None else f" · up to {sight.walk.most} min"
    left: Line = (Run(f" {number} of {of}", "bold"), Run(f" · {item.lane}{limit}", "dim"))
    choices = (*_minutes(sight), "")
    right = next(text for text in choices if width(left) + len(text) + 2 < cells or not text)
    line = (*left, Run(fit_right(right, cells - width(left) - 1), "dim"))
    if not room.has_bar:
        return [line]
    whole = max(1, of)
    row = bar(max(1, cells - 2), min(number - 1, whole), 0, whole, ascii_only=sight.ascii_only)
    return [line, (Run(" "), *row)]


def _minutes(sight: Sight) -> tuple[str, ...]:
    """Minutes left of the week, and those of the rows to go; the longest first."""
    rows = sight.rows
    if rows is None:
        return ()
    _, to_go = sight.walk.to_go
    left = rows.left
    return f"{left} this week · {to_go} min to go", f"{left} · {to_go} to go", left


def _head(sight: Sight, item: QueueItem, cells: int) -> list[Line]:
    card = sight.card
    met = item.last_contact is not None if card is None else card.met
    glyph = circle_glyph(item.circle, met=met, ascii_only=sight.ascii_only)
    name = cut(item.person or "your boss", cells - 2 * _MARGIN)
    about = "" if card is None else card.about
    circle = item.circle or ("no circle" if item.person_id else "")
    words = "  ·  ".join(filter(None, (about, circle)))
    return [
        (Run(f" {glyph} ", item.circle or "faint"), Run(name, "strong")),
        (Run(" " * _MARGIN), Run(cut(words, cells - _MARGIN - 1), "dim")),
    ]


def _reason(sight: Sight, item: QueueItem, cells: int, room: Room) -> list[Line]:
    """Why, how long it takes, and whether work comes first."""
    long = f"{item.minutes} min"
    space = cells - _MARGIN - len(long) - 3
    more = f" · {item.more} more" if item.more else ""
    parts = wrap(item.reason + more, space, 1 if room.gaps else 2)
    lines: list[Line] = []
    for index, part in enumerate(parts):
        shown = Run(fit(part, space), "bold")
        right = Run(fit_right("" if index else long, len(long) + 2), "dim")
        lines.append((Run(" " * _MARGIN), shown, right))
    now = "" if sight.rows is None else sight.rows.not_now(item)
    if now and sight.rows is not None and sight.rows.gate.state != "open":
        way = f"; {key_of('any.override', sight.keymap)} opens it today"
        now += way if width(((Run(now + way)),)) <= cells - _MARGIN - 1 else ""
    if now or room.gaps:
        lines.append((Run(" " * _MARGIN), Run(cut(now, cells - _MARGIN - 1))))
    return lines


def _fields(sight: Sight, cells: int, room: Room) -> list[Line]:
    lines: list[Line] = []
    for fact in () if sight.card is None else card_facts(sight.card, sight.today):
        lines += _field(fact, cells, room)
    return lines


def _field(fact: Fact, cells: int, room: Room) -> list[Line]:
    """A field in its fixed number of lines: every part on lines of its own, as many as fit."""
    space = max(4, cells - _MARGIN - _LABEL - 2)
    texts: list[str] = []
    for part in fact.parts or (fact.nothing,):
        left = room.field - len(texts)
        if left > 0:
            texts += wrap(part, space, left)
    role = "ink" if fact.parts else "faint"
    lines: list[Line] = [
        (
            Run(" " * _MARGIN),
            Run(fit("" if index else fact.label, _LABEL), "faint"),
            Run(text, role),
        )
        for index, text in enumerate(texts)
    ]
    return _filled(lines, room.field)


def _end(sight: Sight, cells: int, height: int) -> list[Line]:
    """What was done; or that there is nothing to do."""
    walk, keymap = sight.walk, sight.keymap
    room = room_for(height)
    back = ("Enter", "back")
    if not walk.stops:
        words = "Nothing waits for you today. Back to work with a good conscience."
        if walk.scope is not None:
            words = "Nothing is left of what the queue shows only."
        return [*[()] * room.top, *empty_state(words, [back], cells=cells)]
    number, of = walk.place
    lines: list[Line] = [()] * room.top
    lines.append((Run(f" {number} of {of}", "bold"), Run(" · that is all for now", "dim")))
    if room.has_bar:
        lines.append((Run(" "), *bar(max(1, cells - 2), 1, 0, 1, ascii_only=sight.ascii_only)))
    said = tally_words(walk.tally, sight.minutes) or "Nothing was done."
    lines += [()] * room.gaps
    lines += _said(said, cells, "strong")
    for words in _remarks(sight):
        lines += [*[()] * min(1, room.gaps), *_said(words, cells, "dim")]
    keys = [back, (key_of("triage.previous", keymap), "the one before")]
    if walk.tally:
        keys.append((key_of("any.undo", keymap), "undo"))
    lines.append(())
    lines += [
        (Run(" " * _MARGIN), Run(fit(key, 7), "key"), Run(label, "dim")) for key, label in keys
    ]
    return lines[:height]


def _remarks(sight: Sight) -> list[str]:
    """What is left, and why."""
    walk = sight.walk
    remarks = []
    if walk.most is not None:
        beyond = sum(stop.state != "acted" and stop.item.minutes > walk.most for stop in walk.stops)
        if beyond:
            remarks.append(f"{beyond} take longer than {walk.most} min.")
    if any(word == "skipped" for word, _ in walk.tally):
        remarks.append("What was skipped comes again the next time.")
    return remarks


def _said(text: str, cells: int, role: str) -> list[Line]:
    return [
        (Run(" " * _MARGIN), Run(part, role)) for part in wrap(text, max(8, cells - _MARGIN - 1), 3)
    ]


def _filled(lines: list[Line], count: int) -> list[Line]:
    """The lines, cut or filled with blank ones to so many."""
    return [*lines[:count], *[()] * (count - len(lines))]
