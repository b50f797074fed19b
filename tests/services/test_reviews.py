"""The Friday reflection: its numbers, its answers, and the check-in that it leads to."""

from datetime import date, timedelta

import pytest

from netintern.domain.calendar import later
from netintern.domain.reflection import PROMPTS
from netintern.services.calendar import add_quiet
from netintern.services.interactions import log_talk
from netintern.services.journal import undo
from netintern.services.queries.book import Book
from netintern.services.queries.drafting import draft
from netintern.services.queries.reviews import kept_reflections, review_for
from netintern.services.queries.weeks import week_for
from netintern.services.reviews import reflect
from netintern.services.weeks import checkin
from tests.friday import FRIDAY, REASON, Friday, due_dates, friday_book
from tests.services.helpers import TODAY, dump, one, person, refused, rows, steps, talk

MONDAY = date(2026, 7, 13)


@pytest.fixture
def friday(book: Book) -> Friday:
    return friday_book(book)


def answers(book: Book, today: date = FRIDAY) -> list[str]:
    """What stands behind the prompts of a week."""
    return [line.answer for line in review_for(book, today=today).prompts]


class TestTheWorkedFriday:
    """Journey J4, number by number."""

    def test_the_numbers_of_the_week(self, book: Book, friday: Friday) -> None:
        review = review_for(book, today=FRIDAY)
        week = review.week
        assert (week.week, week.talks, week.spent, week.budget, week.cap) == (
            "2026-W28", 2, 60, 90, 90,
        )  # fmt: skip
        assert week.listening.share == pytest.approx(0.6)
        # Four conversations of four weeks: 2 field, 1 adjacent, 1 culture.
        assert week.iqv == pytest.approx(4 / 3 * (1 - 4 / 16 - 1 / 16 - 1 / 16))
        assert review.reproduction == "0.00 (0.00-3.69) too early"
        assert [(one.on, one.reason) for one in week.overrides] == [(date(2026, 7, 8), REASON)]
        assert week.checkin_reason == "boss check-in due: 14 days"

    def test_seven_prompts_with_what_the_book_knows(self, book: Book, friday: Friday) -> None:
        prompts = review_for(book, today=FRIDAY).prompts
        assert len(prompts) == 7
        told = {line.key: line.matter for line in prompts}
        assert told["work"] == f"Wed 8 Jul: {REASON}"
        assert told["listening"] == "they spoke 60% of the time; the aim is 60%"
        assert told["circle"] == "leaders is missed most"
        assert not any(line.answer for line in prompts)

    def test_a_note_with_the_numbers_then_90_minutes_again(
        self, book: Book, friday: Friday
    ) -> None:
        review = review_for(book, today=FRIDAY)
        assert review.boss is not None
        note = draft(book, "T09", review.boss.id, today=FRIDAY)
        assert "90 minutes" in note.body
        assert "Ana Silva" in note.body
        assert "Ben Roy" in note.body
        assert "{" not in note.body
        receipt = checkin(book, agreed=90, today=FRIDAY)
        assert receipt.remark == ""
        after = review_for(book, today=FRIDAY)
        assert (after.week.agreed_on, after.week.cap) == (FRIDAY, 90)
        assert after.week.checkin_reason == ""
        assert after.agreement == "90 a week agreed Fri 10 Jul, today"

    def test_fewer_minutes_move_what_no_longer_fits(self, book: Book, friday: Friday) -> None:
        assert week_for(book, today=FRIDAY, on=MONDAY).planned == 90
        before = due_dates(book, FRIDAY)
        receipt = checkin(book, agreed=60, today=FRIDAY)
        assert receipt.remark == "Moved: Cai Wu to Thu 23 Jul; no due date changed."
        week = week_for(book, today=FRIDAY, on=MONDAY)
        assert (week.budget, week.planned, week.free) == (60, 60, 0)
        later_week = week_for(book, today=FRIDAY, on=date(2026, 7, 20))
        assert [(block.name, block.on) for block in later_week.blocks] == [
            ("Cai Wu", date(2026, 7, 23))
        ]
        assert due_dates(book, FRIDAY) == before

    def test_one_step_takes_agreement_and_moves_back(self, book: Book, friday: Friday) -> None:
        before = dump(book)
        count = len(steps(book))
        checkin(book, agreed=60, today=FRIDAY)
        assert len(steps(book)) == count + 1
        undo(book)
        assert dump(book) == before

    def test_the_week_makes_the_streak_one_longer(self, book: Book) -> None:
        ana = person(book, "Ana Silva", today=date(2026, 6, 1))
        talk(book, ana, on=date(2026, 6, 26), today=date(2026, 6, 26))
        # From Monday to Friday nobody works: the week neither counts nor breaks anything.
        add_quiet(book, date(2026, 6, 29), date(2026, 7, 3), today=TODAY)
        assert review_for(book, today=FRIDAY).week.streak == 1
        talk(book, ana, on=FRIDAY, today=FRIDAY)
        assert review_for(book, today=FRIDAY).week.streak == 2


