"""Where everybody stands in Orbit: fixed, apart from each other, and telling what it should."""

import os
import random
from collections.abc import Sequence
from math import atan2, hypot, pi, sqrt
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netintern.domain import layout as lay
from netintern.domain.layout import Dot, Frame, Layout
from netintern.domain.text import cell_width
from netintern.domain.vocabulary import CIRCLES, Circle
from tests.networks import network

NETWORKS = int(os.environ.get("NETINTERN_TEST_NETWORKS", "60"))
"""Random networks of the property tests; 500 take six seconds."""
SMALL, USUAL, LARGE = Frame(80, 24), Frame(120, 40), Frame(200, 60)


def somebody(person: int, **changes: object) -> Dot:
    """A person of the field who was spoken to half a cadence ago."""
    dot = Dot(person, f"Given{person} Name", "field", "Helio", True, 0.5, None, 1.0, 0, 0.0)
    return dot._replace(**changes)  # type: ignore[arg-type]


def cells(layout: Layout) -> dict[int, tuple[int, int]]:
    """The cell of every person who is drawn alone."""
    return {mark.ids[0]: (mark.x, mark.y) for mark in layout.marks if len(mark.ids) == 1}


def polar(layout: Layout, mark: int) -> tuple[float, float]:
    """The reach and the angle of a mark."""
    (x, y), (across, down) = lay.centre(layout.frame), lay.axes(layout.frame)
    found = layout.marks[mark]
    aside, upright = (found.x * 2 + 1 - x) / across, (found.y * 4 + 2 - y) / down
    return hypot(aside, upright), atan2(upright, aside)


def check(layout: Layout, names: Sequence[lay.Label], *, everything: bool = True) -> None:
    """One thing a cell, no names that touch each other or another sign, everything in sight."""
    frame = layout.frame
    signs = {(mark.x, mark.y): index for index, mark in enumerate(layout.marks)}
    assert len(signs) == len(layout.marks)
    if everything:
        assert all(0 <= x < frame.width and 0 <= y < frame.height for x, y in signs)
    text: dict[tuple[int, int], int] = {}
    for name in names:
        width = cell_width(name.text)
        assert name.x >= 0
        assert name.x + width <= frame.width
        assert 0 <= name.y < frame.height
        for x in range(name.x - 1, name.x + width + 1):
            assert text.get((x, name.y), name.mark) == name.mark
            assert signs.get((x, name.y), name.mark) == name.mark
        for x in range(name.x, name.x + width):
            assert (x, name.y) not in signs
            text[x, name.y] = name.mark
    assert len({name.mark for name in names}) == len(names)


def named(layout: Layout) -> tuple[lay.Label, ...]:
    """The names that are written when nobody is selected."""
    return lay.labels(layout, width_of=cell_width)


# --- Everybody has a place, and keeps it -----------------------------------------------------


@pytest.mark.parametrize("seed", range(NETWORKS))
def test_one_person_a_cell_and_no_touching_names_on_random_networks(seed: int) -> None:
    dice = random.Random(seed)
    frame = dice.choice((SMALL, USUAL, LARGE, Frame(dice.randint(20, 220), dice.randint(8, 70))))
    dots = network(dice.choice((3, 50, 120, 340, 700)), seed)
    layout = lay.orbit(dots, frame)
    check(layout, named(layout))
    assert sorted(layout.at) == [dot.id for dot in dots]
    assert layout == lay.orbit(list(dots), frame)
    selected = dice.randrange(len(layout.marks))
    names = lay.labels(layout, width_of=cell_width, selected=selected)
    assert names[0].mark == selected
    # The name of the selection may have to cover a sign; no other name comes near it.
    check(layout._replace(marks=()), names)


@pytest.mark.parametrize("seed", range(NETWORKS))
def test_adding_a_person_moves_nobody(seed: int) -> None:
    dice = random.Random(seed)
    frame = dice.choice((SMALL, USUAL, LARGE))
    size = dice.choice((10, 50, 77, 79, 120, 300, lay.budget(frame) - 1))
    dots = network(min(size, lay.budget(frame) - 1) + 1, seed)
    before, after = lay.orbit(dots[:-1], frame), lay.orbit(dots, frame)
    gone = cells(after)
    del gone[dots[-1].id]
    assert cells(before) == gone
    assert before.marks == after.marks[:-1]


