"""What is doubted in a line, by the field of the form in which it is to be put right."""

import re
from datetime import date
from typing import Final, NamedTuple

from netintern.domain.dates import parse_day
from netintern.domain.errors import FieldError, UsageError
from netintern.domain.sentence import Doubt, Reading
from netintern.tui.dialogs.rows import read_minutes

_LONGEST: Final = 1440
"""Minutes that a talk can have."""
_OTHER_DAYS: Final = re.compile(r"(?:\bby|\bnext|\buntil|\bpromis\w*|[!<>])[^;]*$", re.IGNORECASE)
"""What stands before a day that is not the day of the talk, in the same clause."""


class Doubts(NamedTuple):
    """Doubts as the form for a talk takes them."""

    said_day: str = ""
    said_minutes: str = ""
    said_name: str = ""
    unclear: tuple[str, ...] = ()


def doubts_in(reading: Reading, text: str, today: date) -> Doubts:
    """Where each doubt of a line goes; a field takes one, the others are told in words."""
    said: dict[str, str] = {}
    unclear: list[str] = []
    for doubt in reading.unsure:
        field = _field_of(doubt, reading, text, today)
        if field and field not in said:
            said[field] = doubt.text
        else:
            unclear.append(f"'{doubt.text}': {doubt.why}")
    return Doubts(**said, unclear=tuple(unclear))


def _field_of(doubt: Doubt, reading: Reading, text: str, today: date) -> str:
    """The field of the form that a doubt is about; empty if there is none."""
    if doubt.candidates:
        suggested = any(one.name == doubt.text for one in reading.suggested)
        return "" if suggested else "said_name"
    if reading.minutes is None and _cannot_be_length(doubt.text):
        return "said_minutes"
    if _OTHER_DAYS.search(text.partition(doubt.text)[0]):
        return ""
    return "said_day" if _cannot_be_day(doubt, today) else ""


def _cannot_be_length(text: str) -> bool:
    try:
        minutes = read_minutes(text)
    except FieldError:
        return False
    return not 0 < minutes <= _LONGEST


def _cannot_be_day(doubt: Doubt, today: date) -> bool:
    """Whether the form refuses the text as a day, so that it cannot be saved unseen."""
    try:
        return parse_day(doubt.text, today, prefer="past") > today
    except UsageError as error:
        return error.sentence == doubt.why
