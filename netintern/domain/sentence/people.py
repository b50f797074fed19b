"""Names inside a line: of people in the book, and of people who are new."""

import unicodedata
from collections.abc import Sequence
from typing import Final, NamedTuple

from netintern.domain.sentence.line import Line, Place
from netintern.domain.sentence.slips import near_day
from netintern.domain.sentence.tokens import Token
from netintern.domain.sentence.values import Known
from netintern.domain.sentence.words import (
    ABOUT,
    AFTER_NAME,
    COMMON_NAMES,
    FILLERS,
    HEADS,
    JOINS,
    KINDS,
    OUTCOMES,
    OWN_TIME,
    PARTICLES,
    SAYING,
    TITLES,
    word_set,
)
from netintern.domain.text import fold

LONGEST_NAME: Final = 6
_IN_NAMES: Final = " '’`´.-‐·・"
"""What is no letter and may stand in a name."""
SHOWN: Final = 5
"""Candidates named at most."""
_OWN: Final = dict.fromkeys(OWN_TIME, True)
_KIND_WORDS: Final = frozenset(phrase[0] for phrase in KINDS if len(phrase) == 1)
_HEAD_WORDS: Final = frozenset(phrase[0] for phrase in HEADS if len(phrase) == 1)
_PLAIN_WORDS: Final = word_set("with without to from at by on in of for not")
_DAYS: Final = word_set(
    "monday tuesday wednesday thursday friday saturday sunday yesterday today tomorrow "
    "tonight last this next now"
)
_SUFFIXES: Final = word_set("jr sr ii iii iv junior senior")
_SHORT_DAYS: Final = word_set("mon tue tues wed weds thu thur thurs fri sat sun")
_FUNCTION_WORDS: Final = (
    word_set(
        "will so an do you no my he she they in on at to from by for and with the a of is as be "
        "was or it not but me we us her him his long short good case day week field leaders "
        "culture draw chase"
    )
    | _KIND_WORDS
    | FILLERS
    | JOINS
)


class Match(NamedTuple):
    """People of the book whose name stands in a line."""

    end: int
    known: tuple[Known, ...]
    words: int


def name_words(text: str) -> tuple[str, ...]:
    """The words by which a name is compared: folded, without titles, dots, and apostrophes."""
    plain = fold(text).replace("'", "").replace("-", " ").replace("·", " ")
    words = (word.strip(".,") for word in plain.split())
    found = tuple(word for word in words if word)
    return tuple(word for word in found if word not in TITLES) or found


def find(line: Line, i: int) -> Match | None:
    """The longest name of the book that begins here, with or without a title."""
    first = i
    while line.fold(first) in TITLES and line.has(first + 1):
        first += 1
    for end in range(_reach(line, first), first, -1):
        known = line.names(" ".join(token.text for token in line.tokens[first:end]))
        if known:
            return Match(end, known, end - first)
    return None


def _reach(line: Line, i: int) -> int:
    end = i
    while line.has(end) and end < i + LONGEST_NAME and line.tokens[end].sort == "word":
        end += 1
        if line.tokens[end - 1].stop:
            break
    return end


def new_name_end(line: Line, i: int) -> int:
    """The place after a new name that begins here; `i` itself if there is none."""
    end = i
    while line.has(end) and end < i + LONGEST_NAME:
        token = line.tokens[end]
        if token.sort != "word" or not _is_part(line, end, i):
            break
        end += 1
        if token.stop:
            break
    while end > i and line.fold(end - 1) in PARTICLES and not line.tokens[end - 1].is_name:
        end -= 1
    if end == i or (end == i + 1 and line.fold(i) in TITLES):
        return i
    return end


def _is_part(line: Line, at: int, start: int) -> bool:
    """Whether the word can belong to a new name."""
    word = line.fold(at)
    if at > start and word in PARTICLES:
        return True
    if not line.tokens[at].is_name or word.endswith("'s"):
        return False
    if word in TITLES:
        return at == start or line.fold(at - 1) in TITLES
    if is_reserved(line, at) and not (len(word) == 1 and line.tokens[at].text.endswith(".")):
        # Somebody may be called Long; in a line of capitals everything looks like a name.
        return at > start and word in FILLERS and not line.upper and word not in _KIND_WORDS
    return True


def is_reserved(line: Line, i: int) -> bool:
    """Whether the word here says something else than a name."""
    word = line.fold(i)
    if word in _KIND_WORDS or word in _HEAD_WORDS or word in _DAYS or word in _PLAIN_WORDS:
        return True
    if word in FILLERS or word in ABOUT or word in SAYING or word in JOINS or word in AFTER_NAME:
        return word not in COMMON_NAMES or word in _FUNCTION_WORDS
    if line.phrase(_OWN, i) is not None:
        return True
    return line.is_piece(i) or line.phrase(OUTCOMES, i) is not None


