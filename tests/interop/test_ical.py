"""The blocks as a calendar: read again, in several zones, and across clock changes."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from netintern.cli.main import main
from netintern.interop.ical import write
from netintern.services.interactions import log_talk
from netintern.services.people import add_person
from netintern.services.plans import Booking, book_week
from netintern.services.queries.agenda import TimedBlock, timed_blocks
from netintern.services.queries.book import Book
from netintern.services.weeks import drop_block, move_block

TODAY = date(2026, 6, 29)
NOW = datetime(2026, 6, 29, 10)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def ana(book: Book) -> int:
    return add_person(book, "Ana Łucja, the \u202e[b]; very " + "long " * 30, today=TODAY).ids[0]


@pytest.fixture
def blocks(book: Book, ana: int) -> tuple[int, ...]:
    wanted = [
        Booking(ana, date(2026, 7, 1), 30, "talk"),
        Booking(None, date(2026, 7, 1), 15, "reflection"),
        Booking(ana, date(2026, 7, 2), 5, "message"),
    ]
    return book_week(book, wanted, today=TODAY).ids


@pytest.fixture
def in_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    yield monkeypatch
    monkeypatch.undo()
    time.tzset()


def _events(data: bytes) -> list[dict[str, object]]:
    found = []
    for event in Calendar.from_ical(data).walk("VEVENT"):
        found.append(
            {
                "uid": str(event["uid"]),
                "starts": event.decoded("dtstart"),
                "ends": event.decoded("dtend"),
                "title": str(event["summary"]),
                "status": str(event["status"]),
            }
        )
    return found


def _one(starts: datetime, minutes: int = 30) -> TimedBlock:
    return TimedBlock("00" * 16, starts, minutes, "Ana", "talk", "", False)


def test_blocks_follow_each_other_after_the_focus_hours(
    book: Book, blocks: tuple[int, ...]
) -> None:
    data = write(timed_blocks(book, today=TODAY), now=NOW, zone=BERLIN)
    first, second, third = _events(data)
    assert (first["starts"], first["ends"]) == (
        datetime(2026, 7, 1, 13, tzinfo=UTC),
        datetime(2026, 7, 1, 13, 30, tzinfo=UTC),
    )
    assert (second["starts"], second["title"]) == (
        datetime(2026, 7, 1, 13, 30, tzinfo=UTC),
        "Reflection",
    )
    assert third["starts"] == datetime(2026, 7, 2, 13, tzinfo=UTC)
    assert str(third["title"]).startswith("Ana Łucja, the [b]; very long")
    assert str(third["title"]).endswith("(message)")


def test_no_line_is_longer_than_it_may_be(book: Book, blocks: tuple[int, ...]) -> None:
    data = write(timed_blocks(book, today=TODAY), now=NOW, zone=BERLIN)
    assert data.endswith(b"END:VCALENDAR\r\n")
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line for line in lines)
    assert sum(line.startswith(b" ") for line in lines) >= 4


def test_uids_stay_when_a_block_moves(book: Book, blocks: tuple[int, ...]) -> None:
    before = {one["uid"]: one for one in _events(write(timed_blocks(book, today=TODAY), now=NOW))}
    assert len(before) == 3
    move_block(book, blocks[2], on=date(2026, 7, 3), minutes=20, today=TODAY)
    after = {one["uid"]: one for one in _events(write(timed_blocks(book, today=TODAY), now=NOW))}
    assert set(after) == set(before)
    moved = [uid for uid, one in after.items() if one != before[uid]]
    assert len(moved) == 1
    assert all(str(uid).endswith("@netintern") for uid in after)


def test_what_is_off_is_cancelled(book: Book, ana: int, blocks: tuple[int, ...]) -> None:
    drop_block(book, blocks[1], today=TODAY)
    log_talk(book, [ana], on=TODAY, today=TODAY)
    told = [str(one["status"]) for one in _events(write(timed_blocks(book, today=TODAY), now=NOW))]
    assert told == ["CANCELLED", "CANCELLED", "CONFIRMED"]
    # Held on its own day it was no change of plan.
    assert not timed_blocks(book, today=date(2026, 7, 2))[0].is_off


def test_only_some_people_and_only_what_is_to_come(
    book: Book, ana: int, blocks: tuple[int, ...]
) -> None:
    kept = timed_blocks(book, today=TODAY, only=[ana])
    assert [one.purpose for one in kept] == ["talk", "message"]
    everybody = timed_blocks(book, today=TODAY)
    assert [one for one in everybody if one.purpose != "reflection"] == list(kept)
    assert timed_blocks(book, today=date(2026, 7, 3)) == ()


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        (datetime(2026, 3, 27, 15), datetime(2026, 3, 27, 14, tzinfo=UTC)),
        (datetime(2026, 3, 30, 15), datetime(2026, 3, 30, 13, tzinfo=UTC)),
        (datetime(2026, 10, 23, 15), datetime(2026, 10, 23, 13, tzinfo=UTC)),
        (datetime(2026, 10, 26, 15), datetime(2026, 10, 26, 14, tzinfo=UTC)),
    ],
)
def test_clock_changes(local: datetime, utc: datetime, in_zone: pytest.MonkeyPatch) -> None:
    (event,) = _events(write([_one(local)], now=NOW, zone=BERLIN))
    assert event["starts"] == utc
    in_zone.setenv("TZ", "Europe/Berlin")
    time.tzset()
    assert _events(write([_one(local)], now=NOW)) == [event]


@pytest.mark.parametrize(
    "zone",
    ["UTC", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Auckland", "Pacific/Kiritimati"],
)
def test_the_time_on_the_wall_is_the_same_everywhere(zone: str) -> None:
    local = datetime(2026, 7, 1, 15)
    (event,) = _events(write([_one(local)], now=NOW, zone=ZoneInfo(zone)))
    starts = event["starts"]
    assert isinstance(starts, datetime)
    assert starts.utcoffset() == datetime(2026, 1, 1, tzinfo=UTC).utcoffset()
    assert starts.astimezone(ZoneInfo(zone)).replace(tzinfo=None) == local


def test_the_command_writes_it(
    tmp_path: Path, book: Book, blocks: tuple[int, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "week.ics"
    common = ["--book", book.path, "--today", "2026-06-29T10:00"]
    assert main([*common, "export", str(out)]) == 0
    assert capsys.readouterr().out == f"3 blocks written to {out}\n"
    assert len(_events(out.read_bytes())) == 3
    assert main([*common, "export", str(out)]) == 73
    assert main([*common, "export", "--force", "--format", "ics", book.path]) == 73
    capsys.readouterr()
    assert main([*common, "export", "-", "--format", "ics"]) == 0
    assert capsys.readouterr().out.startswith("BEGIN:VCALENDAR")


def test_nothing_booked_is_an_empty_calendar(book: Book) -> None:
    assert _events(write(timed_blocks(book, today=TODAY), now=NOW)) == []
