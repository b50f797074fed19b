"""Internships and the like."""

from datetime import date
from typing import Any

import pytest

from netintern.domain.errors import FieldError
from netintern.services import journal
from netintern.services.experiences import (
    add_experience,
    add_objective,
    edit_experience,
    edit_objective,
    note_learnt,
    remove_experience,
    set_criterion,
)
from netintern.services.feedback import add_feedback, remove_feedback
from netintern.services.interactions import remove_talk
from netintern.services.queries.book import Book
from netintern.services.queries.experiences import (
    criteria_of,
    current,
    experience_page,
    experiences,
)
from netintern.services.queries.journal import history
from netintern.services.queries.people import PersonRef
from netintern.services.queries.queue import queue_for
from netintern.services.queries.settings import rules as book_rules
from netintern.services.queries.weeks import week_for
from netintern.services.weeks import checkin
from netintern.storage.reads import reviews
from tests.services.helpers import TODAY, person, refused, rows, steps, talk

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
    assert book_rules(book).own_budget == 90
    assert [step.id for step in history(book)] == [receipt.action_id]
    edit_experience(book, receipt.ids[0], own_budget=None, today=TODAY)
    assert book_rules(book).own_budget is None
    with pytest.raises(FieldError) as error:
        edit_experience(book, receipt.ids[0], own_budget=20_000, today=TODAY)
    assert error.value.field == "own_budget"


def test_what_was_learnt_is_kept_with_the_talk(book: Book) -> None:
    (row,) = add_experience(book, org="Acme", start=START, end=END, today=TODAY).ids
    (aim,) = add_objective(book, "Learn SQL", today=TODAY).ids
    ana = person(book, "Ana Ruiz")
    number = talk(book, ana, on=date(2026, 6, 24))
    receipt = note_learnt(book, aim, "Joins\x1b[1m first", talk=number, today=TODAY)
    assert receipt.label == "Objective Learn SQL: learnt Joins first"
    note_learnt(book, aim, "Index what you ask", today=TODAY)
    page = experience_page(book, today=TODAY)
    assert page is not None
    assert page.line.id == row
    first, second = page.learnt[aim]
    assert (first.text, first.on, first.talk) == ("Joins first", date(2026, 6, 24), number)
    assert (first.with_names, first.talk_on) == (("Ana Ruiz",), date(2026, 6, 24))
    assert (second.on, second.talk, second.with_names) == (TODAY, None, ())
    remove_talk(book, number, today=TODAY)
    page = experience_page(book, today=TODAY)
    assert page is not None
    assert (page.learnt[aim][0].text, page.learnt[aim][0].talk) == ("Joins first", None)
    journal.undo(book)
    page = experience_page(book, today=TODAY)
    assert page is not None
    assert page.learnt[aim][0].talk == number


def test_what_was_learnt_is_no_answer_of_the_reflection(book: Book) -> None:
    add_experience(book, org="Acme", start=START, end=END, today=TODAY)
    (aim,) = add_objective(book, "Learn SQL", today=TODAY).ids
    note_learnt(book, aim, "Joins first", today=TODAY)
    assert reviews.answers(book.connection, "2026-01-01", "2026-12-31") == []


def test_what_cannot_have_been_learnt(book: Book) -> None:
    (row,) = add_experience(book, org="Acme", start=START, today=TODAY).ids
    (aim,) = add_objective(book, "Learn SQL", today=TODAY).ids
    refused(book, "objective_id", lambda: note_learnt(book, 9, "x", today=TODAY))
    refused(book, "text", lambda: note_learnt(book, aim, " \n ", today=TODAY))
    refused(book, "talk", lambda: note_learnt(book, aim, "x", talk=9, today=TODAY))
    refused(book, "on", lambda: note_learnt(book, aim, "x", on=END, today=TODAY))
    remove_experience(book, row, today=TODAY)
    refused(book, "objective_id", lambda: note_learnt(book, aim, "x", today=TODAY))


