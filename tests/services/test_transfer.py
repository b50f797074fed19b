"""Writing an import: one step, whole rows, ties that come back, and nothing on failure."""

from datetime import date
from typing import Any

import pytest

from netintern.domain.errors import BadDataError
from netintern.domain.importing import (
    ImportPlan,
    NewCard,
    NewHandle,
    NewTie,
    PersonChange,
)
from netintern.services.journal import redo, undo
from netintern.services.people import add_person, edit_person
from netintern.services.queries import transfer as queries
from netintern.services.queries.book import Book
from netintern.services.ties import tie_people, untie
from netintern.services.transfer import apply_plan, restore_tables


def rows(book: Book, statement: str) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    return book.connection.execute(statement).fetchall()


def new(ref: int, name: str, **more: Any) -> PersonChange:
    """A new person."""
    fields = {"name": name, "tracked": False, **more.pop("fields", {})}
    return PersonChange(ref, fields, **more)


def test_an_empty_plan_is_no_step(book: Book) -> None:
    assert apply_plan(book, ImportPlan("nothing new", (), ())).action_id == 0
    assert rows(book, "SELECT count(*) FROM action") == [(0,)]


def test_one_step_for_everything(book: Book, today: date) -> None:
    add_person(book, "Zoe", tags=["Mentor"], today=today)
    plan = ImportPlan(
        "2 people imported",
        (
            new(
                -1,
                "Ana Silva",
                fields={"org": "Acme", "birthday": "", "met_on": today, "circle": "field"},
                handles=(
                    NewHandle("email", "Ana@GMail.com", "home", True),
                    NewHandle("url", "https://www.linkedin.com/in/ana", "", False),
                ),
                tags=("mentor", "Alumni"),
                cards=(NewCard("vcard", "FN:Ana Silva"),),
            ),
            new(-2, "Tom", via=-1),
            PersonChange(1, {"role": "Lead"}, tags=("alumni",)),
        ),
        (NewTie(-2, -1, 3, "friend"), NewTie(1, -1, 1, "")),
    )
    receipt = apply_plan(book, plan, origin="tui")
    assert receipt.ids == (2, 3)
    people = rows(book, "SELECT name, sort_name, org, role, birthday, met_on, via FROM person")
    assert people == [
        ("Zoe", "zoe", "", "Lead", None, None, None),
        ("Ana Silva", "silva ana", "Acme", "", None, today.isoformat(), None),
        ("Tom", "tom", "", "", None, None, 2),
    ]
    assert rows(book, "SELECT person, by FROM referral") == [(3, 2)]
    assert rows(book, "SELECT norm, label, pref, lasting FROM handle") == [
        ("ana@gmail.com", "home", 1, 1),
        ("linkedin.com/in/ana", "", 0, 1),
    ]
    assert rows(book, "SELECT name FROM tag ORDER BY id") == [("Mentor",), ("Alumni",)]
    assert rows(book, "SELECT person, tag FROM person_tag ORDER BY 1, 2") == [
        (1, 1),
        (1, 2),
        (2, 1),
        (2, 2),
    ]
    assert rows(book, "SELECT a, b, level, kind FROM tie") == [(2, 3, 3, "friend"), (1, 2, 1, None)]
    folded = [text for (text,) in rows(book, "SELECT folded FROM person ORDER BY id")]
    assert "lead" in folded[0]
    assert "alumni" in folded[0]
    assert "ana@gmail.com" in folded[1]
    before = queries.dump(book)
    undo(book)
    assert rows(book, "SELECT name, role FROM person") == [("Zoe", "")]
    redo(book)
    assert queries.dump(book) == before


def test_a_card_takes_the_place_of_an_older_one(book: Book) -> None:
    first = new(-1, "Ana", cards=(NewCard("csv", "FN:Ana"), NewCard("vcard", "FN:A")))
    apply_plan(book, ImportPlan("x", (first,), ()))
    change = PersonChange(1, {}, cards=(NewCard("csv", "FN:Ana\nTITLE:x", replaces=1),))
    apply_plan(book, ImportPlan("y", (change,), ()))
    assert rows(book, "SELECT id, kind, body FROM card") == [
        (1, "csv", "FN:Ana\nTITLE:x"),
        (2, "vcard", "FN:A"),
    ]


def test_a_tie_that_was_taken_away_comes_back(book: Book, today: date) -> None:
    for name in ("Ana", "Tom"):
        add_person(book, name, today=today)
    tie_people(book, 1, 2, level=1, today=today)
    untie(book, 1, 2, today=today)
    apply_plan(book, ImportPlan("x", (), (NewTie(2, 1, 3, "friend"),)))
    assert [tuple(tie) for tie in queries.directory(book).ties] == [(1, 2, 3, "friend")]


def test_the_name_of_a_person_changes_with_all_that_follows(book: Book, today: date) -> None:
    add_person(book, "Ana Silva", email=["ana@example.com"], today=today)
    apply_plan(book, ImportPlan("x", (PersonChange(1, {"name": "Ana Costa"}),), ()))
    found = rows(book, "SELECT name, sort_name, folded FROM person")[0]
    assert found[:2] == ("Ana Costa", "costa ana")
    assert "ana@example.com" in found[2]


def test_restoring_is_exact_and_one_step(book: Book, today: date) -> None:
    add_person(book, "Ana", tags=["x"], email=["a@example.com"], via=None, today=today)
    add_person(book, "Tom", via=1, today=today)
    edit_person(book, 1, notes="one\ntwo", today=today)
    dump = queries.dump(book)
    undo(book, 3)
    assert queries.is_empty(book)
    receipt = restore_tables(book, dump.tables)
    assert receipt.ids == (1, 2)
    assert queries.dump(book) == dump


def test_a_row_that_cannot_be_leaves_nothing_behind(book: Book, today: date) -> None:
    add_person(book, "Ana", today=today)
    tables = queries.dump(book).tables
    undo(book)
    tables["person"].append({**tables["person"][0], "id": 2})
    with pytest.raises(BadDataError, match="damaged"):
        restore_tables(book, tables)
    assert queries.is_empty(book)


def test_questions_need_a_fixed_number_of_statements(book: Book, today: date) -> None:
    for number in range(20):
        add_person(book, f"Person {number}", email=[f"p{number}@example.com"], today=today)
    seen: list[str] = []
    book.connection.set_trace_callback(seen.append)
    assert len(queries.snapshot(book).people) == 20
    assert len(queries.directory(book).people) == 20
    book.connection.set_trace_callback(None)
    assert len(seen) == 5 + 8
