"""A person as a file describes them, the same value for every format that is read or written."""

from datetime import date
from typing import NamedTuple

from netintern.domain.text import fold
from netintern.domain.vocabulary import HandleKind


class Relation(NamedTuple):
    """Somebody whom the person of a card knows, as far as the file says."""

    label: str = ""
    """In lower case: manager, friend, colleague, referred by; may be empty."""
    text: str = ""
    """The other's name, if the file has it."""
    uid: str = ""
    """The other's UID, if the file has it."""
    level: int = 2
    """How well they know each other, 1-3; 2 if the file does not say."""


class Labelled(NamedTuple):
    """An address, a number, or a link, with the word that the file puts to it."""

    value: str
    label: str = ""
    preferred: bool = False


class Card(NamedTuple):
    """What a file says about one person; text is cleaned, nothing is looked up yet."""

    name: str
    """The display name, never empty."""
    given: str = ""
    family: str = ""
    orgs: tuple[str, ...] = ()
    role: str = ""
    emails: tuple[Labelled, ...] = ()
    phones: tuple[Labelled, ...] = ()
    urls: tuple[Labelled, ...] = ()
    ims: tuple[Labelled, ...] = ()
    birthday: str = ""
    """`1990-02-03`, or `--02-03` if the year is not known."""
    notes: str = ""
    tags: tuple[str, ...] = ()
    uid: str = ""
    """As the file spells it; compare with `uid_key`."""
    relations: tuple[Relation, ...] = ()
    photos: int = 0
    met_on: date | None = None
    own: tuple[tuple[str, str], ...] = ()
    """What only this program writes into a card: circle, tier, cadence, introduced-by."""
    lines: tuple[str, ...] = ()
    """The content lines of a vCard, unfolded, as they came, without BEGIN and END."""
    line: int = 0
    """Where the card starts in its file; the first line is 1."""

    @property
    def org(self) -> str:
        """The first organisation, or nothing."""
        return self.orgs[0] if self.orgs else ""


def handle_norm(kind: HandleKind, value: str) -> str:
    """The form in which two spellings of one address, number, or link are equal.

    A phone keeps its last ten digits, so that +1 415 555 0100 is 4155550100; without any digit it
    is its folded text.
    """
    if kind == "phone":
        digits = "".join(letter for letter in value.partition(";")[0] if letter.isdecimal())
        return digits[-10:] or fold(value)
    text = fold(value).strip()
    if kind == "url":
        text = text.partition("://")[2] or text
        text = text.removeprefix("www.").rstrip("/")
    return text


def uid_key(uid: str) -> str:
    """A UID for comparing: `urn:uuid:` is left out, case and dashes of a UUID do not count."""
    text = uid.strip().casefold().removeprefix("urn:uuid:")
    bare = text.replace("-", "").strip("{}")
    is_uuid = len(bare) == 32 and all(letter in "0123456789abcdef" for letter in bare)
    return bare if is_uuid else text
