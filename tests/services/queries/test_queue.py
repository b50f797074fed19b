"""The queue: who is in it, in which lane, with which reason, and at which price."""

from datetime import date

import pytest

from netintern.services.experiences import add_experience
from netintern.services.people import add_person
from netintern.services.queries.queue import QueueView, queue_for, queue_people, refreshed
from netintern.services.queries.status import status
from netintern.storage.probe import Book
from tests.services.queries.seeding import Seed, plans, statements

TODAY = date(2026, 6, 29)


def view(book: Book, today: date = TODAY) -> QueueView:
    return queue_for(book, today=today)


def rows(book: Book, today: date = TODAY) -> list[tuple[str, str, str | None, str]]:
    return [(item.id, item.lane, item.person, item.reason) for item in view(book, today).items]


def hidden(book: Book, today: date = TODAY) -> list[tuple[str, str, date | None]]:
    return [(item.person, item.why, item.until) for item in view(book, today).hidden]


def test_empty_book_has_an_empty_queue(book: Book) -> None:
    found = view(book)
    assert found.items == ()
    assert found.hidden == ()
    assert found.counts == {"owe": 0, "closing": 0, "due": 0, "grow": 0, "reconnect": 0}
    # Without an experience there is no cap, and the own budget is an hour (domain rule 2.0).
    assert found.free_minutes == 60
    assert found.gate.state == "open"


def test_lanes_in_their_order(book: Book, seed: Seed) -> None:
    grow = seed.person("Gail Wish", wish=1)
    due = seed.person("Dan Due", tier=2, circle="field")
    seed.talk(due, "2026-05-19")
    owe = seed.person("Oda Owe", tier=3)
    seed.talk(owe, "2026-06-26")
    thanks = seed.owe(owe, "thanks", "2026-06-26")
    lapsed = seed.person("Lee Lapsed", tier=1, trust=1)
    seed.talk(lapsed, "2025-06-18")
    assert rows(book) == [
        (f"o{thanks}", "owe", "Oda Owe", "thank-you, 1 working day late"),
        (f"p{due}", "due", "Dan Due", "11 days past a 30-day rhythm"),
        (f"p{grow}", "grow", "Gail Wish", "never met"),
        (f"p{lapsed}", "reconnect", "Lee Lapsed", "silent 376 days; trusted"),
    ]
    assert view(book).counts == {"owe": 1, "closing": 0, "due": 1, "grow": 1, "reconnect": 1}


def test_only_tracked_living_people(book: Book, seed: Seed) -> None:
    seed.person("Una Untracked", tracked=0)
    seed.person("Ari Archived", archived_on="2026-06-01")
    seed.person("Del Deleted", deleted_ms=1)
    assert rows(book) == []


def test_an_untracked_person_whom_one_owes_is_told_under_not_now(book: Book, seed: Seed) -> None:
    una = seed.person("Una Untracked", tracked=0)
    seed.owe(una, "promise", "2026-06-29", text="slides")
    assert rows(book) == []
    assert hidden(book) == [("Una Untracked", "untracked", None)]
    assert queue_for(book, today=TODAY, hidden=False).hidden == ()


def test_future_talks_do_not_exist(book: Book, seed: Seed) -> None:
    dan = seed.person("Dan Due", tier=2)
    seed.talk(dan, "2026-05-19")
    seed.talk(dan, "2026-07-10")
    assert [row[1] for row in rows(book)] == ["due"]
    never = seed.person("Fay Future")
    seed.talk(never, "2026-07-10")
    assert (f"p{never}", "grow", "Fay Future", "never met") in rows(book)


def test_met_on_counts_as_met_but_not_as_contact(book: Book, seed: Seed) -> None:
    ima = seed.person("Ima Import", met_on="2024-01-01")
    assert rows(book) == [(f"p{ima}", "grow", "Ima Import", "no talk yet")]
    assert hidden(book) == []


def test_an_explicit_date_wins_and_the_calendar_rolls_it(book: Book, seed: Seed) -> None:
    seed.rule("holidays", ["2026-06-29"])
    ana = seed.person("Ana", tier=2, next_on="2026-06-28")
    seed.talk(ana, "2026-06-20")
    assert rows(book) == []
    assert view(book, date(2026, 6, 30)).items[0].due == date(2026, 6, 30)


def test_a_date_that_contact_has_overtaken_is_over(book: Book, seed: Seed) -> None:
    ana = seed.person("Ana", tier=2, next_on="2026-06-10")
    seed.talk(ana, "2026-06-20")
    assert rows(book) == []


