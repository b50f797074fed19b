"""The blocks as a calendar file: one event each, in UTC, so that no zone has to be explained."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_OID, uuid5

from netintern.domain.text import printable
from netintern.services.queries.agenda import TimedBlock

if TYPE_CHECKING:
    from icalendar import Event

PRODUCT: Final = "-//netintern//netintern//EN"


def write(blocks: Iterable[TimedBlock], *, now: datetime, zone: tzinfo | None = None) -> bytes:
    """A calendar with the blocks; `now` stamps it, and local times are those of `zone`.

    Without `zone` they are those of the machine. An event keeps its UID from export to export, so
    that a calendar moves it instead of showing it twice; what is off is written as cancelled.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for block in blocks:
        calendar.add_component(_event(block, _utc(now, zone), zone))
    return bytes(calendar.to_ical())


def uid_of(block: TimedBlock) -> str:
    """The UID of a block: made from its own, and nobody else's."""
    return f"{uuid5(NAMESPACE_OID, block.uid)}@netintern"


def _event(block: TimedBlock, stamp: datetime, zone: tzinfo | None) -> "Event":
    from icalendar import Event

    event = Event()
    event.add("uid", uid_of(block))
    event.add("dtstamp", stamp)
    event.add("dtstart", _utc(block.starts, zone))
    event.add("dtend", _utc(block.starts + timedelta(minutes=block.minutes), zone))
    event.add("summary", _title(block))
    if block.place:
        event.add("location", printable(block.place))
    event.add("status", "CANCELLED" if block.is_off else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if block.is_off else "OPAQUE")
    # Whom one talks with is nobody else's business.
    event.add("class", "PRIVATE")
    event.add("categories", ["netintern"])
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
