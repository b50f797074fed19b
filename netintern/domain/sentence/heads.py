"""Where a clause begins, and where its free text ends."""

from typing import Final, NamedTuple

from netintern.domain.sentence.line import Line
from netintern.domain.sentence.people import LONGEST_NAME, find, name_words
from netintern.domain.sentence.small import certain_end
from netintern.domain.sentence.values import Known
from netintern.domain.sentence.words import (
    ABOUT,
    HEADS,
    JOINS,
    LINKS,
    MINE,
    PLAIN,
    STRONG,
    THEIRS,
    HeadName,
    word_set,
)

DEEDS: Final = frozenset({"promise", "will", "owe", "suggest", "tell"})
"""What has to be put down to the right person."""
_NO_DOERS: Final = word_set(
    "with in at on from to for about by of not also then just already who and & i we she he they it"
    " that what which where when how why today yesterday was were is are as if so but or @ # + ! <"
    " > first finally really kindly never only have has had own time quickly"
)
_BEFORE: Final = word_set("and then also but & finally afterwards later let's lets please maybe")


class Head(NamedTuple):
    """A word with which a clause begins."""

    name: HeadName
    body: int
    """The place after it."""
    subject: str
    """ "mine", "theirs", or "" where nobody is named."""
    who: Known | None = None
    """The person who is named as the subject."""
    verb: int = -1
    """The place of its first word, or of somebody else who did it."""
    actor: str = ""
    """The name of the subject, if it is one who takes part or is in the book."""
    stranger: str = ""
    """The words that stand for a subject who is nobody of those."""


class _Subject(NamedTuple):
    """Who does what a clause says."""

    side: str
    end: int
    """The place after it."""
    who: Known | None = None
    actor: str = ""
    stranger: str = ""


def head_at(line: Line, i: int) -> Head | None:
    """The clause that begins here, whoever its subject is."""
    while line.fold(i) in _BEFORE:
        i += 1
    if not line.has(i) or line.tokens[i].sort != "word":
        return None
    contracted = _contracted(line, i)
    if contracted is not None:
        return _follow_instead(line, contracted) or contracted
    doer = _subject(line, i)
    subject, start = doer.side, _verb(line, doer.end)
    found = line.phrase(HEADS, start)
    if found is None:
        return None
    name, body = found
    if name == "owe" and line.fold(body - 1) == "me":
        subject = "theirs"
    if name == "will" and line.fold(body - 1).endswith(("i'd", "i'll")):
        subject = "mine"
    if name == "will" and line.fold(start) == "said" and not subject:
        subject = "theirs" if line.fold(start + 1)[:1] in "sht" else "mine"
    verb = i if subject == "theirs" else start
    head = Head(name, body, subject, doer.who, verb, doer.actor, doer.stranger)
    if name == "will" and (follow := _follow_instead(line, head)) is not None:
        return follow
    return head if _makes_sense(line, start, head) else None


def _follow_instead(line: Line, head: Head) -> Head | None:
    """ "we'll meet again in 2w" is a follow-up, not a promise."""
    found = line.phrase(HEADS, head.body)
    if found is None or found[0] != "follow":
        return None
    follow = Head("follow", found[1], "")
    return follow if _follow_up(line, head.body, follow) else None


def _contracted(line: Line, i: int) -> Head | None:
    """ "I'll", "she'll", "Ana'll"."""
    word = line.fold(i)
    stem, mark, rest = word.partition("'")
    if not mark or rest != "ll":
        return Head("will", i + 1, "mine") if word == "ill" and line.has(i + 1) else None
    if stem in MINE:
        return Head("will", i + 1, "mine")
    known = line.names(stem) if stem not in THEIRS else ()
    return Head("will", i + 1, "theirs", known[0] if len(known) == 1 else None)


def _verb(line: Line, i: int) -> int:
    """The place of what was done, after "also", "just", "has"."""
    while line.fold(i) in ("both", "all", "also", "then", "just", "has", "had", "have", "already"):
        i += 1
    return i


def _subject(line: Line, i: int) -> _Subject:
    """Who does it: somebody who takes part, somebody of the book, or an unknown subject."""
    word = line.fold(i)
    if word in MINE:
        return _Subject("mine", i + 1)
    if word in THEIRS or word == "who":
        return _Subject("theirs", i + 1)
    found = _participant(line, i)
    if found is not None:
        return found
    match = find(line, i)
    if match is None or not _does(line, match.end):
        return _stranger(line, i)
    if match.words == 1 and word == "will":
        return _Subject("", i)
    if len(match.known) > 1:
        return _Subject("theirs", match.end, stranger=line.said(i, match.end))
    return _Subject("theirs", match.end, match.known[0], match.known[0].name)


def _does(line: Line, i: int) -> bool:
    return line.phrase(HEADS, _verb(line, i)) is not None


def _participant(line: Line, i: int) -> _Subject | None:
    """Somebody who takes part, by the whole name or a part of it."""
    names = {one.name: one for one in line.people.values()}
    everybody = [(name, set(name_words(name))) for name in (*names, *line.newcomers)]
    for end in range(min(i + LONGEST_NAME, len(line.tokens)), i, -1):
        if not everybody or not _does(line, end):
            continue
        words = set(name_words(line.said(i, end)))
        fitting = [name for name, own in everybody if words and words <= own]
        if len(fitting) == 1:
            return _Subject("theirs", end, names.get(fitting[0]), fitting[0])
    return None


