"""Who is drawn alone and who in a bubble, where there are more people than signs find room."""

from collections.abc import Collection, Iterable, Sequence
from heapq import nlargest
from math import ceil
from operator import itemgetter
from typing import Final, NamedTuple

from netintern.domain.layout.geometry import BANDS, SPANS, axes, band_of
from netintern.domain.layout.values import Band, Dot, Frame
from netintern.domain.vocabulary import CIRCLES, Circle

_CIRCLE_SHARES: Final[dict[Circle, float]] = {
    "field": 0.30,
    "adjacent": 0.30,
    "leaders": 0.20,
    "culture": 0.20,
}
_BAND_SHARES: Final = (0.30, 0.25, 0.20, 0.25)
_ALONE: Final = 0.6
"""Share of a quota that goes to people; the rest is for bubbles."""
_COMPANIES: Final = 4.5
_WIDE: Final = 1.5
"""Times as many bubbles find room in the wide sectors."""
_UNHEARD: Final = 3.0
"""The silence of people without a talk, in cadences."""
_DOTS_A_SIGN: Final = 28
"""A sign with a blank on both sides takes three cells of eight dots, and is never quite packed."""
OTHERS: Final = "others"

_way = itemgetter(Dot._fields.index("way"))


class Cell(NamedTuple):
    """The people of one circle in one band."""

    circle: Circle
    band: Band
    dots: list[Dot]


class Bubble(NamedTuple):
    """People of a cell who are drawn as one."""

    circle: Circle
    band: Band
    company: str
    """Empty for what is left over."""
    ids: tuple[int, ...]


def budget(frame: Frame) -> int:
    """How many signs a frame shows well."""
    return int(max(60.0, frame.width * frame.height / 14) * min(4.0, frame.zoom**1.3))


def cells(dots: Iterable[Dot]) -> tuple[Cell, ...]:
    """The people who have a circle, by circle and band, each cell in the order of insertion."""
    found: dict[Circle, list[list[Dot]]] = {circle: [[], [], [], []] for circle in CIRCLES}
    for dot in dots:
        circle = dot[2]
        if circle is not None:
            found[circle][band_of(dot[4], dot[5])].append(dot)
    return tuple(
        Cell(circle, band, people)
        for circle, bands in found.items()
        for band, people in enumerate(bands)
    )


def divided(
    all_cells: Sequence[Cell], frame: Frame, always: Collection[int], sticky: Collection[int]
) -> tuple[list[Dot], list[Bubble]]:
    """People to draw alone, and bubbles; every cell has its quota, so that none eats the others.

    `always` are drawn alone, `sticky` stay alone while the quota has room for them; so do those
    people to meet who are reached best.
    """
    most = budget(frame)
    keep = {*always, *_best_wishes(all_cells, max(12, most // 25))}
    people: list[Dot] = []
    bubbles: list[Bubble] = []
    for cell, quota in zip(all_cells, _quotas(all_cells, frame), strict=True):
        if len(cell.dots) <= quota:
            people += cell.dots
            continue
        alone, rest = _chosen(cell, quota, keep, sticky)
        room = min(_companies(cell.circle, frame), max(1, quota - int(_ALONE * quota)))
        single, together = _companies_of(cell, rest, room)
        people += alone
        people += single
        bubbles += together
    return people, bubbles


def _quotas(all_cells: Sequence[Cell], frame: Frame) -> list[int]:
    """How many signs each cell may show; what some do not need goes to those with too many."""
    most = budget(frame)
    shares = [_CIRCLE_SHARES[cell.circle] * _BAND_SHARES[cell.band] for cell in all_cells]
    counts = [len(cell.dots) for cell in all_cells]
    quotas = [ceil(most * share) for share in shares]
    spare = sum(max(0, quota - count) for quota, count in zip(quotas, counts, strict=True))
    wanting = [
        share if count > quota else 0.0
        for share, count, quota in zip(shares, counts, quotas, strict=True)
    ]
    whole = sum(wanting)
    if not spare or not whole:
        return quotas
    return [
        max(quota, min(_most(cell, frame), quota + int(spare * share / whole)))
        for cell, quota, share in zip(all_cells, quotas, wanting, strict=True)
    ]


def _most(cell: Cell, frame: Frame) -> int:
    """How many signs find room in the area of a cell without crowding."""
    across, down = axes(frame)
    first, last = SPANS[cell.circle]
    inner, outer = BANDS[cell.band], BANDS[cell.band + 1]
    dots = across * down * (outer**2 - inner**2) / 2 * (last - first)
    return int(dots / _DOTS_A_SIGN)


def _best_wishes(all_cells: Iterable[Cell], count: int) -> Iterable[int]:
    wishes = (dot for cell in all_cells if cell.band == 3 for dot in cell.dots if dot[9] > 0)
    return (dot.id for dot in nlargest(count, wishes, key=_way))


def _chosen(
    cell: Cell, quota: int, keep: Collection[int], sticky: Collection[int]
) -> tuple[list[Dot], list[Dot]]:
    """Who of a full cell is drawn alone, and the rest."""
    alone = [dot for dot in cell.dots if dot[0] in keep]
    stay = [dot for dot in cell.dots if dot[0] in sticky and dot[0] not in keep]
    worth = _way if cell.band == 3 else _worth
    stay = nlargest(max(0, quota - len(alone)), stay, key=worth)
    alone += stay
    done = {dot[0] for dot in alone}
    rest = [dot for dot in cell.dots if dot[0] not in done] if done else cell.dots
    more = max(1, int(_ALONE * quota)) - len(alone)
    if more > 0:
        new = nlargest(more, rest, key=worth)
        alone += new
        done = {dot[0] for dot in new}
        rest = [dot for dot in rest if dot[0] not in done]
    return alone, rest


def _worth(dot: Dot) -> float:
    """How much somebody who was met should be seen: warm, opening doors, heard of lately."""
    silence = dot[5]
    return 2 * dot[7] + 1.5 * dot[8] - (_UNHEARD if silence is None else silence)


def _companies(circle: Circle, frame: Frame) -> int:
    """How many bubbles of a company a cell shows."""
    wide = _WIDE if circle in ("field", "adjacent") else 1.0
    return max(1, round(_COMPANIES * wide * frame.zoom * max(0.7, frame.width / 160)))


def _companies_of(cell: Cell, rest: Sequence[Dot], room: int) -> tuple[list[Dot], list[Bubble]]:
    """The largest companies as bubbles, and one for the others; one person is no bubble."""
    by_company: dict[str, list[Dot]] = {}
    for dot in rest:
        by_company.setdefault(dot[3], []).append(dot)
    by_size = sorted(by_company.items(), key=lambda one: (-len(one[1]), one[0]))
    largest = [one for one in by_size if one[0] and len(one[1]) > 1][:room]
    named = {company for company, _ in largest}
    bubbles = [
        Bubble(cell.circle, cell.band, company, tuple([dot[0] for dot in dots]))
        for company, dots in largest
    ]
    others = [dot for dot in rest if dot[3] not in named]
    if len(others) > 1:
        bubbles.append(Bubble(cell.circle, cell.band, "", tuple([dot[0] for dot in others])))
        others = []
    return others, bubbles