def test_the_seven_criteria(book: Book) -> None:
    refused(book, "experience_id", lambda: set_criterion(book, "feedback", True, today=TODAY))
    (row,) = add_experience(book, org="Acme", start=START, today=TODAY).ids
    refused(book, "key", lambda: set_criterion(book, "pay", True, today=TODAY))
    label = set_criterion(book, "feedback", True, today=TODAY).label
    assert label == "Acme: There is feedback again and again: yes"
    set_criterion(book, "supervised", False, experience_id=row, today=TODAY)
    assert set_criterion(book, "supervised", False, today=TODAY).action_id == 0
    page = experience_page(book, today=TODAY)
    assert page is not None
    met = {one.key: one.met for one in page.criteria if one.met is not None}
    assert met == {"feedback": True, "supervised": False}
    set_criterion(book, "feedback", None, today=TODAY)
    set_criterion(book, "supervised", None, today=TODAY)
    assert rows(book, "SELECT criteria FROM experience") == [(None,)]


def test_the_words_of_the_supervisor(book: Book) -> None:
    ada = person(book, "Ada Boss")
    add_experience(book, org="Acme", start=START, end=END, supervisor=[ada], today=TODAY)
    checkin(book, agreed=90, on=date(2026, 6, 8), feedback="Ask sooner.", today=TODAY)
    checkin(book, agreed=90, on=date(2026, 6, 22), today=TODAY)
    page = experience_page(book, today=TODAY)
    assert page is not None
    assert [(one.on, one.text, one.said_by) for one in page.feedback] == [
        (date(2026, 6, 8), "Ask sooner.", PersonRef(ada, "Ada Boss", ""))
    ]
    assert [boss.name for boss in page.line.supervisors] == ["Ada Boss"]


def test_each_supervisor_with_what_they_said(book: Book) -> None:
    ada, bob, eve = person(book, "Ada Boss"), person(book, "Bob Boss"), person(book, "Eve Lee")
    add_experience(book, org="Acme", start=START, end=END, supervisor=[ada, bob], today=TODAY)
    checkin(book, agreed=90, on=date(2026, 6, 8), feedback="Ask sooner.", today=TODAY)
    checkin(book, agreed=90, on=date(2026, 6, 22), feedback="Good notes.", said_by=bob, today=TODAY)
    heard = add_feedback(book, " Speak\x1b[2J up. ", said_by=eve, today=TODAY)
    assert heard.label == "Eve Lee: feedback: Speak up."
    add_feedback(book, "Well begun.", on=date(2026, 6, 3), today=TODAY)
    page = experience_page(book, today=TODAY)
    assert page is not None
    said = {who.name: [one.text for one in page.feedback_from(who.id)] for who in (
        *page.line.supervisors, *page.advisers
    )}  # fmt: skip
    assert said == {
        "Ada Boss": ["Well begun.", "Ask sooner."],
        "Bob Boss": ["Good notes."],
        "Eve Lee": ["Speak up."],
    }
    assert reviews.answered_days(book.connection) == []
    assert reviews.kept(book.connection, 9) == []
    journal.undo(book)
    journal.undo(book)
    remove_feedback(book, page.feedback_from(bob)[0].id or 0, today=TODAY)
    after = experience_page(book, today=TODAY)
    assert after is not None
    assert [one.text for one in after.feedback] == ["Ask sooner."]


def test_feedback_needs_words_and_somebody(book: Book) -> None:
    def add(text: str, **given: Any) -> Any:
        return lambda: add_feedback(book, text, **given, today=TODAY)

    assert "none is recorded" in refused(book, "experience_id", add("Fine.")).sentence
    add_experience(book, org="Acme", start=START, end=END, today=TODAY)
    refused(book, "experience_id", add("Fine.", experience_id=9))
    refused(book, "text", add(" "))
    assert "Nobody supervises Acme" in refused(book, "said_by", add("Fine.")).sentence
    refused(book, "said_by", add("Fine.", said_by=99))
    refused(book, "on", add("Fine.", said_by=person(book, "Ada"), on=date(2026, 7, 1)))
    refused(book, "feedback_id", lambda: remove_feedback(book, 99, today=TODAY))
    checkin(book, agreed=90, feedback="Ask sooner.", today=TODAY)
    page = experience_page(book, today=TODAY)
    assert page is not None
    assert [(one.text, one.said_by, one.id) for one in page.feedback] == [
        ("Ask sooner.", None, None)
    ]


