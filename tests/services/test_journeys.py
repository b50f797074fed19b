"""The end of an internship and half a year later, through the services; every number by hand."""

from datetime import date

import pytest

from netintern.services import followups, interactions, introductions, phases, weeks
from netintern.services.calendar import add_holiday
from netintern.services.experiences import add_experience
from netintern.services.handles import set_lasting
from netintern.services.interactions import Suggestion
from netintern.services.journal import undo
from netintern.services.queries.book import Book
from netintern.services.queries.drafting import draft, fitting_template
from netintern.services.queries.people import person_page
from netintern.services.queries.phases import phase_page
from netintern.services.queries.queue import queue_for
from netintern.services.queries.settings import calendar
from netintern.services.queries.weeks import week_for
from netintern.services.settings import set_rule
from tests.services.helpers import person

START, END = date(2026, 6, 1), date(2026, 8, 21)
CLOSING = date(2026, 8, 10)
"""Monday, two weeks before the end."""
LATER = date(2027, 2, 19)
"""Friday, six months after it."""


def _summer(book: Book) -> None:
    add_experience(book, org="Acme", start=START, end=END, today=START)
    for day in (date(2026, 6, 19), date(2026, 7, 3)):
        add_holiday(book, day, today=START)
    set_rule(book, "own_budget", "120", today=START)
    weeks.checkin(book, agreed=90, today=date(2026, 8, 7))


def _talk(book: Book, who: int, on: date) -> None:
    interactions.log_talk(book, [who], on=on, thanks=False, today=on)


@pytest.fixture
def people(book: Book) -> dict[str, int]:
    """Whom one knows two weeks before the end, and whom one does not."""
    _summer(book)
    ana = person(book, "Ana Silva", circle="field", tier=2, email=("ana@acme.example",))
    cai = person(book, "Cai Wu", circle="adjacent", tier=1, email=("cai@gmail.com",))
    dee = person(book, "Dee Fox", circle="culture", tier=3)
    _talk(book, ana, date(2026, 7, 30))
    _talk(book, cai, date(2026, 8, 6))
    _talk(book, dee, date(2026, 7, 31))
    found = {"Ana": ana, "Cai": cai, "Dee": dee}
    found["Ben"] = person(book, "Ben Roy", circle="leaders", wish=True, via=ana, knows=2)
    for name, circle in (("Eve", "leaders"), ("Fay", "field"), ("Gus", "leaders")):
        found[name] = person(book, f"{name} Lin", circle=circle, wish=True)
    for day in (date(2026, 7, 13), date(2026, 7, 27)):
        followups.wait(book, f"p{found['Gus']}", today=day)
    return found


def test_who_is_left_two_weeks_before_the_end(book: Book, people: dict[str, int]) -> None:
    page = phase_page(book, today=CLOSING)
    assert (page.phase, page.days_left) == ("final", 11)
    view = queue_for(book, today=CLOSING)
    assert {item.lane for item in view.items} == {"closing"}
    assert [item.person for item in view.items] == ["Ben Roy", "Eve Lin", "Ana Silva", "Fay Lin"]
    # 14 - 11 = 3, and the missing share of the circle: leaders 0.2, field 0.4 - 1/3.
    assert [item.urgency for item in view.items] == pytest.approx(
        [3.2, 3.2, 3.0 + 0.4 - 1 / 3, 3.0 + 0.4 - 1 / 3]
    )
    assert [line.person for line in page.closing] == [item.person for item in view.items]
    assert [(item.person, item.why, item.until) for item in view.hidden] == [
        ("Gus Lin", "let_go", date(2027, 1, 25))
    ]


def test_the_way_to_each_of_them(book: Book, people: dict[str, int]) -> None:
    page = phase_page(book, today=CLOSING)
    ben, eve, ana, _ = page.closing
    assert ben.via is not None
    assert (ben.via.id, ben.way) == (people["Ana"], "ask Ana Silva, who works with Ben Roy")
    assert (eve.via, eve.way) == (None, "nobody leads to them yet; write to them yourself")
    assert (ana.met, ana.way) == (True, "")
    introductions.ask(book, people["Ben"], people["Ana"], today=CLOSING)
    until = followups.snooze_day("e", CLOSING, calendar(book), ends=END)
    followups.snooze(book, f"p{people['Fay']}", until, today=CLOSING)
    weeks.plan_block(book, people["Eve"], on=date(2026, 8, 12), minutes=20, today=CLOSING)
    page = phase_page(book, today=CLOSING)
    assert [line.person for line in page.closing] == ["Eve Lin"]
    assert page.postponed == 1
    assert until == date(2026, 8, 24)
    assert week_for(book, today=CLOSING).planned == 20


