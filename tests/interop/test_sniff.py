"""Bytes of unknown origin: byte order marks, wide encodings, archives, and files that are none."""

import io
import zipfile
from pathlib import Path

import pytest

from netintern.domain.errors import BadDataError, NoPermissionError, NoSuchFileError
from netintern.interop import sniff
from netintern.interop.preview import read_file
from netintern.services.queries.book import Book

TEXT = "Name,E-mail\nŁukasz,l@example.com\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_every_unicode_is_read(encoding: str) -> None:
    assert sniff.decode(sniff.to_utf8(TEXT.encode(encoding))) == TEXT


def test_windows_text_is_read() -> None:
    assert sniff.decode("Étudiante – Köln".encode("cp1252")) == "Étudiante – Köln"


def test_one_bad_byte_does_not_turn_the_rest_into_noise() -> None:
    data = "Şule Ångström, Universität Köln, Étudiante ".encode() + b"\xff"
    assert sniff.decode(data) == "Şule Ångström, Universität Köln, Étudiante \ufffd"


def test_a_named_charset_decides_what_is_not_utf_8() -> None:
    assert sniff.decode("Żak".encode("iso8859-2"), "ISO-8859-2") == "Żak"


def test_archives_are_opened() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("Basic/Other.csv", "x")
        archive.writestr("Basic/Connections.csv", TEXT)
    assert sniff.unpack(buffer.getvalue()).decode() == TEXT


@pytest.mark.parametrize("names", [(), ("a.txt",)])
def test_archives_without_addresses_are_refused(names: tuple[str, ...]) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("folder/", "")
        for name in names:
            archive.writestr(name, "x")
    with pytest.raises(BadDataError, match="no CSV"):
        sniff.unpack(buffer.getvalue())


def test_damaged_and_odd_archives_are_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("a.csv", TEXT)
    with pytest.raises(BadDataError, match="unusual"):
        sniff.unpack(buffer.getvalue())
    with pytest.raises(BadDataError, match="damaged"):
        sniff.unpack(b"PK\x03\x04 and nothing else")


def test_large_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sniff, "MAX_BYTES", 10)
    path = tmp_path / "large.csv"
    path.write_text(TEXT)
    with pytest.raises(BadDataError, match="larger"):
        sniff.read_bytes(str(path))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.csv", "x" * 1000)
    with pytest.raises(BadDataError, match="more than"):
        sniff.unpack(buffer.getvalue())


def test_what_is_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for path in (str(tmp_path), str(tmp_path / "none"), "a\0b"):
        with pytest.raises(NoSuchFileError):
            sniff.read_bytes(path)

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("builtins.open", refuse)
    with pytest.raises(NoPermissionError):
        sniff.read_bytes("locked")


def test_kinds_by_content() -> None:
    assert sniff.starts_as_card(b"\n  begin : vcard \r\nFN:A")
    assert not sniff.starts_as_card(b"Name\nBEGIN:VCARD")
    assert sniff.holds_cards(b"Dear all,\nBEGIN:VCARD\nFN:A")
    assert sniff.starts_as_json(b' {"a": 1}')


def test_a_folder_is_told_from_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(NoSuchFileError, match="is a folder"):
        sniff.read_bytes(str(tmp_path))
    with pytest.raises(NoSuchFileError, match="no file"):
        sniff.read_bytes(str(tmp_path / "nothing.csv"))


def test_the_open_book_is_not_read_as_a_file(book: Book) -> None:
    with pytest.raises(BadDataError, match="book itself"):
        read_file(book.path, beside=book)
