"""Days as people write them, and days as the program shows them."""

from datetime import date
from typing import Literal, NamedTuple

from netintern.domain.calendar import Calendar
from netintern.domain.errors import FieldError, UsageError

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

Prefer = Literal["future", "past"]


class Moment(NamedTuple):
    """A day, and the time on it if that is known."""

    day: date
    minute: int | None = None
    """Minute of the day, 0-1439; None where only the day is known."""


def parse_moment(text: str) -> Moment:
    """The moment of "YYYY-MM-DD" or "YYYY-MM-DDTHH:MM"; UsageError for anything else."""
    day, has_time, clock = text.strip().replace(" ", "T").partition("T")
    if not has_time:
        return Moment(_iso(day, text))
    hours, _, minutes = clock.partition(":")
    if not (len(hours) == len(minutes) == 2 and hours.isdecimal() and minutes.isdecimal()):
        raise _not_a_moment(text)
    if int(hours) > 23 or int(minutes) > 59:
        raise _not_a_moment(text)
    return Moment(_iso(day, text), int(hours) * 60 + int(minutes))


def parse_near_day(text: str, today: date) -> date:
    """The day that `text` means, of those it can mean the one nearest to `today`.

    For days that may lie on either side, as the first day of an internship. Raises UsageError.
    """
    days = (parse_day(text, today, prefer="past"), parse_day(text, today, prefer="future"))
    return min(days, key=lambda day: abs((day - today).days))


def parse_iso(text: str, field: str) -> date:
    """The day of a strict "YYYY-MM-DD"; FieldError for anything else."""
    found = _strict(text.strip())
    if found is None:
        raise FieldError(field, f"'{text}' is not a day.", "Write it as 2026-11-23.")
    return found


def parse_day(
    text: str,
    today: date,
    *,
    prefer: Prefer = "future",
    calendar: Calendar | None = None,
) -> date:
    """The day that a phrase like "next fri", "in 2w" or "12 nov" means; UsageError if none.

    Where a phrase fits two days, `prefer` decides; a log prefers the past. `calendar` is only
    asked for phrases in workdays.
    """
    from netintern.domain.phrases import read_day

    return read_day(text, today, prefer, calendar or Calendar())


def short_day(day: date, today: date) -> str:
    """A day for the eye, e.g. "12 Sep"; with the year if it is not the present one."""
    short = f"{day.day} {MONTHS[day.month - 1]}"
    return short if day.year == today.year else f"{short} {day.year}"


def weekday_day(day: date, today: date) -> str:
    """A day with its weekday, e.g. "Fri 3 Jul"."""
    return f"{WEEKDAYS[day.weekday()]} {short_day(day, today)}"


def ago(day: date, today: date) -> str:
    """How long ago a day was, for a narrow column: "today", "3d", "5w", "4mo", "2y"."""
    days = (today - day).days
    if days == 0:
        return "today"
    if days < 0:
        return f"in {_span(-days)}"
    return _span(days)


def _span(days: int) -> str:
    if days < 14:
        return f"{days}d"
    if days < 91:
        return f"{days // 7}w"
    if days < 730:
        return f"{int(days / 30.44)}mo"
    return f"{int(days / 365.25)}y"


def _strict(text: str) -> date | None:
    if len(text) != 10 or text[4] != "-" or text[7] != "-" or not text.isascii():
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _iso(day: str, whole: str) -> date:
    found = _strict(day)
    if found is None:
        raise _not_a_moment(whole)
    return found


def _not_a_moment(text: str) -> UsageError:
    return UsageError(
        f"'{text}' is not a day that exists.", "Write it as 2026-11-23 or 2026-11-23T09:30."
    )
