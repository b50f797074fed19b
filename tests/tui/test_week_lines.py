"""The lines of the week, from values made by hand and from the sample book."""

from datetime import date
from pathlib import Path

import pytest

from netintern.domain.workgate import GateState
from netintern.services.queries.book import open_book
from netintern.services.queries.weeks import DayLine, WeekView, week_for
from netintern.tui.panes.week.bars import (
    budget_lines,
    day_lines,
    history_lines,
    own_time_line,
)
from netintern.tui.panes.week.ledger import (
    commitment_lines,
    figure_lines,
    gate_lines,
    mix_words,
)
from netintern.tui.text import Line, width
from netintern.tui.widgets.bar import bar, spark
from tests.tui.stage import TODAY, sample_book


@pytest.fixture
def week(tmp_path: Path) -> WeekView:
    """The present week of the sample book."""
    with open_book(str(sample_book(tmp_path))) as book:
        return week_for(book, today=TODAY, minute=600)


def _text(lines: list[Line]) -> str:
    return "\n".join("".join(run.text for run in line).rstrip() for line in lines)


def test_a_bar_is_filled_by_shares() -> None:
    def drawn(done: int, planned: int, whole: int) -> str:
        return "".join(run.text for run in bar(10, done, planned, whole))

    assert drawn(0, 0, 90) == "──────────"
    assert drawn(45, 0, 90) == "━━━━━─────"
    assert drawn(30, 30, 60) == "━━━━━╍╍╍╍╍"
    assert drawn(1, 0, 600) == "━─────────"
    assert drawn(120, 0, 90) == "━━━━━━━━━━"
    assert drawn(0, 0, 0) == "──────────"
    assert "".join(run.text for run in bar(4, 1, 1, 4, ascii_only=True)) == "#=.."


def test_small_bars_show_the_highest_week() -> None:
    assert spark((0, 50, 100)) == "▁▅█"
    assert spark((0, 0)) == "▁▁"
    assert spark((1, 3), ascii_only=True).isascii()


def test_the_budget_is_said_and_drawn(week: WeekView) -> None:
    week = week._replace(spent=50, planned=10, budget=90, remaining=30, over=0)
    week = week._replace(header="50 of 90 min (90 agreed, Fri holiday)")
    text = _text(budget_lines(week, TODAY, 42, ascii_only=False))
    assert text.splitlines()[0].split() == ["50", "of", "90", "min", "30", "min", "left"]
    assert "━" in text
    assert "90 agreed, Fri holiday · 10 min booked" in text


def test_over_the_budget_work_comes_first(week: WeekView) -> None:
    text = _text(budget_lines(week._replace(over=30, remaining=-30), TODAY, 60, ascii_only=False))
    assert "over by 30 min - work first" in text


def test_days_name_people_and_tell_what_is_booked(week: WeekView) -> None:
    day = DayLine(TODAY, True, 20, 0, 0, ("Tom Okafor", "Mei Tanaka"), "")
    booked = DayLine(date(2026, 7, 1), True, 0, 30, 0, ("Priya Natarajan",), "")
    fair = DayLine(date(2026, 7, 2), True, 0, 60, 0, (), "", ("Brown bag on [b]",))
    own = DayLine(date(2026, 7, 4), False, 0, 0, 0, (), "", ("Gala of the guild",))
    free = DayLine(date(2026, 7, 3), False, 0, 0, 0, (), "holiday")
    sunday = DayLine(date(2026, 7, 5), False, 0, 0, 0, (), "")
    days = (day, booked, fair, free, own, sunday)
    lines = day_lines(week._replace(days=days), TODAY, 60, ascii_only=False)
    text = _text(lines)
    assert len(lines) == 5
    assert "60  booked: Brown bag on [b]" in text
    assert "Gala of the guild" in text
    assert ">Mon" in text
    assert "20  Tom O, Mei T" in text
    assert "30  booked: Priya N" in text
    assert "holiday" in text


def test_own_time_stands_apart(week: WeekView) -> None:
    assert own_time_line(week._replace(own_time=0)) == []
    assert "own time 45 min" in _text(own_time_line(week._replace(own_time=45)))


def test_the_gate_is_a_banner_only_while_work_comes_first(week: WeekView) -> None:
    blocked = GateState("blocked", "Not now: Demo needs 9 h, 8 h left", 9, 8, "Demo")
    lines = gate_lines(week._replace(gate=blocked), TODAY, 42, "W")
    assert "Not now: Demo needs 9 h, 8 h left" in _text(lines)
    assert lines[0][0].role == "banner"
    fits = week._replace(gate=GateState("open", "Work fits", None, None, None))
    assert gate_lines(fits, TODAY, 42, "W") == []


def test_the_mix_in_a_few_words() -> None:
    counts = {"field": 4, "adjacent": 2, "leaders": 0, "culture": 2}
    assert mix_words(counts, "leaders") == "mix 4 2 0 2 > leaders"  # type: ignore[arg-type]


def test_figures_say_mix_next_snowball_boss_and_habit(week: WeekView) -> None:
    text = _text(figure_lines(week, TODAY, 60, ascii_only=False))
    for label in ("mix", "next", "snowball", "boss", "habit", "phase"):
        assert f" {label} " in text
    assert "is missed most" in text
    assert "R " in text


def test_short_figures_share_a_line_where_there_is_little_height(week: WeekView) -> None:
    airy = figure_lines(week, TODAY, 78, ascii_only=False)
    dense = figure_lines(week, TODAY, 78, ascii_only=False, dense=True)
    assert len(dense) < len(airy)
    assert "next leaders" in _text(dense)
    assert all(width(line) <= 78 for line in dense)


def test_another_week_is_not_called_this_week(week: WeekView) -> None:
    later = date(2026, 7, 20)
    text = _text(figure_lines(week, later, 78, ascii_only=False))
    assert "talks in the week of 29 Jun" in text
    assert "not used" in _text(budget_lines(week._replace(over=0), later, 60, ascii_only=False))


def test_few_talks_give_no_headline(week: WeekView) -> None:
    few = dict.fromkeys(week.counts, 0) | {"field": 3}
    assert "even" not in _text(figure_lines(week._replace(counts=few), TODAY, 60, ascii_only=False))


def test_a_late_checkin_is_late(week: WeekView) -> None:
    lines = figure_lines(week._replace(checkin_due=date(2026, 6, 26)), TODAY, 60, ascii_only=False)
    boss = next(line for line in lines if "boss" in line[0].text)
    assert ("check-in was due Fri 26 Jun", "late") in boss


def test_work_is_listed_or_the_key_for_it(week: WeekView) -> None:
    assert "Plant dashboard" in _text(commitment_lines(week, TODAY, 42, "C"))
    assert "nothing due  C" in _text(
        commitment_lines(week._replace(commitments=()), TODAY, 42, "C")
    )


@pytest.mark.parametrize("cells", [12, 20, 38, 42, 78, 118])
def test_no_line_is_wider_than_the_pane(week: WeekView, cells: int) -> None:
    lines = [
        *gate_lines(week, TODAY, cells, "W"),
        *budget_lines(week, TODAY, cells, ascii_only=False),
        *figure_lines(week, TODAY, cells, ascii_only=False),
        *history_lines(week, cells, ascii_only=False),
    ]
    if cells >= 38:
        lines += day_lines(week, TODAY, cells, ascii_only=False)
        assert all(width(line) <= cells for line in lines)
