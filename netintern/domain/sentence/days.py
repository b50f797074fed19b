"""Days, times of day, and lengths inside a line."""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final, Literal, NamedTuple

from netintern.domain.calendar import Calendar
from netintern.domain.errors import UsageError
from netintern.domain.phrases import HINT, read_day
from netintern.domain.sentence.tokens import Token
from netintern.domain.sentence.words import DAY_PARTS, word_set

Prefer = Literal["future", "past"]
DAY_MINUTES: Final = 24 * 60
LONGEST_PHRASE: Final = 7
"""Words of a day at most."""
_UNKNOWN: Final = "is not a day that is understood."


class Span(NamedTuple):
    """A day found in a line."""

    end: int
    """The place after it."""
    day: date | None
    text: str
    why: str = ""
    """Why it is no day, where it looks like one."""


WEEKDAYS: Final = word_set(
    "monday mon tuesday tues tue wednesday weds wed thursday thurs thur thu friday fri saturday sat"
    " sunday sun"
)
MONTHS: Final = word_set(
    "january jan february feb march mar april apr may june jun july jul august aug september sept"
    " sep october oct november nov december dec"
)
_COUNTS: Final = word_set(
    "a an one two three four five six seven eight nine ten eleven twelve couple"
)
_INSIDE: Final = (
    WEEKDAYS
    | MONTHS
    | _COUNTS
    | word_set(
        "today now tonight this morning afternoon evening tomorrow tmrw tmr day after before of"
        " yesterday last night past previous next coming following week weeks month months quarter"
        " quarters year years weekend fortnight ago in on the half days workday workdays working"
        " business from end start beginning mid middle eow eom eoq eoy first second third fourth"
        " time over at week's weeks' months' days' month's days"
    )
)
_STARTS: Final = (
    WEEKDAYS
    | MONTHS
    | _COUNTS
    | word_set(
        "today now tonight this tomorrow tmrw tmr day yesterday last past previous next coming"
        " following weekend in on the over at fortnight end start beginning mid first second third"
        " fourth week month eow eom eoq eoy half"
    )
)
_BARE: Final = re.compile(
    r"(?:\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a couple of"
    r"|couple of|half a|half)[ -]?"
    r"(?:d|w|wk|m|mo|q|y|yr|day|week|month|quarter|year|workday|working day|business day|fortnight"
    r"|eo[wmqy])s?|-.*|eo[wmqy]|fortnight|\d{1,3}|in \d+ ?m"
)
"""Spans of time without a direction, which in a log are no day."""
_NUMBERS: Final = {
    **{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6},
    **{"seven": 7, "eight": 8, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20},
    **{"twenty-five": 25, "thirty": 30, "thirty-five": 35, "forty": 40, "forty-five": 45},
    **{"fifty": 50, "sixty": 60, "ninety": 90, "half": 0.5, "1/2": 0.5, "3/4": 0.75, "1/4": 0.25},
}
_MINUTES: Final = word_set("m min mins minute minutes ' ’ minutes' mn")
_HOURS: Final = word_set("h hr hrs hour hours std hours' hour's")
_TIGHT_MINUTES: Final = re.compile(r"(\d+)-?(?:m|min|mins|minute|minutes|'|mn)")
_TIGHT_HOURS: Final = re.compile(r"(\d*[.,]\d+|\d+|1/2|3/4|1/4)-?(?:h|hr|hrs|hour|hours|std)")
_BOTH: Final = re.compile(r"(\d+)(?:h(\d{1,2})(?:m|min|mins)?|:(\d{2})(?:h|hrs?|hours?))")
_WORD_LENGTH: Final = re.compile(r"([a-z-]+)-(minute|minutes|min|hour|hours)")
_CLOCK: Final = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(am|pm|a\.m|p\.m|uhr)?")
_FULL_CLOCK: Final = re.compile(
    r"\d{1,2}(?::\d{2}(?:am|pm|uhr|h)?|(?:\.\d{2})?(?:am|pm|a\.m|p\.m))"
)
_RANGE: Final = re.compile(
    r"(\d{1,2})(?:[:.](\d{2}))?(am|pm)?[-–](\d{1,2})(?:[:.](\d{2}))?(am|pm|uhr|h)?"
)


@lru_cache(maxsize=4096)
def day_of(phrase: str, today: date, prefer: Prefer, calendar: Calendar) -> tuple[date | None, str]:
    """The day of a phrase, or None and what is wrong with it; "" if it is no day at all."""
    try:
        return read_day(phrase, today, prefer, calendar), ""
    except UsageError as error:
        if error.sentence.endswith(_UNKNOWN):
            return None, ""
        return None, error.sentence if error.hint == HINT else str(error)


