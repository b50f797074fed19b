"""Logging a talk with everything that comes of it."""

from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from netintern.domain.errors import ResemblesError
from netintern.services.followups import snooze
from netintern.services.interactions import (
    Newcomer,
    PromiseDraft,
    Suggestion,
    log_talk,
    remove_talk,
)
from netintern.services.journal import redo, undo
from netintern.services.people import archive_person, edit_person
from netintern.services.queries.book import Book
from netintern.services.queries.network import ways_in
from netintern.services.queries.people import find_person, person_page
from netintern.services.queries.queue import queue_for
from netintern.services.queries.weeks import week_for
from netintern.services.settings import set_rule
from netintern.services.ties import tie_people
from netintern.services.weeks import plan_block
from netintern.storage.database import write_lock
from tests.services.helpers import TODAY, dump, one, owed, person, refused, rows, steps, talk

FRIDAY = date(2026, 6, 26)
WEDNESDAY = date(2026, 7, 1)


@pytest.fixture
def ana(book: Book) -> int:
    """Ana, tier 2, in the field: every 30 days."""
    return person(book, "Ana Ruiz", tier=2, circle="field")


def test_after_coffee(book: Book, ana: int) -> None:
    """Journey J3, with the calendar of the fixture."""
    set_rule(book, "holidays", "2026-06-19 2026-07-03", today=TODAY)
    before = dump(book)
    receipt = log_talk(
        book,
        [ana],
        on=TODAY,
        listening=4,
        learned="Tests come first here",
        promised=[PromiseDraft("the slides", date(2026, 7, 2))],
        who_else=True,
        suggested=[
            Suggestion("Ben Roy", "leaders", 3, may_mention=True),
            Suggestion("Cai Wu", "culture", 2, may_mention=True),
        ],
        today=TODAY,
    )
    assert receipt.label == (
        "Ana Ruiz: talk, 30 min, suggested Ben Roy and Cai Wu;"
        " to do: thank-you by Tue 30 Jun, the slides by Thu 2 Jul"
    )
    assert steps(book)[-1] == receipt.label
    interaction, ben, cai = receipt.ids
    assert rows(
        book,
        "SELECT kind, outcome, on_day, minutes, on_clock, listening, who_else FROM interaction",
    ) == [("one_on_one", "done", "2026-06-29", 30, 1, 4, 1)]
    assert rows(book, "SELECT * FROM participant") == [(interaction, ana, "2026-06-29")]
    assert owed(book, ana) == [("thanks", "2026-06-30", None), ("promise", "2026-07-02", None)]
    assert rows(
        book, "SELECT name, via, tracked, wish, circle, tier FROM person WHERE via IS NOT NULL"
    ) == [("Ben Roy", ana, 1, 1, "leaders", 3), ("Cai Wu", ana, 1, 1, "culture", 3)]
    assert rows(book, "SELECT a, b, level FROM tie") == [(ana, ben, 3), (ana, cai, 2)]
    assert rows(book, 'SELECT person, "by", interaction, may_mention FROM referral') == [
        (ben, ana, interaction, 1),
        (cai, ana, interaction, 1),
    ]
    page = person_page(book, ana, today=TODAY)
    assert page.summary.due == date(2026, 7, 29)
    assert page.interactions[0].learned == "Tests come first here"
    grow = {item.person: item.reason for item in queue_for(book, today=TODAY).items}
    assert grow["Ben Roy"].startswith("Ana suggested")
    assert person_page(book, ben, today=TODAY).summary.generation == 1
    after = dump(book)
    undo(book)
    assert dump(book) == before
    redo(book)
    assert dump(book) == after


def test_with_somebody_alone_means_a_talk_of_half_an_hour_today(book: Book, ana: int) -> None:
    receipt = log_talk(book, [ana], on=TODAY, today=TODAY)
    assert receipt.label == "Ana Ruiz: talk, 30 min; to do: thank-you by Tue 30 Jun"
    assert rows(book, "SELECT kind, minutes, on_clock FROM interaction") == [("one_on_one", 30, 1)]
    view = week_for(book, today=TODAY)
    assert (view.spent, view.talks) == (30, 1)


@pytest.mark.parametrize(
    ("people", "kind", "stored"),
    [
        (1, None, "one_on_one"),
        (2, None, "small_group"),
        (4, "one_on_one", "small_group"),
        (5, None, "group_event"),
        (2, "call", "call"),
        (1, "small_group", "small_group"),
    ],
)
def test_the_kind_fits_the_number_of_people(
    book: Book, people: int, kind: str | None, stored: str
) -> None:
    ids = [person(book, f"Person {number}") for number in range(people)]
    talk(book, *ids, kind=kind)
    assert one(book, "SELECT kind FROM interaction") == stored


