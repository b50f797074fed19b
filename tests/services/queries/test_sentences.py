"""Lines read against a book, and names completed in them."""

from datetime import date, timedelta

from netintern.services.people import archive_person
from netintern.services.queries.book import Book
from netintern.services.queries.sentences import completions, read_line, read_person_line
from netintern.services.settings import set_rule
from tests.services.helpers import TODAY, person, talk

LINE = "coffee with Ana yesterday 30m @Acme; suggested Cai Wu; promised slides by fri"


def _completed(book: Book, text: str) -> list[str]:
    return [one.ref.name for one in completions(book, text, len(text), today=TODAY)]


def test_people_of_the_book_are_known(book: Book) -> None:
    ana = person(book, "Ana Silva")
    reading = read_line(book, LINE, today=TODAY)
    assert reading.unsure == ()
    assert [one.id for one in reading.people] == [ana]
    assert reading.on == TODAY - timedelta(days=1)
    assert read_line(book, "coffee 30m", today=TODAY, selected=ana).people[0].id == ana


def test_a_write_is_seen(book: Book) -> None:
    person(book, "Ana Silva")
    assert read_line(book, LINE, today=TODAY).unsure == ()
    person(book, "Ana Ruiz")
    (doubt,) = read_line(book, LINE, today=TODAY).unsure
    assert doubt.candidates == ("Ana Silva", "Ana Ruiz")


def test_archived_people_count_where_nobody_else_does(book: Book) -> None:
    old = person(book, "Ana Silva")
    archive_person(book, old, today=TODAY)
    assert [one.id for one in read_line(book, LINE, today=TODAY).people] == [old]
    new = person(book, "Ana Ruiz")
    assert [one.id for one in read_line(book, LINE, today=TODAY).people] == [new]


def test_a_name_like_somebodys_is_doubted_on_demand(book: Book) -> None:
    person(book, "Benjamin Roy")
    line = "coffee with Benjamin Roi; suggested Benjamyn Roy"
    assert read_line(book, line, today=TODAY).unsure == ()
    doubts = read_line(book, line, today=TODAY, doubt_alike=True).unsure
    assert [doubt.text for doubt in doubts] == ["Benjamin Roi", "Benjamyn Roy"]
    assert {doubt.candidates for doubt in doubts} == {("Benjamin Roy",)}


def test_organisations_of_the_book_are_no_people(book: Book) -> None:
    person(book, "Ana Silva", org="Acme")
    assert read_line(book, "coffee with Ana at acme", today=TODAY).organisation == "acme"
    assert read_line(book, "coffee with Acme", today=TODAY).unsure


def test_oneself_is_doubted(book: Book) -> None:
    set_rule(book, "my_name", "Kim Park", today=TODAY)
    (doubt,) = read_line(book, "coffee with Kim Park", today=TODAY).unsure
    assert "you" in doubt.why


def test_the_second_key_reads_nothing(book: Book) -> None:
    for number in range(30):
        person(book, f"Person Number{number}")
    read_line(book, LINE, today=TODAY)
    asked: list[str] = []
    book.connection.set_trace_callback(asked.append)
    read_line(book, LINE + " and", today=TODAY)
    book.connection.set_trace_callback(None)
    assert not [one for one in asked if not one.startswith("PRAGMA data_version")]


def test_a_line_about_a_new_person(book: Book) -> None:
    ana = person(book, "Ana Silva")
    reading = read_person_line(book, "Mei Tanaka @Design, via Ana", today=TODAY)
    assert (reading.name, reading.organisation) == ("Mei Tanaka", "Design")
    assert reading.via is not None
    assert reading.via.id == ana


def test_completions_replace_what_was_typed(book: Book) -> None:
    ana = person(book, "Ana Silva", org="Acme")
    text = "coffee with ana s"
    (found,) = completions(book, text, len(text), today=TODAY)
    assert (found.ref.id, found.ref.org) == (ana, "Acme")
    assert text[found.start : found.end] == "ana s"
    assert completions(book, "+an", 3, today=TODAY)[0].start == 1
    assert completions(book, "coffee with ", 12, today=TODAY) == ()
    assert completions(book, "", 0, today=TODAY) == ()
    assert _completed(book, "coffee with Ana Silva, a") == []


def test_completions_have_the_likeliest_first(book: Book) -> None:
    person(book, "Abel Nobody", tracked=False)
    person(book, "Ada Tracked")
    recent = person(book, "Al Recent")
    due = person(book, "Amy Due")
    talk(book, recent, on=TODAY - timedelta(days=5))
    talk(book, due, on=date(2025, 6, 1))
    expected = ["Amy Due", "Al Recent", "Ada Tracked", "Abel Nobody"]
    assert _completed(book, "coffee with a") == expected
    assert len(completions(book, "a", 1, today=TODAY, limit=2)) == 2


def test_who_came_along_before_is_likely(book: Book) -> None:
    person(book, "Ada Tracked")
    zoe, ann = person(book, "Zoe Baum"), person(book, "Ann Zett")
    talk(book, zoe, ann, on=TODAY - timedelta(days=60))
    assert _completed(book, "coffee with Zoe and a")[0] == "Ann Zett"


def test_completions_cost_a_fixed_number_of_statements(book: Book) -> None:
    def cost(text: str) -> int:
        asked: list[str] = []
        completions(book, text, len(text), today=TODAY)
        book.connection.set_trace_callback(asked.append)
        completions(book, text, len(text), today=TODAY)
        book.connection.set_trace_callback(None)
        return len(asked)

    for number in range(3):
        person(book, f"Ann Number{number}")
    few = cost("coffee with an")
    for number in range(3, 40):
        person(book, f"Ann Number{number}")
    assert cost("coffee with an") == few
