"""The lists of words that stand literally in SQL, from the vocabulary and nowhere else."""

from netintern.domain.vocabulary import CONVERSATIONS, MEETINGS


def _listed(words: frozenset[str]) -> str:
    return "(" + ", ".join(f"'{word}'" for word in sorted(words)) + ")"


TALK = f"i.outcome = 'done' AND i.kind IN {_listed(frozenset(CONVERSATIONS))}"
"""Condition on interaction `i`: a conversation that happened."""

MEETING = f"i.outcome = 'done' AND i.kind IN {_listed(frozenset(MEETINGS))}"
"""Condition on interaction `i`: after it two people have met."""
