"""Editing in place, merging, and putting away: forms, what they write, and one undo for each."""

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from netintern.services.people import add_person
from netintern.services.queries.merge import MergePreview
from netintern.services.queries.names import PersonRef
from netintern.services.queries.people import PersonPage, person_page
from netintern.services.receipt import Receipt
from netintern.tui.app import NetinternApp
from netintern.tui.dialogs.controls import TextField
from netintern.tui.dialogs.edit_person import EditDraft, EditPerson, NoteField, ReachRow
from netintern.tui.dialogs.merge_people import MergePeople, preview_lines
from netintern.tui.dialogs.rows import Row
from netintern.tui.screens import editing, forms
from netintern.tui.screens.person import PersonScreen
from tests.services.helpers import dump, steps
from tests.tui.dialog_host import Host, Writer, type_text
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

BEFORE = EditDraft(
    name="Ana Ruiz",
    circle="field",
    tier=3,
    cadence=None,
    org="Acme",
    role="",
    reach=(),
    tags=("own team",),
    tracked=True,
    wish=False,
    do_not_ask=False,
    trust=False,
    senior=True,
    novel=False,
    leaves_on=None,
    next_on=None,
    notes="one\ntwo",
)


async def _edit(app: NetinternApp, pilot: Pilot[Any], name: str) -> int:
    """The form of somebody, opened from their page."""
    assert app.session.book is not None
    person = people(app.session.book)[name]
    app.push_screen(PersonScreen(app.session, person))
    await pilot.pause()
    await pilot.press("e")
    await pilot.pause()
    assert isinstance(app.screen, EditPerson)
    return person


def _page(app: NetinternApp, person: int) -> PersonPage:
    assert app.session.book is not None
    return person_page(app.session.book, person, today=TODAY)


def _form(writer: Writer, load: tuple[int, int] = (40, 90)) -> Host:
    return Host(
        lambda: EditPerson(
            today=TODAY, person=BEFORE, load=lambda tier, circle, days: load, submit=writer
        )
    )


async def _to(pilot: Pilot[Any], field: str) -> None:
    """The keyboard in the row of a field."""
    row = next(row for row in pilot.app.screen.query(Row) if row.field == field)
    row.start()
    await pilot.pause()


async def test_everything_is_changed_as_one_step(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path), (80, 24)) as (app, pilot):
        person = await _edit(app, pilot, "Kenji Mori")
        assert app.session.book is not None
        before, known = dump(app.session.book), steps(app.session.book)
        await pilot.press("ctrl+u", *"Kenji Morita", "enter", "l", "2")
        await _to(pilot, "email:2")
        await pilot.press(*"kenji@home.example", "tab", "l")
        await _to(pilot, "url:1")
        await pilot.press(*"https://kenji.example", "enter")
        await _to(pilot, "tags")
        await pilot.press("end", *", chess club")
        await _to(pilot, "trust")
        await pilot.press("t")
        await _to(pilot, "notes")
        await pilot.press(*"likes trains", "enter", *"and tea", "ctrl+s")
        await pilot.pause()
        page = _page(app, person)
        assert page.summary.name == "Kenji Morita"
        assert (page.summary.circle, page.summary.tier) == ("leaders", 2)
        assert "chess club" in page.summary.tags
        assert ("kenji@home.example", True) in [(each.value, each.lasting) for each in page.handles]
        assert "https://kenji.example" in [each.value for each in page.handles]
        assert page.notes.endswith("likes trains\nand tea")
        assert len(steps(app.session.book)) == len(known) + 1
        assert "(u undo)" in shown(app)
        await pilot.press("u")
        await pilot.pause()
        assert dump(app.session.book) == before


