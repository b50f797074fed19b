"""What keeping in touch with everybody costs a week, told when somebody becomes closer."""

from datetime import date
from math import floor
from typing import NamedTuple

from netintern.domain.cadence import cadence_days, sustainable_load
from netintern.domain.settings import Rules
from netintern.domain.vocabulary import Circle
from netintern.services.queries.people import list_people
from netintern.services.queries.settings import rules
from netintern.services.queries.weeks import week_for
from netintern.storage.probe import Book


class Load(NamedTuple):
    """What everybody but one person costs, and what there is for it."""

    others: float
    """Minutes a week."""
    budget: int
    """Minutes of a week without holidays: min(own, cap)."""
    rules: Rules

    def minutes(self, tier: int, circle: Circle | None, cadence: int | None) -> int:
        """Minutes a week with the one person at this tier; `cadence` None: that of the tier."""
        days = cadence_days(tier, circle, cadence, self.rules)
        own = sustainable_load([(days, self.rules.minutes_by_tier[tier - 1])])
        return floor(self.others + own + 0.5)


def load_without(book: Book, person_id: int, *, today: date) -> Load:
    """The load of everybody tracked and met but this person (domain rule 2.2)."""
    numbers = rules(book)
    week = week_for(book, today=today)
    others = sustainable_load(
        (person.cadence, numbers.minutes_by_tier[person.tier - 1])
        for person in list_people(book, today=today)
        if person.met and person.id != person_id
    )
    budget = week.own if week.cap is None else min(week.own, week.cap)
    return Load(others, budget, numbers)
