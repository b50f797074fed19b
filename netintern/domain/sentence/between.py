"""The words between names: with, and, to, from, at, about."""

from typing import Final

from netintern.domain.sentence.heads import head_at
from netintern.domain.sentence.line import Line
from netintern.domain.sentence.organisations import is_over, is_small, read_organisation
from netintern.domain.sentence.people import find, is_reserved, take_name
from netintern.domain.sentence.small import PEOPLE, THINGS, certain_end, take_small
from netintern.domain.sentence.words import (
    ABOUT,
    EVENT_ENDS,
    FILLERS,
    HOUSES,
    JOINS,
    ME,
    MESSAGES,
    OUTCOMES,
    PRONOUNS,
    SAYING,
    THEIRS,
    VENUES,
    word_set,
)

_ARTICLES: Final = ("the", "a", "an", "our", "my", "their", "her", "his")
_BEFORE_PEOPLE: Final = word_set(
    "the a an her his their my our your some two three four several few"
)


def read_with(line: Line, i: int) -> int | None:
    word = line.fold(i)
    if word != "with" and not (word == "w" and line.has(i + 1)):
        return None
    somebody = line.people or line.newcomers
    if line.run in ("about", "saying") and (somebody or not name_follows(line, i + 1)):
        return None
    line.end_run()
    line.place = "strict"
    return _somebody(line, i + 1)


def name_follows(line: Line, i: int) -> bool:
    if not line.has(i):
        return False
    named = find(line, i) is not None or line.tokens[i].is_name
    return named or certain_end(line, i, marked=False) > i


def _somebody(line: Line, i: int) -> int:
    """Somebody has to be named here; a doubt if nobody is."""
    while line.fold(i) == "both":
        i += 1
    if not line.has(i):
        line.doubt("with", "with whom?")
        return i
    if line.fold(i) in PRONOUNS and line.tokens[i].sort == "word":
        if not (line.selected or line.people or line.newcomers):
            line.doubt(line.tokens[i].text, f"who is {line.tokens[i].text}? write the name")
        line.named_at = i + 1
        return i + 1
    if line.fold(i) in ME:
        line.doubt(line.tokens[i].text, "that is you; name the other person")
        return i + 1
    end = take_name(line, i, "strict")
    if end is None:
        end = take_small(line, i, "strict")
    line.boundary, line.clear = False, True
    if end is not None:
        line.place = "open"
        return end
    return _nobody(line, i)


def _nobody(line: Line, i: int) -> int:
    """Doubt a name in small letters that is in no book."""
    end = i
    while line.has(end) and end < i + 3 and line.tokens[end].sort == "word":
        if end > i and is_reserved(line, end):
            break
        end += 1
        if line.tokens[end - 1].stop:
            break
    text = line.said(i, end)
    line.place = "open"
    if not text:
        line.doubt("with", "with whom?")
        return i
    line.doubt(text, f"nobody is called '{text}'; write a new name with capitals")
    line.named_at = end
    return end


def read_and(line: Line, i: int) -> int | None:
    if line.fold(i) not in JOINS:
        return None
    if line.run in ("about", "saying"):
        line.speak(i)
        line.boundary = True
        return i + 1
    if line.named_at != i and not (line.tokens[i - 1].text == "," and line.place == "list"):
        line.boundary = True
        if line.run:
            line.speak(i)
        return i + 1
    return _and_name(line, i + 1)


def _and_name(line: Line, i: int) -> int:
    """After a name and "and": another name, or something else that was done."""
    line.boundary = True
    if not line.has(i):
        return i
    if line.fold(i) in ME:
        # "Ana and I"; the place stays behind a name.
        line.named_at = i + 1
        if line.place == "open" and line.fold(i) in ("me", "myself", "us"):
            line.doubt(line.tokens[i].text, "you take part anyway; leave yourself out")
        return i + 1
    if head_at(line, i) is not None or (line.kind_at(i) and find(line, i) is None):
        return i
    new = len(line.newcomers)
    end = take_name(line, i, "strict")
    if end is None:
        end = take_small(line, i, "open")
    if end is not None:
        if line.fold(i - 1) == "+" and len(line.newcomers) > new:
            name = line.said(i, end)
            line.doubt(name, f"write +{name} for somebody suggested, or and {name}")
        line.place = "open" if line.place != "begin" else "begin"
        return end
    if _unnamed(line, i):
        return _nobody(line, i)
    if line.fold(i) in FILLERS or is_reserved(line, i) or line.tokens[i].sort != "word":
        return i
    return _nobody(line, i)


