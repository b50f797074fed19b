"""`experience` on the command line."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.conftest import Cli


def test_objectives_and_what_was_learnt(value: Callable[..., Any], ok: Cli, summer: None) -> None:
    ok("add", "Ana Silva")
    ok("log", "--with", "Ana Silva", "--on", "2026-06-24")
    ok("experience", "objective", "learn", "how", "releases", "are", "made")
    ok("experience", "learnt", 1, "two", "pairs", "of", "eyes", "--with", "Ana Silva")
    ok("experience", "reached", 1)
    (aim,) = value("experience", "show")["objectives"]
    assert (aim["text"], aim["state"]) == ("learn how releases are made", "done")
    (learnt,) = aim["learnt"]
    assert learnt == {"on": "2026-06-24", "text": "two pairs of eyes", "talk": 1,
                      "with": ["Ana Silva"]}  # fmt: skip
    assert "24 Jun (with Ana Silva): two pairs of eyes" in ok("experience", "show").out
    ok("experience", "reached", 1, "--state", "open", "--text", "learn releases")
    assert value("experience", "show")["objectives"][0]["text"] == "learn releases"


def test_criteria_and_feedback(value: Callable[..., Any], ok: Cli, summer: None) -> None:
    ok("experience", "criterion", "feedback", "yes")
    ok("experience", "criterion", "supervised", "no")
    ok("checkin", "--agreed", 90, "--feedback", "Ask sooner.")
    page = value("experience", "show")
    assert page["criteria"]["feedback"] is True
    assert page["criteria"]["supervised"] is False
    assert page["criteria"]["defined"] is None
    assert page["feedback"] == [
        {"id": None, "on": "2026-06-29", "text": "Ask sooner.", "from": None}
    ]
    assert page["phase"] == "middle"
    text = ok("experience", "show").out
    assert "Ask sooner." in text
    assert "unanswered" in text
    ok("experience", "criterion", "feedback", "unknown")
    assert value("experience", "show")["criteria"]["feedback"] is None


def test_another_at_the_same_time(value: Callable[..., Any], ok: Cli, summer: None) -> None:
    told = ok("experience", "add", "--org", "Club", "--kind", "volunteer", "--start", "2026-06-15")
    assert "It overlaps Acme (1 Jun to 21 Aug)" in told.out
    assert value("experience", "show")["organisation"] == "Club"
    assert value("experience", "show", "--id", 1)["overlaps"] == [2]
    assert [one["organisation"] for one in value("experience", "show", "--all")] == ["Acme", "Club"]
    ok("experience", "remove", "--id", 2)
    assert value("experience", "show")["organisation"] == "Acme"


def test_the_kinds(value: Callable[..., Any], ok: Cli) -> None:
    assert len(ok("experience", "kinds").out.splitlines()) == 16
    kinds = {one["key"]: one for one in value("experience", "kinds")}
    assert kinds["coop"]["repeats"] is True
    assert kinds["first_job"]["has_end"] is False


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("learnt", "9", "x"), 2),
        (("learnt", "1", "x", "--talk", "9"), 2),
        (("learnt", "1", "x", "--with", "Ana Silva"), 1),
        (("learnt", "1", "x", "--with", "Ana Silva", "--talk", "1"), 2),
        (("reached", "9"), 2),
        (("reached", "1", "--state", "lost"), 2),
        (("criterion", "pay", "yes"), 2),
        (("criterion", "feedback", "perhaps"), 2),
        (("remove", "--id", "9"), 2),
        (("show", "--id", "9"), 1),
        (("add", "--org", "B", "--start", "2026-06-10", "--end", "2026-06-09"), 2),
        (("add", "--org", "B", "--start", "2026-02-30"), 2),
        (("edit", "--end", "2026-05-31"), 2),
    ],
)
def test_what_cannot_be(cli: Cli, ok: Cli, summer: None, words: tuple[str, ...], code: int) -> None:
    ok("add", "Ana Silva")
    ok("experience", "objective", "learn")
    before = ok("experience", "show", "--all").out
    run = cli("experience", *words)
    assert (run.code, run.out) == (code, "")
    assert run.err.count("\n") == 1
    assert ok("experience", "show", "--all").out == before


def test_a_start_to_come_and_none_at_all(value: Callable[..., Any], cli: Cli, ok: Cli) -> None:
    assert value("experience", "show") is None
    assert cli("experience", "criterion", "feedback", "yes").code == 1
    ok("experience", "add", "--org", "Acme", "--start", "2027-01-11", "--end", "2027-01-11")
    assert value("experience", "show")["phase"] == "before"
    assert value("phase")["phase"] == "before"
    assert value("phase", today="2027-01-11")["phase"] == "final"


def test_each_supervisor_with_their_feedback(
    value: Callable[..., Any], ok: Cli, cli: Cli, summer: None
) -> None:
    ok("add", "Dana Cole")
    ok("add", "Ed Ito")
    ok("experience", "edit", "--supervisor", "Dana Cole", "--supervisor", "Ed Ito")
    ok("checkin", "--agreed", 90, "--feedback", "Ask sooner.")
    ok("checkin", "--agreed", 90, "--feedback", "Good notes.", "--from", "Ed Ito")
    ok("experience", "feedback", "well", "begun", "--on", "2026-06-03")
    said = [(one["from"], one["text"]) for one in value("experience", "show")["feedback"]]
    assert said == [("Dana Cole", "well begun"), ("Dana Cole", "Ask sooner."),
                    ("Ed Ito", "Good notes.")]  # fmt: skip
    lines = [" ".join(line.split()) for line in ok("experience", "show").out.splitlines()]
    begin = lines.index("supervisor Dana Cole")
    number = value("experience", "show")["feedback"][2]["id"]
    assert lines[begin + 3 : begin + 5] == [
        "supervisor Ed Ito", f"said {number}: 29 Jun: Good notes."
    ]  # fmt: skip
    ok("experience", "feedback", "--remove", number)
    assert len(value("experience", "show")["feedback"]) == 2
    for given, words in (
        (("feedback",), "missing"),
        (("feedback", "x", "--from", "Nobody"), "Nobody"),
        (("feedback", "x", "--remove", 1), "--remove stands alone"),
        (("feedback", "x", "--on", "tomorrow"), "30 Jun"),
    ):
        said_no = cli("experience", *given)
        assert said_no.code in (1, 2, 65)
        assert words in said_no.err
        assert said_no.out == ""