def test_snooze_hides_until_its_day_or_until_contact(book: Book, seed: Seed) -> None:
    ana = seed.person("Ana", tier=2, snoozed_until="2026-07-06", snoozed_on="2026-06-28")
    seed.talk(ana, "2026-05-01")
    assert hidden(book) == [("Ana", "snoozed", date(2026, 7, 6))]
    # After it the snooze, not the last contact, says how late the person is.
    after = view(book, date(2026, 7, 7))
    assert [(item.due, item.reason) for item in after.items] == [
        (date(2026, 7, 6), "1 day past a 30-day rhythm")
    ]
    seed.talk(ana, "2026-06-28", "inbound")
    assert hidden(book) == []
    assert queue_people(book, today=TODAY)[ana].due == date(2026, 7, 28)


def test_unanswered_messages_wait_then_come_back_then_let_go(book: Book, seed: Seed) -> None:
    ana = seed.person("Ana", wish=1)
    seed.talk(ana, "2026-06-25", "outbound", purpose="ask", minutes=0)
    assert hidden(book) == [("Ana", "waiting", date(2026, 7, 2))]
    assert [row[1] for row in rows(book, date(2026, 7, 2))] == ["grow"]
    seed.talk(ana, "2026-07-02", "outbound", purpose="message", outcome="no_answer", minutes=0)
    assert hidden(book, date(2026, 7, 20)) == [("Ana", "let_go", date(2026, 12, 31))]
    assert [row[1] for row in rows(book, date(2026, 12, 31))] == ["grow"]


def test_thanks_kept_promises_and_answers_are_not_unanswered(book: Book, seed: Seed) -> None:
    ana = seed.person("Ana", wish=1)
    for purpose in ("thanks", "promise", "report", "reply", "goodbye", None):
        seed.talk(ana, "2026-06-28", "outbound", purpose=purpose, minutes=0)
    assert queue_people(book, today=TODAY)[ana].unanswered == 0
    seed.talk(ana, "2026-06-20", "outbound", purpose="message", minutes=0)
    seed.talk(ana, "2026-06-21", "outbound", purpose="message", minutes=0)
    assert queue_people(book, today=TODAY)[ana].unanswered == 2
    seed.talk(ana, "2026-06-21", "inbound", minutes=0)
    assert queue_people(book, today=TODAY)[ana].unanswered == 0


def test_declined_and_cancelled_talks_are_neither_contact_nor_meeting(
    book: Book, seed: Seed
) -> None:
    ana = seed.person("Ana")
    seed.talk(ana, "2026-06-20", outcome="cancelled")
    seed.talk(ana, "2026-06-21", outcome="declined")
    seed.talk(ana, "2026-06-22", outcome="no_answer")
    person = queue_people(book, today=TODAY)[ana]
    assert not person.met
    assert person.contact_days == ()


def test_promises_come_five_workdays_before_their_day(book: Book, seed: Seed) -> None:
    ana = seed.person("Ana", tier=3)
    seed.talk(ana, "2026-06-28")
    promise = seed.owe(ana, "promise", "2026-07-10", text="slides")
    assert hidden(book) == [("Ana", "promised", date(2026, 7, 3))]
    assert rows(book, date(2026, 7, 3)) == [
        (f"o{promise}", "owe", "Ana", "promise: slides, by Fri 10 Jul")
    ]


def test_what_they_owe_and_what_is_closed_is_not_in_the_queue(book: Book, seed: Seed) -> None:
    ana = seed.person("Ana")
    seed.talk(ana, "2026-06-28")
    seed.owe(ana, "promise", "2026-06-20", direction="theirs")
    seed.owe(ana, "thanks", "2026-06-20", done_on="2026-06-21")
    seed.owe(ana, "thanks", "2026-06-20", dropped_on="2026-06-21")
    seed.owe(ana, "thanks", "2026-06-20", deleted_ms=1)
    assert rows(book) == []
    undated = seed.owe(ana, "promise", None, text="slides")
    assert rows(book) == [(f"o{undated}", "owe", "Ana", "promise: slides, due today")]


def test_ways_in_words_and_score(book: Book, seed: Seed) -> None:
    ana = seed.person("Dr. Ana Silva", tier=3)
    seed.talk(ana, "2026-06-29")
    ben = seed.person("Ben Roy", wish=1)
    seed.tie(ana, ben, 2)
    found = queue_people(book, today=TODAY)[ben]
    assert found.path_score == pytest.approx((0.2 + 0.8 * 0.5) * 0.6)
    assert found.way_in == "Ana can introduce"
    cai = seed.person("Cai Wu", wish=1)
    seed.tie(ben, cai, 3)
    found = queue_people(book, today=TODAY)[cai]
    assert found.path_score == pytest.approx((0.2 + 0.8 * 0.5) * 0.6 * 0.9)
    assert found.way_in == "Ana, then Ben, can introduce"


