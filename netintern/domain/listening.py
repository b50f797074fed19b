"""How much the other person spoke and how often something was learned."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

SHARE_OF_KEY: Mapping[int, float] = {1: 0.1, 2: 0.3, 3: 0.5, 4: 0.7, 5: 0.9}
"""Share of the talk in which they spoke, 0-1, for the one key pressed (1 me to 5 them)."""


class Listening(NamedTuple):
    """Figures of a set of conversations; None where there is nothing to tell."""

    share: float | None
    """Minute-weighted share of the time in which they spoke, 0-1."""
    learning: float | None
    """Share of the conversations with at least one learned note, 0-1."""


def listening(conversations: Iterable[tuple[int, float | None, int]]) -> Listening:
    """Listening share and learning rate of (minutes, their share, learned notes), rule 2.13.

    A conversation without a recorded share counts for learning only.
    """
    minutes = 0
    spoken = 0.0
    talks = 0
    learned = 0
    for length, share, notes in conversations:
        talks += 1
        learned += notes > 0
        if share is not None:
            minutes += length
            spoken += length * share
    return Listening(
        spoken / minutes if minutes else None,
        learned / talks if talks else None,
    )
