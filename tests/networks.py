"""Invented networks that grew as those of the users do; the same number gives the same one."""

import random

from netintern.domain.layout import Dot
from netintern.domain.vocabulary import CIRCLES, Circle

FIRST = "Maya Abel Zane Petra Theo Samir Dara Kara Liam Elias Jia Rosa Zoe Sven Chen Hugo Ruth"
LAST = "Moreno Kim Bauer Novak Lindqvist Okafor Rossi Diaz Sato Evans Martin Chen Ali Singh Li"
COMPANIES = "Northwind Helio Quill Juniper Tessel Bramble Cobalt Fathom Orchard"


def network(people: int, seed: int) -> list[Dot]:
    """A network that grew by introductions, as those of the users do."""
    dice = random.Random(seed)
    first, last, companies = FIRST.split(), LAST.split(), COMPANIES.split()
    dots: list[Dot] = []
    for person in range(1, people + 1):
        by = dice.choice(dots[-60:]) if dots and dice.random() < 0.6 else None
        circle: Circle | None = by.circle if by is not None and dice.random() < 0.6 else None
        circle = circle or dice.choices(CIRCLES, (42, 34, 12, 12))[0]
        met = dice.random() > 0.18
        silence = dice.lognormvariate(-0.6, 0.9) if met and dice.random() < 0.95 else None
        name = f"{dice.choice(first)} {dice.choice(last)}"
        company = dice.choice(companies[: dice.randint(1, 9)]) if dice.random() < 0.8 else ""
        way = 0.0 if met else dice.choice((0.0, 0.2, 0.5))
        via = None if by is None else by.id
        warmth = 5 * dice.random() if met else 0.0
        dots.append(Dot(person, name, circle, company, met, silence, via, warmth, 0, way))
    led = [dot.via for dot in dots]
    return [dot._replace(introductions=led.count(dot.id)) for dot in dots]


def crowded(people: int, seed: int, circle: float = 0.8, fresh: float = 0.8) -> list[Dot]:
    """The same, but that share of it is in one circle, and that share was spoken to lately."""
    dice = random.Random(seed)
    found = []
    for dot in network(people, seed):
        changed = dot._replace(circle="field") if dice.random() < circle else dot
        if dot.met and dice.random() < fresh:
            changed = changed._replace(silence=dice.random() / 3)
        found.append(changed)
    return found
