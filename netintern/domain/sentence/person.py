"""A line about a new person: the name first, then the clauses in any order."""

import re
from datetime import date
from typing import Final, NamedTuple

from netintern.domain.calendar import Calendar
from netintern.domain.sentence.days import Span
from netintern.domain.sentence.followed import next_at
from netintern.domain.sentence.line import Line
from netintern.domain.sentence.people import find, fits_several, is_reserved
from netintern.domain.sentence.signs import organisation_at, tag_at
from netintern.domain.sentence.suggested import circle_named
from netintern.domain.sentence.values import Known, Names, PersonReading
from netintern.domain.vocabulary import Circle

_EMAIL: Final = re.compile(r"[^\s,;:<>()]+@[^\s,;:<>()]+\.[^\s,;:<>()]+")
_PHONE: Final = re.compile(r"(?<![\w.])\+?\(?\d[\d ()/-]{5,}\d(?!\w)")
_WISH: Final = (
    ("to", "meet"),
    ("want", "to", "meet"),
    ("wish",),
    ("wishlist",),
    ("wish", "list"),
    ("would", "like", "to", "meet"),
    ("someday",),
    ("not", "met", "yet"),
)
_VIA_PHRASES: Final = (
    ("suggested", "by"),
    ("introduced", "by"),
    ("recommended", "by"),
    ("referred", "by"),
    ("named", "by"),
    ("friend", "of"),
    ("via",),
    ("through",),
)
_ROLE: Final = (("role",), ("works", "as"), ("is", "a"), ("is", "an"), ("as",))


class _Handles(NamedTuple):
    text: str
    emails: tuple[str, ...]
    phones: tuple[str, ...]


class _Draft:
    """What was read of the person so far."""

    def __init__(self) -> None:
        self.role = ""
        self.wish = False
        self.via: Known | None = None
        self.met_on: date | None = None
        self.circle: Circle | None = None
        self.notes: list[str] = []


def read_person(text: str, *, today: date, calendar: Calendar, names: Names) -> PersonReading:
    """What a line about a new person says: "Mei Tanaka @ Design, met at brown-bag, >2w".

    After the name come in any order @organisation, #tag or #circle, (circle), addresses and
    numbers, "via NAME", "met ... DAY", "to meet", "role: ...", ">WHEN"; the rest are notes.
    """
    handles = _handles(text)
    line = Line(handles.text, today=today, calendar=calendar, names=names)
    draft = _Draft()
    end = _name_end(line)
    quoted = bool(line.tokens) and line.tokens[0].sort == "quote"
    name = line.tokens[0].text if quoted else line.said(0, end)
    if not name:
        line.doubt("", "the name comes first")
    _read_parts(line, draft, end)
    return PersonReading(
        name=name,
        circle=draft.circle or line.circle,
        organisation=line.organisation or "",
        role=draft.role,
        tags=tuple(tag for tag in line.tags if circle_named(tag) is None),
        emails=handles.emails,
        phones=handles.phones,
        wish=draft.wish or (draft.via is not None and draft.met_on is None),
        via=draft.via,
        met_on=draft.met_on,
        notes="; ".join([*draft.notes, *line.notes]),
        next_on=line.next_on,
        unsure=tuple(line.doubts),
    )


def _handles(text: str) -> _Handles:
    """The line without its addresses and numbers, and those."""
    emails = tuple(_EMAIL.findall(text))
    rest = re.sub(r"(?i)\brole\s*:", "role ", _EMAIL.sub(" , ", text))
    phones = tuple(phone.strip() for phone in _PHONE.findall(rest) if _is_phone(phone))
    for phone in phones:
        rest = rest.replace(phone, " , ")
    return _Handles(rest, emails, phones)


def _is_phone(text: str) -> bool:
    digits = sum(sign.isdecimal() for sign in text)
    return digits >= 7 and not re.fullmatch(r"\d{4}-\d{1,2}-\d{1,2}", text.strip())


def _name_end(line: Line) -> int:
    """The place after the name: before the first sign, separator, or word of the grammar."""
    end = 0
    while line.has(end) and end < 8:
        token = line.tokens[end]
        if token.sort == "quote":
            return end + 1
        if token.sort != "word" or token.text in ("@", ">"):
            break
        if end and (_phrase_at(line, end) or token.fold in ("from", "at", "met")):
            break
        if end and _meant(line, end):
            break
        end += 1
    return end


def _phrase_at(line: Line, i: int) -> bool:
    return any(_starts(line, i, phrase) for phrase in (*_VIA_PHRASES, *_WISH, *_ROLE))


def _starts(line: Line, i: int, phrase: tuple[str, ...]) -> bool:
    return all(line.fold(i + at) == word for at, word in enumerate(phrase))


def _read_parts(line: Line, draft: _Draft, i: int) -> None:
    while line.has(i):
        token = line.tokens[i]
        if token.sort == "sign" or token.text in ("@", ">"):
            i = _sign(line, draft, i)
        elif token.sort == "sep":
            i += 1
        else:
            end = _part_end(line, i)
            _part(line, draft, i, end)
            i = end


