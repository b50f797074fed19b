"""Organisations inside a line: one word, or the words that belong together."""

from typing import Final

from netintern.domain.sentence.line import Line
from netintern.domain.sentence.people import find, is_reserved
from netintern.domain.sentence.words import word_set
from netintern.domain.text import fold

LONGEST: Final = 5
"""Words of an organisation."""
_NOUNS: Final = word_set(
    "team teams dept department group unit division section lab labs laboratory clinic hospital"
    " university uni college school institute institut center centre academy foundation bank"
    " innovation research science sciences health healthcare care consulting consultancy studio"
    " studios agency association society union club network ab inc ltd gmbh ag oy as plc llc corp"
    " co company sons partners systems technologies tech solutions software services media"
    " analytics robotics pharma biotech energy medical ventures capital holding international"
    " design engineering hub works council authority ministry office"
)
"""Last words of organisations in small letters."""


def read_organisation(line: Line, i: int, *, marked: bool = False) -> int:
    """The organisation that stands here; `marked`: after @, where what follows may belong to it.

    It is one of the book, or one word with what is tied to it: words with capitals, "& Sons",
    "team"; or what is in quotation marks. Raises nothing: what may belong to it is doubted.
    """
    quoted = line.tokens[i].sort == "quote"
    end = i + 1 if quoted else _known_end(line, i) or _end(line, i, marked=marked)
    text = line.tokens[i].text if quoted else line.said(i, end)
    if line.organisation is not None and fold(line.organisation) != fold(text):
        line.doubt(text, f"there is another organisation: {line.organisation}")
    else:
        line.organisation = text
    return end


def _known_end(line: Line, i: int) -> int | None:
    """The place after the longest organisation of the book that stands here."""
    if line.organisations is None:
        return None
    for end in range(min(i + LONGEST, len(line.tokens)), i, -1):
        if line.organisations(line.said(i, end)) and not _has_stop(line, i, end - 1):
            return end
    return None


def _has_stop(line: Line, i: int, end: int) -> bool:
    return any(line.tokens[at].stop for at in range(i, end))


def _end(line: Line, i: int, *, marked: bool) -> int:
    end = i + 1
    if line.tokens[i].sort != "word":
        return end
    while end < i + LONGEST and line.has(end) and not line.tokens[end - 1].stop:
        if _is_glued(line, end):
            end += 1
        elif marked and line.fold(end) == "&" and _is_small_part(line, end + 1):
            end += 2
        elif line.fold(end) in ("&", "of") and _is_part(line, end + 1):
            if marked and line.fold(end) == "&" and _is_part(line, end + 2):
                text = line.said(i, end + 3)
                line.doubt(text, f"is '{text}' one organisation? write it in quotation marks")
            end += 2
        elif _is_part(line, end) and line.tokens[i].is_name and not line.upper:
            end += 1
        else:
            break
    return _small_end(line, i, end) if marked else end


def _is_glued(line: Line, i: int) -> bool:
    """Whether a sign stands here without spaces, as in H&M."""
    here = line.tokens[i]
    return "&" in (here.text, line.tokens[i - 1].text) and here.start == line.tokens[i - 1].end


def _is_part(line: Line, i: int) -> bool:
    """Whether a word with a capital stands here that is nothing else."""
    if not line.has(i) or line.tokens[i].sort != "word" or not line.tokens[i].is_name:
        return False
    reserved = is_reserved(line, i) and line.fold(i) not in _NOUNS
    return not line.upper and not reserved and find(line, i) is None


def _small_end(line: Line, i: int, end: int) -> int:
    """The place after words in small letters that belong to it; a doubt if they may."""
    if line.tokens[end - 1].stop:
        return end
    last = end
    while last < i + LONGEST and line.has(last) and _is_unknown(line, last):
        last += 1
        if line.fold(last - 1) in _NOUNS:
            return last
        if line.tokens[last - 1].stop:
            break
    if last > end and is_over(line, last):
        text = line.said(i, last)
        line.doubt(text, f"is '{text}' one organisation? write it in quotation marks")
        return last
    return end


def _is_small_part(line: Line, i: int) -> bool:
    """Whether a word in small letters stands here that may be of a name: "harper & cole"."""
    return line.has(i) and not line.tokens[i].is_name and _is_unknown(line, i)


def is_small(line: Line, i: int) -> bool:
    """Whether words in small letters stand here that end as organisations do: "nova hub"."""
    for last in range(i, i + LONGEST - 1):
        if not line.has(last + 1) or line.tokens[last].stop or not _is_unknown(line, last):
            return False
        if line.fold(last + 1) in _NOUNS:
            return True
    return False


def _is_unknown(line: Line, i: int) -> bool:
    token = line.tokens[i]
    if token.sort != "word" or not token.fold.isalpha() or line.kind_at(i) is not None:
        return False
    return not is_reserved(line, i) and find(line, i) is None


def is_over(line: Line, i: int) -> bool:
    """Whether nothing unknown follows."""
    if not line.has(i) or line.tokens[i - 1].stop or line.tokens[i].sort != "word":
        return True
    return line.is_piece(i)
