"""Planned blocks, check-ins with the boss, and overrides."""

from datetime import date
from typing import Any

import pytest

from netintern.services.experiences import add_experience
from netintern.services.interactions import log_talk
from netintern.services.queries.book import Book
from netintern.services.queries.queue import queue_for
from netintern.services.queries.weeks import week_for
from netintern.services.replanning import Replanner
from netintern.services.settings import set_rule
from netintern.services.weeks import checkin, drop_block, move_block, override, plan_block
from tests.services.helpers import TODAY, dump, one, person, refused, rows, steps

WEDNESDAY = date(2026, 7, 1)


@pytest.fixture
def ana(book: Book) -> int:
    return person(book, "Ana Ruiz")


@pytest.fixture
def internship(book: Book) -> int:
    """1 June to 21 August 2026 with two holidays."""
    set_rule(book, "holidays", "2026-06-19, 2026-07-03", today=TODAY)
    receipt = add_experience(
        book, org="Acme", start=date(2026, 6, 1), end=date(2026, 8, 21), today=TODAY
    )
    return receipt.ids[0]


class TestBlocks:
    """Time set aside."""

    def test_it_is_planned_in_its_week(self, book: Book, ana: int) -> None:
        receipt = plan_block(book, ana, on=WEDNESDAY, minutes=30, today=TODAY)
        assert receipt.label == "Ana Ruiz: 30 min booked for Wed 1 Jul"
        view = week_for(book, today=TODAY)
        assert (view.planned, view.remaining) == (30, 30)

    def test_it_moves_and_changes_its_length(self, book: Book, ana: int) -> None:
        (block,) = plan_block(book, ana, on=WEDNESDAY, minutes=30, today=TODAY).ids
        receipt = move_block(book, block, on=date(2026, 7, 8), minutes=45, today=TODAY)
        assert receipt.label == "Ana Ruiz: 45 min on Wed 8 Jul"
        assert move_block(book, block, minutes=45, today=TODAY).action_id == 0
        assert week_for(book, today=TODAY).planned == 0
        later = date(2026, 7, 9)
        move_block(book, block, on=later, today=later)
        refused(book, "on", lambda: move_block(book, block, on=WEDNESDAY, today=later))

    def test_it_is_dropped(self, book: Book, ana: int) -> None:
        (block,) = plan_block(book, ana, on=WEDNESDAY, minutes=30, today=TODAY).ids
        assert drop_block(book, block, today=TODAY).label == "Ana Ruiz: 30 min no longer booked"
        assert week_for(book, today=TODAY).planned == 0
        refused(book, "block_id", lambda: drop_block(book, block, today=TODAY))

    def test_what_is_used_up_stays(self, book: Book, ana: int) -> None:
        (block,) = plan_block(book, ana, on=WEDNESDAY, minutes=30, today=TODAY).ids
        log_talk(book, [ana], on=TODAY, today=TODAY)
        refused(book, "block_id", lambda: move_block(book, block, minutes=5, today=TODAY))
        refused(book, "block_id", lambda: drop_block(book, 99, today=TODAY))

    def test_without_a_person_it_is_named_after_its_purpose(self, book: Book) -> None:
        receipt = plan_block(book, None, on=TODAY, purpose="reflection", today=TODAY)
        assert receipt.label == "Reflection: 15 min booked for Mon 29 Jun"

    @pytest.mark.parametrize(
        ("field", "fields"),
        [
            ("on", {"on": date(2026, 6, 28)}),
            ("minutes", {"minutes": 0}),
            ("minutes", {"minutes": 10_000}),
            ("purpose", {"purpose": "lunch"}),
            ("person_id", {"person_id": 9}),
        ],
    )
    def test_what_cannot_be(self, book: Book, field: str, fields: dict[str, Any]) -> None:
        given = {"person_id": None, "on": TODAY, "minutes": 30, **fields}
        refused(book, field, lambda: plan_block(book, given.pop("person_id"), **given, today=TODAY))


