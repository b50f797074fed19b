"""The runner of rule cases: own cases, optional outside cases, and cases that are wrong."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conformance import agrees, check, main
from tests.families import FAMILIES, Record
from tests.outside import outside

ROOT = Path(__file__).resolve().parent.parent
OWN = ROOT / "tests" / "fixtures" / "cases.json"
GOOD = {
    "id": "load-1",
    "family": "sustainable_load",
    "inputs": {"people": [[14, 28], [7, 5]]},
    "expected": 19.0,
    "tol": 1e-6,
}


def _file(tmp_path: Path, *cases: Any) -> str:
    path = tmp_path / "cases.json"
    path.write_text(json.dumps({"schema": "netintern-domain-cases/1", "cases": cases}))
    return str(path)


def test_own_cases_pass_and_cover_every_family(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(OWN)]) == 0
    cases = json.loads(OWN.read_text(encoding="utf-8"))["cases"]
    assert capsys.readouterr().out == f"{len(cases)} passed, 0 failed, 0 skipped\n"
    assert {case["family"] for case in cases} == FAMILIES.keys()
    assert len({case["id"] for case in cases}) == len(cases)


def test_outside_cases_pass(capsys: pytest.CaptureFixture[str]) -> None:
    path = outside("data/domain/cases.json")
    code = main([str(path)])
    assert code == 0, capsys.readouterr().out


def test_runs_as_a_program(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.conformance", _file(tmp_path, GOOD)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "1 passed, 0 failed, 0 skipped\n")


def test_a_wrong_expectation_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([_file(tmp_path, GOOD, {**GOOD, "id": "load-2", "expected": 20})]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "FAILED load-2: expected 20, got 19.0",
        "1 passed, 1 failed, 0 skipped",
    ]


def test_unknown_families_are_skipped_and_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    strange = {"id": "x", "family": "tides", "inputs": {}, "expected": 1}
    assert main([_file(tmp_path, strange, GOOD, {**strange, "family": "moon"}, strange)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "SKIPPED unknown families: moon (1), tides (2)",
        "1 passed, 0 failed, 3 skipped",
    ]


@pytest.mark.parametrize(
    "case",
    [
        None,
        [],
        {},
        {**GOOD, "family": None},
        {**GOOD, "family": ["sustainable_load"]},
        {key: part for key, part in GOOD.items() if key != "inputs"},
        {key: part for key, part in GOOD.items() if key != "expected"},
        {**GOOD, "inputs": {}},
        {**GOOD, "inputs": None},
        {**GOOD, "inputs": {"people": [[0, 1]]}},
        {**GOOD, "inputs": {"people": [["a", "b"]]}},
        {**GOOD, "tol": "wide"},
        {**GOOD, "tol": -1},
        {**GOOD, "tol": float("nan")},
        {"family": "thanks_due", "inputs": {"met": "2026-02-30"}, "expected": "2026-03-02"},
        {"family": "permitted", "inputs": {"lane": 9, "minutes": 1}, "expected": True},
    ],
)
def test_a_malformed_case_has_failed(case: Any) -> None:
    outcome = check(case, 7)
    assert outcome.verdict == "failed"
    assert outcome.id in ("load-1", "case 7")
    assert outcome.got


@pytest.mark.parametrize("content", ["", "[1, 2]", '{"cases": 3}', "[" * 100_000, "\ud800"])
def test_a_file_without_cases_is_refused_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str
) -> None:
    path = tmp_path / "cases.json"
    path.write_bytes(content.encode("utf-8", "surrogatepass"))
    assert main([str(path)]) == 2
    assert main([str(tmp_path / "missing.json")]) == 2
    assert main([]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.splitlines()) == 3


def test_lines_hold_no_control_characters(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nasty = {**GOOD, "id": "a\nb\x1b]0;x\x07é", "inputs": {"\n\x1b": "\n"}}
    main([_file(tmp_path, nasty, {**nasty, "family": "a\nb"})])
    printed = capsys.readouterr().out
    assert len(printed.splitlines()) == 3
    assert printed.replace("\n", "").isprintable()


@pytest.mark.parametrize(
    ("expected", "got", "same"),
    [
        (1.0, 1.05, True),
        (1.0, 1.2, False),
        (1, True, False),
        (True, True, True),
        (None, 0, False),
        (None, None, True),
        ("a", "a", True),
        ("1", 1, False),
        ([1, [2, None]], (1.01, (2, None)), True),
        ([1], (1, 2), False),
        (["a"], "a", False),
        ({"a": {"b": 1}}, {"a": {"b": 1.01}}, True),
        ({"a": 1}, {"a": 1, "b": 2}, False),
        ({"a": 1}, Record(a=1, b=2), True),
        ({"a": 1}, Record(b=2), False),
        ({"a": 1}, [1], False),
        (float("nan"), float("nan"), True),
        (float("inf"), float("inf"), True),
    ],
)
def test_agreement(expected: Any, got: Any, same: bool) -> None:
    assert agrees(expected, got, 0.1) is same
