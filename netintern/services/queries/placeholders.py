"""What the book puts into a message: names, days, the last words of somebody, and the like."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from netintern.domain.calendar import later
from netintern.domain.templates import Template
from netintern.domain.text import fold
from netintern.domain.vocabulary import CONVERSATIONS, ExperienceKind
from netintern.domain.week import week_start
from netintern.services.queries.experiences import ExperienceLine, current, phase_of
from netintern.services.queries.ledger import WEEK, read_ledger
from netintern.services.queries.people import PersonPage, PersonSummary, Talk, person_page
from netintern.services.queries.settings import rules_and_calendar
from netintern.services.queries.ways import call_name
from netintern.storage.probe import Book
from netintern.storage.reads import facts
from netintern.storage.reads import questions as reads

TALK_MINUTES: Final = 20
"""Minutes that a draft asks for."""
MOST_QUOTED: Final = 22
"""Words of a note that a message quotes at most."""
LOOK_AHEAD: Final = 28
"""Days within which a day with room is looked for."""
RECENTLY: Final = 14
"""Days of talks that a message to the boss names."""
MOST_NAMED: Final = 3
"""People named to the boss at most."""

_INTERNS: Final[Mapping[ExperienceKind, str]] = {
    "internship": "an intern",
    "coop": "a co-op student",
    "practicum": "a student on a practicum",
    "externship": "a visiting student",
    "shadow": "a visiting student",
    "service": "a student on a service project",
    "apprenticeship": "an apprentice",
    "fellowship": "a fellow",
    "ra": "a research assistant",
    "clinical": "a student on placement",
    "teaching": "a student teacher",
    "volunteer": "a volunteer",
    "field": "a student on placement",
    "micro": "an intern",
    "rotation": "a trainee",
    "first_job": "a newcomer",
}
_OCCASIONS: Final[Mapping[str, str]] = {
    "call": "our call",
    "group_event": "the event",
    "exchange": "our messages",
    "inbound": "your message",
}


MADE: Final = ("made", "met", "thanked")
"""States of an introduction that took place."""


class Ground:
    """What the book knows about a message to anybody, read once."""

    def __init__(self, book: Book, today: date) -> None:
        self.book, self.today = book, today
        self.rules, self.calendar = rules_and_calendar(book)
        self.experience = current(book, today)
        start = week_start(today, self.rules.first_day)
        self.ledger = read_ledger(book, today, start, later(start, LOOK_AHEAD + WEEK))

    def note(self) -> dict[str, str]:
        """The placeholders of the note to a boss of whom the book knows nothing."""
        return {
            "my_name": _my_name(self.book),
            "cap": self._cap(),
            "people": self._met_lately(0),
            **_placement(self.experience, self.today),
        }

    def _cap(self) -> str:
        """Minutes a week as agreed, or those that the week holds by the rules."""
        week = self.ledger.week(week_start(self.today, self.rules.first_day))
        minutes = week.own if week.cap is None else week.cap
        return str(minutes) if minutes else ""

    def _met_lately(self, but: int) -> str:
        """Names of a few with whom the user talked lately, but for one."""
        after, until = later(self.today, -RECENTLY).isoformat(), self.today.isoformat()
        names = reads.talked_with(self.book.connection, after, until, but, MOST_NAMED)
        return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


class Known(Ground):
    """What the book knows about a message to somebody, read once."""

    def __init__(self, book: Book, today: date, person_id: int, target: int | None) -> None:
        super().__init__(book, today)
        self.page = person_page(book, person_id, today=today)
        about = target if target is not None and target != person_id else None
        self.target = None if about is None else person_page(book, about, today=today)
        self.about = self.target or (self.page if target == person_id else None)

    def values(self, form: Template) -> dict[str, str]:
        """The placeholders with a value, for this template."""
        who = self.page.summary
        values = {
            "their_name": call_name(who.name),
            "boss": call_name(who.name),
            "my_name": _my_name(self.book),
            "minutes": str(TALK_MINUTES),
            "when": _long_day(self._day_with_room(), self.today),
            "topic": _topic(who, "your"),
            "mutual": _mutual(self.page),
            "target": "" if self.about is None else self.about.summary.name,
            "what_they_said": self._said(self.page),
            "event": self._occasion(form),
            "cap": self._cap(),
            "people": self._met_lately(who.id) if form.id == "T09" else "",
            "promised": _promised(self.page),
            **_placement(self.experience, self.today),
        }
        if form.id == "T02":
            about = self.about or self.page
            name = call_name(about.summary.name)
            values["target"] = name
            values["topic"] = _topic(about.summary, f"{name}'s") or f"{name}'s work"
        elif form.id == "T05":
            values["what_i_did"] = self._next_step()
        elif form.id == "T06":
            values["what_they_said"] = self._advice() or values["what_they_said"]
        elif form.id == "T14":
            values |= self._through_them()
        return values

    def _said(self, page: PersonPage) -> str:
        """The last note on what was learned from somebody, short enough to quote."""
        return next((_quote(talk.learned) for talk in page.interactions if talk.learned), "")

    def _advice(self) -> str:
        """What a report is owed on."""
        owed = [line for line in self.page.promises if line.kind == "report" and not line.done_on]
        texts = [line.text for line in owed if line.text != "what came of the advice"]
        return _quote(texts[0]) if texts else ""

    def _next_step(self) -> str:
        """My nearest open promise to them."""
        for line in self.page.promises:
            if line.kind == "promise" and line.direction == "mine" and line.done_on is None:
                by = "" if line.due is None else f", by {_long_day(line.due, self.today)}"
                return f"{_quote(line.text)}{by}" if line.text else ""
        return ""

    def _through_them(self) -> dict[str, str]:
        """The talk with somebody to whom they opened the door."""
        if self.target is None:
            return {"when": "", "what_they_said": ""}
        talks = [talk for talk in self.target.interactions if _is_talk(talk)]
        day = "" if not talks else f"on {_long_day(talks[0].on, self.today)}"
        return {"when": day, "what_they_said": self._said(self.target)}

    def _occasion(self, form: Template) -> str:
        """What the last contact was, with its month where that is long ago."""
        person = self.page.summary.id
        found = reads.occasions(self.book.connection, person, self.today.isoformat())
        events = [one for one in found if one[2] or one[0] == "group_event"]
        if form.id == "T08":
            return next((title or "the event" for _, _, title in events), "")
        if not found:
            return ""
        kind, text, title = found[0]
        day = date.fromisoformat(text)
        year = "" if day.year == self.today.year else f" {day.year}"
        return f"{title or _OCCASIONS.get(kind, 'our talk')} in {_month(day)}{year}"

    def _day_with_room(self) -> date:
        """The next workday without a block in a week with free minutes; else the next workday."""
        first = self.calendar.roll(later(self.today, 1))
        busy = {block.on for block in self.ledger.blocks}
        for ahead in range((first - self.today).days, LOOK_AHEAD + 1):
            day = later(self.today, ahead)
            if day not in busy and self.calendar.is_workday(day) and self._has_room(day):
                return day
        return first

    def _has_room(self, day: date) -> bool:
        week = self.ledger.week(week_start(day, self.rules.first_day))
        return week.account.free >= TALK_MINUTES


def _my_name(book: Book) -> str:
    """The user's own name, if the setting tells it."""
    stored = facts.setting(book.connection, "my_name")
    if stored is None:
        return ""
    from json import loads

    return str(loads(stored) or "")