def test_whoever_was_suggested_says_so(book: Book, seed: Seed) -> None:
    ana = seed.person("Ana Silva")
    seed.talk(ana, "2026-06-29")
    ben = seed.person("Ben Roy", via=ana)
    assert queue_people(book, today=TODAY)[ben].way_in == "Ana suggested"
    seed.tie(ana, ben, 2)
    assert queue_people(book, today=TODAY)[ben].way_in == "Ana suggested"
    better = seed.person("Cleo Best")
    for day in ("2026-06-01", "2026-06-15", "2026-06-29"):
        seed.talk(better, day)
    seed.tie(better, ben, 3)
    assert queue_people(book, today=TODAY)[ben].way_in == "Cleo can introduce"


def test_an_untracked_person_whom_one_met_can_introduce(book: Book, seed: Seed) -> None:
    una = seed.person("Una Import", tracked=0, met_on="2024-01-01")
    far = seed.person("Far Away", tracked=0)
    seed.talk(far, "2026-06-29", "call")
    ben = seed.person("Ben Roy", wish=1)
    seed.tie(una, ben, 3)
    found = queue_people(book, today=TODAY)[ben]
    assert found.path_score == pytest.approx(0.2 * 0.9)
    assert found.way_in == "Una can introduce"
    seed.tie(far, una, 3)
    found = queue_people(book, today=TODAY)[ben]
    assert found.path_score == pytest.approx(0.6 * 0.9 * 0.9)
    assert found.way_in == "Far, then Una, can introduce"


@pytest.mark.parametrize("gone", ["do_not_ask", "archived_on", "deleted_ms"])
def test_people_who_may_not_be_asked_are_no_way(book: Book, seed: Seed, gone: str) -> None:
    value = "2026-01-01" if gone == "archived_on" else 1
    ana = seed.person("Ana Silva", tracked=0, **{gone: value})
    seed.talk(ana, "2026-06-29")
    ben = seed.person("Ben Roy", wish=1)
    seed.tie(ana, ben, 3)
    assert queue_people(book, today=TODAY)[ben].path_score == 0


def test_recent_requests_make_an_introducer_less_likely(book: Book, seed: Seed) -> None:
    ana, ben = seed.person("Ana Silva"), seed.person("Ben Roy", wish=1)
    other = seed.person("Otto Other")
    seed.talk(ana, "2026-06-29")
    seed.tie(ana, ben, 3)
    seed.insert("introduction", target=other, via=ana, state="met", asked_on="2026-06-10")
    seed.insert("introduction", target=other, via=ana, state="met", asked_on="2026-05-30")
    assert queue_people(book, today=TODAY)[ben].path_score == pytest.approx(0.6 * 0.5 * 0.9)


def test_an_open_introduction_waits_then_asks_again(book: Book, seed: Seed) -> None:
    ana, ben = seed.person("Ana Silva"), seed.person("Ben Roy", wish=1)
    seed.talk(ana, "2026-06-28")
    seed.tie(ana, ben, 2)
    seed.insert("introduction", target=ben, via=ana, state="asked", asked_on="2026-06-26")
    found = view(book).hidden
    assert [(item.person, item.why, item.until, item.reason) for item in found] == [
        ("Ben Roy", "waiting", date(2026, 7, 3), "asked Ana 3 days ago")
    ]
    assert rows(book, date(2026, 7, 3)) == [
        (f"p{ben}", "grow", "Ben Roy", "ask Ana again, or let it rest")
    ]


@pytest.mark.parametrize("state", ["declined", "silent"])
def test_after_a_refusal_the_next_best_way(book: Book, seed: Seed, state: str) -> None:
    ana, una = seed.person("Ana Silva"), seed.person("Una Ruiz")
    seed.talk([ana], "2026-06-28")
    seed.talk([una], "2026-03-28")
    ben = seed.person("Ben Roy", wish=1)
    seed.tie(ana, ben, 3)
    seed.tie(una, ben, 1)
    assert queue_people(book, today=TODAY)[ben].way_in == "Ana can introduce"
    seed.insert("introduction", target=ben, via=ana, state=state, asked_on="2026-06-20")
    assert queue_people(book, today=TODAY)[ben].way_in == "Una can introduce"


