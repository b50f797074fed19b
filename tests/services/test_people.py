"""Adding, editing, tracking, and archiving people."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintern.domain.errors import ResemblesError
from netintern.domain.people import sort_name
from netintern.domain.text import fold
from netintern.services.handles import set_lasting
from netintern.services.journal import undo
from netintern.services.people import (
    KEEP,
    add_person,
    archive_person,
    edit_person,
    folded_text,
    restore,
    track,
    untrack,
)
from netintern.services.queries.book import Book
from netintern.services.queries.people import list_people, person_page
from netintern.services.queries.search import search
from netintern.services.settings import set_rule
from tests.services.helpers import TODAY, dump, one, person, refused, rows, steps


def test_a_person_comes_with_everything_in_one_step(book: Book) -> None:
    tom = person(book, "Tom Okafor")
    receipt = add_person(
        book,
        "  Léa \x1b[31mŁukasz ",
        circle="leaders",
        org="Acme",
        role="Director",
        email=("Lea@Acme.com", "lea@acme.com", "lea@gmail.com"),
        phone=("+48 22 555-01-00",),
        tags=("#Mentor", "mentor", "Polish"),
        tier=1,
        wish=True,
        via=tom,
        knows=3,
        notes="one\ntwo",
        today=TODAY,
        origin="tui",
    )
    assert receipt.label == "Léa Łukasz: to meet, suggested by Tom Okafor"
    (lea,) = receipt.ids
    page = person_page(book, lea, today=TODAY)
    assert page.summary.name == "Léa Łukasz"
    assert page.summary.emails == ("Lea@Acme.com", "lea@gmail.com")
    assert page.summary.phones == ("+48 22 555-01-00",)
    assert page.summary.tags == ("Mentor", "Polish")
    assert (page.summary.tier, page.summary.wish, page.summary.via) == (1, True, "Tom Okafor")
    assert page.notes == "one\ntwo"
    assert [(tie.id, tie.level) for tie in page.ties] == [(tom, 3)]
    assert rows(book, 'SELECT person, "by", interaction FROM referral') == [(lea, tom, None)]
    assert [handle.lasting for handle in page.handles if handle.kind == "email"] == [False, True]
    assert len(steps(book)) == 2
    assert one(book, "SELECT origin FROM action WHERE id = ?", receipt.action_id) == "tui"


def test_a_new_person_is_tracked_at_tier_three(book: Book) -> None:
    ana = person(book, "Ana Ruiz")
    (summary,) = list_people(book, today=TODAY)
    assert (summary.id, summary.tier, summary.tracked, summary.wish) == (ana, 3, True, False)
    set_rule(book, "new_tier", "4", today=TODAY)
    later = person(book, "Ben Roy")
    assert one(book, "SELECT tier FROM person WHERE id = ?", later) == 4


def test_equal_names_and_equal_addresses_are_allowed_when_said(book: Book) -> None:
    person(book, "Ana Ruiz", email=("ana@acme.com",))
    person(book, "Ana Ruiz", email=("ana@acme.com",), is_new=True)
    assert one(book, "SELECT count(*) FROM person") == 2


@pytest.mark.parametrize("name", ["Ana Ruiz", "ana RUIZ", "Ana Riuz", "Ruiz Ana", "Ana Maria Ruiz"])
def test_a_second_person_of_one_name_is_asked_about(book: Book, name: str) -> None:
    first = person(book, "Ana Ruiz", org="Acme")
    before = dump(book)
    with pytest.raises(ResemblesError) as caught:
        add_person(book, name, today=TODAY)
    assert caught.value.candidates == ((first, "Ana Ruiz", "Acme"),)
    assert str(caught.value).count(".") == 2
    assert ("is in the book" in caught.value.sentence) is (name.casefold() == "ana ruiz")
    assert dump(book) == before
    assert add_person(book, name, is_new=True, today=TODAY).ids


@pytest.mark.parametrize(
    ("field", "fields"),
    [
        ("name", {"name": "   "}),
        ("name", {"name": "\u202e\x07"}),
        ("circle", {"circle": "friends"}),
        ("tier", {"tier": 0}),
        ("tier", {"tier": 5}),
        ("email", {"email": ("nobody",)}),
        ("email", {"email": ("a b@acme.com",)}),
        ("email", {"email": ("",)}),
        ("phone", {"phone": ("none",)}),
        ("via", {"via": 99}),
        ("knows", {"knows": 2}),
        ("knows", {"via": 1, "knows": 4}),
    ],
)
def test_what_cannot_be_is_refused(book: Book, field: str, fields: dict[str, Any]) -> None:
    person(book, "Tom Okafor")
    values = {"name": "Ana Ruiz", **fields}
    refused(book, field, lambda: add_person(book, values.pop("name"), **values, today=TODAY))


def test_nobody_else_has_my_name(book: Book) -> None:
    set_rule(book, "my_name", "Noor Ray", today=TODAY)
    error = refused(book, "name", lambda: add_person(book, "NOOR RAY", today=TODAY))
    assert "is you" in error.sentence
    ana = person(book, "Ana Ruiz")
    refused(book, "name", lambda: edit_person(book, ana, name="noor ray", today=TODAY))


@pytest.mark.parametrize("name", ["me", "Myself", " I "])
def test_the_words_for_oneself_are_nobodys_name(book: Book, name: str) -> None:
    error = refused(book, "name", lambda: add_person(book, name, is_new=True, today=TODAY))
    assert error.sentence == f"{name.strip()} is you."


def test_a_new_person_may_have_a_day_to_be_in_touch(book: Book) -> None:
    receipt = add_person(book, "Ana Ruiz", next_on=date(2026, 7, 6), today=TODAY)
    assert receipt.label == "Ana Ruiz: added, next Mon 6 Jul"
    assert person_page(book, receipt.ids[0], today=TODAY).next_on == date(2026, 7, 6)
    past = date(2026, 6, 1)
    refused(book, "next_on", lambda: add_person(book, "Ben Roy", next_on=past, today=TODAY))


@pytest.mark.parametrize("name", ["Ana", "Ana R", "ruiz"])
def test_a_shorter_form_of_a_name_is_asked_about(book: Book, name: str) -> None:
    ana = person(book, "Ana Ruiz")
    with pytest.raises(ResemblesError) as caught:
        add_person(book, name, today=TODAY)
    assert [row for row, _, _ in caught.value.candidates] == [ana]


def test_an_edit_changes_what_is_given_and_keeps_the_rest(book: Book) -> None:
    tom = person(book, "Tom Okafor")
    ana = person(book, "Ana Ruiz", org="Acme", email=("ana@acme.com",), tags=("team",))
    receipt = edit_person(
        book,
        ana,
        name="Ana Ruiz-Lee",
        circle="adjacent",
        tier=2,
        cadence=45,
        wish=True,
        do_not_ask=True,
        leaves_on=date(2026, 8, 1),
        next_on=date(2026, 7, 10),
        via=tom,
        birthday="--02-29",
        today=TODAY,
    )
    assert receipt.label.startswith("Ana Ruiz: now Ana Ruiz-Lee, adjacent, tier 2, every 45 days")
    page = person_page(book, ana, today=TODAY)
    assert page.summary.organisation == "Acme"
    assert (page.summary.name, page.summary.cadence) == ("Ana Ruiz-Lee", 45)
    assert page.cadence_from == "set by hand"
    assert page.summary.emails == ("ana@acme.com",)
    assert page.birthday == "--02-29"
    assert rows(book, 'SELECT person, "by" FROM referral') == [(ana, tom)]
    back = edit_person(book, ana, cadence=None, next_on=None, via=None, birthday="", today=TODAY)
    assert back.action_id
    page = person_page(book, ana, today=TODAY)
    assert (page.summary.cadence, page.next_on, page.summary.via) == (30, None, None)


def test_an_edit_without_a_difference_leaves_no_step(book: Book) -> None:
    ana = person(book, "Ana Ruiz", email=("ana@acme.com",), tags=("team",), tier=2)
    known = steps(book)
    receipt = edit_person(
        book, ana, name="Ana Ruiz", tier=2, email=("ana@acme.com",), tags=("Team",), today=TODAY
    )
    assert receipt.action_id == 0
    assert receipt.label == "Ana Ruiz: nothing to change"
    assert steps(book) == known


def test_an_address_can_be_spelled_anew(book: Book) -> None:
    ana = person(book, "Ana Ruiz", phone=("0151234567",))
    set_lasting(book, ana, "0151234567", today=TODAY)
    edit_person(book, ana, phone=("0151 234 567",), today=TODAY)
    assert rows(book, "SELECT value, lasting FROM handle") == [("0151 234 567", 1)]


def test_addresses_and_tags_are_given_as_whole_lists(book: Book) -> None:
    ana = person(book, "Ana Ruiz", email=("ana@acme.com", "ana@gmail.com"), tags=("a", "b"))
    receipt = edit_person(
        book, ana, email=("ana@gmail.com", "ana@lab.org"), tags=("b", "c"), today=TODAY
    )
    assert receipt.label == "Ana Ruiz: ana@gmail.com, ana@lab.org, #b #c"
    page = person_page(book, ana, today=TODAY)
    assert page.summary.emails == ("ana@gmail.com", "ana@lab.org")
    assert page.summary.tags == ("b", "c")
    assert [hit.person_id for hit in search(book, "ana@lab")] == [ana]
    assert search(book, "acme.com") == ()
    edit_person(book, ana, email=(), tags=(), today=TODAY)
    assert person_page(book, ana, today=TODAY).handles == ()
    undo(book, 2)
    assert person_page(book, ana, today=TODAY).summary.emails == ("ana@acme.com", "ana@gmail.com")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("circle", "friends"),
        ("tier", 7),
        ("cadence", 0),
        ("cadence", 3651),
        ("met_on", date(2026, 6, 30)),
        ("next_on", date(2026, 6, 28)),
        ("via", 99),
        ("birthday", "2025-02-29"),
        ("birthday", "29 Feb"),
        ("email", ("x",)),
    ],
)
def test_an_impossible_edit_changes_nothing(book: Book, field: str, value: Any) -> None:
    ana = person(book, "Ana Ruiz")
    refused(book, field, lambda: edit_person(book, ana, **{field: value}, today=TODAY))
    refused(book, "person_id", lambda: edit_person(book, 99, tier=2, today=TODAY))


def test_circles_of_referrers_are_refused(book: Book) -> None:
    ana = person(book, "Ana Ruiz")
    ben = person(book, "Ben Roy", via=ana)
    cai = person(book, "Cai Wu", via=ben)
    refused(book, "via", lambda: edit_person(book, ana, via=cai, today=TODAY))
    error = refused(book, "via", lambda: edit_person(book, ana, via=ana, today=TODAY))
    assert "themselves" in error.sentence
    edit_person(book, cai, via=ana, today=TODAY)


def test_a_wish_is_tracked_unless_it_is_said_otherwise(book: Book) -> None:
    ana = person(book, "Ana Ruiz", tracked=False)
    receipt = edit_person(book, ana, wish=True, today=TODAY)
    assert receipt.label == "Ana Ruiz: tracked, to meet"
    edit_person(book, ana, wish=False, today=TODAY)
    edit_person(book, ana, wish=True, tracked=False, today=TODAY)
    assert rows(book, "SELECT tracked, wish FROM person") == [(0, 1)]


def test_archiving_and_coming_back(book: Book) -> None:
    ana = person(book, "Ana Ruiz")
    assert archive_person(book, ana, today=TODAY).label == "Ana Ruiz: archived"
    assert list_people(book, today=TODAY) == ()
    refused(book, "person_id", lambda: archive_person(book, ana, today=TODAY))
    restore(book, ana, today=TODAY)
    assert [summary.id for summary in list_people(book, today=TODAY)] == [ana]
    refused(book, "person_id", lambda: restore(book, ana, today=TODAY))


def test_tracking_is_a_step_only_if_it_changes_something(book: Book) -> None:
    ana = person(book, "Ana Ruiz")
    assert track(book, ana, today=TODAY).action_id == 0
    assert untrack(book, ana, today=TODAY).action_id > 0
    assert untrack(book, ana, today=TODAY).action_id == 0
    assert [summary.id for summary in list_people(book, today=TODAY, untracked=True)] == [ana]


def test_the_searched_text_follows_every_change(book: Book) -> None:
    ana = person(book, "Ana Ruiz", org="Acme", role="Chemist", tags=("mentor",))
    changes: list[dict[str, Any]] = [
        {"name": "Anna Åse"},
        {"org": "Ørsted"},
        {"role": ""},
        {"tags": ("Skåne",)},
        {"phone": ("555 010 99",)},
        {"tier": 1},
        {"name": "Zoë"},
    ]
    for change in changes:
        edit_person(book, ana, **change, today=TODAY)
        page = person_page(book, ana, today=TODAY)
        summary = page.summary
        wanted = folded_text(
            summary.name,
            summary.organisation,
            summary.role,
            summary.tags,
            [handle.value for handle in page.handles],
        )
        assert rows(book, "SELECT folded, sort_name FROM person") == [
            (wanted, sort_name(summary.name))
        ]
    assert one(book, "SELECT folded FROM person") == "zoe orsted skane 555 010 99 55501099"


def test_undo_gives_back_every_row(book: Book) -> None:
    ana = person(book, "Ana Ruiz", email=("ana@acme.com",), tags=("a",))
    before = dump(book)
    edit_person(book, ana, name="Bo", email=("b@c.de",), tags=("z",), circle="field", today=TODAY)
    undo(book)
    assert dump(book) == before


def test_a_field_that_is_not_mentioned_is_kept() -> None:
    assert KEEP is not None


@given(st.lists(st.text(max_size=20), max_size=4))
def test_folded_text_is_made_of_folded_parts(parts: list[str]) -> None:
    name, *rest = [*parts, "Ana"]
    assert folded_text(name, "", "", rest, ()).startswith(fold(name) if name else "")
