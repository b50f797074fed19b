"""Finding people whose names resemble a new name, so that nobody is in the book twice."""

from collections.abc import Iterator
from typing import Final, NamedTuple
from weakref import WeakKeyDictionary

from netintern.domain.errors import ResemblesError
from netintern.domain.people import has_beginnings, sort_name
from netintern.domain.text import fold
from netintern.storage.probe import Book
from netintern.storage.reads import facts

ALIKE: Final = 86
"""Percent of likeness from which two names may mean one person."""
SHORTEST_SLIP: Final = 5
"""Letters from which a name that differs by one letter is taken for a slip."""
SHORTEST_FIRST_NAME: Final = 3
"""Letters of a first name of which a slip is recognised."""
SHOWN: Final = 5
"""Candidates named at most."""

Candidate = tuple[int, str, str]
"""id, name, organisation"""


def resembling(book: Book, name: str) -> tuple[Candidate, ...]:
    """People whose names are like `name`, the most alike first; an equal name is the most alike.

    Accents, case, and the order of words do not count, and one name may have words that the other
    lacks if both have at least two; one wrong letter never counts, and names that differ in a
    number are never alike. A name may also be a shorter form: each of its words begins another
    word of the known name, or the other way round if the known name has at least two. A first
    name alone that nobody has is like every first name from which one slip parts it. Archived
    people are looked at too.
    """
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import OSA

    names = _names(book)
    wanted = sort_name(name)
    scorers = [(fuzz.ratio, ALIKE), (fuzz.token_sort_ratio, ALIKE)]
    if len(wanted.split()) > 1:
        scorers.append((fuzz.token_set_ratio, 100))
    scores: dict[int, float] = {}
    for scorer, least in scorers:
        alike = process.extract(wanted, names.keys, scorer=scorer, score_cutoff=least, limit=None)
        for key, score, place in alike:
            if least == 100:
                score = float(ALIKE) if len(key.split()) > 1 else 0.0
            scores[place] = max(score, scores.get(place, 0.0))
    if len(wanted) >= SHORTEST_SLIP:
        # In a short name one slip of the finger is a larger share than ALIKE leaves.
        slips = process.extract(wanted, names.keys, scorer=OSA.distance, score_cutoff=1, limit=None)
        for _, _, place in slips:
            scores[place] = max(float(ALIKE), scores.get(place, 0.0))
    if " " not in wanted:
        for place in _slipped_words(names, wanted):
            scores[place] = max(float(ALIKE), scores.get(place, 0.0))
    for place, score in _shorter_forms(names, wanted).items():
        scores[place] = max(score, scores.get(place, 0.0))
    found = [
        place
        for place, score in scores.items()
        if score and _digits(names.keys[place]) == _digits(wanted)
    ]
    found.sort(key=lambda place: (-scores[place], names.people[place][0]))
    return tuple(names.people[place][:3] for place in found[:SHOWN])


def named(book: Book, name: str) -> tuple[Candidate, ...]:
    """People with exactly this name, but for accents and case."""
    wanted = fold(name)
    return tuple(
        (person, found, org)
        for person, found, org in facts.holding(book.connection, wanted)
        if fold(found) == wanted
    )


def refuse_known(book: Book, name: str) -> None:
    """Raise ResemblesError for a name that is in the book, or resembles one there."""
    same = named(book, name)
    candidates = same or resembling(book, name)
    if not candidates:
        return
    error = ResemblesError(name, candidates)
    if same:
        error.sentence = error.sentence.replace("' resembles ", "' is in the book: ", 1)
    error.hint = "Open that person, or say that this is somebody new."
    raise error


class _Names(NamedTuple):
    """Everybody, and what their names are compared by."""

    people: list[tuple[int, str, str, str]]
    keys: list[str]
    """Folded, the last word first."""
    words: list[str]
    """Every word of the keys, once."""
    lines: str
    """The keys in one text, which C searches: each after a newline, between two spaces."""

    def holding(self, text: str) -> Iterator[int]:
        """Places of the keys whose lines hold a text."""
        place, counted = -1, 0
        at = self.lines.find(text)
        while at >= 0:
            # A text with the newline before a line belongs to that line.
            end = at + 1 if text[0] == "\n" else at
            place += self.lines.count("\n", counted, end)
            counted = end
            yield place
            at = self.lines.find(text, self.lines.find("\n", end))


_read: WeakKeyDictionary[Book, tuple[int, _Names]] = WeakKeyDictionary()


def _names(book: Book) -> _Names:
    """The names of everybody, read again only after a write."""
    version = book.data_version()
    known = _read.get(book)
    if known is None or known[0] != version:
        rows = facts.names(book.connection)
        keys = [row[3] for row in rows]
        lines = "".join(f"\n {key} " for key in keys)
        words = dict.fromkeys(word for key in keys for word in key.split())
        known = version, _Names(rows, keys, list(words), f"{lines}\n")
        _read[book] = known
    return known[1]


def _slipped_words(names: _Names, wanted: str) -> Iterator[int]:
    """Places of names with a word that a slip of the finger turns into the one word `wanted`."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    if len(wanted) < SHORTEST_FIRST_NAME - 1 or wanted in names.words:
        return
    slips = process.extract(wanted, names.words, scorer=OSA.distance, score_cutoff=1, limit=None)
    for word, _, _ in slips:
        if len(word) >= SHORTEST_FIRST_NAME and word[0] == wanted[0]:
            yield from names.holding(f" {word} ")


def _shorter_forms(names: _Names, wanted: str) -> dict[int, float]:
    """Places of names of which `wanted` is a shorter or longer form, and how alike they are."""
    words = [word for word in (part.strip(".,;") for part in wanted.split()) if word]
    if not words:
        return {}
    found: dict[int, float] = {}
    for place in names.holding(f" {max(words, key=len)}"):
        parts = names.keys[place].split()
        if has_beginnings(parts, words):
            found[place] = ALIKE - (0.0 if set(words) <= set(parts) else 1.0)
    for start in _starts(words):
        # The first word of the known name decides; only the few that fit are looked at whole.
        for place in names.holding(f"\n {start} "):
            parts = [part.strip(".,;") for part in names.keys[place].split()]
            if 1 < len(parts) <= len(words) and has_beginnings(words, parts):
                found.setdefault(place, ALIKE - 1.0)
    return found


def _starts(words: list[str]) -> set[str]:
    """Every beginning of a name of several words; nobody is meant by a longer form of one word."""
    if len(words) < 2:
        return set()
    return {word[:length] for word in words for length in range(1, len(word) + 1)}


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdecimal())
