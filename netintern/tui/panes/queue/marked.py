"""Verbs that act on all marked rows at once, which one undo takes back."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from textual.message import Message

from netintern.domain.dates import weekday_day
from netintern.domain.errors import FieldError, NetinternError
from netintern.services.queries.book import Book
from netintern.services.receipt import Receipt
from netintern.tui.commands import SNOOZE_LETTERS, SNOOZED_LETTERS
from netintern.tui.messages import BookChanged, Said
from netintern.tui.panes.verbs import PersonVerbs, Subject, snooze_until

_CHECKIN = "The check-in with the boss is recorded by its own form."

Verb = Callable[[Book, str], Receipt]
"""A verb of the queue on the row with this id."""


class BatchDone(Message):
    """Several steps were written that are one act for whoever pressed the key."""

    def __init__(self, steps: frozenset[int], label: str) -> None:
        super().__init__()
        self.steps = steps
        """Ids of the steps."""
        self.label = label


class _Outcome(NamedTuple):
    """What came of acting on several rows."""

    receipts: tuple[Receipt, ...]
    people: frozenset[int]
    """Whom the receipts are about."""
    failures: tuple[str, ...]
    """A sentence for each row that was refused."""

    def label(self, words: str) -> str:
        """What is told: how many, and the first reason why one was refused."""
        done = len(self.receipts)
        said = self.receipts[0].label if done == 1 else f"{done} rows {words}"
        if not self.failures:
            return said
        return f"{said}, {len(self.failures)} not: {self.failures[0]}"


class MarkedVerbs(PersonVerbs):
    """The verbs of a list with marks: done, snooze, wait and drop act on all marked rows."""

    marks: set[str]
    """Keys of the marked rows."""

    def marked(self) -> tuple[Subject, ...]:
        """Whom the marked rows are about, in the order shown."""
        raise NotImplementedError

    def snoozed(self, who: Subject) -> date | None:
        """Until when somebody is snoozed; None if they are not."""
        raise NotImplementedError

    def action_done(self) -> None:
        """Close what is owed, or note a contact."""
        if not (marked := self.marked()):
            super().action_done()
            return
        from netintern.services import followups

        stamp = self.session.stamp
        self._act_on(marked, "done", lambda book, item: followups.done(book, item, **stamp))

    def action_wait(self) -> None:
        """A message went out."""
        if not (marked := self.marked()):
            super().action_wait()
            return
        from netintern.services import followups

        stamp = self.session.stamp
        verb: Verb = lambda book, item: followups.wait(book, item, **stamp)  # noqa: E731
        self._act_on(marked, "wait for an answer", verb)

    def action_drop(self) -> None:
        """Drop the row."""
        if not (marked := self.marked()):
            super().action_drop()
            return
        from netintern.services import followups

        stamp = self.session.stamp
        self._act_on(marked, "dropped", lambda book, item: followups.drop(book, item, **stamp))

    def action_snooze(self) -> None:
        """Ask for how long; who is snoozed already can be taken back."""
        marked = self.marked()
        who = marked or tuple(filter(None, (self._row(),)))
        if not who:
            return
        until = [day for day in map(self.snoozed, who) if day is not None]
        if until:
            name = who[0].name if len(who) == 1 else f"{len(until)} of {len(who)}"
            said = f"{name}: snoozed until {weekday_day(max(until), self.session.today)}."
            self.post_message(Said(said))
        letters = SNOOZED_LETTERS if until else SNOOZE_LETTERS
        then = partial(self._snooze_all, marked) if marked else partial(self._snooze_one, who[0])
        self.choose("snooze", letters, then)

    def _snooze_one(self, who: Subject, letter: str) -> None:
        if letter == "n":
            self._wake((who,))
        else:
            self._snooze(who, letter)

    def _snooze_all(self, marked: Sequence[Subject], letter: str) -> None:
        book = self.session.book
        if book is None:
            return
        if letter == "n":
            self._wake(marked)
        elif letter == "/":
            self._ask_for_day(marked, book)
        else:
            try:
                until = snooze_until(book, self.session, letter)
            except NetinternError as error:
                self.post_message(Said(error.sentence, "refused", error.hint))
                return
            self._act_on(marked, self._until_words(until), self._snooze_verb(until))

    def _snooze_verb(self, until: date) -> Verb:
        from netintern.services import followups

        stamp = self.session.stamp
        return lambda book, item: followups.snooze(book, item, until, **stamp)

    def _until_words(self, until: date) -> str:
        return f"snoozed to {weekday_day(until, self.session.today)}"

    def _wake(self, who: Sequence[Subject]) -> None:
        """End the snooze of those who are snoozed."""
        from netintern.services import followups

        stamp = self.session.stamp
        ids = {one.item_id: one.person_id for one in who if self.snoozed(one) is not None}

        def verb(book: Book, item: str) -> Receipt:
            return followups.unsnooze(book, ids[item] or 0, **stamp)

        asleep = [one for one in who if one.item_id in ids]
        self._act_on(asleep, "no longer snoozed", verb)

    def _ask_for_day(self, marked: Sequence[Subject], book: Book) -> None:
        """The question for the day, once for all marked rows."""
        from netintern.tui.dialogs.snooze import SnoozeDay

        def submit(until: date) -> Receipt:
            outcome = self._write(marked, self._snooze_verb(until))
            if not outcome.receipts:
                raise FieldError("until", outcome.failures[0])
            self._tell(outcome, self._until_words(until))
            return outcome.receipts[0]

        form = SnoozeDay(
            today=self.session.today,
            name=f"{len(marked)} rows",
            read=lambda text: snooze_until(book, self.session, text),
            submit=submit,
        )
        self.app.push_screen(form)

    def _act_on(self, subjects: Sequence[Subject], words: str, verb: Verb) -> None:
        """Act on several rows and tell once what came of it."""
        self._tell(self._write(subjects, verb), words)

    def _write(self, subjects: Sequence[Subject], verb: Verb) -> _Outcome:
        receipts: list[Receipt] = []
        people: set[int] = set()
        failures: list[str] = []
        for who in subjects:
            if who.is_checkin:
                failures.append(_CHECKIN)
                continue
            try:
                receipts.append(
                    self.session.write(lambda book, item=who.item_id: verb(book, item))  # type: ignore[misc]
                )
            except NetinternError as error:
                failures.append(error.sentence)
                continue
            self.marks.discard(who.item_id)
            if who.person_id is not None:
                people.add(who.person_id)
        return _Outcome(tuple(receipts), frozenset(people), tuple(failures))

    def _tell(self, outcome: _Outcome, words: str) -> None:
        if not outcome.receipts:
            self.post_message(Said(outcome.failures[0], "refused"))
            return
        label = outcome.label(words)
        self.post_message(Said(label, "done", self.session.undo_hint))
        steps = frozenset(one.action_id for one in outcome.receipts if one.action_id)
        if len(steps) > 1:
            self.post_message(BatchDone(steps, f"{len(steps)} rows {words}"))
        self.post_message(BookChanged(outcome.people))
