"""How much the picture of the network costs without a screen, and how well it says who is who."""

import os
import subprocess
import sys
from statistics import median

from netintern.domain import layout
from netintern.domain.layout import Frame
from netintern.domain.text import cell_width
from tests.bench import rules
from tests.bench.figures import Figure, cpu_ms, machine_floor_ms
from tests.networks import crowded, network

SMALL, USUAL = Frame(80, 24), Frame(120, 40)
LIMITS = {50: 5.0, 300: 5.0, 1_000: 5.0, 10_000: 25.0}
"""People, and the milliseconds that placing them may take."""
IMPORT_MS = 5.0
PEOPLE = 50
"""Of each network whose names are counted."""
MODULES = ("netintern.domain.layout", "netintern.domain.network", "netintern.domain.ways")


def figures(rounds: int, sizes: tuple[int, ...], networks: int) -> list[Figure]:
    """Import, places, names, stability, and the rules on the whole network at the last size."""
    floor = machine_floor_ms(rounds)
    return [
        _import(max(3, rounds // 3)),
        *(_places(size, rounds, floor) for size in sizes),
        *_names(networks),
        _moved(networks),
        *(figure._replace(floor=floor) for figure in rules.figures(rounds, max(sizes))),
    ]


def _import(rounds: int) -> Figure:
    """The time of the graph's own modules, by Python's own count, after what all else imports."""
    command = f"import netintern.tui.app; import {', '.join(MODULES)}"
    # As installed: compiled once, which the first round does.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    spent = []
    for _ in range(rounds + 1):
        done = subprocess.run(
            [sys.executable, "-X", "importtime", "-c", command],
            check=True,
            capture_output=True,
            text=True,
            env=environment,
        )
        lines = [line.split("|") for line in done.stderr.splitlines() if line.count("|") == 2]
        own = [
            int(line[0].removeprefix("import time:"))
            for line in lines
            if line[2].strip().startswith(MODULES)
        ]
        spent.append(sum(own) / 1000)
    del spent[0]
    value = median(spent)
    return Figure(
        "import of the graph's modules", value, "ms", None, f"<= {IMPORT_MS:.0f} ms",
        value <= IMPORT_MS,
    )  # fmt: skip


def _places(people: int, rounds: int, floor: float) -> Figure:
    dots = network(people, 1)
    spent = cpu_ms(lambda: layout.orbit(dots, USUAL), rounds)
    limit = LIMITS.get(people, max(LIMITS.values()))
    name = f"places of {people:,} people, 120x40 (CPU)"
    return Figure(name, spent, "ms", floor, f"<= {limit:.0f} ms", spent <= limit)


def _names(networks: int) -> list[Figure]:
    found = []
    for frame, least in ((SMALL, 75), (USUAL, 90)):
        for grown, name, target in (
            (network, "names placed", least),
            (crowded, "names placed, most people fresh and in one circle", None),
        ):
            shares = [
                100 * len(_written(grown(PEOPLE, seed), frame)) / PEOPLE for seed in range(networks)
            ]
            value = median(shares)
            found.append(
                Figure(
                    f"{name}, median of {networks} networks, {frame.width}x{frame.height}",
                    value,
                    "%",
                    None,
                    "-" if target is None else f">= {target} %",
                    target is None or value >= target,
                )
            )
    return found


def _written(dots: list[layout.Dot], frame: Frame) -> tuple[layout.Label, ...]:
    return layout.labels(layout.orbit(dots, frame), width_of=cell_width)


def _moved(networks: int) -> Figure:
    """How many people stand elsewhere because one came in; nobody may."""
    moved = 0
    for seed in range(networks):
        dots = network(PEOPLE + 1, seed)
        before, after = layout.orbit(dots[:-1], USUAL), layout.orbit(dots, USUAL)
        places = {mark.ids: (mark.x, mark.y) for mark in after.marks}
        moved += sum(places[mark.ids] != (mark.x, mark.y) for mark in before.marks)
    name = f"people moved by one who came in, {networks} networks"
    return Figure(name, float(moved), "", None, "0", moved == 0)
