"""A line while it is read: what was found in it so far, and what is doubted."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Literal, TypeVar

from netintern.domain.calendar import Calendar
from netintern.domain.dates import short_day, weekday_day
from netintern.domain.sentence.days import (
    MONTHS,
    Length,
    Span,
    clock_at,
    day_at,
    day_of,
    length_at,
    too_long,
)
from netintern.domain.sentence.tokens import Token, cut, joined, normal
from netintern.domain.sentence.values import Doubt, Known, Names, Promised, SuggestedPerson
from netintern.domain.sentence.words import KINDS, Kind
from netintern.domain.vocabulary import AskKind, Circle, GiveKind, InteractionKind

Place = Literal["begin", "strict", "list", "open", "free"]
"""What may stand next: after "with" a name has to, after a comma between names it may."""
Run = Literal["", "loose", "about", "saying"]
"""The free text that is being read: loose words, what it was about, or what somebody said."""
Value = TypeVar("Value")
LONGEST_KIND = 5
FAR_BACK = 183
"""Days behind which a day without its year is rather one to come, written too early."""
_YEAR = re.compile(r"\d{4}|\bago\b|\byear")


class Line:
    """The words of a line, and what they said so far."""

    def __init__(
        self,
        text: str,
        *,
        today: date,
        calendar: Calendar,
        names: Names,
        selected: Known | None = None,
        organisations: Callable[[str], str] | None = None,
    ) -> None:
        self.text = normal(text)
        self.tokens = cut(self.text)
        self.today = today
        self.calendar = calendar
        self.names = names
        self.selected = selected
        self.organisations = organisations
        letters = [sign for sign in self.text if sign.isalpha()]
        self.upper = len(letters) > 8 and all(sign.upper() == sign for sign in letters)
        """Everything is in capitals, so a capital tells nothing."""
        self.place: Place = "begin"
        self.boundary = True
        """A clause may begin here."""
        self.clear = False
        """Something of the clause that is being read is understood."""
        self.run: Run = ""
        self._run_tokens: list[Token] = []
        self._skipped: list[int] = []
        self.named_at = -1
        """The place after the last name of a participant."""
        self.spoke_at = -1
        """The place after a "she" or "he" who did what follows."""
        self.people: dict[int, Known] = {}
        self.newcomers: list[str] = []
        self.day: date | None = None
        self.kind: InteractionKind | None = None
        self.at_event = False
        self.purpose: str | None = None
        self.outcome = "done"
        self.by_phone = False
        self.minutes: int | None = None
        self.own_time = False
        self.organisation: str | None = None
        self.tags: list[str] = []
        self.circle: Circle | None = None
        self.suggested: list[SuggestedPerson] = []
        self.promised: list[Promised] = []
        self.they_promised: list[Promised] = []
        self.learned: list[str] = []
        self.notes: list[str] = []
        self.gave: list[GiveKind] = []
        self.asked: list[AskKind] = []
        self.who_else: bool | None = None
        self.listening: int | None = None
        self.next_on: date | None = None
        self.title: str | None = None
        self.event_word = ""
        """The word that named an event."""
        self.kind_end = -1
        """The place after the word that named the kind."""
        self.promiser = ""
        """The name of who made the promises that are being read."""
        self.suggester = ""
        """The name of who suggested somebody, where it was said."""
        self.doubts: list[Doubt] = []

    def doubt(self, text: str, why: str, candidates: Iterable[str] = ()) -> None:
        """Note what is not certain, once."""
        found = Doubt(text, why, tuple(candidates))
        if found not in self.doubts:
            self.doubts.append(found)

    def has(self, i: int) -> bool:
        """Whether there is a word, a sign, or a separator at the place."""
        return 0 <= i < len(self.tokens)

    def fold(self, i: int) -> str:
        """The folded word at the place, "" outside of the line and for signs."""
        if not self.has(i) or self.tokens[i].sort == "sign":
            return ""
        return self.tokens[i].fold

    def said(self, start: int, end: int) -> str:
        """What was typed from one place to another."""
        return joined(self.text, self.tokens[start:end])

    def phrase(self, table: Mapping[tuple[str, ...], Value], i: int) -> tuple[Value, int] | None:
        """The longest phrase of a table that stands here, and the place after it."""
        words: list[str] = []
        for token in self.tokens[i : i + 6]:
            if token.sort != "word":
                break
            words.append(token.fold)
            if token.stop:
                break
        for size in range(len(words), 0, -1):
            found = table.get(tuple(words[:size]))
            if found is not None:
                return found, i + size
        return None

    def kind_at(self, i: int) -> tuple[Kind, int] | None:
        """The kind that a phrase names here."""
        return self.phrase(KINDS, i)

    def past_day(self, i: int) -> Span | None:
        """The day of the talk that stands here."""
        return day_at(self.tokens, i, self.today, "past", self.calendar)

    def coming_day(self, i: int) -> Span | None:
        """The day ahead that stands here."""
        return day_at(self.tokens, i, self.today, "future", self.calendar)

    def day_of(self, phrase: str) -> date | None:
        """The day ahead that a phrase means as a whole."""
        return day_of(phrase, self.today, "future", self.calendar)[0]

    def length(self, i: int) -> Length | None:
        """The length that stands here."""
        return length_at(self.tokens, i)

    def is_piece(self, i: int) -> bool:
        """Whether a day, a length, or a time of day stands here."""
        if not self.has(i) or self.tokens[i].sort != "word":
            return False
        return bool(self.length(i) or clock_at(self.tokens, i) or self.past_day(i))

    def skip(self, i: int) -> None:
        """Pass over a word that says nothing, unless free text follows it."""
        if self._skipped and self._skipped[-1] != i - 1:
            self._skipped.clear()
        self._skipped.append(i)

    def speak(self, i: int) -> None:
        """Add the word at the place to the free text."""
        if not self._run_tokens and self._skipped and self._skipped[-1] == i - 1:
            self._run_tokens += [self.tokens[at] for at in self._skipped]
        self._skipped.clear()
        self._run_tokens.append(self.tokens[i])

    @property
    def spoken(self) -> str:
        """The free text that is being read."""
        return joined(self.text, self._run_tokens)

    @property
    def spoken_from(self) -> int:
        """Where in the text the free text begins, or -1."""
        return self._run_tokens[0].start if self._run_tokens else -1

    def take_spoken(self) -> str:
        """End the free text and give it away."""
        text, self._run_tokens, self.run = self.spoken, [], ""
        return text

    def end_run(self) -> None:
        """End the free text; it becomes a note."""
        from netintern.domain.sentence.slips import slips

        tokens, run = self._run_tokens, self.run
        text = self.take_spoken()
        for doubt in slips(tokens, loose=run == "loose", upper=self.upper):
            self.doubt(*doubt)
        if text:
            self.notes.append(text)

    def set_day(self, span: Span) -> None:
        """Take the day of the talk; doubt what cannot be."""
        if span.day is None:
            self.doubt(span.text, span.why)
        elif span.day > self.today:
            self.doubt(span.text, f"a talk lies in the past: {weekday_day(span.day, self.today)}")
        elif is_far_back(span, self.today):
            day = short_day(span.day, self.today)
            self.doubt(span.text, f"{span.text} is still to come; write the year if it was {day}")
        elif self.day is not None and self.day != span.day:
            self.doubt(span.text, f"there is another day: {weekday_day(self.day, self.today)}")
        else:
            self.day = span.day

    def set_minutes(self, minutes: int, text: str) -> None:
        """Take the length of the talk; doubt what cannot be."""
        if too_long(minutes):
            self.doubt(text, "the length must be 1 to 1440 minutes")
        elif self.minutes is not None and self.minutes != minutes:
            self.doubt(text, f"there is another length: {self.minutes} minutes")
        else:
            self.minutes = minutes
            if text[:-1].isdecimal() and text[-1] in "hH" and 12 < int(text[:-1]) <= 24:
                self.doubt(text, "a length or a time of day? write the minutes, or at 15:00")

    def set_next(self, day: date | None, text: str, why: str = "") -> None:
        """Take the day of the next follow-up; doubt what cannot be."""
        if day is None:
            self.doubt(text, why or f"'{text}' is not a day that is understood")
        elif day < self.today:
            self.doubt(text, f"{weekday_day(day, self.today)} has passed")
        elif self.next_on is not None and self.next_on != day:
            self.doubt(text, f"there is another day: {weekday_day(self.next_on, self.today)}")
        else:
            self.next_on = day


def is_far_ahead(span: Span, today: date) -> bool:
    """Whether a day without its year only lies ahead because this year's is over."""
    if span.day is None or (span.day - today).days <= FAR_BACK or _YEAR.search(span.text):
        return False
    words = span.text.casefold().replace(".", " ").split()
    return "/" in span.text or any(word in MONTHS for word in words)


def is_far_back(span: Span, today: date) -> bool:
    """Whether a day without its year only lies behind because the coming one cannot be."""
    if span.day is None or (today - span.day).days <= FAR_BACK:
        return False
    return _YEAR.search(span.text) is None
