"""The blocks as a calendar: read again, in several zones, and across clock changes."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from netintern.cli.main import main
from netintern.interop.ical import write
from netintern.services.experiences import add_experience
from netintern.services.followups import done
from netintern.services.interactions import PromiseDraft, log_talk
from netintern.services.people import add_person
from netintern.services.plans import Booking, book_week
from netintern.services.queries.agenda import TimedBlock, due_tasks, focus_times, timed_blocks
from netintern.services.queries.book import Book
from netintern.services.queries.queue import queue_for
from netintern.services.settings import set_rule
from netintern.services.weeks import drop_block, move_block
from netintern.services.work import add_commitment

TODAY = date(2026, 6, 29)
WEDNESDAY = date(2026, 7, 1)
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


def test_what_is_owed_becomes_to_dos(book: Book, ana: int) -> None:
    log_talk(
        book, [ana], kind="one_on_one", on=TODAY, promised=[PromiseDraft("slides", WEDNESDAY)],
        today=TODAY,
    )  # fmt: skip
    add_commitment(book, "Demo", due=WEDNESDAY, hours=6.0, today=TODAY)
    tasks = due_tasks(book, today=TODAY)
    assert [(task.due, task.title.split(",")[0], task.state) for task in tasks] == [
        (date(2026, 6, 30), "Thank Ana Łucja", "open"),
        (WEDNESDAY, "Promised to Ana Łucja", "open"),
        (WEDNESDAY, "Demo", "open"),
    ]
    data = write((), now=NOW, zone=BERLIN, tasks=tasks)
    todos = Calendar.from_ical(data).walk("VTODO")
    assert [todo.decoded("due") for todo in todos] == [task.due for task in tasks]
    assert {str(todo["status"]) for todo in todos} == {"NEEDS-ACTION"}
    assert b"\x1b" not in data
    assert "\u202e" not in data.decode()
    thanks = next(row for row in queue_for(book, today=TODAY).items if row.kind == "thanks")
    done(book, thanks.id, today=TODAY)
    after = {task.uid: task.state for task in due_tasks(book, today=TODAY)}
    assert after[tasks[0].uid] == "done"
    assert len(due_tasks(book, today=date(2026, 9, 1))) == 2
    assert due_tasks(book, today=TODAY, only=[ana + 99]) == ()


def test_focus_comes_again_every_week_but_on_holidays(book: Book) -> None:
    set_rule(book, "focus_time", "9-11", today=TODAY)
    set_rule(book, "holidays", "2026-07-03", today=TODAY)
    add_experience(book, org="Acme", start=date(2026, 6, 1), end=date(2026, 8, 21), today=TODAY)
    (span,) = focus_times(book, today=TODAY)
    (event,) = Calendar.from_ical(write((), now=NOW, zone=BERLIN, focus=[span])).walk("VEVENT")
    assert isinstance(event, Event)
    # Without a zone: at nine wherever one is, and across the change of the clock.
    assert event.decoded("dtstart") == datetime(2026, 6, 29, 9)
    assert event.decoded("dtend") == datetime(2026, 6, 29, 11)
    (rule,) = event.rrules
    assert rule["BYDAY"] == ["MO", "TU", "WE", "TH", "FR"]
    assert rule["UNTIL"] == [datetime(2026, 8, 21, 9)]
    (holiday,) = event.exdates
    assert holiday == datetime(2026, 7, 3, 9)
    set_rule(book, "focus_time", "10-12", today=TODAY)
    (moved,) = focus_times(book, today=TODAY)
    assert moved.uid == span.uid
    assert moved.starts == datetime(2026, 6, 29, 10)


def test_a_later_export_is_newer_for_the_calendar(book: Book, blocks: tuple[int, ...]) -> None:
    events = [
        Calendar.from_ical(write(timed_blocks(book, today=TODAY), now=now, zone=BERLIN)).walk(
            "VEVENT"
        )
        for now in (NOW, NOW.replace(minute=1))
    ]
    for before, after in zip(*events, strict=True):
        assert before["uid"] == after["uid"]
        assert after["sequence"] == before["sequence"] + 1 > 0


def test_tasks_and_focus_from_the_command_line(
    book: Book, ana: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log_talk(book, [ana], kind="one_on_one", on=TODAY, today=TODAY)
    set_rule(book, "focus_time", "9-11", today=TODAY)
    out = tmp_path / "week.ics"
    common = ["--book", book.path, "--today", TODAY.isoformat()]
    assert main([*common, "export", str(out)]) == 0
    assert b"VTODO" not in out.read_bytes()
    assert main([*common, "export", str(out), "--tasks", "--focus", "--force"]) == 0
    assert "0 blocks and 1 to-do and 1 time of focus written" in capsys.readouterr().out
    assert out.read_bytes().count(b"BEGIN:VTODO") == 1
    assert main([*common, "export", str(tmp_path / "p.vcf"), "--tasks"]) == 2
    assert "Add --format ics." in capsys.readouterr().err