def take_name(line: Line, i: int, place: Place) -> int | None:
    """Take the name that stands here as somebody who took part; the place after it."""
    token = line.tokens[i]
    if token.sort == "quote":
        return _take_quote(line, i) if place in ("strict", "list") else None
    if token.sort != "word":
        return None
    match = find(line, i)
    if match and match.words == 1 and not _fits(line, i, match, place):
        match = None
    new_end = new_name_end(line, i) if place != "free" else i
    if match and new_end > match.end and not line.upper and match.words == 1:
        match = None
    if match:
        return _take_known(line, i, match, new_end)
    return _take_new(line, i, new_end, place) if new_end > i else None


def _fits(line: Line, i: int, match: Match, place: Place) -> bool:
    """Whether a single word that may be something else is a name where it stands."""
    token = line.tokens[match.end - 1]
    word = token.fold
    if len(word) == 1:
        return False
    if match.end - 1 > i or place == "strict":
        return word not in ("the", "my", "a", "her", "his")
    if line.past_day(i) or word in _SHORT_DAYS:
        return _fits_as_day(line, i, place)
    if word in _FUNCTION_WORDS or word in COMMON_NAMES:
        return _fits_as_word(line, token, place)
    return place != "free" or token.is_name


def _fits_as_day(line: Line, i: int, place: Place) -> bool:
    """Sun is a name where somebody has to be named and nobody else is."""
    if place == "free" or line.people or line.newcomers or line.selected:
        if place == "list":
            line.doubt(line.tokens[i].text, "a day or a name? write with and the full name")
        return False
    others = (find(line, j) for j in range(len(line.tokens)) if line.tokens[j].sort == "word")
    if any(other and other.end != i + 1 and other.words > 1 for other in others) or any(
        line.fold(j) == "with" for j in range(len(line.tokens))
    ):
        return False
    text = line.tokens[i].text
    names = [known.name for known in line.names(text)[:SHOWN]]
    if len(names) == 1 and _whole_day_follows(line, i + 1):
        return True
    span = line.past_day(i)
    day = span.text if span is not None else text
    line.doubt(text, f"a day or a name? write with {text}, or on {day}", names)
    return True


def _whole_day_follows(line: Line, i: int) -> bool:
    """Whether "12 nov" stands here, so that the Jan before it can only be a name."""
    if not line.has(i + 1) or not line.fold(i).rstrip(".").isdecimal():
        return False
    span = line.past_day(i)
    return span is not None and span.end > i + 1


def _fits_as_word(line: Line, token: Token, place: Place) -> bool:
    if place == "free":
        return False
    if token.fold in _FUNCTION_WORDS:
        if not token.is_name or line.upper or token.fold in _KIND_WORDS:
            return False
        return place == "list" or (token.fold not in FILLERS and _talk_follows(line, token))
    return True


def _talk_follows(line: Line, token: Token) -> bool:
    after = line.tokens.index(token) + 1
    return line.kind_at(after) is not None or line.is_piece(after)


def _take_quote(line: Line, i: int) -> int:
    text = line.tokens[i].text
    known = line.names(text)
    if known:
        return _take_known(line, i, Match(i + 1, known, len(text.split())), i)
    add_newcomer(line, text)
    line.named_at = i + 1
    return i + 1


def _take_known(line: Line, i: int, match: Match, new_end: int) -> int:
    text = line.said(i, match.end)
    if new_end > match.end and not line.upper:
        longer = line.said(i, new_end)
        names = [known.name for known in match.known[:SHOWN]]
        line.doubt(longer, f"is '{longer}' somebody in the book?", names)
        line.named_at = new_end
        return new_end
    if line.tokens[match.end - 1].text.endswith(("'", "’")) and line.has(match.end):
        line.doubt(text, "that person, or somebody else? write with and the name")
    if len(match.known) > 1:
        doubt_who(line, text, match.known)
    else:
        person = match.known[0]
        line.people.setdefault(person.id, person)
        short = match.words == 1 and len(name_words(person.name)) > 1
        if short or line.fold(match.end) in _SUFFIXES:
            _doubt_next(line, i, match.end, person)
    line.named_at = match.end
    return match.end


def doubt_who(line: Line, text: str, known: tuple[Known, ...]) -> None:
    """Doubt which of several people is meant."""
    names = [person.name for person in known[:SHOWN]]
    line.doubt(text, fits_several(text, names), names)


