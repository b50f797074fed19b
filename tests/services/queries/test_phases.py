"""The page of a phase and the campaign, from rows."""

from datetime import date

import pytest

from netintern.services.queries.phases import campaign_for, phase_page
from netintern.storage.probe import Book
from tests.services.queries.seeding import Seed, statements

TODAY = date(2026, 6, 29)
CLOSING, AFTER = date(2026, 8, 10), date(2026, 8, 24)


def test_phase_with_proposals_ticks_and_addresses(book: Book, seed: Seed) -> None:
    outside = phase_page(book, today=TODAY)
    assert (outside.phase, outside.proposals, outside.checklist) == (None, (), ())
    assert (outside.missing, outside.campaign, outside.review_on) == ((), (), None)
    experience = seed.internship()
    other = seed.internship("2025-06-01", "2025-08-21")
    ana = seed.person("Ana", met_on="2026-06-01")
    seed.insert("handle", person=ana, kind="email", value="ana@acme.example", norm="a")
    seed.insert("checklist_tick", experience=experience, key="final.handover", on_day="2026-08-10")
    seed.insert("checklist_tick", experience=other, key="final.goodbyes", on_day="2025-08-10")
    seed.insert("checklist_tick", experience=experience, key="final.export", on_day="2026-08-11")
    page = phase_page(book, today=CLOSING)
    assert (page.phase, page.days_left) == ("final", 11)
    assert [(line.person, line.has) for line in page.missing] == [("Ana", "ana@acme.example")]
    assert [task.key for task in page.checklist if task.done_on] == ["final.handover"]
    assert page.proposals


def test_campaign_in_the_order_of_ways_and_gaps(book: Book, seed: Seed) -> None:
    assert campaign_for(book, today=TODAY) == ()
    experience = seed.internship()
    names = ["Amy", "Bea", "Cal", "Dan"]
    people = {name: seed.person(name) for name in names}
    ana = seed.person("Ana", met_on="2026-06-01")
    seed.tie(ana, people["Dan"], 3)
    boss = seed.person("Boss")
    seed.insert("supervisor", experience=experience, person=boss)
    assert [(line.person, line.on.isoformat()) for line in campaign_for(book, today=AFTER)] == [
        ("Dan", "2026-09-01"),
        ("Amy", "2026-09-01"),
        ("Bea", "2026-09-01"),
        ("Cal", "2026-09-08"),
    ]


@pytest.mark.parametrize(
    ("today", "state", "note"),
    [
        ("2026-09-01", "written", "wrote 1 Sep; wait until 8 Sep"),
        ("2026-09-07", "written", "wrote 1 Sep; wait until 8 Sep"),
        ("2026-09-08", "nudge", "no answer since 1 Sep; one reminder"),
        ("2026-09-10", "written", "wrote 1 Sep; wait until 8 Sep"),
    ],
)
def test_one_reminder_after_a_week(
    book: Book, seed: Seed, today: str, state: str, note: str
) -> None:
    seed.internship()
    amy = seed.person("Amy")
    seed.talk(amy, "2026-09-01", "outbound", purpose="ask")
    if today == "2026-09-10":
        seed.talk(amy, "2026-09-09", "outbound", purpose="message")
        state, note = "parked", "2 messages; let go until 10 Mar 2027"
    (line,) = campaign_for(book, today=date.fromisoformat(today))
    assert (line.on, line.state, line.note) == (date(2026, 9, 1), state, note)


def test_who_was_let_go_comes_back_after_half_a_year(book: Book, seed: Seed) -> None:
    seed.internship()
    amy = seed.person("Amy")
    for day in ("2026-09-01", "2026-09-08"):
        seed.talk(amy, day, "outbound", purpose="message")
    assert [line.state for line in campaign_for(book, today=date(2027, 3, 8))] == ["parked"]
    (line,) = campaign_for(book, today=date(2027, 3, 9))
    assert (line.state, line.on) == ("planned", date(2027, 3, 9))


def test_answers_talks_and_people_met_before(book: Book, seed: Seed) -> None:
    seed.internship()
    amy, bea, cal = (seed.person(name) for name in ("Amy", "Bea", "Cal"))
    seed.talk(cal, "2026-06-10")
    for who in (amy, bea, cal):
        seed.talk(who, "2026-09-01", "outbound", purpose="ask")
    seed.talk(amy, "2026-09-03", "inbound")
    seed.talk(bea, "2026-09-05", "call")
    found = {line.person: (line.state, line.note) for line in
             campaign_for(book, today=date(2026, 9, 10))}  # fmt: skip
    assert found == {"Amy": ("answered", "answered 3 Sep"), "Bea": ("met", "met 5 Sep")}
    # Seen from before, none of it has happened.
    early = campaign_for(book, today=AFTER)
    assert [(line.person, line.state) for line in early] == [("Amy", "planned"), ("Bea", "planned")]


def test_months_of_alumni(book: Book, seed: Seed) -> None:
    seed.internship()
    ana = seed.person("Ana", tier=2)
    for day in ("2026-11-30", "2026-12-01", "2027-01-31", "2027-02-01"):
        seed.talk(ana, day, "exchange")
    rhythm = phase_page(book, today=date(2027, 2, 19)).rhythm
    assert (rhythm.unit, rhythm.streak, rhythm.in_touch) == ("month", 4, 1)
    assert phase_page(book, today=date(2026, 7, 1)).rhythm.unit == "week"


def test_statements_do_not_grow_with_people(book: Book, seed: Seed) -> None:
    seed.internship()
    ana = seed.person("Ana", met_on="2026-06-01", tier=2)
    seed.talk(ana, "2026-07-01")

    def crowd(count: int) -> None:
        for number in range(count):
            who = seed.person(f"Wish {count} {number}", wish=1, circle="leaders")
            seed.tie(ana, who, 2)
            close = seed.person(f"Close {count} {number}", tier=1)
            seed.talk(close, "2026-07-01")

    counts = []
    for size in (3, 30):
        crowd(size)
        asked = len(statements(book, lambda: phase_page(book, today=CLOSING)))
        later = len(statements(book, lambda: campaign_for(book, today=date(2026, 9, 1))))
        counts.append((asked, later))
    assert counts[0] == counts[1]
    assert counts[0][0] <= 40
