"""The values of Orbit: who is drawn, on which canvas, and where everybody stands."""

from typing import Literal, NamedTuple

from netintern.domain.vocabulary import Circle

Band = int
"""0 fresh, 1 due soon, 2 overdue, 3 to meet."""
Direction = Literal["left", "right", "up", "down"]
Side = Literal[
    "right", "left", "above", "below", "above right", "below right", "above left", "below left"
]


class Dot(NamedTuple):
    """One person as the layout knows them."""

    id: int
    name: str
    circle: Circle | None
    """Who has none is counted and not drawn."""
    organisation: str
    met: bool
    silence: float | None
    """Days since the last contact over the cadence; None without a talk."""
    via: int | None
    """Who introduced them."""
    strength: float
    """Warmth / 20, 0-5."""
    introductions: int
    """People suggested by them."""
    way: float
    """Score of the best way in, 0-1; 0 if there is none, or if they were met."""


class Mark(NamedTuple):
    """One thing on the canvas."""

    x: int
    y: int
    """The cell. Of a nearer picture it may lie outside the canvas."""
    ids: tuple[int, ...]
    """One: a person; several: a bubble of people of one organisation."""
    circle: Circle
    band: Band
    met: bool
    label: str
    """The full name of a person; "Northwind ·42" of a bubble."""
    priority: float
    """Of the label; below 0 it is written only if the mark is selected or important."""
    side: int = 0
    """Where room for the name was kept: 1 right, -1 left, 0 nowhere."""


class Frame(NamedTuple):
    """The canvas: the titles are in the first and the last row but one, the last is for words."""

    width: int
    height: int
    """In cells."""
    zoom: float = 1.0
    cx: float = 0.0
    cy: float = 0.0
    """What is in the middle, in shares of the ellipse: to the right and downwards."""


class Layout(NamedTuple):
    """Where everybody stands."""

    frame: Frame
    marks: tuple[Mark, ...]
    at: dict[int, int]
    """Of every person drawn, also of those in a bubble, the index of the mark."""
    counts: dict[Circle, tuple[int, int]]
    """Of every circle how many were met, and how many are to be met."""
    outside: int
    """People without a circle."""


class Label(NamedTuple):
    """A name on the canvas; the cell before and the cell behind it are blank."""

    x: int
    y: int
    text: str
    mark: int
    """Index of the mark."""
    side: Side