@pytest.mark.parametrize(
    ("kind", "minutes", "purpose", "label"),
    [
        ("call", 20, None, "Ana Ruiz: call, 20 min"),
        ("exchange", 10, None, "Ana Ruiz: messages, 10 min"),
        ("group_event", 60, None, "Ana Ruiz: event, 60 min"),
        ("inbound", 0, None, "Ana Ruiz: message from them"),
        ("outbound", 10, "message", "Ana Ruiz: message, 10 min"),
    ],
)
def test_the_usual_length_of_each_kind(
    book: Book, ana: int, kind: str, minutes: int, purpose: str | None, label: str
) -> None:
    assert log_talk(book, [ana], on=TODAY, kind=kind, today=TODAY).label.startswith(label)
    assert rows(book, "SELECT minutes, purpose FROM interaction") == [(minutes, purpose)]


def test_labels_name_the_day_and_the_people(book: Book) -> None:
    ids = [person(book, name) for name in ("Ana", "Ben", "Cai", "Dee")]
    assert log_talk(book, ids, on=FRIDAY, today=TODAY).label == (
        "Ana, Ben and 2 more: group talk on Fri 26 Jun, 30 min; to do: thank-you by Fri 26 Jun"
    )
    assert log_talk(book, ids[:3], on=TODAY, today=TODAY).label == (
        "Ana, Ben and Cai: group talk, 30 min; to do: thank-you by Tue 30 Jun"
    )
    missed = log_talk(book, ids[:1], on=TODAY, outcome="cancelled", today=TODAY)
    assert missed.label == "Ana: talk, cancelled"


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("with_ids", {"with_ids": []}),
        ("with_ids", {"with_ids": [99]}),
        ("on", {"on": date(2026, 6, 30)}),
        ("kind", {"kind": "lunch"}),
        ("kind", {"kind": "small_group", "with_ids": [1, 2, 3, 4, 5]}),
        ("minutes", {"minutes": 0}),
        ("minutes", {"minutes": 10_000}),
        ("minutes", {"minutes": -1, "kind": "outbound"}),
        ("minutes", {"minutes": 0, "kind": "exchange"}),
        ("outcome", {"outcome": "lost"}),
        ("purpose", {"purpose": "chat"}),
        ("listening", {"listening": 0}),
        ("listening", {"listening": 6}),
        ("asked", {"asked": ["money"]}),
        ("gave", {"gave": ["money"]}),
        ("next_on", {"next_on": date(2026, 6, 28)}),
        ("event", {"event": 7}),
        ("questions", {"questions": [" "]}),
        ("promised", {"promised": [PromiseDraft(" ", None)]}),
        ("promised", {"promised": [PromiseDraft("x", date(2026, 6, 28))]}),
        ("promised", {"promised": [PromiseDraft("x", None, "ours")]}),
        ("suggested", {"suggested": [Suggestion(" ")]}),
        ("suggested", {"suggested": [Suggestion("Ben Roy", "friends")]}),
        ("suggested", {"suggested": [Suggestion("Ben Roy", None, 4)]}),
        ("suggested", {"suggested": [Suggestion("Ben Roy", same_as=99)]}),
        ("suggested", {"suggested": [Suggestion("Ana Ruiz")]}),
        ("newcomers", {"newcomers": [Newcomer(" ")]}),
        ("newcomers", {"newcomers": [Newcomer("Mei Tanaka", "friends")]}),
        ("newcomers", {"newcomers": [Newcomer("Mei Tanaka", same_as=99)]}),
        (
            "suggested",
            {"newcomers": [Newcomer("Mei Tanaka")], "suggested": [Suggestion("mei tanaka")]},
        ),
        (
            "suggested",
            {
                "with_ids": [],
                "newcomers": [Newcomer("Mei Tanaka")],
                "suggested": [Suggestion("Mei Tanaka")],
            },
        ),
    ],
)
def test_what_cannot_be_is_refused_and_writes_nothing(
    book: Book, ana: int, field: str, fields: dict[str, Any]
) -> None:
    for name in ("Dee Katz", "Eve Orr", "Fay Moon", "Gil Ash"):
        person(book, name)
    given = {"with_ids": [ana], "on": TODAY, **fields}
    refused(book, field, lambda: log_talk(book, given.pop("with_ids"), **given, today=TODAY))


def test_nobody_talks_with_themselves(book: Book, ana: int) -> None:
    set_rule(book, "my_name", "ana ruiz", today=TODAY)
    refused(book, "with_ids", lambda: talk(book, ana))
    ben = person(book, "Ben Roy")
    refused(book, "suggested", lambda: talk(book, ben, suggested=[Suggestion("Ana Ruíz")]))
    refused(book, "newcomers", lambda: talk(book, ben, newcomers=[Newcomer("ANA RUIZ")]))


