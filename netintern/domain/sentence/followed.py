"""The next follow-up that a line sets."""

from netintern.domain.sentence.heads import Head, clause_end
from netintern.domain.sentence.line import Line
from netintern.domain.sentence.words import PRONOUNS


def next_at(line: Line, i: int) -> int:
    """The day of the next follow-up that stands here; the place after it."""
    span = line.coming_day(i)
    if span is None:
        end = min(clause_end(line, i), i + 3)
        text = line.said(i, end)
        line.doubt(text or "next", f"'{text}' is not a day that is understood" if text else "when?")
        return max(end, i + 1)
    line.set_next(span.day, line.said(i, span.end), span.why)
    return span.end


def read_next(line: Line, head: Head) -> int:
    """ "next in 2w"; after the word of the clause "fri" is the coming Friday, as after ">"."""
    i = head.body
    if line.fold(i) == ":":
        return next_at(line, i + 1)
    whole, rest = line.coming_day(i - 1), line.coming_day(i)
    if whole is None or whole.day is None or (rest and rest.end > whole.end):
        return next_at(line, i)
    if rest is None or rest.day is None or rest.end < whole.end:
        line.set_next(whole.day, line.said(i - 1, whole.end))
        return whole.end
    return next_at(line, i)


def read_follow_up(line: Line, head: Head) -> int:
    """ "follow up in two weeks", with what it is about before or after the day."""
    start, end = head.body, clause_end(line, head.body)
    for i in range(start, end):
        span = line.coming_day(i + (line.fold(i) == ":"))
        if span is not None and span.end <= end:
            line.set_next(span.day, line.said(i, span.end), span.why)
            _keep_purpose(line, line.said(start, i))
            return span.end
    text = line.said(start, end)
    line.doubt(text or line.said(head.body - 1, head.body), "when? for example next in 2w")
    return end


def _keep_purpose(line: Line, text: str) -> None:
    """What the follow-up is about stays a note; with whom is known."""
    words = [word for word in text.split() if word.lower().strip(":,") not in {*PRONOUNS, "you"}]
    plain = " ".join(words).removeprefix("with").removeprefix("to").strip(" :,")
    known = line.names(plain) if plain else ()
    if plain and plain.lower() not in ("again", "with", "talk", "in touch", "back") and not known:
        line.notes.append(f"follow up {text}")
