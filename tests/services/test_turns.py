"""Verbs of two programs, one after the other: none acts on what the other has changed."""

import multiprocessing
import os
from pathlib import Path

import pytest

from netintern.domain.errors import NetinternError
from netintern.services.book import close_book, open_or_create
from netintern.services.interactions import Suggestion, log_talk
from netintern.services.merge import merge_people
from netintern.services.queries.book import Book
from netintern.services.turns import verb
from netintern.storage.health import examine
from netintern.storage.lock import BookLock
from tests.services.helpers import TODAY, person, rows

PAIRS = 6


def _merge(path: str, keep: int, other: int, go: object) -> None:
    book = open_or_create(path)
    go.wait()  # type: ignore[attr-defined]
    merge_people(book, keep, other, today=TODAY)
    close_book(book)


def _log(path: str, other: int, go: object) -> None:
    book = open_or_create(path)
    go.wait()  # type: ignore[attr-defined]
    try:
        log_talk(book, (other,), on=TODAY, suggested=[Suggestion(f"Sug {other}")], today=TODAY)
    except NetinternError:
        os._exit(1)
    close_book(book)


def test_a_talk_with_somebody_who_is_being_merged_is_refused_or_moved(tmp_path: Path) -> None:
    path = str(tmp_path / "book.db")
    book = open_or_create(path)
    pairs = [
        (person(book, f"Keep {number}"), person(book, f"Gone {number}")) for number in range(PAIRS)
    ]
    close_book(book)
    context = multiprocessing.get_context("spawn")
    for keep, other in pairs:
        go = context.Barrier(2)
        both = [
            context.Process(target=_merge, args=(path, keep, other, go)),
            context.Process(target=_log, args=(path, other, go)),
        ]
        for process in both:
            process.start()
        for process in both:
            process.join(30)
    assert not [found for found in examine(path, today=TODAY) if found.level == "error"]
    book = open_or_create(path)
    logged = rows(book, "SELECT person FROM participant JOIN person ON person.id = person")
    gone = {other for _, other in pairs}
    assert not gone & {one for (one,) in logged}
    close_book(book)


def test_a_verb_holds_the_lock_while_it_reads(book: Book) -> None:
    @verb
    def look(book: Book) -> None:
        with pytest.raises(NetinternError), BookLock(book.path, wait=0):
            pass

    look(book)
    with BookLock(book.path, wait=0):
        pass


def test_a_verb_may_use_a_verb(book: Book) -> None:
    @verb
    def twice(book: Book) -> list[int]:
        return [person(book, "Ana Silva"), person(book, "Ben Roy")]

    assert len(set(twice(book))) == 2
