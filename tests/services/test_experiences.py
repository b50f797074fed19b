"""Internships and the like."""

from datetime import date
from typing import Any

import pytest

from netintern.domain.errors import FieldError
from netintern.services.experiences import (
    add_experience,
    add_objective,
    edit_experience,
    edit_objective,
    remove_experience,
)
from netintern.services.queries.book import Book
from netintern.services.queries.experiences import current, experiences
from netintern.services.queries.journal import history
from netintern.services.queries.settings import rules
from netintern.services.weeks import checkin
from tests.services.helpers import TODAY, person, refused, steps

START, END = date(2026, 6, 1), date(2026, 8, 21)


def test_an_internship_with_two_supervisors(book: Book) -> None:
    ada, bob = person(book, "Ada Boss"), person(book, "Bob Boss")
    receipt = add_experience(
        book,
        kind="coop",
        org=" Acme ",
        title="Data intern",
        start=START,
        end=END,
        supervisor=[bob, ada, bob],
        today=TODAY,
    )
    assert receipt.label == "Acme: coop from 1 Jun to 21 Aug, supervised by Bob Boss and Ada Boss"
    found = current(book, TODAY)
    assert found is not None
    assert (found.kind, found.organisation, found.title) == ("coop", "Acme", "Data intern")
    assert (found.starts, found.ends) == (START, END)
    assert [boss.id for boss in found.supervisors] == [ada, bob]


def test_without_an_end_ahead_or_overlapping(book: Book) -> None:
    add_experience(book, org="Acme", start=START, today=TODAY)
    add_experience(book, kind="first_job", org="Beta", start=date(2027, 1, 1), today=TODAY)
    add_experience(book, kind="volunteer", org="Club", start=START, end=START, today=TODAY)
    assert [line.organisation for line in experiences(book)] == ["Acme", "Club", "Beta"]


def test_an_edit_keeps_the_rest(book: Book) -> None:
    ada, bob = person(book, "Ada Boss"), person(book, "Bob Boss")
    (row,) = add_experience(
        book, org="Acme", start=START, end=END, supervisor=[ada], today=TODAY
    ).ids
    edit_experience(book, row, end=None, supervisor=[bob], title="Intern", today=TODAY)
    (line,) = experiences(book)
    assert (line.ends, line.title, line.starts) == (None, "Intern", START)
    assert [boss.id for boss in line.supervisors] == [bob]
    known = steps(book)
    same = edit_experience(book, row, org="Acme", kind="internship", supervisor=[bob], today=TODAY)
    assert (same.action_id, steps(book)) == (0, known)
    edit_experience(book, row, start=date(2026, 9, 1), end=date(2026, 9, 30), today=TODAY)
    refused(book, "end", lambda: edit_experience(book, row, end=END, today=TODAY))
    refused(book, "end", lambda: edit_experience(book, row, start=date(2026, 10, 1), today=TODAY))
    refused(book, "experience_id", lambda: edit_experience(book, 99, org="x", today=TODAY))


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("end", {"end": date(2026, 5, 31)}),
        ("org", {"org": " "}),
        ("kind", {"kind": "holiday"}),
        ("supervisor", {"supervisor": [99]}),
    ],
)
def test_what_cannot_be(book: Book, field: str, fields: dict[str, Any]) -> None:
    given = {"org": "Acme", "start": START, **fields}
    refused(book, field, lambda: add_experience(book, **given, today=TODAY))


def test_removing_takes_the_agreement_along(book: Book) -> None:
    (row,) = add_experience(book, org="Acme", start=START, today=TODAY).ids
    checkin(book, agreed=90, today=TODAY)
    assert remove_experience(book, row, today=TODAY).label == "Acme: internship removed"
    assert current(book, TODAY) is None


def test_objectives(book: Book) -> None:
    refused(book, "experience_id", lambda: add_objective(book, "Learn", today=TODAY))
    (row,) = add_experience(book, org="Acme", start=START, today=TODAY).ids
    receipt = add_objective(book, "Learn SQL\x1b[1m well", today=TODAY)
    assert receipt.label == "Acme: objective Learn SQL well"
    add_objective(book, "Meet ten people", experience_id=row, today=TODAY)
    edited = edit_objective(book, receipt.ids[0], state="done", today=TODAY)
    assert edited.label == "Objective Learn SQL well: done"
    edit_objective(book, 2, text="Meet twelve people", today=TODAY)
    (line,) = experiences(book)
    assert [(found.text, found.state) for found in line.objectives] == [
        ("Learn SQL well", "done"),
        ("Meet twelve people", "open"),
    ]
    refused(book, "text", lambda: add_objective(book, "", today=TODAY))
    refused(book, "experience_id", lambda: add_objective(book, "x", experience_id=9, today=TODAY))
    refused(book, "state", lambda: edit_objective(book, 1, state="lost", today=TODAY))
    refused(book, "objective_id", lambda: edit_objective(book, 9, state="done", today=TODAY))


def test_own_minutes_are_set_in_the_same_step(book: Book) -> None:
    receipt = add_experience(
        book, kind="internship", org="Acme", start=TODAY, own_budget=90, today=TODAY
    )
    assert rules(book).own_budget == 90
    assert [step.id for step in history(book)] == [receipt.action_id]
    edit_experience(book, receipt.ids[0], own_budget=None, today=TODAY)
    assert rules(book).own_budget is None
    with pytest.raises(FieldError) as error:
        edit_experience(book, receipt.ids[0], own_budget=20_000, today=TODAY)
    assert error.value.field == "own_budget"
