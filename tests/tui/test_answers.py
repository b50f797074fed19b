"""The answers beside the picture: whom to ask, who opens doors, which circle is thin."""

from datetime import date
from pathlib import Path

import pytest
from rich.cells import cell_len

from netintern.domain.layout import Dot
from netintern.services.queries.network import DoorOpener, WayIn, thin_circle, ways_in
from netintern.services.queries.orbit import Orbit
from netintern.tui.app import NetinternApp
from netintern.tui.panes.network.action_line import Voice
from netintern.tui.panes.network.answers import Keys, Person, Whole, answer_lines
from netintern.tui.panes.network.bonds import Bonds
from netintern.tui.screens.orbit import OrbitScreen
from netintern.tui.text import Line, width
from tests.tui.stage import TODAY, hostile_book, on_stage, sample_book, shown

HUGO = Dot(1, "Hugo Okafor", "field", "Northwind", True, 0.2, None, 5.0, 2, 0.0)
KOFI = Dot(2, "Kofi Lindqvist", "leaders", "Tessel", False, None, None, 0.0, 0, 0.6)
BONDS = Bonds(Orbit((HUGO, KOFI), {2: (1, 2)}, (), (), {1: date(2026, 5, 31)}, 0, (1,), (2,), ()))
VOICE = Voice(BONDS, TODAY)
KEYS = Keys("p", "}")
WAY = WayIn(
    ("Hugo Okafor", "Kofi Lindqvist"),
    (1, 2),
    0.6,
    "ask Hugo Okafor, who is close to Kofi Lindqvist",
)
WHOLE = Whole(
    "leaders",
    (WAY,),
    (
        DoorOpener(
            1, "Hugo Okafor", 7, False, "your only link to 7 people at Tessel", behind="7 at Tessel"
        ),
        DoorOpener(3, "Ana Ruiz", 0, True, "without them ...", 4, held="4 people"),
    ),
)


def _texts(lines: list[Line]) -> list[str]:
    return ["".join(run.text for run in line) for line in lines]


def _said(whole: Whole | None, person: Person | None, cells: int = 40) -> str:
    return "\n".join(_texts(answer_lines(VOICE, whole, person, KEYS, cells)))


def test_the_ways_come_first_with_their_reasons() -> None:
    text = _said(WHOLE, Person(KOFI, (WAY, WAY._replace(hops=("Mei Sato", "Kofi Lindqvist")))))
    assert text.startswith("WAYS IN  to Kofi Lindqvist\n1 Hugo Okafor  warm, 4w ago\n")
    assert "\n  is close to Kofi Lindqvist\n" in text
    assert "2 Mei Sato" in text
    assert "p asks one of them" in text


def test_three_ways_at_most() -> None:
    text = _said(None, Person(KOFI, (WAY,) * 5))
    assert "3 Hugo Okafor" in text
    assert "4 Hugo" not in text
    assert "2 more" in text


def test_without_a_way_it_says_why_and_what_goes_on() -> None:
    person = Person(KOFI, nothing="There are no ties recorded.", under_way="under way: Ana")
    assert "under way: Ana\n  There are no ties recorded." in _said(WHOLE, person)


def test_who_was_met_leads_to_others() -> None:
    person = Person(HUGO, leads_to=("Kofi Lindqvist", "A B", "C D", "E F"), words="your only link")
    text = _said(WHOLE, person)
    assert text.startswith("LEADS TO  by Hugo Okafor\n  your only link\n")
    assert "best way to Kofi Lindqvist, A B, C D\n  and 1 more" in text
    assert "Nobody whom you want to meet" in _said(None, Person(HUGO))


def test_the_whole_book() -> None:
    text = _said(WHOLE, None, 36)
    assert text.split("\n\n") == [
        "THIN  ▲ leaders, so ask\n  Hugo Okafor → Kofi Lindqvist",
        "DOORS  your only link to these\n  Hugo Okafor  7 at Tessel",
        "LINKS  who is cut off if they leave\n  Ana Ruiz  4 people",
    ]
    assert "Nobody whom you may ask leads there" in _said(Whole("leaders"), None)
    assert "DOORS" not in _said(Whole("leaders"), None)


