"""What was understood of a line, in words."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from netintern.domain.dates import weekday_day
from netintern.domain.sentence.values import Promised, Reading
from netintern.domain.vocabulary import AskKind, GiveKind, InteractionKind

KIND_WORDS: Final[dict[InteractionKind, str]] = {
    "one_on_one": "talk",
    "call": "call",
    "small_group": "group talk",
    "exchange": "messages",
    "group_event": "event",
    "inbound": "message from them",
    "outbound": "message",
}


def preview_words(reading: Reading, today: date) -> tuple[tuple[str, str], ...]:
    """Label and words of everything that was understood, in a fixed order; the doubts last."""
    rows = (
        ("with", ", ".join(_people(reading))),
        ("day", "today" if reading.on == today else weekday_day(reading.on, today)),
        ("kind", _kind(reading)),
        ("minutes", _minutes(reading)),
        ("at", reading.organisation or ""),
        ("event", reading.event_title or ""),
        ("tags", ", ".join(f"#{tag}" for tag in reading.tags)),
        ("suggested", ", ".join(_suggested(reading))),
        ("I promised", _promises(reading.promised, today)),
        ("they promised", _promises(reading.they_promised, today)),
        ("learned", reading.learned or ""),
        ("gave", _spoken(reading.gave)),
        ("asked for", _spoken(reading.asked)),
        ("asked whom else", {None: "", True: "yes", False: "no"}[reading.who_else]),
        ("listening", f"{reading.listening} of 5" if reading.listening else ""),
        ("note", reading.notes or ""),
        ("next", weekday_day(reading.next_on, today) if reading.next_on else ""),
        *(("unsure", doubt.why) for doubt in reading.unsure),
    )
    return tuple((label, words) for label, words in rows if words)


def _people(reading: Reading) -> list[str]:
    circle = f", {reading.circle}" if reading.circle else ""
    return [
        *(person.name for person in reading.people),
        *(f"{name} (new{circle})" for name in reading.newcomers),
    ]


def _kind(reading: Reading) -> str:
    words = KIND_WORDS[reading.kind]
    if reading.purpose:
        words += f", {reading.purpose}"
    return words if reading.outcome == "done" else f"{words}, {reading.outcome.replace('_', ' ')}"


def _minutes(reading: Reading) -> str:
    length = "" if reading.minutes is None else f"{reading.minutes} min"
    return " ".join(filter(None, (length, "own time" if reading.own_time else "")))


def _suggested(reading: Reading) -> list[str]:
    found: list[str] = []
    for person in reading.suggested:
        what = ["known" if person.same_as else "new", *filter(None, (person.circle,))]
        found.append(f"{person.name} ({', '.join(what)})")
    return found


def _promises(promised: Sequence[Promised], today: date) -> str:
    return ", ".join(
        f"{one.text} by {weekday_day(one.by, today)}" if one.by else one.text for one in promised
    )


def _spoken(kinds: Sequence[AskKind | GiveKind]) -> str:
    return ", ".join(kind.replace("_", " ") for kind in kinds)
