"""Acting on a row of the queue: done, wait, snooze, skip, drop."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, Literal, NamedTuple

from netintern.domain.cadence import cadence_days, due_date
from netintern.domain.calendar import Calendar
from netintern.domain.dates import parse_day, weekday_day
from netintern.domain.errors import FieldError, NetinternError, UsageError
from netintern.domain.vocabulary import InteractionKind
from netintern.services.checks import coming_day, person_of
from netintern.services.entries import (
    Effects,
    Entry,
    effects_of,
    names_of,
    thanked_with,
    with_changes,
    write_entry,
)
from netintern.services.first_contacts import remark_on
from netintern.services.queries.contacts import NOTHING, contacts_of, day_of
from netintern.services.queries.settings import calendar, rules
from netintern.services.receipt import Receipt
from netintern.services.rows import OWED_WORDS, Row, resolve_item, row_of
from netintern.services.turns import verb
from netintern.storage.database import unit_of_work
from netintern.storage.models import Introduction, Obligation, Person
from netintern.storage.probe import Book
from netintern.storage.reads import facts, pages
from netintern.storage.reads.facts import ObligationFacts, PersonFacts

__all__ = [
    "Batch",
    "Deed",
    "act_on_rows",
    "done",
    "drop",
    "resolve_item",
    "skip",
    "snooze",
    "snooze_day",
    "unsnooze",
    "wait",
]

Deed = Literal["done", "wait", "snooze", "wake", "drop"]
"""What can be done with several rows at once."""

_CHECKIN_HINT: Final = "Record what was agreed: netintern checkin --agreed MINUTES."
_BATCH_WORDS: Final[Mapping[Deed, str]] = {
    "done": "done",
    "wait": "waiting for an answer",
    "wake": "no longer snoozed",
    "drop": "dropped",
}


class Batch(NamedTuple):
    """What came of one verb on several rows: one step, and a sentence for each refused row."""

    receipt: Receipt
    items: tuple[str, ...]
    """Ids of the rows that were acted on."""
    people: frozenset[int]
    """Whom these rows are about."""
    refused: tuple[str, ...]


class _Act(NamedTuple):
    """What a verb will do to a row: everything is checked, nothing is written."""

    row: Row
    label: str
    write: Callable[[], int]
    """Writes inside a unit of work; the id of what was made or changed."""
    entry: Entry | None = None
    """What is logged, if anything is."""
    hides_owed: bool = False
    """Whether something that is owed to the person is hidden with them."""
    promised: date | None = None
    """The first day, while the person is hidden, for which something is promised to them."""


@verb
def done(book: Book, item_id: str, *, today: date, origin: str = "cli") -> Receipt:
    """The row is done: its obligation is closed, and what was done is logged (domain rule 2.0).

    A promise, thank-you, or report logs an outbound message of that purpose; a reply, and a row
    of the lanes closing, due, and reconnect, messages both ways; a row of the lane grow an
    outbound question, after which one waits. One message thanks for all talks for which thanks
    are owed. An introduction for which the thank-you was owed is over. The minutes of the row
    count on the clock. Something owed to me is only closed. Raises FieldError for a check-in, for
    a row without anything owed that was done today already, and what `resolve_item` raises.
    """
    return _written(book, _done(book, row_of(book, item_id, today), today), today, origin)


@verb
def wait(book: Book, item_id: str, *, today: date, origin: str = "cli") -> Receipt:
    """A message was sent to the row's person, who is now waited for (domain rule 2.0).

    It takes no minutes. Raises FieldError if a message of today is logged already.
    """
    return _written(book, _waiting(book, row_of(book, item_id, today), today), today, origin)


@verb
def snooze(book: Book, item_id: str, until: date, *, today: date, origin: str = "cli") -> Receipt:
    """Hide the row's person until a day, moved to a workday; the label tells that day.

    What is owed to the person is hidden with them, and the label says so; the remark names a
    promise that falls due meanwhile. Raises FieldError for a day that is not after today.
    """
    row = row_of(book, item_id, today)
    day = _snoozed_to(book, until, today)
    return _written(book, _hidden(book, row, day, _snoozed_words(day, today), today), today, origin)


@verb
def skip(book: Book, item_id: str, *, today: date, origin: str = "cli") -> Receipt:
    """Hide the row's person until the next workday."""
    row = row_of(book, item_id, today)
    day = calendar(book).next_workday(today)
    words = f"skipped to {weekday_day(day, today)}"
    return _written(book, _hidden(book, row, day, words, today), today, origin)


