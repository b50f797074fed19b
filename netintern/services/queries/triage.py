"""Triage: the rows to go through, and of the present one what one needs to know to act."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple, cast

from netintern.domain.dates import ago, weekday_day
from netintern.domain.queue import OWED_WORDS, QueueItem, QueuePerson
from netintern.domain.vocabulary import Direction, InteractionKind, ObligationKind
from netintern.domain.workgate import GateState, work_first
from netintern.services.queries.contacts import day_of
from netintern.services.queries.experiences import current
from netintern.services.queries.names import PersonRef
from netintern.services.queries.people import PromiseLine
from netintern.services.queries.queue import queue_people, situation_for
from netintern.storage.probe import Book
from netintern.storage.reads import pages
from netintern.storage.reads import people as people_reads
from netintern.storage.reads import triage as reads

_KINDS: dict[InteractionKind, str] = {
    "one_on_one": "talk",
    "call": "call",
    "small_group": "small group",
    "exchange": "messages",
    "group_event": "event",
    "inbound": "from them",
    "outbound": "to them",
}
QUESTIONS = 3
"""Questions that are worth asking, at most."""
_UNDER_WAY = frozenset({"asked", "made", "met"})
_BOSS_ASKS = "how it goes, and how many minutes a week are agreed"
_CAME_ABOUT = frozenset({"made", "met", "thanked"})


class TriageRows(NamedTuple):
    """The rows in the order of the queue, and the minutes that there are for them."""

    items: tuple[QueueItem, ...]
    gate: GateState
    budget: int
    """Minutes of this week."""
    remaining: int
    """Of them neither spent nor planned; negative if the week is over its budget."""

    @property
    def left(self) -> str:
        """What is left of the minutes, or how far the week is over them."""
        if self.remaining < 0:
            return f"over by {-self.remaining} min"
        return f"{self.remaining} of {self.budget} min left"

    def work_first(self, item: QueueItem) -> str:
        """What a verb on a row that had better wait says; empty for one that need not."""
        return "" if item.permitted else work_first(self.gate, self.remaining)

    def not_now(self, item: QueueItem) -> str:
        """Why a row had better wait (domain rule 2.11); empty if nothing speaks against it."""
        if item.permitted:
            return ""
        if self.gate.state != "open":
            return f"not now: {self.gate.reason.partition(': ')[2]}"
        return f"not now: {max(0, self.remaining)} min are left this week"


class LastTalk(NamedTuple):
    """The last contact, or the last one from which something was learned."""

    on: date
    kind: InteractionKind
    minutes: int
    said: str
    """What was learned, else the notes."""


class OpenIntroduction(NamedTuple):
    """An introduction that is under way."""

    other: PersonRef
    to_them: bool
    """True if `other` introduces the person, False if the person introduces `other`."""
    state: str
    asked_on: date | None


class TriageCard(NamedTuple):
    """Somebody in five lines."""

    about: str
    """Role and organisation."""
    met: bool
    last: LastTalk | None
    learned: LastTalk | None
    """None if the last talk itself brought it, or none did."""
    promises: tuple[PromiseLine, ...]
    """The open ones, mine and theirs, by date."""
    suggested_by: str
    introduced_by: tuple[str, ...]
    introductions: tuple[OpenIntroduction, ...]
    questions: tuple[str, ...]
    """Worth asking, the best first; none of the boss, with whom one speaks about the minutes."""
    is_boss: bool = False
    """Whether the person supervises the experience of the day."""


class Fact(NamedTuple):
    """One of the five lines in words."""

    label: str
    parts: tuple[str, ...]
    """The most important first."""
    nothing: str
    """What is said where there is no part."""


def triage_rows(
    book: Book,
    *,
    today: date,
    minute: int | None = None,
    people: Mapping[int, QueuePerson] | None = None,
) -> TriageRows:
    """The queue of `today` (domain rule 2.5), with the minutes of the week.

    `people` are those of `queue_people` or `refreshed`, if the caller has them.
    """
    if people is None:
        people = queue_people(book, today=today)
    situation = situation_for(book, today=today, minute=minute)
    account = situation.ledger.week(situation.first_week).account
    queue = situation.queue(people.values())
    return TriageRows(queue.items, situation.gate, account.budget, account.remaining)


def triage_card(book: Book, person_id: int, *, today: date) -> TriageCard | None:
    """What the book knows of somebody, in a fixed number of statements; None if they are gone."""
    from netintern.services.queries.questions import picked

    connection = book.connection
    row = people_reads.person(connection, person_id)
    if row is None:
        return None
    last, learned = _talks(reads.last_talks(connection, person_id, today.isoformat()))
    introductions = pages.introductions(connection, person_id)
    experience = current(book, today)
    is_boss = experience is not None and any(
        boss.id == person_id for boss in experience.supervisors
    )
    asked = () if is_boss else picked(book, row, experience, today=today)
    return TriageCard(
        about=" · ".join(filter(None, (row.role, row.org))),
        met=row.met_on is not None or last is not None,
        last=last,
        learned=learned,
        promises=tuple(_promises(pages.promises(connection, person_id))),
        suggested_by=row.via_name or "",
        introduced_by=tuple(_introducers(introductions, person_id)),
        introductions=tuple(_open(introductions, person_id)),
        questions=tuple(question.text for question in asked[:QUESTIONS]),
        is_boss=is_boss,
    )


def card_facts(card: TriageCard, today: date) -> tuple[Fact, ...]:
    """The five lines of a card, always in the same order."""
    return (
        Fact("last", _last(card, today), "no talk yet"),
        Fact("promised", _promised(card.promises, today), "nothing is open"),
        Fact("through", _through(card), "nobody suggested them"),
        Fact("intros", _intros(card.introductions, today), "none is open"),
        Fact("ask", card.questions, _BOSS_ASKS if card.is_boss else "everything was asked"),
    )


def minutes_logged(book: Book, interactions: Iterable[int]) -> int:
    """Minutes of these interactions together; what was undone does not count."""
    return reads.minutes_of(book.connection, interactions)


def undone_among(book: Book, actions: Iterable[int]) -> frozenset[int]:
    """Which of these steps of the journal are undone now."""
    return reads.undone_of(book.connection, actions)


def _talks(rows: list[reads.TalkRow]) -> tuple[LastTalk | None, LastTalk | None]:
    """The last talk, and another one that brought what was learned last."""
    talks = [
        LastTalk(
            date.fromisoformat(day), cast(InteractionKind, kind), minutes, learned or notes or ""
        )
        for day, kind, minutes, learned, notes in rows
    ]
    last = talks[0] if talks and rows[0][1] != "outbound" else None
    learned = talks[-1] if talks and rows[-1][3] and talks[-1] != last else None
    return last, learned


def _promises(rows: Iterable[pages.PromiseRow]) -> Iterable[PromiseLine]:
    for number, kind, direction, text, due, done_on in rows:
        if done_on is None:
            yield PromiseLine(
                number,
                cast(ObligationKind, kind),
                cast(Direction, direction),
                text,
                day_of(due),
                None,
            )


def _introducers(rows: Iterable[pages.IntroductionRow], person_id: int) -> Iterable[str]:
    for _, target, _, _, _, via_name, _, state, _ in rows:
        if target == person_id and state in _CAME_ABOUT:
            yield via_name


def _open(rows: Iterable[pages.IntroductionRow], person_id: int) -> Iterable[OpenIntroduction]:
    for _, target, name, org, via, via_name, via_org, state, asked_on in rows:
        if state in _UNDER_WAY:
            to_them = target == person_id
            other = PersonRef(via, via_name, via_org or "")
            if not to_them:
                other = PersonRef(target, name, org or "")
            yield OpenIntroduction(other, to_them, state, day_of(asked_on))


def _last(card: TriageCard, today: date) -> tuple[str, ...]:
    found = []
    if card.last is not None:
        talk = card.last
        kind = _KINDS[talk.kind]
        what = f"{talk.minutes} min {kind}" if talk.minutes else kind
        words = f"{_when(talk.on, today)}, {what}"
        found.append(f"{words}: {talk.said}" if talk.said else words)
    if card.learned is not None:
        found.append(f"learned {_when(card.learned.on, today)}: {card.learned.said}")
    return tuple(found)


def _promised(promises: Iterable[PromiseLine], today: date) -> tuple[str, ...]:
    """What I owe them, and what they owe me."""
    mine = [_owed(line, today) for line in promises if line.direction == "mine"]
    theirs = [_owed(line, today) for line in promises if line.direction == "theirs"]
    whose = (("you: ", mine), ("they: ", theirs))
    return tuple(word + " · ".join(texts) for word, texts in whose if texts)


def _owed(line: PromiseLine, today: date) -> str:
    what = line.text or OWED_WORDS[line.kind]
    return what if line.due is None else f"{what}, by {weekday_day(line.due, today)}"


def _through(card: TriageCard) -> tuple[str, ...]:
    others = [name for name in card.introduced_by if name != card.suggested_by]
    words = []
    if card.suggested_by:
        both = " and introduced" if len(others) < len(card.introduced_by) else ""
        words.append(f"{card.suggested_by} suggested{both} them")
    if others:
        words.append(f"introduced by {', '.join(others)}")
    return (" · ".join(words),) if words else ()


def _intros(found: Iterable[OpenIntroduction], today: date) -> tuple[str, ...]:
    texts = []
    for one in found:
        which = f"{one.other.name} introduces them" if one.to_them else f"to {one.other.name}"
        when = "" if one.asked_on is None else f" {_when(one.asked_on, today)}"
        texts.append(f"{which}: {one.state}{when if one.state == 'asked' else ''}")
    return tuple(texts)


def _when(day: date, today: date) -> str:
    words = ago(day, today)
    return words if words == "today" else f"{words} ago"
