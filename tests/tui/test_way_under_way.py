"""The graph once an introduction was asked for, and the way back out of it."""

from datetime import date
from pathlib import Path

import pytest

from netintern.domain.layout import Dot
from netintern.services.introductions import ask
from netintern.services.queries.introductions import Opening
from netintern.services.queries.names import PersonRef
from netintern.services.queries.network import ways_in
from netintern.services.queries.orbit import Orbit, orbit_of
from netintern.tui.panes.network.action_line import Voice, idle_line, person_line
from netintern.tui.panes.network.advice import next_wish, under_way
from netintern.tui.panes.network.bonds import Bonds
from netintern.tui.panes.network.pane import NetworkPane
from netintern.tui.screens.desk import Desk
from netintern.tui.screens.orbit import OrbitScreen
from netintern.tui.text import Line
from tests.tui.stage import TODAY, on_stage, sample_book, shown

HUGO = Dot(1, "Hugo Okafor", "field", "Northwind", True, 0.2, None, 5.0, 2, 0.0)
KOFI = Dot(2, "Kofi Lindqvist", "leaders", "Tessel", False, None, None, 0.0, 0, 0.6)
MEI = Dot(3, "Mei Sato", "leaders", "", False, None, None, 0.0, 0, 0.5)
ORBIT = Orbit(
    (HUGO, KOFI, MEI),
    {2: (1, 2), 3: (1, 3)},
    (),
    (),
    {1: date(2026, 5, 31)},
    0,
    (1,),
    (2, 3),
    (),
)
BONDS = Bonds(ORBIT)


def _opening(via: int, name: str, days: int, state: str = "asked") -> Opening:
    asked = date(2026, 6, 1)
    return Opening(
        1,
        PersonRef(2, KOFI.name, ""),
        PersonRef(via, name, ""),
        "made" if state == "made" else "asked",
        asked,
        None,
        None,
        days,
    )


def _text(line: Line) -> str:
    return "".join(run.text for run in line)


@pytest.mark.parametrize(
    ("opening", "words"),
    [
        (_opening(9, "Noor Haddad", 0), "asked Noor Haddad today · another way: ask Hugo Okafor"),
        (_opening(1, "Hugo Okafor", 3), "asked Hugo Okafor 3d ago"),
        (_opening(1, "Hugo Okafor", 0, "made"), "Hugo Okafor introduced you today"),
    ],
)
def test_who_was_asked_stands_before_another_way(opening: Opening, words: str) -> None:
    voice = Voice(BONDS, TODAY, under_way={2: opening})
    said = _text(person_line(voice, KOFI, band=3))
    assert said.startswith(f"to meet Kofi Lindqvist: {words}")
    assert ("another way" in said) == (opening.via.id != 1)


def test_with_nobody_selected_somebody_else_is_next() -> None:
    begun = {2: _opening(1, "Hugo Okafor", 0)}
    assert next_wish(BONDS, "leaders") == KOFI
    assert next_wish(BONDS, "leaders", begun) == MEI
    both = {2: begun[2], 3: begun[2]}
    voice = Voice(BONDS, TODAY, under_way=both)
    assert "asked Hugo" in _text(idle_line(voice, next_wish(BONDS, None, both), thin=None))


async def test_both_views_say_whom_was_asked_today(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        book = app.session.book
        assert book is not None
        begun = under_way(book, TODAY)
        wish = next(one for one in orbit_of(book, today=TODAY).ways if one not in begun)
        via = ways_in(book, wish, today=TODAY)[0].hop_ids[0]
        app.session.write(lambda book: ask(book, wish, via, today=TODAY))
        name = under_way(app.session.book, TODAY)[wish].via.name
        await app.push_screen(OrbitScreen(app.session, wish))
        await pilot.pause()
        assert f"asked {name} today" in shown(app)
        await pilot.press("x")
        for _ in range(6):
            await pilot.pause()
        pane = app.screen.query_one("#graph", NetworkPane)
        pane.reread()
        pane.select_person(wish)
        await pilot.pause()
        assert f"asked {name} today" in shown(app)


async def test_esc_says_what_it_does_and_leads_back(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await app.push_screen(OrbitScreen(app.session))
        await pilot.pause()
        said = [shown(app).splitlines()[-1]]
        await pilot.press("right_square_bracket")
        await pilot.pause()
        said.append(shown(app).splitlines()[-1])
        steps = 0
        while isinstance(app.screen, OrbitScreen) and steps < 4:
            await pilot.press("escape")
            await pilot.pause()
            steps += 1
        assert isinstance(app.screen, Desk)
    assert "Esc back" in said[0]
    assert "Esc clear" in said[1]


async def test_without_room_for_a_picture_one_esc_leads_back(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (40, 12)) as (app, pilot):
        await app.push_screen(OrbitScreen(app.session))
        await pilot.pause()
        await pilot.press("right_square_bracket", "right_square_bracket")
        await pilot.pause()
        assert "Esc back" in shown(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, Desk)