def test_messages_and_missed_talks_may_take_no_time(book: Book, ana: int) -> None:
    talk(book, ana, kind="outbound", minutes=0)
    talk(book, ana, kind="inbound", minutes=0)
    talk(book, ana, outcome="cancelled", minutes=0)
    talk(book, ana, kind="call", outcome="no_answer")
    assert one(book, "SELECT sum(minutes) FROM interaction") == 0


def test_own_time_is_not_on_the_clock(book: Book, ana: int) -> None:
    talk(book, ana, own_time=True)
    view = week_for(book, today=TODAY)
    assert (view.spent, view.own_time) == (0, 30)


class TestObligations:
    """What arises from a talk."""

    def test_one_thank_you_a_person_and_day(self, book: Book, ana: int) -> None:
        ben = person(book, "Ben Roy")
        talk(book, ana)
        talk(book, ana, ben, minutes=10)
        talk(book, ana, on=FRIDAY)
        assert owed(book, ana) == [("thanks", "2026-06-30", None), ("thanks", "2026-06-26", None)]
        assert owed(book, ben) == [("thanks", "2026-06-30", None)]

    def test_a_thank_you_that_was_done_is_not_owed_again(self, book: Book, ana: int) -> None:
        talk(book, ana)
        talk(book, ana, kind="outbound", purpose="thanks")
        talk(book, ana, minutes=10)
        assert owed(book, ana) == [("thanks", "2026-06-30", "2026-06-29")]

    def test_none_if_it_is_said_so(self, book: Book, ana: int) -> None:
        talk(book, ana, thanks=False)
        assert owed(book, ana) == []

    @pytest.mark.parametrize("kind", ["group_event", "exchange", "outbound"])
    def test_events_and_messages_make_no_thank_you(self, book: Book, ana: int, kind: str) -> None:
        talk(book, ana, kind=kind)
        assert owed(book, ana) == []

    def test_their_message_makes_a_reply(self, book: Book, ana: int) -> None:
        talk(book, ana, kind="inbound", on=FRIDAY)
        assert owed(book, ana) == [("reply", "2026-06-29", None)]

    @pytest.mark.parametrize(
        ("fields", "closed"),
        [
            ({"kind": "exchange"}, True),
            ({"kind": "one_on_one", "thanks": False}, True),
            ({"kind": "call", "thanks": False}, True),
            ({"kind": "outbound"}, True),
            ({"kind": "outbound", "purpose": "reply"}, True),
            ({"kind": "outbound", "purpose": "thanks"}, False),
            ({"kind": "inbound", "outcome": "cancelled"}, False),
            ({"kind": "group_event"}, False),
            ({"kind": "call", "outcome": "no_answer"}, False),
            ({"kind": "exchange", "on": date(2026, 6, 25)}, False),
        ],
    )
    def test_what_answers_a_message(
        self, book: Book, ana: int, fields: dict[str, Any], closed: bool
    ) -> None:
        ben = person(book, "Ben Roy")
        talk(book, ana, ben, kind="inbound", on=FRIDAY)
        on = fields.get("on", TODAY)
        talk(book, ana, **{**fields, "on": on})
        assert owed(book, ana)[0] == ("reply", "2026-06-29", on.isoformat() if closed else None)
        assert owed(book, ben) == [("reply", "2026-06-29", None)]

    def test_advice_makes_a_report(self, book: Book, ana: int) -> None:
        talk(book, ana, kind="call", asked=["advice", "names", "advice"], thanks=False)
        assert owed(book, ana) == [("report", "2026-07-13", None)]
        assert rows(book, "SELECT direction, kind FROM exchange_item") == [
            ("asked", "advice"),
            ("asked", "names"),
        ]
        assert one(book, "SELECT who_else FROM interaction") == 1
        talk(book, ana, kind="outbound", purpose="report")
        assert owed(book, ana) == [("report", "2026-07-13", "2026-06-29")]

    def test_promises_of_both(self, book: Book, ana: int) -> None:
        talk(
            book,
            ana,
            thanks=False,
            on=FRIDAY,
            promised=[
                PromiseDraft("slides", date(2026, 6, 26)),
                PromiseDraft("a name"),
                PromiseDraft("the paper", date(2026, 7, 3), "theirs"),
            ],
        )
        assert rows(book, "SELECT direction, text, due FROM obligation") == [
            ("mine", "slides", "2026-06-26"),
            ("mine", "a name", "2026-07-03"),
            ("theirs", "the paper", "2026-07-03"),
        ]

    def test_nothing_arises_from_what_did_not_happen(self, book: Book, ana: int) -> None:
        talk(book, ana, outcome="cancelled", asked=["advice"])
        talk(book, ana, kind="inbound", outcome="declined")
        assert owed(book, ana) == []


