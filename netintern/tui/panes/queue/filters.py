"""What of the queue is shown: a lane, a circle, some minutes, a tag, a text, or all of these."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from netintern.domain.queue import HiddenItem, QueueItem, QueuePerson
from netintern.domain.text import fold
from netintern.domain.vocabulary import Circle, Lane
from netintern.services.queries.book import Book

MOST_TAGS = 9
"""Tags that have a digit."""


class About(NamedTuple):
    """What is looked for in a person, beside what their row says."""

    tags: tuple[str, ...] = ()
    folded: str = ""
    """Organisation, role, and tags, folded."""


class Only(NamedTuple):
    """What rows must be to be shown; without values every row is."""

    lane: Lane | None = None
    circle: Circle | None = None
    minutes: int | None = None
    tag: str = ""
    text: str = ""

    @property
    def words(self) -> str:
        """As in a title: "due, field, up to 10 min"; empty if every row is shown."""
        parts = (
            self.lane,
            self.circle,
            "" if self.minutes is None else f"up to {self.minutes} min",
            f"#{self.tag}" if self.tag else "",
            f"'{self.text}'" if self.text else "",
        )
        return ", ".join(part for part in parts if part)

    @property
    def needs_more(self) -> bool:
        """Whether it asks for what no row says."""
        return bool(self.tag or self.text)

    def admits(self, item: QueueItem, about: About) -> bool:
        """Whether a row is shown."""
        return (
            self.lane in (None, item.lane)
            and self.circle in (None, item.circle)
            and (self.minutes is None or item.minutes <= self.minutes)
            and self._found(item.person or "your boss", item.reason, about)
        )

    def admits_hidden(
        self, item: HiddenItem, about: About, known: Mapping[int, QueuePerson]
    ) -> bool:
        """Whether somebody who is not due now is shown; they are in no lane and take no time."""
        person = known.get(item.person_id)
        circle = None if person is None else person.circle
        return self.circle in (None, circle) and self._found(item.person, item.reason, about)

    def _found(self, name: str, reason: str, about: About) -> bool:
        if self.tag and self.tag not in about.tags:
            return False
        if not self.text:
            return True
        said = f"{fold(name)} {fold(reason)} {about.folded}"
        return all(word in said for word in fold(self.text).split())


NOBODY = About()


def about_people(book: Book, *, today: date) -> dict[int, About]:
    """What can be looked for in each tracked person, in a fixed number of statements."""
    from netintern.services.queries.people import list_people

    return {
        person.id: About(
            person.tags, fold(" ".join((person.organisation, person.role, *person.tags)))
        )
        for person in list_people(book, today=today)
    }


def tag_letters(people: Iterable[About]) -> tuple[tuple[str, str], ...]:
    """A digit for each of the most used tags."""
    counts = Counter(tag for about in people for tag in about.tags)
    used = sorted(counts, key=lambda tag: (-counts[tag], tag))[:MOST_TAGS]
    return tuple((str(digit), tag) for digit, tag in enumerate(used, 1))
