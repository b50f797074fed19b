"""Addresses and numbers, one by one."""

from netintern.services.handles import (
    Reach,
    add_handle,
    edit_page,
    remove_handle,
    set_lasting,
)
from netintern.services.journal import undo
from netintern.services.queries.book import Book
from netintern.services.queries.people import person_page
from netintern.services.queries.search import search
from tests.services.helpers import TODAY, dump, one, person, refused, steps


def test_single_addresses_come_and_go(book: Book) -> None:
    ana = person(book, "Ana Ruiz", org="Acme")
    add_handle(book, ana, "email", "ana@acme.com", today=TODAY)
    add_handle(book, ana, "url", "https://www.linkedin.com/in/ana", today=TODAY)
    add_handle(book, ana, "phone", "0151 234567", lasting=True, today=TODAY)
    page = person_page(book, ana, today=TODAY)
    assert {handle.kind: handle.lasting for handle in page.handles} == {
        "email": False,
        "url": True,
        "phone": True,
    }
    set_lasting(book, ana, "ana@acme.com", today=TODAY)
    assert one(book, "SELECT min(lasting) FROM handle") == 1
    assert [hit.person_id for hit in search(book, "0151234567")] == [ana]
    remove_handle(book, ana, "0151 234567", today=TODAY)
    assert search(book, "0151234567") == ()
    assert [hit.person_id for hit in search(book, "acme linkedin")] == [ana]
    refused(book, "value", lambda: remove_handle(book, ana, "x", today=TODAY))
    refused(book, "value", lambda: set_lasting(book, ana, "x", today=TODAY))
    refused(book, "kind", lambda: add_handle(book, ana, "fax", "1", today=TODAY))
    refused(book, "value", lambda: add_handle(book, ana, "email", "ANA@acme.com", today=TODAY))


def test_a_page_is_edited_as_one_step(book: Book) -> None:
    ana = person(book, "Ana Ruiz", org="Acme", email=("ana@acme.com",), tags=("old",))
    add_handle(book, ana, "im", "ana#1", today=TODAY)
    before, known = dump(book), steps(book)
    receipt = edit_page(
        book,
        ana,
        fields={"name": "Ana Silva", "tier": 1},
        reach=[
            Reach("email", "Ana@acme.com", lasting=True),
            Reach("email", "ana@home.org"),
            Reach("phone", "0151 234567", lasting=False),
            Reach("url", "https://www.linkedin.com/in/ana"),
        ],
        tags=["new"],
        today=TODAY,
        origin="tui",
    )
    assert steps(book)[len(known) :] == [receipt.label]
    assert receipt.label.startswith("Ana Ruiz: now Ana Silva, tier 1, Ana@acme.com, ana@home.org")
    page = person_page(book, ana, today=TODAY)
    assert {(each.value, each.lasting) for each in page.handles} == {
        ("Ana@acme.com", True),
        ("ana@home.org", False),
        ("0151 234567", False),
        ("https://www.linkedin.com/in/ana", True),
        ("ana#1", False),
    }
    assert page.summary.tags == ("new",)
    assert [hit.person_id for hit in search(book, "silva 0151234567")] == [ana]
    assert [hit.person_id for hit in search(book, "linkedin new")] == [ana]
    undo(book)
    assert dump(book) == before


def test_a_page_that_is_the_same_leaves_no_step(book: Book) -> None:
    ana = person(book, "Ana Ruiz", org="Acme", email=("ana@acme.com",))
    known = steps(book)
    receipt = edit_page(
        book,
        ana,
        fields={"name": "Ana Ruiz"},
        reach=[Reach("email", "ana@acme.com", lasting=False)],
        tags=[],
        today=TODAY,
    )
    assert receipt.action_id == 0
    assert receipt.label.endswith("nothing to change")
    assert steps(book) == known


def test_a_wrong_address_of_a_page_names_its_row(book: Book) -> None:
    ana = person(book, "Ana Ruiz")
    good, bad = Reach("email", "a@b.c", field="email:1"), Reach("email", "b", field="email:2")
    refused(
        book,
        "email:2",
        lambda: edit_page(book, ana, fields={"tier": 1}, reach=[good, bad], today=TODAY),
    )
    refused(book, "tier", lambda: edit_page(book, ana, fields={"tier": 9}, today=TODAY))
    refused(
        book,
        "phone",
        lambda: edit_page(book, ana, fields={}, reach=[Reach("phone", "none")], today=TODAY),
    )


def test_whether_an_address_lasts_is_unknown_until_it_is_said(book: Book) -> None:
    ana = person(book, "Ana Ruiz", org="Acme", email=("ana@acme.com", "ana@home.org"))

    def known() -> dict[str, bool | None]:
        page = person_page(book, ana, today=TODAY)
        return {handle.value: handle.outlasts for handle in page.handles}

    def say(lasting: bool | None) -> str:
        reach = [Reach("email", "ana@acme.com", False), Reach("email", "ana@home.org", lasting)]
        return edit_page(book, ana, fields={}, reach=reach, today=TODAY).label

    assert known() == {"ana@acme.com": False, "ana@home.org": None}
    assert say(False) == "Ana Ruiz: ana@home.org does not last"
    assert known()["ana@home.org"] is False
    assert one(book, "SELECT label FROM handle WHERE value = 'ana@acme.com'") == ""
    assert say(False) == say(None) == "Ana Ruiz: nothing to change"
    assert say(True) == "Ana Ruiz: ana@home.org lasts"
    assert known()["ana@home.org"] is True
    assert one(book, "SELECT label FROM handle WHERE value = 'ana@home.org'") == ""
    set_lasting(book, ana, "ana@home.org", lasting=False, today=TODAY)
    assert known()["ana@home.org"] is False
    add_handle(book, ana, "phone", "0151 234567", lasting=False, today=TODAY)
    add_handle(book, ana, "phone", "0151 234568", today=TODAY)
    assert (known()["0151 234567"], known()["0151 234568"]) == (False, None)
