"""The rows of the snowball, as they are at every width."""

import time
from datetime import timedelta

import pytest
from rich.cells import cell_len

from netintern.domain.snowball import tree
from netintern.services.queries.network import SnowballRow
from netintern.tui.panes.network.outline import (
    LEVELS,
    Foot,
    Forest,
    Look,
    bar_cells,
    foot_line,
    row_line,
)
from netintern.tui.text import Line, width
from tests.tui.stage import HOSTILE, TODAY


def _forest(via: dict[int, int | None], names: dict[int, str] | None = None) -> Forest:
    """A forest of people who were all met ten days ago, but for every fifth."""
    rows = []
    for line in tree(via, lambda person: person):
        met = line.id % 5 != 0
        rows.append(
            SnowballRow(
                id=line.id,
                name=(names or {}).get(line.id, f"Person {line.id}"),
                circle="field",
                organisation="Kestrel Health",
                met=met,
                depth=line.depth,
                guides=line.guides,
                last_child=line.last,
                reach=line.reach,
                children=line.children,
                last_contact=TODAY - timedelta(days=10) if met else None,
                days_since=10 if met else None,
                overdue=False,
                parent=via[line.id],
            )
        )
    return Forest(rows)


def _look(forest: Forest, at: int = 0, *, ascii_only: bool = False) -> Look:
    return Look(TODAY, ascii_only, frozenset(), frozenset((at, *forest.above(at))))


def _text(line: Line) -> str:
    return "".join(run.text for run in line).rstrip()


def _texts(forest: Forest, cells: int, *, ascii_only: bool = False) -> list[str]:
    look = _look(forest, ascii_only=ascii_only)
    return [
        _text(row_line(forest, index, look, cells, here=False)) for index in range(len(forest.rows))
    ]


SMALL: dict[int, int | None] = {1: None, 2: 1, 3: 2, 4: 1, 6: None}


def test_everybody_hangs_below_who_suggested_them() -> None:
    assert [line.partition(" Kestrel")[0] for line in _texts(_forest(SMALL), 80)] == [
        " ● Person 1",
        " ├─ ● Person 2",
        " │  ╰─ ● Person 3",
        " ╰─ ● Person 4",
        " ● Person 6",
    ]


def test_plain_characters_draw_the_same_tree() -> None:
    drawn = _texts(_forest(SMALL), 80, ascii_only=True)
    assert [line.partition(" Kestrel")[0] for line in drawn] == [
        " O Person 1",
        " |- O Person 2",
        " |  `- O Person 3",
        " `- O Person 4",
        " O Person 6",
    ]
    assert all(line.isascii() for line in drawn)


def test_the_columns_tell_how_far_it_led_and_when_they_last_spoke() -> None:
    first, second, *_, last = _texts(_forest({1: None, 2: 1, 3: 2, 5: None}), 80)
    assert first.split()[-3:] == ["━" * 14, "+2", "10d"]
    assert second.split()[-2:] == ["+1", "10d"]
    assert last.endswith("to meet")


def test_the_way_to_the_cursor_is_in_the_accent() -> None:
    forest = _forest(SMALL)
    look = _look(forest, 2)
    roles = {
        forest.rows[index].id: {run.role for run in row_line(forest, index, look, 80, here=False)}
        for index in range(len(forest.rows))
    }
    assert all("strong" in roles[person] for person in (1, 2, 3))
    assert all("strong" not in roles[person] for person in (4, 6))


def test_who_led_to_nobody_is_not_bold() -> None:
    forest = _forest(SMALL)
    look = Look(TODAY, False, frozenset(), frozenset())
    names = {
        run.text: run.role
        for index in range(len(forest.rows))
        for run in row_line(forest, index, look, 80, here=False)
        if run.text.startswith("Person")
    }
    assert names["Person 1"] == "bold"
    assert names["Person 4"] == "name-field"


def test_a_deep_chain_is_told_in_words() -> None:
    forest = _forest({1: None, **{person: person - 1 for person in range(2, 19)}})
    lines = _texts(forest, 120)
    assert "…" not in lines[LEVELS]
    assert "… 1 hop ● Person 14" in lines[LEVELS + 1]
    assert "… 4 hops ● Person 17" in lines[LEVELS + 4]
    starts = {line.index("…") for line in lines[LEVELS + 1 :]}
    assert len(starts) == 1


