"""Fixtures for all tests: a fixed day, and a fresh book copied from one made once per process."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from netintern.services import book as books
from netintern.services.queries.book import Book, open_book

TODAY = date(2026, 6, 29)

# A law that is slow on a busy machine is still a law.
settings.register_profile("netintern", deadline=None)
settings.load_profile("netintern")


@pytest.fixture(autouse=True)
def _own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the book of the person who runs it."""
    monkeypatch.setenv("NETINTERN_DATA_DIR", str(tmp_path / "data"))
    for name in ("NETINTERN_BOOK", "NETINTERN_TODAY", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def today() -> date:
    """Monday 29 June 2026, the day of the worked examples."""
    return TODAY


@pytest.fixture(scope="session")
def template_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty book with the current schema, made once."""
    path = tmp_path_factory.mktemp("template") / "book.db"
    books.close_book(books.create_book(str(path)))
    return path


@pytest.fixture
def book_path(template_book: Path, tmp_path: Path) -> Path:
    """A copy of the empty book."""
    path = tmp_path / "book.db"
    shutil.copyfile(template_book, path)
    path.chmod(0o600)
    return path


@pytest.fixture
def book(book_path: Path) -> Iterator[Book]:
    """An open empty book, closed after the test."""
    opened = open_book(str(book_path))
    yield opened
    books.close_book(opened)
