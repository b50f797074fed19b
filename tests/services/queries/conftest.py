"""Fixtures for the questions: a hand that writes rows."""

from collections.abc import Iterator

import pytest

from netintern.storage.probe import Book
from tests.services.queries.seeding import Seed


@pytest.fixture
def seed(book: Book) -> Iterator[Seed]:
    """Writes rows into the book of the test."""
    hand = Seed(book)
    yield hand
    hand.close()