class TestFollowUpDate:
    """A talk sets the follow-up date or ends it."""

    def next_on(self, book: Book, ana: int) -> date | None:
        return person_page(book, ana, today=TODAY).next_on

    def plan(self, book: Book, ana: int) -> None:
        edit_person(book, ana, next_on=date(2026, 7, 20), today=TODAY)

    def test_it_is_set(self, book: Book, ana: int) -> None:
        talk(book, ana, next_on=date(2026, 7, 8))
        assert self.next_on(book, ana) == date(2026, 7, 8)

    @pytest.mark.parametrize("kind", ["one_on_one", "exchange", "inbound", "group_event"])
    def test_contact_ends_it(self, book: Book, ana: int, kind: str) -> None:
        self.plan(book, ana)
        talk(book, ana, kind=kind)
        assert self.next_on(book, ana) is None

    @pytest.mark.parametrize(
        "fields",
        [{"kind": "outbound"}, {"outcome": "cancelled"}, {"kind": "call", "outcome": "no_answer"}],
    )
    def test_no_contact_keeps_it(self, book: Book, ana: int, fields: dict[str, Any]) -> None:
        self.plan(book, ana)
        talk(book, ana, **fields)
        assert self.next_on(book, ana) == date(2026, 7, 20)

    def test_a_talk_before_the_last_contact_keeps_it(self, book: Book, ana: int) -> None:
        talk(book, ana, on=FRIDAY)
        self.plan(book, ana)
        talk(book, ana, on=FRIDAY - timedelta(days=1))
        assert self.next_on(book, ana) == date(2026, 7, 20)
        talk(book, ana, on=FRIDAY, kind="exchange")
        assert self.next_on(book, ana) is None

    def test_a_later_message_without_an_answer_is_no_contact(self, book: Book, ana: int) -> None:
        talk(book, ana, kind="outbound")
        self.plan(book, ana)
        talk(book, ana, on=FRIDAY)
        assert self.next_on(book, ana) is None

    def test_a_talk_ends_a_snooze_and_undo_brings_it_back(self, book: Book, ana: int) -> None:
        talk(book, ana, on=date(2026, 5, 1))
        snooze(book, str(ana), date(2026, 7, 20), today=TODAY)
        before = dump(book)
        talk(book, ana)
        assert rows(book, "SELECT snoozed_until, snoozed_on FROM person") == [(None, None)]
        undo(book)
        assert dump(book) == before
        assert person_page(book, ana, today=TODAY).snoozed_until == date(2026, 7, 20)

    def test_what_was_before_a_snooze_does_not_end_it(self, book: Book, ana: int) -> None:
        talk(book, ana)
        snooze(book, str(ana), date(2026, 7, 20), today=TODAY)
        talk(book, ana, on=FRIDAY)
        talk(book, ana, kind="outbound")
        assert person_page(book, ana, today=TODAY).snoozed_until == date(2026, 7, 20)
        next_day = TODAY + timedelta(days=1)
        talk(book, ana, on=next_day, today=next_day, thanks=False)
        assert one(book, "SELECT snoozed_until FROM person") is None


class TestBlocks:
    """A talk uses up the block that was planned for it."""

    def used(self, book: Book) -> list[int]:
        return [
            row for (row,) in rows(book, "SELECT interaction IS NOT NULL FROM block ORDER BY id")
        ]

    def test_the_block_of_the_person_in_that_week(self, book: Book, ana: int) -> None:
        ben = person(book, "Ben Roy")
        for who, on in ((ana, WEDNESDAY), (ana, WEDNESDAY), (ben, WEDNESDAY)):
            plan_block(book, who, on=on, minutes=30, today=TODAY)
        plan_block(book, ana, on=date(2026, 7, 6), minutes=30, today=TODAY)
        talk(book, ana)
        assert self.used(book) == [1, 0, 0, 0]
        view = week_for(book, today=TODAY)
        assert (view.spent, view.planned) == (30, 60)
        undo(book)
        assert self.used(book) == [0, 0, 0, 0]

    def test_a_message_uses_up_no_time_for_a_talk(self, book: Book, ana: int) -> None:
        plan_block(book, ana, on=WEDNESDAY, minutes=30, today=TODAY)
        plan_block(book, ana, on=WEDNESDAY, minutes=10, purpose="message", today=TODAY)
        talk(book, ana, kind="outbound")
        assert self.used(book) == [0, 1]

    def test_not_what_did_not_happen_or_came_in(self, book: Book, ana: int) -> None:
        plan_block(book, ana, on=WEDNESDAY, minutes=30, today=TODAY)
        talk(book, ana, outcome="cancelled")
        talk(book, ana, kind="inbound")
        talk(book, ana, on=date(2026, 6, 28))
        assert self.used(book) == [0]

    def test_a_group_uses_up_a_block_for_each(self, book: Book, ana: int) -> None:
        ben = person(book, "Ben Roy")
        plan_block(book, ana, on=WEDNESDAY, minutes=30, today=TODAY)
        plan_block(book, ben, on=WEDNESDAY, minutes=30, today=TODAY)
        talk(book, ana, ben)
        assert self.used(book) == [1, 1]