class TestAnswers:
    """What is kept of them."""

    def test_several_are_one_step(self, book: Book, friday: Friday) -> None:
        count, before = len(steps(book)), dump(book)
        receipt = reflect(
            book, {"surprise": "they never meet", "help": "Ana"}, today=FRIDAY, origin="tui"
        )
        assert receipt.label == "Reflection: 2 answers"
        assert len(steps(book)) == count + 1
        assert answers(book) == ["they never meet", "", "Ana", "", "", "", ""]
        undo(book)
        assert dump(book) == before

    def test_they_belong_to_the_week_and_the_experience(self, book: Book, friday: Friday) -> None:
        reflect(book, {"work": "no"}, today=FRIDAY)
        assert rows(book, "SELECT on_day, prompt, experience FROM reflection") == [
            ("2026-07-10", "work", one(book, "SELECT id FROM experience"))
        ]
        assert answers(book, MONDAY) == [""] * 7
        assert answers(book, date(2026, 7, 12))[4] == "no"

    def test_an_answer_is_changed_not_doubled(self, book: Book) -> None:
        reflect(book, {"work": "no", "help": "Ben"}, today=FRIDAY)
        reflect(book, {"work": "a little"}, today=later(FRIDAY, 1))
        assert one(book, "SELECT count(*) FROM reflection WHERE deleted_ms IS NULL") == 2
        assert answers(book)[4] == "a little"
        assert answers(book)[2] == "Ben"

    def test_an_empty_answer_takes_it_out(self, book: Book) -> None:
        reflect(book, {"work": "no"}, today=FRIDAY)
        receipt = reflect(book, {"work": "  \n ", "help": "Ben"}, today=FRIDAY)
        assert receipt.label == "Reflection: 1 answer and 1 answer taken out"
        assert answers(book) == ["", "", "Ben", "", "", "", ""]

    def test_doubles_of_a_merged_book_go_together(self, book: Book) -> None:
        reflect(book, {"work": "first"}, today=later(FRIDAY, -1))
        other = one(book, "SELECT id FROM reflection")
        reflect(book, {"help": "second"}, today=FRIDAY)
        from netintern.storage.database import unit_of_work
        from netintern.storage.models import Reflection

        with unit_of_work(book, "as another program would", origin="test"):
            Reflection.update(prompt="work").where(Reflection.id != other).execute()
        assert answers(book)[4] == "second"
        reflect(book, {"work": ""}, today=FRIDAY)
        assert answers(book)[4] == ""

    def test_nothing_new_is_no_step(self, book: Book) -> None:
        reflect(book, {"work": "no"}, today=FRIDAY)
        count = len(steps(book))
        assert reflect(book, {"work": "no", "help": ""}, today=FRIDAY).action_id == 0
        assert reflect(book, {}, today=FRIDAY).action_id == 0
        assert len(steps(book)) == count

    def test_what_is_written_is_cleaned(self, book: Book) -> None:
        reflect(book, {"work": "a\x1b[2Jb\nsecond  line \x00"}, today=FRIDAY)
        assert answers(book)[4] == "ab\nsecond  line"

    def test_what_cannot_be(self, book: Book) -> None:
        refused(book, "answers", lambda: reflect(book, {"mood": "good"}, today=FRIDAY))
        refused(book, "on", lambda: reflect(book, {"work": "x"}, on=later(FRIDAY, 1), today=FRIDAY))

    def test_a_week_that_is_over_can_be_answered(self, book: Book) -> None:
        receipt = reflect(book, {"work": "no"}, on=FRIDAY, today=MONDAY)
        assert receipt.label == "Reflection on the week of Mon 6 Jul: 1 answer"
        assert answers(book, FRIDAY)[4] == "no"


