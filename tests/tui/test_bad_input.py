"""Values that cannot be, typed into forms: a sentence beside the field, nothing saved or lost."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from textual.pilot import Pilot

from netintern.services.book import close_book, create_book
from netintern.services.experiences import add_experience
from netintern.services.people import add_person
from netintern.services.queries.book import Book
from netintern.tui.app import NetinternApp
from netintern.tui.dialogs.controls import Form
from netintern.tui.dialogs.form import Dialog
from netintern.tui.dialogs.rows import Row
from netintern.tui.screens import adding, editing, events, forms
from netintern.tui.screens.place import Place
from tests.services.helpers import dump
from tests.tui.stage import TODAY, on_stage, shown

ANA, BEN = 1, 2
YES, NO = ("who_else", "y"), ("who_else", "n")
"""The answers to the question that a talk asks before it is saved."""


class Wrong(NamedTuple):
    """What is typed into which form, and what is said about it."""

    what: str
    form: Callable[[Place], object]
    typed: tuple[tuple[str, str], ...]
    """The field of a row and the text for it, one after the other."""
    field: str
    """The row beside which it is said."""
    said: str


def _talk(place: Place) -> None:
    forms.log_talk(place, BEN)


def _talk_with_nobody(place: Place) -> None:
    forms.log_talk(place, None)


def _block(place: Place) -> None:
    forms.plan_block(place, BEN)


def _edit(place: Place) -> None:
    editing.edit(place, BEN)


WRONG = (
    Wrong("talk to come", _talk, (NO, ("on", "in 3d")), "on", "still to come"),
    Wrong("talk without minutes", _talk, (NO, ("minutes", "0")), "minutes", "1 to 1440"),
    Wrong("talk of a week", _talk, (NO, ("minutes", "10000")), "minutes", "1 to 1440"),
    Wrong("talk with nobody", _talk_with_nobody, (NO,), "with_ids", ""),
    Wrong("talk with oneself", _talk_with_nobody, (NO, ("with_ids", "me")), "with_ids", "you"),
    Wrong(
        "promise of yesterday",
        _talk,
        (NO, ("promised:1", "slides"), ("promised:1:by", "2020-01-01")),
        "promised:1",
        "before the talk",
    ),
    Wrong(
        "suggested themselves",
        _talk,
        (YES, ("suggested:1", "Ben Roy")),
        "suggested:1",
        "themselves",
    ),
    Wrong("a circle", _talk, (YES, ("suggested:1", "Ana Silva")), "suggested:1", "other way round"),
    Wrong("suggested me", _talk, (YES, ("suggested:1", "me")), "suggested:1", "is you"),
    Wrong("block of a week", _block, (("minutes", "10000"),), "minutes", "1 to 1440"),
    Wrong("no block", _block, (("minutes", "0"),), "minutes", "1 to 1440"),
    Wrong("block in the past", _block, (("on", "2020-01-01"),), "on", "has passed"),
    Wrong("all week agreed", forms.checkin, (("agreed", "10000"),), "agreed", "0 to 2400"),
    Wrong("agreed tomorrow", forms.checkin, (("on", "in 3d"),), "on", "still to come"),
    Wrong("oneself", adding.add_form, (("name", "me"),), "name", "is you"),
    Wrong("nobody", adding.add_form, (("name", "  "),), "name", "missing"),
    Wrong(
        "an event of a week",
        events.add_event,
        (("title", "Fair"), ("on", "fri"), ("minutes", "10000")),
        "minutes",
        "1 to 1440",
    ),
    Wrong("renamed to oneself", _edit, (("name", "Myself"),), "name", "is you"),
    Wrong("an endless rhythm", _edit, (("cadence", "10000"),), "cadence", "1 to 3650"),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Ana, who suggested Ben, and an internship."""
    path = tmp_path / "book.db"
    book = create_book(str(path))
    add_person(book, "Ana Silva", today=TODAY)
    add_person(book, "Ben Roy", via=ANA, today=TODAY)
    add_experience(book, org="Acme", start=TODAY, today=TODAY)
    close_book(book)
    return path


def _row(app: NetinternApp, field: str) -> Row:
    return next(row for row in app.screen.query(Row) if row.field == field)


async def _type(app: NetinternApp, pilot: Pilot[Any], field: str, text: str) -> None:
    """Put a text into a row, or with :by into its second field; ctrl+n takes a name that is new."""
    row = _row(app, field.removesuffix(":by"))
    assert isinstance(app.screen, Form)
    inside = [widget for widget in row.query("*") if widget.focusable]
    app.screen.go(inside[field.endswith(":by")])
    await pilot.press("end", "ctrl+u", *text)
    if field == "with_ids":
        await pilot.press("ctrl+n")
    await pilot.pause()


def _book(app: NetinternApp) -> Book:
    assert app.session.book is not None
    return app.session.book


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: wrong.what)
async def test_it_is_said_beside_the_field_and_nothing_is_saved_or_lost(
    path: Path, wrong: Wrong
) -> None:
    async with on_stage(path, (100, 40)) as (app, pilot):
        before = dump(_book(app))
        wrong.form(app.place)
        await pilot.pause()
        for field, text in wrong.typed:
            await _type(app, pilot, field, text)
        form = app.screen
        assert isinstance(form, Dialog)
        typed = form.kept()
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert app.screen is form
        problem = _row(app, wrong.field).problem
        assert problem, shown(app)
        assert wrong.said in problem
        assert "!" in shown(app)
        assert form.kept() == typed
        assert dump(_book(app)) == before
