"""Warnings about a drafted message: too long, too much about oneself, no question, job talk."""

import re
from typing import Literal, NamedTuple

from netintern.domain.settings import DEFAULT_RULES, Rules

DraftFlag = Literal["too_long", "too_much_me", "no_question", "job_ask"]

_WORD = re.compile(r"[^\W\d]+(?:['’][^\W\d]+)*")
"""Letters with inner apostrophes; numbers are not words."""
_FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself"})
_QUESTION_MARKS = frozenset("?？؟\u037e")
_JOB_WORD = re.compile(
    r"jobs?|hire[sd]?|hiring|r[eé]sum[eé]s?|cvs?|vacanc(?:y|ies)|openings?|offers?|positions?"
    r"|salary|employment"
)


class DraftCheck(NamedTuple):
    """What the draft guard found; the flags are warnings only."""

    words: int
    first_person: int
    """Words such as I, me, my, I'm."""
    ratio: float | None
    """First-person words as a share of all, 0-1; None without words."""
    flags: tuple[DraftFlag, ...]


def check_draft(
    text: str,
    first_contact: bool,
    wants_answer: bool = True,
    rules: Rules = DEFAULT_RULES,
) -> DraftCheck:
    """Count the words of a draft and warn (domain rule 2.12).

    `too_long` above `rules.draft_words`, `too_much_me` above the share
    `rules.draft_first_person`, `no_question` where an answer is wanted, and `job_ask` for job
    words in a first contact; "opening" or "offer" can be innocent, so nothing is forbidden.
    """
    words = [word.casefold().replace("’", "'") for word in _WORD.findall(text)]
    own = sum(_is_first_person(word) for word in words)
    ratio = own / len(words) if words else None
    flags: list[DraftFlag] = []
    if len(words) > rules.draft_words:
        flags.append("too_long")
    if ratio is not None and ratio > rules.draft_first_person:
        flags.append("too_much_me")
    if wants_answer and _QUESTION_MARKS.isdisjoint(text):
        flags.append("no_question")
    if first_contact and any(_JOB_WORD.fullmatch(word) for word in words):
        flags.append("job_ask")
    return DraftCheck(len(words), own, ratio, tuple(flags))


def _is_first_person(word: str) -> bool:
    return word.partition("'")[0] in _FIRST_PERSON


def mailto(address: str, subject: str, body: str) -> str:
    """A link that opens the draft in the user's mail program (RFC 6068); nothing is sent by it.

    Lines are divided as in mail. Without an address the mail program asks for one.
    """
    from urllib.parse import quote

    lines = "\r\n".join(body.splitlines())
    fields = [("subject", subject), ("body", lines)]
    query = "&".join(
        f"{name}={quote(text, safe='', errors='replace')}" for name, text in fields if text
    )
    return f"mailto:{quote(address, safe='@', errors='replace')}" + (f"?{query}" if query else "")
