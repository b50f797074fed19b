"""Hostile files: whatever is in them, an import works or is refused in one sentence."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netintern.domain.errors import NetinternError
from netintern.interop import vcard, vcard_writer
from netintern.interop.preview import apply_import, preview_import, read_bytes
from netintern.interop.sniff import to_utf8
from netintern.services.journal import undo
from netintern.services.queries.book import Book

TODAY = date(2026, 6, 29)
WORDS = st.sampled_from(
    [
        b"BEGIN:VCARD",
        b"END:VCARD",
        b"VERSION:2.1",
        b"VERSION:4.0",
        b"FN:Ana",
        b"FN:\x1b[31m",
        b"FN;CHARSET=utf-7:+AGE-",
        b"N:;;;",
        b"AGENT:",
        b"UID:u",
        b"EMAIL:a@b.c",
        b"NOTE;ENCODING=QUOTED-PRINTABLE:=C3=\r\n=A9=",
        b"PHOTO;BASE64:AAA",
        b"RELATED:mailto:a@b.c",
        b"item1.X-ABRELATEDNAMES:Ana",
        b"item1.X-ABLABEL:_$!<x>!$_",
        b"X-NETINTERN-CADENCE:99999999999999999999",
        b"X-NETINTERN-INTRODUCED-BY:u Ana",
        b"BDAY:--0231",
        b"CATEGORIES:a,,#,\\",
        b" folded",
        b"\x00",
        b'A;B="c:d',
        b"\\",
        b"",
    ]
)
CARDS = st.lists(WORDS, max_size=30).map(b"\r\n".join)
CELLS = st.sampled_from(
    [
        "Ana",
        "",
        '"',
        '"a\nb"',
        "'=1",
        "a@b.c ::: ;",
        "05 Mar 2024",
        "1/1/1",
        "\x1b",
        "\udcff",
        "x" * 600,
    ]
)
ROWS = st.lists(st.lists(CELLS, max_size=8).map(",".join), max_size=12).map("\n".join)
HEADINGS = st.sampled_from(
    [
        "First Name,Last Name,URL,Email Address,Company,Position,Connected On",
        "Name,E-mail,Company,Tags,Birthday,Knows,UID,Circle",
        "First Name,Relation 1 - Label,Relation 1 - Value,E-mail 1 - Value,Labels,Notes",
    ]
)


def survives(data: bytes) -> bool:
    """Whether the data holds people; the only error is a NetinternError."""
    try:
        incoming = read_bytes(to_utf8(data))
    except NetinternError:
        return False
    assert incoming.cards
    assert all(card.name.strip() for card in incoming.cards)
    return True


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    survives(data)
    survives(b"BEGIN:VCARD\n" + data)
    survives(b"Name,E-mail,Company\n" + data)
    survives(b"{" + data)


@given(CARDS)
def test_any_cards_are_written_back_the_same(data: bytes) -> None:
    cards = vcard.read(data).cards
    written = vcard_writer.write(cards, "3.0", TODAY)
    again = vcard.read(written).cards
    assert [card.name for card in again] == [card.name for card in cards]
    assert vcard_writer.write(again, "3.0", TODAY) == written


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(CARDS | st.tuples(HEADINGS, ROWS).map(lambda t: "\n".join(t).encode("utf-8", "replace")))
def test_any_import_is_once_and_undone(book: Book, data: bytes) -> None:
    if not survives(data):
        return
    incoming = read_bytes(to_utf8(data))
    receipt = apply_import(book, incoming, today=TODAY)
    again = preview_import(book, incoming, today=TODAY)
    assert (again.new, again.updated, again.same) == (0, 0, len(incoming.cards))
    assert receipt.action_id
    undo(book)
    assert book.connection.execute("SELECT count(*) FROM person").fetchone() == (0,)
