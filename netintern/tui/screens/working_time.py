"""The form for working time: filled from the book, written by one verb."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from netintern.domain.dates import WEEKDAYS
from netintern.domain.settings import DEFAULT_RULES, Rules
from netintern.services.queries.settings import rules

if TYPE_CHECKING:
    from netintern.services.queries.book import Book
    from netintern.services.receipt import Receipt
    from netintern.tui.screens.place import Place


def working_time(place: Place) -> None:
    """Open the form."""
    from netintern.tui.dialogs.working_time import WorkingTime

    session = place.session

    def submit(values: Mapping[str, str]) -> Receipt:
        from netintern.services.calendar import set_working_time

        def verb(book: Book) -> Receipt:
            return set_working_time(book, values, **session.stamp)

        return session.write(verb)

    by = DEFAULT_RULES if session.book is None else rules(session.book)
    place.app.push_screen(WorkingTime(values=as_text(by), submit=submit), place.finished)


def as_text(by: Rules) -> dict[str, str]:
    """The settings as they are typed."""
    return {
        "work_start": by.work_start,
        "work_end": by.work_end,
        "workdays": ", ".join(WEEKDAYS[day - 1].lower() for day in by.workdays),
        "focus_hours": f"{by.focus_hours:g}",
        "focus_time": _ranges(by.focus_time, "-"),
        "holidays": ", ".join(by.holidays),
        "quiet": _ranges(by.quiet, ".."),
    }


def _ranges(pairs: Any, between: str) -> str:
    return ", ".join(between.join(pair) for pair in pairs)