def _unnamed(line: Line, i: int) -> bool:
    """Whether people without a name stand here: "her husband", "some colleagues"."""
    at = i
    while line.fold(at) in _BEFORE_PEOPLE:
        at += 1
    return line.fold(at) in PEOPLE or (
        line.fold(at + 1) in PEOPLE and line.tokens[at].sort == "word"
    )


def read_to(line: Line, i: int) -> int | None:
    """ "to" and "from" before a name; otherwise they begin a free text."""
    word = line.fold(i)
    if word not in ("to", "from", "of") or line.tokens[i].sort != "word":
        return _through(line, i)
    _doubt_later(line, i)
    if word == "from" and line.fold(i + 1)[:1].isdecimal():
        line.doubt(line.said(i, i + 5), "from when to when? write one day, and the length: 30m")
    if line.run in ("about", "saying"):
        return _recipient(line, i)
    if word != "to" and line.named_at == i and line.has(i + 1):
        end = _from_organisation(line, i)
        if end is not None:
            return end
    if word != "of" and line.has(i + 1):
        if line.fold(i + 1) in PRONOUNS or line.fold(i + 1) in ME:
            return i + 2
        end = _to_somebody(line, i)
        if end is not None:
            return end
    if word == "to" and (event := _event_ahead(line, i + 1)) is not None:
        return event
    return _begin_about(line, i)


def _through(line: Line, i: int) -> int | None:
    """ "via Tom": how one came to somebody is a note; it does not say that he took part."""
    if line.fold(i) not in ("via", "through") or not line.has(i + 1):
        return None
    match = find(line, i + 1)
    if match is None or line.run in ("about", "saying"):
        return None
    line.end_run()
    line.notes.append(line.said(i, match.end))
    return match.end


def _doubt_later(line: Line, i: int) -> None:
    """Doubt a talk that was moved to another day."""
    span = line.coming_day(i + 1) if line.fold(i) == "to" and line.run != "about" else None
    if span is not None and span.day is not None:
        text = line.said(i, span.end)
        line.doubt(text, f"'{text}' may mean that it did not happen; log what was done")


def _to_somebody(line: Line, i: int) -> int | None:
    direct = line.kind in MESSAGES or line.kind_end == i
    line.end_run()
    end = take_name(line, i + 1, "strict")
    if end is None and direct:
        end = take_small(line, i + 1, "open")
    if end is not None:
        line.place = "open"
    return end


def _event_ahead(line: Line, i: int) -> int | None:
    """The place of the event to which somebody went: "went to the career fair"."""
    while line.fold(i) in ("a", "an", "the", "our"):
        i += 1
    if line.kind is not None or line.run:
        return None
    for at in range(i, i + 4):
        found = line.kind_at(at)
        if found is not None:
            return i if found[0].sort == "event" else None
    return None


def _recipient(line: Line, i: int) -> int | None:
    """Who got or sent what was described: "sent the slides to Ben"."""
    if line.kind not in MESSAGES or line.people or line.newcomers or line.fold(i) == "of":
        return None
    if not line.has(i + 1) or not name_follows(line, i + 1):
        return None
    return _to_somebody(line, i)


def _from_organisation(line: Line, i: int) -> int | None:
    token = line.tokens[i + 1]
    if find(line, i + 1) is not None or not (token.is_name or _known_organisation(line, i + 1)):
        return None
    if is_reserved(line, i + 1) and not _known_organisation(line, i + 1):
        return None
    end = read_organisation(line, i + 1)
    line.named_at = end
    return end


def _known_organisation(line: Line, i: int) -> bool:
    return bool(line.organisations and line.organisations(line.tokens[i].text))


