"""Words of a free text that are probably a slip of the finger or a number without its unit."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from netintern.domain.sentence.tokens import Token
from netintern.domain.sentence.words import (
    FINE,
    MISSPELT,
    MISSPELT_HEADS,
    NOT_DONE,
    TIME_WORDS,
    WITH_SLIPS,
    word_set,
)

_WHERE: Final = word_set("in at the near of on for from to by inside outside around")

Slip = tuple[str, str]
"""The word, and what is doubted."""


def slips(tokens: Sequence[Token], *, loose: bool, upper: bool) -> Iterator[Slip]:
    """What in a free text may have been meant otherwise; of loose words more than of others."""
    for token in tokens:
        word = token.fold
        if token.sort != "word" or word in FINE:
            continue
        if loose and (word in NOT_DONE or word in TIME_WORDS):
            yield token.text, _unclear(token.text, word)
        elif loose and word.lstrip("-+~")[:1].isdecimal():
            yield token.text, _number(token.text, word)
        elif word in WITH_SLIPS and loose:
            yield token.text, f"'{token.text}' is not understood; did you mean with?"
        elif len(word) >= 5 and (near := _near(word, loose)):
            day = "a day that is understood" if near in MISSPELT else "understood"
            yield token.text, f"'{token.text}' is not {day}; did you mean {near}?"
    if loose and not upper:
        yield from _names(tokens)


def _unclear(text: str, word: str) -> str:
    if word in TIME_WORDS:
        return f"'{text}' is not understood as a day here; write for example on 12 nov"
    return f"'{text}' may mean that it did not happen; log what was done"


def _names(tokens: Sequence[Token]) -> Iterator[Slip]:
    """Two words with capitals that do not say where something was."""
    before = ""
    for one, two in pairwise(tokens):
        if one.is_name and two.is_name and before not in _WHERE and before != "*":
            text = f"{one.text} {two.text}"
            yield text, f"is '{text}' a person? write with before a name"
        before = "*" if one.is_name else one.fold


def near_day(word: str) -> bool:
    """Whether a word is probably a misspelt day."""
    return word not in FINE and _closest(word, MISSPELT) is not None


def _number(text: str, word: str) -> str:
    if word.isdecimal():
        return f"{text} what? minutes: {text}m"
    if word[:-1].isdecimal() and word[-1] in "dwm":
        return f"'{text}' could be when or how long; write {text} ago, or minutes: 30m"
    return f"'{text}' is not understood as a day, a time, or a length"


def _near(word: str, loose: bool) -> str | None:
    near = _closest(word, MISSPELT)
    return near or (_closest(word, MISSPELT_HEADS) if loose else None)


def _closest(word: str, words: frozenset[str]) -> str | None:
    from rapidfuzz.distance import OSA

    for known in words:
        if known[0] != word[0] or abs(len(known) - len(word)) > 2:
            continue
        if known != word and OSA.distance(word, known) <= (1 if len(known) < 8 else 2):
            return known
    return None
