"""The blocks as a calendar file: one event each, in UTC, so that no zone has to be explained."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Final, TypeVar
from uuid import NAMESPACE_OID, uuid5

from netintern.domain.text import printable
from netintern.services.queries.agenda import DueTask, FocusTime, TimedBlock

if TYPE_CHECKING:
    from icalendar import Event, Todo

PRODUCT: Final = "-//netintern//netintern//EN"
_BEGIN: Final = datetime(2020, 1, 1, tzinfo=UTC)
"""From when on the minutes of a SEQUENCE are counted."""
_STATES: Final = {"open": "NEEDS-ACTION", "done": "COMPLETED", "dropped": "CANCELLED"}
_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
Part = TypeVar("Part", "Event", "Todo")


def write(
    blocks: Iterable[TimedBlock],
    *,
    now: datetime,
    zone: tzinfo | None = None,
    tasks: Iterable[DueTask] = (),
    focus: Iterable[FocusTime] = (),
) -> bytes:
    """A calendar with the blocks; `now` stamps it, and local times are those of `zone`.

    Without `zone` they are those of the machine. An event keeps its UID from export to export and
    its SEQUENCE grows, so that a calendar moves it instead of showing it twice; what is off is
    written as cancelled. Tasks become to-dos, times of focus weekly events in the local time of
    whoever reads them.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for block in blocks:
        calendar.add_component(_event(block, _utc(now, zone), zone))
    for task in tasks:
        calendar.add_component(_todo(task, _utc(now, zone)))
    for span in focus:
        calendar.add_component(_weekly(span, _utc(now, zone)))
    return bytes(calendar.to_ical())


def uid_of(entry: TimedBlock | DueTask | FocusTime) -> str:
    """The UID of an entry: made from its own, and nobody else's."""
    return f"{uuid5(NAMESPACE_OID, entry.uid)}@netintern"


def _begun(part: Part, entry: TimedBlock | DueTask | FocusTime, stamp: datetime) -> Part:
    """A part of the calendar with what all of them have."""
    part.add("uid", uid_of(entry))
    part.add("dtstamp", stamp)
    # Calendars pass over an event that is not newer than theirs; minutes always grow.
    part.add("sequence", max(0, int((stamp - _BEGIN).total_seconds()) // 60))
    # Whom one talks with is nobody else's business.
    part.add("class", "PRIVATE")
    part.add("categories", ["netintern"])
    return part


def _todo(task: DueTask, stamp: datetime) -> "Todo":
    from icalendar import Todo

    todo = _begun(Todo(), task, stamp)
    todo.add("due", task.due)
    todo.add("summary", printable(task.title))
    todo.add("status", _STATES[task.state])
    return todo


def _weekly(span: FocusTime, stamp: datetime) -> "Event":
    from icalendar import Event

    event = _begun(Event(), span, stamp)
    event.add("dtstart", span.starts)
    event.add("dtend", span.starts + timedelta(minutes=span.minutes))
    event.add("summary", "Focus time")
    days = [_WEEKDAYS[day - 1] for day in span.weekdays]
    rule: dict[str, object] = {"freq": "weekly", "byday": days}
    if span.until is not None:
        rule["until"] = datetime.combine(span.until, span.starts.time())
    event.add("rrule", rule)
    if span.free:
        event.add("exdate", [datetime.combine(day, span.starts.time()) for day in span.free])
    event.add("transp", "OPAQUE")
    return event


def _event(block: TimedBlock, stamp: datetime, zone: tzinfo | None) -> "Event":
    from icalendar import Event

    event = _begun(Event(), block, stamp)
    event.add("dtstart", _utc(block.starts, zone))
    event.add("dtend", _utc(block.starts + timedelta(minutes=block.minutes), zone))
    event.add("summary", _title(block))
    if block.place:
        event.add("location", printable(block.place))
    event.add("status", "CANCELLED" if block.is_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if block.is_off else "OPAQUE")
    return event


def _title(block: TimedBlock) -> str:
    name = printable(block.name)
    if not name:
        return block.purpose.capitalize()
    return name if block.purpose == "event" else f"{name} ({block.purpose})"


def _utc(local: datetime, zone: tzinfo | None) -> datetime:
    """A local time in UTC; the machine knows when its clocks change."""
    aware = local.astimezone() if zone is None else local.replace(tzinfo=zone)
    return aware.astimezone(UTC)
