"""The numbers that the rules use, given as text."""

from pathlib import Path
from typing import Any

import pytest

from netintern.domain.settings import DEFAULT_RULES, Rules
from netintern.services.journal import undo
from netintern.services.queries.book import Book
from netintern.services.queries.settings import calendar, rules, screen_settings
from netintern.services.settings import (
    ScreenSettings,
    reset_rule,
    save_screen_settings,
    set_rule,
)
from tests.services.helpers import TODAY, dump, refused, rows, steps

VALID: dict[str, tuple[str, Any]] = {
    "own_budget": ("90", 90),
    "default_own_budget": ("100", 100),
    "no_experience_budget": ("0", 0),
    "provisional_cap": ("45", 45),
    "targets": ("25/25/25/25", (0.25, 0.25, 0.25, 0.25)),
    "workdays": ("mon-thu, sat", (1, 2, 3, 4, 6)),
    "first_day": ("7", 7),
    "holidays": ("2026-07-03 2026-06-19, 2026-07-03", ("2026-06-19", "2026-07-03")),
    "quiet": (
        "2026-10-12..2026-10-16, 2026-09-01",
        (("2026-09-01", "2026-09-01"), ("2026-10-12", "2026-10-16")),
    ),
    "work_start": ("8:30", "08:30"),
    "work_end": ("18:15", "18:15"),
    "focus_hours": ("5.5", 5.5),
    "cadence_leaders": ("21, 45, 90, 180", (21, 45, 90, 180)),
    "minutes_by_tier": ("40 20 10 5", (40, 20, 10, 5)),
    "knows": ("0.2/0.5/0.8", (0.2, 0.5, 0.8)),
    "tight_slack": ("25%", 0.25),
    "band_warm": ("50", 50),
    "max_hops": ("2", 2),
}


@pytest.mark.parametrize(("name", "text", "value"), [(n, t, v) for n, (t, v) in VALID.items()])
def test_values_are_read_and_stored(book: Book, name: str, text: str, value: Any) -> None:
    receipt = set_rule(book, name, text, today=TODAY)
    assert receipt.label.startswith(name.replace("_", " ") + ": ")
    assert getattr(rules(book), name) == value
    calendar(book)
    assert set_rule(book, name.replace("_", "-").upper(), text, today=TODAY).action_id == 0
    reset_rule(book, name, today=TODAY)
    assert rules(book) == DEFAULT_RULES
    assert rows(book, "SELECT * FROM setting") == []
    undo(book)
    assert getattr(rules(book), name) == value


@pytest.mark.parametrize("name", Rules._fields)
def test_every_rule_takes_its_own_default_and_refuses_nonsense(book: Book, name: str) -> None:
    default = getattr(DEFAULT_RULES, name)
    shown = "none" if default is None else str(default)
    if isinstance(default, tuple):
        shown = ", ".join(map(str, default))
    assert set_rule(book, name, shown, today=TODAY).action_id == 0
    assert rules(book) == DEFAULT_RULES
    error = refused(book, "text", lambda: set_rule(book, name, "what?", today=TODAY))
    assert "what?" in error.sentence
    if name not in ("holidays", "quiet", "focus_time"):
        refused(book, "text", lambda: set_rule(book, name, "  ", today=TODAY))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("own_budget", "-1"),
        ("own_budget", "10081"),
        ("own_budget", "1.5"),
        ("targets", "50/50/50/50"),
        ("targets", "0.4, 0.2, 0.2"),
        ("targets", "0.6, 0.6, -0.1, -0.1"),
        ("targets", "nan/0/0/0"),
        ("workdays", "0"),
        ("workdays", "8"),
        ("workdays", ","),
        ("workdays", "mon-foo"),
        ("work_start", "17:00"),
        ("work_start", "25:00"),
        ("work_start", "9"),
        ("work_end", "08:00"),
        ("work_end", "12:60"),
        ("holidays", "2026-02-30"),
        ("quiet", "2026-10-16..2026-10-12"),
        ("cadence_field", "0, 30, 91, 182"),
        ("cadence_field", "14, 30, 91"),
        ("knows", "0.3, 0.6, 1.9"),
        ("band_cool", "30"),
        ("band_warm", "20"),
        ("lapse_min", "400"),
        ("max_hops", "4"),
        ("half_life", "0"),
        ("focus_hours", "inf"),
        ("first_day", "0"),
    ],
)
def test_values_out_of_range_are_refused(book: Book, name: str, text: str) -> None:
    refused(book, "text", lambda: set_rule(book, name, text, today=TODAY))


def test_an_empty_list_of_days_is_a_value(book: Book) -> None:
    set_rule(book, "holidays", "2026-07-03", today=TODAY)
    set_rule(book, "holidays", "", today=TODAY)
    assert rules(book).holidays == ()


def test_an_unknown_name_is_refused_with_near_ones(book: Book) -> None:
    error = refused(book, "name", lambda: set_rule(book, "own_budge", "90", today=TODAY))
    assert "own_budget" in error.hint
    error = refused(book, "name", lambda: reset_rule(book, "zzz", today=TODAY))
    assert "set" in error.hint


def test_resetting_what_others_lean_on_is_refused(book: Book) -> None:
    set_rule(book, "band_warm", "60", today=TODAY)
    set_rule(book, "band_cooling", "50", today=TODAY)
    refused(book, "text", lambda: reset_rule(book, "band_warm", today=TODAY))
    assert reset_rule(book, "first_day", today=TODAY).action_id == 0


def test_ones_own_name(book: Book) -> None:
    before = dump(book)
    assert set_rule(book, "my name", " Noor \x1b[1mRay", today=TODAY).label == "my name: Noor Ray"
    assert rows(book, "SELECT * FROM setting") == [("my_name", '"Noor Ray"')]
    assert rules(book) == DEFAULT_RULES
    refused(book, "text", lambda: set_rule(book, "my_name", " ", today=TODAY))
    reset_rule(book, "my_name", today=TODAY)
    assert dump(book) == before
    assert steps(book) == ["my name: Noor Ray", "my name: none again"]


def test_the_screens_settings_go_to_their_file(tmp_path: Path) -> None:
    path = str(tmp_path / "settings.toml")
    save_screen_settings(path, ScreenSettings(glyphs="ascii"))
    assert screen_settings(path) == (ScreenSettings(glyphs="ascii"), ())