def _doubt_next(line: Line, i: int, end: int, person: Known) -> None:
    """Doubt a first name before an unknown word that may be a last name in small letters."""
    if not line.has(end) or line.tokens[end - 1].stop or line.tokens[end].sort != "word":
        return
    word = line.fold(end)
    letters = word.replace("-", "").replace("'", "")
    if (len(word) < 3 and word not in _SUFFIXES) or not letters.isalpha():
        return
    if word.endswith("'s") and word not in FILLERS and line.kind_at(end) is None:
        text = line.said(i, end + 1)
        line.doubt(text, f"{person.name}, or somebody else? write with and the name")
    if word.endswith(("ed", "ing", "ly", "'s", "n't")) or is_reserved(line, end):
        return
    if line.kind_at(end) is None and not near_day(word):
        text = line.said(i, end + 1)
        line.doubt(text, f"is '{text}' {person.name}, or somebody new?", (person.name,))


def _take_new(line: Line, i: int, end: int, place: Place) -> int | None:
    if place == "begin" and not _may_open(line, i, end):
        return None
    if place == "open" and line.kind == "group_event":
        return None
    word = line.fold(end)
    if word in _SHORT_DAYS and line.has(end) and line.tokens[end].is_name and end == i + 1:
        line.doubt(line.said(i, end + 1), "a day or a name? write on before a day")
    name = line.said(i, end)
    if place == "list" and not line.upper and name.isupper() and name.isascii() and len(name) < 5:
        line.doubt(name, f"is '{name}' a person? write with before a name")
    if line.organisations and line.organisations(name):
        line.doubt(name, f"'{name}' is an organisation; write @{name} for it")
    add_newcomer(line, _written(line, i, end, name))
    _doubt_rest(line, i, end)
    line.named_at = end
    return end


def _doubt_rest(line: Line, i: int, end: int) -> None:
    """Doubt a single new name before an unknown word that may be the last name."""
    if end != i + 1 or line.tokens[i].stop or not line.has(end) or line.upper:
        return
    token = line.tokens[end]
    if token.sort != "word" or not token.fold.isalpha() or len(token.fold) < 3:
        return
    if is_reserved(line, end) or near_day(token.fold) or line.kind_at(end) is not None:
        return
    if line.phrase(HEADS, end) is None and find(line, end) is None:
        line.doubt(line.said(i, end + 1), "is that one name? write a new name with capitals")


def _written(line: Line, i: int, end: int, name: str) -> str:
    """A new name as it is written; one in a line of capitals with small letters."""
    if line.upper:
        return " ".join(word.capitalize() for word in name.split())
    last = line.tokens[end - 1]
    # An initial keeps its dot, which `said` takes for a full stop.
    return f"{name}." if last.text.endswith(".") and not name.endswith(".") else name


def _may_open(line: Line, i: int, end: int) -> bool:
    """Whether a line may begin with this unknown name."""
    word = line.fold(i)
    if end == i + 1 and word.endswith(("ed", "ing", "n't")):
        return False
    if not line.has(end):
        return True
    if line.tokens[end].sort in ("sep", "sign") or line.fold(end) in JOINS:
        return True
    kind = line.kind_at(end)
    if kind is not None:
        return kind[0].sort != "event"
    if line.phrase(OUTCOMES, end) is not None or line.phrase(HEADS, end) is not None:
        return True
    return line.is_piece(end) or line.fold(end) in ("has", "had", "just", "from", "at")


def add_newcomer(line: Line, name: str) -> None:
    """Take somebody who is not in the book, once."""
    odd = next((sign for sign in name if not (sign.isalpha() or sign in _IN_NAMES)), "")
    if odd and not unicodedata.category(odd).startswith("M"):
        line.doubt(name, f"is '{odd}' part of the name? write a space before a sign")
    if fold(name) not in map(fold, line.newcomers):
        line.newcomers.append(name)


def join_if_alone(line: Line, known: tuple[Known, ...], end: int, i: int) -> None:
    """Somebody named by the way takes part if nobody else does."""
    if line.people or line.newcomers:
        return
    if len(known) == 1:
        line.people[known[0].id] = known[0]
        line.named_at = end
    else:
        doubt_who(line, line.said(i, end), known)


def fits_several(text: str, names: Sequence[str]) -> str:
    """Why it is not known who is meant, and what would tell it."""
    if len({fold(name) for name in names}) < len(names):
        return f"several people are called '{text}'; choose one by number: log --with NUMBER"
    return f"'{text}' fits several people; write the full name"
