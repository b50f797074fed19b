"""Undo and redo restore rows exactly, across restarts, and never over somebody else's change."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from netintern.domain.errors import NothingFoundError, UndoConflictError
from netintern.storage import recording
from netintern.storage.database import (
    close_writer,
    create_book,
    locked_transaction,
    unit_of_work,
)
from netintern.storage.journal import Step, redo_last, undo_last
from netintern.storage.models import (
    Commitment,
    Handle,
    Interaction,
    Obligation,
    Participant,
    Person,
    PersonTag,
    Setting,
    Tag,
    Tie,
)
from netintern.storage.probe import Book, open_book
from tests.storage.helpers import NIGHTLY, add_person, content, execute


def _undo_all(book: Book) -> int:
    count = 0
    with suppress(NothingFoundError):
        while True:
            undo_last(book)
            count += 1
    return count


def _redo_all(book: Book) -> int:
    count = 0
    with suppress(NothingFoundError):
        while True:
            redo_last(book)
            count += 1
    return count


def _talk(book: Book, *people: int) -> int:
    with unit_of_work(book, "talk"):
        talk = Interaction.create(kind="call", on_day="2026-06-29", minutes=30)
        for person in people:
            Participant.create(interaction=talk, person=person, on_day="2026-06-29")
        Obligation.create(person=people[0], kind="thanks", due="2026-06-30", interaction=talk)
    return int(talk.id)


def test_undo_and_redo_one_step(book: Book) -> None:
    empty = content(book)
    add_person(book, "Tom", met_on=date(2026, 6, 1), notes="a\nb\t\"'\\ ü 💬")
    full = content(book)
    assert undo_last(book) == Step(1, "add Tom")
    assert content(book) == empty
    assert redo_last(book) == Step(1, "add Tom")
    assert content(book) == full


def test_nothing_to_undo_or_redo(book: Book) -> None:
    with pytest.raises(NothingFoundError, match="nothing to undo"):
        undo_last(book)
    with pytest.raises(NothingFoundError, match="nothing to redo"):
        redo_last(book)


def test_many_levels_across_a_restart(book_path: Path) -> None:
    with open_book(str(book_path)) as book:
        states = [content(book)]
        for number in range(6):
            add_person(book, f"P{number}")
            states.append(content(book))
    for level in (5, 4, 3):
        close_writer()
        with open_book(str(book_path)) as book:
            undo_last(book)
            assert content(book) == states[level]
    close_writer()
    with open_book(str(book_path)) as book:
        assert _redo_all(book) == 3
        assert content(book) == states[6]
        assert _undo_all(book) == 6
        assert content(book) == states[0]


def test_what_was_undone_before_a_new_step_cannot_come_back(book: Book) -> None:
    for name in ("one", "two", "three"):
        add_person(book, name)
    undo_last(book)
    add_person(book, "four")
    with pytest.raises(NothingFoundError):
        redo_last(book)
    assert [undo_last(book).label, undo_last(book).label] == ["add four", "add two"]
    assert [redo_last(book).label, redo_last(book).label] == ["add two", "add four"]
    with pytest.raises(NothingFoundError):
        redo_last(book)
    names = [name for (name,) in book.connection.execute("SELECT name FROM person ORDER BY id")]
    assert names == ["one", "two", "four"]


def test_an_action_that_changed_nothing_does_not_end_redo(book: Book) -> None:
    add_person(book, "Tom")
    undo_last(book)
    with unit_of_work(book, "nothing"):
        pass
    assert redo_last(book).label == "add Tom"


def test_a_deleted_person_comes_back_with_everything(book: Book) -> None:
    tom, ana = add_person(book, "Tom"), add_person(book, "Ana", via=1)
    talk = _talk(book, tom, ana)
    with unit_of_work(book, "more"):
        Handle.create(person=tom, kind="email", value="tom@example.org")
        tag = Tag.create(name="python")
        PersonTag.create(person=tom, tag=tag)
        Tie.create(a=tom, b=ana, level=3)
    full = content(book)
    with unit_of_work(book, "purge"):
        Person.delete().where(Person.id == tom).execute()
    gone = content(book)
    assert book.connection.execute("SELECT via FROM person").fetchall() == [(None,)]
    undo_last(book)
    assert content(book) == full
    redo_last(book)
    assert content(book) == gone
    undo_last(book)
    assert content(book) == full
    assert book.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert talk == 1


def test_key_changes_and_swapped_names(book: Book) -> None:
    tom, ana = add_person(book, "Tom"), add_person(book, "Ana")
    talk = _talk(book, tom)
    with unit_of_work(book, "tags"):
        Tag.create(name="a")
        Tag.create(name="b")
    before = content(book)
    with unit_of_work(book, "merge"):
        query = Participant.update(person=ana).where(Participant.interaction == talk)
        query.execute()
        Tag.update(name="c").where(Tag.name == "a").execute()
        Tag.update(name="a").where(Tag.name == "b").execute()
        Tag.update(name="b").where(Tag.name == "c").execute()
        Setting.create(key="wait_days", value="9")
        Setting.update(value="10").execute()
    after = content(book)
    undo_last(book)
    assert content(book) == before
    redo_last(book)
    assert content(book) == after


def test_real_numbers_come_back_to_the_last_digit(book: Book) -> None:
    values = [0.1 + 0.2, 24 - 50 / 60, 1e-9, 1 / 3, 12.0, None]
    with unit_of_work(book, "work"):
        for value in values:
            Commitment.create(name="x", due="2026-07-01", hours_left=value)
    with unit_of_work(book, "done"):
        Commitment.delete().execute()
    undo_last(book)
    stored = [row[0] for row in book.connection.execute("SELECT hours_left FROM commitment")]
    assert stored == values


def test_many_changes_of_one_row_in_one_step(book: Book) -> None:
    empty = content(book)
    with unit_of_work(book, "all at once"):
        person = Person.create(name="Tom")
        Person.update(tier=1).where(Person.id == person.id).execute()
        Person.delete().where(Person.id == person.id).execute()
        Person.create(id=person.id, name="Tim")
        Person.update(wish=1).execute()
    full = content(book)
    undo_last(book)
    assert content(book) == empty
    redo_last(book)
    assert content(book) == full


def _changed(book: Book, path: Path) -> None:
    execute(path, "UPDATE person SET role = 'CTO' WHERE id = 1")


def _removed(book: Book, path: Path) -> None:
    execute(path, "DELETE FROM person WHERE id = 1")


def _depends(book: Book, path: Path) -> None:
    execute(path, "INSERT INTO handle (person, kind, value) VALUES (1, 'email', 'x@y')")


def _refers(book: Book, path: Path) -> None:
    execute(path, "INSERT INTO person (name, via) VALUES ('Eva', 1)")


@pytest.mark.parametrize("change", [_changed, _removed, _depends, _refers])
def test_undo_refuses_to_go_over_a_change_of_others(
    book: Book, book_path: Path, change: Callable[[Book, Path], None]
) -> None:
    add_person(book, "Tom")
    change(book, book_path)
    before = content(book)
    with pytest.raises(UndoConflictError, match=r"cannot be undone: (person|handle) \d"):
        undo_last(book)
    assert content(book) == before
    actions = book.connection.execute("SELECT undone FROM action").fetchall()
    assert actions == [(0,)]
    assert book.connection.execute("SELECT count(*) FROM journal").fetchone()[0] == 2


def test_redo_refuses_too(book: Book, book_path: Path) -> None:
    add_person(book, "Tom")
    undo_last(book)
    execute(book_path, "INSERT INTO person (id, name) VALUES (1, 'Eva')")
    before = content(book)
    with pytest.raises(UndoConflictError, match="cannot be redone: person 1"):
        redo_last(book)
    assert content(book) == before


def test_undo_refuses_a_reference_to_what_is_gone(book: Book, book_path: Path) -> None:
    tom = add_person(book, "Tom")
    with unit_of_work(book, "handle"):
        Handle.create(person=tom, kind="email", value="x@y")
    with unit_of_work(book, "forget it"):
        Handle.delete().execute()
    execute(book_path, "DELETE FROM person")
    before = content(book)
    with pytest.raises(UndoConflictError):
        undo_last(book)
    assert content(book) == before


def test_a_column_that_was_added_later_is_no_conflict(book: Book, book_path: Path) -> None:
    add_person(book, "Tom")
    execute(book_path, "ALTER TABLE person ADD COLUMN pronouns TEXT")
    undo_last(book)
    redo_last(book)
    assert book.connection.execute("SELECT name, pronouns FROM person").fetchall() == [
        ("Tom", None)
    ]


def test_undo_is_no_step_and_leaves_no_entries(book: Book) -> None:
    add_person(book, "Tom")
    entries = book.connection.execute("SELECT * FROM journal").fetchall()
    undo_last(book)
    redo_last(book)
    assert book.connection.execute("SELECT * FROM journal").fetchall() == entries
    assert book.connection.execute("SELECT count(*) FROM action").fetchone() == (1,)


def _prune(book: Book, at_ms: int) -> int:
    with locked_transaction(book) as connection:
        return recording.prune(connection, at_ms)


def test_prune_by_age_keeps_the_newest_few(
    book: Book, book_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recording, "KEEP_ALWAYS", 2)
    for number in range(6):
        add_person(book, f"P{number}")
    day = 86_400_000
    execute(
        book_path,
        f"UPDATE action SET at_ms = id * {day}",
        "INSERT INTO person (name) VALUES ('raw')",
    )
    assert _prune(book, 93 * day) == 2
    assert _prune(book, 93 * day) == 0
    rows = book.connection.execute("SELECT DISTINCT action_id FROM journal ORDER BY 1").fetchall()
    assert rows == [(None,), (3,), (4,), (5,), (6,)]
    assert _prune(book, 9000 * day) == 2
    assert _undo_all(book) == 2


def test_prune_by_number(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recording, "KEEP_ALWAYS", 1)
    monkeypatch.setattr(recording, "KEEP_ACTIONS", 3)
    for number in range(5):
        add_person(book, f"P{number}")
    assert _prune(book, 0) == 2
    assert _undo_all(book) == 3
    assert _prune(book, 0) == 0


_people = some.integers(1, 4)
_acts = some.one_of(
    some.tuples(some.just("add"), some.text(min_size=1, max_size=8)),
    some.tuples(some.just("edit"), _people, some.text(max_size=8)),
    some.tuples(some.just("remove"), _people),
    some.tuples(some.just("tie"), _people, _people),
    some.tuples(some.just("talk"), _people, _people),
    some.tuples(some.just("tag"), _people, some.sampled_from("abc")),
    some.tuples(some.just("hours"), some.floats(0, 1e6)),
    some.tuples(some.just("set"), some.sampled_from("xyz"), some.integers()),
    some.tuples(some.just("undo")),
    some.tuples(some.just("redo")),
)


def _edit(person: int, text: str) -> None:
    Person.update(notes=text, tier=1 + len(text) % 4).where(Person.id == person).execute()


def _tie(a: int, b: int) -> None:
    if a < b and Person.select().where(Person.id.in_([a, b])).count() == 2:
        Tie.insert(a=a, b=b, level=1).on_conflict_replace().execute()


def _meet(a: int, b: int) -> None:
    talk = Interaction.create(kind="call", on_day="2026-06-29")
    for person in sorted({a, b}):
        if Person.get_or_none(Person.id == person):
            Participant.create(interaction=talk, person=person, on_day="2026-06-29")


def _tag(person: int, name: str) -> None:
    if Person.get_or_none(Person.id == person):
        tag = Tag.get_or_none(Tag.name == name) or Tag.create(name=name)
        PersonTag.insert(person=person, tag=tag).on_conflict_replace().execute()


_DOERS: dict[str, Callable[..., Any]] = {
    "add": lambda name: Person.create(name=name, notes=name * 2),
    "edit": _edit,
    "remove": lambda person: Person.delete().where(Person.id == person).execute(),
    "tie": _tie,
    "talk": _meet,
    "tag": _tag,
    "hours": lambda hours: Commitment.create(name="x", due="2026-07-01", hours_left=hours),
    "set": lambda key, value: (
        Setting.insert(key=key, value=str(value)).on_conflict_replace().execute()
    ),
}


def _do(book: Book, act: tuple[Any, ...]) -> None:
    name, *arguments = act
    if name in ("undo", "redo"):
        with suppress(NothingFoundError):
            (undo_last if name == "undo" else redo_last)(book)
        return
    with unit_of_work(book, name):
        _DOERS[name](*arguments)


@settings(
    max_examples=400 if NIGHTLY else 15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(some.lists(_acts, max_size=25))
def test_undo_all_is_the_beginning_and_redo_all_the_end(
    tmp_path: Path, acts: list[tuple[Any, ...]]
) -> None:
    path = tmp_path / "random.db"
    for leftover in tmp_path.glob("random.db*"):
        leftover.unlink()
    with create_book(str(path)) as book:
        empty = content(book)
        for act in acts:
            _do(book, act)
        _redo_all(book)
        full = content(book)
        live = book.connection.execute("SELECT count(*) FROM action WHERE undone = 0").fetchone()
        assert _undo_all(book) == live[0]
        assert content(book) == empty
        assert _redo_all(book) == live[0]
        assert content(book) == full
        assert book.connection.execute("PRAGMA foreign_key_check").fetchall() == []
    close_writer()
