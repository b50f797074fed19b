"""What can be seen to be wrong in a talk before it is written, to be told before more is asked."""

from collections.abc import Iterable
from datetime import date

from netintern.domain.errors import FieldError
from netintern.services.checks import coming_day, minutes_of, past_day
from netintern.tui.dialogs.promises import PromisedThing


def check_days(
    on: date, promised: Iterable[PromisedThing], next_on: date | None, *, today: date
) -> None:
    """Refuse what the verb would refuse for the days of a talk. Raises FieldError."""
    past_day(on, today)
    for promise in promised:
        if not promise.text:
            raise FieldError("promised", "What was promised is missing.", "Say it in a word.")
        if promise.by is not None and promise.by < on:
            raise FieldError(
                "promised",
                f"'{promise.text}' cannot be promised for a day before the talk.",
                "Give a later day.",
            )
    if next_on is not None:
        coming_day(next_on, today, "next_on")


def check_length(minutes: int, kind: str, outcome: str) -> None:
    """Refuse what the verb would refuse for the minutes. Raises FieldError."""
    short = outcome != "done" or kind in ("inbound", "outbound")
    minutes_of(minutes, low=0 if short else 1)
