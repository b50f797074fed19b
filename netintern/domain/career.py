"""How somebody came to where they are: which notes tell of it."""

from typing import Final

from netintern.domain.text import fold

_WORDS: Final = frozenset(
    {
        *("apprentice", "apprenticeship", "became", "began", "career", "changed", "college"),
        *("degree", "doctorate", "formerly", "founded", "graduated", "grew", "hired"),
        *("internship", "joined", "left", "moved", "phd", "previously", "promoted", "retrained"),
        *("school", "started", "studied", "switched", "taught", "thesis", "trained"),
        *("transferred", "university", "worked", "years"),
    }
)
"""Words of a note that tells of somebody's way; judgement, in folded letters."""
_PHRASES: Final = ("came from", "came to", "used to be", "used to work", "way into", "first job")


def tells_of_the_way(note: str) -> bool:
    """Whether a line of a note says how somebody came to their work."""
    folded = fold(note)
    words = {word.strip(".,;:!?()'\"") for word in folded.split()}
    return not _WORDS.isdisjoint(words) or any(phrase in folded for phrase in _PHRASES)
