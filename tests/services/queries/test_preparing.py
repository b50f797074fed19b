"""The page before a talk."""

from datetime import date

import pytest

from netintern.domain.career import tells_of_the_way
from netintern.domain.errors import NothingFoundError
from netintern.services.queries.book import Book
from netintern.services.queries.preparing import prepare
from tests.services.queries.seeding import Seed, statements

TODAY = date(2026, 6, 29)


def _ana(seed: Seed) -> int:
    tom = seed.person("Tom Roy")
    ana = seed.person(
        "Ana Silva", circle="leaders", role="Head of maps", org="Acme", via=tom, notes="Likes tea."
    )
    seed.talk(ana, "2026-05-04", learned="Started in testing, moved to maps.\nDraw first.")
    seed.talk(ana, "2026-05-11")
    seed.talk(ana, "2026-05-18", learned="Maps lie.")
    seed.talk(ana, "2026-06-01", notes="Studied in Porto.")
    seed.owe(ana, "promise", "2026-07-03", text="the slides")
    seed.owe(ana, "promise", "2026-07-06", text="a list", direction="theirs")
    seed.owe(ana, "promise", "2026-06-03", text="old", done_on="2026-06-02")
    seed.tie(ana, seed.person("Ben Roy"))
    seed.insert("question_asked", person=ana, question_key="L01", on_day="2026-05-04")
    return ana


def test_everything_that_one_should_have_in_mind(book: Book, seed: Seed) -> None:
    seed.internship()
    page = prepare(book, _ana(seed), today=TODAY)
    assert page.phase == "middle"
    assert [talk.on.day for talk in page.talks] == [1, 18, 11]
    assert [line.text for line in page.mine] == ["the slides"]
    assert [line.text for line in page.theirs] == ["a list"]
    assert page.introduced_by == ("Tom Roy",)
    assert [tie.name for tie in page.page.ties] == ["Ben Roy"]
    assert [(step.text, step.told_on, step.now) for step in page.way] == [
        ("Started in testing, moved to maps.", date(2026, 5, 4), False),
        ("Studied in Porto.", date(2026, 6, 1), False),
        ("Likes tea.", None, False),
        ("Head of maps at Acme", None, True),
    ]
    assert len(page.proposal.questions) == 4
    assert "L01" not in [one.id for one in page.proposal.questions]
    assert [one.id for one in page.proposal.before] == ["L01"]


def test_a_short_talk_has_three_questions(book: Book, seed: Seed) -> None:
    ana = _ana(seed)
    assert len(prepare(book, ana, today=TODAY, minutes=15).proposal.questions) == 3


def test_somebody_of_whom_nothing_is_known(book: Book, seed: Seed) -> None:
    page = prepare(book, seed.person("New One"), today=TODAY)
    assert (page.phase, page.talks, page.way, page.introduced_by) == (None, (), (), ())
    assert len(page.proposal.questions) == 6
    with pytest.raises(NothingFoundError):
        prepare(book, 99, today=TODAY)


def test_a_question_of_a_newer_version_is_kept(book: Book, seed: Seed) -> None:
    ana = seed.person("Ana Silva")
    seed.insert("question_asked", person=ana, question_key="Z99", on_day=None)
    (asked,) = prepare(book, ana, today=TODAY).proposal.asked
    assert asked == ("Z99", "", None)


def test_a_long_story_costs_as_many_statements(book: Book, seed: Seed) -> None:
    ana = _ana(seed)
    prepare(book, ana, today=TODAY)
    few = len(statements(book, lambda: prepare(book, ana, today=TODAY)))
    for day in range(1, 29):
        seed.talk(ana, f"2026-04-{day:02d}", learned="Moved again.")
        seed.tie(ana, seed.person(f"Friend {day}"))
        seed.insert("question_asked", person=ana, question_key=f"F{day:02d}", on_day="2026-04-01")
    prepare(book, ana, today=TODAY)
    assert len(statements(book, lambda: prepare(book, ana, today=TODAY))) == few


@pytest.mark.parametrize(
    "note", ["Moved from QA by shadowing", "She studied law.", "her first job"]
)
def test_notes_on_the_way(note: str) -> None:
    assert tells_of_the_way(note)


@pytest.mark.parametrize("note", ["", "Draw before naming.", "Likes tea, movement and startling"])
def test_other_notes(note: str) -> None:
    assert not tells_of_the_way(note)
