"""Lines written into the book: one step each, or nothing at all."""

from datetime import date, timedelta

import pytest

from netintern.domain.errors import FieldError, ResemblesError, UsageError
from netintern.domain.sentence import PersonReading
from netintern.services.events import add_event
from netintern.services.interactions import Suggestion
from netintern.services.journal import undo
from netintern.services.queries.book import Book
from netintern.services.queries.people import person_page
from netintern.services.queries.search import search
from netintern.services.queries.sentences import read_line, read_person_line
from netintern.services.receipt import Receipt
from netintern.services.sentences import add_read, log_sentence, usual_minutes
from tests.services.helpers import TODAY, dump, one, owed, person, rows, steps


def log(book: Book, text: str, **more: object) -> Receipt:
    """Read a line and write it."""
    reading = read_line(book, text, today=TODAY)
    return log_sentence(book, reading, today=TODAY, **more)  # type: ignore[arg-type]


def test_all_of_a_line_is_one_step(book: Book) -> None:
    ana = person(book, "Ana Silva")
    before = dump(book)
    receipt = log(
        book,
        "coffee with Ana and Zoe Baum yesterday 45m own time @Acme #mentor #leaders;"
        " suggested Ben Roy (culture) 3, Cai Wu; promised slides by fri; she promised a paper;"
        " learned Go; note: tall; gave feedback; asked for advice; listening 4; next in 2w",
    )
    assert steps(book)[1:] == [receipt.label]
    zoe, ben, cai = receipt.ids[1:]
    page = person_page(book, ana, today=TODAY)
    (talk,) = page.interactions
    assert (talk.on, talk.kind, talk.minutes) == (TODAY - timedelta(days=1), "small_group", 45)
    assert (talk.on_clock, talk.learned, talk.notes, talk.listening) == (False, "Go", "tall", 4)
    assert talk.with_names == ("Zoe Baum",)
    assert page.summary.organisation == "Acme"
    assert page.summary.tags == ("mentor",)
    assert page.next_on == TODAY + timedelta(days=14)
    assert {line.text for line in page.promises if line.text} >= {"slides", "a paper"}
    assert [ref.name for ref in page.suggested] == ["Ben Roy", "Cai Wu"]
    assert person_page(book, zoe, today=TODAY).summary.circle == "leaders"
    assert person_page(book, ben, today=TODAY).summary.circle == "culture"
    assert [tie.level for tie in person_page(book, ben, today=TODAY).ties] == [3]
    assert [tie.level for tie in person_page(book, cai, today=TODAY).ties] == [2]
    assert one(book, "SELECT who_else FROM interaction") == 1
    assert sorted(rows(book, "SELECT direction, kind FROM exchange_item")) == [
        ("asked", "advice"),
        ("gave", "feedback"),
    ]
    undo(book)
    assert dump(book) == before


def test_a_message_and_an_attempt(book: Book) -> None:
    ana = person(book, "Ana Silva")
    log(book, "thanked Ana for the coffee")
    log(book, "tried calling Ana")
    assert rows(book, "SELECT kind, purpose, outcome FROM interaction ORDER BY id") == [
        ("outbound", "thanks", "done"),
        ("call", None, "no_answer"),
    ]
    assert owed(book, ana) == []


def test_the_title_of_an_event_is_kept(book: Book) -> None:
    person(book, "Ana Silva")
    log(book, "workshop on Go with Ana 2h")
    assert rows(book, "SELECT kind, minutes, notes FROM interaction") == [
        ("group_event", 120, "workshop on Go")
    ]


def test_an_event_without_people_is_one_step(book: Book) -> None:
    before = dump(book)
    receipt = log(
        book, "training data privacy @HR 1h15 yesterday own time; learned no names; #compliance"
    )
    assert steps(book) == ["training data privacy: event on Sun 28 Jun, 75 min"]
    assert rows(book, "SELECT kind, title, on_day, minutes, place FROM event") == [
        ("training", "training data privacy", "2026-06-28", 75, "HR")
    ]
    assert rows(
        book, "SELECT id, kind, minutes, on_clock, learned, notes, event FROM interaction"
    ) == [(receipt.ids[0], "group_event", 75, 0, "no names", "#compliance", receipt.ids[1])]
    assert rows(book, "SELECT * FROM participant") == []
    undo(book)
    assert dump(book) == before


def test_nobody_at_an_event_suggests_somebody(book: Book) -> None:
    with pytest.raises(FieldError, match="with somebody"):
        log(book, "training 1h", more=[Suggestion("Ben Roy")])
    assert steps(book) == []


