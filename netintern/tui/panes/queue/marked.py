"""Verbs that act on all marked rows at once, as one step that one undo takes back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from netintern.domain.dates import weekday_day
from netintern.domain.errors import FieldError, NetinternError
from netintern.services.queries.book import Book
from netintern.services.receipt import Receipt
from netintern.tui.commands import SNOOZE_LETTERS, SNOOZED_LETTERS
from netintern.tui.messages import BookChanged, Said
from netintern.tui.panes.verbs import PersonVerbs, Subject, snooze_until

if TYPE_CHECKING:
    from netintern.services.followups import Batch, Deed

_CHECKIN = "The check-in with the boss is recorded by its own form."


class MarkedVerbs(PersonVerbs):
    """The verbs of a list with marks: done, snooze, wait and drop act on all marked rows."""

    marks: set[str]
    """Keys of the marked rows."""

    def marked(self) -> tuple[Subject, ...]:
        """Whom the marked rows that are shown are about, in the order shown."""
        raise NotImplementedError

    def snoozed(self, who: Subject) -> date | None:
        """Until when somebody is snoozed; None if they are not."""
        raise NotImplementedError

    def action_done(self) -> None:
        """Close what is owed, or note a contact."""
        if marked := self.marked():
            self._act_on(marked, "done")
        else:
            super().action_done()

    def action_wait(self) -> None:
        """A message went out."""
        if marked := self.marked():
            self._act_on(marked, "wait")
        else:
            super().action_wait()

    def action_drop(self) -> None:
        """Drop the row."""
        if marked := self.marked():
            self._act_on(marked, "drop")
        else:
            super().action_drop()

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
        person = who.person_id
        if letter == "n" and person is not None:
            from netintern.services import followups

            stamp = self.session.stamp
            self.act(who, lambda book: followups.unsnooze(book, person, **stamp))
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
            self._act_on(marked, "snooze", until)

    def _wake(self, who: Sequence[Subject]) -> None:
        """End the snooze of those who are snoozed."""
        self._act_on([one for one in who if self.snoozed(one) is not None], "wake")

    def _ask_for_day(self, marked: Sequence[Subject], book: Book) -> None:
        """The question for the day, once for all marked rows."""
        from netintern.tui.dialogs.snooze import SnoozeDay

        form = SnoozeDay(
            today=self.session.today,
            name=f"{len(marked)} rows",
            read=lambda text: snooze_until(book, self.session, text),
            submit=lambda until: self._written(marked, "snooze", until),
        )
        self.app.push_screen(form)

    def _act_on(self, who: Sequence[Subject], deed: Deed, until: date | None = None) -> None:
        """Act on several rows; what stands in the way of all of them is told."""
        try:
            self._written(who, deed, until)
        except NetinternError as error:
            self.post_message(Said(error.sentence, "refused", error.hint))

    def _written(self, who: Sequence[Subject], deed: Deed, until: date | None = None) -> Receipt:
        """Act on several rows in one step, and tell once what came of it.

        Raises what the first row is refused with if nothing could be done.
        """
        from netintern.services import followups

        items = [one.item_id for one in who if not one.is_checkin]
        if not items:
            raise FieldError("item_ids", _CHECKIN, f"{self._checkin_hint}, unmarked")
        batches: list[Batch] = []

        def verb(book: Book) -> Receipt:
            stamp = self.session.stamp
            batches.append(followups.act_on_rows(book, deed, items, until=until, **stamp))
            return batches[0].receipt

        receipt = self.session.write(verb)
        batch = batches[0]
        self.marks.difference_update(batch.items)
        refused = (*batch.refused, *([_CHECKIN] if len(items) < len(who) else []))
        label = receipt.label
        if refused:
            label += f"; {len(refused)} not: {refused[0]}"
        caution = self.cautions(who) if deed in ("done", "wait") else ""
        remark = "  ".join(filter(None, (receipt.remark, caution)))
        self.post_message(Said(label, "done", self.session.undo_hint, remark))
        self.post_message(BookChanged(batch.people))
        return receipt
