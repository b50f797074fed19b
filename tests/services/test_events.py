"""Events: who is hoped for, and who was met."""

from datetime import date, timedelta
from functools import partial

import pytest

from netintern.domain.errors import NothingFoundError, ResemblesError
from netintern.services.events import Met, add_event, log_event
from netintern.services.introductions import ask
from netintern.services.journal import redo, undo
from netintern.services.people import archive_person, edit_person
from netintern.services.queries.book import Book
from netintern.services.queries.events import event_list, event_page
from netintern.services.queries.people import find_person, list_people, person_page
from netintern.services.queries.weeks import week_for
from netintern.services.settings import set_rule
from tests.services.helpers import TODAY, dump, one, person, refused, rows, steps, talk

FRIDAY = date(2026, 6, 26)
TUESDAY = date(2026, 6, 30)
WEDNESDAY = date(2026, 7, 1)


@pytest.fixture
def ana(book: Book) -> int:
    """Ana of the book."""
    return person(book, "Ana Ruiz")


@pytest.fixture
def fair(book: Book, ana: int) -> int:
    """A fair today of an hour and a half, at which Ana is hoped for."""
    return add_event(
        book,
        "Career fair",
        kind="association",
        on=TODAY,
        minutes=90,
        place="Hall 2",
        hoped=[ana],
        today=TODAY,
    ).ids[0]


class TestAdding:
    """An event to come."""

    def test_with_people_hoped_for(self, book: Book, ana: int) -> None:
        receipt = add_event(
            book, " Brown\tbag ", kind="training", on=WEDNESDAY, hoped=[ana], today=TODAY
        )
        assert receipt.label == (
            "Brown bag: event on Wed 1 Jul, 60 min booked, hoping for Ana Ruiz"
        )
        (line,) = event_list(book, today=TODAY)
        assert (line.id, line.title, line.kind, line.on) == (
            receipt.ids[0],
            "Brown bag",
            "training",
            WEDNESDAY,
        )
        assert (line.minutes, line.place, line.logged, line.met) == (None, "", False, ())
        assert [ref.name for ref in line.hoped] == ["Ana Ruiz"]
        assert week_for(book, today=TODAY).spent == 0

    def test_its_minutes_are_planned_on_its_day(self, book: Book) -> None:
        before = week_for(book, today=TODAY)
        add_event(book, "Brown bag", kind="training", on=WEDNESDAY, minutes=45, today=TODAY)
        week = week_for(book, today=TODAY)
        assert (week.planned, week.spent) == (45, 0)
        assert week.remaining == before.remaining - 45
        (block,) = week.blocks
        assert (block.on, block.minutes, block.purpose) == (WEDNESDAY, 45, "event")
        assert (block.name, block.person_id, block.state) == ("Brown bag", None, "planned")
        wednesday = week.days[2]
        assert (wednesday.planned, wednesday.names) == (45, ())
        assert wednesday.events == ("Brown bag",)
        undo(book)
        assert week_for(book, today=TODAY) == before

    def test_in_own_time_it_stands_on_its_day_without_minutes(self, book: Book) -> None:
        add_event(book, "Gala", kind="other", on=WEDNESDAY, own_time=True, today=TODAY)
        week = week_for(book, today=TODAY)
        assert (week.planned, week.blocks, week.days[2].events) == (0, (), ("Gala",))

    def test_one_that_is_over_books_nothing(self, book: Book) -> None:
        label = add_event(book, "Gala", kind="other", on=FRIDAY, today=TODAY).label
        assert label == "Gala: event on Fri 26 Jun"
        assert week_for(book, today=TODAY, on=FRIDAY).blocks == ()

    def test_logged_it_is_planned_no_longer(self, book: Book, ana: int, fair: int) -> None:
        gala = add_event(book, "Gala", kind="other", on=TODAY, own_time=True, today=TODAY).ids[0]
        assert week_for(book, today=TODAY).days[0].events == ("Career fair", "Gala")
        log_event(book, fair, [Met(ana)], today=TODAY)
        log_event(book, gala, [Met(ana)], own_time=True, today=TODAY)
        week = week_for(book, today=TODAY)
        assert (week.planned, week.spent, week.own_time) == (0, 90, 60)
        assert (week.days[0].events, week.days[0].note) == ((), "")

    def test_what_cannot_be(self, book: Book, ana: int) -> None:
        def add(**fields: object) -> object:
            given = {"title": "Fair", "kind": "other", "on": TODAY, "today": TODAY, **fields}
            return add_event(book, **given)  # type: ignore[arg-type]

        refused(book, "title", lambda: add(title=" "))
        refused(book, "kind", lambda: add(kind="party"))
        refused(book, "minutes", lambda: add(minutes=0))
        refused(book, "minutes", lambda: add(minutes=10_000))
        refused(book, "hoped", lambda: add(hoped=[99]))
        set_rule(book, "my_name", "Ana Ruiz", today=TODAY)
        refused(book, "hoped", lambda: add(hoped=[ana]))


