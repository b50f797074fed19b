"""The worked journeys of the design, by commands."""

from collections.abc import Callable
from typing import Any

from tests.cli.conftest import Cli


def _people(ok: Cli) -> None:
    """Friday's talk to be thanked for, somebody who is due, and the balance 4/2/0/2."""
    circles = (
        ("Ana Silva", "field", "2026-06-26"),
        ("Ben Roy", "field", "2026-06-10"),
        ("Cai Wu", "field", "2026-06-11"),
        ("Dee Fox", "field", "2026-06-12"),
        ("Eve Lo", "adjacent", "2026-06-15"),
        ("Fay Kim", "adjacent", "2026-06-16"),
        ("Gil Ash", "culture", "2026-06-17"),
        ("Hal Orr", "culture", "2026-06-18"),
    )
    for name, circle, day in circles:
        ok("add", name, "--circle", circle, "--tier", 1, today="2026-06-01")
        thanks = [] if name == "Ana Silva" else ["--no-thanks"]
        ok("log", "--with", name, "--on", day, "--minutes", 30, *thanks, today=day)
    ok("add", "Lee Ray", "--circle", "leaders", "--wish", today="2026-06-01")


def test_monday_plan(value: Callable[..., Any], ok: Cli, summer: None) -> None:
    _people(ok)
    week = value("week")
    assert week["week"] == "2026-W27"
    assert "0 of 72 min (90 agreed, Fri holiday)" in ok("week").out
    assert week["breadth"]["counts"] == {"field": 4, "adjacent": 2, "leaders": 0, "culture": 2}
    assert abs(week["breadth"]["iqv"] - 5 / 6) < 1e-9
    assert week["breadth"]["next_circle"] == "leaders"

    top = value("next")[0]
    assert (top["lane"], top["reason"]) == ("owe", "thank-you, 1 working day late")
    ok("done", top["id"])
    week = value("week")
    assert (week["spent"], week["remaining"]) == (5, 67)

    due = next(row for row in value("next") if row["lane"] == "due")
    ok("plan", due["person_id"], "--on", "wed", "--minutes", 30)
    week = value("week")
    assert (week["planned"], week["remaining"]) == (30, 37)
    assert ok("status").out.split()[2] == "5/72m"


def test_after_coffee(value: Callable[..., Any], cli: Cli, ok: Cli, summer: None) -> None:
    ok("add", "Ana Silva", "--circle", "field", "--tier", 2)
    before = value("history")
    ok("log", "--with", "Ana", "--listening", 4, "--learned", "shadowing moved her",
       "--promised", "the slides", "--by", "fri", "--suggested", "Ben Roy (leaders) 2",
       "Carla Wu (adjacent) 3", "--may-mention")  # fmt: skip
    assert len(value("history")) == len(before) + 1

    ana = value("show", "Ana")
    (talk,) = ana["interactions"]
    assert (talk["on"], talk["kind"], talk["minutes"]) == ("2026-06-29", "one_on_one", 30)
    assert (talk["own_time"], talk["listening"]) == (False, 4)
    assert ana["due"] == "2026-07-29"
    assert {tie["name"]: tie["knows"] for tie in ana["ties"]} == {"Ben Roy": 2, "Carla Wu": 3}
    kinds = {promise["kind"]: promise["due"] for promise in ana["promises"]}
    assert kinds == {"thanks": "2026-06-30", "promise": "2026-07-03"}
    assert value("week")["listening"] == 0.7

    ben = value("show", "Ben")
    assert (ben["via"], ben["generation"]) == ("Ana Silva", ana["generation"] + 1)
    grow = {row["person"]: row["reason"] for row in value("next") if row["lane"] == "grow"}
    assert set(grow) == {"Ben Roy", "Carla Wu"}
    assert all(reason.startswith("Ana ") for reason in grow.values())

    run = cli("log", "--with", "Ben", "--suggested", "Karla Wu")
    assert run.code == 2
    assert "Carla Wu" in run.err
    ok("undo")
    assert [person["name"] for person in value("list")] == ["Ana Silva"]
