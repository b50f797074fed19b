"""The walk through the queue: what comes next, what is counted, and what an undo brings back."""

from netintern.domain.queue import QueueItem
from netintern.domain.triage import Walk, tally_words, walk_through
from netintern.domain.vocabulary import Lane


def row(name: str, person: int | None = None, *, minutes: int = 5, lane: Lane = "owe") -> QueueItem:
    """A row of the queue; without a person the digits of its id are the person."""
    number = int(name[1:]) if person is None else person
    return QueueItem(
        name, lane, "due", number, f"P{number}", None, None, minutes, 0.0, "", True, None, None
    )


A, B, C = row("p1"), row("p2"), row("p3")


def ids(walk: Walk) -> list[str]:
    """The ids of the stops."""
    return [stop.item.id for stop in walk.stops]


def here(walk: Walk) -> str | None:
    """The id of the present row."""
    return None if walk.here is None else walk.here.id


def test_an_act_brings_the_next() -> None:
    walk = walk_through([A, B, C])
    assert (here(walk), walk.place) == ("p1", (1, 3))
    walk = walk.acted("done", 7, 70).again([B, C])
    assert (here(walk), walk.place) == ("p2", (2, 3))
    walk = walk.acted("snoozed", 8).again([C]).acted("done", 9, 90).again([])
    assert (here(walk), walk.place) == (None, (3, 3))
    assert walk.tally == (("done", 2), ("snoozed", 1))
    assert walk.talks == (70, 90)
    assert walk.steps == (7, 8, 9)


def test_after_the_last_row_comes_what_was_passed_by() -> None:
    walk = walk_through([A, B, C]).moved(1).moved(1).acted("done", 1).again([A, B])
    assert here(walk) == "p1"
    walk = walk_through([A, B]).skipped().acted("done", 1).again([A])
    assert here(walk) is None
    assert walk.tally == (("done", 1), ("skipped", 1))
    assert here(walk.moved(-1)) == "p1"


def test_moving_ends_at_the_ends() -> None:
    walk = walk_through([A, B])
    assert walk.moved(-1) == walk
    assert here(walk.moved(1)) == "p2"
    assert walk.moved(1).moved(1) == walk.moved(1)
    assert walk_through([]).moved(1).skipped().here is None


def test_the_next_obligation_of_the_person_stands_where_the_queue_puts_it() -> None:
    first, second = row("o1", 1), row("o2", 1)
    walk = walk_through([first, B, C]).acted("done", 1).again([second, B, C])
    assert here(walk) == "o2"
    walk = walk_through([first, B, C]).acted("done", 1).again([B, second, C])
    assert (here(walk), ids(walk)) == ("p2", ["o1", "p2", "o2", "p3"])


def test_a_row_that_stays_after_its_act_does_not_come_again() -> None:
    walk = walk_through([A, B]).acted("waiting", 1).again([A, B])
    assert here(walk) == "p2"
    assert here(walk.acted("done", 2).again([A])) is None


def test_another_program_changes_nothing_of_the_place() -> None:
    walk = walk_through([A, B, C]).skipped()
    walk = walk.again([row("p9"), A, B, C])
    assert (here(walk), ids(walk)) == ("p2", ["p1", "p2", "p9", "p3"])
    assert here(walk.again([A, C])) == "p3"
    changed = walk.again([A, row("o5", 2), C])
    assert here(changed) == "o5"
    assert walk.again([row("o6", 1), B, C]).stops[0].state == "open"


def test_undo_brings_back_and_redo_goes_on() -> None:
    first, second = row("o1", 1), row("o2", 1)
    walk = walk_through([first, B]).acted("done", 1, 5).again([second, B])
    walk = walk.again([first, B], {1}, bring_back=True)
    assert (here(walk), ids(walk)) == ("o1", ["o1", "p2"])
    assert walk.tally == ()
    walk = walk.again([second, B], set())
    assert (here(walk), walk.tally) == ("o2", (("done", 1),))


def test_undo_at_the_end_and_of_an_older_step() -> None:
    walk = walk_through([A]).acted("waiting", 4).again([A], set())
    assert walk.here is None
    assert here(walk.again([A], {4}, bring_back=True)) == "p1"
    assert here(walk_through([A]).again([A, C], set(), bring_back=True)) == "p3"


def test_several_undone_the_latest_act_is_here() -> None:
    walk = walk_through([A, B, C]).acted("done", 1).again([B, C]).acted("done", 2).again([C])
    assert here(walk.again([A, B, C], {1, 2}, bring_back=True)) == "p2"
    assert here(walk.again([A, B, C], {1, 2})) == "p3"


def test_a_form_is_an_act_only_if_the_row_went() -> None:
    walk = walk_through([A, B]).acted("logged", 1, 5, surely=False)
    assert here(walk.again([A, B])) == "p1"
    assert walk.again([A, B]).tally == (("logged", 1),)
    assert here(walk.again([B])) == "p2"
    assert walk.again([row("o1", 1), B]).tally == (("logged", 1),)


def test_a_talk_counts_though_the_row_stays() -> None:
    walk = walk_through([A, B]).acted("logged", 1, 5, surely=False).again([A, B])
    assert (here(walk), walk.tally, walk.talks, walk.steps) == ("p1", (("logged", 1),), (5,), (1,))
    undone = walk.again([A, B], {1}, bring_back=True)
    assert (undone.tally, undone.talks) == ((), ())
    assert undone.again([A, B], set()).tally == (("logged", 1),)


def test_minutes_limit_what_comes() -> None:
    long = row("p4", minutes=30)
    walk = walk_through([long, A, B]).limited(10)
    assert (here(walk), walk.place, walk.to_go) == ("p1", (1, 2), (2, 10))
    assert walk.limited(None).place == (2, 3)
    assert here(walk_through([long]).limited(5)) is None
    assert here(walk_through([long]).limited(5).limited(None)) == "p4"
    assert here(walk_through([long, A], most=10)) == "p1"


def test_only_what_was_shown() -> None:
    walk = walk_through([A, B, C], shown={"p2", "p3"})
    assert ids(walk) == ["p2", "p3"]
    assert ids(walk.again([A, B, C])) == ["p2", "p3"]
    due = row("p2", lane="due")
    acted = walk_through([row("o7", 2), C], shown={"o7"}).acted("done", 1)
    assert here(acted.again([due, C])) is None
    assert here(acted.again([row("o8", 2), C])) == "o8"


def test_a_check_in_without_a_boss_is_a_row() -> None:
    checkin = row("o0")._replace(person_id=None, person=None)
    walk = walk_through([checkin, A])
    assert here(walk.acted("done", 1, surely=False).again([A])) == "p1"


def test_the_tally_in_words() -> None:
    assert tally_words((("done", 5), ("skipped", 3)), 25) == "5 done, 3 skipped; 25 min"
    assert tally_words((("snoozed", 1),)) == "1 snoozed"
    assert tally_words(()) == ""
