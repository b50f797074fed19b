"""Bytes of a vCard file to content lines and back, so that a line nobody changed stays as it is."""

import binascii
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from netintern.interop.sniff import decode

FOLD_AT: Final = 75
"""Octets of a written line, its end not counted (RFC 6350, 3.2)."""

Parameters = tuple[tuple[str, str], ...]

_QUOTED_PRINTABLE: Final = re.compile(rb"^[^:]*[;=]QUOTED-PRINTABLE[ \t]*[;:]", re.I)
_BASE64: Final = re.compile(rb"^[^:]*;[ \t]*(ENCODING=)?(B|BASE64)[ \t]*[;:]", re.I)
_BASE64_TEXT: Final = re.compile(rb"[A-Za-z0-9+/=]+[ \t]*")
_CHARSET: Final = re.compile(rb"^[^:]*;[ \t]*CHARSET=\"?([^;:\"]+)", re.I)
_BARE_ENCODINGS: Final = frozenset({"QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT", "B"})
_BARE_VALUES: Final = frozenset({"INLINE", "URL", "CID", "CONTENT-ID"})
_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_/ .-]*")
_COMPONENTS: Final = {"N": ";", "ADR": ";", "ORG": ";", "CATEGORIES": ",", "NICKNAME": ","}
"""Properties of several parts, by what stands between two parts."""
_CARET: Final = {"^n": "\n", "^N": "\n", "^^": "^", "^'": '"'}
_ESCAPED: Final = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}


class Line(NamedTuple):
    """One content line, unfolded and decoded."""

    head: str
    """Group, name and parameters exactly as they came."""
    value: str
    """Everything behind the colon, still escaped."""
    group: str = ""
    """In lower case: item1."""
    name: str = ""
    """In upper case: EMAIL."""
    parameters: Parameters = ()
    """Names in upper case; a bare parameter of vCard 2.1 is a TYPE."""

    @property
    def text(self) -> str:
        """The line as it is kept and written."""
        return f"{self.head}:{self.value}"

    def types(self) -> set[str]:
        """All words of the TYPE parameters, in lower case."""
        listed = ",".join(value for name, value in self.parameters if name == "TYPE")
        return {word.strip().lower() for word in listed.split(",") if word.strip()}

    def parameter(self, name: str) -> str:
        """The first value of a parameter, or nothing."""
        return next((value for known, value in self.parameters if known == name), "")


class RawCard(NamedTuple):
    """The lines between BEGIN and END."""

    number: int
    """Line of the file on which the card starts, from 1."""
    lines: tuple[Line, ...]
    closed: bool
    """False if the file or the next card came before its END."""
    junk: int = 0
    """Line of the first text that is no content line; 0 if there is none."""


def read_cards(data: bytes) -> list[RawCard]:
    """All cards of a file in UTF-8 or with mixed charsets; never raises."""
    reader = _Reader()
    for number, raw in _logical_lines(_physical_lines(data)):
        reader.take(number, raw)
    reader.close(closed=False)
    return reader.cards


def parse_line(text: str) -> Line | None:
    """A line of text split into its parts; None if it is no content line."""
    head, value = _split_head(text)
    if not head:
        return None
    parsed = _parse_head(head)
    if parsed is None:
        return None
    group, name, parameters = parsed
    return Line(head, value, group, name, parameters)


def parse_lines(texts: Iterable[str]) -> tuple[Line, ...]:
    """Lines that were kept; what is no content line is left out."""
    found = (parse_line(text) for text in texts)
    return tuple(line for line in found if line is not None)


def make_line(
    name: str, value: str, parameters: Parameters = (), group: str = "", *, text: bool = True
) -> Line:
    """A new line; `text` values are escaped here, others (URIs, several parts) are taken as given.

    Parameter values are quoted and encoded after RFC 6868 where they need it.
    """
    head = f"{group}.{name}" if group else name
    for parameter, word in parameters:
        head += f";{parameter}={_encode_parameter(word)}"
    plain = escape(value) if text else value.replace("\n", " ")
    return Line(head, plain, group.lower(), name, parameters)


def with_value(line: Line, value: str, *, text: bool = True) -> Line:
    """The same line with another value."""
    return line._replace(value=escape(value) if text else value)


def write_card(lines: Iterable[Line]) -> bytes:
    """A card between BEGIN and END, in UTF-8, folded, each line ended by CR LF."""
    folded = [_fold(line.text) for line in lines]
    return b"".join([b"BEGIN:VCARD\r\n", *folded, b"END:VCARD\r\n"])


def escape(text: str) -> str:
    """Text as a value: backslash, semicolon, comma, and newline are escaped."""
    return "".join(_ESCAPED.get(letter, letter) for letter in text.replace("\r\n", "\n"))


def unescape(value: str) -> str:
    """A value as text."""
    if "\\" not in value:
        return value
    return re.sub(r"\\(.)", _unescaped, value, flags=re.S)


