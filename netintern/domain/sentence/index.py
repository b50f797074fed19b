"""Everybody's names in a form in which those in a line are found at once."""

from bisect import bisect_left
from collections.abc import Iterable

from netintern.domain.sentence.people import name_words
from netintern.domain.sentence.values import Known
from netintern.domain.sentence.words import TITLES
from netintern.domain.text import fold


class NameIndex:
    """People by the words of their names."""

    def __init__(self, people: Iterable[tuple[int, str]]) -> None:
        self._people: list[Known] = []
        self._words: list[tuple[str, ...]] = []
        self._by_word: dict[str, list[int]] = {}
        self._sorted: list[str] = []
        for person, name in people:
            words = name_words(name) if not _is_plain(name) else tuple(name.lower().split())
            place = len(self._people)
            self._people.append(Known(person, name))
            self._words.append(words)
            for word in dict.fromkeys(words):
                self._by_word.setdefault(word, []).append(place)

    def find(self, text: str) -> tuple[Known, ...]:
        """Everybody whom a name fits: those with exactly this name, else those with its words.

        Every word has to be a whole word of the name, or the initial of one beside a whole word.
        """
        words = name_words(text)
        whole = [word for word in words if len(word) > 1 or not word.isascii()]
        if not whole or len(words) > 8:
            return ()
        places = self._by_word.get(whole[0], ())
        for word in whole[1:]:
            with_word = self._by_word.get(word, ())
            places = with_word if len(with_word) < len(places) else places
        exact = [place for place in places if self._words[place] == words]
        fitting = exact or [place for place in places if _fits(self._words[place], words)]
        return tuple(self._people[place] for place in fitting)

    def with_prefix(self, text: str) -> list[Known]:
        """Everybody who has words that begin with the words of a text, as while it is typed."""
        words = sorted(fold(text).replace("'", "").replace("-", " ").split(), key=len)
        if not words:
            return []
        if not self._sorted:
            self._sorted = sorted(self._by_word)
        longest = words[-1]
        first = bisect_left(self._sorted, longest)
        last = bisect_left(self._sorted, longest + chr(0x10FFFF))
        found = {place for word in self._sorted[first:last] for place in self._by_word[word]}
        return [
            self._people[place]
            for place in sorted(found)
            if len(words) == 1 or _begins(self._words[place], words)
        ]


def _is_plain(name: str) -> bool:
    """A name of small and capital letters alone needs no folding."""
    if not name.isascii() or not name.replace(" ", "").isalpha():
        return False
    return name.split(" ", 1)[0].lower() not in TITLES


def _fits(own: tuple[str, ...], words: tuple[str, ...]) -> bool:
    left = list(own)
    for word in sorted(words, key=len, reverse=True):
        found = word if word in left else None
        if found is None and len(word) == 1 and word.isascii():
            found = next((one for one in left if one.startswith(word)), None)
        if found is None:
            return False
        left.remove(found)
    return True


def _begins(own: tuple[str, ...], words: list[str]) -> bool:
    return all(any(one.startswith(word) for one in own) for word in words)
