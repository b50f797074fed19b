"""Addresses and numbers, one by one."""

from netintern.services.handles import add_handle, remove_handle, set_lasting
from netintern.services.queries.book import Book
from netintern.services.queries.people import person_page
from netintern.services.queries.search import search
from tests.services.helpers import TODAY, one, person, refused


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
