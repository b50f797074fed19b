"""Big synthetic books for the benchmarks, made once per run in a temporary directory."""

import os
import subprocess
import sys
from datetime import date

TODAY = date(2026, 6, 29)


def netintern(*arguments: str) -> list[str]:
    """The command that runs the program of this environment."""
    return [os.path.join(os.path.dirname(sys.executable), "netintern"), *arguments]


def synthetic(directory: str, people: int, tracked: int = 300) -> str:
    """The path of a synthetic book of that size, made if it is not there yet."""
    tracked = min(tracked, people)
    path = os.path.join(directory, f"people-{people}-{tracked}.db")
    if not os.path.exists(path):
        command = netintern(
            "--today",
            TODAY.isoformat(),
            "demo",
            "--create",
            path,
            "--people",
            str(people),
            "--tracked",
            str(tracked),
            "--seed",
            "1",
        )
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return path
