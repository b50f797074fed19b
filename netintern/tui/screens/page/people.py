"""The sections on other people: the way in, whom they suggested, whom they know."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from rich.cells import cell_len

from netintern.domain.dates import ago
from netintern.domain.vocabulary import IntroductionState
from netintern.services.queries.people import IntroductionLine, PersonPage
from netintern.tui.screens.page.parts import Shown, said, section
from netintern.tui.text import Line, Run, cut
from netintern.tui.widgets.reading import paragraphs

_LEVELS: Final = ("", "has heard of them", "works with them", "is close to them")
_INTRODUCTIONS: Final[dict[IntroductionState, str]] = {
    "asked": "no answer yet",
    "made": "made",
    "met": "made, and met",
    "thanked": "made, met, and thanked",
    "declined": "declined",
    "silent": "never answered",
}


def people(shown: Shown, cells: int) -> list[Line]:
    """The way in, whom they suggested, introductions, and whom they know."""
    page = shown.page
    suggested = [_named(person.name, person.org, cells, met=True) for person in page.suggested]
    knows = [
        _named(tie.name, tie.kind or _LEVELS[tie.level], cells, met=tie.met) for tie in page.ties
    ]
    under_way = () if page.summary.met else page.introductions_open
    closed = [line for line in page.introductions if line not in under_way]
    asked = [
        part
        for line in closed
        for part in said(_introduction(line, page, shown.today), cells, "ink")
    ]
    counted = (
        ("suggested", suggested, len(suggested)),
        ("introductions", asked, len(closed)),
        ("knows", knows, len(knows)),
    )
    ways = tuple(_introduction(line, page, shown.today) for line in under_way) or shown.ways
    found = _ways(ways, "under way" if under_way else "", shown, cells)
    for title, lines, count in counted:
        found += section(title, str(count), lines, cells) if lines else []
    return found


def _ways(ways: Iterable[str], note: str, shown: Shown, cells: int) -> list[Line]:
    """How to be introduced, the best way first and brightest."""
    lines: list[Line] = []
    for rank, way in enumerate(ways):
        for row, part in enumerate(paragraphs(way, cells - 4)):
            sign = "  " if row else "> " if shown.ascii_only else "→ "
            lines.append((Run(f"  {sign}", "accent"), Run(part, "dim" if rank else "ink")))
    return section("way in", note, lines, cells) if lines else []


def _named(name: str, about: str, cells: int, *, met: bool) -> Line:
    """A name, and behind it what about them."""
    shown = cut(name, cells - 2)
    words = " · ".join(filter(None, (about, "" if met else "not met")))
    room = cells - 2 - cell_len(shown)
    runs: Line = (Run("  "), Run(shown, "ink" if met else "dim"))
    return (*runs, Run(cut(f"  {words}", room), "faint")) if room > 6 else runs


def _introduction(line: IntroductionLine, page: PersonPage, today: date) -> str:
    """ "through Ingrid Solheim, asked 9d ago: no answer yet"."""
    asked_of_them = line.via.id == page.summary.id
    who = f"to {line.target.name}" if asked_of_them else f"through {line.via.name}"
    when = ""
    if line.asked_on is not None:
        words = ago(line.asked_on, today)
        when = ", asked today" if words == "today" else f", asked {words} ago"
    return f"{who}{when}: {_INTRODUCTIONS[line.state]}"


def related(page: PersonPage, most: int) -> tuple[tuple[int, str], ...]:
    """People named on the page whose pages can be opened from it, each once."""
    who = page.summary
    near: Iterable[tuple[int | None, str | None]] = (
        (who.via_id, who.via),
        *((person.id, person.name) for person in page.suggested),
        *((tie.id, tie.name) for tie in page.ties),
    )
    found = {number: name for number, name in near if number is not None and name}
    return tuple(found.items())[:most]
