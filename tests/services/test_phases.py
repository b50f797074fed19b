"""Ticking lines off, and goodbye notes, as verbs."""

from datetime import date

from netintern.domain.checklists import TASKS
from netintern.services.experiences import add_experience
from netintern.services.journal import redo, undo
from netintern.services.phases import say_goodbye, tick, untick
from netintern.services.queries.book import Book
from netintern.services.queries.phases import phase_page
from netintern.services.queries.queue import queue_for
from tests.services.helpers import TODAY, one, person, refused, rows, steps, talk

START, END = date(2026, 6, 1), date(2026, 8, 21)


def _internship(book: Book, start: date = START, end: date = END) -> int:
    return add_experience(book, org="Acme", start=start, end=end, today=TODAY).ids[0]


def _done(book: Book, today: date = TODAY) -> set[str]:
    return {task.key for task in phase_page(book, today=today).checklist if task.done_on}


def test_a_tick_is_one_step_and_twice_is_none(book: Book) -> None:
    _internship(book)
    receipt = tick(book, "middle.names", today=TODAY)
    assert receipt.label == f"{TASKS['middle.names'].text}: ticked off"
    assert steps(book)[-1] == receipt.label
    assert _done(book) == {"middle.names"}
    assert tick(book, "middle.names", today=TODAY).action_id == 0
    untick(book, "middle.names", today=TODAY)
    assert _done(book) == set()
    assert untick(book, "middle.names", today=TODAY).action_id == 0
    undo(book)
    assert _done(book) == {"middle.names"}
    undo(book)
    assert _done(book) == set()
    redo(book)
    assert _done(book) == {"middle.names"}


def test_what_comes_again_is_ticked_again(book: Book) -> None:
    _internship(book)
    tick(book, "middle.talks", today=TODAY)
    assert _done(book, date(2026, 7, 5)) == {"middle.talks"}
    monday = date(2026, 7, 6)
    assert _done(book, monday) == set()
    assert tick(book, "middle.talks", today=monday).action_id
    assert one(book, "SELECT count(*) FROM checklist_tick WHERE deleted_ms IS NULL") == 2
    untick(book, "middle.talks", today=monday)
    assert _done(book) == set()


def test_each_experience_has_ticks_of_its_own(book: Book) -> None:
    _internship(book, date(2025, 6, 1), date(2025, 8, 21))
    _internship(book)
    tick(book, "final.handover", today=date(2025, 8, 12))
    assert _done(book, date(2025, 8, 15)) == {"final.handover"}
    assert _done(book, date(2026, 8, 15)) == set()


def test_a_line_that_does_not_exist_and_no_experience(book: Book) -> None:
    refused(book, "key", lambda: tick(book, "middle.names", today=TODAY))
    _internship(book)
    refused(book, "key", lambda: tick(book, "nonsense", today=TODAY))
    refused(book, "key", lambda: untick(book, "", today=TODAY))


def test_a_goodbye_note_is_a_message_that_waits_for_nothing(book: Book) -> None:
    _internship(book)
    ana = person(book, "Ana Silva", tier=1)
    talk(book, ana, on=date(2026, 6, 26), thanks=False)
    receipt = say_goodbye(book, ana, today=TODAY)
    assert receipt.label == "Ana Silva: goodbye note"
    assert rows(
        book,
        "SELECT kind, purpose, minutes, on_clock FROM interaction WHERE id = ?",
        receipt.ids[0],
    ) == [("outbound", "goodbye", 5, 1)]
    assert queue_for(book, today=TODAY).hidden == ()
    refused(book, "person_id", lambda: say_goodbye(book, ana, today=TODAY))
    refused(book, "person_id", lambda: say_goodbye(book, 99, today=TODAY))