def test_work_is_handed_over_and_goodbyes_follow(book: Book, people: dict[str, int]) -> None:
    page = phase_page(book, today=CLOSING)
    keys = [task.key for task in page.checklist]
    assert keys.index("final.handover") < keys.index("final.goodbyes")
    assert page.goodbyes_from == date(2026, 8, 19)
    assert [line.person for line in page.goodbyes] == ["Cai Wu", "Ana Silva", "Dee Fox"]
    assert fitting_template(book, people["Cai"], f"p{people['Cai']}", today=END) == "T10"
    phases.say_goodbye(book, people["Cai"], today=END)
    assert [line.said_on for line in phase_page(book, today=END).goodbyes] == [END, None, None]
    # Nobody is waited for: the note asks for nothing.
    assert all(item.person != "Cai Wu" for item in queue_for(book, today=END).hidden)
    undo(book)
    assert phase_page(book, today=END).goodbyes[0].said_on is None


def test_addresses_that_are_missing_are_counted(book: Book, people: dict[str, int]) -> None:
    page = phase_page(book, today=CLOSING)
    assert [(line.person, line.has) for line in page.missing] == [
        ("Ana Silva", "ana@acme.example"),
        ("Dee Fox", ""),
    ]
    assert week_for(book, today=CLOSING).missing_addresses == 2
    set_lasting(book, people["Ana"], "ana@acme.example", today=CLOSING)
    assert [line.person for line in phase_page(book, today=CLOSING).missing] == ["Dee Fox"]


def test_the_list_outlives_the_internship(book: Book, people: dict[str, int]) -> None:
    interactions.log_talk(
        book,
        [people["Cai"]],
        on=END,
        suggested=[Suggestion("Hal Kay", "leaders", is_new=True)],
        today=END,
    )
    for day in (date(2026, 8, 24), LATER, date(2028, 8, 21)):
        wishes = {
            person_page(book, people[name], today=day).summary.wish
            for name in ("Ben", "Eve", "Fay", "Gus")
        }
        assert wishes == {True}
    names = {line.person for line in phase_page(book, today=date(2026, 8, 24)).campaign}
    assert names == {"Ben Roy", "Eve Lin", "Fay Lin", "Gus Lin", "Hal Kay"}


def test_six_months_later(book: Book) -> None:
    _summer(book)
    ana = person(book, "Ana Silva", circle="field", tier=2)
    for day in (date(2026, 6, 3), date(2026, 6, 12)):
        _talk(book, ana, day)
    fay, gus, hal = (
        person(book, name, circle="leaders", wish=True)
        for name in ("Fay Orr", "Gus Poe", "Hal Kay")
    )
    for who in (fay, gus):
        followups.done(book, f"p{who}", today=date(2026, 9, 1))
    interactions.log_talk(book, [fay], on=date(2026, 9, 3), kind="inbound", today=date(2026, 9, 3))
    (reply,) = [item for item in queue_for(book, today=date(2026, 9, 4)).items
                if item.person_id == fay]  # fmt: skip
    assert (reply.kind, reply.due) == ("reply", date(2026, 9, 4))
    followups.done(book, reply.id, today=date(2026, 9, 4))
    followups.wait(book, f"p{gus}", today=date(2026, 9, 8))

    page, week = phase_page(book, today=LATER), week_for(book, today=LATER)
    assert (page.phase, week.cap, page.rhythm.unit) == ("after:alumni", None, "month")
    summary = person_page(book, ana, today=LATER).summary
    assert (summary.state, (LATER - date(2026, 6, 12)).days) == ("lapsed", 252)
    view = queue_for(book, today=LATER)
    assert {item.person: (item.lane, item.reason) for item in view.items} == {
        "Ana Silva": ("reconnect", "silent 252 days"),
        "Fay Orr": ("due", "46 days past a 122-day rhythm"),
        "Hal Kay": ("grow", "never met; leaders are thin"),
    }
    assert [(one.person, one.until) for one in view.hidden] == [("Gus Poe", date(2027, 3, 9))]
    again = queue_for(book, today=date(2027, 3, 9)).items
    assert "Gus Poe" in {item.person for item in again}

    assert page.rhythm.reconnect is not None
    assert page.rhythm.reconnect.id == ana
    assert fitting_template(book, ana, f"p{ana}", today=LATER) == "T13"
    assert fitting_template(book, hal, f"p{hal}", today=LATER) == "T11"
    body = draft(book, "T11", hal, today=LATER).body
    assert "From 1 June 2026 to 21 August 2026" in body
    # A day before the limit of 8 times 30 days she was still in the lane due.
    before = queue_for(book, today=date(2027, 2, 7)).items
    assert {item.person: item.lane for item in before}["Ana Silva"] == "due"
    assert week_for(book, today=LATER, on=date(2026, 12, 30)).week == "2026-W53"
