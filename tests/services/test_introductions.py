"""The life of an introduction, from the question to the thanks."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from netintern.domain.errors import FieldError, NothingFoundError, ResemblesError
from netintern.services.followups import done, drop
from netintern.services.interactions import Suggestion, log_talk, remove_talk
from netintern.services.introductions import advance, ask, record, suggest
from netintern.services.journal import redo, undo
from netintern.services.people import archive_person, edit_person
from netintern.services.queries.book import Book
from netintern.services.queries.introductions import open_asks_to, open_introductions
from netintern.services.queries.people import find_person, person_page
from netintern.services.queries.queue import queue_for
from netintern.services.settings import set_rule
from netintern.services.ties import tie_people
from netintern.services.weeks import plan_block
from tests.services.helpers import TODAY, dump, one, owed, person, refused, rows, steps, talk

FRIDAY = date(2026, 6, 26)


def after(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.fixture
def ana(book: Book) -> int:
    """Ana, whom I met, and who works with Ben."""
    number = person(book, "Ana Ruiz", tier=2)
    talk(book, number, on=FRIDAY, thanks=False)
    return number


@pytest.fixture
def ben(book: Book, ana: int) -> int:
    """Ben, whom I want to meet."""
    number = person(book, "Ben Roy", wish=True)
    tie_people(book, ana, number, today=TODAY)
    return number


@pytest.fixture
def asked(book: Book, ana: int, ben: int) -> int:
    """The introduction for which Ana was asked today."""
    return ask(book, ben, ana, today=TODAY).ids[0]


def standing(book: Book, name: str, today: date) -> tuple[str, str]:
    """Lane or why hidden, and the reason, of somebody in the queue."""
    view = queue_for(book, today=today)
    for item in view.items:
        if item.person == name:
            return item.lane, item.reason
    return next((row.why, row.reason) for row in view.hidden if row.person == name)


def state(book: Book, introduction: int) -> tuple[Any, ...]:
    (row,) = rows(
        book,
        "SELECT state, asked_on, made_on, met_on, closed_on FROM introduction WHERE id = ?",
        introduction,
    )
    return row


class TestAsking:
    """The question."""

    def test_it_is_a_message_and_an_ask(self, book: Book, ana: int, ben: int) -> None:
        receipt = ask(book, ben, ana, today=TODAY)
        assert receipt.label == "Ana Ruiz: asked for an introduction to Ben Roy"
        assert state(book, receipt.ids[0]) == ("asked", "2026-06-29", None, None, None)
        page = person_page(book, ana, today=TODAY)
        talked = page.interactions[0]
        assert (talked.kind, talked.purpose, talked.minutes) == ("outbound", "ask", 10)
        assert page.ask_balance.asks == 2
        assert rows(book, "SELECT direction, kind FROM exchange_item") == [
            ("asked", "introduction")
        ]

    def test_both_wait_and_then_one_may_ask_again(self, book: Book, asked: int) -> None:
        assert standing(book, "Ben Roy", after(3)) == ("waiting", "asked Ana 3 days ago")
        assert standing(book, "Ana Ruiz", after(3))[0] == "waiting"
        assert standing(book, "Ben Roy", after(6))[0] == "waiting"
        assert standing(book, "Ben Roy", after(7)) == ("grow", "ask Ana again, or let it rest")

    def test_a_planned_message_is_used_up(self, book: Book, ana: int, ben: int) -> None:
        plan_block(book, ana, on=TODAY, purpose="introduction", today=TODAY)
        ask(book, ben, ana, today=TODAY)
        assert one(book, "SELECT interaction IS NOT NULL FROM block") == 1

    def test_whoever_is_not_tracked_becomes_somebody_to_meet(self, book: Book, ana: int) -> None:
        cai = person(book, "Cai Wu", tracked=False)
        ask(book, cai, ana, today=TODAY)
        assert rows(book, "SELECT tracked, wish FROM person WHERE id = ?", cai) == [(1, 1)]
        assert standing(book, "Cai Wu", TODAY) == ("waiting", "asked Ana today")

    def test_once_a_pair_while_one_waits(self, book: Book, asked: int, ana: int, ben: int) -> None:
        error = refused(book, "via", lambda: ask(book, ben, ana, today=after(6)))
        assert error.sentence == (
            "Ana Ruiz was asked for an introduction to Ben Roy on Mon 29 Jun already."
        )

    def test_again_after_the_wait_renews_the_question(
        self, book: Book, asked: int, ana: int, ben: int
    ) -> None:
        receipt = ask(book, ben, ana, today=after(7))
        assert receipt.ids == (asked,)
        assert "asked again" in receipt.label
        assert state(book, asked)[:2] == ("asked", "2026-07-06")
        assert standing(book, "Ben Roy", after(7)) == ("waiting", "asked Ana today")
        # Two messages without an answer: Ana is left in peace.
        assert standing(book, "Ana Ruiz", after(20))[0] == "let_go"

    @pytest.mark.parametrize("step", ["made", "met"])
    def test_not_again_once_it_was_made(
        self, book: Book, asked: int, ana: int, ben: int, step: str
    ) -> None:
        advance(book, asked, step, today=after(1))
        refused(book, "via", lambda: ask(book, ben, ana, today=after(20)))

    @pytest.mark.parametrize("step", ["declined", "silent"])
    def test_anew_when_it_was_over(
        self, book: Book, asked: int, ana: int, ben: int, step: str
    ) -> None:
        advance(book, asked, step, today=after(1))
        assert ask(book, ben, ana, today=after(1)).ids != (asked,)
        assert standing(book, "Ben Roy", after(2)) == ("waiting", "asked Ana yesterday")

    def test_two_targets_of_one_introducer(self, book: Book, asked: int, ana: int) -> None:
        cai = person(book, "Cai Wu", wish=True)
        (waiting,) = open_asks_to(book, ana, today=after(3))
        assert (waiting.id, waiting.target.name, waiting.via.name) == (asked, "Ben Roy", "Ana Ruiz")
        assert (waiting.state, waiting.asked_on, waiting.days) == ("asked", TODAY, 3)
        ask(book, cai, ana, today=after(3))
        assert len(open_asks_to(book, ana)) == 2
        assert open_asks_to(book, cai) == ()

    def test_who_cannot_be_asked(self, book: Book, ana: int, ben: int) -> None:
        refused(book, "via", lambda: ask(book, ben, ben, today=TODAY))
        refused(book, "target", lambda: ask(book, 99, ana, today=TODAY))
        refused(book, "via", lambda: ask(book, ben, 99, today=TODAY))
        edit_person(book, ana, do_not_ask=True, today=TODAY)
        error = refused(book, "via", lambda: ask(book, ben, ana, today=TODAY))
        assert error.sentence == "Ana Ruiz is not to be asked for introductions."
        edit_person(book, ana, do_not_ask=False, today=TODAY)
        archive_person(book, ana, today=TODAY)
        refused(book, "via", lambda: ask(book, ben, ana, today=TODAY))
        refused(book, "target", lambda: ask(book, ana, ben, today=TODAY))

    def test_oneself(self, book: Book, ana: int, ben: int) -> None:
        set_rule(book, "my_name", "Ana Ruiz", today=TODAY)
        refused(book, "via", lambda: ask(book, ben, ana, today=TODAY))
        refused(book, "target", lambda: ask(book, ana, ben, today=TODAY))


class TestSteps:
    """What becomes of it."""

    def test_made(self, book: Book, asked: int, ana: int, ben: int) -> None:
        receipt = advance(book, asked, "made", today=after(2))
        assert receipt.label == ("Ben Roy: introduced by Ana Ruiz; to do: reply by Thu 2 Jul")
        assert state(book, asked) == ("made", "2026-06-29", "2026-07-01", None, None)
        assert standing(book, "Ben Roy", after(2)) == (
            "owe",
            "reply: Ana Ruiz introduced you, by Thu 2 Jul",
        )
        # Ana has answered: she is neither waited for, nor owed a reply.
        assert owed(book, ana) == []
        assert "Ana Ruiz" not in {row.person for row in queue_for(book, today=after(2)).hidden}
        assert one(book, "SELECT via FROM person WHERE id = ?", ben) == ana
        assert rows(book, 'SELECT person, "by", may_mention FROM referral') == [(ben, ana, 1)]

    def test_made_keeps_ways_and_ties(self, book: Book, ana: int) -> None:
        cai = person(book, "Cai Wu")
        dee = person(book, "Dee Katz", wish=True, via=cai, knows=1)
        tie_people(book, ana, dee, level=1, today=TODAY)
        first = ask(book, dee, ana, today=TODAY).ids[0]
        advance(book, first, "made", today=TODAY)
        assert one(book, "SELECT via FROM person WHERE id = ?", dee) == cai
        assert one(book, "SELECT level FROM tie WHERE a = ? AND b = ?", ana, dee) == 1

    def test_made_by_somebody_who_came_through_the_target(self, book: Book, ben: int) -> None:
        eve = person(book, "Eve Orr", via=ben)
        number = ask(book, ben, eve, today=TODAY).ids[0]
        advance(book, number, "made", today=TODAY)
        assert one(book, "SELECT via FROM person WHERE id = ?", ben) is None
        assert standing(book, "Ben Roy", TODAY)[0] == "owe"

    def test_met_by_hand(self, book: Book, asked: int, ana: int, ben: int) -> None:
        advance(book, asked, "made", today=after(2))
        receipt = advance(book, asked, "met", on=after(3), today=after(4))
        assert receipt.label == ("Ben Roy: met; to do: tell Ana Ruiz how it went by Fri 3 Jul")
        assert state(book, asked)[3:] == ("2026-07-02", None)
        assert owed(book, ben) == [("reply", "2026-07-02", "2026-07-02")]
        assert standing(book, "Ana Ruiz", after(4)) == (
            "owe",
            "thank-you: tell them how it went with Ben Roy, due today",
        )
        assert person_page(book, ben, today=after(4)).summary.met

    def test_thanked_by_hand_is_logged(self, book: Book, asked: int, ana: int) -> None:
        advance(book, asked, "met", today=after(1))
        advance(book, asked, "thanked", today=after(2))
        assert state(book, asked) == ("thanked", "2026-06-29", None, "2026-06-30", "2026-07-01")
        assert owed(book, ana) == [("thanks", "2026-07-01", "2026-07-01")]
        talked = person_page(book, ana, today=after(2)).interactions[0]
        assert (talked.kind, talked.purpose) == ("outbound", "thanks")
        assert open_introductions(book, today=after(2)) == ()

    def test_declined_is_an_answer(self, book: Book, asked: int, ana: int, ben: int) -> None:
        tie_people(book, ana, ben, level=3, today=TODAY)
        cai = person(book, "Cai Wu")
        talk(book, cai, thanks=False)
        tie_people(book, cai, ben, level=1, today=TODAY)
        advance(book, asked, "declined", today=after(1))
        assert state(book, asked)[0] == "declined"
        assert standing(book, "Ben Roy", after(1)) == ("grow", "Cai can introduce")
        assert "Ana Ruiz" not in {row.person for row in queue_for(book, today=after(1)).hidden}
        assert owed(book, ana) == []

    def test_declined_after_it_was_made(self, book: Book, asked: int, ben: int) -> None:
        advance(book, asked, "made", today=after(1))
        advance(book, asked, "declined", today=after(2))
        assert owed(book, ben) == []
        assert one(book, "SELECT count(*) FROM interaction WHERE kind = 'inbound'") == 1

    def test_silent_is_none(self, book: Book, asked: int, ana: int) -> None:
        receipt = advance(book, asked, "silent", today=after(8))
        assert receipt.label == "The introduction to Ben Roy through Ana Ruiz: no answer"
        assert one(book, "SELECT count(*) FROM interaction WHERE kind = 'inbound'") == 0
        assert standing(book, "Ben Roy", after(8)) == ("grow", "never met")

    @pytest.mark.parametrize(
        ("before", "step"),
        [
            ([], "thanked"),
            (["made"], "made"),
            (["made"], "silent"),
            (["made"], "thanked"),
            (["met"], "made"),
            (["met"], "declined"),
            (["met"], "silent"),
            (["declined"], "made"),
            (["silent"], "met"),
            (["met", "thanked"], "thanked"),
            ([], "asked"),
            ([], "lost"),
        ],
    )
    def test_only_onwards(self, book: Book, asked: int, before: list[str], step: str) -> None:
        for each in before:
            advance(book, asked, each, today=TODAY)
        refused(book, "state", lambda: advance(book, asked, step, today=TODAY))

    def test_days(self, book: Book, asked: int) -> None:
        refused(book, "on", lambda: advance(book, asked, "made", on=after(1), today=TODAY))
        refused(book, "on", lambda: advance(book, asked, "made", on=FRIDAY, today=TODAY))
        advance(book, asked, "made", on=after(3), today=after(5))
        error = refused(
            book, "on", lambda: advance(book, asked, "met", on=after(2), today=after(5))
        )
        assert error.sentence == "The introduction to Ben Roy was only made on Thu 2 Jul."
        with pytest.raises(NothingFoundError):
            advance(book, 99, "made", today=TODAY)

    def test_one_undo_a_step(self, book: Book, asked: int) -> None:
        for step in ("made", "met", "thanked"):
            before = dump(book)
            advance(book, asked, step, today=after(1))
            changed = dump(book)
            undo(book)
            assert dump(book) == before
            redo(book)
            assert dump(book) == changed


class TestTalks:
    """Talks that move an introduction by themselves."""

    @pytest.mark.parametrize("kind", ["one_on_one", "call", "small_group", "group_event"])
    @pytest.mark.parametrize("made", [True, False])
    def test_a_meeting(
        self, book: Book, asked: int, ana: int, ben: int, kind: str, made: bool
    ) -> None:
        if made:
            advance(book, asked, "made", today=after(1))
        receipt = log_talk(book, [ben], on=after(2), kind=kind, today=after(2))
        assert state(book, asked)[0] == "met"
        assert state(book, asked)[3] == "2026-07-01"
        assert owed(book, ana) == [("thanks", "2026-07-02", None)]
        assert "tell Ana Ruiz how it went by Thu 2 Jul" in receipt.label
        assert [row for row in owed(book, ben) if row[0] == "reply" and row[2] is None] == []

    @pytest.mark.parametrize(
        "fields",
        [
            {"outcome": "no_answer", "kind": "call"},
            {"outcome": "declined"},
            {"outcome": "cancelled"},
            {"kind": "exchange"},
            {"kind": "inbound"},
            {"kind": "outbound"},
            {"on": FRIDAY},
        ],
    )
    def test_what_is_no_meeting_since(
        self, book: Book, asked: int, ana: int, ben: int, fields: dict[str, Any]
    ) -> None:
        talk(book, ben, **{"on": after(1), "today": after(1), **fields})
        assert state(book, asked)[0] == "asked"
        assert owed(book, ana) == []

    def test_each_of_several_people_counts(
        self, book: Book, asked: int, ana: int, ben: int
    ) -> None:
        cai = person(book, "Cai Wu", wish=True)
        other = ask(book, cai, ana, today=TODAY).ids[0]
        talk(book, ben, cai, thanks=False)
        assert (state(book, asked)[0], state(book, other)[0]) == ("met", "met")
        assert rows(book, "SELECT text FROM obligation ORDER BY text") == [
            ("tell them how it went with Ben Roy",),
            ("tell them how it went with Cai Wu",),
        ]
        done(book, f"o{one(book, 'SELECT min(id) FROM obligation')}", today=TODAY)
        assert sorted((state(book, asked)[0], state(book, other)[0])) == ["met", "thanked"]
        talk(book, ana, kind="outbound", purpose="thanks")
        assert (state(book, asked)[0], state(book, other)[0]) == ("thanked", "thanked")

    def test_the_introducer_was_there(self, book: Book, asked: int, ana: int, ben: int) -> None:
        talk(book, ben, ana)
        assert rows(book, "SELECT person, text FROM obligation ORDER BY person") == [
            (ana, "tell them how it went with Ben Roy"),
            (ben, ""),
        ]

    def test_a_talk_recorded_late(self, book: Book, asked: int, ana: int, ben: int) -> None:
        advance(book, asked, "made", today=after(4))
        talk(book, ben, on=after(2), today=after(4))
        assert state(book, asked) == ("met", "2026-06-29", "2026-07-01", "2026-07-01", None)
        talk(book, ben, on=after(1), today=after(4))
        assert state(book, asked)[3] == "2026-07-01"
        assert [row[0] for row in owed(book, ana)] == ["thanks"]

    def test_done_is_thanked(self, book: Book, asked: int, ana: int, ben: int) -> None:
        talk(book, ana)
        talk(book, ben)
        plain, told = (
            one(book, f"SELECT id FROM obligation WHERE person = {ana} AND text {sign} ''")
            for sign in ("=", "<>")
        )
        done(book, f"o{plain}", today=TODAY)
        assert state(book, asked)[0] == "met"
        done(book, f"o{told}", today=after(1))
        assert state(book, asked)[0] == "thanked"
        assert state(book, asked)[4] == "2026-06-30"

    def test_done_for_somebody_who_was_renamed(
        self, book: Book, asked: int, ana: int, ben: int
    ) -> None:
        talk(book, ben)
        edit_person(book, ben, name="Benjamin Roy", today=TODAY)
        done(book, "Ana Ruiz", today=TODAY)
        assert state(book, asked)[0] == "thanked"

    def test_thanks_that_came_to_nothing(self, book: Book, asked: int, ana: int, ben: int) -> None:
        talk(book, ben)
        talk(book, ana, kind="outbound", purpose="thanks", outcome="cancelled")
        talk(book, ana, kind="outbound", purpose="thanks", on=FRIDAY)
        assert state(book, asked)[0] == "met"

    def test_dropped_is_over_without_thanks(self, book: Book, asked: int, ben: int) -> None:
        talk(book, ben)
        assert open_introductions(book, today=TODAY)[0].state == "met"
        drop(book, "Ana Ruiz", today=TODAY)
        assert state(book, asked)[0] == "met"
        assert open_introductions(book, today=TODAY) == ()

    @pytest.mark.parametrize("made", [True, False])
    def test_a_talk_that_is_taken_back(
        self, book: Book, asked: int, ana: int, ben: int, made: bool
    ) -> None:
        if made:
            advance(book, asked, "made", today=TODAY)
        interaction = talk(book, ben)
        remove_talk(book, interaction, today=TODAY)
        assert state(book, asked)[0] == ("made" if made else "asked")
        assert state(book, asked)[3] is None
        assert owed(book, ana) == []

    def test_thanks_are_not_taken_back(self, book: Book, asked: int, ana: int, ben: int) -> None:
        interaction = talk(book, ben)
        talk(book, ana, kind="outbound", purpose="thanks")
        remove_talk(book, interaction, today=TODAY)
        assert state(book, asked)[0] == "thanked"


class TestRecording:
    """An introduction that nobody asked for."""

    def test_to_somebody_new(self, book: Book, ana: int) -> None:
        receipt = record(book, ana, name="Cai Wu", circle="leaders", knows=3, today=TODAY)
        number, cai = receipt.ids
        assert receipt.label == ("Cai Wu: introduced by Ana Ruiz; to do: reply by Tue 30 Jun")
        assert steps(book)[-1] == receipt.label
        assert state(book, number) == ("made", None, "2026-06-29", None, None)
        assert rows(book, "SELECT circle, tracked, wish, via FROM person WHERE id = ?", cai) == [
            ("leaders", 1, 1, ana)
        ]
        assert rows(book, "SELECT a, b, level FROM tie") == [(ana, cai, 3)]
        assert rows(book, 'SELECT person, "by" FROM referral') == [(cai, ana)]
        assert standing(book, "Cai Wu", TODAY)[0] == "owe"
        assert owed(book, ana) == []
        talk(book, cai)
        assert state(book, number)[0] == "met"

    def test_to_somebody_known(self, book: Book, ana: int) -> None:
        cai = person(book, "Cai Wu", tracked=False)
        assert record(book, ana, cai, today=TODAY).ids[1] == cai
        assert rows(book, "SELECT tracked, via FROM person WHERE id = ?", cai) == [(1, ana)]
        dee = person(book, "Dee Katz")
        assert record(book, ana, name="dee katz", today=TODAY).ids[1] == dee

    def test_what_was_asked_for_is_made(self, book: Book, asked: int, ana: int, ben: int) -> None:
        assert record(book, ana, ben, on=after(1), today=after(2)).ids == (asked, ben)
        assert state(book, asked)[:3] == ("made", "2026-06-29", "2026-06-30")
        refused(book, "state", lambda: record(book, ana, ben, today=after(3)))

    def test_before_it_was_asked_for(self, book: Book, asked: int, ana: int, ben: int) -> None:
        refused(book, "on", lambda: record(book, ana, ben, on=FRIDAY, today=TODAY))

    def test_what_cannot_be(self, book: Book, ana: int) -> None:
        refused(book, "target", lambda: record(book, ana, ana, today=TODAY))
        refused(book, "name", lambda: record(book, ana, name=" ", today=TODAY))
        refused(book, "name", lambda: record(book, ana, name="Ana Ruiz", today=TODAY))
        refused(book, "name", lambda: record(book, ana, name="Cai", circle="x", today=TODAY))
        refused(book, "target", lambda: record(book, ana, 99, today=TODAY))
        refused(book, "via", lambda: record(book, 99, name="Cai Wu", today=TODAY))
        refused(book, "on", lambda: record(book, ana, name="Cai", on=after(1), today=TODAY))
        eve = person(book, "Eve Orr", via=ana)
        refused(book, "target", lambda: record(book, eve, ana, today=TODAY))
        person(book, "Benjamin Royle")
        with pytest.raises(ResemblesError):
            record(book, ana, name="Benjamin Royl", today=TODAY)
        archive_person(book, ana, today=TODAY)
        refused(book, "via", lambda: record(book, ana, name="Cai Wu", today=TODAY))


class TestSuggesting:
    """Names without a talk."""

    def test_they_come_through_who_named_them(self, book: Book, ana: int) -> None:
        ben = person(book, "Ben Roy")
        receipt = suggest(
            book, ana, [Suggestion("Cai Wu", "culture", 3), Suggestion("ben roy")], today=TODAY
        )
        cai = find_person(book, "Cai Wu").id
        assert receipt.ids == (cai, ben)
        assert receipt.label == "Ana Ruiz: suggested Cai Wu and Ben Roy"
        assert rows(book, "SELECT id, via, wish FROM person WHERE via IS NOT NULL ORDER BY id") == [
            (ben, ana, 1),
            (cai, ana, 1),
        ]
        assert one(book, "SELECT count(*) FROM interaction") == 1
        before = dump(book)
        assert suggest(book, ana, [Suggestion("Cai Wu")], today=TODAY).action_id == 0
        assert dump(book) == before

    @pytest.mark.parametrize(
        ("field", "names"),
        [
            ("suggested", []),
            ("suggested", [Suggestion(" ")]),
            ("suggested", [Suggestion("Ana Ruiz")]),
        ],
    )
    def test_what_cannot_be(
        self, book: Book, ana: int, field: str, names: list[Suggestion]
    ) -> None:
        refused(book, field, lambda: suggest(book, ana, names, today=TODAY))


def test_what_is_under_way(book: Book, asked: int, ana: int, ben: int) -> None:
    cai = person(book, "Cai Wu", wish=True)
    second = ask(book, cai, ben, today=after(1)).ids[0]
    advance(book, second, "made", today=after(4))
    found = open_introductions(book, today=after(5))
    assert [(opening.id, opening.state, opening.days) for opening in found] == [
        (asked, "asked", 5),
        (second, "made", 1),
    ]
    assert len(open_introductions(book, today=TODAY, person=ben)) == 2
    assert len(open_introductions(book, today=TODAY, person=cai)) == 1
    advance(book, asked, "silent", today=after(8))
    assert len(open_introductions(book, today=after(8))) == 1


def test_the_number_of_statements_is_fixed(book: Book, ana: int) -> None:
    counts = []
    people = [person(book, f"Person {number}", wish=True) for number in range(12)]

    def reads(verb: Callable[[], object]) -> int:
        read: list[str] = []
        book.connection.set_trace_callback(read.append)
        verb()
        book.connection.set_trace_callback(None)
        return len(read)

    for number in people:
        counts.append(reads(lambda number=number: ask(book, number, ana, today=TODAY)))  # type: ignore[misc]
    assert len(set(counts)) == 1
    assert reads(lambda: open_introductions(book, today=TODAY)) == 1
    assert reads(lambda: open_asks_to(book, ana)) == 1


def test_errors_are_of_one_kind(book: Book, ana: int) -> None:
    with pytest.raises(FieldError):
        suggest(book, 99, [Suggestion("Cai Wu")], today=TODAY)


def test_after_the_reply_the_day_is_to_be_proposed(book: Book, ben: int, asked: int) -> None:
    advance(book, asked, "made", today=after(1))
    done(book, f"p{ben}", today=after(1))
    said = standing(book, "Ben Roy", after(20))
    assert said == ("grow", "Ana introduced you; propose a day")


def test_two_questions_to_one_introducer_on_one_day_are_one_attempt(
    book: Book, ana: int, ben: int
) -> None:
    cai = person(book, "Cai Wu", wish=True)
    for whom in (ben, cai):
        ask(book, whom, ana, today=TODAY)
    assert standing(book, "Ana Ruiz", TODAY)[0] == "waiting"


@pytest.mark.parametrize("name", ["me", "I", "Myself"])
def test_nobody_introduces_me_to_myself(book: Book, ana: int, name: str) -> None:
    refused(book, "name", lambda: record(book, ana, name=name, today=TODAY))
    refused(book, "suggested", lambda: suggest(book, ana, [Suggestion(name)], today=TODAY))


def test_archived_people_are_brought_back_by_a_command(book: Book, ana: int, ben: int) -> None:
    archive_person(book, ana, today=TODAY)
    error = refused(book, "via", lambda: ask(book, ben, ana, today=TODAY))
    assert "netintern archive PERSON --restore" in error.hint


def test_an_answer_of_somebody_archived_brings_them_back(book: Book, ana: int, asked: int) -> None:
    archive_person(book, ana, today=TODAY)
    receipt = advance(book, asked, "declined", today=TODAY)
    assert receipt.label.endswith(": declined, Ana Ruiz back from the archive")
    assert one(book, "SELECT archived_on FROM person WHERE id = ?", ana) is None
