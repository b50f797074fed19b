"""People: found by name, listed, and on a page of their own."""

from datetime import date

import pytest

from netintern.domain.errors import AmbiguousNameError, NothingFoundError
from netintern.services.queries.people import find_person, list_people, person_page
from netintern.storage.probe import Book
from tests.services.queries.seeding import Seed, statements

TODAY = date(2026, 6, 29)


@pytest.mark.parametrize(
    "text", ["1", "#1", "Ana Silva", "ana silva", "ána  SILVA", "sil an", "an"]
)
def test_one_person_is_found(book: Book, seed: Seed, text: str) -> None:
    ana = seed.person("Ána Silva", org="Acme")
    seed.person("Ben Roy", org="Silva & Sons")
    assert find_person(book, text) == (ana, "Ána Silva", "Acme")


@pytest.mark.parametrize("text", ["7", "#7", "Zed", "", " ", "acme", "na", "99999999999999999999"])
def test_nobody_is_found(book: Book, seed: Seed, text: str) -> None:
    seed.person("Ana Silva", org="Acme")
    with pytest.raises(NothingFoundError, match="no such person"):
        find_person(book, text)


def test_names_that_fit_several_are_refused(book: Book, seed: Seed) -> None:
    first, second = seed.person("Ana Silva"), seed.person("Ana Ruiz", org="Acme")
    with pytest.raises(AmbiguousNameError) as caught:
        find_person(book, "ana")
    assert caught.value.candidates == ((first, "Ana Silva", ""), (second, "Ana Ruiz", "Acme"))
    seed.person("Ana Silva")
    with pytest.raises(AmbiguousNameError):
        find_person(book, "ana silva")


def test_an_exact_name_wins_over_longer_ones(book: Book, seed: Seed) -> None:
    seed.person("Ana Silva Santos")
    ana = seed.person("Ana Silva")
    assert find_person(book, "Ana Silva").id == ana


def test_archived_people_only_where_nobody_else_fits(book: Book, seed: Seed) -> None:
    old = seed.person("Ana Silva", archived_on="2026-01-01")
    new = seed.person("Ana Ruiz")
    seed.person("Ana Gone", deleted_ms=1)
    assert find_person(book, "ana").id == new
    assert find_person(book, "ana silva").id == old
    assert find_person(book, str(old)).id == old


def test_every_word_needs_a_word_of_its_own(book: Book, seed: Seed) -> None:
    seed.person("Ana Silva")
    with pytest.raises(NothingFoundError):
        find_person(book, "ana ana")


def test_list_of_tracked_people(book: Book, seed: Seed) -> None:
    ana = seed.person("Ana Silva", circle="field", tier=2, org="Acme", role="Lead")
    ben = seed.person("Ben Roy", circle="leaders", via=ana, wish=1)
    seed.person("Una", tracked=0)
    seed.person("Old", archived_on="2026-01-01")
    seed.talk(ana, "2026-06-15")
    seed.insert("handle", person=ana, kind="email", value="a@b.example", norm="a@b.example")
    seed.insert("handle", person=ana, kind="email", value="first@b.example", pref=1)
    seed.insert("handle", person=ana, kind="phone", value="+1 555", norm="555")
    tag = seed.insert("tag", name="mentor")
    seed.insert("person_tag", person=ana, tag=tag)
    second, first = list_people(book, today=TODAY)
    assert first._asdict() == {
        "id": ana,
        "name": "Ana Silva",
        "circle": "field",
        "organisation": "Acme",
        "role": "Lead",
        "tier": 2,
        "cadence": 30,
        "tracked": True,
        "wish": False,
        "met": True,
        "last_contact": date(2026, 6, 15),
        "warmth": 46,
        "band": "warm",
        "state": "on_time",
        "due": date(2026, 7, 15),
        "generation": 0,
        "via": None,
        "via_id": None,
        "emails": ("first@b.example", "a@b.example"),
        "phones": ("+1 555",),
        "tags": ("mentor",),
        "archived": False,
        "talked": True,
    }
    assert (second.id, second.met, second.due, second.state) == (ben, False, None, "never_met")
    assert (second.warmth, second.band, second.via, second.via_id) == (None, "new", "Ana Silva", 1)
    assert (second.generation, second.cadence) == (1, 122)
    names = [one.name for one in list_people(book, today=TODAY, untracked=True)]
    assert names == ["Una"]
    assert [one.name for one in list_people(book, today=TODAY, tag="Mentor")] == ["Ana Silva"]
    assert [one.name for one in list_people(book, today=TODAY, circle="leaders")] == ["Ben Roy"]
    assert [one.name for one in list_people(book, today=TODAY, wish=True)] == ["Ben Roy"]
    assert [one.name for one in list_people(book, today=TODAY, wish=False)] == ["Ana Silva"]
    assert list_people(book, today=TODAY, tag="none") == ()


