"""The book of the worked Friday: an ordinary week of an internship, with two talks."""

from datetime import date
from typing import NamedTuple

from netintern.services.calendar import add_holiday, add_quiet
from netintern.services.experiences import add_experience, edit_experience
from netintern.services.interactions import log_talk
from netintern.services.people import add_person
from netintern.services.queries.book import Book
from netintern.services.queries.queue import queue_for
from netintern.services.settings import set_rule
from netintern.services.weeks import checkin, override, plan_block

FRIDAY = date(2026, 7, 10)
START, END = date(2026, 6, 1), date(2026, 8, 21)
REASON = "coffee was fixed weeks ago"


class Friday(NamedTuple):
    """Ids of the people."""

    boss: int
    ana: int
    ben: int
    cai: int


def friday_book(book: Book) -> Friday:
    """90 minutes agreed 14 days ago, a whole week of holidays since, two talks this week.

    Three talks of 30 minutes are booked for the week to come.
    """
    set_rule(book, "own_budget", "120", today=START)
    set_rule(book, "my_name", "Kim Intern", today=START)
    internship = add_experience(book, org="Acme", start=START, end=END, today=START).ids[0]
    for day in (date(2026, 6, 19), date(2026, 7, 3)):
        add_holiday(book, day, today=START)
    add_quiet(book, date(2026, 6, 29), date(2026, 7, 2), today=START)
    names = (("Dana Lee", None), ("Ana Silva", "field"), ("Ben Roy", "adjacent"))
    boss, ana, ben, cai = (
        add_person(book, name, circle=circle, tier=1, today=START).ids[0]
        for name, circle in (*names, ("Cai Wu", "culture"))
    )
    edit_experience(book, internship, supervisor=(boss,), today=START)
    first = date(2026, 6, 15)
    log_talk(book, (cai,), on=first, today=first, thanks=False)
    agreed = date(2026, 6, 26)
    log_talk(book, (ana,), on=agreed, today=agreed, thanks=False)
    checkin(book, agreed=90, on=agreed, today=agreed)
    for who, listening, day in ((ana, 3, date(2026, 7, 7)), (ben, 4, date(2026, 7, 9))):
        log_talk(book, (who,), on=day, today=day, listening=listening, minutes=30, thanks=False)
    override(book, REASON, on=date(2026, 7, 8), today=date(2026, 7, 8))
    for who, number in ((ana, 14), (ben, 15), (cai, 16)):
        plan_block(book, who, on=date(2026, 7, number), minutes=30, today=FRIDAY)
    return Friday(boss, ana, ben, cai)


def due_dates(book: Book, today: date) -> dict[str, date | None]:
    """The due date of every row of the queue."""
    items = queue_for(book, today=today).items
    return {item.id: item.due for item in items if item.kind != "checkin"}
