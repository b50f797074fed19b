"""Days that are hard to reckon with: none free, none at all, year ends, and clocks that jump."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import TODAY, Cli

Value = Callable[..., Any]


def _people(ok: Cli) -> None:
    """Somebody to thank, somebody who is due, somebody to meet."""
    ok("add", "Ana Silva", "--circle", "field", "--tier", 1, today="2026-06-02")
    ok("add", "Ben Roy", "--circle", "culture", "--tier", 1, today="2026-06-02")
    ok("add", "Eve Lin", "--circle", "leaders", "--wish", today="2026-06-02")
    ok("log", "--with", "Ben Roy", "--no-thanks", today="2026-06-08")
    ok("log", "--with", "Ana Silva", today="2026-06-26")


def _everything(ok: Cli, day: str) -> None:
    """Every question that reckons with days answers."""
    for words in (("next",), ("next", "--hidden"), ("week",), ("phase",), ("campaign",),
                  ("digest",), ("status",), ("list",)):  # fmt: skip
        assert "-1 day" not in ok(*words, today=day).out
        ok("--json", *words, today=day)


@pytest.mark.parametrize("zero", ["cap", "budget"])
def test_without_minutes_only_debts_are_proposed(
    value: Value, ok: Cli, summer: None, zero: str
) -> None:
    _people(ok)
    if zero == "cap":
        ok("checkin", "--agreed", 0)
    else:
        ok("set", "own_budget", "0")
    week = value("week")
    assert (week["budget"], week["free"], week["over"]) == (0, 0, 0)
    rows = value("next")
    assert {row["lane"]: row["permitted"] for row in rows} == {
        "owe": True,
        "due": False,
        "grow": False,
    }
    weeks = {row["planned_week"] for row in rows if row["lane"] != "owe"}
    assert weeks == ({"2026-08-24"} if zero == "cap" else {None})
    ok("done", rows[0]["id"])
    week = value("week")
    assert (week["spent"], week["remaining"], week["over"], week["free"]) == (5, -5, 5, 0)
    _everything(ok, TODAY)


@pytest.mark.parametrize("kind", ["holiday", "quiet"])
def test_a_week_of_holidays(value: Value, ok: Cli, summer: None, kind: str) -> None:
    _people(ok)
    ok("done", "Ana Silva", today="2026-06-26")
    ok("calendar", kind, "2026-07-06..2026-07-10")
    day = "2026-07-08"
    week = value("week", today=day)
    assert (week["budget"], week["free"]) == (0, 0)
    ok("log", "--with", "Eve Lin", today=day)
    thanks = next(row for row in value("next", today=day) if row["person"] == "Eve Lin")
    assert (thanks["kind"], thanks["due"]) == ("thanks", "2026-07-13")
    due = next(row for row in value("next", today=day) if row["person"] == "Ben Roy")
    assert due["permitted"] is False
    assert due["planned_week"] == "2026-07-13"
    ok("work", "add", "Demo", "--due", "2026-07-10", "--hours", 1, today=day)
    assert value("week", today=day)["gate"]["state"] == "blocked"
    # Weeks without a workday neither count nor break the row of weeks.
    ok("log", "--with", "Ben Roy", "--no-thanks", today="2026-07-02")
    ok("undo", 2, today=day)
    before = value("week", today="2026-07-03")["streak"]
    assert value("week", today="2026-07-12")["streak"] == before
    _everything(ok, day)


def test_quiet_for_longer_than_a_year(value: Value, ok: Cli, summer: None) -> None:
    _people(ok)
    ok("calendar", "quiet", "2026-07-01..2027-12-31")
    ok("log", "--with", "Eve Lin", today="2026-07-02")
    rows = {row["person"]: row for row in value("next", today="2026-07-02")}
    assert rows["Eve Lin"]["due"] >= "2026-07-02"
    assert value("campaign", today="2026-08-24") == []
    _everything(ok, "2026-07-02")
    _everything(ok, "2026-08-21")
    _everything(ok, "2027-03-01")


def test_the_turn_of_the_year_and_week_53(value: Value, ok: Cli) -> None:
    ok("experience", "add", "--kind", "internship", "--org", "Acme", "--start", "2026-12-01",
       "--end", "2027-02-26", today="2026-12-01")  # fmt: skip
    for day in ("2026-12-25", "2027-01-01"):
        ok("calendar", "holiday", day, today="2026-12-01")
    ok("set", "own_budget", 120, today="2026-12-01")
    ok("checkin", "--agreed", 90, today="2026-12-01")
    for on, label in (
        ("2026-12-27", "2026-W52"),
        ("2026-12-28", "2026-W53"),
        ("2026-12-31", "2026-W53"),
        ("2027-01-01", "2026-W53"),
        ("2027-01-03", "2026-W53"),
        ("2027-01-04", "2027-W01"),
    ):
        assert value("week", today=on)["week"] == label, on
    assert value("week", today="2026-12-30")["budget"] == 72
    ok("add", "Ana Silva", "--tier", 1, today="2026-12-30")
    ok("log", "--with", "Ana Silva", today="2026-12-31")
    (row,) = [row for row in value("next", today="2027-01-04") if row["kind"] == "thanks"]
    assert (row["due"], row["reason"]) == ("2026-12-31", "thank-you, 1 working day late")
    assert value("week", today="2027-01-04")["streak"] == 1
    _everything(ok, "2027-01-01")


def test_an_end_on_29_february(value: Value, ok: Cli) -> None:
    ok("experience", "add", "--kind", "internship", "--org", "Acme", "--start", "2027-12-01",
       "--end", "2028-02-29", today="2027-12-01")  # fmt: skip
    ok("add", "Eve Lin", "--wish", today="2027-12-01")
    ok("add", "Ana Silva", today="2027-12-01")
    ok("log", "--with", "Ana Silva", "--no-thanks", today="2028-01-31")
    last = value("phase", today="2028-02-29")
    assert (last["phase"], last["days_left"]) == ("final", 0)
    assert value("phase", today="2028-03-01")["phase"] == "after:wrap"
    assert value("campaign", today="2028-02-29")[0]["on"] == "2028-03-07"
    assert value("phase", today="2028-03-01")["review_on"] == "2029-02-28"
    ok("snooze", "Ana Silva", "o", today="2028-01-31")
    hidden = {one["person"]: one["until"] for one in value("next", "--hidden", today="2028-02-01")}
    assert hidden["Ana Silva"] == "2028-02-29"
    for day in ("2028-02-28", "2028-02-29", "2028-03-01", "2029-02-28"):
        _everything(ok, day)


def test_a_clock_that_is_set_back_forgets_nothing(value: Value, ok: Cli, summer: None) -> None:
    _people(ok)
    ok("phase", "tick", "1")
    ok("wait", "Eve Lin")
    now = (value("next"), value("list"), value("week"))
    early = "2026-06-05"
    people = {person["name"]: person for person in value("list", today=early)}
    for name in ("Ana Silva", "Ben Roy"):
        person = people[name]
        assert (person["met"], person["last_contact"], person["warmth"]) == (False, None, None)
    week = value("week", today=early)
    assert week["breadth"]["counts"] == {"field": 0, "adjacent": 0, "leaders": 0, "culture": 0}
    assert all(task["done_on"] is None for task in value("phase", today=early)["checklist"])
    assert "Eve Lin" in {row["person"] for row in value("next", today=early)}
    _everything(ok, early)
    _everything(ok, "2025-01-01")
    assert (value("next"), value("list"), value("week")) == now


def test_an_experience_without_an_end_has_no_after(value: Value, cli: Cli, ok: Cli) -> None:
    ok("experience", "add", "--kind", "volunteer", "--org", "Oak", "--start", "2026-06-01",
       today="2026-06-01")  # fmt: skip
    ok("add", "Eve Lin", "--wish", today="2026-06-01")
    assert value("phase", today="2026-06-14")["phase"] == "onboarding"
    page = value("phase", today="2036-06-16")
    assert (page["phase"], page["days_left"]) == ("middle", None)
    assert value("campaign") == []
    run = cli("snooze", "Eve Lin", "e")
    assert (run.code, run.out) == (2, "")
    _everything(ok, "2036-06-16")


def test_a_start_that_lies_ahead(value: Value, ok: Cli) -> None:
    ok("experience", "add", "--kind", "internship", "--org", "Acme", "--start", "2026-09-01",
       "--end", "2026-11-30")  # fmt: skip
    page, week = value("phase"), value("week")
    assert (page["phase"], week["cap"], week["checkin_due"]) == ("before", None, None)
    assert "starts Tue 1 Sep" in ok("phase").out
    _everything(ok, TODAY)


def test_an_end_before_the_start_is_refused(value: Value, cli: Cli, path: Path, ok: Cli) -> None:
    ok("add", "Ana Silva")
    before = path.read_bytes()
    run = cli("experience", "add", "--kind", "internship", "--org", "Acme", "--start", "2026-09-01",
              "--end", "2026-08-31")  # fmt: skip
    assert (run.code, run.out, run.err.count("\n")) == (2, "", 1)
    assert value("phase")["phase"] is None
    assert path.read_bytes() == before


def test_two_experiences_that_overlap(value: Value, ok: Cli) -> None:
    ok("experience", "add", "--kind", "internship", "--org", "Acme", "--start", "2026-06-01",
       "--end", "2026-08-21")  # fmt: skip
    ok("experience", "add", "--kind", "volunteer", "--org", "Oak", "--start", "2026-06-22",
       "--end", "2026-07-31")  # fmt: skip
    ok("checkin", "--agreed", 30)
    ok("phase", "tick", "1")
    page = value("phase")
    assert (page["phase"], page["days_left"]) == ("onboarding", 32)
    assert value("week")["cap"] == 30
    after = value("phase", today="2026-08-03")
    assert (after["phase"], after["days_left"]) == ("middle", 18)
    assert value("week", today="2026-08-03")["cap"] == 60
    assert all(task["done_on"] is None for task in after["checklist"])
    _everything(ok, TODAY)
