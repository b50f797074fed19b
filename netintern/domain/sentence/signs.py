"""The signs and separators of a line: @ # + ! < > * and what stands in brackets."""

from collections.abc import Callable
from typing import Final

from netintern.domain.sentence.days import clock_at
from netintern.domain.sentence.followed import next_at
from netintern.domain.sentence.line import Line
from netintern.domain.sentence.organisations import read_organisation
from netintern.domain.sentence.pieces import OWN
from netintern.domain.sentence.promised import promises
from netintern.domain.sentence.suggested import circle_named, suggestions


def read_separator(line: Line, i: int) -> int | None:
    token = line.tokens[i]
    if token.sort != "sep":
        return None
    if token.text == "(":
        return _bracket(line, i)
    if line.run in ("about", "saying") and token.text in (",", ":", "-", ")"):
        line.boundary = token.text != ")"
        line.speak(i)
        return i + 1
    line.end_run()
    line.boundary = True
    line.clear = token.text == ")"
    if token.text == "," and line.named_at == i:
        line.place = "list"
    else:
        line.place = "begin" if token.text == ";" else "open"
    return i + 1


def _bracket(line: Line, i: int) -> int:
    """A circle in brackets after a new person; other brackets are free text."""
    circle = circle_named(line.fold(i + 1))
    if circle and line.fold(i + 2) == ")" and line.named_at == i:
        line.circle = circle
        if not line.newcomers:
            line.doubt(line.tokens[i + 1].text, "the circle of a known person is changed by edit")
        line.named_at = i + 3
        return i + 3
    if line.is_piece(i + 1) or line.phrase(OWN, i + 1) is not None:
        line.end_run()
        return i + 1
    if not line.run:
        line.run = "saying"
    line.speak(i)
    return i + 1


def read_sign(line: Line, i: int) -> int | None:
    token = line.tokens[i]
    if token.text == "@" and line.has(i + 1):
        return organisation_at(line, i)
    if token.fold in (">", "<") and line.has(i + 1):
        line.end_run()
        return _SIGNS[token.fold](line, i + 1)
    if token.sort != "sign":
        return None
    if token.text == "+" and line.fold(i + 1)[:1].isdecimal():
        return None
    line.end_run()
    line.boundary = True
    end = _SIGNS[token.text](line, i + 1)
    line.place = "open"
    return end


def organisation_at(line: Line, i: int) -> int:
    clock = clock_at(line.tokens, i + 1)
    if clock is None and line.tokens[i].sort == "word" and line.fold(i + 1)[:1].isdecimal():
        clock = clock_at(line.tokens, i)
    line.end_run()
    line.boundary, line.place = True, "open"
    if clock is not None:
        line.notes.append(line.said(i, clock.end))
        return clock.end
    if line.fold(i + 1) in ("the", "a", "our", "my"):
        line.run = "loose"
        line.speak(i + 1)
        return i + 2
    return read_organisation(line, i + 1, marked=True)


def tag_at(line: Line, i: int) -> int:
    word = line.tokens[i].text
    circle = circle_named(line.fold(i))
    tag = circle or word
    if tag not in line.tags:
        line.tags.append(tag)
    if circle is not None:
        if line.circle not in (None, circle):
            line.doubt(word, f"there is another circle: {line.circle}")
        line.circle = circle
    return i + 1


def _own(line: Line, i: int) -> int:
    if line.fold(i) not in ("own", "owntime", "own-time"):
        line.doubt(f"*{line.tokens[i].text}", "after * only own is understood: own time")
        return i + 1
    line.own_time = True
    return i + 2 if line.fold(i + 1) == "time" else i + 1


def _their_promise(line: Line, i: int) -> int:
    return promises(line, i, theirs=True, marked=True)


def _my_promise(line: Line, i: int) -> int:
    return promises(line, i, theirs=False, marked=True)


_SIGNS: Final[dict[str, Callable[[Line, int], int]]] = {
    "#": tag_at,
    "+": suggestions,
    "!": _my_promise,
    "<": _their_promise,
    ">": next_at,
    "*": _own,
    "@": read_organisation,
}
