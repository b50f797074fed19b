"""Storage tests make their books without the services above, and leave no writer behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from netintern.storage import database
from netintern.storage.probe import Book, open_book


@pytest.fixture(scope="session")
def template_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty book with the current schema, made once."""
    path = tmp_path_factory.mktemp("template") / "book.db"
    database.create_book(str(path)).close()
    return path


@pytest.fixture
def book(book_path: Path) -> Iterator[Book]:
    """An open empty book, closed after the test."""
    opened = open_book(str(book_path))
    yield opened
    opened.close()
    database.close_writer()


@pytest.fixture(autouse=True)
def _no_writer_left() -> Iterator[None]:
    yield
    database.close_writer()
