"""The places of the daily ten minutes: the queue, triage, find, and the line for a talk."""

import json
import shutil
import subprocess
import sys
import time
from typing import Any

from tests.bench.books import TODAY, netintern, synthetic
from tests.bench.figures import Figure
from tests.outside import OUTSIDE

PROBE = OUTSIDE / "tools" / "tuiprobe.py"
SENTENCE = (
    "coffee with {name} yesterday 30m @acme #mentor; suggested Ben Roy, Cai Wu; "
    "promised slides by fri"
)
PREVIEW_MS = 5.0
FIND_MS = 50.0
QUEUE_MS = 25.0
VERB_MS = 40.0


def figures(
    directory: str, rounds: int, sizes: tuple[int, ...], *, screens: bool = True
) -> list[Figure]:
    """Latencies at each number of people, 300 of them tracked; on request without the screens."""
    found: list[Figure] = []
    for people in sizes:
        path = synthetic(directory, people)
        found.append(_preview(path, people, rounds))
        if screens and PROBE.exists():
            found += _screens(path, people, max(100, rounds * 4))
    return found


def _preview(path: str, people: int, rounds: int) -> Figure:
    """Every key of a line reads the whole of it again; the keys of one line, some times over."""
    from netintern.services.queries.book import open_book
    from netintern.services.queries.people import list_people
    from netintern.services.queries.sentences import read_line

    book = open_book(path)
    try:
        name = list_people(book, today=TODAY)[0].name
        line = SENTENCE.format(name=name)
        read_line(book, line, today=TODAY)
        times = []
        for _ in range(max(1, rounds // 10)):
            for end in range(1, len(line) + 1):
                start = time.perf_counter()
                read_line(book, line[:end], today=TODAY)
                times.append((time.perf_counter() - start) * 1000)
    finally:
        book.close()
    slow = sorted(times)[int(len(times) * 0.95)]
    return Figure(
        f"preview of the line, p95, {people:,} people",
        slow,
        "ms",
        None,
        f"<= {PREVIEW_MS:.0f} ms",
        slow <= PREVIEW_MS,
    )


def _screens(path: str, people: int, keys: int) -> list[Figure]:
    places = (
        ("queue, key to settled", "", "j", QUEUE_MS),
        ("triage, verb to next card", "T<wait:1>", "d", VERB_MS),
        ("find with a typo, key to settled", "/<wait:1>", "marai" + "<bs>" * 5, FIND_MS),
    )
    return [
        _key(path, f"{name}, p95, {people:,} people", setup, key, limit, keys)
        for name, setup, key, limit in places
    ]


def _key(path: str, name: str, setup: str, key: str, limit: float, keys: int) -> Figure:
    scratch = f"{path}.scratch"
    shutil.copy(path, scratch)
    settled = probe(
        "run", "--size", "120x40", "--starts", "1", "--ready", "Queue", "--setup", setup,
        "--repeat-key", key, "--n", str(keys), "--tests", "keys", "--",
        *netintern("--book", scratch, "--today", TODAY.isoformat()),
    )["keys"]["settled_p95_ms"]  # fmt: skip
    return Figure(name, settled, "ms", None, f"<= {limit:.0f} ms", settled <= limit)


def probe(*arguments: str) -> Any:
    done = subprocess.run(
        [sys.executable, str(PROBE), *arguments], check=True, stdout=subprocess.PIPE, text=True
    )
    return json.loads(done.stdout)
