"""Who knows whom."""

from netintern.services.journal import undo
from netintern.services.people import archive_person
from netintern.services.queries.book import Book
from netintern.services.queries.people import person_page
from netintern.services.ties import tie_people, untie
from tests.services.helpers import TODAY, dump, person, refused, rows, steps


def test_one_tie_a_pair_in_both_directions(book: Book) -> None:
    ana, ben = person(book, "Ana Ruiz"), person(book, "Ben Roy")
    receipt = tie_people(book, ben, ana, level=3, kind="old friends", today=TODAY)
    assert receipt.label == "Ben Roy and Ana Ruiz: are close"
    tie_people(book, ana, ben, level=1, today=TODAY)
    assert rows(book, "SELECT a, b, level, kind FROM tie") == [(ana, ben, 1, "old friends")]
    for one_end, other in ((ana, ben), (ben, ana)):
        (tie,) = person_page(book, one_end, today=TODAY).ties
        assert (tie.id, tie.level) == (other, 1)


def test_the_same_tie_again_leaves_no_step(book: Book) -> None:
    ana, ben = person(book, "Ana Ruiz"), person(book, "Ben Roy")
    tie_people(book, ana, ben, today=TODAY)
    known = steps(book)
    assert tie_people(book, ben, ana, today=TODAY).action_id == 0
    assert steps(book) == known


def test_a_removed_tie_can_be_made_again(book: Book) -> None:
    ana, ben = person(book, "Ana Ruiz"), person(book, "Ben Roy")
    tie_people(book, ana, ben, level=3, today=TODAY)
    untie(book, ben, ana, today=TODAY)
    assert person_page(book, ana, today=TODAY).ties == ()
    refused(book, "b", lambda: untie(book, ana, ben, today=TODAY))
    tie_people(book, ana, ben, level=1, today=TODAY)
    assert [tie.level for tie in person_page(book, ana, today=TODAY).ties] == [1]


def test_impossible_ties(book: Book) -> None:
    ana, ben = person(book, "Ana Ruiz"), person(book, "Ben Roy")
    refused(book, "b", lambda: tie_people(book, ana, ana, today=TODAY))
    refused(book, "b", lambda: untie(book, ana, ana, today=TODAY))
    refused(book, "b", lambda: tie_people(book, ana, 99, today=TODAY))
    refused(book, "level", lambda: tie_people(book, ana, ben, level=4, today=TODAY))
    refused(book, "b", lambda: untie(book, ana, ben, today=TODAY))


def test_who_is_archived_comes_back_with_a_tie(book: Book) -> None:
    ana, ben = person(book, "Ana Ruiz"), person(book, "Ben Roy")
    archive_person(book, ben, today=TODAY)
    before = dump(book)
    receipt = tie_people(book, ana, ben, today=TODAY)
    assert receipt.label == "Ana Ruiz and Ben Roy: work together, Ben Roy back from the archive"
    assert rows(book, "SELECT archived_on FROM person") == [(None,), (None,)]
    undo(book)
    assert dump(book) == before
