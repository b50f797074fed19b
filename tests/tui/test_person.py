"""The page of a person: everything the book knows, at every size, and the verbs on it."""

from datetime import date
from pathlib import Path

import pytest

from netintern.domain.dates import Moment
from netintern.services.events import Met, log_event
from netintern.services.experiences import add_experience
from netintern.services.interactions import log_talk
from netintern.services.introductions import advance, ask
from netintern.services.people import add_person, edit_person
from netintern.services.queries.book import Book
from netintern.services.queries.people import person_page
from netintern.tui.app import NetinternApp
from netintern.tui.panes.card.pane import card_of
from netintern.tui.screens.page.layout import head_lines, page_lines
from netintern.tui.screens.page.parts import Shown
from netintern.tui.screens.page.people import related
from netintern.tui.screens.person import PersonScreen
from netintern.tui.session import Session
from netintern.tui.text import Line, width
from netintern.tui.widgets.reading import Reading, paragraphs
from tests.tui.stage import (
    HOSTILE,
    SIZES,
    TODAY,
    hostile_book,
    on_stage,
    people,
    sample_book,
    shown,
)


def _open(app: NetinternApp, name: str) -> int:
    assert app.session.book is not None
    person = people(app.session.book)[name]
    app.push_screen(PersonScreen(app.session, person))
    return person


def _text(lines: list[Line]) -> str:
    return "\n".join("".join(run.text for run in line).rstrip() for line in lines)


def _page(app: NetinternApp) -> str:
    return _text(list(app.screen.query_one("#page", Reading).lines))


async def test_a_page_tells_everything(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (80, 24)) as (app, pilot):
        _open(app, "Ravi Menon")
        await pilot.pause()
        page = " ".join(_page(app).split())
        for words in (
            "circle field",
            "every 30 days (tier 2, field)",
            "warm",
            "halves every",
            "through Ines Carvalho",
            "ravi@fernbank.example",
            "OWED 1 open",
            "report back: draw before naming",
            "TALKS 2",
            "Draw the data before naming the tables.",
            "SUGGESTED 2",
            "Zanele Dube",
            "KNOWS 4",
            "GIVE AND TAKE",
            "What in this work was slowest to make sense to you?",
            "Who are one or two people from whom I should learn next?",
        ):
            assert words in page
        assert "#mentor" in shown(app)


