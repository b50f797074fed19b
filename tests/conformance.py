"""Run a file of rule cases against the domain: `python -m tests.conformance FILE.json`."""

import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from math import isclose, isnan
from pathlib import Path
from typing import Any, Literal, NamedTuple

from tests.families import FAMILIES, Record, answer

TOLERANCE = 1e-6
"""Absolute tolerance of a case that names none."""

Verdict = Literal["passed", "failed", "skipped"]


class Outcome(NamedTuple):
    """What became of one case."""

    id: str
    family: str
    verdict: Verdict
    expected: str = ""
    got: str = ""


class UnreadableError(Exception):
    """The file as a whole is not one of cases."""


def read_cases(path: Path) -> list[Any]:
    """The cases of a file; raises UnreadableError with a sentence."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise UnreadableError(f"{path} cannot be read: {error}") from error
    cases = content.get("cases") if isinstance(content, dict) else None
    if not isinstance(cases, list):
        raise UnreadableError(f"{path} holds no list named 'cases'.")
    return cases


def check(case: Any, place: int) -> Outcome:
    """Run one case; a malformed one has failed."""
    if not isinstance(case, dict):
        return Outcome(f"case {place}", "", "failed", "a case", _shown(case))
    name = str(case.get("id", f"case {place}"))
    family = case.get("family")
    if isinstance(family, str) and family not in FAMILIES:
        return Outcome(name, family, "skipped")
    try:
        inputs, expected = case["inputs"], case["expected"]
        tolerance = _tolerance(case)
        got = answer(case["family"], inputs)
        same = agrees(expected, got, tolerance)
    except Exception as error:  # whatever is wrong with a case is the result of the case
        problem = f"{type(error).__name__}: {error}"
        return Outcome(name, str(family), "failed", _shown(case.get("expected")), problem)
    verdict: Verdict = "passed" if same else "failed"
    return Outcome(name, str(family), verdict, _shown(expected), _shown(got))


def agrees(expected: Any, got: Any, tolerance: float) -> bool:
    """Whether an answer is what was expected, numbers within the absolute tolerance."""
    if isinstance(expected, dict):
        return isinstance(got, Mapping) and _same_parts(expected, got, tolerance)
    if isinstance(expected, list):
        return (
            isinstance(got, Sequence)
            and not isinstance(got, str)
            and len(expected) == len(got)
            and all(agrees(one, other, tolerance) for one, other in zip(expected, got, strict=True))
        )
    if isinstance(got, date):
        return bool(expected == got.isoformat())
    if _is_number(expected) and _is_number(got):
        return isclose(expected, got, rel_tol=0, abs_tol=tolerance) or (
            isnan(expected) and isnan(got)
        )
    return type(expected) is type(got) and bool(expected == got)


def report(outcomes: Sequence[Outcome]) -> list[str]:
    """A line for each failed case, the unknown families, and the counts."""
    lines = [
        f"FAILED {_one_line(outcome.id)}: expected {outcome.expected}, got {_one_line(outcome.got)}"
        for outcome in outcomes
        if outcome.verdict == "failed"
    ]
    unknown = Counter(outcome.family for outcome in outcomes if outcome.verdict == "skipped")
    if unknown:
        names = ", ".join(f"{_one_line(name)} ({unknown[name]})" for name in sorted(unknown))
        lines.append(f"SKIPPED unknown families: {names}")
    counts = Counter(outcome.verdict for outcome in outcomes)
    verdicts: tuple[Verdict, ...] = ("passed", "failed", "skipped")
    lines.append(", ".join(f"{counts[verdict]} {verdict}" for verdict in verdicts))
    return lines


def main(arguments: Sequence[str]) -> int:
    """Print the report; 0 if nothing failed, 1 if something did, 2 for a file without cases."""
    if len(arguments) != 1:
        print("usage: python -m tests.conformance FILE.json", file=sys.stderr)
        return 2
    try:
        cases = read_cases(Path(arguments[0]))
    except UnreadableError as error:
        print(error, file=sys.stderr)
        return 2
    outcomes = [check(case, place) for place, case in enumerate(cases, 1)]
    print("\n".join(report(outcomes)))
    return int(any(outcome.verdict == "failed" for outcome in outcomes))


def _tolerance(case: Mapping[str, Any]) -> float:
    tolerance = case.get("tol", TOLERANCE)
    if not _is_number(tolerance) or not tolerance >= 0:
        raise ValueError(f"a tolerance cannot be {tolerance!r}")
    return float(tolerance)


def _same_parts(expected: Mapping[str, Any], got: Mapping[str, Any], tolerance: float) -> bool:
    """Every expected part; only a record may have more than was asked for."""
    if not expected.keys() <= got.keys():
        return False
    if not isinstance(got, Record) and len(expected) != len(got):
        return False
    return all(agrees(part, got[key], tolerance) for key, part in expected.items())


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _shown(value: Any) -> str:
    return json.dumps(value, default=_as_text)


def _as_text(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else str(value)


def _one_line(text: str) -> str:
    """Text of a case, which is foreign, without line breaks and control characters."""
    return text if text.isascii() and text.isprintable() else json.dumps(text)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