def split_value(value: str, separator: str) -> list[str]:
    """The parts of a value as text; an escaped separator does not split."""
    if "\\" not in value:
        return value.split(separator)
    return [unescape(part) for part in _raw_parts(value, separator)]


def _unescaped(match: re.Match[str]) -> str:
    letter = match.group(1)
    return "\n" if letter in "nN" else letter


def _raw_parts(value: str, separator: str) -> list[str]:
    return re.findall(rf"(?:^|{separator})((?:\\.|[^{separator}\\]|\\$)*)", value, flags=re.S)


class _Reader:
    """Puts content lines into cards; a card inside an AGENT line stays part of that line."""

    def __init__(self) -> None:
        self.cards: list[RawCard] = []
        self._number = 0
        self._lines: list[Line] | None = None
        self._agent: list[Line] | None = None
        self._old = False
        self._junk = 0

    def take(self, number: int, raw: bytes) -> None:
        """The next content line of the file."""
        mark = _mark(raw)
        if mark == b"BEGIN:VCARD":
            self._begin(number)
        elif mark == b"END:VCARD":
            self._end()
        elif self._lines is not None:
            self._add(number, raw)

    def close(self, *, closed: bool) -> None:
        """The card is over, by its END or without one."""
        if self._lines is None:
            return
        if self._agent is not None:
            self._end_agent()
        self.cards.append(RawCard(self._number, tuple(self._lines), closed, self._junk))
        self._lines = None

    def _begin(self, number: int) -> None:
        if self._lines and self._agent is None and _is_agent(self._lines[-1]):
            self._agent = []
            return
        self.close(closed=False)
        self._number, self._lines, self._old, self._junk = number, [], False, 0

    def _end(self) -> None:
        if self._agent is not None:
            self._end_agent()
        else:
            self.close(closed=True)

    def _end_agent(self) -> None:
        """Write the inner card as vCard 3.0 does: as the escaped text of one line."""
        assert self._lines is not None
        inner = [line.text for line in self._agent or ()]
        text = "\n".join(["BEGIN:VCARD", *inner, "END:VCARD"])
        self._lines[-1] = with_value(self._lines[-1], text)
        self._agent = None

    def _add(self, number: int, raw: bytes) -> None:
        line = _decode_line(raw, self._old)
        if line is None:
            self._junk = self._junk or number
            return
        if line.name == "VERSION" and line.value.strip() == "2.1":
            self._old = True
            line = make_line("VERSION", "3.0")
        target = self._lines if self._agent is None else self._agent
        if target is not None:
            target.append(line)


def _is_agent(line: Line) -> bool:
    return line.name == "AGENT" and not line.value.strip()


def _mark(raw: bytes) -> bytes:
    """BEGIN:VCARD and END:VCARD in one spelling; other lines as something else."""
    if len(raw) > 40 or b":" not in raw:
        return b""
    return raw.upper().replace(b" ", b"").replace(b"\t", b"")


def _physical_lines(data: bytes) -> list[bytes]:
    # A NUL is no text, and would end the text where SQLite hands it to the journal.
    plain = data.replace(b"\0", b"").replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n")
    return plain.replace(b"\r", b"\n").split(b"\n")


def _logical_lines(physical: list[bytes]) -> Iterator[tuple[int, bytes]]:
    """Unfolded as bytes: a fold may cut a letter in two. Blank lines are left out."""
    index, old = 0, False
    while index < len(physical):
        first = physical[index]
        number, index = index + 1, index + 1
        if not first.strip():
            continue
        parts = [first]
        joint = _Joint(first, old)
        while index < len(physical):
            more = joint.join(parts[-1], physical[index])
            if more is None:
                break
            parts[-1] = more[0]
            parts.append(more[1])
            index += 1
        logical = b"".join(parts)
        old = _is_old(logical, old)
        yield number, logical


def _is_old(logical: bytes, before: bool) -> bool:
    mark = _mark(logical)
    if mark == b"BEGIN:VCARD":
        return False
    return before or mark == b"VERSION:2.1"


class _Joint:
    """Whether and how the next physical line belongs to the line before it."""

    def __init__(self, first: bytes, old: bool) -> None:
        self._soft = _QUOTED_PRINTABLE.match(first) is not None
        self._base64 = _BASE64.match(first) is not None
        self._old = old

    def join(self, before: bytes, after: bytes) -> tuple[bytes, bytes] | None:
        """The line before, as it now ends, and what is added to it; None if it is complete."""
        if self._soft and before.endswith(b"="):
            return self._soft_break(before[:-1], after)
        if after[:1] in (b" ", b"\t"):
            if self._old and not self._base64 and after.strip():
                # vCard 2.1 folds where a space is, and keeps that space.
                return before.rstrip(b" \t") + b" ", after.lstrip(b" \t")
            return before, after[1:]
        if self._base64 and _BASE64_TEXT.fullmatch(after):
            return before, after
        return None

    def _soft_break(self, before: bytes, after: bytes) -> tuple[bytes, bytes] | None:
        if _mark(after) == b"END:VCARD":
            return None
        # A producer that folds at soft breaks as well indents what follows.
        return before, after.lstrip(b" \t") if before.endswith(b" ") else after