class TestLogging:
    """Whom one met."""

    def test_a_batch_is_one_step(self, book: Book, ana: int, fair: int) -> None:
        before = dump(book)
        receipt = log_event(
            book,
            fair,
            [
                Met(ana, note="knows the  tower\n", next_on=date(2026, 7, 20)),
                Met(name="Ben Roy", circle="leaders", organisation="Acme", note="demo"),
                Met(name="Cai Wu", next_on=date(2026, 7, 6)),
                Met(name="Dee Katz"),
            ],
            today=TODAY,
        )
        interaction, event, ben, cai, dee = receipt.ids
        assert event == fair
        assert receipt.label == (
            "Career fair: event, 90 min, met Ana Ruiz, Ben Roy and 2 more,"
            " new: Ben Roy, Cai Wu and Dee Katz"
        )
        assert steps(book)[-1] == receipt.label
        assert rows(book, "SELECT kind, minutes, event, notes FROM interaction") == [
            ("group_event", 90, fair, "")
        ]
        assert rows(book, "SELECT name, notes FROM person WHERE notes <> '' ORDER BY id") == [
            ("Ana Ruiz", "Career fair: knows the tower"),
            ("Ben Roy", "Career fair: demo"),
        ]
        assert rows(book, "SELECT person FROM participant ORDER BY person") == [
            (ana,),
            (ben,),
            (cai,),
            (dee,),
        ]
        assert rows(book, "SELECT name, circle, org, tracked, next_on FROM person") == [
            ("Ana Ruiz", None, "", 1, "2026-07-20"),
            ("Ben Roy", "leaders", "Acme", 1, None),
            ("Cai Wu", None, "", 1, "2026-07-06"),
            ("Dee Katz", None, "", 1, None),
        ]
        assert one(book, "SELECT interaction FROM block") == interaction
        assert one(book, "SELECT count(*) FROM obligation") == 0
        page = event_page(book, fair)
        assert page.logged
        assert [ref.name for ref in page.met] == ["Ana Ruiz", "Ben Roy", "Cai Wu", "Dee Katz"]
        assert page.hoped == ()
        view = week_for(book, today=TODAY)
        assert (view.spent, view.planned, view.talks) == (90, 0, 0)
        assert person_page(book, ben, today=TODAY).summary.met
        assert find_person(book, "ben roy").org == "Acme"
        after = dump(book)
        undo(book)
        assert dump(book) == before
        redo(book)
        assert dump(book) == after

    def test_one_that_is_made_too(self, book: Book, ana: int) -> None:
        receipt = log_event(
            book, None, [Met(ana)], title="Meetup", kind="meeting", on=FRIDAY, own_time=True,
            today=TODAY,
        )  # fmt: skip
        assert receipt.label == "Meetup: event on Fri 26 Jun, 60 min, met Ana Ruiz"
        (line,) = event_list(book, today=TODAY)
        assert (line.id, line.on, line.minutes, line.logged) == (receipt.ids[1], FRIDAY, 60, True)
        assert rows(book, "SELECT on_clock, event FROM interaction") == [(0, line.id)]
        undo(book)
        assert event_list(book, today=TODAY) == ()

    def test_the_day_and_length_given(self, book: Book, ana: int) -> None:
        event = add_event(book, "Fair", kind="other", on=FRIDAY, today=TODAY).ids[0]
        log_event(book, event, [Met(ana)], on=TODAY, minutes=15, today=TODAY)
        assert rows(book, "SELECT on_day, minutes FROM interaction") == [("2026-06-29", 15)]

    def test_more_people_join_later(self, book: Book, ana: int, fair: int) -> None:
        log_event(book, fair, [Met(ana, note="demo")], today=TODAY)
        refused(book, "people", lambda: log_event(book, fair, [Met(ana)], today=TODAY))
        refused(
            book,
            "on",
            lambda: log_event(book, fair, [Met(name="Ben Roy")], on=FRIDAY, today=TODAY),
        )
        receipt = log_event(
            book, fair, [Met(ana), Met(name="Ben Roy", note="chess")], today=TUESDAY
        )
        assert receipt.label == "Career fair: more people, met Ben Roy, new: Ben Roy"
        assert rows(book, "SELECT on_day, minutes FROM interaction") == [("2026-06-29", 90)]
        assert rows(book, "SELECT name, notes FROM person WHERE notes <> '' ORDER BY id") == [
            ("Ana Ruiz", "Career fair: demo"),
            ("Ben Roy", "Career fair: chess"),
        ]
        assert len(event_page(book, fair).met) == 2
        log_event(book, fair, [Met(name="Cai Wu")], minutes=30, today=TUESDAY)
        assert one(book, "SELECT minutes FROM interaction") == 30

    def test_names_are_looked_up(self, book: Book, ana: int, fair: int) -> None:
        before = dump(book)
        with pytest.raises(ResemblesError):
            log_event(book, fair, [Met(name="Anna Ruiz")], today=TODAY)
        assert dump(book) == before
        log_event(
            book, fair, [Met(name="ana ruiz", organisation="Acme", circle="field")], today=TODAY
        )
        assert rows(book, "SELECT name, org, circle FROM person") == [("Ana Ruiz", "Acme", "field")]
        log_event(
            book,
            fair,
            [Met(name="Anna Ruiz", is_new=True), Met(name="A. Ruiz", same_as=ana)],
            today=TODAY,
        )
        assert one(book, "SELECT count(*) FROM person") == 2

    def test_a_later_date_is_never_pulled_back(self, book: Book, ana: int) -> None:
        soon = Met(ana, next_on=WEDNESDAY)
        talk(book, ana, on=FRIDAY + timedelta(days=1))
        edit_person(book, ana, next_on=date(2026, 7, 20), today=TODAY)
        kept = log_event(book, None, [soon], title="Fair", on=FRIDAY, today=TODAY)
        assert ", follow-up date of Ana Ruiz kept" in kept.label
        assert person_page(book, ana, today=TODAY).next_on == date(2026, 7, 20)
        log_event(book, None, [soon], title="Fair", on=FRIDAY + timedelta(days=1), today=TODAY)
        assert person_page(book, ana, today=TODAY).next_on == WEDNESDAY
        edit_person(book, ana, next_on=date(2026, 7, 20), today=TODAY)
        log_event(book, None, [soon], title="Fair", today=TODAY)
        assert person_page(book, ana, today=TODAY).next_on == WEDNESDAY

    def test_the_logged_minutes_are_shown(self, book: Book, ana: int, fair: int) -> None:
        log_event(book, fair, [Met(ana)], minutes=45, today=TODAY)
        assert event_page(book, fair).minutes == event_list(book, today=TODAY)[0].minutes == 45

    def test_who_is_archived_comes_back(self, book: Book, ana: int, fair: int) -> None:
        archive_person(book, ana, today=TODAY)
        receipt = log_event(book, fair, [Met(ana)], today=TODAY)
        assert ", Ana Ruiz back from the archive" in receipt.label
        assert one(book, "SELECT archived_on FROM person") is None

    def test_an_introduction_is_met_there(self, book: Book, ana: int, fair: int) -> None:
        ben = person(book, "Ben Roy", wish=True)
        ask(book, ben, ana, today=TODAY)
        receipt = log_event(book, fair, [Met(ben)], today=TODAY)
        assert receipt.label.endswith("; to do: tell Ana Ruiz how it went by Tue 30 Jun")
        assert one(book, "SELECT state FROM introduction") == "met"

    def test_what_cannot_be(self, book: Book, ana: int, fair: int) -> None:
        later = add_event(book, "Fair", kind="other", on=WEDNESDAY, today=TODAY).ids[0]
        met = [Met(ana)]
        refused(book, "on", lambda: log_event(book, later, met, today=TODAY))
        with pytest.raises(NothingFoundError):
            log_event(book, 99, met, today=TODAY)
        refused(book, "title", lambda: log_event(book, None, met, today=TODAY))
        refused(book, "kind", lambda: log_event(book, None, met, title="X", kind="x", today=TODAY))
        refused(book, "minutes", lambda: log_event(book, fair, met, minutes=0, today=TODAY))
        refused(book, "with_ids", lambda: log_event(book, fair, [Met(99)], today=TODAY))
        refused(book, "people", lambda: log_event(book, fair, [Met(name=" ")], today=TODAY))
        refused(
            book,
            "people",
            lambda: log_event(book, fair, [Met(name="Cai Wu", circle="x")], today=TODAY),
        )
        past = Met(ana, next_on=FRIDAY)
        refused(book, "next_on", lambda: log_event(book, fair, [past], today=TODAY))
        set_rule(book, "my_name", "Ana Ruiz", today=TODAY)
        refused(book, "people", lambda: log_event(book, fair, met, today=TODAY))
        for own in ("Ana ruiz", "me", "I"):
            new = [Met(name=own, is_new=True)]
            refused(book, "people", partial(log_event, book, fair, new, today=TODAY))


def test_the_number_of_statements_is_fixed(book: Book, fair: int) -> None:
    for number in range(6):
        add_event(book, f"Event {number}", kind="other", on=TODAY, today=TODAY)
    ids = [person(book, f"Person {number}") for number in range(8)]
    read: list[str] = []
    book.connection.set_trace_callback(read.append)
    event_list(book, today=TODAY)
    assert len(read) == 3
    counts = []
    for people in (ids[:1], ids[1:]):
        read.clear()
        log_event(book, None, [Met(one) for one in people], title="Fair", today=TODAY)
        counts.append(len(read))
    assert counts[0] == counts[1]
    assert len(list_people(book, today=TODAY)) == 9
