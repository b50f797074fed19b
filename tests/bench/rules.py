"""How much the rules on the whole network cost at 10,000 people."""

import random

from netintern.domain.network import adjacency, constraints, weak_spots
from netintern.domain.snowball import tree
from netintern.domain.ways import Contact, best_ways
from tests.bench.figures import Figure, cpu_ms


def figures(rounds: int, people: int) -> list[Figure]:
    """Ways of introduction, structure, and the order of the tree on a seeded random network."""
    rng = random.Random(11)
    ties = [
        (rng.randint(1, people), rng.randint(1, people), rng.randint(1, 3))
        for _ in range(people * 27 // 10)
    ]
    met = people * 6 // 10
    contacts = [Contact(person, rng.random() * 100, 0, False) for person in range(1, met + 1)]
    wishes = range(met + 1, people + 1)
    adj = adjacency((one, other) for one, other, _ in ties)
    via = {n: None if n < 50 or rng.random() < 0.1 else rng.randrange(n) for n in range(people)}
    works = (
        ("best ways to every wish", lambda: best_ways(contacts, ties, wishes), 60),
        ("constraint and bridges", lambda: (constraints(adj), weak_spots(adj)), 60),
        ("order of the snowball tree", lambda: tree(via, int), 10),
    )
    found = []
    for name, work, limit in works:
        spent = cpu_ms(work, rounds)
        found.append(
            Figure(
                f"{name} at {people:,} people (CPU)",
                spent,
                "ms",
                None,
                f"<= {limit} ms",
                spent <= limit,
            )
        )
    return found
