"""A line cut into words, signs, and separators, each with its place in the line."""

import re
from typing import Final, NamedTuple

from netintern.domain.sentence.words import TITLES
from netintern.domain.text import clean, fold

LONGEST: Final = 4000
"""Characters of a line that are read."""
SIGNS: Final = "@#+!<>*"
_REPLACED: Final = str.maketrans({"，": ",", "、": ",", "；": ";", "：": ":", "（": "(", "）": ")"})
_TOKEN: Final = re.compile(
    r'(?P<quote>"[^"]*"|“[^”]*”|„[^“”]*[“”])'
    r"|(?P<sign>(?<![^\s;,(])[@#+!<>*](?=[^\s;,()]))"
    r"|(?P<sep>[;,:()]|(?<!\S)[-–—]+(?!\S)|—|(?<!\d)–|–(?!\d)|&)"
    r"|(?P<word>(?:[^\s;,:()\"“”&–—]|(?<=\d)[:,–](?=\d))+)"
)
_GLUED: Final = re.compile(
    r"(?<=[\w'’]{2})(?:#(?=[^\W\d_])|!(?=[^\W\d_])|<(?=[^\W\d_])|\+(?=[^\W\d_][^\W\d_])"
    r"|>(?=\d+[dwmqy]\b|in\b|next\b|mon|tue|wed|thu|fri|sat|sun|tom)|\*(?=own\b)"
    r"|@(?=[^\W_]+(?:[^\w.]|$)))"
)
"""A sign that belongs to what follows it, without a space before it: "30m@Acme#mentor"."""
_LOOSE: Final = re.compile(r"((?:(?:^|[;,])\s*[+!])|(?<!\S)#|(?<!\S)\*(?=\s+own\b))\s+(?=\w)")
"""A sign with a space after it that cannot mean anything else: "; ! slides", "* own"."""
_SHORT: Final = {
    **{"nxt": "next", "wk": "week", "wks": "weeks", "mth": "month", "mths": "months"},
    **{"yest": "yesterday", "ystd": "yesterday", "2day": "today"},
    **{"tmw": "tomorrow", "2mrw": "tomorrow", "tmrrw": "tomorrow"},
}
"""Words of days written in a hurry."""
_ABBREVIATION: Final = re.compile(
    r"[^\W\d_]\.|\d+\.(?:\d+\.)?|[ap]\.m\.|(?:mon|tues?|wed|thu|thur|fri|sat|sun|jan|feb|mar|apr|jun"
    r"|jul|aug|sept?|oct|nov|dec|st|approx|ca|min|w)\."
)


class Token(NamedTuple):
    """A word, or a separator or sign, which stand for themselves."""

    text: str
    fold: str
    """For comparison; of a quotation what is inside."""
    start: int
    end: int
    sort: str
    """ "word", "quote", "sign", or "sep"."""
    stop: bool = False
    """A full stop follows it."""

    @property
    def is_name(self) -> bool:
        """Written as a name is: with a capital, or in a script without capitals."""
        first = self.text[:1].lstrip("'’")
        if self.sort == "quote":
            return True
        return (self.sort == "word" and first.isalpha() and first.lower() != first) or (
            self.sort == "word" and first.isalpha() and first.lower() == first.upper()
        )


def normal(text: str) -> str:
    """The line as it is read: clean, with one kind of separators and numbers."""
    lines = ";".join(clean(line) for line in text[:LONGEST].splitlines() if line.strip())
    plain = lines.translate(_REPLACED)
    plain = re.sub(r"(?i)(?<!\S)w/o(?=\s)", "without", plain)
    plain = re.sub(r"(?i)(?<!\S)w/\s*", "with ", plain)
    plain = re.sub(r"[^\s/\"]*[@#!<>*+]\S*", _unglued, plain)
    plain = _LOOSE.sub(r"\1", plain)
    plain = re.sub(r"(?<=\s)/(?=\s)", ",", plain)
    plain = re.sub(r"(?<=\d)\s?½", ".5", plain).replace("½", "0.5")
    return re.sub(r"(?<=\d)\s?¼", ".25", plain).replace("¼", "0.25")


def _unglued(word: re.Match[str]) -> str:
    """A word with a space before each sign in it, unless it is an address."""
    if "/" in word[0]:
        return word[0]
    return _GLUED.sub(r" \g<0>", re.sub(r"(?<=[^\W\d_])!(?=[A-ZÀ-Þ])", "! ", word[0]))


def cut(text: str) -> list[Token]:
    """The words, signs, and separators of a line that is `normal`."""
    return [_token(match) for match in _TOKEN.finditer(text)]


def _token(match: re.Match[str]) -> Token:
    sort, text = match.lastgroup or "word", match[0]
    start, end = match.span()
    if sort == "quote":
        return Token(text[1:-1].strip(), fold(text[1:-1].strip()), start, end, sort)
    if sort == "sep" and text not in ";,:()&":
        return Token("-", "-", start, end, sort)
    if text == "&":
        return Token("&", "&", start, end, "word")
    return _word(text, start, end, sort)


def _word(text: str, start: int, end: int, sort: str) -> Token:
    plain = text.rstrip(".!?…")
    folded = fold(plain)
    folded = _SHORT.get(folded, folded)
    if plain and not plain.strip("|/\\•·"):
        return Token("-", "-", start, end, "sep")
    if sort == "sign" or not plain:
        return Token(text, text, start, end, sort if plain or sort == "sign" else "sep")
    cut_off = text[len(plain) :]
    if cut_off == "." and (_ABBREVIATION.fullmatch(fold(text)) or folded in TITLES):
        is_name = folded in TITLES or len(plain) == 1
        return Token(text if is_name else plain, folded, start, end, sort)
    return Token(plain, folded, start, end, sort, stop=bool(cut_off))


def joined(text: str, tokens: list[Token]) -> str:
    """What was typed from the first of the tokens to the last."""
    return text[tokens[0].start : tokens[-1].end].strip(" ,;:.-–—") if tokens else ""