def test_closing_lane_near_the_end(book: Book, seed: Seed) -> None:
    seed.internship()
    seed.agreed(1, "2026-08-06", 90)
    near = seed.person("Near Tier", tier=2)
    seed.talk(near, "2026-08-01")
    seed.person("Never Met", wish=1)
    today = date(2026, 8, 10)
    assert [(row[1], row[2], row[3]) for row in rows(book, today)] == [
        ("closing", "Near Tier", "11 days left, silent 9 days"),
        ("closing", "Never Met", "11 days left, never met"),
    ]


def test_checkin_is_a_row_of_the_boss(book: Book, seed: Seed) -> None:
    experience = seed.internship()
    assert rows(book, date(2026, 6, 7)) == []
    first = view(book, date(2026, 6, 8)).items[0]
    assert (first.id, first.kind, first.person_id, first.person) == ("o0", "checkin", None, None)
    assert first.due == date(2026, 6, 8)
    boss = seed.person("Maya Boss", tracked=0)
    seed.insert("supervisor", experience=experience, person=boss)
    first = view(book, date(2026, 6, 8)).items[0]
    assert (first.person_id, first.person) == (boss, "Maya Boss")
    seed.agreed(experience, "2026-06-08", 90)
    assert rows(book, date(2026, 6, 19)) == []
    assert [row[1] for row in rows(book, date(2026, 6, 22))] == ["owe"]
    # Afterwards nobody asks.
    assert rows(book, date(2026, 8, 24)) == []


def test_two_heavy_weeks_bring_the_checkin_forward(book: Book, seed: Seed) -> None:
    experience = seed.internship()
    seed.agreed(experience, "2026-06-16", 60)
    other = seed.person("Una", tracked=0)
    seed.talk(other, "2026-06-17", minutes=49)
    seed.talk(other, "2026-06-23", minutes=30)
    assert rows(book, date(2026, 6, 24)) == []
    seed.insert("block", on_day="2026-06-25", minutes=19)
    assert [row[0] for row in rows(book, date(2026, 6, 24))] == ["o0"]


def test_gate_and_free_minutes_dim_rows(book: Book, seed: Seed) -> None:
    seed.person("Gail Wish", wish=1)
    ana = seed.person("Ana")
    seed.talk(ana, "2026-06-28", minutes=0)
    seed.owe(ana, "thanks", "2026-06-29")
    assert [item.permitted for item in view(book).items] == [True, True]
    seed.insert("commitment", name="Demo", due="2026-06-30", hours_left=9)
    found = queue_for(book, today=TODAY, minute=15 * 60)
    assert found.gate.reason == "Not now: Demo needs 9 h, 8 h left"
    assert [item.permitted for item in found.items] == [True, False]


def test_rows_are_planned_into_weeks_with_room(book: Book, seed: Seed) -> None:
    seed.rule("own_budget", 40)
    for number in range(5):
        seed.person(f"Wish {number}", wish=1)
    week = date(2026, 6, 29)
    assert [item.planned_week for item in view(book).items] == [week] * 4 + [date(2026, 7, 6)]
    seed.insert("block", on_day="2026-07-01", minutes=35)
    assert view(book).free_minutes == 5
    assert [item.planned_week for item in view(book).items] == [date(2026, 7, 6)] * 4 + [
        date(2026, 7, 13)
    ]
    seed.rule("own_budget", 5)
    assert {item.planned_week for item in view(book).items} == {None}


def test_minutes_keep_the_rows_that_fit(book: Book, seed: Seed) -> None:
    close = seed.person("Close", tier=1)
    seed.talk(close, "2026-05-29")
    seed.person("Wish", wish=1)
    found = queue_for(book, today=TODAY, minutes=10)
    assert [item.person for item in found.items] == ["Wish"]
    assert found.counts["due"] == 1


def test_status_agrees_with_the_queue_and_the_week(book: Book, seed: Seed) -> None:
    experience = seed.internship()
    seed.agreed(experience, "2026-06-22", 90)
    seed.rule("holidays", ["2026-07-03"])
    due = seed.person("Dan Due", tier=2, circle="field")
    seed.talk(due, "2026-05-19")
    ana = seed.person("Ana", circle="adjacent")
    seed.talk(ana, "2026-06-29", minutes=5)
    seed.owe(ana, "thanks", "2026-06-30")
    seed.person("Wish", wish=1)
    found = status(book, today=TODAY)
    assert (found.due, found.owe, found.spent, found.budget) == (1, 1, 5, 72)
    assert (found.gate, found.mix, found.next_circle) == ("open", "0/1/0/0", "field")


