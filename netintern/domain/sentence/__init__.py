"""The grammar of one line: what happened with whom, and all that came of it."""

from collections.abc import Callable
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
        people=tuple(line.people.values()),
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
        event_title=line.title,
        unsure=tuple(line.doubts),
    )


def _check(line: Line) -> None:
    """What can only be judged at the end: whether there is somebody, and days in order."""
    if not line.people and not line.newcomers and line.selected is not None:
        line.people[line.selected.id] = line.selected
    if not line.tokens:
        line.doubt("", "nothing is written yet")
    elif (
        not line.people
        and not line.newcomers
        and not any(doubt.candidates for doubt in line.doubts)
    ):
        line.doubt(line.text[:60], "nobody is named; write with and a name")
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
