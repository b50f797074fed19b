"""Triage: the rows with the minutes of the week, and somebody in five lines, at a fixed price."""

from datetime import date

import pytest

from netintern.services import followups, journal
from netintern.services.queries.queue import queue_for, queue_people
from netintern.services.queries.triage import (
    TriageCard,
    card_facts,
    minutes_logged,
    triage_card,
    triage_rows,
    undone_among,
)
from netintern.storage.probe import Book
from netintern.storage.reads import triage as reads
from tests.services.queries.seeding import Seed, plans, statements

TODAY = date(2026, 6, 29)


def card(book: Book, person: int) -> TriageCard:
    """The card of somebody who is there."""
    found = triage_card(book, person, today=TODAY)
    assert found is not None
    return found


def facts(book: Book, person: int) -> dict[str, str]:
    """The five lines."""
    return {
        fact.label: " / ".join(fact.parts) or fact.nothing
        for fact in card_facts(card(book, person), TODAY)
    }


def test_the_rows_are_those_of_the_queue(book: Book, seed: Seed) -> None:
    seed.internship()
    ana = seed.person("Ana Silva", circle="field")
    seed.talk(ana, "2026-06-26")
    seed.owe(ana, "thanks", "2026-06-29")
    seed.person("Ben Roy", wish=1)
    found = triage_rows(book, today=TODAY, people=queue_people(book, today=TODAY))
    queue = queue_for(book, today=TODAY)
    assert [row._replace(planned_week=None) for row in queue.items] == list(found.items)
    assert (found.remaining, found.gate) == (queue.free_minutes, queue.gate)
    assert triage_rows(book, today=TODAY) == found


def test_why_a_row_had_better_wait(book: Book, seed: Seed) -> None:
    seed.internship()
    seed.insert("commitment", name="Demo", due="2026-06-29", hours_left=9.0)
    seed.person("Ben Roy", wish=1)
    found = triage_rows(book, today=TODAY, minute=600)
    checkin, item = found.items
    assert (checkin.kind, item.person) == ("checkin", "Ben Roy")
    assert not item.permitted
    assert found.not_now(item).startswith("not now: Demo needs 9 h, ")
    assert found.not_now(item._replace(permitted=True)) == ""
    assert found.work_first(item).startswith("Work first: Demo needs 9 h, ")
    assert found.work_first(item._replace(permitted=True)) == ""
    spent = found._replace(gate=found.gate._replace(state="open"), remaining=-5)
    assert spent.not_now(item) == "not now: 0 min are left this week"
    assert spent.work_first(item) == "Only 0 min are left this week"
    assert spent._replace(remaining=-33).left == "over by 33 min"
    assert spent._replace(remaining=7, budget=72).left == "7 of 72 min left"


def test_somebody_in_five_lines(book: Book, seed: Seed) -> None:
    tom = seed.person("Tom Okafor", met_on="2026-05-01")
    ana = seed.person("Ana Silva", circle="field", org="Acme", role="Engineer", via=tom)
    mei = seed.person("Mei Tanaka")
    seed.talk(ana, "2026-06-10", learned="queues fail first")
    seed.talk(ana, "2026-06-20", "call", minutes=15, notes="short")
    seed.talk(ana, "2026-06-28", "outbound", minutes=5)
    seed.talk(ana, "2026-06-29", "one_on_one", outcome="cancelled")
    seed.owe(ana, "promise", "2026-07-03", text="the article")
    seed.owe(ana, "thanks", "2026-06-29", done_on="2026-06-29")
    seed.owe(ana, "promise", None, text="a list", direction="theirs")
    seed.insert("introduction", target=mei, via=ana, state="asked", asked_on="2026-06-20")
    seed.insert("introduction", target=ana, via=tom, state="thanked", asked_on="2026-05-20")
    found = card(book, ana)
    assert (found.about, found.met) == ("Engineer · Acme", True)
    assert len(found.questions) == 3
    assert facts(book, ana) | {"ask": ""} == {
        "last": "9d ago, 15 min call: short / learned 2w ago: queues fail first",
        "promised": "you: the article, by Fri 3 Jul / they: a list",
        "through": "Tom Okafor suggested and introduced them",
        "intros": "to Mei Tanaka: asked 9d ago",
        "ask": "",
    }


def test_nothing_is_known_of_somebody_new(book: Book, seed: Seed) -> None:
    ana, ben = seed.person("Ana Silva", wish=1), seed.person("Ben Roy")
    seed.insert("introduction", target=ana, via=ben, state="made", made_on="2026-06-20")
    assert facts(book, ana) | {"ask": ""} == {
        "last": "no talk yet",
        "promised": "nothing is open",
        "through": "introduced by Ben Roy",
        "intros": "Ben Roy introduces them: made",
        "ask": "",
    }
    assert facts(book, ben)["through"] == "nobody suggested them"
    assert not card(book, ana).met
    assert triage_card(book, 99, today=TODAY) is None


def test_what_was_learned_is_told_once(book: Book, seed: Seed) -> None:
    ana = seed.person("Ana Silva")
    seed.talk(ana, "2026-06-29", learned="draw first")
    assert facts(book, ana)["last"] == "today, 30 min talk: draw first"
    ben = seed.person("Ben Roy")
    seed.talk(ben, "2026-06-28", "outbound", learned="an answer by post")
    assert facts(book, ben)["last"] == "learned 1d ago: an answer by post"


@pytest.mark.parametrize("count", [1, 40])
def test_a_card_costs_a_few_statements(book: Book, seed: Seed, count: int) -> None:
    ana = seed.person("Ana Silva")
    for index in range(count):
        other = seed.person(f"Other {index}", via=ana)
        seed.talk([ana, other], "2026-06-20", learned="x")
        seed.owe(ana, "promise", "2026-07-03", text="y")
        seed.insert("introduction", target=other, via=ana, state="asked", asked_on="2026-06-20")
    triage_card(book, ana, today=TODAY)
    assert len(statements(book, lambda: triage_card(book, ana, today=TODAY))) <= 8


def test_the_last_talk_is_found_by_an_index(book: Book) -> None:
    sql = reads.LAST_TALKS.replace("?1", "1").replace("?2", "'2026-06-29'")
    assert "SCAN" not in plans(book, sql).replace("SCAN (subquery", "").replace("SCAN SUBQUERY", "")


def test_minutes_and_steps_that_were_undone(book: Book, seed: Seed) -> None:
    ana = seed.person("Ana Silva")
    seed.talk(ana, "2026-01-05")
    done = followups.done(book, f"p{ana}", today=TODAY)
    assert minutes_logged(book, done.ids) == 10
    assert undone_among(book, [done.action_id]) == frozenset()
    journal.undo(book)
    assert minutes_logged(book, done.ids) == 0
    assert undone_among(book, [done.action_id]) == {done.action_id}
    assert minutes_logged(book, []) == 0