def _stranger(line: Line, i: int) -> _Subject:
    """Words before "promised", "owes", "suggested" that are nobody who is known."""
    none = _Subject("", i)
    if not line.boundary or line.phrase(HEADS, i) is not None:
        return none
    for end in range(i + 1, i + 5):
        word = line.fold(end - 1)
        plain = line.has(end - 1) and line.tokens[end - 1].sort == "word" and word not in _NO_DOERS
        if not plain or line.kind_at(end - 1) is not None or line.is_piece(end - 1):
            return none
        found = line.phrase(HEADS, _verb(line, end))
        if found is not None and line.has(end) and not line.tokens[end - 1].stop:
            if found[0] not in DEEDS or found[0] == "will" or word in ABOUT:
                return none
            return _Subject("theirs", end, stranger=line.said(i, end))
    return none


def _makes_sense(line: Line, start: int, head: Head) -> bool:
    checks = {
        "tell": _names_follow,
        "will": _will_follows,
        "next": _when_follows,
        "follow": _follow_up,
        "note": _is_note,
        "listen": _has_number,
        "owe": _owes,
    }
    check = checks.get(head.name)
    return check is None or check(line, start, head)


def _names_follow(line: Line, _: int, head: Head) -> bool:
    """ "told me to talk to Cai", not "told me to read more"."""
    end = skip_links(line, head.body)
    if not line.has(end):
        return False
    named = line.tokens[end].is_name or find(line, end) is not None
    return named or certain_end(line, end, marked=False) > end


def _will_follows(line: Line, start: int, head: Head) -> bool:
    """ "will send the deck", not "Will coffee"."""
    if not line.has(head.body) or line.tokens[head.body].sort != "word":
        return False
    after = line.tokens[head.body]
    if head.subject:
        return True
    if after.is_name and not line.upper:
        return False
    return line.kind_at(head.body) is None and not line.is_piece(head.body)


def _owes(line: Line, _: int, head: Head) -> bool:
    return line.has(head.body)


def _is_note(line: Line, start: int, head: Head) -> bool:
    if line.fold(head.body) == ":" or line.fold(start) == "nb":
        return True
    return line.has(start - 1) and line.tokens[start - 1].text == ";"


def _has_number(line: Line, _: int, head: Head) -> bool:
    body = head.body + (line.fold(head.body) in (":", "="))
    return line.fold(body)[:1].isdecimal()


def _when_follows(line: Line, _: int, head: Head) -> bool:
    if line.fold(head.body) in (":", "in", "on", "at", "by"):
        return True
    return line.boundary and _has_begun(line)


def _has_begun(line: Line) -> bool:
    """Whether somebody or some talk is known, after which a follow-up makes sense."""
    return bool(line.people or line.newcomers or line.kind or line.selected)


def _follow_up(line: Line, start: int, head: Head) -> bool:
    """A follow-up has its day at the end of its clause."""
    strong = line.fold(start).startswith(("follow", "remind", "ping", "nudge", "next"))
    if not _has_begun(line):
        return strong and line.fold(start) != "ping"
    if strong:
        return True
    end = clause_end(line, head.body)
    return any(
        span is not None and span.day is not None and span.end >= end and span.day >= line.today
        for span in map(line.coming_day, range(head.body, end))
    )


def skip_links(line: Line, i: int) -> int:
    """The place after "that I should meet with"."""
    while True:
        if line.fold(i) == ":":
            i += 1
            continue
        words = tuple(line.fold(j) for j in range(i, i + 5))
        size = next((len(link) for link in LINKS if words[: len(link)] == link), 0)
        if not size:
            return i
        i += size


def clause_end(line: Line, i: int, *, text: bool = False) -> int:
    """The place where the clause ends that goes on here: a semicolon, a sign, or another clause.

    A `text` goes on after a full stop, unless what follows is something else.
    """
    while line.has(i):
        token = line.tokens[i]
        if token.sort == "sign" or token.text == ";" or _breaks(line, i):
            return i
        if token.stop and not (text and _goes_on(line, i + 1)):
            return i + 1
        i += 1
    return i


def _goes_on(line: Line, i: int) -> bool:
    """Whether a text goes on with the next sentence."""
    if not line.has(i) or line.tokens[i].sort != "word" or line.fold(i) in ("with", "at", "own"):
        return False
    return plain_head(line, i) is None and not line.is_piece(i) and line.kind_at(i) is None


def _breaks(line: Line, i: int) -> bool:
    """Whether another clause begins here after a comma, a dash, or "and"."""
    token = line.tokens[i]
    if token.text in (",", "-"):
        return plain_head(line, i + 1) is not None
    if token.fold == "next" and line.fold(i + 1) in ("in", "on", ":"):
        return _dated(line, i + 1)
    return token.fold in JOINS and plain_head(line, i + 1) is not None


def plain_head(line: Line, i: int) -> Head | None:
    """A clause whose beginning is clear even in the middle of free text."""
    boundary, line.boundary = line.boundary, True
    head = head_at(line, i)
    line.boundary = boundary
    if head is None or head.name not in PLAIN:
        return None
    return None if head.name == "next" and not _dated(line, head.body) else head


def _dated(line: Line, i: int) -> bool:
    i += line.fold(i) == ":"
    return line.coming_day(i) is not None or line.coming_day(i - 1) is not None


def strong_head(line: Line, i: int) -> Head | None:
    """A clause that needs nothing before it."""
    if line.fold(i) in ABOUT or line.run == "about":
        return None
    head = head_at(line, i)
    if head is None or line.fold(i) in JOINS:
        return None
    if head.name in STRONG:
        return head
    return (
        head
        if head.name == "next" and _dated(line, head.body) and _clear_next(line, head)
        else None
    )


def _clear_next(line: Line, head: Head) -> bool:
    """ "next in 2w", not "next friday", which inside of a clause is a day."""
    return line.fold(head.body) in ("in", "on", ":")
