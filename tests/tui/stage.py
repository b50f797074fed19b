"""The program on a stage: a book, an app without a terminal, and what stands on its screen."""

import shutil
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from textual.pilot import Pilot

from netintern.domain.dates import Moment
from netintern.services.book import close_book, create_book
from netintern.services.people import add_person
from netintern.services.queries.book import Book
from netintern.services.sample import create_sample
from netintern.tui.app import NetinternApp
from netintern.tui.session import Session

TODAY = date(2026, 6, 29)
"""A Monday."""
MOMENT = Moment(TODAY, 10 * 60)
HOSTILE = (
    "A [red]B[/red]",
    "x [/nope] y",
    "see [/",
    "[true, false]",
    "Ann [she/her] Lee",
)
"""Names that are markup to who reads them as such."""
SIZES = ((120, 40), (80, 24), (40, 12), (20, 5), (200, 60))


@cache
def _sample() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.db"
        create_sample(str(path), today=TODAY)
        return path.read_bytes()


def sample_book(folder: Path) -> Path:
    """A copy of the sample book."""
    path = folder / "sample.db"
    path.write_bytes(_sample())
    path.chmod(0o600)
    return path


def hostile_book(folder: Path) -> Path:
    """A book of people whose names, companies and notes are hostile, each suggested by the last."""
    path = folder / "hostile.db"
    book = create_book(str(path))
    via: int | None = None
    for name in (*HOSTILE, "\x1b]0;owned\x07Eve\u202e", "田中 👩‍👧 " + "long " * 40):
        receipt = add_person(
            book, name, org=name, role=name, notes=name, tags=("odd",), via=via, today=TODAY
        )
        via = receipt.ids[0]
    close_book(book)
    return path


def people(book: Book) -> dict[str, int]:
    """Ids by name."""
    return dict(book.connection.execute("SELECT name, id FROM person").fetchall())


@asynccontextmanager
async def on_stage(
    path: Path,
    size: tuple[int, int] = (120, 40),
    *,
    ascii_only: bool = False,
    at: Moment = MOMENT,
) -> AsyncIterator[tuple[NetinternApp, Pilot[Any]]]:
    """The program on a book; both are closed at the end."""
    session = Session(str(path), lambda: at)
    session.settings = session.settings._replace(glyphs="ascii" if ascii_only else "unicode")
    session.open()
    app = NetinternApp(session)
    try:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            yield app, pilot
    finally:
        session.close()
        shutil.rmtree(f"{path}-backups", ignore_errors=True)


def shown(app: NetinternApp) -> str:
    """The text on the screen, one line a row."""
    lines = app.screen._compositor.render_strips()
    return "\n".join(line.text.rstrip() for line in lines)