def grow_book(seed: Seed, tracked: int, others: int) -> None:
    """Tracked people with talks, wishes with ties, and imported people around them."""
    seed.connection.execute("BEGIN")
    for number in range(tracked):
        person = seed.person(f"Person {number}", circle="field", wish=int(number % 5 == 0))
        if number % 5:
            seed.talk(person, f"2026-0{1 + number % 6}-1{number % 10}")
        if number % 7 == 0:
            seed.owe(person, "thanks", "2026-06-26")
    for number in range(others):
        person = seed.person(f"Import {number}", tracked=0, met_on="2025-01-01")
        seed.tie(1 + number % tracked, person)
        if number:
            seed.tie(person - 1, person)
    seed.connection.execute("COMMIT")


def test_number_of_statements_does_not_depend_on_the_book(book: Book, seed: Seed) -> None:
    seed.internship()
    grow_book(seed, 10, 5)
    few = len(statements(book, lambda: view(book)))
    grow_book(seed, 60, 200)
    many = len(statements(book, lambda: view(book)))
    assert few <= many <= 24


def test_status_runs_fewer_statements(book: Book, seed: Seed) -> None:
    grow_book(seed, 20, 20)
    assert len(statements(book, lambda: status(book, today=TODAY))) <= 14


def test_no_statement_of_the_queue_scans_people_or_interactions(book: Book, seed: Seed) -> None:
    seed.internship()
    grow_book(seed, 40, 400)
    for statement in statements(book, lambda: view(book)):
        if statement.startswith("PRAGMA"):
            continue
        plan = plans(book, statement)
        # "p" stands for person there, "i" for interaction, "t" for ties.
        for line in plan.splitlines():
            scanned = line.startswith("SCAN") and "USING INDEX tracked" not in line
            words = line.split()
            assert not (scanned and words[1] in {"p", "i", "t", "x", "v", "person"}), plan


def test_index_of_tracked_people_and_of_open_obligations_are_used(book: Book, seed: Seed) -> None:
    grow_book(seed, 10, 10)
    told = "\n".join(
        plans(book, statement)
        for statement in statements(book, lambda: view(book))
        if not statement.startswith("PRAGMA")
    )
    assert "SCAN p USING INDEX tracked" in told
    assert "SEARCH o USING INDEX open_owe (person=?)" in told
    assert "SEARCH p USING COVERING INDEX participant_person_on_day_interaction" in told
    assert "SEARCH i USING INDEX int_week (on_day>? AND on_day<?)" in told


def test_part_of_the_people_is_read_alone(book: Book, seed: Seed) -> None:
    grow_book(seed, 20, 20)
    everybody = queue_people(book, today=TODAY)
    some = queue_people(book, today=TODAY, ids=[3, 6, 9999])
    assert some == {3: everybody[3], 6: everybody[6]}


def test_refreshed_people_equal_people_read_anew(book: Book, seed: Seed) -> None:
    grow_book(seed, 30, 60)
    before = queue_people(book, today=TODAY)
    ana = seed.person("Ana New", tracked=0)
    seed.talk(ana, "2026-06-29")
    seed.tie(ana, 41)
    after = refreshed(book, before, [ana, 41], today=TODAY)
    assert after == queue_people(book, today=TODAY)
    seed.connection.execute("UPDATE person SET tracked = 0 WHERE id = 7")
    assert refreshed(book, after, [7], today=TODAY) == queue_people(book, today=TODAY)
    seed.talk(8, "2026-06-29")
    seed.connection.execute("UPDATE person SET via = 8, name = 'Renamed' WHERE id = 11")
    assert refreshed(book, queue_people(book, today=TODAY), [8, 11], today=TODAY) == queue_people(
        book, today=TODAY
    )


def test_a_queue_from_refreshed_people_is_the_queue(book: Book, seed: Seed) -> None:
    seed.internship()
    grow_book(seed, 30, 30)
    people = queue_people(book, today=TODAY)
    seed.talk(5, "2026-06-29")
    people = refreshed(book, people, [5], today=TODAY)
    assert queue_for(book, today=TODAY, people=people) == view(book)


def test_the_boss_is_nobody_to_be_met_first(book: Book) -> None:
    boss = add_person(book, "Dana Boss", today=TODAY).ids[0]
    assert [item.person for item in view(book).items] == ["Dana Boss"]
    add_experience(
        book, kind="internship", org="Acme", start=TODAY, supervisor=(boss,), today=TODAY
    )
    assert view(book).items == ()