class TestSuggestions:
    """People who are named in a talk."""

    def test_an_equal_name_is_that_person(self, book: Book, ana: int) -> None:
        ben = person(book, "Ben Roy", tracked=False)
        archive_person(book, ben, today=TODAY)
        receipt = log_talk(
            book, [ana], on=TODAY, suggested=[Suggestion("BEN ROY", "leaders")], today=TODAY
        )
        assert len(receipt.ids) == 1
        assert rows(
            book,
            "SELECT via, tracked, wish, circle, archived_on FROM person WHERE id = ?",
            ben,
        ) == [(ana, 1, 1, "leaders", None)]

    def test_a_name_twice_is_one_person(self, book: Book, ana: int) -> None:
        receipt = log_talk(
            book, [ana], on=TODAY, suggested=[Suggestion("Ben Roy")] * 2, today=TODAY
        )
        assert len(receipt.ids) == 2

    def test_the_first_referrer_wins(self, book: Book, ana: int) -> None:
        dee = person(book, "Dee Katz")
        talk(book, ana, suggested=[Suggestion("Ben Roy", knows=1)])
        talk(book, dee, suggested=[Suggestion("Ben Roy", knows=3)])
        talk(book, ana, suggested=[Suggestion("Ben Roy", knows=2, may_mention=True)])
        ben = find_person(book, "Ben Roy").id
        assert one(book, "SELECT via FROM person WHERE id = ?", ben) == ana
        assert rows(book, 'SELECT "by", may_mention FROM referral ORDER BY id') == [
            (ana, 1),
            (dee, 0),
        ]
        assert rows(book, "SELECT a, b, level FROM tie ORDER BY id") == [
            (ana, ben, 2),
            (dee, ben, 3),
        ]
        assert len(ways_in(book, ben, today=TODAY)) == 2

    def test_a_tie_is_never_made_weaker(self, book: Book, ana: int) -> None:
        ben = person(book, "Ben Roy")
        tie_people(book, ana, ben, level=3, kind="family", today=TODAY)
        talk(book, ana, suggested=[Suggestion("Ben Roy", knows=1)])
        assert rows(book, "SELECT level, kind FROM tie") == [(3, "family")]

    def test_somebody_met_before_keeps_their_own_way(self, book: Book, ana: int) -> None:
        ben = person(book, "Ben Roy")
        talk(book, ben, on=FRIDAY)
        talk(book, ana, suggested=[Suggestion("Ben Roy")])
        assert rows(book, "SELECT via, wish FROM person WHERE id = ?", ben) == [(None, 0)]
        assert one(book, "SELECT count(*) FROM referral") == 1

    def test_circles_are_refused(self, book: Book, ana: int) -> None:
        talk(book, ana, suggested=[Suggestion("Ben Roy")])
        ben = find_person(book, "Ben Roy").id
        talk(book, ben, suggested=[Suggestion("Cai Wu")])
        cai = find_person(book, "Cai Wu").id
        error = refused(
            book, "suggested", lambda: talk(book, cai, suggested=[Suggestion("Ana Ruiz")])
        )
        assert error.sentence == (
            "Cai Wu came through Ana Ruiz, so it cannot be the other way round."
        )

    def test_a_resembling_name_is_refused_with_the_candidates(self, book: Book, ana: int) -> None:
        ben = person(book, "Benjamin Royle", org="Acme")
        before = dump(book)
        with pytest.raises(ResemblesError) as caught:
            talk(book, ana, suggested=[Suggestion("Benjamin Royl")])
        assert caught.value.candidates == ((ben, "Benjamin Royle", "Acme"),)
        assert dump(book) == before
        talk(book, ana, suggested=[Suggestion("Benjamin Royl", same_as=ben)])
        assert one(book, "SELECT via FROM person WHERE id = ?", ben) == ana
        talk(book, ana, suggested=[Suggestion("Benjamin Royl", is_new=True)])
        assert one(book, "SELECT count(*) FROM person") == 3

    def test_a_name_that_several_have_is_refused(self, book: Book, ana: int) -> None:
        first, second = person(book, "Ben Roy"), person(book, "Ben Roy")
        with pytest.raises(ResemblesError) as caught:
            talk(book, ana, suggested=[Suggestion("ben roy")])
        assert [found for found, _, _ in caught.value.candidates] == [first, second]
        talk(book, ana, suggested=[Suggestion("ben roy", is_new=True)])
        assert one(book, "SELECT count(*) FROM person") == 4

    def test_names_count_as_asked(self, book: Book, ana: int) -> None:
        talk(book, ana, suggested=[Suggestion("Ben Roy")])
        talk(book, ana, who_else=False)
        talk(book, ana)
        assert rows(book, "SELECT who_else FROM interaction") == [(1,), (0,), (None,)]

    def test_of_several_people_the_first_suggested(self, book: Book, ana: int) -> None:
        dee = person(book, "Dee Katz")
        talk(book, dee, ana, suggested=[Suggestion("Ben Roy")], promised=[PromiseDraft("x")])
        assert one(book, "SELECT via FROM person WHERE name = 'Ben Roy'") == dee
        assert one(book, "SELECT person FROM obligation WHERE kind = 'promise'") == dee


