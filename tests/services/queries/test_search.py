"""Search: all words, anywhere, without accents; then misspelt names; then notes."""

import pytest

from netintern.services.queries.search import Hit, search
from netintern.storage.probe import Book
from tests.services.queries.seeding import Seed


def names(book: Book, term: str, limit: int = 50) -> list[str]:
    return [hit.name for hit in search(book, term, limit=limit)]


@pytest.fixture
def people(seed: Seed) -> dict[str, int]:
    """A few people with similar texts."""
    return {
        "tom": seed.person("Tom Okafor", org="Acme", circle="field"),
        "jose": seed.person("José Łukasz", role="Staff engineer"),
        "ana": seed.person("Ana Thomas", tracked=0),
        "old": seed.person("Tom Old", archived_on="2026-01-01"),
        "gone": seed.person("Tom Gone", deleted_ms=1),
    }


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        ("tom", ["Tom Okafor"]),
        ("TOM  acme", ["Tom Okafor"]),
        ("kafo", ["Tom Okafor"]),
        ("acme", ["Tom Okafor"]),
        ("jose", ["José Łukasz"]),
        ("lukasz engineer", ["José Łukasz"]),
        ("omas", ["Ana Thomas"]),
        ("zz", []),
        ("", []),
        ("  ", []),
        ("%", []),
        ("o", ["Tom Okafor", "José Łukasz", "Ana Thomas"]),
    ],
)
def test_words_anywhere(book: Book, people: dict[str, int], term: str, expected: list[str]) -> None:
    assert names(book, term) == expected


def test_names_that_start_with_the_term_come_first(book: Book, seed: Seed) -> None:
    for name in ("Rosa Anders", "Susana Ito", "Ana Ruiz"):
        seed.person(name)
    assert names(book, "an") == ["Ana Ruiz", "Rosa Anders", "Susana Ito"]
    assert names(book, "an", limit=2) == ["Ana Ruiz", "Rosa Anders"]


@pytest.mark.parametrize("term", ["okafro", "tom okafro", "tm okafor", "okafpr"])
def test_misspelt_names(book: Book, people: dict[str, int], term: str) -> None:
    assert names(book, term)[0] == "Tom Okafor"


def test_few_letters_are_never_misspelt(book: Book, people: dict[str, int]) -> None:
    assert names(book, "tx") == []


def test_what_is_written_is_found_at_once(book: Book, seed: Seed, people: dict[str, int]) -> None:
    assert names(book, "nadia") == []
    seed.person("Nadia Kim")
    assert names(book, "nadia") == ["Nadia Kim"]
    seed.connection.execute("UPDATE person SET deleted_ms = 1 WHERE name = 'Nadia Kim'")
    assert names(book, "nadia") == []


def test_notes_newest_first_with_an_excerpt(book: Book, seed: Seed, people: dict[str, int]) -> None:
    seed.talk(people["tom"], "2026-06-01", learned="The old Platform is being replaced.")
    seed.talk([people["jose"], people["tom"]], "2026-06-02", notes="x\nasked about the plátform")
    seed.talk(people["gone"], "2026-06-03", notes="platform")
    seed.connection.execute(
        "UPDATE person SET notes = 'runs the platform' WHERE id = ?", (people["ana"],)
    )
    hits = search(book, "platform")
    assert [(hit.name, hit.where) for hit in hits] == [
        ("Ana Thomas", "note"),
        ("Tom Okafor", "note"),
        ("Tom Okafor", "note"),
    ]
    assert hits[0] == Hit(
        people["ana"], "Ana Thomas", "", None, "note", "runs the platform", False, False
    )
    assert hits[1].excerpt == "x asked about the plátform"
    assert hits[1].met
    assert hits[2].excerpt == "The old Platform is being replaced."
    assert search(book, "platform", notes=False) == ()
    assert [hit.name for hit in search(book, "platform replaced")] == ["Tom Okafor"]
    assert len(search(book, "platform", limit=2)) == 2


def test_a_long_note_is_cut_around_the_word(book: Book, seed: Seed, people: dict[str, int]) -> None:
    note = "before " * 30 + "needle" + " after" * 30
    seed.talk(people["tom"], "2026-06-01", notes=note)
    (hit,) = search(book, "needle")
    assert hit.excerpt.startswith("…before")
    assert hit.excerpt.endswith("…")
    assert "needle" in hit.excerpt
    assert len(hit.excerpt) < 110


def test_wildcards_mean_themselves(book: Book, seed: Seed, people: dict[str, int]) -> None:
    seed.talk(people["tom"], "2026-06-01", notes="grew by 30 % in a_b")
    assert [hit.name for hit in search(book, "30 %")] == ["Tom Okafor"]
    assert search(book, "a%b") == ()
    assert [hit.name for hit in search(book, "a_b")] == ["Tom Okafor"]


def test_notes_of_several_lines_are_found_and_those_of_archived_people_are_not(
    book: Book, seed: Seed
) -> None:
    ana = seed.person("Ana", notes="first line\nsecond Zürich line")
    old = seed.person("Old", notes="also in zurich", archived_on="2026-01-01")
    seed.talk(old, "2026-06-20", learned="zurich again")
    seed.talk(ana, "2026-06-01", learned="older: Zurich")
    seed.talk(ana, "2026-06-10", notes="newer: zürich")
    hits = search(book, "zurich line")
    assert [(hit.person_id, hit.where) for hit in hits] == [(ana, "note")]
    assert [hit.excerpt for hit in search(book, "zurich")] == [
        "first line second Zürich line",
        "newer: zürich",
        "older: Zurich",
    ]


def test_the_statements_do_not_grow_with_the_notes(book: Book, seed: Seed) -> None:
    ana = seed.person("Ana")
    counts = []
    for number in range(40):
        seed.talk(ana, f"2026-05-{number % 28 + 1:02}", learned=f"kettle {number}")
        if number in (1, 39):
            seen: list[str] = []
            search(book, "kettle")
            book.connection.set_trace_callback(seen.append)
            assert search(book, "kettle")
            book.connection.set_trace_callback(None)
            counts.append(len(seen))
    assert counts[0] == counts[1]


def test_archived_people_come_last_where_they_are_asked_for(book: Book, seed: Seed) -> None:
    old = seed.person("Ana Aalto", archived_on="2026-01-01")
    ana = seed.person("Mariana Silva")
    assert [hit.person_id for hit in search(book, "ana")] == [ana]
    hits = search(book, "ana", archived=True)
    assert [(hit.person_id, hit.archived) for hit in hits] == [(ana, False), (old, True)]
    assert [hit.person_id for hit in search(book, "ana", archived=True, limit=1)] == [ana]
