"""The list: where the cursor goes, what is repainted, and how it scrolls."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.pilot import Pilot

from netintern.tui.text import Line, Run
from netintern.tui.widgets.line_list import LineList


class Letters(LineList):
    """Rows with a letter each; rows without a key are headings."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[int] = []
        self.painted: list[Region] = []

    def line(self, index: int, cells: int, *, here: bool) -> Line:
        self.made.append(index)
        return (Run(">" if here else " "), Run(str(self._keys[index])))

    def refresh(self, *regions: Region, **options: Any) -> "Letters":
        self.painted += regions or (Region(0, 0, 999, 999),)
        super().refresh(*regions, **options)
        return self


class Host(App[None]):
    """Nothing but the list."""

    CSS = "Letters { width: 20; height: 10; }"

    def compose(self) -> ComposeResult:
        yield Letters()


@asynccontextmanager
async def letters(*keys: str | None) -> AsyncIterator[tuple[Letters, Pilot[None]]]:
    """The list with these rows, and a keyboard."""
    app = Host()
    async with app.run_test(size=(40, 12)) as pilot:
        found = app.query_one(Letters)
        found.show_rows(keys)
        await pilot.pause()
        yield found, pilot


async def test_headings_are_stepped_over() -> None:
    async with letters(None, "a", "b", None, None, "c") as (found, pilot):
        assert found.at == "a"
        await pilot.press("j", "j")
        assert found.at == "c"
        await pilot.press("down")
        assert found.at == "c"
        await pilot.press("k", "k", "up")
        assert found.at == "a"
        await pilot.press("G")
        assert found.at == "c"


async def test_a_step_repaints_two_rows() -> None:
    async with letters("a", "b", "c") as (found, pilot):
        found.painted.clear()
        found.made.clear()
        await pilot.press("j")
        assert found.painted == [Region(0, 0, 20, 1), Region(0, 1, 20, 1)]
        assert sorted(found.made) == [0, 1]


async def test_the_edge_scrolls_by_half_a_page() -> None:
    async with letters(*"abcdefghijklmnopqrstuvwxyz") as (found, pilot):
        found._move(9)
        assert found.scroll_offset.y == 0
        await pilot.press("j")
        assert found.scroll_offset.y == 5
        found._move(4)
        assert found.scroll_offset.y == 0
        await pilot.press("end")
        assert found.scroll_offset.y == 16
        await pilot.press("home")
        assert found.scroll_offset.y == 0


async def test_the_heading_above_the_first_row_is_seen() -> None:
    async with letters(None, *"abcdefghijklmnop") as (found, pilot):
        await pilot.press("G", "g")
        assert found.at == "a"
        assert found.scroll_offset.y == 0


@pytest.mark.parametrize(
    ("after", "cursor"),
    [
        (("a", "b", "c", "d"), "b"),
        (("x", "a", None, "b"), "b"),
        (("a", "c", "d"), "c"),
        (("a", "d"), "d"),
        (("a",), "a"),
        (("x", "y"), "x"),
        ((None,), None),
        ((), None),
    ],
)
async def test_the_cursor_stays_or_goes_to_the_next(
    after: tuple[str | None, ...], cursor: str | None
) -> None:
    async with letters("a", "b", "c", "d") as (found, _):
        found.select("b")
        found.show_rows(after)
        assert found.at == cursor


async def test_a_preferred_row_wins() -> None:
    async with letters("a", "b", "c", "d") as (found, _):
        found.show_rows(("a", "b", "c", "d"), prefer="c")
        assert found.at == "c"
        assert not found.select("z")


async def test_half_a_page() -> None:
    async with letters(*"abcdefghijklmnopqrstuvwxyz") as (found, pilot):
        await pilot.press("ctrl+d", "pagedown")
        assert found.at == "k"
        await pilot.press("ctrl+u", "pageup")
        assert found.at == "a"


async def test_an_empty_list_answers_no_key() -> None:
    async with letters() as (found, pilot):
        await pilot.press("j", "G", "ctrl+d")
        assert found.at is None
