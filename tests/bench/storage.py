"""How much a write, the queue, the person page, and a search keystroke cost."""

import os
import shutil
import statistics
from collections.abc import Callable

from netintern.domain.calendar import later
from netintern.domain.week import week_start
from netintern.services import book as books
from netintern.services import interactions
from netintern.services.queries.book import Book, open_book
from netintern.services.queries.ledger import WEEK, read_ledger
from netintern.services.queries.people import list_people, person_page
from netintern.services.queries.queue import queue_for
from netintern.services.queries.search import search
from netintern.services.queries.settings import rules_and_calendar
from netintern.services.queries.weeks import week_for
from tests.bench.books import TODAY, synthetic
from tests.bench.figures import Figure, cpu_ms, disk_floor_ms, median_ms, percentile_ms

KEYSTROKES = (
    "a",
    "an",
    "ana",
    "m",
    "ma",
    "mar",
    "s",
    "so",
    "sofi",
    "kest",
    "x",
    "nov",
    "rv",
    "zie",
)


def figures(directory: str, rounds: int, sizes: tuple[int, int, int]) -> list[Figure]:
    """The storage figures; `sizes` are the numbers of people of three books."""
    small, middle, large = (synthetic(directory, size) for size in sizes)
    return [
        *_writes(directory, small, rounds),
        *_queue((small, middle, large), sizes, rounds),
        *_reads(middle, sizes[1], rounds),
        *_weeks(middle, sizes[1], rounds),
    ]


def _writes(directory: str, source: str, rounds: int) -> list[Figure]:
    path = os.path.join(directory, "writes.db")
    shutil.copyfile(source, path)
    os.chmod(path, 0o600)
    with_book = open_book(path)
    people = list_people(with_book, today=TODAY)
    number = iter(range(10**6))

    def talk() -> None:
        turn = next(number)
        interactions.log_talk(
            with_book,
            (people[turn % len(people)].id,),
            on=TODAY,
            suggested=(
                interactions.Suggestion(f"First Referral{turn}", is_new=True),
                interactions.Suggestion(f"Second Referral{turn}", is_new=True),
            ),
            today=TODAY,
        )

    talk()
    floor = disk_floor_ms(directory, rounds * 4)
    logged = median_ms(talk, rounds * 4)
    books.close_book(with_book)
    os.unlink(path)
    return [
        Figure(
            "log a talk with two referrals (one action)",
            logged,
            "ms",
            floor,
            "<= 1.5x",
            logged <= 1.5 * floor,
        )
    ]


def _queue(paths: tuple[str, ...], sizes: tuple[int, ...], rounds: int) -> list[Figure]:
    found = []
    times = _alternating([_queue_of(path) for path in paths], rounds)
    for size, milliseconds in zip(sizes, times, strict=True):
        found.append(
            Figure(
                f"queue, 300 tracked of {size:,} people (CPU)",
                milliseconds,
                "ms",
                times[0],
                "<= 1.5x and <= 15 ms",
                milliseconds <= 1.5 * times[0] and milliseconds <= 15,
            )
        )
    return found


def _queue_of(path: str) -> Callable[[], object]:
    opened = open_book(path)
    return lambda: queue_for(opened, today=TODAY)


def _alternating(works: list[Callable[[], object]], rounds: int) -> list[float]:
    """Median CPU milliseconds of each work, measured in turns so that noise hits all alike."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for slot, work in zip(times, works, strict=True):
            slot.append(cpu_ms(work, 1))
    return [statistics.median(slot) for slot in times]


def _reads(path: str, size: int, rounds: int) -> list[Figure]:
    opened = open_book(path)
    person = list_people(opened, today=TODAY)[0].id
    page = median_ms(lambda: person_page(opened, person, today=TODAY), rounds)
    keys = percentile_ms(
        [_keystroke(opened, term) for term in KEYSTROKES for _ in range(max(1, rounds // 4))], 0.95
    )
    return [
        Figure(f"person page at {size:,} people", page, "ms", None, "<= 10 queries", True),
        Figure(
            f"search keystroke at {size:,} people, p95", keys, "ms", None, "<= 16 ms", keys <= 16
        ),
    ]


def _weeks(path: str, size: int, rounds: int) -> list[Figure]:
    """Opening the week after a write, leafing to another one, and the minutes of a quarter."""
    opened = open_book(path)
    week_for(opened, today=TODAY)

    def first() -> None:
        with open_book(path) as fresh:
            week_for(fresh, today=TODAY)

    asked: list[str] = []
    with open_book(path) as fresh:
        rules_and_calendar(fresh)
        fresh.connection.set_trace_callback(asked.append)
        week_for(fresh, today=TODAY)
    start = week_start(TODAY)
    history = cpu_ms(
        lambda: read_ledger(opened, TODAY, later(start, -11 * WEEK), later(start, WEEK - 1)), rounds
    )
    works = (
        ("week opened with its book", cpu_ms(first, max(3, rounds // 4))),
        ("week leafed to", cpu_ms(lambda: week_for(opened, today=TODAY), rounds)),
    )
    return [
        Figure(
            f"statements of a week at {size:,} people",
            len(asked),
            "",
            None,
            "<= 3",
            len(asked) <= 3,
        ),
        *(
            Figure(f"{name} at {size:,} people (CPU)", spent, "ms", None, "-", True)
            for name, spent in works
        ),
        Figure(
            f"twelve weeks of minutes at {size:,} people (CPU)",
            history,
            "ms",
            None,
            "<= 15 ms",
            history <= 15,
        ),
    ]


def _keystroke(opened: Book, term: str) -> Callable[[], object]:
    return lambda: search(opened, term, notes=False)
