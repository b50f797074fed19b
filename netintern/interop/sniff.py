"""Which format a file has, and which letters its bytes mean, judged by content and not by name."""

import codecs
import io
import os
import re
import zipfile
import zlib
from typing import Final

from netintern.domain.errors import BadDataError, NoPermissionError, NoSuchFileError

MAX_BYTES: Final = 256 * 1024 * 1024
"""A file larger than this is refused: no address book is, and it would have to fit in memory."""

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ARCHIVE_ERRORS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    LookupError,
    OSError,
    RuntimeError,
    ValueError,
)
_CARD_START: Final = re.compile(rb"^[ \t]*BEGIN[ \t]*:[ \t]*VCARD[ \t]*\r?$", re.I | re.M)
_REAL_CHARSETS: Final = re.compile(
    r"(utf-?(7|8|16|32)|iso-?8859|latin|cp\d|windows-?\d|koi8|gb|big5|shift|sjis|euc|mac|us-ascii)"
    r"[\w-]*",
    re.I,
)


def read_bytes(path: str) -> bytes:
    """The content of a file.

    Raises NoSuchFileError (also for a directory), NoPermissionError, and BadDataError for a file
    beyond MAX_BYTES.
    """
    if os.path.isdir(path):
        raise NoSuchFileError(f"'{path}' is a folder.", "Name a file inside it.")
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_BYTES + 1)
    except PermissionError as error:
        raise NoPermissionError(f"'{path}' may not be read.", "Check its permissions.") from error
    except (OSError, ValueError) as error:
        raise NoSuchFileError(f"There is no file '{path}' to read.", "Check the name.") from error
    if len(data) > MAX_BYTES:
        raise BadDataError(f"'{path}' is larger than 256 MB.", "Split it into several files.")
    return data


def unpack(data: bytes) -> bytes:
    """The connections or the only address file of a zip archive; other data comes back as it is."""
    if not data.startswith(b"PK\x03\x04"):
        return data
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _address_file(archive)
    except _ARCHIVE_ERRORS as error:
        raise BadDataError("The archive is damaged or locked.", "Unpack it first.") from error


def _address_file(archive: zipfile.ZipFile) -> bytes:
    members = [info for info in archive.infolist() if not info.is_dir()]
    wanted = [info for info in members if info.filename.lower().endswith("connections.csv")]
    wanted += [info for info in members if info.filename.lower().endswith((".csv", ".vcf"))]
    if not wanted:
        raise BadDataError("The archive holds no CSV file and no vCard file.", "Unpack it first.")
    if wanted[0].compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise BadDataError("The archive is packed in an unusual way.", "Unpack it first.")
    with archive.open(wanted[0]) as member:
        # The size in the archive's directory may lie, so the limit is put on what comes out.
        data = member.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise BadDataError("The archive holds more than 256 MB.", "Unpack and split it first.")
    return data


def to_utf8(data: bytes) -> bytes:
    """The same text without byte order mark; UTF-16 and UTF-32 become UTF-8, the rest is kept."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            rest = data[len(mark) :]
            if encoding == "utf-8":
                return rest
            return rest.decode(encoding, "replace").encode("utf-8", "replace")
    encoding = _wide_encoding(data[:4096])
    if encoding:
        return data.decode(encoding, "replace").encode("utf-8", "replace")
    return data


def _wide_encoding(sample: bytes) -> str:
    """UTF-16 without a mark betrays itself: every other byte of Latin text is NUL."""
    half = len(sample) // 2
    if half < 4:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.1 * half:
        return "utf-16-be"
    return ""


def decode(data: bytes, charset: str = "") -> str:
    """UTF-8, else the named charset, else UTF-8 with a few bad bytes, else Windows-1252.

    Never raises: what fits nothing becomes U+FFFD.
    """
    plain = _as_utf8(data)
    if plain is None:
        plain = _by_charset(data, charset.strip())
    if plain is not None:
        return plain
    mended = data.decode("utf-8", "replace")
    letters = sum(1 for letter in mended if letter > "\x7f" and letter != "\ufffd")
    if letters > 4 * mended.count("\ufffd"):
        return mended
    return data.decode("cp1252", "replace")


def _as_utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _by_charset(data: bytes, charset: str) -> str | None:
    """None if the name is no charset of text, as a file may name anything."""
    if not _REAL_CHARSETS.fullmatch(charset):
        return None
    try:
        return data.decode(charset, "replace")
    except (LookupError, ValueError):
        return None


def starts_as_card(data: bytes) -> bool:
    """Whether the first line opens a vCard."""
    return _CARD_START.match(data.lstrip()) is not None


def holds_cards(data: bytes) -> bool:
    """Whether any line opens a vCard, as in a mail that has one inside."""
    return _CARD_START.search(data) is not None


def starts_as_json(data: bytes) -> bool:
    """Whether the data can only be JSON."""
    return data.lstrip().startswith((b"{", b"["))
