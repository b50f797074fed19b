"""Networks that are hard to draw: nobody, too many, one company, cycles, wide names, any size."""

import random
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from netintern.domain.layout import Dot
from netintern.domain.vocabulary import CIRCLES, Circle
from netintern.services.book import close_book, create_book
from netintern.services.people import add_person
from netintern.services.queries.orbit import Orbit
from netintern.services.ties import tie_people
from netintern.tui.app import NetinternApp
from netintern.tui.panes.network import orbit_pane
from netintern.tui.panes.network.orbit_pane import OrbitPane
from netintern.tui.screens.orbit import OrbitScreen
from tests.tui.stage import TODAY, on_stage, shown

KEYS = (
    *("left", "right", "up", "down", "j", "k", "plus", "minus", "0", "X", "A", "enter"),
    *("right_square_bracket", "left_square_bracket", "right_curly_bracket", "escape"),
)


def _dot(
    person: int,
    *,
    name: str = "",
    circle: Circle | None = "field",
    met: bool = True,
    company: str = "Acme",
    via: int | None = None,
) -> Dot:
    silence = person % 40 / 10 if met else None
    way = 0.0 if met else 0.3
    label = name or f"Ana{person} Ruiz"
    return Dot(person, label, circle, company, met, silence, via, 2.0, 0, way)


def _network(
    dots: Sequence[Dot], knows: Sequence[tuple[int, int, int]] = (), ways: int = 0
) -> Orbit:
    """The network of these people; the first `ways` wishes have a way in through the first met."""
    wishes = tuple(dot.id for dot in dots if not dot.met)
    first = next((dot.id for dot in dots if dot.met), None)
    paths: dict[int, tuple[int, ...]] = (
        {} if first is None else {wish: (first, wish) for wish in wishes[:ways]}
    )
    via = tuple((dot.via, dot.id) for dot in dots if dot.via is not None)
    last = {dot.id: date(2026, 6, 1) for dot in dots if dot.met}
    return Orbit(tuple(dots), paths, via, tuple(knows), last, 0, (), wishes, ())


def _one_company() -> Orbit:
    return _network(
        [
            _dot(person, circle=CIRCLES[person % 4], met=person % 5 > 0, company="Northwind")
            for person in range(1, 10_001)
        ],
        ways=50,
    )


def _only_wishes() -> Orbit:
    return _network([_dot(n, circle=CIRCLES[n % 4], met=False) for n in range(1, 60)])


def _one_circle() -> Orbit:
    return _network([_dot(n, met=n % 3 > 0) for n in range(1, 120)], ways=20)


def _in_cycles() -> Orbit:
    """Everybody knows the next, and everybody was suggested by the one before, the first by the
    last."""
    count = 30
    dots = [
        _dot(n, circle=CIRCLES[n % 4], met=n % 4 > 0, via=(n - 2) % count + 1)
        for n in range(1, count + 1)
    ]
    return _network(dots, [(n, n % count + 1, 2) for n in range(1, count + 1)], ways=5)


def _five_hundred_ties() -> Orbit:
    dots = [_dot(n, circle=CIRCLES[n % 4], met=n % 4 > 0) for n in range(1, 502)]
    return _network(dots, [(1, n, 2) for n in range(2, 502)], ways=10)


def _wide_names() -> Orbit:
    names = (
        "田中 美咲",
        "김 서연",
        "👩‍👧 Ada",
        "Ａｎｎ Ｌｅｅ",
        "नमस्ते राव",
        "Ⓐ Ⓑ",
        "e\u0301mile Zola",
        "\u0301",
    )
    return _network(
        [
            _dot(n, name=f"{names[n % len(names)]}{'' if n % 3 else n}", circle=CIRCLES[n % 4])
            for n in range(1, 90)
        ]
    )


def _nobody_in_a_circle() -> Orbit:
    return _network([_dot(n, circle=None) for n in range(1, 20)])


NETWORKS: tuple[Callable[[], Orbit], ...] = (
    _one_company,
    _only_wishes,
    _one_circle,
    _in_cycles,
    _five_hundred_ties,
    _wide_names,
    _nobody_in_a_circle,
)


@asynccontextmanager
async def _orbit(
    folder: Path, monkeypatch: pytest.MonkeyPatch, network: Orbit, size: tuple[int, int]
) -> AsyncIterator[tuple[NetinternApp, Pilot[Any], OrbitPane]]:
    path = folder / "hard.db"
    close_book(create_book(str(path)))
    monkeypatch.setattr(orbit_pane, "orbit_of", lambda _book, *, today: network)
    async with on_stage(path, size) as (app, pilot):
        screen = OrbitScreen(app.session)
        app.push_screen(screen)
        await pilot.pause()
        yield app, pilot, screen.pane


