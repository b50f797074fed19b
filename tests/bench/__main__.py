"""`python -m tests.bench`: every figure beside its floor and its target, as one table."""

import argparse
import sys
import tempfile

from tests.bench import cli, importing, journey, layout, orbit, rules, screen, storage, triage, week
from tests.bench.figures import Figure, table

GROUPS = (
    "rules",
    "storage",
    "cli",
    "import",
    "triage",
    "layout",
    "orbit",
    "week",
    "screen",
    "journey",
)


def main() -> int:
    """Run the chosen groups; with --check only prove, at small sizes, that they still run."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=f"any of {', '.join(GROUPS)}")
    parser.add_argument("--check", action="store_true", help="tiny sizes, no judgement on time")
    parser.add_argument("--rounds", type=int, default=25, help="runs a figure (default 25)")
    chosen = parser.parse_args()
    groups = chosen.groups or list(GROUPS)
    if unknown := set(groups) - set(GROUPS):
        parser.error(f"no such group: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory() as directory:
        figures = [
            figure
            for group in groups
            for figure in _run(group, directory, 3 if chosen.check else chosen.rounds, chosen.check)
        ]
    print(f"{len(figures)} figures can be measured" if chosen.check else table(figures))
    return 0


def _run(group: str, directory: str, rounds: int, check: bool) -> list[Figure]:
    if group == "rules":
        return rules.figures(rounds, 200 if check else 10_000)
    if group == "storage":
        sizes = (30, 60, 90) if check else (300, 30_000, 100_000)
        return storage.figures(directory, rounds, sizes)
    if group == "cli":
        return cli.figures(directory, rounds, 60 if check else 10_000)
    if group == "import":
        return importing.figures(directory, 60 if check else 10_000)
    if group == "triage":
        return triage.figures(
            directory, rounds, (60,) if check else (300, 10_000), screens=not check
        )
    if group == "layout":
        crowds = (50,) if check else tuple(layout.LIMITS)
        return layout.figures(rounds, crowds, 5 if check else 100)
    if group == "orbit":
        return orbit.figures(
            directory, rounds, (60,) if check else (300, 10_000), screens=not check
        )
    if group == "week":
        return week.figures(directory, rounds, 60 if check else 10_000, screens=not check)
    return _whole(group, directory, rounds, check)


def _whole(group: str, directory: str, rounds: int, check: bool) -> list[Figure]:
    """The groups that take whole programs or whole summers."""
    if group == "journey":
        return journey.figures(directory, 5 if check else journey.RUNS)
    if check:
        return []
    return screen.figures(directory, max(7, rounds // 3), 1_500)


if __name__ == "__main__":
    sys.exit(main())