@verb
def unsnooze(book: Book, person_id: int, *, today: date, origin: str = "cli") -> Receipt:
    """End a snooze; the action is 0 if there was none."""
    person = person_of(book, person_id)
    label = f"{person.name}: no longer snoozed"
    with unit_of_work(book, label, origin=origin) as work:
        _wake(person_id)
    return Receipt(work.action_id if work.changed else 0, label, (person_id,))


@verb
def drop(book: Book, item_id: str, *, today: date, origin: str = "cli") -> Receipt:
    """Let the row go: an obligation is dropped; in the other lanes the person is untracked.

    An introduction for which the thank-you was owed is over, without thanks.
    """
    return _written(book, _dropped(book, row_of(book, item_id, today), today), today, origin)


@verb
def act_on_rows(
    book: Book,
    deed: Deed,
    item_ids: Sequence[str],
    *,
    until: date | None = None,
    today: date,
    origin: str = "cli",
) -> Batch:
    """Do the same with several rows, as one step that one undo takes back.

    Every row obeys the rules that it obeys alone: what is refused is told, the others are acted
    on. `until` is the day of a snooze. Raises what the first row is refused with if all are, and
    FieldError for no row at all, or for a snooze without a coming day; then nothing was written.
    """
    plan = _planner(book, deed, until, today)
    acts: dict[str, _Act] = {}
    refusals: list[NetinternError] = []
    for item_id in dict.fromkeys(item_ids):
        try:
            act = plan(row_of(book, item_id, today))
            _refuse_twice(act.row, acts.values())
        except NetinternError as error:
            refusals.append(error)
        else:
            acts[item_id] = act
    if not acts:
        raise next(iter(refusals), FieldError("item_ids", "No row is marked.", "Mark some first."))
    receipt = _written_at_once(
        book, tuple(acts.values()), _batch_words(deed, until, book, today), today, origin
    )
    people = frozenset(act.row.person.id for act in acts.values() if act.row.person)
    return Batch(receipt, tuple(acts), people, tuple(error.sentence for error in refusals))


def snooze_day(text: str, today: date, calendar: Calendar, *, ends: date | None = None) -> date:
    """The workday to which a row is snoozed, by a letter or a phrase.

    d three days (also nothing), t tomorrow, m Monday, w a week, f a fortnight, o a month, q a
    quarter, e the day after the experience `ends`; else what `parse_day` understands. Raises
    UsageError.
    """
    wanted = text.strip().casefold()
    if wanted == "e":
        if ends is None or ends < today:
            raise UsageError("No end of an internship lies ahead.", "Give a day, or 2w.")
        return calendar.roll(ends + timedelta(days=1))
    return calendar.roll(_lettered(wanted, today) or parse_day(text, today, calendar=calendar))


def _lettered(letter: str, today: date) -> date | None:
    days = {"": 3, "d": 3, "t": 1, "m": 8 - today.isoweekday(), "w": 7, "f": 14}
    if letter in days:
        return today + timedelta(days=days[letter])
    if letter not in ("o", "q"):
        return None
    from dateutil.relativedelta import relativedelta

    return today + relativedelta(months=1 if letter == "o" else 3)


def _done(book: Book, row: Row, today: date) -> _Act:
    if row.kind == "checkin" or row.person is None:
        raise FieldError("item_id", "A check-in is done by recording it.", _CHECKIN_HINT)
    kind, purpose = _logged_as(row)
    if kind is None:
        return _close(book, row, today)
    if row.obligation is None:
        _refuse_again(book, row.person, kind, today)
    entry = Entry((row.person,), kind, today, row.minutes, purpose=purpose)
    effects = effects_of(book, entry, today)
    if row.obligation is not None:
        thanked = thanked_with(book, row.person.id, row.obligation.text, today)
        closes = _with_other_thanks(book, row.obligation)
        effects = effects._replace(closes=closes, thanked=thanked)
    words = _done_words(book, row, today) + _for_talks(len(effects.closes), row)
    return _logging(row, words, entry, effects)


def _waiting(book: Book, row: Row, today: date) -> _Act:
    if row.person is None:
        raise FieldError("item_id", "Nobody is known to wait for.", "Record your supervisor first.")
    if facts.messaged(book.connection, row.person.id, today.isoformat()):
        raise FieldError("item_id", f"A message to {row.name} is logged today already.")
    entry = Entry((row.person,), "outbound", today, 0, purpose="message")
    return _logging(row, "waiting for an answer", entry, effects_of(book, entry, today))


def _logging(row: Row, words: str, entry: Entry, effects: Effects) -> _Act:
    """An act that logs a talk or message."""
    label = with_changes(f"{row.name}: {words}", entry.people, effects)
    return _Act(row, label, lambda: write_entry(entry, effects), entry)