def test_lines_along_a_deep_chain_go_on_to_those_who_follow() -> None:
    via: dict[int, int | None] = {1: None, **{person: person - 1 for person in range(2, 19)}}
    forest = _forest({**via, 90: 1})
    lines = _texts(forest, 120)
    assert all(line[1] == "│" for line in lines[2:-1])
    assert lines[-1].startswith(" ╰─")


@pytest.mark.parametrize("cells", [12, 20, 30, 40, 44, 56, 76, 120, 200])
def test_no_row_is_wider_than_the_pane(cells: int) -> None:
    odd = dict(enumerate((*HOSTILE, "\x1b]0;owned\x07Eve", "田中" * 30, "e\u0301" * 40), 1))
    chain: dict[int, int | None] = {1: None, **{person: person - 1 for person in range(2, 20)}}
    forest = _forest(chain, odd)
    look = _look(forest, 7)
    for index in range(len(forest.rows)):
        line = row_line(forest, index, look, cells, here=index == 7)
        assert width(line) <= max(cells, 20)
        assert "\x1b" not in _text(line)


def test_narrow_panes_drop_columns_but_never_the_name() -> None:
    forest = _forest(SMALL)
    for cells in (40, 56, 76, 200):
        assert all("Person" in line for line in _texts(forest, cells))
    assert "━" not in "".join(_texts(forest, 50))
    assert "+3" in _texts(forest, 40)[0]


def test_a_bar_is_never_longer_than_its_column_and_never_nothing() -> None:
    assert bar_cells(0, 10, 14) == 0
    assert bar_cells(1, 10_000, 14) == 1
    assert bar_cells(10, 10, 14) == 14
    assert [bar_cells(reach, 48, 14) for reach in (12, 24, 48)] == [6, 9, 14]


def test_folded_people_are_not_shown() -> None:
    forest = _forest(SMALL)
    assert [forest.rows[index].id for index in forest.shown({2})] == [1, 2, 4, 6]
    assert [forest.rows[index].id for index in forest.shown({1, 2})] == [1, 6]
    line = row_line(forest, 0, Look(TODAY, False, {1}, frozenset()), 80, here=False)
    assert "▸ 3 folded" in _text(line)


def test_the_bottom_line_says_first_what_to_do() -> None:
    foot = Foot("to meet Kofi Lindqvist: ", "ask Hugo Okafor (4w ago)", " → Sana Lin")
    assert _text(foot_line(foot, 80, ascii_only=False)) == (
        " → to meet Kofi Lindqvist: ask Hugo Okafor (4w ago) → Sana Lin"
    )
    assert _text(foot_line(foot, 40, ascii_only=False)).startswith(" → ask Hugo Okafor (4w ago)")
    assert width(foot_line(foot, 30, ascii_only=False)) <= 30
    assert _text(foot_line(foot, 80, ascii_only=True)).isascii()


def test_a_screen_of_ten_thousand_people_is_made_at_once() -> None:
    forest = _forest({1: None, **{person: person // 3 or 1 for person in range(2, 10_001)}})
    look = _look(forest, 5_000)
    start = time.perf_counter()
    for index in range(5_000, 5_060):
        row_line(forest, index, look, 200, here=False)
    assert time.perf_counter() - start < 0.04


def test_a_very_long_chain_costs_no_more_than_a_short_one() -> None:
    forest = _forest({1: None, **{person: person - 1 for person in range(2, 5_001)}})
    look = _look(forest, 4_999)
    start = time.perf_counter()
    for index in range(4_900, 4_960):
        row_line(forest, index, look, 120, here=False)
    assert time.perf_counter() - start < 0.04


def test_wide_letters_keep_the_columns_aligned() -> None:
    forest = _forest({1: None, 2: None}, {1: "田中 芽衣", 2: "Tom"})
    lines = [row_line(forest, index, _look(forest), 80, here=False) for index in (0, 1)]
    assert {cell_len("".join(run.text for run in line)) for line in lines} == {80}