def test_two_at_the_same_time_are_kept_and_told(book: Book) -> None:
    plain = add_experience(book, org="Acme", start=START, end=END, today=TODAY)
    assert plain.remark == ""
    other = add_experience(
        book, kind="micro", org="Beta", start=END, end=date(2026, 9, 4), today=TODAY
    )
    assert other.remark == (
        "It overlaps Acme (1 Jun to 21 Aug); while both run, the one that began last counts."
    )
    after = edit_experience(book, other.ids[0], start=date(2026, 8, 22), today=TODAY)
    assert after.remark == ""
    add_experience(book, kind="volunteer", org="Club", start=date(2026, 7, 1), today=TODAY)
    page = experience_page(book, today=TODAY)
    assert page is not None
    assert page.line.organisation == "Acme"
    assert [one.organisation for one in page.overlapping] == ["Club"]
    assert [one.organisation for one in page.others] == ["Club", "Beta"]
    later = current(book, date(2026, 7, 2))
    assert later is not None
    assert later.organisation == "Club"


def test_without_a_last_day_it_is_told_what_is_missing(book: Book) -> None:
    open_end = add_experience(book, org="Acme", start=START, today=TODAY)
    assert "no final phase" in open_end.remark
    page = experience_page(book, today=date(2030, 1, 1))
    assert page is not None
    assert page.phase == "middle"
    remove_experience(book, open_end.ids[0], today=TODAY)
    assert add_experience(book, kind="first_job", org="B", start=START, today=TODAY).remark == ""


def test_one_after_the_other_or_none(book: Book) -> None:
    assert experience_page(book, today=TODAY) is None
    assert experience_page(book, today=TODAY, experience_id=3) is None
    first = date(2026, 1, 5), date(2026, 3, 27)
    second = date(2026, 9, 7), date(2026, 11, 27)
    for org, (start, end) in (("Term 1", first), ("Term 2", second)):
        assert add_experience(book, kind="coop", org=org, start=start, end=end, today=TODAY).ids
    phases = []
    for day in (date(2026, 1, 1), first[1], date(2026, 5, 4), date(2026, 8, 1), second[0]):
        page = experience_page(book, today=day)
        assert page is not None
        phases.append((page.line.organisation, page.phase))
    assert phases == [
        ("Term 1", "before"),
        ("Term 1", "final"),
        ("Term 1", "after:campaign"),
        ("Term 2", "before"),
        ("Term 2", "onboarding"),
    ]


def test_beside_a_host_nobody_is_asked_about_minutes(book: Book) -> None:
    host = person(book, "Hanna Host")
    days: dict[str, Any] = {"start": TODAY, "end": date(2026, 7, 31)}
    (row,) = add_experience(
        book, kind="internship", org="Acme", supervisor=[host], today=TODAY, **days
    ).ids
    later = date(2026, 7, 20)
    assert [one.kind for one in queue_for(book, today=later).items] == ["checkin"]
    assert week_for(book, today=later).cap == 60
    edit_experience(book, row, kind="shadow", today=TODAY)
    assert queue_for(book, today=later).items == ()
    assert week_for(book, today=later).cap is None
    checkin(book, agreed=30, on=TODAY, today=TODAY)
    assert week_for(book, today=later).cap == 30


def test_broken_criteria_of_another_program_are_unanswered(book: Book) -> None:
    add_experience(book, org="Acme", start=START, today=TODAY)
    for stored in ("[1]", '{"feedback": "perhaps", "other": true}', "null"):
        assert [one.met for one in criteria_of(stored)] == [None] * 7