def _dropped(book: Book, row: Row, today: date) -> _Act:
    person = row.person
    if row.obligation is not None:
        return _close(book, row, today, dropped=True)
    if person is None or row.kind == "checkin":
        raise FieldError("item_id", "A check-in with the boss cannot be dropped.", _CHECKIN_HINT)

    def write() -> int:
        Person.update(tracked=0).where(Person.id == person.id).execute()
        return person.id

    return _Act(row, f"{row.name}: out of the queue", write)


def _logged_as(row: Row) -> tuple[InteractionKind | None, Any]:
    """Kind and purpose of what done logs; no kind where nothing is logged."""
    if row.obligation is not None:
        if row.obligation.direction == "theirs":
            return None, None
        return ("exchange", None) if row.kind == "reply" else ("outbound", row.kind)
    return ("outbound", "ask") if row.kind == "grow" else ("exchange", None)


def _refuse_again(book: Book, person: PersonFacts, kind: InteractionKind, today: date) -> None:
    """Refuse what the same key has logged today: twice a day it is a slip of the finger."""
    written = facts.written(book.connection, person.id, today.isoformat())
    asked = ("outbound", "ask") in written
    if asked or (kind == "outbound" and ("outbound", "message") in written):
        raise FieldError(
            "item_id",
            f"A message to {person.name} is logged today already.",
            "If there was an answer, log that.",
        )
    if kind == "exchange" and any(known == "exchange" for known, _ in written):
        raise FieldError(
            "item_id", f"{person.name}: done today already.", "If there was more, log that."
        )


def _done_words(book: Book, row: Row, today: date) -> str:
    if row.obligation is not None and row.kind != "reply":
        return f"{OWED_WORDS[row.obligation.kind]} done"
    if row.kind == "grow":
        return "asked, waiting for an answer"
    words = "reply done" if row.kind == "reply" else "done"
    person = row.person
    if person is None or not person.tracked:
        return words
    cadence = cadence_days(person.tier, person.circle, person.cadence_days, rules(book))
    due = due_date(today, cadence, calendar(book))
    return f"{words}, next {weekday_day(due, today)}" if due else words


def _close(book: Book, row: Row, today: date, *, dropped: bool = False) -> _Act:
    """Close an obligation without logging anything."""
    owed = row.obligation
    if owed is None:
        raise FieldError("item_id", "This row has nothing to close.")
    whose = (
        f"{row.name}: their promise"
        if owed.direction == "theirs"
        else f"{row.name}: " + (OWED_WORDS[owed.kind])
    )
    closes = _with_other_thanks(book, owed)
    label = f"{whose} {'dropped' if dropped else 'kept'}{_for_talks(len(closes), row)}"
    over = thanked_with(book, owed.person, owed.text, today) if dropped and owed.person else ()

    def write() -> int:
        changes = {"dropped_on" if dropped else "done_on": today}
        Obligation.update(**changes).where(Obligation.id.in_(closes)).execute()
        if over:
            Introduction.update(closed_on=today).where(Introduction.id.in_(over)).execute()
        return owed.id

    return _Act(row, label, write)


def _with_other_thanks(book: Book, owed: ObligationFacts) -> tuple[int, ...]:
    """What is closed with an obligation: nobody is thanked twice for two talks in one week.

    Each talk makes a thank-you (domain rule 2.0), with the day that the first one gives it; one
    message settles them. Thanks for an introduction say something else, and stay.
    """
    if owed.person is None or not _thanks_for_talk(owed.kind, owed.direction, owed.text):
        return (owed.id,)
    others = [
        number
        for number, kind, direction, text, _, done_on in pages.promises(
            book.connection, owed.person
        )
        if done_on is None and number != owed.id and _thanks_for_talk(kind, direction, text)
    ]
    return (owed.id, *others)


def _thanks_for_talk(kind: str, direction: str, text: str) -> bool:
    return kind == "thanks" and direction == "mine" and not text


def _for_talks(closed: int, row: Row) -> str:
    """For how many talks somebody is thanked at once; empty for one."""
    if row.kind != "thanks" or closed < 2:
        return ""
    return " for both talks" if closed == 2 else f" for {closed} talks"


def _snoozed_to(book: Book, until: date, today: date) -> date:
    if until <= today:
        coming_day(until, today, "until")
        raise FieldError("until", "A snooze lasts at least until tomorrow.", "Give a later day.")
    return calendar(book).roll(until)


def _snoozed_words(day: date, today: date) -> str:
    return f"snoozed to {weekday_day(day, today)}"


