"""The week, blocks, check-ins, work, the experience and the settings by commands."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.conftest import Cli

KEYS = {
    "week", "starts", "budget", "own", "cap", "agreed_on", "spent", "planned", "remaining",
    "free", "own_time", "over", "gate", "breadth", "snowball", "listening", "streak", "phase",
    "checkin_due",
}  # fmt: skip


def test_the_keys_of_an_empty_week(value: Callable[..., Any]) -> None:
    week = value("week")
    assert set(week) >= KEYS
    assert week["week"] == "2026-W27"
    assert week["starts"] == "2026-06-29"
    assert (week["budget"], week["cap"], week["agreed_on"]) == (60, None, None)
    assert set(week["gate"]) == {"state", "reason"}
    assert week["gate"]["state"] == "open"
    assert set(week["breadth"]) == {"counts", "iqv", "next_circle"}
    assert list(week["breadth"]["counts"]) == ["field", "adjacent", "leaders", "culture"]
    assert set(week["snowball"]) == {"asked", "referrals", "met", "reproduction", "interval"}
    assert week["snowball"]["reproduction"] is None
    assert week["snowball"]["interval"] is None
    assert week["listening"] is None
    assert (week["phase"], week["checkin_due"]) == (None, None)


def test_the_week_of_the_internship(value: Callable[..., Any], ok: Cli, summer: None) -> None:
    week = value("week")
    assert (week["budget"], week["own"], week["cap"]) == (72, 120, 90)
    assert week["agreed_on"] == "2026-06-22"
    assert week["phase"] == "middle"
    assert "0 of 72 min (90 agreed, Fri holiday)" in ok("week").out


def test_an_agreement_that_is_too_old_is_to_be_asked_for_again(ok: Cli, summer: None) -> None:
    # Agreed on 22 June: 28 days later it still holds, a day after that no longer.
    assert "ask again" not in ok("week", today="2026-07-20").out
    assert "(90 agreed); ask again" in ok("week", today="2026-07-21").out
    assert "ask again" not in ok("week", today="2026-09-29").out
    ok("checkin", "--agreed", "90", today="2026-07-21")
    assert "ask again" not in ok("week", today="2026-07-21").out


def test_another_week(value: Callable[..., Any], summer: None) -> None:
    assert value("week", "--on", "2026-06-17")["starts"] == "2026-06-15"


def test_a_block_is_planned_time(value: Callable[..., Any], summer: None) -> None:
    value("add", "Ana Silva")
    value("plan", "Ana", "--on", "wed", "--minutes", 30)
    week = value("week")
    assert (week["planned"], week["remaining"], week["free"]) == (30, 42, 42)


def test_own_time_does_not_count(value: Callable[..., Any], summer: None) -> None:
    value("add", "Ana Silva")
    value("log", "--with", "Ana", "--minutes", 45, "--own-time")
    week = value("week")
    assert (week["spent"], week["own_time"]) == (0, 45)


def test_over_the_budget(value: Callable[..., Any], ok: Cli, summer: None) -> None:
    value("add", "Ana Silva")
    value("log", "--with", "Ana", "--minutes", 102)
    week = value("week")
    assert (week["remaining"], week["free"], week["over"]) == (-30, 0, 30)
    assert "over by 30 min" in ok("week").out


def test_work_commitments(value: Callable[..., Any], cli: Cli) -> None:
    assert value("work", "list") == []
    value("work", "add", "Demo", "--due", "tomorrow", "--hours", "9")
    (demo,) = value("work", "list")
    assert (demo["name"], demo["due"], demo["hours"]) == ("Demo", "2026-06-30", 9)
    moment = "2026-06-29T15:00"
    assert value("week", today=moment)["gate"] == {
        "state": "blocked",
        "reason": "Not now: Demo needs 9 h, 8 h left",
    }
    value("work", "left", "Demo", "7h")
    assert value("week", today=moment)["gate"]["state"] == "tight"
    value("work", "done", "demo")
    assert value("work", "list") == []
    assert value("work", "list", "--all")[0]["done_on"] == "2026-06-29"
    assert cli("work", "done", "Zed").code in (1, 2)


def test_an_override_is_recorded(ok: Cli) -> None:
    assert ok("override", "coffee", "was", "fixed").out.strip()


def test_the_calendar(value: Callable[..., Any]) -> None:
    assert value("calendar", "list") == []
    value("calendar", "holiday", "2026-07-03")
    value("calendar", "quiet", "2026-07-13..2026-07-19")
    assert value("calendar", "list") == [
        {"kind": "holiday", "from": "2026-07-03", "to": "2026-07-03"},
        {"kind": "quiet", "from": "2026-07-13", "to": "2026-07-19"},
    ]
    assert value("week", "--on", "2026-07-14")["budget"] == 0
    value("calendar", "holiday", "2026-07-03", "--remove")
    value("calendar", "quiet", "2026-07-13..2026-07-19", "--remove")
    assert value("calendar", "list") == []


def test_settings(value: Callable[..., Any], ok: Cli) -> None:
    names = [line["name"] for line in value("set")]
    assert "own_budget" in names
    assert "targets" in names
    value("set", "own_budget", "90")
    (line,) = value("set", "own_budget")
    assert (line["value"], line["changed"]) == (90, True)
    assert "own_budget" in ok("set").out
    value("set", "own_budget", "--reset")
    assert value("set", "own_budget")[0]["changed"] is False


@pytest.mark.parametrize(
    ("name", "text"),
    [("own_budget", "many"), ("own_budget", "-5"), ("targets", "1,2"), ("frob", "1")],
)
def test_wrong_settings(cli: Cli, name: str, text: str) -> None:
    run = cli("set", name, text)
    assert run.code == 2
    assert run.err.count("\n") == 1


def test_the_experience(value: Callable[..., Any], ok: Cli) -> None:
    assert value("experience", "show") is None
    assert value("experience", "show", "--all") == []
    value("add", "Dana Cole", "--circle", "leaders")
    value("experience", "add", "--kind", "internship", "--org", "Acme", "--start", "2026-06-01",
          "--end", "2026-08-21", "--supervisor", "Dana")  # fmt: skip
    value("experience", "objective", "learn", "how releases are made")
    shown = value("experience", "show")
    assert shown["kind"] == "internship"
    assert shown["organisation"] == "Acme"
    assert (shown["start"], shown["end"]) == ("2026-06-01", "2026-08-21")
    assert shown["supervisors"] == ["Dana Cole"]
    assert [each["text"] for each in shown["objectives"]] == ["learn how releases are made"]
    value("experience", "edit", "--end", "2026-09-04")
    assert value("experience", "show")["end"] == "2026-09-04"
    assert "internship at Acme" in ok("experience", "show").out


def test_an_experience_is_needed_for_an_objective(cli: Cli) -> None:
    assert cli("experience", "objective", "learn").code == 1