def day_at(
    tokens: Sequence[Token], i: int, today: date, prefer: Prefer, calendar: Calendar
) -> Span | None:
    """The longest day that begins here; of a log no bare span of time such as "2w"."""
    if i >= len(tokens) or not _may_start(tokens[i]):
        return None
    for end in range(_reach(tokens, i), i, -1):
        phrase = " ".join(token.fold for token in tokens[i:end]).replace(" ,", ",")
        if prefer == "past" and _BARE.fullmatch(phrase):
            continue
        day, why = day_of(phrase, today, prefer, calendar)
        if day is not None:
            return Span(_after_parts(tokens, end), day, phrase)
        if why:
            return Span(end, None, phrase, why)
    return None


def _may_start(token: Token) -> bool:
    return token.sort == "word" and (token.fold in _STARTS or token.fold[:1] in tuple("0123456789"))


def _reach(tokens: Sequence[Token], i: int) -> int:
    """The place after the last word that may belong to a day."""
    end = i
    while end < min(len(tokens), i + LONGEST_PHRASE):
        token = tokens[end]
        if token.sort == "sep":
            weekday = token.text == "," and end > i and tokens[end - 1].fold in WEEKDAYS
            if not (weekday and end + 1 < len(tokens) and _is_dated(tokens[end + 1])):
                break
        elif token.sort != "word" or not (token.fold in _INSIDE or token.fold[:1].isdecimal()):
            break
        end += 1
        if token.stop:
            break
    return end


def _is_dated(token: Token) -> bool:
    return token.sort == "word" and (token.fold in MONTHS or token.fold[:1].isdecimal())


def _after_parts(tokens: Sequence[Token], end: int) -> int:
    """The place after "in the morning", "evening", which say nothing more of a day."""
    i = end
    if i + 2 < len(tokens) and tokens[i].fold == "in" and tokens[i + 1].fold == "the":
        i += 2
    elif i + 1 < len(tokens) and tokens[i].fold == "at":
        i += 1
    if i < len(tokens) and tokens[i].fold in DAY_PARTS and not tokens[end - 1].stop:
        return i + 1
    return end


class Length(NamedTuple):
    """A length found in a line."""

    end: int
    minutes: int | None
    """None for an amount of time ago, which only says that it was today."""


def length_at(tokens: Sequence[Token], i: int) -> Length | None:
    """The length of a talk that begins here."""
    start = i
    while i < len(tokens) and tokens[i].fold in ("for", "about", "around", "approx", "ca", "~"):
        i += 1
    found = _length(tokens, i) if i < len(tokens) and tokens[i].sort == "word" else None
    if found is None:
        return None
    end, minutes = found
    if end < len(tokens) and tokens[end].fold == "ago":
        return Length(end + 1, None) if start == i else None
    return Length(end, round(minutes))


def _length(tokens: Sequence[Token], i: int) -> tuple[int, float] | None:
    word = tokens[i].fold.lstrip("~")
    if tight := _TIGHT_MINUTES.fullmatch(word):
        return i + 1, int(tight[1])
    if both := _BOTH.fullmatch(word):
        return (i + 1, int(both[1]) * 60 + int(both[2] or both[3])) if int(both[1]) < 13 else None
    if hours := _TIGHT_HOURS.fullmatch(word):
        amount = _NUMBERS.get(hours[1]) or float(hours[1].replace(",", "."))
        return _and_minutes(tokens, i + 1, amount * 60)
    if (named := _WORD_LENGTH.fullmatch(word)) and named[1] in _NUMBERS:
        return i + 1, _NUMBERS[named[1]] * (60 if named[2].startswith("h") else 1)
    return _spelt(tokens, i)


def _spelt(tokens: Sequence[Token], i: int) -> tuple[int, float] | None:
    """ "half an hour", "an hour and a half", "45 min", "two hours"."""
    words = [token.fold if token.sort == "word" else "," for token in tokens[i : i + 6]]
    for phrase, minutes in _PHRASES:
        if tuple(words[: len(phrase)]) == phrase:
            return i + len(phrase), minutes
    amount = _amount(words[0])
    if amount is None or len(words) < 2:
        return None
    if words[1] in _MINUTES:
        return i + 2, amount
    return _and_minutes(tokens, i + 2, amount * 60) if words[1] in _HOURS else None


_PHRASES: Final[tuple[tuple[tuple[str, ...], int], ...]] = tuple(
    (tuple(words.split()), minutes)
    for words, minutes in (
        ("three quarters of an hour", 45),
        ("three quarter of an hour", 45),
        ("one and a half hours", 90),
        ("one and a half hour", 90),
        ("two and a half hours", 150),
        ("a quarter of an hour", 15),
        ("quarter of an hour", 15),
        ("an hour and a half", 90),
        ("a hour and a half", 90),
        ("hour and a half", 90),
        ("a quarter hour", 15),
        ("quarter hour", 15),
        ("a half hour", 30),
        ("a half an hour", 30),
        ("a half-hour", 30),
        ("half an hour", 30),
        ("half a hour", 30),
        ("half hour", 30),
        ("half-hour", 30),
        ("an half hour", 30),
        ("a couple of minutes", 2),
    )
)