def _hidden(book: Book, row: Row, until: date, words: str, today: date) -> _Act:
    """Hide the row's person until a workday."""
    person = row.person
    if person is None:
        raise FieldError("item_id", "A check-in with the boss cannot be put off.", _CHECKIN_HINT)
    label = f"{row.name}: {words}"
    if row.kind in OWED_WORDS:
        label += f", the {OWED_WORDS[row.kind]} too"
    # A contact on or after the day of the snooze ends it; what was logged today came before it.
    known = contacts_of(book, (person.id,), today, rules(book))
    talked = known.get(person.id, NOTHING).last == today
    since = today + timedelta(days=1) if talked else today
    promised = _promised_before(book, person, until, today)

    def write() -> int:
        asleep = Person.update(snoozed_until=until, snoozed_on=since)
        asleep.where(Person.id == person.id).execute()
        return person.id

    return _Act(row, label, write, hides_owed=row.kind in OWED_WORDS, promised=promised)


def _promised_before(book: Book, person: PersonFacts, until: date, today: date) -> date | None:
    """The first day before another one for which something is promised; None without any."""
    days = [
        due
        for _, kind, direction, _, on, done_on in pages.promises(book.connection, person.id)
        if kind == "promise" and direction == "mine" and done_on is None
        if (due := day_of(on)) is not None and today <= due < until
    ]
    return min(days, default=None)


def _woken(row: Row) -> _Act:
    """End the snooze of the row's person."""
    person = row.person
    if person is None:
        raise FieldError("item_id", "A check-in with the boss is never put off.", _CHECKIN_HINT)

    def write() -> int:
        _wake(person.id)
        return person.id

    return _Act(row, f"{row.name}: no longer snoozed", write)


def _wake(person_id: int) -> None:
    Person.update(snoozed_until=None, snoozed_on=None).where(Person.id == person_id).execute()


def _planner(book: Book, deed: Deed, until: date | None, today: date) -> Callable[[Row], _Act]:
    """What a deed does to a row. Raises FieldError for a snooze without a coming day."""
    if deed == "snooze":
        if until is None:
            raise FieldError("until", "A snooze needs a day.", "Give a day, or 2w.")
        day = _snoozed_to(book, until, today)
        return lambda row: _hidden(book, row, day, _snoozed_words(day, today), today)
    if deed == "wake":
        return _woken
    plan = {"done": _done, "wait": _waiting, "drop": _dropped}[deed]
    return lambda row: plan(book, row, today)


def _batch_words(deed: Deed, until: date | None, book: Book, today: date) -> str:
    """What a batch is called, before the number of people."""
    if deed == "snooze" and until is not None:
        return _snoozed_words(_snoozed_to(book, until, today), today)
    return _BATCH_WORDS[deed]


def _refuse_twice(row: Row, acts: Iterable[_Act]) -> None:
    """Somebody has one row at a time: the rules were asked before the other one was written."""
    if row.person and any(act.row.person and act.row.person.id == row.person.id for act in acts):
        raise FieldError("item_ids", f"{row.name} is among them already.", "Act on them again.")


def _written(book: Book, act: _Act, today: date, origin: str) -> Receipt:
    """Write one row's act as a step of its own."""
    remark = _remark(book, (act,), today)
    with unit_of_work(book, act.label, origin=origin) as work:
        made = act.write()
    return Receipt(work.action_id if work.changed else 0, act.label, (made,), remark)


def _written_at_once(
    book: Book, acts: Sequence[_Act], words: str, today: date, origin: str
) -> Receipt:
    """Write the acts of several rows as one step; a single one keeps its own words."""
    label = acts[0].label if len(acts) == 1 else _batch_label(acts, words)
    remark = _remark(book, acts, today)
    with unit_of_work(book, label, origin=origin) as work:
        made = tuple(act.write() for act in acts)
    return Receipt(work.action_id if work.changed else 0, label, made, remark)


def _batch_label(acts: Sequence[_Act], words: str) -> str:
    """How many, and who: "done: 4 people (Ana Ruiz, Ben Okafor and 2 more)"."""
    label = f"{words}: {len(acts)} people ({names_of([act.row.name for act in acts])})"
    owed = sum(act.hides_owed for act in acts)
    return f"{label}, what is owed to {owed} too" if owed else label


def _remark(book: Book, acts: Iterable[_Act], today: date) -> str:
    """What had better be known: first contacts that are too many, promises that fall due unseen."""
    acts = tuple(acts)
    many = remark_on(book, [act.entry for act in acts if act.entry is not None], today)
    days = [act.promised for act in acts if act.promised is not None]
    words = ""
    if days:
        first = weekday_day(min(days), today)
        words = f"You promised something for {first}."
        if len(days) > 1:
            words = f"You promised {len(days)} of them something, first for {first}."
    return " ".join(filter(None, (many, words)))
