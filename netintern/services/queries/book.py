"""Where a face opens the book, finds its files, and asks how big it is."""

import os
from collections.abc import Mapping
from typing import NamedTuple

from netintern.storage.paths import Places, places
from netintern.storage.probe import Book, open_book
from netintern.storage.reads import book as reads

__all__ = ["Book", "Places", "Statistics", "default_places", "open_book", "statistics"]


class Statistics(NamedTuple):
    """How many rows of each kind the book holds, without deleted ones."""

    people: int
    tracked: int
    """People in the queue's care: tracked and not archived."""
    wishes: int
    interactions: int
    ties: int
    promises: int
    """Open obligations, mine and theirs."""
    experiences: int


def default_places(environ: Mapping[str, str] | None = None, book: str | None = None) -> Places:
    """The paths of book, backups, settings and log for this environment; `book` wins if given."""
    return places(book, os.environ if environ is None else environ)


def statistics(book: Book) -> Statistics:
    """Counts of the book; costs a scan, so it is for screens that are opened, not for each key."""
    return Statistics(*reads.counts(book.connection))