@given(
    people=st.lists(
        st.tuples(
            st.sampled_from((*CIRCLES, None)),
            st.booleans(),
            st.none() | st.floats(-1, 40),
            st.integers(1, 60),
        ),
        max_size=59,
    ),
    width=st.integers(40, 130),
    height=st.integers(12, 45),
)
@settings(max_examples=60, deadline=None)
def test_adding_moves_nobody_whoever_they_are(
    people: list[tuple[Circle | None, bool, float | None, int]], width: int, height: int
) -> None:
    dots = [
        somebody(person, circle=circle, met=met, silence=silence, via=via)
        for person, (circle, met, silence, via) in enumerate(people, 1)
        if via != len(people)
    ]
    frame = Frame(width, height)
    after = lay.orbit(dots, frame)
    check(after, named(after))
    if dots:
        assert cells(lay.orbit(dots[:-1], frame)).items() <= cells(after).items()


def test_a_talk_moves_that_person_inwards_and_hardly_anybody_else() -> None:
    stirred = 0
    for seed in range(20):
        dots = network(50, seed)
        person = next(dot for dot in dots if dot.silence and dot.silence > 1)
        before = lay.orbit(dots, USUAL)
        talked = [dot._replace(silence=0.0) if dot is person else dot for dot in dots]
        after = lay.orbit(talked, USUAL)
        inwards = polar(before, before.at[person.id])[0] - polar(after, after.at[person.id])[0]
        assert inwards > 0.2
        new = cells(after)
        stirred += sum(
            max(abs(new[one][0] - x), abs(new[one][1] - y)) > 1
            for one, (x, y) in cells(before).items()
            if one != person.id
        )
    assert stirred / (20 * 49) < 0.03


def test_a_merge_turns_nobody_around() -> None:
    dots = [somebody(person, silence=person % 9 / 10) for person in range(1, 30)]
    before, after = lay.orbit(dots, LARGE), lay.orbit(dots[:10] + dots[11:], LARGE)
    same = sum(cells(before)[person] == cell for person, cell in cells(after).items())
    assert same >= 26


# --- Places that say something ---------------------------------------------------------------


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("frame", [SMALL, USUAL])
def test_everybody_is_in_their_sector_and_band(seed: int, frame: Frame) -> None:
    layout = lay.orbit(network(90, seed), frame)
    for index, mark in enumerate(layout.marks):
        reach, angle = polar(layout, index)
        start, end = lay.SPANS[mark.circle]
        assert (angle - start + 0.15) % (2 * pi) < end - start + 0.3
        # A cell is coarser than a place, most of all in a low pane.
        assert lay.BANDS[mark.band] - 0.07 <= reach <= lay.BANDS[mark.band + 1] + 0.07


@pytest.mark.parametrize(
    ("met", "silence", "band"),
    [
        (True, 0.0, 0),
        (True, -0.2, 0),
        (True, 0.33, 0),
        (True, 0.34, 1),
        (True, 0.99, 1),
        (True, 1.0, 2),
        (True, 400.0, 2),
        (True, None, 2),
        (False, None, 3),
        (False, 0.1, 3),
    ],
)
def test_the_due_line_is_that_of_the_queue(met: bool, silence: float | None, band: int) -> None:
    assert lay.band_of(met, silence) == band
    layout = lay.orbit([somebody(1, met=met, silence=silence)], LARGE)
    assert layout.marks[0].band == band


def test_people_drift_outwards_until_three_cadences() -> None:
    silences = (0.0, 0.2, 0.32, 0.4, 0.7, 0.98, 1.0, 1.5, 2.5, 3.0)
    places = [lay.orbit([somebody(1, silence=one)], LARGE) for one in silences]
    reaches = [polar(layout, 0)[0] for layout in places]
    assert reaches == sorted(reaches)
    held = lay.orbit([somebody(1, silence=90.0)], LARGE)
    never = lay.orbit([somebody(1, silence=None)], LARGE)
    assert held.marks[0][:2] == never.marks[0][:2] == places[-1].marks[0][:2]


def test_who_was_introduced_stands_near_the_introducer() -> None:
    dots = [somebody(1)] + [somebody(person, via=1) for person in range(2, 8)]
    layout = lay.orbit(dots, LARGE)
    _, angle = polar(layout, layout.at[1])
    span = lay.SPANS["field"]
    for person in range(2, 8):
        assert abs(polar(layout, layout.at[person])[1] - angle) < 0.35 * (span[1] - span[0])


