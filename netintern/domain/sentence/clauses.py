"""The clauses of a line by their first word: what was learned, asked, given, and the others."""

from collections.abc import Callable
from typing import Final, cast

from netintern.domain.sentence.followed import read_follow_up, read_next
from netintern.domain.sentence.heads import DEEDS, Head, clause_end
from netintern.domain.sentence.line import Line
from netintern.domain.sentence.people import doubt_who, find, join_if_alone
from netintern.domain.sentence.promised import read_owed, read_promised, read_to_do
from netintern.domain.sentence.suggested import NOBODY, read_introduced, read_suggested, suggestions
from netintern.domain.sentence.words import ASK_LINKS, ASKS, GIFTS, JOINS, PRONOUNS, SAYING
from netintern.domain.vocabulary import AskKind


def _text(line: Line, i: int) -> tuple[str, int]:
    end = clause_end(line, i, text=True)
    for at in range(i, end):
        if line.fold(at) in ("promised", "suggested") and line.fold(at - 1) not in SAYING:
            word = line.tokens[at].text
            line.doubt(line.said(at, end), f"does '{word}' begin something new? write ; before it")
    end = _before_piece(line, i, end)
    return line.said(i, end), end


def _before_piece(line: Line, i: int, end: int) -> int:
    """The end of a text without a length after a comma; doubt a length or day that ends it."""
    for at in range(i + 1, end):
        length, day = line.length(at), line.past_day(at)
        after_comma = line.tokens[at - 1].text == ","
        if length is not None and length.end >= end and line.minutes is None:
            if after_comma:
                return at - 1
            line.doubt(line.said(at, end), "how long it took? write it before, or note: and it")
            return end
        clear = after_comma or line.fold(at) in ("yesterday", "today")
        if day is not None and day.end >= end and line.day is None and clear:
            line.doubt(line.said(at, end), "is that the day of the talk? write it before the rest")
            return end
    return end


def _learn(line: Line, head: Head) -> int:
    i = head.body + (line.fold(head.body) in (":", "that"))
    text, end = _text(line, i)
    if head.subject == "theirs" and text:
        line.notes.append(line.said(head.verb, end))
    elif text:
        line.learned.append(text)
    else:
        line.doubt("learned", "what was learned?")
    return end


def _note(line: Line, head: Head) -> int:
    i = head.body + (line.fold(head.body) in (":", "that"))
    text, end = _text(line, i)
    if text:
        line.notes.append(text)
    return end


def _listen(line: Line, head: Head) -> int:
    i = head.body + (line.fold(head.body) in (":", "="))
    text = line.fold(i).removesuffix("/5")
    if text.isdecimal() and 1 <= int(text) <= 5:
        line.listening = int(text)
    else:
        line.doubt(line.said(i, i + 1), "listening is 1 (I talked) to 5 (they talked)")
    return i + 1


def _ask(line: Line, head: Head) -> int:
    """ "asked for advice and an intro"; what it was about stays a note."""
    i, end = _whom(line, head.body, clause_end(line, head.body))
    kinds: list[AskKind] = []
    while head.subject != "theirs":
        i = _skip_words(line, i, end, ASK_LINKS - {"about", "if"})
        kind = ASKS.get(line.fold(i)) if i < end else None
        if kind is None:
            break
        kinds.append(kind)
        i += 2 if line.fold(i + 1) in ASKS and kind == "job_referral" else 1
        if line.fold(i) not in JOINS and line.fold(i) != ",":
            break
        i += 1
    line.asked += kinds
    line.who_else = True if "names" in kinds else line.who_else
    if not kinds or line.said(i, end):
        line.notes.append(line.said(head.verb, end))
    return end


def _skip_words(line: Line, i: int, end: int, words: frozenset[str]) -> int:
    while i < end and line.fold(i) in words:
        i += 1
    return i


