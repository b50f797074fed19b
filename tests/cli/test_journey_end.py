"""The last two weeks and what comes after them, by commands; every number as it was designed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli

Value = Callable[..., Any]

END = "2026-08-10"
"""Monday, two weeks before the end."""
LATER = "2027-02-19"
"""Friday, six months after the end."""


@pytest.fixture
def closing(ok: Cli, summer: None) -> None:
    """Two close people, three never met, one who never answers, and some work to hand over."""
    day = "2026-06-08"
    ok("add", "Ana Silva", "--circle", "field", "--tier", 2, "--email", "ana@acme.example",
       today=day)  # fmt: skip
    ok("add", "Cai Wu", "--circle", "adjacent", "--tier", 1, "--email", "cai@gmail.com", today=day)
    ok("add", "Dee Fox", "--circle", "culture", "--tier", 3, today=day)
    for name, on in (
        ("Ana Silva", "2026-07-30"),
        ("Cai Wu", "2026-08-06"),
        ("Dee Fox", "2026-07-31"),
    ):
        ok("log", "--with", name, "--minutes", 30, "--no-thanks", today=on)
    ok("add", "Ben Roy", "--circle", "leaders", "--wish", "--via", "Ana Silva", "--knows", 2,
       today=day)  # fmt: skip
    ok("add", "Eve Lin", "--circle", "leaders", "--wish", today=day)
    ok("add", "Fay Orr", "--circle", "field", "--wish", today=day)
    ok("add", "Gus Poe", "--circle", "leaders", "--wish", today=day)
    ok("wait", "Gus Poe", today="2026-07-13")
    ok("wait", "Gus Poe", today="2026-07-27")
    ok("work", "add", "Demo", "--due", "2026-08-20", "--hours", 6, today=END)
    ok("checkin", "--agreed", 90, "--on", "2026-08-07", today="2026-08-07")


def test_two_weeks_before_the_end(value: Value, ok: Cli, closing: None) -> None:
    page = value("phase", today=END)
    assert (page["phase"], page["days_left"]) == ("final", 11)

    rows = value("next", today=END)
    assert [(row["lane"], row["person"], row["reason"]) for row in rows] == [
        ("closing", "Ben Roy", "11 days left, never met"),
        ("closing", "Eve Lin", "11 days left, never met"),
        ("closing", "Ana Silva", "11 days left, silent 11 days"),
        ("closing", "Fay Orr", "11 days left, never met"),
    ]
    assert {row["planned_week"] for row in rows} == {END}

    ways = {one["person"]: (one["via"], one["way"]) for one in page["closing"]}
    assert ways["Ben Roy"] == ("Ana Silva", "ask Ana Silva, who works with Ben Roy")
    assert ways["Fay Orr"] == (None, "nobody leads to them yet; write to them yourself")
    assert ways["Ana Silva"] == (None, "")

    tasks = [task["key"] for task in page["checklist"]]
    assert tasks.index("final.handover") < tasks.index("final.goodbyes")
    assert page["checklist"][0]["note"] == "1 thing open, 6 h"

    assert page["missing_addresses"] == 2
    assert page["missing"] == ["Ana Silva", "Dee Fox"]
    assert "2 people without a lasting one" in ok("week", today=END).out

    hidden = value("next", "--hidden", today=END)
    assert hidden == [{"person": "Gus Poe", "hidden": "let_go", "until": "2027-01-25"}]
    text = ok("phase", today=END).out
    assert "Gus Poe" not in text.partition("after the end")[0]
    assert text.index("hand it over first") < text.index("goodbye notes")


def test_each_of_them_is_met_or_asked_for_or_put_off(value: Value, ok: Cli, closing: None) -> None:
    ok("plan", "Eve Lin", "--on", "2026-08-12", "--minutes", 20, today=END)
    assert value("week", today=END)["planned"] == 20
    ok("introduce", "Ben Roy", "--via", "Ana Silva", today=END)
    ok("snooze", "Fay Orr", "e", today=END)
    left = {one["person"] for one in value("phase", today=END)["closing"]}
    assert left == {"Eve Lin"}
    hidden = {one["person"]: one["until"] for one in value("next", "--hidden", today=END)}
    assert (hidden["Fay Orr"], hidden["Ana Silva"]) == ("2026-08-24", "2026-08-17")
    assert "put off until after the end: 1 person" in ok("phase", today=END).out
    assert value("list", "--wish", today="2026-08-25")
    wishes = {person["name"] for person in value("list", "--wish", today=LATER)}
    assert wishes == {"Ben Roy", "Eve Lin", "Fay Orr", "Gus Poe"}


def test_the_checklist_is_ticked_and_opened_again(
    value: Value, cli: Cli, ok: Cli, closing: None
) -> None:
    def done() -> dict[str, str | None]:
        page = value("phase", today=END)
        return {one["key"]: one["done_on"] for one in page["checklist"] if one["done_on"]}

    steps = len(value("history"))
    ok("phase", "tick", "1", "addresses", today=END)
    assert done() == {"final.handover": END, "final.addresses": END}
    assert len(value("history")) == steps + 2
    ok("phase", "tick", "1", today=END)
    assert len(value("history")) == steps + 2
    ok("phase", "untick", "final.handover", today=END)
    assert done() == {"final.addresses": END}
    ok("undo", today=END)
    assert done() == {"final.handover": END, "final.addresses": END}
    assert "[x]" in ok("phase", today=END).out
    run = cli("phase", "tick", "9", today=END)
    assert (run.code, run.out) == (2, "")
    assert run.err.count("\n") == 1


def test_goodbyes_wait_for_no_answer(value: Value, cli: Cli, ok: Cli, closing: None) -> None:
    day = "2026-08-19"
    assert "goodbye notes, from Wed 19 Aug" in ok("phase", today=day).out
    ok("phase", "goodbye", "Ana Silva", today=day)
    said = {one["person"]: one["said_on"] for one in value("phase", today=day)["goodbyes"]}
    assert said == {"Cai Wu": None, "Ana Silva": day, "Dee Fox": None}
    assert cli("phase", "goodbye", "Ana", today=day).code == 2
    week = value("week", today=day)
    assert week["spent"] == 5
    due = {row["person"]: row["lane"] for row in value("next", today="2026-09-12")}
    assert due["Ana Silva"] == "due"


def test_the_campaign_is_three_a_week(value: Value, ok: Cli, closing: None) -> None:
    ok("add", "Hal Kay", "--circle", "culture", "--wish", today=END)
    plan = value("campaign", today="2026-08-24")
    assert [(one["on"], one["person"]) for one in plan] == [
        ("2026-09-01", "Ben Roy"),
        ("2026-09-01", "Eve Lin"),
        ("2026-09-01", "Fay Orr"),
        ("2026-09-08", "Hal Kay"),
        ("2027-01-26", "Gus Poe"),
    ]
    ok("done", "Ben Roy", today="2026-09-01")
    ok("done", "Eve Lin", today="2026-09-01")
    now = {
        one["person"]: (one["on"], one["state"]) for one in value("campaign", today="2026-09-03")
    }
    assert now["Ben Roy"] == ("2026-09-01", "written")
    assert now["Hal Kay"] == ("2026-09-08", "planned")
    note = {one["person"]: one["note"] for one in value("campaign", today="2026-09-08")}
    assert note["Ben Roy"] == "no answer since 1 Sep; one reminder"
    ok("wait", "Ben Roy", today="2026-09-08")
    ok("log", "--with", "Eve Lin", "--kind", "call", "--minutes", 20, today="2026-09-09")
    state = {one["person"]: one["state"] for one in value("campaign", today="2026-09-16")}
    assert state["Ben Roy"] == "parked"
    assert state["Eve Lin"] == "met"
    later = {one["person"]: one["on"] for one in value("campaign", today="2027-03-10")}
    assert later["Ben Roy"] >= "2027-03-09"


@pytest.fixture
def later(ok: Cli) -> None:
    """A summer that is over: Ana, the people of the campaign, and one never met."""
    ok("experience", "add", "--kind", "internship", "--org", "Acme", "--start", "2026-06-01",
       "--end", "2026-08-21", today="2026-06-01")  # fmt: skip
    ok("add", "Ana Silva", "--circle", "field", "--tier", 2, today="2026-06-01")
    for on in ("2026-06-03", "2026-06-12"):
        ok("log", "--with", "Ana Silva", "--minutes", 30, "--no-thanks", today=on)
    for name in ("Fay Orr", "Gus Poe", "Hal Kay"):
        ok("add", name, "--circle", "leaders", "--wish", today="2026-06-15")
    for name in ("Fay Orr", "Gus Poe"):
        ok("done", name, today="2026-09-01")
    ok("log", "--with", "Fay Orr", "--kind", "inbound", today="2026-09-03")
    ok("done", "Fay Orr", today="2026-09-04")
    ok("wait", "Gus Poe", today="2026-09-08")


def test_six_months_later(value: Value, cli: Cli, path: Path, later: None) -> None:
    page = value("phase", today=LATER)
    assert page["phase"] == "after:alumni"
    assert page["rhythm"]["unit"] == "month"
    assert value("week", today=LATER)["cap"] is None

    rows = {row["person"]: row for row in value("next", today=LATER)}
    ana = value("show", "Ana", today=LATER)
    assert ana["state"] == "lapsed"
    # 50 * 2^(-9/110) + 50 on 12 June, halved every 165 days since.
    assert ana["warmth"] == round((50 * 2 ** (-9 / 110) + 50) * 2 ** (-252 / 165))
    assert rows["Ana Silva"]["lane"] == "reconnect"
    assert rows["Ana Silva"]["reason"].startswith("silent 252 days")
    assert (rows["Fay Orr"]["lane"], rows["Hal Kay"]["lane"]) == ("due", "grow")
    assert value("next", "--hidden", today=LATER) == [
        {"person": "Gus Poe", "hidden": "let_go", "until": "2027-03-09"}
    ]
    back = {row["person"]: row["lane"] for row in value("next", today="2027-03-09")}
    assert back["Gus Poe"] == "grow"

    assert "It has been a while" in cli("draft", "T13", "Ana Silva", today=LATER).out
    never_met = cli("draft", "T11", "Hal Kay", today=LATER).out
    assert "1 June" in never_met
    assert "21 August" in never_met

    before = path.read_bytes()
    week = value("week", "--on", "2026-12-30", today=LATER)
    assert (week["week"], week["starts"]) == ("2026-W53", "2026-12-28")
    assert value("week", "--on", "2027-01-03", today=LATER)["week"] == "2026-W53"
    assert path.read_bytes() == before


def test_a_month_counts_once_somebody_was_in_touch(value: Value, ok: Cli, later: None) -> None:
    for on in ("2026-12-07", "2027-01-20", "2027-02-18"):
        ok("log", "--with", "Ana Silva", "--kind", "exchange", today=on)
    rhythm = value("phase", today=LATER)["rhythm"]
    assert (rhythm["streak"], rhythm["in_touch"]) == (3, 1)
    assert "3 months in a row" in ok("phase", today=LATER).out
    assert "3 months" in ok("week", today=LATER).out


def test_the_year_is_looked_back_upon_every_year(value: Value, ok: Cli, later: None) -> None:
    day = "2027-08-23"
    assert value("phase", today=LATER)["review_on"] == "2027-08-21"
    tasks = {one["key"]: one for one in value("phase", today=day)["checklist"]}
    assert tasks["after.review"]["note"] == "due since 21 Aug"
    ok("phase", "tick", "review", today=day)
    page = value("phase", today="2028-03-01")
    tasks = {one["key"]: one for one in page["checklist"]}
    assert (tasks["after.review"]["done_on"], page["review_on"]) == (day, "2028-08-21")
    assert value("phase", today="2028-08-21")["checklist"][-1]["done_on"] is None


def test_the_last_day_on_another_machine(
    value: Value, ok: Cli, closing: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from netintern.cli.main import main

    last, following = "2026-08-21", "2026-08-24"
    ok("phase", "tick", "handover", today=last)
    ok("phase", "goodbye", "Cai Wu", today=last)
    ok("log", "--with", "Dee Fox", "--promised", "the slides", "--by", "2026-08-26", today=last)
    out = tmp_path / "book.json"
    ok("export", out, "--format", "json", today=last)

    def there(*words: str, today: str = following) -> str:
        capsys.readouterr()
        other = str(tmp_path / "there" / "book.db")
        assert main(["--book", other, "--today", today, *words]) == 0
        return capsys.readouterr().out

    there("import", str(out), today=last)
    again = tmp_path / "again.json"
    there("export", str(again), "--format", "json", today=last)
    assert json.loads(again.read_text()) == json.loads(out.read_text())
    for words in (("next",), ("next", "--hidden"), ("week",), ("phase",), ("campaign",), ("list",)):
        mine, other = value(*words, today=following), json.loads(there("--json", *words))
        assert mine == other, words
    assert value("next", today=following)


def test_the_digest_of_a_day(value: Value, cli: Cli, ok: Cli, closing: None) -> None:
    text = ok("digest", today=END).out
    assert text.startswith("netintern, Mon 10 Aug: 4 due, 0 of 90 min\n")
    assert "final · 11 days left" in text
    assert "11 days left, silent 11 days" in text
    assert "no address that lasts: Ana Silva, Dee Fox" in text
    assert "\x1b" not in text
    digest = value("digest", today=END)
    assert (digest["phase"], digest["budget"], len(digest["items"])) == ("final", 90, 4)
    ok("plan", "Eve Lin", "--on", "2026-08-12", "--minutes", 20, today=END)
    assert "today: Eve Lin, 20 min booked" in ok("digest", today="2026-08-12").out
    assert "Ben Roy" in ok("digest", today="2026-09-01").out.partition("never met")[2]


def test_without_anything_recorded(value: Value, ok: Cli) -> None:
    page = value("phase")
    assert (page["phase"], page["days_left"], page["missing_addresses"]) == (None, None, 0)
    assert value("campaign") == []
    assert "experience add" in ok("phase").out
    assert ok("digest").out == "Nobody is in the book yet. Add somebody: netintern add NAME.\n"
    assert value("digest")["items"] == []
    assert "nobody to write to" in ok("campaign").out


def test_a_checklist_needs_an_internship(cli: Cli) -> None:
    for act in ("tick", "untick"):
        run = cli("phase", act, 1)
        assert (run.code, run.out) == (1, "")
        assert "No internship is recorded" in run.err


def test_between_two_terms_there_is_no_goodbye(value: Value, ok: Cli, closing: None) -> None:
    ok("experience", "edit", "--kind", "coop", today=END)
    page = value("phase", today=END)
    assert (page["comes_after"], page["next"], page["goodbyes"]) == ("next", None, [])
    shown = ok("phase", today=END).out
    assert "the next one" in shown
    assert "goodbye notes" not in shown
    assert value("campaign", today="2026-08-24") == [
        one for one in value("campaign", today="2026-08-24") if one["person"] == "Gus Poe"
    ]
    assert "campaign --last" in ok("campaign", today="2026-08-24").out
    assert [one["person"] for one in value("campaign", "--last", today="2026-08-24")][:3]
    ok("experience", "add", "--kind", "coop", "--org", "Beta", "--start", "2027-01-04",
       "--end", "2027-04-30", today=END)  # fmt: skip
    assert value("phase", today=END)["next"] == {"organisation": "Beta", "start": "2027-01-04"}
    after = ok("phase", today="2026-10-05").out
    assert after.startswith("before the next one")
    assert "Beta from Mon 4 Jan 2027" in after
