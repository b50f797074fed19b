"""The week's own screen: what is read for it, opening it, leafing, and the plan of the week."""

import os
import shutil

from netintern.services.queries.book import open_book
from netintern.services.queries.figures import figures as week_figures
from netintern.services.queries.plans import week_plan
from netintern.services.queries.settings import rules
from netintern.services.queries.weeks import week_for
from tests.bench.books import TODAY, netintern, synthetic
from tests.bench.figures import Figure, cpu_ms
from tests.bench.triage import PROBE, probe

OPEN_MS = 50.0
PLAN_MS = 100.0
HISTORY = 12
FIRSTS = 12
"""Starts of the program: a first opening is there only once in each."""


def figures(directory: str, rounds: int, people: int, *, screens: bool = True) -> list[Figure]:
    """What the week screen costs in a book of so many people; on request without the screen."""
    path = synthetic(directory, people)
    found = [_statements(path, people), *_reads(path, people, rounds)]
    if screens and PROBE.exists():
        found += [_first(path, people), *_screens(path, people, max(40, rounds * 2))]
    return found


def _statements(path: str, people: int) -> Figure:
    """Statements from the key to the painted screen; the settings were read by the desk."""
    with open_book(path) as book:
        numbers = rules(book)
        asked: list[str] = []
        book.connection.set_trace_callback(asked.append)
        view = week_for(book, today=TODAY, back=HISTORY)
        week_figures(view, numbers, today=TODAY)
        book.connection.set_trace_callback(None)
    count = len(asked)
    return Figure(
        f"statements of the week screen at {people:,} people", count, "", None, "<= 3", count <= 3
    )


def _reads(path: str, people: int, rounds: int) -> list[Figure]:
    with open_book(path) as book:
        numbers = rules(book)

        def shown() -> None:
            week_figures(week_for(book, today=TODAY, back=HISTORY), numbers, today=TODAY)

        def planned() -> None:
            week_plan(book, today=TODAY, minute=600).placed()

        shown()
        planned()
        leafed, plan = cpu_ms(shown, rounds), cpu_ms(planned, max(3, rounds // 4))
    return [
        Figure(f"week screen read at {people:,} people (CPU)", leafed, "ms", None, "-", True),
        Figure(
            f"plan of the week at {people:,} people (CPU)",
            plan,
            "ms",
            None,
            f"<= {PLAN_MS:.0f} ms",
            plan <= PLAN_MS,
        ),
    ]


def _first(path: str, people: int) -> Figure:
    """The first opening of a start, beside the smallest thing a key does on the same screen."""
    opened = sorted(_settled(path, "2<wait:1>", "<enter>", 1) for _ in range(FIRSTS))
    slow = opened[int(FIRSTS * 0.95)]
    return Figure(
        f"week screen opened first, key to settled, p95, {people:,} people",
        slow,
        "ms",
        _settled(path, "2<wait:1><enter><wait:1>", "<down><up>", 20),
        f"<= {OPEN_MS:.0f} ms",
        slow <= OPEN_MS,
    )


def _settled(path: str, setup: str, keys: str, count: int) -> float:
    """Milliseconds to settled, p95, of so many keys in one start on a copy of the book."""
    scratch = f"{path}.scratch"
    shutil.copy(path, scratch)
    report = probe(
        "run", "--size", "120x40", "--starts", "1", "--ready", "Queue", "--setup", setup,
        "--repeat-key", keys, "--n", str(count), "--tests", "keys", "--",
        *netintern("--book", scratch, "--today", TODAY.isoformat()),
    )  # fmt: skip
    os.unlink(scratch)
    return float(report["keys"]["settled_p95_ms"])


def _screens(path: str, people: int, keys: int) -> list[Figure]:
    """Opening and leaving in turns, so that every second key is an opening; then leafing."""
    found = []
    for name, setup, repeated in (
        ("week screen opened and left", "2<wait:1>", "<enter>q"),
        ("week screen leafed", "2<wait:1><enter><wait:1>", "[]"),
    ):
        settled = _settled(path, setup, repeated, keys)
        found.append(
            Figure(
                f"{name}, key to settled, p95, {people:,} people",
                settled,
                "ms",
                None,
                f"<= {OPEN_MS:.0f} ms",
                settled <= OPEN_MS,
            )
        )
    return found
