"""The picture of the network from outside: reading the book, and keys in a pseudo terminal."""

import json
import subprocess
import sys
from typing import Any, NamedTuple

from netintern.services.queries.book import open_book
from netintern.services.queries.orbit import orbit_of
from tests.bench.books import TODAY, netintern, synthetic
from tests.bench.figures import Figure, cpu_ms, machine_floor_ms
from tests.outside import OUTSIDE

PROBE = OUTSIDE / "tools" / "tuiprobe.py"
READ_MS = 100.0
OPEN = {"120x40": "3<wait:1>x<wait:2>", "200x60": "3<wait:1>z<wait:2>"}
"""The keys that give the whole screen to the picture, which wide ones show from the start."""


class _Keys(NamedTuple):
    """A kind of key and what it may cost."""

    name: str
    keys: str
    middle: dict[str, float]
    """Milliseconds to settled at each size, median."""
    slow: dict[str, float]
    """The same, p95; a size that is missing has no target."""
    written: dict[str, float]
    """Kilobytes a key, median."""


KEYS = (
    _Keys(
        "a move",
        "<right><up><left><left><down><right>",
        {"120x40": 16, "200x60": 33},
        {"120x40": 33},
        {"120x40": 25, "200x60": 40},
    ),
    _Keys(
        "the next to meet", "]", {"120x40": 50, "200x60": 50}, {"120x40": 100, "200x60": 100}, {}
    ),
    _Keys("zoom", "++-0", {"120x40": 50, "200x60": 50}, {"120x40": 100, "200x60": 100}, {}),
)


def figures(
    directory: str, rounds: int, sizes: tuple[int, ...], *, screens: bool = True
) -> list[Figure]:
    """The picture of books in which everybody is tracked; on request without the screens."""
    found: list[Figure] = []
    floor = machine_floor_ms(rounds)
    for people in sizes:
        path = synthetic(directory, people, people)
        found.append(_read(path, people, rounds, floor))
        if screens and PROBE.exists():
            for size in OPEN:
                for keys in KEYS:
                    found += _pressed(path, people, size, keys, max(40, rounds * 2))
    return found


def _read(path: str, people: int, rounds: int, floor: float) -> Figure:
    book = open_book(path)
    try:
        spent = cpu_ms(lambda: orbit_of(book, today=TODAY), rounds)
    finally:
        book.close()
    name = f"all of the picture read, {people:,} tracked (CPU)"
    return Figure(name, spent, "ms", floor, f"<= {READ_MS:.0f} ms", spent <= READ_MS)


def _pressed(path: str, people: int, size: str, keys: _Keys, count: int) -> list[Figure]:
    pressed = _probe(
        "run", "--size", size, "--starts", "1", "--ready", "Queue", "--setup", OPEN[size],
        "--repeat-key", keys.keys, "--n", str(count), "--tests", "keys", "--",
        *netintern("--book", path, "--today", TODAY.isoformat()),
    )["keys"]  # fmt: skip
    what = f"{keys.name}, {people:,} tracked, {size}"
    measured = (
        ("median", pressed["settled_p50_ms"], "ms", keys.middle.get(size)),
        ("p95", pressed["settled_p95_ms"], "ms", keys.slow.get(size)),
        ("output", pressed["bytes_per_key_p50"] / 1024, "kB", keys.written.get(size)),
    )
    return [
        Figure(
            f"{what}, {kind}",
            value,
            unit,
            None,
            "-" if limit is None else f"<= {limit:.0f} {unit}",
            limit is None or value <= limit,
        )
        for kind, value, unit, limit in measured
    ]


def _probe(*arguments: str) -> Any:
    done = subprocess.run(
        [sys.executable, str(PROBE), *arguments], check=True, stdout=subprocess.PIPE, text=True
    )
    return json.loads(done.stdout)