class TestNewcomers:
    """People of a talk who are not in the book yet, and what is said of everybody."""

    def test_they_take_part(self, book: Book, ana: int) -> None:
        before = dump(book)
        receipt = log_talk(
            book,
            [ana],
            on=TODAY,
            newcomers=[Newcomer("Mei Tanaka", "culture", "Design House", ["#chess"])],
            organisation="Acme",
            tags=["mentor", "field"],
            next_on=date(2026, 7, 6),
            suggested=[Suggestion("Cai Wu")],
            questions=["F02"],
            today=TODAY,
        )
        interaction, mei, cai = receipt.ids
        assert receipt.label == (
            "Ana Ruiz and Mei Tanaka: group talk, 30 min, new: Mei Tanaka, suggested Cai Wu;"
            " to do: thank-you by Tue 30 Jun"
        )
        assert rows(book, "SELECT person FROM participant WHERE interaction = ?", interaction) == [
            (ana,),
            (mei,),
        ]
        assert rows(
            book, "SELECT name, circle, org, tracked, wish, next_on, via FROM person ORDER BY id"
        ) == [
            ("Ana Ruiz", "field", "Acme", 1, 0, "2026-07-06", None),
            ("Mei Tanaka", "culture", "Design House", 1, 0, "2026-07-06", None),
            ("Cai Wu", None, "", 1, 1, None, ana),
        ]
        assert owed(book, mei) == [("thanks", "2026-06-30", None)]
        assert set(person_page(book, mei, today=TODAY).summary.tags) == {"chess", "mentor"}
        assert person_page(book, ana, today=TODAY).summary.tags == ("mentor",)
        assert person_page(book, mei, today=TODAY).questions_asked == ("F02",)
        for number, words in ((ana, "acme"), (ana, "mentor"), (mei, "design house")):
            assert words in one(book, "SELECT folded FROM person WHERE id = ?", number)
        assert one(book, "SELECT count(*) FROM tag") == 2
        assert cai
        after = dump(book)
        undo(book)
        assert dump(book) == before
        redo(book)
        assert dump(book) == after

    def test_alone(self, book: Book) -> None:
        receipt = log_talk(book, (), on=TODAY, newcomers=[Newcomer("Mei Tanaka")], today=TODAY)
        assert receipt.label == (
            "Mei Tanaka: talk, 30 min, new: Mei Tanaka; to do: thank-you by Tue 30 Jun"
        )
        assert one(book, "SELECT kind FROM interaction") == "one_on_one"

    def test_they_suggest_and_promise(self, book: Book) -> None:
        _, mei, ben = log_talk(
            book,
            (),
            on=TODAY,
            newcomers=[Newcomer("Mei Tanaka")],
            suggested=[Suggestion("Ben Roy", knows=3)],
            promised=[PromiseDraft("slides")],
            today=TODAY,
        ).ids
        assert one(book, "SELECT via FROM person WHERE id = ?", ben) == mei
        assert rows(book, "SELECT a, b, level FROM tie") == [(mei, ben, 3)]
        assert one(book, "SELECT person FROM obligation WHERE kind = 'promise'") == mei

    def test_a_known_name_is_that_person(self, book: Book, ana: int) -> None:
        edit_person(book, ana, org="Beta", tags=["chess"], today=TODAY)
        receipt = log_talk(
            book,
            [ana],
            on=TODAY,
            newcomers=[Newcomer("ana ruiz", "leaders", "Acme", ["Chess"]), Newcomer("Ana Ruiz")],
            today=TODAY,
        )
        assert len(receipt.ids) == 1
        assert rows(book, "SELECT name, circle, org FROM person") == [("Ana Ruiz", "field", "Beta")]
        assert one(book, "SELECT kind FROM interaction") == "one_on_one"
        assert person_page(book, ana, today=TODAY).summary.tags == ("chess",)

    def test_a_resembling_name_is_refused(self, book: Book, ana: int) -> None:
        before = dump(book)
        with pytest.raises(ResemblesError) as caught:
            talk(book, newcomers=[Newcomer("Anna Ruiz")])
        assert (caught.value.name, caught.value.candidates[0][0]) == ("Anna Ruiz", ana)
        assert dump(book) == before
        talk(book, newcomers=[Newcomer("Anna Ruiz", same_as=ana)])
        assert one(book, "SELECT count(*) FROM person") == 1
        talk(book, newcomers=[Newcomer("Anna Ruiz", is_new=True)])
        assert one(book, "SELECT count(*) FROM person") == 2

    def test_the_same_new_name_twice_is_one_person(self, book: Book) -> None:
        talk(book, newcomers=[Newcomer("Mei Tanaka"), Newcomer("mei tanaka")])
        assert one(book, "SELECT count(*) FROM person") == 1
        assert one(book, "SELECT kind FROM interaction") == "one_on_one"

    def test_many_make_an_event(self, book: Book, ana: int) -> None:
        names = ("Mei Tanaka", "Ben Roy", "Cai Wu", "Dee Katz")
        talk(book, ana, newcomers=[Newcomer(name) for name in names])
        assert one(book, "SELECT kind FROM interaction") == "group_event"
        refused(
            book,
            "kind",
            lambda: talk(
                book, ana, newcomers=[Newcomer(name) for name in names], kind="small_group"
            ),
        )

    def test_the_first_circle_among_the_tags(self, book: Book) -> None:
        dee = person(book, "Dee Katz")
        talk(book, dee, newcomers=[Newcomer("Mei Tanaka")], tags=["#Leaders", "culture", "go"])
        assert rows(book, "SELECT circle FROM person") == [("leaders",), ("leaders",)]
        assert rows(book, "SELECT name FROM tag") == [("go",)]

    def test_reading_for_tags_costs_a_fixed_number_of_statements(self, book: Book) -> None:
        ids = [person(book, f"Person {number}") for number in range(8)]
        read: list[str] = []
        book.connection.set_trace_callback(read.append)
        counts = []
        for people, name in ((ids[:1], "one"), (ids[1:5], "two")):
            read.clear()
            talk(book, *people, tags=[name], organisation="Acme")
            counts.append(len(read))
        assert counts[0] == counts[1]


