"""The sample book is believable on every day; a synthetic book is the same for the same seed."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from netintern.domain.errors import FieldError
from netintern.domain.vocabulary import LANES
from netintern.services.book import close_book
from netintern.services.queries.book import Book, open_book, statistics
from netintern.services.queries.network import snowball_tree
from netintern.services.queries.people import list_people
from netintern.services.queries.queue import queue_for
from netintern.services.queries.weeks import week_for
from netintern.services.sample import create_sample
from netintern.services.synthetic import create_synthetic

MONDAY = date(2026, 11, 23)


@pytest.fixture(params=range(7), ids=["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
def day(request: pytest.FixtureRequest) -> date:
    """Every day of a week."""
    return MONDAY + timedelta(days=request.param)


@pytest.fixture
def sample(tmp_path: Path, day: date) -> Iterator[Book]:
    """The sample book made on that day."""
    path = tmp_path / "sample.db"
    create_sample(str(path), today=day)
    opened = open_book(str(path))
    yield opened
    close_book(opened)


def test_sample_shows_every_lane_and_hides_for_every_reason(sample: Book, day: date) -> None:
    view = queue_for(sample, today=day)
    assert {item.lane for item in view.items} == set(LANES)
    assert {item.why for item in view.hidden} == {"snoozed", "waiting", "let_go", "promised"}


def test_sample_has_a_tight_week_at_any_hour(sample: Book, day: date) -> None:
    for minute in (None, 0, 9 * 60, 13 * 60, 17 * 60, 23 * 60):
        assert week_for(sample, today=day, minute=minute).gate.state == "tight"


def test_sample_is_an_internship_in_its_sixth_week(sample: Book, day: date) -> None:
    week = week_for(sample, today=day)
    assert week.phase == "middle"
    assert week.cap == 90
    assert week.experience is not None
    assert (day - week.experience.starts).days // 7 == 5


def test_sample_snowball_is_four_generations_deep(sample: Book, day: date) -> None:
    assert max(row.depth for row in snowball_tree(sample, today=day)) >= 4


def test_sample_has_people_in_all_circles_and_wishes(sample: Book, day: date) -> None:
    counted = statistics(sample)
    assert 43 <= counted.people <= 50
    people = list_people(sample, today=day)
    assert {person.circle for person in people} >= {"field", "adjacent", "leaders", "culture"}
    grow = [item for item in queue_for(sample, today=day).items if item.lane == "grow"]
    assert any("introduce" in item.reason or "suggested" in item.reason for item in grow)


def test_synthetic_book_has_the_asked_size(tmp_path: Path) -> None:
    path = str(tmp_path / "big.db")
    create_synthetic(path, people=500, tracked=100, seed=3, today=MONDAY)
    opened = open_book(path)
    counted = statistics(opened)
    assert (counted.people, counted.tracked, counted.wishes) == (500, 100, 20)
    assert opened.connection.execute("SELECT count(*) FROM journal").fetchone() == (0,)
    close_book(opened)


def test_same_seed_gives_same_rows(tmp_path: Path) -> None:
    dumps = []
    for name in ("one.db", "two.db"):
        path = str(tmp_path / name)
        create_synthetic(path, people=80, seed=5, today=MONDAY)
        opened = open_book(path)
        dumps.append(
            [
                opened.connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
                for table in ("person", "handle", "interaction", "participant", "tie", "referral")
            ]
        )
        close_book(opened)
    assert dumps[0] == dumps[1]


@pytest.mark.parametrize(("people", "tracked"), [(0, None), (10, 11), (10, -1), (2_000_000, None)])
def test_impossible_sizes_are_refused(tmp_path: Path, people: int, tracked: int | None) -> None:
    with pytest.raises(FieldError):
        create_synthetic(str(tmp_path / "no.db"), people=people, tracked=tracked, today=MONDAY)
    assert not (tmp_path / "no.db").exists()
