"""The walk through the queue, one follow-up after the other: what was done, and what comes next."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final, Literal, NamedTuple

from netintern.domain.queue import QueueItem
from netintern.domain.vocabulary import Lane

Deed = Literal["done", "logged", "snoozed", "waiting", "asked", "written", "changed", "dropped"]
"""What was done with a follow-up, as the tally says it."""

DEEDS: Final[tuple[Deed, ...]] = (
    "done",
    "logged",
    "snoozed",
    "waiting",
    "asked",
    "written",
    "changed",
    "dropped",
)
"""In the order of the tally."""

State = Literal["open", "tried", "skipped", "acted"]
"""A stop that was tried is acted on only if its row is gone, or another one, when read again."""


class Stop(NamedTuple):
    """One follow-up of the walk."""

    item: QueueItem
    state: State = "open"
    deed: Deed = "done"
    """What was done, if anything was."""
    action_id: int = 0
    """The step that did it; kept when it is undone, because it may be done again."""
    talk_id: int | None = None
    """The interaction that it logged."""

    @property
    def person(self) -> int:
        """Whose row it is; everybody has one at a time. 0 is a boss who is not recorded."""
        return self.item.person_id or 0


class Scope(NamedTuple):
    """What the walk is limited to, where not all of the queue was shown."""

    people: frozenset[int]
    lanes: frozenset[Lane]

    def holds(self, item: QueueItem) -> bool:
        """Whether a row belongs to it."""
        return (item.person_id or 0) in self.people and item.lane in self.lanes


class Walk(NamedTuple):
    """Stops in the order of the queue, and the present one; every change makes a new walk."""

    stops: tuple[Stop, ...] = ()
    at: int | None = None
    """Index of the present stop; None at the end."""
    most: int | None = None
    """Only rows that take at most so many minutes."""
    scope: Scope | None = None
    beside: tuple[Stop, ...] = ()
    """Talks that were logged while the row stayed; open where they were undone."""

    @property
    def here(self) -> QueueItem | None:
        """The row of the present stop, while it can be acted on."""
        if self.at is None or self.stops[self.at].state == "acted":
            return None
        return self.stops[self.at].item

    @property
    def place(self) -> tuple[int, int]:
        """The number of the present stop, and how many there are."""
        seen = [index for index, stop in enumerate(self.stops) if self._fits(stop)]
        number = len(seen) if self.at is None else sum(index <= self.at for index in seen)
        return number, len(seen)

    @property
    def to_go(self) -> tuple[int, int]:
        """How many rows were neither acted on nor skipped, and their minutes."""
        rows = [stop.item.minutes for stop in self.stops if self._waits(stop)]
        return len(rows), sum(rows)

    @property
    def tally(self) -> tuple[tuple[str, int], ...]:
        """What was done, and how often; at the end what was skipped."""
        found = [stop.deed for stop in (*self.stops, *self.beside) if stop.state == "acted"]
        counts = [(str(deed), found.count(deed)) for deed in DEEDS]
        counts.append(("skipped", sum(stop.state == "skipped" for stop in self.stops)))
        return tuple((word, count) for word, count in counts if count)

    @property
    def talks(self) -> tuple[int, ...]:
        """The interactions that were logged on the way."""
        acted = (stop for stop in (*self.stops, *self.beside) if stop.state == "acted")
        return tuple(stop.talk_id for stop in acted if stop.talk_id is not None)

    @property
    def steps(self) -> tuple[int, ...]:
        """The steps of the journal that were taken on the way, undone ones included."""
        return tuple(stop.action_id for stop in (*self.stops, *self.beside) if stop.action_id)

    def acted(
        self, deed: Deed, action_id: int, talk_id: int | None = None, *, surely: bool = True
    ) -> "Walk":
        """The present row was acted on; the walk goes on when the queue is read again.

        Not `surely`: only if the row is gone then, or another row of the person stands there.
        """
        if self.at is None:
            return self
        state: State = "acted" if surely else "tried"
        stop = self.stops[self.at]._replace(
            state=state, deed=deed, action_id=action_id, talk_id=talk_id
        )
        return self._with(self.at, stop)

    def skipped(self) -> "Walk":
        """Go on without an act."""
        if self.at is None or self.here is None:
            return self
        skipped = self._with(self.at, self.stops[self.at]._replace(state="skipped"))
        return skipped._replace(at=skipped._next(self.at))

    def moved(self, step: int) -> "Walk":
        """To the next (1) or previous (-1) row that was not acted on; from the ends nowhere."""
        near = [
            index
            for index, stop in enumerate(self.stops)
            if stop.state != "acted" and self._fits(stop)
        ]
        at = len(self.stops) if self.at is None else self.at
        around = [index for index in near if (index > at if step > 0 else index < at)]
        if not around:
            return self
        return self._replace(at=around[0] if step > 0 else around[-1])

    def limited(self, most: int | None) -> "Walk":
        """Only rows of at most so many minutes, or all."""
        walk = self._replace(most=most)
        if walk.at is not None and walk._fits(walk.stops[walk.at]):
            return walk
        return walk._replace(at=walk._next(-1 if walk.at is None else walk.at - 1))

    def again(
        self,
        rows: Sequence[QueueItem],
        undone: Collection[int] | None = None,
        *,
        bring_back: bool = False,
    ) -> "Walk":
        """The walk on the queue as it is now; the place in it stays.

        `undone` are those of `steps` that are undone now, None if that was not asked.
        `bring_back`: a step was just undone, and whatever came back by it is the present row.
        """
        now = {(row.person_id or 0): row for row in rows}
        judged = [self._judged(stop, now.get(stop.person), undone) for stop in self.stops]
        back = _reopened(self.stops, judged)
        kept = list(_kept(judged, back))
        at = len(kept) if self.at is None else sum(index < self.at for index, _ in kept)
        is_here = any(index == self.at for index, _ in kept)
        stops = [stop for _, stop in kept]
        new = self._new(rows, stops, bring_back)
        first = at + (1 if is_here else 0)
        order = {row.id: place for place, row in enumerate(rows)}
        for row in new:
            stops.insert(_where(row, stops, first, order), Stop(row))
        walk = self._replace(stops=tuple(stops), beside=self._beside(judged, undone))
        if bring_back and (back or new):
            wanted = (judged[back[-1]] if back else None) or Stop(new[0])
            return walk._replace(at=stops.index(wanted))
        if self.at is None:
            return walk._replace(at=None)
        stays = is_here and stops[at].state != "acted"
        return walk._replace(at=at if stays else walk._next(at if is_here else at - 1))

    def _beside(
        self, judged: Iterable[Stop | None], undone: Collection[int] | None
    ) -> tuple[Stop, ...]:
        """The talks so far that left the row where it was, and those of which that is known now."""
        stayed = [
            stop._replace(state="acted")
            for stop, now in zip(self.stops, judged, strict=True)
            if stop.state == "tried" and stop.deed == "logged" and now and now.state == "open"
        ]
        if undone is None:
            return (*self.beside, *stayed)
        return tuple(
            stop._replace(state="open" if stop.action_id in undone else "acted")
            for stop in (*self.beside, *stayed)
        )

    def _judged(
        self, stop: Stop, row: QueueItem | None, undone: Collection[int] | None
    ) -> Stop | None:
        """A stop by what the queue says of its person now; None if there is nothing to do."""
        if undone is not None and stop.action_id:
            if stop.action_id in undone and stop.state == "acted":
                return None if row is None else stop._replace(item=row, state="open")
            if stop.action_id not in undone and stop.state in ("open", "skipped"):
                # It was undone before, and is done again.
                return stop._replace(state="acted")
        if stop.state == "acted":
            return stop
        is_same = row is not None and row.id == stop.item.id
        if stop.state == "tried":
            return stop._replace(state="acted") if not is_same else Stop(stop.item)
        if row is None:
            return None
        skipped = stop.state == "skipped" and is_same
        return stop._replace(item=row, state="skipped" if skipped else "open")

    def _new(
        self, rows: Iterable[QueueItem], stops: Iterable[Stop], bring_back: bool
    ) -> list[QueueItem]:
        """The rows of the walk that have no stop yet."""
        waiting, closed = set(), set()
        for stop in stops:
            if stop.state == "acted":
                closed.add(stop.item.id)
            else:
                waiting.add(stop.person)
        return [
            row
            for row in rows
            if (row.person_id or 0) not in waiting
            and row.id not in closed
            and (bring_back or self.scope is None or self.scope.holds(row))
        ]

    def _next(self, at: int) -> int | None:
        """The next row after an index that waits, else the first before it."""
        waiting = [index for index, stop in enumerate(self.stops) if self._waits(stop)]
        after = [index for index in waiting if index > at]
        return next(iter(after or waiting), None)

    def _waits(self, stop: Stop) -> bool:
        return stop.state in ("open", "tried") and self._fits(stop)

    def _fits(self, stop: Stop) -> bool:
        return stop.state == "acted" or self.most is None or stop.item.minutes <= self.most

    def _with(self, index: int, stop: Stop) -> "Walk":
        return self._replace(stops=(*self.stops[:index], stop, *self.stops[index + 1 :]))


def walk_through(
    rows: Sequence[QueueItem], *, shown: Collection[str] | None = None, most: int | None = None
) -> Walk:
    """A walk from the first row; `shown` are the ids of the only rows that it is about."""
    scope = None
    if shown is not None:
        rows = [row for row in rows if row.id in shown]
        people = frozenset(row.person_id or 0 for row in rows)
        scope = Scope(people, frozenset(row.lane for row in rows))
    walk = Walk(tuple(Stop(row) for row in rows), 0 if rows else None, None, scope)
    return walk if most is None else walk.limited(most)


def tally_words(tally: Iterable[tuple[str, int]], minutes: int = 0) -> str:
    """A tally in words, "5 done, 1 skipped; 25 min"; empty if nothing was done."""
    words = ", ".join(f"{count} {word}" for word, count in tally)
    return f"{words}; {minutes} min" if words and minutes else words


def farewell_words(walk: Walk, minutes: int, cells: int | None = None) -> str:
    """How a walk is left that is not at its end, in at most so many cells where that can be.

    How many wait comes first; what was done is told one by one, or together, or not at all.
    """
    rows, _ = walk.to_go
    waiting = f"{rows or 'No'} {'follow-up still waits' if rows == 1 else 'follow-ups still wait'}"
    acted = sum(stop.state == "acted" for stop in walk.stops)
    spent = f", {minutes} min" if minutes else ""
    choices = (
        f"{waiting}. This time: {tally_words(walk.tally, minutes) or 'nothing done'}.",
        f"{waiting}. This time: {acted} dealt with{spent}.",
        f"{waiting}; {acted} dealt with.",
        f"{waiting}.",
    )
    fitting = (words for words in choices if cells is None or len(words) <= cells)
    return next(fitting, choices[-1])


def _reopened(before: Sequence[Stop], after: Sequence[Stop | None]) -> list[int]:
    """Indexes of the stops that were acted on and are open again, the latest act last."""
    found = [
        index
        for index, (was, now) in enumerate(zip(before, after, strict=True))
        if was.state == "acted" and now is not None and now.state == "open"
    ]
    return sorted(found, key=lambda index: before[index].action_id)


def _kept(judged: Sequence[Stop | None], back: Sequence[int]) -> Iterator[tuple[int, Stop]]:
    """The stops that are left; what came back takes the place of the person's later row."""
    returned = {stop.person for index in back if (stop := judged[index]) is not None}
    for index, stop in enumerate(judged):
        if stop is None:
            continue
        if stop.state == "acted" or index in back or stop.person not in returned:
            yield index, stop


def _where(row: QueueItem, stops: Sequence[Stop], first: int, order: dict[str, int]) -> int:
    """The index at which the queue would put a new row, from `first` on."""
    for index in range(first, len(stops)):
        stop = stops[index]
        if stop.state != "acted" and order.get(stop.item.id, -1) > order[row.id]:
            return index
    return len(stops)
