"""The page of a phase: the way so far, the checklist, the last two weeks, and what comes after."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

from netintern.cli.main import main
from netintern.domain.dates import Moment
from netintern.domain.stages import stages
from netintern.services.experiences import add_experience
from netintern.services.queries.experiences import current, phase_of
from netintern.services.queries.phases import phase_page
from netintern.tui.app import NetinternApp
from netintern.tui.dialogs.message import MessageForm
from netintern.tui.dialogs.plan_block import PlanBlock
from netintern.tui.screens.phase import PhaseList, PhaseScreen
from netintern.tui.screens.phase_lines import head_lines, journey, row_line, rows_of
from netintern.tui.session import Session
from netintern.tui.text import width
from tests.tui.stage import SIZES, TODAY, hostile_book, on_stage, people, shown

END = TODAY + timedelta(days=11)
"""Friday 10 July."""


def _run(path: Path, *words: str, today: date = TODAY) -> None:
    assert main(["--book", str(path), "--today", today.isoformat(), *words]) == 0


def _closing(folder: Path, ends: date = END) -> Path:
    """Two close people, three never met, by commands; the experience ends on a day."""
    path = folder / "book.db"
    start = date(2026, 4, 6)
    _run(path, "experience", "add", "--kind", "internship", "--org", "Acme", "--start",
         start.isoformat(), "--end", ends.isoformat(), today=start)  # fmt: skip
    _run(path, "checkin", "--agreed", "90", today=date(2026, 6, 26))
    _run(path, "add", "Ana Silva", "--circle", "field", "--tier", "2", today=start)
    _run(path, "add", "Cai Wu", "--circle", "adjacent", "--tier", "1", "--email", "cai@gmail.com",
         today=start)  # fmt: skip
    for name, on in (("Ana Silva", date(2026, 6, 18)), ("Cai Wu", date(2026, 6, 25))):
        _run(path, "log", "--with", name, "--no-thanks", today=on)
    _run(path, "add", "Ben Roy", "--circle", "leaders", "--wish", "--via", "Ana Silva", "--knows",
         "2", today=start)  # fmt: skip
    _run(path, "add", "Eve Lin", "--circle", "leaders", "--wish", today=start)
    _run(path, "add", "Fay Orr", "--circle", "field", "--wish", today=start)
    return path


def _list(app: NetinternApp) -> PhaseList:
    return app.screen.query_one(PhaseList)


async def _to(app: NetinternApp, pilot: Pilot[None], key: str) -> None:
    assert _list(app).select(key)
    await pilot.pause()


async def test_the_final_phase_tells_days_addresses_and_who_is_left(tmp_path: Path) -> None:
    async with on_stage(_closing(tmp_path)) as (app, pilot):
        await pilot.press("F")
        await pilot.pause()
        assert isinstance(app.screen, PhaseScreen)
        text = shown(app)
        head = text.splitlines()[1]
        assert "Final phase · Acme" in head
        assert "11 days left, Fri 10 Jul · 1 lasting address missing" in head
        assert text.index("hand it over first") < text.index("Send goodbye notes")
        order = [text.index(name) for name in ("Ben Roy", "Eve Lin", "Fay Orr")]
        assert order == sorted(order)
        assert "ask Ana Silva, who works with Ben Roy" in text
        assert "GOODBYES  0 of 2 sent · from Wed 8 Jul" in text
        await pilot.press("q")
        await pilot.pause()
        assert not isinstance(app.screen, PhaseScreen)


async def test_space_ticks_a_line_and_undo_opens_it(tmp_path: Path) -> None:
    async with on_stage(_closing(tmp_path)) as (app, pilot):
        await pilot.press("F")
        await pilot.press("space")
        await pilot.pause()
        assert "[x] Finish your work" in shown(app)
        assert "CHECKLIST  1 of 6" in shown(app)
        await pilot.press("space")
        await pilot.pause()
        assert "[ ] Finish your work" in shown(app)
        await pilot.press("u")
        await pilot.pause()
        assert "[x] Finish your work" in shown(app)
        await pilot.press("j", "enter")
        await pilot.pause()
        assert "CHECKLIST  2 of 6" in shown(app)


async def test_meet_now_ask_or_after_the_end(tmp_path: Path) -> None:
    async with on_stage(_closing(tmp_path)) as (app, pilot):
        await pilot.press("F", "right_square_bracket")
        await pilot.pause()
        row = _list(app).row
        assert row is not None
        assert row.name == "Ben Roy"
        tip = shown(app).splitlines()[-4:]
        assert any("b meet now · i a ask Ana Silva" in line for line in tip)
        assert any("s e after the end" in line for line in tip)
        await pilot.press("b")
        await pilot.pause()
        assert isinstance(app.screen, PlanBlock)
        await pilot.press("escape")
        await pilot.press("i", "a")
        await pilot.pause()
        assert "Ana Silva" in shown(app)
        await pilot.press("escape")
        await _to(app, pilot, f"c:{people(app.session.book)['Fay Orr']}")  # type: ignore[arg-type]
        await pilot.press("s", "e")
        await pilot.pause()
        assert "2 to see or to put off" not in shown(app)
        assert "1 put off until after" in shown(app)
        assert "snoozed to Mon 13 Jul" in shown(app)


async def test_a_goodbye_is_drafted_and_noted_and_waits_for_no_answer(tmp_path: Path) -> None:
    async with on_stage(_closing(tmp_path)) as (app, pilot):
        assert app.session.book is not None
        ids = people(app.session.book)
        await pilot.press("F")
        await _to(app, pilot, f"g:{ids['Cai Wu']}")
        await pilot.press("m")
        await pilot.pause()
        assert isinstance(app.screen, MessageForm)
        assert "is the last day of my time" in shown(app)
        await pilot.press("ctrl+s")
        await pilot.pause()
        page = phase_page(app.session.book, today=TODAY)
        assert {one.person: one.said_on for one in page.goodbyes} == {
            "Cai Wu": TODAY,
            "Ana Silva": None,
        }
        await _to(app, pilot, f"g:{ids['Ana Silva']}")
        await pilot.press("space")
        await pilot.pause()
        assert "GOODBYES  2 of 2 sent" in shown(app)
        await pilot.press("space")
        await pilot.pause()
        assert "is logged today already" in shown(app)
        await pilot.press("u")
        await pilot.pause()
        assert "GOODBYES  1 of 2 sent" in shown(app)


async def test_after_the_end_the_campaign_and_the_rhythm(tmp_path: Path) -> None:
    path = _closing(tmp_path, ends=date(2026, 6, 12))
    async with on_stage(path) as (app, pilot):
        await pilot.press("F")
        await pilot.pause()
        text = shown(app)
        assert "After the end: the campaign · Acme" in text
        assert "since Fri 12 Jun" in text
        assert "Tue 23 Jun" in text
        assert "in touch this month: 2 people" in text
        assert app.session.book is not None
        await _to(app, pilot, f"w:{people(app.session.book)['Ben Roy']}")
        await pilot.press("m")
        await pilot.pause()
        assert "From 6 April 2026 to 12 June 2026 I was an intern" in shown(app)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "wrote 29 Jun; wait until 6 Jul" in shown(app)


async def test_a_night_and_a_clock_that_is_set_back(tmp_path: Path) -> None:
    """Who leaves the page open over the last night finds the phase of the new day."""
    now = [Moment(END, 23 * 60 + 59)]
    session = Session(str(_closing(tmp_path)), lambda: now[0])
    session.open()
    app = NetinternApp(session)
    try:
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.press("F")
            await pilot.pause()
            assert "last day, Fri 10 Jul" in shown(app)
            for moment, words in (
                (Moment(END + timedelta(days=1), 1), "After the end: winding up"),
                (Moment(END + timedelta(days=400), 1), "After the end: alumni"),
                (Moment(date(2026, 4, 5), 1), "Before the first day"),
                (Moment(TODAY, 600), "11 days left, Fri 10 Jul"),
            ):
                now[0] = moment
                app._poll()
                await pilot.pause()
                await pilot.pause()
                text = shown(app)
                assert words in text
                assert "-1 day" not in text
    finally:
        session.close()


async def test_without_an_internship_it_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    _run(path, "add", "Ana Silva")
    async with on_stage(path) as (app, pilot):
        await pilot.press("F")
        await pilot.pause()
        assert "No internship is recorded" in shown(app)
        assert "internship: record it" in shown(app)
        await pilot.press("space", "d", "j")
        await pilot.pause()
        assert isinstance(app.screen, PhaseScreen)


@pytest.mark.parametrize("size", SIZES)
async def test_every_size_and_hostile_names(tmp_path: Path, size: tuple[int, int]) -> None:
    path = hostile_book(tmp_path)
    _run(path, "experience", "add", "--kind", "internship", "--org", "A [red]B[/red]", "--start",
         "2026-04-06", "--end", END.isoformat())  # fmt: skip
    async with on_stage(path, size, ascii_only=True) as (app, pilot):
        await pilot.press("F")
        await pilot.pause()
        for key in ("j", "G", "g", "right_square_bracket", "left_square_bracket", "space"):
            await pilot.press(key)
        await pilot.pause()
        text = shown(app)
        assert "\x1b" not in text
        if size[0] >= 40:
            assert "[ ]" in text or "[x]" in text
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "A [red]B[/red]" in shown(app)


@pytest.mark.parametrize("cells", [12, 30, 56, 80, 118, 198])
def test_no_line_is_wider_than_there_is_room(tmp_path: Path, cells: int) -> None:
    from netintern.services.queries.book import open_book

    with open_book(str(_closing(tmp_path))) as book:
        for days in range(-100, 400, 17):
            page = phase_page(book, today=TODAY + timedelta(days=days))
            for line in head_lines(page, cells, ascii_only=False)[:2]:
                assert width(line) <= max(cells, 50)
            for row in rows_of(page):
                assert width(row_line(row, cells, here=True, ascii_only=False)) <= max(cells, 40)


def test_today_walks_along_the_line_and_never_back(tmp_path: Path) -> None:
    from netintern.services.book import close_book, create_book

    book = create_book(str(tmp_path / "book.db"))
    start, end = date(2026, 6, 1), date(2026, 8, 21)
    add_experience(book, org="Acme", start=start, end=end, today=start)
    line = current(book, start)
    assert line is not None
    days = stages(start, end, lambda day: phase_of(line, day))
    close_book(book)
    places = []
    for number in range((end - start).days + 91):
        runs = journey(days, start + timedelta(days=number), 76, ascii_only=False)
        text = "".join(run.text for run in runs)
        assert len(text) == 77
        places.append(text.index("●"))
    assert places == sorted(places)
    assert "●" not in "".join(
        run.text for run in journey(days, start - timedelta(days=1), 76, ascii_only=False)
    )


def test_no_name_of_a_phase_is_painted_over(tmp_path: Path) -> None:
    from netintern.services.queries.book import open_book

    with open_book(str(_closing(tmp_path))) as book:
        page = phase_page(book, today=TODAY)
    for number in range(120):
        runs = journey(page.stages, TODAY + timedelta(days=number - 60), 160, ascii_only=False)
        text = "".join(run.text for run in runs)
        for word in ("onboarding", "middle", "final", "quiet", "campaign"):
            assert word in text


def top(app: NetinternApp) -> str:
    """The first line of the desk that says something."""
    return next(line for line in shown(app).splitlines() if line.strip())


@pytest.mark.parametrize("size", [(200, 60), (120, 40), (80, 24)])
async def test_the_desk_counts_the_addresses_in_the_final_phase(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = _closing(tmp_path)
    async with on_stage(path, size) as (app, pilot):
        await pilot.pause()
        assert "1 lasting address missing" in top(app)
    _run(path, "edit", "Ana Silva", "--email", "ana@gmail.com")
    async with on_stage(path, size) as (app, pilot):
        await pilot.pause()
        assert "missing" not in top(app)
    _run(path, "experience", "edit", "--end", "2026-09-30")
    _run(path, "add", "Dee Fox")
    _run(path, "log", "--with", "Dee Fox", "--no-thanks")
    async with on_stage(path, size) as (app, pilot):
        await pilot.pause()
        assert "missing" not in top(app)


async def test_where_another_one_follows(tmp_path: Path) -> None:
    path = _closing(tmp_path)
    _run(path, "experience", "edit", "--kind", "coop")
    async with on_stage(path) as (app, pilot):
        await pilot.press("F")
        await pilot.pause()
        text = shown(app)
        assert "until the next one" in text
        assert "none is recorded yet" in text
        assert "still on the list: 3 people" in text
        assert "GOODBYES" not in text
        await _to(app, pilot, "n:next")
        assert "internship, then N, records it" in shown(app)
    _run(path, "experience", "add", "--org", "Beta", "--start", "2027-01-04")
    async with on_stage(path, at=Moment(END + timedelta(days=20), 600)) as (app, pilot):
        await pilot.press("F")
        await pilot.pause()
        text = shown(app)
        assert "Before the next one · Acme" in text.splitlines()[1]
        assert "Beta from Mon 4 Jan 2027" in text