def _gave(line: Line, head: Head) -> int:
    _, end = _whom(line, head.body, clause_end(line, head.body))
    words = [line.fold(j) for j in range(head.verb, end)]
    kind = next((GIFTS[word] for word in words if word in GIFTS), None)
    text = line.said(head.verb, end)
    if kind is None or head.subject == "theirs":
        line.notes.append(text)
        return end
    line.gave.append(kind)
    plain = {word for word in words if word not in GIFTS and word not in ASK_LINKS}
    if plain - {"gave", "shared", "offered", "passed", "on", "it", "and", "me", *PRONOUNS}:
        line.notes.append(text)
    return end


def _whom(line: Line, i: int, end: int) -> tuple[int, int]:
    """Who was asked or given something, if nobody is named before; places before and after."""
    match = find(line, i) if i < end else None
    if match is not None:
        join_if_alone(line, match.known, match.end, i)
        return match.end, end
    if not (line.people or line.newcomers or line.selected):
        for at in range(i, end - 1):
            match = find(line, at + 1) if line.fold(at) in ("with", "to", "for") else None
            if match is not None:
                join_if_alone(line, match.known, match.end, at + 1)
                break
    return i, end


def _else(line: Line, head: Head) -> int:
    """ "asked whom else: nobody" or the names that were the answer."""
    line.who_else = True
    i = head.body
    if line.fold(i) not in (":", ",", "-", "->"):
        end = i
        while line.fold(end) in ("to", "meet", "i", "should", "talk", "speak", "with"):
            end += 1
        i = end if end > i and not line.fold(end).isdecimal() else i
    if line.fold(i) not in (":", "-", "->"):
        return i
    word, following = line.fold(i + 1), line.fold(i + 2)
    if word in NOBODY or (word == "no" and following in ("one", "names")):
        return i + (3 if word == "no" and following in ("one", "names", "name") else 2)
    if word in ("yes", "y"):
        return i + 2
    return suggestions(line, i + 1) if line.has(i + 1) else i + 1


def _not_asked(line: Line, head: Head) -> int:
    end = clause_end(line, head.body)
    words = {line.fold(j) for j in range(head.body, end)}
    if not words or words & {"whom", "who", "else", "names", "anyone", "for", "time", "this"}:
        line.who_else = False
    else:
        line.notes.append(line.said(head.body - 2, end))
    return end


_READERS: Final = cast(
    "dict[str, Callable[[Line, Head], int]]",
    {
        "suggest": read_suggested,
        "tell": read_suggested,
        "introduce": read_introduced,
        "promise": read_promised,
        "will": read_promised,
        "owe": read_owed,
        "todo": read_to_do,
        "learn": _learn,
        "note": _note,
        "next": read_next,
        "follow": read_follow_up,
        "ask": _ask,
        "else": _else,
        "not_asked": _not_asked,
        "gave": _gave,
        "listen": _listen,
    },
)


def read_clause(line: Line, head: Head) -> int:
    """Read the clause of a head; the place after it."""
    line.end_run()
    if head.name in DEEDS:
        _doubt_doer(line, head)
    return _READERS[head.name](line, head)


def _doubt_doer(line: Line, head: Head) -> None:
    """Doubt a subject who does not take part, and suggestions by several people."""
    if head.stranger:
        known = line.names(head.stranger)
        if len(known) > 1:
            doubt_who(line, head.stranger, known)
        else:
            why = "write the name of somebody who took part, or I, she, they"
            line.doubt(head.stranger, f"who is '{head.stranger}'? {why}")
        return
    took_part = head.who is None or head.who.id in line.people
    if not took_part and (line.people or line.newcomers):
        line.doubt(head.actor, f"{head.actor} is not named as taking part; log that by itself")
    if head.actor and head.name in ("suggest", "tell"):
        if line.suggester not in ("", head.actor):
            line.doubt(head.actor, "one line tells the suggestions of one person")
        line.suggester = head.actor
