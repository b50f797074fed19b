"""What the book knows about the lines of a checklist, in words beside them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final, NamedTuple

from netintern.domain.dates import short_day, weekday_day
from netintern.domain.queue import QueueItem
from netintern.domain.vocabulary import CIRCLES
from netintern.services.queries.experiences import ExperienceLine
from netintern.services.queries.queue import Situation, circle_to_invite
from netintern.services.queries.work import work_list
from netintern.storage.probe import Book

WISHED: Final = 10
"""People to meet that the list asks for before the first day."""


class Known(NamedTuple):
    """What was read about the phase already."""

    today: date
    experience: ExperienceLine | None
    situation: Situation
    items: Sequence[QueueItem]
    unmet: Sequence[int]
    missing: int
    """People without an address that lasts."""
    goodbyes: tuple[int, int]
    """Notes sent, and people in all."""
    campaign: Sequence[tuple[date, str, str]]
    """Day, name, and state."""
    reconnect: str
    review: date | None
    follows: ExperienceLine | None = None
    """The experience that is recorded to begin next."""


def notes_of(book: Book, known: Known) -> dict[str, str]:
    """Per key of a task what the book knows about it; a task without a note is not in it."""
    phase = known.situation.ledger.phase()
    if phase is None:
        return {}
    group = "after" if phase.startswith("after") else phase
    makers = _NOTES.get(group, {})
    found = {f"{group}.{key}": note(book, known) for key, note in makers.items()}
    return {key: note for key, note in found.items() if note}


def _objectives(_: Book, known: Known) -> str:
    aims = () if known.experience is None else known.experience.objectives
    kept = [aim for aim in aims if aim.state != "dropped"]
    return f"{len(kept)} written" if kept else ""


def _listed(_: Book, known: Known) -> str:
    count = len(known.unmet)
    return f"{count} of {WISHED} listed" if count < WISHED else f"{count} listed"


def _unmet(_: Book, known: Known) -> str:
    return f"{len(known.unmet)} listed" if known.unmet else ""


def _span(_: Book, known: Known) -> str:
    line = known.experience
    if line is None:
        return ""
    until = "no end" if line.ends is None else short_day(line.ends, known.today)
    return f"{short_day(line.starts, known.today)} to {until}"


def _own(_: Book, known: Known) -> str:
    own = known.situation.context.rules.own_budget
    return "" if own is None else f"{own} min"


def _agreed(_: Book, known: Known) -> str:
    week = known.situation.ledger.week(known.situation.first_week)
    if week.agreed_on is None:
        return f"{week.cap} min until agreed" if week.cap is not None else ""
    return f"{week.cap} min agreed {short_day(week.agreed_on, known.today)}"


def _checkin(_: Book, known: Known) -> str:
    due = known.situation.ledger.checkin_due()
    return "" if due is None else f"due {weekday_day(due, known.today)}"


def _balance(_: Book, known: Known) -> str:
    counts = known.situation.counts
    mix = "/".join(str(counts[circle]) for circle in CIRCLES)
    thin = circle_to_invite(counts, known.situation.context.rules)
    return f"{mix}, next {thin}"


def _thanks(_: Book, known: Known) -> str:
    return _counted(_kinds(known, "thanks"), "owed", "owed")


def _reports(_: Book, known: Known) -> str:
    return _counted(_kinds(known, "report"), "owed", "owed")


def _handover(book: Book, known: Known) -> str:
    work = work_list(book)
    hours = sum(
        known.situation.context.rules.commitment_hours if one.hours_left is None else one.hours_left
        for one in work
    )
    return f"{_counted(len(work), 'thing', 'things')} open, {hours:g} h" if work else ""


def _closest(_: Book, known: Known) -> str:
    return _counted(_closing(known, met=True), "person", "people")


def _wishes(_: Book, known: Known) -> str:
    return _counted(_closing(known, met=False), "never met", "never met")


def _addresses(_: Book, known: Known) -> str:
    return _counted(known.missing, "missing", "missing")


def _goodbyes(_: Book, known: Known) -> str:
    said, people = known.goodbyes
    return f"{said} of {people} sent" if people else ""


def _campaign(_: Book, known: Known) -> str:
    if not known.campaign:
        return ""
    begun = sum(1 for _, _, state in known.campaign if state != "planned")
    days = [on for on, _, state in known.campaign if state == "planned"]
    ahead = f", next {weekday_day(days[0], known.today)}" if days else ""
    return f"{begun} of {len(known.campaign)} written{ahead}"


def _due(_: Book, known: Known) -> str:
    return _counted(sum(1 for item in known.items if item.lane == "due"), "due", "due")


def _old_tie(_: Book, known: Known) -> str:
    return f"perhaps {known.reconnect}" if known.reconnect else ""


def _review(_: Book, known: Known) -> str:
    if known.review is None:
        return ""
    since = known.review <= known.today
    return f"{'due since' if since else 'from'} {short_day(known.review, known.today)}"


def _next(_: Book, known: Known) -> str:
    line = known.follows
    if line is None:
        return "none recorded"
    return f"{line.organisation} from {short_day(line.starts, known.today)}"


def _kinds(known: Known, kind: str) -> int:
    return sum(1 for item in known.items if item.kind == kind)


def _closing(known: Known, *, met: bool) -> int:
    unmet = frozenset(known.unmet)
    rows = (item for item in known.items if item.lane == "closing")
    return sum(1 for item in rows if (item.person_id not in unmet) is met)


def _counted(count: int, one: str, several: str) -> str:
    return f"{count} {one if count == 1 else several}" if count else ""


_Note = Callable[[Book, Known], str]
_NOTES: Final[Mapping[str, Mapping[str, _Note]]] = {
    "before": {"objectives": _objectives, "people": _listed, "dates": _span, "minutes": _own},
    "onboarding": {"boss": _agreed, "thanks": _thanks},
    "middle": {"balance": _balance, "checkin": _checkin, "report": _reports},
    "final": {
        "handover": _handover,
        "closest": _closest,
        "wishes": _wishes,
        "addresses": _addresses,
        "goodbyes": _goodbyes,
        "next": _next,
    },
    "after": {
        "campaign": _campaign,
        "reports": _reports,
        "rhythm": _due,
        "old_tie": _old_tie,
        "review": _review,
        "next": _next,
        "wishes": _unmet,
        "touch": _due,
    },
}
