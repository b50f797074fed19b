"""People and notes found by what is typed, within the time of a key press."""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate, islice
from typing import Literal, NamedTuple, cast
from weakref import WeakKeyDictionary

from netintern.domain.text import fold
from netintern.domain.vocabulary import Circle
from netintern.storage.probe import Book
from netintern.storage.reads import search as reads

FEW = 5
"""People found below which names that resemble the term are looked for."""
SHORTEST_TYPO = 3
"""Characters from which a term may be misspelt."""
RESEMBLES = 75
"""Likeness, 0-100, from which a name is taken for a misspelt term."""
NOTES = 20
"""Notes shown at most."""
NOTES_READ = 20_000
"""Newest notes that are looked through; all of them are kept at hand between key presses."""
_FETCHED = 200
"""Notes with the words that are fetched at once; some may be of people who are archived."""
_BEFORE, _AFTER = 24, 60


class Hit(NamedTuple):
    """A person found, by name or by a note."""

    person_id: int
    name: str
    organisation: str
    circle: Circle | None
    where: Literal["person", "note"]
    excerpt: str
    """Of a note the text around the words, else empty."""
    met: bool
    tracked: bool
    archived: bool = False


def search(
    book: Book, term: str, *, limit: int = 50, notes: bool = True, archived: bool = False
) -> tuple[Hit, ...]:
    """People whose texts hold all words of the term, then notes, newest first.

    Words are matched in the middle, without accents or case; names that start with the first
    word come first. With fewer than five people found, names that resemble the term are added.
    With `archived`, archived people whose texts hold the words come after the others.
    """
    words = fold(term).split()
    if not words:
        return ()
    ids = _texts(book).find(words, limit)
    away = _archived(book, words, limit - len(ids)) if archived else []
    ids += away
    sought = " ".join(words)
    if len(ids) < min(FEW, limit) and len(sought) >= SHORTEST_TYPO:
        ids += _resembling(book, sought, set(ids))[: limit - len(ids)]
    rows = {row[0]: row for row in reads.by_ids(book.connection, ids)}
    people = [_hit(rows[person]) for person in ids if person in rows]
    if away:
        put_away = set(away)
        people = [hit._replace(archived=hit.person_id in put_away) for hit in people]
    room = min(NOTES, limit - len(people))
    found = _notes(book, words, room) if notes and room > 0 else []
    return (*people, *found)


class _Texts:
    """The folded texts of everybody in one text, which C searches in a millisecond or two."""

    def __init__(self, texts: str, ids: str) -> None:
        # Every text, also the first, stands between two newlines.
        self._text = f"\n{texts}\n"
        self._ids = ids
        self._numbers: list[int] = []
        self._starts: list[int] = []

    def find(self, words: list[str], limit: int) -> list[int]:
        """Ids of those who have all words: first at the start, then at a word's start, then all.

        Inside of each the order of the texts holds.
        """
        found: dict[int, None] = {}
        first = words[0]
        for pattern in (f"\n{first}", f" {first}", first):
            place = self._text.find(pattern)
            while place >= 0 and len(found) < limit:
                # The newline before a text belongs to that text.
                end = self._text.index("\n", place + 1)
                start = self._text.rindex("\n", 0, end)
                line = self._text[start:end]
                if all(word in line for word in words):
                    found[self._id_at(start)] = None
                place = self._text.find(pattern, end)
        return list(found)

    def holding(self, words: list[str]) -> Iterator[int]:
        """Ids of all who have all words, in the order of the texts."""
        rarest = max(words, key=len)
        place = self._text.find(rarest)
        while place >= 0:
            end = self._text.index("\n", place)
            start = self._text.rindex("\n", 0, end)
            line = self._text[start:end]
            if all(word in line for word in words):
                yield self._id_at(start)
            place = self._text.find(rarest, end)

    def _id_at(self, start: int) -> int:
        if not self._starts:
            self._number()
        return self._numbers[bisect_right(self._starts, start) - 1]

    def _number(self) -> None:
        """Where each text starts, only needed once something was found."""
        self._numbers = [int(number) for number in self._ids.split(",") if number]
        lengths = map(len, self._text[1:-1].split("\n"))
        self._starts = list(accumulate((length + 1 for length in lengths), initial=0))


