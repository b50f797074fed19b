"""A work commitment in one line: "Demo fri 9h" is a name, a day, and hours."""

import re
from datetime import date
from typing import Final, NamedTuple

from netintern.domain.dates import parse_day, weekday_day
from netintern.domain.errors import UsageError

_HOURS: Final = re.compile(
    r"(?<![\w.,-])(\d{1,4}(?:[.,]\d{1,2})?)\s*(?:h|hrs?|hours?)(?!\w)"
    r"(?:\s+(?:left|to go|of work)(?!\w))?",
    re.ASCII | re.IGNORECASE,
)
_BEFORE_DAY: Final = frozenset({"by", "due", "until", "on", "till", "before", "for"})
_MOST_WORDS: Final = 4
"""Words of a day: "in two weeks' time" is one."""
_MOST_READ: Final = 40
"""Words from the end in which a day is looked for; a line is read anew at every key."""


class CommitmentReading(NamedTuple):
    """What a line says."""

    name: str
    due: date | None
    """None if no day was found."""
    hours: float | None
    """None if it says nothing about them."""

    def words(self, today: date) -> str:
        """How the line was understood: "Demo, due Fri 3 Jul, 9 h"."""
        parts = [self.name or "a name is missing"]
        parts.append(f"due {weekday_day(self.due, today)}" if self.due else "which day?")
        parts.append("no estimate" if self.hours is None else f"{self.hours:g} h")
        return ", ".join(parts)


def read_commitment(text: str, today: date) -> CommitmentReading:
    """Name, day, and hours of a line, in any order; the last day and the last hours count.

    "Demo fri 9h", "9h demo by fri", "Report chapter 3, due 12 nov". What is neither day nor hours
    is the name. A day may lie in the past: work can be overdue.
    """
    hours = None
    found = list(_HOURS.finditer(text))
    if found:
        last = found[-1]
        hours = float(last.group(1).replace(",", "."))
        text = f"{text[: last.start()]} {text[last.end() :]}"
    words = text.replace(",", " , ").replace(";", " , ").split()
    due, first, end = _day(words, today)
    if due is not None:
        words = [*words[:first], ",", *words[end:]]
    return CommitmentReading(_name(words), due, hours)


def _day(words: list[str], today: date) -> tuple[date | None, int, int]:
    """The day that stands last, and the words that name it with what leads to them."""
    for end in range(len(words), max(0, len(words) - _MOST_READ), -1):
        for first in range(max(0, end - _MOST_WORDS), end):
            if words[first] == "," or words[end - 1] == ",":
                continue
            day = _parsed(" ".join(words[first:end]), today)
            # A line of a day alone has no name; its first word may be one: "March fri".
            if day is not None:
                while first > 0 and words[first - 1].lower() in _BEFORE_DAY:
                    first -= 1
                return day, first, end
    return None, 0, 0


def _parsed(phrase: str, today: date) -> date | None:
    if phrase.isdecimal() or phrase.lower() in _BEFORE_DAY:
        return None
    try:
        return parse_day(phrase, today, prefer="future")
    except UsageError:
        return None


def _name(words: list[str]) -> str:
    """The other words, without marks at either end."""
    joined = " ".join(words).replace(" ,", ",")
    while ",," in joined or ", ," in joined:
        joined = joined.replace(", ,", ",").replace(",,", ",")
    return joined.strip(" ,:-")
