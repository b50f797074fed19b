"""The graph on the desk: the view that fits, one selection with the queue, nothing paid early."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from netintern.services.queries.book import open_book
from netintern.services.queries.introductions import open_introductions
from netintern.tui.app import NetinternApp
from netintern.tui.panes.network.inks import inks
from netintern.tui.panes.network.orbit_pane import OrbitPane
from netintern.tui.panes.network.pane import NetworkPane
from netintern.tui.panes.queue.pane import QueuePane
from netintern.tui.screens import graph_desk
from netintern.tui.screens.desk import Desk
from netintern.tui.screens.orbit import OrbitScreen
from tests.tui.stage import TODAY, on_stage, people, sample_book, shown

BIG = (200, 60)


def _desk(app: NetinternApp) -> Desk:
    assert isinstance(app.screen, Desk)
    return app.screen


def _queue(app: NetinternApp) -> QueuePane:
    return app.screen.query_one("#queue", QueuePane)


def _orbit(app: NetinternApp) -> OrbitPane:
    pane = _desk(app).graph
    assert isinstance(pane, OrbitPane)
    return pane


def _who(pane: QueuePane | NetworkPane | OrbitPane) -> int | None:
    who = pane.subject()
    return None if who is None else who.person_id


async def _settled(pilot: Pilot[Any]) -> None:
    for _ in range(3):
        await pilot.pause()


async def _rested(pilot: Pilot[Any]) -> None:
    """Wait until the keyboard rests."""
    await pilot.pause(0.25)
    await pilot.pause()


@pytest.mark.parametrize(
    ("size", "keys", "view"),
    [
        ((200, 60), "", OrbitPane),
        ((120, 40), "", NetworkPane),
        ((120, 40), "3z", OrbitPane),
        ((120, 40), "3zz", NetworkPane),
        ((80, 24), "3", NetworkPane),
        ((100, 30), "3z", OrbitPane),
        ((40, 12), "3", NetworkPane),
    ],
)
async def test_the_view_that_fits(
    tmp_path: Path, size: tuple[int, int], keys: str, view: type[object]
) -> None:
    async with on_stage(sample_book(tmp_path), size) as (app, pilot):
        await _settled(pilot)
        for key in keys:
            await pilot.press(key)
            await _settled(pilot)
        graph = _desk(app).graph
        assert isinstance(graph, view)
        assert graph.has_focus == bool(keys)
        title = "3 Orbit" if view is OrbitPane else "3 Snowball"
        assert title in shown(app) or size[0] < 60


async def test_orbit_is_made_only_where_it_is_shown(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (120, 40)) as (app, pilot):
        await _settled(pilot)
        assert not app.screen.query(OrbitPane)
        await pilot.resize_terminal(*BIG)
        await _settled(pilot)
        assert app.screen.query(OrbitPane)
        await pilot.resize_terminal(80, 24)
        await _settled(pilot)
        await pilot.press("3")
        await _settled(pilot)
        assert isinstance(_desk(app).graph, NetworkPane)


async def test_a_key_changes_the_view_on_the_same_person(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), BIG) as (app, pilot):
        await _settled(pilot)
        await pilot.press("3", "right_square_bracket")
        here = _who(_desk(app).graph)
        assert here is not None
        await pilot.press("x")
        await _settled(pilot)
        snowball = _desk(app).graph
        assert isinstance(snowball, NetworkPane)
        assert snowball.has_focus
        assert _who(snowball) == here
        await pilot.press("x")
        await _settled(pilot)
        assert _orbit(app).has_focus
        assert _who(_orbit(app)) == here


async def test_where_the_picture_has_no_room_it_gets_the_screen(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (120, 40)) as (app, pilot):
        await _settled(pilot)
        await pilot.press("3", "right_square_bracket")
        here = _who(_desk(app).graph)
        await pilot.press("x")
        await _settled(pilot)
        assert isinstance(app.screen, OrbitScreen)
        assert app.screen.pane.chosen == here


async def test_the_graph_follows_the_queue_when_the_keyboard_rests(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), BIG) as (app, pilot):
        await _settled(pilot)
        first = _who(_queue(app))
        assert _who(_orbit(app)) == first
        await pilot.press("j")
        assert _who(_orbit(app)) == first
        await _rested(pilot)
        assert _who(_orbit(app)) == _who(_queue(app)) != first
        frame, table = _orbit(app)._frame, inks(app.theme)
        assert frame is not None
        assert table.pill in frame.inks
        names = {tones.name for tones in table.circles.values()}
        assert names & set(frame.inks)


async def test_with_the_keyboard_the_graph_dims_what_is_not_selected(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), BIG) as (app, pilot):
        await _settled(pilot)
        await pilot.press("3")
        await _settled(pilot)
        frame, table = _orbit(app)._frame, inks(app.theme)
        assert frame is not None
        assert not {tones.name for tones in table.circles.values()} & set(frame.inks)


async def test_the_snowball_follows_as_well(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (120, 40)) as (app, pilot):
        await _settled(pilot)
        await pilot.press("j", "j")
        await _rested(pilot)
        assert _who(_desk(app).graph) == _who(_queue(app))


async def test_back_in_the_queue_the_cursor_is_on_whom_the_graph_was(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), BIG) as (app, pilot):
        await _settled(pilot)
        await pilot.press("3", "right_square_bracket", "right_square_bracket")
        here = _who(_orbit(app))
        assert here in _queue(app).people
        await pilot.press("1")
        await _settled(pilot)
        assert _who(_queue(app)) == here
        await _rested(pilot)
        assert _who(_orbit(app)) == here


async def test_the_card_follows_orbit(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), BIG) as (app, pilot):
        await _settled(pilot)
        await pilot.press("3", "right_square_bracket")
        await _settled(pilot)
        assert _who(_orbit(app)) == app.screen.query_one("#card").subject().person_id  # type: ignore[attr-defined]


async def test_tab_goes_through_orbit_like_any_pane(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), BIG) as (app, pilot):
        await _settled(pilot)
        seen = []
        for _ in range(4):
            await pilot.press("tab")
            assert app.screen.focused is not None
            seen.append(app.screen.focused.id)
        assert seen == ["card", "week", "orbit", "queue"]


async def test_found_by_name_in_the_graph_is_selected_there(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), BIG) as (app, pilot):
        await _settled(pilot)
        assert app.session.book is not None
        wanted = people(app.session.book)["Leila Farahani"]
        await pilot.press("3")
        await _settled(pilot)
        await pilot.press("slash", *"leila")
        await pilot.pause(0.3)
        await pilot.press("enter")
        await _settled(pilot)
        assert _who(_orbit(app)) == wanted


async def test_many_people_are_read_again_when_the_keyboard_rests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(graph_desk, "MANY", 10)
    async with on_stage(sample_book(tmp_path), BIG) as (app, pilot):
        await _settled(pilot)
        orbit = _orbit(app)
        person = _who(_queue(app))
        assert person is not None
        before = orbit._bonds
        await pilot.press("w")
        assert orbit._bonds is before
        await _rested(pilot)
        assert orbit._bonds is not before


@pytest.mark.parametrize("size", [(120, 40), BIG])
async def test_from_a_wish_to_the_queue_by_keys_alone(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    """See the way in, ask for the introduction, find it in the queue; one undo takes it back."""
    path = sample_book(tmp_path)
    async with on_stage(path, size) as (app, pilot):
        await _settled(pilot)
        await pilot.press("3", "A")
        await _settled(pilot)
        assert isinstance(app.screen, OrbitScreen)
        wish = next(
            wish
            for wish in app.screen.pane._bonds.orbit.wishes
            if not open_introductions(_book(app), today=TODAY, person=wish)
        )
        while app.screen.pane.chosen != wish:
            await pilot.press("right_square_bracket")
        await _rested(pilot)
        assert "WAYS IN" in shown(app)
        await pilot.press("p")
        await _settled(pilot)
        await pilot.press("enter")
        await _settled(pilot)
        await pilot.press("ctrl+s")
        await _settled(pilot)
        assert isinstance(app.screen, OrbitScreen)
        (asked,) = open_introductions(_book(app), today=TODAY, person=wish)
        await pilot.press("1")
        await _settled(pilot)
        queue = _queue(app)
        assert queue.view is not None
        waiting = {item.person_id: item.reason for item in queue.view.hidden}
        assert "asked" in waiting[wish]
        assert asked.via.name.split()[0] in waiting[wish]
        await pilot.press("u")
        await _settled(pilot)
        assert not open_introductions(_book(app), today=TODAY, person=wish)
    book = open_book(str(path))
    assert not open_introductions(book, today=TODAY, person=wish)
    book.close()


def _book(app: NetinternApp) -> Any:
    assert app.session.book is not None
    return app.session.book


async def test_orbit_leaves_to_any_pane_of_the_desk(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await _settled(pilot)
        for key, pane in (("1", "queue"), ("2", "week"), ("tab", None), ("z", "graph")):
            await pilot.press("3", "A")
            await _settled(pilot)
            assert isinstance(app.screen, OrbitScreen)
            await pilot.press("right_square_bracket")
            here = app.screen.pane.chosen
            await pilot.press(key)
            await _settled(pilot)
            assert isinstance(app.screen, Desk)
            assert app.screen.focused is not None
            assert pane in (None, app.screen.focused.id)
            assert _who(app.screen.graph) == here


async def test_no_keys_are_shown_under_a_dialog(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), BIG) as (app, pilot):
        await _settled(pilot)
        await pilot.press("3", "A")
        await _settled(pilot)
        assert "snowball" in shown(app).splitlines()[-1]
        await pilot.press("right_square_bracket", "i", "a")
        await _settled(pilot)
        hints = app.screen_stack[-2].query_one("#hints")
        assert not "".join(segment.text for segment in hints.render_line(0)).strip()


async def test_every_size_on_the_way_while_walking(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), BIG) as (app, pilot):
        await pilot.press("3")
        for size in ((60, 20), (1, 1), (187, 52), (186, 50), (30, 6), (120, 40), (160, 60), BIG):
            await pilot.resize_terminal(*size)
            await pilot.press("right", "j")
        await _settled(pilot)
        assert "3 Orbit" in shown(app)