async def test_the_page_of_somebody_to_meet_says_the_way_in(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        _open(app, "Gustavo Ferreira")
        await pilot.pause()
        text = shown(app)
        assert "to meet" in text
        assert "WAY IN" in text
        assert "ask Linh Trần" in text


async def test_introductions_stand_on_both_pages(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        _open(app, "Yara Haddad")
        await pilot.pause()
        assert "through Ingrid Solheim, asked 9d ago: no answer yet" in " ".join(_page(app).split())
        _open(app, "Ingrid Solheim")
        await pilot.pause()
        assert "to Yara Haddad, asked 9d ago" in _page(app)


async def test_what_they_owe_is_told_apart_from_what_is_owed(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        _open(app, "Sofia Lindqvist")
        await pilot.pause()
        assert "they owe you: the customer list" in _page(app)


@pytest.mark.parametrize(("size", "columns"), [((80, 24), 1), ((120, 40), 2), ((200, 60), 3)])
async def test_wide_screens_have_columns(
    tmp_path: Path, size: tuple[int, int], columns: int
) -> None:
    async with on_stage(sample_book(tmp_path), size) as (app, pilot):
        _open(app, "Ravi Menon")
        await pilot.pause()
        headings = ("OWED", "ABOUT", "SUGGESTED")
        first = next(line for line in _page(app).splitlines() if "ABOUT" in line)
        assert sum(heading in first for heading in headings) == columns


async def test_j_and_k_scroll(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (80, 24)) as (app, pilot):
        _open(app, "Ravi Menon")
        await pilot.pause()
        page = app.screen.query_one("#page", Reading)
        await pilot.press("j", "j", "k")
        assert page.scroll_offset.y == 1
        await pilot.press("G")
        assert page.scroll_offset.y == page.max_scroll_y
        await pilot.press("g")
        assert page.scroll_offset.y == 0


async def test_the_verbs_for_a_person_work(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        _open(app, "Hana Novotná")
        await pilot.pause()
        await pilot.press("s", "w")
        await pilot.pause()
        assert "put off until Mon 6 Jul" in shown(app)
        await pilot.press("u")
        await pilot.pause()
        assert "put off" not in shown(app)


async def test_the_head_is_not_cut_on_a_narrow_screen(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (80, 24)) as (app, pilot):
        for name, next_contact in (("Kenji Mori", "next contact"), ("Zanele Dube", "next contact")):
            _open(app, name)
            await pilot.pause()
            head = "\n".join(shown(app).splitlines()[:5])
            assert "…" not in head
            assert next_contact in head
    async with on_stage(sample_book(tmp_path), (40, 10)) as (app, pilot):
        _open(app, "Kenji Mori")
        await pilot.pause()
        assert app.screen.query_one("#head").size.height == 2


async def test_somebody_named_on_the_page_is_opened_by_a_number(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        _open(app, "Ravi Menon")
        await pilot.pause()
        await pilot.press("o")
        await pilot.pause()
        assert "1 Ines Carvalho" in shown(app)
        await pilot.press("1")
        await pilot.pause()
        assert isinstance(app.screen, PersonScreen)
        assert shown(app).splitlines()[1].startswith("  ● Ines Carvalho")
        await pilot.press("q")
        await pilot.pause()
        assert "Ravi Menon" in shown(app).splitlines()[1]


async def test_a_page_closes_when_its_person_is_undone(tmp_path: Path) -> None:
    path = sample_book(tmp_path)
    async with on_stage(path) as (app, pilot):
        app.session.write(lambda book: add_person(book, "Just Added", today=TODAY, origin="tui"))
        _open(app, "Just Added")
        await pilot.pause()
        await pilot.press("u")
        await pilot.pause()
        assert not isinstance(app.screen, PersonScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_hostile_text_is_shown_as_it_is(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_stage(hostile_book(tmp_path), size) as (app, pilot):
        for name in HOSTILE:
            _open(app, name)
            await pilot.pause()
            assert name in " ".join(_page(app).split())
            assert "\x1b" not in shown(app)


async def test_no_line_is_wider_than_the_screen(tmp_path: Path) -> None:
    for path in (hostile_book(tmp_path), sample_book(tmp_path)):
        session = Session(str(path), lambda: Moment(TODAY))
        session.open()
        assert session.book is not None
        for person in people(session.book).values():
            page = person_page(session.book, person, today=TODAY)
            for ascii_only in (False, True):
                shown_page = Shown(page, ("ask " + "x" * 200,), TODAY, ascii_only)
                for cells in (39, 79, 119, 199):
                    lines = [*head_lines(shown_page, cells), *page_lines(shown_page, cells)]
                    assert max(map(width, lines)) <= cells
        session.close()


def test_paragraphs_keep_every_letter() -> None:
    text = "one two\nthree " + "x" * 50 + " 田中" * 9
    lines = paragraphs(text, 12)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert lines[:2] == ["one two", "three"]
    assert max(map(len, lines)) <= 12


async def test_related_people_are_named_once(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, _):
        assert app.session.book is not None
        ids = people(app.session.book)
        page = person_page(app.session.book, ids["Ravi Menon"], today=TODAY)
        found = related(page, 9)
        assert found[0] == (ids["Ines Carvalho"], "Ines Carvalho")
        assert len({person for person, _ in found}) == len(found)
        assert len(related(page, 2)) == 2


def _standing_of(book: Book, person: int) -> str:
    shown_page = Shown(person_page(book, person, today=TODAY), (), TODAY, ascii_only=True)
    return " ".join(_text([*head_lines(shown_page, 120), *page_lines(shown_page, 90)]).split())


def test_an_imported_contact_is_connected_and_one_to_begin(book: Book) -> None:
    ana = add_person(book, "Ana", today=TODAY).ids[0]
    edit_person(book, ana, met_on=date(2026, 3, 12), wish=True, today=TODAY)
    page = _standing_of(book, ana)
    assert "connected, no talk yet: one to begin" in page
    assert "connected 12 Mar, no talk yet" in page
    assert "from the first talk" in page
    assert "nothing due" not in page
    assert "on your own" not in page
    log_talk(book, [ana], on=TODAY, today=TODAY)
    page = _standing_of(book, ana)
    assert "connected" not in page
    assert "on your own on" in page


def test_who_was_met_at_an_event_was_not_met_on_ones_own(book: Book) -> None:
    ana = add_person(book, "Ana", today=TODAY).ids[0]
    log_event(book, None, [Met(ana)], title="Career [b]fair", today=TODAY)
    log_talk(book, [ana], on=TODAY, today=TODAY)
    page = _standing_of(book, ana)
    assert "at Career [b]fair on " in page
    assert "on your own" not in page
    assert card_of(person_page(book, ana, today=TODAY), TODAY).through == "met at Career [b]fair"
    ben = add_person(book, "Ben", via=ana, is_new=True, today=TODAY).ids[0]
    assert card_of(person_page(book, ben, today=TODAY), TODAY).through == "suggested by Ana"


def test_an_introduction_under_way_stands_for_the_way_in(book: Book) -> None:
    ana = add_person(book, "Ana Ruiz", today=TODAY).ids[0]
    ben = add_person(book, "Ben Roy", wish=True, today=TODAY).ids[0]
    log_talk(book, [ana], on=TODAY, today=TODAY)
    introduction = ask(book, ben, ana, today=TODAY).ids[0]
    page = _standing_of(book, ben)
    assert "WAY IN under way > through Ana Ruiz, asked today: no answer yet" in page
    assert "INTRODUCTIONS" not in page
    advance(book, introduction, "made", today=TODAY)
    assert "WAY IN under way > through Ana Ruiz, asked today: made" in _standing_of(book, ben)
    assert "INTRODUCTIONS 1 to Ben Roy" in _standing_of(book, ana)
    log_talk(book, [ben], on=TODAY, today=TODAY)
    assert "WAY IN" not in _standing_of(book, ben)
    assert "INTRODUCTIONS 1 through Ana Ruiz" in _standing_of(book, ben)


async def test_no_other_way_is_looked_for_while_one_is_under_way(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        _open(app, "Yara Haddad")
        await pilot.pause()
        page = " ".join(_page(app).split())
        assert "WAY IN under way → through Ingrid Solheim, asked 9d ago: no answer yet" in page
        assert page.count("Ingrid Solheim, asked") == 1
        assert "can introduce" not in page


def test_an_address_is_said_to_end_with_the_job_only_if_something_tells(book: Book) -> None:
    mail = ("ana@acme.example", "ana@home.example")
    ana = add_person(book, "Ana", org="Acme", email=mail, phone=("0151 2",), today=TODAY).ids[0]
    page = _standing_of(book, ana)
    assert "ana@acme.example, ends with the job ana@home.example, lasting? 0151 2" in page
    assert page.count("lasting?") == 1


def test_a_supervisor_is_told(book: Book) -> None:
    dana = add_person(book, "Dana", today=TODAY).ids[0]
    assert "supervises" not in _standing_of(book, dana)
    add_experience(book, org="Acme", start=TODAY, supervisor=[dana], today=TODAY)
    assert "supervises your internship at Acme" in _standing_of(book, dana)
