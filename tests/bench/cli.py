"""How much a whole run of a read command costs, start-up and exit included."""

import sys

from tests.bench.books import TODAY, netintern, synthetic
from tests.bench.figures import Figure, child_cpu_ms, child_memory_mb


def figures(directory: str, rounds: int, people: int) -> list[Figure]:
    """CPU and memory of `status`, `next`, and `list` on a book of that many people."""
    path = synthetic(directory, people)
    floor = child_cpu_ms([sys.executable, "-I", "-c", "pass"], rounds)
    found = []
    for command, limit in (("status", 5), ("next", 35), ("list", 35)):
        run = netintern("--book", path, "--today", TODAY.isoformat(), command)
        cost = child_cpu_ms(run, rounds)
        found.append(
            Figure(
                f"netintern {command} at {people:,} people (CPU)",
                cost,
                "ms",
                floor,
                f"<= {limit}x",
                cost <= limit * floor,
            )
        )
        memory = child_memory_mb(run)
        found.append(
            Figure(f"netintern {command}, memory", memory, "MB", None, "< 60 MB", memory < 60)
        )
    return found
