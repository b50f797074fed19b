"""Drafts and the questions for a talk, from books."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from netintern.domain.drafts import check_draft
from netintern.domain.errors import NothingFoundError, UsageError
from netintern.domain.templates import TEMPLATE_OF, TEMPLATES, Template
from netintern.services.queries.book import Book, open_book
from netintern.services.queries.drafting import draft, fitting_template, note_to_boss, template_list
from netintern.services.queries.people import list_people
from netintern.services.queries.questions import question_text, worth_asking
from netintern.services.queries.queue import queue_for
from netintern.services.sample import create_sample
from tests.services.queries.seeding import Seed, statements

TODAY = date(2026, 6, 29)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "book.db"
    create_sample(str(path), today=TODAY)
    return path


def _internship(seed: Seed, ends: str = "2026-08-21") -> int:
    return seed.insert(
        "experience",
        kind="internship",
        org="Acme",
        title="Robotics intern",
        starts="2026-06-01",
        ends=ends,
    )


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.id)
def test_every_draft_to_everybody_passes_the_guard(sample: Path, template: Template) -> None:
    with open_book(str(sample)) as book:
        for person in list_people(book, today=TODAY):
            written = draft(book, template.id, person.id, today=TODAY)
            text = written.subject + written.body + written.blurb
            assert not re.search(r"[{}\[\]|~]|None|  | \.", text), text
            assert (
                check_draft(written.body, template.first_contact, template.wants_answer).flags == ()
            )
            if written.blurb:
                assert check_draft(written.blurb, True).flags == ()
            assert "your name" in written.missing


def test_a_thank_you_with_what_was_learned_and_promised(book: Book, seed: Seed) -> None:
    seed.rule("my_name", "Sam Reyes")
    ana = seed.person("Ana Silva")
    seed.insert("handle", person=ana, kind="email", value="ana@acme.example", norm="x")
    seed.talk(ana, "2026-06-29", learned="Queues fail at the edges first.\nAnd more.")
    seed.owe(ana, "promise", "2026-07-03", text="the slides")
    written = draft(book, "t05", ana, today=TODAY)
    assert written.to == "Ana Silva <ana@acme.example>"
    assert written.subject == "Thank you"
    assert "Queues fail at the edges first." in written.body
    assert "And more" not in written.body
    assert "the slides, by Friday, 3 July" in written.body
    assert written.body.startswith("Dear Ana,\n\n")
    assert written.body.endswith("With thanks,\nSam Reyes")
    assert written.missing == written.warnings == ()
    assert draft(book, "thank_you_24h", ana, today=TODAY) == written


def test_the_campaign_message_names_the_dates(book: Book, seed: Seed) -> None:
    _internship(seed)
    tom = seed.person("Tom Roy")
    ana = seed.person("Ana Silva", role="Geodata engineer", via=tom)
    after = date(2027, 2, 19)
    written = draft(book, "T11", ana, today=after)
    assert "From 1 June 2026 to 21 August 2026" in written.body
    assert "Tom Roy" in written.body
    assert "your work as geodata engineer" in written.body
    assert "robotics team at Acme" in written.body
    assert "Monday, 22 February 2027" not in written.body
    assert "Monday, 22 February" in written.body
    assert written.warnings == ()
    (early,) = draft(book, "T11", ana, today=TODAY).warnings
    assert "21 Aug" in early


def test_an_introduction_carries_lines_to_forward(book: Book, seed: Seed) -> None:
    _internship(seed)
    seed.rule("my_name", "Sam Reyes")
    ana = seed.person("Ana Silva")
    seed.talk(ana, "2026-06-15", learned="Maps are promises.")
    cai = seed.person("Cai Wu", role="Director of research", wish=1)
    seed.tie(ana, cai, 3)
    written = draft(book, "T01", ana, today=TODAY, target=cai)
    assert "Cai Wu" in written.subject
    assert "Maps are promises." in written.body
    assert written.blurb.startswith("Sam Reyes is an intern with the robotics team at Acme until")
    assert "Cai's work as director of research" in written.blurb
    assert written.missing == ()
    # Who is not named is somebody they know; the message to a stranger goes to who knows them.
    assert draft(book, "T01", ana, today=TODAY) == written
    assert draft(book, "T01", cai, today=TODAY) == written
    with pytest.raises(UsageError):
        draft(book, "T01", ana, today=TODAY, target=ana)
    seed.connection.execute("UPDATE person SET do_not_ask = 1 WHERE id = ?", (ana,))
    assert any("not to ask" in one for one in draft(book, "T01", ana, today=TODAY).warnings)


def test_asking_too_much_is_told(book: Book, seed: Seed) -> None:
    dana = seed.person("Dana Cole")
    talk = seed.talk(dana, "2026-06-15")
    for kind in ("advice", "time"):
        seed.insert("exchange_item", interaction=talk, direction="asked", kind=kind)
    cai = seed.person("Cai Wu")
    (warning,) = draft(book, "T01", dana, today=TODAY, target=cai).warnings
    assert "tell Dana first what came of the last advice" in warning
    assert draft(book, "T06", dana, today=TODAY).warnings == ()


def test_silence_is_told(book: Book, seed: Seed) -> None:
    ana = seed.person("Ana Silva")
    seed.talk(ana, "2026-06-25", "outbound", purpose="message", minutes=5)
    (early,) = draft(book, "T07", ana, today=TODAY).warnings
    assert "2 Jul" in early
    assert draft(book, "T07", ana, today=date(2026, 7, 2)).warnings == ()
    (reminder,) = draft(book, "T04", ana, today=date(2026, 7, 2)).warnings
    assert "T07" in reminder
    seed.talk(ana, "2026-07-02", "outbound", purpose="message", minutes=5)
    (over,) = draft(book, "T12", ana, today=date(2026, 7, 3)).warnings
    assert over.startswith("2 messages to Ana are without an answer")
    assert "31 Dec" in over


def test_more_than_five_first_contacts_in_seven_days(book: Book, seed: Seed) -> None:
    for number in range(5):
        person = seed.person(f"Person {number}x")
        seed.talk(person, "2026-06-24", "outbound", purpose="message", minutes=5)
    known = seed.person("Known One")
    seed.talk(known, "2026-06-01")
    seed.talk(known, "2026-06-24", "outbound", purpose="message", minutes=5)
    ana = seed.person("Ana Silva")
    (warning,) = draft(book, "T04", ana, today=TODAY).warnings
    assert "number 6 in seven days" in warning
    assert draft(book, "T04", ana, today=date(2026, 7, 2)).warnings == ()


def test_the_boss_is_told_the_minutes_and_the_people(book: Book, seed: Seed) -> None:
    experience = _internship(seed)
    boss = seed.person("Dr. Dana Cole")
    seed.insert("supervisor", experience=experience, person=boss)
    seed.agreed(experience, "2026-06-22", 90)
    for name, day in (("Ana Silva", "2026-06-22"), ("Ben Roy", "2026-06-24")):
        seed.talk(seed.person(name), day)
    seed.talk(seed.person("Old Talk"), "2026-06-01")
    written = draft(book, "T09", boss, today=TODAY)
    assert "about 90 minutes a week" in written.body
    assert "Ben Roy and Ana Silva" in written.body
    assert "Old Talk" not in written.body
    assert "Hello Dana," in written.body
    assert written.warnings == ()
    ana = list_people(book, today=TODAY)[-1].id
    assert any("supervisor" in one for one in draft(book, "T09", ana, today=TODAY).warnings)


def test_the_day_has_room(book: Book, seed: Seed) -> None:
    ana = seed.person("Ana Silva")
    assert "Tuesday, 30 June" in draft(book, "T04", ana, today=TODAY).body
    seed.insert("block", person=ana, on_day="2026-06-30", minutes=15)
    assert "Wednesday, 1 July" in draft(book, "T04", ana, today=TODAY).body
    seed.insert("block", person=ana, on_day="2026-07-01", minutes=30)
    # The 60 minutes of this week leave 15 now.
    assert "Monday, 6 July" in draft(book, "T04", ana, today=TODAY).body


def test_unknown_templates_and_people(book: Book, seed: Seed) -> None:
    ana = seed.person("Ana Silva")
    with pytest.raises(UsageError):
        draft(book, "T15", ana, today=TODAY)
    with pytest.raises(NothingFoundError):
        draft(book, "T05", 99, today=TODAY)
    assert [line.id for line in template_list()] == list(TEMPLATE_OF)


def test_the_template_fits_the_row(book: Book, seed: Seed) -> None:
    def fitting(person: int, item: str, today: date = TODAY) -> str:
        return fitting_template(book, person, item, today=today)

    experience = _internship(seed)
    ana, ben, cai = (seed.person(name, tier=2) for name in ("Ana", "Ben", "Cai"))
    talk = seed.talk(ana, "2026-06-26")
    thanks = seed.owe(ana, "thanks", "2026-06-26", interaction=talk)
    assert fitting(ana, f"o{thanks}") == "T05"
    assert fitting(ana, f"p{ana}") == "T05"
    report = seed.owe(ana, "report", "2026-07-10")
    assert fitting(ana, f"o{report}") == "T06"
    assert fitting(ana, f"o{seed.owe(ana, 'reply', '2026-06-29')}") == "T12"
    assert fitting(ana, "o0") == "T09"
    assert fitting(ben, f"p{ben}") == "T04"
    seed.connection.execute("UPDATE person SET via = ? WHERE id = ?", (ana, ben))
    assert fitting(ben, f"p{ben}") == "T04"
    seed.insert("referral", person=ben, by=ana, may_mention=1)
    assert fitting(ben, f"p{ben}") == "T03"
    assert fitting(ben, f"p{ben}", date(2026, 9, 1)) == "T11"
    seed.talk(ben, "2026-06-20", "outbound", purpose="message", minutes=5)
    assert fitting(ben, f"p{ben}") == "T07"
    # The introduction: a reply to the target, then thanks to who made it.
    seed.connection.execute("UPDATE person SET via = ? WHERE id = ?", (ana, cai))
    made = seed.insert("introduction", target=cai, via=ana, state="made", asked_on="2026-06-20")
    assert fitting(cai, f"o{seed.owe(cai, 'reply', '2026-06-30')}") == "T03"
    later_talk = seed.talk(cai, "2026-06-29", learned="Ask twice.")
    seed.connection.execute("UPDATE introduction SET state = 'met' WHERE id = ?", (made,))
    loop = seed.owe(
        ana, "thanks", "2026-06-30", text="tell them how it went", interaction=later_talk
    )
    assert fitting(ana, f"o{loop}") == "T14"
    written = draft(book, "T14", ana, today=TODAY)
    assert "Because of you Cai and I talked on Monday, 29 June." in written.body
    assert "Ask twice." in written.body
    assert experience


def test_rows_of_the_rhythm(book: Book, seed: Seed) -> None:
    _internship(seed)
    due = seed.person("Due One")
    seed.talk(due, "2026-03-02")
    seed.talk(due, "2026-03-20")
    lapsed = seed.person("Lapsed One", tier=2)
    seed.talk(lapsed, "2025-01-05")
    assert fitting_template(book, due, f"p{due}", today=TODAY) == "T12"
    assert fitting_template(book, lapsed, f"p{lapsed}", today=TODAY) == "T13"
    close = seed.person("Close One", tier=1)
    seed.talk(close, "2026-08-01")
    assert fitting_template(book, close, f"p{close}", today=date(2026, 8, 12)) == "T10"
    with pytest.raises(NothingFoundError):
        fitting_template(book, 99, "p99", today=TODAY)


def test_every_row_of_the_sample_has_a_template(sample: Path) -> None:
    with open_book(str(sample)) as book:
        for item in queue_for(book, today=TODAY).items:
            assert item.person_id is not None
            found = fitting_template(book, item.person_id, item.id, today=TODAY)
            if item.kind == "thanks":
                assert found == "T05"
            if item.kind in ("lapsed", "dormant"):
                assert found == "T13"


def test_questions_for_a_person(book: Book, seed: Seed) -> None:
    _internship(seed)
    lee = seed.person("Lee", circle="leaders")
    ana = seed.person("Ana", circle="field")
    first = worth_asking(book, ana, today=TODAY)
    assert [one.kind for one in first] == ["open", "dig", "dig", "dig", "close", "close"]
    assert worth_asking(book, ana, today=TODAY) == first
    assert len(worth_asking(book, lee, today=TODAY)) == 4
    for question in first:
        seed.insert("question_asked", person=ana, question_key=question.id, on_day="2026-06-29")
    again = worth_asking(book, ana, today=TODAY)
    assert not set(again) & set(first)
    assert "X06" in [one.id for one in first]
    phases = {one.phase for one in worth_asking(book, ana, today=TODAY + timedelta(days=60))}
    assert phases <= {"after", "any"}
    with pytest.raises(NothingFoundError):
        worth_asking(book, 99, today=TODAY)


def test_the_words_of_a_question() -> None:
    assert question_text("x06").endswith("?")
    with pytest.raises(NothingFoundError):
        question_text("Z01")


def test_a_draft_costs_the_same_however_long_the_story(book: Book, seed: Seed) -> None:
    ana = seed.person("Ana Silva")
    seed.talk(ana, "2026-06-01")
    few = len(statements(book, lambda: draft(book, "T05", ana, today=TODAY)))
    for day in range(2, 28):
        seed.talk(ana, f"2026-05-{day:02d}")
        seed.tie(ana, seed.person(f"Other {day}"))
    assert len(statements(book, lambda: draft(book, "T05", ana, today=TODAY))) == few


def test_thanks_for_nothing_are_warned_of(book: Book, seed: Seed) -> None:
    ana, ben = seed.person("Ana Silva"), seed.person("Ben Roy")
    never = "You have never met Ana; T05 thanks for a talk."
    none = "No such introduction by Ana is recorded; T14 thanks for one."
    assert never in draft(book, "T05", ana, today=TODAY).warnings
    assert none in draft(book, "T14", ana, today=TODAY).warnings
    assert none in draft(book, "T14", ana, today=TODAY, target=ben).warnings
    seed.talk(ana, "2026-06-26")
    seed.insert("introduction", target=ben, via=ana, state="met", met_on="2026-06-26")
    assert never not in draft(book, "T05", ana, today=TODAY).warnings
    for target in (None, ben):
        assert none not in draft(book, "T14", ana, today=TODAY, target=target).warnings


def test_no_goodbye_where_another_one_follows(book: Book, seed: Seed) -> None:
    experience = seed.internship()
    ana = seed.person("Ana", tier=2)
    seed.talk(ana, "2026-07-20")
    closing = date(2026, 8, 12)
    assert fitting_template(book, ana, f"p{ana}", today=closing) == "T10"
    seed.connection.execute("UPDATE experience SET kind = 'coop' WHERE id = ?", (experience,))
    assert fitting_template(book, ana, f"p{ana}", today=closing) == "T12"


def test_the_note_to_a_boss_who_is_not_in_the_book(book: Book, seed: Seed) -> None:
    nothing = note_to_boss(book, today=TODAY)
    assert nothing.body.startswith("Hello,\n")
    seed.internship()
    ana = seed.person("Ana Silva")
    seed.talk(ana, "2026-06-24")
    seed.insert("checkin", experience=1, on_day="2026-06-15", agreed_minutes=90)
    note = note_to_boss(book, today=TODAY)
    assert (note.template, note.to, note.warnings) == ("T09", "your supervisor", ())
    assert "{" not in note.body + note.subject
    assert "about 90 minutes a week" in note.body
    assert "Lately these were Ana Silva." in note.body
    assert "the name of your supervisor" in note.missing
    assert check_draft(note.body, False).flags == ()
    dana = seed.person("Dana Cole")
    seed.insert("supervisor", experience=1, person=dana)
    assert note_to_boss(book, today=TODAY) == draft(book, "T09", dana, today=TODAY)