_read: WeakKeyDictionary[Book, tuple[int, _Texts]] = WeakKeyDictionary()


def _texts(book: Book) -> _Texts:
    """The texts of everybody, read again only after a write."""
    version = book.data_version()
    known = _read.get(book)
    if known is None or known[0] != version:
        known = version, _Texts(*reads.folded(book.connection))
        _read[book] = known
    return known[1]


def _archived(book: Book, words: list[str], limit: int) -> list[int]:
    """Archived people with all words; they are few, so they are read when they are asked for."""
    return _Texts(*reads.archived(book.connection)).find(words, limit) if limit > 0 else []


def _hit(row: reads.FoundRow, note: str | None = None) -> Hit:
    person, name, org, circle, tracked, met = row
    return Hit(
        person,
        name,
        org or "",
        cast("Circle | None", circle),
        "person" if note is None else "note",
        note or "",
        bool(met),
        bool(tracked),
    )


_names: WeakKeyDictionary[Book, tuple[int, list[int], list[str]]] = WeakKeyDictionary()


def _resembling(book: Book, sought: str, found: set[int]) -> list[int]:
    """People whose name is nearly the term, the most alike first."""
    from rapidfuzz import fuzz, process

    ids, names = _all_names(book)
    alike = process.extract(
        sought, names, scorer=fuzz.partial_ratio, score_cutoff=RESEMBLES, limit=FEW + len(found)
    )
    return [ids[index] for _, _, index in alike if ids[index] not in found][:FEW]


def _all_names(book: Book) -> tuple[list[int], list[str]]:
    """Ids and folded names of everybody, read again only after a write."""
    version = book.data_version()
    known = _names.get(book)
    if known is None or known[0] != version:
        rows = reads.names(book.connection)
        known = version, [row[0] for row in rows], [fold(row[1]) for row in rows]
        _names[book] = known
    return known[1], known[2]


_noted: WeakKeyDictionary[Book, tuple[int, tuple[_Texts, _Texts]]] = WeakKeyDictionary()


def _note_texts(book: Book) -> tuple[_Texts, _Texts]:
    """The folded notes on people and of talks, read again only after a write."""
    version = book.data_version()
    known = _noted.get(book)
    if known is None or known[0] != version:
        on_people, of_talks = reads.noted(book.connection, NOTES_READ)
        texts = (
            _Texts(_folded_lines(on_people[0]), on_people[1]),
            _Texts(_folded_lines(of_talks[0]), of_talks[1]),
        )
        known = version, texts
        _noted[book] = known
    return known[1]


def _folded_lines(texts: str) -> str:
    """Every line folded; most of a book is ASCII, which is folded in one go."""
    if texts.isascii():
        return texts.lower()
    return "\n".join(fold(line) for line in texts.split("\n"))


def _notes(book: Book, words: list[str], room: int) -> list[Hit]:
    """Notes with all words: those on people, then those of talks, newest first."""
    found: list[Hit] = []
    fetches = (reads.notes_on_people, reads.notes_of_talks)
    for texts, fetch in zip(_note_texts(book), fetches, strict=True):
        ids = texts.holding(words)
        while some := list(islice(ids, _FETCHED)):
            for note in fetch(book.connection, some):
                text = note[6]
                found.append(_hit(note[:6], _excerpt(text, fold(text), words[0])))
                if len(found) == room:
                    return found
    return found


def _excerpt(text: str, folded: str, word: str) -> str:
    """The words around the first match, on one line."""
    # Folding may lengthen a text, so the place is only about right where it did.
    start = max(0, folded.find(word) - _BEFORE)
    end = min(len(text), start + _BEFORE + _AFTER)
    while 0 < start < len(text) and not text[start - 1].isspace():
        start -= 1
    cut = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{cut}{'…' if end < len(text) else ''}"
