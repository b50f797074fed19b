"""Whether an address or number outlives the job of its owner."""

from typing import Final

from netintern.domain.text import fold
from netintern.domain.vocabulary import HandleKind

WORK: Final = "work"
"""The label, as of address books, of an address that ends with the job."""
_SHORTEST: Final = 3
"""Letters of a host's name that may be an organisation's."""


def outlasts(
    kind: HandleKind, value: str, organisation: str, *, lasting: bool, label: str
) -> bool | None:
    """Whether it outlives the job, as far as is known; None if nothing tells.

    It ends with the job if it is labelled as of work, or is an e-mail address of the organisation.
    """
    if lasting:
        return True
    if WORK in fold(label).replace(",", " ").split():
        return False
    if kind == "email" and _is_of(value.rpartition("@")[2], organisation):
        return False
    return None


def _is_of(host: str, organisation: str) -> bool:
    """Whether a host carries the name of an organisation, but for its last part."""
    letters = "".join(sign if sign.isalnum() else " " for sign in fold(organisation))
    words = letters.split()
    whole = "".join(words)
    names = [part.replace("-", "") for part in fold(host).split(".")[:-1]]
    return any(
        len(name) >= _SHORTEST and (name in words or whole.startswith(name)) for name in names
    )