def test_a_list_costs_the_same_statements_for_any_number(book: Book, seed: Seed) -> None:
    def ask() -> object:
        return list_people(book, today=TODAY)

    for number in range(3):
        seed.person(f"Person {number}")
    few = len(statements(book, ask))
    for number in range(60):
        seed.talk(seed.person(f"Other {number}"), "2026-06-01")
    assert len(statements(book, ask)) == few <= 6


def test_generations_go_up_to_somebody_whom_nobody_suggested(book: Book, seed: Seed) -> None:
    parent: int | None = None
    for number in range(5):
        parent = seed.person(f"Person {number}", via=parent, tracked=int(number > 2))
    assert [one.generation for one in list_people(book, today=TODAY)] == [3, 4]
    seed.connection.execute("UPDATE person SET deleted_ms = 1 WHERE id = 2")
    # With nobody left who suggested the third, the third is where it starts.
    assert [one.generation for one in list_people(book, today=TODAY)] == [1, 2]


def test_somebody_met_long_ago_without_contact_is_new_but_met(book: Book, seed: Seed) -> None:
    seed.person("Ima Import", tracked=0, met_on="2024-01-01")
    (ima,) = list_people(book, today=TODAY, untracked=True)
    assert (ima.met, ima.last_contact, ima.band, ima.due) == (True, None, "new", None)


def test_page_of_a_person(book: Book, seed: Seed) -> None:
    ana = seed.person(
        "Ana Silva", tier=2, notes="likes tea", birthday="--02-03", next_on="2026-07-20"
    )
    ben = seed.person("Ben Roy", via=ana)
    talk = seed.talk([ana, ben], "2026-06-15", learned="plants", listening=4, who_else=1)
    seed.insert("exchange_item", interaction=talk, direction="asked", kind="names")
    seed.insert("exchange_item", interaction=talk, direction="gave", kind="help")
    seed.talk(ana, "2026-06-16", "outbound", purpose="thanks", minutes=5)
    seed.talk(ana, "2026-07-16")
    seed.tie(ana, ben, 3)
    slides = seed.owe(ana, "promise", "2026-07-03", text="slides", interaction=talk)
    done = seed.owe(ana, "thanks", "2026-06-16", done_on="2026-06-16")
    seed.owe(ana, "thanks", "2026-06-16", dropped_on="2026-06-16")
    asked = seed.insert("introduction", target=ben, via=ana, state="met", asked_on="2026-06-10")
    seed.insert("question_asked", person=ana, question_key="start.1", on_day="2026-06-15")
    seed.insert("handle", person=ana, kind="url", value="x.example", lasting=1, label="home")
    page = person_page(book, ana, today=TODAY)
    assert page.summary == next(one for one in list_people(book, today=TODAY) if one.id == ana)
    assert page.warmth_explained == "50: talk 14 days ago, halves every 110 days"
    assert page.cadence_from == "tier 2, no circle, as in the field"
    assert (page.notes, page.birthday, page.next_on) == ("likes tea", "--02-03", date(2026, 7, 20))
    assert [(one.on, one.kind, one.purpose) for one in page.interactions] == [
        (date(2026, 6, 16), "outbound", "thanks"),
        (date(2026, 6, 15), "one_on_one", None),
    ]
    first = page.interactions[1]
    assert (first.id, first.learned, first.listening, first.minutes) == (talk, "plants", 4, 30)
    assert first.with_names == ("Ben Roy",)
    assert [tuple(tie) for tie in page.ties] == [(ben, "Ben Roy", 3, "", True)]
    assert [(one.id, one.text, one.due, one.done_on) for one in page.promises] == [
        (slides, "slides", date(2026, 7, 3), None),
        (done, "", date(2026, 6, 16), date(2026, 6, 16)),
    ]
    (introduction,) = page.introductions
    assert (introduction.id, introduction.target.id, introduction.via.id) == (asked, ben, ana)
    assert page.suggested == ((ben, "Ben Roy", ""),)
    assert page.questions_asked == ("start.1",)
    # Asked for names; gave help, and thanks by the message.
    assert (page.ask_balance.asks, page.ask_balance.gives) == (1, 3)
    assert [tuple(handle) for handle in page.handles] == [("url", "x.example", "home", True, True)]
    assert not page.do_not_ask


