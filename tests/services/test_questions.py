"""Questions that were put to somebody are noted once, and never proposed to them again."""

from datetime import date, timedelta

from netintern.domain.library import QUESTION_OF, QUESTIONS
from netintern.domain.vocabulary import CIRCLES
from netintern.services import journal
from netintern.services.experiences import add_experience
from netintern.services.queries.book import Book
from netintern.services.queries.preparing import proposal
from netintern.services.queries.questions import worth_asking
from netintern.services.questions import mark_asked, unmark_asked
from tests.services.helpers import TODAY, one, person, refused, steps


def test_a_question_is_noted_once_and_undone_in_one_step(book: Book) -> None:
    ana = person(book, "Ana Ruiz", circle="field")
    known = len(steps(book))
    receipt = mark_asked(book, ana, [" f02 "], today=TODAY)
    assert receipt.label == "Ana Ruiz: asked 'What in this work was slowest to make sense to …'"
    assert mark_asked(book, ana, ["F02"], today=TODAY).action_id == 0
    assert len(steps(book)) == known + 1
    assert one(book, "SELECT count(*) FROM question_asked") == 1
    journal.undo(book)
    assert proposal(book, ana, today=TODAY).asked == ()


def test_several_at_once_are_one_step(book: Book) -> None:
    ana = person(book, "Ana Ruiz")
    assert mark_asked(book, ana, ["F02", "X06", "F02"], today=TODAY).label.endswith("2 questions")
    back = unmark_asked(book, ana, ["F02", "X06"], today=TODAY)
    assert back.action_id
    assert proposal(book, ana, today=TODAY).asked == ()
    assert unmark_asked(book, ana, ["F02"], today=TODAY).action_id == 0


def test_what_is_unknown_is_refused(book: Book) -> None:
    ana = person(book, "Ana Ruiz")
    refused(book, "keys", lambda: mark_asked(book, ana, ["Q1"], today=TODAY))
    refused(book, "keys", lambda: mark_asked(book, ana, [], today=TODAY))
    refused(book, "person_id", lambda: mark_asked(book, 99, ["F02"], today=TODAY))


def test_what_is_ticked_off_in_the_talk_keeps_its_place_and_never_comes_again(book: Book) -> None:
    ana = person(book, "Ana Ruiz", circle="field")
    first = proposal(book, ana, today=TODAY)
    assert 3 <= len(first.questions) <= 6
    for question in first.questions[:-1]:
        mark_asked(book, ana, [question.id], today=TODAY)
    now = proposal(book, ana, today=TODAY)
    assert now.questions == first.questions
    assert now.open == first.questions[-1:]
    assert now.before == ()
    mark_asked(book, ana, [first.questions[-1].id], today=TODAY)
    others = proposal(book, ana, today=TODAY)
    assert others.questions
    assert not set(others.questions) & set(first.questions)
    tomorrow = proposal(book, ana, today=TODAY + timedelta(days=1))
    assert not set(tomorrow.questions) & set(first.questions)
    assert {one.id for one in tomorrow.before} == {one.id for one in first.questions}


def test_day_after_day_no_question_comes_twice_until_none_is_left(book: Book) -> None:
    ana = person(book, "Ana Ruiz", circle="field")
    seen: list[str] = []
    day = TODAY
    while found := worth_asking(book, ana, today=day):
        seen += [question.id for question in found]
        mark_asked(book, ana, [question.id for question in found], today=day)
        day += timedelta(days=1)
    assert len(seen) == len(set(seen))
    fitting = {
        question.id
        for question in QUESTIONS
        if question.circle in ("field", "any") and question.phase in ("middle", "any")
    }
    # How one may name somebody is only worth asking together with the question for names.
    assert fitting - {"X07"} <= set(seen) <= fitting


def test_all_sixty_are_reached_in_the_course_of_an_internship(book: Book) -> None:
    start, end = date(2026, 6, 1), date(2026, 8, 21)
    add_experience(book, org="Acme", start=start, end=end, today=start)
    known = [person(book, f"Some {circle.title()}", circle=circle) for circle in CIRCLES]
    known += [person(book, f"Other {circle.title()}", circle=circle) for circle in CIRCLES]
    reached: set[str] = set()
    for number in known:
        day = date(2026, 5, 4)
        while day < date(2026, 10, 5):
            keys = [question.id for question in worth_asking(book, number, today=day)]
            reached |= set(keys)
            if keys:
                mark_asked(book, number, keys[:4], today=day)
            day += timedelta(days=7)
    assert reached == set(QUESTION_OF)