async def test_nothing_changed_writes_nothing(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        await _edit(app, pilot, "Priya Natarajan")
        assert app.session.book is not None
        known = steps(app.session.book)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert "Nothing was changed." in shown(app)
        assert steps(app.session.book) == known


async def test_errors_stand_beside_their_field_and_nothing_is_lost(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        person = await _edit(app, pilot, "Kenji Mori")
        await _to(pilot, "email:2")
        await pilot.press(*"no address", "ctrl+s")
        await pilot.pause()
        row = next(row for row in app.screen.query(ReachRow) if row.field == "email:2")
        assert "is not an e-mail address" in row.problem
        await pilot.press("ctrl+u")
        await _to(pilot, "cadence")
        await pilot.press(*"99999", "ctrl+s")
        await pilot.pause()
        assert "days" in shown(app)
        assert isinstance(app.screen, EditPerson)
        await pilot.press("escape")
        assert _page(app, person).summary.name == "Kenji Mori"


async def test_the_mark_of_an_address_can_be_changed_alone(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        person = await _edit(app, pilot, "Priya Natarajan")
        await _to(pilot, "email:1")
        await pilot.press("tab", "w", "ctrl+s")
        await pilot.pause()
        assert [handle.lasting for handle in _page(app, person).handles] == [False]


async def test_a_closer_tie_says_what_it_costs() -> None:
    app = _form(Writer(), (130, 90))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "min a week" not in app.text
        await pilot.press("down", "down", "1")
        await pilot.pause()
        assert "! this makes 130 min a week in touch, the budget is 90" in app.text
        await pilot.press("up", "4")
        await pilot.pause()
        assert "min a week" not in app.text


async def test_the_draft_is_what_was_shown_if_nothing_is_typed() -> None:
    writer = Writer()
    app = _form(writer)
    async with app.run_test(size=(80, 30)) as pilot:
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert writer.drafts == [BEFORE]


async def test_another_address_has_room_when_one_is_typed() -> None:
    writer = Writer()
    app = _form(writer)
    async with app.run_test(size=(80, 40)) as pilot:
        for number in (1, 2, 3):
            await _to(pilot, f"phone:{number}")
            await pilot.press(*f"0151 {number}")
            await pilot.pause()
        await pilot.press("ctrl+s")
        await pilot.pause()
    assert [reach.value for reach in writer.drafts[0].reach] == ["0151 1", "0151 2", "0151 3"]


@pytest.mark.parametrize("theme", ["dark", "light", "mono"])
async def test_notes_of_several_lines_are_cleaned(theme: str) -> None:
    writer = Writer()
    app = _form(writer)
    async with app.run_test(size=(80, 24)) as pilot:
        app.theme = theme
        await _to(pilot, "notes")
        assert isinstance(app.focused, NoteField)
        await type_text(pilot, "\nthree\x1b[2J\n[red]four")
        await pilot.press("up", "down", "tab", "shift+tab", "ctrl+s")
        await pilot.pause()
    assert writer.drafts[0].notes == "one\ntwo\nthree\n[red]four"


@pytest.mark.parametrize("size", SIZES)
async def test_the_form_stands_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with on_stage(hostile_book(tmp_path), size) as (app, pilot):
        await _edit(app, pilot, HOSTILE[0])
        assert "\x1b" not in shown(app)
        await pilot.press("escape")


async def test_somebody_is_put_away_and_brought_back(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        assert app.session.book is not None
        person = people(app.session.book)["Kenji Mori"]
        app.push_screen(PersonScreen(app.session, person))
        await pilot.pause()
        editing.archive(app.place, person)
        await pilot.pause()
        assert "Kenji Mori: archived" in shown(app)
        assert _page(app, person).summary.archived
        editing.archive(app.place, person)
        await pilot.pause()
        assert "back from the archive" in shown(app)
        await pilot.press("u", "u")
        await pilot.pause()
        assert not _page(app, person).summary.archived


PREVIEW = MergePreview(
    PersonRef(1, "Ana Ruiz", "Acme"),
    PersonRef(2, "Anna Ruiz", ""),
    (("role", "", "editor"), ("tier", "3", "2")),
    (("talks", 4), ("addresses", 1)),
    ("The tie between the two is dropped.",),
)


async def test_a_merge_shows_what_becomes_of_both_and_only_y_does_it() -> None:
    writer = Writer()
    app = Host(lambda: MergePeople(preview=PREVIEW, submit=writer))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        for words in ("Ana Ruiz, Acme", "Anna Ruiz", "editor", "-> 2", "4 talks, 1 addresses"):
            assert words in app.text
        assert "The tie between the two is dropped." in app.text
        await pilot.press("enter", "space", "j")
        await pilot.pause()
        assert writer.drafts == []
        await pilot.press("y")
        await pilot.pause()
    assert app.answers == [Receipt(1, "written")]


def merge_text(preview: MergePreview) -> str:
    lines = preview_lines(preview, 60)
    return "\n".join("".join(run.text for run in line) for line in lines)


def test_a_merge_says_that_nothing_is_different_only_if_that_is_so() -> None:
    nothing = "Nothing else is different."
    bare = PREVIEW._replace(changes=(), moves=(), dropped=())
    assert nothing in merge_text(bare)
    assert nothing not in merge_text(bare._replace(changes=PREVIEW.changes))
    assert nothing not in merge_text(bare._replace(moves=PREVIEW.moves))
    assert nothing not in merge_text(bare._replace(dropped=PREVIEW.dropped))
    assert "\n\n\n" not in merge_text(PREVIEW._replace(changes=()))


def test_a_merge_of_two_who_share_nothing_warns_first() -> None:
    text = merge_text(PREVIEW._replace(caution="They share nothing."))
    assert text.index("They share nothing.") < text.index("editor")
    assert "careful" not in merge_text(PREVIEW)


async def test_a_merge_is_left_by_escape() -> None:
    app = Host(lambda: MergePeople(preview=PREVIEW, submit=Writer()))
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("escape")
        await pilot.pause()
    assert app.answers == [None]


async def test_merging_picks_the_other_one_first(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        assert app.session.book is not None
        kenji = people(app.session.book)["Kenji Mori"]
        app.session.write(
            lambda book: add_person(book, "Kenji Morri", role="boss", is_new=True, today=TODAY)
        )
        app.push_screen(PersonScreen(app.session, kenji))
        await pilot.pause()
        editing.merge(app.place, kenji)
        await pilot.pause()
        before = dump(app.session.book)
        await pilot.press(*"kenji mor", "enter")
        await pilot.pause()
        assert isinstance(app.screen, MergePeople)
        assert "Merge into Kenji Mori?" in shown(app)
        await pilot.press("y")
        await pilot.pause()
        assert "Kenji Morri" not in people_alive(app)
        await pilot.press("u")
        await pilot.pause()
        assert dump(app.session.book) == before


def people_alive(app: NetinternApp) -> set[str]:
    """Names of everybody in the book who was not deleted."""
    assert app.session.book is not None
    rows = app.session.book.connection.execute("SELECT name FROM person WHERE deleted_ms IS NULL")
    return {name for (name,) in rows}


async def _change(app: NetinternApp, pilot: Pilot[Any], person: int, field: Any) -> None:
    """The one-line form of a field, opened and emptied."""
    forms.change_field(app.place, person, field)
    await pilot.pause()
    await pilot.press("end", "ctrl+u")


@pytest.mark.parametrize("typed", ["own team, data science", "#own team #data science"])
async def test_tags_may_have_spaces(tmp_path: Path, typed: str) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        assert app.session.book is not None
        person = people(app.session.book)["Kenji Mori"]
        await _change(app, pilot, person, "tags")
        await pilot.press(*typed, "enter")
        await pilot.pause()
        assert _page(app, person).summary.tags == ("own team", "data science")


@pytest.mark.parametrize("typed", ["often", "9" * 5000, "0", "٣٠٠٠٠٠٠", "99999"])
async def test_a_rhythm_that_cannot_be_is_refused_and_kept(tmp_path: Path, typed: str) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        assert app.session.book is not None
        person = people(app.session.book)["Kenji Mori"]
        before = steps(app.session.book)
        await _change(app, pilot, person, "cadence")
        field = app.screen.query_one(TextField)
        field.value = typed
        await pilot.press("enter")
        await pilot.pause()
        assert "! " in shown(app)
        assert app.screen.query_one(TextField).value == typed
        assert steps(app.session.book) == before


async def test_an_address_of_which_nothing_is_known_asks(tmp_path: Path) -> None:
    async with on_stage(sample_book(tmp_path)) as (app, pilot):
        assert app.session.book is not None
        app.session.write(
            lambda book: add_person(
                book,
                "Zoe Q",
                org="Acme",
                email=("zoe@home.example", "zoe@acme.example"),
                is_new=True,
                today=TODAY,
            )
        )
        person = await _edit(app, pilot, "Zoe Q")
        await _to(pilot, "email:1")
        assert "lasting?" in shown(app)
        marks = [row.reach().lasting for row in app.screen.query(ReachRow) if not row.blank]
        assert marks == [None, False]
        await pilot.press("tab", "w", "ctrl+s")
        await pilot.pause()
        assert [handle.outlasts for handle in _page(app, person).handles] == [False, False]