class TestLookingBack:
    """Earlier reflections."""

    def test_they_are_found_one_after_the_other(self, book: Book) -> None:
        for weeks in (8, 3, 1):
            day = FRIDAY - timedelta(weeks=weeks)
            reflect(book, {"surprise": f"{weeks} ago"}, today=day)
        review = review_for(book, today=FRIDAY)
        assert review.kept == 3
        assert review.after is None
        seen = []
        while review.before is not None:
            review = review_for(book, today=FRIDAY, on=review.before)
            seen.append(review.prompts[0].answer)
        assert seen == ["1 ago", "3 ago", "8 ago"]
        while review.after is not None:
            review = review_for(book, today=FRIDAY, on=review.after)
        assert review.week.starts == date(2026, 7, 6)
        assert [kept.text for kept in kept_reflections(book)] == seen

    def test_a_week_that_is_over_keeps_its_numbers(self, book: Book, friday: Friday) -> None:
        then = review_for(book, today=date(2026, 7, 12)).week
        later_on = date(2026, 8, 3)
        log_talk(book, (friday.ben,), on=later_on, today=later_on)
        now = review_for(book, today=later_on, on=FRIDAY).week
        assert (now.talks, now.iqv, now.streak, now.spent) == (
            then.talks, then.iqv, then.streak, then.spent,
        )  # fmt: skip

    def test_an_unknown_prompt_of_a_newer_version_is_listed(self, book: Book) -> None:
        reflect(book, {"work": "no"}, today=FRIDAY)
        from netintern.storage.database import unit_of_work
        from netintern.storage.models import Reflection

        with unit_of_work(book, "from a newer version", origin="test"):
            Reflection.update(prompt="mood").execute()
        assert kept_reflections(book)[0].prompt == "mood"
        assert answers(book) == [""] * 7


class TestWhatTheBookKnows:
    """The words below a prompt."""

    def test_learned_given_and_promised(self, book: Book) -> None:
        from netintern.services.interactions import PromiseDraft

        ana = person(book, "Ana Silva")
        for number in range(5):
            talk(book, ana, on=later(TODAY, number), today=FRIDAY, learned=f"thing {number}",
                 gave=("resource",), thanks=False)  # fmt: skip
        talk(book, ana, today=FRIDAY, promised=[PromiseDraft("slides", date(2026, 7, 15))])
        told = {p.key: p.matter for p in review_for(book, today=FRIDAY, on=TODAY).prompts}
        assert told["surprise"] == (
            "Ana Silva: thing 0; Ana Silva: thing 1; Ana Silva: thing 2; 2 more"
        )
        assert told["help"] == "Ana Silva: resource"
        assert told["promise"] == "Ana Silva: slides, by Wed 15 Jul"

    def test_an_empty_book(self, book: Book) -> None:
        review = review_for(book, today=FRIDAY)
        assert review.reproduction == "- too early"
        assert review.agreement == ""
        assert review.boss is None
        assert {line.key: line.matter for line in review.prompts if line.matter} == {
            "circle": "field is missed most"
        }

    @pytest.mark.parametrize(("days", "stale"), [(28, False), (29, True)])
    def test_an_old_agreement(self, book: Book, friday: Friday, days: int, stale: bool) -> None:
        review = review_for(book, today=date(2026, 6, 26) + timedelta(days=days))
        assert review.is_stale is stale

    def test_the_provisional_cap_is_said(self, book: Book) -> None:
        from netintern.services.experiences import add_experience

        add_experience(book, org="Acme", start=date(2026, 6, 1), end=date(2026, 8, 21), today=TODAY)
        assert review_for(book, today=FRIDAY).agreement == "60 a week until your boss agreed"


def test_the_prompts_have_keys_of_their_own() -> None:
    assert len({prompt.key for prompt in PROMPTS}) == len({p.text for p in PROMPTS}) == 7
    assert all(prompt.text.endswith("?") for prompt in PROMPTS)