def read_at(line: Line, i: int) -> int | None:
    """ "at Acme"; "at the canteen" stays text."""
    if line.fold(i) != "at" or line.run in ("about", "saying") or not line.has(i + 1):
        return None
    token = line.tokens[i + 1]
    line.end_run()
    found = line.kind_at(i + 1)
    if found is not None and line.kind is None and found[0].sort == "talk":
        return i + 1
    if _is_organisation(line, i + 1) and token.sort in ("word", "quote"):
        return read_organisation(line, i + 1)
    if is_small(line, i + 1) and line.fold(i + 1) not in _ARTICLES:
        return read_organisation(line, i + 1, marked=True)
    _doubt_place(line, i + 1)
    line.run = "loose"
    line.speak(i)
    return _place_words(line, i + 1)


def _doubt_place(line: Line, i: int) -> None:
    """Doubt an unknown word in small letters, which may be an organisation."""
    word = line.fold(i)
    if line.tokens[i].is_name or not word.isalpha() or word in VENUES or word in FILLERS:
        return
    if word in PEOPLE or word in THINGS or is_reserved(line, i) or find(line, i) is not None:
        return
    if is_over(line, i + 1):
        text = line.tokens[i].text
        line.doubt(text, f"is '{text}' an organisation? write @{text}, or at the {text}")


def _is_organisation(line: Line, i: int) -> bool:
    token = line.tokens[i]
    if _known_organisation(line, i):
        return True
    if not token.is_name or line.upper or token.fold in VENUES or token.fold.endswith("'s"):
        return False
    following = line.tokens[i + 1] if line.has(i + 1) else None
    if following is not None and following.sort == "word" and following.fold in VENUES:
        return following.is_name and following.fold in HOUSES and not is_reserved(line, i)
    return not token.fold.endswith(EVENT_ENDS) and not is_reserved(line, i)


def _place_words(line: Line, i: int) -> int:
    """The words of a place, up to what is understood otherwise."""
    first = i
    while line.has(i) and line.tokens[i].sort == "word" and i < first + 5:
        word = line.fold(i)
        if i > first and (word in ("with", "about", "for", "on", "and") or line.is_piece(i)):
            break
        if i > first + 1 and line.fold(i - 1) in VENUES:
            break
        found = line.kind_at(i)
        if found is not None and found[0].sort == "event":
            line.at_event = True
            line.event_word = line.event_word or line.said(i, found[1])
            line.title = line.said(first + (line.fold(first) in ("the", "a", "our")), found[1])
            line.title = line.title if " " in line.title or "-" in line.title else None
        line.speak(i)
        i += 1
    return i


def _begin_about(line: Line, i: int) -> int:
    if line.run != "about":
        line.end_run()
        line.run = "about"
    line.speak(i)
    line.place = "free"
    return i + 1


def read_about(line: Line, i: int) -> int | None:
    if line.tokens[i].sort != "word" or line.run == "saying":
        return None
    if line.fold(i) in ABOUT and line.run != "about":
        return _begin_about(line, i)
    if line.fold(i) in SAYING and not line.run:
        return _said(line, i)
    if line.fold(i) == "for" and line.fold(i + 1)[:1].isdecimal() and not line.run:
        line.doubt(line.said(i, i + 3), "how long? minutes: 30m")
    if line.fold(i) == "for" and line.kind in MESSAGES and line.run != "about":
        return _begin_about(line, i)
    if line.fold(i) == "for" and line.has(i + 1) and not line.run and not line.kind_at(i + 1):
        return (
            i + 1 if line.fold(i + 1) in FILLERS and line.kind_at(i + 2) else _begin_about(line, i)
        )
    return None


def _said(line: Line, i: int) -> int:
    """What somebody said or is; or who did what follows, as in "she wrote"."""
    verb = i + 1
    while line.fold(verb) in ("has", "had", "just", "have", "also"):
        verb += 1
    does = line.kind_at(verb) is not None or line.phrase(OUTCOMES, verb) is not None
    if line.fold(i) in THEIRS and does:
        line.spoke_at = verb
        return verb
    line.end_run()
    line.run = "saying"
    line.speak(i)
    line.place = "free"
    return i + 1
