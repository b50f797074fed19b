"""Names on the canvas: beside their sign, never touching, the selected one always."""

from collections.abc import Callable, Collection, Iterator
from typing import Final

from netintern.domain.layout.geometry import centre, rows
from netintern.domain.layout.values import Frame, Label, Layout, Mark, Side
from netintern.domain.people import initials, short_name

FEW: Final = 0.45
"""Signs, with a name each, may take this share of the cells of a picture of few people."""
NAME: Final = 11
"""Cells that a sign and a name take together."""
_YOU: Final = 2
"""Cells on both sides of the middle that are written on."""

_Slot = tuple[int, int, Side]


class _Board:
    """What is written already."""

    def __init__(self, layout: Layout) -> None:
        self.frame = frame = layout.frame
        self.top, self.bottom = rows(frame)
        self.stride = frame.width + 2
        self.taken = bytearray(self.stride * frame.height)
        for mark in layout.marks:
            self.take(mark.x, mark.y, 1)
        x, y = centre(frame)
        self.take(int(x // 2) - _YOU, int(y // 4), 2 * _YOU + 1)

    def free(self, x: int, y: int, cells: int, side: Side | None = None) -> bool:
        """Whether a text and a blank on both its sides find room; two at the far one of `side`."""
        if not self.top <= y <= self.bottom or x < 0 or x + cells > self.frame.width:
            return False
        start = y * self.stride + x
        first = start - 1 if side == "left" and start else start
        last = start + cells + (3 if side == "right" else 2)
        return self.taken.find(1, first, last) < 0

    def covered(self, x: int, y: int, cells: int) -> int:
        """How many cells a text would write over."""
        start = y * self.stride + x + 1
        return self.taken.count(1, start, start + cells)

    def within(self, slot: _Slot, cells: int, places: Collection[int]) -> int:
        """How many of some cells of the canvas a text would write over."""
        start = slot[1] * self.frame.width + slot[0]
        return sum(cell in places for cell in range(start, start + cells)) if places else 0

    def take(self, x: int, y: int, cells: int) -> None:
        """Write; what is outside the canvas is left out."""
        first, last = max(0, x), min(self.frame.width, x + cells)
        if 0 <= y < self.frame.height and first < last:
            start = y * self.stride + first + 1
            self.taken[start : start + last - first] = b"\x01" * (last - first)


def labels(
    layout: Layout,
    *,
    width_of: Callable[[str], int],
    selected: int | None = None,
    important: Collection[int] = (),
    cap: int | None = None,
    avoid: Collection[int] = (),
) -> tuple[Label, ...]:
    """At most `cap` names, those of the selected mark and the important ones first and in full.

    `selected` and `important` are indices of marks; `width_of` gives the cells of a text. Their
    names leave the cells of `avoid`, rows times width, free if they can, and the selected one has
    a blank on each side, on which nothing else is written. Short
    names stand right or left of their sign, so that it is never in doubt whose they are. In a
    picture of few people those for whose name there is no room get what there is room for: the
    first word of the name, else the initials.
    """
    board = _Board(layout)
    marks, frame = layout.marks, layout.frame
    size = frame.width * frame.height
    if cap is None:
        cap = size // (30 if len(marks) * NAME < FEW * size else 60)
    found: list[Label] = []
    special = [] if selected is None else [selected]
    special += [index for index in important if index != selected]
    special = [index for index in dict.fromkeys(special) if _seen(frame, marks[index])]
    for index in special:
        if index == selected or len(found) < cap:
            forced = index == selected
            found += _special(board, index, marks[index], width_of, avoid, forced=forced)
    wanted = _order(layout, cap)
    shortest: tuple[Callable[[str], str], ...] = (_first_word, initials)
    forms = (short_name, *(shortest if len(wanted) <= cap else ()))
    for form in forms:
        done = special if form is short_name else {label.mark for label in found}
        for index in wanted:
            if len(found) >= cap:
                break
            if index not in done:
                found += _beside(board, index, marks[index], width_of, form)
    return tuple(found)


def _seen(frame: Frame, mark: Mark) -> bool:
    return 0 <= mark.x < frame.width and 0 <= mark.y < frame.height


def _order(layout: Layout, cap: int) -> list[int]:
    """Marks whose names are wanted. If all find room, those come first who have it already."""
    frame, marks = layout.frame, layout.marks
    wanted = [i for i, mark in enumerate(marks) if mark.priority >= 0 and _seen(frame, mark)]
    if len(wanted) <= cap:
        wanted.sort(key=lambda i: (not marks[i].side, -marks[i].priority))
    else:
        wanted.sort(key=lambda i: -marks[i].priority)
    return wanted


def _first_word(name: str) -> str:
    return name.split(maxsplit=1)[0] if name.strip() else ""


def _beside(
    board: _Board,
    index: int,
    mark: Mark,
    width_of: Callable[[str], int],
    form: Callable[[str], str],
) -> Iterator[Label]:
    text = form(mark.label) if len(mark.ids) == 1 else mark.label
    cells = width_of(text)
    if not cells:
        return
    for x, y, side in _horizontal(board, mark, cells):
        if board.free(x, y, cells, side):
            board.take(x, y, cells)
            yield Label(x, y, text, index, side)
            return


def _special(
    board: _Board,
    index: int,
    mark: Mark,
    width_of: Callable[[str], int],
    avoid: Collection[int],
    *,
    forced: bool,
) -> Iterator[Label]:
    """The full name in one of eight places; if `forced`, over other things where it must be."""
    # The selected name is written on a ground of its own that is a cell wider on both sides.
    around = int(forced)
    text = _fitting(mark.label, board.frame.width - 2 * around, width_of)
    cells = width_of(text)
    if not cells:
        return
    cells += 2 * around
    slots = (*_horizontal(board, mark, cells), *_upright(mark, cells))
    free = [slot for slot in slots if board.free(slot[0], slot[1], cells)]
    slot = min(free, key=lambda one: board.within(one, cells, avoid), default=None)
    if slot is None and forced:
        slot = _least_bad(board, mark, slots, cells)
    if slot is not None:
        x, y, side = slot
        board.take(x, y, cells)
        yield Label(x + around, y, text, index, side)


def _horizontal(board: _Board, mark: Mark, cells: int) -> tuple[_Slot, _Slot]:
    """The two places beside a sign: where room was kept, else away from the middle first."""
    right: _Slot = mark.x + 2, mark.y, "right"
    left: _Slot = mark.x - 1 - cells, mark.y, "left"
    outwards = mark.side or (1 if 2 * mark.x + 1 >= centre(board.frame)[0] else -1)
    return (right, left) if outwards > 0 else (left, right)


def _upright(mark: Mark, cells: int) -> tuple[_Slot, ...]:
    x, y = mark.x, mark.y
    middle = x - cells // 2
    return (
        (middle, y - 1, "above"),
        (middle, y + 1, "below"),
        (x + 1, y - 1, "above right"),
        (x + 1, y + 1, "below right"),
        (x - cells, y - 1, "above left"),
        (x - cells, y + 1, "below left"),
    )


def _least_bad(board: _Board, mark: Mark, slots: tuple[_Slot, ...], cells: int) -> _Slot:
    """The place, pushed into the canvas, that covers least, and not the own sign if it can."""
    frame = board.frame
    pushed: list[_Slot] = [
        (
            max(0, min(frame.width - cells, x)),
            max(min(board.top, frame.height - 1), min(board.bottom, y)),
            side,
        )
        for x, y, side in slots
    ]

    def covered(slot: _Slot) -> int:
        x, y, _ = slot
        own = y == mark.y and x - 1 <= mark.x <= x + cells
        return board.covered(x, y, cells) + own * frame.width

    return min(pushed, key=covered)


def _fitting(text: str, room: int, width_of: Callable[[str], int]) -> str:
    """A text cut to a width."""
    if width_of(text) <= room:
        return text
    while text and width_of(text) + 1 > room:
        text = text[:-1]
    return f"{text}…" if text else ""