def _placement(experience: ExperienceLine | None, today: date) -> dict[str, str]:
    """Where the user is, as what, from when until when."""
    if experience is None:
        return {}
    intern = _INTERNS[experience.kind]
    over = phase_of(experience, today).startswith("after")
    title = experience.title.strip()
    words = title.split()
    team = " ".join(words[:-1]) if len(words) > 1 and fold(words[-1]) == "intern" else ""
    ends = experience.ends
    return {
        "org": experience.organisation,
        "team": _lowered(team),
        "start": _full_day(experience.starts),
        "end": "" if ends is None else _full_day(ends),
        "intern": intern,
        "is_intern": f"{'was' if over else 'is'} {intern}",
        "am_intern": f"I {'was' if over else 'am'} {intern}",
    }


_AGENTS: Final = ("er", "or", "tist", "gist", "nist", "mist", "cian", "rian", "tant", "itect")
_TITLES: Final = {
    *("head", "chief", "lead", "chair", "president", "director", "partner", "fellow", "analyst"),
    *("veteran", "nurse", "dean", "intern", "coach", "consul", "steward", "clerk"),
}
_SMALL: Final = {"the", "a", "an", "our", "my", "their", "here", "is", "are", "runs", "leads"}


def _topic(who: PersonSummary, whose: str) -> str:
    """Somebody's work as the subject of a talk: "your work as test lead"; empty if unknown."""
    role = who.role.split(",")[0].strip()
    words = role.casefold().split()
    if not words or len(words) > 6:
        return ""
    titled = any(word in _TITLES or (len(word) > 4 and word.endswith(_AGENTS)) for word in words)
    if titled and words[0] not in _SMALL:
        return f"{whose} work as {_lowered(role)}"
    if len(words) <= 3 and _SMALL.isdisjoint(words):
        return f"{whose} work in {_lowered(role)}"
    return ""


def _lowered(text: str) -> str:
    """With a small first letter, but for abbreviations and the like."""
    first = text.split(" ", 1)[0]
    plain = first[1:] == first[1:].lower() and len(first) > 1
    return text[:1].lower() + text[1:] if plain else text


def _quote(note: str) -> str:
    """The first line of a note without its full stop, cut to `MOST_QUOTED` words."""
    line = next((part.strip() for part in note.split("\n") if part.strip()), "")
    words = line.split()
    if len(words) > MOST_QUOTED:
        return f"{' '.join(words[:MOST_QUOTED]).rstrip('.,;:')} …"
    return line.rstrip(".;: ")


def _mutual(page: PersonPage) -> str:
    """Who made the introduction, else who suggested the person."""
    made = [
        line.via.name
        for line in page.introductions
        if line.target.id == page.summary.id and line.state in MADE
    ]
    return made[0] if made else page.summary.via or ""


def _promised(page: PersonPage) -> str:
    """What was promised to them and is still open."""
    return next(
        (
            _quote(line.text)
            for line in page.promises
            if line.kind == "promise" and line.direction == "mine" and line.done_on is None
        ),
        "",
    )


def _is_talk(talk: Talk) -> bool:
    return talk.outcome == "done" and talk.kind in CONVERSATIONS


_LONG_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LONG_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def _month(day: date) -> str:
    return _LONG_MONTHS[day.month - 1]


def _long_day(day: date, today: date) -> str:
    """ "Tuesday, 30 June", with the year if it is not the present one."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{_LONG_DAYS[day.weekday()]}, {day.day} {_month(day)}{year}"


def _full_day(day: date) -> str:
    """ "21 August 2026"."""
    return f"{day.day} {_month(day)} {day.year}"
