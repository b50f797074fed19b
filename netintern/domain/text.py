"""Cleaning of text from outside, and its width in terminal cells."""

import unicodedata
from typing import Final

MAX_LINE: Final = 500
"""Characters that a single line keeps."""

_BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_INVISIBLE = "\u200b\u2060\ufeff"
_CONTROLS = [*range(0x20), *range(0x7F, 0xA0)]
_GAPS = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u2028\u2029"
_REMOVED: Final[dict[int, str | None]] = {
    **dict.fromkeys(_CONTROLS),
    **dict.fromkeys(map(ord, _BIDI + _INVISIBLE)),
    **dict.fromkeys(range(0xD800, 0xE000)),
}
_SINGLE: Final = {**_REMOVED, **dict.fromkeys(map(ord, _GAPS), " ")}
_SEVERAL: Final = {**_SINGLE, ord("\n"): "\n", ord("\t"): "\t"}
_ESCAPE: Final = (
    # CSI: the colours and the movements of the cursor.
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    # OSC, DCS, SOS, PM, APC: titles, links, the clipboard; they run up to a terminator.
    r"|(?:\x1b[\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)"
    # Their openings without an end, and all short sequences.
    r"|\x1b[ -/]*[0-~]?"
)
_HAND_MADE: Final = str.maketrans(
    {"ł": "l", "ø": "o", "ı": "i", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k"}
    | {"æ": "ae", "œ": "oe", "þ": "th", "ɐ": "a", "ə": "e", "ƒ": "f", "ŀ": "l"}
    | dict.fromkeys("’‘ʼʹ`´", "'")
    | dict.fromkeys("‐‑‒–—", "-")
)
"""Letters that Unicode does not decompose."""


def clean(text: str) -> str:
    """One line of outside text without controls, escapes and bidi controls; at most 500 characters.

    Runs of spaces become one space. Cleaning twice changes nothing more.
    """
    if text.isascii() and text.isprintable():
        plain = text
    else:
        plain = _without_escapes(text).translate(_SINGLE)
    return " ".join(plain.split())[:MAX_LINE].rstrip()


def clean_note(text: str) -> str:
    """Outside text of several lines: as `clean`, but newlines, tabs and spaces are kept."""
    plain = _without_escapes(text).replace("\r\n", "\n").replace("\r", "\n").translate(_SEVERAL)
    return "\n".join(line.rstrip() for line in plain.split("\n")).strip("\n")


def printable(text: str) -> str:
    """Text for one line of output: what could steer a terminal is removed once more."""
    if text.isascii() and text.isprintable():
        return text
    return _without_escapes(text).translate(_SINGLE)


def fold(text: str) -> str:
    """Text for comparison: without accents and case; Ł, Ø, ß and their like become plain."""
    if text.isascii():
        return text.lower()
    for _ in range(2):
        split = unicodedata.normalize("NFKD", text.casefold())
        text = "".join(letter for letter in split if not unicodedata.combining(letter))
        text = text.casefold().translate(_HAND_MADE)
    return text


def cell_width(text: str) -> int:
    """Terminal cells that the text takes."""
    if text.isascii():
        return len(text)
    return sum(_cluster_width(cluster) for cluster in _clusters(text))


def cut(text: str, cells: int, ellipsis: str = "…") -> str:
    """The text in at most so many cells; what is cut off is marked by the ellipsis."""
    if cell_width(text) <= cells:
        return text
    room = cells - cell_width(ellipsis)
    if room < 0:
        return ""
    kept: list[str] = []
    for cluster in _clusters(text):
        room -= _cluster_width(cluster)
        if room < 0:
            break
        kept.append(cluster)
    return "".join(kept) + ellipsis


def pad(text: str, cells: int) -> str:
    """The text in exactly so many cells: cut, or filled with spaces on the right."""
    short = cut(text, cells)
    return short + " " * (cells - cell_width(short))


def _without_escapes(text: str) -> str:
    if not any(mark in text for mark in "\x1b\x90\x98\x9b\x9d\x9e\x9f"):
        return text
    import re

    return re.sub(_ESCAPE, "", text)


def _clusters(text: str) -> list[str]:
    """What a terminal draws as one: a letter with its marks, an emoji with its joiners, a flag."""
    found: list[str] = []
    for letter in text:
        if found and _joins(found[-1], letter):
            found[-1] += letter
        else:
            found.append(letter)
    return found


def _joins(cluster: str, letter: str) -> bool:
    if letter in "\u200d\ufe0e\ufe0f" or "\U0001f3fb" <= letter <= "\U0001f3ff":
        return True
    if unicodedata.combining(letter):
        return True
    if cluster[-1] == "\u200d":
        # Joined emoji begin with the arrows; a joiner before a letter or a space joins nothing.
        return letter >= "\u2190"
    return len(cluster) == 1 and _is_flag_half(cluster) and _is_flag_half(letter)


def _is_flag_half(letter: str) -> bool:
    return "\U0001f1e6" <= letter <= "\U0001f1ff"


def _cluster_width(cluster: str) -> int:
    if cluster.isascii():
        return len(cluster)
    from wcwidth import wcswidth

    return max(0, wcswidth(cluster))
