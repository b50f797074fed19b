"""Promises of both sides inside a line, each with its day."""

from datetime import date
from typing import Final

from netintern.domain.dates import weekday_day
from netintern.domain.sentence.days import Span
from netintern.domain.sentence.heads import Head, clause_end, head_at
from netintern.domain.sentence.line import Line, is_far_ahead
from netintern.domain.sentence.people import find, join_if_alone
from netintern.domain.sentence.slips import near_day
from netintern.domain.sentence.values import Promised
from netintern.domain.sentence.words import JOINS, PRONOUNS, word_set

_BEFORE_DAY: Final = word_set("by until till til before due on latest for eod")


_LEADING: Final = word_set(
    "to him them that me us : i i'd i'll she he they she'll he'll they'll would will"
)


def read_promised(line: Line, head: Head) -> int:
    if head.subject != "theirs" and not (line.people or line.newcomers or line.selected):
        return read_owed(line, head)
    if head.name == "will" and not head.subject and line.kind == "inbound":
        text = line.said(head.body - 1, clause_end(line, head.body))
        line.doubt(text, "who will? write I'll, she'll, or they'll")
    line.promiser = head.actor
    theirs = head.subject == "theirs" or (not head.subject and _is_to_me(line, head.body))
    end = promises(line, head.body, theirs=theirs, marked=False)
    line.promiser = ""
    return end


def _is_to_me(line: Line, i: int) -> bool:
    """ "promised me slides", "will send me slides": what they do for me is theirs."""
    return any(line.fold(at) in ("me", "us") for at in range(i, min(i + 4, clause_end(line, i))))


def read_to_do(line: Line, head: Head) -> int:
    end = clause_end(line, head.body)
    text = line.said(head.body, end)
    line.doubt(text, f"is that a promise? write promised {text}")
    return end


def read_owed(line: Line, head: Head) -> int:
    i = head.body
    if line.fold(i) not in PRONOUNS and (match := find(line, i)):
        join_if_alone(line, match.known, match.end, i)
        i = match.end
    line.promiser = head.actor
    end = promises(line, i, theirs=head.subject == "theirs", marked=False)
    line.promiser = ""
    return end


def promises(line: Line, i: int, *, theirs: bool, marked: bool) -> int:
    """What was promised, each with its day if it has one; `marked`: by a sign, up to the next."""
    end = clause_end(line, i)
    found = line.they_promised if theirs else line.promised
    # "she promised her thesis" and "!her thesis" are about hers; "promised her slides" is to her.
    leading = _LEADING if theirs or marked else _LEADING | {"her"}
    first = start = i = _skip(line, i, end, leading)
    joined = False
    while i < end:
        day = _day_of_promise(line, i, end)
        if day is None:
            i += 1
            continue
        if _add_promise(line, found, start, i, day.day, day):
            line.boundary = True
        i = day.end
        while i < end and (line.tokens[i].text == "," or line.fold(i) in JOINS):
            i += 1
        joined = line.fold(i - 1) in JOINS
        start = i = _skip(line, i, end, leading)
        if i < end and _is_over(line, i, joined=joined):
            return i
    if start < end:
        if start > first and not joined:
            text = line.said(start, end)
            line.doubt(text, f"is '{text}' promised too? write and before it, or ;")
        _add_promise(line, found, start, end, None, None)
    elif not found:
        line.doubt(line.said(max(0, end - 1), end) or "promised", "what was promised?")
    return end


def _is_over(line: Line, i: int, *, joined: bool = False) -> bool:
    """After the day of a promise the line goes on with something else; "and" goes on with it."""
    if head_at(line, i) is not None or line.is_piece(i):
        return True
    return not joined and line.kind_at(i) is not None


def _skip(line: Line, i: int, end: int, leading: frozenset[str]) -> int:
    """The place after words that only say to whom: "to", "her", "that I'd"."""
    while i < end - 1:
        if line.fold(i) in leading:
            i += 1
            continue
        match = find(line, i)
        if (
            match is None
            or match.end >= end
            or not any(one.id in line.people for one in match.known)
        ):
            return i
        i = match.end
    return i


def _day_of_promise(line: Line, i: int, end: int) -> Span | None:
    """The day that ends a promise here."""
    at = i
    while line.fold(at) in _BEFORE_DAY:
        at += 1
    if at >= end or line.tokens[at].sort != "word":
        return None
    span = line.coming_day(at)
    if span is None or span.end > end:
        return _misread_day(line, i, at, end)
    after = span.end
    if after >= end or line.tokens[after].text == "," or line.fold(after) in JOINS:
        return span
    marked = at > i and line.fold(i) in ("by", "until", "till", "before")
    return span if marked or _is_over(line, after) else None


def _misread_day(line: Line, i: int, at: int, end: int) -> Span | None:
    """A "by" without a day that is understood; other words than "by" belong to the text."""
    word = line.fold(at)
    if near_day(word):
        line.doubt(
            line.tokens[at].text, f"'{line.tokens[at].text}' is not a day that is understood"
        )
    elif line.fold(i) in ("by", "until", "till") and at == i + 1 and not line.tokens[at].is_name:
        text = line.said(at, min(end, at + 2))
        line.doubt(text, f"'{text}' is not a day that is understood")
    return None


def _add_promise(
    line: Line, found: list[Promised], start: int, end: int, day: date | None, span: Span | None
) -> bool:
    text = line.said(start, end)
    if span is not None and span.day is None:
        line.doubt(span.text, span.why)
    elif not text:
        line.doubt(span.text if span else "promised", "what was promised?")
        return False
    elif day is not None and day < (line.day or line.today):
        line.doubt(
            span.text if span else text, f"{weekday_day(day, line.today)} is before the talk"
        )
    elif span is not None and is_far_ahead(span, line.today):
        when = weekday_day(day, line.today) if day else span.text
        line.doubt(span.text, f"{span.text} is over; write the year if it is {when}")
    found.append(Promised(text, day, line.promiser))
    return True
