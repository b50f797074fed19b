"""Reading a line from left to right: people, day, length, kind, and the clauses between them."""

from collections.abc import Callable
from typing import Final

from netintern.domain.sentence.between import read_about, read_and, read_at, read_to, read_with
from netintern.domain.sentence.clauses import read_clause
from netintern.domain.sentence.heads import Head, head_at, plain_head, strong_head
from netintern.domain.sentence.kinds import read_kind
from netintern.domain.sentence.line import Line
from netintern.domain.sentence.people import find, take_name
from netintern.domain.sentence.pieces import (
    read_clock,
    read_length,
    read_outcome,
    read_own_time,
    read_past_day,
    read_vague_day,
)
from netintern.domain.sentence.signs import read_separator, read_sign
from netintern.domain.sentence.small import take_small
from netintern.domain.sentence.words import FILLERS, JOINS, ME, MESSAGES


def _clause(line: Line, i: int) -> int | None:
    if line.tokens[i].sort != "word":
        return None
    head = head_at(line, i) if line.boundary else strong_head(line, i)
    if head is None or not _is_clause(line, i, head):
        return None
    if head.who is not None and not line.people and not line.newcomers:
        line.people[head.who.id] = head.who
    end = read_clause(line, head)
    line.boundary, line.place = True, "open"
    return end


def _is_clause(line: Line, i: int, head: Head) -> bool:
    """A clause within free text has to be a clear one."""
    if line.run in ("about", "saying"):
        return plain_head(line, i) is not None
    if head.name == "gave" and line.kind_at(head.body - 1) is not None:
        # "thanked Ana" and "Ana thanked me" are messages, unless they came with a talk.
        return line.kind is not None and head.subject != "theirs"
    return True


def _name(line: Line, i: int) -> int | None:
    if line.run in ("about", "saying") or line.fold(i).endswith("'s"):
        return None
    if line.tokens[i].sort not in ("word", "quote"):
        return None
    place = "free" if line.run else line.place
    if place == "begin" and line.kind_at(i) and not find(line, i):
        return None
    if place == "begin" and _titles_event(line, i):
        return None
    was = line.spoken
    end = take_name(line, i, place)
    if end is None and (place in ("list", "begin") or line.kind_end == i):
        end = take_small(line, i, place)
    if end is None:
        return None
    if was:
        line.end_run()
    line.place = "begin" if line.place == "begin" and line.fold(end) in JOINS else "open"
    line.boundary, line.clear = False, True
    return end


def _titles_event(line: Line, i: int) -> bool:
    """Whether the words here belong to an event: "PyData meetup"."""
    while line.has(i) and line.tokens[i].is_name:
        found = line.kind_at(i)
        if found is not None:
            return found[0].sort == "event"
        i += 1
    found = line.kind_at(i)
    return found is not None and found[0].sort == "event" and find(line, i - 1) is None


def _filler(line: Line, i: int) -> int | None:
    if line.run or line.tokens[i].sort != "word":
        return None
    if line.fold(i) in ME and line.fold(i) not in ("i", "we"):
        if line.fold(i + 1) in JOINS and line.place == "begin":
            return i + 2
        return i + 1 if line.kind in MESSAGES or line.people else None
    if line.fold(i) not in FILLERS:
        return None
    line.skip(i)
    return i + 1


def _free(line: Line, i: int) -> int:
    """What is not understood stays text."""
    if line.tokens[i].stop:
        line.boundary = True
    else:
        line.boundary = False
    if not line.run:
        line.run = "about" if line.kind in MESSAGES else "loose"
        line.place = "free"
    line.speak(i)
    if line.tokens[i].stop:
        line.end_run()
        line.boundary, line.place = True, "open"
    return i + 1


def _stop(reader: Callable[[Line, int], int | None]) -> Callable[[Line, int], int | None]:
    """After a full stop a clause may begin."""

    def read(line: Line, i: int) -> int | None:
        end = reader(line, i)
        if end is not None and end > i and line.has(end - 1) and line.tokens[end - 1].stop:
            line.end_run()
            line.boundary, line.place = True, "open"
        return end

    return read


_READERS: Final[tuple[Callable[[Line, int], int | None], ...]] = tuple(
    map(
        _stop,
        (
            read_separator,
            read_sign,
            _clause,
            read_outcome,
            read_own_time,
            read_length,
            read_kind,
            read_with,
            read_and,
            read_clock,
            read_at,
            _name,
            read_past_day,
            read_vague_day,
            read_to,
            read_about,
            _filler,
            _free,
        ),
    )
)


def read_talk(line: Line) -> None:
    """Read everything; each word is understood, becomes a note, or is doubted."""
    i = 0
    while line.has(i):
        before = i
        for reader in _READERS:
            end = reader(line, i)
            if end is not None:
                i = end
                break
        if i == before:
            i += 1
    line.end_run()