def test_who_stands_between_is_named_where_there_is_room() -> None:
    whole = Whole("leaders", (WAY._replace(hops=("Hugo Okafor", "Mei Sato", "Kofi Lindqvist")),))
    assert "  Hugo Okafor → Mei Sato → Kofi Lindqvist" in _said(whole, None, 48)
    assert "  Hugo Okafor → … → Kofi Lindqvist" in _said(whole, None, 36)


def test_three_rows_a_section_and_how_many_more_there_are() -> None:
    openers = tuple(WHOLE.openers[0]._replace(name=f"Person {n}") for n in range(5))
    text = _said(Whole("leaders", (), openers), None)
    assert text.count("7 at Tessel") == 3
    assert "  2 more, } goes to the next" in text


@pytest.mark.parametrize("cells", [1, 2, 5, 9, 20, 38, 48, 118])
def test_no_line_is_wider_than_its_room(cells: int) -> None:
    wide = WAY._replace(hops=("田中 " * 9, "👩‍👧 " * 8), reason="ask 田中, " + "who " * 30)
    whole = WHOLE._replace(thin=(wide, WAY))
    for person in (None, Person(KOFI, (wide, WAY)), Person(HUGO, leads_to=("田中" * 20,))):
        for line in answer_lines(VOICE, whole, person, KEYS, cells):
            assert width(line) <= cells


def _is_shown(app: NetinternApp) -> bool:
    assert isinstance(app.screen, OrbitScreen)
    return "THIN" in shown(app)


@pytest.mark.parametrize(("cells", "beside"), [(120, True), (160, True), (119, False), (80, False)])
async def test_beside_the_picture_where_there_is_room(
    tmp_path: Path, cells: int, beside: bool
) -> None:
    async with on_stage(sample_book(tmp_path), (cells, 40)) as (app, pilot):
        app.push_screen(OrbitScreen(app.session))
        await pilot.pause(0.3)
        assert _is_shown(app) == beside
        assert "ADJACENT" in shown(app)
        await pilot.press("A")
        await pilot.pause(0.3)
        assert _is_shown(app) != beside
        await pilot.press("right_square_bracket", "A")
        await pilot.pause(0.3)
        assert _is_shown(app) == beside


async def test_over_the_picture_the_bottom_line_stays(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (80, 24)) as (app, pilot):
        app.push_screen(OrbitScreen(app.session))
        await pilot.press("right_square_bracket", "A")
        await pilot.pause(0.3)
        assert "WAYS IN" in shown(app)
        assert "to meet " in shown(app).split("\n")[21]
        assert "ADJACENT" not in shown(app)


async def test_they_say_what_the_questions_answer(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (160, 50)) as (app, pilot):
        screen = OrbitScreen(app.session)
        app.push_screen(screen)
        await pilot.press("right_square_bracket", "right_square_bracket")
        await pilot.pause(0.3)
        book, wish = app.session.book, screen.pane.chosen
        assert book is not None
        assert wish is not None
        for way in ways_in(book, wish, today=TODAY)[:3]:
            assert way.hops[0] in shown(app)
        circle, ways = thin_circle(book, today=TODAY)
        assert f"▲ {circle}" in shown(app)
        assert all(way.hops[-1] in shown(app) for way in ways)


async def test_an_introduction_under_way_is_told(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (160, 50)) as (app, pilot):
        screen = OrbitScreen(app.session)
        app.push_screen(screen)
        await pilot.pause()
        book = app.session.book
        assert book is not None
        (target,) = book.connection.execute(
            "SELECT target FROM introduction WHERE state = 'asked' LIMIT 1"
        ).fetchone()
        screen.pane.select_person(target)
        await pilot.pause(0.2)
        assert "under way: " in shown(app)


async def test_a_write_is_heard_of(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (120, 40)) as (app, pilot):
        screen = OrbitScreen(app.session)
        app.push_screen(screen)
        await pilot.pause(0.3)
        assert screen.answers.is_read
        await pilot.press("right_square_bracket", "asterisk")
        await pilot.pause()
        assert not screen.answers.is_read
        await pilot.pause(0.3)
        assert screen.answers.is_read


async def test_hostile_names_are_only_text(tmp_path: Path) -> None:
    async with on_stage(hostile_book(tmp_path), (120, 40)) as (app, pilot):
        screen = OrbitScreen(app.session)
        app.push_screen(screen)
        for _ in range(8):
            await pilot.press("right_square_bracket")
            text = shown(app)
            assert "\x1b" not in text
            assert all(cell_len(row) <= 120 for row in text.split("\n"))
