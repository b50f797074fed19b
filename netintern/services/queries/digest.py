"""A day in a few lines, for cron or mail: what is due, what is booked, and how the week stands."""

from datetime import date
from typing import Final, NamedTuple

from netintern.domain.dates import weekday_day
from netintern.domain.queue import QueueItem
from netintern.domain.vocabulary import Lane
from netintern.services.queries.phases import CampaignLine, PhasePage, phase_page
from netintern.services.queries.queue import queue_for
from netintern.services.queries.weeks import WeekView, week_for
from netintern.storage.probe import Book

MOST_ROWS = 10
"""Rows of the queue that a digest names."""
REMINDING: Final[tuple[Lane, ...]] = ("owe", "closing", "due", "reconnect")
"""Lanes that a digest counts; whom to meet next is no news of a day."""


class Digest(NamedTuple):
    """What one wants to know in the morning."""

    today: date
    phase: PhasePage
    week: WeekView
    items: tuple[QueueItem, ...]
    """The first rows of the queue."""
    more: int
    """Rows that are not among them."""
    booked: tuple[tuple[int, str], ...]
    """Minutes and name of what is booked for today."""
    events: tuple[str, ...]
    campaign: tuple[CampaignLine, ...]
    """Whom to write to today, or to remind."""
    open_tasks: tuple[str, ...]
    """Lines of the checklist that are not ticked, the first three."""
    hidden: int
    due: int
    """Rows that a morning is about: everything but whom to meet next."""


def digest_for(book: Book, *, today: date, minute: int | None = None) -> Digest:
    """The digest of a day; the number of statements does not grow with the book."""
    view = queue_for(book, today=today, minute=minute)
    week = week_for(book, today=today, minute=minute)
    page = phase_page(book, today=today, minute=minute)
    day = next((one for one in week.days if one.day == today), None)
    return Digest(
        today,
        page,
        week,
        view.items[:MOST_ROWS],
        max(0, len(view.items) - MOST_ROWS),
        tuple(
            (block.minutes, block.name or block.purpose)
            for block in week.blocks
            if block.on == today and block.state == "planned"
        ),
        () if day is None else day.events,
        tuple(one for one in page.campaign if _is_now(one, today)),
        tuple(one.text for one in page.checklist if one.done_on is None)[:3],
        len(view.hidden),
        sum(view.counts[lane] for lane in REMINDING),
    )


def empty(digest: Digest) -> bool:
    """Whether there is nothing to tell, as in a new book."""
    nothing = not (digest.items or digest.booked or digest.campaign or digest.hidden)
    return nothing and digest.phase.experience is None


def subject(digest: Digest) -> str:
    """A line for the subject of a mail: "netintern, Mon 29 Jun: 3 due, 20 of 72 min"."""
    week = digest.week
    day = weekday_day(digest.today, digest.today)
    return f"netintern, {day}: {digest.due} due, {week.spent} of {week.budget} min"


def _is_now(line: CampaignLine, today: date) -> bool:
    return line.state == "nudge" or (line.state == "planned" and line.on <= today)