def _amount(word: str) -> float | None:
    word = word.lstrip("~")
    if word in _NUMBERS:
        return _NUMBERS[word]
    plain = word.replace(",", ".", 1)
    if plain.replace(".", "", 1).isdecimal() and plain.isascii():
        return float(plain)
    return None


def _and_minutes(tokens: Sequence[Token], i: int, minutes: float) -> tuple[int, float]:
    """Hours with the minutes that follow them: "1h 30m", "1 hour and 30 minutes"."""
    if [token.fold for token in tokens[i : i + 3]] == ["and", "a", "half"]:
        return i + 3, minutes + 30
    j = i + 1 if i < len(tokens) and tokens[i].fold == "and" else i
    if j < len(tokens) and not tokens[i - 1].stop:
        if more := _TIGHT_MINUTES.fullmatch(tokens[j].fold):
            return j + 1, minutes + int(more[1])
        after = tokens[j + 1].fold if j + 1 < len(tokens) else ""
        if tokens[j].fold.isdecimal() and after in _MINUTES:
            return j + 2, minutes + int(tokens[j].fold)
    return i, minutes


class Clock(NamedTuple):
    """A time of day found in a line."""

    end: int
    minutes: int | None = None
    """How long from its beginning to its end, where both are given."""


def clock_at(tokens: Sequence[Token], i: int) -> Clock | None:
    """A time of day, or from when to when, that begins here."""
    start = i
    if tokens[i].fold in ("at", "around", "from", "about", "@", "~") and i + 1 < len(tokens):
        i += 1
    word = tokens[i].fold.lstrip("~")
    if tokens[i].sort != "word":
        return None
    if both := _RANGE.fullmatch(word):
        return _range(tokens, i, both, marked=start < i)
    if word in ("noon", "midday", "midnight"):
        return Clock(i + 1)
    after = tokens[i + 1].fold if i + 1 < len(tokens) else ""
    if _FULL_CLOCK.fullmatch(word):
        return _until(tokens, i + 1, word) or Clock(i + 1)
    if not _CLOCK.fullmatch(word):
        return None
    if after in ("am", "pm", "a.m", "p.m", "uhr", "o'clock"):
        return _until(tokens, i + 2, word + after) or Clock(i + 2)
    if start == i or after in _MINUTES or after in _HOURS:
        return None
    return _plain_clock(tokens, i, tokens[start].fold)


def _plain_clock(tokens: Sequence[Token], i: int, before: str) -> Clock | None:
    """A number that only the word before it makes a time of day: "at 9", "from 2 to 3pm"."""
    word = tokens[i].fold.lstrip("~")
    if before in ("at", "@"):
        return Clock(i + 1) if _of_day(word) is not None else None
    found = _until(tokens, i + 1, word) if before == "from" else None
    if found and found.end < len(tokens) and tokens[found.end].fold in MONTHS:
        return None
    return found


def _until(tokens: Sequence[Token], i: int, first: str) -> Clock | None:
    """The rest of "3 to 4pm", "14:00 until 14:30"."""
    if i + 1 >= len(tokens) or tokens[i].fold not in ("to", "till", "until", "-"):
        return None
    second = tokens[i + 1].fold
    if not _CLOCK.fullmatch(second):
        return None
    end = i + 2
    if end < len(tokens) and tokens[end].fold in ("am", "pm", "uhr"):
        second, end = second + tokens[end].fold, end + 1
    return Clock(end, _minutes_between(first, second))


def _range(tokens: Sequence[Token], i: int, both: re.Match[str], *, marked: bool) -> Clock | None:
    clear = marked or both[2] or both[5] or both[3] or both[6]
    end = i + 1
    suffix = both[6] or ""
    if end < len(tokens) and tokens[end].fold in ("am", "pm", "uhr"):
        suffix, end, clear = tokens[end].fold, end + 1, "yes"
    if not clear:
        return None
    first = f"{both[1]}:{both[2] or '00'}{both[3] or ''}"
    second = f"{both[4]}:{both[5] or '00'}{suffix}"
    return Clock(end, _minutes_between(first, second))


def _minutes_between(first: str, second: str) -> int | None:
    start, end = _of_day(first), _of_day(second)
    if start is None or end is None:
        return None
    if second.endswith(("pm", "am")) and not first.endswith(("am", "pm")):
        start += 720 if second.endswith("pm") and start + 720 < end else 0
    if end <= start and end + 720 > start and end < 720:
        end += 720
    return end - start if end > start else None


def _of_day(text: str) -> int | None:
    """Minute of the day."""
    match = _CLOCK.fullmatch(text.replace("h", ""))
    if match is None:
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if hour > 24 or minute > 59:
        return None
    if match[3] in ("pm", "p.m") and hour < 12:
        hour += 12
    if match[3] in ("am", "a.m") and hour == 12:
        hour = 0
    return hour * 60 + minute


def too_long(minutes: int) -> bool:
    """Whether a talk cannot have that length."""
    return not 1 <= minutes <= DAY_MINUTES