def test_a_page_costs_ten_statements(book: Book, seed: Seed) -> None:
    ana = seed.person("Ana Silva")
    for number in range(20):
        other = seed.person(f"Person {number}", via=ana)
        seed.talk([ana, other], "2026-06-15")
        seed.tie(ana, other)
        seed.owe(ana, "promise", "2026-07-03", text=str(number))
        seed.insert("introduction", target=other, via=ana, asked_on="2026-06-10")
    assert len(statements(book, lambda: person_page(book, ana, today=TODAY))) <= 10


def test_page_of_an_archived_person_and_of_nobody(book: Book, seed: Seed) -> None:
    old = seed.person("Old", archived_on="2026-01-01", cadence_days=60)
    page = person_page(book, old, today=TODAY)
    assert page.summary.archived
    assert page.cadence_from == "set by hand"
    with pytest.raises(NothingFoundError):
        person_page(book, old + 1, today=TODAY)


def test_snooze_on_the_page_only_while_it_holds(book: Book, seed: Seed) -> None:
    ana = seed.person("Ana", snoozed_until="2026-07-06", snoozed_on="2026-06-28")
    assert person_page(book, ana, today=TODAY).snoozed_until == date(2026, 7, 6)
    assert person_page(book, ana, today=date(2026, 7, 6)).snoozed_until is None
    seed.talk(ana, "2026-06-28")
    assert person_page(book, ana, today=TODAY).snoozed_until is None


def test_an_imported_contact_is_connected_until_there_was_a_talk(book: Book, seed: Seed) -> None:
    ana = seed.person("Ana", met_on="2026-03-12")
    ben = seed.person("Ben")
    page = person_page(book, ana, today=TODAY)
    assert (page.summary.met, page.summary.talked) == (True, False)
    assert page.connected_on == date(2026, 3, 12)
    seed.talk(ana, "2026-06-20", "outbound", purpose="message")
    assert person_page(book, ana, today=TODAY).connected_on == date(2026, 3, 12)
    seed.talk(ana, "2026-06-22")
    page = person_page(book, ana, today=TODAY)
    assert (page.summary.talked, page.connected_on) == (True, None)
    # Who was met through an introduction was met, although no talk was logged.
    seed.connection.execute("UPDATE person SET met_on = '2026-06-20' WHERE id = ?", (ben,))
    seed.insert("introduction", target=ben, via=ana, state="met", met_on="2026-06-20")
    assert person_page(book, ben, today=TODAY).connected_on is None


def test_a_supervisor_is_told(book: Book, seed: Seed) -> None:
    dana = seed.person("Dana Cole")
    seed.insert("supervisor", experience=seed.internship(), person=dana)
    page = person_page(book, dana, today=TODAY)
    assert page.supervises == ("internship at Acme",)
    assert (page.suggested, page.questions_asked) == ((), ())
    assert person_page(book, seed.person("Ben"), today=TODAY).supervises == ()
