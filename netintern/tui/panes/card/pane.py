"""The card of whoever is under the cursor, with the verbs for a person when it has the keyboard."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from netintern.domain.dates import ago, short_day, weekday_day
from netintern.domain.errors import NothingFoundError
from netintern.domain.vocabulary import InteractionKind
from netintern.tui.keymap import bindings
from netintern.tui.panes.verbs import PersonVerbs, Subject
from netintern.tui.session import Session
from netintern.tui.widgets.person_card import Card, CardTalk, PersonCard

if TYPE_CHECKING:
    from netintern.services.queries.people import PersonPage, PromiseLine, Talk

_KINDS: Final[dict[InteractionKind, str]] = {
    "one_on_one": "talk",
    "call": "call",
    "small_group": "small group",
    "exchange": "messages",
    "group_event": "event",
    "inbound": "from them",
    "outbound": "to them",
}


class CardPane(PersonCard, PersonVerbs, can_focus=True):
    """Follows the cursor of the queue and of the graph."""

    BINDINGS = bindings("person")

    def __init__(self, session: Session, *, id: str = "card") -> None:
        super().__init__(id=id, ascii_only=session.ascii_only)
        self.session = session
        self.border_title = "4 Card"
        self._page: PersonPage | None = None
        self._item_id = ""

    def show_person(self, person_id: int | None, item_id: str = "", reason: str = "") -> None:
        """Read and show somebody; `item_id` and `reason` are of their row in the queue."""
        book = self.session.book
        self._page = None
        if book is not None and person_id is not None:
            try:
                from netintern.services.queries.people import person_page

                self._page = person_page(book, person_id, today=self.session.today)
            except NothingFoundError:
                self._page = None
        self._item_id = item_id or f"p{person_id}"
        if self._page is None:
            self.show_card(None)
        else:
            self.show_card(card_of(self._page, self.session.today, reason))

    def subject(self) -> Subject | None:
        """Whom the card shows."""
        if self._page is None:
            return None
        summary = self._page.summary
        return Subject(summary.id, summary.name, self._item_id)


def card_of(page: PersonPage, today: date, reason: str = "") -> Card:
    """A person's page in the words of a card; `reason` is that of the queue."""
    summary = page.summary
    talked = [talk for talk in page.interactions if talk.outcome == "done"]
    return Card(
        name=summary.name,
        circle=summary.circle,
        met=summary.met,
        about=" · ".join(filter(None, (summary.role, summary.organisation))),
        now=reason,
        facts=_facts(page, today),
        warmth=page.warmth_explained if summary.met else "",
        through=_through(page),
        suggested=", ".join(person.name for person in page.suggested),
        last=_last(talked[0], today) if talked else "",
        owed=tuple(_owed(line, today) for line in page.promises if line.done_on is None),
        knows=", ".join(tie.name if tie.met else f"{tie.name} (not met)" for tie in page.ties),
        reach=", ".join((*summary.emails, *summary.phones)),
        notes=page.notes,
        talks=tuple(
            CardTalk(short_day(talk.on, today), _what(talk), talk.learned or talk.notes)
            for talk in talked
        ),
    )


def _through(page: PersonPage) -> str:
    """Who led to them, or the event at which they were met first."""
    who = page.summary
    if who.via:
        return f"{'met through' if who.met else 'suggested by'} {who.via}"
    first = page.first_meeting
    return f"met at {first.event}" if first and first.event else ""


def _facts(page: PersonPage, today: date) -> str:
    summary = page.summary
    rhythm = f"every {summary.cadence} days" if summary.met else "to meet" if summary.wish else ""
    parts = [summary.circle or "no circle", rhythm]
    if page.snoozed_until is not None:
        parts.append(f"not before {short_day(page.snoozed_until, today)}")
    elif summary.due is not None and summary.met:
        parts.append(f"due {weekday_day(summary.due, today)}")
    if page.leaves_on is not None:
        parts.append(f"leaves {short_day(page.leaves_on, today)}")
    return " · ".join(filter(None, parts))


def _last(talk: Talk, today: date) -> str:
    when = ago(talk.on, today)
    words = f"{when}, {_what(talk)}" if when == "today" else f"{when} ago, {_what(talk)}"
    said = talk.learned or talk.notes
    return f"{words}: {said}" if said else words


def _what(talk: Talk) -> str:
    kind = _KINDS[talk.kind]
    return f"{talk.minutes} min {kind}" if talk.minutes else kind


def _owed(line: PromiseLine, today: date) -> str:
    what = line.text or {"thanks": "thank-you", "checkin": "check-in"}.get(line.kind, line.kind)
    by = "" if line.due is None else f", by {weekday_day(line.due, today)}"
    return f"{'they owe: ' if line.direction == 'theirs' else ''}{what}{by}"
