"""Undo and redo of several steps, over any sequence of verbs."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netintern.domain.errors import NetinternError, NothingFoundError, UndoConflictError
from netintern.services import book as books
from netintern.services import (
    calendar,
    experiences,
    followups,
    interactions,
    journal,
    people,
    ties,
    weeks,
    work,
)
from netintern.services import settings as rule_settings
from netintern.services.interactions import PromiseDraft, Suggestion
from netintern.services.queries.book import Book, open_book
from netintern.services.queries.journal import all_steps, history
from netintern.storage.database import locked_transaction, unit_of_work, write_lock
from netintern.storage.models import Person
from tests.services.helpers import TODAY, dump, person, refused, talk

NAMES = ("Ana Ruiz", "Ben Roy", "Cai Wu", "Dee Katz", "Eve Orr")
IDS = st.integers(1, 6)
DAYS = st.integers(-60, 30).map(lambda days: TODAY + timedelta(days=days))
KINDS = st.sampled_from(["one_on_one", "call", "exchange", "inbound", "outbound", "group_event"])
SUGGESTIONS = st.builds(
    Suggestion, st.sampled_from(NAMES), st.sampled_from(["field", None]), st.integers(1, 3)
)
PROMISES = st.builds(PromiseDraft, st.just("slides"), st.none() | DAYS)


def call(verb: Any, *given: Any, **named: Any) -> st.SearchStrategy[Any]:
    """A verb with drawn arguments, as a function of the book."""
    drawn = st.tuples(st.tuples(*given), st.fixed_dictionaries(named))
    return drawn.map(lambda both: lambda book: verb(book, *both[0], **both[1], today=TODAY))


VERBS = st.one_of(
    call(people.add_person, st.sampled_from(NAMES), via=st.none() | IDS, tags=st.just(("a",))),
    call(
        people.edit_person,
        IDS,
        name=st.sampled_from(NAMES),
        email=st.sampled_from([(), ("a@b.c",), ("a@b.c", "d@e.f")]),
        tags=st.sampled_from([(), ("a",), ("a", "b")]),
        via=st.none() | IDS,
    ),
    call(people.archive_person, IDS),
    call(people.restore, IDS),
    call(ties.tie_people, IDS, IDS, level=st.integers(1, 3)),
    call(ties.untie, IDS, IDS),
    call(
        interactions.log_talk,
        st.lists(IDS, min_size=1, max_size=3),
        on=DAYS,
        kind=KINDS,
        asked=st.sampled_from([(), ("advice",)]),
        suggested=st.lists(SUGGESTIONS, max_size=2),
        promised=st.lists(PROMISES, max_size=2),
        questions=st.sampled_from([(), ("F02",)]),
        next_on=st.none() | DAYS,
    ),
    call(interactions.remove_talk, IDS),
    call(followups.done, IDS.map(str)),
    call(followups.done, IDS.map("o{}".format)),
    call(followups.wait, IDS.map(str)),
    call(followups.snooze, IDS.map(str), DAYS),
    call(followups.drop, IDS.map(str)),
    call(weeks.plan_block, IDS, on=DAYS, minutes=st.integers(0, 60)),
    call(weeks.move_block, IDS, on=DAYS),
    call(weeks.drop_block, IDS),
    call(weeks.checkin, agreed=st.integers(0, 200)),
    call(weeks.override, st.just("why not")),
    call(work.add_commitment, st.sampled_from(["Demo", "Report"]), due=DAYS, hours=st.just(2.5)),
    call(work.finish_commitment, st.sampled_from(["Demo", "Report"])),
    call(experiences.add_experience, org=st.just("Acme"), start=DAYS, supervisor=st.lists(IDS)),
    call(experiences.edit_experience, IDS, supervisor=st.lists(IDS), end=st.none() | DAYS),
    call(calendar.add_holiday, DAYS),
    call(rule_settings.set_rule, st.just("own_budget"), st.sampled_from(["90", "none"])),
)


@contextmanager
def fresh(template: Path, folder: Path) -> Iterator[Book]:
    """An empty open book of its own for one example."""
    folder.mkdir(exist_ok=True)
    path = folder / "book.db"
    for leftover in folder.iterdir():
        leftover.unlink()
    shutil.copyfile(template, path)
    book = open_book(str(path))
    try:
        yield book
    finally:
        books.close_book(book)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(verbs=st.lists(VERBS, min_size=1, max_size=25))
def test_undoing_everything_gives_back_the_empty_book(
    template_book: Path, tmp_path: Path, verbs: list[Any]
) -> None:
    with fresh(template_book, tmp_path / "book") as book:
        start = dump(book)
        for name in NAMES[:3]:
            person(book, name)
        for verb in verbs:
            before = dump(book)
            known = len(history(book, None))
            try:
                receipt = verb(book)
            except NetinternError:
                assert dump(book) == before
                assert len(history(book, None)) == known
                continue
            made = len(history(book, None)) - known
            assert made == (1 if receipt.action_id else 0)
            assert (dump(book) == before) == (not made)
        end = dump(book)
        count = len(journal.undo(book, 1000))
        assert dump(book) == start
        assert len(journal.redo(book, 1000)) == count
        assert dump(book) == end


def test_several_steps_at_once(book: Book) -> None:
    for name in NAMES[:3]:
        person(book, name)
    labels = [step.label for step in journal.undo(book, 2)]
    assert labels == ["Cai Wu: added", "Ben Roy: added"]
    assert [line.undone for line in history(book)] == [True, True, False]
    assert [step.label for step in journal.redo(book, 5)] == ["Ben Roy: added", "Cai Wu: added"]
    assert len(journal.undo(book, 1000)) == 3
    with pytest.raises(NothingFoundError):
        journal.undo(book)


def test_nothing_can_be_redone_after_something_else(book: Book) -> None:
    person(book, "Ana Ruiz")
    journal.undo(book)
    person(book, "Ben Roy")
    with pytest.raises(NothingFoundError):
        journal.redo(book)


@pytest.mark.parametrize("n", [0, -1, 5001])
def test_an_impossible_number_of_steps(book: Book, n: int) -> None:
    person(book, "Ana Ruiz")
    refused(book, "n", lambda: journal.undo(book, n))


def test_a_conflict_tells_how_many_steps_were_undone(book: Book) -> None:
    ana = person(book, "Ana Ruiz")
    people.edit_person(book, ana, tier=1, today=TODAY)
    talk(book, ana, on=date(2026, 6, 1))
    with unit_of_work(book, "away", origin="test"):
        Person.update(tier=4).where(Person.id == ana).execute()
    # What plain SQL writes belongs to no step, so the step before it no longer fits.
    journal.undo(book)
    with write_lock(book) as connection:
        connection.execute("UPDATE person SET tier = 2")
    with pytest.raises(UndoConflictError) as caught:
        journal.undo(book, 3)
    assert caught.value.hint == "Steps undone before it: 1."


def test_going_to_a_step_undoes_or_redoes_up_to_it(book: Book) -> None:
    for name in NAMES[:4]:
        person(book, name)
    ids = [line.id for line in reversed(history(book))]
    assert [step.action_id for step in journal.go_to(book, ids[1])] == [ids[3], ids[2]]
    assert journal.go_to(book, ids[1]) == ()
    assert [step.action_id for step in journal.go_to(book, ids[2])] == [ids[2]]
    person(book, NAMES[4])
    with pytest.raises(UndoConflictError, match="other things were done since"):
        journal.go_to(book, ids[3])
    with pytest.raises(NothingFoundError):
        journal.go_to(book, 999)


def test_where_undo_and_redo_stand(book: Book) -> None:
    assert all_steps(book) == ((), ())
    for name in NAMES[:4]:
        person(book, name)
    journal.undo(book, 2)
    steps = all_steps(book)
    assert steps.undone == (1, 1, 0, 0)
    assert (steps.next_undo, steps.next_redo) == (2, 1)
    assert (steps.above(3), steps.until(0), steps.until(1)) == (1, 2, 1)


def test_the_history_is_read_in_windows(book: Book) -> None:
    for name in NAMES:
        person(book, name)
    journal.undo(book)
    lines = history(book, None)
    first = history(book, 2)
    assert first + history(book, 2, before=first[-1].id) == lines[:4]
    assert [line.redoable for line in first] == [True, False]


def test_many_steps_are_one_write(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        person(book, name)
    start, writes = dump(book), []

    def counted(opened: Book) -> Any:
        writes.append(opened)
        return locked_transaction(opened)

    monkeypatch.setattr("netintern.storage.journal.locked_transaction", counted)
    journal.undo(book, 5)
    assert len(writes) == 1
    journal.redo(book, 5)
    assert len(writes) == 2
    assert dump(book) == start


def test_a_row_that_something_else_needs_ends_the_walk(book: Book) -> None:
    ana = person(book, "Ana Ruiz")
    person(book, "Ben Roy")
    with write_lock(book) as connection:
        connection.execute(
            "INSERT INTO handle (person, kind, value, norm) VALUES (?, 'im', 'a', 'a')", (ana,)
        )
    with pytest.raises(UndoConflictError):
        journal.undo(book, 2)
    assert [line.undone for line in history(book)] == [True, False]
