"""A person at a glance: who, how warm, how met, what was said last, what is owed."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from netintern.domain.vocabulary import Circle
from netintern.tui.text import Line, Run, cut, fit, width, wrap
from netintern.tui.themes import circle_glyph
from netintern.tui.widgets.lines import Lines

_LABEL = 11


class CardTalk(NamedTuple):
    """One line of the history."""

    day: str
    what: str
    """ "30 min talk"."""
    learned: str


class Card(NamedTuple):
    """What a card shows; every text may be empty."""

    name: str
    circle: Circle | None
    met: bool
    about: str
    """Role and organisation."""
    now: str
    """Why the person is in the queue, or why not."""
    facts: str
    """Circle, rhythm, and when they are due."""
    warmth: str
    through: str
    """Who suggested them."""
    suggested: str
    """Whom they suggested."""
    last: str
    """What was said last."""
    owed: tuple[str, ...]
    """Open promises, mine and theirs."""
    knows: str
    reach: str
    """Mail address or phone number."""
    notes: str
    talks: tuple[CardTalk, ...]


class PersonCard(Lines):
    """One person; the higher the card, the more of it there is."""

    def __init__(self, *, id: str = "card", ascii_only: bool = False) -> None:
        super().__init__(id=id, classes="pane")
        self._card: Card | None = None
        self._ascii = ascii_only

    def show_card(self, card: Card | None) -> None:
        """Show somebody else, or nobody."""
        self._card = card
        self._draw()

    def on_resize(self) -> None:
        """Another size shows more or less."""
        self._draw()

    def _draw(self) -> None:
        cells, height = self.size.width, self.size.height
        if self._card is None:
            self.show([(), (Run("  Nobody is selected.", "faint"),)])
        elif cells > 0:
            self.show(card_lines(self._card, cells, height, ascii_only=self._ascii))


def card_lines(card: Card, cells: int, height: int, *, ascii_only: bool = False) -> list[Line]:
    """The card in so many cells and lines, the most important first."""
    lines = [_head(card, cells, ascii_only)]
    short = height < 8
    for label, text, most in (
        ("", card.facts, 1),
        ("now", "" if short else card.now, 2),
        ("last", card.last, 1 if short else 2),
        ("owed", " · ".join(card.owed) if short else "", 1),
        ("through", card.through, 1),
        ("suggested", card.suggested, 1 if short else 2),
        ("knows", card.knows, 1 if short else 2),
        ("reach", card.reach, 1),
        ("warmth", card.warmth, 1),
    ):
        lines += _field(label, text, cells, most)
    if short:
        return lines[:height]
    sections: tuple[tuple[str, list[Line]], ...] = (
        ("owed", [(Run("   "), Run(text, "ink")) for text in card.owed]),
        ("history", [_talk(talk, cells) for talk in card.talks]),
        ("notes", [(Run("   "), Run(part, "dim")) for part in wrap(card.notes, cells - 5, 6)]),
    )
    for title, rows in sections:
        if height - len(lines) > _HEADING:
            lines += _section(title, rows)
    return lines[:height]


_HEADING: Final = 2
"""Lines above a section: where there is no room for more, it is left out."""


def _head(card: Card, cells: int, ascii_only: bool) -> Line:
    glyph = circle_glyph(card.circle, met=card.met, ascii_only=ascii_only)
    name = cut(card.name, max(1, cells - 6))
    runs: Line = (Run(f" {glyph} ", card.circle or "faint"), Run(name, "strong"))
    about = cut(f"  {card.about}", cells - width(runs) - 1) if card.about else ""
    return (*runs, Run(about, "dim"))


def _field(label: str, text: str, cells: int, most: int) -> list[Line]:
    if not text:
        return []
    if not label:
        return [(Run("   "), Run(cut(text, cells - 4), "dim"))]
    parts = wrap(text, max(4, cells - _LABEL - 4), most)
    return [
        (Run("   "), Run(fit(label if not index else "", _LABEL), "faint"), Run(part, "ink"))
        for index, part in enumerate(parts)
    ]


def _section(title: str, rows: Sequence[Line]) -> list[Line]:
    return [(), (Run(f"   {title}", "faint"),), *rows] if rows else []


def _talk(talk: CardTalk, cells: int) -> Line:
    runs: Line = (
        Run("   "),
        Run(fit(talk.day, 12 if talk.day[-1:].isdecimal() else 8), "dim"),
        Run(fit(talk.what, 18), "ink"),
        Run(" "),
    )
    return (*runs, Run(cut(talk.learned, max(0, cells - width(runs) - 1)), "dim"))
