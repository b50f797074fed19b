"""Long random runs of both faces on one book, undone to the first state and redone to the last."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any

import pytest

from netintern.cli.main import main
from netintern.domain.errors import NetinternError
from netintern.services import (
    calendar,
    events,
    experiences,
    followups,
    handles,
    interactions,
    introductions,
    journal,
    merge,
    people,
    ties,
    weeks,
    work,
)
from netintern.services.events import Met
from netintern.services.handles import Reach
from netintern.services.interactions import PromiseDraft, Suggestion
from netintern.services.queries.book import Book
from netintern.services.queries.journal import all_steps
from tests.services.helpers import TODAY, dump

ACTIONS = 200
"""Actions of a run that were written; others are refused, as a user's are."""
TRIES = 1_000
"""Actions that are tried at most."""
FROM_THE_SHELL = 0.25
"""Share of the actions that are commands."""

Act = Callable[[Book], object]

_GIVEN = ("Ana", "Ben", "Cai", "Dee", "Eve", "Fay", "Gil", "Hal", "Ivy", "Jan")
_FAMILY = ("Ruiz", "Bell", "Wu", "Katz", "Orr", "Lind", "Roy", "Mori")
_CIRCLES = ("field", "adjacent", "leaders", "culture", None)


class Actor:
    """Draws one action after the other, for whichever people are there by then."""

    def __init__(self, seed: int) -> None:
        self.draw = Random(seed)
        self._names = count(1)
        self._people = [1]
        """Ids of those who are in the book now."""

    def action(self, book: Book) -> Act:
        """An action of one of the two faces."""
        rows = book.connection.execute("SELECT id FROM person WHERE deleted_ms IS NULL")
        self._people = [person for (person,) in rows] or [1]
        return self._command() if self.draw.random() < FROM_THE_SHELL else self._verb()

    def _name(self) -> str:
        return f"{self.draw.choice(_GIVEN)} {self.draw.choice(_FAMILY)} {next(self._names)}"

    def _who(self) -> int:
        return self.draw.choice(self._people)

    def _day(self, first: int = -40, last: int = 40) -> date:
        return TODAY + timedelta(days=self.draw.randint(first, last))

    def _item(self) -> str:
        return self.draw.choice((f"p{self._who()}", f"o{self.draw.randint(1, 25)}"))

    def _verb(self) -> Act:
        """A verb as the screen calls it."""
        draw = self.draw
        name, who, other, item = self._name(), self._who(), self._who(), self._item()
        day, past, number = self._day(), self._day(-40, 0), draw.randint(1, 8)
        circle = draw.choice(_CIRCLES)
        suggested = [Suggestion(self._name(), circle, draw.randint(1, 3))] * draw.randint(0, 1)
        promised = [PromiseDraft("slides", None)] * draw.randint(0, 1)
        stamp: dict[str, Any] = {"today": TODAY, "origin": "tui"}
        reach = [Reach("email", f"{number}@acme.example", draw.random() < 0.5)]
        state = draw.choice(("made", "met", "thanked", "declined", "silent"))
        kind = draw.choice(("one_on_one", "call", "exchange", "inbound", "outbound", "group_event"))
        company = {who, other} if draw.random() < 0.3 else {who}
        verbs: tuple[Act, ...] = (
            lambda book: people.add_person(book, name, circle=circle, is_new=True, **stamp),
            lambda book: people.add_person(book, name, via=who, is_new=True, **stamp),
            lambda book: people.edit_person(book, who, tier=draw.randint(1, 4), **stamp),
            lambda book: handles.edit_page(
                book, who, fields={"org": name, "wish": True}, reach=reach, tags=["a"], **stamp
            ),
            lambda book: people.archive_person(book, who, **stamp),
            lambda book: people.restore(book, who, **stamp),
            lambda book: ties.tie_people(book, who, other, level=2, **stamp),
            lambda book: ties.untie(book, who, other, **stamp),
            lambda book: interactions.log_talk(
                book,
                tuple(company),
                on=past,
                kind=kind,
                minutes=20,
                suggested=suggested,
                promised=promised,
                **stamp,
            ),
            lambda book: interactions.log_talk(book, (who,), on=past, outcome="declined", **stamp),
            lambda book: interactions.remove_talk(book, number, **stamp),
            lambda book: followups.done(book, item, **stamp),
            lambda book: followups.wait(book, item, **stamp),
            lambda book: followups.snooze(book, item, day, **stamp),
            lambda book: followups.drop(book, item, **stamp),
            lambda book: introductions.ask(book, who, other, **stamp),
            lambda book: introductions.advance(book, number, state, **stamp),
            lambda book: introductions.record(book, who, name=name, circle=circle, **stamp),
            lambda book: introductions.suggest(book, who, [Suggestion(name, is_new=True)], **stamp),
            lambda book: events.add_event(
                book, name, kind="meeting", on=day, minutes=60, hoped=(who,), **stamp
            ),
            lambda book: events.log_event(
                book,
                None,
                [Met(who, note="tall"), Met(name=name, is_new=True)],
                title="Fair",
                on=past,
                minutes=30,
                **stamp,
            ),
            lambda book: merge.merge_people(book, who, other, **stamp),
            lambda book: weeks.plan_block(book, who, on=day, minutes=15, **stamp),
            lambda book: weeks.checkin(book, agreed=60 + number, **stamp),
            lambda book: work.add_commitment(book, name, due=day, hours=3.5, **stamp),
            lambda book: calendar.add_holiday(book, day, **stamp),
            lambda book: experiences.add_experience(book, org=name, start=day, **stamp),
            journal.undo,
            journal.redo,
        )
        return draw.choice(verbs)

    def _command(self) -> Act:
        """A command as it is typed."""
        draw = self.draw
        name, who, item = self._name(), str(self._who()), self._item()
        past = self._day(-30, 0).isoformat()
        words = draw.choice(
            (
                ["add", name, "--circle", "field", "--new"],
                ["add", name, "--wish"],
                ["edit", who, "--tier", str(draw.randint(1, 4))],
                ["edit", who, "--name", name, "--tag", "b"],
                ["log", "--with", who, "--on", past, "--minutes", "25", "--learned", "much"],
                ["done", item],
                ["snooze", item, "2w"],
                ["skip", item],
                ["wait", item],
                ["drop", item],
                ["archive", who],
                ["tie", who, str(self._who()), "--knows", "3"],
                ["work", "add", name, "--due", self._day(1, 30).isoformat()],
                ["undo", str(draw.randint(1, 3))],
                ["redo"],
            )
        )
        return lambda book: main(["--book", book.path, "--today", TODAY.isoformat(), *words])


@pytest.mark.parametrize("seed", [1, 20, 300])
def test_undo_all_is_the_first_state_and_redo_all_the_last(
    book: Book, seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    first = dump(book)
    actor = Actor(seed)
    written = 0
    for _ in range(TRIES):
        before = all_steps(book)
        with suppress(NetinternError):
            actor.action(book)(book)
        written += all_steps(book) != before
        if written == ACTIONS:
            break
    last = dump(book)
    origins = {
        origin for (origin,) in book.connection.execute("SELECT DISTINCT origin FROM action")
    }
    assert origins == {"cli", "tui"}
    assert "Traceback" not in capsys.readouterr().err
    undone = len(journal.undo(book, 5_000))
    assert written == ACTIONS
    assert undone > ACTIONS // 2
    assert dump(book) == first
    assert len(journal.redo(book, undone)) == undone
    assert dump(book) == last