def _is_whole(pane: OrbitPane) -> bool:
    """Whether every row is as wide as the pane, and nobody stands in somebody else's cell."""
    frame, layout = pane._frame, pane.layout_now
    assert frame is not None
    assert layout is not None
    places = [(mark.x, mark.y) for mark in layout.marks]
    rows = [frame.cells[frame.row(y)] for y in range(len(frame.cells) // frame.width)]
    return len(places) == len(set(places)) and all(
        sum(cell_len(cell) for cell in row) == frame.width for row in rows
    )


@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("size", [(118, 40), (80, 24)])
async def test_hard_networks_are_drawn_and_walked(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    network: Callable[[], Orbit],
    size: tuple[int, int],
) -> None:
    async with _orbit(tmp_path, monkeypatch, network(), size) as (app, pilot, pane):
        assert _is_whole(pane)
        assert " you " in shown(app)
        for key in ("right", "right_square_bracket", "j", "plus", "down", "X", "0"):
            await pilot.press(key)
            assert _is_whole(pane)
            if pane.dot is not None:
                assert pane.dot.name[:3] in shown(app)


async def test_ten_thousand_of_one_company_are_bubbles_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with _orbit(tmp_path, monkeypatch, _one_company(), (118, 40)) as (app, pilot, pane):
        layout = pane.layout_now
        assert layout is not None
        assert sum(len(mark.ids) for mark in layout.marks) == 10_000
        assert "Northwind ·" in shown(app)
        bubble = max(layout.marks, key=lambda mark: len(mark.ids))
        pane._select(bubble.ids)
        await pilot.press("enter")
        assert pane.zoomed
        assert _is_whole(pane)


async def test_five_hundred_ties_are_not_all_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with _orbit(tmp_path, monkeypatch, _five_hundred_ties(), (118, 40)) as (app, pilot, pane):
        pane.select_person(1)
        await pilot.press("j")
        assert "1 of 500 around" in shown(app)
        assert _is_whole(pane)


async def test_without_circles_they_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with _orbit(tmp_path, monkeypatch, _nobody_in_a_circle(), (118, 40)) as (app, _, _pane):
        assert "19 without a circle" in shown(app)
        assert "no leaders yet" in shown(app)


@pytest.mark.parametrize("seed", range(4))
async def test_resized_while_walking_at_random(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    walk = random.Random(seed)
    network = NETWORKS[seed]()
    async with _orbit(tmp_path, monkeypatch, network, (100, 30)) as (app, pilot, pane):
        for _ in range(25):
            if walk.random() < 0.4:
                await pilot.resize_terminal(walk.randint(1, 170), walk.randint(1, 50))
            await pilot.press(walk.choice(KEYS[:-1]))
            while app.screen is not pane.screen:
                await pilot.press("escape")
        await pilot.resize_terminal(118, 40)
        await pilot.pause()
        assert _is_whole(pane)


async def test_every_small_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with _orbit(tmp_path, monkeypatch, _in_cycles(), (1, 1)) as (app, pilot, _pane):
        for width, height in [(n, n) for n in range(1, 12)] + [(60, 20), (60, 21), (61, 22)]:
            await pilot.resize_terminal(width, height)
            await pilot.press("right_square_bracket", "A", "right", "A")
            rows = shown(app).split("\n")
            assert len(rows) == height
            assert all(cell_len(row) <= width for row in rows)


async def test_the_desk_with_hard_books(tmp_path: Path) -> None:
    """Real books: nobody, only wishes, and ties in a cycle, on a screen with room for Orbit."""
    for name in ("nobody", "wishes", "cycle"):
        path = tmp_path / f"{name}.db"
        book = create_book(str(path))
        ids = [
            add_person(book, f"田中{n} {name}", circle="leaders", wish=True, today=TODAY).ids[0]
            for n in range(0 if name == "nobody" else 5)
        ]
        if name == "cycle":
            for one, other in zip(ids, (*ids[1:], ids[0]), strict=True):
                tie_people(book, one, other, level=2, today=TODAY)
        close_book(book)
        async with on_stage(path, (200, 60)) as (app, pilot):
            await pilot.press("escape", "3", "right", "right_square_bracket", "j", "A")
            await pilot.pause()
            assert isinstance(app.screen, OrbitScreen) or name == "nobody"
            if isinstance(app.screen, OrbitScreen):
                await pilot.press("right_square_bracket")
                await pilot.pause(0.3)
                assert "THIN" in shown(app)
            assert "Traceback" not in shown(app)
