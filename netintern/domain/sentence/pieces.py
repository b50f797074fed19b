"""The day, the length, the time, and the outcome of a talk, wherever they stand in a line."""

from typing import Final

from netintern.domain.sentence.days import MONTHS, clock_at
from netintern.domain.sentence.heads import head_at
from netintern.domain.sentence.line import Line
from netintern.domain.sentence.people import find
from netintern.domain.sentence.words import BY_PHONE, OUTCOMES, OWN_TIME, VAGUE_DAYS, word_set

OWN: Final = dict.fromkeys(OWN_TIME, True)


_NO_DAY_AFTER: Final = word_set("for by before until till of to since due")


def read_outcome(line: Line, i: int) -> int | None:
    if line.run == "about":
        return None
    found = line.phrase(OUTCOMES, i)
    if found is None:
        return None
    line.outcome, end = found
    line.clear = True
    line.by_phone = any(line.fold(j) in BY_PHONE for j in range(i, end))
    line.end_run()
    line.place = "open"
    return end + 1 if line.fold(end) == "from" else end


def read_own_time(line: Line, i: int) -> int | None:
    found = line.phrase(OWN, i)
    if found is None:
        return None
    line.own_time = True
    line.end_run()
    return found[1]


def read_length(line: Line, i: int) -> int | None:
    found = line.length(i)
    if found is None or not _leaves_run(line, i):
        return None
    _doubt_loose(line, i, found.end)
    if line.fold(i - 1) in ("in", "after", "within", "every") and i > 0:
        line.doubt(line.said(i - 1, found.end), "how long, or when? minutes: 30m")
    line.end_run()
    if found.minutes is None:
        line.day = line.day or line.today
    else:
        line.set_minutes(found.minutes, line.said(i, found.end))
    _went_on(line)
    return found.end


def read_clock(line: Line, i: int) -> int | None:
    found = clock_at(line.tokens, i)
    if found is None or not _leaves_run(line, i):
        return None
    line.end_run()
    if found.minutes is not None and line.minutes is None:
        line.minutes = found.minutes
    line.notes.append(line.said(i, found.end))
    _went_on(line)
    return found.end


def read_vague_day(line: Line, i: int) -> int | None:
    """Doubt a day that may be any of several: "the other day"."""
    found = line.phrase(VAGUE_DAYS, i)
    if found is None or line.run == "saying":
        return None
    text = line.said(i, found[1])
    line.doubt(text, f"which day is '{text}'? write for example last fri, or 3d ago")
    return found[1]


def read_past_day(line: Line, i: int) -> int | None:
    if line.tokens[i].sort != "word":
        return None
    span = line.past_day(i)
    if span is None or (line.run and not _leaves_run(line, i)):
        return None
    if line.run in ("about", "saying"):
        if line.day is not None or line.fold(i - 1) in _NO_DAY_AFTER or _is_month(line, i):
            return None
        if line.run == "saying":
            line.doubt(span.text, "is that the day of the talk? write it before the rest")
            return None
    if line.fold(i - 1) in _NO_DAY_AFTER and i > 0:
        line.doubt(line.said(i - 1, span.end), "the day of a talk stands alone, or after on")
    elif _is_month(line, i):
        line.doubt(line.said(i, span.end), "a month is no day; write for example 12 may")
    _doubt_loose(line, i, span.end)
    line.end_run()
    line.set_day(span)
    _went_on(line)
    return span.end


def _is_month(line: Line, i: int) -> bool:
    return line.fold(i) == "in" and line.fold(i + 1) in MONTHS


def _doubt_loose(line: Line, i: int, end: int) -> None:
    """Doubt a day or length in words of which nothing else is understood: "slides due fri"."""
    if line.run == "loose" and not line.clear:
        text = f"{line.spoken} {line.said(i, end)}"
        line.doubt(text, "does that belong to the talk? write promised, next, or note: before it")


def _went_on(line: Line) -> None:
    line.place, line.clear = "open", True


def _leaves_run(line: Line, i: int) -> bool:
    """Whether a free text ends before the pieces that stand here."""
    if line.run not in ("about", "saying"):
        return True
    while line.has(i):
        token = line.tokens[i]
        if token.sort == "sign" or token.text == ";" or line.fold(i) in (">", "<"):
            return True
        if token.text in (",", "-") and head_at(line, i + 1) is not None:
            return True
        end = _piece_end(line, i)
        if end is None:
            return False
        i = end
    return True


def _piece_end(line: Line, i: int) -> int | None:
    if line.tokens[i].sort == "sep":
        return i + 1
    if own := line.phrase(OWN, i):
        return own[1]
    found = line.length(i) or clock_at(line.tokens, i) or line.past_day(i)
    if found is not None:
        return found.end
    if line.fold(i) in ("with", "and") and not line.people and not line.newcomers:
        match = find(line, i + 1) if line.has(i + 1) else None
        return match.end if match else None
    return None