def test_who_is_suggested_at_an_event_is_somebody_to_meet(book: Book) -> None:
    before = dump(book)
    receipt = log(book, "meetup last sat 2h +Ines Prado (culture)")
    assert "to meet: Ines Prado" in receipt.label
    page = person_page(book, receipt.ids[2], today=TODAY)
    assert (page.summary.wish, page.summary.circle, page.summary.via) == (True, "culture", None)
    undo(book)
    assert dump(book) == before


def test_an_event_that_was_recorded_is_logged(book: Book) -> None:
    event = add_event(book, "Meetup Go", kind="other", on=TODAY, today=TODAY).ids[0]
    receipt = log(book, "meetup go @KTH 2h; asked for advice")
    assert receipt.ids[1] == event
    assert one(book, "SELECT count(*) FROM event") == 1
    assert rows(book, "SELECT event, minutes, notes FROM interaction") == [(event, 120, "@KTH")]
    log(book, "meetup go 1h; gave feedback")
    assert one(book, "SELECT count(*) FROM event") == 2
    assert len(rows(book, "SELECT * FROM exchange_item")) == 2


def test_the_sort_of_an_event_is_that_of_its_word(book: Book) -> None:
    for words in ("webinar on ai", "meeting", "association evening", "career fair"):
        log(book, words)
    kinds = [row[0] for row in rows(book, "SELECT kind FROM event ORDER BY id")]
    assert kinds == ["training", "meeting", "association", "other"]


def test_a_promise_says_which_of_several_made_it(book: Book) -> None:
    ana, ben = person(book, "Ana Silva"), person(book, "Ben Roy")
    log(book, "coffee with Ana and Ben; ana promised notes; ben promised slides")
    told = "SELECT person, text FROM obligation WHERE kind = 'promise' ORDER BY id"
    assert rows(book, told) == [(ana, "notes"), (ben, "slides")]
    log(book, "coffee with Ana and Ben; ben suggested Cai Wu")
    assert rows(book, "SELECT via FROM person WHERE name = 'Cai Wu'") == [(ben,)]


def test_a_doubted_day_may_be_decided(book: Book) -> None:
    sun = person(book, "Sun Li")
    with pytest.raises(UsageError, match="Sun Li"):
        log(book, "coffee sun 30m")
    log(book, "coffee sun 30m", decided={"sun": sun})
    assert rows(book, "SELECT person FROM participant") == [(sun,)]


def test_what_the_snowball_prompt_says_is_added(book: Book) -> None:
    person(book, "Ana Silva")
    log(book, "coffee with Ana", who_else=False)
    log(book, "coffee with Ana", more=[Suggestion("Ben Roy", "leaders")], may_mention=True)
    assert rows(book, "SELECT who_else FROM interaction ORDER BY id") == [(0,), (1,)]


def test_without_a_thank_you(book: Book) -> None:
    ana = person(book, "Ana Silva")
    log(book, "coffee with Ana", thanks=False)
    assert owed(book, ana) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "coffee",
        "coffee with me",
        "coffee with Ana tomorrow",
        "coffee with Ana 0m",
        "coffee with Ana 1441m",
        "coffee with Ana; promised slides by 1 jun 2026",
        "coffee with Ana; next yesterday",
        "coffee with Ana; suggested Ana Silva",
        "coffee with Ana 30",
    ],
)
def test_nothing_is_written_of_what_is_not_certain(book: Book, text: str) -> None:
    person(book, "Ana Silva")
    before, known = dump(book), steps(book)
    with pytest.raises(UsageError) as caught:
        log(book, text)
    assert caught.value.sentence.endswith(".")
    assert "\n" not in str(caught.value)
    assert (dump(book), steps(book)) == (before, known)


def test_a_doubted_name_may_be_decided(book: Book) -> None:
    silva, ruiz = person(book, "Ana Silva"), person(book, "Ana Ruiz")
    with pytest.raises(UsageError, match="Ana Silva, Ana Ruiz"):
        log(book, "coffee with Ana")
    log(book, "coffee with Ana", decided={"Ana": ruiz})
    assert rows(book, "SELECT person FROM participant") == [(ruiz,)]
    receipt = log(book, "coffee with Ana", decided={"Ana": None})
    assert person_page(book, receipt.ids[1], today=TODAY).summary.name == "Ana"
    assert silva not in [row[0] for row in rows(book, "SELECT person FROM participant")]