def _decode_line(raw: bytes, old: bool) -> Line | None:
    match = _CHARSET.match(raw)
    charset = match.group(1).decode("ascii", "replace") if match else ""
    line = parse_line(decode(raw, charset))
    if line is None:
        return None
    if old or match or line.parameter("ENCODING").upper() == "QUOTED-PRINTABLE":
        return _modernise(line, raw, charset, old)
    return line


def _modernise(line: Line, raw: bytes, charset: str, old: bool) -> Line:
    """A line without CHARSET and quoted-printable; bare types and BASE64 as vCard 3.0 has them."""
    value, encoding = line.value, line.parameter("ENCODING").upper()
    if encoding == "QUOTED-PRINTABLE":
        value = decode(binascii.a2b_qp(_value_bytes(raw)), charset)
    kept: list[tuple[str, str]] = []
    for name, word in line.parameters:
        if name == "CHARSET" or (name == "ENCODING" and encoding not in ("BASE64", "B")):
            continue
        kept.append((name, "b") if name == "ENCODING" else (name, word))
    if encoding in ("BASE64", "B"):
        value = "".join(value.split())
    elif old or encoding == "QUOTED-PRINTABLE":
        value = _escape_again(line.name, value)
    if not old and encoding != "QUOTED-PRINTABLE":
        return line._replace(head=_without_charset(line.head), parameters=tuple(kept))
    prefix = line.head.split(";")[0].split(".")[0] if line.group else ""
    return make_line(line.name, value, tuple(kept), prefix, text=False)


def _value_bytes(raw: bytes) -> bytes:
    """What stands behind the colon, before the bytes are decoded."""
    match = re.match(rb'(?:[^":]|"[^"]*")*:', raw)
    return raw[match.end() :] if match else raw.partition(b":")[2]


def _without_charset(head: str) -> str:
    return re.sub(r';[ \t]*CHARSET=("[^"]*"|[^;]*)', "", head, flags=re.I)


def _escape_again(name: str, value: str) -> str:
    """A decoded value of vCard 2.1 with the escapes of 3.0."""
    plain = value.replace("\r\n", "\n").replace("\r", "\n")
    separator = _COMPONENTS.get(name)
    if separator:
        return separator.join(escape(part) for part in split_value(plain, separator))
    if "\n" in plain or name in ("FN", "NOTE", "TITLE", "ROLE", "LABEL"):
        return escape(unescape(plain))
    return plain


def _split_head(text: str) -> tuple[str, str]:
    """Head and value; a colon in quotes belongs to the head, unless the quotes never end."""
    colon = text.find(":")
    if colon < 0:
        return "", ""
    if '"' in text[:colon]:
        match = re.match(r'(?:[^":]|"[^"]*")*:', text)
        if match:
            colon = match.end() - 1
    return text[:colon], text[colon + 1 :]


@lru_cache(maxsize=4096)
def _parse_head(head: str) -> tuple[str, str, Parameters] | None:
    """Group, name, parameters. Heads repeat from card to card, so they are remembered."""
    first, *rest = _raw_words(head)
    group, dot, name = first.strip().rpartition(".")
    if not dot:
        group = ""
    if not _NAME.fullmatch(name):
        return None
    parameters = tuple(_parse_parameter(word) for word in rest if word.strip())
    return group.lower(), name.upper().strip(), parameters


def _raw_words(head: str) -> list[str]:
    if '"' not in head:
        return head.split(";")
    return re.findall(r'(?:^|;)((?:[^";]|"[^"]*"|")*?)(?=;|$)', head)


def _parse_parameter(word: str) -> tuple[str, str]:
    name, equals, value = word.strip().partition("=")
    if equals:
        return name.strip().upper(), _decode_parameter(value)
    bare = name.upper()
    if bare in _BARE_ENCODINGS:
        return "ENCODING", bare
    if bare in _BARE_VALUES:
        return "VALUE", bare
    return "TYPE", name


def _decode_parameter(value: str) -> str:
    plain = value.replace('"', "")
    if "^" not in plain:
        return plain
    return re.sub(r"\^[nN^']", lambda match: _CARET[match.group()], plain)


def _encode_parameter(value: str) -> str:
    encoded = value.replace("^", "^^").replace("\n", "^n").replace('"', "^'")
    return f'"{encoded}"' if any(mark in encoded for mark in ":;,") else encoded


def _fold(text: str) -> bytes:
    """A line with its end, cut into pieces of at most 75 octets, never inside a letter."""
    data = text.encode("utf-8", "replace")
    if len(data) <= FOLD_AT:
        return data + b"\r\n"
    pieces, start, room = [], 0, FOLD_AT
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(data[start:end])
        # The space that starts the next piece takes one octet of it.
        start, room = end, FOLD_AT - 1
    pieces.append(data[start:])
    return b"\r\n ".join(pieces) + b"\r\n"
