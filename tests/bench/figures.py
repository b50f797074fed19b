"""What a benchmark returns, and how the table of them is printed."""

import os
import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Figure(NamedTuple):
    """One measured figure beside its floor and its target."""

    name: str
    value: float
    unit: str
    floor: float | None
    """The same work without netintern, in the same unit; None if there is no floor."""
    target: str
    """The target in words, as shown."""
    good: bool
    """Whether this run meets the target."""


def table(figures: Sequence[Figure]) -> str:
    """The figures as aligned text, one a line."""
    rows = [("figure", "measured", "floor", "ratio", "target", "")]
    for figure in figures:
        ratio = f"{figure.value / figure.floor:.2f}x" if figure.floor else "-"
        rows.append(
            (
                figure.name,
                f"{figure.value:.2f} {figure.unit}",
                f"{figure.floor:.2f} {figure.unit}" if figure.floor else "-",
                ratio,
                figure.target,
                "ok" if figure.good else "MISSED",
            )
        )
    widths = [max(len(row[column]) for row in rows) for column in range(6)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def median_ms(work: Callable[[], object], rounds: int) -> float:
    """Median wall-clock milliseconds of `work` over `rounds` runs."""
    return statistics.median(_milliseconds(work) for _ in range(rounds))


def percentile_ms(work: Sequence[Callable[[], object]], share: float) -> float:
    """Wall-clock milliseconds below which `share` (0-1) of the runs stay."""
    times = sorted(_milliseconds(one) for one in work)
    return times[min(len(times) - 1, int(share * len(times)))]


def cpu_ms(work: Callable[[], object], rounds: int) -> float:
    """Median CPU milliseconds of `work` in this process."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        work()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def child_cpu_ms(command: Sequence[str], rounds: int) -> float:
    """Median CPU milliseconds (user and system) of a whole child process."""
    times = []
    for _ in range(rounds):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000)
    return statistics.median(times)


def child_memory_mb(command: Sequence[str]) -> float:
    """Peak resident megabytes of a child process."""
    script = (
        "import resource, subprocess, sys; "
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL); "
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        ["python3", "-I", "-c", script, *command], check=True, capture_output=True, text=True
    )
    return int(done.stdout) / 1024


def machine_floor_ms(rounds: int) -> float:
    """Median CPU milliseconds of a hundred thousand sums: how fast Python is here and now."""

    def work() -> int:
        total = 0
        for number in range(100_000):
            total += number * number
        return total

    return cpu_ms(work, rounds)


def disk_floor_ms(directory: str, rounds: int) -> float:
    """Median milliseconds of a 12 kB pwrite plus fdatasync on the disk of `directory`."""
    block = os.urandom(12 * 1024)
    with tempfile.NamedTemporaryFile(dir=directory) as file:
        position = 0

        def write() -> None:
            nonlocal position
            os.pwrite(file.fileno(), block, position)
            os.fdatasync(file.fileno())
            position += len(block)

        for _ in range(5):
            write()
        return median_ms(write, rounds)


def _milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
