"""Content lines: unfolding, charsets, old encodings, and writing without losing a letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netintern.interop.contentlines import (
    Line,
    escape,
    make_line,
    parse_line,
    read_cards,
    split_value,
    unescape,
    write_card,
)

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200)


def lines_of(body: bytes, version: bytes = b"3.0") -> tuple[Line, ...]:
    """The lines of one card, its VERSION left out."""
    data = b"BEGIN:VCARD\r\nVERSION:" + version + b"\r\n" + body + b"\r\nEND:VCARD\r\n"
    (card,) = read_cards(data)
    return card.lines[1:]


def test_unfolds_inside_a_letter() -> None:
    (line,) = lines_of(b"NOTE:Zo\xc3\r\n \xab!")
    assert line.text == "NOTE:Zoë!"


def test_one_bad_byte_spoils_one_line_only() -> None:
    good, bad = lines_of("FN:Łukasz\r\n".encode() + b"NOTE:Stra\xdfe")
    assert (good.value, bad.value) == ("Łukasz", "Straße")


def test_charset_is_used_and_dropped() -> None:
    (line,) = lines_of(b"item1.FN;CHARSET=ISO-8859-2;X-A=b:\xa3ukasz")
    assert line.text == "item1.FN;X-A=b:Łukasz"


@pytest.mark.parametrize("charset", [b"rot13", b"unicode_escape", b"no-such", b"idna", b""])
def test_a_charset_that_is_none_does_no_harm(charset: bytes) -> None:
    (line,) = lines_of(b"FN;CHARSET=" + charset + b":M\xfcller")
    assert line.value == "Müller"


def test_quoted_printable_with_soft_breaks() -> None:
    line, end = lines_of(
        b"NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=C3=A9t=\r\n=C3=A9=0D=0A, x=\r\n\r\nREV:1",
        b"2.1",
    )
    assert line.text == "NOTE:été\\n\\, x"
    assert end.name == "REV"


def test_quoted_printable_never_swallows_the_end() -> None:
    (card,) = read_cards(
        b"BEGIN:VCARD\nVERSION:2.1\nFN;QUOTED-PRINTABLE:A=\nEND:VCARD\nBEGIN:VCARD\nFN:B\nEND:VCARD"
    )[:1]
    assert card.closed
    assert card.lines[1].value == "A"


@pytest.mark.parametrize(
    "after", [b"\r\n\r\nTEL;CELL:1", b"\r\nTEL;CELL:1", b"\r\n \r\nTEL;CELL:1"]
)
def test_base64_block_ends_at_a_blank_line_or_the_next_property(after: bytes) -> None:
    photo, phone = lines_of(b"PHOTO;ENCODING=BASE64;JPEG:\r\n /9j/\r\nAAQ=" + after, b"2.1")
    assert photo.text == "PHOTO;ENCODING=b;TYPE=JPEG:/9j/AAQ="
    assert phone.text == "TEL;TYPE=CELL:1"


def test_an_agent_stays_part_of_its_card() -> None:
    agent, url = lines_of(
        b"AGENT:\r\nBEGIN:VCARD\r\nFN:Inner\r\nEND:VCARD\r\nURL:http://example.org", b"2.1"
    )
    assert unescape(agent.value) == "BEGIN:VCARD\nFN:Inner\nEND:VCARD"
    assert url.value == "http://example.org"


def test_an_unclosed_card_ends_where_the_next_begins() -> None:
    first, second = read_cards(b"BEGIN:VCARD\nFN:A\nbegin:vcard\nFN:B\nend:vcard\n")
    assert (first.closed, first.lines[0].value) == (False, "A")
    assert (second.closed, second.number) == (True, 3)


def test_text_that_is_no_line_is_reported_once() -> None:
    (card,) = read_cards(b"BEGIN:VCARD\nFN:A\nno line\nnone either\nEND:VCARD\n")
    assert (card.junk, len(card.lines)) == (3, 1)


def test_head_with_quotes_and_rfc_6868() -> None:
    line = parse_line('x.ADR;LABEL="a;b:c^nd ^^ ^\'e^\'";TYPE="home,work":;;Street')
    assert line is not None
    assert line.parameter("LABEL") == 'a;b:c\nd ^ "e"'
    assert line.types() == {"home", "work"}
    assert line.value == ";;Street"
    again = make_line("ADR", line.value, line.parameters, line.group, text=False)
    parsed = parse_line(again.text)
    assert parsed is not None
    assert parsed.parameters == line.parameters


def test_quotes_that_never_end_do_not_hide_the_value() -> None:
    line = parse_line('NOTE;X-A="b:text')
    assert line is not None
    assert line.value == "text"


@pytest.mark.parametrize("text", ["", "no colon", ":value", ";X=1:v", "\u00e9:v"])
def test_what_is_no_content_line(text: str) -> None:
    assert parse_line(text) is None


def test_a_uri_is_not_taken_apart() -> None:
    value = "data:image/gif;base64,R0lGOD,lh\\;x="
    (line,) = lines_of(b"PHOTO:" + value.encode())
    assert line.text == f"PHOTO:{value}"
    assert read_cards(write_card([line]))[0].lines == (line,)


@given(TEXT)
def test_written_lines_are_short_and_read_back(text: str) -> None:
    data = write_card([make_line("NOTE", text)])
    assert all(len(piece) <= 75 for piece in data.split(b"\r\n"))
    for piece in data.split(b"\r\n"):
        piece.decode()
    (card,) = read_cards(data)
    assert unescape(card.lines[0].value) == text


@given(st.lists(st.text("ab;,\\:\n ", max_size=8), min_size=1, max_size=5))
def test_parts_survive(parts: list[str]) -> None:
    assert split_value(";".join(escape(part) for part in parts), ";") == parts
