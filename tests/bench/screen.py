"""The full-screen program from outside, in alternation with a minimal Textual program."""

import json
import os
import subprocess
import sys
import tempfile
from typing import Any

from tests.bench.books import TODAY, netintern, synthetic
from tests.bench.figures import Figure
from tests.outside import OUTSIDE

HELLO = os.path.join(os.path.dirname(__file__), "hello.py")
PROBE = OUTSIDE / "tools" / "tuiprobe.py"


def figures(directory: str, rounds: int, people: int) -> list[Figure]:
    """Start-up, keys, idling, and endings; empty where the measuring program is missing."""
    if not PROBE.exists():
        print("screen figures left out: they need ../shared/tools/tuiprobe.py", file=sys.stderr)
        return []
    path = synthetic(directory, people)
    return [
        _start(path, rounds),
        *_keys(path, "120x40", 25.0, rounds),
        *_keys(path, "200x60", 30.0, rounds),
        *_endings(path),
    ]


def _command(path: str) -> list[str]:
    return netintern("--book", path, "--today", TODAY.isoformat())


def _probe(*arguments: str) -> Any:
    done = subprocess.run(
        [sys.executable, str(PROBE), *arguments], check=True, stdout=subprocess.PIPE, text=True
    )
    return json.loads(done.stdout)


def _start(path: str, rounds: int) -> Figure:
    with tempfile.TemporaryDirectory() as directory:
        specs = []
        for name, command, ready in (
            ("hello", [sys.executable, HELLO], "hello"),
            ("desk", _command(path), "Queue"),
        ):
            specs.append(os.path.join(directory, f"{name}.json"))
            with open(specs[-1], "w", encoding="utf-8") as file:
                json.dump({"name": name, "cmd": command, "ready": ready, "tests": "startup"}, file)
        report = _probe("compare", *specs, "--rounds", str(rounds))
    _, desk = report["programs"]
    ratio = desk["startup.ready_ms ratio"]
    ready = desk["startup.ready_ms"]
    return Figure("desk ready", ready, "ms", ready / ratio, "<= 1.5x, aim 1.25x", ratio <= 1.5)


def _keys(path: str, size: str, limit: float, rounds: int) -> list[Figure]:
    report = _probe(
        "run", "--size", size, "--starts", "1", "--ready", "Queue", "--repeat-key", "j",
        "--n", str(rounds * 12), "--tests", "keys,idle", "--idle-s", "10", "--",
        *_command(path),
    )  # fmt: skip
    settled, written = report["keys"]["settled_p95_ms"], report["keys"]["bytes_per_key_p50"] / 1024
    idle = report["idle"]
    cpu, output, memory = idle["cpu_pct"], idle["bytes_per_s"], idle["rss_mb"]
    return [
        Figure(
            f"key to settled, p95, {size}",
            settled,
            "ms",
            None,
            f"<= {limit:.0f} ms",
            settled <= limit,
        ),
        Figure(f"output of a key, {size}", written, "kB", None, "<= 4 kB", written <= 4),
        Figure(f"idle CPU, {size}", cpu, "%", None, "<= 0.3 %", cpu <= 0.3),
        Figure(f"output while idle, {size}", output, "B/s", None, "0", output == 0),
        Figure(f"memory, {size}", memory, "MB", None, "<= 60 MB", memory <= 60),
    ]


def _endings(path: str) -> list[Figure]:
    report = _probe(
        "run", "--starts", "1", "--ready", "Queue", "--quit", "q", "--tests", "exit,resize,vanish",
        "--crash", "<f12>", "--crash-env", json.dumps({"NETINTERN_CRASH_KEY": "f12"}), "--",
        *_command(path),
    )  # fmt: skip
    found = [
        Figure(
            f"terminal given back after {ending['how']} (exit {ending['code']})",
            float(bool(ending["restored"])),
            "",
            None,
            "1",
            bool(ending["restored"]),
        )
        for ending in report["endings"]
        if "restored" in ending
    ]
    found += [
        Figure(
            f"resized to {after['size']}: lines used",
            after["lines_used"],
            "",
            None,
            "alive, no traceback",
            after["alive"] and not after["traceback"],
        )
        for after in report["resize"]
    ]
    return found
