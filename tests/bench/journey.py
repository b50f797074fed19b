"""Do the defaults hold? Many simulated internships, as a table of what became of them."""

import os
from collections.abc import Callable, Iterable
from typing import Final

from netintern.services.book import close_book, create_book
from tests.bench.figures import Figure
from tests.simulated import WISHES, Summer, live

SETTINGS: Final = ((60, 1), (90, 1), (120, 1), (120, 2), (180, 2))
"""Minutes a week, and talks a week at most."""
RUNS: Final = 200
"""Summers in all, the same number for each setting."""
HEADS: Final = (
    "budget",
    "talks/week",
    "people met",
    "due in last week",
    "backlog at end",
    f"list left (start {WISHES})",
    "thanks late",
    "days blocked",
    "goodbyes",
    "written after",
    "faults",
)


def summers(directory: str, runs: int) -> dict[tuple[int, int], list[Summer]]:
    """So many summers, spread evenly over the settings."""
    each = max(1, runs // len(SETTINGS))
    found: dict[tuple[int, int], list[Summer]] = {}
    for budget, talks in SETTINGS:
        for seed in range(each):
            found.setdefault((budget, talks), []).append(
                one_summer(directory, seed, budget=budget, talks_a_week=talks)
            )
    return found


def one_summer(directory: str, seed: int, *, budget: int, talks_a_week: int) -> Summer:
    """A summer on a scratch book of its own, which is gone afterwards."""
    path = os.path.join(directory, f"summer-{budget}-{talks_a_week}-{seed}.db")
    book = create_book(path)
    try:
        return live(book, seed, budget=budget, talks_a_week=talks_a_week)
    finally:
        close_book(book)
        for name in (path, f"{path}-wal", f"{path}-shm", f"{path}.lock"):
            if os.path.exists(name):
                os.remove(name)


def summer_table(found: dict[tuple[int, int], list[Summer]]) -> str:
    """The means of each setting, a row each."""
    rows = [HEADS]
    for (budget, talks), several in found.items():
        said = _mean(several, lambda one: one.goodbyes[0])
        people = _mean(several, lambda one: one.goodbyes[1])
        rows.append(
            (
                str(budget),
                str(talks),
                f"{_mean(several, lambda one: one.met):.1f}",
                f"{_mean(several, lambda one: one.due):.1f}",
                f"{_mean(several, lambda one: one.backlog):.1f}",
                f"{_mean(several, lambda one: one.wishes):.1f}",
                str(sum(one.late_thanks for one in several)),
                f"{_mean(several, lambda one: one.blocked_days):.1f}",
                f"{said:.1f} of {people:.1f}",
                f"{_mean(several, lambda one: one.written):.1f}",
                str(sum(len(one.faults) + one.left for one in several)),
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    return "\n".join(
        "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )


def figures(directory: str, runs: int) -> list[Figure]:
    """What must never happen, counted over all summers; the table of them is printed."""
    found = summers(directory, runs)
    print(summer_table(found))
    several = [one for group in found.values() for one in group]
    for fault in _first(fault for one in several for fault in one.faults):
        print(f"  {fault}")
    counts = (
        ("faults: over the cap, forbidden rows, campaign", sum(len(o.faults) for o in several)),
        ("thank-yous late", sum(one.late_thanks for one in several)),
        ("of the campaign forgotten", sum(one.left for one in several)),
    )
    return [
        Figure(f"{name} in {len(several)} summers", count, "", None, "0", count == 0)
        for name, count in counts
    ]


def _mean(several: list[Summer], value: Callable[[Summer], int]) -> float:
    return sum(map(value, several)) / len(several)


def _first(faults: Iterable[str], most: int = 10) -> list[str]:
    return [fault for _, fault in zip(range(most), faults, strict=False)]