def test_counts_and_those_without_a_circle() -> None:
    dots = [
        somebody(1),
        somebody(2, met=False),
        somebody(3, circle="leaders", met=False),
        somebody(4, circle=None),
    ]
    layout = lay.orbit(dots, USUAL)
    assert layout.counts == {
        "field": (1, 1),
        "adjacent": (0, 0),
        "leaders": (0, 1),
        "culture": (0, 0),
    }
    assert layout.outside == 1
    assert sorted(layout.at) == [1, 2, 3]


def test_nobody_stands_on_you() -> None:
    layout = lay.orbit([somebody(person, silence=0.0) for person in range(1, 60)], SMALL)
    x, y = lay.centre(SMALL)
    for mark in layout.marks:
        assert mark.y != y // 4 or abs(mark.x - x // 2) > 4


# --- More people than signs find room --------------------------------------------------------


@pytest.mark.parametrize("frame", [SMALL, USUAL, LARGE])
def test_of_thousands_every_one_is_drawn_or_in_a_bubble(frame: Frame) -> None:
    dots = network(3_000, 5)
    layout = lay.orbit(dots, frame)
    check(layout, named(layout))
    assert sorted(layout.at) == [dot.id for dot in dots]
    assert sorted(person for mark in layout.marks for person in mark.ids) == sorted(layout.at)
    assert 0.7 * lay.budget(frame) <= len(layout.marks) <= 1.35 * lay.budget(frame)
    drawn = {(mark.circle, mark.band) for mark in layout.marks if len(mark.ids) == 1}
    assert len(drawn) == 16


def test_bubbles_are_companies_and_say_how_many() -> None:
    dots = [somebody(n, organisation="Northwind" if n % 2 else f"Firm {n}") for n in range(1, 900)]
    layout = lay.orbit(dots, SMALL)
    bubbles = {mark.label: mark for mark in layout.marks if len(mark.ids) > 1}
    largest = max(bubbles.values(), key=lambda mark: len(mark.ids))
    assert {label.split(" ·")[0] for label in bubbles} == {"Northwind", "others"}
    for label, mark in bubbles.items():
        assert label.endswith(f" ·{len(mark.ids)}")
        assert mark.ids == tuple(sorted(mark.ids))
    written = {name.text for name in named(layout)}
    assert not any(text.startswith("others") for text in written)
    northwind = next(mark for mark in bubbles.values() if mark.label.startswith("Northwind"))
    assert northwind.label in written
    assert northwind.priority == pytest.approx(6 + sqrt(len(northwind.ids)))
    index = layout.marks.index(largest)
    chosen = lay.labels(layout, width_of=cell_width, selected=index)
    assert chosen[0].text == largest.label


def test_the_best_ways_and_whoever_must_be_seen_are_drawn_alone() -> None:
    dots = network(3_000, 6)
    ways = {dot.id: dot for dot in dots}
    ways[77] = ways[77]._replace(met=False, way=0.9)
    shy = [dot.id for dot in dots if dot.met and not dot.introductions and dot.strength < 0.5][:20]
    layout = lay.orbit(list(ways.values()), SMALL, always=shy)
    assert {77, *shy} <= cells(layout).keys()


def test_who_was_drawn_alone_stays_and_keeps_the_place() -> None:
    dots = network(1_001, 7)
    before = lay.orbit(dots[:-1], USUAL)
    sticky = [mark.ids[0] for mark in before.marks if len(mark.ids) == 1]
    again = lay.orbit(dots[:-1], USUAL, sticky=sticky)
    assert again.marks[: len(sticky)] == before.marks[: len(sticky)]
    # Somebody else comes, and somebody drops from the list of the best.
    later = [dot._replace(strength=0.0) if dot.id == sticky[3] else dot for dot in dots]
    after = lay.orbit(later, USUAL, sticky=sticky)
    assert {one: cells(after)[one] for one in sticky} == cells(before)
    assert cells(lay.orbit(later, USUAL, sticky=frozenset(sticky))).keys() >= set(sticky)


# --- Names -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("frame", "share"), [(SMALL, 0.75), (USUAL, 0.90)])
def test_most_names_of_fifty_people_find_room(frame: Frame, share: float) -> None:
    placed = [len(named(lay.orbit(network(50, seed), frame))) / 50 for seed in range(100)]
    assert median(placed) >= share