def test_a_resembling_name_is_asked_about(book: Book) -> None:
    person(book, "Ana Silva")
    ben = person(book, "Benjamin Roy")
    for text in ("coffee with Benjamin Roi", "coffee with Ana; suggested Benjamin Roi"):
        before = dump(book)
        with pytest.raises(ResemblesError) as caught:
            log(book, text)
        assert (caught.value.name, dump(book)) == ("Benjamin Roi", before)
    log(book, "coffee with Benjamin Roi", decided={"Benjamin Roi": ben})
    assert rows(book, "SELECT person FROM participant") == [(ben,)]
    log(book, "coffee with Ana; suggested Benjamin Roi", decided={"Benjamin Roi": None})
    assert one(book, "SELECT count(*) FROM person WHERE name = 'Benjamin Roi'") == 1


def test_the_usual_minutes(book: Book) -> None:
    person(book, "Ana Silva")
    lengths = {"coffee": 30, "call": 20, "wrote": 10, "mail from": 0, "cancelled coffee with": 0}
    for words, minutes in lengths.items():
        assert usual_minutes(read_line(book, f"{words} Ana", today=TODAY)) == minutes
    assert usual_minutes(read_line(book, "coffee with Ana 5m", today=TODAY)) == 5


def _add(book: Book, text: str, *, is_new: bool = False) -> Receipt:
    return add_read(book, read_person_line(book, text, today=TODAY), is_new=is_new, today=TODAY)


def test_a_new_person(book: Book) -> None:
    ana = person(book, "Ana Silva")
    receipt = _add(book, "Mei Tanaka @Design #leaders #go, mei@x.org, via Ana, role: lead, tall")
    page = person_page(book, receipt.ids[0], today=TODAY)
    assert (page.summary.name, page.summary.circle) == ("Mei Tanaka", "leaders")
    assert (page.summary.organisation, page.summary.role) == ("Design", "lead")
    assert (page.summary.emails, page.summary.tags) == (("mei@x.org",), ("go",))
    assert (page.summary.via_id, page.summary.wish, page.notes) == (ana, True, "tall")
    assert len(steps(book)) == 2


def test_a_new_person_who_was_met(book: Book) -> None:
    receipt = _add(book, "Mei Tanaka @Design, met at brown-bag, coffee next week")
    assert len(steps(book)) == 1
    page = person_page(book, receipt.ids[0], today=TODAY)
    assert page.summary.met
    assert page.next_on == date(2026, 7, 6)
    assert [line.notes for line in page.interactions] == ["met at brown-bag; coffee"]


def test_a_new_person_with_an_address_who_was_met(book: Book) -> None:
    ana = person(book, "Ana Silva")
    before = dump(book)
    text = "Mei Tanaka, mei@x.org, role: lead, via Ana, met yesterday, coffee next week"
    receipt = _add(book, text)
    assert len(steps(book)) == 2
    page = person_page(book, receipt.ids[0], today=TODAY)
    assert (page.summary.emails, page.summary.met) == (("mei@x.org",), True)
    assert (page.summary.role, page.summary.via_id) == ("lead", ana)
    assert [tie.id for tie in page.ties] == [ana]
    assert page.next_on == date(2026, 7, 6)
    assert [hit.person_id for hit in search(book, "lead mei@x.org")] == [page.summary.id]
    undo(book)
    assert dump(book) == before


def test_a_new_person_to_follow_up(book: Book) -> None:
    receipt = _add(book, "Mei Tanaka >2w")
    assert receipt.label == "Mei Tanaka: added, next Mon 13 Jul"
    assert len(steps(book)) == 1
    page = person_page(book, receipt.ids[0], today=TODAY)
    assert page.next_on == TODAY + timedelta(days=14)


def test_nobody_is_added_twice_by_accident(book: Book) -> None:
    person(book, "Mei Tanaka")
    for name in ("Mei Tanaka", "Mei Tanaca"):
        with pytest.raises(ResemblesError):
            _add(book, name)
    _add(book, "Mei Tanaca", is_new=True)
    assert one(book, "SELECT count(*) FROM person") == 2


def test_an_uncertain_person_is_not_added(book: Book) -> None:
    with pytest.raises(UsageError):
        _add(book, "Mei Tanaka via Nobody")
    reading = PersonReading("Mei Tanaka", met_on=TODAY, next_on=TODAY - timedelta(days=1))
    with pytest.raises(FieldError):
        add_read(book, reading, today=TODAY)
    assert steps(book) == []
