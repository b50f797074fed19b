"""The grammar of one line: what happened with whom, and all that came of it."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Final

from netintern.domain.calendar import Calendar
from netintern.domain.sentence.index import NameIndex
from netintern.domain.sentence.line import Line
from netintern.domain.sentence.person import read_person
from netintern.domain.sentence.preview import preview_words
from netintern.domain.sentence.talk import read_talk
from netintern.domain.sentence.values import (
    Doubt,
    Known,
    Names,
    PersonReading,
    Promised,
    Reading,
    SuggestedPerson,
)
from netintern.domain.text import fold
from netintern.domain.vocabulary import InteractionKind

__all__ = [
    "Doubt",
    "Known",
    "NameIndex",
    "Names",
    "PersonReading",
    "Promised",
    "Reading",
    "SuggestedPerson",
    "preview_words",
    "read_person",
    "read_sentence",
]

SMALL_GROUP: Final = 4
"""Most people of a small group, without the user."""
LONG_TALK: Final = 480
"""Minutes above which the length of a talk is rather a slip of the finger."""


def read_sentence(
    text: str,
    *,
    today: date,
    calendar: Calendar,
    names: Names,
    selected: Known | None = None,
    organisations: Callable[[str], str] | None = None,
) -> Reading:
    """What a line about a talk or message says; what is not certain is `unsure`, never guessed.

    Days of the talk lie in the past, those of promises and follow-ups in the future. `selected`
    is meant where the line names nobody. `organisations` gives the organisation of that name in
    the book, or "". Names are looked for before days, so people may be called May.
    """
    line = Line(
        text,
        today=today,
        calendar=calendar,
        names=names,
        selected=selected,
        organisations=organisations,
    )
    read_talk(line)
    return _reading(line)


def _reading(line: Line) -> Reading:
    _check(line)
    return Reading(
        people=_first(line.people.values(), line.suggester),
        newcomers=tuple(line.newcomers),
        on=line.day or line.today,
        kind=_kind(line),
        purpose=line.purpose if line.kind == "outbound" else None,
        outcome=line.outcome,
        minutes=line.minutes,
        own_time=line.own_time,
        organisation=line.organisation,
        tags=tuple(line.tags),
        circle=line.circle,
        suggested=tuple(line.suggested),
        promised=tuple(line.promised),
        they_promised=tuple(line.they_promised),
        learned="; ".join(line.learned) or None,
        notes="; ".join(line.notes) or None,
        gave=tuple(dict.fromkeys(line.gave)),
        asked=tuple(dict.fromkeys(line.asked)),
        who_else=True if line.suggested else line.who_else,
        listening=line.listening,
        next_on=line.next_on,
        event_title=line.title or (line.event_word if _is_alone(line) else None),
        unsure=tuple(line.doubts),
    )


def _first(people: Iterable[Known], name: str) -> tuple[Known, ...]:
    """The people, who suggested somebody before the others."""
    return tuple(sorted(people, key=lambda one: one.name != name)) if name else tuple(people)


def _is_alone(line: Line) -> bool:
    """Whether it is an event at which nobody is named."""
    if line.people or line.newcomers or any(doubt.candidates for doubt in line.doubts):
        return False
    return _kind(line) == "group_event" and line.outcome == "done"


def _check_company(line: Line) -> None:
    """Somebody has to be named, but for an event."""
    meant = fold(line.event_word) == "meeting" or not _is_alone(line)
    if line.selected is not None and meant and not line.people and not line.newcomers:
        line.people[line.selected.id] = line.selected
    if not line.tokens:
        line.doubt("", "nothing is written yet")
    elif _is_alone(line):
        if line.promised or line.they_promised or line.next_on:
            line.doubt(line.text[:60], "with whom? write with and a name")
    elif not (line.people or line.newcomers or any(doubt.candidates for doubt in line.doubts)):
        line.doubt(line.text[:60], "nobody is named; write with and a name")
    if line.people and line.suggester in line.newcomers:
        line.doubt(line.suggester, "name that person first, or log what they suggested by itself")


def _check(line: Line) -> None:
    """What can only be judged at the end: whether there is somebody, and days in order."""
    _check_company(line)
    if line.minutes is not None and line.minutes > LONG_TALK and _kind(line) != "group_event":
        line.doubt(f"{line.minutes} min", "a talk of more than eight hours? the form takes it")
    for one in line.suggested:
        if one.same_as in line.people:
            line.doubt(one.name, f"{one.name} cannot suggest themselves")
    for promise in (*line.promised, *line.they_promised):
        if promise.by is not None and line.day is not None and promise.by < line.day:
            line.doubt(promise.text, "a promise cannot be for a day before the talk")


def _kind(line: Line) -> InteractionKind:
    count = len(line.people) + len(line.newcomers)
    kind = line.kind
    if kind is None and line.at_event:
        return "group_event"
    if kind is None and line.outcome == "no_answer":
        return "call" if line.by_phone else "outbound"
    if kind in (None, "one_on_one") and count > 1:
        return "small_group" if count <= SMALL_GROUP else "group_event"
    return kind or "one_on_one"