def test_a_name_without_room_is_shortened_only_then() -> None:
    crowd = [somebody(one, silence=one * 0.2 % 0.33) for one in range(1, 41)]
    layout = lay.orbit(crowd, USUAL)
    names = {layout.marks[name.mark].label: name.text for name in named(layout)}
    shortened = {label: text for label, text in names.items() if text != lay.short_name(label)}
    assert len(names) > len(shortened) > 0
    for label, text in shortened.items():
        assert text in (label.split()[0], "GN")
    check(layout, named(layout))
    many = lay.orbit(network(900, 3), USUAL)
    alone = [name for name in named(many) if len(many.marks[name.mark].ids) == 1]
    assert all(name.text == lay.short_name(many.marks[name.mark].label) for name in alone)


def test_short_names_beside_the_sign_and_full_ones_for_the_selection() -> None:
    layout = lay.orbit(network(60, 2), SMALL)
    for name in named(layout):
        mark = layout.marks[name.mark]
        first, *_, last = mark.label.split()
        assert name.text in (f"{first} {last[0]}", first, f"{first[0]}{last[0]}")
        assert (name.side, name.y) in (("left", mark.y), ("right", mark.y))
    for selected in range(len(layout.marks)):
        near = [other for other in range(0, 60, 9) if other != selected]
        names = lay.labels(layout, width_of=cell_width, selected=selected, important=near)
        assert names[0].mark == selected
        assert names[0].text == layout.marks[selected].label
        full = {name.mark for name in names if name.text == layout.marks[name.mark].label}
        assert len(full & set(near)) >= len(near) - 2


def test_a_name_is_nearer_to_its_own_sign() -> None:
    for seed in range(8):
        layout = lay.orbit(network(300, seed), USUAL)
        signs = {(mark.x, mark.y) for mark in layout.marks}
        for name in named(layout):
            far = name.x - 2 if name.side == "left" else name.x + cell_width(name.text) + 1
            assert (far, name.y) not in signs


def test_at_most_as_many_names_as_wanted_the_selected_one_among_them() -> None:
    layout = lay.orbit(network(200, 1), USUAL)
    names = lay.labels(layout, width_of=cell_width, cap=3, selected=8, important=[1, 2, 3, 4])
    assert names[0].mark == 8
    assert len(names) == 3
    assert len(named(lay.orbit(network(1_000, 1), USUAL))) <= 80


def test_wide_names_take_their_width() -> None:
    dots = [
        somebody(n, name=f"田中{n} 美咲" if n % 3 else "👩‍💻 Ünal", circle=CIRCLES[n % 4])
        for n in range(1, 50)
    ]
    for frame in (SMALL, USUAL):
        layout = lay.orbit(dots, frame)
        names = named(layout)
        check(layout, names)
        assert len(names) >= 35


def test_a_selected_name_longer_than_the_canvas_is_cut() -> None:
    layout = lay.orbit([somebody(1, name="Wolfeschlegelsteinhausen " * 9)], Frame(30, 9))
    (name,) = lay.labels(layout, width_of=cell_width, selected=0)
    assert name.text.endswith("…")
    assert cell_width(name.text) <= 30


# --- Nearer ----------------------------------------------------------------------------------


def test_moving_a_near_picture_moves_everybody_alike() -> None:
    dots = network(120, 4)
    one = lay.orbit(dots, Frame(120, 40, 2.0, 0.0, 0.0))
    other = lay.orbit(dots, Frame(120, 40, 2.0, 0.3, -0.2))
    steps = {(a.x - b.x, a.y - b.y) for a, b in zip(one.marks, other.marks, strict=True)}
    assert len(steps) == 1
    ((across, down),) = steps
    assert across > 0 > down
    check(other, named(other), everything=False)
    x, y = lay.centre(one.frame)
    assert lay.centre(other.frame) == (x - 2 * across, y - 4 * down)


def test_nearer_there_is_room_for_more() -> None:
    dots = network(1_000, 4)
    far, near = lay.orbit(dots, USUAL), lay.orbit(dots, USUAL._replace(zoom=2.5))
    alone = [sum(len(mark.ids) == 1 for mark in one.marks) for one in (far, near)]
    assert alone[1] > 1.5 * alone[0]


