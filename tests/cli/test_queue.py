"""The queue by commands: next, done, snooze, skip, wait, drop."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.cli.conftest import Cli

ROW = [
    "id", "lane", "kind", "person_id", "person", "circle", "due", "minutes", "urgency", "reason",
    "permitted", "planned_week", "more",
]  # fmt: skip


@pytest.fixture
def people(ok: Cli, summer: None) -> None:
    """Ana is owed thanks, Ben is due, Cai was never met."""
    ok("add", "Ana Silva", "--circle", "field", "--tier", 2, today="2026-06-01")
    ok("add", "Ben Roy", "--circle", "adjacent", "--tier", 1, today="2026-06-01")
    ok("add", "Cai Wu", "--circle", "leaders", "--wish", "--via", "Ana", today="2026-06-01")
    ok("log", "--with", "Ben", "--on", "2026-06-02", "--no-thanks", today="2026-06-02")
    ok("log", "--with", "Ana", "--on", "2026-06-26", today="2026-06-26")


def test_an_empty_queue(value: Callable[..., Any], ok: Cli) -> None:
    assert value("next") == []
    assert value("next", "--hidden") == []
    assert "Nothing is waiting" in ok("next").out


def test_the_rows_and_their_keys(value: Callable[..., Any], people: None) -> None:
    rows = value("next")
    assert all(list(row) == ROW for row in rows)
    assert [(row["lane"], row["kind"], row["person"]) for row in rows] == [
        ("owe", "thanks", "Ana Silva"),
        ("due", "due", "Ben Roy"),
        ("grow", "grow", "Cai Wu"),
    ]
    assert rows[0]["id"].startswith("o")
    assert rows[1]["id"].startswith("p")
    assert rows[0]["reason"] == "thank-you, 1 working day late"
    assert rows[0]["permitted"] is True
    assert rows[0]["minutes"] == 5


def test_next_as_text(ok: Cli, people: None) -> None:
    text = ok("next").out
    first = text.splitlines()[0]
    assert first.startswith("owe")
    assert "thank-you, 1 working day late" in first
    assert "5 min" in first


def test_fewer_rows(value: Callable[..., Any], people: None) -> None:
    assert len(value("next", "-n", 1)) == 1
    assert [row["person"] for row in value("next", "--minutes", 5)] == ["Ana Silva"]


def test_done_by_row_id_closes_and_logs(value: Callable[..., Any], people: None) -> None:
    row = value("next")[0]
    value("done", row["id"])
    assert "Ana Silva" not in [each["person"] for each in value("next")]
    assert value("week")["spent"] == 5
    (newest, *_) = value("show", "Ana")["interactions"]
    assert (newest["kind"], newest["purpose"]) == ("outbound", "thanks")


def test_done_by_name_or_id_of_the_person(value: Callable[..., Any], people: None) -> None:
    value("done", "Ben")
    value("done", value("show", "Cai")["id"])
    assert [row["person"] for row in value("next")] == ["Ana Silva"]
    assert value("next", "--hidden")[0]["hidden"] == "waiting"


def test_snooze_hides_until_a_workday(value: Callable[..., Any], people: None) -> None:
    value("snooze", "Ben", "4d")
    assert "Ben Roy" not in [row["person"] for row in value("next")]
    (hidden,) = value("next", "--hidden")
    assert hidden == {"person": "Ben Roy", "hidden": "snoozed", "until": "2026-07-06"}


def test_snooze_takes_several_words(value: Callable[..., Any], people: None) -> None:
    value("snooze", "Ben", "next", "mon")
    assert value("next", "--hidden")[0]["until"] == "2026-07-06"


def test_skip_is_until_the_next_workday(value: Callable[..., Any], people: None) -> None:
    value("skip", "Ben")
    assert value("next", "--hidden")[0]["until"] == "2026-06-30"


def test_wait_twice_lets_go(cli: Cli, value: Callable[..., Any], people: None) -> None:
    value("wait", "Ben")
    assert value("next", "--hidden")[0]["hidden"] == "waiting"
    value("wait", "Ben", today="2026-07-07")
    (hidden,) = value("next", "--hidden", today="2026-07-07")
    assert (hidden["hidden"], hidden["until"]) == ("let_go", "2027-01-05")


def test_wait_is_refused_twice_a_day(cli: Cli, ok: Cli, people: None) -> None:
    ok("log", "--with", "Ben", "--kind", "outbound", today="2026-06-20")
    ok("wait", "Ben")
    assert cli("wait", "Ben").code != 0


def test_drop_takes_the_row_out(value: Callable[..., Any], people: None) -> None:
    value("drop", value("next")[0]["id"])
    assert "thanks" not in [row["kind"] for row in value("next")]
    value("drop", "Cai")
    assert "Cai Wu" not in [person["name"] for person in value("list")]


@pytest.mark.parametrize("verb", ["done", "skip", "wait", "drop"])
def test_a_row_that_is_not_there(cli: Cli, people: None, verb: str) -> None:
    for item in ("o999", "p999", "Zed"):
        run = cli(verb, item)
        assert run.code in (1, 2)
        assert run.err.count("\n") == 1


def test_a_wrong_snooze(cli: Cli, people: None) -> None:
    for when in ("blursday", "2026-02-30", "2020-01-01"):
        run = cli("snooze", "Ben", when)
        assert run.code == 2, when
        assert run.err.count("\n") == 1


def test_blocked_work_dims_but_does_not_hide(value: Callable[..., Any], ok: Cli,
                                             people: None) -> None:  # fmt: skip
    ok("work", "add", "Demo", "--due", "2026-06-30", "--hours", 9)
    rows = value("next", today="2026-06-29T15:00")
    assert [row["permitted"] for row in rows] == [True, False, False]
    text = ok("next", today="2026-06-29T15:00").out
    assert text.splitlines()[0] == "Not now: Demo needs 9 h, 8 h left"
    assert "not now" in text


def test_what_does_not_fit_any_more_fits_next_week(ok: Cli, value: Callable[..., Any],
                                                   people: None) -> None:  # fmt: skip
    ok("plan", "Cai", "--on", "2026-07-01", "--minutes", 60)
    assert value("next")[1]["planned_week"] == "2026-07-06"
    assert "fits next week" in ok("next").out


def test_what_work_forbids_is_allowed_on_a_day_with_a_reason(
    ok: Cli, value: Callable[..., Any], summer: None
) -> None:
    ok("add", "Ben Roy", "--wish")
    ok("work", "add", "Demo", "--due", "2026-06-30", "--hours", "90")
    assert [row["permitted"] for row in value("next")] == [False]
    ok("override", "the boss asked for it")
    assert [row["permitted"] for row in value("next")] == [True]
    assert value("week")["gate"]["state"] == "blocked"
    assert [row["permitted"] for row in value("next", today="2026-06-30")] == [False]