def test_the_date_of_the_latest_contact_wins(book: Book, ana: int) -> None:
    talk(book, ana, on=date(2026, 6, 20), next_on=date(2026, 8, 3))
    talk(book, ana, on=date(2026, 6, 28), next_on=date(2026, 7, 10))
    assert one(book, "SELECT next_on FROM person") == "2026-07-10"


def test_a_date_of_a_talk_before_the_latest_contact_is_not_taken(book: Book, ana: int) -> None:
    ben, cai = person(book, "Ben Roy"), person(book, "Cai Wu")
    talk(book, ana, on=date(2026, 6, 27))
    edit_person(book, ana, next_on=date(2026, 7, 20), today=TODAY)
    edit_person(book, ben, next_on=date(2026, 7, 20), today=TODAY)
    talk(book, cai)

    def log(*people: int, on: date = FRIDAY) -> str:
        wanted = date(2026, 7, 6)
        return log_talk(book, people, on=on, next_on=wanted, thanks=False, today=TODAY).label

    assert log(ana, ben, cai).endswith(", follow-up date of Ana Ruiz kept")
    found = "SELECT next_on FROM person ORDER BY id"
    assert rows(book, found) == [("2026-07-20",), ("2026-07-06",), ("2026-07-06",)]
    assert log(ana).endswith("min, follow-up date kept")
    assert log(ana, on=TODAY).endswith("min")
    assert rows(book, found)[0] == ("2026-07-06",)


@pytest.mark.parametrize("name", ["me", "I", "Myself"])
def test_oneself_is_neither_new_nor_suggested(book: Book, ana: int, name: str) -> None:
    new, suggested = [Newcomer(name, is_new=True)], [Suggestion(name, is_new=True)]
    refused(book, "newcomers", lambda: talk(book, ana, newcomers=new))
    refused(book, "suggested", lambda: talk(book, ana, suggested=suggested))


def test_who_is_archived_comes_back_with_a_talk(book: Book, ana: int) -> None:
    ben = person(book, "Ben Roy")
    archive_person(book, ana, today=TODAY)
    before = dump(book)
    receipt = log_talk(book, [ana], on=TODAY, thanks=False, today=TODAY)
    assert receipt.label == "Ana Ruiz: talk, 30 min, back from the archive"
    assert one(book, "SELECT archived_on FROM person WHERE id = ?", ana) is None
    undo(book)
    assert dump(book) == before
    receipt = log_talk(book, [ben, ana], on=TODAY, thanks=False, today=TODAY)
    assert receipt.label.endswith(", Ana Ruiz back from the archive")


