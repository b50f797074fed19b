"""The bottom line of Orbit: what to do about whoever is selected, or whom to ask next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from netintern.domain import layout as lay
from netintern.domain.dates import ago
from netintern.domain.settings import DEFAULT_RULES, Rules
from netintern.domain.vocabulary import CIRCLES, Circle
from netintern.domain.warmth import band_of
from netintern.tui.text import Line, Run, cut, whole, width
from netintern.tui.themes import circle_glyph

if TYPE_CHECKING:
    from netintern.domain.layout import Dot, Mark
    from netintern.services.queries.introductions import Opening
    from netintern.tui.panes.network.bonds import Bonds

BAND_WORDS: Final = ("fresh", "due soon", "overdue", "to meet")
_MOST_NAMES: Final = 3
_STEP: Final = 20
"""Points of warmth in a step of strength."""
_MOST_ORGANISATION: Final = 24
"""Cells of an organisation."""
_LEAST_GAP: Final = 3
_LEAST_ROOM: Final = 30
"""Cells between a line and what is at the right edge, and those that a line must keep."""


class Voice(NamedTuple):
    """What the line is told with."""

    bonds: Bonds
    today: date
    ascii_only: bool = False
    rules: Rules = DEFAULT_RULES
    under_way: Mapping[int, Opening] = MappingProxyType({})
    """The introduction that was asked for or made, by whom it leads to."""

    @property
    def arrow(self) -> str:
        """Between one person and the next."""
        return " > " if self.ascii_only else " → "


def person_line(
    voice: Voice, dot: Dot, *, band: int | None, reason: str = "", doors: str = ""
) -> Line:
    """What to do to meet somebody, or how it stands with somebody who was met.

    `reason` says why there is no way in, `doors` what only they lead to.
    """
    if not dot.met:
        return _wish_line(voice, dot, reason)
    facts = [_last(voice, dot)]
    late = band == 2
    if band is not None and dot.silence is not None:
        facts.append(BAND_WORDS[band])
    company = f" {cut(dot.organisation, _MOST_ORGANISATION)}" if dot.organisation else ""
    runs = [Run(dot.name, "bold"), Run(company, "dim")]
    runs += [Run(f" · {fact}", "strong" if late and fact == "overdue" else "dim") for fact in facts]
    if doors:
        runs.append(Run(f" · {doors}", "ink"))
    via = voice.bonds.dots.get(dot.via or 0)
    if via is not None or dot.silence is not None:
        runs += [
            Run(" · met through ", "faint"),
            Run("yourself" if via is None else via.name, "ink"),
        ]
    if dot.introductions:
        runs.append(Run(f" · suggested {dot.introductions}", "faint"))
    return tuple(runs)


def bubble_line(voice: Voice, mark: Mark, key: str) -> Line:
    """How many people are in a bubble, who they are, and how it opens."""
    names = [voice.bonds.dots[person].name for person in mark.ids if person in voice.bonds.dots]
    shown = ", ".join(names[:_MOST_NAMES])
    more = len(names) - _MOST_NAMES
    return (
        Run(mark.label, "bold"),
        Run(f" {mark.circle} · {BAND_WORDS[mark.band]}", "dim"),
        Run(f" · {key} opens", "ink"),
        Run(f" · {shown}", "faint"),
        Run(f" and {more:,} more" if more > 0 else "", "faint"),
    )


def idle_line(voice: Voice, wish: Dot | None, *, thin: Circle | None) -> Line:
    """With nobody selected: whom to ask next, for the thin circle first."""
    if wish is None:
        words = "Nobody is left to meet: ask in every talk whom else to meet."
        return (Run(words if voice.bonds.dots else "Nobody here yet.", "dim"),)
    about = f"thin: {thin} · " if thin is not None and wish.circle == thin else ""
    return (Run(about, "dim"), *_wish_line(voice, wish, ""))


def fitted(line: Line, right: Line, cells: int, *, keep: bool = False) -> Line:
    """A line with something at the right edge where there is room for both.

    Where there is none, what is at the right is left out; with `keep` the end of the line is.
    """
    room = cells - 2 - width(right) - _LEAST_GAP
    if right and keep and room > _LEAST_ROOM:
        line = whole(line, room)
    gap = cells - 2 - width(line) - width(right)
    if right and gap >= _LEAST_GAP:
        return (Run(" "), *line, Run(" " * gap), *right)
    return whole((Run(" "), *line), cells) if cells > 1 else ()


def _wish_line(voice: Voice, dot: Dot, reason: str) -> Line:
    who: Line = (Run("to meet ", "dim"), Run(dot.name, "bold"))
    way = voice.bonds.way(dot.id)
    begun = voice.under_way.get(dot.id)
    if begun is not None:
        who = (*who, Run(": ", "dim"), Run(begun_words(begun), "strong"))
        if way[:1] in ((), (begun.via.id,)):
            return who
    people = [voice.bonds.dots.get(hop) for hop in way]
    first = people[0] if people else None
    if first is None or len(way) < 2:
        return (*who, Run(f": {reason}" if reason else "", "dim"))
    between = [person.name for person in people[1:-1] if person is not None]
    return (
        *who,
        Run(": ask " if begun is None else " · another way: ask ", "dim"),
        Run(first.name, "strong"),
        Run(f" ({standing(voice, first)})", "dim"),
        Run("".join(f"{voice.arrow}{name}" for name in between), "accent"),
        Run(f"{voice.arrow}{dot.name}", "bold"),
    )


def begun_words(begun: Opening) -> str:
    """How far an introduction is: "asked Noor Haddad today"."""
    name = begun.via.name
    words = f"asked {name}" if begun.state == "asked" else f"{name} introduced you"
    if begun.asked_on is None and begun.made_on is None:
        return words
    return f"{words} {f'{begun.days}d ago' if begun.days else 'today'}"


def standing(voice: Voice, dot: Dot) -> str:
    """How warm somebody is, in a word, and how old the last contact."""
    last = voice.bonds.orbit.last.get(dot.id)
    if last is None:
        return "no talk yet"
    return f"{band_of(round(dot.strength * _STEP), voice.rules)}, {_ago(last, voice.today)}"


def _last(voice: Voice, dot: Dot) -> str:
    last = voice.bonds.orbit.last.get(dot.id)
    if dot.silence is None or last is None:
        return "connected, no talk yet"
    return f"last {_ago(last, voice.today)}"


def _ago(day: date, today: date) -> str:
    words = ago(day, today)
    return words if words == "today" else f"{words} ago"


def circle_lines(voice: Voice, thin: Circle | None, cells: int) -> list[Line]:
    """A line for each circle where there is no room for a picture: how many in which band."""
    counts: dict[Circle, list[int]] = {circle: [0, 0, 0, 0] for circle in CIRCLES}
    for dot in voice.bonds.dots.values():
        if dot.circle is not None:
            counts[dot.circle][lay.band_of(dot.met, dot.silence)] += 1
    lines: list[Line] = []
    for circle, bands in counts.items():
        glyph = circle_glyph(circle, met=True, ascii_only=voice.ascii_only)
        head = (Run(f" {glyph} {circle:<9}", circle),)
        tail = (Run(" thin", "strong"),) if circle == thin else ()
        room = cells - width((*head, *tail)) - 1
        words = next((words for words in _counted(bands) if len(words) <= room), "")
        lines.append((*head, Run(words, "dim"), *tail))
    return lines


def _counted(bands: Sequence[int]) -> tuple[str, ...]:
    """How many people there are, in more or fewer words."""
    if not any(bands):
        return ("nobody yet", "0")
    *met, unmet = bands
    fully = [f"{many:,} {BAND_WORDS[band]}" for band, many in enumerate(bands) if many]
    late = [f"{met[2]:,} overdue"] if met[2] else []
    ends = [f"{unmet:,} to meet"] if unmet else []
    some = [f"{sum(met):,} met", *late, *ends]
    return " · ".join(fully), " · ".join(some), " · ".join((some[0], *ends)), str(sum(met))