class TestCheckin:
    """What the boss agreed to."""

    def test_it_is_the_only_home_of_the_cap(self, book: Book, internship: int) -> None:
        assert week_for(book, today=TODAY).cap == 60
        receipt = checkin(book, agreed=90, note="fine\nby me", feedback="good", today=TODAY)
        assert receipt.label == "Check-in: 90 min a week agreed"
        view = week_for(book, today=TODAY)
        assert (view.cap, view.agreed_on, view.budget) == (90, TODAY, 72)
        assert view.header == "0 of 72 min (90 agreed, Fri holiday)"
        assert rows(book, "SELECT experience, note, feedback FROM checkin") == [
            (internship, "fine\nby me", "good")
        ]

    def test_a_later_one_wins_from_its_week_on(self, book: Book, internship: int) -> None:
        checkin(book, agreed=90, on=date(2026, 6, 8), today=TODAY)
        checkin(book, agreed=0, today=TODAY)
        assert week_for(book, today=TODAY).cap == 0
        assert week_for(book, today=TODAY, on=date(2026, 6, 22)).cap == 90

    def test_it_settles_the_row_of_the_queue(self, book: Book, internship: int) -> None:
        assert [item.kind for item in queue_for(book, today=TODAY).items] == ["checkin"]
        checkin(book, agreed=60, today=TODAY)
        assert queue_for(book, today=TODAY).items == ()

    @pytest.mark.parametrize("agreed", [-1, 2401, 10_000])
    def test_impossible_minutes(self, book: Book, internship: int, agreed: int) -> None:
        error = refused(book, "agreed", lambda: checkin(book, agreed=agreed, today=TODAY))
        words = f"The agreement must be 0 to 2400 minutes a week, not {agreed}."
        assert error.sentence == words

    def test_not_of_a_day_to_come_nor_without_an_internship(self, book: Book) -> None:
        error = refused(book, "agreed", lambda: checkin(book, agreed=90, today=TODAY))
        assert "experience add" in error.hint
        add_experience(book, org="Acme", start=TODAY, today=TODAY)
        refused(book, "on", lambda: checkin(book, agreed=90, on=WEDNESDAY, today=TODAY))


def test_working_anyway_has_a_reason(book: Book, ana: int) -> None:
    receipt = override(book, "the demo \x1b[1mmoved", person=ana, today=TODAY)
    assert receipt.label == "Anyway for Ana Ruiz: the demo moved"
    override(book, "no reason at all", on=date(2026, 6, 30), today=TODAY)
    view = week_for(book, today=TODAY)
    assert [(line.on, line.reason, line.person) for line in view.overrides] == [
        (TODAY, "the demo moved", "Ana Ruiz"),
        (date(2026, 6, 30), "no reason at all", None),
    ]
    refused(book, "reason", lambda: override(book, "  ", today=TODAY))
    refused(book, "person", lambda: override(book, "x", person=99, today=TODAY))
    assert len(steps(book)) == 3
    assert one(book, "SELECT count(*) FROM override") == 2


def test_what_fewer_minutes_would_move_is_told_before(book: Book) -> None:
    ana, ben = person(book, "Ana Silva"), person(book, "Ben Roy")
    number = add_experience(
        book, org="Acme", start=date(2026, 6, 1), end=date(2026, 8, 21), today=TODAY
    ).ids[0]
    checkin(book, agreed=120, on=date(2026, 6, 22), today=TODAY)
    for who, day in ((ana, date(2026, 6, 30)), (ben, date(2026, 7, 1))):
        plan_block(book, who, on=day, minutes=40, today=TODAY)
    before = dump(book)
    replanner = Replanner(book, experience=number, today=TODAY)
    assert replanner.preview(120, TODAY) == ""
    assert replanner.preview(180, TODAY) == ""
    assert replanner.preview(90, TODAY) == "90 agreed: all that is booked still fits"
    assert replanner.preview(60, TODAY) == "60 agreed: 1 block moves to next week"
    assert replanner.preview(0, TODAY) == "0 agreed: 2 blocks fit into no week"
    assert dump(book) == before
    said = checkin(book, agreed=60, today=TODAY)
    assert said.remark == "Moved: Ben Roy to Wed 8 Jul; no due date changed."