def _part_end(line: Line, i: int) -> int:
    """The place after a part: a separator or a sign ends it."""
    end = i + 1
    while line.has(end) and not line.tokens[end - 1].stop:
        token = line.tokens[end]
        if token.sort in ("sign", "sep") or token.text in ("@", ">"):
            break
        end += 1
    return end


def _sign(line: Line, draft: _Draft, i: int) -> int:
    sign = line.tokens[i].text
    if not line.has(i + 1):
        return i + 1
    if sign == "@":
        end = organisation_at(line, i)
        line.end_run()
        return end
    if sign in ("#", ">"):
        return (tag_at if sign == "#" else next_at)(line, i + 1)
    end = _part_end(line, i + 1)
    text = line.said(i, end)
    line.doubt(text, f"'{text}' is not understood about a new person; log it after adding them")
    return end


def _part(line: Line, draft: _Draft, i: int, end: int) -> None:
    for reader in (_circle, _via, _wish, _role, _met, _organisation, _next):
        if reader(line, draft, i, end):
            return
    _doubt_slips(line, i, end)
    draft.notes.append(line.said(i, end))


def _doubt_slips(line: Line, i: int, end: int) -> None:
    """Doubt in a note what is probably a clause or a day that was misspelt."""
    from netintern.domain.sentence.slips import slips

    meant = _meant(line, i)
    if meant:
        said = line.tokens[i].text
        line.doubt(said, f"'{said}' is not understood; did you mean {meant}?")
    for doubt in slips(line.tokens[i:end], loose=False, upper=line.upper):
        line.doubt(*doubt)


def _meant(line: Line, i: int) -> str:
    """Who suggested them: the first word of that, if the one here is a slip of it; else empty."""
    word = line.fold(i)
    if len(word) < 5 or line.tokens[i].sort != "word" or line.tokens[i].text != word:
        return ""
    from rapidfuzz.distance import OSA

    for known, *rest in _VIA_PHRASES:
        follows = _starts(line, i + 1, tuple(rest)) if rest else _is_name(line, i + 1)
        if follows and OSA.distance(word, known) == 1:
            return known
    return ""


def _is_name(line: Line, i: int) -> bool:
    return line.has(i) and line.tokens[i].is_name


def _circle(line: Line, draft: _Draft, i: int, end: int) -> bool:
    circle = circle_named(line.fold(i))
    if circle is None or end != i + 1:
        return False
    draft.circle = circle
    return True


def _via(line: Line, draft: _Draft, i: int, end: int) -> bool:
    phrase = next((one for one in _VIA_PHRASES if _starts(line, i, one)), None)
    if phrase is None:
        return False
    start = i + len(phrase)
    text = line.said(start, end)
    match = find(line, start) if line.has(start) else None
    if match is None:
        line.doubt(text or line.said(i, end), f"nobody is called '{text}'")
    elif len(match.known) > 1:
        names = [one.name for one in match.known[:5]]
        line.doubt(text, fits_several(text, names), names)
    else:
        draft.via = match.known[0]
        if match.end < end:
            _part(line, draft, match.end, end)
    return True


def _wish(line: Line, draft: _Draft, i: int, end: int) -> bool:
    phrase = next((one for one in _WISH if _starts(line, i, one)), None)
    if phrase is None:
        return False
    draft.wish = True
    if i + len(phrase) < end:
        draft.notes.append(line.said(i, end))
    return True


def _role(line: Line, draft: _Draft, i: int, end: int) -> bool:
    phrase = next((one for one in _ROLE if _starts(line, i, one)), None)
    text = "" if phrase is None else line.said(i + len(phrase), end)
    draft.role = text or draft.role
    return bool(text)


def _met(line: Line, draft: _Draft, i: int, end: int) -> bool:
    """ "met at brown-bag yesterday": the day, and the rest as a note."""
    if line.fold(i) not in ("met", "meet", "saw"):
        return False
    found = _day(line, i + 1, end, past=True)
    if found is None:
        draft.met_on = line.today
        if end > i + 1:
            draft.notes.append(line.said(i, end))
        return True
    at, span = found
    line.set_day(span)
    draft.met_on = line.day or line.today
    if at > i + 1:
        draft.notes.append(line.said(i, at))
    return True


def _organisation(line: Line, draft: _Draft, i: int, end: int) -> bool:
    if line.fold(i) not in ("from", "at") or end <= i + 1 or line.organisation is not None:
        return False
    if not line.tokens[i + 1].is_name or is_reserved(line, i + 1):
        return False
    line.organisation = line.said(i + 1, end)
    return True


def _next(line: Line, draft: _Draft, i: int, end: int) -> bool:
    """ "coffee next week": when, and for what as a note."""
    found = _day(line, i, end, past=False)
    if found is None:
        return False
    at, span = found
    line.set_next(span.day, span.text, span.why)
    if at > i and line.fold(i) != "next":
        draft.notes.append(line.said(i, at))
    return True


def _day(line: Line, i: int, end: int, *, past: bool) -> tuple[int, Span] | None:
    """The day with which the words end, and where it begins."""
    for at in range(i, end):
        span = line.past_day(at) if past else line.coming_day(at)
        if span is not None and span.end >= end:
            return at, span
    return None