@pytest.mark.parametrize("wrong", [float("nan"), float("inf"), -3.0, 0.0])
def test_the_middle_is_held_within_the_picture(wrong: float) -> None:
    assert lay.moved(USUAL, 2.0, 5.0, -5.0)[2:] == (2.0, 0.52, -0.52)
    assert lay.moved(USUAL, 1.0, 0.5, 0.5)[2:] == (1.0, 0.0, 0.0)
    assert lay.moved(USUAL, wrong, wrong, wrong)[2:] == (1.0, 0.0, 0.0)
    assert lay.orbit(network(5, 1), USUAL._replace(zoom=wrong, cx=wrong)).frame == USUAL


# --- Walking ---------------------------------------------------------------------------------


def test_arrows_lead_to_the_nearest_in_that_direction() -> None:
    layout = lay.orbit(
        [somebody(1, silence=0.1), somebody(2, circle="adjacent"), somebody(3, circle="culture")],
        USUAL,
    )
    right, left, down = (layout.at[person] for person in (1, 2, 3))
    assert lay.nearest(layout, None, "right") == right
    assert lay.nearest(layout, None, "left") == left
    assert lay.nearest(layout, None, "down") == down
    assert lay.nearest(layout, None, "up") is None
    assert lay.nearest(layout, right, "right") is None
    assert lay.nearest(layout, right, "left") in (left, down)


def test_nearly_everybody_is_reached_by_arrows() -> None:
    layout = lay.orbit(network(300, 9), USUAL)
    reached: set[int] = set()
    waiting = [0]
    while waiting:
        here = waiting.pop()
        reached.add(here)
        for direction in ("left", "right", "up", "down"):
            found = lay.nearest(layout, here, direction)
            assert found != here
            if found is not None and found not in reached:
                waiting.append(found)
    assert len(reached) >= 0.95 * len(layout.marks)


# --- Bad input -------------------------------------------------------------------------------


def test_every_size_from_one_cell_up() -> None:
    dots = network(70, 1)
    sizes = [(w, h) for w in (1, 2, 3, 5, 9, 17, 40) for h in (1, 2, 3, 4, 5, 6, 7, 11, 23)]
    for width, height in [*sizes, (0, 0), (300, 2), (2, 100)]:
        layout = lay.orbit(dots, Frame(width, height))
        check(layout, named(layout))
        for selected in range(0, len(layout.marks), 9):
            names = lay.labels(layout, width_of=cell_width, selected=selected, important=[0])
            assert width < 5 or names[0].mark == selected
            lay.nearest(layout, selected, "up")


def test_nobody() -> None:
    layout = lay.orbit([], USUAL)
    assert layout.marks == ()
    assert named(layout) == ()
    assert lay.nearest(layout, None, "left") is None
    assert layout.counts == dict.fromkeys(CIRCLES, (0, 0))


def test_only_wishes() -> None:
    layout = lay.orbit([dot._replace(met=False) for dot in network(100, 1)], USUAL)
    check(layout, named(layout))
    assert {mark.band for mark in layout.marks} == {3}


def test_ten_thousand_people_at_one_company_in_one_circle() -> None:
    layout = lay.orbit([somebody(n, silence=0.1) for n in range(1, 10_001)], USUAL)
    check(layout, named(layout))
    assert len(layout.at) == 10_000
    assert sum(len(mark.ids) == 1 for mark in layout.marks) >= 25


@pytest.mark.parametrize("circle", CIRCLES)
def test_more_people_in_a_band_than_it_has_cells(circle: Circle) -> None:
    count = lay.budget(SMALL)
    layout = lay.orbit([somebody(n, circle=circle, silence=5.0) for n in range(count)], SMALL)
    check(layout, named(layout))
    assert len(layout.marks) == count


def test_introductions_in_circles_and_five_hundred_by_one_person() -> None:
    loop = [somebody(n, via=n % 40 + 1) for n in range(1, 41)]
    themselves = [somebody(41, via=41), somebody(42, via=9_999)]
    layout = lay.orbit(loop + themselves, USUAL)
    assert len(layout.marks) == 42
    assert layout.marks == lay.orbit(loop + themselves, USUAL).marks
    many = [somebody(1, introductions=500)] + [somebody(n, via=1) for n in range(2, 502)]
    for frame in (SMALL, LARGE):
        wide = lay.orbit(many, frame)
        check(wide, named(wide))
        assert len(wide.at) == 501


def test_a_chain_of_three_thousand_introductions() -> None:
    chain = [somebody(n, via=n - 1) for n in range(3_000)]
    assert len(lay.orbit(list(reversed(chain)), SMALL).at) == 3_000
