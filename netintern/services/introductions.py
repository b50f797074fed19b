"""Introductions from the question to the thanks, and people who are named outside of a talk."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

from netintern.domain.cadence import reply_due, thanks_due
from netintern.domain.dates import weekday_day
from netintern.domain.errors import FieldError, NothingFoundError
from netintern.domain.interactions import HOW_IT_WENT
from netintern.domain.vocabulary import IntroductionState
from netintern.services.checks import one_of, past_day, people_of, person_of, refuse_oneself
from netintern.services.entries import (
    DEFAULT_MINUTES,
    RESTORE,
    Effects,
    Entry,
    effects_of,
    names_of,
    with_changes,
    write_entry,
)
from netintern.services.queries.settings import calendar, rules
from netintern.services.receipt import Receipt
from netintern.services.suggestions import Named, Suggestion, named_people, write_named
from netintern.services.turns import verb
from netintern.storage.database import unit_of_work
from netintern.storage.models import ExchangeItem, Introduction, Obligation, Person, insert_row
from netintern.storage.probe import Book
from netintern.storage.reads import facts
from netintern.storage.reads import introductions as reads
from netintern.storage.reads.facts import PersonFacts
from netintern.storage.reads.introductions import IntroductionRow

__all__ = ["STEPS", "Suggestion", "advance", "ask", "record", "suggest"]

STEPS: Final[tuple[IntroductionState, ...]] = ("made", "met", "thanked", "declined", "silent")
"""What can become of an introduction that was asked for."""

_NEXT: Final[dict[IntroductionState, tuple[IntroductionState, ...]]] = {
    "asked": ("made", "met", "declined", "silent"),
    "made": ("met", "declined"),
    "met": ("thanked",),
}
_NOT_ASKED: Final = "Choose somebody else, or allow it: netintern edit PERSON --no-do-not-ask."


class _Case(NamedTuple):
    """An introduction with the day of its next step."""

    row: IntroductionRow
    on: date
    today: date
    origin: str

    @property
    def ends(self) -> str:
        """Both sides in words."""
        return f"the introduction to {self.row.target_name} through {self.row.via_name}"

    def day(self, due: date) -> str:
        """A due day in words."""
        return weekday_day(due, self.today)


@verb
def ask(book: Book, target: int, via: int, *, today: date, origin: str = "cli") -> Receipt:
    """`via` was asked today for an introduction to `target` (domain rule 2.0).

    Logs the question as an outbound message, and the target becomes somebody to meet. When the
    days of waiting are over the same person may be asked again; that renews the day of the
    introduction. The receipt's id is the introduction. Raises FieldError for somebody who is not
    to be asked, is archived, or was asked already.
    """
    whom, asked = _both(book, target, via)
    if asked.do_not_ask:
        raise FieldError("via", f"{asked.name} is not to be asked for introductions.", _NOT_ASKED)
    known = _open_between(book, target, via)
    if known is not None:
        _refuse_early(book, known, today)
    entry = Entry((asked,), "outbound", today, DEFAULT_MINUTES["outbound"], purpose="ask")
    effects = effects_of(book, entry, today)
    met = bool(facts.met(book.connection, (target,), today.isoformat()))
    again = "" if known is None else " again"
    label = f"{asked.name}: asked{again} for an introduction to {whom.name}"
    with unit_of_work(book, label, origin=origin) as work:
        interaction = write_entry(entry, effects)
        insert_row(ExchangeItem, interaction=interaction, direction="asked", kind="introduction")
        if not (whom.tracked and (whom.wish or met)):
            wish = whom.wish if met else 1
            Person.update(tracked=1, wish=wish).where(Person.id == target).execute()
        if known is None:
            number = insert_row(Introduction, target=target, via=via, state="asked", asked_on=today)
        else:
            number = known.id
            Introduction.update(asked_on=today).where(Introduction.id == number).execute()
    return Receipt(work.action_id, label, (number,))


@verb
def advance(
    book: Book,
    introduction: int,
    state: str,
    *,
    on: date | None = None,
    today: date,
    origin: str = "cli",
) -> Receipt:
    """An introduction goes on: made, met, thanked, declined, or silent (domain rule 2.0).

    Made: a reply to the target is owed, and the introducer is no longer waited for, because their
    message is logged; nothing is owed to them for it. Met: the introducer is to be told how it
    went. Thanked: that is done, and logged as `followups.done` does. Declined: an answer of the
    introducer is logged if they had made no introduction yet. `on` is the day, None today. The
    receipt's id is the introduction. Raises FieldError for a step back, a day to come, and a day
    before the last step.
    """
    row = reads.introduction(book.connection, introduction)
    if row is None:
        raise NothingFoundError(
            f"There is no introduction {introduction}.", "See them: netintern introduce list."
        )
    one_of(state, STEPS, "state", "a step of an introduction")
    _refuse_back(row, state)
    day = past_day(today if on is None else on, today)
    _refuse_before(row, day, today)
    case = _Case(row, day, today, origin)
    if state == "made":
        return _made(book, case)
    if state == "met":
        return _met(book, case)
    return _thanked(book, case) if state == "thanked" else _over(book, case, state)


@verb
def record(
    book: Book,
    via: int,
    target: int | None = None,
    *,
    name: str = "",
    circle: str | None = None,
    same_as: int | None = None,
    is_new: bool = False,
    knows: int = 2,
    on: date | None = None,
    today: date,
    origin: str = "cli",
) -> Receipt:
    """`via` introduced the user to somebody, asked or not: the introduction is made.

    The target is an id, or a `name` that is looked up as that of a suggested person is. They come
    through `via`, who knows them as well as `knows` says (1-3), and a reply to them is owed. If
    the introduction had been asked for, that one is made. The receipt's ids are the introduction
    and the target. Raises FieldError, and ResemblesError.
    """
    day = past_day(today if on is None else on, today)
    introducer = _reachable(person_of(book, via, "via"), "via")
    suggestion = Suggestion(
        name, circle, knows, True, target if target is not None else same_as, is_new
    )
    if target is not None:
        suggestion = suggestion._replace(name=person_of(book, target, "target").name)
    field = "name" if target is None else "target"
    (named,) = named_people(book, (introducer,), day, (suggestion,), today, field)
    known = None
    if named.known is not None:
        if named.met:
            _reachable(named.known, field)
        known = _open_between(book, named.known.id, via)
    if known is not None:
        _refuse_back(known, "made")
        _refuse_before(known, day, today)
    return _write_made(book, introducer, named, known, day, today, origin)


@verb
def suggest(
    book: Book,
    by: int,
    suggestions: Sequence[Suggestion],
    *,
    today: date,
    origin: str = "cli",
) -> Receipt:
    """`by` named people to meet, without a talk; they come into the book through `by`.

    The receipt's ids are those people. Raises FieldError, and ResemblesError for a name that is
    like somebody's; then nothing was written.
    """
    person = person_of(book, by, "by")
    if not suggestions:
        raise FieldError("suggested", "Nobody is named.", "Type at least one name.")
    names = named_people(book, (person,), today, suggestions, today)
    label = f"{person.name}: suggested {names_of([named.name for named in names])}"
    with unit_of_work(book, label, origin=origin) as work:
        ids = tuple(write_named(book, by, None, named) for named in names)
    return Receipt(work.action_id if work.changed else 0, label, ids)


def _both(book: Book, target: int, via: int) -> tuple[PersonFacts, PersonFacts]:
    """Whom to meet, and who is asked."""
    whom = person_of(book, target, "target")
    asked = person_of(book, via, "via")
    refuse_oneself(book, (whom.name,), "target")
    refuse_oneself(book, (asked.name,), "via")
    if target == via:
        raise FieldError(
            "via", f"{whom.name} cannot introduce you to themselves.", "Ask somebody else."
        )
    return _reachable(whom, "target"), _reachable(asked, "via")


def _reachable(person: PersonFacts, field: str) -> PersonFacts:
    if person.archived_on is not None:
        raise FieldError(field, f"{person.name} is archived.", RESTORE)
    return person


def _open_between(book: Book, target: int, via: int) -> IntroductionRow | None:
    """The introduction of these two that still goes on."""
    rows = reads.open_introductions(book.connection, target)
    return next((row for row in rows if (row.target, row.via) == (target, via)), None)


def _refuse_early(book: Book, known: IntroductionRow, today: date) -> None:
    """Refuse a second question, but for one after the days of waiting."""
    if known.state != "asked":
        raise FieldError(
            "via",
            f"{known.via_name} has introduced you to {known.target_name} already.",
            "See them: netintern introduce list.",
        )
    if known.asked_on is None:
        return
    asked = date.fromisoformat(known.asked_on)
    if (today - asked).days < rules(book).wait_days:
        raise FieldError(
            "via",
            f"{known.via_name} was asked for an introduction to {known.target_name}"
            f" on {weekday_day(asked, today)} already.",
            f"Wait {rules(book).wait_days} days before you ask again.",
        )


def _refuse_back(row: IntroductionRow, state: str) -> None:
    """Refuse a step that does not lead on."""
    if state in _NEXT.get(row.state, ()):
        return
    what = f"The introduction to {row.target_name} through {row.via_name}"
    if row.state == state:
        raise FieldError("state", f"{what} is {state} already.")
    onwards = _NEXT.get(row.state)
    hint = "See them: netintern introduce list."
    if onwards:
        hint = f"It can become {', '.join(onwards)}."
    elif row.state in ("declined", "silent"):
        hint = "If they introduced you later: netintern introduce record VIA NAME."
    raise FieldError("state", f"{what} is {row.state} and cannot become {state}.", hint)


def _refuse_before(row: IntroductionRow, day: date, today: date) -> None:
    """Refuse a day before the last step."""
    for word, text in (("met", row.met_on), ("made", row.made_on), ("asked for", row.asked_on)):
        if text is not None and day < (last := date.fromisoformat(text)):
            raise FieldError(
                "on",
                f"The introduction to {row.target_name} was only {word}"
                f" on {weekday_day(last, today)}.",
                "Give that day or a later one.",
            )


def _made(book: Book, case: _Case) -> Receipt:
    row = case.row
    introducer, target = people_of(book, (row.via, row.target), "introduction")
    return _write_made(
        book, introducer, _arriving(book, introducer, target, case), row, case.on, case.today,
        case.origin,
    )  # fmt: skip


def _arriving(book: Book, introducer: PersonFacts, target: PersonFacts, case: _Case) -> Named:
    """The target as somebody whom the introducer brings; a tie keeps its level."""
    if target.via is None and target.id in facts.referrers(book.connection, introducer.id):
        # The introducer came through the target: it cannot be the other way round as well.
        return Named(target.name, None, 2, False, target, met=True)
    tied = facts.tie(book.connection, *sorted((introducer.id, target.id)))
    level = 2 if tied is None or tied[3] else tied[1]
    suggestion = Suggestion(target.name, None, level, True, target.id)
    (named,) = named_people(book, (introducer,), case.on, (suggestion,), case.today)
    return named


def _write_made(
    book: Book,
    introducer: PersonFacts,
    named: Named,
    known: IntroductionRow | None,
    on: date,
    today: date,
    origin: str,
) -> Receipt:
    """The introduction is made: the introducer has written, and the target is owed a reply."""
    note = f"Introduced {named.name}"
    entry = Entry((introducer,), "inbound", on, 0, notes=note)
    effects = effects_of(book, entry, today)
    due = reply_due(on, calendar(book))
    label = with_changes(f"{named.name}: introduced by {introducer.name}", (), effects)
    label += f"; to do: reply by {weekday_day(due, today)}"
    with unit_of_work(book, label, origin=origin) as work:
        interaction = write_entry(entry, effects)
        target = write_named(book, introducer.id, interaction, named)
        Person.update(tracked=1).where((Person.id == target) & (Person.tracked == 0)).execute()
        if known is None:
            number = insert_row(
                Introduction, target=target, via=introducer.id, state="made", made_on=on
            )
        else:
            number = known.id
            _set(number, state="made", made_on=on)
        insert_row(
            Obligation,
            person=target,
            kind="reply",
            due=due,
            text=f"{introducer.name} introduced you",
            interaction=interaction,
        )
    return Receipt(work.action_id, label, (number, target))


def _met(book: Book, case: _Case) -> Receipt:
    """They met: the introducer is owed to hear how it went."""
    row = case.row
    due = thanks_due(case.on, calendar(book))
    replies = reads.open_replies(book.connection, (row.id,))
    met = facts.met(book.connection, (row.target,), case.today.isoformat())
    label = f"{row.target_name}: met; to do: tell {row.via_name} how it went by {case.day(due)}"
    with unit_of_work(book, label, origin=case.origin) as work:
        _set(row.id, state="met", met_on=case.on)
        insert_row(
            Obligation,
            person=row.via,
            kind="thanks",
            due=due,
            text=HOW_IT_WENT + row.target_name,
        )
        if replies:
            Obligation.update(done_on=case.on).where(Obligation.id.in_(replies)).execute()
        if not met:
            Person.update(met_on=case.on).where(Person.id == row.target).execute()
    return Receipt(work.action_id, label, (row.id,))


def _thanked(book: Book, case: _Case) -> Receipt:
    """The introducer was thanked; that is logged if it was still owed."""
    row = case.row
    owed = reads.open_thanks(book.connection, row.via)
    closes = [number for number, text in owed if text == HOW_IT_WENT + row.target_name]
    label = f"{row.via_name}: thanked for the introduction to {row.target_name}"
    introducer = person_of(book, row.via, "introduction")
    minutes = rules(book).minutes_obligation
    entry = Entry((introducer,), "outbound", case.on, minutes, purpose="thanks")
    with unit_of_work(book, label, origin=case.origin) as work:
        if closes:
            write_entry(entry, Effects(closes=tuple(closes)))
        _set(row.id, state="thanked", closed_on=case.on)
    return Receipt(work.action_id, label, (row.id,))


def _over(book: Book, case: _Case, state: str) -> Receipt:
    """It came to nothing: the next best way is proposed again."""
    row = case.row
    answered = state == "declined" and row.state == "asked"
    words = "declined" if state == "declined" else "no answer"
    label = f"{case.ends[0].upper()}{case.ends[1:]}: {words}"
    entry = effects = None
    if answered:
        introducer = person_of(book, row.via, "introduction")
        note = f"No introduction to {row.target_name}"
        entry = Entry((introducer,), "inbound", case.on, 0, notes=note)
        effects = effects_of(book, entry, case.today)
        label = with_changes(label, (), effects)
    replies = reads.open_replies(book.connection, (row.id,))
    with unit_of_work(book, label, origin=case.origin) as work:
        if entry is not None and effects is not None:
            write_entry(entry, effects)
        if replies:
            Obligation.update(dropped_on=case.on).where(Obligation.id.in_(replies)).execute()
        _set(row.id, state=state, closed_on=case.on)
    return Receipt(work.action_id, label, (row.id,))


def _set(introduction: int, **columns: object) -> None:
    Introduction.update(**columns).where(Introduction.id == introduction).execute()
