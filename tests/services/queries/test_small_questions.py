"""Settings, history, work, events, experiences, and the size of the book."""

import subprocess
import sys
from datetime import date, datetime

import pytest

from netintern.domain.calendar import Calendar
from netintern.domain.errors import NothingFoundError
from netintern.domain.settings import DEFAULT_RULES, Rules
from netintern.services.queries.book import default_places, statistics
from netintern.services.queries.events import event_list, event_page
from netintern.services.queries.experiences import (
    current,
    experiences,
)
from netintern.services.queries.journal import history
from netintern.services.queries.settings import (
    calendar,
    rule_lines,
    rules,
    screen_settings,
)
from netintern.services.queries.work import gate_for, work_list
from netintern.storage.probe import Book
from tests.services.queries.seeding import Seed, statements

TODAY = date(2026, 6, 29)


def test_rules_of_a_book_without_changes(book: Book) -> None:
    assert rules(book) is DEFAULT_RULES
    assert calendar(book) == Calendar()


def test_changed_rules(book: Book, seed: Seed) -> None:
    rules(book)
    seed.rule("own_budget", 90)
    seed.rule("targets", [0.25, 0.25, 0.25, 0.25])
    seed.rule("quiet", [["2026-07-13", "2026-07-17"]])
    seed.rule("holidays", ["2026-07-03"])
    seed.rule("of_a_newer_version", 1)
    found = rules(book)
    assert found == DEFAULT_RULES._replace(
        own_budget=90,
        targets=(0.25, 0.25, 0.25, 0.25),
        quiet=(("2026-07-13", "2026-07-17"),),
        holidays=("2026-07-03",),
    )
    assert calendar(book).holidays == {date(2026, 7, 3)}
    assert not calendar(book).is_workday(date(2026, 7, 15))


def test_rules_are_read_again_only_after_a_write(book: Book, seed: Seed) -> None:
    seed.rule("own_budget", 90)
    rules(book)
    assert statements(book, lambda: rules(book)) == ["PRAGMA data_version"]


def test_every_rule_is_described(book: Book, seed: Seed) -> None:
    seed.rule("own_budget", 90)
    lines = rule_lines(book)
    assert [line.name for line in lines] == list(Rules._fields)
    assert all(line.description for line in lines)
    assert [line.name for line in lines if line.changed] == ["own_budget"]
    assert lines[0].description.startswith("Own minutes a week")


def test_screen_settings_of_a_missing_file() -> None:
    settings, complaints = screen_settings("/nowhere/settings.toml")
    assert settings.theme == "dark"
    assert complaints == ()


def test_places_follow_the_environment() -> None:
    environ = {"NETINTERN_DATA_DIR": "/data", "NETINTERN_BOOK": "/books/mine.db"}
    assert default_places(environ).book == "/books/mine.db"
    assert default_places(environ, "/other.db").book == "/other.db"


def test_history_is_newest_first_with_undone_steps(book: Book, seed: Seed) -> None:
    seed.insert("action", at_ms=1_780_000_000_000, label="Ana added", origin="cli", undone=1)
    seed.insert("action", at_ms=1_780_000_001_000, label="Ben added", origin="tui")
    newest, oldest = history(book)
    assert (newest.label, newest.origin, newest.undone) == ("Ben added", "tui", False)
    assert (oldest.id, oldest.undone) == (newest.id - 1, True)
    assert datetime.fromisoformat(newest.at).timestamp() == 1_780_000_001
    assert len(history(book, limit=1)) == 1
    assert len(history(book, limit=None)) == 2


def test_work_and_its_gate(book: Book, seed: Seed) -> None:
    assert gate_for(book, today=TODAY).state == "open"
    seed.insert("commitment", name="Later", due="2026-07-10")
    seed.insert("commitment", name="Demo", due="2026-06-30", hours_left=7)
    seed.insert("commitment", name="Done", due="2026-06-01", done_on="2026-06-01")
    seed.insert("commitment", name="Gone", due="2026-06-01", deleted_ms=1)
    assert [line.name for line in work_list(book)] == ["Demo", "Later"]
    assert [line.name for line in work_list(book, finished=True)] == ["Demo", "Later", "Done"]
    assert gate_for(book, today=TODAY).state == "open"
    tight = gate_for(book, today=TODAY, minute=15 * 60)
    assert (tight.state, tight.reason) == ("tight", "Tight: Demo needs 7 h, 8 h left")


def test_events_with_their_people(book: Book, seed: Seed) -> None:
    old = seed.insert("event", kind="training", title="Welding", on_day="2026-06-01")
    fair = seed.insert(
        "event", kind="meeting", title="Fair", on_day="2026-06-10", minutes=60, place="Hall"
    )
    ana, ben = seed.person("Ana"), seed.person("Ben")
    seed.talk(ana, "2026-06-10", "group_event", event=fair)
    for person in (ana, ben):
        seed.insert("event_person", event=fair, person=person, hoped=1)
    first, second = event_list(book, today=TODAY)
    assert (first.id, first.title, first.minutes, first.place) == (fair, "Fair", 30, "Hall")
    assert ([ref.name for ref in first.met], [ref.id for ref in first.hoped]) == (["Ana"], [ben])
    assert (second.id, second.minutes, second.met) == (old, None, ())
    assert (first.logged, second.logged) == (True, False)
    assert event_page(book, fair) == first
    with pytest.raises(NothingFoundError):
        event_page(book, 99)


def test_experiences_and_the_current_one(book: Book, seed: Seed) -> None:
    assert current(book, TODAY) is None
    first = seed.internship("2025-06-02", "2025-08-22")
    boss, second_boss = seed.person("Maya", org="Acme"), seed.person("Omar")
    for person in (boss, second_boss):
        seed.insert("supervisor", experience=first, person=person)
    seed.insert("objective", experience=first, text="Learn welding")
    second = seed.internship("2026-06-01", "2026-08-21")
    lines = experiences(book)
    assert [line.id for line in lines] == [first, second]
    assert [boss.name for boss in lines[0].supervisors] == ["Maya", "Omar"]
    assert [(one.text, one.state) for one in lines[0].objectives] == [("Learn welding", "open")]

    def found(day: date) -> int | None:
        line = current(book, day)
        return None if line is None else line.id

    assert found(date(2025, 5, 1)) == first
    assert found(date(2025, 7, 1)) == first
    assert found(date(2025, 10, 1)) == first
    assert found(date(2026, 4, 1)) == second
    assert found(TODAY) == second
    assert found(date(2027, 4, 1)) == second


def test_size_of_the_book(book: Book, seed: Seed) -> None:
    ana, ben = seed.person("Ana", wish=1), seed.person("Ben", tracked=0)
    seed.person("Gone", deleted_ms=1)
    seed.talk(ana, "2026-06-01")
    seed.tie(ana, ben)
    seed.owe(ana, "thanks", "2026-06-02")
    seed.internship()
    assert statistics(book) == (2, 1, 1, 1, 1, 1, 1)


HEAVY = "dataclasses inspect pathlib json logging ast peewee playhouse dateutil rapidfuzz wcwidth"


def test_questions_import_nothing_heavy() -> None:
    modules = ("status", "queue", "weeks", "people", "network", "search", "journal", "events")
    imports = "; ".join(f"import netintern.services.queries.{name}" for name in modules)
    code = f"import sys; before = set(sys.modules); {imports}; print(*set(sys.modules) - before)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(run.stdout.split()).isdisjoint(HEAVY.split())
