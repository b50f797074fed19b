"""The same local day gives the same lists, wherever the clock hangs and however it is moved."""

import time
from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import Any

import pytest

from netintern.cli import main as program
from netintern.tui import app
from tests.cli.conftest import Cli

ZONES = {
    "UTC": "UTC0",
    "Europe": "CET-1CEST,M3.5.0,M10.5.0/3",
    "America": "EST5EDT,M3.2.0,M11.1.0",
    "India": "IST-5:30",
    "Australia": "AEST-10AEDT,M10.1.0,M4.1.0/3",
    "Chatham": "<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45",
}
"""Rules as in POSIX, so that no table of zones is needed."""
DAYS = ("2026-03-08", "2026-03-29", "2026-04-05", "2026-09-27", "2026-10-25", "2026-11-01")
"""Days on which the clocks of one of the zones change."""
TIMES = ((0, 15), (1, 30), (3, 30), (10, 0), (23, 45))
QUESTIONS = (("next",), ("next", "--hidden"), ("week",), ("list",), ("phase",))


@pytest.fixture(autouse=True)
def _zone_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The zone is the machine's own again after each test."""
    with monkeypatch.context():
        yield
    time.tzset()


def _in_zone(monkeypatch: pytest.MonkeyPatch, zone: str, day: str, hour: int, minute: int) -> None:
    """Let the clock of a zone show a local time: what the programs read is the instant."""
    monkeypatch.setenv("TZ", ZONES[zone])
    time.tzset()
    local = datetime.fromisoformat(f"{day}T{hour:02}:{minute:02}")
    instant = time.mktime(local.timetuple())

    class Clock(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Any:
            return datetime.fromtimestamp(instant, tz)

    monkeypatch.setattr(program, "datetime", Clock)
    monkeypatch.setattr(app, "datetime", Clock)


def _book(ok: Cli) -> None:
    ok("experience", "add", "--kind", "internship", "--org", "Acme", "--start", "2026-03-02",
       "--end", "2026-11-06", today="2026-03-02")  # fmt: skip
    for number, (name, circle) in enumerate(
        (("Ana Silva", "field"), ("Ben Roy", "culture"), ("Cai Wu", "leaders"))
    ):
        ok("add", name, "--circle", circle, "--tier", 1 + number, today="2026-03-02")
        ok("log", "--with", name, today=f"2026-03-0{4 + number}")
    ok("add", "Eve Lin", "--wish", today="2026-03-02")
    ok("wait", "Eve Lin", today="2026-03-05")


@pytest.mark.parametrize("day", DAYS)
def test_every_zone_has_the_same_day(
    ok: Cli, cli: Cli, path: Any, capsys: Any, monkeypatch: pytest.MonkeyPatch, day: str
) -> None:
    _book(ok)
    expected = [ok("--json", *words, today=f"{day}T10:00").out for words in QUESTIONS]
    for zone in ZONES:
        for hour, minute in TIMES:
            _in_zone(monkeypatch, zone, day, hour, minute)
            if (hour, minute) != (10, 0):
                assert app._clock().day.isoformat() == day, zone
                continue
            for words, answer in zip(QUESTIONS, expected, strict=True):
                capsys.readouterr()
                assert program.main(["--book", str(path), "--json", *words]) == 0
                assert capsys.readouterr().out == answer, (zone, words)


@pytest.mark.parametrize("zone", ZONES)
def test_a_day_of_25_or_23_hours_is_one_day(
    ok: Cli, path: Any, capsys: Any, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    """Fourteen days later is the same weekday, though an hour is missing or comes twice."""
    for number, start in enumerate(("2026-03-20", "2026-10-16")):
        name = f"Person {number}"
        _in_zone(monkeypatch, zone, start, 23, 45)
        for words in (("add", name, "--tier", "1"), ("log", "--with", name, "--no-thanks")):
            assert program.main(["--book", str(path), *words]) == 0
        capsys.readouterr()
        assert program.main(["--book", str(path), "--json", "show", name]) == 0
        import json

        shown = json.loads(capsys.readouterr().out)
        assert shown["last_contact"] == start
        assert shown["due"] == ("2026-04-03" if number == 0 else "2026-10-30")


def test_a_zone_that_changes_while_the_program_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", ZONES["America"])
    time.tzset()
    west = app._clock()
    # Nobody tells the program: the machine has travelled.
    monkeypatch.setenv("TZ", "<+14>-14")
    east = app._clock()
    assert west.minute is not None
    assert east.minute is not None
    hours = ((east.day - west.day).days * 1440 + east.minute - west.minute) / 60
    assert 17.9 <= hours <= 19.1
