"""Names that resemble one another."""

import pytest

from netintern.services.people import archive_person
from netintern.services.queries.book import Book
from netintern.services.search import named, resembling
from tests.services.helpers import TODAY, person

ALIKE = [
    ("Ana Ruiz", "Anna Ruiz"),
    ("Łukasz Ødegård", "lukasz odegard"),
    ("Ruiz, Ana", "Ana Ruiz"),
    ("Ana Ruiz", "Ana Maria Ruiz"),
    ("Jean-Luc Picard", "Jean Luc Picard"),
    ("Katherine Johnson", "Catherine Johnson"),
    ("Madonna", "Madona"),
    ("Ana Silva", "Ana"),
    ("Ana Silva", "silva"),
    ("Ana Silva", "Ana S"),
    ("Ana Silva", "A. Silva"),
    ("Ana Maria Silva", "Ana M. S."),
    ("Ana Silva", "Anna"),
    ("May Lin", "Mai"),
    ("Jan de Vries", "Jna"),
    ("Jan de Vries", "Jn"),
    ("Bea Cone", "Bea"),
    ("Ana S", "Ana Silva"),
    ("A. Silva", "Ana Silva"),
]
DIFFERENT = [
    ("Ana Ruiz", "Ben Roy"),
    ("Ana", "Ana Ruiz"),
    ("Alex Kim", "Alan Kim"),
    ("Person 12", "Person 13"),
    ("Ben Roy", "Ben Ray Jr."),
    ("Li Na", "Li Wei"),
    ("Ana", "Ana Silva"),
    ("Ana Silva", "Ana A"),
    ("Person 12", "Person 1"),
    ("Jan de Vries", "Dan"),
    ("Joana Silva", "Ana"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_alike(book: Book, one: str, other: str) -> None:
    person(book, "Somebody Else")
    row = person(book, one, org="Acme")
    assert resembling(book, other) == ((row, one, "Acme"),)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different(book: Book, one: str, other: str) -> None:
    person(book, one)
    assert resembling(book, other) == ()


def test_the_most_alike_come_first_and_archived_people_count(book: Book) -> None:
    far, near = person(book, "Katharine Jonson"), person(book, "Catherine Johnson")
    archive_person(book, near, today=TODAY)
    assert [row for row, _, _ in resembling(book, "Katherine Johnson")] == [near, far]


def test_of_shorter_forms_whole_words_come_first(book: Book) -> None:
    longer = person(book, "Anabel Roe")
    ana, sil = person(book, "Ana Silva"), person(book, "Ana Silver")
    assert [row for row, _, _ in resembling(book, "Ana")] == [ana, sil, longer]


def test_at_most_a_handful(book: Book) -> None:
    for _ in range(8):
        person(book, "Ana Ruiz")
    assert len(resembling(book, "Ana Ruis")) == 5


def test_exactly_this_name(book: Book) -> None:
    zoe = person(book, "Zoë Åkesson")
    person(book, "Zoe Akesson Smith")
    assert named(book, "ZOE AKESSON") == ((zoe, "Zoë Åkesson", ""),)
    assert named(book, "Zoe") == ()


@pytest.mark.parametrize(
    ("known", "typed", "alike"),
    [
        ("Ben Roy", "Ben Roi", True),
        ("Cai Wu", "Cay Wu", True),
        ("Cai Wu", "Cia Wu", True),
        ("Ben Roy", "Ben Ray Li", False),
        ("Al Wu", "Bo Wu", False),
    ],
)
def test_one_slip_in_a_short_name_is_noticed(
    book: Book, known: str, typed: str, alike: bool
) -> None:
    person(book, known)
    assert bool(resembling(book, typed)) is alike