@pytest.mark.parametrize(
    ("fields", "unanswered"),
    [
        ({"kind": "call", "outcome": "no_answer"}, 1),
        ({"kind": "outbound", "outcome": "no_answer"}, 1),
        ({"outcome": "declined"}, 0),
        ({"outcome": "cancelled"}, 0),
    ],
)
def test_what_did_not_happen_is_kept_and_counts_nothing(
    book: Book, ana: int, fields: dict[str, Any], unanswered: int
) -> None:
    plan_block(book, ana, on=WEDNESDAY, minutes=30, today=TODAY)
    edit_person(book, ana, next_on=WEDNESDAY, today=TODAY)
    talk(book, ana, **fields, minutes=None if fields["outcome"] == "no_answer" else 45)
    page = person_page(book, ana, today=TODAY)
    assert page.interactions[0].outcome == fields["outcome"]
    assert (page.summary.met, page.summary.last_contact, page.next_on) == (False, None, WEDNESDAY)
    assert owed(book, ana) == []
    view = week_for(book, today=TODAY)
    assert (view.spent, view.planned, view.talks) == (0, 30, 0)
    hidden = [row.why for row in queue_for(book, today=TODAY).hidden]
    assert hidden == ["waiting"] * unanswered


def test_questions_are_marked_for_everybody_who_was_there(book: Book, ana: int) -> None:
    ben = person(book, "Ben Roy")
    talk(book, ana, ben, on=FRIDAY, questions=["F02", "X06"])
    assert person_page(book, ben, today=TODAY).questions_asked == ("F02", "X06")
    assert rows(book, "SELECT DISTINCT on_day FROM question_asked") == [("2026-06-26",)]


def test_texts_are_cleaned(book: Book, ana: int) -> None:
    talk(
        book,
        ana,
        learned="one\r\ntwo\x1b[2J",
        notes="\u202enote",
        promised=[PromiseDraft("the\nslides ")],
        suggested=[Suggestion(" Ben\tRoy\x07 ")],
    )
    assert rows(book, "SELECT learned, notes FROM interaction") == [("one\ntwo", "note")]
    assert one(book, "SELECT text FROM obligation WHERE kind = 'promise'") == "the slides"
    assert find_person(book, "Ben Roy").name == "Ben Roy"


def test_a_talk_costs_a_fixed_number_of_statements(book: Book) -> None:
    ids = [person(book, f"Person {number}") for number in range(5)]
    read: list[str] = []
    written: list[str] = []
    book.connection.set_trace_callback(read.append)
    counts = []
    for people in (ids[:1], ids[1:]):
        with write_lock(book) as writer:
            writer.set_trace_callback(written.append)
        read.clear()
        written.clear()
        talk(book, *people)
        # Only statements of the models quote their tables; triggers repeat them in the trace.
        changes = {text for text in written if text.startswith(('INSERT INTO "', 'UPDATE "'))}
        counts.append((len(read), len(changes)))
    # Written are the talk, all its people at once, and a thank-you for each.
    assert counts == [(counts[0][0], 3), (counts[0][0], 6)]
    assert counts[0][0] <= 12


def test_a_talk_can_be_taken_back(book: Book, ana: int) -> None:
    plan_block(book, ana, on=WEDNESDAY, minutes=30, today=TODAY)
    interaction = talk(book, ana, promised=[PromiseDraft("slides")])
    receipt = remove_talk(book, interaction, today=TODAY)
    assert receipt.label == "Ana Ruiz: talk on Mon 29 Jun removed"
    assert owed(book, ana) == []
    assert person_page(book, ana, today=TODAY).interactions == ()
    view = week_for(book, today=TODAY)
    assert (view.spent, view.planned) == (0, 30)
    refused(book, "interaction_id", lambda: remove_talk(book, interaction, today=TODAY))
    undo(book)
    assert len(owed(book, ana)) == 2


def test_nothing_that_was_done_is_taken_back_with_the_talk(book: Book, ana: int) -> None:
    interaction = talk(book, ana)
    talk(book, ana, kind="outbound", purpose="thanks")
    remove_talk(book, interaction, today=TODAY)
    assert owed(book, ana) == [("thanks", "2026-06-30", "2026-06-29")]


def test_a_promise_is_with_whoever_made_it(book: Book, ana: int) -> None:
    ben = person(book, "Ben Roy")
    receipt = log_talk(
        book,
        [ana, ben],
        on=TODAY,
        thanks=False,
        newcomers=[Newcomer("Cai Wu")],
        promised=[
            PromiseDraft("slides"),
            PromiseDraft("a paper", direction="theirs", person=ben),
            PromiseDraft("a book", direction="theirs", person="cai wu"),
        ],
        today=TODAY,
    )
    assert rows(book, "SELECT text, person FROM obligation ORDER BY id") == [
        ("slides", ana),
        ("a paper", ben),
        ("a book", receipt.ids[1]),
    ]
    strangers: tuple[str | int, ...] = ("Dee Katz", 99)
    for other in strangers:
        drafts = [PromiseDraft("slides", person=other)]
        refused(book, "promised", partial(talk, book, ana, promised=drafts))
