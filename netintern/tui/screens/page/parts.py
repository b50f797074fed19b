"""What the sections of a page are made of: headings, labels, and texts that are wrapped."""

from datetime import date
from typing import Final, NamedTuple

from netintern.domain.vocabulary import ObligationKind
from netintern.services.queries.people import PersonPage
from netintern.tui.text import Line, Run, cut, fit
from netintern.tui.widgets.reading import paragraphs

LABEL: Final = 12
"""Cells of a label, with the space before and after it."""
MEASURE: Final = 76
"""Cells of a line of text above which it is tiring to read."""
OWED: Final[dict[ObligationKind, str]] = {
    "thanks": "thank-you",
    "reply": "reply",
    "promise": "promise",
    "report": "report back",
    "checkin": "check-in",
}


class Shown(NamedTuple):
    """What a page shows beside what the book says of the person."""

    page: PersonPage
    ways: tuple[str, ...]
    """How to be introduced, best first; only for somebody still to meet."""
    today: date
    ascii_only: bool
    log_key: str = "l"
    """The key that logs a talk."""


def section(title: str, note: str, lines: list[Line], cells: int) -> list[Line]:
    """A heading with a note behind it, its lines, and a blank one."""
    heading: Line = (Run(title.upper(), "bold"), Run(cut(f"  {note}", cells - len(title)), "faint"))
    return [heading, *lines, ()]


def field(label: str, text: str, cells: int, role: str = "ink") -> list[Line]:
    """A label, and behind it a text in as many lines as it takes."""
    return [
        (Run(fit("" if row else f"  {label}", LABEL), "faint"), Run(part, role))
        for row, part in enumerate(paragraphs(text, cells - LABEL))
    ]


def said(text: str, cells: int, role: str = "dim") -> list[Line]:
    """An indented text in as many lines as it takes."""
    return [(Run("  "), Run(part, role)) for part in paragraphs(text, cells - 2)]
