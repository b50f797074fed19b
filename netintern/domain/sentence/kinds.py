"""The kind of a talk or message, and who wrote to whom."""

from typing import Final

from netintern.domain.sentence.between import name_follows
from netintern.domain.sentence.days import MONTHS
from netintern.domain.sentence.given import GIVEN
from netintern.domain.sentence.heads import head_at
from netintern.domain.sentence.line import Line
from netintern.domain.sentence.people import find, new_name_end
from netintern.domain.sentence.pieces import OWN
from netintern.domain.sentence.small import LONGEST
from netintern.domain.sentence.words import (
    COMMON_NAMES,
    FILLERS,
    JOINS,
    MESSAGES,
    OUTCOMES,
    Kind,
    word_set,
)
from netintern.domain.text import fold

_TITLE_ENDS: Final = word_set("with w at @ met saw talked spoke chatted bumped ran where had sat")


def read_kind(line: Line, i: int) -> int | None:
    if line.run in ("about", "saying") or line.tokens[i].sort != "word":
        return None
    found = line.kind_at(i)
    if found is None:
        return None
    kind, end = found
    match = find(line, i)
    if match is not None and match.words > 1:
        return None
    if kind.sort == "event":
        return _event(line, i, end)
    if line.kind in MESSAGES:
        return _after_message(line, kind, i, end)
    if kind.kind in MESSAGES:
        return _message(line, kind, i, end)
    line.end_run()
    if line.kind is None or (line.kind == "one_on_one" and kind.sort == "call"):
        line.kind = kind.kind
    line.outcome = kind.outcome or line.outcome
    line.place, line.boundary, line.clear = "open", False, True
    line.kind_end = end
    return end


def _after_message(line: Line, kind: Kind, i: int, end: int) -> int | None:
    """After "wrote" a mail is what was written, and a coffee what it was about."""
    if kind.kind in MESSAGES and kind.sort != "verb":
        line.place = "open"
        return end
    if line.boundary and (line.people or line.newcomers):
        line.doubt(line.said(i, end), "one line is one talk or message; log the other by itself")
        return end
    return None


def _message(line: Line, kind: Kind, i: int, end: int) -> int | None:
    if line.kind is not None:
        if line.boundary or line.fold(i) == "wrote":
            line.doubt(
                line.said(i, end), "one line is one talk or message; log the other by itself"
            )
            return end
        return None
    line.end_run()
    line.kind = kind.kind
    line.purpose = kind.purpose
    if kind.sort == "verb":
        line.kind = "inbound" if _is_theirs(line, i) else "outbound"
        if line.kind == "inbound":
            line.purpose = None
    elif kind.sort == "noun":
        end = _noun(line, i, end)
    line.place, line.boundary = "open", False
    if line.fold(end) in ("to", "me", "us") and line.fold(end) != "to":
        end += 1
    line.kind_end = end
    if line.fold(end - 1) in ("from", "to", "with") and find(line, end) is not None:
        line.place = "strict"
    return end


def _is_theirs(line: Line, i: int) -> bool:
    while (
        line.fold(i - 1) in ("has", "had", "just", "have", "also", "finally") and line.named_at < i
    ):
        i -= 1
    return (line.named_at == i or line.spoke_at >= i) and line.fold(i - 1) not in ("i", "we")


def _noun(line: Line, i: int, end: int) -> int:
    """ "mail from Ana", "mail to Ana"; by itself it does not say who wrote."""
    after = line.fold(end)
    if after == "from":
        line.kind = "inbound"
        return end + 1
    if after == "with":
        line.kind = "exchange"
    elif after != "to" and line.named_at == i:
        text = line.said(i, end)
        line.doubt(text, f"who wrote? write {text} from or {text} to")
    elif after != "to" and not name_follows(line, end):
        later = [line.fold(j) for j in range(end, len(line.tokens))]
        if "from" in later:
            line.kind = "inbound"
        elif "to" not in later:
            text = line.said(i, end)
            line.doubt(text, f"who wrote? write {text} from or {text} to")
    return end


def _event(line: Line, i: int, end: int) -> int | None:
    """An event with the words that are its title."""
    if line.kind is not None:
        return None
    before = f"{line.take_spoken()} " if line.spoken and line.run == "loose" else ""
    line.kind, line.event_word, line.clear = "group_event", line.said(i, end), True
    if line.fold(i) == "meeting" and i + 1 == end and find(line, end) is not None:
        line.doubt(line.said(i, end), "met, or a meeting with? write which, with its day")
    line.place = "open"
    start = end
    if line.fold(end - 1) == "by":
        _doubt_speaker(line, end)
        end = max(end, new_name_end(line, end))
    elif line.fold(end) in ("on", "about", "for", "of", ":") and not line.is_piece(end):
        end += 1
    end = _title_end(line, end)
    if end > start:
        _doubt_title(line, start, end)
    title = f"{before}{line.said(i, end)}"
    words = [word for word in title.split() if fold(word) not in FILLERS]
    if len(words) > 1:
        line.title = title.strip().removeprefix("the ").removeprefix("a ")
    line.boundary = True
    return end


def _title_end(line: Line, end: int) -> int:
    """The place after the words of a title that go on here."""
    while line.has(end) and not _ends_title(line, end):
        end += 1
        if line.tokens[end - 1].stop:
            break
    return end


def _ends_title(line: Line, i: int) -> bool:
    """Whether the title ends before this word: a day, a name, a clause, "with"."""
    word = line.fold(i)
    if line.tokens[i].sort not in ("word", "quote") or word in _TITLE_ENDS:
        return True
    if word in JOINS and line.has(i + 1):
        return _ends_title(line, i + 1) or new_name_end(line, i + 1) > i + 2
    if line.is_piece(i) or line.phrase(OWN, i) or line.phrase(OUTCOMES, i) is not None:
        return True
    match = find(line, i)
    if match is not None and (match.words > 1 or not _is_common(line, i)):
        return True
    return head_at(line, i) is not None


def _is_common(line: Line, i: int) -> bool:
    """Whether a single name is more probably another word in a title."""
    return line.fold(i) in COMMON_NAMES and not line.tokens[i].is_name


def _doubt_speaker(line: Line, i: int) -> None:
    """Doubt whether one talked with a speaker of the book."""
    if line.has(i) and (match := find(line, i)) is not None:
        name = line.said(i, match.end)
        line.doubt(name, f"did you talk with {name}? write talk with, or lecture and its title")


def _doubt_title(line: Line, start: int, end: int) -> None:
    """Doubt a title that is perhaps the name of whom one met."""
    first = line.fold(start).removesuffix("'s")
    full = new_name_end(line, start) == end and end > start + 1 and not line.upper
    small = first in GIVEN and first not in MONTHS and end <= start + LONGEST
    if small or (full and fold(line.event_word) == "meeting"):
        text = line.said(start, end)
        line.doubt(text, f"is '{text}' a person? write with before a name")
