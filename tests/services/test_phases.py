"""Ticking lines off, and goodbye notes, as verbs."""

from datetime import date

from netintern.domain.checklists import TASKS
from netintern.services.experiences import add_experience
from netintern.services.followups import wait
from netintern.services.journal import redo, undo
from netintern.services.phases import say_goodbye, tick, untick
from netintern.services.queries.book import Book
from netintern.services.queries.phases import campaign_for, phase_page
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


def _term(book: Book, kind: str = "coop") -> None:
    add_experience(book, kind=kind, org="Acme", start=START, end=END, today=TODAY)
    person(book, "Wim Wish", wish=True)
    talk(book, person(book, "Ana Silva"), on=TODAY)


def test_where_another_one_follows_nobody_says_goodbye(book: Book) -> None:
    _term(book)
    page = phase_page(book, today=date(2026, 8, 12))
    assert page.goes_on
    assert page.proposals[0].startswith("Put in the next one")
    assert (page.goodbyes, page.goodbyes_from, page.campaign) == ((), None, ())
    keys = [line.key for line in page.checklist]
    assert "final.goodbyes" not in keys
    assert keys.index("final.handover") < keys.index("final.next")
    notes = {line.key: line.note for line in page.checklist}
    assert notes["final.next"] == "none recorded"
    add_experience(
        book, kind="coop", org="Beta", start=date(2027, 1, 4), end=date(2027, 4, 30), today=TODAY
    )
    again = phase_page(book, today=date(2026, 8, 12))
    assert again.follows is not None
    assert {line.key: line.note for line in again.checklist}["final.next"] == "Beta from 4 Jan 2027"
    tick(book, "final.next", today=date(2026, 8, 12))
    assert _done(book, date(2026, 8, 13)) == {"final.next"}


def test_between_two_terms_the_end_is_not_the_last_one(book: Book) -> None:
    _term(book)
    for day in (date(2026, 8, 24), date(2026, 10, 5), date(2027, 2, 19)):
        page = phase_page(book, today=day)
        assert page.goes_on
        assert (page.campaign, page.review_on, page.unmet) == ((), None, 1)
        assert page.rhythm.unit == "week"
        keys = [line.key for line in page.checklist]
        assert keys[0] == "after.next"
        assert not {"after.campaign", "after.review", "after.rhythm"} & set(keys)
    assert campaign_for(book, today=date(2026, 8, 24)) == ()
    (line,) = campaign_for(book, today=date(2026, 8, 24), anyway=True)
    assert (line.person, line.on) == ("Wim Wish", date(2026, 9, 1))


def test_what_was_begun_with_somebody_is_gone_through_with(book: Book) -> None:
    _term(book)
    (wim,) = rows(book, "SELECT id FROM person WHERE name = 'Wim Wish'")
    wait(book, f"p{wim[0]}", today=date(2026, 9, 1))
    (line,) = campaign_for(book, today=date(2026, 9, 8))
    assert (line.person, line.state) == ("Wim Wish", "nudge")


def test_after_other_kinds_the_end_is_an_end(book: Book) -> None:
    _term(book, "internship")
    page = phase_page(book, today=date(2026, 8, 24))
    assert not page.goes_on
    assert page.rhythm.unit == "month"
    assert page.review_on == date(2027, 8, 21)
    assert [line.person for line in page.campaign] == ["Wim Wish"]


def test_nobody_is_written_to_after_what_was_meant_to_stay(book: Book) -> None:
    _term(book, "first_job")
    page = phase_page(book, today=date(2026, 10, 5))
    assert page.campaign == ()
    assert "after.campaign" not in [line.key for line in page.checklist]
    assert page.proposals == ("Keep a monthly rhythm",)
    assert phase_page(book, today=date(2026, 8, 12)).goodbyes
