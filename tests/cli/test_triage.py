"""Triage line by line: what is told, what a letter does, and what is counted at the end."""

import io
from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.conftest import Cli


@pytest.fixture
def people(ok: Cli, summer: None) -> None:
    """Ana is owed thanks, Ben is due, Cai was never met."""
    ok("add", "Ana Silva", "--circle", "field", "--tier", 2, today="2026-06-01")
    ok("add", "Ben Roy", "--circle", "adjacent", "--tier", 1, today="2026-06-01")
    ok("add", "Cai Wu", "--circle", "leaders", "--wish", "--via", "Ana", today="2026-06-01")
    ok("log", "--with", "Ben", "--on", "2026-06-02", "--no-thanks", today="2026-06-02")
    ok("log", "--with", "Ana", "--on", "2026-06-26", "--learned", "ask early", today="2026-06-26")


@pytest.fixture
def say(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What triage tells somebody who types these lines."""

    def run(*lines: str, words: tuple[object, ...] = ()) -> str:
        typed = io.StringIO("".join(f"{line}\n" for line in lines))
        monkeypatch.setattr("sys.stdin", typed)
        run = cli("triage", "--plain", *words)
        assert run.code == 0
        assert all("Left out" in line for line in run.err.splitlines())
        return run.out

    return run


def test_an_empty_queue(say: Callable[..., str]) -> None:
    assert "Nothing waits for you today." in say("d")


def test_a_row_in_words(say: Callable[..., str], people: None) -> None:
    told = say().splitlines()
    assert told[2] == "1 of 3, owe, 72 of 72 min left"
    assert told[3:9] == [
        "Ana Silva, field",
        "thank-you, 1 working day late; 5 min",
        "last: 3d ago, 30 min talk: ask early",
        "promised: you: thank-you, by Fri 26 Jun",
        "through: nobody suggested them",
        "intros: none is open",
    ]
    assert told[9].startswith("ask: ")
    assert told[-1] == "3 follow-ups still wait. This time: nothing done."


def test_done_wait_and_skip(
    say: Callable[..., str], value: Callable[..., Any], people: None
) -> None:
    told = say("d", "w", "")
    assert "Ana Silva: thank-you done" in told
    assert "2 of 3, due" in told
    assert "Ben Roy: waiting for an answer" in told
    assert told.endswith("That was all for now: 1 done, 1 waiting, 1 skipped; 5 min.\n")
    assert [row["person"] for row in value("next")] == ["Cai Wu"]


def test_snooze_by_letter_and_by_day(
    say: Callable[..., str], value: Callable[..., Any], people: None
) -> None:
    told = say("s", "s w", "s 2026-07-20")
    assert "Ana Silva: snoozed to Thu 2 Jul, the thank-you too" in told
    assert "Ben Roy: snoozed to Mon 6 Jul" in told
    assert "Cai Wu: snoozed to Mon 20 Jul" in told
    assert "3 snoozed." in told
    assert value("next") == []


def test_undo_brings_the_row_back(
    say: Callable[..., str], value: Callable[..., Any], people: None
) -> None:
    before = value("next")
    told = say("d", "u", "q")
    assert told.count("1 of 3, owe") == 2
    assert told.endswith("3 follow-ups still wait. This time: nothing done.\n")
    assert value("next") == before
    assert "1 done" in say("U", "d")


def test_drop_move_and_page(say: Callable[..., str], people: None) -> None:
    told = say("J", "K", "K", "J", "D", "o", "q")
    assert "There is none." in told
    assert "Ben Roy: out of the queue" in told
    assert told.rstrip().endswith("2 follow-ups still wait. This time: 1 dropped.")


def test_only_what_fits(say: Callable[..., str], people: None) -> None:
    assert "1 of 1, owe" in say(words=("--minutes", 5))
    told = say("f 10", "J", "f x", "f", "q")
    for words in ("2 to go.", "2 of 2, grow", "'x' is not a number of minutes.", "3 to go."):
        assert words in told
    assert "Nothing takes at most 1 minutes." in say(words=("--minutes", 1))


def test_bad_answers_say_what_to_do(say: Callable[..., str], people: None) -> None:
    told = say("?", "zz", "s yesterday", "u", "u", "l", "q")
    assert "snooze: 3 days" in told
    assert "'zz' is no answer here; ? tells all of them." in told
    assert "A snooze lasts at least until tomorrow." in told
    assert "Say what happened" in told


def test_a_check_in_is_recorded(say: Callable[..., str], ok: Cli) -> None:
    ok("experience", "add", "--kind", "internship", "--org", "Acme", "--start", "2026-06-01",
       "--end", "2026-08-21", today="2026-06-01")  # fmt: skip
    told = say("d", "D", "d 45")
    assert "your boss" in told
    assert "A check-in is done by recording it." in told
    assert "A check-in with the boss cannot be dropped." in told
    assert told.endswith("That was all for now: 1 done.\n")


def test_there_is_no_json(cli: Cli) -> None:
    run = cli("triage", "--json")
    assert run.code == 2
    assert "has no JSON" in run.err


def test_too_many_first_contacts_are_told(say: Callable[..., str], ok: Cli) -> None:
    for number in range(6):
        ok("add", f"Wished {number}", "--wish")
    *_, told, _, _ = say("d", "d", "d", "d", "d", "d").splitlines()
    assert told == "First contact 6 in 7 days; over 5 is a lot."


def test_a_message_is_drafted_and_noted_when_it_was_sent(
    say: Callable[..., str], value: Callable[..., Any], people: None
) -> None:
    told = say("m", "", "m t06", "n", "q")
    assert "To: Ana Silva" in told
    assert "Dear Ana," in told
    assert told.endswith("3 follow-ups still wait. This time: nothing done.\n")
    told = say("m", "later", "y", "m", "y", "q")
    assert "'later' is no answer here." in told
    assert "Ana Silva: thank-you done" in told
    assert "Ben Roy: waiting for an answer" in told
    assert "This time: 2 written" in told
    assert [row["person"] for row in value("next")] == ["Cai Wu"]


def test_a_message_to_a_boss_who_is_not_recorded(say: Callable[..., str], ok: Cli) -> None:
    ok("experience", "add", "--kind", "internship", "--org", "Acme", "--start", "2026-06-01",
       "--end", "2026-08-21", today="2026-06-01")  # fmt: skip
    told = say("m", "i", "t", "q")
    assert told.count("No supervisor is recorded yet.") == 3


def test_who_can_introduce_and_who_was_asked(
    say: Callable[..., str], value: Callable[..., Any], people: None
) -> None:
    told = say("", "", "i", "7", "i", "", "i", "1", "q")
    assert told.count("1. Ana Silva → Cai Wu: ask Ana Silva") == 3
    assert "There is no way 7 here." in told
    assert "Ana Silva: asked for an introduction to Cai Wu" in told
    assert "1 asked" in told
    (opening,) = value("introduce", "list")
    assert (opening["target"], opening["via"]) == ("Cai Wu", "Ana Silva")


def test_who_was_asked_by_name(say: Callable[..., str], ok: Cli, people: None) -> None:
    ok("add", "Dee Katz", "--wish")
    ok("add", "Eve Orr")
    ok("edit", "Eve Orr", "--untrack")
    told = say("", "", "", "i", "Eve", "q")
    assert "There are no ties recorded for Dee Katz." in told
    assert "You have never met Eve Orr" in told
    assert "Eve Orr: asked for an introduction to Dee Katz" in told


def test_tags_and_a_line_that_is_asked_for(
    say: Callable[..., str], value: Callable[..., Any], people: None
) -> None:
    told = say("t", "t #mentor, qa", "t", "l", "", "l", "coffee 45m", "y", "q")
    assert "tags: none" in told
    assert "tags: mentor, qa" in told
    assert "Ana Silva: talk, 45 min" in told
    assert value("show", "Ana")["tags"] == ["mentor", "qa"]


def test_work_first_is_told_with_the_way_out(
    say: Callable[..., str], ok: Cli, people: None
) -> None:
    ok("work", "add", "Demo", "--due", "2026-06-29", "--hours", 9)
    told = say("", "W", "W the demo is ready", "J", "q")
    dimmed = "not now: Demo needs 9 h, 6 h left; W REASON goes on today"
    assert told.count(dimmed) == 1
    assert "Say why: W the demo is ready" in told
    assert "Anyway: the demo is ready" in told


def test_a_week_that_is_over_its_minutes(say: Callable[..., str], ok: Cli, people: None) -> None:
    ok("log", "--with", "Ben", "--minutes", 105)
    assert "1 of 3, owe, over by 33 min" in say()
