"""Names of people: short, sorted, and comparable."""

from netintern.domain.text import fold


def sort_name(name: str) -> str:
    """The key by which a list of people is sorted: the last word first, folded."""
    words = fold(name).split()
    return " ".join(words[-1:] + words[:-1])


def short_name(name: str) -> str:
    """A name for narrow places: "Maya Moreno" is "Maya M"."""
    words = name.split()
    if len(words) < 2:
        return name.strip()
    return f"{words[0]} {words[-1][0]}"


def initials(name: str) -> str:
    """At most two letters: of the first and of the last word, in upper case."""
    words = name.split()
    letters = [word[0] for word in words[:1] + words[1:][-1:]]
    return "".join(letters).upper()


def same_person_key(name: str) -> str:
    """What two spellings of one name share: folded words without punctuation, in order."""
    kept = "".join(letter if letter.isalnum() else " " for letter in fold(name))
    return " ".join(kept.split())


def has_beginnings(parts: list[str], words: list[str]) -> bool:
    """Whether every word begins another part, in any order; the longest words choose first."""
    left = list(parts)
    for word in sorted(words, key=len, reverse=True):
        found = next((part for part in left if part.startswith(word)), None)
        if found is None:
            return False
        left.remove(found)
    return True
